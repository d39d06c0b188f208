"""The title of a site in documents: a plot or premises together with the park that it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparisonTable


def site_title(site: Site, park: Site | None, language: Language) -> str:
    """Name a site with its park; a plot is called one, unless its own name already begins so."""
    if park is None:
        return site.name
    plain = language.text("doc.factsheet.title_in_park", name=site.name, park=park.name)
    if site.kind is not SiteKind.PLOT:
        return plain
    titled = language.text("doc.factsheet.plot_title", name=site.name, park=park.name)
    word = titled.partition(site.name)[0].strip().casefold()
    return plain if word in site.name.casefold().split()[:1] else titled


def compared_titles(table: ComparisonTable, language: Language) -> tuple[str, ...]:
    """Name the sites of a comparison in their order: every park may have a plot of the same name."""
    return tuple(site_title(each.site, each.park, language) for each in table.sites)
