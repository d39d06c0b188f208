"""Names of plots on a map: inside the own plot, or outside all plots with a line to it; never on another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.figures.labels import MM_PER_PT, Box, text_box
from drentsportal.figures.marks import Mark, Point, Text, TextStyle
from drentsportal.figures.plot_ground import Ground, NamedPlot, middle, name_style
from drentsportal.figures.plot_leaders import Leaders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.figures.labels import LabelField

_SMALL_PT: Final = 6.5
_SIZES_PT: Final = (7.5, _SMALL_PT, 5.5)
_LEAST_PT: Final = (5.0, 4.5)
"""Where a line would run over other plots, a number this small in the own plot misleads less."""
_PLACES: Final = 7


@dataclass(frozen=True, slots=True)
class PlotNames:
    """The names on a map, and those of needed plots for which there was no room."""

    marks: tuple[Mark, ...]
    left_out: tuple[str, ...]


def plot_names(plots: Sequence[NamedPlot], boundary: BaseGeometry | None, field: LabelField) -> PlotNames:
    """Name the plots, the needed ones before the others, so that no name reads as that of another plot.

    A name stands in its plot; else outside all plots with a line that runs over none; else in its plot in
    the least type; of a needed one else with a line over others that keeps off all dots, names and lines.
    """
    leaders = Leaders(Ground.of(plots, boundary), field)
    naming = _Naming(plots, leaders, [])
    left_out: list[int] = []
    for is_needed in (True, False):
        waiting = naming.inside(
            [at for at, each in enumerate(plots) if each.is_needed is is_needed], _SIZES_PT
        )
        waiting = naming.rim_first([each for each in waiting if not plots[each].is_quiet])
        leaders.expect(waiting)
        waiting = naming.outside(waiting, over_others=False)
        waiting = naming.inside(waiting, _LEAST_PT)
        if is_needed:
            left_out = naming.outside(waiting, over_others=True)
    return PlotNames(tuple(naming.marks), tuple(plots[each].name for each in left_out))


@dataclass(frozen=True, slots=True)
class _Naming:
    """Names plots, told by their place, in one way after the other; each way returns whom it left."""

    plots: Sequence[NamedPlot]
    leaders: Leaders
    marks: list[Mark]

    def inside(self, places: Sequence[int], sizes_pt: Sequence[float]) -> list[int]:
        """Set names in their own plots."""
        left = []
        for place in places:
            words = _inside(self.plots[place], self.leaders, sizes_pt)
            self.marks.extend(words)
            if not words:
                left.append(place)
        return left

    def outside(self, places: Sequence[int], *, over_others: bool) -> list[int]:
        """Set names outside all plots, with lines."""
        left = []
        for place in places:
            made = self.leaders.name(place, over_others=over_others)
            self.marks.extend(made)
            if not made:
                left.append(place)
        return left

    def rim_first(self, places: Sequence[int]) -> list[int]:
        """Order by length of line; one from further in finds its way between those at the rim."""
        if not places:
            return []
        rim = shapely.unary_union([each.shape for each in self.plots]).convex_hull.boundary
        return sorted(places, key=lambda each: rim.distance(shapely.Point(middle(self.plots[each].shape))))


def _inside(plot: NamedPlot, leaders: Leaders, sizes_pt: Sequence[float]) -> tuple[Text, ...]:
    """Set name and area, else the name alone in ever smaller type, where that fits inside the plot."""
    ground, field = leaders.ground, leaders.room
    places = list(_places(plot.shape))
    for lines in _settings(plot, sizes_pt):
        boxes = [text_box((0.0, dy), text, style) for dy, text, style in lines]
        for at in _within(plot.shape, boxes, places):
            moved = [_moved(each, at) for each in boxes]
            if not all(map(field.free, moved)):
                continue
            if any(ground.is_on_another(plot, shapely.box(*each)) for each in moved):
                continue
            for box in moved:
                leaders.keep_off(box)
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


def _settings(plot: NamedPlot, sizes_pt: Sequence[float]) -> Iterator[list[tuple[float, str, TextStyle]]]:
    """Give the ways to set the words, best first: shift downward in mm, words and type of each line."""
    weight = 400 if plot.is_quiet else 700
    largest = _SIZES_PT[0]
    if plot.area and not plot.is_quiet and largest in sizes_pt:
        small = name_style(plot, _SMALL_PT, 400)
        yield [(-0.3, plot.name, name_style(plot, largest, weight)), (2.4, plot.area, small)]
    for size_pt in sizes_pt:
        if not (plot.is_quiet and size_pt == largest):
            yield [(0.35 * size_pt * MM_PER_PT, plot.name, name_style(plot, size_pt, weight))]


def _places(shape: BaseGeometry) -> Iterator[Point]:
    """Give points to set the words around: the middle first, then points spread over the plot."""
    yield middle(shape)
    left, top, right, bottom = shape.bounds
    steps = [each / (_PLACES + 1) for each in range(1, _PLACES + 1)]
    spread = [(left + x * (right - left), top + y * (bottom - top)) for x in steps for y in steps]
    x, y = middle(shape)
    yield from sorted(spread, key=lambda each: math.hypot(each[0] - x, each[1] - y))
