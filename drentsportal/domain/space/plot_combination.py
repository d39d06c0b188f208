"""The smallest sets of adjoining plots that together reach an area.

A set is connected over shared edges (``plot_adjacency``) and minimal: no plot can be left out while the rest
is still connected and still reaches the area. Fewest plots first, then least excess area, then plot ids.

Every minimal set can be grown from its largest plot, one adjoining plot that is not larger at a time, through
connected sets that do not reach the area yet: a connected part that did would leave a plot to spare. Sets of
two are looked for first, then of three, and so on: a park with enough sets is done, since larger ones come
after them, and a set is dropped as soon as it cannot reach the area with the largest plots that may still be
added (``plot_masks``; more plots that hang together than fit there: ``plot_sets``). What is listed is
therefore exact. Only where a park has more than ``MOST_SETS_PER_PARK`` sets of one size, those searched with
it more than ``MOST_SETS``, or all together more than ``MOST_IN_ALL``, its search stops there, and the park is
named in ``incomplete_parks``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.space.plot_masks import MOST_JOINED, PlotMasks, joined_groups
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
MOST_IN_ALL: Final = 6_000_000
"""Own choices, in numbers of sets and not in time, so that every machine lists the same."""

_PLOTS_AT_ONCE: Final = 3_000


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
        count = len(plots.ids)
        owners = np.maximum(plots.owner_codes, NO_OWNER) if rules.same_owner else np.full(count, NO_OWNER)
        usable = (plots.area_m2 > 0) & (plots.area_m2 < rules.wanted_m2) & (plots.park_codes >= 0)
        pairs = adjacency.where(usable[adjacency.first] & usable[adjacency.second])
        groups, is_large = joined_groups(pairs, count, MOST_JOINED)
        large = is_large[pairs.first]
        self._growing = Growing(
            plots.area_m2,
            owners,
            np.maximum(plots.park_codes, -1),
            (pairs.first[large], pairs.second[large]),
            rules.wanted_m2,
        )
        self._masks = PlotMasks(
            plots.area_m2, owners, groups, (pairs.first[~large], pairs.second[~large]), rules.wanted_m2
        )
        self._group_parks = self._masks.of_groups(plots.park_codes)
        self._searched = 0
        self._id_ranks = np.empty(len(plots.ids), np.int64)
        self._id_ranks[np.argsort(plots.ids, kind="stable")] = np.arange(len(plots.ids))
        self._found: list[PlotSets] = []
        self._counts = np.zeros(int(plots.park_codes.max(initial=-1)) + 1, np.int64)
        self._incomplete: set[int] = set()

    def combined(self) -> PlotCombinations:
        for size in range(2, self._rules.most_plots + 1):
            settled = self._counts >= self._rules.most_per_park
            settled[sorted(self._incomplete)] = True
            found = [self._reaching(groups, size) for groups in self._batches(settled)]
            self._keep_best(PlotSets.joined([*found, self._reaching_in_large(settled, size)], size))
        return self._listed()

    def _batches(self, settled: NDArray[np.bool_]) -> list[IntArray]:
        """Split the groups of parks that are not settled, so that not all sets are held at once."""
        groups = np.flatnonzero(~settled[self._group_parks])
        groups = groups[np.argsort(self._group_parks[groups], kind="stable")]
        if not len(groups):
            return []
        batch = np.cumsum(self._masks.sizes[groups]) // _PLOTS_AT_ONCE
        # A park is searched in one piece, since its sets are counted together.
        parks = self._group_parks[groups]
        cuts = np.flatnonzero((np.diff(batch) > 0) & (np.diff(parks) > 0)) + 1
        return np.split(groups, cuts)

    def _reaching(self, groups: IntArray, size: int) -> PlotSets:
        """Return the minimal sets of a size in some groups."""
        sets = self._masks.single(groups, size)
        for still_to_come in reversed(range(size - 1)):
            short = np.flatnonzero(sets.total_m2 < self._rules.wanted_m2)
            sets = self._masks.grown(sets.take(short), still_to_come)
            sets = sets.take(self._within_limits(self._group_parks[sets.group]))
        reached = np.flatnonzero(sets.total_m2 >= self._rules.wanted_m2)
        return self._masks.minimal(sets.take(reached), size)

    def _reaching_in_large(self, settled: NDArray[np.bool_], size: int) -> PlotSets:
        """Return the same where more plots hang together than fit in the bits of a number."""
        sets = self._growing.single(size)
        sets = sets.take(np.flatnonzero(~settled[self._parks(sets)]))
        for still_to_come in reversed(range(size - 1)):
            short = np.flatnonzero(sets.total_m2 < self._rules.wanted_m2)
            sets = self._growing.grown(sets.take(short), still_to_come)
            sets = sets.take(self._within_limits(self._parks(sets)))
        reached = np.flatnonzero(sets.total_m2 >= self._rules.wanted_m2)
        return self._growing.minimal(sets.take(reached))

    def _parks(self, sets: PlotSets) -> IntArray:
        return self._plots.park_codes[sets.rows[:, 0]]

    def _within_limits(self, parks: IntArray) -> NDArray[np.intp]:
        """Return the sets to go on with: parks with too many stop, the fullest first, and are remembered."""
        self._searched += len(parks)
        found, place, counts = np.unique(parks, return_inverse=True, return_counts=True)
        fullest = np.argsort(-counts, kind="stable")
        before = len(parks) - np.cumsum(counts[fullest]) + counts[fullest]
        stopped = counts > (MOST_SETS_PER_PARK if self._searched <= MOST_IN_ALL else 0)
        stopped[fullest[before > MOST_SETS]] = True
        self._incomplete.update(found[stopped].tolist())
        return np.flatnonzero(~stopped[place.reshape(-1)])

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
