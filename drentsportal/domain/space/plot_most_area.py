"""The most area that adjoining plots of a park make together, and all sets of them, up to so many plots.

For parks in which no set reaches the area asked: what is told of them is how far they go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.space.plot_masks import MOST_JOINED, PlotMasks, joined_groups
from drentsportal.domain.space.plot_sets import NO_OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.space.plot_adjacency import PlotAdjacency
    from drentsportal.domain.space.plot_combination import CombinablePlots
    from drentsportal.domain.space.plot_masks import GrownSets

MOST_SEARCHED: Final = 1_000_000
"""Sets looked at in all; own choice, in numbers and not in time, so that every machine tells the same."""

_PLOTS_AT_ONCE: Final = 3_000


def larger_sets(
    plots: CombinablePlots,
    pairs: PlotAdjacency,
    known_m2: IntArray,
    most_plots: int,
    *,
    same_owner: bool = False,
) -> dict[int, tuple[int, ...]]:
    """Return per park code the largest set of plots where it is larger than a set that is known already.

    ``known_m2`` is the area of that set per row, the same for all plots of a park; without pairs a plot takes
    no part. Exact for parks of up to ``MOST_JOINED`` plots that hang together, as long as no more than
    ``MOST_SEARCHED`` sets are looked at; of the rest what is known stands.
    """
    count = len(plots.ids)
    groups, _ = joined_groups(pairs, count, MOST_JOINED)
    inside = groups[pairs.first] >= 0
    if not inside.any():
        return {}
    goal_m2 = np.zeros(int(groups.max()) + 1, np.int64)
    goal_m2[groups[groups >= 0]] = known_m2[groups >= 0] + 1
    owners = np.maximum(plots.owner_codes, NO_OWNER) if same_owner else np.full(count, NO_OWNER)
    masks = PlotMasks(plots.area_m2, owners, groups, (pairs.first[inside], pairs.second[inside]), goal_m2)
    best: dict[int, tuple[int, tuple[int, ...]]] = {}
    for sets, size in _searched(masks, most_plots):
        reached = sets.take(np.flatnonzero(sets.total_m2 >= goal_m2[sets.group]))
        order = np.lexsort((reached.bits, -reached.total_m2, reached.group))
        first = reached.take(order[np.diff(reached.group[order], prepend=-1) != 0])
        for rows, total_m2 in zip(masks.rows_of(first, size).tolist(), first.total_m2.tolist(), strict=True):
            park = int(plots.park_codes[rows[0]])
            if park not in best or best[park][0] < total_m2:
                best[park] = total_m2, tuple(sorted(rows))
    return {park: rows for park, (_, rows) in best.items()}


def _searched(masks: PlotMasks, most_plots: int) -> Iterator[tuple[GrownSets, int]]:
    """Give the sets of every size that can still become larger than what is known, group after group."""
    every = np.arange(len(masks.sizes))
    searched = 0
    for groups in np.split(every, np.flatnonzero(np.diff(np.cumsum(masks.sizes) // _PLOTS_AT_ONCE)) + 1):
        sets = masks.single(groups, most_plots)
        for size in range(2, most_plots + 1):
            sets = masks.grown(sets, most_plots - size)
            searched += len(sets)
            if searched > MOST_SEARCHED:
                return
            yield sets, size


def connected_sets(
    area_m2: IntArray, owners: IntArray, pairs: PlotAdjacency, most_plots: int, most_sets: int
) -> tuple[list[tuple[int, ...]], bool]:
    """Return every set of two plots or more that adjoin, smaller ones first, and whether these are all.

    ``owners`` is ``NO_OWNER`` where it does not matter. Left out are sets of more than fit in ``most_sets``
    with all smaller ones, and those of more than ``MOST_JOINED`` plots that hang together.
    """
    groups, is_large = joined_groups(pairs, len(area_m2), MOST_JOINED)
    inside = groups[pairs.first] >= 0
    is_complete = not is_large.any()
    if not inside.any():
        return [], is_complete
    masks = PlotMasks(area_m2, owners, groups, (pairs.first[inside], pairs.second[inside]), 1)
    found: list[tuple[int, ...]] = []
    sets = masks.single(np.arange(len(masks.sizes)), most_plots)
    for size in range(2, most_plots + 1):
        sets = masks.grown(sets, most_plots - size)
        if len(found) + len(sets) > most_sets:
            return found, False
        found += [tuple(rows) for rows in masks.rows_of(sets, size).tolist()]
    return found, is_complete
