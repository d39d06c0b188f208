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
    from collections.abc import Iterable

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
_KEY: Final = re.compile(r"(sbi2008|sbi2025):(.+)", re.IGNORECASE)


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
    """Where a row of a reference file comes from: the document and its part; a row without one is refused."""

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

    @property
    def key(self) -> str:
        """The code with its scheme as a request keeps it: ``sbi2008:20.16``."""
        return f"{self.scheme.value.replace('_', '')}:{self.dotted}"


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


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """What companies call themselves, with the codes of each scheme that may then be meant."""

    term: str
    also: tuple[str, ...]
    codes_2008: tuple[str, ...]
    codes_2025: tuple[str, ...]
    source: RowSource

    def names(self, code: SectorCode) -> bool:
        """Tell whether a code may be meant."""
        codes = self.codes_2008 if code.scheme is SectorScheme.SBI_2008 else self.codes_2025
        return code.code in codes


def scheme_and_rest(text: str) -> tuple[SectorScheme | None, str]:
    """Split ``sbi2008:20.16`` into scheme and code; a text without scheme comes back whole."""
    found = _KEY.fullmatch(text.strip())
    if found is None:
        return None, text
    return SectorScheme(found[1].lower().replace("sbi", "sbi_")), found[2].strip()


def lies_in(code: SectorCode, broader: str) -> bool:
    """Tell whether a code is the given one or lies under it; a letter holds its whole section."""
    return code.section == broader if broader.isalpha() else code.code.startswith(broader)


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
