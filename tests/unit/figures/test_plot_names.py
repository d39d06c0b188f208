"""A name of a plot stands in its own plot, or outside all of them with a line that crosses no name."""

from __future__ import annotations

from typing import Final

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.figures.labels import MM_PER_PT, LabelField, text_box
from drentsportal.figures.marks import Line, Mark, Text
from drentsportal.figures.plot_ground import NamedPlot
from drentsportal.figures.plot_names import plot_names

SIZE: Final = (78.0, 48.0)
SITE: Final = shapely.box(10, 10, 60, 40)


def _plot(name: str, box: tuple[float, float, float, float], *, is_quiet: bool = False) -> NamedPlot:
    return NamedPlot(shapely.box(*box), name, "2,2 ha", "#000000", "#FFFFFF", is_quiet)


def _named(plots: list[NamedPlot]) -> list[Mark]:
    return list(plot_names(plots, SITE, LabelField((1, 1, SIZE[0] - 1, SIZE[1] - 1))).marks)


def _box(mark: Text) -> shapely.Polygon:
    return shapely.box(*text_box(mark.at, mark.text, mark.style))


def _rows(widths: list[float], height: float) -> list[NamedPlot]:
    """Lay plots in two rows beside each other, as on a site."""
    plots, x = [], 11.0
    for number, width in enumerate(widths, start=1):
        for row, top in (("A", 12.0), ("B", 12.0 + height)):
            plots.append(_plot(f"{row}{number}", (x, top, x + width, top + height), is_quiet=number % 3 == 0))
        x += width
    return plots


@settings(deadline=None)
@given(st.lists(st.floats(0.4, 7), min_size=1, max_size=7), st.floats(0.5, 12))
def test_no_name_lies_on_another_plot_and_no_line_crosses_a_name(widths: list[float], height: float) -> None:
    """However narrow the plots are; a line begins in the plot whose name it leads to."""
    plots = {each.name: each for each in _rows(widths, height)}
    marks = _named(list(plots.values()))
    names = [each for each in marks if isinstance(each, Text) and each.text in plots]
    assert len({each.text for each in names}) == len(names)
    for name in names:
        others = [each.shape for each in plots.values() if each.name != name.text]
        assert not any(_box(name).intersection(other).area > 1e-9 for other in others)
    lines = [shapely.LineString(each.points) for each in marks if isinstance(each, Line)]
    for line in lines:
        crossed = [each.text for each in names if line.intersection(_box(each)).length > 1e-9]
        assert not crossed
    for name in names:
        own = plots[name.text].shape
        assert own.contains(_box(name)) or any(own.contains(line.interpolate(0)) for line in lines)


def test_a_narrow_plot_has_its_name_in_smaller_type_but_not_too_small() -> None:
    """First the type shrinks; below the least size the name goes outside, with a line."""
    narrow, sliver = _plot("A1", (20, 15, 22.7, 25)), _plot("A2", (30, 15, 31, 25))
    made = {each.text: each for each in _named([narrow, sliver]) if isinstance(each, Text)}
    assert narrow.shape.contains(_box(made["A1"]))
    assert made["A1"].style.size_mm == pytest.approx(5.5 * MM_PER_PT)
    assert not sliver.shape.intersects(_box(made["A2"]))
    assert "2,2 ha" not in made


def test_a_quiet_plot_has_no_line() -> None:
    """What is sold is named where that fits, and only there."""
    assert not _named([_plot("A1", (20, 15, 21, 25), is_quiet=True)])


def test_plots_that_overlap_have_their_names_outside() -> None:
    """On ground of two plots a name would say nothing of which."""
    marks = _named([_plot("A1", (20, 15, 40, 30)), _plot("A2", (20, 15, 40, 30))])
    names = [each for each in marks if isinstance(each, Text)]
    assert {each.text for each in names} == {"A1", "A2"}
    assert not any(_box(each).intersects(shapely.box(20, 15, 40, 30)) for each in names)
