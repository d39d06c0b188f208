"""Plots taken together because of the building: what no plot and no smallest set holds by itself."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box, union_all

from drentsportal.domain.asking.request import Building, Combining, LocationRequest, Requirement
from drentsportal.domain.match import building_sets
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.space.building_widths import PlotOutlines
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    import pytest

PARK: dict[str, object] = {"id": "park", "name": "Park", "municipality_code": "GM0114"}


def _plot(plot_id: str, outline: Polygon) -> dict[str, object]:
    return {
        "id": plot_id,
        "name": plot_id,
        "park_id": "park",
        "status": "available",
        "area_m2": round(outline.area),
        "seller": "municipality",
        "geometry": outline,
    }


def matched(
    outlines: list[Polygon], area_m2: int, building: Building, most_plots: int = 3, gap_dm: int = 0
) -> MatchResult:
    """Match a request for an area and a building on the plots of one park."""
    plots = [_plot(f"k{place}", outline) for place, outline in enumerate(outlines)]
    request = LocationRequest(
        "test",
        requirements=(Requirement("plot_area", area_m2),),
        building=building,
        combining=Combining(most_plots=most_plots, gap_dm=gap_dm),
    )
    return match(request, site_table([PARK], plots), (), PLAIN_PROFILE)


def stands(result: MatchResult) -> tuple[str, ...]:
    """Return the plots that stand for the park; nothing where it is excluded."""
    if not result.qualifier_count:
        return ()
    offers = result.inputs.offers
    row = int(result.choice.shown_offer[0])
    return tuple(sorted(offers.plot_ids(row)))


def test_plots_that_are_large_enough_are_joined_for_the_building() -> None:
    """Each reaches the area, neither holds the width; together they do, whatever area is asked."""
    beside = [box(0, 0, 110, 120), box(110, 0, 230, 120)]
    for area_m2 in (12_000, 13_200, 14_000, 20_000):
        assert stands(matched(beside, area_m2, Building(2000, 600, 50))) == ("k0", "k1")
    assert stands(matched(beside, 12_000, Building(2000, 600, 50), most_plots=1)) == ()


def test_a_set_that_reaches_the_area_is_grown_to_the_building() -> None:
    """Two of three reach the area; only all three are wide enough."""
    row = [box(0, 0, 80, 100), box(80, 0, 160, 100), box(160, 0, 240, 100)]
    assert stands(matched(row, 15_000, Building(2200, 500, 0))) == ("k0", "k1", "k2")
    assert stands(matched(row, 15_000, Building(1400, 500, 0))) == ("k0", "k1")
    assert stands(matched(row, 15_000, Building(2200, 500, 0), most_plots=2)) == ()


def test_where_not_all_sets_are_looked_at_the_park_is_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excluded is only what is known not to fit."""
    row = [box(80 * place, 0, 80 * place + 80, 100) for place in range(4)]
    building = Building(3000, 500, 0)
    assert stands(matched(row, 15_000, building, most_plots=4)) == ("k0", "k1", "k2", "k3")
    monkeypatch.setattr(building_sets, "MOST_SETS", 0)
    seen = matched(row, 15_000, building, most_plots=4)
    assert seen.qualifier_count == 1
    assert seen.card(0).questions


@settings(max_examples=60, deadline=None)
@given(
    widths=st.lists(st.integers(20, 120), min_size=2, max_size=5),
    depths=st.lists(st.integers(30, 120), min_size=5, max_size=5),
    area_m2=st.integers(1_000, 30_000),
    building=st.builds(
        Building,
        width_dm=st.integers(200, 3_000),
        depth_dm=st.integers(100, 900),
        setback_dm=st.sampled_from([0, 50]),
    ),
    most_plots=st.integers(1, 4),
)
def test_a_park_is_excluded_only_where_no_set_holds_the_building(
    widths: list[int], depths: list[int], area_m2: int, building: Building, most_plots: int
) -> None:
    """Against every set of plots in a row, each measured by itself."""
    edges = np.concatenate([[0], np.cumsum(widths)]).tolist()
    outlines = [
        box(left, 0, right, depth) for (left, right), depth in zip(pairwise(edges), depths, strict=False)
    ]
    sets = [
        each
        for size in range(1, most_plots + 1)
        for each in combinations(range(len(outlines)), size)
        if each[-1] - each[0] == size - 1
    ]
    large = [each for each in sets if sum(round(outlines[one].area) for one in each) >= area_m2]
    grounds = [union_all([outlines[one] for one in each]) for each in large]
    asked = building.width_dm / 10, building.depth_dm / 10, building.setback_dm / 10
    held = PlotOutlines(np.array([*grounds, None], object)[:-1]).widths(*asked).low_width_dm
    result = matched(outlines, area_m2, building, most_plots)
    assert bool(result.qualifier_count) == bool((held >= building.width_dm).any())


@settings(max_examples=40, deadline=None)
@given(
    widths=st.lists(st.integers(40, 120), min_size=2, max_size=4),
    areas_m2=st.tuples(st.integers(1_000, 30_000), st.integers(1_000, 30_000)),
    width_dm=st.integers(300, 3_000),
)
def test_less_area_never_excludes_a_park(widths: list[int], areas_m2: tuple[int, int], width_dm: int) -> None:
    """Whoever asks less area keeps what fitted, with a building too."""
    edges = np.concatenate([[0], np.cumsum(widths)]).tolist()
    outlines = [box(left, 0, right, 100) for left, right in pairwise(edges)]
    less, more = (
        matched(outlines, area_m2, Building(width_dm, 400, 0)).qualifier_count for area_m2 in sorted(areas_m2)
    )
    assert less >= more
