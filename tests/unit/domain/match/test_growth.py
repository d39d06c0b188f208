"""Room to grow over available plots that adjoin: known from the ground, without a question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from drentsportal.domain.asking.request import Combining, LocationRequest, Preference, Requirement
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.space.plot_adjacency import PlotAdjacency, connected_plots
from drentsportal.domain.values import Known
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
Row = dict[str, object]


def plot(name: str, outline: Polygon, **other: object) -> Row:
    """Make an available plot of the gemeente in the one park."""
    made: Row = {
        "id": f"p-{name}",
        "name": name,
        "park_id": "park",
        "status": "available",
        "seller": "municipality",
        "area_m2": round(outline.area),
        "geometry": outline,
    }
    return made | other


def row_of(**third: object) -> list[Row]:
    """Lay four plots of 1 ha in a row."""
    plots = [plot(f"A{n}", box(100 * n, 0, 100 * n + 100, 100)) for n in range(1, 5)]
    plots[2] |= third
    return plots


def matched(plots: list[Row], limit_m2: int, *others: Requirement, most_plots: int = 4) -> MatchResult:
    """Match a request for room to grow, in a park with 6 ha now and later."""
    park: Row = {
        "id": "park",
        "name": "Park",
        "municipality_code": "GM0114",
        "available_now_ha": 4.0,
        "available_later_ha": 2.0,
    }
    request = LocationRequest(
        "test",
        requirements=(*others, Requirement("expansion_area", limit_m2)),
        preferences=(Preference("expansion_area", 10),),
        combining=Combining(most_plots=most_plots),
    )
    return match(request, site_table([park], plots, []), (), PLAIN_PROFILE)


def told(result: MatchResult) -> tuple[Verdict, str]:
    """Read verdict and words on the room to grow."""
    outcome = next(each for each in result.card(0).outcomes if each.criterion_id == "expansion_area")
    return outcome.verdict, DUTCH.text(outcome.statement)


def test_plots_that_adjoin_are_room_to_grow_without_a_question() -> None:
    """One plot of 1 ha can grow over the four that are joined, though plots beyond the first one's edge."""
    result = matched(row_of(), 40_000)
    words = "Kavels A1, A2, A3 en A4 grenzen aan elkaar: samen 4 ha, met groei gevraagd 4 ha"
    assert told(result) == (Verdict.FITS, words)
    assert not result.card(0).questions
    assert told(replay(to_replay(result))) == (Verdict.FITS, words)


def test_growth_comes_later_and_is_not_held_to_the_most_plots_of_now() -> None:
    """Two plots are taken together now; the four that adjoin are room to grow."""
    result = matched(row_of(), 40_000, Requirement("plot_area", 15_000), most_plots=2)
    assert len(result.card(0).candidate.offer_ids) == 2
    assert told(result)[0] is Verdict.FITS
    assert told(replay(to_replay(result))) == told(result)


@pytest.mark.parametrize(
    "third",
    [
        {"status": "reserved"},
        {"seller": "province"},
        {"seller": "private"},
        {"seller": None},
        {"geometry": box(301, 0, 399, 100)},
        {"geometry": None},
    ],
)
def test_what_does_not_surely_adjoin_stays_a_question(third: Row) -> None:
    """A gap, another seller, or one that is not known, and a plot that is not to be had, break the row."""
    verdict, words = told(matched(row_of(**third), 30_000))
    assert verdict is Verdict.CHECK
    assert words == (
        "6 ha nu en later uitgeefbaar volgens het totaal; of daarvan 3 ha aan elkaar ligt, is onbekend"
    )
    assert told(matched(row_of(**third), 20_000))[0] is Verdict.FITS


def test_an_area_that_is_unknown_counts_for_nothing_but_joins() -> None:
    """Of four joined plots one has no known area: 3 ha is sure."""
    plots = row_of(area_m2=None)
    assert told(matched(plots, 30_000))[0] is Verdict.FITS
    assert told(matched(plots, 30_100))[0] is Verdict.CHECK


def test_what_adjoins_may_be_more_than_the_totals_say() -> None:
    """The sum of eight joined plots is told with source and date, over the 6 ha of the park."""
    plots = [plot(f"A{n}", box(100 * n, 0, 100 * n + 100, 100)) for n in range(8)]
    result = matched(plots, 70_000)
    outcome = next(each for each in result.card(0).outcomes if each.criterion_id == "expansion_area")
    assert isinstance(outcome.value, Known)
    assert outcome.value.value == 80_000
    again = replay(to_replay(result)).card(0)
    assert next(each for each in again.outcomes if each.criterion_id == "expansion_area") == outcome


@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=20))
def test_connected_plots_are_those_that_can_be_walked_to(drawn: list[tuple[int, int]]) -> None:
    """The number of a plot is the first row that a walk over the pairs reaches."""
    pairs = sorted({(min(each), max(each)) for each in drawn if each[0] != each[1]})
    first = np.array([one for one, _ in pairs], np.int64)
    second = np.array([two for _, two in pairs], np.int64)
    found = connected_plots(PlotAdjacency(15, 0.0, 1.0, first, second, np.ones(len(pairs))))
    for start in range(15):
        reached = [start]
        for row in reached:
            reached += [b if a == row else a for a, b in pairs if row in (a, b) and {a, b} - set(reached)]
        assert found[start] == min(reached)


def test_a_park_with_nothing_left_tells_so_of_a_plot_without_known_area() -> None:
    """The total of the park is the source of the figure, since the plot states none."""
    park: Row = {"id": "park", "name": "Park", "available_now_ha": 0.0, "available_later_ha": 0.0}
    plots = [plot("A1", box(0, 0, 100, 100), area_m2=None)]
    request = LocationRequest("test", preferences=(Preference("expansion_area", 10),))
    result = match(request, site_table([park], plots, []), (), PLAIN_PROFILE)
    (part,) = result.card(0).contributions
    assert isinstance(part.value, Known)
    assert part.value.value == 0
