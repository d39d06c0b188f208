"""What is said about the quality of the data: one finding is one thing wrong or remarkable at one site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.message import Message, MessageParam
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"


RULES: Final[dict[str, Severity]] = {
    "geometry_missing": Severity.WARNING,
    "geometry_invalid": Severity.FAULT,
    "geometry_sliver": Severity.WARNING,
    "geometry_overlap": Severity.WARNING,
    "area_differs": Severity.WARNING,
    "available_over_net": Severity.FAULT,
    "available_over_gross": Severity.FAULT,
    "net_over_gross": Severity.FAULT,
    "plots_over_available": Severity.FAULT,
    "status_past": Severity.WARNING,
    "category_order": Severity.FAULT,
    "price_order": Severity.FAULT,
    "duplicate_rin": Severity.FAULT,
    "duplicate_name": Severity.WARNING,
    "duplicate_overlap": Severity.WARNING,
    "municipality_unknown": Severity.FAULT,
    "outside_municipality": Severity.WARNING,
    "park_unknown": Severity.FAULT,
    "plot_outside_park": Severity.WARNING,
    "conflicting_claims": Severity.NOTE,
    "vanished": Severity.NOTE,
}
"""Every rule with its severity; the text is ``finding.<rule>``, the name in lists ``finding_rule.<rule>``."""

NO_MUNICIPALITY: Final = ""
"""The code under which sites are counted that name no gemeente of Drenthe."""

COUNTED_CODES: Final = (*MUNICIPALITIES, NO_MUNICIPALITY)
"""The order in which figures per gemeente stand: the twelve by code, then the sites without one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or remarkable at one site.

    ``attribute_ids`` are the values concerned, empty for the shape; ``other_site_id`` is the second site of a
    duplicate or an overlap. ``municipality_code`` is as stated, "" where none of Drenthe is.
    """

    rule: str
    site_id: str
    kind: SiteKind
    municipality_code: str
    attribute_ids: tuple[str, ...]
    message: Message
    other_site_id: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return RULES[self.rule]


def rows_by_kind(table: SiteTable) -> tuple[SiteRows, SiteRows, SiteRows]:
    """Return parks, plots and premises of a table."""
    return table.parks, table.plots, table.premises


def rows_of(table: SiteTable, kind: SiteKind) -> SiteRows:
    """Return the rows of one kind."""
    return dict(zip((SiteKind.PARK, SiteKind.PLOT, SiteKind.PREMISES), rows_by_kind(table), strict=True))[
        kind
    ]


def municipality_places(rows: SiteRows) -> NDArray[np.intp]:
    """Return per site its place in ``COUNTED_CODES``; the last one where it names no gemeente of Drenthe."""
    column = rows.columns["municipality_code"]
    places = {code: place for place, code in enumerate(COUNTED_CODES)}
    nowhere = places[NO_MUNICIPALITY]
    looked_up = np.array([places.get(text, nowhere) for text in column.categories] + [nowhere], np.intp)
    return looked_up[np.where(column.known, column.values, -1).astype(np.intp)]


class FindingMaker:
    """Makes findings about the rows of one kind, with name and gemeente of each site."""

    def __init__(self, rows: SiteRows) -> None:
        """Keep the rows."""
        self.rows = rows
        self._places = municipality_places(rows)

    def make(
        self,
        rule: str,
        row: int,
        attribute_ids: tuple[str, ...],
        other_site_id: str = "",
        **params: MessageParam,
    ) -> Finding:
        """Make one finding; ``params`` are the values that its text names."""
        row = int(row)
        return Finding(
            rule,
            str(self.rows.ids[row]),
            self.rows.kind,
            COUNTED_CODES[int(self._places[row])],
            attribute_ids,
            message(f"finding.{rule}", **params),
            other_site_id,
        )

    def name(self, row: int) -> str:
        """Return the name of a site; the id where none is known."""
        return self.rows.columns["name"].text_at(int(row)) or str(self.rows.ids[int(row)])


def stated_numbers(rows: SiteRows, attribute_id: str) -> NDArray[np.float64]:
    """Return a number per site, NaN where unknown."""
    column = rows.columns[attribute_id]
    return np.where(column.known, column.values, np.nan).astype(np.float64)
