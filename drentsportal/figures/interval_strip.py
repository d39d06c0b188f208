"""A score as a strip: the scale, the interval as a bar, the point on it."""

from __future__ import annotations

from drentsportal.figures.labels import MM_PER_PT
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Anchor, Circle, Line, Mark, Picture, Style, Text, TextStyle
from drentsportal.figures.scales import LinearScale
from drentsportal.figures.symbology import Look, Theme

_HEIGHT_MM = 4.6


def interval_strip(
    low: float,
    point: float,
    high: float,
    width_mm: float,
    ends: tuple[float, float] = (0.0, 100.0),
    theme: Look = Theme.PRINT,
) -> Picture:
    """Draw ``low``, ``point`` and ``high`` on a scale with both ends printed."""
    colours = map_colours(theme)
    scale = LinearScale(*ends, 4.0, width_mm - 6.0)
    middle = _HEIGHT_MM / 2
    axis = Style(None, colours.secondary, 0.2)
    start, end = scale.place(low), scale.place(high)
    small = 6.5 * MM_PER_PT
    marks: list[Mark] = [
        Line(((scale.start_mm, middle), (scale.end_mm, middle)), axis),
        Line(((scale.start_mm, middle - 0.9), (scale.start_mm, middle + 0.9)), axis),
        Line(((scale.end_mm, middle - 0.9), (scale.end_mm, middle + 0.9)), axis),
        Text(
            (scale.start_mm - 1, middle + 0.75),
            f"{ends[0]:g}",
            TextStyle(small, colours.secondary, anchor=Anchor.END),
        ),
        Text(
            (scale.end_mm + 1, middle + 0.75),
            f"{ends[1]:g}",
            TextStyle(small, colours.secondary, anchor=Anchor.START),
        ),
    ]
    if end > start:
        ends_mm = ((start, middle), (end, middle))
        marks.append(Line(ends_mm, Style(None, colours.site, 2.0, round_ends=True)))
        marks.append(Line(ends_mm, Style(None, colours.site_fill, 1.5, round_ends=True)))
    marks.append(Circle((scale.place(point), middle), 1.15, Style(colours.site, "#FFFFFF", 0.2)))
    return Picture(width_mm, _HEIGHT_MM, tuple(marks))
