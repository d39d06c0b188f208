"""Moves, turns and grows a rectangle until no small step makes it larger.

Each step writes down which line lies between the rectangle and each near edge, as inequalities in the step
(across, along, turn, growth). They are linear but for the turn, so that a linear programme in four unknowns
gives the best step within a trust region, and repeating it converges quadratically to a corner of the
feasible set: a rectangle that rests on as many edges as it has freedoms (Fletcher and Sainz de la Maza,
"Nonlinear programming and nonsmooth optimization by successive linear programming", 1989).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.space.rectangle_contact import clearance, corners_of, in_frame

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.space.rectangle_contact import Edges

    FloatArray = NDArray[np.float64]

_MOST_STEPS: Final = 30
_NEAR_EDGES: Final = 12
_LEAST_GAIN: Final = 1e-9
_ZERO: Final = 1e-12
_MOST_PIVOTS: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a rectangle must lie in: the area, its edges, and the half sides of the rectangle at scale 1."""

    area: BaseGeometry
    edges: Edges
    half_m: FloatArray


@dataclass(frozen=True, slots=True)
class RectanglePlace:
    """Where a rectangle stands and how large it is, as a multiple of the one that is asked for."""

    x_m: float
    y_m: float
    angle_rad: float
    scale: float

    def corners(self, half_m: FloatArray) -> FloatArray:
        """Return the corners, anticlockwise (4 x 2)."""
        return corners_of(np.array([self.x_m, self.y_m]), self.angle_rad, half_m * self.scale)


def climbed(ground: Ground, start: RectanglePlace, enough: float = np.inf) -> RectanglePlace:
    """Return a placement that no small step makes larger, or that is large enough; never a smaller one."""
    best = start
    reach_m = float(ground.half_m.max()) * start.scale / 4
    for _ in range(_MOST_STEPS):
        if best.scale >= enough:
            break
        step = _best_step(ground, best, reach_m)
        if step[3] <= _LEAST_GAIN * best.scale:
            break
        tried = _stepped(ground, best, step)
        if tried.scale > best.scale:
            reach_m *= 2.0 if tried.scale - best.scale > step[3] / 2 else 0.5
            best = tried
        else:
            reach_m /= 4
    return best


def scale_at(ground: Ground, x_m: float, y_m: float, angle_rad: float) -> float:
    """Return the largest scale at a place and angle; 0 outside the area."""
    if not shapely.contains_xy(ground.area, x_m, y_m):
        return 0.0
    return float(_clear_scales(ground, x_m, y_m, angle_rad).min())


def _clear_scales(ground: Ground, x_m: float, y_m: float, angle_rad: float) -> FloatArray:
    start, end = _seen(ground, x_m, y_m, angle_rad)
    return clearance(start, end).scale()


def _seen(ground: Ground, x_m: float, y_m: float, angle_rad: float) -> tuple[FloatArray, FloatArray]:
    centre = np.array([(x_m, y_m)])
    turn = (np.cos(np.array([angle_rad])), np.sin(np.array([angle_rad])))
    edges = ground.edges
    return (
        in_frame(edges.start, centre, turn, ground.half_m),
        in_frame(edges.end, centre, turn, ground.half_m),
    )


def _stepped(ground: Ground, start: RectanglePlace, step: FloatArray) -> RectanglePlace:
    cosine, sine = np.cos(start.angle_rad), np.sin(start.angle_rad)
    x_m = float(start.x_m + step[0] * cosine - step[1] * sine)
    y_m = float(start.y_m + step[0] * sine + step[1] * cosine)
    angle_rad = float(start.angle_rad + step[2])
    return RectanglePlace(x_m, y_m, angle_rad, scale_at(ground, x_m, y_m, angle_rad))


def _best_step(ground: Ground, start: RectanglePlace, reach_m: float) -> FloatArray:
    """Return the best step by the linear programme: metres across and along, radians, growth in scale."""
    rows, limits = _inequalities(ground, start)
    lever_m = float(ground.half_m.max()) * start.scale
    units = np.array([1.0, 1.0, 1.0 / lever_m, start.scale / lever_m])
    bounds = np.vstack([np.eye(4)[:3], -np.eye(4)[:3]])
    step = _most_growth(np.vstack([rows * units, bounds]), np.concatenate([limits, np.full(6, reach_m)]))
    scaled: FloatArray = step * units
    return scaled


