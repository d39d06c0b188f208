"""What fits on the offered ground, on paper: plots as one outline, the free strip, the building to scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.labels import MM_PER_PT, text_box
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Mark, Style, Text, TextStyle
from drentsportal.figures.symbology import Look, Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from drentsportal.figures.labels import LabelField
    from drentsportal.figures.scales import MapFrame

_LARGEST: Final = {Theme.DARK: "#F0B13C", Theme.MONOCHROME: "#6E6E6E"}
_AMBER: Final = "#E69F00"
"""As the window draws what is not the building that was asked."""

_OUTLINE_MM: Final = 0.7
_STRIP: Final = (0.25, (1.2, 0.9))
_BUILDING_MM: Final = 0.5
_LARGEST_DASH_MM: Final = (2.4, 0.8)


@dataclass(frozen=True, slots=True)
class FittingShape:
    """What is drawn; ``is_asked`` when the building is the one asked, not the largest that fits instead."""

    outline_rd: BaseGeometry
    strip_rd: BaseGeometry | None
    building_rd: BaseGeometry | None
    label: str
    is_asked: bool


def fitting_marks(frame: MapFrame, shape: FittingShape, field: LabelField, theme: Look) -> Iterator[Mark]:
    """Draw it over the plots; the label stands in the building where that is large enough."""
    colours = map_colours(theme)
    yield from base_map.polygon(frame, shape.outline_rd, Style(None, colours.text, _OUTLINE_MM))
    if shape.strip_rd is not None and not shape.strip_rd.is_empty:
        yield from base_map.polygon(frame, shape.strip_rd, Style(None, colours.text, *_STRIP))
    if shape.building_rd is None:
        return
    colour = colours.site if shape.is_asked else _largest_colour(theme)
    dash = () if shape.is_asked else _LARGEST_DASH_MM
    yield from base_map.polygon(frame, shape.building_rd, Style(colour, opacity=0.4))
    yield from base_map.polygon(frame, shape.building_rd, Style(None, colour, _BUILDING_MM, dash))
    on_paper = frame.to_paper(shape.building_rd)
    words = TextStyle(7 * MM_PER_PT, colours.text, 700, halo=colours.halo, halo_mm=0.7)
    label = Text((on_paper.centroid.x, on_paper.centroid.y + 0.8), shape.label, words)
    box = text_box(label.at, label.text, words)
    # Of a small building the caption tells the same; a label would only cover it.
    if on_paper.buffer(words.size_mm).covers(shapely.box(*box)) and field.free(box):
        field.reserve(box)
        yield label


def _largest_colour(theme: Look) -> str:
    """Return the colour of the largest building that fits; without colours its dashes tell it apart."""
    return _LARGEST.get(theme, _AMBER) if isinstance(theme, Theme) else _AMBER
