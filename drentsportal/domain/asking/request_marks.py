"""What marks a request as out of the ordinary: bovenregionaal, and a large user of space.

Bovenregionaal follows the rule of the Database Locatiebeslissingen Nederland (Stec Groep): at least 50 jobs
and a move of more than 25 km (000:2901-2904, 000:1634-1637). Before a site is chosen the distance is an
interval: no site of Drenthe lies nearer than its border, none further than its far end. What is not known is
said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import LocationRequest, Origin
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Municipality

LEAST_JOBS: Final = 50
"""Jobs from which a move is registered (000:2902)."""

NEAREST_M: Final = 25_000
"""The move must be longer than this, in metres (000:2902-2903); measured in a straight line: own choice."""


USUAL_GRIP_SOURCE: Final = message("mark.grip.usual")
"""What is told of a GRIP area that nobody set."""


class RequestMark(StrEnum):
    """Whether a mark holds: it may depend on the site that is chosen, or not be known from the request."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SupraRegional:
    """Whether a request is bovenregionaal, and on what that rests.

    ``nearest_m`` and ``furthest_m``: the least and most that a site in Drenthe can lie from the present
    location; ``None`` without one, or without boundaries. ``is_from_outside``: whether it lies outside.
    """

    mark: RequestMark
    staff_count: int | None
    nearest_m: int | None
    furthest_m: int | None
    is_from_outside: bool | None
    statement: Message


@dataclass(frozen=True, slots=True)
class LargeArea:
    """Whether a request asks for more space than the GRIP area; areas in m².

    ``asked_m2`` is plot and reserve together, ``None`` where neither is asked.
    """

    mark: RequestMark
    asked_m2: int | None
    threshold_m2: int
    statement: Message


def supra_regional(request: LocationRequest, municipalities: Sequence[Municipality]) -> SupraRegional:
    """Mark a request for Drenthe as a whole."""
    origin = request.origin
    if origin is None or not municipalities:
        return _marked(request, None, None, outside=None)
    shapes = np.array([each.geometry_rd for each in municipalities], object)
    point = shapely.Point(origin.x_rd, origin.y_rd)
    nearest_m = int(np.rint(shapely.distance(shapes, point).min()))
    furthest_m = int(np.ceil(_furthest_m(shapes, origin)))
    return _marked(request, nearest_m, furthest_m, outside=nearest_m > 0)


def large_area(request: LocationRequest, threshold_m2: int, source: Message = USUAL_GRIP_SOURCE) -> LargeArea:
    """Mark a request whose plot, or plot and reserve together, are more than the GRIP area.

    ``expansion_area`` asks for now and later together, so the plot lies in it and is not added again.
    ``source`` tells where the GRIP area comes from.
    """
    asked = [
        each.limit
        for criterion_id in ("plot_area", "expansion_area")
        if (each := request.requirement(criterion_id)) is not None and isinstance(each.limit, int)
    ]
    total = max(asked, default=0)
    mark = RequestMark.YES if total > threshold_m2 else RequestMark.NO if asked else RequestMark.UNKNOWN
    told = message(f"mark.large_area.{mark.value}", asked_m2=total, threshold_m2=threshold_m2, source=source)
    return LargeArea(mark, None if mark is RequestMark.UNKNOWN else total, threshold_m2, told)


def _marked(
    request: LocationRequest, nearest_m: int | None, furthest_m: int | None, *, outside: bool | None
) -> SupraRegional:
    jobs = _enough_jobs(request.staff_count)
    far = _far_enough(nearest_m, furthest_m)
    return SupraRegional(
        mark=_both(jobs, far),
        staff_count=request.staff_count,
        nearest_m=nearest_m,
        furthest_m=furthest_m,
        is_from_outside=outside,
        statement=message(
            f"mark.supra_regional.{_both(jobs, far).value}",
            jobs=_jobs_told(request.staff_count),
            distance=_distance_told(nearest_m, furthest_m),
        ),
    )


def _jobs_told(staff_count: int | None) -> Message:
    if staff_count is None:
        return message("mark.jobs.unknown")
    return message("mark.jobs.known", staff_count=staff_count)


def _distance_told(nearest_m: int | None, furthest_m: int | None) -> Message:
    if nearest_m is None or furthest_m is None:
        return message("mark.distance.unknown")
    if nearest_m == furthest_m:
        return message("mark.distance.known", distance_m=nearest_m)
    return message("mark.distance.between", nearest_m=nearest_m, furthest_m=furthest_m)


def _enough_jobs(staff_count: int | None) -> RequestMark:
    if staff_count is None:
        return RequestMark.UNKNOWN
    return RequestMark.YES if staff_count >= LEAST_JOBS else RequestMark.NO


def _far_enough(nearest_m: int | None, furthest_m: int | None) -> RequestMark:
    if nearest_m is None or furthest_m is None:
        return RequestMark.UNKNOWN
    if nearest_m > NEAREST_M:
        return RequestMark.YES
    return RequestMark.NO if furthest_m <= NEAREST_M else RequestMark.DEPENDS


def _both(jobs: RequestMark, far: RequestMark) -> RequestMark:
    """Both must hold: one that surely does not decides, then what is not known, then what depends."""
    for worst in (RequestMark.NO, RequestMark.UNKNOWN, RequestMark.DEPENDS):
        if worst in {jobs, far}:
            return worst
    return RequestMark.YES


def _furthest_m(shapes: np.ndarray[tuple[int], np.dtype[np.object_]], origin: Origin) -> float:
    corners = shapely.get_coordinates(shapes)
    return float(np.hypot(corners[:, 0] - origin.x_rd, corners[:, 1] - origin.y_rd).max())
