"""The largest rectangle in an area by trying very many: a grid of places and angles, then ever finer ones.

Shares nothing with the search that it checks. How large a rectangle can be about a point is the least value
of max(|x|, |y|) over the border, in the frame where the rectangle is a square. Along an edge that function
is convex and broken only where x = 0, y = 0, x = y or x = -y, so that those places and both ends are enough.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.affinity import rotate, translate
from shapely.geometry import MultiPolygon, Polygon

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    FloatArray = NDArray[np.float64]

_COARSE_ANGLES, _COARSE_PLACES = 90, 26
_STARTS = 16
_GRID = np.stack(np.meshgrid(*[np.linspace(-1, 1, 7)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)


def naive_largest_width(area: BaseGeometry, width_m: float, depth_m: float, finer: int = 1) -> float:
    """Return the width of the largest rectangle of the proportions W by D that was found.

    It is never more than the largest; a grid that is ``finer`` misses less.
    """
    low_x, low_y, high_x, high_y = area.bounds
    places, angles = _COARSE_PLACES * finer, _COARSE_ANGLES * finer
    steps = np.array([high_x - low_x, high_y - low_y]) / places
    reach = np.array([*steps, math.pi / angles])
    x_m = low_x + (np.arange(places) + 0.5) * steps[0]
    y_m = low_y + (np.arange(places) + 0.5) * steps[1]
    tried = np.stack(np.meshgrid(x_m, y_m, np.arange(angles) * reach[2]), axis=-1).reshape(-1, 3)
    tried = tried[shapely.contains_xy(area, tried[:, 0], tried[:, 1])]
    edges, half_m = _edges(area), np.array([width_m, depth_m]) / 2
    parts = np.array_split(tried, max(1, len(tried) // 20_000))
    scales = np.concatenate([naive_scales(area, edges, part, half_m) for part in parts])
    near = _Near(area, edges, half_m)
    ends = [near.zoomed(start, reach, 0.65, 20) for start in _starts(tried, scales, _STARTS * finer)]
    ends.sort(key=lambda each: -each[0])
    return max(near.zoomed(middle, reach / 4, 0.85, 50)[0] for _, middle in ends[:4]) * width_m


def naive_scales(area: BaseGeometry, edges: FloatArray, tried: FloatArray, half_m: FloatArray) -> FloatArray:
    """Return how large the rectangle can be at each place and angle (n x 3); 0 outside the area."""
    cosine, sine = np.cos(tried[:, 2, None]), np.sin(tried[:, 2, None])
    ends = []
    for corner in (edges[:, :2], edges[:, 2:]):
        east, north = (corner[None, :, each] - tried[:, each, None] for each in (0, 1))
        ends.append(((cosine * east + sine * north) / half_m[0], (cosine * north - sine * east) / half_m[1]))
    (x1, y1), (x2, y2) = ends
    dx, dy = x2 - x1, y2 - y1
    least = np.minimum(np.maximum(np.abs(x1), np.abs(y1)), np.maximum(np.abs(x2), np.abs(y2)))
    with np.errstate(divide="ignore", invalid="ignore"):
        breaks = (-x1 / dx, -y1 / dy, (y1 - x1) / (dx - dy), -(x1 + y1) / (dx + dy))
    for at in breaks:
        along = np.clip(np.nan_to_num(at, nan=0.0, posinf=0.0, neginf=0.0), 0.0, 1.0)
        least = np.minimum(least, np.maximum(np.abs(x1 + along * dx), np.abs(y1 + along * dy)))
    inside = shapely.contains_xy(area, tried[:, 0], tried[:, 1])
    scales: FloatArray = np.where(inside, least.min(axis=1), 0.0)
    return scales


def star_polygon(draw: np.random.Generator, corners: int, size_m: float = 60.0) -> Polygon:
    """Draw a polygon about (0, 0) whose corners lie at any distance: mostly with corners pointing inwards."""
    angles = (np.arange(corners) + draw.uniform(0.1, 0.9, corners)) * math.tau / corners
    reach = size_m * draw.uniform(0.3, 1.0, corners)
    return Polygon(np.column_stack([reach * np.cos(angles), reach * np.sin(angles)]))


def drawn_area(number: int) -> Polygon | MultiPolygon:
    """Return the area of this number: convex, concave, with a hole, of two parts, a street block, in turn."""
    draw = np.random.default_rng(number)
    area: BaseGeometry = star_polygon(draw, int(draw.integers(4, 21)))
    kind = number % 5
    if kind == 0:
        area = area.convex_hull
    elif kind == 2:
        area = area.difference(translate(star_polygon(draw, 5, 14.0).convex_hull, *draw.uniform(-20, 20, 2)))
    elif kind == 3:
        area = area.difference(shapely.box(-2, -90, 2, 90))
    elif kind == 4:
        area = _notched_block(draw)
    if not isinstance(area, Polygon | MultiPolygon):
        raise TypeError(area)
    return area


def _notched_block(draw: np.random.Generator) -> BaseGeometry:
    """Return a rectangle less two others and one yard, all along its sides, turned by any angle."""
    block = shapely.box(0, 0, *draw.uniform(60, 160, 2))
    for _ in range(3):
        x_m, y_m, wide, high = draw.uniform((-10, -10, 8, 8), (120, 120, 50, 50))
        less = block.difference(shapely.box(x_m, y_m, x_m + wide, y_m + high))
        block = less if less.area > 0 else block
    turned: BaseGeometry = rotate(block, draw.uniform(0, 180))
    return turned


def _edges(area: BaseGeometry) -> FloatArray:
    rows = []
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            corners = np.array(ring.coords)
            rows.append(np.hstack([corners[:-1], corners[1:]]))
    return np.vstack(rows)


def _starts(tried: FloatArray, scales: FloatArray, most: int) -> list[FloatArray]:
    """Return the best placement at each of the best angles, and in each of the best places."""
    chosen = []
    places = np.unique(tried[:, :2], axis=0, return_inverse=True)[1].reshape(-1)
    for groups in (np.unique(tried[:, 2], return_inverse=True)[1], places):
        order = np.lexsort((-scales, groups))
        best = order[np.flatnonzero(np.diff(groups[order], prepend=-1))]
        chosen += list(tried[best[np.argsort(-scales[best])][:most]])
    return chosen


class _Near:
    """Looks about a placement on a grid of 7 x 7 x 7, moves to the best, and makes the grid smaller."""

    def __init__(self, area: BaseGeometry, edges: FloatArray, half_m: FloatArray) -> None:
        self._area, self._edges, self._half_m = area, edges, half_m

    def zoomed(
        self, start: FloatArray, reach: FloatArray, smaller: float, rounds: int
    ) -> tuple[float, FloatArray]:
        """Return the best scale and where it was; at the rim of the grid it moves more than it shrinks."""
        best, middle = (0.0, start), start
        for _ in range(rounds):
            tried = middle + _GRID * reach
            scales = naive_scales(self._area, self._edges, tried, self._half_m)
            row = int(np.argmax(scales))
            middle = tried[row]
            best = max(best, (float(scales[row]), middle), key=lambda each: each[0])
            reach = reach * (smaller if np.abs(_GRID[row]).max() < 1 else 0.95)
        return best
