"""Finds the largest rectangle of given proportions in an area, at any angle, by branch and bound.

The placements (place of the centre, angle) are divided into cells. In the middle of a cell the largest scale
is known in closed form (``rectangle_contact``); how far it can rise within the cell follows from

- a step by a vector: the line between rectangle and edge moves at most by that vector, so the scale rises at
  most by the step counted in half sides;
- a turn by an angle t: a rectangle with sides 1 : k contains the one turned by t after division by
  cos t + k sin t, so the scale rises at most by that factor;
- whatever the turn, the rectangle cannot grow beyond the points of an edge that lie nearest to its axes.

A cell that cannot hold a rectangle larger than the best so far, by the stated accuracy, is left out; others
are halved. The answer is therefore at least ``1 / (1 + ACCURACY)`` of the largest, whatever the outline.
Nothing is drawn by lot. An edge that cannot be met first anywhere in a cell is not looked at again in its
parts, so that the work per cell does not grow with the number of corners. The number of cells grows with
1 / ACCURACY where a whole line of placements is equally good (a strip, a round plot) and with its logarithm
elsewhere; ``MOST_PAIRS`` bounds it, and what it leaves open is stated in ``Search.most_scale``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.space.rectangle_ascent import Ground, RectanglePlace, climbed
from drentsportal.domain.space.rectangle_contact import clearance, in_frame, most_after_turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray

    FloatArray = NDArray[np.float64]

ACCURACY: Final = 0.0025
"""How much wider the largest rectangle can be than the one that is found, as a share."""

MOST_PAIRS: Final = 6_000_000
"""Pairs of cell and edge that one search looks at, some seconds of work."""

_ANGLES: Final = 16
_PLACES: Final = 36
_CLIMBS_PER_ROUND: Final = 2
_SAME_PLACE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Search:
    """The best placement that was found, and the scale that no rectangle can exceed."""

    best: RectanglePlace
    most_scale: float


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Cells of placements: ``middles`` and ``halves`` (x, y, angle), and the edges that matter in each."""

    middles: FloatArray
    halves: FloatArray
    starts: IntArray
    edges: IntArray

    def __len__(self) -> int:
        return len(self.middles)

    def counts(self) -> IntArray:
        return np.diff(np.append(self.starts, len(self.edges)))


@dataclass(frozen=True, slots=True, eq=False)
class _Bounds:
    """What is known of cells: scale in the middle, the most it can be, and what a step and turn can add."""

    middle: FloatArray
    most: FloatArray
    per_edge: FloatArray
    turn: FloatArray
    steps: FloatArray


def search(ground: Ground, goal: float | None = None) -> Search:
    """Find the largest rectangle, or, with a goal, whether there is one of at least that scale.

    With a goal the search stops at the first placement that reaches it, and leaves out what cannot.
    """
    return _Search(ground, goal).run()


