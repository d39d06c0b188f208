"""Class to style of what lies around sites: landmarks, nature, plan zones and the state of the grid.

Each class differs in more than colour: landmarks by shape, zones and grid by pattern.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drentsportal.domain.vocabulary import GridState, LandmarkKind, category_rank, main_category
from drentsportal.figures.marks import Pattern, PatternKind, Style
from drentsportal.figures.symbology import ClassStyle, Shape, Theme

UNKNOWN: Final = "unknown"

_ON_LIGHT, _ON_DARK = "#16222C", "#EDEBF1"

_LANDMARKS: Final = (
    (LandmarkKind.HUB, Shape.STAR, "#7A3E9D", "#C9A3DB"),
    (LandmarkKind.MOTORWAY_JUNCTION, Shape.SQUARE, "#8A4B1C", "#EE9B5B"),
    (LandmarkKind.RAIL_TERMINAL, Shape.TRIANGLE, "#3B3B3B", "#D5D2CC"),
    (LandmarkKind.QUAY, Shape.CIRCLE, "#0072B2", "#7CC4F2"),
)
_NATURE: Final = ("#C9DFB6", "#3F6B2A"), ("#2C4327", "#9CC58A")
_ZONES: Final = (
    ("zone_1_2", "#3F86B8", "#5AA6D6", None),
    ("zone_3", "#27699B", "#7DBCE4", PatternKind.DOTS),
    ("zone_4", "#11507F", "#A5D3F0", PatternKind.LINES),
    ("zone_5_6", "#062F4F", "#D6ECFA", PatternKind.CROSSED),
)
_GRID: Final = (
    (GridState.TRANSPARENT, "#CFE3F7", "#2C4A66", None),
    (GridState.YELLOW, "#F5E98C", "#8C7A12", PatternKind.DOTS),
    (GridState.AMBER, "#F2B24A", "#A86A00", PatternKind.LINES),
    (GridState.RED, "#DB6B4B", "#B0472A", PatternKind.CROSSED),
)


def landmark_classes(theme: Theme) -> tuple[ClassStyle, ...]:
    """Return the symbols of hubs, junctions, rail terminals and quays, each of its own shape."""
    dark = theme is Theme.DARK
    line = _ON_DARK if dark else _ON_LIGHT
    return tuple(
        ClassStyle(kind.value, Style(_grey(theme, on_dark if dark else on_light), line, 0.2), line, shape)
        for kind, shape, on_light, on_dark in _LANDMARKS
    )


def nature_class(theme: Theme) -> ClassStyle:
    """Style protected nature: an area with a dashed border and dots."""
    fill, line = _NATURE[theme is Theme.DARK]
    fill, line = _grey(theme, fill), _grey(theme, line)
    pattern = Pattern(PatternKind.DOTS, line, 1.8, 0.18)
    style = Style(fill, line, 0.25, dash_mm=(1.4, 0.7), pattern=pattern)
    return ClassStyle(LandmarkKind.PROTECTED_NATURE.value, style, line)


def zone_classes(theme: Theme) -> tuple[ClassStyle, ...]:
    """Return the classes of plan zones by their highest category, lowest first, and unknown.

    Outline and hatch without a fill: what lies under a zone, mostly plots, keeps its own colour.
    """
    unknown = _unknown(theme, f"zone_{UNKNOWN}")
    open_unknown = replace(unknown, area=replace(unknown.area, fill=None, stroke_mm=0.5, dash_mm=(0.5, 0.8)))
    return (*(_hatched(theme, *each) for each in _ZONES), open_unknown)


def zone_class_id(category_max: str | None) -> str:
    """Return the id of the class of a zone by its highest category (``3.2``)."""
    if category_max is None:
        return f"zone_{UNKNOWN}"
    main = main_category(category_max)
    if category_rank(category_max) <= category_rank("2"):
        return "zone_1_2"
    return {3: "zone_3", 4: "zone_4"}.get(main, "zone_5_6")


def grid_classes(theme: Theme) -> tuple[ClassStyle, ...]:
    """Return the classes of the capacity map, lightest first, and unknown; indicative, as the map is."""
    return (
        *(_patterned(theme, state.value, light, dark, kind) for state, light, dark, kind in _GRID),
        _unknown(theme, UNKNOWN),
    )


def _hatched(
    theme: Theme, class_id: str, on_light: str, on_dark: str, kind: PatternKind | None
) -> ClassStyle:
    line = _grey(theme, on_dark if theme is Theme.DARK else on_light)
    pattern = None if kind is None else Pattern(kind, line, 2.4, 0.28)
    return ClassStyle(class_id, Style(None, line, 0.55, pattern=pattern), line)


def _patterned(
    theme: Theme, class_id: str, on_light: str, on_dark: str, kind: PatternKind | None
) -> ClassStyle:
    dark = theme is Theme.DARK
    line = _ON_DARK if dark else _ON_LIGHT
    pattern = None if kind is None else Pattern(kind, line, 1.1, 0.16)
    fill = _grey(theme, on_dark if dark else on_light)
    return ClassStyle(class_id, Style(fill, line, 0.25, pattern=pattern), line)


def _unknown(theme: Theme, class_id: str) -> ClassStyle:
    """Style what is unknown: no fill, a dotted outline; never as the lightest class."""
    line = "#A19CAC" if theme is Theme.DARK else "#52606B"
    fill = "#34323A" if theme is Theme.DARK else "#FFFFFF"
    return ClassStyle(class_id, Style(fill, line, 0.25, dash_mm=(0.3, 0.5)), line)


def _grey(theme: Theme, colour: str) -> str:
    """Return the grey of the same lightness where there is no colour."""
    if theme is not Theme.MONOCHROME:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"
