"""How much room page 1 of a factsheet leaves for its map: about, so that few heights need be drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.reports.factsheet.second_page import Columns
    from drentsportal.reports.typeset.blocks import Table

_ROOM_MM: Final = 148.0
"""On a page with a title and a source of one line, and nothing else."""
_LINE_LETTERS: Final = 40
_CELL_LETTERS: Final = 22
"""Of a line in a table that stands beside another."""
_NOTE_LETTERS: Final = 26
_SHORT_LETTERS: Final = 58
_KEY_FIGURES_IN_A_ROW: Final = 3
_TITLE_LINE_MM: Final = 4.7
_SHORT_MM: Final = 3.3
_NOTICE_MM: Final = 11.0
_ROW_MM: Final = 3.8
_WRAPPED_MM: Final = 1.05
"""Of a line more; it may stand beside what is as high, so that this is less than its height."""
_CODE_MM: Final = 17.0
_SOURCE_MM: Final = 3.3
_AROUND_MM: Final = (6, -1, -9, -19)
_LOWEST_MM: Final = 32
_STRIP_MM: Final = 24
"""Lower than a map should be, for a page that would else send its sources to the next."""
_TIGHT_MM: Final = 44
_HIGHEST_MM: Final = 110


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What stands on page 1 beside the map: its title, and how many lines, notices and rows there are.

    ``short_count`` are lines; ``wrapped_count`` are the lines that rows and key figures take beyond the
    first; ``has_code`` tells that a QR code stands beside the contact.
    """

    title: str
    short_count: int
    notice_count: int
    row_count: int
    wrapped_count: int
    has_code: bool

    def map_heights_mm(self, source_count: int) -> tuple[float, ...]:
        """Return the heights to draw, highest first; the template takes the first that fits.

        They lie close around what is expected, with one well below it and the lowest that says something.
        """
        taken = (
            _TITLE_LINE_MM * (math.ceil(len(self.title) / _LINE_LETTERS) - 1),
            _SHORT_MM * self.short_count,
            _NOTICE_MM * self.notice_count,
            _ROW_MM * self.row_count,
            _WRAPPED_MM * self.wrapped_count,
            _CODE_MM * self.has_code,
            _SOURCE_MM * (math.ceil(source_count / 2) - 1),
        )
        room = round(_ROOM_MM - sum(taken))
        wanted = [min(_HIGHEST_MM, room + each) for each in _AROUND_MM]
        heights = {each for each in wanted if each > _LOWEST_MM} | {_LOWEST_MM}
        if room < _TIGHT_MM:
            heights.add(_STRIP_MM)
        return tuple(map(float, sorted(heights, reverse=True)))


def rows_and_wrapped(groups: Sequence[Columns]) -> tuple[int, int]:
    """Return how many rows stand under each other, and about how many lines they take beyond the first."""
    highest = []
    for columns in groups:
        letters = _CELL_LETTERS if len(columns) > 1 else None
        highest.append(max((_counted(each, letters) for each in columns), key=_height_mm))
    return sum(rows for rows, _ in highest), sum(wrapped for _, wrapped in highest)


def wrapped_notes(notes: Sequence[str]) -> int:
    """Return the lines beyond the first that the notes of the key figures make their rows higher."""
    lines = [_lines(each, _NOTE_LETTERS) - 1 for each in notes]
    step = _KEY_FIGURES_IN_A_ROW
    return sum(max(lines[start : start + step]) for start in range(0, len(lines), step))


def short_lines(texts: Sequence[str]) -> int:
    """Return how many lines the sentences in short take."""
    return sum(_lines(each, _SHORT_LETTERS) for each in texts)


def _counted(tables: Sequence[Table], letters: int | None) -> tuple[int, int]:
    rows = [row for table in tables for row in table.rows]
    if letters is None:
        return len(rows), 0
    taken = (max(sum(_lines(line.text, letters) for line in each.lines) for each in row) for row in rows)
    return len(rows), sum(lines - 1 for lines in taken)


def _height_mm(counted: tuple[int, int]) -> float:
    rows, wrapped = counted
    return _ROW_MM * rows + _WRAPPED_MM * wrapped


def _lines(text: str, letters: int) -> int:
    return max(1, math.ceil(len(text) / letters))
