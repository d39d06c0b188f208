"""Other parks around a site, named, where a map has no roads, water or places to show where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.labels import MM_PER_PT, shortened
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Style, TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.figures.labels import LabelField
    from drentsportal.figures.marks import Mark
    from drentsportal.figures.scales import MapFrame
    from drentsportal.figures.symbology import Look
    from drentsportal.services.neighbours import NeighbouringPark

_LONGEST_NAME: Final = 40
_EDGE_MM: Final = 0.25
_TEXT_PT: Final = 6.5


@dataclass(frozen=True, slots=True)
class NeighbourMarks:
    """What is drawn of the other parks, and which of them."""

    grounds: tuple[Mark, ...]
    names: tuple[Mark, ...]
    drawn: tuple[NeighbouringPark, ...]


def neighbour_style(theme: Look) -> Style:
    """Return how the ground of another park is drawn."""
    colours = map_colours(theme)
    return Style(colours.green, colours.secondary, _EDGE_MM)


def neighbour_marks(
    frame: MapFrame, neighbours: Sequence[NeighbouringPark], field: LabelField, theme: Look
) -> NeighbourMarks:
    """Draw the parks that the frame shows something of, each named where there is room."""
    grounds: list[Mark] = []
    names: list[Mark] = []
    drawn = []
    colours = map_colours(theme)
    style = TextStyle(_TEXT_PT * MM_PER_PT, colours.text, halo=colours.halo, halo_mm=0.6)
    ground = neighbour_style(theme)
    for each in neighbours:
        seen = shapely.clip_by_rect(frame.to_paper(each.shape_rd), 0, 0, frame.width_mm, frame.height_mm)
        if not seen.area:
            continue
        drawn.append(each)
        grounds.extend(base_map.polygon(frame, each.shape_rd, ground))
        at = seen.representative_point()
        label = field.beside((at.x, at.y), shortened(each.name, _LONGEST_NAME), style, 0.0)
        if label is not None:
            names.append(label)
    return NeighbourMarks(tuple(grounds), tuple(names), tuple(drawn))
