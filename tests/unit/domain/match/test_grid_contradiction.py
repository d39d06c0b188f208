"""Where a site says that the grid is good and the capacity map shows a queue, nothing is taken as a fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.criteria import SCALE_TOP, WEIGHT_SUM
from drentsportal.domain.match.match_facts import MatchFacts
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import outcome_digest, replay, to_replay
from drentsportal.domain.sites.surroundings import PostcodeGrid
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import GridState
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
PARK: dict[str, object] = {
    "id": "emmen",
    "name": "Emmen",
    "municipality_code": "GM0114",
    "postcode": "7811AP",
    "available_now_ha": 2.0,
}
LIMITED_WORTH = PLAIN_PROFILE.scale("grid_demand").classes["limited"]


def matched(demand: GridState | None, said: str = "good", criterion_id: str = "grid_demand") -> MatchResult:
    """Match a need and a wish of the grid; the map says the opposite of the other side."""
    other = GridState.TRANSPARENT if demand in {GridState.AMBER, GridState.RED} else GridState.RED
    asks_demand = criterion_id == "grid_demand"
    mine, theirs = (demand, other) if asks_demand else (other, demand)
    grid = {"7811AP": PostcodeGrid("7811AP", mine, theirs, "", "Capaciteitskaart", PartialDate(2026))}
    request = LocationRequest(
        "test",
        requirements=(Requirement(criterion_id, 500),),
        preferences=(Preference(criterion_id, 1),),
    )
    table = site_table([{**PARK, "scarcity_grid": said}])
    return match(request, table, (), PLAIN_PROFILE, facts=MatchFacts(grid=grid))


@pytest.mark.parametrize("criterion_id", ["grid_demand", "grid_feed"])
@pytest.mark.parametrize("state", [GridState.AMBER, GridState.RED])
def test_a_queue_beside_good_is_asked_and_told_from_both_sides(state: GridState, criterion_id: str) -> None:
    """Also of the other side of the grid; the value stays what the site says."""
    card = matched(state, criterion_id=criterion_id).card_of("emmen")
    outcome = next(each for each in card.outcomes if each.criterion_id == criterion_id)
    assert outcome.question is not None
    assert (outcome.verdict, outcome.question.kind) == (Verdict.CHECK, CheckKind.CONTRADICTED)
    said, asked = DUTCH.text(outcome.statement), DUTCH.text(outcome.question.text)
    assert "voldoende volgens opgave" in said
    assert "de bronnen spreken elkaar tegen" in said
    assert "Capaciteitskaart voor postcode 7811AP: " in said
    assert "volgens de netbeheerder op Emmen" in asked
    assert isinstance(outcome.value, Known)
    assert outcome.value.value == ("good",)
    part = card.contributions[0]
    assert (part.low, part.high) == (WEIGHT_SUM * LIMITED_WORTH, WEIGHT_SUM * SCALE_TOP)
    assert "maar de capaciteitskaart noemt een wachtrij" in DUTCH.text(part.statement)


@pytest.mark.parametrize("state", [GridState.TRANSPARENT, GridState.YELLOW, None])
def test_without_a_queue_on_its_own_side_good_still_fits(state: GridState | None) -> None:
    """Also where the other side has a queue."""
    card = matched(state).card_of("emmen")
    outcome = next(each for each in card.outcomes if each.criterion_id == "grid_demand")
    assert outcome.verdict is Verdict.FITS
    assert card.contributions[0].low == card.contributions[0].high == WEIGHT_SUM * SCALE_TOP


def test_limited_beside_a_queue_is_no_contradiction() -> None:
    """Both say that there is little."""
    card = matched(GridState.RED, "limited").card_of("emmen")
    assert [each.kind for each in card.questions] == [CheckKind.LIMITED]


def test_a_kept_match_needs_no_rule_of_its_own() -> None:
    """The columns hold the contradiction, so that it comes back, and older matches stay as they were."""
    result = matched(GridState.RED)
    again = replay(to_replay(result))
    assert outcome_digest(again) == outcome_digest(result)
    assert [each.kind for each in again.card_of("emmen").questions] == [CheckKind.CONTRADICTED]
