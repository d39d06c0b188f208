"""Where a drawn plot lies: over others, and outside its park."""

from __future__ import annotations

from shapely.geometry import box

from drentsportal.domain.message import message
from drentsportal.domain.space.plot_place import left_outside_remarks, outside_remarks, overlap_remarks

X, Y = 250_000.0, 530_000.0
PARK = ("De Hoek", box(X, Y, X + 300, Y + 200))


def test_overlap_is_named_with_its_area_largest_first() -> None:
    """Both plots are named; one that only shares an edge, or less than a square metre, is not."""
    plots = [
        ("1", box(X, Y, X + 10, Y + 10)),
        ("2", box(X + 10, Y, X + 40, Y + 10)),
        ("3", box(X + 50, Y, X + 60, Y + 10)),
        ("4", box(X + 49.95, Y, X + 60, Y + 10)),
    ]
    found = overlap_remarks(box(X + 5, Y, X + 50, Y + 10), plots)
    assert found == (
        message("warning.shape.overlaps", plot="2", overlap_m2=300.0),
        message("warning.shape.overlaps", plot="1", overlap_m2=50.0),
    )


def test_many_overlaps_are_named_to_the_fifth_and_the_rest_added_up() -> None:
    """The sum of all that is told is the whole overlap."""
    plots = [(str(at), box(X + 10 * at, Y, X + 10 * at + 10, Y + 10)) for at in range(8)]
    found = overlap_remarks(box(X, Y, X + 80, Y + 10), plots)
    assert len(found) == 6
    assert found[-1].named["count"] == 3
    assert sum(float(str(each.named["overlap_m2"])) for each in found) == 800.0


def test_what_lies_outside_the_park_is_measured() -> None:
    """Within, on the edge, partly and wholly outside."""
    assert outside_remarks(box(X, Y, X + 10, Y + 10), PARK) == ()
    assert outside_remarks(box(X - 10, Y, X + 10, Y + 10), PARK) == (
        message("warning.shape.partly_outside", park="De Hoek", outside_m2=100.0),
    )
    for edge in (0, 50):
        assert outside_remarks(box(X - 90 - edge, Y, X - edge, Y + 10), PARK) == (
            message("warning.shape.all_outside", park="De Hoek"),
        )


def test_plots_left_outside_by_another_outline_of_a_park_are_named() -> None:
    """A park that shrinks tells of its plots."""
    plots = [("b", box(X + 90, Y, X + 110, Y + 10)), ("a", box(X, Y, X + 10, Y + 10))]
    assert left_outside_remarks(box(X, Y, X + 100, Y + 50), plots) == (
        message("warning.shape.plots_outside", plots=("b",), count=1),
    )
    assert left_outside_remarks(PARK[1], plots) == ()
