"""The values of scales in units of people, and back to the exact whole numbers of matching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drentsportal.domain.entry.number_text import read_number
from drentsportal.domain.match.criteria import CRITERION_BY_ID, SCALE_TOP
from drentsportal.errors import InputError
from drentsportal.language.typed_figures import figure_as_typed, notation_of
from drentsportal.ui.dialogs.moments import day_as_typed, read_day

if TYPE_CHECKING:
    from drentsportal.domain.match.criteria import Criterion
    from drentsportal.language import Language

WORTH_STEP: Final = SCALE_TOP // 100
"""One point of a hundred."""


@dataclass(frozen=True, slots=True)
class ScaleUnit:
    """A unit as people use it.

    ``factor`` is how many exact units it has, ``spec`` the format that writes an exact value with its unit,
    ``step`` the exact step of a hand on the curve, ``example`` what can be typed. The text of the unit is
    ``ui.profile.unit.<id>``.
    """

    id: str
    factor: int
    spec: str
    step: int
    example: str = "2,5"


_UNITS: Final = {
    "m2": ScaleUnit("ha", 10_000, "ha", 1_000),
    "m": ScaleUnit("km", 1_000, "km", 100),
    "s": ScaleUnit("minutes", 60, "minutes", 60, "15"),
    "eurocent_m2": ScaleUnit("eurocent", 100, "eurocent", 100, "75"),
    "day": ScaleUnit("day", 1, "day", 1, "31-12-2027"),
}
_S_PER_MINUTE: Final = 60
_SLACK_S: Final = Decimal("0.005")
_DECIMALS: Final = 4
_OWN: Final = {
    "floor_area": ScaleUnit("m2", 1, "m2", 10, "500"),
    "rent": ScaleUnit("rent", 100, "eurocent", 100, "75"),
}
_CLASS_GROUPS: Final = {
    "segment": "segment",
    "regional_profile": "regional_profile",
    "reuse": "reuse",
    "storage": "yes_no",
    "broadband": "yes_no",
    "park_management": "yes_no",
}


def unit_of(criterion_id: str) -> ScaleUnit:
    """Return the unit of a criterion that is valued by numbers."""
    return _OWN.get(criterion_id) or _UNITS[CRITERION_BY_ID[criterion_id].unit]


def as_typed(criterion_id: str, value: int, language_code: str) -> str:
    """Write an exact value as a person types it in a language, without unit."""
    unit = unit_of(criterion_id)
    if unit.id == "day":
        return day_as_typed(date.fromordinal(max(1, value)).isoformat(), language_code)
    return _plain(Decimal(value) / unit.factor, language_code)


def read_typed(criterion_id: str, text: str, language_code: str) -> int:
    """Read what was typed; raises ``InputError`` for what is no value in this unit."""
    unit = unit_of(criterion_id)
    if unit.id == "day":
        return date.fromisoformat(read_day(text, criterion_id)).toordinal()
    return _whole(text, unit.factor, unit.example, language_code)


def length_as_typed(criterion_id: str, value: int, language_code: str) -> str:
    """Write how far one value lies from another, in days where values are days."""
    return str(value) if unit_of(criterion_id).id == "day" else as_typed(criterion_id, value, language_code)


def read_length(criterion_id: str, text: str, language_code: str) -> int:
    """Read how far one value lies from another; raises ``InputError``."""
    unit = unit_of(criterion_id)
    return _whole(text, unit.factor, "30" if unit.id == "day" else unit.example, language_code)


def worth_as_typed(worth: int, language_code: str) -> str:
    """Write a worth as points of a hundred."""
    return _plain(Decimal(worth) / WORTH_STEP, language_code)


def read_worth(text: str, language_code: str) -> int:
    """Read points of a hundred; raises ``InputError``."""
    return _whole(text, WORTH_STEP, "50", language_code)


def read_weight(text: str, language_code: str) -> int:
    """Read a weight, a whole number; raises ``InputError``."""
    return _whole(text, 1, "20", language_code)


def tenths_as_typed(tenths: int, language_code: str) -> str:
    """Write whole decimetres as metres with one decimal."""
    return _plain(Decimal(tenths) / 10, language_code)


def read_tenths(text: str, language_code: str) -> int:
    """Read metres with one decimal as whole decimetres; raises ``InputError``."""
    return _whole(text, 10, "2,5", language_code)


def class_name(language: Language, criterion: Criterion, class_id: str) -> str:
    """Name a class; one that a file brought keeps its id."""
    group = _CLASS_GROUPS.get(criterion.id, "scarce")
    text_id = f"ui.profile.class.{group}.{class_id}"
    return language.text(text_id) if text_id in language else class_id


def _whole(text: str, factor: int, example: str, language_code: str) -> int:
    read, notation = read_number(text), notation_of(language_code)
    value = read.under(notation) if read.only_reading is None else read.only_reading
    exact = None if value is None else Decimal(repr(value)) * factor
    if exact is None or not exact.is_finite() or exact < 0 or not _is_whole(exact, factor):
        raise InputError("ui.profile.number", text=text, example=example.replace(",", notation.value))
    return int(exact.to_integral_value())


def _is_whole(exact: Decimal, factor: int) -> bool:
    """Whether a value is whole; thirds of a minute are written with four decimals and mean whole seconds."""
    slack = _SLACK_S if factor == _S_PER_MINUTE else 0
    return abs(exact - exact.to_integral_value()) <= slack


def _plain(value: Decimal, language_code: str) -> str:
    return figure_as_typed(round(value, _DECIMALS).normalize(), language_code)
