"""What a result counts and lists, which requests are refused, and what a kept match withstands."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from drentsportal.domain.asking.request import Limit, LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.match.criteria import CriteriaProfile, Scale
from drentsportal.domain.match.map_columns import NONE_FAILS, SEVERAL_FAIL
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.replay_parts import digest
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.errors import InputError, NotFoundError
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.eased import relaxed
from tests.unit.domain.site_tables import site_table

ORIGIN = Origin("hier", 0, 0)


def park(name: str, total_ha: float, distance_m: int, **columns: object) -> dict[str, object]:
    """Make a park at a distance."""
    place = Point(distance_m, 0)
    stated = {"id": name, "name": name, "available_now_ha": total_ha, "geometry": place}
    return {**stated, "municipality_code": "GM0114", **columns}


@pytest.fixture
def result() -> MatchResult:
    """Match four qualifiers and three excluded parks."""
    parks = [
        park("near", 2.0, 1_000),
        park("zwei", 2.0, 4_000),
        park("Zwei", 2.0, 4_000, id="later-id"),
        park("far", 2.0, 9_000, municipality_code="GM0109"),
        park("small", 1.2, 1_000),
        park("beyond", 2.0, 16_000),
        park("both", 0.3, 40_000),
    ]
    request = LocationRequest(
        "test",
        origin=ORIGIN,
        requirements=(Requirement("plot_area", 15_000), Requirement("present_distance", 15_000)),
        preferences=(Preference("present_distance", 1),),
    )
    return match(request, site_table(parks), (), PLAIN_PROFILE)


def test_equal_scores_go_by_name_without_case_then_by_id(result: MatchResult) -> None:
    """Nothing is left to chance."""
    assert result.ranking() == ("near", "later-id", "zwei", "far")


def test_rejections_go_by_number_of_reasons_then_smallest_change(result: MatchResult) -> None:
    """16 km for 15 is a smaller change than 1.2 ha for 1.5."""
    assert result.rejected() == ("beyond", "small", "both")
    both = result.rejection_of("both")
    assert [each.needed for each in both.relaxations] == [3_000, 40_000]
    eased = match(
        relaxed(result.request, both.relaxations),
        site_table([park("both", 0.3, 40_000)]),
        (),
        PLAIN_PROFILE,
    )
    assert eased.ranking() == ("both",)


def test_all_are_counted(result: MatchResult) -> None:
    """Qualifiers, excluded, and how many each requirement leaves."""
    assert (result.qualifier_count, result.rejection_count, result.candidate_count) == (4, 3, 7)
    assert result.meeting_count("plot_area") == 5
    assert result.meeting_count("present_distance") == 5
    assert result.meeting_count("price") == 7


def test_exposure_counts_every_gemeente(result: MatchResult) -> None:
    """Also those without a site; the top three apart."""
    exposure = result.exposure()
    assert exposure["GM0114"] == (3, 3)
    assert exposure["GM0109"] == (1, 0)
    assert exposure["GM0106"] == (0, 0)
    assert len(exposure) == 12


def test_map_columns_tell_verdict_score_and_the_only_reason(result: MatchResult) -> None:
    """In the order of the candidates."""
    columns = result.map_columns
    place = {each: row for row, each in enumerate(columns.candidate_ids)}
    assert columns.judged_ids == ("plot_area", "present_distance")
    assert columns.only_failing[place["small"]] == 0
    assert columns.only_failing[place["beyond"]] == 1
    assert columns.only_failing[place["both"]] == SEVERAL_FAIL
    assert columns.only_failing[place["near"]] == NONE_FAILS
    assert columns.verdicts[place["near"]] == Verdict.CHECK
    assert columns.has_check[place["near"]]
    assert not columns.has_check[place["small"]]
    assert columns.ranks[place["near"]] == 1
    assert columns.low[place["near"]] == result.card(0).low
    assert columns.low[place["small"]] == columns.ranks[place["small"]] == 0


def test_a_candidate_is_found_only_in_its_own_list(result: MatchResult) -> None:
    """Asking for what is not there is an error with a message."""
    assert result.card_of("far").rank == 4
    for ask in (result.card_of, result.rejection_of, result.is_qualified):
        with pytest.raises(NotFoundError):
            ask("nowhere")
    with pytest.raises(NotFoundError):
        result.card_of("small")
    with pytest.raises(NotFoundError):
        result.rejection_of("near")


def test_nothing_to_match_gives_an_empty_result() -> None:
    """An empty workspace is no error."""
    empty = match(LocationRequest("leeg"), site_table(), (), PLAIN_PROFILE)
    assert empty.ranking() == empty.rejected() == ()
    assert replay(to_replay(empty)).ranking() == ()


def test_the_profile_weighs_where_the_request_does_not() -> None:
    """Default weights count, except on what the request does not state."""
    table = site_table([park("near", 2.0, 1_000)])
    with_place = match(LocationRequest("x", origin=ORIGIN), table, (), PLAIN_PROFILE)
    without = match(LocationRequest("x"), table, (), PLAIN_PROFILE)
    assert [each.criterion_id for each in with_place.preferences] == ["present_distance", "reuse"]
    assert [each.criterion_id for each in without.preferences] == ["reuse"]
    assert without.weights == (10_000,)


@given(st.lists(st.integers(0, 10_000), max_size=12))
def test_weights_sum_to_ten_thousand(weights: list[int]) -> None:
    """Each within one of its exact share; all zero stays zero."""
    shares = normalised_weights(weights)
    total = sum(weights)
    assert sum(shares) == (10_000 if total else 0)
    for weight, share in zip(weights, shares, strict=True):
        assert abs(share * total - weight * 10_000) < max(total, 1)


def test_a_negative_weight_is_refused() -> None:
    """Against a wish there is a requirement."""
    with pytest.raises(InputError):
        normalised_weights([1, -1])


@pytest.mark.parametrize(
    ("criterion_id", "limit"),
    [
        ("plot_area", 0),
        ("plot_area", True),
        ("plot_area", "1.5"),
        ("category", 11),
        ("segment", ()),
        ("segment", "logistics"),
        ("park_management", 1),
        ("reuse", "new"),
        ("present_distance", -1),
        ("colour", 1),
    ],
)
def test_a_requirement_that_cannot_be_judged_is_refused(criterion_id: str, limit: Limit) -> None:
    """The field that is at fault is named."""
    request = LocationRequest("x", origin=ORIGIN, requirements=(Requirement(criterion_id, limit),))
    with pytest.raises(InputError) as caught:
        match(request, site_table(), (), PLAIN_PROFILE)
    assert caught.value.field == criterion_id


def test_what_is_asked_twice_or_cannot_be_preferred_is_refused() -> None:
    """One limit per criterion, and no wish on a gemeente."""
    twice = (Requirement("price", 5_000), Requirement("price", 6_000))
    for request in (
        LocationRequest("x", requirements=twice),
        LocationRequest("x", preferences=(Preference("municipality", 1),)),
        LocationRequest("x", preferences=(Preference("price", -1),)),
        LocationRequest("x", preferences=(Preference("present_distance", 1),)),
    ):
        with pytest.raises(InputError):
            match(request, site_table(), (), PLAIN_PROFILE)


def test_a_profile_without_a_usable_scale_is_refused() -> None:
    """Missing, or without length."""
    request = LocationRequest("x", preferences=(Preference("price", 1),))
    for scales in ({}, {"price": Scale(5, 5)}):
        with pytest.raises(InputError) as caught:
            match(request, site_table(), (), CriteriaProfile("kort", 1, scales, {}))
        assert caught.value.field == "price"


def test_a_kept_match_has_no_fraction_and_names_its_inputs(result: MatchResult) -> None:
    """Whole numbers and texts only; request, profile version and data version are in it."""

    def refuse(text: str) -> float:
        raise AssertionError(text)

    data = json.loads(to_replay(result), parse_float=refuse)
    assert data["request"]["title"] == "test"
    assert data["profile"] == {**data["profile"], "id": "plain", "version": 1}
    assert data["data_version"] == 1
    assert data["intervals"]["present_distance"]["low"][data["candidates"]["id"].index("near")] == 1_000
    assert set(data["intervals"]) == {"plot_area", "present_distance"}


@pytest.mark.parametrize("change", [("low", 10), ("low", 1_000), ("record", 1)])
def test_a_kept_match_that_was_changed_is_refused(result: MatchResult, change: tuple[str, int]) -> None:
    """A figure that was altered is told, also where the order stays the same."""
    data = json.loads(to_replay(result))
    part, by = change
    data["intervals"]["present_distance"][part][0] += by
    with pytest.raises(InputError) as caught:
        replay(json.dumps(data))
    assert caught.value.message_id == "error.replay.altered"


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format":"else","format_version":1}'])
def test_what_is_no_kept_match_is_refused(text: str) -> None:
    """Whatever the file holds."""
    with pytest.raises(InputError) as caught:
        replay(text)
    assert caught.value.message_id == "error.replay.unreadable"


def test_a_damaged_or_newer_kept_match_is_refused(result: MatchResult) -> None:
    """Each part that is missing, and a format of later."""
    data = json.loads(to_replay(result))
    for key in (
        "request",
        "profile",
        "offers",
        "candidates",
        "intervals",
        "sources",
        "outcome_sha256",
        "inputs_sha256",
    ):
        with pytest.raises(InputError):
            replay(json.dumps({name: part for name, part in data.items() if name != key}))
    later = {key: part for key, part in data.items() if not key.endswith("_sha256")} | {"format_version": 99}
    with pytest.raises(InputError) as caught:
        replay(json.dumps({**later, "inputs_sha256": digest(later), "outcome_sha256": ""}))
    assert caught.value.message_id == "error.replay.newer"


def test_weights_of_a_request_are_kept_as_given(result: MatchResult) -> None:
    """The request comes back unchanged, also its texts."""
    request = replace(result.request, summary='Zoekt "ruimte" — nu', staff_count=64)
    again = replay(to_replay(match(request, site_table([park("near", 2.0, 1)]), (), PLAIN_PROFILE)))
    assert again.request == request
    assert again.profile == PLAIN_PROFILE


def test_questions_are_those_of_the_cards() -> None:
    """The questions can be had without the cards."""
    parks = [park("sure", 2.0, 1_000, category_main_max=5), park("open", 2.0, 2_000)]
    request = LocationRequest("test", requirements=(Requirement("category", 3),))
    made = match(request, site_table(parks), (), PLAIN_PROFILE)
    of_cards = [made.card(position).questions for position in range(made.qualifier_count)]
    assert [made.questions(position) for position in range(made.qualifier_count)] == of_cards
    assert any(of_cards)


def test_several_changes_are_told_as_needed_together() -> None:
    """One is told alone; where one requirement can never be met, only that is told."""
    parks = [park("one", 1.0, 1_000), park("two", 1.0, 40_000), park("full", 0.0, 40_000)]
    limits = (Requirement("plot_area", 20_000), Requirement("present_distance", 20_000))
    request = LocationRequest("test", origin=ORIGIN, requirements=limits)
    made = match(request, site_table(parks), (), PLAIN_PROFILE)
    dutch = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
    told = {
        each: [dutch.text(said) for said in changes_told(made.rejection_of(each))] for each in made.rejected()
    }
    assert told == {
        "one": [
            (
                "Past bij een gevraagd oppervlak van 1 ha (1 ha minder) als het totaal aaneengesloten is;"
                " na te vragen"
            )
        ],
        "two": [
            (
                "Alleen samen: Oppervlakte kavel 2 ha → 1 ha én Afstand tot huidige vestiging 20 km → 40 km"
                " (na te vragen)"
            )
        ],
        "full": ["Geen wijziging van deze eis helpt: geen kleiner gevraagd oppervlak laat deze locatie toe"],
    }
    assert [made.rejection_of(each).needs_all for each in ("one", "two", "full")] == [False, True, True]


@pytest.mark.parametrize("weight", [0, 1])
def test_the_rule_says_when_nothing_is_weighed(weight: int) -> None:
    """Without any weight only the name orders."""
    parks = [park("b", 2.0, 1_000), park("a", 2.0, 2_000)]
    request = LocationRequest("test", origin=ORIGIN, preferences=(Preference("present_distance", weight),))
    made = match(request, site_table(parks), (), PLAIN_PROFILE)
    assert made.ranking() == (("b", "a") if weight else ("a", "b"))
    assert made.rule.id == ("match.rule" if weight else "match.rule_no_weights")
    assert "versie" in Language("nl", Path(__file__).parents[4] / "resources", strict=True).text(made.rule)
