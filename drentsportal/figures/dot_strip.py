"""One figure on the scale of its row: a point, a range as a bar, what was asked as a dashed line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.figures.labels import MM_PER_PT, text_width_mm
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Anchor, Circle, Line, Picture, Style, Text, TextStyle
from drentsportal.figures.scales import LinearScale
from drentsportal.figures.symbology import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.figures.marks import Mark
    from drentsportal.figures.symbology import Look, MapColours

_HEIGHT_MM: Final = 4.4
_MIDDLE_MM: Final = _HEIGHT_MM / 2
_TICK_MM: Final = 0.9
_LIMIT_MM: Final = 2.0
_GAP_MM: Final = 1.5
_SMALL_MM: Final = 6.5 * MM_PER_PT
_DASH: Final = (0.9, 0.6)


@dataclass(frozen=True, slots=True)
class StripScale:
    """Both ends of a scale with the words for them, and what was asked where that is on it."""

    low: float
    high: float
    low_words: str
    high_words: str
    limit: float | None = None


def dot_strip(
    scale: StripScale,
    span: tuple[float, float] | None,
    width_mm: float,
    theme: Look = Theme.PRINT,
    point: float | None = None,
) -> Picture:
    """Draw one figure or range; ``None`` is unknown and leaves the scale dashed and empty.

    ``point`` is the figure within a range, where there is one.
    """
    colours = map_colours(theme)
    axis = _placed(scale, width_mm)
    marks: list[Mark] = [*_axis(scale, axis, colours, is_known=span is not None)]
    if scale.limit is not None:
        x = axis.place(scale.limit)
        line = ((x, _MIDDLE_MM - _LIMIT_MM), (x, _MIDDLE_MM + _LIMIT_MM))
        marks.append(Line(line, Style(None, colours.text, 0.35, dash_mm=_DASH)))
    if span is not None:
        marks += _figure(axis, span, point, colours)
    return Picture(width_mm, _HEIGHT_MM, tuple(marks))


def _placed(scale: StripScale, width_mm: float) -> LinearScale:
    """Leave room for the words of both ends, so that all strips of a row begin and end alike."""
    style = TextStyle(_SMALL_MM, "#000000")
    left = text_width_mm(scale.low_words, style) + 2 * _GAP_MM
    right = width_mm - text_width_mm(scale.high_words, style) - 2 * _GAP_MM
    return LinearScale(scale.low, scale.high, left, max(right, left + 1))


def _axis(scale: StripScale, axis: LinearScale, colours: MapColours, *, is_known: bool) -> Iterator[Mark]:
    dash = () if is_known else (1.0, 0.9)
    yield Line(
        ((axis.start_mm, _MIDDLE_MM), (axis.end_mm, _MIDDLE_MM)), Style(None, colours.secondary, 0.2, dash)
    )
    for x, words, anchor, step in (
        (axis.start_mm, scale.low_words, Anchor.END, -_GAP_MM),
        (axis.end_mm, scale.high_words, Anchor.START, _GAP_MM),
    ):
        tick = ((x, _MIDDLE_MM - _TICK_MM), (x, _MIDDLE_MM + _TICK_MM))
        yield Line(tick, Style(None, colours.secondary, 0.2))
        style = TextStyle(_SMALL_MM, colours.secondary, anchor=anchor)
        yield Text((x + step, _MIDDLE_MM + _SMALL_MM * 0.33), words, style)


def _figure(
    axis: LinearScale, span: tuple[float, float], point: float | None, colours: MapColours
) -> Iterator[Mark]:
    start, end = axis.place(span[0]), axis.place(span[1])
    at = point if point is not None else span[0] if span[0] == span[1] else None
    if end > start:
        ends = ((start, _MIDDLE_MM), (end, _MIDDLE_MM))
        yield Line(ends, Style(None, colours.site, 2.0, round_ends=True))
        yield Line(ends, Style(None, colours.site_fill, 1.5, round_ends=True))
    if at is not None:
        yield Circle((axis.place(at), _MIDDLE_MM), 1.15, Style(colours.site, "#FFFFFF", 0.2))
