"""Where words stand on the pages of a PDF: outside them, in a margin, or over one another."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.unit.reports.conftest import RunTool

_PAGE: Final = re.compile(r'<page width="([\d.]+)" height="([\d.]+)"')
_WORD: Final = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>'
)
_SIDE_PT: Final = 42.0
"""The narrowest margin left and right is 16 mm, 45 points; that of a word may reach a hair into it."""
_TOP_PT, _BOTTOM_PT = 8.0, 22.0
"""The head of a house style may stand in a band at the edge of the paper."""
_TOUCH_PT: Final = 0.8
_SPARE: Final = 0.28
"""The share of the height of a line, above and below, that letters leave free."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in points, from the upper left of page ``page``."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def lies_over(self, other: Word) -> bool:
        """Whether the letters of two words touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self._inner[1], other._inner[1]) - max(self._inner[0], other._inner[0])
        return across > _TOUCH_PT and down > _TOUCH_PT

    def is_rim_of(self, other: Word) -> bool:
        """Whether it is the same word at the same place, as on a map: the letters and their rim."""
        apart = max(abs(self.left - other.left), abs(self.top - other.top))
        return self.text == other.text and apart < _TOUCH_PT

    @property
    def _inner(self) -> tuple[float, float]:
        spare = _SPARE * (self.bottom - self.top)
        return self.top + spare, self.bottom - spare


def misplaced(path: Path, run_tool: RunTool) -> list[str]:
    """Return each word that leaves its page or margin, and each pair of words over one another."""
    found: list[str] = []
    for (width, height), words in _pages(run_tool("pdftotext", "-bbox", path, "-")):
        for each in words:
            inside = each.left >= _SIDE_PT and each.right <= width - _SIDE_PT
            if not inside or each.top < _TOP_PT or each.bottom > height - _BOTTOM_PT:
                found.append(f"page {each.page}: {each.text} outside")
        found += [f"page {one.page}: {one.text} over {other.text}" for one, other in _touching(words)]
    return found


def _pages(text: str) -> Iterator[tuple[tuple[float, float], list[Word]]]:
    parts = text.split("<page ")[1:]
    for number, part in enumerate(parts, start=1):
        size = _PAGE.match(f"<page {part}")
        assert size is not None
        words = [Word(number, *_box(each), html.unescape(each[5])) for each in _WORD.finditer(part)]
        yield (float(size[1]), float(size[2])), words


def _box(found: re.Match[str]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(found[place]) for place in range(1, 5))
    return left, top, right, bottom


def _touching(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    ordered = sorted(words, key=lambda each: each.top)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.top > one.bottom:
                break
            if one.lies_over(other) and not one.is_rim_of(other):
                yield one, other
