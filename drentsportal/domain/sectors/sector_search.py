"""Finds which sector codes the words or the code of a company may mean; never one of several in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sectors.sector import SectorScheme, lies_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drentsportal.domain.sectors.sector import SectorCode

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
    text: str, codes: Iterable[SectorCode], activities_2008: Mapping[str, str] | None = None
) -> tuple[SectorCandidate, ...]:
    """Find every code that the typed code or words may mean, in the order of scheme and code.

    A typed code gives itself, in each scheme that has it; else what lies under it; else the nearest code
    above it. Words must all occur in title or words of a code, or in the activities that a list gives for a
    code of SBI 2008 (``activities_2008``).
    """
    known = sorted(codes, key=lambda each: (each.scheme, each.code))
    typed = as_code(text)
    if typed is None:
        return _by_words(text, known, activities_2008 or {})
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


def _searched(code: SectorCode) -> str:
    return " ".join((code.title, *code.words)).casefold()


def _stem(word: str) -> str:
    """Cut what says only that it is a company, and a last letter that varies (chemie, chemische)."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in "ens" else word
