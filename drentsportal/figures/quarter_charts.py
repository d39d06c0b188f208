"""Charts of a quarter: answers per quarter as columns, the time of each answer as a dot, amounts as bars."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.figures.labels import MM_PER_PT
from drentsportal.figures.map_colours import map_colours, tint
from drentsportal.figures.marks import (
    Anchor,
    Circle,
    Line,
    Mark,
    Pattern,
    PatternKind,
    Picture,
    Polygon,
    Style,
    Text,
    TextStyle,
)
from drentsportal.figures.symbology import HouseColours, Look, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL_MM: Final = 7.2 * MM_PER_PT
_LEFT_MM: Final = 7.0
_TOP_MM: Final = 6.0
_FOOT_MM: Final = 9.0
_STEPS: Final = (1, 2, 5)
_MOST_LINES: Final = 5
_TERM_H: Final = 24
_TICK_H: Final = 12
_LEAST_AXIS_H: Final = 48
_MOST_AXIS_H: Final = 120
_LARGEST_DOT_MM: Final = 1.1
_BAR_MM: Final = 2.6
_LIGHT_SHARE: Final = 0.6
"""Of a head that text can be read in, this share still stands out from white by 3 to 1 or nearly so."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """What the charts add to the colours of a theme; each stands out from the ground beside it."""

    head: str
    light: str
    rule: str
    ground: str
    zone: str


_PAPER: Final = _Ink("#0E4A5A", "#6F9AA5", "#D5DADD", "#FFFFFF", "#EDF3F4")
_INK_ONLY: Final = _Ink("#000000", "#8A8A8A", "#BBBBBB", "#FFFFFF", "#FFFFFF")
_NIGHT: Final = _Ink("#7FC3D4", "#4E7F8B", "#48454B", "#2C2B2E", "#2B3B40")


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One quarter: its label, how many answers, how many within the term, and their share in words."""

    label: str
    answered: int
    within: int
    share_words: str


def answer_columns(
    columns: Sequence[AnswerColumn], width_mm: float, height_mm: float, theme: Look = Theme.PRINT
) -> Picture:
    """Draw a column per quarter, the last one dark; the hatched part on top came later than the term."""
    colours, ink = map_colours(theme), _ink(theme)
    top = _nice_top(max((each.answered for each in columns), default=0))
    base, room = height_mm - _FOOT_MM, height_mm - _FOOT_MM - _TOP_MM
    small = TextStyle(_SMALL_MM, colours.secondary)
    marks: list[Mark] = []
    for value in _ticks(top):
        y = base - room * value / top
        marks.append(Line(((_LEFT_MM, y), (width_mm, y)), Style(None, ink.rule, 0.15)))
        right = TextStyle(_SMALL_MM, colours.secondary, anchor=Anchor.END)
        marks.append(Text((_LEFT_MM - 1, y + 0.9), str(value), right))
    pitch = (width_mm - _LEFT_MM) / max(len(columns), 1)
    hatched = Pattern(PatternKind.LINES, colours.text, 1.2, 0.2)
    for place, each in enumerate(columns):
        left, right_x = _LEFT_MM + pitch * (place + 0.15), _LEFT_MM + pitch * (place + 0.85)
        middle, is_last = (left + right_x) / 2, place == len(columns) - 1
        split, end = base - room * each.within / top, base - room * each.answered / top
        if each.within:
            marks.append(_box(left, split, right_x, base, Style(ink.head if is_last else ink.light)))
        if each.answered > each.within:
            marks.append(
                _box(left, end, right_x, split, Style(ink.ground, colours.text, 0.2, pattern=hatched))
            )
        words = TextStyle(_SMALL_MM, colours.text, 700 if is_last else 400)
        marks.append(Text((middle, end - 1), each.share_words, words))
        marks.append(Text((middle, base + 3.6), each.label, words if is_last else small))
    marks.append(Line(((_LEFT_MM, base), (width_mm, base)), Style(None, colours.text, 0.25)))
    return Picture(width_mm, height_mm, tuple(marks))


