"""Names outside all plots with a line to the own one, which can lead the eye to no other plot."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.figures.labels import Box, text_box
from drentsportal.figures.marks import Anchor, Circle, Line, Mark, Point, Style, Text, TextStyle
from drentsportal.figures.plot_ground import middle, name_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.figures.labels import LabelField
    from drentsportal.figures.plot_ground import Ground, NamedPlot

_SIZES_PT: Final = (6.5, 5.5)
_LONGEST_MM: Final = 70.0
_STEP_MM: Final = 1.0
_DIRECTIONS: Final = 32
_STEEP: Final = 0.8
"""A line that runs this steeply ends at the middle of a name, above or below it; else at its side."""
_CLEAR_MM: Final = 0.3
_APART_MM: Final = 1.0
"""Two names nearer than this read as one; two dots nearer than this lie on each other."""
_DOT_MM: Final = 0.35
_CLEAR_OF_DOT_MM: Final = 0.5
"""From the middle of a dot of another plot: a line that comes nearer could be the one to that dot."""
_AT_ONCE: Final = 64
"""So many spots are held against the map together; the nearest ones mostly hold one that is free."""


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


@dataclass(slots=True)
class Leaders:
    """Places names outside the plots one by one; what is drawn keeps later lines off.

    ``room`` is the part of the map that words share; plots are told by their place in ``ground``.
    """

    ground: Ground
    room: LabelField
    _dots: dict[int, Point] = field(default_factory=dict)
    _boxes: list[BaseGeometry] = field(default_factory=list)
    _lines: list[BaseGeometry] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with what is on the map already."""
        self._boxes.extend(_around(each) for each in self.room.taken)

    def expect(self, waiting: Sequence[int]) -> None:
        """Keep lines off where those of these plots may begin, also while these wait for their names."""
        for place in waiting:
            shape = self.ground.plots[place].shape
            self._dots[place] = _free_dot(shape, list(self._dots.values()))

    def keep_off(self, box: Box) -> None:
        """Keep words and lines off a name."""
        self.room.reserve(box)
        self._boxes.append(_around(box))

    def name(self, place: int, *, over_others: bool) -> tuple[Mark, ...]:
        """Set a name as near as there is room, in the least type where there is none else; nothing without.

        ``over_others`` lets the line run over other plots, though never near a dot or name of one.
        """
        plot, at = self.ground.plots[place], self._dots[place]
        found = None if self._is_on_line(at) else self._spot(place, over_others=over_others)
        if found is None:
            return ()
        box = text_box(found.at, found.text, found.style)
        ends = _ends(at, np.array([box]))
        self.keep_off(box)
        end = (float(ends[0, 0]), float(ends[0, 1]))
        drawn = shapely.LineString([at, end])
        self._lines.append(drawn)
        _keep_clear(drawn, self.room)
        line = Line((at, end), Style(None, plot.colour, 0.2))
        return line, Circle(at, _DOT_MM, Style(plot.colour)), found

    def _is_on_line(self, at: Point) -> bool:
        """Whether a dot would lie on a line that was drawn before."""
        return any(each.distance(shapely.Point(at)) < _CLEAR_OF_DOT_MM for each in self._lines)

    def _spot(self, place: int, *, over_others: bool) -> Text | None:
        plot, at = self.ground.plots[place], self._dots[place]
        reach = None if over_others else self._open_reach(at)
        for size_pt in _SIZES_PT:
            spots = _spots(plot, at, size_pt, reach)
            free = self.room.free_of(_longer(spots.boxes, _APART_MM))
            for start in range(0, len(free), _AT_ONCE):
                places = free[start : start + _AT_ONCE]
                places = places[self.ground.open_of(np.asarray(shapely.box(*spots.boxes[places].T)))]
                if len(places):
                    crossed = self._crossed_of(place, spots.boxes[places], over_others=over_others)
                    places = places[~crossed]
                if len(places):
                    return spots.text(int(places[0]), plot.name)
        return None

    def _open_reach(self, at: Point) -> NDArray[np.float64]:
        """Return how far a line may run in each direction before it meets another plot."""
        start = np.array(at)
        ends = start + _LONGEST_MM * np.array(_ways())
        rays = np.asarray(shapely.linestrings(np.stack([np.broadcast_to(start, ends.shape), ends], axis=1)))
        reach = np.full(_DIRECTIONS, _LONGEST_MM)
        ray, other = self.ground.tree.query(rays, predicate="intersects")
        is_other = ~self.ground.under(at)[other]
        ray, other = ray[is_other], other[is_other]
        met = shapely.intersection(rays[ray], self.ground.tree.geometries[other])
        # A name is as wide as a few millimetres, so that its line may end short of its spot.
        np.minimum.at(reach, ray, shapely.distance(shapely.Point(at), met) + _STEP_MM)
        return reach

    def _crossed_of(self, place: int, boxes: NDArray[np.float64], *, over_others: bool) -> NDArray[np.bool_]:
        """Tell of a line to each box whether it touches a name, a symbol, another line or another dot."""
        at = self._dots[place]
        ends = _ends(at, boxes)
        lines = np.asarray(shapely.linestrings(np.stack([np.broadcast_to(at, ends.shape), ends], axis=1)))
        crossed = np.zeros(len(ends), dtype=bool)
        if not over_others:
            crossed |= self.ground.passes_of(at, lines)
        crossed[shapely.STRtree(self._boxes).query(lines, predicate="intersects")[0]] = True
        if self._lines:
            tree = shapely.STRtree(self._lines)
            crossed[tree.query(lines, predicate="dwithin", distance=_CLEAR_MM)[0]] = True
        dots = [shapely.Point(each) for other, each in self._dots.items() if other != place]
        if dots:
            near = shapely.STRtree(dots).query(lines, predicate="dwithin", distance=_CLEAR_OF_DOT_MM)
            crossed[near[0]] = True
        return crossed


