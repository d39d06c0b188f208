"""Distances of offers in whole metres, straight (hemelsbreed) in EPSG:28992, and times by road in seconds.

From a point to the nearest point of the offer's geometry; 0 inside it. A detour factor stretches the
straight line to an estimate of the way. Rounded to
the nearest metre, and kept with a result as computed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.match.match_facts import Travel
from drentsportal.domain.match.offer_columns import Basis, IntervalColumn
from drentsportal.domain.vocabulary import LandmarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import LocationRequest, Origin
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.sites.site import Landmark


LANDMARK_OF_DISTANCE: Final = {
    "junction_distance": LandmarkKind.MOTORWAY_JUNCTION,
    "terminal_distance": LandmarkKind.RAIL_TERMINAL,
    "quay_distance": LandmarkKind.QUAY,
}
"""Criteria on the distance to the nearest landmark of a kind."""

STRAIGHT: Final = frozenset({"present_distance", *LANDMARK_OF_DISTANCE})
DRIVE_TIMES: Final = frozenset({"present_minutes", "junction_minutes", "terminal_minutes", "staff_minutes"})
"""Criteria on straight distances and on times by road."""

_ROUNDING_M: Final = 1.0

_ROWS_AT_ONCE: Final = 4_096
"""Offers measured at once to all junctions, so that memory stays small."""


def with_distances(
    ground: OffersOnGround,
    criterion_ids: Iterable[str],
    request: LocationRequest,
    landmarks: Sequence[Landmark],
) -> OfferTable:
    """Add the distances that a request asks for to its offers, stretched by its detour factor.

    Without an origin, geometry or landmark of the kind in the workspace the distance is unknown.
    """
    columns = dict(ground.offers.intervals)
    if "present_distance" in criterion_ids:
        columns["present_distance"] = _column(ground, _to_origin(ground, request.origin), request)
    for criterion_id, kind in LANDMARK_OF_DISTANCE.items():
        if criterion_id in criterion_ids:
            columns[criterion_id] = _column(ground, _to_landmarks(ground, landmarks, kind), request)
    travel = Travel(request.detour_percent, request.vehicle)
    return replace(ground.offers, intervals=columns, travel=travel)


def with_drive_times(
    ground: OffersOnGround,
    offers: OfferTable,
    criterion_ids: Iterable[str],
    drive_times: Mapping[str, IntArray] | None,
) -> OfferTable:
    """Add the drive times that a request asks for, in seconds per offer; -1 is unknown.

    Without a road network (``None``) nothing was computed, which is told apart from unknown.
    """
    columns = dict(offers.intervals)
    for criterion_id in DRIVE_TIMES & set(criterion_ids):
        if drive_times is None or criterion_id not in drive_times:
            columns[criterion_id] = IntervalColumn.not_computed(len(offers))
            continue
        seconds = drive_times[criterion_id]
        known = (seconds >= 0) & shapely.is_geometry(ground.geometries_rd)
        columns[criterion_id] = IntervalColumn.exact(seconds, known, Basis.COMPUTED, ground.geometry_records)
    return replace(offers, intervals=columns)


def _to_origin(ground: OffersOnGround, origin: Origin | None) -> NDArray[np.float64]:
    if origin is None:
        return np.full(len(ground.offers), np.nan)
    point = shapely.Point(origin.x_rd, origin.y_rd)
    shapely.prepare(point)
    return np.asarray(shapely.distance(ground.geometries_rd, point), np.float64)


def _to_landmarks(
    ground: OffersOnGround, landmarks: Sequence[Landmark], kind: LandmarkKind
) -> NDArray[np.float64]:
    targets = [each.geometry_rd for each in landmarks if each.kind is kind]
    distances_m = np.full(len(ground.offers), np.nan)
    placed = np.flatnonzero(
        shapely.is_geometry(ground.geometries_rd) & ~shapely.is_empty(ground.geometries_rd)
    )
    if targets:
        for rows in np.array_split(placed, len(placed) // _ROWS_AT_ONCE + 1):
            distances_m[rows] = _nearest_m(ground.geometries_rd[rows], np.array(targets, object))
    return distances_m


def _nearest_m(geometries: NDArray[np.object_], targets: NDArray[np.object_]) -> NDArray[np.float64]:
    """Measure to the nearest target, exactly, but only to targets that can be the nearest.

    With c the distance between the middles of two bounding boxes and r the sum of their half diagonals, the
    distance lies in [c - r, c + r]; what starts beyond the smallest end needs no measuring.
    """
    middles, radii = _boxes(geometries)
    target_middles, target_radii = _boxes(targets)
    apart = np.hypot(middles[:, 0, None] - target_middles[:, 0], middles[:, 1, None] - target_middles[:, 1])
    slack = radii[:, None] + target_radii
    reach = (apart + slack).min(axis=1)
    sites, nearby = np.nonzero(apart - slack <= reach[:, None] + _ROUNDING_M)
    nearest_m = np.full(len(geometries), np.inf)
    np.minimum.at(nearest_m, sites, shapely.distance(geometries[sites], targets[nearby]))
    return nearest_m


def _boxes(geometries: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    bounds = shapely.bounds(geometries)
    corners = bounds[:, 2:] - bounds[:, :2]
    return (bounds[:, :2] + bounds[:, 2:]) / 2, np.hypot(corners[:, 0], corners[:, 1]) / 2


def _column(
    ground: OffersOnGround, distances_m: NDArray[np.float64], request: LocationRequest
) -> IntervalColumn:
    known = np.isfinite(distances_m)
    whole_m = np.rint(np.where(known, distances_m, 0) * request.detour_percent / 100).astype(np.int64)
    return IntervalColumn.exact(whole_m, known, Basis.COMPUTED, ground.geometry_records)
