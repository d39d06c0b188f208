"""How wide a building of given proportions can be, for many plots at once, as whole decimetres.

Most plots are answered by bounds that are a few array operations: none can hold more than the rectangle
around it, and a plot without inward corners holds at least what fits about its middle. Only where the asked
width lies between the two is the plot searched (``building_fit.reaches``), a few milliseconds each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.match.offer_columns import UNBOUNDED
from drentsportal.domain.space.building_fit import MEASURED_TO_M, reaches, scale_that_counts
from drentsportal.domain.space.rectangle_contact import clearance, edges_of, in_frame

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.space.rectangle_contact import Edges
    from drentsportal.domain.space.rectangle_search import Search

    FloatArray = NDArray[np.float64]

_HALVINGS: Final = 40
_CONVEX_SHARE: Final = 1e-9
_DM_PER_M: Final = 10
_ROUNDING: Final = 1e-6
_RECTANGLE_POSITIONS: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class BuildingWidths:
    """Bounds on the widest building per plot, in whole decimetres rounded down.

    The ground of a plot whose outline is absent or crosses itself is unknown: ``-UNBOUNDED`` and
    ``UNBOUNDED``; ground that the setback leaves nothing of holds 0. ``searched`` counts the plots that the
    bounds alone did not answer; ``is_open`` marks those that are still not answered for the width asked.
    """

    low_width_dm: IntArray
    high_width_dm: IntArray
    is_open: NDArray[np.bool_]
    searched: int


class PlotOutlines:
    """What bounds need of the outlines of plots, made once per data version."""

    def __init__(self, geometries_rd: NDArray[np.object_]) -> None:
        """Measure outlines in EPSG:28992; ``None``, points and invalid outlines are unknown ground."""
        self._count = len(geometries_rd)
        kinds = shapely.get_type_id(geometries_rd)
        usable = np.isin(kinds, (3, 6)) & ~shapely.is_empty(geometries_rd)
        usable[usable] = shapely.is_valid(geometries_rd[usable])
        self._rows = np.flatnonzero(usable)
        self._frames = _Frames(geometries_rd[self._rows])

    def widths(
        self, width_m: float, depth_m: float, setback_m: float = 0.0, most_searches: int | None = None
    ) -> BuildingWidths:
        """Bound the widest building of proportions W by D per plot; exact about whether W by D itself fits.

        W is rounded up to a whole decimetre, D in proportion. ``most_searches`` bounds the work; plots that
        it leaves out keep their bounds and are open.
        """
        wanted_dm = int(np.ceil(width_m * _DM_PER_M - _ROUNDING))
        # As `buildable_rd`: a strip narrower than can be measured is none.
        strip_m = setback_m if setback_m >= MEASURED_TO_M else 0.0
        asked = _Asked(wanted_dm, depth_m / width_m, strip_m)
        low, high, searched = asked.answer(self._frames, most_searches)
        result = (np.full(self._count, -UNBOUNDED, np.int64), np.full(self._count, UNBOUNDED, np.int64))
        result[0][self._rows], result[1][self._rows] = low, high
        is_open = (result[0] < wanted_dm) & (wanted_dm <= result[1])
        return BuildingWidths(*result, is_open, searched)


class _Frames:
    """Polygons with the smallest rectangle around each: its middle, angle, and sides, longest first."""

    def __init__(self, areas: NDArray[np.object_]) -> None:
        self.areas = areas
        self.edges: Edges = edges_of(areas)
        around = shapely.oriented_envelope(areas)
        collapsed = shapely.get_num_coordinates(around) != _RECTANGLE_POSITIONS
        around[collapsed] = shapely.box(*shapely.bounds(areas[collapsed]).T)
        corners = shapely.get_coordinates(around).reshape(-1, _RECTANGLE_POSITIONS, 2)
        sides = corners[:, 1:3] - corners[:, :2]
        lengths = np.hypot(sides[..., 0], sides[..., 1])
        longest = np.argmax(lengths, axis=1)
        along = sides[np.arange(len(areas)), longest]
        self.middles: FloatArray = corners[:, :4].mean(axis=1)
        self.angles: FloatArray = np.arctan2(along[:, 1], along[:, 0])
        self.long_m: FloatArray = lengths.max(axis=1)
        self.short_m: FloatArray = lengths.min(axis=1)
        hulls = shapely.area(shapely.convex_hull(areas))
        self.area_m2: FloatArray = shapely.area(areas)
        self.is_convex = hulls - self.area_m2 <= _CONVEX_SHARE * hulls
        self.holds_middle = shapely.contains_xy(areas, self.middles[:, 0], self.middles[:, 1])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A building that is asked for: its width, depth per width, and the setback; answers in decimetres."""

    wanted_dm: int
    depth_share: float
    setback_m: float

    def answer(self, frames: _Frames, most_searches: int | None) -> tuple[IntArray, IntArray, int]:
        low, high = self._bounds(frames, self.setback_m)
        unsure = self._unsure(low, high)
        if self.setback_m > 0 and len(unsure):
            self._bound_by_what_is_left(frames, unsure, low, high)
            unsure = self._unsure(low, high)
        chosen = unsure[:most_searches]
        for row in chosen.tolist():
            self._search(frames.areas[row], row, low, high)
        return low, high, len(chosen)

    def _unsure(self, low: IntArray, high: IntArray) -> NDArray[np.intp]:
        return np.flatnonzero((low < self.wanted_dm) & (self.wanted_dm <= high))

    def _bounds(self, frames: _Frames, setback_m: float) -> tuple[IntArray, IntArray]:
        high = self._most_width_m(frames, setback_m)
        low = np.zeros(len(frames.areas))
        for turned in (False, True):
            low = np.maximum(low, self._width_about_middle_m(frames, setback_m, turned=turned))
        low = np.minimum(low, high)
        return _whole_dm(low), _whole_dm(high)

    def _bound_by_what_is_left(
        self, frames: _Frames, unsure: NDArray[np.intp], low: IntArray, high: IntArray
    ) -> None:
        """Bound plots with inward corners by what the setback really leaves."""
        left = shapely.buffer(frames.areas[unsure], -self.setback_m, join_style="mitre")
        gone = shapely.is_empty(left)
        high[unsure[gone]] = 0
        rows = unsure[~gone]
        closer_low, closer_high = self._bounds(_Frames(left[~gone]), 0.0)
        low[rows] = np.maximum(low[rows], closer_low)
        high[rows] = np.maximum(low[rows], np.minimum(high[rows], closer_high))

    def _search(self, area: BaseGeometry, row: int, low: IntArray, high: IntArray) -> None:
        width_m = self.wanted_dm / _DM_PER_M
        left = shapely.buffer(area, -self.setback_m, join_style="mitre") if self.setback_m > 0 else area
        found = _reached(shapely.to_wkb(left), width_m, width_m * self.depth_share)
        goal = scale_that_counts(width_m * max(1.0, self.depth_share))
        if found.best.scale >= goal:
            low[row] = self.wanted_dm
        elif found.most_scale <= goal:
            high[row] = self.wanted_dm - 1
        low[row] = max(low[row], min(high[row], int(found.best.scale * self.wanted_dm)))

    def _most_width_m(self, frames: _Frames, setback_m: float) -> FloatArray:
        """Return the width beyond which no building fits in the rectangle around a plot, nor in its area.

        Whether p by q fits in A by B (p >= q, A >= B): W. B. Carver, "Solution to problem E1225",
        American Mathematical Monthly 64 (1957).
        """
        long_m = np.maximum(frames.long_m - 2 * setback_m, 0.0)
        short_m = np.maximum(frames.short_m - 2 * setback_m, 0.0)
        least = np.zeros(len(long_m))
        most: FloatArray = np.sqrt(np.minimum(frames.area_m2, long_m * short_m) / self.depth_share)
        for _ in range(_HALVINGS):
            width_m = (least + most) / 2
            inside = self._fits_rectangle(width_m, long_m, short_m)
            least, most = np.where(inside, width_m, least), np.where(inside, most, width_m)
        return most

    def _fits_rectangle(
        self, width_m: FloatArray, long_m: FloatArray, short_m: FloatArray
    ) -> NDArray[np.bool_]:
        p, q = width_m * max(1.0, self.depth_share), width_m * min(1.0, self.depth_share)
        diagonal = p * p + q * q
        beyond = np.maximum(diagonal - long_m * long_m, 0.0)
        slanted = (2 * p * q * long_m + (p * p - q * q) * np.sqrt(beyond)) / np.maximum(diagonal, _ROUNDING)
        fitting: NDArray[np.bool_] = (q <= short_m) & ((p <= long_m) | (short_m >= slanted))
        return fitting

    def _width_about_middle_m(self, frames: _Frames, setback_m: float, *, turned: bool) -> FloatArray:
        """Return the width that fits about the middle, with the width or the depth along the longest side."""
        if not len(frames.areas):
            return np.zeros(0)
        edges = frames.edges
        half_m = np.array([self.depth_share, 1.0] if turned else [1.0, self.depth_share]) / 2
        angles, middles = frames.angles[edges.owners], frames.middles[edges.owners]
        turn = (np.cos(angles), np.sin(angles))
        start = in_frame(edges.start, middles, turn, half_m)
        end = in_frame(edges.end, middles, turn, half_m)
        starts = np.searchsorted(edges.owners, np.arange(len(frames.areas)))
        free = np.minimum.reduceat(clearance(start, end).scale(), starts)
        by_line = np.minimum.reduceat(_scale_by_line(start, end, half_m, setback_m), starts)
        width_m = np.where(frames.is_convex, by_line, free if setback_m <= 0 else 0.0)
        result: FloatArray = np.where(frames.holds_middle, np.maximum(width_m, 0.0), 0.0)
        return result


@lru_cache(maxsize=1024)
def _reached(left_wkb: bytes, width_m: float, depth_m: float) -> Search:
    """Search ground once for a building: whoever proves a width asks again about the one beside it."""
    return reaches(shapely.from_wkb(left_wkb), width_m, depth_m)


def _scale_by_line(start: FloatArray, end: FloatArray, half_m: FloatArray, setback_m: float) -> FloatArray:
    """Return the scale at which a rectangle keeps the setback from the line of each edge."""
    x, y = start
    dx, dy = end - start
    slope = np.hypot(dx * half_m[0], dy * half_m[1])
    # Two positions a last digit apart can become one in the frame: a point, through which no line is drawn.
    steepness = np.where(slope > 0, slope, 1.0)
    line_m = half_m[0] * half_m[1] * np.abs(x * dy - y * dx) / steepness
    reach_m = half_m[0] * half_m[1] * (np.abs(dx) + np.abs(dy)) / steepness
    scale: FloatArray = np.where(slope > 0, (line_m - setback_m) / np.where(slope > 0, reach_m, 1.0), np.inf)
    return scale


def _whole_dm(width_m: FloatArray) -> IntArray:
    return np.floor((width_m + MEASURED_TO_M) * _DM_PER_M).astype(np.int64)
