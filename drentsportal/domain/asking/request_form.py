"""A request and a criteria profile as plain data and back, in the exact units of matching."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from drentsportal.domain.asking.request import (
    Building,
    Combining,
    Housing,
    Limit,
    LocationRequest,
    Origin,
    Preference,
    RequestType,
    Requirement,
    StaffPoint,
    Vehicle,
)
from drentsportal.domain.match.criteria import CriteriaProfile, Scale, ScaleShape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def request_to_data(request: LocationRequest) -> dict[str, object]:
    """Write a request as whole numbers, texts and lists; no fraction, nothing left out."""
    origin = request.origin
    return {
        "title": request.title,
        "request_type": request.request_type.value,
        "housing": request.housing.value,
        "summary": request.summary,
        "sector": request.sector,
        "staff_count": request.staff_count,
        "origin": None
        if origin is None
        else {"label": origin.label, "x_rd": origin.x_rd, "y_rd": origin.y_rd},
        "requirements": [
            {
                "criterion": each.criterion_id,
                "limit": list(each.limit) if isinstance(each.limit, tuple) else each.limit,
            }
            for each in request.requirements
        ],
        "preferences": [
            {"criterion": each.criterion_id, "weight": each.weight, "target": list(each.target)}
            for each in request.preferences
        ],
        "profile_id": request.profile_id,
        "sector_code": request.sector_code,
        "sector_group": request.sector_group,
        "building": None if request.building is None else asdict(request.building),
        "combining": asdict(request.combining),
        "truck_movements_per_day": request.truck_movements_per_day,
        "staff_points": [asdict(each) for each in request.staff_points],
        "vehicle": request.vehicle.value,
        "detour_percent": request.detour_percent,
        "soft_factors": list(request.soft_factors),
    }


def request_from_data(data: Mapping[str, Any]) -> LocationRequest:
    """Read what ``request_to_data`` wrote; raises ``KeyError``, ``TypeError`` or ``ValueError`` otherwise.

    Data of before the sector was chosen from a list lack what was added then: it was not asked.
    """
    origin = data["origin"]
    building = data.get("building")
    return LocationRequest(
        title=data["title"],
        request_type=RequestType(data["request_type"]),
        housing=Housing(data["housing"]),
        summary=data["summary"],
        sector=data["sector"],
        staff_count=data["staff_count"],
        origin=None if origin is None else Origin(origin["label"], origin["x_rd"], origin["y_rd"]),
        requirements=tuple(
            Requirement(each["criterion"], _limit(each["limit"])) for each in data["requirements"]
        ),
        preferences=tuple(
            Preference(each["criterion"], each["weight"], tuple(each["target"]))
            for each in data["preferences"]
        ),
        profile_id=data["profile_id"],
        sector_code=data.get("sector_code", ""),
        sector_group=data.get("sector_group", ""),
        building=None if building is None else Building(**building),
        combining=Combining(**data.get("combining", {})),
        truck_movements_per_day=data.get("truck_movements_per_day"),
        staff_points=tuple(StaffPoint(**each) for each in data.get("staff_points", ())),
        vehicle=Vehicle(data.get("vehicle", Vehicle.TRUCK.value)),
        detour_percent=data.get("detour_percent", 100),
        soft_factors=tuple(data.get("soft_factors", ())),
    )


def profile_to_data(profile: CriteriaProfile) -> dict[str, object]:
    """Write a profile as whole numbers and texts."""
    return {
        "id": profile.id,
        "version": profile.version,
        "permit_margin_dm": profile.permit_margin_dm,
        "default_weights": dict(profile.default_weights),
        "scales": {criterion_id: _scale_to_data(scale) for criterion_id, scale in profile.scales.items()},
    }


def profile_from_data(data: Mapping[str, Any]) -> CriteriaProfile:
    """Read what ``profile_to_data`` wrote; raises ``KeyError`` or ``TypeError`` otherwise."""
    return CriteriaProfile(
        id=data["id"],
        version=data["version"],
        scales={criterion_id: _scale_from_data(scale) for criterion_id, scale in data["scales"].items()},
        default_weights=dict(data["default_weights"]),
        permit_margin_dm=data["permit_margin_dm"],
    )


def _scale_to_data(scale: Scale) -> dict[str, object]:
    return {
        "worst": scale.worst,
        "best": scale.best,
        "classes": dict(scale.classes),
        "shape": scale.shape.value,
        "points": [list(point) for point in scale.points],
        "halving": scale.halving,
    }


def _scale_from_data(data: Mapping[str, Any]) -> Scale:
    """Read a scale; those of before shapes were there are linear."""
    return Scale(
        data["worst"],
        data["best"],
        dict(data["classes"]),
        ScaleShape(data.get("shape", ScaleShape.LINEAR.value)),
        tuple((value, worth) for value, worth in data.get("points", ())),
        data.get("halving", 0),
    )


def _limit(stored: object) -> Limit:
    if isinstance(stored, list):
        return tuple(str(each) for each in stored)
    if isinstance(stored, int | str):
        return stored
    raise TypeError(type(stored).__name__)
