"""What every map shares: land, water, roads, places, scale bar and north arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.figures.labels import MM_PER_PT, LabelField, shortened
from drentsportal.figures.marks import (
    Anchor,
    Circle,
    Group,
    Line,
    Mark,
    Point,
    Polygon,
    Style,
    Text,
    TextStyle,
)
from drentsportal.figures.scales import MapFrame, bar_length_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.figures.labels import Box
    from drentsportal.figures.symbology import MapColours

LONGEST_BAR_MM: Final = 32.0
_ROOM_FOR_ENDS_MM: Final = 9.0
_ROOM_FOR_END_MM: Final = 5.5
_DETAIL_MM: Final = 0.06
"""Corners that move a line by less than this on paper are left out."""
_LONGEST_BADGE: Final = 6
_LONGEST_PLACE: Final = 28
_DOT_MM: Final = 0.5
_CLEAR_OF_DOT_MM: Final = 1.6
"""So far from the dot of a place the name of another one stays."""
_ROOM_FOR_MIDDLE_MM: Final = 8.5
_M_PER_KM: Final = 1000


def rings_of(geometry: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """All rings of a polygon or multipolygon, holes included; empty for anything else."""
    rings: list[tuple[Point, ...]] = []
    for part in shapely.get_parts(geometry).tolist():
        if part.geom_type == "Polygon" and not part.is_empty:
            rings.extend(
                tuple(map(tuple, shapely.get_coordinates(ring).tolist()))
                for ring in (part.exterior, *part.interiors)
            )
        elif part.geom_type == "GeometryCollection":
            rings.extend(rings_of(part))
    return tuple(rings)


def lines_of(geometry: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """All lines of a line or multiline; empty for anything else."""
    return tuple(
        tuple(map(tuple, shapely.get_coordinates(part).tolist()))
        for part in shapely.get_parts(geometry).tolist()
        if part.geom_type in {"LineString", "LinearRing"} and not part.is_empty
    )


def polygon(frame: MapFrame, geometry_rd: BaseGeometry, style: Style) -> Iterator[Mark]:
    """Draw the area on paper; nothing where it lies outside the frame."""
    rings = rings_of(shapely.simplify(frame.to_paper(geometry_rd), _DETAIL_MM))
    if rings:
        yield Polygon(rings, style)


def land(
    frame: MapFrame, municipalities: Iterable[Municipality], own: str | None, colours: MapColours
) -> Iterator[Mark]:
    """Draw the gemeenten, the own one tinted."""
    for each in municipalities:
        fill = colours.own_land if each.code == own else colours.land
        border = Style(fill, colours.municipality_border, 0.35)
        yield from polygon(frame, each.geometry_rd, border)


def ground(frame: MapFrame, municipalities: Iterable[Municipality], colours: MapColours) -> Iterator[Mark]:
    """Draw the gemeenten of a close map: one light ground with quiet borders."""
    border = Style(colours.ground, colours.settlement, 0.2, dash_mm=(1.6, 1.0))
    for each in municipalities:
        yield from polygon(frame, each.geometry_rd, border)


def province_border(
    frame: MapFrame, municipalities: Sequence[Municipality], colours: MapColours
) -> Iterator[Mark]:
    """Draw the outline around all gemeenten together."""
    if not municipalities:
        return
    whole = shapely.union_all(
        [shapely.buffer(frame.to_paper(each.geometry_rd), 0.15) for each in municipalities]
    )
    rings = rings_of(shapely.simplify(whole, _DETAIL_MM))
    big = tuple(ring for ring in rings if shapely.Polygon(ring).area > 1)
    if big:
        yield Polygon(big, Style(None, colours.province_border, 0.25))


def is_motorway(road: Landmark) -> bool:
    """Whether a road is a motorway: its label is an A number."""
    return road.label[:1] == "A" and road.label[1:2].isdigit()


def ways(
    frame: MapFrame, landmarks: Iterable[Landmark], colours: MapColours, motorway_mm: float = 1.0
) -> Iterator[Mark]:
    """Water, then roads, then motorways with their casing."""
    marks: dict[LandmarkKind, list[Landmark]] = {LandmarkKind.WATER: [], LandmarkKind.ROAD: []}
    for each in landmarks:
        if each.kind in marks:
            marks[each.kind].append(each)
    water = Style(None, colours.water, motorway_mm * 0.55, round_ends=True)
    for each in marks[LandmarkKind.WATER]:
        yield from _way(frame, each, (water,))
        yield from polygon(frame, each.geometry_rd, Style(colours.water))
    road = (Style(None, colours.road_casing, motorway_mm * 0.5, round_ends=True),)
    motorway = (
        Style(None, colours.motorway_casing, motorway_mm * 1.25),
        Style(None, colours.motorway, motorway_mm * 0.85),
    )
    for each in sorted(marks[LandmarkKind.ROAD], key=is_motorway):
        yield from _way(frame, each, motorway if is_motorway(each) else road)


def _way(frame: MapFrame, way: Landmark, styles: Sequence[Style]) -> Iterator[Mark]:
    lines = lines_of(shapely.simplify(frame.to_paper(way.geometry_rd), _DETAIL_MM))
    for style in styles:
        for line in lines:
            yield Line(line, style)


def road_badges(
    frame: MapFrame, landmarks: Iterable[Landmark], field: LabelField, colours: MapColours
) -> Iterator[Mark]:
    """One number per road, where there is room; white on red for a motorway."""
    for road in landmarks:
        if road.kind is not LandmarkKind.ROAD or not road.label:
            continue
        on_paper = frame.to_paper(road.geometry_rd)
        if on_paper.is_empty or not on_paper.length:
            continue
        for share in (0.5, 0.35, 0.65, 0.2, 0.8):
            point = shapely.line_interpolate_point(_longest(on_paper), share, normalized=True)
            marks = _badge((point.x, point.y), road, field, colours)
            if marks:
                yield from marks
                break


def _longest(geometry: BaseGeometry) -> shapely.LineString:
    parts = [each for each in shapely.get_parts(geometry).tolist() if each.length]
    longest: shapely.LineString = max(parts, key=lambda each: each.length)
    return longest


def _badge(at: Point, road: Landmark, field: LabelField, colours: MapColours) -> tuple[Mark, ...]:
    text = shortened(road.label, _LONGEST_BADGE)
    half_x, half_y = 0.75 * len(text) + 0.6, 1.35
    x, y = at
    box = (x - half_x, y - half_y, x + half_x, y + half_y)
    if not field.free(box):
        return ()
    field.reserve(box)
    motorway = is_motorway(road)
    fill = colours.motorway_badge if motorway else colours.road_badge
    ink = colours.motorway_badge_text if motorway else colours.road_badge_text
    frame_style = Style(fill, colours.halo if motorway else ink, 0.2)
    return (
        rectangle(box, frame_style),
        Text((x, y + 0.75), text, TextStyle(6 * MM_PER_PT, ink, weight=700)),
    )


def rectangle(box: tuple[float, float, float, float], style: Style) -> Polygon:
    """Draw a rectangle from left, top, right and bottom."""
    left, top, right, bottom = box
    return Polygon((((left, top), (right, top), (right, bottom), (left, bottom)),), style)


def places(
    frame: MapFrame,
    landmarks: Iterable[Landmark],
    field: LabelField,
    colours: MapColours,
    *,
    most: int = 12,
) -> Iterator[Mark]:
    """Places with their names, the most important (lowest rank) first, where there is room.

    A name keeps clear of the dots of the others: one that ends at the next dot reads as the name of that one.
    """
    shown = 0
    seen = [each for each in _on_paper(frame, landmarks) if field.free(_around(each[1], _DOT_MM))]
    dots = [_around(at, _CLEAR_OF_DOT_MM) for _, at in seen[:most]]
    for place, at in seen:
        if shown == most:
            return
        if not field.free(_around(at, _DOT_MM)):
            continue  # a name beside a dot that nobody sees would name the symbol on it
        words = shortened(place.label or place.name, _LONGEST_PLACE)
        weight = 600 if place.rank <= 1 else 400
        style = TextStyle(7 * MM_PER_PT, colours.text, weight, halo=colours.halo, halo_mm=0.7)
        own = _around(at, _CLEAR_OF_DOT_MM)
        label = field.beside(at, words, style, 1.2, [each for each in dots if each != own])
        if label is not None:
            shown += 1
            field.reserve(_around(at, _DOT_MM))
            yield Circle(at, _DOT_MM, Style(colours.text, colours.halo, 0.15))
            yield label


def _on_paper(frame: MapFrame, landmarks: Iterable[Landmark]) -> list[tuple[Landmark, Point]]:
    """Return the places inside the frame with where they lie, the most important first."""
    wanted = [each for each in landmarks if each.kind is LandmarkKind.PLACE]
    found = []
    for place in sorted(wanted, key=lambda each: (each.rank, each.name)):
        point = place.geometry_rd.centroid
        at = frame.place(point.x, point.y)
        if 0 < at[0] < frame.width_mm and 0 < at[1] < frame.height_mm:
            found.append((place, at))
    return found


def _around(at: Point, half_mm: float) -> Box:
    return (at[0] - half_mm, at[1] - half_mm, at[0] + half_mm, at[1] + half_mm)


def water_names(
    frame: MapFrame, landmarks: Iterable[Landmark], field: LabelField, colours: MapColours
) -> Iterator[Mark]:
    """Names of water in italics, beside the water."""
    style = TextStyle(6.5 * MM_PER_PT, colours.water_text, italic=True, halo=colours.halo, halo_mm=0.6)
    for each in landmarks:
        if each.kind is not LandmarkKind.WATER or not each.name:
            continue
        on_paper = frame.to_paper(each.geometry_rd)
        if on_paper.is_empty or not on_paper.length:
            continue
        point = shapely.line_interpolate_point(_longest(on_paper), 0.3, normalized=True)
        label = field.beside((point.x, point.y), shortened(each.name, _LONGEST_PLACE), style, 1.0)
        if label is not None:
            yield label


def scale_bar(
    frame: MapFrame,
    right_mm: float,
    y_mm: float,
    colours: MapColours,
    longest_mm: float = LONGEST_BAR_MM,
) -> Group:
    """Draw a bar of a round length that ends at ``right_mm``, with its words above.

    In kilometres where half of it is whole too, so that no decimal sign stands on a map of any language.
    """
    length_m = bar_length_m(frame.metres_per_mm, longest_mm)
    length = length_m / frame.metres_per_mm
    left, half = right_mm - length, right_mm - length / 2
    ink = Style(colours.text)
    plain = Style(colours.plate, colours.text, 0.15)
    words = TextStyle(6.5 * MM_PER_PT, colours.text, halo=colours.halo, halo_mm=0.6)
    halves = half - left > _ROOM_FOR_MIDDLE_MM
    unit, divisor = ("m", 1) if length_m % (2 * _M_PER_KM) else ("km", _M_PER_KM)
    middle, end = f"{length_m / 2 / divisor:g}", f"{length_m // divisor}"
    return Group(
        (
            rectangle((left, y_mm, half, y_mm + 1), ink),
            rectangle((half, y_mm, right_mm, y_mm + 1), plain),
            *((Text((left, y_mm - 0.9), "0", words),) if length > _ROOM_FOR_ENDS_MM else ()),
            *((Text((half, y_mm - 0.9), middle, words),) if halves else ()),
            Text((max(right_mm, left + _ROOM_FOR_END_MM), y_mm - 0.9), f"{end} {unit}", _end(words)),
        )
    )


def _end(style: TextStyle) -> TextStyle:
    return TextStyle(style.size_mm, style.colour, halo=style.halo, halo_mm=style.halo_mm, anchor=Anchor.END)


def north_arrow(x_mm: float, top_mm: float, colours: MapColours) -> Group:
    """Draw an arrow to the north with its letter; grid north of RD New."""
    tip, foot = (x_mm, top_mm), top_mm + 5
    halo = Style(None, colours.halo, 1.0)
    outline = ((tip, (x_mm + 1.5, foot), (x_mm, foot - 1.2), (x_mm - 1.5, foot)),)
    right = ((tip, (x_mm + 1.5, foot), (x_mm, foot - 1.2)),)
    words = TextStyle(6.5 * MM_PER_PT, colours.text, 700, halo=colours.halo, halo_mm=0.6)
    return Group(
        (
            Polygon(outline, halo),
            Polygon(outline, Style(colours.plate, colours.text, 0.2)),
            Polygon(right, Style(colours.text)),
            Text((x_mm, foot + 2.6), "N", words),
        )
    )
