"""The one table of what is known about a site: storage, import, cards and documents all read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from drentsportal.domain.vocabulary import (
    AllocationProcedure,
    Ownership,
    PlanPhase,
    PlotStatus,
    PremisesKind,
    Retirement,
    ReuseClass,
    Scarcity,
    Seller,
    SiteKind,
)


class ValueType(StrEnum):
    """How the value of an attribute is kept."""

    TEXT = "text"
    TEXT_SET = "text_set"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    DATE = "date"
    CATEGORY = "category"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class AttributeSpec:
    """One attribute of a site.

    ``id`` is the column, the key of its label in the catalogue (``attribute.<id>``) and its name in JSON; it
    ends in its unit. ``max_age_days`` is the age past which a value shows as stale, ``None`` for never.
    ``choices`` closes the list of a ``CHOICE``. A ``TEXT_SET`` is kept as sorted ids joined by ``;``,
    a ``DATE`` as ISO text, a ``CATEGORY`` as its text (``3.2``). ``describes_site`` is False for what
    tells of the record and not of the site: cards, documents and completeness leave it out.
    """

    id: str
    type: ValueType
    kinds: frozenset[SiteKind]
    max_age_days: int | None = None
    choices: tuple[str, ...] = ()
    describes_site: bool = True


_PARK: Final = frozenset({SiteKind.PARK})
_PLOT: Final = frozenset({SiteKind.PLOT})
_PREMISES: Final = frozenset({SiteKind.PREMISES})
_ALL: Final = frozenset(SiteKind)
_TWO_YEARS: Final = 730
_ONE_YEAR: Final = 365
_HALF_YEAR: Final = 183


def _values(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in choices)


SITE_ATTRIBUTES: Final[tuple[AttributeSpec, ...]] = (
    AttributeSpec("name", ValueType.TEXT, _ALL),
    AttributeSpec("municipality_code", ValueType.TEXT, _ALL),
    AttributeSpec("park_id", ValueType.TEXT, _PLOT | _PREMISES),
    AttributeSpec("rin", ValueType.TEXT, _PARK),
    AttributeSpec("locality", ValueType.TEXT, _PARK | _PREMISES),
    AttributeSpec("postcode", ValueType.TEXT, _ALL),
    AttributeSpec("location_type", ValueType.TEXT, _PARK),
    AttributeSpec("plan_phase", ValueType.CHOICE, _PARK, _TWO_YEARS, _values(PlanPhase)),
    AttributeSpec("segments", ValueType.TEXT_SET, _PARK | _PLOT | _PREMISES),
    AttributeSpec("gross_ha", ValueType.REAL, _PARK, _TWO_YEARS),
    AttributeSpec("net_ha", ValueType.REAL, _PARK, _TWO_YEARS),
    AttributeSpec("available_now_ha", ValueType.REAL, _PARK, _ONE_YEAR),
    AttributeSpec("available_later_ha", ValueType.REAL, _PARK, _ONE_YEAR),
    AttributeSpec("start_year", ValueType.INTEGER, _PARK),
    AttributeSpec("category_main_max", ValueType.INTEGER, _PARK, _TWO_YEARS),
    AttributeSpec("issue_category_min", ValueType.CATEGORY, _PARK, _TWO_YEARS),
    AttributeSpec("issue_category_max", ValueType.CATEGORY, _PARK, _TWO_YEARS),
    AttributeSpec("category_min", ValueType.CATEGORY, _PLOT | _PREMISES, _TWO_YEARS),
    AttributeSpec("category_max", ValueType.CATEGORY, _PLOT | _PREMISES, _TWO_YEARS),
    AttributeSpec("max_height_m", ValueType.REAL, _ALL, _TWO_YEARS),
    AttributeSpec("plan_name", ValueType.TEXT, _ALL, _TWO_YEARS),
    AttributeSpec("plan_link", ValueType.TEXT, _ALL, _TWO_YEARS),
    AttributeSpec("reuse_class", ValueType.CHOICE, _PARK | _PREMISES, None, _values(ReuseClass)),
    AttributeSpec("park_management", ValueType.BOOLEAN, _PARK, _TWO_YEARS),
    AttributeSpec("park_management_organisation", ValueType.TEXT, _PARK, _TWO_YEARS),
    AttributeSpec("broadband", ValueType.BOOLEAN, _PARK | _PREMISES, _TWO_YEARS),
    AttributeSpec("web_shop_allowed", ValueType.BOOLEAN, _PARK, _TWO_YEARS),
    AttributeSpec("storage_allowed", ValueType.BOOLEAN, _PARK, _TWO_YEARS),
    AttributeSpec("external_safety_allowed", ValueType.BOOLEAN, _PARK, _TWO_YEARS),
    AttributeSpec("ownership", ValueType.CHOICE, _ALL, _TWO_YEARS, _values(Ownership)),
    AttributeSpec("commercialisation_candidate", ValueType.BOOLEAN, _ALL, _TWO_YEARS),
    *(
        AttributeSpec(f"scarcity_{factor}", ValueType.CHOICE, _PARK, _ONE_YEAR, _values(Scarcity))
        for factor in ("space", "nitrogen", "grid", "water", "labour")
    ),
    AttributeSpec("price_min_eur_m2", ValueType.REAL, _PARK, _ONE_YEAR),
    AttributeSpec("price_max_eur_m2", ValueType.REAL, _PARK, _ONE_YEAR),
    AttributeSpec("status", ValueType.CHOICE, _PLOT, _HALF_YEAR, _values(PlotStatus)),
    AttributeSpec("status_until", ValueType.DATE, _PLOT, _HALF_YEAR),
    AttributeSpec("area_m2", ValueType.INTEGER, _PLOT, _TWO_YEARS),
    AttributeSpec("price_eur_m2", ValueType.REAL, _PLOT, _ONE_YEAR),
    AttributeSpec("available_from", ValueType.DATE, _ALL, _HALF_YEAR),
    AttributeSpec("seller", ValueType.CHOICE, _PLOT, _TWO_YEARS, _values(Seller)),
    AttributeSpec("allocation_procedure", ValueType.CHOICE, _PLOT, _ONE_YEAR, _values(AllocationProcedure)),
    AttributeSpec("allocation_published_on", ValueType.DATE, _PLOT),
    AttributeSpec("allocation_link", ValueType.TEXT, _PLOT),
    AttributeSpec("premises_kind", ValueType.CHOICE, _PREMISES, None, _values(PremisesKind)),
    AttributeSpec("floor_area_m2", ValueType.INTEGER, _PREMISES, _TWO_YEARS),
    AttributeSpec("premises_plot_area_m2", ValueType.INTEGER, _PREMISES, _TWO_YEARS),
    AttributeSpec("rent_eur_m2_year", ValueType.REAL, _PREMISES, _HALF_YEAR),
    AttributeSpec("sale_price_eur_m2", ValueType.REAL, _PREMISES, _HALF_YEAR),
    AttributeSpec("retired", ValueType.CHOICE, _ALL, None, _values(Retirement), describes_site=False),
)
"""Every attribute of a park, plot or premises, in the order in which cards and documents show them."""

ATTRIBUTE_GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "general",
        (
            "name",
            "municipality_code",
            "park_id",
            "rin",
            "locality",
            "postcode",
            "location_type",
            "premises_kind",
            "segments",
        ),
    ),
    (
        "issue",
        (
            "status",
            "status_until",
            "available_from",
            "seller",
            "allocation_procedure",
            "allocation_published_on",
            "allocation_link",
        ),
    ),
    (
        "space",
        (
            "gross_ha",
            "net_ha",
            "available_now_ha",
            "available_later_ha",
            "start_year",
            "area_m2",
            "floor_area_m2",
            "premises_plot_area_m2",
        ),
    ),
    (
        "price",
        (
            "price_min_eur_m2",
            "price_max_eur_m2",
            "price_eur_m2",
            "rent_eur_m2_year",
            "sale_price_eur_m2",
        ),
    ),
    (
        "plan",
        (
            "plan_phase",
            "plan_name",
            "plan_link",
            "category_main_max",
            "issue_category_min",
            "issue_category_max",
            "category_min",
            "category_max",
            "max_height_m",
            "web_shop_allowed",
            "storage_allowed",
            "external_safety_allowed",
            "reuse_class",
        ),
    ),
    (
        "upkeep",
        (
            "park_management",
            "park_management_organisation",
            "broadband",
            "ownership",
            "commercialisation_candidate",
        ),
    ),
    ("scarcity", tuple(f"scarcity_{factor}" for factor in ("space", "nitrogen", "grid", "water", "labour"))),
)
"""Headings of a long form and what stands below each, in order; the label of one is ``group.<id>``."""

ATTRIBUTE_BY_ID: Final[dict[str, AttributeSpec]] = {spec.id: spec for spec in SITE_ATTRIBUTES}


def attributes_of(kind: SiteKind) -> tuple[AttributeSpec, ...]:
    """Return the attributes that a site of ``kind`` has, in order."""
    return tuple(spec for spec in SITE_ATTRIBUTES if kind in spec.kinds)


def shown_attributes_of(kind: SiteKind) -> tuple[AttributeSpec, ...]:
    """Return the attributes that tell of a site of ``kind``, for cards, lists and documents, in order."""
    return tuple(spec for spec in attributes_of(kind) if spec.describes_site)


def grouped_attributes_of(kind: SiteKind) -> tuple[tuple[str, tuple[AttributeSpec, ...]], ...]:
    """Return the attributes that tell of a site of ``kind`` below their headings; empty ones are left out."""
    shown = {spec.id: spec for spec in shown_attributes_of(kind)}
    groups = ((group, tuple(shown[each] for each in ids if each in shown)) for group, ids in ATTRIBUTE_GROUPS)
    return tuple((group, specs) for group, specs in groups if specs)
