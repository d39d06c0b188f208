"""Names of plots on a map: inside the own plot, or outside all plots with a line to it; never on another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

import shapely
from shapely.ops import substring

from drentsportal.figures.labels import MM_PER_PT, Box, text_box
from drentsportal.figures.marks import Anchor, Circle, Line, Mark, Point, Style, Text, TextStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely import LineString
    from shapely.geometry.base import BaseGeometry

    from drentsportal.figures.labels import LabelField

_SMALL_PT: Final = 6.5
_LEAST_PT: Final = 5.5
"""Smaller type than this is no longer read on paper."""
_NAME_PT: Final = (7.5, _SMALL_PT, _LEAST_PT)
_HALO: Final = 0.1
_PLACES: Final = 7
_LEADER_STEP_MM: Final = 1.0
_DIRECTIONS: Final = 32
_STEEP: Final = 0.8
"""A line that runs this steeply ends at the middle of a name, above or below it; else at its side."""
_CLEAR_MM: Final = 0.3
_START_MM: Final = 0.6
_APART_MM: Final = 1.0
"""Two names nearer than this read as one."""


@dataclass(frozen=True, slots=True)
class NamedPlot:
    """A plot on paper (mm) with its words; a quiet one has its name only where that fits, without a line."""

    shape: BaseGeometry
    name: str
    area: str
    colour: str
    halo: str
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a name may not lie on: every plot, and the boundary of the site as a line."""

    plots: Sequence[NamedPlot]
    tree: shapely.STRtree
    edge: BaseGeometry

    def is_on_another(self, plot: NamedPlot, box: BaseGeometry) -> bool:
        """Whether a box covers ground of a plot that is not the own one."""
        found = self.tree.query(box, predicate="intersects")
        return any(self.plots[each] is not plot for each in found.tolist())

    def is_open(self, box: BaseGeometry) -> bool:
        """Whether a box lies on no plot and not on the boundary."""
        return not len(self.tree.query(box, predicate="intersects")) and not self.edge.intersects(box)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a line may not cross: names and symbols, and other lines but for where they begin."""

    boxes: list[Box]
    lines: list[BaseGeometry]

    def is_crossed_by(self, line: LineString) -> bool:
        """Whether a line runs over a name or symbol, or along or over another line."""
        over_box = any(line.intersects(shapely.box(*_longer(each, _CLEAR_MM))) for each in self.boxes)
        return over_box or any(_tail(line).distance(each) < _CLEAR_MM for each in self.lines)


def plot_names(
    plots: Sequence[NamedPlot], boundary: BaseGeometry | None, field: LabelField
) -> Iterator[Mark]:
    """Name the plots in their order; those too small for their name last, so that no line crosses a name.

    A name for which there is no room at all is left out: the table of plots has it.
    """
    edge = shapely.Point() if boundary is None else boundary.boundary
    ground = _Ground(plots, shapely.STRtree([each.shape for each in plots]), edge)
    outside = []
    for plot in plots:
        words = _inside(plot, ground, field)
        if words:
            yield from words
        elif not plot.is_quiet:
            outside.append(plot)
    drawn = _Drawn(list(field.taken), [])
    rim = shapely.unary_union([each.shape for each in plots]).convex_hull.boundary
    # Those at the rim have the shortest lines; a line from further in finds its way between them.
    for plot in sorted(outside, key=lambda each: rim.distance(shapely.Point(middle(each.shape)))):
        yield from _outside(plot, ground, field, drawn)


def _inside(plot: NamedPlot, ground: _Ground, field: LabelField) -> tuple[Text, ...]:
    """Set name and area, else the name alone in ever smaller type, where that fits inside the plot."""
    for lines in _settings(plot):
        for at in _places(plot.shape):
            words = tuple(Text((at[0], at[1] + dy), text, style) for dy, text, style in lines)
            boxes = [text_box(each.at, each.text, each.style) for each in words]
            all_of_it = shapely.MultiPolygon([shapely.box(*box) for box in boxes])
            if not plot.shape.contains(all_of_it) or ground.is_on_another(plot, all_of_it):
                continue
            if all(map(field.free, boxes)):
                for box in boxes:
                    field.reserve(box)
                return words
    return ()


def _settings(plot: NamedPlot) -> Iterator[list[tuple[float, str, TextStyle]]]:
    """Give the ways to set the words, best first: shift downward in mm, words and type of each line."""
    weight = 400 if plot.is_quiet else 700
    if plot.area and not plot.is_quiet:
        small = _style(plot, _SMALL_PT, 400)
        yield [(-0.3, plot.name, _style(plot, _NAME_PT[0], weight)), (2.4, plot.area, small)]
    for size_pt in _NAME_PT[1:] if plot.is_quiet else _NAME_PT:
        yield [(0.35 * size_pt * MM_PER_PT, plot.name, _style(plot, size_pt, weight))]


def _style(plot: NamedPlot, size_pt: float, weight: int, anchor: Anchor = Anchor.MIDDLE) -> TextStyle:
    size_mm = size_pt * MM_PER_PT
    return TextStyle(size_mm, plot.colour, weight, halo=plot.halo, halo_mm=_HALO * size_pt, anchor=anchor)


def _places(shape: BaseGeometry) -> Iterator[Point]:
    """Give points to set the words around: the middle first, then points spread over the plot."""
    yield middle(shape)
    left, top, right, bottom = shape.bounds
    steps = [each / (_PLACES + 1) for each in range(1, _PLACES + 1)]
    spread = [(left + x * (right - left), top + y * (bottom - top)) for x in steps for y in steps]
    x, y = middle(shape)
    yield from sorted(spread, key=lambda each: math.hypot(each[0] - x, each[1] - y))


def middle(shape: BaseGeometry) -> Point:
    """Return the centre of a shape, or a point inside it where the centre is not."""
    centre = shape.centroid
    if not shape.contains(centre):
        centre = shape.representative_point()
    return centre.x, centre.y


def _outside(plot: NamedPlot, ground: _Ground, field: LabelField, drawn: _Drawn) -> Iterator[Mark]:
    """Set the name outside all plots as near as there is room, with a line that crosses no name or line."""
    at = middle(plot.shape)
    for words in _spots(plot, at, field):
        box = text_box(words.at, words.text, words.style)
        if not field.free(_longer(box, _APART_MM)) or not ground.is_open(shapely.box(*box)):
            continue
        end = _end(at, box)
        line = shapely.LineString([at, end])
        if drawn.is_crossed_by(line):
            continue
        field.reserve(box)
        drawn.boxes.append(box)
        drawn.lines.append(_tail(line))
        _keep_clear(line, field)
        yield Line((at, end), Style(None, plot.colour, 0.2))
        yield Circle(at, 0.35, Style(plot.colour))
        yield words
        return


def _spots(plot: NamedPlot, at: Point, field: LabelField) -> Iterator[Text]:
    """Give where the name may stand around a point, nearest first; in the least type where there is none."""
    left, top, right, bottom = field.area
    farthest = math.hypot(right - left, bottom - top)
    turns = [2 * math.pi * each / _DIRECTIONS for each in range(_DIRECTIONS)]
    for size_pt, step in product((_SMALL_PT, _LEAST_PT), range(2, int(farthest / _LEADER_STEP_MM))):
        for turn in turns:
            dx, dy = math.cos(turn), math.sin(turn)
            anchor = Anchor.MIDDLE if abs(dy) > _STEEP else Anchor.START if dx > 0 else Anchor.END
            style = _style(plot, size_pt, 700, anchor)
            far = step * _LEADER_STEP_MM
            point = (at[0] + dx * far, at[1] + dy * far + 0.32 * style.size_mm)
            yield Text(point, plot.name, style)


def _end(at: Point, box: Box) -> Point:
    """Return the point of a box that is nearest to ``at``, where the line ends."""
    return min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3])


def _longer(box: Box, more_mm: float) -> Box:
    return box[0] - more_mm, box[1], box[2] + more_mm, box[3]


def _tail(line: LineString) -> BaseGeometry:
    return substring(line, _START_MM, line.length)


def _keep_clear(line: BaseGeometry, field: LabelField) -> None:
    """Keep the names that come later (roads, water) off a line."""
    for far in range(int(line.length)):
        point = line.interpolate(far + 0.5)
        half = 0.5
        field.reserve((point.x - half, point.y - half, point.x + half, point.y + half))
