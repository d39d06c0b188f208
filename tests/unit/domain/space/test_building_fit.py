"""Buildings on ground: as large as trying very many places finds, and never outside the ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, scale, translate
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from drentsportal.domain.match.offer_columns import UNBOUNDED
from drentsportal.domain.space import rectangle_search
from drentsportal.domain.space.building_fit import BuildingFit, buildable_rd, fits, largest_building
from drentsportal.domain.space.building_widths import PlotOutlines
from drentsportal.errors import InputError
from tests.unit.domain.naive_rectangles import drawn_area, naive_largest_width

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

X, Y = 250_000.0, 530_000.0
SHARE = 0.005
PROPORTIONS = (1.0, 1.5, 2.0, 3.0, 5.0)
PLOT = box(X, Y, X + 100, Y + 50)
TURNED = rotate(PLOT, 14)
L_SHAPE = Polygon([(0, 0), (100, 0), (100, 40), (40, 40), (40, 100), (0, 100)])
RING = box(0, 0, 100, 100).difference(box(40, 40, 60, 60))
areas = st.integers(0, 400).map(drawn_area)
proportions = st.sampled_from(PROPORTIONS)
laws = settings(max_examples=15, deadline=None)


def largest(area: BaseGeometry, width_m: float, depth_m: float, setback_m: float = 0.0) -> BuildingFit:
    """Return the largest building, which must be there and lie in its ground less the setback."""
    fit = largest_building(area, width_m, depth_m, setback_m)
    assert fit is not None
    check_footprint(fit, area, setback_m)
    assert math.isclose(fit.width_m * depth_m, fit.depth_m * width_m, rel_tol=1e-9)
    return fit


def check_footprint(fit: BuildingFit, area: BaseGeometry, setback_m: float) -> None:
    """Check that a footprint has the stated size and angle and lies in its ground to the millimetre."""
    assert area.buffer(0.001).covers(fit.footprint_rd)
    assert area.boundary.distance(fit.footprint_rd) >= setback_m - 0.001
    corners = np.array(fit.footprint_rd.exterior.coords)
    width, depth = corners[1] - corners[0], corners[2] - corners[1]
    assert math.isclose(np.hypot(*width), fit.width_m, abs_tol=1e-6)
    assert math.isclose(np.hypot(*depth), fit.depth_m, abs_tol=1e-6)
    assert abs(width @ depth) < 1e-4 * fit.width_m * fit.depth_m
    assert math.isclose(
        math.sin(math.atan2(width[1], width[0]) - math.radians(fit.angle_deg)), 0, abs_tol=1e-6
    )
    assert 0 <= fit.angle_deg < 180


def found_and_tried_m(number: int) -> tuple[float, float]:
    """Return the widest building found on one area and by trying places.

    The grid is made finer while it lags behind, since what it finds is a lower bound.
    """
    area, width = drawn_area(number), PROPORTIONS[(number // 5) % len(PROPORTIONS)]
    found_m = largest(area, width, 1.0).width_m
    tried_m = 0.0
    for finer in (1, 2, 3):
        tried_m = max(tried_m, naive_largest_width(area, width, 1.0, finer))
        if tried_m >= found_m * (1 - SHARE):
            break
    return found_m, tried_m


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "part", [0, 1, 2, *(pytest.param(each, marks=pytest.mark.full) for each in range(3, 6))]
)
def test_no_place_that_is_tried_holds_more(part: int) -> None:
    """Ten areas each, convex, concave, with a hole, in parts, with notches: within 0.5 % both ways."""
    for number in range(part * 10, part * 10 + 10):
        found_m, tried_m = found_and_tried_m(number)
        assert found_m * (1 - SHARE) <= tried_m <= found_m * (1 + SHARE), f"area {number}"


@pytest.mark.full
@pytest.mark.parametrize("part", range(20))
def test_no_place_that_is_tried_holds_more_in_a_thousand_areas(part: int) -> None:
    """The same for a thousand."""
    for number in range(part * 50, part * 50 + 50):
        found_m, tried_m = found_and_tried_m(number)
        assert found_m * (1 - SHARE) <= tried_m <= found_m * (1 + SHARE), f"area {number}"


@pytest.mark.parametrize(
    ("area", "width", "depth", "width_m"),
    [
        (box(0, 0, 1, 1), 1, 1, 1.0),
        (box(0, 0, 1, 1), 2, 1, 1.0),
        (TURNED, 2, 1, 100.0),
        (TURNED, 1, 2, 50.0),
        (TURNED, 1, 1, 50.0),
        (rotate(box(0, 0, 500, 20), 33), 3, 2, 30.0),
        (L_SHAPE, 5, 2, 100.0),
        (L_SHAPE, 1, 1, 40.0),
        (RING, 5, 2, 100.0),
        (RING, 1, 1, 40.0),
        (MultiPolygon([box(0, 0, 10, 10), box(20, 0, 50, 15)]), 2, 1, 30.0),
        (Polygon([(0, 0), (2, 0), (1, math.sqrt(3))]), 1, 1, 2 * math.sqrt(3) / (2 + math.sqrt(3))),
    ],
)
def test_known_shapes(area: BaseGeometry, width: float, depth: float, width_m: float) -> None:
    """Shapes whose largest rectangle is known by hand: exact, and not more is claimed than 0.25 % beyond."""
    fit = largest(area, width, depth)
    assert math.isclose(fit.width_m, width_m, rel_tol=1e-6)
    assert fit.width_m <= fit.most_width_m <= fit.width_m * (1 + rectangle_search.ACCURACY) + 1e-9


def test_the_angle_is_that_of_the_width() -> None:
    """On a plot turned by 14 degrees the long side lies at 14, and the short side at 104."""
    assert math.isclose(largest(TURNED, 2, 1).angle_deg, 14, abs_tol=1e-4)
    assert math.isclose(largest(TURNED, 1, 2).angle_deg, 104, abs_tol=1e-4)


@pytest.mark.parametrize(
    ("width_m", "depth_m", "setback_m", "is_there"),
    [
        (100, 50, 0, True),
        (50, 100, 0, True),
        (100.01, 50, 0, False),
        (100, 50.01, 0, False),
        (90, 40, 5, True),
        (90, 40, 5.01, False),
        (10, 10, 25, False),
        (10, 10, 30, False),
    ],
)
def test_exactly_fitting(width_m: float, depth_m: float, setback_m: float, *, is_there: bool) -> None:
    """A building as large as its ground fits, one of a centimetre more does not."""
    fit = fits(TURNED, width_m, depth_m, setback_m)
    assert (fit is not None) is is_there
    if fit is not None:
        check_footprint(fit, TURNED, setback_m)
        assert (fit.width_m, fit.depth_m) == pytest.approx((width_m, depth_m))


def test_a_setback_keeps_clear_of_holes_and_inward_corners() -> None:
    """The strip is taken along the yard and round the inner corner too."""
    assert math.isclose(largest(RING, 1, 1, 5).width_m, 30, rel_tol=1e-6)
    assert math.isclose(largest(L_SHAPE, 5, 2, 5).width_m, 75, rel_tol=1e-6)
    assert buildable_rd(L_SHAPE, 5).equals(Polygon([(5, 5), (95, 5), (95, 35), (35, 35), (35, 95), (5, 95)]))


def test_ground_that_the_setback_leaves_nothing_of() -> None:
    """No ground, no building; that is known. A sliver is none either."""
    assert largest_building(PLOT, 1, 1, 25) is None
    assert largest_building(box(0, 0, 100, 0.0005), 1, 1) is None
    widths = PlotOutlines(np.array([PLOT], object)).widths(10, 10, 25)
    assert (widths.low_width_dm[0], widths.high_width_dm[0]) == (0, 0)


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (Point(X, Y), "error.shape.not_an_area"),
        (LineString([(X, Y), (X + 1, Y)]), "error.shape.not_an_area"),
        (Polygon(), "error.shape.not_an_area"),
        (Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]), "error.shape.crosses_itself"),
        (Polygon([(0, 0), (10, 0), (20, 0)]), "error.shape.crosses_itself"),
    ],
)
def test_what_is_no_ground_is_refused(shape: BaseGeometry, reason: str) -> None:
    """Which ground is meant is not known, so that no answer is given."""
    for ask in (largest_building, fits):
        with pytest.raises(InputError) as caught:
            ask(shape, 10.0, 5.0)
        assert caught.value.message_id == reason


@laws
@given(areas, proportions, st.floats(0, 180), st.floats(-1000, 1000))
def test_moving_and_turning_change_nothing(
    area: BaseGeometry, ratio: float, angle: float, move_m: float
) -> None:
    """Where ground lies, and which way, does not matter to what fits."""
    moved = translate(rotate(area, angle, origin=(0, 0)), X + move_m, Y - move_m)
    assert math.isclose(largest(area, ratio, 1).width_m, largest(moved, ratio, 1).width_m, rel_tol=SHARE)


@laws
@given(areas, proportions, st.floats(0.2, 5))
def test_larger_ground_holds_as_much_more(area: BaseGeometry, ratio: float, factor: float) -> None:
    """Ground twice as long and wide holds a building twice as long and wide."""
    larger = scale(area, factor, factor, origin=(0, 0))
    expected_m = largest(area, ratio, 1).width_m * factor
    assert math.isclose(largest(larger, ratio, 1).width_m, expected_m, rel_tol=SHARE)


@laws
@given(areas, proportions, st.floats(0, 6), st.floats(0.1, 6))
def test_a_larger_setback_never_gives_more(
    area: BaseGeometry, ratio: float, setback_m: float, more_m: float
) -> None:
    """Never more than the bound stated for the smaller setback."""
    wide = largest_building(area, ratio, 1, setback_m)
    narrow = largest_building(area, ratio, 1, setback_m + more_m)
    assert narrow is None or (wide is not None and narrow.width_m <= wide.most_width_m + 0.001)


@laws
@given(areas, proportions)
def test_turning_the_building_by_a_quarter_is_the_same_question(area: BaseGeometry, ratio: float) -> None:
    """W by D and D by W."""
    assert math.isclose(largest(area, ratio, 1).width_m, largest(area, 1, ratio).depth_m, rel_tol=SHARE)


@laws
@given(areas, proportions, st.floats(0, 5))
def test_what_fits_agrees_with_the_largest(area: BaseGeometry, ratio: float, setback_m: float) -> None:
    """A little less than the largest fits, and more than its stated bound does not."""
    fit = largest_building(area, ratio, 1, setback_m)
    if fit is None or fit.depth_m < 0.5:
        return
    smaller = fits(area, fit.width_m * 0.999, fit.depth_m * 0.999, setback_m)
    assert smaller is not None
    check_footprint(smaller, area, setback_m)
    beyond = fit.most_width_m / fit.width_m + 0.003 / fit.depth_m
    assert fits(area, fit.width_m * beyond, fit.depth_m * beyond, setback_m) is None


@pytest.mark.parametrize("setback_m", [5.7e-161, 1e-17, 1e-13, 9e-4])
def test_a_strip_narrower_than_a_millimetre_is_none(setback_m: float) -> None:
    """Below that a buffer loses the hole, and a building would stand over it, or loses all ground."""
    yard = box(0, 0, 40, 40).difference(box(15, 15, 25, 25))
    assert buildable_rd(yard, setback_m).equals(yard)
    widths = PlotOutlines(np.array([yard], object))
    thin, none = widths.widths(20.0, 20.0, setback_m), widths.widths(20.0, 20.0)
    assert (thin.low_width_dm.tolist(), thin.high_width_dm.tolist()) == (
        none.low_width_dm.tolist(),
        none.high_width_dm.tolist(),
    )


def test_a_search_that_is_cut_short_says_what_it_leaves_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is then wider than the accuracy, and still true."""
    full = largest(rotate(box(0, 0, 500, 20), 33), 1, 1)
    monkeypatch.setattr(rectangle_search, "MOST_PAIRS", 4000)
    short = largest(rotate(box(0, 0, 500, 20), 33), 1, 1)
    assert short.most_width_m > short.width_m * (1 + rectangle_search.ACCURACY)
    assert full.width_m <= short.most_width_m


