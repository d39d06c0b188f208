"""A site close by: plots coloured and patterned by status, boundary, roads, scale, north."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.vocabulary import LandmarkKind, PlotStatus
from drentsportal.figures import base_map
from drentsportal.figures.fitting_marks import fitting_marks
from drentsportal.figures.labels import LabelField
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import (
    Circle,
    Group,
    Mark,
    Picture,
    Style,
)
from drentsportal.figures.neighbour_marks import neighbour_marks
from drentsportal.figures.plot_ground import NamedPlot
from drentsportal.figures.plot_labels import short_labels
from drentsportal.figures.plot_names import PlotNames, plot_names
from drentsportal.figures.scales import MapFrame, bar_length_m, frame_around
from drentsportal.figures.symbology import (
    PLOT_STATUS_ORDER,
    ClassStyle,
    Look,
    MapColours,
    Theme,
    plot_status,
    unknown_status,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.figures.fitting_marks import FittingShape
    from drentsportal.figures.labels import Box
    from drentsportal.services.neighbours import NeighbouringPark

AROUND_MM: Final = 0.4
_POINT_MARGIN_M: Final = 400.0
_BAR_EDGE_MM: Final = 3.0
_CLEAR_MM: Final = 1.2
"""Between the scale bar and the middle of a road, which is drawn so wide."""
_PLATE: Final = 0.8
_PLOTS_MARGIN_MM: Final = 8.0
"""Room for names around the plots."""
_SMALLEST_SCALE_AROUND: Final = 20_000
_SMALLEST_BUILDING_MM: Final = 4.0
"""A park beyond this scale, or whose building comes out smaller, leaves that too small to see."""
_BUILDING_MM: Final = 8.0
"""How long the building then is, or a little less: the scale is a round number."""
_MM_PER_M: Final = 1000


@dataclass(frozen=True, slots=True)
class PlotShape:
    """A plot as the map shows it; ``status`` ``None`` is unknown, ``area`` a ready text."""

    name: str
    status: PlotStatus | None
    area: str
    geometry_rd: BaseGeometry
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class DetailScene:
    """What lies on the map: the boundary of the site, its plots, and what is around it.

    ``around_rd`` is the boundary of the park in which a building stands; ``fitting`` what fits on the plots
    that are offered to a request; ``neighbours`` are other parks, where no other ground is known.
    """

    boundary_rd: BaseGeometry | None
    plots: tuple[PlotShape, ...]
    municipalities: Sequence[Municipality]
    landmarks: Sequence[Landmark]
    largest_scale: int = 1_000
    around_rd: BaseGeometry | None = None
    fitting: FittingShape | None = None
    neighbours: tuple[NeighbouringPark, ...] = ()


@dataclass(frozen=True, slots=True)
class DetailMap:
    """The picture and its scale, which stands in the caption (1:``scale``).

    ``unnamed`` are the free plots, or those the map is about, for whose name it had no room; ``neighbours``
    are the other parks that it shows.
    """

    picture: Picture
    scale: int
    unnamed: tuple[str, ...] = ()
    neighbours: tuple[NeighbouringPark, ...] = ()


def detail_map(
    scene: DetailScene, size_mm: tuple[float, float], theme: Look = Theme.PRINT
) -> DetailMap | None:
    """Draw a site close by; ``None`` when neither boundary nor plots have a geometry."""
    shapes = [each.geometry_rd for each in scene.plots]
    if scene.boundary_rd is not None:
        shapes.append(scene.boundary_rd)
    if not shapes:
        return None
    made = _drawn(scene, shapes, _frame(scene, shapes, size_mm), theme)
    if not made.unnamed:
        return made
    # What is about the plots may then go on beyond the map.
    plots = _bounds([each.geometry_rd for each in scene.plots])
    nearer = frame_around(plots, *size_mm, margin_mm=_PLOTS_MARGIN_MM, largest_scale=scene.largest_scale)
    closer = made if nearer.scale >= made.scale else _drawn(scene, shapes, nearer, theme)
    return closer if len(closer.unnamed) < len(made.unnamed) else made


def _drawn(scene: DetailScene, shapes: Sequence[BaseGeometry], frame: MapFrame, theme: Look) -> DetailMap:
    """Draw what a frame shows."""
    width, height = frame.width_mm, frame.height_mm
    colours = map_colours(theme)
    field = LabelField((1, 1, width - 1, height - 1))
    bar, is_clear = scale_bar_box(frame, scene, shapes)
    field.reserve(bar)
    field.reserve((width - 8, 0, width, 12))
    fitting = tuple(fitting_marks(frame, scene.fitting, field, theme)) if scene.fitting else ()
    names = _plot_labels(frame, scene, field, theme)
    others = neighbour_marks(frame, scene.neighbours, field, theme)
    marks: list[Mark] = [
        base_map.rectangle((0, 0, width, height), Style(colours.outside)),
        *base_map.ground(frame, scene.municipalities, colours),
        *others.grounds,
        *base_map.ways(frame, scene.landmarks, colours, motorway_mm=2.0),
        *_site(frame, scene, colours, theme),
        *fitting,
        *names.marks,
        *others.names,
        *base_map.road_badges(frame, scene.landmarks, field, colours),
        *base_map.places(frame, scene.landmarks, field, colours),
        *base_map.water_names(frame, scene.landmarks, field, colours),
        *(() if is_clear else (base_map.rectangle(bar, Style(colours.ground, opacity=_PLATE)),)),
        base_map.scale_bar(frame, bar[2] - _BAR_EDGE_MM, bar[3] - 4, colours),
        base_map.north_arrow(width - 4, 2, colours),
    ]
    box = (0.0, 0.0, width, height)
    edge = base_map.rectangle(
        (0.1, 0.1, width - 0.1, height - 0.1), Style(None, colours.province_border, 0.2)
    )
    picture = Picture(width, height, (Group(tuple(marks), box), edge))
    return DetailMap(picture, frame.scale, names.left_out, others.drawn)


def scale_bar_box(frame: MapFrame, scene: DetailScene, shapes: Sequence[BaseGeometry]) -> tuple[Box, bool]:
    """Return where the scale bar stands, and whether that is clear of roads, water and the site.

    It is the first clear corner, lower right first; where none is clear it stays there, on its own ground.
    """
    width, height = frame.width_mm, frame.height_mm
    bar_mm = bar_length_m(frame.metres_per_mm, base_map.LONGEST_BAR_MM) / frame.metres_per_mm
    across, down = bar_mm + 2 * _BAR_EDGE_MM, 7.5
    corners: tuple[Box, ...] = (
        (width - across, height - down, width, height),
        (0.0, height - down, across, height),
        (0.0, 0.0, across, down),
    )
    ways = (e.geometry_rd for e in scene.landmarks if e.kind in {LandmarkKind.ROAD, LandmarkKind.WATER})
    around = () if scene.around_rd is None else (scene.around_rd,)
    drawn = [frame.to_paper(each) for each in (*shapes, *around, *ways)]
    for corner in corners:
        box = shapely.box(*corner).buffer(_CLEAR_MM)
        if not any(box.intersects(each) for each in drawn):
            return corner, True
    return corners[0], False


def _frame(scene: DetailScene, shapes: list[BaseGeometry], size_mm: tuple[float, float]) -> MapFrame:
    """Show the whole park of a building where that leaves the building to be seen, else the building."""
    if scene.around_rd is None or scene.boundary_rd is None:
        return frame_around(_bounds(shapes), *size_mm, margin_mm=4, largest_scale=scene.largest_scale)
    both = _bounds([scene.boundary_rd, scene.around_rd])
    frame = frame_around(both, *size_mm, margin_mm=4, largest_scale=scene.largest_scale)
    if frame.scale <= _SMALLEST_SCALE_AROUND and _longest_m(scene.boundary_rd) >= (
        _SMALLEST_BUILDING_MM * frame.metres_per_mm
    ):
        return frame
    own = _bounds([scene.boundary_rd])
    seen_at = _longest_m(scene.boundary_rd) * _MM_PER_M / _BUILDING_MM
    largest_scale = round(min(_SMALLEST_SCALE_AROUND, max(seen_at, scene.largest_scale)))
    return frame_around(own, *size_mm, margin_mm=4, largest_scale=largest_scale)


def _longest_m(shape: BaseGeometry) -> float:
    """Return the longer side of a shape; a point has a symbol, which is seen at every scale."""
    west, south, east, north = shape.bounds
    return max(east - west, north - south) or _POINT_MARGIN_M


def _bounds(shapes: Sequence[BaseGeometry]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds(list(shapes)).tolist()
    if east - west < 1 and north - south < 1:
        margin = _POINT_MARGIN_M
        return west - margin, south - margin, east + margin, north + margin
    return west, south, east, north


def _class(plot: PlotShape, theme: Look) -> ClassStyle:
    return unknown_status(theme) if plot.status is None else plot_status(plot.status, theme)


def _site(frame: MapFrame, scene: DetailScene, colours: MapColours, theme: Look) -> Iterator[Mark]:
    boundary = scene.boundary_rd
    if boundary is not None:
        park = boundary if scene.around_rd is None else scene.around_rd
        fill = Style(colours.green) if scene.plots else Style(colours.site_fill, opacity=0.6)
        yield from base_map.polygon(frame, park, fill if scene.around_rd is None else Style(colours.green))
    order = {status: position for position, status in enumerate(PLOT_STATUS_ORDER)}
    for plot in sorted(scene.plots, key=lambda each: -1 if each.status is None else order[each.status]):
        yield from base_map.polygon(frame, plot.geometry_rd, _class(plot, theme).area)
    for plot in scene.plots:
        if plot.highlighted:
            yield from base_map.polygon(frame, plot.geometry_rd, Style(None, colours.site, 0.9))
    if scene.around_rd is not None:
        yield from base_map.polygon(frame, scene.around_rd, Style(None, colours.text, AROUND_MM))
    if boundary is not None:
        inside = colours.site_fill if scene.around_rd is not None else None
        yield from base_map.polygon(frame, boundary, Style(inside, colours.site, 0.7))
        if boundary.geom_type in {"Point", "MultiPoint"}:
            for point in shapely.get_coordinates(boundary).tolist():
                at = frame.place(*point)
                yield Circle(at, 2.2, Style(colours.plate, colours.site, 0.8))
                yield Circle(at, 0.9, Style(colours.site))


def _plot_labels(frame: MapFrame, scene: DetailScene, field: LabelField, theme: Look) -> PlotNames:
    """Name the plots, those that it is about and the free ones first, each as short as tells it apart."""
    boundary = None if scene.boundary_rd is None else frame.to_paper(scene.boundary_rd)
    labels = short_labels([each.name for each in scene.plots])
    order = sorted(
        zip(scene.plots, labels, strict=True),
        key=lambda e: (not _is_meant(e[0], scene), e[0].status is PlotStatus.SOLD, e[0].name),
    )
    placed = [(each, label, frame.to_paper(each.geometry_rd)) for each, label in order]
    named = [
        _named(each, label, on_paper, theme, is_needed=_is_meant(each, scene) or _is_free(each))
        for each, label, on_paper in placed
        if not on_paper.is_empty
    ]
    return plot_names(named, boundary, field)


def _is_free(plot: PlotShape) -> bool:
    return plot.status is PlotStatus.AVAILABLE


def _is_meant(plot: PlotShape, scene: DetailScene) -> bool:
    """Whether the map is about a plot: that of the sheet, or one that is offered to the request."""
    offered = None if scene.fitting is None else scene.fitting.outline_rd
    return plot.highlighted or (
        offered is not None and bool(offered.covers(plot.geometry_rd.representative_point()))
    )


def _named(plot: PlotShape, label: str, on_paper: BaseGeometry, theme: Look, *, is_needed: bool) -> NamedPlot:
    look = _class(plot, theme)
    is_sold = plot.status is PlotStatus.SOLD
    colour = map_colours(theme).secondary if is_sold else look.text
    halo = look.area.fill or "#FFFFFF"
    return NamedPlot(on_paper, label, plot.area, colour, halo, is_sold and not is_needed, is_needed)
