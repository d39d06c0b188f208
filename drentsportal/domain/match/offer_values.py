"""The values of offers per criterion: a plot's or building's own, else those of its park.

Columns stand in blocks as ``OfferRows`` has them: plots, totals, later totals, premises.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match import site_columns
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn, SetColumn
from drentsportal.domain.match.offer_rows import M2_PER_HA

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offer_rows import OfferRows
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable

AT_ONCE: Final = 0
"""Day number of what is available at once: before every date."""

_SET_ATTRIBUTES: Final = {
    "segment": "segments",
    "municipality": "municipality_code",
    "reuse": "reuse_class",
    "grid_demand": "scarcity_grid",
    "grid_feed": "scarcity_grid",
    "water": "scarcity_water",
    "nitrogen": "scarcity_nitrogen",
    "labour": "scarcity_labour",
}
_PARK_ANSWERS: Final = {
    "web_shop": "web_shop_allowed",
    "storage": "storage_allowed",
    "external_safety": "external_safety_allowed",
}
"""Yes or no that only parks answer, for what lies in them too."""


class OfferValues:
    """Reads the values of the offers that ``rows`` chose from a site table."""

    def __init__(self, table: SiteTable, rows: OfferRows) -> None:
        """Keep where to read, and what."""
        self._table = table
        self._rows = rows

    def intervals(self) -> dict[str, IntervalColumn]:
        """Read every criterion that is a number."""
        table = self._table
        parks, plots, premises = table.parks, table.plots, table.premises
        return {
            "plot_area": self._plot_area(),
            "floor_area": self._of_premises("floor_area_m2"),
            **self._categories(),
            "available_by": self._available_by(),
            "price": self._price(),
            "height": self._inherited(*(_height(rows) for rows in (parks, plots, premises))),
            "park_management": self._inherited(site_columns.numbers(parks, "park_management"), None, None),
            "broadband": self._inherited(
                site_columns.numbers(parks, "broadband"), None, site_columns.numbers(premises, "broadband")
            ),
            "rent": self._of_premises("rent_eur_m2_year", 100, absent=UNBOUNDED),
            "expansion_area": self._expansion_area(),
        } | {
            criterion_id: self._inherited(site_columns.numbers(parks, attribute_id), None, None)
            for criterion_id, attribute_id in _PARK_ANSWERS.items()
        }

    def sets(self) -> dict[str, SetColumn]:
        """Read every criterion that is a set of ids."""
        table, rows = self._table, self._rows
        columns = {}
        for criterion_id, attribute_id in _SET_ATTRIBUTES.items():
            parks = site_columns.id_sets(table.parks, attribute_id)
            passed_on = parks.handed_down()
            plots, premises = passed_on.take(rows.plot_parks), passed_on.take(rows.premises_parks)
            if attribute_id in table.plots.columns:
                plots = site_columns.id_sets(table.plots, attribute_id).take(rows.plots).or_else(plots)
            if attribute_id in table.premises.columns:
                premises = site_columns.id_sets(table.premises, attribute_id).or_else(premises)
            land = [parks.take(rows.total_parks), parks.take(rows.later_parks)]
            columns[criterion_id] = SetColumn.joined([plots, *land, premises])
        return columns

    def _by_block(
        self,
        plots: IntervalColumn,
        land: Callable[[IntArray], IntervalColumn],
        premises: IntervalColumn,
    ) -> IntervalColumn:
        rows = self._rows
        return IntervalColumn.joined([plots, land(rows.total_parks), land(rows.later_parks), premises])

    def _inherited(
        self, park: IntervalColumn, plot: IntervalColumn | None, premises: IntervalColumn | None
    ) -> IntervalColumn:
        """Take the own value, else the park's; ``None`` where the kind has no such attribute."""
        rows = self._rows
        passed_on = park.handed_down()
        plots = passed_on.take(rows.plot_parks)
        if plot is not None:
            plots = plot.take(rows.plots).or_else(plots)
        buildings = passed_on.take(rows.premises_parks)
        if premises is not None:
            buildings = premises.or_else(buildings)
        return self._by_block(plots, park.take, buildings)

    def _categories(self) -> dict[str, IntervalColumn]:
        """Read least and most that the plan admits; where the least is above the most, neither decides.

        A plot's own lowest above the highest that its park issues, or that is known of the park in all: one
        of both is wrong, and no category at all would be admitted.
        """
        parks = self._table.parks
        least = self._category("min", IntervalColumn.unknown(len(parks)))
        most = self._category("max", site_columns.main_categories(parks))
        wrong = least.low > most.high
        return {"category_min": least.contradicted(wrong), "category_max": most.contradicted(wrong)}

    def _category(self, end: str, of_park: IntervalColumn) -> IntervalColumn:
        """Take the own value; land that has none goes by what the plan says of the land that its park issues.

        Premises do not: they stand where the land was issued before.
        """
        table, rows = self._table, self._rows
        issued = site_columns.category_ends(table.parks, "issue_category", end).or_else(of_park)
        own = site_columns.category_ends(table.plots, "category", end).take(rows.plots)
        premises = site_columns.category_ends(table.premises, "category", end)
        return self._by_block(
            own.or_else(issued.handed_down().take(rows.plot_parks)),
            issued.take,
            premises.or_else(of_park.handed_down().take(rows.premises_parks)),
        )

    def _plot_area(self) -> IntervalColumn:
        rows, table = self._rows, self._table
        plots = site_columns.plot_areas(table.plots).take(rows.plots)
        now = site_columns.numbers(table.parks, "available_now_ha", M2_PER_HA)
        later = site_columns.numbers(table.parks, "available_later_ha", M2_PER_HA)
        total = _up_to(now.take(rows.total_parks), Basis.TOTAL)
        in_all, at_once = later.take(rows.later_parks), now.take(rows.later_parks)
        # Where what is there now is unknown, so is how much there is in all.
        known = at_once.basis != Basis.UNKNOWN
        in_all = IntervalColumn.exact(in_all.low + at_once.low, known, Basis.TOTAL_LATER, in_all.record_ids)
        return IntervalColumn.joined(
            [
                plots,
                total,
                _up_to(in_all, Basis.TOTAL_LATER),
                site_columns.numbers(table.premises, "premises_plot_area_m2"),
            ]
        )

    def _expansion_area(self) -> IntervalColumn:
        """Read room to grow: at least the own plot, at most all that the park has now and later."""
        rows, table = self._rows, self._table
        now = site_columns.numbers(table.parks, "available_now_ha", M2_PER_HA)
        later = site_columns.numbers(table.parks, "available_later_ha", M2_PER_HA)
        unknown = (now.basis == Basis.UNKNOWN) | (later.basis == Basis.UNKNOWN)
        in_all = IntervalColumn.exact(now.high + later.high, ~unknown, Basis.PARK_TOTAL, now.record_ids)
        areas = site_columns.numbers(table.plots, "area_m2").take(rows.plots)
        return IntervalColumn.joined(
            [
                _within(areas, in_all.take(rows.plot_parks)),
                _up_to(in_all.take(rows.total_parks), Basis.PARK_TOTAL),
                _up_to(in_all.take(rows.later_parks), Basis.PARK_TOTAL),
                site_columns.numbers(table.premises, "premises_plot_area_m2"),
            ]
        )

    def _of_premises(self, attribute_id: str, factor: int = 1, absent: int = 0) -> IntervalColumn:
        """Read what only buildings have; land has ``absent``, the worst that a scale can meet."""
        rows = self._rows
        land = sum(map(len, (rows.plots, rows.total_parks, rows.later_parks)))
        return IntervalColumn.joined(
            [
                IntervalColumn.constant(land, absent, Basis.NOT_APPLICABLE),
                site_columns.numbers(self._table.premises, attribute_id, factor),
            ]
        )

    def _available_by(self) -> IntervalColumn:
        rows, table = self._rows, self._table
        at_parks = site_columns.days(table.parks, "available_from")
        own = site_columns.days(table.plots, "available_from").take(rows.plots)
        status = IntervalColumn.exact(
            np.full(len(rows.plots), AT_ONCE, np.int64),
            ~rows.plot_is_planned,
            Basis.STATUS,
            table.plots.columns["status"].record_ids[rows.plots],
        )
        plots = own.or_else(status).or_else(at_parks.handed_down().take(rows.plot_parks))
        return self._by_block(plots, at_parks.take, site_columns.days(table.premises, "available_from"))

    def _price(self) -> IntervalColumn:
        """Read the price of land; of a building that of its floor, never that of the land of its park."""
        rows, table = self._rows, self._table
        parks = site_columns.price_ranges(table.parks)
        own = site_columns.numbers(table.plots, "price_eur_m2", 100).take(rows.plots)
        plots = own.or_else(parks.handed_down().take(rows.plot_parks))
        buildings = site_columns.numbers(table.premises, "sale_price_eur_m2", 100)
        return self._by_block(plots, parks.take, buildings)