@dataclass(frozen=True, slots=True)
class DotWords:
    """The words of the chart of answer times."""

    within: str
    later: str
    axis: str
    beyond: str


def answer_dots(
    hours: Sequence[float], words: DotWords, width_mm: float, height_mm: float, theme: Look = Theme.PRINT
) -> Picture:
    """Draw a dot per answer by its hours; filled within the term, open later, the longest at the end."""
    colours, ink = map_colours(theme), _ink(theme)
    longest = math.ceil(max(hours, default=0) / _TICK_H) * _TICK_H
    end_h = min(max(longest, _LEAST_AXIS_H), _MOST_AXIS_H)
    base, room, right = height_mm - _FOOT_MM, height_mm - _FOOT_MM - _TOP_MM, width_mm - 4.0
    per_h = (right - 2.0) / end_h
    term_x = 2.0 + per_h * _TERM_H
    marks: list[Mark] = [_box(2.0, _TOP_MM, term_x, base, Style(ink.zone))]
    # Exactly 24 hours is within the term, so a dot stands in the hour that ends with it.
    stacks = Counter(min(max(math.ceil(each), 1), end_h) for each in hours)
    radius = min(_LARGEST_DOT_MM, per_h * 0.9, room / (2 * max(stacks.values(), default=1)))
    for hour, count in sorted(stacks.items()):
        is_late = hour > _TERM_H
        style = Style(ink.ground, colours.site, 0.35) if is_late else Style(ink.head)
        x = 2.0 + per_h * (hour - 0.5)
        marks += [
            Circle((x, base - radius * (2 * each + 1)), radius * (0.8 if is_late else 0.95), style)
            for each in range(count)
        ]
    small = TextStyle(_SMALL_MM, colours.secondary)
    for tick in range(0, end_h + 1, _TICK_H):
        label = words.beyond if tick == end_h < longest else str(tick)
        marks.append(Text((2.0 + per_h * tick, base + 3.6), label, small))
    marks.append(Line(((2.0, base), (right, base)), Style(None, colours.text, 0.25)))
    marks.append(Line(((term_x, _TOP_MM - 3), (term_x, base)), Style(None, colours.text, 0.35, (1.0, 0.8))))
    bold = TextStyle(_SMALL_MM, colours.text, 700, anchor=Anchor.END)
    marks.append(Text((term_x - 1, _TOP_MM - 1.2), words.within, bold))
    start = TextStyle(_SMALL_MM, colours.text, 700, anchor=Anchor.START)
    marks.append(Text((term_x + 1, _TOP_MM - 1.2), words.later, start))
    marks.append(Text(((right + 2) / 2, base + 7.4), words.axis, small))
    return Picture(width_mm, height_mm, tuple(marks))


def amount_bar(
    share: float, width_mm: float, theme: Look = Theme.PRINT, *, is_first: bool = False
) -> Picture:
    """Draw one amount as a share (0 to 1) of the largest; its figure stands beside it as text."""
    length, ink = max(0.3, width_mm * share) if share > 0 else 0.0, _ink(theme)
    marks = (_box(0, 0, length, _BAR_MM, Style(ink.head if is_first else ink.light)),) if length else ()
    return Picture(width_mm, _BAR_MM, marks)


def _ink(theme: Look) -> _Ink:
    if isinstance(theme, HouseColours):
        return replace(_PAPER, head=theme.head, light=tint(theme.head, _LIGHT_SHARE))
    return {Theme.DARK: _NIGHT, Theme.MONOCHROME: _INK_ONLY}.get(theme, _PAPER)


def _box(left: float, top: float, right: float, bottom: float, style: Style) -> Polygon:
    return Polygon((((left, top), (right, top), (right, bottom), (left, bottom)),), style)


def _nice_top(most: int) -> int:
    """Return the end of the scale: a round number not below the largest."""
    step = _step(max(most, 1))
    return max(step * math.ceil(most / step), 1)


def _step(most: int) -> int:
    power = 1
    while True:
        for each in _STEPS:
            if most / (each * power) <= _MOST_LINES:
                return each * power
        power *= 10


def _ticks(top: int) -> range:
    step = _step(top)
    return range(step, top + 1, step)