class _Search:
    """One search: a round measures all cells, climbs from the best, and halves what is left."""

    def __init__(self, ground: Ground, goal: float | None) -> None:
        self._ground, self._goal = ground, goal
        self._ratio = float(ground.half_m.max() / ground.half_m.min())
        self._best = RectanglePlace(0.0, 0.0, 0.0, 0.0)
        self._looked = 0

    def run(self) -> Search:
        cells = self._first_cells()
        while len(cells):
            self._looked += len(cells.edges)
            bounds = self._bounds(cells)
            self._climb(cells, bounds)
            if self._goal is not None and self._best.scale >= self._goal:
                return Search(self._best, np.inf)
            keep = bounds.most > self._limit()
            if keep.any() and self._looked > MOST_PAIRS:
                return Search(self._best, float(bounds.most[keep].max()))
            cells = _halved(self._kept(cells, bounds, keep), bounds, keep)
        return Search(self._best, self._limit())

    def _limit(self) -> float:
        """Return the scale that a cell must be able to exceed to be looked at further."""
        if self._goal is not None:
            return self._goal
        return self._best.scale * (1 + ACCURACY)

    def _first_cells(self) -> _Cells:
        turn = np.pi if self._ratio > 1 + _SAME_PLACE else np.pi / 2
        low_x, low_y, high_x, high_y = self._ground.area.bounds
        wide, high = high_x - low_x, high_y - low_y
        across = int(np.clip(np.rint(np.sqrt(_PLACES * wide / high)), 1, _PLACES))
        along = max(1, _PLACES // across)
        x_m = low_x + (np.arange(across) + 0.5) * wide / across
        y_m = low_y + (np.arange(along) + 0.5) * high / along
        angles = np.arange(_ANGLES) * turn / _ANGLES
        middles = np.stack(np.meshgrid(x_m, y_m, angles, indexing="ij"), axis=-1).reshape(-1, 3)
        halves = np.broadcast_to([wide / across / 2, high / along / 2, turn / _ANGLES / 2], middles.shape)
        count, edges = len(middles), len(self._ground.edges)
        return _Cells(middles, halves, np.arange(count) * edges, np.tile(np.arange(edges), count))

    def _bounds(self, cells: _Cells) -> _Bounds:
        ground, counts = self._ground, cells.counts()
        of_pair = np.repeat(np.arange(len(cells)), counts)
        turn = (np.cos(cells.middles[:, 2]), np.sin(cells.middles[:, 2]))
        of_pairs = (np.repeat(turn[0], counts), np.repeat(turn[1], counts))
        centres = np.repeat(cells.middles, counts, axis=0)
        start = in_frame(ground.edges.start.take(cells.edges, axis=0), centres, of_pairs, ground.half_m)
        end = in_frame(ground.edges.end.take(cells.edges, axis=0), centres, of_pairs, ground.half_m)
        clear, steps = clearance(start, end), _steps(cells, turn, ground.half_m)
        step, per_edge = steps.max(axis=0), clear.scale()
        middle = np.minimum.reduceat(per_edge, cells.starts)
        sine = np.sin(cells.halves[:, 2])
        factor = np.cos(cells.halves[:, 2]) + self._ratio * sine
        moved = clear.most_after(*steps.take(of_pair, axis=1)) * factor.take(of_pair)
        most = np.minimum.reduceat(moved, cells.starts)
        # What is left out already needs no closer bound.
        near = np.flatnonzero((most > self._limit())[of_pair])
        if len(near):
            at = of_pair[near]
            turned = most_after_turn(start[:, near], end[:, near], steps[:, at], self._turned(sine[at]))
            moved[near] = np.minimum(moved[near], turned)
            most = np.minimum.reduceat(moved, cells.starts)
        inside = shapely.contains_xy(ground.area, cells.middles[:, 0], cells.middles[:, 1])
        most = np.where(inside, most, np.minimum(most, (step - middle) * factor))
        return _Bounds(np.where(inside, middle, 0.0), most, per_edge, factor, steps)

    def _turned(self, sine: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return how much of one coordinate a turn adds to the other, in half sides."""
        shape = self._ground.half_m[1] / self._ground.half_m[0]
        return sine * shape, sine / shape

    def _climb(self, cells: _Cells, bounds: _Bounds) -> None:
        """Climb from the best middles that already beat what was found."""
        left = bounds.middle.copy()
        for _ in range(min(_CLIMBS_PER_ROUND, len(cells))):
            row = int(left.argmax())
            if left[row] <= self._best.scale:
                return
            x_m, y_m, angle = cells.middles[row].tolist()
            start = RectanglePlace(x_m, y_m, angle, float(left[row]))
            self._best = climbed(self._ground, start, np.inf if self._goal is None else self._goal)
            left[row] = -np.inf

    def _kept(self, cells: _Cells, bounds: _Bounds, keep: NDArray[np.bool_]) -> _Cells:
        """Leave out cells, and in the others the edges that something else is met before."""
        of_pair = np.repeat(np.arange(len(cells)), cells.counts())
        step = bounds.steps.max(axis=0)
        least = (bounds.per_edge - step[of_pair]) / bounds.turn[of_pair]
        matters = keep[of_pair] & (least <= bounds.most[of_pair])
        counts = np.bincount(of_pair[matters], minlength=len(cells))[keep]
        starts = np.cumsum(counts) - counts
        return _Cells(cells.middles[keep], cells.halves[keep], starts, cells.edges[matters])


def _steps(cells: _Cells, turn: tuple[FloatArray, FloatArray], half_m: FloatArray) -> FloatArray:
    """Return how far the middle can move within a cell, across and along the rectangle, in half sides."""
    cosine, sine = np.abs(turn[0]), np.abs(turn[1])
    x_m, y_m = cells.halves[:, 0], cells.halves[:, 1]
    return np.stack([(x_m * cosine + y_m * sine) / half_m[0], (x_m * sine + y_m * cosine) / half_m[1]])


def _halved(cells: _Cells, bounds: _Bounds, keep: NDArray[np.bool_]) -> _Cells:
    """Halve each cell in the directions that add most to what it could hold."""
    if not len(cells):
        return cells
    turn_adds = bounds.most[keep] * (1 - 1 / bounds.turn[keep])
    parents, signs = np.arange(len(cells)), np.zeros((len(cells), 3))
    move_adds = bounds.steps.max(axis=0)[keep]
    longer = cells.halves[:, :2].max(axis=1)
    adds = np.stack([*(move_adds * cells.halves[:, each] / longer for each in (0, 1)), turn_adds], axis=1)
    splits = adds >= adds.max(axis=1, keepdims=True) / 2
    for direction in range(3):
        twice = np.flatnonzero(splits[parents, direction])
        others = signs[twice].copy()
        signs[twice, direction], others[:, direction] = -1, 1
        parents, signs = np.concatenate([parents, parents[twice]]), np.concatenate([signs, others])
    halves = np.where(splits, cells.halves / 2, cells.halves)[parents]
    counts = cells.counts()[parents]
    starts = np.cumsum(counts) - counts
    pairs = np.arange(counts.sum()) + np.repeat(cells.starts[parents] - starts, counts)
    return _Cells(cells.middles[parents] + signs * halves, halves, starts, cells.edges[pairs])
