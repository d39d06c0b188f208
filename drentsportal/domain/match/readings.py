"""What a requirement or preference looks at on one offer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.match_facts import STRAIGHT_BY_TRUCK, Travel
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.vocabulary import GridState, Scarcity

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Building
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.sites.surroundings import PostcodeGrid

GRID_CRITERIA: Final = frozenset({"grid_demand", "grid_feed"})
"""What is needed of the electricity grid."""

CONTRADICTED: Final = ((Scarcity.LIMITED.value,), (Scarcity.GOOD.value, Scarcity.LIMITED.value))
"""What is sure and what is possible where the site says good and the capacity map shows a queue."""

_QUEUED: Final = frozenset({GridState.AMBER, GridState.RED})
_OF_PREMISES: Final = {"price": "sale_price", "building": "existing_building"}
_DRAWN: Final = {"plot_area": "drawn_area", "supply": "drawn_supply"}
_BY_PLOTS: Final = frozenset({"plot_area", "building"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one requirement or preference looked at on one offer.

    Bounds are ``None`` where unknown; ``column_id`` names the column that they come from. For a category they
    bound the most that the plan admits, and ``minimum`` is the least. ``sure_ids`` and ``possible_ids`` are
    those of a criterion on sets. ``grid`` is what the capacity map says of the place, for what is needed of
    the grid, and ``rules`` are the words of the regional rules that fired. ``plots`` names
    the plots of a combination, and ``is_apart`` says that the plots here were looked at and do not adjoin.
    ``building`` is the one asked for, where it was found to fit or must be asked after; ``of_one_seller``
    says that plots together were asked of one seller. ``is_contradicted``: the site says that the
    grid is good and the capacity map shows a queue, the ids being those that the site says; or what is
    stated of a category cannot all be true. ``offered_m2`` is the area of what is offered, where that is what
    the building asked does not fit on.
    """

    criterion_id: str
    column_id: str
    offer_kind: OfferKind
    basis: Basis
    low: int | None = None
    high: int | None = None
    minimum: int | None = None
    sure_ids: tuple[str, ...] | None = None
    possible_ids: tuple[str, ...] | None = None
    travel: Travel = STRAIGHT_BY_TRUCK
    grid: PostcodeGrid | None = None
    rules: tuple[str, ...] = ()
    plots: tuple[str, ...] = ()
    is_apart: bool = False
    is_later_only: bool = False
    building: Building | None = None
    of_one_seller: bool = False
    is_contradicted: bool = False
    offered_m2: int | None = None

    @property
    def told_as(self) -> str:
        """The criterion whose texts tell this."""
        if self.basis is Basis.COMPUTED and self.criterion_id in _DRAWN:
            return _DRAWN[self.criterion_id]
        return told_as(self.criterion_id, self.offer_kind)

    def with_fitting(self, building: Building) -> Reading:
        """Say of a building that fits no more than that: how much wider it could be was not searched."""
        return replace(self, low=building.width_dm, high=building.width_dm, building=building)


def told_as(criterion_id: str, kind: OfferKind) -> str:
    """Return whose texts tell a criterion: what holds for a building is never told as for land."""
    return _OF_PREMISES.get(criterion_id, criterion_id) if kind is OfferKind.PREMISES else criterion_id


def has_queue(grid: PostcodeGrid, criterion_id: str) -> bool:
    """Whether the capacity map shows a queue for the side of the grid that a criterion asks for."""
    return (grid.demand if criterion_id == "grid_demand" else grid.generation) in _QUEUED


def reading(offers: OfferTable, row: int, criterion_id: str) -> Reading:
    """Read what is known of a criterion on one offer."""
    kind = OfferKind(int(offers.kinds[row]))
    if criterion_id in offers.sets:
        sets = offers.sets[criterion_id]
        sure, possible = sets.text_sets(row)
        basis = Basis(int(sets.basis[row]))
        read = Reading(criterion_id, criterion_id, kind, basis, sure_ids=sure, possible_ids=possible)
        return _with_notes(offers, row, read)
    if criterion_id == "housing":
        return Reading(criterion_id, criterion_id, kind, Basis.OWN)
    column_id = "plot_area" if criterion_id == "supply" else criterion_id
    minimum = None
    if criterion_id == "category":
        least, most = offers.intervals["category_min"], offers.intervals["category_max"]
        column_id = "category_min" if most.basis[row] == Basis.UNKNOWN else "category_max"
        minimum, high = _bound(int(least.low[row])), _bound(int(most.high[row]))
    column = offers.intervals[column_id]
    basis, low = Basis(int(column.basis[row])), _bound(int(column.low[row]))
    if criterion_id != "category":
        high = _bound(int(column.high[row]))
    read = Reading(criterion_id, column_id, kind, basis, low, high, minimum, travel=offers.travel)
    read = replace(read, is_contradicted=basis is Basis.CONTRADICTED)
    if criterion_id == "expansion_area":
        return replace(read, plots=_names(offers, offers.growth_rows(row)))
    if column_id == "plot_area" and kind is OfferKind.TOTAL_LATER:
        return replace(read, is_later_only=_is_later_only(offers, row))
    return _with_plots(offers, row, read) if criterion_id in _BY_PLOTS else read


def _with_notes(offers: OfferTable, row: int, read: Reading) -> Reading:
    """Add what is told beside a value and never decides: the capacity map, the words of rules."""
    if read.criterion_id in GRID_CRITERIA:
        grid = offers.grid.get(int(offers.candidate_rows[row]))
        contradicted = grid is not None and has_queue(grid, read.criterion_id)
        if contradicted and (read.sure_ids, read.possible_ids) == CONTRADICTED:
            good = (Scarcity.GOOD.value,)
            return replace(read, grid=grid, is_contradicted=True, sure_ids=good, possible_ids=good)
        return replace(read, grid=grid)
    if read.criterion_id == "regional_profile":
        # A match that was kept before has the words of then, some with lines of our transcripts.
        texts = offers.rule_texts
        fired = tuple(without_line_references(texts[each]) for each in read.sure_ids or () if each in texts)
        return replace(read, rules=fired)
    return read


def _is_later_only(offers: OfferTable, row: int) -> bool:
    """Whether nothing of the park can be had now: all of what is issued in parts is known to be none."""
    own = offers.candidate_rows[row]
    first, end = (int(np.searchsorted(offers.candidate_rows, own, side)) for side in ("left", "right"))
    now = offers.kinds[first:end] != OfferKind.TOTAL_LATER
    return not bool(offers.intervals["plot_area"].high[first:end][now].any())


def _with_plots(offers: OfferTable, row: int, read: Reading) -> Reading:
    """Name the plots that are taken together, and tell of one plot that the others do not adjoin."""
    if read.offer_kind is OfferKind.COMBINATION:
        return replace(read, plots=_names(offers, offers.members_of(row)))
    return replace(read, is_apart=int(offers.candidate_rows[row]) in offers.apart)


def _names(offers: OfferTable, plots: IntArray) -> tuple[str, ...]:
    ids = [str(each) for each in offers.site_ids[plots]]
    return tuple(offers.plot_names.get(each, each) for each in ids)


def _bound(value: int) -> int | None:
    return None if abs(value) >= UNBOUNDED else value
