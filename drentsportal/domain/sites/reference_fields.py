"""The fields of what sites are set against, described like attributes, so that one reader reads both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, AttributeSpec, ValueType, attributes_of
from drentsportal.domain.vocabulary import CEMT_CLASSES, GridState, LandmarkKind, PlanPhase, SiteKind

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE_KINDS: Final = {"parks": SiteKind.PARK, "plots": SiteKind.PLOT, "premises": SiteKind.PREMISES}
"""Kinds of files that hold sites."""

CLAIM_LEVELS: Final = ("municipality", "park")
"""What a claim of the restructuring programme (PHP) is about."""

REQUIRED_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "municipalities": ("name",),
    "landmarks": ("kind",),
    "contact_points": ("scope", "function"),
    "restructuring_claims": ("level", "subject_id", "list_name"),
    "regions": ("name",),
    "park_management_organisations": ("name",),
    "plan_zones": ("plan_name",),
    "grid_postcodes": ("postcode", "demand", "generation"),
}
"""Per kind of file the fields without which a row is refused."""

SURROUNDINGS_KINDS: Final = (
    "regions",
    "park_management_organisations",
    "plan_zones",
    "grid_areas",
    "grid_postcodes",
)
"""Kinds of files that hold what lies around sites."""

UNNUMBERED_KINDS: Final = frozenset({"restructuring_claims", "grid_postcodes"})
"""Kinds of files of which a row needs no id of its own: it is known by what it says."""

PLACED_KINDS: Final = frozenset({*SITE_KINDS, "municipalities", "landmarks", "plan_zones"})
"""Kinds of files of which a row has a place on the map; the others are plain tables."""

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
    "municipalities": (_field("name"),),
    "landmarks": (
        _field("kind", ValueType.CHOICE, *(kind.value for kind in LandmarkKind)),
        _field("name"),
        _field("label"),
        _field("rank", ValueType.INTEGER),
        _field("cemt_class", ValueType.CHOICE, *CEMT_CLASSES),
    ),
    "contact_points": (
        _field("scope"),
        _field("function"),
        _field("organisation"),
        _field("telephone"),
        _field("mail"),
    ),
    "restructuring_claims": (
        _field("level", ValueType.CHOICE, *CLAIM_LEVELS),
        _field("subject_id"),
        _field("list_name"),
        _field("status"),
        _field("period"),
    ),
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
        _field("storage_allowed", ValueType.BOOLEAN),
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


FILE_KINDS: Final = (*SITE_KINDS, *REFERENCE_FIELDS)
"""Every kind of file, those of sites first."""


def fields_of(kind: str) -> tuple[AttributeSpec, ...]:
    """Return every field that a kind of file may have; raises ``KeyError`` for an unknown kind."""
    return attributes_of(SITE_KINDS[kind]) if kind in SITE_KINDS else REFERENCE_FIELDS[kind]


def field_of(kind: str, field_id: str) -> AttributeSpec:
    """Return a field of a kind of file; of a kind of sites, or of "", any attribute.

    Raises ``KeyError`` for one that there is not.
    """
    if kind not in REFERENCE_FIELDS:
        return ATTRIBUTE_BY_ID[field_id]
    return {field.id: field for field in REFERENCE_FIELDS[kind]}[field_id]
