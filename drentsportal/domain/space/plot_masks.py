"""Finds every connected set of plots that reaches an area, each once, its plots being bits of one number.

A set is grown from its largest plot. What may still be added is written down with it, so that no set is met
twice and none has to be looked up among the others (exclusive neighbourhoods: S. Wernicke, "Efficient
detection of network motifs", IEEE/ACM Transactions on Computational Biology and Bioinformatics 3, 2006).
Bits stand in the order of area, so the largest plots that may still come are the lowest bits: a set is
dropped as soon as it cannot reach the area with them. That bound is exact for what is left, so what is
dropped reaches it in no way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.space.plot_adjacency import connected_plots
from drentsportal.domain.space.plot_sets import NO_OWNER, PlotSets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.space.plot_adjacency import PlotAdjacency

MOST_JOINED: Final = 62
"""So many plots that hang together fit in the bits of one whole number, the sign left out."""

_FIELDS: Final = ("group", "bits", "ahead", "seen", "total_m2", "owner")


@dataclass(frozen=True, slots=True, eq=False)
class GrownSets:
    """Sets of one size: their group, bits, what may be added next, what is not new any more, area, owner."""

    group: IntArray
    bits: IntArray
    ahead: IntArray
    seen: IntArray
    total_m2: IntArray
    owner: IntArray

    def __len__(self) -> int:
        """Return number of sets."""
        return len(self.bits)

    def take(self, chosen: NDArray[np.intp]) -> GrownSets:
        """Pick sets."""
        return GrownSets(*(getattr(self, name)[chosen] for name in _FIELDS))

    @classmethod
    def joined(cls, parts: list[GrownSets]) -> GrownSets:
        """Put sets one under the other."""
        nothing = [np.zeros(0, np.int64)]
        return cls(*(np.concatenate([getattr(each, name) for each in parts] or nothing) for name in _FIELDS))


class PlotMasks:
    """Groups of plots that hang together, at most ``MOST_JOINED`` each, numbered from 0."""

    def __init__(
        self,
        area_m2: IntArray,
        owners: IntArray,
        groups: IntArray,
        pairs: tuple[IntArray, IntArray],
        wanted_m2: int | IntArray,
    ) -> None:
        """Take the group of each plot (-1: takes no part), and adjoining rows, both of one group.

        ``wanted_m2`` is the area that sets are to reach, one for all or one per group.
        """
        rows = np.flatnonzero(groups >= 0)
        self._rows = rows[np.lexsort((rows, -area_m2[rows], groups[rows]))]
        self._group = groups[self._rows]
        counts = np.bincount(self._group)
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        place = np.arange(len(self._rows)) - self._starts[self._group]
        self._bit = np.left_shift(np.int64(1), place)
        self._area_m2 = area_m2[self._rows]
        self._owner = owners[self._rows]
        at = np.zeros(len(groups), np.int64)
        at[self._rows] = np.arange(len(self._rows))
        one, two = at[pairs[0]], at[pairs[1]]
        self._beside = np.zeros(len(self._rows), np.int64)
        np.bitwise_or.at(self._beside, one, self._bit[two])
        np.bitwise_or.at(self._beside, two, self._bit[one])
        self._whole = np.left_shift(np.int64(1), counts) - 1
        self.sizes: IntArray = counts.astype(np.int64)
        self._wanted_m2 = np.broadcast_to(np.asarray(wanted_m2, np.int64), counts.shape)

    def of_groups(self, codes: IntArray) -> IntArray:
        """Return the code of each group, given one per plot that all plots of a group share."""
        found: IntArray = codes[self._rows[self._starts[:-1]]]
        return found

    def single(self, groups: IntArray, size: int) -> GrownSets:
        """Return the plots of some groups that a set of a size can start from, as its largest."""
        sizes = self.sizes[groups]
        places = np.repeat(self._starts[groups] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        bit, beside = self._bit[places], self._beside[places]
        upto = 2 * bit - 1
        made = GrownSets(
            self._group[places],
            bit,
            beside & ~upto,
            beside | upto,
            self._area_m2[places],
            self._owner[places],
        )
        left = self._whole[made.group] & ~upto
        enough = made.total_m2 + self._most_m2(made.group, left, size - 1) >= self._wanted_m2[made.group]
        return made.take(np.flatnonzero(enough & (made.ahead != 0)))

    def grown(self, sets: GrownSets, still_to_come: int) -> GrownSets:
        """Add one plot to each set in every way that can reach the area with so many more plots."""
        parts = []
        left = self._whole[sets.group] & ~(sets.seen & ~sets.ahead)
        while len(sets):
            sets, left = _with(sets, left, np.flatnonzero(sets.ahead != 0))
            bit = sets.ahead & -sets.ahead
            sets = GrownSets(sets.group, sets.bits, sets.ahead ^ bit, sets.seen, sets.total_m2, sets.owner)
            left = left & ~bit
            at = self._at(sets.group, bit)
            total_m2 = sets.total_m2 + self._area_m2[at]
            most_m2 = total_m2 + self._most_m2(sets.group, left, still_to_come)
            enough = most_m2 >= self._wanted_m2[sets.group]
            # Plots that come later are no larger and have less beside them: a set that falls short is done.
            chosen = np.flatnonzero(enough)
            sets, left = _with(sets, left, chosen)
            parts.append(self._with_plot(sets, at[chosen], bit[chosen], total_m2[chosen]))
        return GrownSets.joined(parts)

    def minimal(self, sets: GrownSets, size: int) -> PlotSets:
        """Return the rows of sets of a size of which no plot is to spare (the rest connected and enough)."""
        places = self._places(sets, size)
        spare = np.zeros(len(sets), np.bool_)
        for column in range(size):
            left_m2 = sets.total_m2 - self._area_m2[places[:, column]]
            enough = np.flatnonzero(left_m2 >= self._wanted_m2[sets.group])
            spare[enough] |= self._is_connected(np.delete(places[enough], column, axis=1))
        kept = np.flatnonzero(~spare)
        return PlotSets(self._rows[places[kept]], sets.total_m2[kept], sets.owner[kept])

    def rows_of(self, sets: GrownSets, size: int) -> IntArray:
        """Return the rows of the plots of sets of a size, the largest first."""
        rows: IntArray = self._rows[self._places(sets, size)]
        return rows

    def _places(self, sets: GrownSets, size: int) -> IntArray:
        places = np.empty((len(sets), size), np.int64)
        rest = sets.bits
        for column in range(size):
            bit = rest & -rest
            places[:, column] = self._at(sets.group, bit)
            rest = rest ^ bit
        return places

    def _with_plot(self, sets: GrownSets, at: IntArray, bit: IntArray, total_m2: IntArray) -> GrownSets:
        own = self._owner[at]
        agree = (sets.owner == NO_OWNER) | (own == NO_OWNER) | (sets.owner == own)
        beside = self._beside[at]
        made = GrownSets(
            sets.group,
            sets.bits | bit,
            sets.ahead | (beside & ~sets.seen),
            sets.seen | beside,
            total_m2,
            np.maximum(sets.owner, own),
        )
        return made if agree.all() else made.take(np.flatnonzero(agree))

    def _most_m2(self, group: IntArray, left: IntArray, plots: int) -> IntArray:
        """Return the area of the largest plots that are left, at most so many."""
        most = np.zeros(len(left), np.int64)
        for _ in range(plots):
            bit = left & -left
            most += np.where(bit != 0, self._area_m2[self._at(group, bit)], 0)
            left = left ^ bit
        return most

    def _at(self, group: IntArray, bit: IntArray) -> IntArray:
        """Return where the plot of one bit stands; of no bit, some plot of the group."""
        # The exponent of a power of two is exact in floating point.
        place = np.maximum(np.frexp(bit.astype(np.float64))[1] - 1, 0)
        at: IntArray = self._starts[group] + place
        return at

    def _is_connected(self, places: IntArray) -> NDArray[np.bool_]:
        """Whether the plots of each set hang together: all are reached from the first."""
        bits, beside = self._bit[places], self._beside[places]
        whole = bits.sum(axis=1)
        reached = bits[:, 0].copy()
        for _ in range(places.shape[1] - 1):
            for column in range(places.shape[1]):
                touched = (reached & beside[:, column]) != 0
                reached |= np.where(touched, bits[:, column], 0)
        connected: NDArray[np.bool_] = np.equal(reached, whole)
        return connected


def joined_groups(pairs: PlotAdjacency, count: int, most: int) -> tuple[IntArray, NDArray[np.bool_]]:
    """Give a number to plots that hang together, -1 to those in no or too large a group; mark the latter."""
    labels = connected_plots(replace(pairs, count=count))
    sizes = np.bincount(labels, minlength=count)[labels]
    is_large = sizes > most
    chosen = (sizes > 1) & ~is_large
    groups = np.full(count, -1, np.int64)
    groups[chosen] = np.unique(labels[chosen], return_inverse=True)[1].reshape(-1)
    return groups, is_large


def _with(sets: GrownSets, left: IntArray, chosen: NDArray[np.intp]) -> tuple[GrownSets, IntArray]:
    """Keep only some sets, with what is left for each."""
    if len(chosen) == len(sets):
        return sets, left
    return sets.take(chosen), left[chosen]
