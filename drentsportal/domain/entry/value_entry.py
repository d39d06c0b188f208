"""What a person types for one value of a site, read without guessing."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.entry.entry_text import LONGEST_NAME, has_foreign_digit, is_shown
from drentsportal.domain.entry.number_text import Notation, read_number
from drentsportal.domain.sites.attributes import AttributeSpec, ValueType
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES, category_rank
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

_DUTCH_DATE: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_POSTCODE: Final = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})")
_MUNICIPALITY: Final = re.compile(r"GM[0-9]{4}")
_RIN: Final = re.compile(r"[0-9]+")
_MAIN_CATEGORIES: Final = 6
_YEARS: Final = range(1800, 2101)
_DATED_YEARS: Final = range(1990, 2101)
"""No term, publication or day of a source that is kept here lies outside these."""
_LARGEST: Final = {
    "sale_price_eur_m2": 10_000.0,
    "eur_m2_year": 1_000.0,
    "eur_m2": 2_500.0,
    "ha": 10_000.0,
    "m2": 100_000_000.0,
    "m": 200.0,
}
"""No figure of a site in this province comes near these; more is a slip of the keyboard.

The longest ending that fits counts, so it stands first. The bounds are a choice of this program, far above
what ground for business costs and buildings cost or rent for in Drenthe, and far below a price of the whole.
"""


def read_entry(
    spec: AttributeSpec, text: str, *, decimal: Notation = Notation.COMMA
) -> str | float | int | bool | None:
    """Return the value that ``text`` means, in the form in which it is stored; ``None`` for an empty text.

    ``decimal`` is the decimal sign of the person's language. A number that could be read in two ways, as
    ``1.250`` where a comma is the decimal sign, is read by that sign; one that has a single reading, as
    ``18.2``, is read as that. Choices and sets are their ids. Raises ``InputError`` that names the attribute.
    """
    bare = text.strip()
    if not bare:
        return None
    if spec.type is not ValueType.TEXT and has_foreign_digit(bare):
        raise _refused("error.entry.foreign_digit", spec, text)
    return _READERS[spec.type](spec, bare, decimal)


def _text(spec: AttributeSpec, text: str, _decimal: Notation) -> str:
    if spec.id == "postcode":
        return _postcode(spec, text)
    if spec.id == "municipality_code" and not _MUNICIPALITY.fullmatch(text):
        raise _refused("error.entry.municipality", spec, text)
    if spec.id.endswith("_link") and not text.startswith(("https://", "http://")):
        raise _refused("error.entry.link", spec, text)
    if spec.id == "rin" and not _RIN.fullmatch(text):
        raise _refused("error.entry.rin", spec, text)
    if not is_shown(text):
        raise _refused("error.entry.control_sign", spec, text)
    if spec.id.endswith("name") and len(text) > LONGEST_NAME:
        raise InputError("error.entry.name_too_long", field=spec.id, most=LONGEST_NAME, count=len(text))
    return text


def _postcode(spec: AttributeSpec, text: str) -> str:
    found = _POSTCODE.fullmatch(text)
    if found is None:
        raise _refused("error.entry.postcode", spec, text)
    return f"{found[1]}{found[2].upper()}"


def _text_set(_spec: AttributeSpec, text: str, _decimal: Notation) -> str:
    return ";".join(sorted({part.strip() for part in text.split(";") if part.strip()}))


def _number(spec: AttributeSpec, text: str, decimal: Notation) -> float:
    read = read_number(text)
    value = read.under(decimal) if read.only_reading is None else read.only_reading
    if value is None:
        raise _refused("error.entry.number", spec, text)
    if value < 0:
        raise _refused("error.entry.negative", spec, text)
    limit = next((most for unit, most in _LARGEST.items() if f"_{spec.id}".endswith(f"_{unit}")), math.inf)
    if value > limit or math.isinf(value):
        raise _refused("error.entry.too_large", spec, text)
    return value


def _integer(spec: AttributeSpec, text: str, decimal: Notation) -> int:
    value = _number(spec, text, decimal)
    if not value.is_integer():
        raise _refused("error.entry.whole_number", spec, text)
    whole = int(value)
    if spec.id == "category_main_max" and not 1 <= whole <= _MAIN_CATEGORIES:
        raise _refused("error.entry.main_category", spec, text)
    if spec.id.endswith("_year") and whole not in _YEARS:
        raise _refused("error.entry.year", spec, text)
    return whole


def _real(spec: AttributeSpec, text: str, decimal: Notation) -> float:
    return float(_number(spec, text, decimal))


def _boolean(spec: AttributeSpec, text: str, _decimal: Notation) -> bool:
    if text not in {"true", "false"}:
        raise _refused("error.entry.yes_or_no", spec, text)
    return text == "true"


def _date(spec: AttributeSpec, text: str, _decimal: Notation) -> str:
    return read_date(text, spec).iso


def read_date(text: str, spec: AttributeSpec | None = None) -> PartialDate:
    """Read ``17-11-2026``, ``2026-11-17``, ``2026-11`` or ``2026``, from 1990 to 2100.

    Raises ``InputError``.
    """
    field = spec.id if spec else "as_of"
    if has_foreign_digit(text):
        raise InputError("error.entry.date", field=field, text=text)
    dutch = _DUTCH_DATE.fullmatch(text.strip())
    iso = f"{dutch[3]}-{int(dutch[2]):02d}-{int(dutch[1]):02d}" if dutch else text
    try:
        read = PartialDate.parse(iso)
    except InputError as error:
        raise InputError("error.entry.date", field=field, text=text) from error
    if read.year not in _DATED_YEARS:
        raise InputError("error.entry.date_year", field=field, text=text)
    return read


def _category(spec: AttributeSpec, text: str, _decimal: Notation) -> str:
    try:
        return CATEGORIES[category_rank(text) - 1]
    except InputError as error:
        raise _refused("error.entry.category", spec, text) from error


def _choice(spec: AttributeSpec, text: str, _decimal: Notation) -> str:
    if text not in spec.choices:
        raise _refused("error.entry.choice", spec, text)
    return text


def _refused(message_id: str, spec: AttributeSpec, text: str) -> InputError:
    return InputError(message_id, field=spec.id, attribute=spec.id, text=text)


_READERS: Final[dict[ValueType, Callable[[AttributeSpec, str, Notation], str | float | int | bool]]] = {
    ValueType.TEXT: _text,
    ValueType.TEXT_SET: _text_set,
    ValueType.INTEGER: _integer,
    ValueType.REAL: _real,
    ValueType.BOOLEAN: _boolean,
    ValueType.DATE: _date,
    ValueType.CATEGORY: _category,
    ValueType.CHOICE: _choice,
}
