"""A plot that states no area is bounded by its outline: silence does not let it in, nor raise its score."""

from __future__ import annotations

from pathlib import Path

from shapely import box

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.provenance import COMPUTED_SOURCE
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.values import Known
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
AT = {"municipality_code": "GM0114"}


def matched(area_m2: int, stated_m2: int | None, *, plots: int = 1) -> MatchResult:
    """Match one park whose plots are drawn as 200 x 110 m in a row."""
    rows: list[dict[str, object]] = [
        {
            "id": f"k{number}",
            "park_id": "p",
            "status": "available",
            "area_m2": stated_m2,
            "seller": "municipality",
            "geometry": box(200 * number, 0, 200 * number + 200, 110),
            **AT,
        }
        for number in range(plots)
    ]
    wishes = (Preference("plot_area", 10),)
    request = LocationRequest("t", requirements=(Requirement("plot_area", area_m2),), preferences=wishes)
    return match(request, site_table([{"id": "p", "name": "P", **AT}], rows), (), PLAIN_PROFILE)


def test_what_is_drawn_too_small_is_excluded_whether_its_area_is_stated_or_not() -> None:
    """Two hectares and a bit are no six, also for who says nothing."""
    assert matched(60_000, 22_000).rejected() == ("p",)
    silent = matched(60_000, None)
    assert silent.rejected() == ("p",)
    fails = silent.rejection_of("p").failing[0]
    assert DUTCH.text(fails.statement) == "Ten hoogste 2,2 ha (berekend uit de omtrek), gevraagd 6 ha"
    assert isinstance(fails.value, Known)
    assert fails.value.source == COMPUTED_SOURCE


def test_what_is_drawn_large_enough_is_still_asked() -> None:
    """The outline is a bound: what is stated later never lowers what the plot surely scores."""
    silent = matched(20_000, None)
    outcome = next(each for each in silent.card(0).outcomes if each.criterion_id == "plot_area")
    assert outcome.verdict is Verdict.CHECK
    told = "Oppervlakte niet opgegeven; ten hoogste 2,2 ha (berekend uit de omtrek), gevraagd 2 ha"
    assert DUTCH.text(outcome.statement) == told
    assert (
        DUTCH.text(silent.card(0).contributions[0].statement) == "ten hoogste 2,2 ha (berekend uit de omtrek)"
    )
    assert silent.card(0).low <= matched(20_000, 20_500).card(0).low


def test_plots_together_are_no_more_than_their_outlines() -> None:
    """Two outlines of 2.2 ha are at most 4.4 ha together, and never surely that."""
    assert matched(60_000, None, plots=2).rejected() == ("p",)
    both = matched(40_000, None, plots=2)
    assert both.ranking() == ("p",)
    assert both.card(0).questions
    assert to_replay(replay(to_replay(both))) == to_replay(both)
