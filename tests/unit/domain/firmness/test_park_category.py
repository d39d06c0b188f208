"""Which category the plan admits on the land that a park issues: asked, answered at the park, counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.asking.request import Housing, LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.firmness.answer_advice import answer_advice
from drentsportal.domain.firmness.answer_target import AnswerTarget, answer_targets
from drentsportal.domain.firmness.question_value import question_values
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.provenance import RecordedSources, deciding_attribute
from drentsportal.domain.match.readings import reading
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import CATEGORIES, category_rank
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_words import say
from tests.unit.domain.site_tables import site_table

PARK: dict[str, Any] = {"id": "p", "name": "P", "available_now_ha": 3.0, "category_main_max": 5}
PLOT: dict[str, Any] = {"id": "k", "name": "K", "park_id": "p", "status": "available", "area_m2": 9_000}
HALL: dict[str, Any] = {"id": "h", "name": "Hal", "park_id": "p", "floor_area_m2": 900}
ASKED = "5.1"
ENDS = ("issue_category_min", "issue_category_max")


def matched(
    park: dict[str, Any], *sites: dict[str, Any], asked: str = ASKED, housing: Housing = Housing.PLOT
) -> MatchResult:
    """Match a park with a request for a category, on what it offers."""
    request = LocationRequest(
        "t",
        housing=housing,
        requirements=(Requirement("category", category_rank(asked)),),
        preferences=(Preference("park_management", 10),),
    )
    plots = [each for each in sites if "status" in each]
    table = site_table([PARK | park], plots, [each for each in sites if "status" not in each])
    return match(request, table, (), PLAIN_PROFILE, RecordedSources(table.sources))


def told(result: MatchResult, candidate_id: str = "p") -> tuple[Verdict, str]:
    """Return verdict and words on the category."""
    is_in = candidate_id in result.ranking()
    card = result.card_of(candidate_id) if is_in else result.rejection_of(candidate_id)
    outcome = next(each for each in card.outcomes if each.criterion_id == "category")
    return outcome.verdict, say(outcome.statement)


def asked_of(result: MatchResult) -> set[str]:
    """Return the criteria that are still asked."""
    listed = question_values(result)
    return {each.criterion_id for each in (*listed.deciding, *listed.others)}


def test_the_answer_about_a_park_has_a_place_and_ends_the_question() -> None:
    """Its main number leaves a question; the range on its land for issue does not."""
    before = matched({})
    assert told(before)[0] is Verdict.CHECK
    assert "category" in asked_of(before)
    assert answer_targets(before, "p", "category") == tuple(AnswerTarget("p", each) for each in ENDS)
    advice = answer_advice(before, "p", "category")
    assert advice is not None
    assert "alle grond die P uitgeeft" in say(advice)
    after = matched(dict(zip(ENDS, ("3.1", "5.1"), strict=True)))
    assert told(after) == (Verdict.FITS, "Milieucategorie 3.1 tot en met 5.1, gevraagd 5.1")
    assert "category" not in asked_of(after)
    outcome = next(each for each in after.card_of("p").outcomes if each.criterion_id == "category")
    assert isinstance(outcome.value, Known)
    read = reading(after.inputs.offers, int(after.choice.shown_offer[0]), "category")
    assert deciding_attribute(read) == "issue_category_max"
    assert to_replay(replay(to_replay(after))) == to_replay(after)


@pytest.mark.parametrize(
    ("ends", "verdict", "words"),
    [
        ({"issue_category_max": "4.2"}, Verdict.FAILS, "Milieucategorie ten hoogste 4.2, gevraagd 5.1"),
        (
            {"issue_category_max": "5.2"},
            Verdict.CHECK,
            "Milieucategorie ten hoogste 5.2; of er een ondergrens geldt, is onbekend",
        ),
        (
            {"issue_category_min": "3.1"},
            Verdict.CHECK,
            "Hoogste hoofdcategorie van het terrein is 5; welke zone 5.1 toelaat, is onbekend",
        ),
        (
            {"issue_category_min": "5.2", "issue_category_max": "5.3"},
            Verdict.FAILS,
            "Categorie 5.1 moet toegestaan zijn; het plan staat hier pas vanaf milieucategorie 5.2 toe",
        ),
    ],
)
def test_half_an_answer_stays_a_question_and_a_lower_one_excludes(
    ends: dict[str, str], verdict: Verdict, words: str
) -> None:
    """Each end counts by itself; without the upper end the main number still bounds it."""
    assert told(matched(ends)) == (verdict, words)


def test_plots_without_a_range_of_their_own_go_by_that_of_their_park() -> None:
    """A plot that states its own keeps it; the source is the park's record otherwise."""
    issued = dict(zip(ENDS, ("1", "5.1"), strict=True))
    inherited = matched(issued, PLOT)
    assert told(inherited) == (Verdict.FITS, "Milieucategorie 1 tot en met 5.1, gevraagd 5.1")
    read = reading(inherited.inputs.offers, int(inherited.choice.shown_offer[0]), "category")
    assert deciding_attribute(read) == "issue_category_max"
    own = matched(issued, PLOT | {"category_min": "1", "category_max": "3.2"}, {**PLOT, "id": "l"})
    verdicts = {own.inputs.offers.site_ids[row]: row for row in range(len(own.inputs.offers.site_ids))}
    high = own.inputs.offers.intervals["category_max"].high
    assert (high[verdicts["k"]], high[verdicts["l"]]) == (category_rank("3.2"), category_rank("5.1"))


