"""Reads one value of a source as one of our types, and says what is wrong where it does not fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITY_CODES, category_rank
from drentsportal.errors import InputError
from drentsportal.services.mapping_draft import DAY_FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.geodata.mapping import ColumnRule

_DAMAGE: Final = re.compile(r"[\x00-\x1f\ufffd]")
_MOJIBAKE: Final = re.compile("[ÃÂ]|â€")
_ODD_TEXT: Final = re.compile(r"[\x00-\x1f\ufffdÃÂ]|â€|\s\s|^\s|\s$")
_YES: Final = frozenset({"true", "ja", "j", "yes", "y", "1", "1.0", "waar"})
_NO: Final = frozenset({"false", "nee", "n", "no", "0", "0.0", "onwaar"})
_NOT_KNOWN: Final = frozenset({"onbekend", "unknown"})
_CODE_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What a value was read as; ``issue`` is a message id, ``proposal`` what it probably means."""

    value: object | None
    issue: str = ""
    proposal: object | None = None


def is_missing(value: object) -> bool:
    """No value: null, an empty text, or the NaN that stands for null in a column of numbers or dates."""
    return value is None or value == "" or value != value  # noqa: PLR0124 - only NaN differs from itself


def bare_text(value: object) -> str:
    """Return the text of a value as a person would write it: 450.0 from a column with gaps is 450."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def is_damaged(text: str) -> bool:
    """Whether a text holds U+FFFD, the sign of a lost character, or a control character."""
    return _DAMAGE.search(text) is not None


def reader_of(rule: ColumnRule) -> Callable[[object], Reading]:
    """Return the function that reads a value of a rule's column (numbers are read per column instead)."""
    if rule.attribute.id == "municipality_code":
        return lambda value: _municipality(rule, _uncoded(rule, value))
    readers: dict[ValueType, Callable[[object], Reading]] = {
        ValueType.TEXT: lambda value: _text(rule, bare_text(value)),
        ValueType.TEXT_SET: lambda value: _text_set(_uncoded(rule, value)),
        ValueType.BOOLEAN: lambda value: _boolean(_uncoded(rule, value)),
        ValueType.DATE: lambda value: date_reading(bare_text(value), rule.dates),
        ValueType.CATEGORY: lambda value: _category(_uncoded(rule, value)),
        ValueType.CHOICE: lambda value: _choice(rule, bare_text(value)),
    }
    return readers[rule.attribute.type]


def _uncoded(rule: ColumnRule, value: object) -> str:
    """Return a value as text, turned into our own word where it is a known code of the source."""
    text = bare_text(value)
    return rule.codes.get(text, text)


def _text(rule: ColumnRule, text: str) -> Reading:
    if text in rule.unknown_codes:
        return Reading(None)
    text = rule.codes.get(text, text)
    if rule.known_codes and text not in rule.known_codes:
        return Reading(text, "issue.code_unknown")
    return _remarked(text) if _ODD_TEXT.search(text) else Reading(text)


def _remarked(text: str) -> Reading:
    """Keep a text as it is, and say what is odd about it."""
    if is_damaged(text):
        return Reading(text, "issue.text_damaged")
    if _MOJIBAKE.search(text) and (meant := _undamaged(text)) is not None:
        return Reading(text, "issue.text_damaged", meant)
    if "  " in text or text != text.strip():
        return Reading(text, "issue.text_spacing", " ".join(text.split()))
    return Reading(text)


def _undamaged(text: str) -> str | None:
    """UTF-8 that was once read as Windows text, read back."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _municipality(rule: ColumnRule, text: str) -> Reading:
    bare = text.strip()
    if bare in rule.unknown_codes:
        # Told per site as "gemeente unknown", with every other site without a gemeente.
        return Reading(None)
    if bare[:2] == "GM" and bare[2:].isdigit():
        return Reading(bare)
    by_number = f"GM{bare.zfill(_CODE_DIGITS)}" if bare.isdigit() else None
    proposal = by_number or MUNICIPALITY_CODES.get(bare.casefold())
    return Reading(None, "issue.municipality_code", proposal)


def _text_set(text: str) -> Reading:
    parts = sorted({part.strip() for part in text.split(";")} - {""})
    return Reading(";".join(parts) or None)


def _boolean(text: str) -> Reading:
    word = text.strip().casefold()
    if word in _YES | _NO:
        return Reading(word in _YES)
    return Reading(None, "" if word in _NOT_KNOWN else "issue.not_yes_or_no")


def date_reading(text: str, dates: str) -> Reading:
    """Read a date; ``dates`` is ``day_first`` where the source writes 17-11-2026, empty for 2026-11-17."""
    if dates == DAY_FIRST and (turned := _turned_date(text)) is not None:
        return Reading(turned)
    try:
        return Reading(PartialDate.parse(text).iso)
    except InputError:
        return Reading(None, "issue.not_a_date", _turned_date(text))


def _turned_date(text: str) -> str | None:
    """Propose ISO for a Dutch date, day first."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    try:
        return PartialDate.parse("-".join(reversed(parts))).iso if len(parts) == 3 else None  # noqa: PLR2004 - day, month, year
    except InputError:
        return None


def _category(text: str) -> Reading:
    try:
        return Reading(CATEGORIES[category_rank(text) - 1])
    except InputError:
        return Reading(None, "issue.code_not_listed")


def _choice(rule: ColumnRule, text: str) -> Reading:
    code = rule.codes.get(text, text)
    if code in rule.unknown_codes:
        return Reading(None)
    if code in rule.attribute.choices:
        return Reading(code)
    # Classes that are written with capitals (CEMT: Va) are the same in small letters.
    bare = code.strip().casefold()
    if (found := {each.casefold(): each for each in rule.attribute.choices}.get(bare)) and found != bare:
        return Reading(found)
    folded = bare.replace(" ", "_")
    return Reading(None, "issue.code_not_listed", folded if folded in rule.attribute.choices else None)
