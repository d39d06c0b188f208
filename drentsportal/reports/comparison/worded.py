"""A comparison in words, ready to be laid out: what the PDF, the web page and the workbook share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.reports.typeset.blocks import Figure, Words


@dataclass(frozen=True, slots=True)
class WordedCell:
    """One site in one row: what is said, what stands out in it, and its strip as SVG (decoration).

    ``tags`` are "most favourable" and "deviates" with their marks; ``source`` the number of the source.
    ``note`` says who else than the site says it: its park, or its status.
    """

    words: Words
    tags: tuple[Words, ...] = ()
    source: str = ""
    strip: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WordedRow:
    """One row: its label, a note beside it, and how its cells compare in a sign and in words."""

    label: str
    note: str
    sign: str
    likeness: str
    cells: tuple[WordedCell, ...]


@dataclass(frozen=True, slots=True)
class WordedGroup:
    """Rows under one heading; ``unknown`` names those of which nothing is known of any site."""

    id: str
    title: str
    rows: tuple[WordedRow, ...]
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class WordedSite:
    """A column: its number on the maps, name, gemeente, place in the ranking, and its small map."""

    number: str
    name: str
    place: str
    map: Figure | None = None


@dataclass(frozen=True, slots=True)
class WordedComparison:
    """Everything that is told; ``legend`` explains marks and signs, ``notes`` stand under the tables."""

    title: str
    context: str
    sentence: str
    sites: tuple[WordedSite, ...]
    map_note: str
    groups: tuple[WordedGroup, ...]
    legend: tuple[Words, ...]
    notes: tuple[str, ...]
    sources: tuple[dict[str, str], ...]
    source_names: tuple[str, ...]
