"""Finds telephone numbers, mail addresses, numbers of the KvK and names of companies."""

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
_KVK: Final = re.compile(
    r"(?:k\.?v\.?k\.?|kamer\s+van\s+koophandel|chamber\s+of\s+commerce|\bcoc|handelsregister)"
    r"(?:[\s-]*(?:nummer|nr|no|number))?[\s.:-]*(?P<number>\d{8}|\d{2}[ .]\d{3}[ .]\d{3})(?!\d)",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(
    r"(?<![\w.,+/-])(?P<number>(?:\+|00)(?:\d[ ().\-/]{0,3}){8,14}\d|\(?0(?:[ ().\-]{0,3}\d){9})(?![ ]?\d)"
)
_DUTCH_OR_UNKNOWN: Final = frozenset({MessageLanguage.DUTCH, None})
"""Where a number without a country is taken as a Dutch one."""

_DUTCH_DIGITS: Final = 10
_COMPANY: Final = re.compile(
    r"(?<![\w&])(?P<name>(?:[A-Z0-9][\w&'\u2019\-]*\.?[ \u00a0]+(?:(?:&|en|and|und|van|de"
    r"|der)[ \u00a0]+)?){1,5}?)"
    r"(?P<form>B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|GmbH(?:[ ]&[ ]Co\.?[ ]KG)?|Ltd\.?|AG|Inc\.?|Holding)(?!\w)"
)
_OPENING: Final = re.compile(
    r"^(?:(?:Wij|We|Ons|Onze|Our|Unser|Unsere|The|Het|De|Bij|Namens|Voor|Ik|Dear|Beste|Geachte|Bedrijf"
    r"|Firma|Company|Klant|Wir|Die|Der)[ ]+)+"
)


def contacts(passage: SearchedText) -> Iterator[Recognised]:
    """Find what reaches and names a company; telephone numbers begin with + and the number of the country."""
    for match in _EMAIL.finditer(passage.searched):
        yield passage.found(IntakeField.EMAIL, match[0].casefold().rstrip("."), match.span(), literal=True)
    for match in _KVK.finditer(passage.searched):
        digits = re.sub(r"\D", "", match["number"])
        yield passage.found(IntakeField.KVK_NUMBER, digits, match.span(), literal=True)
    for match in _PHONE.finditer(passage.searched):
        number = plain_phone(match["number"])
        literal = match["number"].startswith(("+", "00"))
        if number and (literal or passage.language in _DUTCH_OR_UNKNOWN):
            yield passage.found(IntakeField.PHONE, number, match.span(), literal=literal)


def companies(passage: SearchedText) -> Iterator[Recognised]:
    """Find names that end in a legal form."""
    for match in _COMPANY.finditer(passage.searched):
        name = _OPENING.sub("", " ".join(match["name"].split()))
        if name:
            start = match.start() + match[0].index(name.split()[0])
            full = f"{name} {match['form']}"
            yield passage.found(IntakeField.COMPANY_NAME, full, (start, match.end()), literal=True)


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