def test_premises_are_not_judged_by_the_land_that_is_still_for_issue() -> None:
    """They stand where land was issued before: the main number bounds them, and they are asked."""
    result = matched(dict(zip(ENDS, ("1", "5.1"), strict=True)), HALL, housing=Housing.PREMISES)
    assert told(result, "h")[0] is Verdict.CHECK
    assert answer_targets(result, "h", "category") == (
        AnswerTarget("h", "category_min"),
        AnswerTarget("h", "category_max"),
    )
    advice = answer_advice(result, "h", "category")
    assert advice is not None
    assert say(advice) == "Geldt er geen ondergrens, vul dan 1 in."


@settings(max_examples=60, deadline=None)
@given(
    low=st.sampled_from(CATEGORIES),
    high=st.sampled_from(CATEGORIES),
    main=st.sampled_from([None, 1, 2, 3, 4, 5, 6]),
    asked=st.sampled_from(CATEGORIES),
)
def test_a_full_answer_leaves_no_question_and_says_what_the_range_says(
    low: str, high: str, main: int | None, asked: str
) -> None:
    """Whatever the main number said: within the range fits, outside falls out. The ends stand in order."""
    low, high = sorted((low, high), key=category_rank)
    ends = dict(zip(ENDS, (low, high), strict=True)) | {"category_main_max": main}
    result = matched(ends, asked=asked)
    holds = category_rank(low) <= category_rank(asked) <= category_rank(high)
    assert told(result)[0] is (Verdict.FITS if holds else Verdict.FAILS)
    assert "category" not in asked_of(result)


@pytest.mark.parametrize(
    ("criterion_id", "limit", "words"),
    [
        ("plot_area", 25_000, "Teken of importeer de kavels van P"),
        ("present_distance", 5_000, "Teken de ligging van P"),
    ],
)
def test_an_answer_without_a_place_says_what_to_do_instead(criterion_id: str, limit: int, words: str) -> None:
    """A plot that large is to be drawn, a distance follows from where a site lies."""
    origin = Origin("Emmen", 257_000, 533_500)
    request = LocationRequest("t", requirements=(Requirement(criterion_id, limit),), origin=origin)
    table = site_table([PARK], [], [])
    result = match(request, table, (), PLAIN_PROFILE, RecordedSources(table.sources))
    assert answer_targets(result, "p", criterion_id) == ()
    advice = answer_advice(result, "p", criterion_id)
    assert advice is not None
    assert say(advice).startswith(words)


def test_what_only_a_park_says_is_first_asked_which_park() -> None:
    """A plot in no known park has nowhere to keep whether storage is allowed."""
    request = LocationRequest("t", requirements=(Requirement("storage", limit=True),))
    table = site_table([], [PLOT | {"park_id": None}], [])
    result = match(request, table, (), PLAIN_PROFILE, RecordedSources(table.sources))
    advice = answer_advice(result, "k", "storage")
    assert advice is not None
    assert say(advice).startswith(
        "Dit is een gegeven van een terrein, en op welk terrein K ligt, is onbekend"
    )
    assert answer_advice(matched({}), "p", "price") is None
