"""Sites on one map: numbered marks, rings around the present location, or the order of a day along them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.labels import MM_PER_PT, Box, LabelField, shortened
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Circle, Group, Line, Mark, Picture, Point, Style, Text, TextStyle
from drentsportal.figures.route_line import route_line
from drentsportal.figures.scales import MapFrame, frame_around
from drentsportal.figures.symbology import Look, MapColours, Theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Landmark, Municipality

RINGS_KM: Final = (10, 15)
"""Distances of company moves that the policy documents speak of."""
_LONGEST_LABEL: Final = 34
_HALF_SQUARE_MM: Final = 1.1
_NAME_GAP_MM: Final = 2.8
_SMALLEST_SPAN_M: Final = 8_000.0
_MARGIN_MM: Final = 11.0
_LOW_MARGIN: Final = 0.18
"""Of the shorter side, on a map so low that the usual margin would leave no room for the sites."""
_DARKER: Final = 0x80


@dataclass(frozen=True, slots=True)
class NumberedSite:
    """A site with the number under which the text speaks of it."""

    number: int
    name: str
    geometry_rd: BaseGeometry


@dataclass(frozen=True, slots=True)
class OverviewScene:
    """What lies on the map; ``origin_rd`` is the present location, where there is one.

    With ``is_route`` it is where a day along the sites begins, in their order, and there are no rings;
    ``end_rd`` is where the day ends, where that is another place.
    """

    sites: tuple[NumberedSite, ...]
    origin_rd: tuple[float, float] | None
    origin_label: str
    municipalities: Sequence[Municipality]
    landmarks: Sequence[Landmark]
    is_route: bool = False
    end_rd: tuple[float, float] | None = None
    end_label: str = ""


def overview_map(
    scene: OverviewScene, size_mm: tuple[float, float], theme: Look = Theme.PRINT
) -> Picture | None:
    """Draw the sites and the rings; ``None`` when no site has a geometry."""
    if not scene.sites:
        return None
    colours = map_colours(theme)
    width, height = size_mm
    margin_mm = min(_MARGIN_MM, _LOW_MARGIN * min(width, height))
    frame = frame_around(_bounds(scene), width, height, margin_mm=margin_mm, round_scale=False)
    field = LabelField((1, 1, width - 1, height - 1))
    field.reserve((width - 40, height - 9, width, height))
    field.reserve((width - 8, 0, width, 12))
    badges = tuple(_badges(frame, scene, field, colours))
    rings = tuple(_rings(frame, scene, field, colours))
    marks: list[Mark] = [
        base_map.rectangle((0, 0, width, height), Style(colours.outside)),
        *base_map.land(frame, scene.municipalities, None, colours),
        *base_map.province_border(frame, scene.municipalities, colours),
        *base_map.ways(frame, scene.landmarks, colours, motorway_mm=1.2),
        *_sites(frame, scene, colours),
        *_route(frame, scene, colours),
        *rings,
        *badges,
        *base_map.road_badges(frame, scene.landmarks, field, colours),
        *base_map.places(frame, _places(scene), field, colours),
        base_map.scale_bar(frame, width - 3, height - 4, colours),
        base_map.north_arrow(width - 4, 2, colours),
    ]
    edge = base_map.rectangle(
        (0.1, 0.1, width - 0.1, height - 0.1), Style(None, colours.province_border, 0.2)
    )
    return Picture(width, height, (Group(tuple(marks), (0.0, 0.0, width, height)), edge))


def _places(scene: OverviewScene) -> list[Landmark]:
    """Without the places that already stand beside a square."""
    named = {label for _, label in _squares(scene)}
    return [each for each in scene.landmarks if each.name not in named]


def _squares(scene: OverviewScene) -> Iterator[tuple[tuple[float, float], str]]:
    """Give the places that have a square: the present location or start, and another end."""
    if scene.origin_rd is not None:
        yield scene.origin_rd, scene.origin_label
    if scene.end_rd is not None:
        yield scene.end_rd, scene.end_label


def _route(frame: MapFrame, scene: OverviewScene, colours: MapColours) -> Iterator[Mark]:
    """Draw the order of a day from its start along the sites to its end."""
    if not scene.is_route or scene.origin_rd is None:
        return
    inside = [each.geometry_rd.representative_point() for each in scene.sites]
    places = [scene.origin_rd, *((each.x, each.y) for each in inside), scene.end_rd or scene.origin_rd]
    yield from route_line([frame.place(*each) for each in places], colours)


def _bounds(scene: OverviewScene) -> tuple[float, float, float, float]:
    shapes: list[BaseGeometry] = [each.geometry_rd for each in scene.sites]
    shapes.extend(shapely.Point(each) for each, _ in _squares(scene))
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    spare_x = max(0.0, _SMALLEST_SPAN_M - (east - west)) / 2
    spare_y = max(0.0, _SMALLEST_SPAN_M - (north - south)) / 2
    return west - spare_x, south - spare_y, east + spare_x, north + spare_y


def _sites(frame: MapFrame, scene: OverviewScene, colours: MapColours) -> Iterator[Mark]:
    for site in scene.sites:
        style = Style(colours.site_fill, colours.site, 0.3)
        yield from base_map.polygon(frame, site.geometry_rd, style)


def _rings(frame: MapFrame, scene: OverviewScene, field: LabelField, colours: MapColours) -> Iterator[Mark]:
    words = TextStyle(6.5 * MM_PER_PT, colours.text, halo=colours.halo, halo_mm=0.7)
    if scene.origin_rd is not None and not scene.is_route:
        x, y = frame.place(*scene.origin_rd)
        for km in RINGS_KM:
            radius = km * 1000 / frame.metres_per_mm
            yield Circle((x, y), radius, Style(None, colours.text, 0.25, dash_mm=(1.4, 1.1)))
            for dx, dy in ((-0.707, -0.707), (0.707, -0.707), (-0.707, 0.707), (0, -1), (-1, 0)):
                label = field.beside((x + dx * radius, y + dy * radius), f"{km} km", words, 0.0)
                if label is not None:
                    yield label
                    break
    for at_rd, name in _squares(scene):
        yield base_map.rectangle(_square(frame, at_rd), Style(colours.plate, colours.text, 0.6))
        label = field.beside(frame.place(*at_rd), shortened(name, _LONGEST_LABEL), words, 1.8)
        if label is not None:
            yield label


def _square(frame: MapFrame, origin_rd: tuple[float, float]) -> Box:
    x, y = frame.place(*origin_rd)
    return x - _HALF_SQUARE_MM, y - _HALF_SQUARE_MM, x + _HALF_SQUARE_MM, y + _HALF_SQUARE_MM


def _badges(frame: MapFrame, scene: OverviewScene, field: LabelField, colours: MapColours) -> Iterator[Mark]:
    """Every site has its number and its name; symbols first, so that no name lies on one."""
    for at_rd, _ in _squares(scene):
        field.reserve(_square(frame, at_rd))
    centres = []
    for site in scene.sites:
        inside = site.geometry_rd.representative_point()
        x, y = frame.place(inside.x, inside.y)
        field.reserve((x - 2.2, y - 2.2, x + 2.2, y + 2.2))
        centres.append((x, y))
    names = [
        field.always(at, site.name, _name_style(colours), _NAME_GAP_MM)
        for site, at in zip(scene.sites, centres, strict=True)
    ]
    for at, lines in zip(centres, names, strict=True):
        yield from _leader(at, lines, colours)
    number = TextStyle(7.5 * MM_PER_PT, colours.on_site, weight=700)
    for site, (x, y), lines in zip(scene.sites, centres, names, strict=True):
        yield Circle((x, y), 2.1, Style(colours.site, colours.plate, 0.35))
        yield Text((x, y + 0.95), str(site.number), number)
        yield from lines


def _name_style(colours: MapColours) -> TextStyle:
    return TextStyle(8 * MM_PER_PT, colours.site, 700, halo=_halo(colours), halo_mm=0.9)


def _halo(colours: MapColours) -> str:
    """White around names on a light map; on a dark one its own dark, or the names would glow."""
    return colours.halo if int(colours.halo[1:3], 16) < _DARKER else "#FFFFFF"


def _leader(at: Point, lines: tuple[Text, ...], colours: MapColours) -> Iterator[Mark]:
    """Draw a line from a symbol to a name that does not stand beside it."""
    size = lines[0].style.size_mm
    middle = (lines[0].at[1] + lines[-1].at[1]) / 2 - 0.32 * size
    end = (lines[0].at[0], middle)
    if math.dist(at, end) > _NAME_GAP_MM + size * len(lines) + 0.5:
        yield Line((at, end), Style(None, _halo(colours), 0.6))
        yield Line((at, end), Style(None, colours.site, 0.25))
