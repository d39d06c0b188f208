"""The gemeenten of Drenthe by an amount: colour by step, hatched where unknown, name and figure in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.amount_ramp import HECTARE_STEPS, amount_step
from drentsportal.figures.labels import shortened
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Mark, Pattern, PatternKind, Picture, Style, Text, TextStyle
from drentsportal.figures.scales import frame_around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.sites.site import Municipality
    from drentsportal.figures.labels import Box
    from drentsportal.figures.marks import Point
    from drentsportal.figures.scales import MapFrame
    from drentsportal.figures.symbology import Theme

_TEXT_MM: Final = 2.5
_LINE_MM: Final = 3.0
_SMALL_MM: Final = 9.5
_SHORT_NAME: Final = 8
_WIDTH_PER_SIZE: Final = 0.56
"""Mean width of a letter, as a share of the size of the words."""


def municipality_map(
    municipalities: Sequence[Municipality],
    amounts: Mapping[str, tuple[float | None, str]],
    size_mm: tuple[float, float],
    theme: Theme,
) -> Picture | None:
    """Draw each gemeente by its amount and the words for it; ``None`` where there are no boundaries."""
    if not municipalities:
        return None
    width, height = size_mm
    bounds = shapely.total_bounds([each.geometry_rd for each in municipalities]).tolist()
    frame = frame_around(bounds, width, height, margin_mm=1.5, round_scale=False)
    colours = map_colours(theme)
    marks: list[Mark] = []
    words: list[Mark] = []
    lettered: list[tuple[Municipality, str, tuple[str, str]]] = []
    hatch = Pattern(PatternKind.LINES, colours.secondary, 1.6, 0.2)
    for each in municipalities:
        value, figure = amounts.get(each.code, (None, ""))
        if value is None:
            style = Style(colours.ground, colours.municipality_border, 0.3, pattern=hatch)
            ink, ground = colours.text, colours.ground
        else:
            step = amount_step(value, HECTARE_STEPS, theme)
            style, ink, ground = Style(step.fill, colours.outside, 0.35), step.text, step.fill
        marks.extend(base_map.polygon(frame, each.geometry_rd, style))
        lettered.append((each, figure, (ink, ground)))
    taken: list[Box] = []
    # The narrowest first: the others have more room to keep off them.
    for each, figure, inks in sorted(lettered, key=lambda one: _room_m(one[0])):
        words.extend(_words(frame, each, figure, inks, taken))
    return Picture(width, height, (*marks, *words))


def _room_m(municipality: Municipality) -> float:
    """Order by the room inside a gemeente, the narrowest first: what stands in it can go nowhere else."""
    (inside,) = shapely.maximum_inscribed_circle([municipality.geometry_rd], tolerance=200.0)
    return float(shapely.length(inside))


def _words(
    frame: MapFrame, municipality: Municipality, figure: str, colours: tuple[str, str], taken: list[Box]
) -> list[Mark]:
    """Name and figure where there is most room, in ink on a halo of the ground; kept within the picture.

    A name that would lie on other words is made shorter, and left out where that does not help: the figure
    alone stands within its own gemeente, and the bars beside the map have every name.
    """
    ink, halo = colours
    (inside,) = shapely.maximum_inscribed_circle([municipality.geometry_rd], tolerance=200.0)
    x, y = frame.place(*shapely.get_coordinates(inside)[0].tolist())
    room_mm = 2 * float(shapely.length(inside)) / frame.metres_per_mm
    size = _TEXT_MM if room_mm > _SMALL_MM else _TEXT_MM * 0.85
    strong = TextStyle(size, ink, weight=600, halo=halo, halo_mm=0.7)
    quiet = TextStyle(size, ink, halo=halo, halo_mm=0.7)
    for name in (municipality.name, shortened(municipality.name, _SHORT_NAME)):
        half_mm = len(name) * size * _WIDTH_PER_SIZE / 2
        middle = min(max(x, half_mm + 0.5), frame.width_mm - half_mm - 0.5)
        words = [((middle, y - 0.2), name, quiet), ((middle, y + _LINE_MM - 0.2), figure, strong)]
        if half_mm <= room_mm and _have_room(words, taken):
            return [Text(*each) for each in words]
    return [Text((x, y + _LINE_MM / 2 - 0.5), figure, strong)]


def _have_room(words: Sequence[tuple[Point, str, TextStyle]], taken: list[Box]) -> bool:
    """Whether words lie on no other ones; where they do not, their room is taken."""
    boxes = [_box(*each) for each in words]
    for box in boxes:
        if any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken):
            return False
    taken.extend(boxes)
    return True


def _box(at: Point, text: str, style: TextStyle) -> Box:
    half_mm = len(text) * style.size_mm * _WIDTH_PER_SIZE / 2
    return at[0] - half_mm, at[1] - 0.72 * style.size_mm, at[0] + half_mm, at[1] + 0.25 * style.size_mm
