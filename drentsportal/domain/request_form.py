"""A request and a criteria profile as plain data and back, in the exact units of matching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.criteria import CriteriaProfile, Scale
from drentsportal.domain.request import (
    Housing,
    Limit,
    LocationRequest,
    Origin,
    Preference,
    RequestType,
    Requirement,
)

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
    }


def request_from_data(data: Mapping[str, Any]) -> LocationRequest:
    """Read what ``request_to_data`` wrote; raises ``KeyError``, ``TypeError`` or ``ValueError`` otherwise."""
    origin = data["origin"]
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
    )


def profile_to_data(profile: CriteriaProfile) -> dict[str, object]:
    """Write a profile as whole numbers and texts."""
    return {
        "id": profile.id,
        "version": profile.version,
        "permit_margin_dm": profile.permit_margin_dm,
        "default_weights": dict(profile.default_weights),
        "scales": {
            criterion_id: {"worst": scale.worst, "best": scale.best, "classes": dict(scale.classes)}
            for criterion_id, scale in profile.scales.items()
        },
    }


def profile_from_data(data: Mapping[str, Any]) -> CriteriaProfile:
    """Read what ``profile_to_data`` wrote; raises ``KeyError`` or ``TypeError`` otherwise."""
    return CriteriaProfile(
        id=data["id"],
        version=data["version"],
        scales={
            criterion_id: Scale(scale["worst"], scale["best"], dict(scale["classes"]))
            for criterion_id, scale in data["scales"].items()
        },
        default_weights=dict(data["default_weights"]),
        permit_margin_dm=data["permit_margin_dm"],
    )


def _limit(stored: object) -> Limit:
    if isinstance(stored, list):
        return tuple(str(each) for each in stored)
    if isinstance(stored, int | str):
        return stored
    raise TypeError(type(stored).__name__)