def _height(rows: SiteRows) -> IntervalColumn:
    return site_columns.numbers(rows, "max_height_m", 10)


def _up_to(column: IntervalColumn, basis: Basis) -> IntervalColumn:
    """Read a total as "a contiguous plot of at most this"; how much less is not known."""
    unknown = column.basis == Basis.UNKNOWN
    return IntervalColumn.between(np.where(unknown, -UNBOUNDED, 0), column.high, basis, column.record_ids)


def _within(own: IntervalColumn, in_all: IntervalColumn) -> IntervalColumn:
    """Read what a plot can grow to: no less than it is, and no more than its park has in all."""
    by_park = in_all.basis != Basis.UNKNOWN
    at_least = np.where(by_park, np.maximum(own.low, 0), own.low)
    own_high = np.where(own.high == UNBOUNDED, -UNBOUNDED, own.high)
    most = np.where(by_park, np.maximum(in_all.high, own_high), UNBOUNDED)
    # Of a plot whose area is unknown only the park tells anything, even that there is nothing.
    exceeds = by_park & ((most > at_least) | (own.basis == Basis.UNKNOWN))
    column = IntervalColumn.between(
        at_least, most, Basis.OWN, np.where(exceeds, in_all.record_ids, own.record_ids)
    )
    kept = np.where(own.basis == Basis.UNKNOWN, column.basis, own.basis)
    return replace(column, basis=np.where(exceeds, Basis.PARK_TOTAL, kept).astype(np.int8))
