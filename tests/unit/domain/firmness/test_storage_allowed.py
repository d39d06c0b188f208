"""Whether the plan allows storage: yes, no or a question, as a requirement and as a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.firmness.answer_target import AnswerTarget, answer_targets
from drentsportal.domain.firmness.question_value import question_values
from drentsportal.domain.match.criteria import SCALE_TOP
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.provenance import RecordedSources
from drentsportal.domain.values import Known, Unknown
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_words import say
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from drentsportal.domain.match.match_result import RequirementOutcome

MUST = Requirement("storage", limit=True)
WISH = Preference("storage", 10)


def matched(*required: Requirement, allowed: bool | None, wished: bool = False) -> MatchResult:
    """Match a plot in a park that allows storage, does not, or does not say."""
    park: dict[str, Any] = {"id": "p", "name": "P", "park_management": True, "storage_allowed": allowed}
    plot = {"id": "k", "name": "K", "park_id": "p", "status": "available", "area_m2": 5_000}
    wishes = (WISH,) if wished else (Preference("park_management", 10),)
    table = site_table([park], [plot], [])
    request = LocationRequest("t", requirements=required, preferences=wishes)
    return match(request, table, (), PLAIN_PROFILE, RecordedSources(table.sources))


def outcome_of(result: MatchResult) -> RequirementOutcome:
    """Return what is said of storage on the only candidate."""
    outcomes = (result.card_of("p") if result.qualifier_count else result.rejection_of("p")).outcomes
    return next(each for each in outcomes if each.criterion_id == "storage")


@pytest.mark.parametrize(
    ("allowed", "verdict", "told"),
    [
        (True, Verdict.FITS, "Opslag toegestaan"),
        (False, Verdict.FAILS, "Opslag niet toegestaan"),
        (None, Verdict.CHECK, "Of opslag is toegestaan, is onbekend"),
    ],
)
def test_storage_fits_fails_or_is_asked(allowed: bool | None, verdict: Verdict, told: str) -> None:  # noqa: FBT001
    """By what the park says, with its source; silence is never a yes nor a no."""
    outcome = outcome_of(matched(MUST, allowed=allowed))
    assert (outcome.verdict, say(outcome.statement)) == (verdict, told)
    assert isinstance(outcome.value, Unknown if allowed is None else Known)


@pytest.mark.parametrize(("required", "wished"), [((MUST,), False), ((), True), ((MUST,), True)])
def test_the_question_goes_to_the_park_and_is_gone_once_answered(
    required: tuple[Requirement, ...],
    wished: bool,  # noqa: FBT001
) -> None:
    """By a requirement as by a wish; a plot has no storage rule of its own."""
    result = matched(*required, allowed=None, wished=wished)
    listed = question_values(result)
    asked = next(each for each in (*listed.deciding, *listed.others) if each.criterion_id == "storage")
    assert (asked.required, asked.preferred) == (bool(required), wished)
    assert say(asked.text) == "Is op P opslag toegestaan?"
    assert answer_targets(result, "p", "storage") == (AnswerTarget("p", "storage_allowed"),)
    listed = question_values(matched(*required, allowed=True, wished=wished))
    assert "storage" not in {each.criterion_id for each in (*listed.deciding, *listed.others)}


@pytest.mark.parametrize(
    ("allowed", "told", "worth"),
    [(True, "ja", (SCALE_TOP, SCALE_TOP)), (False, "nee", (0, 0)), (None, "onbekend", (0, SCALE_TOP))],
)
def test_a_wish_for_storage_is_worth_its_whole_weight_or_nothing(
    allowed: bool | None,  # noqa: FBT001
    told: str,
    worth: tuple[int, int],
) -> None:
    """Unknown is worth anything between; nobody falls out by a wish."""
    (part,) = matched(allowed=allowed, wished=True).card_of("p").contributions
    assert say(part.statement) == told
    assert (part.low, part.high) == tuple(10_000 * each for each in worth)


def test_a_park_without_storage_is_let_in_when_it_is_not_required() -> None:
    """The smallest change is to leave the requirement out, and the site says so."""
    (relaxation,) = matched(MUST, allowed=False).rejection_of("p").relaxations
    assert say(relaxation.statement) == "Past als er geen opslag hoeft te zijn"
