"""Plots that must be taken together to reach the area that a request asks: added to its offers.

Where outlines and areas are known, the smallest sets of adjoining plots that reach it (``plot_combination``),
also beside a plot that reaches it by itself: the score decides which of them stands for the park. Only where
no plot and no set reaches it, the most that adjoins; and where an outline or an area is unknown there, or the
search was stopped, so is what adjoins: then all available plots together, as a question.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.building_area import ground_needed_m2
from drentsportal.domain.match.building_sets import BuildingSets, PlotsOfParks
from drentsportal.domain.match.joined_offers import JoinedPlots, with_joined
from drentsportal.domain.match.offer_plots import adjoining_plots, owner_codes
from drentsportal.domain.match.offers import OfferKind, OfferTable
from drentsportal.domain.space.plot_combination import (
    CombinablePlots,
    CombinationRules,
    SameOwner,
    combinations,
)
from drentsportal.domain.space.plot_most_area import connected_sets, larger_sets
from drentsportal.domain.space.plot_sets import NO_OWNER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.space.plot_adjacency import PlotAdjacency

PER_PARK: Final = 3
"""Smallest sets that are offered per park."""

_FEWEST: Final = 2


def wanted_area_m2(request: LocationRequest) -> int | None:
    """Return the area that plots may be taken together for: of the plot, else what the building needs."""
    required = request.requirement("plot_area")
    if required is not None and isinstance(required.limit, int):
        return required.limit
    building = request.building
    if building is None:
        return None
    return ground_needed_m2(building)


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
    combining = _Combining(ground, offers, plots, request)
    found, apart = combining.together(wanted_m2)
    return replace(with_joined(ground, offers, found), apart=apart)


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
    found, apart, is_complete = _Combining(ground, offers, plots, request).with_smaller(wanted_m2, most_sets)
    return replace(with_joined(ground, offers, found), apart=apart), is_complete


def _plots_beside_others(offers: OfferTable) -> IntArray:
    """Return the available plots of parks in which two are offered."""
    plots = np.flatnonzero((offers.kinds == OfferKind.PLOT) & (offers.park_ids != ""))
    parks = offers.candidate_rows[plots]
    several = np.bincount(parks, minlength=len(offers.candidates)) >= _FEWEST
    chosen: IntArray = plots[several[parks]].astype(np.int64)
    return chosen


class _Combining:
    """One request on the plots of the parks that need it."""

    def __init__(
        self, ground: OffersOnGround, offers: OfferTable, plots: IntArray, request: LocationRequest
    ) -> None:
        self._ground, self._offers, self._asked = ground, offers, request.combining
        self._building = request.building
        self._plots = plots
        self._parks = offers.candidate_rows[plots]
        area = offers.intervals["plot_area"]
        self._area_m2 = np.maximum(area.low[plots], 0)
        self._is_clear = ground.is_own_outline[plots] & (area.low[plots] > 0)
        self._owners = owner_codes(ground, plots)
        # Within the gap that may be bridged, and those of them that are joined by a shared edge.
        self._pairs = self._pairs_within(self._asked.gap_dm)
        self._edges = self._pairs_within(0) if self._asked.gap_dm else self._pairs

    def together(self, wanted_m2: int) -> tuple[list[JoinedPlots], frozenset[int]]:
        """Return what is offered together, and the candidates whose plots do not adjoin at all."""
        found, unfinished = self._reaching(wanted_m2)
        found += self._holding(found, wanted_m2)
        done = np.zeros(len(self._offers.candidates), np.bool_)
        done[[int(self._parks[each.rows[0]]) for each in found]] = True
        done[self._parks[self._area_m2 >= wanted_m2]] = True
        apart = set[int]()
        rest = np.flatnonzero(~done[self._parks])
        left = self._pairs.among(rest)
        neighbours = _neighbours(left, self._owners if self._asked.same_seller_only else None)
        grown: dict[int, tuple[int, ...]] = {}
        for group in np.split(rest, np.flatnonzero(np.diff(self._parks[rest])) + 1) if len(rest) else []:
            # Where the search was stopped, that nothing reaches the area is not known either.
            if not self._is_clear[group].all() or int(self._parks[group[0]]) in unfinished:
                found.append(JoinedPlots(tuple(group.tolist()), is_whole=False))
                continue
            largest = _largest(group, neighbours, self._area_m2, self._asked.most_plots)
            if len(largest) < _FEWEST:
                apart.add(int(self._parks[group[0]]))
            else:
                grown[int(self._parks[group[0]])] = largest
        for largest in (grown | self._larger(left, grown)).values():
            found.append(JoinedPlots(largest, self._is_whole(largest)))
        return [
            replace(each, rows=tuple(self._plots[list(each.rows)].tolist())) for each in found
        ], frozenset(apart)

    def with_smaller(self, wanted_m2: int, most_sets: int) -> tuple[list[JoinedPlots], frozenset[int], bool]:
        """Return the same with every set of less area, and whether none was left out."""
        found, apart = self.together(wanted_m2)
        owners = self._owners if self._asked.same_seller_only else np.full(len(self._plots), NO_OWNER)
        sets, is_complete = connected_sets(
            self._area_m2, np.maximum(owners, NO_OWNER), self._pairs, self._asked.most_plots, most_sets
        )
        known = {each.rows for each in found}
        for places in sets:
            rows = tuple(sorted(self._plots[list(places)].tolist()))
            if rows not in known and self._area_m2[list(places)].sum() < wanted_m2:
                found.append(JoinedPlots(rows, self._is_whole(places)))
        return found, apart, is_complete

    def _reaching(self, wanted_m2: int) -> tuple[list[JoinedPlots], frozenset[int]]:
        """Return the smallest sets, and the parks in which not all were looked for."""
        asked = self._asked
        plots = CombinablePlots(
            self._offers.site_ids[self._plots],
            np.where(self._is_clear, self._area_m2, 0),
            self._parks,
            self._owners,
        )
        rules = CombinationRules(wanted_m2, asked.most_plots, PER_PARK, asked.same_seller_only)
        sets = combinations(plots, self._pairs, rules)
        made = [sets.plots_of(number) for number in range(len(sets))]
        same = (sets.owners == SameOwner.SAME).tolist()
        found = [
            JoinedPlots(rows, is_whole=one and (not asked.gap_dm or self._is_whole(rows)))
            for rows, one in zip(made, same, strict=True)
        ]
        return found, frozenset(sets.incomplete_parks)

    def _holding(self, found: Sequence[JoinedPlots], wanted_m2: int) -> list[JoinedPlots]:
        """Return the sets that the building needs, and all plots of a park where some were left unseen."""
        if self._building is None:
            return []
        area_m2 = np.where(self._is_clear, self._area_m2, 0)
        plots = PlotsOfParks(self._plots, self._parks, area_m2, self._owners, self._pairs)
        sets = BuildingSets(self._ground, plots, self._building, self._asked)
        made, unfinished = sets.beside([each.rows for each in found], wanted_m2, PER_PARK)
        known = {each.rows for each in found}
        return [
            *(JoinedPlots(each, self._is_whole(each)) for each in made if each not in known),
            *(
                JoinedPlots(tuple(np.flatnonzero(self._parks == park).tolist()), is_whole=False)
                for park in sorted(unfinished)
            ),
        ]

    def _larger(self, pairs: PlotAdjacency, grown: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
        """Return what is larger than the sets that were grown one way, by park."""
        known_m2 = np.zeros(len(self._offers.candidates), np.int64)
        for park, rows in grown.items():
            known_m2[park] = self._area_m2[list(rows)].sum()
        known_m2 = known_m2[self._parks]
        plots = CombinablePlots(self._offers.site_ids[self._plots], self._area_m2, self._parks, self._owners)
        return larger_sets(
            plots,
            pairs.where(known_m2[pairs.first] > 0),
            known_m2,
            self._asked.most_plots,
            same_owner=self._asked.same_seller_only,
        )

    @cached_property
    def _links(self) -> dict[int, list[int]]:
        """What is joined to each plot by a shared edge."""
        return _neighbours(self._edges, None)

    def _is_whole(self, rows: Sequence[int]) -> bool:
        """Whether plots are joined by shared edges and sold by one seller."""
        owners = set(self._owners[list(rows)].tolist())
        if len(owners) > 1 or min(owners) < 0:
            return False
        inside = set(rows)
        among = {row: [each for each in self._links.get(row, []) if each in inside] for row in rows}
        return len(_reached(rows[0], among)) == len(rows)

    def _pairs_within(self, gap_dm: int) -> PlotAdjacency:
        """Return which of the plots looked at adjoin, by their place among them."""
        place = np.full(len(self._ground.offers), -1, np.int64)
        place[self._plots] = np.arange(len(self._plots))
        kept = adjoining_plots(self._ground, gap_dm).among(self._plots[self._is_clear])
        return kept.renamed(place, len(self._plots))


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
