"""The keys of requirements in a request file, in people's units: one table for reading and writing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class EntryKind(StrEnum):
    """How the value of a key is read; ``NEED`` is a number, or yes where the amount is not known."""

    NUMBER = "number"
    NEED = "need"
    DAY = "day"
    CATEGORY = "category"
    IDS = "ids"
    PLACES = "places"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class RequirementKey:
    """One key of ``requirements``: its criterion and, for numbers, the factor to the criterion's exact unit.

    Of several keys for one criterion the first in the table is the one that is written.
    """

    key: str
    criterion_id: str
    kind: EntryKind
    factor: int = 1


REQUIREMENT_KEYS: Final[tuple[RequirementKey, ...]] = (
    RequirementKey("plot_area_ha", "plot_area", EntryKind.NUMBER, 10_000),
    RequirementKey("plot_area_m2", "plot_area", EntryKind.NUMBER),
    RequirementKey("expansion_area_ha", "expansion_area", EntryKind.NUMBER, 10_000),
    RequirementKey("floor_area_m2", "floor_area", EntryKind.NUMBER),
    RequirementKey("category", "category", EntryKind.CATEGORY),
    RequirementKey("segment", "segment", EntryKind.IDS),
    RequirementKey("web_shop", "web_shop", EntryKind.YES),
    RequirementKey("storage", "storage", EntryKind.YES),
    RequirementKey("external_safety", "external_safety", EntryKind.YES),
    RequirementKey("available_by", "available_by", EntryKind.DAY),
    RequirementKey("price_eur_m2", "price", EntryKind.NUMBER, 100),
    RequirementKey("rent_eur_m2_year", "rent", EntryKind.NUMBER, 100),
    RequirementKey("municipality", "municipality", EntryKind.PLACES),
    RequirementKey("present_distance_km", "present_distance", EntryKind.NUMBER, 1000),
    RequirementKey("present_minutes", "present_minutes", EntryKind.NUMBER, 60),
    RequirementKey("staff_minutes", "staff_minutes", EntryKind.NUMBER, 60),
    RequirementKey("junction_distance_km", "junction_distance", EntryKind.NUMBER, 1000),
    RequirementKey("junction_minutes", "junction_minutes", EntryKind.NUMBER, 60),
    RequirementKey("terminal_distance_km", "terminal_distance", EntryKind.NUMBER, 1000),
    RequirementKey("terminal_minutes", "terminal_minutes", EntryKind.NUMBER, 60),
    RequirementKey("quay_distance_km", "quay_distance", EntryKind.NUMBER, 1000),
    RequirementKey("height_m", "height", EntryKind.NUMBER, 10),
    RequirementKey("broadband", "broadband", EntryKind.YES),
    RequirementKey("grid_demand_kw", "grid_demand", EntryKind.NEED),
    RequirementKey("grid_demand_mva", "grid_demand", EntryKind.NEED, 1000),
    RequirementKey("grid_feed_kw", "grid_feed", EntryKind.NEED),
    RequirementKey("grid_feed_mva", "grid_feed", EntryKind.NEED, 1000),
    RequirementKey("water_m3_h", "water", EntryKind.NEED, 1000),
    RequirementKey("nitrogen", "nitrogen", EntryKind.YES),
    RequirementKey("labour_staff", "labour", EntryKind.NEED),
    RequirementKey("park_management", "park_management", EntryKind.YES),
)
"""Every key, in the order of ``criteria.CRITERIA``. MVA are kept as kW at a power factor of 1: the amount is
told and asked, never computed with."""

KEY_BY_NAME: Final[dict[str, RequirementKey]] = {each.key: each for each in REQUIREMENT_KEYS}

KEY_BY_CRITERION: Final[dict[str, RequirementKey]] = {
    each.criterion_id: each for each in reversed(REQUIREMENT_KEYS)
}
"""The key that is written for a criterion."""
