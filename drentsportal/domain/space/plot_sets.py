"""Grows connected sets of plots, all of one size at a time, in arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray

NO_OWNER: Final = -1
"""The owner of a plot is not known, or does not matter."""

_KEY_BITS: Final = 62


@dataclass(frozen=True, slots=True, eq=False)
class PlotSets:
    """Sets of plots of one size: ``rows`` (sets x size, the largest plot first), area, and known owner."""

    rows: IntArray
    total_m2: IntArray
    owner: IntArray

    def __len__(self) -> int:
        """Return number of sets."""
        return len(self.rows)

    def take(self, chosen: NDArray[np.intp]) -> PlotSets:
        """Pick sets."""
        return PlotSets(self.rows[chosen], self.total_m2[chosen], self.owner[chosen])

    @classmethod
    def joined(cls, parts: Sequence[PlotSets], size: int) -> PlotSets:
        """Put sets of one size one under the other."""
        nothing = np.zeros(0, np.int64)
        return cls(
            np.concatenate([np.zeros((0, size), np.int64), *(each.rows for each in parts if len(each))]),
            np.concatenate([nothing, *(each.total_m2 for each in parts)]),
            np.concatenate([nothing, *(each.owner for each in parts)]),
        )


class Growing:
    """The plots, which of them adjoin, and the area that sets are to reach.

    Plots are ranked within their park by area, largest first, then by row; a set grows from its first in
    rank. Plots of unknown area, and those that reach the area alone, take no part.
    """

    def __init__(
        self,
        area_m2: IntArray,
        owners: IntArray,
        parks: IntArray,
        pairs: tuple[IntArray, IntArray],
        wanted_m2: int,
    ) -> None:
        """Take pairs of adjoining rows, parks from -1, and owners that a set may have only one of."""
        self._area_m2, self._owners, self._wanted_m2 = area_m2, owners, wanted_m2
        count = len(area_m2)
        usable = (area_m2 > 0) & (area_m2 < wanted_m2)
        order = np.lexsort((np.arange(count), -area_m2, parks))
        self._rank = np.empty(count, np.int64)
        self._rank[order] = np.arange(count)
        self._summed_m2 = np.concatenate([[0], np.cumsum(np.where(usable, area_m2, 0)[order])])
        self._park_end = np.cumsum(np.bincount(parks + 1))[parks + 1] if count else parks
        first, second = pairs
        both = usable[first] & usable[second]
        one = np.concatenate([first[both], second[both]])
        two = np.concatenate([second[both], first[both]])
        self._keys = np.sort(one * count + two)
        self._neighbours = self._keys % max(count, 1)
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(one, minlength=count))])

    def single(self, most_plots: int) -> PlotSets:
        """Return the plots that a set of at most so many plots can start from, as its largest."""
        has_neighbour = np.diff(self._starts) > 0
        every = np.arange(len(self._area_m2))
        enough = self._area_m2 + self._most_added_m2(every, most_plots - 1) >= self._wanted_m2
        rows = np.flatnonzero(has_neighbour & enough)
        return PlotSets(rows[:, None], self._area_m2[rows], self._owners[rows])

    def grown(self, sets: PlotSets, still_to_come: int) -> PlotSets:
        """Add one adjoining plot to each set in every way; each resulting set once.

        Left out is what cannot reach the area with the ``still_to_come`` largest plots that may be added.
        """
        parent, added = self._extensions(sets)
        total_m2 = sets.total_m2[parent] + self._area_m2[added]
        largest = sets.rows[parent, 0]
        owner, own = sets.owner[parent], self._owners[added]
        kept = total_m2 + self._most_added_m2(largest, still_to_come) >= self._wanted_m2
        kept &= (self._rank[added] > self._rank[largest]) & (sets.rows[parent] != added[:, None]).all(axis=1)
        kept &= (owner == NO_OWNER) | (own == NO_OWNER) | (owner == own)
        parent, added = parent[kept], added[kept]
        rows = np.column_stack([sets.rows[parent], added])
        once = _first_of_each(rows)
        owner = np.maximum(owner[kept], own[kept])
        return PlotSets(rows[once], total_m2[kept][once], owner[once])

    def minimal(self, sets: PlotSets) -> PlotSets:
        """Leave out sets of which a plot is to spare: the rest is connected and reaches the area."""
        size = sets.rows.shape[1]
        spare = np.zeros(len(sets), np.bool_)
        for place in range(size):
            rest = np.delete(sets.rows, place, axis=1)
            enough = np.flatnonzero(sets.total_m2 - self._area_m2[sets.rows[:, place]] >= self._wanted_m2)
            spare[enough] |= self._is_connected(rest[enough])
        return sets.take(np.flatnonzero(~spare))

    def _most_added_m2(self, largest: IntArray, plots: int) -> IntArray:
        """Return the area of so many plots of the park that come next in rank."""
        after = self._rank[largest] + 1
        upto = np.minimum(after + plots, self._park_end[largest])
        most: IntArray = self._summed_m2[upto] - self._summed_m2[after]
        return most

    def _extensions(self, sets: PlotSets) -> tuple[IntArray, IntArray]:
        """Return each set with each neighbour of each of its plots."""
        members = sets.rows.reshape(-1)
        counts = self._starts[members + 1] - self._starts[members]
        places = np.arange(counts.sum()) + np.repeat(
            self._starts[members] - np.cumsum(counts) + counts, counts
        )
        parent = np.repeat(np.repeat(np.arange(len(sets)), sets.rows.shape[1]), counts)
        return parent, self._neighbours[places]

    def _is_connected(self, rows: IntArray) -> NDArray[np.bool_]:
        """Whether the plots of each set hang together: all are reached from the first."""
        count, size = rows.shape
        if not count:
            return np.zeros(0, np.bool_)
        keys = rows[:, :, None] * len(self._area_m2) + rows[:, None, :]
        place = np.minimum(np.searchsorted(self._keys, keys), max(len(self._keys) - 1, 0))
        adjoin = np.equal(self._keys[place], keys)
        reached = np.zeros((count, size), np.bool_)
        reached[:, 0] = True
        for _ in range(size - 1):
            reached[(adjoin & reached[:, :, None]).any(axis=1)] = True
        connected: NDArray[np.bool_] = np.logical_and.reduce(reached, axis=1)
        return connected


def _first_of_each(rows: IntArray) -> NDArray[np.intp]:
    """Return one row per distinct set of numbers; the numbers are packed whole, so that none are confused."""
    ordered = np.sort(rows, axis=1)
    bits = int(ordered.max(initial=1)).bit_length()
    per_key = _KEY_BITS // bits
    keys = []
    for start in range(0, ordered.shape[1], per_key):
        key = np.zeros(len(rows), np.int64)
        for column in ordered[:, start : start + per_key].T:
            key = (key << bits) | column
        keys.append(key)
    order = np.lexsort(keys)
    differs = np.ones(len(rows), np.bool_)
    differs[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    return order[differs]
