"""Finds which sector codes the words or the code of a company may mean; never one of several in silence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sectors.sector import SectorScheme, lies_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drentsportal.domain.sectors.sector import SearchTerm, SectorCode

_CODE: Final = re.compile(r"(?:sbi[ -]?(?:code)?[ :]*)?([a-z]|\d{2}(?:\.?\d){0,3})", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDINGS: Final = ("bedrijven", "bedrijf", "fabrieken", "fabriek", "industrie", "sector", "branche")
_SHORTEST_STEM: Final = 4


class FoundBy(StrEnum):
    """Why a code is among the candidates, closest first."""

    CODE = "code"
    NARROWER_CODE = "narrower_code"
    BROADER_CODE = "broader_code"
    WORDS = "words"
    ACTIVITY = "activity"
    SEARCH_TERM = "search_term"


@dataclass(frozen=True, slots=True)
class SectorCandidate:
    """A code that may be meant, and why."""

    code: SectorCode
    found_by: FoundBy


def as_code(text: str) -> str | None:
    """Read a typed code (``20.16``, ``SBI 2016``, ``c``) as digits or a capital; ``None`` for words."""
    found = _CODE.fullmatch(text.strip())
    return None if found is None else found[1].replace(".", "").upper()


def sector_candidates(
    text: str,
    codes: Iterable[SectorCode],
    activities_2008: Mapping[str, str] | None = None,
    terms: Iterable[SearchTerm] = (),
) -> tuple[SectorCandidate, ...]:
    """Find every code that the typed code or words may mean, in the order of scheme and code.

    A typed code gives itself, in each scheme that has it; else what lies under it; else the nearest code
    above it. Words must all occur in title or words of a code, or in the activities that a list gives for a
    code of SBI 2008 (``activities_2008``). A list of what companies call themselves (``terms``) adds the
    codes that it names; of several words, only where nothing else is found. No code comes twice.
    """
    known = sorted(codes, key=lambda each: (each.scheme, each.code))
    typed = as_code(text)
    if typed is None:
        return _in_order(text, known, _by_words(text, known, activities_2008 or {}), tuple(terms))
    for found_by, matches in (
        (FoundBy.CODE, [each for each in known if each.code == typed]),
        (FoundBy.NARROWER_CODE, [each for each in known if lies_in(each, typed)]),
        (FoundBy.BROADER_CODE, _nearest_above(typed, known)),
    ):
        if matches:
            return tuple(SectorCandidate(each, found_by) for each in matches)
    return ()


def _nearest_above(typed: str, known: list[SectorCode]) -> list[SectorCode]:
    above = [each for each in known if each.code.isdigit() and typed.startswith(each.code)]
    longest = {
        scheme: max((len(e.code) for e in above if e.scheme is scheme), default=0) for scheme in SectorScheme
    }
    return [each for each in above if len(each.code) == longest[each.scheme]]


def _by_words(
    text: str, known: list[SectorCode], activities_2008: Mapping[str, str]
) -> tuple[SectorCandidate, ...]:
    stems = [_stem(word) for word in _WORD.findall(text.casefold())]
    if not any(len(stem) >= _SHORTEST_STEM - 1 for stem in stems):
        return ()
    found: list[SectorCandidate] = []
    for each in known:
        activities = activities_2008.get(each.code, "") if each.scheme is SectorScheme.SBI_2008 else ""
        if all(stem in _searched(each) for stem in stems):
            found.append(SectorCandidate(each, FoundBy.WORDS))
        elif all(stem in activities.casefold() for stem in stems):
            found.append(SectorCandidate(each, FoundBy.ACTIVITY))
    return tuple(found)


def _in_order(
    text: str, known: list[SectorCode], by_words: tuple[SectorCandidate, ...], terms: tuple[SearchTerm, ...]
) -> tuple[SectorCandidate, ...]:
    """Add the codes that a search term names, each code once, in the order of scheme and code."""
    meant = _terms_for({_as_one(text)}, terms)
    if not meant and not by_words:
        words = _WORD.findall(text)
        pairs = [first + second for first, second in pairwise(words)]
        meant = _terms_for({_as_one(each) for each in (*words, *pairs)}, terms)
    found = {each.code: each for each in by_words}
    for code in known:
        if code not in found and any(term.names(code) for term in meant):
            found[code] = SectorCandidate(code, FoundBy.SEARCH_TERM)
    return tuple(found[code] for code in known if code in found)


def _terms_for(said: set[str], terms: tuple[SearchTerm, ...]) -> list[SearchTerm]:
    return [each for each in terms if said & {_as_one(word) for word in (each.term, *each.also)}]


def _as_one(text: str) -> str:
    """Write words as one, without accents, spaces and hyphens: "Web shop" and "web-shop" are one word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _stem("".join(each for each in plain if each.isalnum()))


def _searched(code: SectorCode) -> str:
    return " ".join((code.title, *code.words)).casefold()


def _stem(word: str) -> str:
    """Cut what says only that it is a company, and a last letter that varies (chemie, chemische)."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in "ens" else word
