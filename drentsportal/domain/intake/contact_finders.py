"""Finds telephone numbers and mail addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.number_reading import MessageLanguage
from drentsportal.domain.intake.phone_numbers import phone_numbers
from drentsportal.domain.intake.recognised import IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])")
_DUTCH_OR_UNKNOWN: Final = frozenset({MessageLanguage.DUTCH, None})
"""Where a number without a country is taken as a Dutch one."""

_FAX: Final = re.compile(r"(?:\b(?:tele)?fax\w*|\bF)[ \t]*[.:]*[ \t]*$", re.IGNORECASE)
_OTHER_NUMBER: Final = re.compile(
    r"\b(?:(?!tel|mob|fon|phone|gsm|handy|ruf|doorkies|durchwahl|contact)\w{2,}(?:nr|nummer|code|kenmerk|zeichen)"
    r"|(?:dossier|ticket|artikel|article|order|bestelling|factuur|rechnung|invoice|kvk|btw|vat|ust|iban|bic|eori"
    r"|gln|hrb|rekening|konto|account|polis|kenmerk|referentie|reference|referenz|sectie\s+\w|coördinaten)"
    r"(?:[ -]?(?:nr|nummer|number|no|id))?)"
    r"[ \t]*[.:#]*[ \t]*(?:NL)?[ \t]*$",
    re.IGNORECASE,
)
"""Words before figures that are the number of something else than a telephone."""
_WEB: Final = re.compile(
    r"\b(?:https?://|ftp://|www\.)[^\s<>]{1,500}|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,12}/[^\s<>]{1,500}",
    re.IGNORECASE,
)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
_GERMAN_PHONE: Final = re.compile(
    r"(?:\b(?:Tel(?:efon|\.|:)?|Fon|Mobil(?:telefon)?|Handy|Durchwahl|Ruf)[ \t.:]*|\u260e[ \t]*"
    r"|^[ \t]*|[,|][ \t]+)"
    r"(?P<number>\(?0\d{1,4}\)?(?:[ \t/-]{0,3}\d{1,9}){1,4})(?![\d.,]*\d|[ \t]*(?:€|EUR|m²|qm|ha))"
    r"(?=[ \t]*(?:$|[,;|)]|\.\s|Handy|Mobil|Fax))",
    re.IGNORECASE | re.MULTILINE,
)
_GERMAN_DIGITS: Final = range(8, 14)


def contacts(passage: SearchedText) -> Iterator[Recognised]:
    """Find what reaches whoever asks; an address is literal where the message came from it.

    A telephone number begins with + and the number of the country. Without a country it is a Dutch one, in a
    German text a German one; both are derived, and so is one that may end elsewhere. Fax is none.
    """
    for match in _EMAIL.finditer(passage.searched):
        address = match[0].casefold().rstrip(".")
        is_own = address == passage.asker_address.casefold()
        yield passage.found(IntakeField.EMAIL, address, match.span(), literal=is_own)
    taken = _other_figures(passage.searched)
    for found in phone_numbers(passage.searched):
        if _is_none(passage.searched, found.start, found.end, taken):
            continue
        is_mobile = found.number.startswith("+316") and passage.language is not MessageLanguage.GERMAN
        if found.has_country or is_mobile or passage.language in _DUTCH_OR_UNKNOWN:
            span = (found.start, found.end)
            yield passage.found(IntakeField.PHONE, found.number, span, literal=found.is_sure)
    if passage.language is MessageLanguage.GERMAN:
        yield from _german_phones(passage)


def _german_phones(passage: SearchedText) -> Iterator[Recognised]:
    taken = _other_figures(passage.searched)
    for match in _GERMAN_PHONE.finditer(passage.searched):
        figures, span = re.sub(r"\D", "", match["number"]), match.span("number")
        if len(figures) in _GERMAN_DIGITS and not _is_none(passage.searched, *span, taken):
            yield passage.found(IntakeField.PHONE, f"+49{figures[1:]}", span, literal=False)


def _other_figures(text: str) -> list[tuple[int, int]]:
    """Return the stretches whose figures are of an address on the web, of a mailbox or of a bank account."""
    return [each.span() for pattern in (_WEB, _EMAIL, _IBAN) for each in pattern.finditer(text)]


def _is_none(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether figures are a fax, another number by the word before them, or stand in such a stretch."""
    before = text[max(0, start - 40) : start]
    is_other = _FAX.search(before) is not None or _OTHER_NUMBER.search(before) is not None
    return is_other or any(first < end and start < last for first, last in taken)


def plain_phone(text: str) -> str:
    """Return a number as +31592365555; empty for what is none. Without a country it is a Dutch one.

    A zero in brackets behind the country (+31 (0)592) is not dialled and left out.
    """
    found = next(phone_numbers(text), None)
    if found is None or re.search(r"\d", text[: found.start] + text[found.end :]):
        return ""
    return found.number
