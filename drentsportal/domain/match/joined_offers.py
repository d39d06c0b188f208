"""Sets of plots as offers of their own: what they measure, cost and have is made from their plots."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.distance import DRIVE_TIMES, STRAIGHT
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn, SetColumn
from drentsportal.domain.match.offer_plots import plot_names
from drentsportal.domain.match.offers import PRECEDENCE_PIECED, OfferKind, OfferTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray


@dataclass(frozen=True, slots=True)
class JoinedPlots:
    """Rows of plots that are offered as one; ``is_whole`` when they surely adjoin and have one seller."""

    rows: tuple[int, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """The plots of all sets one after the other, by row of the offers; set ``n`` begins at ``starts[n]``."""

    plots: IntArray
    starts: IntArray
    sizes: IntArray
    is_whole: NDArray[np.bool_]


def with_joined(ground: OffersOnGround, offers: OfferTable, found: Sequence[JoinedPlots]) -> OfferTable:
    """Put sets of plots as combinations after the other offers of their candidates.

    The rows of ``found`` are those of ``offers``, which must have no combinations yet.
    """
    if not found:
        return offers
    sets = _sets_of(found)
    first = sets.plots[sets.starts]
    candidates, park_ids = offers.candidate_rows[first], offers.park_ids[first]
    candidate_rows = np.concatenate([offers.candidate_rows, candidates])
    order = np.argsort(candidate_rows, kind="stable")
    member_starts, members = _members(sets, candidates, order)
    groups = offers.growth_groups
    return replace(
        offers,
        kinds=_and_more(offers.kinds, OfferKind.COMBINATION, len(found))[order],
        candidate_rows=candidate_rows[order],
        precedence=_and_more(offers.precedence, PRECEDENCE_PIECED, len(found))[order],
        site_ids=np.concatenate([offers.site_ids, park_ids])[order],
        park_ids=np.concatenate([offers.park_ids, park_ids])[order],
        site_records=np.concatenate([offers.site_records, ground.candidate_records[candidates]])[order],
        member_starts=member_starts,
        members=members,
        intervals={name: column.take(order) for name, column in _intervals(offers, sets).items()},
        sets={
            name: SetColumn.joined([column, column.take(sets.plots).reduced(sets.starts)]).take(order)
            for name, column in offers.sets.items()
        },
        plot_names={**offers.plot_names, **plot_names(ground, offers, sets.plots)},
        growth_groups=np.concatenate([groups, np.full(len(found), -1)])[order] if len(groups) else groups,
    )


def _sets_of(found: Sequence[JoinedPlots]) -> _Sets:
    sizes = np.array([len(each.rows) for each in found], np.int64)
    return _Sets(
        plots=np.array([row for each in found for row in each.rows], np.int64),
        starts=np.cumsum(sizes) - sizes,
        sizes=sizes,
        is_whole=np.array([each.is_whole for each in found], np.bool_),
    )


def _members(sets: _Sets, candidates: IntArray, order: IntArray) -> tuple[IntArray, IntArray]:
    """Return where the members of each offer begin and which they are, once offers stand in ``order``."""
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    sizes = np.zeros(len(order) + 1, np.int64)
    sizes[place[len(order) - len(sets.sizes) :] + 1] = sets.sizes
    plots = np.split(sets.plots, sets.starts[1:])
    in_order = np.concatenate([plots[each] for each in np.argsort(candidates, kind="stable")])
    return np.cumsum(sizes), place[in_order]


def _intervals(offers: OfferTable, sets: _Sets) -> dict[str, IntervalColumn]:
    """Put what the combinations measure, cost and have under what the offers do."""
    area = _total_area(offers.intervals["plot_area"].take(sets.plots), sets.starts, sets.is_whole)
    return {
        name: IntervalColumn.joined(
            [
                column,
                area if name == "plot_area" else _spanned(name, column.take(sets.plots), area, sets.starts),
            ]
        )
        for name, column in offers.intervals.items()
    }


def _spanned(name: str, of_plots: IntervalColumn, area: IntervalColumn, starts: IntArray) -> IntervalColumn:
    """Span the values of the plots of each combination; ``area`` is what the combinations measure."""
    spanned = of_plots.reduced(starts)
    if name in STRAIGHT | DRIVE_TIMES:
        first = of_plots.basis[starts]
        basis = np.where(spanned.basis == Basis.UNKNOWN, Basis.UNKNOWN, Basis.COMPUTED)
        basis = np.where(first == Basis.NOT_COMPUTED, Basis.NOT_COMPUTED, basis).astype(np.int8)
        return replace(spanned, basis=basis, record_ids=of_plots.record_ids[starts])
    if name == "expansion_area":
        low = np.maximum(np.maximum.reduceat(of_plots.low, starts), area.low)
        most = np.maximum(spanned.high, np.where(area.high == UNBOUNDED, -UNBOUNDED, area.high))
        by_park = (of_plots.basis[starts] == Basis.PARK_TOTAL) & (low < most)
        basis = np.where(by_park, Basis.PARK_TOTAL, Basis.COMBINED)
        basis = np.where((low == -UNBOUNDED) & (most == UNBOUNDED), Basis.UNKNOWN, basis).astype(np.int8)
        return IntervalColumn(low, most, basis, np.where(by_park, of_plots.record_ids[starts], 0))
    return spanned


def _total_area(areas: IntervalColumn, starts: IntArray, is_whole: NDArray[np.bool_]) -> IntervalColumn:
    """Sum the plots of each combination; of what may not adjoin, at least the largest is contiguous."""
    known = np.maximum.reduceat(areas.high, starts) != UNBOUNDED
    most = np.where(areas.high == UNBOUNDED, 0, areas.high)
    total = np.where(known, np.add.reduceat(most, starts), UNBOUNDED)
    # What the outlines bound is no sum of what the plots measure.
    is_one = is_whole & known & np.logical_and.reduceat(areas.low == areas.high, starts)
    low = np.where(is_one, total, np.maximum.reduceat(areas.low, starts))
    basis = np.where(is_one, Basis.ADJOINING, Basis.COMBINED).astype(np.int8)
    return IntervalColumn(low, total, basis, np.zeros(len(starts), np.int64))


def _and_more(column: NDArray[np.int8], value: int, count: int) -> NDArray[np.int8]:
    return np.concatenate([column, np.full(count, value, np.int8)])
