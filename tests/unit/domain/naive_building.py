"""Whether a building fits, answered once more by trying angles: written from docs/scoring.md.

Shares no code with ``domain.space`` or ``domain.match``. Only ground of which the answer is known is told: a
rectangle at any angle, and ground of which all sides run north-south or east-west, holes and parts included.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from shapely import MultiPoint, box, from_wkb, get_coordinates, union_all
from shapely.affinity import rotate

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Building

_MM = 0.001
"""A building that is larger by less still fits."""

_DEGREES = range(0, 180, 2)


def ground_taken_m2(building: Building) -> int:
    """Return what a building takes with a strip all around, whole m2 rounded up."""
    width_m, depth_m, around_m = _metres(building)
    return math.ceil(round((width_m + 2 * around_m) * (depth_m + 2 * around_m), 6))


@lru_cache(maxsize=4096)
def widest_on_area_dm(area_m2: int, building: Building, *, setback: bool = True) -> int:
    """Count the width up from 1 dm, the depth along with it, until the building takes more than there is."""
    around_dm = 2 * building.setback_dm if setback else 0
    width_dm = 0
    while True:
        depth_dm = max(1, building.depth_dm * (width_dm + 1) // building.width_dm)
        if (width_dm + 1 + around_dm) * (depth_dm + around_dm) > 100 * area_m2:
            return width_dm
        width_dm += 1


def is_rectangle(ground: BaseGeometry) -> bool:
    """Whether ground is one rectangle, at any angle."""
    return math.isclose(ground.area, ground.minimum_rotated_rectangle.area, rel_tol=1e-9)


def widest_in_rectangle_dm(ground: BaseGeometry, building: Building, *, slanted: bool = True) -> int:
    """Return the widest building in a rectangle less the strip, whole dm rounded down; 0 where none is left.

    The angle is tried, ever finer about the best one. Not ``slanted``: only along the sides.
    """
    return _widest_dm(*_sides(ground), building, slanted=slanted)


def _sides(ground: BaseGeometry) -> tuple[float, float]:
    corners = get_coordinates(ground.minimum_rotated_rectangle)
    return (
        round(float(np.hypot(*(corners[1] - corners[0]))), 6),
        round(float(np.hypot(*(corners[2] - corners[1]))), 6),
    )


@lru_cache(maxsize=4096)
def _widest_dm(one_m: float, two_m: float, building: Building, *, slanted: bool) -> int:
    width_m, depth_m, around_m = _metres(building)
    long_m, short_m = one_m - 2 * around_m, two_m - 2 * around_m
    if min(long_m, short_m) <= 0:
        return 0
    angles = np.linspace(0, math.pi / 2, 9001) if slanted else np.array([0, math.pi / 2])
    reach = math.pi / 2 / 9000
    for _ in range(5):
        cosine, sine = np.abs(np.cos(angles)), np.abs(np.sin(angles))
        times = np.minimum(
            long_m / (width_m * cosine + depth_m * sine), short_m / (width_m * sine + depth_m * cosine)
        )
        if slanted:
            angles = np.append(np.linspace(-reach, reach, 201) + angles[times.argmax()], [0, math.pi / 2])
            reach /= 50
    return math.floor((float(times.max()) * width_m + _MM) * 10)


def holds(ground: BaseGeometry, building: Building) -> bool:
    """Whether a building fits on ground with sides along the compass, its strip kept, at any angle."""
    return _holds(ground.normalize().wkb, building)


@lru_cache(maxsize=4096)
def _holds(wkb: bytes, building: Building) -> bool:
    width_m, depth_m, around_m = _metres(building)
    left = from_wkb(wkb)
    if around_m:
        left = left.difference(union_all([_swept(side, around_m, around_m) for side in _borders(left)]))
    # Larger by less than a millimetre is the same, so that what fits to the millimetre leaves a place.
    half_m = ((width_m - _MM) / 2, (depth_m - _MM) / 2)
    for degrees in _DEGREES:
        turned = rotate(left, -degrees, origin=(0, 0))
        taken = union_all([_swept(side, *half_m) for side in _borders(turned)])
        # What the middle may not come near of leaves the places where the whole building lies inside.
        if turned.difference(taken).area > _MM**2 / 10:
            return True
    return False


def _borders(ground: BaseGeometry) -> list[np.ndarray]:
    sides = []
    for part in getattr(ground, "geoms", [ground]):
        for ring in (part.exterior, *part.interiors) if not part.is_empty else ():
            corners = np.array(ring.coords)
            sides += [corners[each : each + 2] for each in range(len(corners) - 1)]
    return sides


def _swept(side: np.ndarray, east_m: float, north_m: float) -> BaseGeometry:
    """Return all that a box of twice these sides touches with its middle on a side of the ground."""
    around = np.array(box(-east_m, -north_m, east_m, north_m).exterior.coords)[:4]
    hull: BaseGeometry = MultiPoint((side[:, None, :] + around[None, :, :]).reshape(-1, 2)).convex_hull
    return hull


def _metres(building: Building) -> tuple[float, float, float]:
    return building.width_dm / 10, building.depth_dm / 10, building.setback_dm / 10
