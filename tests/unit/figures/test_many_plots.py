"""On a map of many plots no number can be read as that of another plot, and every free plot has one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.figures.detail_map import DetailScene, PlotShape, detail_map
from drentsportal.figures.labels import text_box
from drentsportal.figures.marks import Circle, Group, Line, Mark, Text
from drentsportal.figures.plot_labels import short_labels
from drentsportal.figures.scales import frame_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.figures.detail_map import DetailMap

_WEST, _SOUTH = 240_000.0, 540_000.0
_EDGE_M = 30.0
_STATUSES: Final = (
    PlotStatus.AVAILABLE,
    PlotStatus.OPTION,
    PlotStatus.RESERVED,
    PlotStatus.PLANNED,
    PlotStatus.SOLD,
    None,
)
_WIDTH_MM: Final = 174.0
_SEEN_MM: Final = 2.0
_LEADER_MM: Final = 0.2
_DOT_MM: Final = 0.35


def _flat(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _flat(mark.marks)
        else:
            yield mark


def _layout(
    columns_m: Sequence[float], rows_m: Sequence[float], statuses: Sequence[PlotStatus | None], gap_m: float
) -> DetailScene:
    """Lay plots in rows and columns of these sizes, numbered from below, in a park around them."""
    plots = []
    souths = list(itertools.accumulate(rows_m, initial=_SOUTH + _EDGE_M))
    wests = list(itertools.accumulate(columns_m, initial=_WEST + _EDGE_M))
    cells = itertools.product(itertools.pairwise(souths), itertools.pairwise(wests))
    for number, ((south, north), (west, east)) in enumerate(cells):
        shape = shapely.box(west, south, east - gap_m, north - gap_m)
        status = statuses[number % len(statuses)]
        plots.append(PlotShape(f"Kavel {number + 1:02}", status, "0,4 ha", shape))
    park = shapely.box(_WEST, _SOUTH, wests[-1] + _EDGE_M, souths[-1] + _EDGE_M)
    return DetailScene(park, tuple(plots), (), ())


@st.composite
def _layouts(draw: st.DrawFn) -> DetailScene:
    columns = draw(st.lists(st.floats(12, 120), min_size=1, max_size=12))
    rows = draw(st.lists(st.floats(12, 120), min_size=1, max_size=60 // len(columns)))
    statuses = draw(st.lists(st.sampled_from(_STATUSES), min_size=1, max_size=11))
    return _layout(columns, rows, statuses, draw(st.sampled_from((0.0, 3.0, 9.0))))


def _labels(made: DetailMap, scene: DetailScene) -> dict[str, Text]:
    wanted = set(short_labels([each.name for each in scene.plots]))
    found = [each for each in _flat(made.picture.marks) if isinstance(each, Text) and each.text in wanted]
    named = {each.text: each for each in found}
    assert len(named) == len(found)
    return named


def _leaders(made: DetailMap) -> list[tuple[shapely.LineString, shapely.Point]]:
    """Return the lines to names, each with the dot at which it begins."""
    marks = list(_flat(made.picture.marks))
    return [
        (shapely.LineString(line.points), shapely.Point(dot.centre))
        for line, dot in itertools.pairwise(marks)
        if isinstance(line, Line) and line.style.stroke_mm == _LEADER_MM
        if isinstance(dot, Circle) and dot.radius_mm == _DOT_MM
    ]


def _box(mark: Text) -> shapely.Polygon:
    return shapely.box(*text_box(mark.at, mark.text, mark.style))


def _check(scene: DetailScene, made: DetailMap) -> None:
    labels = _labels(made, scene)
    boxes = {text: _box(each) for text, each in labels.items()}
    for one, other in itertools.combinations(boxes.values(), 2):
        assert one.intersection(other).area < 1e-9
    leaders = _leaders(made)
    for (line, dot), (other_line, other_dot) in itertools.permutations(leaders, 2):
        assert not line.intersects(other_line)
        assert line.distance(other_dot) > _DOT_MM
        assert dot.distance(other_line) > _DOT_MM
    for line, _ in leaders:
        touched = [text for text, each in boxes.items() if line.distance(each) < 1e-6]
        assert len(touched) == 1


@settings(deadline=None, max_examples=20, phases=(Phase.explicit, Phase.generate))
@given(scene=_layouts(), height_mm=st.sampled_from((44.0, 60.0, 97.0)))
def test_every_free_plot_has_a_number_that_reads_as_that_of_no_other(
    scene: DetailScene, height_mm: float
) -> None:
    """It stands in its own plot, or beside a line that begins there and touches no other line, dot or name.

    Of a plot that is hardly seen on paper the map tells where it has no room for its number.
    """
    made = detail_map(scene, (_WIDTH_MM, height_mm))
    assert made is not None
    _check(scene, made)
    labels, leaders = _labels(made, scene), _leaders(made)
    for plot, label in zip(scene.plots, short_labels([each.name for each in scene.plots]), strict=True):
        if plot.status is not PlotStatus.AVAILABLE:
            continue
        west, south, east, north = plot.geometry_rd.bounds
        if min(east - west, north - south) * 1000 / made.scale < _SEEN_MM and label in made.unnamed:
            continue
        own, box = _own_shape(scene, made, plot, height_mm), _box(labels[label])
        led = [dot for line, dot in leaders if line.distance(box) < 1e-6]
        assert own.contains(box) or any(own.contains(each) for each in led)


def _own_shape(scene: DetailScene, made: DetailMap, plot: PlotShape, height_mm: float) -> BaseGeometry:
    """Return a plot as it lies on the map, which shows the whole park or only the plots."""
    assert scene.boundary_rd is not None
    plots = shapely.union_all([each.geometry_rd for each in scene.plots])
    for bounds, margin in ((scene.boundary_rd.bounds, 4), (plots.bounds, 8)):
        frame = frame_around(bounds, _WIDTH_MM, height_mm, margin_mm=margin)
        if frame.scale == made.scale:
            return frame.to_paper(plot.geometry_rd)
    raise AssertionError(made.scale)


def test_a_park_of_forty_plots_needs_no_line() -> None:
    """A number alone fits in each plot where its whole name does not."""
    scene = _layout([80.0] * 10, [110.0] * 4, _STATUSES, 4.0)
    made = detail_map(scene, (_WIDTH_MM, 60.0))
    assert made is not None
    assert not _leaders(made)
    free = {each.name.removeprefix("Kavel ") for each in scene.plots if each.status is PlotStatus.AVAILABLE}
    assert free <= set(_labels(made, scene))


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("Kavel 01", "Kavel 02"), ("01", "02")),
        (("Peelo kavel 1", "Peelo kavel 12"), ("1", "12")),
        (("A1", "A2"), ("A1", "A2")),
        (("Kavel 7",), ("Kavel 7",)),
        (("Kavel", "Kavel 2"), ("Kavel", "Kavel 2")),
        (("Kavel 1", "Veld 1"), ("Kavel 1", "Veld 1")),
        (("Fase 1 kavel 2", "Fase 1 kavel 3"), ("1 kavel 2", "1 kavel 3")),
        (("Langs-de-vaart-1", "Langs-de-vaart-2"), ("…gs-de-vaart-1", "…gs-de-vaart-2")),
    ],
)
def test_a_label_is_as_short_as_tells_the_plots_apart(
    names: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    """Without the words that all share, and never two labels alike."""
    assert short_labels(names) == labels
