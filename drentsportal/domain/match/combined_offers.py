"""Plots that must be taken together to reach the area that a request asks: added to its offers.

Where outlines and areas are known, the smallest sets of adjoining plots that reach it (``plot_combination``),
also beside a plot that reaches it by itself: the score decides which of them stands for the park. Only where
no plot and no set reaches it, the most that adjoins; and where an outline or an area is unknown there, or the
search was stopped, so is what adjoins: then all available plots together, as a question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.match.distance import DRIVE_TIMES, STRAIGHT
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn, SetColumn
from drentsportal.domain.match.offers import PRECEDENCE_PIECED, OfferKind, OfferTable
from drentsportal.domain.space.plot_adjacency import PlotAdjacency, plot_adjacency
from drentsportal.domain.space.plot_combination import (
    CombinablePlots,
    CombinationRules,
    SameOwner,
    combinations,
)
from drentsportal.domain.space.plot_most_area import connected_sets, larger_sets
from drentsportal.domain.space.plot_sets import NO_OWNER
from drentsportal.domain.vocabulary import Seller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Combining, LocationRequest
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray

_DM_PER_M: Final = 10
_DM2_PER_M2: Final = 100
PER_PARK: Final = 3
"""Smallest sets that are offered per park."""


@dataclass(frozen=True, slots=True)
class _Together:
    """Rows of plots that are offered as one; ``is_whole`` when they surely adjoin and have one seller."""

    rows: tuple[int, ...]
    is_whole: bool


def wanted_area_m2(request: LocationRequest) -> int | None:
    """Return the area that plots may be taken together for: of the plot, else what the building needs."""
    required = request.requirement("plot_area")
    if required is not None and isinstance(required.limit, int):
        return required.limit
    building = request.building
    if building is None:
        return None
    around = 2 * building.setback_dm
    return -(-(building.width_dm + around) * (building.depth_dm + around) // _DM2_PER_M2)


def with_combinations(ground: OffersOnGround, offers: OfferTable, request: LocationRequest) -> OfferTable:
    """Add combinations of adjoining plots, and name the candidates whose plots do not adjoin.

    ``offers`` are those of ``ground`` with columns added; they must have no combinations yet.
    """
    wanted_m2 = wanted_area_m2(request)
    if wanted_m2 is None or request.combining.most_plots < _FEWEST:
        return offers
    plots = _plots_beside_others(offers)
    if not len(plots):
        return offers
    combining = _Combining(ground, offers, plots, request.combining)
    found, apart = combining.together(wanted_m2)
    joined = _joined(ground, offers, found) if found else offers
    return replace(joined, apart=apart)


_FEWEST: Final = 2


def with_smaller_sets(
    ground: OffersOnGround, offers: OfferTable, request: LocationRequest, most_sets: int
) -> tuple[OfferTable, bool]:
    """Add combinations as ``with_combinations`` does, and the sets that a smaller area asked could be met by.

    Those of less area than asked, every set of adjoining plots that may be taken together. Also returned is
    whether these are all: with more than ``most_sets`` of one size and smaller, the larger ones are left out.
    For the ground of one park, or of few.
    """
    wanted_m2 = wanted_area_m2(request)
    plots = _plots_beside_others(offers)
    if wanted_m2 is None or request.combining.most_plots < _FEWEST or not len(plots):
        return offers, True
    found, apart, is_complete = _Combining(ground, offers, plots, request.combining).with_smaller(
        wanted_m2, most_sets
    )
    joined = _joined(ground, offers, found) if found else offers
    return replace(joined, apart=apart), is_complete


def _plots_beside_others(offers: OfferTable) -> IntArray:
    """Return the available plots of parks in which two are offered."""
    plots = np.flatnonzero((offers.kinds == OfferKind.PLOT) & (offers.park_ids != ""))
    parks = offers.candidate_rows[plots]
    several = np.bincount(parks, minlength=len(offers.candidates)) >= _FEWEST
    chosen: IntArray = plots[several[parks]].astype(np.int64)
    return chosen


class _Combining:
    """One request on the plots of the parks that need it."""

    def __init__(self, ground: OffersOnGround, offers: OfferTable, plots: IntArray, asked: Combining) -> None:
        self._ground, self._offers, self._asked = ground, offers, asked
        self._plots = plots
        self._parks = offers.candidate_rows[plots]
        area = offers.intervals["plot_area"]
        self._area_m2 = np.maximum(area.low[plots], 0)
        outlined = ground.is_own_geometry[plots]
        outlined &= np.isin(shapely.get_type_id(ground.geometries_rd[plots]), (3, 6))
        self._is_clear = outlined & (area.low[plots] > 0)
        self._owners = owner_codes(ground, plots)
        self._links: dict[PlotAdjacency, dict[int, list[int]]] = {}

    def together(self, wanted_m2: int) -> tuple[list[_Together], frozenset[int]]:
        """Return what is offered together, and the candidates whose plots do not adjoin at all."""
        pairs = self._pairs(self._asked.gap_dm)
        edges = pairs if not self._asked.gap_dm else self._pairs(0)
        found, unfinished = self._reaching(pairs, edges, wanted_m2)
        done = np.zeros(len(self._offers.candidates), np.bool_)
        done[[int(self._parks[each.rows[0]]) for each in found]] = True
        done[self._parks[self._area_m2 >= wanted_m2]] = True
        apart = set[int]()
        rest = np.flatnonzero(~done[self._parks])
        left = _between(pairs, rest)
        neighbours = _neighbours(left, self._owners if self._asked.same_seller_only else None)
        grown: dict[int, tuple[int, ...]] = {}
        for group in np.split(rest, np.flatnonzero(np.diff(self._parks[rest])) + 1) if len(rest) else []:
            # Where the search was stopped, that nothing reaches the area is not known either.
            if not self._is_clear[group].all() or int(self._parks[group[0]]) in unfinished:
                found.append(_Together(tuple(group.tolist()), is_whole=False))
                continue
            largest = _largest(group, neighbours, self._area_m2, self._asked.most_plots)
            if len(largest) < _FEWEST:
                apart.add(int(self._parks[group[0]]))
            else:
                grown[int(self._parks[group[0]])] = largest
        for largest in (grown | self._larger(left, grown)).values():
            found.append(_Together(largest, self._is_whole(largest, edges)))
        return [
            replace(each, rows=tuple(self._plots[list(each.rows)].tolist())) for each in found
        ], frozenset(apart)

    def with_smaller(self, wanted_m2: int, most_sets: int) -> tuple[list[_Together], frozenset[int], bool]:
        """Return the same with every set of less area, and whether none was left out."""
        found, apart = self.together(wanted_m2)
        pairs = self._pairs(self._asked.gap_dm)
        edges = pairs if not self._asked.gap_dm else self._pairs(0)
        owners = self._owners if self._asked.same_seller_only else np.full(len(self._plots), NO_OWNER)
        sets, is_complete = connected_sets(
            self._area_m2, np.maximum(owners, NO_OWNER), pairs, self._asked.most_plots, most_sets
        )
        known = {each.rows for each in found}
        for places in sets:
            rows = tuple(sorted(self._plots[list(places)].tolist()))
            if rows not in known and self._area_m2[list(places)].sum() < wanted_m2:
                found.append(_Together(rows, self._is_whole(places, edges)))
        return found, apart, is_complete

    def _reaching(
        self, pairs: PlotAdjacency, edges: PlotAdjacency, wanted_m2: int
    ) -> tuple[list[_Together], frozenset[int]]:
        """Return the smallest sets, and the parks in which not all were looked for."""
        asked = self._asked
        plots = CombinablePlots(
            self._offers.site_ids[self._plots],
            np.where(self._is_clear, self._area_m2, 0),
            self._parks,
            self._owners,
        )
        rules = CombinationRules(wanted_m2, asked.most_plots, PER_PARK, asked.same_seller_only)
        sets = combinations(plots, pairs, rules)
        made = [sets.plots_of(number) for number in range(len(sets))]
        same = (sets.owners == SameOwner.SAME).tolist()
        found = [
            _Together(rows, is_whole=one and (edges is pairs or self._is_whole(rows, edges)))
            for rows, one in zip(made, same, strict=True)
        ]
        return found, frozenset(sets.incomplete_parks)

    def _larger(self, pairs: PlotAdjacency, grown: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
        """Return what is larger than the sets that were grown one way, by park."""
        known_m2 = np.zeros(len(self._offers.candidates), np.int64)
        for park, rows in grown.items():
            known_m2[park] = self._area_m2[list(rows)].sum()
        known_m2 = known_m2[self._parks]
        inside = known_m2[pairs.first] > 0
        plots = CombinablePlots(self._offers.site_ids[self._plots], self._area_m2, self._parks, self._owners)
        return larger_sets(
            plots,
            replace(pairs, first=pairs.first[inside], second=pairs.second[inside]),
            known_m2,
            self._asked.most_plots,
            same_owner=self._asked.same_seller_only,
        )

    def _is_whole(self, rows: Sequence[int], edges: PlotAdjacency) -> bool:
        """Whether plots are joined by shared edges and sold by one seller."""
        owners = set(self._owners[list(rows)].tolist())
        if len(owners) > 1 or min(owners) < 0:
            return False
        if edges not in self._links:
            self._links[edges] = _neighbours(edges, None)
        inside, links = set(rows), self._links[edges]
        among = {row: [each for each in links.get(row, []) if each in inside] for row in rows}
        return len(_reached(rows[0], among)) == len(rows)

    def _pairs(self, gap_dm: int) -> PlotAdjacency:
        """Return which of the plots looked at adjoin."""
        kept = adjoining_plots(self._ground, gap_dm)
        place = np.full(kept.count, -1, np.int64)
        place[self._plots] = np.arange(len(self._plots))
        first, second = place[kept.first], place[kept.second]
        usable = (first >= 0) & (second >= 0)
        usable &= self._is_clear[first] & self._is_clear[second]
        return replace(
            kept,
            count=len(self._plots),
            first=first[usable],
            second=second[usable],
            shared_m=kept.shared_m[usable],
        )


def adjoining_plots(ground: OffersOnGround, gap_dm: int) -> PlotAdjacency:
    """Return which available plots adjoin, in rows of the offers; found once per data version and gap."""
    if gap_dm not in ground.adjacencies:
        offers = ground.offers
        every = np.flatnonzero((offers.kinds == OfferKind.PLOT) & (offers.park_ids != ""))
        codes = np.where(ground.is_own_geometry[every], offers.candidate_rows[every], -1)
        found = plot_adjacency(ground.geometries_rd[every], codes, gap_dm / _DM_PER_M)
        ground.adjacencies[gap_dm] = replace(
            found, count=len(offers), first=every[found.first], second=every[found.second]
        )
    return ground.adjacencies[gap_dm]


def owner_codes(ground: OffersOnGround, plots: IntArray) -> IntArray:
    """Return who sells each plot; private sellers may differ from each other, so that is not known."""
    seller = ground.plots.columns["seller"]
    rows = ground.plot_rows[plots]
    codes = np.array(
        [-1 if each == Seller.PRIVATE.value else code for code, each in enumerate(seller.categories)] + [-1],
        np.int64,
    )
    found: IntArray = codes[np.where(seller.known[rows], seller.values[rows], -1).astype(np.int64)]
    return found


def _between(pairs: PlotAdjacency, plots: NDArray[np.intp]) -> PlotAdjacency:
    """Keep only the pairs of which both are among some plots."""
    chosen = np.zeros(pairs.count, np.bool_)
    chosen[plots] = True
    kept = chosen[pairs.first] & chosen[pairs.second]
    return replace(pairs, first=pairs.first[kept], second=pairs.second[kept], shared_m=pairs.shared_m[kept])


def _neighbours(pairs: PlotAdjacency, owners: IntArray | None) -> dict[int, list[int]]:
    """List what adjoins each plot; with ``owners``, not over a border between two known sellers."""
    links: dict[int, list[int]] = {}
    for one, two in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
        if owners is not None and -1 not in (owners[one], owners[two]) and owners[one] != owners[two]:
            continue
        links.setdefault(one, []).append(two)
        links.setdefault(two, []).append(one)
    return links


def _reached(start: int, links: dict[int, list[int]]) -> set[int]:
    reached, edge = {start}, [start]
    while edge:
        for each in links.get(edge.pop(), []):
            if each not in reached:
                reached.add(each)
                edge.append(each)
    return reached


def _largest(
    group: NDArray[np.intp], links: dict[int, list[int]], area_m2: IntArray, most_plots: int
) -> tuple[int, ...]:
    """Return the adjoining plots with the most area: all that adjoin, or as many as may be taken together.

    With more that adjoin than may be taken, grown from each plot by the largest neighbour.
    """
    best: tuple[int, ...] = ()
    best_m2 = 0
    for start in group.tolist():
        taken = {start}
        while len(taken) < most_plots:
            beside = {each for one in taken for each in links.get(one, []) if each not in taken}
            if not beside:
                break
            taken.add(max(beside, key=lambda each: (int(area_m2[each]), -each)))
        total_m2 = int(area_m2[sorted(taken)].sum())
        if len(taken) > 1 and total_m2 > best_m2:
            best, best_m2 = tuple(sorted(taken)), total_m2
    return best


def _joined(ground: OffersOnGround, offers: OfferTable, found: Sequence[_Together]) -> OfferTable:
    """Put the combinations after the other offers of their candidates."""
    members = np.array([row for each in found for row in each.rows], np.int64)
    sizes = np.array([len(each.rows) for each in found], np.int64)
    starts = np.cumsum(sizes) - sizes
    candidates = offers.candidate_rows[members[starts]]
    order = np.argsort(np.concatenate([offers.candidate_rows, candidates]), kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    is_whole = np.array([each.is_whole for each in found], np.bool_)
    sorted_sets = np.argsort(candidates, kind="stable")
    all_sizes = np.zeros(len(order) + 1, np.int64)
    all_sizes[place[len(offers) :] + 1] = sizes
    member_rows = np.concatenate([members[starts[each] : starts[each] + sizes[each]] for each in sorted_sets])
    park_ids = offers.park_ids[members[starts]]
    area = _total_area(offers.intervals["plot_area"].take(members), starts, is_whole)
    intervals = {
        name: IntervalColumn.joined(
            [column, area if name == "plot_area" else _spanned(name, column, area, members, starts)]
        )
        for name, column in offers.intervals.items()
    }
    return replace(
        offers,
        kinds=_and_more(offers.kinds, OfferKind.COMBINATION, len(found))[order],
        candidate_rows=np.concatenate([offers.candidate_rows, candidates])[order],
        precedence=_and_more(offers.precedence, PRECEDENCE_PIECED, len(found))[order],
        site_ids=np.concatenate([offers.site_ids, park_ids])[order],
        park_ids=np.concatenate([offers.park_ids, park_ids])[order],
        site_records=np.concatenate([offers.site_records, ground.candidate_records[candidates]])[order],
        member_starts=np.cumsum(all_sizes),
        members=place[member_rows],
        intervals={name: column.take(order) for name, column in intervals.items()},
        sets={
            name: SetColumn.joined([column, column.take(members).reduced(starts)]).take(order)
            for name, column in offers.sets.items()
        },
        plot_names={**offers.plot_names, **plot_names(ground, offers, members)},
        growth_groups=np.concatenate([offers.growth_groups, np.full(len(found), -1)])[order]
        if len(offers.growth_groups)
        else offers.growth_groups,
    )


def _spanned(
    name: str,
    column: IntervalColumn,
    area: IntervalColumn,
    members: IntArray,
    starts: IntArray,
) -> IntervalColumn:
    """Span the values of the plots of each combination; ``area`` is what the combinations measure."""
    of_plots = column.take(members)
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
    known = np.minimum.reduceat(areas.low, starts) != -UNBOUNDED
    total = np.where(known, np.add.reduceat(np.maximum(areas.low, 0), starts), UNBOUNDED)
    is_one = is_whole & known
    low = np.where(is_one, total, np.maximum.reduceat(areas.low, starts))
    basis = np.where(is_one, Basis.ADJOINING, Basis.COMBINED).astype(np.int8)
    return IntervalColumn(low, total, basis, np.zeros(len(starts), np.int64))


def plot_names(ground: OffersOnGround, offers: OfferTable, members: IntArray) -> dict[str, str]:
    """Name plots by their id, those without a name by their id."""
    names = ground.plots.columns["name"]
    ids, rows = offers.site_ids[members].tolist(), ground.plot_rows[members].tolist()
    return {plot_id: names.text_at(row) or plot_id for plot_id, row in zip(ids, rows, strict=True)}


def _and_more(column: NDArray[np.int8], value: int, count: int) -> NDArray[np.int8]:
    return np.concatenate([column, np.full(count, value, np.int8)])
