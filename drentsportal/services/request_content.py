"""Writes a request as JSON with people's units, the form that ``request_exchange`` reads."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.services.request_keys import KEY_BY_CRITERION, EntryKind

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest, Requirement


def request_content(request: LocationRequest) -> dict[str, object]:
    """Write a request as the JSON object that ``read_request`` reads, in people's units."""
    origin, building = request.origin, request.building
    return {
        "title": request.title,
        "request_type": request.request_type.value,
        "housing": request.housing.value,
        "summary": request.summary,
        "sector": request.sector,
        "staff_count": request.staff_count,
        "origin": origin and {"label": origin.label, "x_rd": origin.x_rd, "y_rd": origin.y_rd},
        "requirements": dict(_requirement_entry(each) for each in request.requirements),
        "preferences": {
            each.criterion_id: {"weight": each.weight, "target": list(each.target)}
            if each.target
            else each.weight
            for each in request.preferences
        },
        "profile_id": request.profile_id,
        "sector_code": request.sector_code,
        "sector_group": request.sector_group,
        "building": building
        and {
            "width_m": _in_unit(building.width_dm, 10),
            "depth_m": _in_unit(building.depth_dm, 10),
            "setback_m": _in_unit(building.setback_dm, 10),
        },
        "combining": {
            "gap_m": _in_unit(request.combining.gap_dm, 10),
            "same_seller_only": request.combining.same_seller_only,
            "most_plots": request.combining.most_plots,
        },
        "truck_movements_per_day": request.truck_movements_per_day,
        "staff_points": [asdict(each) for each in request.staff_points],
        "vehicle": request.vehicle.value,
        "detour_factor": _in_unit(request.detour_percent, 100),
        "soft_factors": list(request.soft_factors),
    }


def _requirement_entry(requirement: Requirement) -> tuple[str, object]:
    limit, known = requirement.limit, KEY_BY_CRITERION[requirement.criterion_id]
    if isinstance(limit, tuple):
        return known.key, list(limit)
    if isinstance(limit, bool) or not isinstance(limit, int):
        return known.key, limit
    if known.kind is EntryKind.CATEGORY:
        return known.key, CATEGORIES[limit - 1]
    if known.kind is EntryKind.DAY:
        return known.key, date.fromordinal(limit).isoformat()
    return known.key, _in_unit(limit, known.factor)


def _in_unit(exact: int, factor: int) -> int | float:
    whole, rest = divmod(exact, factor)
    return whole if not rest else exact / factor
