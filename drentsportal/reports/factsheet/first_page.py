"""How much room page 1 of a factsheet leaves for its map: about, so that few heights need be drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_ROOM_MM: Final = 152.0
"""On a page with a title of one line, two lines in short, one line of sources, and nothing else."""
_LINE_LETTERS: Final = 40
_TITLE_LINE_MM: Final = 4.7
_SHORT_MM: Final = 4.2
_NOTICE_MM: Final = 11.0
_ROW_MM: Final = 4.9
_NOTE_MM: Final = 10.0
_CODE_MM: Final = 17.0
_SOURCE_MM: Final = 3.3
_USUAL_SHORT: Final = 2
_AROUND_MM: Final = (4, -4, -12)
_LOWEST_MM: Final = 32
_HIGHEST_MM: Final = 110


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What stands on page 1 beside the map: its title, and how many lines, notices and rows there are.

    ``has_plots`` tells that the rows are those of plots, with a note below; ``has_code`` that a QR code
    stands beside the contact.
    """

    title: str
    short_count: int
    notice_count: int
    row_count: int
    has_plots: bool
    has_code: bool

    def map_heights_mm(self, source_count: int) -> tuple[float, ...]:
        """Return the heights to draw, highest first; the template takes the first that fits.

        They lie close around what is expected, with the lowest that says something as the last.
        """
        taken = (
            _TITLE_LINE_MM * (math.ceil(len(self.title) / _LINE_LETTERS) - 1),
            _SHORT_MM * (self.short_count - _USUAL_SHORT),
            _NOTICE_MM * self.notice_count,
            _ROW_MM * self.row_count,
            _NOTE_MM * self.has_plots,
            _CODE_MM * self.has_code,
            _SOURCE_MM * (math.ceil(source_count / 2) - 1),
        )
        room = round(_ROOM_MM - sum(taken))
        wanted = [min(_HIGHEST_MM, room + each) for each in _AROUND_MM]
        heights = {each for each in wanted if each > _LOWEST_MM} | {_LOWEST_MM}
        return tuple(map(float, sorted(heights, reverse=True)))