def _inequalities(ground: Ground, start: RectanglePlace) -> tuple[FloatArray, FloatArray]:
    """Return rows and limits of ``rows @ step <= limits`` for the nearest edges, in metres of slack."""
    first, second = _seen(ground, start.x_m, start.y_m, start.angle_rad)
    clear = clearance(first, second)
    near = np.argsort(clear.scale(), kind="stable")[:_NEAR_EDGES]
    half = ground.half_m[:, None]
    ends = np.stack([first[:, near] * half, second[:, near] * half])
    by = np.argmax(np.stack([clear.across[near], clear.along[near], clear.edge[near]]), axis=0)
    parts = [
        _side_rows(ends[:, :, by == 0], start.scale, ground.half_m, 0),
        _side_rows(ends[:, :, by == 1], start.scale, ground.half_m, 1),
        _edge_rows(ends[:, :, by == 2], start.scale, ground.half_m),  # noqa: PLR2004 - the third line
    ]
    return np.vstack([rows for rows, _ in parts]), np.maximum(np.concatenate([each for _, each in parts]), 0)


def _side_rows(
    ends: FloatArray, scale: float, half_m: FloatArray, axis: int
) -> tuple[FloatArray, FloatArray]:
    """Keep both ends of edges beyond the side that faces them; ``axis`` 0 is across, 1 along."""
    middle = ends.sum(axis=0)[axis]
    sign = np.where(middle < 0, -1.0, 1.0)
    own, other = ends[:, axis] * sign, ends[:, 1 - axis] * sign
    rows = np.zeros((*own.shape, 4))
    rows[..., axis] = sign
    rows[..., 2] = -other if axis == 0 else other
    rows[..., 3] = half_m[axis]
    return rows.reshape(-1, 4), (own - scale * half_m[axis]).reshape(-1)


def _edge_rows(ends: FloatArray, scale: float, half_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Keep the two nearest corners of the rectangle on its own side of the line of each edge."""
    along = ends[1] - ends[0]
    normal = np.stack([along[1], -along[0]]) / np.hypot(along[0], along[1])
    distance = (normal * ends[0]).sum(axis=0)
    normal, distance = normal * np.where(distance < 0, -1.0, 1.0), np.abs(distance)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half_m
    reach = corners @ normal
    nearest = np.argsort(-reach, axis=0, kind="stable")[:2]
    rows = np.zeros((*nearest.shape, 4))
    rows[..., 0], rows[..., 1] = normal
    turned = np.stack([-corners[:, 1], corners[:, 0]], axis=1) @ normal
    rows[..., 2] = scale * np.take_along_axis(turned, nearest, axis=0)
    rows[..., 3] = np.take_along_axis(reach, nearest, axis=0)
    return rows.reshape(-1, 4), (distance - scale * rows[..., 3]).reshape(-1)


def _most_growth(rows: FloatArray, limits: FloatArray) -> FloatArray:
    """Maximise the last unknown under ``rows @ step <= limits`` with limits >= 0: simplex, Bland's rule.

    Unknowns may be negative: each is the difference of two that may not. No step (all zero) is feasible.
    """
    count = len(rows)
    table = np.zeros((count + 1, 8 + count + 1))
    table[:count, :4], table[:count, 4:8] = rows, -rows
    table[:count, 8 : 8 + count] = np.eye(count)
    table[:count, -1] = limits
    table[count, 3], table[count, 7] = -1.0, 1.0
    basis = np.arange(8, 8 + count)
    for _ in range(_MOST_PIVOTS):
        entering = np.flatnonzero(table[count, :-1] < -_ZERO)
        if not len(entering):
            break
        column = int(entering[0])
        leaving = _leaving_row(table, basis, column)
        if leaving is None:
            break
        table[leaving] /= table[leaving, column]
        factors = table[:, column].copy()
        factors[leaving] = 0.0
        table -= np.outer(factors, table[leaving])
        basis[leaving] = column
    values = np.zeros(8 + count)
    values[basis] = table[:count, -1]
    return values[:4] - values[4:8]


def _leaving_row(table: FloatArray, basis: NDArray[np.int64], column: int) -> int | None:
    entries = table[:-1, column]
    rising = np.flatnonzero(entries > _ZERO)
    if not len(rising):
        return None
    ratios = table[rising, -1] / entries[rising]
    ties = rising[ratios <= ratios.min() + _ZERO]
    return int(ties[np.argmin(basis[ties])])
