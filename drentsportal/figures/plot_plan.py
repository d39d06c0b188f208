"""A plot to scale: its boundary with the length of each edge, what adjoins it, scale bar and north arrow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.labels import LabelField, shortened, text_box, text_width_mm
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Group, Line, Picture, Style, Text, TextStyle
from drentsportal.figures.scales import MapFrame
from drentsportal.figures.symbology import Look, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.figures.marks import Mark, Point
    from drentsportal.figures.symbology import MapColours

_STRAIGHT_M: Final = 0.02
"""Corners that move the boundary by less are none: an edge is measured from corner to corner."""

_LENGTH_MM: Final = 2.9
_NAME_MM: Final = 3.6
_OUTSIDE_MM: Final = 1.2
_SHORTEST_MM: Final = 4.0
"""An edge shorter than this on paper gets no length: it would stand on its neighbour's."""

_LONGEST_NAME: Final = 24
_SAMPLE_MM: Final = (9.0, 2.4)
"""Width and height of the sample of a line: wide enough for two dashes."""


class PlanLine(StrEnum):
    """A kind of line on the sheet of a plot."""

    PLOT = "plot"
    ADJOINING = "adjoining"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class PlanScene:
    """What lies on the sheet, in EPSG:28992: the plot, other plots with their names, boundary of the park."""

    plot_rd: BaseGeometry
    name: str
    neighbours: tuple[tuple[str, BaseGeometry], ...] = ()
    park_rd: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class PlotPlan:
    """The picture, how many edges have no length beside them for want of room, and which lines are on it."""

    picture: Picture
    unmeasured_count: int
    lines: tuple[PlanLine, ...] = (PlanLine.PLOT,)


def edges_rd(plot_rd: BaseGeometry) -> tuple[tuple[Point, Point], ...]:
    """Return the straight edges of a plot, of holes too, in metres of RD New (EPSG:28992)."""
    rings = base_map.rings_of(shapely.simplify(plot_rd, _STRAIGHT_M))
    return tuple(edge for ring in rings for edge in pairwise(ring))


def edge_lengths_m(plot_rd: BaseGeometry) -> tuple[float, ...]:
    """Return the length of each edge in metres."""
    return tuple(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in edges_rd(plot_rd))


def plot_plan(
    scene: PlanScene,
    size_mm: tuple[float, float],
    scale: int,
    say_length: Callable[[float], str],
    theme: Look = Theme.PRINT,
) -> PlotPlan:
    """Draw a plot in the middle of a sheet at a scale, north up; ``say_length`` words metres."""
    west, south, east, north = scene.plot_rd.bounds
    width, height = size_mm
    frame = MapFrame(width, height, ((west + east) / 2, (south + north) / 2), scale)
    colours = map_colours(theme)
    field = LabelField((1, 1, width - 1, height - 1))
    field.reserve((width - 38, height - 10, width, height))
    field.reserve((width - 9, 0, width, 13))
    lengths, unmeasured_count = _lengths(frame, scene.plot_rd, field, say_length, colours)
    marks = (
        *_around(frame, scene, colours),
        *base_map.polygon(frame, scene.plot_rd, Style(colours.site_fill, opacity=0.45)),
        *base_map.polygon(frame, scene.plot_rd, _line_style(PlanLine.PLOT, colours)),
        *lengths,
        *_names(frame, scene, field, colours),
        base_map.scale_bar(frame, width - 3, height - 4, colours),
        base_map.north_arrow(width - 5, 3, colours),
    )
    edge = base_map.rectangle(
        (0.1, 0.1, width - 0.1, height - 0.1), Style(None, colours.province_border, 0.2)
    )
    clip = (0.0, 0.0, width, height)
    picture = Picture(width, height, (Group(tuple(marks), clip), edge))
    return PlotPlan(picture, unmeasured_count, tuple(_lines(frame, scene)))


def line_sample(line: PlanLine, theme: Look = Theme.PRINT) -> Picture:
    """Draw a piece of a line as it is on the sheet, to stand beside what it means."""
    width, height = _SAMPLE_MM
    points = ((0.2, height / 2), (width - 0.2, height / 2))
    return Picture(width, height, (Line(points, _line_style(line, map_colours(theme))),))


