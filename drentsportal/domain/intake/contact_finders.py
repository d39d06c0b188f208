"""Finds telephone numbers and mail addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.number_reading import MessageLanguage
from drentsportal.domain.intake.recognised import IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])")
_PHONE: Final = re.compile(
    r"(?<![\w.,+/-])(?P<number>(?:\+|00)(?:\d[ ().\-/\u2010-\u2013]{0,3}){8,14}\d"
    r"|\(?0(?:[ ().\-\u2010-\u2013]{0,3}\d){9})(?![ ]?\d)"
)
_DUTCH_OR_UNKNOWN: Final = frozenset({MessageLanguage.DUTCH, None})
"""Where a number without a country is taken as a Dutch one."""

_DUTCH_DIGITS: Final = 10
_FAX: Final = re.compile(r"(?:\b(?:tele)?fax\w*|\bF)[ \t]*[.:]*[ \t]*$", re.IGNORECASE)
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
    German text a German one; both are derived. Fax is none.
    """
    for match in _EMAIL.finditer(passage.searched):
        address = match[0].casefold().rstrip(".")
        is_own = address == passage.asker_address.casefold()
        yield passage.found(IntakeField.EMAIL, address, match.span(), literal=is_own)
    for match in _PHONE.finditer(passage.searched):
        number = plain_phone(match["number"])
        literal = match["number"].startswith(("+", "00"))
        if _is_fax(passage, match):
            continue
        is_mobile = number.startswith("+316") and passage.language is not MessageLanguage.GERMAN
        if number and (literal or is_mobile or passage.language in _DUTCH_OR_UNKNOWN):
            yield passage.found(IntakeField.PHONE, number, match.span(), literal=literal)
    if passage.language is MessageLanguage.GERMAN:
        yield from _german_phones(passage)


def _german_phones(passage: SearchedText) -> Iterator[Recognised]:
    for match in _GERMAN_PHONE.finditer(passage.searched):
        figures = re.sub(r"\D", "", match["number"])
        if len(figures) in _GERMAN_DIGITS and not _is_fax(passage, match):
            yield passage.found(IntakeField.PHONE, f"+49{figures[1:]}", match.span("number"), literal=False)


def _is_fax(passage: SearchedText, match: re.Match[str]) -> bool:
    start = match.start("number")
    return _FAX.search(passage.searched[max(0, start - 20) : start]) is not None


def plain_phone(text: str) -> str:
    """Return a number as +31592365555; empty for what is none. Without a country it is a Dutch one.

    A zero in brackets behind the country (+31 (0)592) is not dialled and left out.
    """
    figures = re.sub(r"[^\d+]", "", re.sub(r"(?<=\d)\s*\(0\)", "", text.strip()))
    if figures.startswith("00"):
        figures = f"+{figures[2:]}"
    if figures.startswith("+310"):
        figures = f"+31{figures[4:]}"
    if figures.startswith("+"):
        return figures if 10 <= len(figures) <= 16 and figures[1:].isdigit() else ""  # noqa: PLR2004 - E.164
    if figures.startswith("0") and len(figures) == _DUTCH_DIGITS and figures.isdigit():
        return f"+31{figures[1:]}"
    return ""
