"""The small sample of a plot status that stands beside its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.figures import base_map
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Line, Picture, Style
from drentsportal.figures.neighbour_marks import neighbour_style
from drentsportal.figures.symbology import Look, Theme, plot_status, unknown_status

if TYPE_CHECKING:
    from drentsportal.domain.vocabulary import PlotStatus

_WIDTH_MM = 4.8
_HEIGHT_MM = 2.6


def status_swatch(status: PlotStatus | None, theme: Look = Theme.PRINT) -> Picture:
    """Return the swatch of a plot status; ``None`` is unknown."""
    look = unknown_status(theme) if status is None else plot_status(status, theme)
    inset = look.area.stroke_mm / 2 + 0.05
    box = (inset, inset, _WIDTH_MM - inset, _HEIGHT_MM - inset)
    return Picture(_WIDTH_MM, _HEIGHT_MM, (base_map.rectangle(box, look.area),))


def boundary_swatch(theme: Look = Theme.PRINT) -> Picture:
    """Return the swatch of a park's boundary: a line in the colour of the site."""
    middle = _HEIGHT_MM / 2
    line = Line(((0.2, middle), (_WIDTH_MM - 0.2, middle)), Style(None, map_colours(theme).site, 0.8))
    return Picture(_WIDTH_MM, _HEIGHT_MM, (line,))


def neighbour_swatch(theme: Look = Theme.PRINT) -> Picture:
    """Return the swatch of another park: its quiet ground within a thin edge."""
    box = (0.1, 0.1, _WIDTH_MM - 0.1, _HEIGHT_MM - 0.1)
    return Picture(_WIDTH_MM, _HEIGHT_MM, (base_map.rectangle(box, neighbour_style(theme)),))


def around_swatch(theme: Look = Theme.PRINT) -> Picture:
    """Return the swatch of the boundary of the park around a building: a thin line."""
    middle = _HEIGHT_MM / 2
    line = Line(((0.2, middle), (_WIDTH_MM - 0.2, middle)), Style(None, map_colours(theme).text, 0.4))
    return Picture(_WIDTH_MM, _HEIGHT_MM, (line,))
