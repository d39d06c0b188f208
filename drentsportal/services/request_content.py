"""Writes a request as JSON with people's units, the form that ``request_exchange`` reads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.request import LocationRequest, Requirement


def request_content(request: LocationRequest) -> dict[str, object]:
    """Write a request as the JSON object that ``read_request`` reads, in people's units."""
    origin = request.origin
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
    }


_WRITTEN: Final[Mapping[str, tuple[str, int]]] = {
    "plot_area": ("plot_area_ha", 10_000),
    "floor_area": ("floor_area_m2", 1),
    "price": ("price_eur_m2", 100),
    "present_distance": ("present_distance_km", 1000),
    "junction_distance": ("junction_distance_km", 1000),
    "height": ("height_m", 10),
}


def _requirement_entry(requirement: Requirement) -> tuple[str, object]:
    limit = requirement.limit
    if isinstance(limit, tuple):
        return requirement.criterion_id, list(limit)
    if isinstance(limit, bool) or not isinstance(limit, int):
        return requirement.criterion_id, limit
    if requirement.criterion_id == "category":
        return "category", CATEGORIES[limit - 1]
    if requirement.criterion_id == "available_by":
        return "available_by", date.fromordinal(limit).isoformat()
    key, factor = _WRITTEN[requirement.criterion_id]
    whole, rest = divmod(limit, factor)
    return key, whole if not rest else limit / factor
