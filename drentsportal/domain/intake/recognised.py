"""What was recognised in a message: proposals with the words that they rest on, nothing decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

RecognisedValue: TypeAlias = int | str | tuple[int, ...]
"""In the exact unit of its field; a building is its sides in decimetres."""


class IntakeField(StrEnum):
    """What can be recognised; those of ``NOT_ASKED`` are shown and never proposed for the request."""

    PLOT_AREA_M2 = "plot_area_m2"
    FLOOR_AREA_M2 = "floor_area_m2"
    BUILDING_DM = "building_dm"
    HEIGHT_DM = "height_dm"
    MUNICIPALITY = "municipality"
    PLACE = "place"
    SECTOR = "sector"
    STAFF_COUNT = "staff_count"
    CATEGORY = "category"
    AVAILABLE_BY = "available_by"
    GRID_DEMAND_KW = "grid_demand_kw"
    GRID_FEED_KW = "grid_feed_kw"
    JUNCTION_DISTANCE_M = "junction_distance_m"
    DISTANCE_M = "distance_m"
    COMPANY_NAME = "company_name"
    KVK_NUMBER = "kvk_number"
    PHONE = "phone"
    EMAIL = "email"
    PRESENT_AREA_M2 = "present_area_m2"
    MOST_AREA_M2 = "most_area_m2"
    EXTRA_AREA_M2 = "extra_area_m2"
    UNPLACED_AREA_M2 = "unplaced_area_m2"
    PRESENT_POWER_KW = "present_power_kw"
    PRESENT_PLACE = "present_place"
    MAIN_CATEGORY = "main_category"


NOT_ASKED: Final = frozenset(
    {
        IntakeField.PRESENT_AREA_M2,
        IntakeField.MOST_AREA_M2,
        IntakeField.EXTRA_AREA_M2,
        IntakeField.UNPLACED_AREA_M2,
        IntakeField.PRESENT_POWER_KW,
        IntakeField.PRESENT_PLACE,
        IntakeField.MAIN_CATEGORY,
        IntakeField.DISTANCE_M,
    }
)
"""What a message tells without asking for it, or without telling of what."""


class Certainty(StrEnum):
    """Whether the words say the value, or whether it follows from them."""

    LITERAL = "literal"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Recognised:
    """One value with the words that it rests on: ``quote`` is the text from ``start`` to ``end``."""

    field: IntakeField
    value: RecognisedValue
    quote: str
    start: int
    end: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class FieldReading:
    """Everything found for one field, in the order of the text."""

    field: IntakeField
    found: tuple[Recognised, ...]

    @property
    def settled(self) -> Recognised | None:
        """The one value that was found; of several different ones none, so that nobody chooses in silence."""
        if len({each.value for each in self.found}) != 1:
            return None
        literal = [each for each in self.found if each.certainty is Certainty.LITERAL]
        return (literal or list(self.found))[0]

    @property
    def is_doubtful(self) -> bool:
        """Whether different values stand for one field."""
        return self.settled is None


def readings(found: Iterable[Recognised]) -> tuple[FieldReading, ...]:
    """Gather what was found by field, in the order of ``IntakeField``; the same words count once."""
    ordered = sorted(dict.fromkeys(found), key=lambda each: (each.start, each.end, str(each.value)))
    grouped = {name: tuple(each for each in ordered if each.field is name) for name in IntakeField}
    return tuple(FieldReading(name, values) for name, values in grouped.items() if values)
