"""Outlines that look like business parks: long blocks with cut corners, laid free of roads and each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from sample_data.making.exchange import rounded
from sample_data.making.ground import Ground

_STEP_M: Final = 150
_RINGS: Final = 60
_FROM_PARK_M: Final = 160
_FROM_LINE_M: Final = 70
_FROM_BORDER_M: Final = 120
_FROM_PLACE_M: Final = 350


@dataclass(frozen=True, slots=True)
class Outline:
    """A park's outline in EPSG:28992 with the bearing of its long side, so that streets can follow it."""

    polygon: Polygon
    angle_deg: float


class Obstacles:
    """What a park may not lie on: roads, canals, places and the parks that were laid before."""

    def __init__(self, ground: Ground) -> None:
        """Start with the ground itself."""
        lines = [line.buffer(_FROM_LINE_M) for line in ground.lines.values()]
        places = [place.point.buffer(_FROM_PLACE_M) for place in ground.places.values()]
        self._taken: list[BaseGeometry] = [*lines, *places]

    def is_free(self, candidate: Polygon) -> bool:
        """Whether nothing that is taken touches the candidate."""
        return not bool(np.any(shapely.intersects(self._taken, candidate)))

    def take(self, polygon: Polygon) -> None:
        """Keep others away from a park."""
        self._taken.append(polygon.buffer(_FROM_PARK_M))


def block(random: np.random.Generator, area_m2: float, *, notched: bool) -> Polygon:
    """Draw a long block around the origin, corners cut, of exactly ``area_m2``; one is missing if notched."""
    ratio = random.uniform(1.35, 2.1)
    width, depth = math.sqrt(area_m2 * ratio), math.sqrt(area_m2 / ratio)
    shape: BaseGeometry = box(-width / 2, -depth / 2, width / 2, depth / 2)
    for sx, sy in ((1, 1), (1, -1), (-1, -1), (-1, 1)):
        cut_x, cut_y = width * random.uniform(0.03, 0.26), depth * random.uniform(0.05, 0.34)
        corner = (sx * width / 2, sy * depth / 2)
        triangle = Polygon([corner, (corner[0] - sx * cut_x, corner[1]), (corner[0], corner[1] - sy * cut_y)])
        shape = shape.difference(triangle)
    if notched:
        sx, sy = int(random.choice([-1, 1])), int(random.choice([-1, 1]))
        x, y = width * random.uniform(0.05, 0.2), depth * random.uniform(0.1, 0.25)
        shape = shape.difference(box(*sorted_box(sx * x, sy * y, sx * width, sy * depth)))
    skewed = affinity.skew(polygons_of(shape)[0], xs=random.uniform(-12, 12))
    factor = math.sqrt(area_m2 / skewed.area)
    return affinity.scale(skewed, factor, factor, origin=(0, 0))


def sorted_box(ax: float, ay: float, bx: float, by: float) -> tuple[float, float, float, float]:
    """Order two opposite corners as xmin, ymin, xmax, ymax."""
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def lay(shape: Polygon, angle_deg: float, wanted: Point, area: Polygon, taken: Obstacles) -> Outline:
    """Put a block as near as possible to the wanted point, inside ``area`` and free of all that is taken."""
    turned = affinity.rotate(shape, angle_deg, origin=(0, 0))
    inside = area.buffer(-_FROM_BORDER_M)
    for ring in range(_RINGS):
        for step in range(max(1, ring * 6)):
            bearing = 2 * math.pi * step / max(1, ring * 6)
            candidate = affinity.translate(
                turned,
                wanted.x + ring * _STEP_M * math.sin(bearing),
                wanted.y + ring * _STEP_M * math.cos(bearing),
            )
            if inside.contains(candidate) and taken.is_free(candidate):
                return Outline(rounded(candidate), angle_deg)
    raise ValueError((wanted.x, wanted.y, shape.area))


def polygons_of(geometry: BaseGeometry) -> Sequence[Polygon]:
    """List the polygons of a geometry, largest first."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    return sorted(parts, key=lambda part: -float(part.area))
