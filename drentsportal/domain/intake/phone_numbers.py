"""Telephone numbers by the plans of their countries: what does not fit a plan is none, or doubted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN: Final = r"[ ().\-/\u2010-\u2013]{0,3}"
_ABROAD: Final = re.compile(rf"\(?(?:\+[ ]?|00)(?P<run>[1-9](?:{_SIGN}\d){{7,24}})")
_AT_HOME: Final = re.compile(rf"\(?(?P<run>0{_SIGN}[1-9](?:{_SIGN}\d){{8,24}})")
_BEGINS: Final = re.compile(r"(?<![\w.,+/=&?#@-])(?=\(?(?:\+|0)[ ]?[\d(])")
_TRUNK: Final = re.compile(r"\(0\)")
_NEXT: Final = re.compile(r"[ ][/\-\u2013][ ]+\(?0")
"""A sign between blanks before a zero: there the next number begins."""
_DATE: Final = re.compile(r"\d{1,2}([-./])\d{1,2}\1(?:19|20)\d{2}(?!\d)")
_JOINED: Final = re.compile(r"[ ]?[-./\u2013]?[ ]?\d")
_ANOTHER: Final = re.compile(r"[ ]*[-/|,;]?[ ]*\(?(?:\+|0)")
_MEASURE: Final = re.compile(
    r"[ ]?(?:[\u00b2\u20ac%]|(?:ha|hectares?|hektar|m2|m\u00b2|qm|sqm|m|km|kw|mw|kva|mva|euro?|eur|fte|uur"
    r"|uhr|x|jaar|years?|jahre|dagen|days|tage|medewerkers|mitarbeiter\w*|employees|mensen|man|people)(?!\w))",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(
    r"\s*(?:$|\n|[,;|)\]/]|\.(?:\s|$)|[ ](?:tele)?fax|[ ](?:mobi\w+|tel\w*|handy)"
    r"|[ ](?:ext\w*|toestel|e-?mail|www\.|\())",
    re.IGNORECASE,
)

_DUTCH: Final = "31"
_GERMAN: Final = "49"
_LENGTHS: Final = {
    "1": (10,), _DUTCH: (9,), "32": (8, 9), "33": (9,), "34": (9,), "41": (9,), "44": (10,), "45": (8,),
    "47": (8,), "48": (9,), "81": (9, 10), "91": (10,), "351": (9,), "420": (9,),
}  # fmt: skip
"""How many figures a number has behind that of its country, where the plan has one length."""
_GERMAN_LENGTHS: Final = range(7, 12)
_OTHER_LENGTHS: Final = range(8, 16)
"""With the number of the country, as ITU-T E.164 has it at most."""
_LONGER: Final = {"32": re.compile(r"4[5-9]"), "81": re.compile(r"[789]0")}
"""How numbers begin that have the longer of two lengths: those of mobile telephones."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number as +31592365555, from one place to another; not sure where it may end elsewhere."""

    number: str
    start: int
    end: int
    is_sure: bool
    has_country: bool


def phone_numbers(text: str) -> Iterator[PhoneNumber]:
    """Find numbers with a country, and Dutch ones without; none begins in another or behind mere figures."""
    end = 0
    for begin in _BEGINS.finditer(text):
        at = begin.start()
        is_behind = re.search(r"\d[ ]$", text[max(0, at - 2) : at]) is not None and at != end + 1
        if at < end or is_behind:
            continue
        found = _abroad(text, at) or _at_home(text, at)
        if found is not None:
            end = found.end
            yield found


def _abroad(text: str, at: int) -> PhoneNumber | None:
    match = _ABROAD.match(text, at)
    if match is None:
        return None
    start = match.start("run")
    figures = re.sub(r"\D", "", match["run"])
    country = next((each for each in (*_LENGTHS, _GERMAN) if figures.startswith(each)), "")
    by_plan = _of_one_length if country in _LENGTHS else _of_any_length
    read = by_plan(text, start, match.end("run"), country)
    return None if read is None else PhoneNumber(f"+{read[0]}", at, read[1], read[2], has_country=True)


def _at_home(text: str, at: int) -> PhoneNumber | None:
    match = _AT_HOME.match(text, at)
    if match is None or _DATE.match(match["run"]):
        return None
    for end, figures in _ends(text, match.start("run"), match.end("run")):
        if len(figures) == _LENGTHS[_DUTCH][0] + 1:
            return PhoneNumber(f"+{_DUTCH}{figures[1:]}", at, end, is_sure=False, has_country=False)
    return None


def _of_one_length(text: str, start: int, stop: int, country: str) -> tuple[str, int, bool] | None:
    """Return the figures, where they end and whether that is sure, of a plan that tells where that is."""
    for end, figures in _ends(text, start, stop):
        own = _national(figures, country)
        if _fits(own, country):
            is_sure = _JOINED.match(text, end) is None or _ANOTHER.match(text, end) is not None
            return f"{country}{own}", end, is_sure
    return None


def _fits(own: str, country: str) -> bool:
    least, most = min(_LENGTHS[country]), max(_LENGTHS[country])
    is_longer = country in _LONGER and _LONGER[country].match(own) is not None
    return len(own) == (most if is_longer else least) and not own.startswith("0")


def _of_any_length(text: str, start: int, stop: int, country: str) -> tuple[str, int, bool] | None:
    """Return the same of a plan with many lengths: sure only of a German one that something closes."""
    cut = _NEXT.search(text, start, stop)
    ends = [each for each in _ends(text, start, stop) if cut is None or each[0] <= cut.start()]
    is_cut = bool(ends) and _MEASURE.match(text, ends[-1][0]) is not None
    ends = ends[:-1] if is_cut else ends
    if not ends:
        return None
    end, figures = ends[-1]
    own = _national(figures, country)
    fits = len(own) in _GERMAN_LENGTHS if country else len(figures) in _OTHER_LENGTHS
    if not fits or own.startswith("0"):
        return None
    is_closed = not is_cut and (cut is not None or _CLOSED.match(text, end) is not None)
    return f"{country}{own}", end, bool(country) and is_closed


def _ends(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    """Give every place where a group of figures ends, with all figures up to it; a word beside ends none."""
    for group in re.finditer(r"\d+(?![\d]|[A-Za-z])", text[start:stop]):
        end = start + group.end()
        if text[end : end + 1].isalnum():
            continue
        yield end, re.sub(r"\D", "", _TRUNK.sub("", text[start:end]))


def _national(figures: str, country: str) -> str:
    """Return the figures behind those of the country; the zero that is dialled within it is left out."""
    own = figures[len(country) :]
    return own[1:] if country and own.startswith("0") else own
