"""Names of plots on a map: inside the own plot, or outside all plots with a line to it; never on another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.figures.labels import MM_PER_PT, Box, text_box
from drentsportal.figures.marks import Anchor, Circle, Line, Mark, Point, Style, Text, TextStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
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
_AT_ONCE: Final = 64
"""So many spots are held against the map together; the nearest ones mostly hold one that is free."""


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

    def open_of(self, boxes: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Tell of each box whether it lies on no plot and not on the boundary."""
        is_open = ~shapely.intersects(self.edge, boxes)
        is_open[self.tree.query(boxes, predicate="intersects")[0]] = False
        return is_open


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a line may not cross: names and symbols, and other lines but for where they begin."""

    boxes: list[BaseGeometry]
    lines: list[BaseGeometry]

    @classmethod
    def of(cls, taken: Sequence[Box]) -> _Drawn:
        """Begin with what is on the map."""
        return cls([_around(each) for each in taken], [])

    def add(self, box: Box, line: BaseGeometry) -> None:
        """Add a name with its line."""
        self.boxes.append(_around(box))
        self.lines.append(line)

    def crossed_of(self, at: Point, ends: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell of a line to each end whether it runs over a name or symbol, or along or over another line."""
        crossed = np.zeros(len(ends), dtype=bool)
        lines = shapely.linestrings(np.stack([np.broadcast_to(at, ends.shape), ends], axis=1))
        crossed[shapely.STRtree(self.boxes).query(lines, predicate="intersects")[0]] = True
        if self.lines:
            near = shapely.STRtree(self.lines).query(
                _tails(at, ends), predicate="dwithin", distance=_CLEAR_MM
            )
            crossed[near[0]] = True
        return crossed


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where a name may stand around a point in one size of type, nearest first."""

    words: Sequence[TextStyle]
    points: NDArray[np.float64]
    boxes: NDArray[np.float64]

    def text(self, place: int, name: str) -> Text:
        """Return the words of one spot."""
        x, y = self.points[place].tolist()
        return Text((x, y), name, self.words[place % len(self.words)])


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
    drawn = _Drawn.of(field.taken)
    rim = shapely.unary_union([each.shape for each in plots]).convex_hull.boundary
    # Those at the rim have the shortest lines; a line from further in finds its way between them.
    for plot in sorted(outside, key=lambda each: rim.distance(shapely.Point(middle(each.shape)))):
        yield from _outside(plot, ground, field, drawn)


def _inside(plot: NamedPlot, ground: _Ground, field: LabelField) -> tuple[Text, ...]:
    """Set name and area, else the name alone in ever smaller type, where that fits inside the plot."""
    places = list(_places(plot.shape))
    for lines in _settings(plot):
        boxes = [text_box((0.0, dy), text, style) for dy, text, style in lines]
        for at in _within(plot.shape, boxes, places):
            moved = [_moved(each, at) for each in boxes]
            if not all(map(field.free, moved)):
                continue
            if any(ground.is_on_another(plot, shapely.box(*each)) for each in moved):
                continue
            for box in moved:
                field.reserve(box)
            return tuple(Text((at[0], at[1] + dy), text, style) for dy, text, style in lines)
    return ()


def _within(shape: BaseGeometry, boxes: Sequence[Box], places: Sequence[Point]) -> list[Point]:
    """Return the places around which all boxes lie inside a shape; most are told by its bounds."""
    left, top, right, bottom = shape.bounds
    west, north = left - min(each[0] for each in boxes), top - min(each[1] for each in boxes)
    east, south = right - max(each[2] for each in boxes), bottom - max(each[3] for each in boxes)
    likely = [each for each in places if west <= each[0] <= east and north <= each[1] <= south]
    if not likely:
        return []
    shapely.prepare(shape)
    moved = [shapely.box(*_moved(box, at)) for at in likely for box in boxes]
    inside = np.asarray(shapely.contains(shape, moved)).reshape(len(likely), len(boxes))
    return [at for at, is_inside in zip(likely, np.all(inside, axis=1).tolist(), strict=True) if is_inside]


def _moved(box: Box, at: Point) -> Box:
    return box[0] + at[0], box[1] + at[1], box[2] + at[0], box[3] + at[1]


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
    words = _spot(plot, ground, field, drawn)
    if words is None:
        return
    box = text_box(words.at, words.text, words.style)
    ends = _ends(at, np.array([box]))
    field.reserve(box)
    drawn.add(box, _tails(at, ends)[0])
    end = (float(ends[0, 0]), float(ends[0, 1]))
    _keep_clear(shapely.LineString([at, end]), field)
    yield Line((at, end), Style(None, plot.colour, 0.2))
    yield Circle(at, 0.35, Style(plot.colour))
    yield words


def _spot(plot: NamedPlot, ground: _Ground, field: LabelField, drawn: _Drawn) -> Text | None:
    """Return the name at the nearest spot that is free; in the least type where there is none."""
    at = middle(plot.shape)
    for size_pt in (_SMALL_PT, _LEAST_PT):
        spots = _spots(plot, at, size_pt, field.area)
        free = field.free_of(_longer(spots.boxes, _APART_MM))
        for start in range(0, len(free), _AT_ONCE):
            places = free[start : start + _AT_ONCE]
            boxes = np.array([shapely.box(*box) for box in spots.boxes[places].tolist()])
            places = places[ground.open_of(boxes)]
            if len(places):
                places = places[~drawn.crossed_of(at, _ends(at, spots.boxes[places]))]
            if len(places):
                return spots.text(int(places[0]), plot.name)
    return None


def _spots(plot: NamedPlot, at: Point, size_pt: float, area: Box) -> _Spots:
    left, top, right, bottom = area
    farthest = math.hypot(right - left, bottom - top)
    far = _LEADER_STEP_MM * np.arange(2, int(farthest / _LEADER_STEP_MM))
    turns = [2 * math.pi * each / _DIRECTIONS for each in range(_DIRECTIONS)]
    ways = [(math.cos(turn), math.sin(turn)) for turn in turns]
    words = [_style(plot, size_pt, 700, _anchor(*way)) for way in ways]
    start = np.array([at[0], at[1] + 0.32 * words[0].size_mm])
    points = start + np.array(ways)[None, :, :] * far[:, None, None]
    around = np.array([text_box((0.0, 0.0), plot.name, each) for each in words])
    boxes = np.concatenate([points, points], axis=2) + around[None, :, :]
    return _Spots(words, points.reshape(-1, 2), boxes.reshape(-1, 4))


def _anchor(dx: float, dy: float) -> Anchor:
    if abs(dy) > _STEEP:
        return Anchor.MIDDLE
    return Anchor.START if dx > 0 else Anchor.END


def _ends(at: Point, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the point of each box that is nearest to ``at``, where the line ends."""
    ends: NDArray[np.float64] = np.clip(np.array(at), boxes[:, :2], boxes[:, 2:])
    return ends


def _longer(boxes: NDArray[np.float64], more_mm: float) -> NDArray[np.float64]:
    longer: NDArray[np.float64] = boxes + np.array([-more_mm, 0.0, more_mm, 0.0])
    return longer


def _around(box: Box) -> BaseGeometry:
    return shapely.box(box[0] - _CLEAR_MM, box[1], box[2] + _CLEAR_MM, box[3])


def _tails(at: Point, ends: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return lines to each end without where they begin."""
    way = ends - np.array(at)
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), _START_MM)
    starts = at + way * (_START_MM / length)[:, None]
    return np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)))


def _keep_clear(line: BaseGeometry, field: LabelField) -> None:
    """Keep the names that come later (roads, water) off a line."""
    for far in range(int(line.length)):
        point = line.interpolate(far + 0.5)
        half = 0.5
        field.reserve((point.x - half, point.y - half, point.x + half, point.y + half))
