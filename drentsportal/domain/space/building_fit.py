"""What building fits on ground: the largest of given proportions at any angle, or a place for a given size.

The ground is first reduced by the setback. What is left is searched by ``rectangle_search``, whose answer is
at least ``1 / (1 + ACCURACY)`` of the largest, 0.25 %, for any outline, holes and parts included; what it
cannot exclude is stated in ``BuildingFit.most_width_m``. A building of W by D may be turned by any angle, so
that W by D and D by W are the same question.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.geometry import Polygon

from drentsportal.domain.space.rectangle_ascent import Ground
from drentsportal.domain.space.rectangle_contact import edges_of, is_area
from drentsportal.domain.space.rectangle_search import search
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.space.rectangle_ascent import RectanglePlace
    from drentsportal.domain.space.rectangle_search import Search

MEASURED_TO_M: Final = 0.001
"""Ground is measured to the millimetre: a building that is larger by less still fits."""

_ANGLE_DIGITS: Final = 9


@dataclass(frozen=True, slots=True, eq=False)
class BuildingFit:
    """A building on its ground, in metres and EPSG:28992.

    ``angle_deg`` is that of the width side, anticlockwise from east, 0 up to 180. ``footprint_rd`` lies
    within the ground less the setback, to the millimetre. ``most_width_m``: no building of these proportions
    is wider on this ground; infinite when the search ended at the first place that was large enough.
    """

    width_m: float
    depth_m: float
    angle_deg: float
    footprint_rd: Polygon
    most_width_m: float


def buildable_rd(ground_rd: BaseGeometry, setback_m: float) -> BaseGeometry:
    """Return the ground less a strip of ``setback_m`` along every edge, holes included; it may be empty.

    At a corner that points inwards the strip keeps its sharp corner (mitre), which is the stricter reading.
    Raises ``InputError`` for what is no area and for an outline that crosses itself: which ground is meant is
    then not known, and it is not repaired by guessing. A strip narrower than a millimetre is none: GEOS loses
    holes, or all ground, where it is to move an edge by less than its coordinates tell apart.
    """
    if not ground_rd.geom_type.endswith("Polygon") or ground_rd.is_empty:
        raise InputError("error.shape.not_an_area", field="geometry_rd")
    if not is_area(ground_rd):
        raise InputError("error.shape.crosses_itself", field="geometry_rd")
    if setback_m < MEASURED_TO_M:
        return ground_rd
    return shapely.buffer(ground_rd, -setback_m, join_style="mitre")


def largest_building(
    ground_rd: BaseGeometry, width_m: float, depth_m: float, setback_m: float = 0.0
) -> BuildingFit | None:
    """Return the largest building of the proportions W by D, or ``None`` where the setback leaves no ground.

    It need not reach W by D, and may exceed it. Width, depth and setback in metres, W and D over 0. Ground
    that is narrower than a millimetre everywhere is none. Raises ``InputError`` as ``buildable_rd``.
    """
    left = buildable_rd(ground_rd, setback_m)
    if not is_area(left) or left.buffer(-MEASURED_TO_M / 2, join_style="mitre").is_empty:
        return None
    site = _Site.of(left, width_m, depth_m)
    found = search(site.ground)
    return site.fit(found.best, found.best.scale, found.most_scale)


def fits(
    ground_rd: BaseGeometry, width_m: float, depth_m: float, setback_m: float = 0.0
) -> BuildingFit | None:
    """Return a place for a building of exactly W by D, or ``None`` when none was found.

    ``None`` is proven but for buildings within a few millimetres of the largest, where the search may end at
    ``rectangle_search.MOST_PAIRS``; ``PlotOutlines`` then leaves the question open. Raises ``InputError``
    as ``buildable_rd``.
    """
    left = buildable_rd(ground_rd, setback_m)
    if not is_area(left):
        return None
    goal = scale_that_counts(max(width_m, depth_m))
    site = _Site.of(left, width_m, depth_m)
    found = search(site.ground, goal)
    if found.best.scale < goal:
        return None
    return site.fit(found.best, 1.0, found.most_scale)


def reaches(left_rd: BaseGeometry, width_m: float, depth_m: float) -> Search:
    """Search ground that is already reduced for a building of W by D; used for many plots at once."""
    site = _Site.of(left_rd, width_m, depth_m)
    return search(site.ground, scale_that_counts(max(width_m, depth_m)))


def scale_that_counts(side_m: float) -> float:
    """Return the scale at which a building of this longest side counts as fitting: one millimetre less."""
    return 1.0 - MEASURED_TO_M / side_m


@dataclass(frozen=True, slots=True, eq=False)
class _Site:
    """Ground around its own middle, so that coordinates of the country do not cost digits."""

    ground: Ground
    east_m: float
    north_m: float

    @classmethod
    def of(cls, left_rd: BaseGeometry, width_m: float, depth_m: float) -> _Site:
        low_x, low_y, high_x, high_y = left_rd.bounds
        middle = np.array([(low_x + high_x) / 2, (low_y + high_y) / 2])
        area = shapely.transform(left_rd, lambda positions: positions - middle)
        edges = edges_of(np.array([area], object))
        shapely.prepare(area)
        half_m = np.array([width_m / 2, depth_m / 2])
        return cls(Ground(area, edges, half_m), float(middle[0]), float(middle[1]))

    def fit(self, placement: RectanglePlace, scale: float, most_scale: float) -> BuildingFit | None:
        half_m = self.ground.half_m * scale
        if not placement.scale > 0:
            return None
        corners = placement.corners(self.ground.half_m * scale / placement.scale)
        outline = Polygon(corners)
        if not self.ground.area.buffer(MEASURED_TO_M, join_style="mitre").covers(outline):
            raise ArithmeticError(corners)
        footprint = shapely.transform(outline, lambda each: each + (self.east_m, self.north_m))  # noqa: RUF005 - numpy adds per column
        width_m, depth_m = (2 * half_m).tolist()
        angle_deg = round(math.degrees(placement.angle_rad), _ANGLE_DIGITS) % 180.0
        return BuildingFit(width_m, depth_m, angle_deg, footprint, width_m / scale * most_scale)
