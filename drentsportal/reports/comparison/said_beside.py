"""What stands beside a value where no list of sources follows: who says it, and what plots say instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.source_names import without_line_references
from drentsportal.reports.typeset.going_words import of_park
from drentsportal.services.plot_total_words import by_plots

if TYPE_CHECKING:
    from drentsportal.domain.sites.plot_totals import PlotTotal
    from drentsportal.domain.values import Known
    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparedCell


def said_beside(cell: ComparedCell, language: Language) -> tuple[str, ...]:
    """Tell that the park or the status says it, and that the plots of a park add up to another total."""
    told = () if cell.going is None else tuple(each.text for each in of_park(cell.going, language))
    if cell.plot_total is None:
        return told
    return (*told, plots_beside(cell.plot_total, language))


def plots_beside(total: PlotTotal, language: Language) -> str:
    """Tell what the plots of a park add up to where it states another total, with their sources."""
    sources = dict.fromkeys(sourced(each, language) for each in total.known)
    return language.text(by_plots(total, tuple(sources)))


def sourced(known: Known[object], language: Language) -> str:
    """Return the source of a value with its date."""
    return language.text("doc.source.item", source=source_name(known.source, language), as_of=known.as_of)


def source_name(source: str, language: Language) -> str:
    """Return the name of a source; a computed value names a text of the catalogue instead."""
    return language.text(source) if source in language else without_line_references(source)
