"""How large a turned rectangle can be about a point before it meets an edge of the ground.

A rectangle and an edge keep clear of each other exactly when one of three lines lies between them: along one
side of the rectangle, along the other, or along the edge (the separating axis theorem for convex shapes). In
the frame of the rectangle, with both its half sides as unit, that gives the largest scale in closed form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.match.offer_columns import IntArray

    FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Edges of polygons: ``start`` and ``end`` (n x 2, metres), ``owners`` the row of the polygon of each.

    All rings stand side by side, outlines and holes alike: a rectangle that meets none of them and has its
    centre inside lies inside, since the border is the only way out.
    """

    start: FloatArray
    end: FloatArray
    owners: IntArray

    def __len__(self) -> int:
        """Return number of edges."""
        return len(self.owners)


def edges_of(geometries_rd: NDArray[np.object_]) -> Edges:
    """Return the edges of polygons, in the order of the polygons; edges without length are left out."""
    if _have_one_ring(geometries_rd):
        geometries_rd = shapely.get_geometry(geometries_rd, 0)
        owners = np.arange(len(geometries_rd))
        positions, ring_of = shapely.get_coordinates(geometries_rd, return_index=True)
    else:
        parts, row_of = shapely.get_parts(geometries_rd, return_index=True)
        rings, part_of = shapely.get_rings(parts, return_index=True)
        owners = row_of[part_of]
        positions, ring_of = shapely.get_coordinates(rings, return_index=True)
    joined = ring_of[1:] == ring_of[:-1]
    moved = positions[1:] != positions[:-1]
    joined &= moved[:, 0] | moved[:, 1]
    first = np.flatnonzero(joined)
    return Edges(positions[first], positions[first + 1], owners[ring_of[first]].astype(np.int64))


def _have_one_ring(geometries_rd: NDArray[np.object_]) -> bool:
    """Whether every area is one outline without holes, as most plots are: then its positions are enough."""
    if (shapely.get_num_geometries(geometries_rd) != 1).any():
        return False
    return not shapely.get_num_interior_rings(shapely.get_geometry(geometries_rd, 0)).any()


@dataclass(frozen=True, slots=True, eq=False)
class Clearance:
    """The largest scale per pair of placement and edge, by the line that lies between them.

    ``across`` and ``along`` are lines along the sides of the rectangle, ``edge`` the line of the edge itself;
    ``edge_share`` is how much of a step across the rectangle counts on that line, the rest being along it.
    """

    across: FloatArray
    along: FloatArray
    edge: FloatArray
    edge_share: FloatArray

    def scale(self) -> FloatArray:
        """Return the largest scale at which the rectangle keeps clear of the edge."""
        largest: FloatArray = np.maximum(np.maximum(self.across, self.along), self.edge)
        return largest

    def most_after(self, across: FloatArray, along: FloatArray) -> FloatArray:
        """Bound the scale after any step of at most so many half sides across and along the rectangle."""
        turned = self.edge + self.edge_share * across + (1.0 - self.edge_share) * along
        largest: FloatArray = np.maximum(np.maximum(self.across + across, self.along + along), turned)
        return largest


def clearance(start: FloatArray, end: FloatArray) -> Clearance:
    """Measure edges that are given in the frame of the rectangle, its half sides being 1 (2 x n arrays)."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = np.abs(x2 - x1), np.abs(y2 - y1)
    # Two positions a last digit apart can become one in the frame: a point, which has no direction.
    length = np.where(dx + dy > 0, dx + dy, 1.0)
    return Clearance(
        np.maximum(np.minimum(x1, x2), -np.maximum(x1, x2)),
        np.maximum(np.minimum(y1, y2), -np.maximum(y1, y2)),
        np.abs(x1 * y2 - x2 * y1) / length,
        dy / length,
    )


def most_after_turn(
    start: FloatArray, end: FloatArray, steps: FloatArray, turn: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """Bound the scale after any step and turn, by the points of each edge nearest to both axes.

    A rectangle that grows beyond a point of the edge has met it. ``steps`` is across and along as in
    ``Clearance.most_after``; ``turn`` the sine of the largest turn times depth per width, and times width per
    depth: how much of one coordinate a turn adds to the other.
    """
    most = np.full(start.shape[1], np.inf)
    along = end - start
    for axis in (0, 1):
        level = along[axis] == 0
        at = np.clip(-start[axis] / np.where(level, 1.0, along[axis]), 0.0, 1.0)
        x, y = np.abs(start + np.where(level, 0.0, at) * along) + steps
        most = np.minimum(most, np.maximum(x + turn[0] * y, y + turn[1] * x))
    return most


def in_frame(
    positions: FloatArray, centres: FloatArray, turn: tuple[FloatArray, FloatArray], half_m: FloatArray
) -> FloatArray:
    """Return positions (n x 2) as seen from a rectangle: centre at 0, sides along the axes, half sides 1.

    ``turn`` is cosine and sine of its angle; ``half_m`` its half width and half depth at scale 1.
    """
    x_m = positions[:, 0] - centres[:, 0]
    y_m = positions[:, 1] - centres[:, 1]
    cosine, sine = turn
    return np.stack([(x_m * cosine + y_m * sine) / half_m[0], (y_m * cosine - x_m * sine) / half_m[1]])


def corners_of(centre: FloatArray, angle_rad: float, half_m: FloatArray) -> FloatArray:
    """Return the four corners of a rectangle, anticlockwise (4 x 2)."""
    cosine, sine = np.cos(angle_rad), np.sin(angle_rad)
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half_m
    turn = np.array([(cosine, sine), (-sine, cosine)])
    corners: FloatArray = centre + signs @ turn
    return corners


def is_area(shape: BaseGeometry | None) -> bool:
    """Whether a shape is a valid polygon or multipolygon with something in it."""
    return (
        shape is not None
        and shape.geom_type in {"Polygon", "MultiPolygon"}
        and not shape.is_empty
        and bool(shape.is_valid)
    )
