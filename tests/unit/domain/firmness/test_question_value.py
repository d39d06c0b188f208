"""What answers are worth, against ordering everyone anew and against matching with the answer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.firmness.answer_target import AnswerTarget, answer_targets
from drentsportal.domain.firmness.answer_worths import GRID, answer_worths
from drentsportal.domain.firmness.question_value import LISTED, question_values
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.profile_check import is_classed
from drentsportal.domain.message import Message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.matching_strategies import Sites, requests, sites
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from drentsportal.domain.firmness.question_value import OpenQuestion
    from drentsportal.domain.match.match_result import ScoreCard

PARKS: list[dict[str, Any]] = [
    {"id": "a", "name": "A", "available_now_ha": 5.0, "reuse_class": "reuse", "park_management": True},
    {"id": "b", "name": "B", "available_now_ha": 5.0, "reuse_class": "reuse"},
    {"id": "c", "name": "C", "available_now_ha": 5.0, "reuse_class": "existing", "max_height_m": 20.0},
    {"id": "d", "name": "D", "available_now_ha": 5.0, "reuse_class": "new", "park_management": True},
    {"id": "e", "name": "E", "available_now_ha": 5.0, "reuse_class": "new", "park_management": False,
     "municipality_code": "GM0114"},
]  # fmt: skip
CLASSED = {each.id for each in CRITERION_BY_ID.values() if is_classed(each)}
WISHES = (Preference("park_management", 10), Preference("reuse", 20))


def matched(parks: list[dict[str, Any]], *required: Requirement) -> MatchResult:
    """Match parks on their management and re-use."""
    request = LocationRequest(title="t", preferences=WISHES, requirements=required)
    return match(request, site_table(parks), (), PLAIN_PROFILE)


def filled(park_id: str, **values: object) -> list[dict[str, Any]]:
    """Fill in an answer."""
    return [park | values if park["id"] == park_id else park for park in PARKS]


def top(result: MatchResult) -> tuple[frozenset[str], str]:
    """Who is in the top three, and who is first."""
    return frozenset(result.ranking()[:3]), result.ranking()[0]


def test_an_answer_that_is_filled_in_does_what_the_question_says() -> None:
    """The share is zero exactly where neither the worst nor the best answer changes the top."""
    result = matched(PARKS)
    listed = question_values(result)
    asked = {(each.candidate_id, each.criterion_id): each for each in (*listed.deciding, *listed.others)}
    assert set(asked) == {("b", "park_management"), ("c", "park_management")}
    for (park_id, _), each in asked.items():
        ends = [top(matched(filled(park_id, park_management=end))) for end in (False, True)]
        assert (each.changing > 0) == any(end != top(result) for end in ends)


def test_a_requirement_that_is_answered_with_no_drops_out() -> None:
    """Half of the answers change the top for who is in it; matching with a low height shows the same."""
    result = matched(PARKS, Requirement("height", 120))
    listed = question_values(result)
    heights = {each.candidate_id: each for each in listed.deciding if each.criterion_id == "height"}
    assert set(heights) == set(result.ranking()[:3]) - {"c"}
    for park_id, each in heights.items():
        assert each.value == Fraction(1, 2)
        after = matched(filled(park_id, max_height_m=5.0), Requirement("height", 120))
        assert park_id not in after.ranking()
        unfavourable = each.why.named["unfavourable"]
        assert isinstance(unfavourable, Message)
        effect = unfavourable.named["effect"]
        assert isinstance(effect, Message)
        assert set(effect.named.values()) <= {name.upper() for name in after.ranking()[:3]}


def test_questions_stand_in_the_order_of_their_value_and_by_whom_to_ask() -> None:
    """Most value first, then rank; sets keep that order, and nobody known is the province."""
    listed = question_values(matched(PARKS, Requirement("height", 120)))
    keys = [(-each.value, each.rank) for each in listed.deciding]
    assert keys == sorted(keys)
    assert all(each.changing == 0 for each in listed.others)
    assert [group.scope for group in listed.sets()] == ["province"]
    assert listed.sets()[0].questions == listed.deciding
    assert {each.scope for each in listed.others} == {"province", "GM0114"}


def test_nobody_to_ask_about() -> None:
    """Without a qualifier there is no question."""
    result = matched([], Requirement("height", 120))
    assert (question_values(result).deciding, question_values(result).others) == ((), ())


@pytest.mark.parametrize(
    ("criterion_id", "answers"), [("park_management", 2), ("reuse", 3), ("price", GRID), ("nitrogen", 3)]
)
def test_a_wish_with_classes_has_as_many_answers_as_classes(criterion_id: str, answers: int) -> None:
    """Yes or no are two answers with even chances, and only a number has the whole grid."""
    parks = [{"id": name, "name": name.upper(), "available_now_ha": 5.0} for name in "ab"]
    request = LocationRequest(title="t", preferences=(Preference(criterion_id, 10),))
    listed = question_values(match(request, site_table(parks), (), PLAIN_PROFILE))
    asked = [each for each in (*listed.deciding, *listed.others) if each.criterion_id == criterion_id]
    assert [each.answers for each in asked] == [answers, answers]


def test_whether_a_park_is_managed_changes_the_top_in_one_of_two_answers() -> None:
    """Only a yes brings the second on one: half of the answers, not nearly all worths between."""
    parks = [
        {"id": "a", "name": "A", "available_now_ha": 5.0, "park_management": False},
        {"id": "b", "name": "B", "available_now_ha": 5.0},
    ]
    wishes = (Preference("park_management", 10),)
    # The name decides between equal scores, and an unknown value has the higher high.
    result = match(LocationRequest(title="t", preferences=wishes), site_table(parks), (), PLAIN_PROFILE)
    listed = question_values(result)
    assert [(each.candidate_id, each.value) for each in listed.deciding] == [("b", Fraction(1, 2))]


@pytest.mark.parametrize(
    ("required", "of_first", "answers"),
    [
        (Requirement("park_management", limit=True), {"park_management": True}, 2),
        (Requirement("nitrogen", limit=True), {"scarcity_nitrogen": "limited"}, 4),
        (Requirement("price", 7_000), {"price_min_eur_m2": 70.0, "price_max_eur_m2": 70.0}, 2 * GRID),
    ],
    ids=lambda each: each.criterion_id if isinstance(each, Requirement) else "",
)
def test_a_favourable_answer_has_only_worths_that_meet_the_requirement(
    required: Requirement, of_first: dict[str, Any], answers: int
) -> None:
    """Not met drops out, met comes first: all answers change the top, and no worth that fails is tried."""
    parks: list[dict[str, Any]] = [
        {"id": "z", "name": "Z", "available_now_ha": 5.0, **of_first},
        {"id": "a", "name": "A", "available_now_ha": 5.0},
    ]
    wishes = (Preference(required.criterion_id, 10),)
    request = LocationRequest(title="t", preferences=wishes, requirements=(required,))
    result = match(request, site_table(parks), (), PLAIN_PROFILE)
    assert result.ranking() == ("z", "a")
    listed = question_values(result).deciding
    (asked,) = [
        each for each in listed if (each.candidate_id, each.criterion_id) == ("a", required.criterion_id)
    ]
    assert (asked.changing, asked.answers) == (answers, answers)


def test_an_area_that_is_required_is_worth_no_less_than_what_was_asked() -> None:
    """Of what must be at least so much the worths below it are left out."""
    parks: list[dict[str, Any]] = [
        {"id": "z", "name": "Z", "available_now_ha": 5.0},
        {"id": "a", "name": "A", "available_now_ha": 5.0},
    ]
    request = LocationRequest(
        title="t",
        preferences=(Preference("plot_area", 10),),
        requirements=(Requirement("plot_area", 40_000),),
    )
    result = match(request, site_table(parks), (), PLAIN_PROFILE)
    (judged,) = [each for each in result.judgements if each.criterion.id == "plot_area"]
    told = answer_worths(result, 0, result.preferences[0], (0, 500_000), judged)
    assert (told[0], told[-1], len(told)) == (400_000, 500_000, GRID)
    assert answer_worths(result, 0, result.preferences[0], (0, 500_000))[0] == 0


def worth_of_answer(asked: OpenQuestion, most: int, number: int) -> int:
    """Return what an answer is worth, by plain counting."""
    if asked.answers == GRID:
        return most * number // (GRID - 1)
    scale = PLAIN_PROFILE.scales[asked.criterion_id].classes
    worths = [scale.get("no", 0), scale.get("yes", 10**6)] if asked.answers == 2 else sorted(scale.values())
    return min(worths[number], most)


def stood_anew(cards: list[ScoreCard], asked: OpenQuestion, step: int) -> list[str]:
    """Order all cards with one worth filled in, by plain sorting."""
    keys = {}
    for card in cards:
        low, high = card.low, card.high
        if card.candidate.id == asked.candidate_id:
            part = next(each for each in card.contributions if each.criterion_id == asked.criterion_id)
            most = (part.high - part.low) // part.weight
            worth = worth_of_answer(asked, most, step) * part.weight
            low, high = low + worth, high - (part.high - part.low - worth)
        keys[card.candidate.id] = (-low, -high, card.candidate.name.casefold(), card.candidate.id)
    return sorted(keys, key=lambda each: keys[each])


@settings(max_examples=60, deadline=None)
@given(sites(), requests())
def test_shares_of_wishes_equal_those_of_standing_everyone_up_anew(
    drawn: Sites, request: LocationRequest
) -> None:
    """For each answer the top three as a set and number one are compared."""
    result = match(replace(request, requirements=()), site_table(*drawn), (), PLAIN_PROFILE)
    cards = [result.card(position) for position in range(result.qualifier_count)]
    order = list(result.ranking())
    listed = question_values(result)
    for each in (*listed.deciding, *listed.others):
        if each.required:
            continue
        then = [stood_anew(cards, each, step) for step in range(each.answers)]
        changed = [set(new[:3]) != set(order[:3]) or new[0] != order[0] for new in then]
        assert each.changing == sum(changed)
        assert (each.answers == GRID) == (each.criterion_id not in CLASSED)


@settings(max_examples=60, deadline=None)
@given(sites(), requests())
def test_every_check_of_the_first_is_listed_and_says_where_its_answer_goes(
    drawn: Sites, request: LocationRequest
) -> None:
    """No question of a card is lost, each has a share from 0 to 1, and targets are attributes of the site."""
    result = match(request, site_table(*drawn), (), PLAIN_PROFILE)
    listed = question_values(result)
    required = {
        (each.candidate_id, each.criterion_id) for each in (*listed.deciding, *listed.others) if each.required
    }
    assert required == {
        (result.ranking()[position], each.criterion_id)
        for position in range(min(result.qualifier_count, LISTED))
        for each in result.questions(position)
    }
    kinds = {
        row["id"]: kind
        for kind, rows in zip(("park", "plot", "premises"), drawn, strict=True)
        for row in rows
    }
    for asked in (*listed.deciding, *listed.others):
        assert 0 <= asked.value <= 1
        for target in answer_targets(result, asked.candidate_id, asked.criterion_id):
            assert kinds[target.site_id] in {
                kind.value for kind in ATTRIBUTE_BY_ID[target.attribute_id].kinds
            }


@pytest.mark.parametrize(
    ("criterion_id", "expected"),
    [
        ("park_management", [("p", "park_management")]),
        ("category", [("k", "category_min"), ("k", "category_max")]),
        ("price", [("k", "price_eur_m2")]),
        ("available_by", [("k", "available_from")]),
        ("junction_distance", []),
    ],
)
def test_an_answer_goes_to_the_plot_or_to_its_park(
    criterion_id: str, expected: list[tuple[str, str]]
) -> None:
    """What a plot has stands at the plot, what only parks have at its park, a place nowhere."""
    parks = [{"id": "p", "name": "P"}]
    plots = [{"id": "k", "name": "K", "park_id": "p", "status": "available", "area_m2": 5000}]
    request = LocationRequest(title="t", requirements=(Requirement("plot_area", 4000),))
    result = match(request, site_table(parks, plots), (), PLAIN_PROFILE)
    assert answer_targets(result, "p", criterion_id) == tuple(AnswerTarget(*each) for each in expected)
    assert criterion_id in CRITERION_BY_ID
