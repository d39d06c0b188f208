"""The fields of what sites are set against, described like attributes, so that one reader reads both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.attributes import ATTRIBUTE_BY_ID, AttributeSpec, ValueType, attributes_of
from drentsportal.domain.vocabulary import GridState, PlanPhase, SiteKind

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE_KINDS: Final = {"parks": SiteKind.PARK, "plots": SiteKind.PLOT, "premises": SiteKind.PREMISES}
"""Kinds of files that hold sites."""

_NO_SITE: Final[frozenset[SiteKind]] = frozenset()
_STATES: Final = tuple(state.value for state in GridState)


def _field(field_id: str, value_type: ValueType = ValueType.TEXT, *choices: str) -> AttributeSpec:
    return AttributeSpec(field_id, value_type, _NO_SITE, None, choices)


def _side(side: str) -> tuple[AttributeSpec, ...]:
    return (
        _field(f"{side}_state", ValueType.CHOICE, *_STATES),
        _field(f"{side}_requests_in_queue", ValueType.REAL),
        _field(f"{side}_capacity_in_queue_mw", ValueType.REAL),
        _field(f"{side}_available_capacity_mw", ValueType.REAL),
        _field(f"{side}_alleviation_year", ValueType.REAL),
    )


REFERENCE_FIELDS: Final[Mapping[str, tuple[AttributeSpec, ...]]] = {
    "regions": (_field("name"), _field("municipality_codes")),
    "park_management_organisations": (
        _field("name"),
        _field("park_ids"),
        _field("municipality_codes"),
        _field("benefits"),
        _field("website"),
    ),
    "plan_zones": (
        _field("plan_name"),
        _field("zone_name"),
        _field("park_id"),
        _field("category_min", ValueType.CATEGORY),
        _field("category_max", ValueType.CATEGORY),
        _field("max_height_m", ValueType.REAL),
        _field("uses"),
        _field("web_shop_allowed", ValueType.BOOLEAN),
        _field("plan_phase", ValueType.CHOICE, *(phase.value for phase in PlanPhase)),
        _field("link"),
    ),
    "grid_areas": (
        _field("name"),
        _field("operator"),
        _field("year", ValueType.REAL),
        *_side("demand"),
        *_side("generation"),
    ),
    "grid_postcodes": (
        _field("postcode"),
        _field("demand", ValueType.CHOICE, *_STATES),
        _field("generation", ValueType.CHOICE, *_STATES),
        _field("area_id"),
    ),
}
"""Per kind of file its fields; their ids are the column names of our own format and the keys of a mapping."""


def field_of(kind: str, field_id: str) -> AttributeSpec:
    """Return a field of a kind of file, else the attribute of sites. Raises ``KeyError`` for neither."""
    own = {field.id: field for field in REFERENCE_FIELDS.get(kind, ())}
    return own[field_id] if kind in REFERENCE_FIELDS else ATTRIBUTE_BY_ID[field_id]


def fields_of(kind: str) -> tuple[AttributeSpec, ...]:
    """Return every field that a kind of file in our own format may have."""
    return attributes_of(SITE_KINDS[kind]) if kind in SITE_KINDS else REFERENCE_FIELDS.get(kind, ())
