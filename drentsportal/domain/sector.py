"""Sectors in the company's words: codes of two schemes, the bridge between them, and what a sector asks for.

KVK went from SBI 2008 to SBI 2025 in September 2025; of the codes about one in five became several. So a
code always carries its scheme, a look-up gives candidates and never one of several in silence, and where no
source tells how a code went over, that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drentsportal.domain.values import PartialDate

SECTOR_GROUPS: Final[tuple[str, ...]] = (
    "agriculture",
    "mining",
    "food",
    "textile",
    "wood",
    "paper_print",
    "chemistry",
    "pharma",
    "plastics",
    "minerals",
    "metal",
    "electronics",
    "medical_technology",
    "machine_building",
    "transport_equipment",
    "other_manufacturing",
    "energy",
    "water_waste",
    "construction",
    "vehicle_trade",
    "wholesale",
    "retail",
    "logistics",
    "leisure",
    "media",
    "it",
    "finance_real_estate",
    "business_services",
    "research",
    "public_education",
    "care",
    "personal_services",
)
"""Groups of sectors that segments, demand profiles and regional rules speak of. Own division."""

_CLASS_DIGITS: Final = 4
_CODE: Final = re.compile(r"(?:sbi[ -]?(?:code)?[ :]*)?([a-z]|\d{2}(?:\.?\d){0,3})", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDINGS: Final = ("bedrijven", "bedrijf", "fabrieken", "fabriek", "industrie", "sector", "branche")
_SHORTEST_STEM: Final = 4


class SectorScheme(StrEnum):
    """Which edition of the Standaard Bedrijfsindeling a code belongs to."""

    SBI_2008 = "sbi_2008"
    SBI_2025 = "sbi_2025"


class SourceCertainty(StrEnum):
    """How far a statement rests on its source."""

    FOUND = "found"
    SECOND_HAND = "second_hand"
    DERIVED = "derived"
    UNVERIFIED = "unverified"
    OWN_CHOICE = "own_choice"


@dataclass(frozen=True, slots=True)
class RowSource:
    """Where a row of a reference file comes from; a row without one is refused."""

    text: str
    as_of: PartialDate
    certainty: SourceCertainty


@dataclass(frozen=True, slots=True)
class SectorCode:
    """One code of one scheme: a section letter, or two to five digits without dots.

    ``title`` is a short wording of our own, ``words`` what companies call it. ``section`` is the letter.
    """

    scheme: SectorScheme
    code: str
    title: str
    section: str
    source: RowSource
    words: tuple[str, ...] = ()

    @property
    def dotted(self) -> str:
        """The code as it is printed: ``20.16``."""
        return f"{self.code[:2]}.{self.code[2:]}" if len(self.code) > len("20") else self.code


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


@dataclass(frozen=True, slots=True)
class SectorBridge:
    """What a code of SBI 2008 became in SBI 2025: one code or several."""

    code_2008: str
    codes_2025: tuple[str, ...]
    source: RowSource


@dataclass(frozen=True, slots=True)
class BridgeAnswer:
    """The codes of the other scheme that a code stands for; none when no source tells.

    ``via`` is the code that the source speaks of: shorter than the asked one where only its class is known.
    """

    scheme: SectorScheme
    codes: tuple[str, ...]
    via: str = ""
    sources: tuple[RowSource, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether a source tells how the code went over."""
        return bool(self.codes)

    @property
    def is_open(self) -> bool:
        """Whether a person has to say which one is meant."""
        return len(self.codes) != 1


class DemandFactor(StrEnum):
    """The six factors by which Stec compares parks for a group of companies (province of Utrecht, 2019)."""

    CAR_ACCESS = "car_access"
    MULTIMODAL = "multimodal"
    PUBLIC_TRANSPORT = "public_transport"
    CATEGORY_AND_SIZE = "category_and_size"
    LABOUR = "labour"
    INTERACTION = "interaction"


class Importance(StrEnum):
    """How much a factor weighs for a group; an order, not a figure."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class DemandProfile:
    """What one of the four groups of companies looks for in a place."""

    id: str
    title: str
    importance: tuple[tuple[DemandFactor, Importance], ...]
    source: RowSource


@dataclass(frozen=True, slots=True)
class SegmentHint:
    """What a sector group leads to: codes that belong to it, and candidates for segment and profiles."""

    group: str
    title: str
    prefixes_2008: tuple[str, ...]
    prefixes_2025: tuple[str, ...]
    segments: tuple[str, ...]
    demand_profile: str
    criteria_profile: str
    source: RowSource

    def prefixes(self, scheme: SectorScheme) -> tuple[str, ...]:
        """Return the codes of a scheme under which the group falls."""
        return self.prefixes_2008 if scheme is SectorScheme.SBI_2008 else self.prefixes_2025


@dataclass(frozen=True, slots=True)
class SpatialNeed:
    """What the policy documents say that sectors need or lack in space, in their words."""

    id: str
    sector_groups: tuple[str, ...]
    need: str
    source: RowSource


def as_code(text: str) -> str | None:
    """Read a typed code (``20.16``, ``SBI 2016``, ``c``) as digits or a capital; ``None`` for words."""
    found = _CODE.fullmatch(text.strip())
    return None if found is None else found[1].replace(".", "").upper()


def lies_in(code: SectorCode, broader: str) -> bool:
    """Tell whether a code is the given one or lies under it; a letter holds its whole section."""
    return code.section == broader if broader.isalpha() else code.code.startswith(broader)


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


def bridged(code: SectorCode, bridge: Iterable[SectorBridge]) -> BridgeAnswer:
    """Carry a code over to the other scheme; every code that it may stand for, or none when not known."""
    rows = tuple(bridge)
    if code.scheme is SectorScheme.SBI_2008:
        return _forward(code.code, rows)
    asked = code.code[:_CLASS_DIGITS]
    matching = [row for row in rows if asked in row.codes_2025]
    return BridgeAnswer(
        SectorScheme.SBI_2008,
        tuple(sorted(row.code_2008 for row in matching)),
        asked if matching else "",
        tuple(dict.fromkeys(row.source for row in matching)),
    )


def _forward(code: str, rows: tuple[SectorBridge, ...]) -> BridgeAnswer:
    for asked in dict.fromkeys((code, code[:_CLASS_DIGITS])):
        found = next((row for row in rows if row.code_2008 == asked), None)
        if found is not None:
            return BridgeAnswer(SectorScheme.SBI_2025, found.codes_2025, asked, (found.source,))
    return BridgeAnswer(SectorScheme.SBI_2025, ())


def hints_for(code: SectorCode, hints: Iterable[SegmentHint]) -> tuple[SegmentHint, ...]:
    """Return every sector group that a code belongs to, or may: of a broad code all that lie under it.

    Of groups that hold the code, only those named most closely count: 26.51 is electronics and not, through
    some shorter prefix, something else as well.
    """
    closest: dict[int, list[SegmentHint]] = {}
    under: list[SegmentHint] = []
    for hint in hints:
        prefixes = hint.prefixes(code.scheme)
        holding = [len(each) for each in prefixes if lies_in(code, each)]
        if holding:
            closest.setdefault(max(holding), []).append(hint)
        if any(each != code.code and each.startswith(code.code) for each in prefixes):
            under.append(hint)
    held = closest[max(closest)] if closest else []
    return tuple(dict.fromkeys((*held, *under)))
