"""Reads a request from JSON with people's units (``plot_area_ha``, ``price_eur_m2``), exactly."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import Housing, LocationRequest, RequestType, Vehicle
from drentsportal.domain.asking.request_check import check_growth
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.sites.regions import SHIPPED_REGIONS
from drentsportal.errors import InputError
from drentsportal.services.contact_intake import CONTACT_KEYS, check_contact
from drentsportal.services.request_parts import (
    read_building,
    read_combining,
    read_origin,
    read_preferences,
    read_requirements,
    read_staff_points,
)
from drentsportal.services.request_values import (
    read_count,
    read_member,
    read_moment,
    read_object,
    read_texts,
    read_whole,
    read_words,
    refuse_other_keys,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from drentsportal.domain.sites.surroundings import RegionMembership


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request with how it came in; ``channel`` and ``received_at_utc`` are None where they are not said.

    ``contact`` is who can be reached, by ``CONTACT_KEYS``; what is not stated is absent.
    """

    request: LocationRequest
    channel: RequestChannel | None = None
    received_at_utc: datetime | None = None
    asked_at_utc: datetime | None = None
    requester: str = ""
    company_name: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)

    def through(self, said: RequestChannel | None = None) -> RequestChannel:
        """Return through whom it came: as is ``said``, else as the file states. Raises ``InputError``."""
        channel = said or self.channel
        if channel is None:
            raise InputError("error.request.channel_missing", field="channel")
        return channel


def read_request_file(text: str, regions: Sequence[RegionMembership] = SHIPPED_REGIONS) -> RequestFile:
    """Read a request, alone or with its ``case`` part, from JSON text; ``regions`` go by id or name.

    Raises ``InputError`` for text that is not JSON, a key that is unknown or stands there twice, or a value
    that cannot be read.
    """
    try:
        content: object = json.loads(text, parse_float=Decimal, object_pairs_hook=_keyed_once)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise InputError("error.request.not_json", field="file") from error
    return read_entry(read_object(content, "file"), regions)


def _keyed_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object as it stands in a file; raises ``InputError`` for a key that stands there twice."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise InputError("error.request.key_twice", field="file", key=key)
        found[key] = value
    return found


def read_entry(
    whole: Mapping[str, object], regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> RequestFile:
    """Read a request, alone or with its ``case`` part, from an object; errors as ``read_request_file``."""
    if "request" not in whole:
        return RequestFile(read_request(whole, regions))
    refuse_other_keys(whole, {"case", "request"}, "file")
    case = read_object(whole.get("case", {}), "case")
    refuse_other_keys(case, _CASE_KEYS, "case")
    return RequestFile(
        request=read_request(read_object(whole["request"], "request"), regions),
        channel=read_member(RequestChannel, case["channel"], "channel") if case.get("channel") else None,
        received_at_utc=read_moment(case.get("received_at"), "received_at"),
        asked_at_utc=read_moment(case.get("asked_at"), "asked_at"),
        requester=read_words(case, "requester"),
        company_name=read_words(case, "company_name"),
        contact=_read_contact(case),
    )


def _read_contact(case: Mapping[str, object]) -> Mapping[str, str]:
    said = {key: read_words(case, key).strip() for key in CONTACT_KEYS}
    check_contact(said)
    return {key: text for key, text in said.items() if text}


_CASE_KEYS: Final = frozenset(
    {"channel", "received_at", "asked_at", "requester", "company_name", *CONTACT_KEYS}
)
_REQUEST_KEYS: Final = frozenset(
    [
        "title",
        "request_type",
        "housing",
        "summary",
        "sector",
        "staff_count",
        "origin",
        "requirements",
        "preferences",
        "profile_id",
        "sector_code",
        "sector_group",
        "building",
        "combining",
        "truck_movements_per_day",
        "staff_points",
        "vehicle",
        "detour_factor",
        "soft_factors",
    ]
)


def read_request(
    content: Mapping[str, object], regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> LocationRequest:
    """Read what is asked from a JSON object. Raises ``InputError`` naming the key that is at fault."""
    refuse_other_keys(content, _REQUEST_KEYS, "request")
    request = LocationRequest(
        title=read_words(content, "title"),
        request_type=read_member(RequestType, content.get("request_type", "new"), "request_type"),
        housing=read_member(Housing, content.get("housing", "either"), "housing"),
        summary=read_words(content, "summary"),
        sector=read_words(content, "sector"),
        staff_count=read_count(content, "staff_count"),
        origin=read_origin(content.get("origin")),
        requirements=read_requirements(read_object(content.get("requirements", {}), "requirements"), regions),
        preferences=read_preferences(read_object(content.get("preferences", {}), "preferences")),
        profile_id=read_words(content, "profile_id") or "standard",
        sector_code=read_words(content, "sector_code"),
        sector_group=read_words(content, "sector_group"),
        building=read_building(content.get("building")),
        combining=read_combining(read_object(content.get("combining", {}), "combining")),
        truck_movements_per_day=read_count(content, "truck_movements_per_day"),
        staff_points=read_staff_points(content.get("staff_points", [])),
        vehicle=read_member(Vehicle, content.get("vehicle", "truck"), "vehicle"),
        detour_percent=read_whole(content.get("detour_factor", 1), 100, "detour_factor"),
        soft_factors=read_texts(content.get("soft_factors", []), "soft_factors"),
    )
    check_growth(request)
    return request
