"""Drawing: what is cut adds up to what was, what is merged is the whole, and corners snap to corners."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from drentsportal.domain.space import plot_shapes
from drentsportal.errors import InputError

X, Y = 250_000.0, 530_000.0
PLOT = box(X, Y, X + 100, Y + 60)
angles = st.floats(0, 359)
places = st.floats(10, 90)


def parts_of(shape: Polygon, line: list[tuple[float, float]]) -> tuple[Polygon | MultiPolygon, ...]:
    """Split."""
    return plot_shapes.split(shape, line)


@given(angles, places, st.floats(5, 55))
def test_parts_are_together_the_plot(angle: float, east: float, north: float) -> None:
    """Whatever straight line cuts a plot: no ground is lost, none is gained, and nothing lies double."""
    far = 200.0
    line = [
        (X + east - far * math.cos(angle), Y + north - far * math.sin(angle)),
        (X + east + far * math.cos(angle), Y + north + far * math.sin(angle)),
    ]
    parts = parts_of(PLOT, line)
    assert len(parts) == 2
    assert math.isclose(sum(part.area for part in parts), PLOT.area, rel_tol=1e-9)
    assert parts[0].intersection(parts[1]).area < 1e-6
    assert plot_shapes.merged(parts).symmetric_difference(PLOT).area < 1e-4


@given(st.floats(5, 95), st.floats(1, 200))
def test_the_parts_stand_from_west_to_east(east: float, beyond: float) -> None:
    """The first part is the western one, whichever way the line was drawn."""
    line = [(X + east, Y - beyond), (X + east, Y + 60 + beyond)]
    for drawn in (line, line[::-1]):
        west, eastern = parts_of(PLOT, drawn)
        assert west.centroid.x < eastern.centroid.x
        assert math.isclose(west.area, 60 * east, rel_tol=1e-9)


def test_a_bent_line_and_a_hole_are_cut_along() -> None:
    """A hole stays a hole, or opens to both parts where the line runs through it."""
    holed = PLOT.difference(box(X + 40, Y + 20, X + 60, Y + 40))
    assert isinstance(holed, Polygon)
    parts = parts_of(holed, [(X + 50, Y - 5), (X + 50, Y + 30), (X + 45, Y + 65)])
    assert math.isclose(sum(part.area for part in parts), holed.area, rel_tol=1e-9)
    beside = parts_of(holed, [(X + 20, Y - 5), (X + 20, Y + 65)])
    assert [len(part.interiors) for part in beside if isinstance(part, Polygon)] == [0, 1]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ([(X - 10, Y - 10), (X - 5, Y + 90)], "error.shape.line_does_not_cut"),
        ([(X + 50, Y - 10), (X + 50, Y + 30)], "error.shape.line_does_not_cut"),
        ([(X + 50, Y)], "error.shape.no_line"),
        ([(X - 1, Y + 0.001), (X + 101, Y + 0.001)], "error.shape.part_too_small"),
    ],
)
def test_a_line_that_makes_no_parts_is_refused(line: list[tuple[float, float]], reason: str) -> None:
    """A line beside the plot, one that ends in it, and one along its edge make no parts."""
    with pytest.raises(InputError) as caught:
        parts_of(PLOT, line)
    assert caught.value.message_id == reason


def test_what_the_line_does_not_touch_stays_with_the_nearer_side() -> None:
    """A plot of two pieces of which one is cut stays whole in sum."""
    apart = box(X + 300, Y, X + 310, Y + 10)
    parts = plot_shapes.split(MultiPolygon([PLOT, apart]), [(X + 50, Y - 5), (X + 50, Y + 65)])
    assert [part.geom_type for part in parts] == ["Polygon", "MultiPolygon"]
    assert math.isclose(sum(part.area for part in parts), PLOT.area + apart.area)


@given(angles)
def test_adjoining_plots_merge_at_any_angle(angle: float) -> None:
    """Plots that share an edge become one without a seam, whichever way they lie."""
    east = box(X + 100, Y, X + 130, Y + 60)
    turned = [rotate(each, angle, origin=(X, Y)) for each in (PLOT, east)]
    assume(plot_shapes.adjoin(turned[0], turned[1]))
    whole = plot_shapes.merged(turned)
    assert whole.geom_type == "Polygon"
    assert math.isclose(whole.area, 130 * 60, rel_tol=1e-6)


@pytest.mark.parametrize("other", [box(X + 100, Y + 60, X + 120, Y + 80), box(X + 101, Y, X + 120, Y + 60)])
def test_plots_that_do_not_share_an_edge_do_not_merge(other: Polygon) -> None:
    """A corner in common, or a strip between them, is not enough."""
    with pytest.raises(InputError) as caught:
        plot_shapes.merged([PLOT, other])
    assert caught.value.message_id == "error.shape.not_adjoining"


def test_a_chain_of_plots_merges_and_one_alone_does_not() -> None:
    """The first and last need not touch as long as the others lie between."""
    row = [box(X + 10 * step, Y, X + 10 * (step + 1), Y + 10) for step in (0, 2, 1)]
    assert plot_shapes.merged(row).equals(box(X, Y, X + 30, Y + 10))
    with pytest.raises(InputError):
        plot_shapes.merged(row[:1])


@pytest.mark.parametrize(
    ("corners", "reason"),
    [
        ([(X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9)], "error.shape.crosses_itself"),
        ([(X, Y), (X + 0.5, Y), (X, Y + 0.5)], "error.shape.too_small"),
        ([(6.9, 52.7), (16.9, 52.7), (6.9, 62.7)], "error.shape.elsewhere"),
        ([(0.0, 0.0), (0.0, 9.0), (9.0, 0.0)], "error.shape.elsewhere"),
    ],
)
def test_an_outline_that_cannot_be_is_refused(corners: list[tuple[float, float]], reason: str) -> None:
    """An outline that cannot be is refused with its reason."""
    with pytest.raises(InputError) as caught:
        plot_shapes.check_shape(Polygon(corners))
    assert caught.value.message_id == reason


def test_a_line_is_no_area() -> None:
    """A line is no area."""
    with pytest.raises(InputError):
        plot_shapes.check_shape(LineString([(X, Y), (X + 1, Y)]))


def test_moving_keeps_the_form_and_stays_in_the_country() -> None:
    """Moving keeps the form and stays in the country."""
    assert plot_shapes.moved(PLOT, 10.0, -20.0).equals(box(X + 10, Y - 20, X + 110, Y + 40))
    with pytest.raises(InputError):
        plot_shapes.moved(PLOT, 1e6, 0.0)
