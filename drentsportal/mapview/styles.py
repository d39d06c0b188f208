"""Class to style for the page, taken from ``figures``, so that map, window and paper look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.figures.around_classes import grid_classes, landmark_classes, nature_class, zone_classes
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.symbology import (
    Shape,
    Theme,
    check_pattern,
    excluded,
    exclusion_reasons,
    plot_status,
    score_classes,
    unknown_status,
)
from drentsportal.mapview.messages import ThemePushed

if TYPE_CHECKING:
    from drentsportal.figures.marks import Pattern
    from drentsportal.figures.symbology import ClassStyle

_PX_PER_MM: Final = 96 / 25.4
_WHITE: Final = "#FFFFFF"

OTHER_REASON: Final = "other"
"""The reason of a site that one requirement excludes which has no shape of its own."""

STROKES: Final[dict[str, Any]] = {
    "municipality": {"width": 1, "dash": [5, 3]},
    "province": {"width": 1.6},
    "motorway": {"fill": 2.8, "casing": 4.4},
    "road": {"fill": 1.8, "casing": 3.2},
    "water": {"width": 1.6},
}
"""Widths and dashes of the ground in pixels (design tokens, ``map.strokes``)."""

_WINDOW: Final = {
    Theme.LIGHT: {
        "surface": "#FFFFFF",
        "surface-alt": "#FAF9F7",
        "border": "#DDD9D3",
        "border-strong": "#BBB5AC",
        "text": "#221E27",
        "text-secondary": "#544E5B",
        "accent": "#6B3E7E",
        "accent-subtle": "#F2EBF5",
        "check-text": "#7A4B00",
        "check-background": "#FCF0D8",
        "check-border": "#E3B55C",
        "fails-text": "#A33400",
        "fails-background": "#FBE9E1",
        "info-text": "#00568A",
        "info-background": "#E4F0F8",
        "unknown-text": "#5D5866",
        "unknown-background": "#EEECE9",
        "fits-text": "#00694A",
        "fits-background": "#E3F3EC",
        "veil": "rgba(255,255,255,.82)",
        "trial": "#E69F00",
    },
    Theme.DARK: {
        "surface": "#212025",
        "surface-alt": "#27262C",
        "border": "#3A3841",
        "border-strong": "#57545F",
        "text": "#EDEBF1",
        "text-secondary": "#BEBAC7",
        "accent": "#C9A3DB",
        "accent-subtle": "#3A2C44",
        "check-text": "#F0BF62",
        "check-background": "#3E3116",
        "check-border": "#8A6A25",
        "fails-text": "#FF9A73",
        "fails-background": "#46241A",
        "info-text": "#7CC4F2",
        "info-background": "#16334A",
        "unknown-text": "#BEBAC7",
        "unknown-background": "#34323A",
        "fits-text": "#5FD0A6",
        "fits-background": "#173A2E",
        "veil": "rgba(33,32,37,.82)",
        "trial": "#F0B13C",
    },
}
"""The colours of cards and words on the map (design tokens, ``colours``)."""


def theme_message(name: str) -> ThemePushed:
    """Everything that the page needs to draw in theme ``light`` or ``dark``."""
    theme = Theme(name)
    ground = map_colours(theme)
    out = excluded(theme)
    neutral = _rest(out)
    return ThemePushed(
        name=name,
        variables=_variables(theme),
        base={
            "outside": ground.outside,
            "land": ground.land,
            "settlement": ground.settlement,
            "water": ground.water,
            "municipality_border": ground.municipality_border,
            "province_border": ground.province_border,
            "motorway_fill": ground.motorway,
            "motorway_casing": ground.motorway_casing,
            "road_fill": ground.road,
            "road_casing": ground.road_casing,
        },
        strokes=STROKES,
        score=[_score(each, theme) for each in score_classes(theme)],
        reasons=[*(_reason(each) for each in exclusion_reasons(theme)), _other_reason(out)],
        plots=[_plot(each) for each in _plot_classes(theme)],
        plain={
            "hard": {"fill": ground.site_fill, "stroke": ground.site, "stroke_width": 1.1, "dash": None},
            "soft": {"fill": ground.land, "stroke": ground.site, "stroke_width": 1.3, "dash": "3 2"},
            "unknown": {"fill": ground.site_fill, "stroke": ground.site, "stroke_width": 1.1, "dash": "1 2"},
        },
        excluded=neutral,
        symbol_stroke=_WINDOW[theme]["text"],
        premises={"size": 10, "stroke_width": 1.3},
        rank_badge={"diameter": 22, "leader_width": 1.1},
        selected={"ring_radius": 17, "ring_width": 2.6, "under_stroke": {"width": 5}},
        minimum_symbol={"polygon_below_px": 8, "radius": 3.6},
        around=_around(theme),
    )


def _around(theme: Theme) -> dict[str, Any]:
    """Return what lies around sites, and the outline of a site that its source no longer delivers."""
    ground = map_colours(theme)
    return {
        "landmarks": [{**_area(each), "shape": each.shape.value} for each in landmark_classes(theme)],
        "nature": _area(nature_class(theme)),
        "zones": [_area(each) for each in zone_classes(theme)],
        "grid": [_area(each) for each in grid_classes(theme)],
        "vanished": {"fill": ground.site_fill, "stroke": ground.site, "stroke_width": 1.3, "dash": "7 3 1 3"},
    }


def _area(style: ClassStyle) -> dict[str, Any]:
    area = style.area
    return {
        "id": style.id,
        "fill": area.fill,
        "stroke": area.stroke,
        "stroke_width": _px(area.stroke_mm),
        "dash": " ".join(str(_px(each)) for each in area.dash_mm) or None,
        "hatch": _hatch(area.pattern) if area.pattern else None,
    }


def _variables(theme: Theme) -> dict[str, str]:
    ground = map_colours(theme)
    own = {
        "outside": ground.outside,
        "halo": ground.halo,
        "place": ground.text,
        "municipality": ground.secondary,
        "motorway": ground.motorway_casing,
        "road": ground.road_casing,
        "ring-width": "1.5px",
        "ring-dash": "7 5",
    }
    return {f"--dm-{name}": value for name, value in {**_WINDOW[theme], **own}.items()}


def _score(style: ClassStyle, theme: Theme) -> dict[str, Any]:
    pattern = check_pattern(theme, dark_fill=style.text == _WHITE)
    return {
        "id": style.id,
        "fill": style.area.fill,
        "stroke": style.area.stroke,
        "stroke_width": _px(style.area.stroke_mm),
        "number_text": style.text,
        "hatch": _hatch(pattern),
    }


def _reason(style: ClassStyle) -> dict[str, Any]:
    stroke = style.area.fill if style.shape is Shape.CROSS else style.area.stroke
    return {"id": style.id, "shape": style.shape.value, "fill": style.area.fill, "stroke": stroke}


def _other_reason(out: ClassStyle) -> dict[str, Any]:
    return {"id": OTHER_REASON, "shape": Shape.RING.value, "fill": "transparent", "stroke": out.area.stroke}


def _plot_classes(theme: Theme) -> list[ClassStyle]:
    order = (
        PlotStatus.AVAILABLE,
        PlotStatus.OPTION,
        PlotStatus.RESERVED,
        PlotStatus.PLANNED,
        PlotStatus.SOLD,
    )
    return [*(plot_status(each, theme) for each in order), unknown_status(theme)]


def _plot(style: ClassStyle) -> dict[str, Any]:
    area = style.area
    return {
        "id": style.id,
        "fill": area.fill,
        "stroke": area.stroke,
        "stroke_width": _px(area.stroke_mm),
        "dash": [_px(each) for each in area.dash_mm],
        "hatch": _hatch(area.pattern) if area.pattern else None,
    }


def _rest(style: ClassStyle) -> dict[str, Any]:
    area = style.area
    return {"fill": area.fill, "stroke": area.stroke, "stroke_width": _px(area.stroke_mm), "dash": None}


def _hatch(pattern: Pattern) -> dict[str, Any]:
    return {
        "kind": pattern.kind.value,
        "colour": pattern.colour,
        "period": _px(pattern.spacing_mm),
        "line": _px(pattern.line_mm),
    }


def _px(millimetres: float) -> float:
    return round(millimetres * _PX_PER_MM, 2)
