"""What the values of one column show by themselves: shape, decimal sign, order of dates, unit, codes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.entry.number_text import Notation, NumberText, notation_of, read_number
from drentsportal.domain.message import Message, message
from drentsportal.geodata.mapping_aliases import UNIT_WORDS, WORD_BREAK
from drentsportal.geodata.readings import bare_text, date_reading, is_missing
from drentsportal.services.mapping_draft import DAY_FIRST, OPEN
from drentsportal.services.mapping_proposal import ColumnEvidence, ValueShape, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

SAMPLES: Final = 12
MOST_CODES: Final = 40
"""A column with more distinct values than this is no list of codes that a person can go through."""

_LONGEST_SAMPLE: Final = 120
_MOSTLY: Final = 0.6
_YES_NO: Final = frozenset({"ja", "nee", "j", "n", "yes", "no", "true", "false", "waar", "onwaar"})
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_LEAST_M2_RATIO: Final = 0.004
_MOST_HA_RATIO: Final = 0.0005
_LARGEST_RATIO: Final = 20.0
_HA_LOOK: Final = 500.0
_M2_LOOK: Final = 1000.0


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """The values of a column, prepared once for everything that looks at them.

    ``rows`` holds the text of each row, ``None`` where nothing is stated; ``counts`` the distinct texts in
    the order in which they first occur. ``written`` are those that the source gives as text: only these show
    a decimal sign, a number that is typed has none.
    """

    name: str
    rows: tuple[str | None, ...]
    counts: Mapping[str, int]
    written: frozenset[str]

    @property
    def filled(self) -> int:
        """Number of rows that state something."""
        return sum(self.counts.values())


def column_values(name: str, values: NDArray[Any]) -> ColumnValues:
    """Prepare a column as the source gives it."""
    listed = values.tolist()
    rows = tuple(None if is_missing(value) else bare_text(value) for value in listed)
    counts = Counter(text for text in rows if text is not None)
    is_typed = values.dtype.kind in "iuf"
    written = frozenset() if is_typed else frozenset(value for value in listed if isinstance(value, str))
    return ColumnValues(name, rows, counts, written)


def evidence_of(
    values: ColumnValues, area_m2: NDArray[np.float64] | None, unknown: Collection[str]
) -> ColumnEvidence:
    """Say what a column shows; ``area_m2`` is the area of each row's polygon, ``unknown`` holds folded words.

    Nothing is proposed here as an attribute: that needs the names of all columns.
    """
    stated = [text for text in values.counts if folded(text) and folded(text) not in unknown]
    readings = {text: read_number(text) for text in stated}
    shape = _shape(values, stated, readings)
    decimal, decimal_reasons = _decimal(values, shape, readings)
    unit, unit_reasons = _unit(values, shape, decimal, area_m2)
    return ColumnEvidence(
        name=values.name,
        shape=shape,
        filled=values.filled,
        distinct=len(values.counts),
        samples=tuple(text[:_LONGEST_SAMPLE] for text in list(values.counts)[:SAMPLES]),
        codes=_codes(values, shape, readings),
        unit=unit,
        unit_reasons=unit_reasons,
        decimal=decimal,
        decimal_reasons=decimal_reasons,
        dates=_dates(stated) if shape is ValueShape.DATE else "",
    )


def _shape(values: ColumnValues, stated: Sequence[str], readings: Mapping[str, NumberText]) -> ValueShape:
    if not stated:
        return ValueShape.EMPTY
    if all(folded(text) in _YES_NO for text in stated):
        return ValueShape.YES_NO
    total = sum(values.counts[text] for text in stated)
    dated = sum(values.counts[text] for text in stated if _DATE.fullmatch(text.strip()))
    if dated > _MOSTLY * total:
        return ValueShape.DATE
    numeric = [text for text in stated if readings[text].notation is not Notation.NONE]
    if sum(values.counts[text] for text in numeric) <= _MOSTLY * total:
        return ValueShape.TEXT
    whole = all(readings[text].notation is Notation.WHOLE for text in numeric)
    return ValueShape.WHOLE if whole else ValueShape.NUMBER


def _decimal(
    values: ColumnValues, shape: ValueShape, readings: Mapping[str, NumberText]
) -> tuple[str, tuple[Message, ...]]:
    """Say which decimal sign the texts of a column show; a typed number has none to ask about."""
    readings = {
        text: each for text, each in readings.items() if text in values.written and not each.is_endless
    }
    if shape is not ValueShape.NUMBER or not readings:
        return "", ()
    found = notation_of(readings.values())
    if found in {Notation.POINT, Notation.COMMA}:
        example = next(text for text, each in readings.items() if each.notation is found)
        number = readings[example].only_reading
        return found.value, (message("mapping.reason.decimal", example=example, number=number),)
    if found is Notation.WHOLE:
        return "", ()
    if found is Notation.EITHER:
        example = next(text for text, each in readings.items() if each.notation is Notation.EITHER)
        reading = readings[example]
        return OPEN, (
            message(
                "mapping.reason.decimal_either",
                example=example,
                as_comma=reading.as_comma,
                as_point=reading.as_point,
            ),
        )
    one, other = (
        next(text for text, each in readings.items() if each.notation is sign)
        for sign in (Notation.COMMA, Notation.POINT)
    )
    return OPEN, (message("mapping.reason.decimal_both", one=one, other=other),)


def _unit(
    values: ColumnValues, shape: ValueShape, decimal: str, area_m2: NDArray[np.float64] | None
) -> tuple[str, tuple[Message, ...]]:
    """Say in which unit of area a column would be: by its name and by the polygons; never by size alone."""
    if shape not in {ValueShape.NUMBER, ValueShape.WHOLE}:
        return "", ()
    named = unit_in_name(values.name)
    reasons = [message("mapping.reason.unit_name", unit=named)] if named else []
    numbers = numbers_of(values, decimal)
    measured = ""
    if area_m2 is not None and (ratio := _median_ratio(numbers, area_m2)) is not None:
        measured = _unit_of_ratio(ratio[0])
        if measured:
            reasons.append(message("mapping.reason.unit_geometry", unit=measured, rows=ratio[1]))
    if named and measured and named != measured:
        return OPEN, tuple(reasons)
    if not reasons:
        return OPEN, _look(numbers)
    return named or measured, tuple(reasons)


def _look(numbers: NDArray[np.float64]) -> tuple[Message, ...]:
    """Say what the size of the numbers suggests; a suggestion that leaves the question open."""
    stated = numbers[numbers > 0]
    if not len(stated):
        return ()
    low, high, middle = float(stated.min()), float(stated.max()), float(np.median(stated))
    unit = "ha" if middle < _HA_LOOK else "m2" if middle > _M2_LOOK else ""
    return (message("mapping.reason.unit_size", unit=unit, low=low, high=high),) if unit else ()


def numbers_of(values: ColumnValues, decimal: str) -> NDArray[np.float64]:
    """Return the number of each row, NaN where there is none that can be compared.

    That is where the decimal sign is not known, and where a number is beyond what a float holds.
    """
    notation = Notation(decimal) if decimal and decimal != OPEN else Notation.POINT
    by_text = {}
    for text in values.counts:
        sign = Notation.POINT if text not in values.written else None if decimal == OPEN else notation
        number = read_number(text).under(sign)
        by_text[text] = np.nan if number is None or np.isinf(number) else number
    return np.array([np.nan if text is None else by_text[text] for text in values.rows], dtype=np.float64)


def _median_ratio(numbers: NDArray[np.float64], area_m2: NDArray[np.float64]) -> tuple[float, int] | None:
    with np.errstate(invalid="ignore", divide="ignore"):
        usable = (numbers > 0) & (area_m2 > 0)
    if not usable.any():
        return None
    return float(np.median(numbers[usable] / area_m2[usable])), int(usable.sum())


def _unit_of_ratio(ratio: float) -> str:
    if _LEAST_M2_RATIO < ratio < _LARGEST_RATIO:
        return "m2"
    return "ha" if 0 < ratio < _MOST_HA_RATIO else ""


def unit_in_name(name: str) -> str:
    """Return the unit of area that a column's name states, empty for none."""
    words = WORD_BREAK.split(unicodedata.normalize("NFKC", name))
    units = {UNIT_WORDS[word.casefold()] for word in words if word.casefold() in UNIT_WORDS}
    return units.pop() if len(units) == 1 else ""


def _dates(stated: Iterable[str]) -> str:
    """Say whether the day comes first: shown by years at the end, asked where both occur."""
    iso = [date_reading(text, "").value is not None for text in stated]
    if all(iso):
        return ""
    turned = [date_reading(text, DAY_FIRST).value is not None for text in stated]
    return OPEN if any(iso) or not all(turned) else DAY_FIRST


def _codes(
    values: ColumnValues, shape: ValueShape, readings: Mapping[str, NumberText]
) -> tuple[tuple[str, int], ...]:
    """Return the distinct values as codes; of a column of numbers only those that are no number."""
    texts = list(values.counts)
    if shape is ValueShape.NUMBER or (shape is ValueShape.WHOLE and len(texts) > MOST_CODES):
        texts = [text for text in texts if text not in readings or readings[text].notation is Notation.NONE]
    if len(texts) > MOST_CODES:
        return ()
    return tuple((text, values.counts[text]) for text in texts)
