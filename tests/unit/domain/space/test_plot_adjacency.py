"""Pairs of plots that adjoin keep their own length, whatever part of them is taken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from drentsportal.domain.space.plot_adjacency import PlotAdjacency, plot_adjacency

DEPTHS_M = (80, 20, 50, 35, 65, 90)


def row() -> PlotAdjacency:
    """Lay plots side by side, of which each pair shares a length of its own."""
    outlines = [box(100 * place, 0, 100 * place + 100, depth) for place, depth in enumerate(DEPTHS_M)]
    return plot_adjacency(np.array(outlines, object), np.zeros(len(outlines), np.int64))


def lengths(pairs: PlotAdjacency) -> dict[tuple[int, int], int]:
    """Read the length of each pair, in whole metres."""
    columns = (pairs.first.tolist(), pairs.second.tolist(), pairs.shared_m.round().astype(int).tolist())
    return {(one, two): length for one, two, length in zip(*columns, strict=True)}


EVERY = {(0, 1): 20, (1, 2): 20, (2, 3): 35, (3, 4): 35, (4, 5): 65}


def test_every_pair_has_the_length_that_it_shares() -> None:
    """The smaller depth of the two."""
    assert lengths(row()) == EVERY


@given(st.lists(st.booleans(), min_size=5, max_size=5))
def test_pairs_that_are_kept_keep_their_length(marked: list[bool]) -> None:
    """Any part of the pairs."""
    kept = row().where(np.array(marked, np.bool_))
    assert lengths(kept) == {
        pair: EVERY[pair] for pair, is_kept in zip(EVERY, marked, strict=True) if is_kept
    }
    assert (kept.count, kept.gap_m, kept.least_edge_m) == (row().count, row().gap_m, row().least_edge_m)


@given(st.sets(st.integers(0, 5)))
def test_among_some_plots_both_of_a_pair_are(plots: set[int]) -> None:
    """Under the rows that they had, and under their place among the plots that are left."""
    rows = np.array(sorted(plots), np.int64)
    kept = row().among(rows)
    assert lengths(kept) == {pair: length for pair, length in EVERY.items() if plots >= set(pair)}
    place = np.full(len(DEPTHS_M), -1, np.int64)
    place[rows] = np.arange(len(rows))
    renamed = kept.renamed(place, len(rows))
    assert renamed.count == len(plots)
    assert {
        (int(rows[one]), int(rows[two])): each for (one, two), each in lengths(renamed).items()
    } == lengths(kept)


@pytest.mark.parametrize("column", ["first", "second", "shared_m"])
def test_a_column_with_other_pairs_is_refused(column: str) -> None:
    """Whoever cuts one column and forgets another is stopped at once."""
    pairs = row()
    with pytest.raises(ValueError, match="4"):
        replace(pairs, **{column: getattr(pairs, column)[:-1]})