def _free_dot(shape: BaseGeometry, others: Sequence[Point]) -> Point:
    """Return where a line begins: the middle of a plot, elsewhere in it where another one begins there."""
    at = middle(shape)
    if not others or _nearest_mm(at, others) >= 2 * _APART_MM:
        return at
    left, top, right, bottom = shape.bounds
    spread = [
        (left + x * (right - left), top + y * (bottom - top))
        for x in (0.5, 0.25, 0.75, 0.1, 0.9)
        for y in (0.5, 0.25, 0.75, 0.1, 0.9)
    ]
    inside = [each for each in spread if shape.contains(shapely.Point(each))]
    return max((at, *inside), key=lambda each: min(_nearest_mm(each, others), 2 * _APART_MM))


def _nearest_mm(at: Point, others: Sequence[Point]) -> float:
    return min(math.dist(at, each) for each in others)


def _ways() -> list[Point]:
    turns = [2 * math.pi * each / _DIRECTIONS for each in range(_DIRECTIONS)]
    return [(math.cos(turn), math.sin(turn)) for turn in turns]


def _spots(plot: NamedPlot, at: Point, size_pt: float, reach: NDArray[np.float64] | None) -> _Spots:
    """Return the spots around a point, those out of reach moved off the map."""
    far = _STEP_MM * np.arange(2, int(_LONGEST_MM / _STEP_MM))
    ways = _ways()
    words = [name_style(plot, size_pt, 700, _anchor(*way)) for way in ways]
    start = np.array([at[0], at[1] + 0.32 * words[0].size_mm])
    points = start + np.array(ways)[None, :, :] * far[:, None, None]
    if reach is not None:
        points[far[:, None] > reach[None, :]] = np.nan
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


def _keep_clear(line: BaseGeometry, field: LabelField) -> None:
    """Keep the names that come later (other plots, roads, water) off a line."""
    for far in range(int(line.length) + 1):
        point = line.interpolate(min(far + 0.5, line.length))
        half = 0.5
        field.reserve((point.x - half, point.y - half, point.x + half, point.y + half))
