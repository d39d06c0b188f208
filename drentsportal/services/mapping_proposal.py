"""What a file shows about its columns: proposals with their reasons, none of them a decision."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.message import Message


class Certainty(StrEnum):
    """On what a proposal rests: the column's name, its values, or nothing."""

    NAME = "name"
    CONTENT = "content"
    NONE = "none"


class ValueShape(StrEnum):
    """What the values of a column look like."""

    EMPTY = "empty"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribute that a column may hold, with the reasons; ``rank`` is its place among the known names.

    ``kind`` is the kind of file for which alone it holds, empty for every kind that has such an attribute.
    """

    attribute_id: str
    certainty: Certainty
    reasons: tuple[Message, ...]
    rank: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """What the values of one column show.

    ``samples`` are the first distinct values as written, ``codes`` the distinct values with the number of
    rows of each (none where there are too many for a list of codes). ``unit`` and ``decimal`` and ``dates``
    are what name and values show: empty where there is nothing to ask, a question mark where it must be
    asked. ``unit_reasons`` holds even where the unit stays open.
    """

    name: str
    shape: ValueShape
    filled: int
    distinct: int
    samples: tuple[str, ...] = ()
    codes: tuple[tuple[str, int], ...] = ()
    unit: str = ""
    unit_reasons: tuple[Message, ...] = ()
    decimal: str = ""
    decimal_reasons: tuple[Message, ...] = ()
    dates: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class IdProposal:
    """A column from which the id of a row may be made; ``repeated`` counts rows with an id seen before.

    ``kind`` is the kind of file for which alone it holds, empty for every kind.
    """

    column: str
    prefix: str
    certainty: Certainty
    repeated: int
    missing: int
    reasons: tuple[Message, ...]
    same_total: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A column that may hold the reference date; ``dates`` is as in ``ColumnEvidence``."""

    column: str
    certainty: Certainty
    dates: str
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class PlaceProposal:
    """Columns that may hold the coordinates of a table: ``x`` and ``y``, or ``wkt``, with the reasons.

    ``crs`` is the reference system where names or values state it, else empty. ``decimal`` is the decimal
    sign of both columns: empty where there is nothing to ask, a question mark where it must be asked.
    """

    reasons: tuple[Message, ...]
    x: str = ""
    y: str = ""
    wkt: str = ""
    crs: str = ""
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class CodeWords:
    """The known words of the source's codes.

    ``choices`` gives per attribute the word, folded by ``folded``, and our own value for it; ``unknown`` the
    words by which sources say that they do not know; ``listed`` the values that an attribute can have where
    the attribute itself has no closed list.
    """

    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MappingProposal:
    """Everything that a file shows by itself, before anybody decided anything.

    ``encodings`` are those in which a text file can be read, the likeliest first, and ``encoding`` the one in
    which it was read here; empty where there is nothing to choose. ``encoding_samples`` holds, in their
    order, the same few texts in each of them; ``asks_encoding``: nobody chose one yet, and the file
    itself does not show it. ``nearest`` is the id of the kept mapping with the most columns in common, where
    there are some. ``asks_place``: the file is a table in which columns may hold the coordinates; ``place``
    says which, ``None`` where no name or value speaks for any.
    """

    file_name: str
    row_count: int
    columns: tuple[ColumnEvidence, ...]
    kind: str
    kind_reasons: tuple[Message, ...]
    ids: tuple[IdProposal, ...] = ()
    dates: tuple[DateProposal, ...] = ()
    source: str = ""
    nearest: str = ""
    encodings: tuple[str, ...] = ()
    encoding: str = ""
    encoding_samples: tuple[tuple[str, ...], ...] = ()
    asks_encoding: bool = False
    asks_place: bool = False
    place: PlaceProposal | None = None
    words: CodeWords = field(default_factory=CodeWords)
    notes: tuple[Message, ...] = ()

    def column(self, name: str) -> ColumnEvidence:
        """Return the evidence of a column; raises ``KeyError`` for one that the file does not have."""
        return next(each for each in self.columns if each.name == name)


def folded(word: str) -> str:
    """Return a word as words are compared: lower case, letters and digits only, m² as m2."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
