"""What is known of each compared site, attribute by attribute, with who says it.

A plot or building without a value of its own has that of its park, as on its factsheet and in a match.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.row_marks import row_scale
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, shown_attributes_of
from drentsportal.domain.sites.going_value import going_value
from drentsportal.domain.sites.plot_totals import differing_totals
from drentsportal.domain.values import Known
from drentsportal.services.compared_sites import ComparedCell, RowKind
from drentsportal.services.row_likeness import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.match.row_marks import Span
    from drentsportal.domain.sites.plot_totals import PlotTotal
    from drentsportal.domain.values import Attribute
    from drentsportal.services.compared_sites import ComparedRow, ComparedSite

_NOT_COMPARED: Final = frozenset({"name", "park_id", "rin"})
_MEASURES: Final = ("_ha", "_m2", "_m", "_m2_year")
"""Endings of attributes whose figures have a zero, and so a strip."""


def attribute_rows(sites: Sequence[ComparedSite]) -> Iterable[ComparedRow]:
    """Every attribute that one of the kinds has, in the order of the attribute table."""
    ids = dict.fromkeys(spec.id for each in sites for spec in shown_attributes_of(each.site.kind))
    totals = [{total.attribute_id: total for total in differing_totals(s.site, s.plots)} for s in sites]
    for attribute_id in ids:
        if attribute_id not in _NOT_COMPARED:
            told = (each.get(attribute_id) for each in totals)
            cells = [_cell(each, attribute_id, total) for each, total in zip(sites, told, strict=True)]
            yield _measured(row_of(RowKind.ATTRIBUTE, attribute_id, cells))


def _cell(compared: ComparedSite, attribute_id: str, plot_total: PlotTotal | None) -> ComparedCell:
    site = compared.site
    going = going_value(site, compared.park, attribute_id)
    return ComparedCell(
        going.compared,
        applies=bool(going.known) or site.kind in ATTRIBUTE_BY_ID[attribute_id].kinds,
        going=going,
        plot_total=plot_total,
    )


def _measured(row: ComparedRow) -> ComparedRow:
    """Add figures and scale to a row about an attribute that is a measure; nothing says what is better."""
    if not row.id.endswith(_MEASURES):
        return row
    spans = [_span(each.value) for each in row.cells]
    cells = tuple(replace(cell, span=span) for cell, span in zip(row.cells, spans, strict=True))
    return replace(row, cells=cells, scale=row_scale(spans))


def _span(value: Attribute[object]) -> Span | None:
    """Return a figure, or both ends of a range; of one of which an end is unknown nothing can be drawn."""
    stated = value.value if isinstance(value, Known) else None
    ends = stated if isinstance(stated, tuple) else (stated, stated)
    figures = [float(each) for each in ends if isinstance(each, int | float)]
    return (min(figures), max(figures)) if len(figures) == len(ends) else None
