"""Reads numbers written as text, and says so when the text can be read in two ways.

"1.234,5" and "1,234.5" each say which sign is the decimal one; "1.234" alone does not. One value never
decides for itself: the column does, by the values that leave no doubt.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACES: Final = re.compile(r"(?<=\d)[ \u00a0\u202f'](?=\d{3})")
_WHOLE: Final = re.compile(r"[+-]?\d+")
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_POINT: Final = re.compile(
    r"[+-]?(?:(?:\d+|\d{1,3}(?:,\d{3})+)?\.\d+(?:[eE][+-]?\d+)?|\d{1,3}(?:,\d{3}){2,})"
)
_COMMA: Final = re.compile(r"[+-]?(?:(?:\d+|\d{1,3}(?:\.\d{3})+)?,\d+|\d{1,3}(?:\.\d{3}){2,})")
_EXPONENT: Final = re.compile(r"[+-]?\d+[eE][+-]?\d+")
_ZERO: Final = re.compile(r"[+-]?0[.,]000")
_UNIT: Final = re.compile(r"\s*(?:ha|hectare|m2|m²|m|euro|eur|€)\.?$", re.IGNORECASE)


class Notation(StrEnum):
    """Which decimal sign a text shows."""

    WHOLE = "whole"
    POINT = "."
    COMMA = ","
    EITHER = "either"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NumberText:
    """What one text may mean; the reading under the other sign is ``None`` where it has none.

    A number beyond what a float holds ("1.5e400") reads as infinite: too large, but a number as written.
    """

    notation: Notation
    as_point: float | None = None
    as_comma: float | None = None

    def under(self, notation: Notation | None) -> float | None:
        """Return the value when the column uses ``notation``; ``None`` when the text does not fit it."""
        if self.notation is Notation.WHOLE:
            return self.as_point
        if self.notation not in {notation, Notation.EITHER}:
            return None
        readings = {Notation.POINT: self.as_point, Notation.COMMA: self.as_comma}
        return readings.get(notation) if notation is not None else None

    @property
    def only_reading(self) -> float | None:
        """The value where the text leaves no doubt."""
        if self.notation is Notation.EITHER:
            return None
        return self.as_comma if self.notation is Notation.COMMA else self.as_point

    @property
    def is_endless(self) -> bool:
        """Whether it is beyond what a float holds: a fault, from which nothing follows for other values."""
        return self.only_reading is not None and math.isinf(self.only_reading)


def read_number(text: str) -> NumberText:
    """Say what a text may mean as a number; surrounding space and spaces between thousands do not count."""
    bare = _SPACES.sub("", text.strip())
    if _ZERO.fullmatch(bare):
        # Zero whichever sign is the decimal one, so it shows neither.
        bare = "0"
    if _WHOLE.fullmatch(bare) or _EXPONENT.fullmatch(bare):
        return NumberText(Notation.WHOLE, float(bare), float(bare))
    if _EITHER.fullmatch(bare):
        return NumberText(Notation.EITHER, _point(bare), _comma(bare))
    if _POINT.fullmatch(bare):
        return NumberText(Notation.POINT, as_point=_point(bare))
    if _COMMA.fullmatch(bare):
        return NumberText(Notation.COMMA, as_comma=_comma(bare))
    return NumberText(Notation.NONE)


def proposed_number(text: str) -> float | None:
    """Propose a value for a text that is no number by itself: one with its unit behind it."""
    bare = _UNIT.sub("", text.strip())
    return read_number(bare).only_reading if bare != text.strip() else None


def notation_of(readings: Iterable[NumberText]) -> Notation:
    """Say which sign a column uses.

    ``WHOLE`` when no value shows a sign, ``EITHER`` when every sign could be both, ``NONE`` when values
    without doubt contradict each other.
    """
    shown = {reading.notation for reading in readings if not reading.is_endless} - {
        Notation.WHOLE,
        Notation.NONE,
    }
    if not shown:
        return Notation.WHOLE
    certain = shown - {Notation.EITHER}
    if not certain:
        return Notation.EITHER
    return certain.pop() if len(certain) == 1 else Notation.NONE


def _point(text: str) -> float:
    return float(text.replace(",", ""))


def _comma(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))
