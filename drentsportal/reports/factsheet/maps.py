"""The two maps of a factsheet, with the words that stand for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import GROUND_KINDS, PlotStatus, SiteKind
from drentsportal.figures.detail_map import DetailScene, PlotShape, detail_map
from drentsportal.figures.fitting_marks import FittingShape
from drentsportal.figures.fitting_words import fitting_words, label_of
from drentsportal.figures.locator_map import locator_map
from drentsportal.figures.svg import to_svg
from drentsportal.figures.swatch import around_swatch, boundary_swatch, neighbour_swatch, status_swatch
from drentsportal.reports.factsheet.plots import area_m2, status_of, swatch_key
from drentsportal.reports.typeset.blocks import Figure, SizedFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Site
    from drentsportal.figures.detail_map import DetailMap
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.factsheet.locator_grounds import LocatorGrounds
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.documents import FactsheetSubject

DETAIL_WIDTH_MM: Final = 174.0
BOUNDARY: Final = "boundary"
AROUND: Final = "around"
NEIGHBOUR: Final = "neighbour"
_LARGEST_SCALE: Final = 1_000
_LARGEST_AMONG_NEIGHBOURS: Final = 15_000
"""Closer by, the parks around a site would lie beyond the map."""
_PREMISES_SCALES: Final = (2_500, 10_000)
_PREMISES_MM: Final = 12.0
"""A single building says nothing of its place: draw it so long, with what is around it."""
_LEGEND_ORDER: Final = (
    PlotStatus.AVAILABLE,
    PlotStatus.OPTION,
    PlotStatus.RESERVED,
    PlotStatus.PLANNED,
    PlotStatus.SOLD,
    None,
)


def locator_figure(
    subject: FactsheetSubject, language: Language, sources: SourceNumbers, grounds: LocatorGrounds
) -> Figure | None:
    """Where the site lies in Drenthe; ``None`` without gemeente boundaries."""
    around = subject.surroundings
    if not around.municipalities:
        return None
    shape = _shape(subject)
    at = None
    if shape is not None:
        inside = shape.representative_point()
        at = (inside.x, inside.y)
    code = subject.site.municipality_code
    picture = locator_map(grounds.of(around, code), at)
    name = around.municipality_name(code)
    numbers = map_sources(subject, sources)
    return Figure(
        to_svg(picture),
        language.text(
            "doc.map.locator.alt" if name else "doc.map.locator.alt_plain",
            name=subject.site.name,
            municipality=name,
        ),
        language.text(
            "doc.map.locator.caption" if name else "doc.map.locator.caption_plain",
            municipality=name,
            sources=numbers,
        ),
    )


def map_sources(subject: FactsheetSubject, sources: SourceNumbers) -> tuple[str, ...]:
    """Return the numbers of the sources of the ground of a map."""
    around = subject.surroundings
    found = {(each.source, each.as_of): None for each in around.municipalities}
    found |= {(e.source, e.as_of): None for e in around.landmarks if e.kind in GROUND_KINDS}
    return tuple(str(sources.number(*each)) for each in found)


def detail_figure(
    subject: FactsheetSubject,
    language: Language,
    sources: SourceNumbers,
    size_mm: tuple[float, float],
    theme: Look,
) -> SizedFigure | None:
    """Return the site close by with its plots; ``None`` when nothing has a geometry."""
    return next(iter(detail_figures(subject, language, sources, (size_mm,), theme)), None)


def detail_figures(
    subject: FactsheetSubject,
    language: Language,
    sources: SourceNumbers,
    sizes_mm: Sequence[tuple[float, float]],
    theme: Look,
) -> tuple[SizedFigure, ...]:
    """Return the same map in several sizes, each at a scale of its own; none without a geometry."""
    scene = _scene(subject, language)
    alt, legend = _detail_alt(subject, scene, language), _legend(subject, scene, language)
    made = [each for each in (detail_map(scene, size_mm, theme) for size_mm in sizes_mm) if each is not None]
    captions = {
        scale: _detail_caption(subject, scale, language, sources) for scale in {e.scale for e in made}
    }
    return tuple(
        SizedFigure(
            to_svg(each.picture),
            " ".join((alt, *_named_around(each, language))),
            " ".join((captions[each.scale], *_told_below(each, language, sources))),
            (*legend, *_neighbour_legend(each, language)),
            each.picture.height_mm,
        )
        for each in made
    )


def _unnamed(made: DetailMap, language: Language) -> tuple[str, ...]:
    """Say which plots the map has no room to number, if any."""
    return (language.text("doc.map.detail.unnamed", names=made.unnamed),) if made.unnamed else ()


def _named_around(made: DetailMap, language: Language) -> tuple[str, ...]:
    """Name the other parks that a map shows, for who cannot see it."""
    names = tuple(each.name for each in made.neighbours)
    return (language.text("doc.map.detail.alt_neighbours", names=names),) if names else ()


def _told_below(made: DetailMap, language: Language, sources: SourceNumbers) -> tuple[str, ...]:
    """Tell which plots have no number, and who drew the other parks, as far as that is known."""
    stated = (each.drawn_by for each in made.neighbours)
    known = dict.fromkeys((each.source, each.as_of) for each in stated if each is not None)
    numbers = tuple(str(sources.number(*each)) for each in known)
    others = (language.text("doc.map.detail.neighbours", sources=numbers),) if numbers else ()
    return (*_unnamed(made, language), *others)


def _neighbour_legend(made: DetailMap, language: Language) -> tuple[dict[str, str], ...]:
    words = language.text("doc.map.neighbour")
    return ({"swatch": NEIGHBOUR, "text": words},) if made.neighbours else ()


def _scene(subject: FactsheetSubject, language: Language) -> DetailScene:
    """Return what the map draws: boundary, plots, what fits, and for premises the park around them."""
    premises = subject.site.kind is SiteKind.PREMISES
    plots = tuple(
        _plot_shape(each, each.geometry_rd, subject.site.id, language)
        for each in subject.plots
        if each.geometry_rd is not None
    )
    return DetailScene(
        _boundary(subject),
        plots,
        subject.surroundings.municipalities,
        subject.surroundings.landmarks,
        _largest_scale(subject),
        subject.park.geometry_rd if premises and subject.park is not None else None,
        _fitting(subject, language),
        # Plots need the room, and tell enough by themselves.
        () if plots else subject.neighbours,
    )


def _largest_scale(subject: FactsheetSubject) -> int:
    """Return how close the map may come: to a building with its park, else with what is around it."""
    has_drawn_plots = any(each.geometry_rd is not None for each in subject.plots)
    if subject.neighbours and not has_drawn_plots:
        return _LARGEST_AMONG_NEIGHBOURS
    shape = subject.site.geometry_rd
    if subject.site.kind is not SiteKind.PREMISES or shape is None:
        return _LARGEST_SCALE
    if subject.park is not None and subject.park.geometry_rd is not None:
        return _LARGEST_SCALE
    west, south, east, north = shape.bounds
    closest, farthest = _PREMISES_SCALES
    longest_m = max(east - west, north - south)
    return farthest if not longest_m else round(min(max(longest_m * 1000 / _PREMISES_MM, closest), farthest))


def _detail_alt(subject: FactsheetSubject, scene: DetailScene, language: Language) -> str:
    """Say what is drawn; plots that nobody recorded, or whose status is unknown, are not counted as none."""
    counts = {
        "plot_count": len(scene.plots),
        "free_count": sum(each.status is PlotStatus.AVAILABLE for each in scene.plots),
        "unknown_count": sum(each.status is None for each in scene.plots),
    }
    return language.text(
        f"doc.map.detail.alt{_drawn(subject, scene)}",
        park=subject.park.name if subject.park is not None else "",
        name=subject.site.name,
        **counts,
    )


def _drawn(subject: FactsheetSubject, scene: DetailScene) -> str:
    """Return the end of the name of the text that says what is drawn."""
    if subject.site.kind is SiteKind.PREMISES:
        if scene.around_rd is None:
            return "_alone"
        return "_premises" if scene.plots else "_premises_no_plots"
    if subject.site.kind is SiteKind.PLOT:
        return "_plot_alone" if subject.park is None else "_plot"
    if not scene.plots:
        return "_undrawn" if subject.plots else "_no_plots"
    return "_unknown_status" if any(each.status is None for each in scene.plots) else ""


def _detail_caption(subject: FactsheetSubject, scale: int, language: Language, sources: SourceNumbers) -> str:
    numbers = map_sources(subject, sources)
    key = "doc.map.detail.caption" if numbers else "doc.map.detail.caption_plain"
    caption = language.text(key, scale=scale, sources=numbers)
    drawn = _outlined(subject).shape_stated
    if drawn is not None:
        boundary = language.text("doc.map.detail.boundary", source=str(sources.number(*drawn)))
        caption = f"{caption} {boundary}"
    if subject.fitting is None:
        return caption
    words = fitting_words(language, subject.fitting)
    text_id = "doc.map.detail.fitting" if words.outcome else "doc.map.detail.offered"
    return language.text(text_id, title=words.title, outcome=words.outcome, rest=caption)


def _fitting(subject: FactsheetSubject, language: Language) -> FittingShape | None:
    """Return what fits on the plots that are offered to the case, as the map draws it."""
    found = subject.fitting
    if found is None:
        return None
    drawn, building = found.drawn, found.building
    strip_rd = found.left_rd if building is not None and building.setback_dm else None
    return FittingShape(
        found.outline_rd,
        strip_rd,
        None if drawn is None else drawn.footprint_rd,
        label_of(language, found),
        found.place is not None,
    )


def _shape(subject: FactsheetSubject) -> BaseGeometry | None:
    return subject.site.geometry_rd or (subject.park.geometry_rd if subject.park else None)


def _boundary(subject: FactsheetSubject) -> BaseGeometry | None:
    return _outlined(subject).geometry_rd


def _outlined(subject: FactsheetSubject) -> Site:
    """Return the site of which the map draws the boundary: of a plot its park, where that is drawn."""
    park = subject.park
    if subject.site.kind is SiteKind.PLOT and park is not None and park.geometry_rd is not None:
        return park
    return subject.site


def _plot_shape(plot: Site, geometry_rd: BaseGeometry, own_id: str, language: Language) -> PlotShape:
    area = language.value(area_m2(plot), "ha") if area_m2(plot) else ""
    return PlotShape(plot.name, status_of(plot), area, geometry_rd, plot.id == own_id)


def _legend(subject: FactsheetSubject, scene: DetailScene, language: Language) -> tuple[dict[str, str], ...]:
    present = {each.status for each in scene.plots}
    items = [
        {"swatch": swatch_key(status), "text": language.text(f"choice.status.{swatch_key(status)}")}
        for status in _LEGEND_ORDER
        if status in present
    ]
    kind = subject.site.kind
    alone = "_alone" if kind is SiteKind.PLOT and subject.park is None else ""
    items.append({"swatch": BOUNDARY, "text": language.text(f"doc.map.boundary.{kind.value}{alone}")})
    if scene.around_rd is not None:
        items.append({"swatch": AROUND, "text": language.text("doc.map.around")})
    return tuple(items)


@lru_cache(maxsize=4)
def swatches(theme: Look) -> dict[str, str]:
    """Every swatch that a table or legend may need, as SVG."""
    made = {swatch_key(each): to_svg(status_swatch(each, theme)) for each in _LEGEND_ORDER}
    return (
        made
        | {BOUNDARY: to_svg(boundary_swatch(theme)), AROUND: to_svg(around_swatch(theme))}
        | {NEIGHBOUR: to_svg(neighbour_swatch(theme))}
    )
