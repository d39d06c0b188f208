"""Sites of a comparison on small maps of one extent and scale, each with its own site in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.labels import MM_PER_PT, LabelField, shortened
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Circle, Group, Line, Picture, Style, Text, TextStyle
from drentsportal.figures.overview_map import RINGS_KM, NumberedSite
from drentsportal.figures.scales import MapFrame, bar_length_m, frame_around
from drentsportal.figures.symbology import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.figures.marks import Mark, Point
    from drentsportal.figures.overview_map import OverviewScene
    from drentsportal.figures.symbology import Look, MapColours

_SMALLEST_SPAN_M: Final = 8_000.0
_MARGIN_MM: Final = 5.0
_OWN_MM: Final = 2.1
_OTHER_MM: Final = 1.7
_HALF_SQUARE_MM: Final = 1.1
_HALF_AROUND_MM: Final = 3.0
"""Of a square that a site would cover: so large that its corners are seen around the disc."""
_LONGEST_LABEL: Final = 22
_MOST_PLACES: Final = 5
_BAR_SHARES: Final = (0.4, 0.28, 0.2)
"""How much of the width a scale bar may take: less where it would lie on a site."""
_BAR_EDGE_MM: Final = 4.0
_BAR_TOP_MM: Final = 5.0


def small_maps(
    scene: OverviewScene, size_mm: tuple[float, float], theme: Look = Theme.PRINT
) -> dict[int, Picture]:
    """Draw one map per site by its number; all show the same, at the same scale, north above.

    Empty where no site has a geometry. Rings and square stand where the scene has an origin.
    """
    if not scene.sites:
        return {}
    frame = frame_around(_bounds(scene), *size_mm, margin_mm=_MARGIN_MM, round_scale=False)
    ground = tuple(_ground(frame, scene.municipalities, scene.landmarks, map_colours(theme)))
    return {each.number: _map_of(each, scene, frame, ground, theme) for each in scene.sites}


def _bounds(scene: OverviewScene) -> tuple[float, float, float, float]:
    shapes = [each.geometry_rd for each in scene.sites]
    if scene.origin_rd is not None:
        shapes.append(shapely.Point(scene.origin_rd))
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    spare_x = max(0.0, _SMALLEST_SPAN_M - (east - west)) / 2
    spare_y = max(0.0, _SMALLEST_SPAN_M - (north - south)) / 2
    return west - spare_x, south - spare_y, east + spare_x, north + spare_y


def _ground(
    frame: MapFrame,
    municipalities: Sequence[Municipality],
    landmarks: Sequence[Landmark],
    colours: MapColours,
) -> Iterator[Mark]:
    yield base_map.rectangle((0, 0, frame.width_mm, frame.height_mm), Style(colours.outside))
    yield from base_map.land(frame, municipalities, None, colours)
    yield from base_map.province_border(frame, municipalities, colours)
    yield from base_map.ways(frame, landmarks, colours, motorway_mm=0.9)


def _map_of(
    own: NumberedSite, scene: OverviewScene, frame: MapFrame, ground: tuple[Mark, ...], theme: Look
) -> Picture:
    colours, width, height = map_colours(theme), frame.width_mm, frame.height_mm
    field = LabelField((1, 1, width - 1, height - 1))
    centres = {each.number: _centre(frame, each) for each in scene.sites}
    bar = _bar_place(frame, tuple(centres.values()))
    field.reserve((bar.end_mm - bar.length_mm - 2, bar.y_mm - 4, bar.end_mm + 2, bar.y_mm + 2))
    for x, y in centres.values():
        field.reserve((x - _OWN_MM, y - _OWN_MM, x + _OWN_MM, y + _OWN_MM))
    front = [
        *base_map.polygon(frame, own.geometry_rd, Style(colours.site_fill, colours.site, 0.3)),
        *_origin(frame, scene, field, centres, own.number, colours),
        *(_other(each, centres[each.number], colours) for each in scene.sites if each is not own),
        *_own(own, centres[own.number], colours),
        *base_map.road_badges(frame, scene.landmarks, field, colours),
        *base_map.places(frame, _places(scene), field, colours, most=_MOST_PLACES),
        base_map.scale_bar(frame, bar.end_mm, bar.y_mm, colours, bar.longest_mm),
    ]
    edge = base_map.rectangle(
        (0.1, 0.1, width - 0.1, height - 0.1), Style(None, colours.province_border, 0.2)
    )
    return Picture(width, height, (Group((*ground, *front), (0.0, 0.0, width, height)), edge))


@dataclass(frozen=True, slots=True)
class _BarPlace:
    """Where a scale bar ends, how high it lies, and how long it is and may be."""

    end_mm: float
    y_mm: float
    length_mm: float
    longest_mm: float


def _bar_place(frame: MapFrame, centres: Sequence[Point]) -> _BarPlace:
    """Choose a corner in which no site lies for the scale bar, the longest that has one.

    At the bottom right where each corner has a site even then.
    """
    width, height = frame.width_mm, frame.height_mm
    for share in _BAR_SHARES:
        longest = min(base_map.LONGEST_BAR_MM, width * share)
        length = bar_length_m(frame.metres_per_mm, longest) / frame.metres_per_mm
        for y in (height - 2.5, _BAR_TOP_MM):
            for end in (width - _BAR_EDGE_MM, length + 3):
                if not any(_is_under(at, (end, y), length) for at in centres):
                    return _BarPlace(end, y, length, longest)
    return _BarPlace(width - _BAR_EDGE_MM, height - 2.5, length, longest)


def _is_under(at: Point, corner: Point, length: float) -> bool:
    (x, y), (end, bar_y) = at, corner
    return (
        end - length - _OWN_MM - 2 < x < end + _OWN_MM + 2 and bar_y - 4 - _OWN_MM < y < bar_y + 2 + _OWN_MM
    )


def _places(scene: OverviewScene) -> list[Landmark]:
    return [each for each in scene.landmarks if each.name != scene.origin_label]


def _centre(frame: MapFrame, site: NumberedSite) -> Point:
    inside = site.geometry_rd.representative_point()
    return frame.place(inside.x, inside.y)


def _half_square(at: Point, centres: Iterable[Point]) -> float:
    """Return half the side of the square at the origin: larger where a disc would lie on most of it."""
    reach = _HALF_SQUARE_MM + _OWN_MM
    covered = any(abs(at[0] - x) < reach and abs(at[1] - y) < reach for x, y in centres)
    return _HALF_AROUND_MM if covered else _HALF_SQUARE_MM


def _origin(
    frame: MapFrame,
    scene: OverviewScene,
    field: LabelField,
    centres: Mapping[int, Point],
    own: int,
    colours: MapColours,
) -> Iterator[Mark]:
    """Draw the present location with its rings, and the straight line to the own site."""
    if scene.origin_rd is None:
        return
    x, y = frame.place(*scene.origin_rd)
    half = _half_square((x, y), centres.values())
    square = (x - half, y - half, x + half, y + half)
    field.reserve(square)
    words = TextStyle(6 * MM_PER_PT, colours.text, halo=colours.halo, halo_mm=0.6)
    for km in RINGS_KM:
        radius = km * 1000 / frame.metres_per_mm
        yield Circle((x, y), radius, Style(None, colours.text, 0.2, dash_mm=(1.2, 1.0)))
        for dx, dy in ((-0.707, -0.707), (0.707, -0.707), (-0.707, 0.707), (0, -1), (-1, 0), (1, 0)):
            label = field.beside((x + dx * radius, y + dy * radius), f"{km} km", words, 0.0)
            if label is not None:
                yield label
                break
    yield Line(((x, y), centres[own]), Style(None, colours.site, 0.4, dash_mm=(1.0, 0.8)))
    yield base_map.rectangle(square, Style(colours.plate, colours.text, 0.6))
    label = field.beside((x, y), shortened(scene.origin_label, _LONGEST_LABEL), words, half + 0.7)
    if label is not None:
        yield label


def _other(site: NumberedSite, at: Point, colours: MapColours) -> Group:
    number = TextStyle(6 * MM_PER_PT, colours.secondary)
    return Group(
        (
            Circle(at, _OTHER_MM, Style(colours.plate, colours.secondary, 0.3)),
            Text((at[0], at[1] + 0.75), str(site.number), number),
        )
    )


def _own(site: NumberedSite, at: Point, colours: MapColours) -> Iterator[Mark]:
    number = TextStyle(7.5 * MM_PER_PT, colours.on_site, weight=700)
    yield Circle(at, _OWN_MM, Style(colours.site, colours.plate, 0.35))
    yield Text((at[0], at[1] + 0.95), str(site.number), number)
