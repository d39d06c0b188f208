"""Which plots adjoin, and over what length: found once per data version, used by every request.

Two plots adjoin where an edge of one faces an edge of the other: their outer sides look at each other, and
the strip between them is no wider than the gap. Touching in a corner has no length and does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.space.rectangle_contact import edges_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.space.rectangle_contact import Edges

    FloatArray = NDArray[np.float64]

DRAWN_APART_M: Final = 0.02
"""Edges that are drawn this little apart, or this far over each other, are the same edge."""

LEAST_EDGE_M: Final = 1.0
"""Plots that share less than this are not one piece of ground to build on; settable."""

_FACING: Final = -0.9
"""Cosine between the outer sides of edges that look at each other: within some 25 degrees."""

_PAIRS_AT_ONCE: Final = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class PlotAdjacency:
    """Pairs of plots (``first < second``, rows of the geometries given) and the length that they share.

    ``gap_m`` and ``least_edge_m`` are what it was made for; a pair shares at least the latter. Keep it per
    data version: a request with the same gap uses it again. Every pair has its length: ``ValueError`` when
    the columns are not equally long, so parts are taken with ``where`` and ``among``.
    """

    count: int
    gap_m: float
    least_edge_m: float
    first: IntArray
    second: IntArray
    shared_m: FloatArray

    def __post_init__(self) -> None:
        """Refuse columns of which one has other pairs than the rest."""
        if not len(self.first) == len(self.second) == len(self.shared_m):
            raise ValueError(len(self.first), len(self.second), len(self.shared_m))

    def where(self, chosen: NDArray[np.bool_]) -> PlotAdjacency:
        """Keep the pairs that are marked, each with the length that it shares."""
        return replace(
            self, first=self.first[chosen], second=self.second[chosen], shared_m=self.shared_m[chosen]
        )

    def among(self, plots: NDArray[np.integer[Any]]) -> PlotAdjacency:
        """Keep the pairs of which both are among some plots."""
        is_among = np.zeros(self.count, np.bool_)
        is_among[plots] = True
        return self.where(is_among[self.first] & is_among[self.second])

    def renamed(self, rows: IntArray, count: int) -> PlotAdjacency:
        """Call each plot by its row among ``count`` others; rows rise, so that ``first < second`` stays."""
        return replace(self, count=count, first=rows[self.first], second=rows[self.second])


def plot_adjacency(
    geometries_rd: NDArray[np.object_],
    park_codes: IntArray,
    gap_m: float = 0.0,
    least_edge_m: float = LEAST_EDGE_M,
) -> PlotAdjacency:
    """Find the plots of the same park that adjoin; a park code below 0 is unknown and adjoins nothing.

    Geometries in EPSG:28992; what is no valid polygon adjoins nothing. ``gap_m`` 0 asks for a shared edge.
    The shared length is that of the edges of one plot that face the other, the smaller of both ways. Linear
    in the number of pairs whose bounding boxes meet, times their edges that lie near each other.
    """
    usable = np.isin(shapely.get_type_id(geometries_rd), (3, 6)) & (park_codes >= 0)
    usable &= ~shapely.is_empty(geometries_rd)
    usable[usable] = shapely.is_valid(geometries_rd[usable])
    rows = np.flatnonzero(usable)
    reach_m = gap_m + DRAWN_APART_M
    first, second = _near_pairs(geometries_rd[rows], park_codes[rows], reach_m)
    shared_m = np.zeros(len(first))
    if len(first):
        facing = _Facing(edges_of(shapely.orient_polygons(geometries_rd[rows])), len(rows), reach_m)
        for start in range(0, len(first), _PAIRS_AT_ONCE):
            part = slice(start, start + _PAIRS_AT_ONCE)
            shared_m[part] = facing.shared_m(first[part], second[part])
    adjoin = shared_m >= max(least_edge_m, DRAWN_APART_M)
    return PlotAdjacency(
        len(geometries_rd), gap_m, least_edge_m, rows[first[adjoin]], rows[second[adjoin]], shared_m[adjoin]
    )


def connected_plots(pairs: PlotAdjacency) -> IntArray:
    """Return per plot the first row of all that it is joined to, through other plots too; else its own row.

    Labels of pairs are lowered and followed until none changes: a few rounds over all pairs.
    """
    labels = np.arange(pairs.count, dtype=np.int64)
    while True:
        one, two = labels[pairs.first], labels[pairs.second]
        lowered = labels.copy()
        np.minimum.at(lowered, one, two)
        np.minimum.at(lowered, two, one)
        while not np.array_equal(followed := lowered[lowered], lowered):
            lowered = followed
        if np.array_equal(lowered, labels):
            return labels
        labels = lowered


def union_rd(geometries_rd: Sequence[BaseGeometry], gap_m: float = 0.0) -> BaseGeometry:
    """Return plots as one outline, strips up to ``gap_m`` wide between them closed.

    For area on the map. A building may span only ground that is truly joined, since what lies in a gap (a
    ditch, a road) is not for sale: judge it on ``union_rd(plots)`` with gap 0, which closes only what is
    drawn apart by ``DRAWN_APART_M`` and leaves the rest as parts of a multipolygon, each judged by itself.
    """
    half_m = (gap_m + DRAWN_APART_M) / 2
    whole = shapely.union_all(list(geometries_rd))
    closed = whole.buffer(half_m, join_style="mitre").buffer(-half_m, join_style="mitre")
    return shapely.union(whole, closed)


def _near_pairs(
    geometries: NDArray[np.object_], parks: IntArray, reach_m: float
) -> tuple[IntArray, IntArray]:
    bounds = shapely.bounds(geometries)
    tree = shapely.STRtree(geometries)
    wider = shapely.box(*(bounds + np.array([-reach_m, -reach_m, reach_m, reach_m])).T)
    first, second = tree.query(wider)
    kept = np.flatnonzero((first < second) & (parks[first] == parks[second]))
    kept = kept[np.lexsort((second[kept], first[kept]))]
    return first[kept].astype(np.int64), second[kept].astype(np.int64)


class _Facing:
    """Edges with their outer side, to measure what plots share."""

    def __init__(self, edges: Edges, count: int, reach_m: float) -> None:
        self._edges, self._reach_m = edges, reach_m
        along = edges.end - edges.start
        self._length_m = np.hypot(along[:, 0], along[:, 1])
        self._along = along / self._length_m[:, None]
        self._starts = np.searchsorted(edges.owners, np.arange(count + 1))
        # Per axis, since a column of its own is compared several times faster than a row of two.
        self._low = tuple(np.ascontiguousarray(each) for each in np.minimum(edges.start, edges.end).T)
        self._high = tuple(np.ascontiguousarray(each) for each in np.maximum(edges.start, edges.end).T)
        self._plot_low = [np.minimum.reduceat(each, self._starts[:-1]) for each in self._low]
        self._plot_high = [np.maximum.reduceat(each, self._starts[:-1]) for each in self._high]

    def shared_m(self, first: IntArray, second: IntArray) -> FloatArray:
        """Return the length that each pair of plots shares, metres."""
        pair_one, one = self._edges_near(first, second)
        pair_two, two = self._edges_near(second, first)
        pair, one, two = _matched(pair_one, one, pair_two, two, len(first))
        near = self._may_face(one, two)
        pair, one, two = pair[near], one[near], two[near]
        shared: FloatArray = np.minimum(
            self._covered_m(pair, one, two, len(first)), self._covered_m(pair, two, one, len(first))
        )
        return shared

    def _edges_near(self, plots: IntArray, others: IntArray) -> tuple[IntArray, IntArray]:
        """Return the edges of plots that come near the other of the pair, with the place of the pair."""
        counts = self._starts[plots + 1] - self._starts[plots]
        pairs = np.repeat(np.arange(len(plots)), counts)
        edges = np.arange(counts.sum()) + np.repeat(self._starts[plots] - np.cumsum(counts) + counts, counts)
        beside = others[pairs]
        near = np.ones(len(edges), np.bool_)
        for axis in range(2):
            near &= self._low[axis][edges] <= (self._plot_high[axis] + self._reach_m)[beside]
            near &= self._high[axis][edges] >= (self._plot_low[axis] - self._reach_m)[beside]
        return pairs[near], edges[near]

    def _may_face(self, one: IntArray, two: IntArray) -> NDArray[np.intp]:
        """Return the places at which edges look at each other and lie within reach, by their bounds."""
        near = np.ones(len(one), np.bool_)
        for axis in range(2):
            near &= self._low[axis][one] <= (self._high[axis] + self._reach_m)[two]
            near &= self._high[axis][one] >= (self._low[axis] - self._reach_m)[two]
        rows = np.flatnonzero(near)
        x, y = self._along.T
        cosine = x[one[rows]] * x[two[rows]] + y[one[rows]] * y[two[rows]]
        facing: NDArray[np.intp] = rows[cosine < _FACING]
        return facing

    def _covered_m(self, pair: IntArray, one: IntArray, two: IntArray, count: int) -> FloatArray:
        """Return how much of the edges of one plot faces the other, per pair; an edge counts once."""
        length = self._facing_m(one, two)
        keys, place = np.unique(pair * len(self._edges) + one, return_inverse=True)
        per_edge = np.minimum(
            np.bincount(place.reshape(-1), length, len(keys)), self._length_m[keys % len(self._edges)]
        )
        return np.bincount(keys // len(self._edges), per_edge, count).astype(np.float64)

    def _facing_m(self, one: IntArray, two: IntArray) -> FloatArray:
        """Return the length of each edge ``one`` that lies in the strip beside edge ``two``."""
        along_one, along_two = self._along[one], self._along[two]
        cosine = (along_one * along_two).sum(axis=1)
        sine = along_two[:, 0] * along_one[:, 1] - along_two[:, 1] * along_one[:, 0]
        away = self._edges.start[one] - self._edges.start[two]
        beyond = (away * along_two).sum(axis=1)
        beside = along_two[:, 0] * away[:, 1] - along_two[:, 1] * away[:, 0]
        slope = np.where(cosine < _FACING, cosine, -1.0)
        low = np.maximum((self._length_m[two] - beyond) / slope, 0.0)
        high = np.minimum(-beyond / slope, self._length_m[one])
        flat = np.abs(sine) < DRAWN_APART_M / np.maximum(self._length_m[one], 1.0) / 100
        safe = np.where(flat, 1.0, sine)
        ends = np.stack([(-self._reach_m - beside) / safe, (self._reach_m - beside) / safe])
        within = np.abs(beside) <= self._reach_m
        low = np.maximum(low, np.where(flat, 0.0, ends.min(axis=0)))
        high = np.minimum(high, np.where(flat, np.where(within, high, 0.0), ends.max(axis=0)))
        facing: FloatArray = np.where(cosine < _FACING, np.maximum(high - low, 0.0), 0.0)
        return facing


def _matched(
    pair_one: IntArray, one: IntArray, pair_two: IntArray, two: IntArray, count: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Lay every near edge of the one plot beside every near edge of the other, per pair."""
    counts = np.bincount(pair_two, minlength=count)
    starts = np.cumsum(counts) - counts
    repeats = counts[pair_one]
    left = np.repeat(np.arange(len(one)), repeats)
    right = np.arange(repeats.sum()) + np.repeat(starts[pair_one] - np.cumsum(repeats) + repeats, repeats)
    return pair_one[left], one[left], two[right]
