"""The smallest sets of adjoining plots that together reach an area.

A set is connected over shared edges (``plot_adjacency``) and minimal: no plot can be left out while the rest
is still connected and still reaches the area. Fewest plots first, then least excess area, then plot ids.

Every minimal set can be grown from its largest plot, one adjoining plot that is not larger at a time, through
connected sets that do not reach the area yet: a connected part that did would leave a plot to spare. All sets
of a size are grown together, in arrays. Sets of two are looked for first, then of three, and so on: a park
with enough sets is done, since larger ones come after them, and a set is dropped as soon as it cannot reach
the area with the largest plots of its park that may still be added. What is listed is therefore exact. Only
where a park has more than ``MOST_SETS_PER_PARK`` sets of one size, or all together more than ``MOST_SETS``,
its search stops there, and the park is named in ``incomplete_parks``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.space.plot_sets import NO_OWNER, Growing, PlotSets
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.space.plot_adjacency import PlotAdjacency

MOST_PLOTS: Final = 6
MOST_PER_PARK: Final = 5
MOST_SETS_PER_PARK: Final = 20_000
MOST_SETS: Final = 300_000


class SameOwner(IntEnum):
    """Whether the plots of a combination have the same owner, as far as is known."""

    SAME = 0
    DIFFERENT = 1
    UNKNOWN = 2


@dataclass(frozen=True, slots=True, eq=False)
class CombinablePlots:
    """What a combination needs of plots, one row each, in the order of the geometries of the adjacency.

    ``area_m2`` is the least that is certain, 0 or below where unknown: such a plot is in no combination.
    ``park_codes`` and ``owner_codes`` are whole numbers, below 0 where unknown. ``ids`` break ties.
    """

    ids: NDArray[np.str_]
    area_m2: IntArray
    park_codes: IntArray
    owner_codes: IntArray

    @classmethod
    def of(
        cls,
        ids: Sequence[str],
        area_m2: Sequence[int | None],
        park_ids: Sequence[str | None],
        owner_ids: Sequence[str | None],
    ) -> CombinablePlots:
        """Make it of lists in which ``None`` is unknown; an owner is, for instance, seller and ownership."""
        areas = np.array([0 if each is None else each for each in area_m2], np.int64)
        return cls(np.array(ids, np.str_), areas, _codes(park_ids), _codes(owner_ids))


@dataclass(frozen=True, slots=True)
class CombinationRules:
    """What is asked: an area of more than one plot, how many plots at most, and how many sets per park.

    With ``same_owner``, sets of plots that are known to have different owners are left out; sets of which it
    is not known stay, and say so.
    """

    wanted_m2: int
    most_plots: int = MOST_PLOTS
    most_per_park: int = MOST_PER_PARK
    same_owner: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PlotCombinations:
    """Combinations, park after park, best first; the plots of number i are ``plots_of(i)``.

    ``total_m2`` is the sum of the least certain areas. ``incomplete_parks`` are the codes of parks that may
    have more, or better ones of the size at which the search stopped; what is listed holds in any case.
    """

    starts: IntArray
    rows: IntArray
    park_codes: IntArray
    total_m2: IntArray
    owners: NDArray[np.int8]
    incomplete_parks: tuple[int, ...]

    def __len__(self) -> int:
        """Return number of combinations."""
        return len(self.park_codes)

    @property
    def is_complete(self) -> bool:
        """Whether no search was stopped."""
        return not self.incomplete_parks

    def plots_of(self, number: int) -> tuple[int, ...]:
        """Return the rows of the plots of a combination, by id."""
        return tuple(self.rows[self.starts[number] : self.starts[number + 1]].tolist())


def combinations(
    plots: CombinablePlots, adjacency: PlotAdjacency, rules: CombinationRules
) -> PlotCombinations:
    """Return the best combinations of each park.

    A plot that reaches the area by itself is in none: the others could be left out. Raises ``InputError``
    when the area is not over 0, or fewer than two plots are allowed.
    """
    if rules.wanted_m2 <= 0:
        raise InputError("error.combination.no_area", field="plot_area")
    if rules.most_plots < 2:  # noqa: PLR2004 - one plot is no combination
        raise InputError("error.combination.too_few_plots", field="most_plots")
    return _Combining(plots, adjacency, rules).combined()


class _Combining:
    """One request: sets of two, three and more, per park until it has enough."""

    def __init__(self, plots: CombinablePlots, adjacency: PlotAdjacency, rules: CombinationRules) -> None:
        self._plots, self._rules = plots, rules
        self._growing = Growing(
            plots.area_m2,
            np.maximum(plots.owner_codes, NO_OWNER)
            if rules.same_owner
            else np.full(len(plots.ids), NO_OWNER),
            np.maximum(plots.park_codes, -1),
            (adjacency.first, adjacency.second),
            rules.wanted_m2,
        )
        self._id_ranks = np.empty(len(plots.ids), np.int64)
        self._id_ranks[np.argsort(plots.ids, kind="stable")] = np.arange(len(plots.ids))
        self._found: list[PlotSets] = []
        self._counts = np.zeros(int(plots.park_codes.max(initial=-1)) + 1, np.int64)
        self._incomplete: set[int] = set()

    def combined(self) -> PlotCombinations:
        for size in range(2, self._rules.most_plots + 1):
            settled = self._counts >= self._rules.most_per_park
            settled[sorted(self._incomplete)] = True
            sets = self._growing.single(size)
            sets = sets.take(np.flatnonzero(~settled[self._parks(sets)]))
            for still_to_come in reversed(range(size - 1)):
                sets = self._growing.grown(sets.take(self._short_of(sets)), still_to_come)
                sets = self._within_limits(sets)
            reached = np.flatnonzero(sets.total_m2 >= self._rules.wanted_m2)
            self._keep_best(self._growing.minimal(sets.take(reached)))
        return self._listed()

    def _short_of(self, sets: PlotSets) -> NDArray[np.intp]:
        return np.flatnonzero(sets.total_m2 < self._rules.wanted_m2)

    def _parks(self, sets: PlotSets) -> IntArray:
        return self._plots.park_codes[sets.rows[:, 0]]

    def _within_limits(self, sets: PlotSets) -> PlotSets:
        """Stop the parks with too many sets, the fullest first, and remember them."""
        parks = self._parks(sets)
        counts = np.bincount(parks, minlength=len(self._counts))
        fullest = np.argsort(-counts, kind="stable")
        left_after = len(sets) - np.cumsum(counts[fullest])
        over = (
            np.concatenate([[len(sets)], left_after[:-1]]) > MOST_SETS if len(fullest) else np.zeros(0, bool)
        )
        stopped = counts > MOST_SETS_PER_PARK
        stopped[fullest[over]] = True
        stopped &= counts > 0
        if not stopped.any():
            return sets
        self._incomplete.update(np.flatnonzero(stopped).tolist())
        return sets.take(np.flatnonzero(~stopped[parks]))

    def _keep_best(self, sets: PlotSets) -> None:
        """Keep as many sets as each park still lacks: least excess first, then ids."""
        ranks = np.sort(self._id_ranks[sets.rows], axis=1)
        parks = self._parks(sets)
        keys = [ranks[:, place] for place in reversed(range(ranks.shape[1]))]
        order = np.lexsort([*keys, sets.total_m2, parks])
        ordered = parks[order]
        place = np.arange(len(order)) - np.searchsorted(ordered, ordered)
        chosen = order[place < self._rules.most_per_park - self._counts[ordered]]
        self._found.append(sets.take(chosen))
        np.add.at(self._counts, parks[chosen], 1)

    def _listed(self) -> PlotCombinations:
        found = [each for each in self._found if len(each)]
        plots = [each for sets in found for each in self._by_id(sets.rows)]
        parks = np.concatenate([self._parks(each) for each in found] or [np.zeros(0, np.int64)])
        totals = np.concatenate([each.total_m2 for each in found] or [np.zeros(0, np.int64)])
        order = np.argsort(parks, kind="stable")
        chosen = [plots[place] for place in order.tolist()]
        starts = np.concatenate([[0], np.cumsum([len(each) for each in chosen])]).astype(np.int64)
        rows = np.concatenate([np.zeros(0, np.int64), *chosen])
        return PlotCombinations(
            starts,
            rows,
            parks[order],
            totals[order],
            self._owners(starts, rows),
            tuple(sorted(self._incomplete)),
        )

    def _by_id(self, rows: IntArray) -> IntArray:
        order = np.argsort(self._id_ranks[rows], axis=1)
        return np.take_along_axis(rows, order, axis=1)

    def _owners(self, starts: IntArray, rows: IntArray) -> NDArray[np.int8]:
        """Say of each combination whether its owners are the same; two known that differ are decisive."""
        if not len(rows):
            return np.zeros(0, np.int8)
        owners = self._plots.owner_codes[rows]
        highest = np.maximum.reduceat(owners, starts[:-1])
        unknown = np.minimum.reduceat(owners, starts[:-1]) < 0
        known = np.where(owners < 0, np.repeat(highest, np.diff(starts)), owners)
        differ = np.minimum.reduceat(known, starts[:-1]) != highest
        answers = np.where(differ, SameOwner.DIFFERENT, np.where(unknown, SameOwner.UNKNOWN, SameOwner.SAME))
        return answers.astype(np.int8)


def _codes(ids: Sequence[str | None]) -> IntArray:
    place: dict[str, int] = {}
    return np.array([-1 if each is None else place.setdefault(each, len(place)) for each in ids], np.int64)
