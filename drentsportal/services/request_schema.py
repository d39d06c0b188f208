"""The JSON schema of a request file, made from the tables by which such a file is read."""

from __future__ import annotations

from typing import Any, Final

from drentsportal.domain.asking.request import Housing, RequestType, Vehicle
from drentsportal.domain.asking.text_bounds import LONGEST_TEXTS, MOST_SOFT_FACTORS
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.match.criteria import CRITERIA
from drentsportal.domain.sectors.sector import SECTOR_GROUPS
from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.services.contact_intake import CONTACT_KEYS
from drentsportal.services.request_keys import REQUIREMENT_KEYS, EntryKind

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final[dict[str, Any]] = {"type": "string"}
_COUNT: Final[dict[str, Any]] = {"type": ["integer", "null"], "minimum": 0}
_AMOUNT: Final[dict[str, Any]] = {"type": "number", "minimum": 0}
_TEXTS: Final[dict[str, Any]] = {"type": "array", "items": {"type": "string"}}
_MOMENT: Final[dict[str, Any]] = {"type": ["string", "null"], "format": "date-time"}

_BY_KIND: Final[dict[EntryKind, dict[str, Any]]] = {
    EntryKind.NUMBER: _AMOUNT,
    EntryKind.NEED: {"anyOf": [_AMOUNT, {"const": True}]},
    EntryKind.DAY: {"type": "string", "format": "date"},
    EntryKind.CATEGORY: {"enum": list(CATEGORIES)},
    EntryKind.IDS: {"type": "array", "items": {"type": "string"}, "minItems": 1},
    EntryKind.PLACES: {"type": "array", "items": {"type": "string"}, "minItems": 1},
    EntryKind.YES: {"type": "boolean"},
}


def request_schema() -> dict[str, Any]:
    """Return the schema of a request with its ``case`` part, as ``read_request_file`` reads it.

    What the reader takes besides (a number as text, a list of one as that one) is left out: who writes a
    file has no need of it.
    """
    return {
        "$schema": DRAFT,
        "title": "Drents bedrijvenportal: request for a location",
        "type": "object",
        "additionalProperties": False,
        "required": ["request"],
        "properties": {"case": _closed(_case()), "request": _closed(_request(), ["title"])},
    }


def _closed(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    """Return an object that has these keys and no others."""
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required} if required else schema


def _case() -> dict[str, Any]:
    return {
        "channel": {"enum": [each.value for each in RequestChannel]},
        "received_at": _MOMENT,
        "asked_at": _MOMENT,
        **{each: _text(each) for each in ("requester", "company_name", *CONTACT_KEYS)},
    }


def _text(key: str) -> dict[str, Any]:
    return {"type": "string", "maxLength": LONGEST_TEXTS[key]}


def _place(key: str) -> dict[str, Any]:
    return {"label": _text(key), "x_rd": {"type": "integer"}, "y_rd": {"type": "integer"}}


def _request() -> dict[str, Any]:
    asked = {each.key: _BY_KIND[each.kind] for each in REQUIREMENT_KEYS}
    weight = {"type": "integer", "minimum": 0, "maximum": 100}
    wish = {"anyOf": [weight, _closed({"weight": weight, "target": _TEXTS}, ["weight"])]}
    corner = ["x_rd", "y_rd"]
    building = _closed({"width_m": _AMOUNT, "depth_m": _AMOUNT, "setback_m": _AMOUNT}, ["width_m", "depth_m"])
    staff = _closed({**_place("staff_points"), "count": {"type": "integer", "minimum": 1}}, corner)
    combining = {"gap_m": _AMOUNT, "same_seller_only": {"type": "boolean"}, "most_plots": {"type": "integer"}}
    return {
        "title": {**_text("title"), "minLength": 1},
        "request_type": {"enum": [each.value for each in RequestType]},
        "housing": {"enum": [each.value for each in Housing]},
        "summary": _text("summary"),
        "sector": _text("sector"),
        "profile_id": _TEXT,
        "sector_code": {"type": "string", "pattern": "^(sbi20(08|25):.+)?$"},
        "sector_group": {"enum": ["", *SECTOR_GROUPS]},
        "staff_count": _COUNT,
        "origin": {"anyOf": [_closed(_place("origin"), corner), {"type": "null"}]},
        "requirements": _closed(asked),
        "preferences": _closed({each.id: wish for each in CRITERIA}),
        "building": {"anyOf": [building, {"type": "null"}]},
        "combining": _closed(combining),
        "truck_movements_per_day": _COUNT,
        "staff_points": {"type": "array", "items": staff},
        "vehicle": {"enum": [each.value for each in Vehicle]},
        "detour_factor": {"type": "number", "minimum": 1, "maximum": 3},
        "soft_factors": {"type": "array", "items": _text("soft_factors"), "maxItems": MOST_SOFT_FACTORS},
    }
