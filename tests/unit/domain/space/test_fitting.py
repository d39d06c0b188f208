"""What one offer measures on the ground: outline, gap, sellers and building agree with a ruler."""

from __future__ import annotations

import pytest
from shapely.geometry import Polygon, box

from drentsportal.domain.asking.request import Building
from drentsportal.domain.space.fitting import FittingPlot, bridged_m, fit_on, same_seller
from drentsportal.domain.space.plot_combination import SameOwner

HALL = Building(1200, 800, 50)


def plot(name: str, shape: Polygon, area_m2: int | None = None, seller: str | None = None) -> FittingPlot:
    """Make a plot."""
    return FittingPlot(name, name, shape, area_m2, seller)


def test_a_building_that_fits_keeps_the_strip_free() -> None:
    """The footprint has the size asked and lies at least the strip away from every border."""
    ground = box(0, 0, 150, 120)
    found = fit_on([plot("a", ground, 18_000)], HALL)
    assert found.place is not None
    assert found.largest is None
    assert found.area_m2 == 18_000
    assert found.sellers is None
    assert found.place.footprint_rd.area == pytest.approx(9_600, rel=1e-6)
    assert found.place.footprint_rd.distance(ground.exterior) >= 5 - 0.002


def test_where_it_does_not_fit_the_largest_of_its_proportions_is_found() -> None:
    """On 100 by 60 m with a strip of 5 m a building of 3 to 2 is at most 75 by 50 m."""
    found = fit_on([plot("a", box(0, 0, 100, 60))], HALL)
    assert found.place is None
    assert found.largest is not None
    assert found.drawn is found.largest
    assert found.largest.depth_m == pytest.approx(50, rel=0.0026)
    assert found.largest.width_m / found.largest.depth_m == pytest.approx(1.5)


def test_a_building_spans_adjoining_plots_but_no_gap() -> None:
    """Two plots of 75 m take the hall of 120 m when they adjoin, and not over a ditch of 4 m."""
    west = plot("west", box(0, 0, 75, 100), 7_500, "municipality")
    east = plot("east", box(75, 0, 150, 100), 7_500, "municipality")
    away = plot("away", box(79, 0, 154, 100), None, "province")
    joined = fit_on([west, east], HALL)
    assert joined.place is not None
    assert (joined.gap_m, joined.sellers, joined.area_m2) == (0.0, SameOwner.SAME, 15_000)
    apart = fit_on([west, away], HALL)
    assert apart.place is None
    assert apart.largest is not None
    assert (apart.gap_m, apart.sellers, apart.area_m2) == (4.0, SameOwner.DIFFERENT, None)
    assert apart.outline_rd.geom_type == "Polygon"


def test_the_widest_strip_on_the_way_counts() -> None:
    """From left to right over two strips, the wider one is told, in whatever order the plots come."""
    plots = [box(0, 0, 10, 10), box(40, 0, 50, 10), box(12, 0, 35, 10)]
    assert bridged_m(plots) == 5.0
    assert bridged_m([box(0, 0, 10, 10), box(10.01, 0, 20, 10)]) == 0.0


def test_a_seller_that_is_unknown_or_private_is_not_taken_to_be_the_same() -> None:
    """Two known that differ decide; else one unknown or private seller leaves it open."""
    assert same_seller(["municipality", None]) is SameOwner.UNKNOWN
    assert same_seller(["private", "private"]) is SameOwner.UNKNOWN
    assert same_seller(["municipality", None, "province"]) is SameOwner.DIFFERENT


def test_ground_that_crosses_itself_is_not_judged() -> None:
    """Which ground is meant is not known: that is told, and no building is drawn."""
    bow = Polygon([(0, 0), (200, 200), (200, 0), (0, 200)])
    found = fit_on([plot("bow", bow)], HALL)
    assert found.fault_id == "error.shape.crosses_itself"
    assert found.drawn is None


def test_without_a_building_only_the_ground_is_told() -> None:
    """Nothing is tried that nobody asked."""
    found = fit_on([plot("a", box(0, 0, 10, 10))], None)
    assert (found.drawn, found.left_rd, found.fault_id) == (None, None, "")
