"""The small maps above the columns of a comparison: one extent, one scale, and words for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import GROUND_KINDS
from drentsportal.figures.overview_map import NumberedSite, OverviewScene
from drentsportal.figures.small_maps import small_maps
from drentsportal.figures.svg import to_svg
from drentsportal.figures.symbology import Theme
from drentsportal.reports.typeset.blocks import Figure
from drentsportal.reports.typeset.site_title import compared_titles

if TYPE_CHECKING:
    from drentsportal.figures.marks import Picture
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.compared_sites import ComparisonTable


def comparison_scene(table: ComparisonTable) -> OverviewScene | None:
    """Return what lies on the maps; ``None`` for a table without surroundings or without any location."""
    ground = table.surroundings
    sites = tuple(
        NumberedSite(number, each.candidate.name, each.site.geometry_rd)
        for number, each in enumerate(table.sites, start=1)
        if each.site.geometry_rd is not None
    )
    if ground is None or not sites:
        return None
    origin = table.origin
    at_rd = None if origin is None else (float(origin.x_rd), float(origin.y_rd))
    label = "" if origin is None else origin.label
    return OverviewScene(sites, at_rd, label, ground.municipalities, ground.landmarks)


def site_pictures(
    table: ComparisonTable, size_mm: tuple[float, float], look: Look = Theme.PRINT
) -> dict[int, Picture]:
    """Draw the map of each site by its number; none for a site whose location is unknown."""
    scene = comparison_scene(table)
    return {} if scene is None else small_maps(scene, size_mm, look)


def site_figures(
    table: ComparisonTable, language: Language, size_mm: tuple[float, float], look: Look
) -> dict[int, Figure]:
    """Return the maps with the words that stand for them."""
    return {
        number: Figure(to_svg(picture, id_prefix=f"map{number}-"), _alt(table, number, language))
        for number, picture in site_pictures(table, size_mm, look).items()
    }


def map_note(table: ComparisonTable, language: Language, sources: SourceNumbers) -> str:
    """Tell what all maps show, and who drew their ground; empty without maps."""
    if comparison_scene(table) is None or table.surroundings is None:
        return ""
    ground = table.surroundings
    found = {(each.source, each.as_of): None for each in ground.municipalities}
    found |= {(each.source, each.as_of): None for each in ground.landmarks if each.kind in GROUND_KINDS}
    numbers = tuple(str(sources.number(*each)) for each in found)
    said = [language.text("doc.compare.map_note")]
    if table.origin is not None:
        said.append(language.text("doc.compare.map_origin", origin=table.origin.label))
    if numbers:
        said.append(language.text("doc.compare.map_sources", sources=numbers))
    return " ".join(said)


def _alt(table: ComparisonTable, number: int, language: Language) -> str:
    name = compared_titles(table, language)[number - 1]
    if table.origin is None:
        return language.text("doc.compare.map_alt", number=number, name=name)
    return language.text("doc.compare.map_alt_origin", number=number, name=name, origin=table.origin.label)
