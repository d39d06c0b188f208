"""Which sites become offers, before any of their values are read.

- Each AVAILABLE plot and each PLANNED plot of a park; OPTION, RESERVED and SOLD are never to be issued.
- A park without an available plot: its total. With available plots: its total too, where that is more than
  all plots that it can be made of, beyond the 5 % by which areas of two sources differ (design 8): then
  plots are missing from the list, and what is not listed is unknown, not absent.
- A park's later total, where it lists no planned plot.
- Each vacant premises. A plot whose park is not known is a candidate of its own, so that it is not lost.

Plots that must be taken together to reach an area are found for a request (``combined_offers``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.offer_columns import NO_ROW, Basis
from drentsportal.domain.match.site_columns import numbers, park_rows, rows_with
from drentsportal.domain.vocabulary import PlotStatus

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.sites.site_table import SiteTable

M2_PER_HA: Final = 10_000
_DIFFERENCE_PERCENT: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class OfferRows:
    """Rows of the site table per sort of offer.

    ``plots`` are ordered by park, then row.
    """

    plots: IntArray
    plot_parks: IntArray
    plot_is_planned: NDArray[np.bool_]
    total_parks: IntArray
    later_parks: IntArray
    premises_parks: IntArray


def offer_rows(table: SiteTable) -> OfferRows:
    """Choose the rows that become offers."""
    park_of_plot = park_rows(table.plots, table.parks)
    available = rows_with(table.plots, "status", PlotStatus.AVAILABLE)
    planned = rows_with(table.plots, "status", PlotStatus.PLANNED)
    chosen = np.flatnonzero(available | planned)
    chosen = chosen[np.argsort(park_of_plot[chosen], kind="stable")]
    return OfferRows(
        plots=chosen,
        plot_parks=park_of_plot[chosen],
        plot_is_planned=planned[chosen],
        total_parks=_total_parks(table, park_of_plot, available),
        later_parks=_later_parks(table, park_of_plot, planned),
        premises_parks=park_rows(table.premises, table.parks),
    )


def _count_per_park(table: SiteTable, park_of_plot: IntArray, mask: NDArray[np.bool_]) -> IntArray:
    inside = park_of_plot[mask & (park_of_plot != NO_ROW)]
    return np.bincount(inside, minlength=len(table.parks)).astype(np.int64)


def _total_parks(table: SiteTable, park_of_plot: IntArray, available: NDArray[np.bool_]) -> IntArray:
    issuable = available.copy()
    for status in (PlotStatus.OPTION, PlotStatus.RESERVED):
        issuable |= rows_with(table.plots, "status", status)
    areas = numbers(table.plots, "area_m2")
    unmeasured = _count_per_park(table, park_of_plot, issuable & (areas.basis == Basis.UNKNOWN)) > 0
    listed = np.zeros(len(table.parks), np.int64)
    measured = issuable & (areas.basis != Basis.UNKNOWN) & (park_of_plot != NO_ROW)
    np.add.at(listed, park_of_plot[measured], areas.low[measured])
    total = numbers(table.parks, "available_now_ha", M2_PER_HA)
    exceeds = total.low * 100 > listed * (100 + _DIFFERENCE_PERCENT)
    remainder = (total.basis != Basis.UNKNOWN) & ~unmeasured & exceeds
    without_available = _count_per_park(table, park_of_plot, available) == 0
    return np.flatnonzero(without_available | remainder)


def _later_parks(table: SiteTable, park_of_plot: IntArray, planned: NDArray[np.bool_]) -> IntArray:
    later = numbers(table.parks, "available_later_ha", M2_PER_HA)
    stated = (later.basis != Basis.UNKNOWN) & (later.low > 0)
    return np.flatnonzero(stated & (_count_per_park(table, park_of_plot, planned) == 0))
