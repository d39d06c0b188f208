"""Values that contradict each other: areas, categories, prices, statuses and the sum of plots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.checks.quality import FindingMaker, stated_numbers
from drentsportal.domain.match.site_columns import category_ranks, days, park_rows, rows_with
from drentsportal.domain.vocabulary import CATEGORIES, PlotStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from drentsportal.domain.checks.quality import Finding
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable

_ORDERED_HA: Final = (
    ("available_over_net", "available_now_ha", "net_ha"),
    ("available_over_gross", "available_now_ha", "gross_ha"),
    ("net_over_gross", "net_ha", "gross_ha"),
)
_SUM_TOLERANCE: Final = 0.05
"""Share by which the plots may come out above the stated total; the same as for area against shape."""

_ROUNDING_HA: Final = 0.005
_M2_PER_HA: Final = 10_000


def figure_findings(table: SiteTable, today: date) -> Iterator[Finding]:
    """Yield what contradicts itself; a value that is unknown contradicts nothing."""
    parks, plots, premises = (
        FindingMaker(table.parks),
        FindingMaker(table.plots),
        FindingMaker(table.premises),
    )
    yield from _areas_in_order(parks)
    yield from _plots_over_available(parks, table.plots)
    yield from _prices_in_order(parks)
    yield from _statuses_in_past(plots, today)
    for maker in (plots, premises):
        yield from _categories_in_order(maker, ("category_min", "category_max"))
    yield from _categories_in_order(parks, ("issue_category_min", "issue_category_max"))


def _areas_in_order(parks: FindingMaker) -> Iterator[Finding]:
    for rule, small, large in _ORDERED_HA:
        low, high = stated_numbers(parks.rows, small), stated_numbers(parks.rows, large)
        with np.errstate(invalid="ignore"):
            wrong = low > high
        for row in np.flatnonzero(wrong).tolist():
            yield parks.make(
                rule,
                row,
                (small, large),
                name=parks.name(row),
                small_ha=float(low[row]),
                large_ha=float(high[row]),
            )


def _prices_in_order(parks: FindingMaker) -> Iterator[Finding]:
    low = stated_numbers(parks.rows, "price_min_eur_m2")
    high = stated_numbers(parks.rows, "price_max_eur_m2")
    with np.errstate(invalid="ignore"):
        wrong = low > high
    for row in np.flatnonzero(wrong).tolist():
        yield parks.make(
            "price_order",
            row,
            ("price_min_eur_m2", "price_max_eur_m2"),
            name=parks.name(row),
            low_eur=float(low[row]),
            high_eur=float(high[row]),
        )


def _categories_in_order(maker: FindingMaker, ends: tuple[str, str]) -> Iterator[Finding]:
    low, high = (category_ranks(maker.rows, each) for each in ends)
    known = (low.low > 0) & (high.low > 0)
    for row in np.flatnonzero(known & (low.low > high.low)).tolist():
        yield maker.make(
            "category_order",
            row,
            ends,
            name=maker.name(row),
            low_category=CATEGORIES[int(low.low[row]) - 1],
            high_category=CATEGORIES[int(high.low[row]) - 1],
        )


def _statuses_in_past(plots: FindingMaker, today: date) -> Iterator[Finding]:
    """Option and reservation that have run out, and an available plot with an end that has passed."""
    until = days(plots.rows, "status_until")
    passed = plots.rows.columns["status_until"].known & (until.high < today.toordinal())
    lasting = rows_with(plots.rows, "status", PlotStatus.SOLD.value)
    for row in np.flatnonzero(passed & ~lasting & plots.rows.columns["status"].known).tolist():
        yield plots.make(
            "status_past",
            row,
            ("status", "status_until"),
            name=plots.name(row),
            status=str(plots.rows.columns["status"].text_at(row)),
            until=str(plots.rows.columns["status_until"].text_at(row)),
        )


def _plots_over_available(parks: FindingMaker, plots: SiteRows) -> Iterator[Finding]:
    """Available plots that together exceed what their park states; fewer may simply not be delivered."""
    park_of_plot = park_rows(plots, parks.rows)
    areas_m2 = stated_numbers(plots, "area_m2")
    counted = (park_of_plot >= 0) & rows_with(plots, "status", "available") & ~np.isnan(areas_m2)
    sums = np.bincount(park_of_plot[counted], areas_m2[counted], minlength=len(parks.rows)) / _M2_PER_HA
    numbers = np.bincount(park_of_plot[counted], minlength=len(parks.rows))
    stated = stated_numbers(parks.rows, "available_now_ha")
    with np.errstate(invalid="ignore"):
        wrong = sums > stated + np.maximum(_SUM_TOLERANCE * stated, _ROUNDING_HA)
    for row in np.flatnonzero(wrong).tolist():
        yield parks.make(
            "plots_over_available",
            row,
            ("available_now_ha",),
            name=parks.name(row),
            plots=int(numbers[row]),
            plots_ha=round(float(sums[row]), 4),
            stated_ha=float(stated[row]),
        )