@pytest.mark.parametrize("setback_m", [0.0, 4.0])
def test_widths_of_many_plots_are_those_of_each(setback_m: float) -> None:
    """Bounds hold what the search finds; whether W by D fits is answered for each, and as ``fits`` does."""
    plots = np.array([drawn_area(number) for number in range(60)], object)
    widths = PlotOutlines(plots).widths(42.0, 21.0, setback_m)
    assert not widths.is_open.any()
    assert 0 < widths.searched < len(plots)
    for plot, low_dm, high_dm in zip(plots, widths.low_width_dm, widths.high_width_dm, strict=True):
        fit = largest_building(plot, 42.0, 21.0, setback_m)
        assert low_dm <= high_dm
        assert low_dm <= (0 if fit is None else fit.most_width_m + 0.001) * 10
        assert high_dm >= math.floor(0 if fit is None else fit.width_m * 10)
        assert bool(low_dm >= 420) is (fits(plot, 42.0, 21.0, setback_m) is not None)


def test_rectangular_plots_need_no_search() -> None:
    """What holds for a rectangle is known at once, at any angle, setback included."""
    plots = np.array([rotate(PLOT, angle) for angle in range(0, 180, 7)], object)
    outlines = PlotOutlines(plots)
    for width_m, depth_m, fitting in ((90, 40, True), (90.1, 40, False), (40, 90, True), (95, 10, False)):
        widths = outlines.widths(width_m, depth_m, 5.0)
        assert widths.searched == 0
        wanted_dm = round(width_m * 10)
        assert (widths.low_width_dm >= wanted_dm).all() == fitting
        assert (widths.high_width_dm >= wanted_dm).all() == fitting


