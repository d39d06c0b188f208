"""Who sells the plots of a park and how they are allocated, plots of which the same is known in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.fairness.didam import DidamBearing, didam_facts
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.reports.factsheet.plots import status_of
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import Site
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords

_COLUMNS: Final = ("plots", "seller", "procedure", "published", "source")
_WITH_LINKS: Final = (0.3, 0.44, 0.83, 1.88, 0.67)
"""Shares of the width: an address of a publication stays on one line, or every plot takes three."""
_WITHOUT_LINKS: Final = (0.99, 0.8, 0.83, 0.83, 0.67)
"""Without any address the plots have its room: of many plots the same is known then."""

_FACTS: Final = ("seller", "allocation_procedure", "allocation_published_on")
_LINK: Final = "allocation_link"


def allocation_table(plots: Sequence[Site], words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Return seller, procedure and publication of every plot that is not sold; unknown is said so."""
    groups: dict[tuple[object, ...], list[Site]] = {}
    for plot in plots:
        if status_of(plot) is not PlotStatus.SOLD:
            groups.setdefault(tuple(map(plot.value, (*_FACTS, _LINK))), []).append(plot)
    if not groups:
        return None
    language = words.language
    has_link = any(isinstance(each[0].attribute(_LINK), Known) for each in groups.values())
    widths = zip(_COLUMNS, _WITH_LINKS if has_link else _WITHOUT_LINKS, strict=True)
    columns = tuple(Column(language.text(f"doc.allocation.{name}"), width) for name, width in widths)
    rows = tuple(_row(each, words, sources) for each in groups.values())
    return Table(language.text("doc.allocation.title"), columns, rows)


def _row(plots: Sequence[Site], words: ValueWords, sources: SourceNumbers) -> tuple[Cell, ...]:
    plot = plots[0]
    private = didam_facts(plot).bearing is DidamBearing.NOT_APPLICABLE
    told = [Cell((words.words("seller", plot.attribute("seller")),))]
    for attribute_id in _FACTS[1:]:
        value = plot.attribute(attribute_id)
        empty = private and not isinstance(value, Known)
        told.append(cell(NOT_APPLICABLE) if empty else Cell((words.words(attribute_id, value),)))
    link = plot.attribute(_LINK)
    if isinstance(link, Known):
        told[-1] = Cell((*told[-1].lines, Words(str(link.value), style="quiet")))
    stated = (each.attribute(fact) for each in plots for fact in (*_FACTS, _LINK))
    seen = {sources.reference(each): None for each in stated if isinstance(each, Known)}
    names = ", ".join(each.name for each in plots)
    return (cell(names), *told, cell(", ".join(seen) or NOT_APPLICABLE))
