"""Class to style, once for the window, the map page and the documents.

Colours are those of the design's tokens. Every class differs in more than colour: by
pattern, outline, shape or number. ``Theme.LIGHT`` and ``Theme.DARK`` are for screens,
``Theme.PRINT`` and ``Theme.MONOCHROME`` for paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.figures.marks import Pattern, PatternKind, Style


class Theme(StrEnum):
    """Where something is shown."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"
    MONOCHROME = "monochrome"


@dataclass(frozen=True, slots=True)
class HouseColours:
    """``Theme.PRINT`` with two colours of a house style (``#RRGGBB``), for what is drawn on paper.

    ``site`` marks the site that it is about; the own gemeente has a tint of ``head``; classes keep theirs.
    """

    site: str
    head: str


Look = Theme | HouseColours
"""How something is drawn: by a theme, or on paper in the colours of a house."""


class Shape(StrEnum):
    """The shape of a point symbol."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    STAR = "star"
    CROSS = "cross"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """How one class of a legend looks; ``id`` is also the key of its words.

    ``text`` is the colour of a number or word on top of the fill.
    """

    id: str
    area: Style
    text: str
    shape: Shape = Shape.CIRCLE


@dataclass(frozen=True, slots=True)
class MapColours:
    """The quiet ground of a map and the colours of what lies on it; ``plate`` fills signs on it."""

    outside: str
    plate: str
    ground: str
    green: str
    land: str
    own_land: str
    settlement: str
    water: str
    water_text: str
    municipality_border: str
    province_border: str
    motorway: str
    motorway_casing: str
    motorway_badge: str
    motorway_badge_text: str
    road: str
    road_casing: str
    road_badge: str
    road_badge_text: str
    text: str
    secondary: str
    halo: str
    site: str
    site_fill: str
    on_site: str


PLOT_STATUS_ORDER: Final = (
    PlotStatus.SOLD,
    PlotStatus.PLANNED,
    PlotStatus.RESERVED,
    PlotStatus.OPTION,
    PlotStatus.AVAILABLE,
)
"""From below to above on a map; a legend reads from the last to the first."""

_STATUS_COLOURS: Final[dict[Theme, dict[PlotStatus, tuple[str, str]]]] = {
    Theme.PRINT: {
        PlotStatus.AVAILABLE: ("#BCE3D1", "#0A6647"),
        PlotStatus.OPTION: ("#FDEBC2", "#7A5200"),
        PlotStatus.RESERVED: ("#F8D5C2", "#963600"),
        PlotStatus.PLANNED: ("#DDEAF6", "#1D5A91"),
        PlotStatus.SOLD: ("#D8DBDE", "#6C757D"),
    },
    Theme.DARK: {
        PlotStatus.AVAILABLE: ("#1F5A45", "#5FD0A6"),
        PlotStatus.OPTION: ("#5A4620", "#F0BF62"),
        PlotStatus.RESERVED: ("#5E3424", "#FF9A73"),
        PlotStatus.PLANNED: ("#1F4262", "#7CC4F2"),
        PlotStatus.SOLD: ("#4A474D", "#7C7780"),
    },
    Theme.MONOCHROME: {
        PlotStatus.AVAILABLE: ("#FFFFFF", "#000000"),
        PlotStatus.OPTION: ("#FFFFFF", "#000000"),
        PlotStatus.RESERVED: ("#FFFFFF", "#000000"),
        PlotStatus.PLANNED: ("#FFFFFF", "#000000"),
        PlotStatus.SOLD: ("#D6D6D6", "#6E6E6E"),
    },
}
_STATUS_PATTERN: Final = {
    PlotStatus.OPTION: (PatternKind.LINES, 1.5, 0.16),
    PlotStatus.RESERVED: (PatternKind.CROSSED, 1.5, 0.14),
    PlotStatus.PLANNED: (PatternKind.DOTS, 1.3, 0.17),
}
_STATUS_OUTLINE_MM: Final = {
    PlotStatus.AVAILABLE: 0.5,
    PlotStatus.OPTION: 0.25,
    PlotStatus.RESERVED: 0.25,
    PlotStatus.PLANNED: 0.3,
    PlotStatus.SOLD: 0.18,
}
_ON_DARK: Final = "#EDEBF1"
_ON_LIGHT: Final = "#16222C"


def plot_status(status: PlotStatus, theme: Look) -> ClassStyle:
    """Fill, outline and pattern of a plot by its status."""
    screen = theme if isinstance(theme, Theme) else Theme.PRINT
    colours = _STATUS_COLOURS.get(screen, _STATUS_COLOURS[Theme.PRINT])
    fill, line = colours[status]
    pattern = None
    if status in _STATUS_PATTERN:
        kind, spacing_mm, line_mm = _STATUS_PATTERN[status]
        pattern = Pattern(kind, line, spacing_mm, line_mm)
    style = Style(
        fill,
        line,
        _STATUS_OUTLINE_MM[status],
        dash_mm=(1.0, 0.7) if status is PlotStatus.PLANNED else (),
        pattern=pattern,
    )
    return ClassStyle(status.value, style, _ON_DARK if theme is Theme.DARK else _ON_LIGHT)


def unknown_status(theme: Look) -> ClassStyle:
    """Style a plot of which the status is unknown: no fill, a dotted outline; never as sold."""
    line = "#A19CAC" if theme is Theme.DARK else "#52606B"
    style = Style("#FFFFFF", line, 0.25, dash_mm=(0.3, 0.5))
    if theme is Theme.DARK:
        style = replace(style, fill="#34323A")
    return ClassStyle("unknown", style, _ON_DARK if theme is Theme.DARK else _ON_LIGHT)


SCORE_STEPS: Final = (("ge70", 70), ("60_70", 60), ("50_60", 50), ("lt50", 0))
_SCORE_COLOURS: Final = {
    Theme.LIGHT: (
        ("#084C61", "#FFFFFF"),
        ("#227A8D", "#FFFFFF"),
        ("#86C5C4", "#221E27"),
        ("#D3EBE3", "#221E27"),
    ),
    Theme.DARK: (
        ("#C7F0E6", "#19181C"),
        ("#6FC3C4", "#19181C"),
        ("#2E8797", "#FFFFFF"),
        ("#1B4F5E", "#FFFFFF"),
    ),
}
UNITS_PER_POINT: Final = 100_000_000
"""Units of a ``ScoreCard`` score in one point of the 0 to 100 scale."""


def score_classes(theme: Theme) -> tuple[ClassStyle, ...]:
    """Return the four classes of a score, highest first: 70 or more, from 60, from 50, below 50."""
    colours = _SCORE_COLOURS.get(theme, _SCORE_COLOURS[Theme.LIGHT])
    line = _ON_DARK if theme is Theme.DARK else "#221E27"
    return tuple(
        ClassStyle(class_id, Style(fill, line, 0.3), text)
        for (class_id, _), (fill, text) in zip(SCORE_STEPS, colours, strict=True)
    )


def score_class(low: int, theme: Theme) -> ClassStyle:
    """Return the class of a score in ``ScoreCard`` units (10**10 is 100 points)."""
    return next(each for each in score_classes(theme) if each.id == score_class_id(low))


def score_class_id(low: int) -> str:
    """Return the id of the class of a score in ``ScoreCard`` units."""
    return next(class_id for class_id, least in SCORE_STEPS if low >= least * UNITS_PER_POINT)


def check_pattern(theme: Theme, *, dark_fill: bool) -> Pattern:
    """Return the hatch over a class that says: an open question remains."""
    if dark_fill:
        return Pattern(PatternKind.LINES, "#FFFFFF", 1.3, 0.4)
    colour = "#141418" if theme is Theme.DARK else "#221E27"
    return Pattern(PatternKind.LINES, colour, 1.3, 0.3)


def excluded(theme: Theme) -> ClassStyle:
    """Style a site that a requirement excludes."""
    fill, line = ("#4A474D", "#7C7780") if theme is Theme.DARK else ("#CFCBC4", "#8B857C")
    return ClassStyle("excluded", Style(fill, line, 0.2), line)


_REASON_SHAPES: Final = (
    ("distance", Shape.TRIANGLE, "#E69F00", "#F0B13C"),
    ("area", Shape.SQUARE, "#56B4E9", "#8FD0F5"),
    ("category", Shape.DIAMOND, "#CC79A7", "#DE96BF"),
    ("several", Shape.CROSS, "#8B857C", "#7C7780"),
    ("fits", Shape.CIRCLE, "#227A8D", "#6FC3C4"),
)


def exclusion_reasons(theme: Theme) -> tuple[ClassStyle, ...]:
    """Why a site is out, each with its own shape: distance, area, category, several."""
    line = _ON_DARK if theme is Theme.DARK else "#221E27"
    return tuple(
        ClassStyle(class_id, Style(dark if theme is Theme.DARK else light, line, 0.2), line, shape)
        for class_id, shape, light, dark in _REASON_SHAPES
    )
