"""Companies and their people, kept apart from cases: a case names a company by its key alone."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

LEGAL_FORMS: Final = frozenset(
    {
        "ag",
        "bv",
        "co",
        "cv",
        "ev",
        "gmbh",
        "groep",
        "group",
        "holding",
        "inc",
        "kg",
        "ltd",
        "maatschap",
        "nv",
        "sa",
        "stichting",
        "vof",
    }
)
"""Words that tell a legal form and not who it is."""

_PLAIN_ASCII: Final = {
    code: None if chr(code) == "." else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}
"""What becomes of the signs of most names: the same as of others, in a tenth of the time."""


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody at a company, with what is needed to reach them and no more."""

    name: str
    function: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """A company as the desk knows it; sealed in the store, in no export.

    ``key`` reads ``B-0007`` and is all that a case, a report or a shared file knows of it.
    ``kvk_number`` has eight digits or is empty, where it is not known.
    """

    key: str
    name: str
    kvk_number: str = ""
    place: str = ""
    persons: tuple[ContactPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyTraces:
    """What a request tells of the company behind it; empty where it does not."""

    name: str = ""
    kvk_number: str = ""
    email: str = ""
    phone: str = ""


def plain_name(name: str) -> str:
    """Return a name as it is compared: small letters and figures, without accents and legal form."""
    letters = name.translate(_PLAIN_ASCII) if name.isascii() else _plain_letters(name)
    named = letters.split()
    return " ".join([each for each in named if each not in LEGAL_FORMS] or named)


def _plain_letters(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.replace(".", "").casefold())
    return "".join(each if each.isalnum() else " " for each in split if not unicodedata.combining(each))


def names_company(text: str, name: str) -> bool:
    """Whether a text gives the name of a company away: the words of it, legal form left out, in a row."""
    told, wanted = f" {plain_name(text)} ", plain_name(name)
    return bool(wanted) and f" {wanted} " in told