def test_ground_that_is_not_known_stays_unknown() -> None:
    """No outline, a point and an outline that crosses itself: neither nothing nor everything fits."""
    crossing = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    widths = PlotOutlines(np.array([None, Point(0, 0), crossing, PLOT], object)).widths(10, 10)
    assert widths.low_width_dm[:3].tolist() == [-UNBOUNDED] * 3
    assert widths.high_width_dm[:3].tolist() == [UNBOUNDED] * 3
    assert widths.is_open.tolist() == [True, True, True, False]
    assert widths.low_width_dm[3] == 500
    assert len(PlotOutlines(np.array([], object)).widths(10, 10).low_width_dm) == 0


def test_plots_beyond_the_work_allowed_stay_open() -> None:
    """What was not searched keeps its bounds and says so."""
    plots = np.array([L_SHAPE, L_SHAPE, TURNED], object)
    widths = PlotOutlines(plots).widths(60.0, 39.0, 0.0, most_searches=1)
    assert widths.is_open.tolist() == [False, True, False]
    assert widths.searched == 1


def test_the_naive_search_finds_what_is_known() -> None:
    """What the others are compared with is right by itself."""
    assert math.isclose(naive_largest_width(L_SHAPE, 5, 2), 100, rel_tol=1e-3)
    assert math.isclose(naive_largest_width(shapely.box(0, 0, 10, 10), 1, 1), 10, rel_tol=1e-3)