def _lines(frame: MapFrame, scene: PlanScene) -> Iterator[PlanLine]:
    """Say which lines are seen: a park whose boundary lies off the sheet needs no words."""
    yield PlanLine.PLOT
    sheet = shapely.box(*frame.extent_rd)
    if any(shape.boundary.intersects(sheet) for _, shape in scene.neighbours):
        yield PlanLine.ADJOINING
    if scene.park_rd is not None and scene.park_rd.boundary.intersects(sheet):
        yield PlanLine.PARK


def _line_style(line: PlanLine, colours: MapColours) -> Style:
    if line is PlanLine.PLOT:
        return Style(None, colours.site, 0.5)
    if line is PlanLine.ADJOINING:
        return Style(None, colours.secondary, 0.18)
    return Style(None, colours.text, 0.3, dash_mm=(2.0, 1.2))


def _around(frame: MapFrame, scene: PlanScene, colours: MapColours) -> Iterator[Mark]:
    for _, shape in scene.neighbours:
        yield from base_map.polygon(frame, shape, _line_style(PlanLine.ADJOINING, colours))
    if scene.park_rd is not None:
        yield from base_map.polygon(frame, scene.park_rd, _line_style(PlanLine.PARK, colours))


def _lengths(
    frame: MapFrame,
    plot_rd: BaseGeometry,
    field: LabelField,
    say_length: Callable[[float], str],
    colours: MapColours,
) -> tuple[list[Mark], int]:
    """Set the length of each edge just outside its middle, the longest edges first."""
    style = TextStyle(_LENGTH_MM, colours.text, 600, halo="#FFFFFF", halo_mm=0.7)
    on_paper = frame.to_paper(plot_rd)
    edges = sorted(edges_rd(plot_rd), key=lambda edge: -_length(edge))
    marks: list[Mark] = []
    for edge in edges:
        start, end = (frame.place(*point) for point in edge)
        text = say_length(_length(edge))
        at = _outside(on_paper, (start, end), text, style)
        if _length((start, end)) >= _SHORTEST_MM and field.free(text_box(at, text, style)):
            field.reserve(text_box(at, text, style))
            marks.append(Text(at, text, style))
    return marks, len(edges) - len(marks)


def _outside(on_paper: BaseGeometry, edge: tuple[Point, Point], text: str, style: TextStyle) -> Point:
    """Return where the baseline of a length stands: off the middle of an edge, outside the plot."""
    start, end = edge
    length = _length(edge) or 1.0
    across = ((end[1] - start[1]) / length, (start[0] - end[0]) / length)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    if shapely.contains_xy(on_paper, middle[0] + across[0] * 0.5, middle[1] + across[1] * 0.5):
        across = (-across[0], -across[1])
    # Words are wide: beside an upright edge their middle stands farther off than above a level one.
    half = abs(across[0]) * text_width_mm(text, style) / 2 + abs(across[1]) * style.size_mm / 2
    off = _OUTSIDE_MM + half
    return middle[0] + across[0] * off, middle[1] + across[1] * off + 0.32 * style.size_mm


def _names(frame: MapFrame, scene: PlanScene, field: LabelField, colours: MapColours) -> Iterator[Mark]:
    own = TextStyle(_NAME_MM, colours.text, 700, halo="#FFFFFF", halo_mm=0.8)
    quiet = TextStyle(_LENGTH_MM, colours.secondary, 400, halo="#FFFFFF", halo_mm=0.7)
    named = [(scene.name, scene.plot_rd, own), *((name, shape, quiet) for name, shape in scene.neighbours)]
    for name, shape, style in named:
        seen = frame.to_paper(shape)
        if seen.is_empty:
            continue
        inside = seen.representative_point()
        at, text = (inside.x, inside.y), shortened(name, _LONGEST_NAME)
        box = text_box(at, text, style)
        if field.free(box):
            field.reserve(box)
            yield Text(at, text, style)


def _length(edge: Sequence[Point]) -> float:
    (x1, y1), (x2, y2) = edge
    return hypot(x2 - x1, y2 - y1)
