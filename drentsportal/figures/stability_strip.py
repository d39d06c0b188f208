"""How firm a ranking is, at a glance.

Per candidate a bar for the share of draws in the top three, and beside it the ranks that it had.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.figures.labels import MM_PER_PT, shortened, text_width_mm
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Anchor, Circle, Line, Mark, Picture, Polygon, Style, Text, TextStyle
from drentsportal.figures.scales import LinearScale
from drentsportal.figures.symbology import MapColours, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence


ROW_MM: Final = 7.0
HEAD_MM: Final = 9.0
_FOOT_MM: Final = 1.5
_NOTE_MM: Final = 5.0
_BAR_MM: Final = 3.4
_NAME_SHARE: Final = 0.4
_BAR_SHARE: Final = 0.25
_GAP_MM: Final = 4.0
_LETTER_MM: Final = 8.5 * MM_PER_PT
_SMALL_MM: Final = 7.0 * MM_PER_PT
_TOP: Final = 3


@dataclass(frozen=True, slots=True)
class StabilityLine:
    """One candidate: its words, the share of draws in the top three (0 to 1), and ranks.

    ``usual`` are the ranks that it had in nine of ten draws, ``rank`` is that of the ranking. ``share_words``
    is the share as people read it.
    """

    name: str
    rank: int
    share: float
    share_words: str
    usual: tuple[int, int]


@dataclass(frozen=True, slots=True)
class StabilityWords:
    """The two headings above the picture, and what stands under it where a rank lies beside its line."""

    share: str
    ranks: str
    beside: str = ""


def stability_strip(
    lines: Sequence[StabilityLine], words: StabilityWords, width_mm: float, theme: Theme = Theme.PRINT
) -> Picture:
    """Draw a row per candidate: name, bar with its share in words, and its ranks on a scale from 1."""
    return _Strip(lines, words, width_mm, theme).picture()


class _Strip:
    """The picture in the making."""

    def __init__(
        self, lines: Sequence[StabilityLine], words: StabilityWords, width_mm: float, theme: Theme
    ) -> None:
        self._lines = lines
        self._words = words
        self._width_mm = width_mm
        self._colours: MapColours = map_colours(theme)
        self._bar_from = width_mm * _NAME_SHARE
        self._bar_to = self._bar_from + width_mm * _BAR_SHARE
        self._last = max((each.usual[1] for each in lines), default=1)
        self._last = max(self._last, max((each.rank for each in lines), default=1), _TOP + 1)
        self._ranks = LinearScale(1.0, float(self._last), self._bar_to + 3 * _GAP_MM + 2, width_mm - _GAP_MM)

    def picture(self) -> Picture:
        """Put everything in its place."""
        height = HEAD_MM + ROW_MM * len(self._lines) + _FOOT_MM
        marks: list[Mark] = [*self._ground(height), *self._head()]
        if self._words.beside and any(_is_beside(each) for each in self._lines):
            style = TextStyle(_SMALL_MM, self._colours.secondary, anchor=Anchor.START)
            marks.append(Text((0.5, height + _NOTE_MM / 2), self._words.beside, style))
            height += _NOTE_MM
        for number, line in enumerate(self._lines):
            marks += self._row(line, HEAD_MM + ROW_MM * (number + 0.5))
        return Picture(self._width_mm, height, tuple(marks))

    def _ground(self, height: float) -> list[Mark]:
        """Shade the first three ranks, so that one sees what falls inside and what beside it."""
        step = self._ranks.place(2) - self._ranks.place(1)
        left, right = self._ranks.place(1) - min(step / 2, _GAP_MM / 2), self._ranks.place(_TOP) + step / 2
        ring = ((left, HEAD_MM), (right, HEAD_MM), (right, height), (left, height))
        shade = Style(self._colours.site_fill, opacity=0.25)
        return [Polygon((ring,), shade)]

    def _head(self) -> list[Mark]:
        style = TextStyle(_SMALL_MM, self._colours.secondary, anchor=Anchor.START)
        marks: list[Mark] = [
            Text((self._bar_from, 3.0), self._words.share, style),
            Text((self._ranks.place(1) - _GAP_MM / 2, 3.0), self._words.ranks, style),
        ]
        number = TextStyle(_SMALL_MM, self._colours.secondary)
        shown = range(1, self._last + 1, max(1, -(-self._last // 10)))
        marks += [Text((self._ranks.place(rank), HEAD_MM - 1.2), str(rank), number) for rank in shown]
        return marks

    def _row(self, line: StabilityLine, middle: float) -> list[Mark]:
        colours, baseline = self._colours, middle + _LETTER_MM * 0.36
        full = self._bar_to - self._bar_from
        bar_to = self._bar_from + full * line.share
        top, bottom = middle - _BAR_MM / 2, middle + _BAR_MM / 2
        name = TextStyle(_LETTER_MM, colours.text, anchor=Anchor.START)
        marks: list[Mark] = [
            Text((0.5, baseline), _fitted(f"{line.rank}  {line.name}", name, self._bar_from - 2), name),
            _box(self._bar_from, self._bar_to, top, bottom, Style(None, colours.secondary, 0.15)),
        ]
        if line.share > 0:
            marks.append(_box(self._bar_from, bar_to, top, bottom, Style(colours.site)))
        marks.append(
            Text(
                (self._bar_to + 1.5, baseline),
                line.share_words,
                TextStyle(_LETTER_MM, colours.text, weight=600, anchor=Anchor.START),
            )
        )
        low, high = (self._ranks.place(each) for each in line.usual)
        if high > low:
            bar = Style(None, colours.site, 1.4, round_ends=True)
            marks.append(Line(((low, middle), (high, middle)), bar))
        dot = Style(colours.on_site, colours.site, 0.5)
        marks.append(Circle((self._ranks.place(line.rank), middle), 1.35, dot))
        return marks


def _is_beside(line: StabilityLine) -> bool:
    """Whether a candidate has another rank than in nine of ten draws."""
    return not line.usual[0] <= line.rank <= line.usual[1]


def _box(left: float, right: float, top: float, bottom: float, style: Style) -> Polygon:
    return Polygon((((left, top), (right, top), (right, bottom), (left, bottom)),), style)


def _fitted(text: str, style: TextStyle, width_mm: float) -> str:
    """Cut a name that does not fit."""
    letter = text_width_mm("x", style)
    return shortened(text, max(int(width_mm / letter), 1))
