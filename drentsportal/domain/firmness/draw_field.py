"""The scores of every candidate that matters in a block of draws, and who has the first places there.

Scores are whole numbers below 2**53, kept in float64: sums of them are exact in any order, so the fastest
matrix product of any machine gives the same places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from drentsportal.domain.firmness.draw_plan import WORTH_LEVELS, DrawPlan
from drentsportal.domain.firmness.duels import TOP_COUNT, Duels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.score_matrix import ScoreMatrix

    FloatArray = NDArray[np.float64]
    _Width = TypeVar("_Width", np.float32, np.float64)

_SINGLE_THREADED: Final = 250_000
"""Multiplications up to which the usual library keeps to one thread (2**18)."""

_SPARRING: Final = 64
"""So many of the strongest set the mark that others must be able to reach."""

_SLACK: Final = 1 - 1e-4
"""More than what a sum of products of so few positive numbers of 32 bits can be wrong."""

_COUNTED: Final = 255
"""Rows that are counted together: no more than eight bits can hold."""


class DrawField:
    """The candidates that may be in a top three or meet one of the first of the ranking.

    A row each, in the order of names and ids: the first of equals wins.
    """

    def __init__(
        self, matrix: ScoreMatrix, plan: DrawPlan, ties: IntArray, ranked: int, *, prune: bool
    ) -> None:
        """Keep worths; ``ranked`` of the ranking get their rank in each draw. See ``draws.count_tops``."""
        total = len(matrix.candidate_ids)
        self._plan, self._prune = plan, prune
        duels = Duels(matrix, plan)
        everyone = np.ones(total, np.bool_)
        ahead = [duels.ahead_of(row) if prune else ~everyone for row in range(ranked)]
        meets = [~(ahead[row] | duels.behind(row)) if prune else everyone for row in range(ranked)]
        meeting = np.logical_or.reduce([np.arange(total) < ranked, *meets])
        kept = np.flatnonzero((duels.may_lead() | meeting) if prune else everyone)
        self.rows: IntArray = kept[np.argsort(ties[kept])]
        self._take_worths(matrix)
        columns = np.full(total, -1, np.int64)
        columns[self.rows] = np.arange(len(self.rows))
        self._own = columns[:ranked]
        self._ahead = [int(np.count_nonzero(each)) for each in ahead]
        self._met = [np.sort(columns[np.flatnonzero(each)]) for each in meets]
        middle = (self._low + self._high) @ matrix.weights.astype(np.float64)
        self._sparring: IntArray = np.sort(np.argsort(-middle, kind="stable")[:_SPARRING])
        always = meeting[self.rows] if prune else everyone
        always[self._sparring] = True
        self._always, self._rest = np.flatnonzero(always), np.flatnonzero(~always)

    def _take_worths(self, matrix: ScoreMatrix) -> None:
        low, high = matrix.low[self.rows], matrix.high[self.rows]
        self._low: FloatArray = low.astype(np.float64)
        self._high: FloatArray = high.astype(np.float64)
        self._most = high.astype(np.float32)
        # Exact: whole numbers below 2**21 over a power of two.
        self._spans: FloatArray = (high - low + 1) / WORTH_LEVELS
        self._open = high > low
        everywhere = matrix.high > matrix.low
        self._cell_count = int(np.count_nonzero(everywhere))
        self._numbers = (np.cumsum(everywhere.ravel()).reshape(everywhere.shape) - 1)[self.rows]

    def block(self, start: int, end: int) -> tuple[IntArray, IntArray]:
        """Return who is first, second and third in each draw of a block, and the ranks of the first.

        Winners are rows of this field, a line per draw; ranks a line per candidate, from 1. The strongest are
        drawn first. Who stays behind the third of them in each draw of the block, however good its unknown
        values are, is in no top three and is not drawn.
        """
        block = start, end
        weights: FloatArray = np.ascontiguousarray(self._plan.weights[start:end].T)
        drawn = self._scores(weights, block, self._always)
        sparring = drawn[np.searchsorted(self._always, self._sparring)]
        third = np.partition(sparring, -min(TOP_COUNT, len(sparring)), axis=0)[-min(TOP_COUNT, len(sparring))]
        ranks = self._ranks(drawn)
        able = self._able(weights, third)
        parts = [(self._always, drawn), (able, self._scores(weights, block, able))]
        return _first_places(parts, third, min(TOP_COUNT, len(self.rows))), ranks

    def _able(self, weights: FloatArray, third: FloatArray) -> IntArray:
        """Return who of the rest can reach the third of some draw, and perhaps a few more."""
        if not len(self._rest):
            return self._rest
        best = _product(self._most[self._rest], weights.astype(np.float32))
        able: IntArray = self._rest[(best >= (third * _SLACK).astype(np.float32)).any(axis=1)]
        return able

    def _scores(self, weights: FloatArray, block: tuple[int, int], rows: IntArray) -> FloatArray:
        """Return a line of scores per candidate; weights are a line per criterion, a column per draw."""
        scores = _product(self._low[rows], weights)
        # In the order of the stream, which is that of the ranking.
        order = np.argsort(self.rows[rows])
        places, criteria = np.nonzero(self._open[rows[order]])
        if not len(places):
            return scores
        cells = rows[order][places], criteria
        numbers = self._plan.worth_numbers(block, self._numbers[cells], self._cell_count)
        spans, lines = self._spans[cells][:, None], order[places]
        room = np.empty((len(rows), weights.shape[1]))
        for criterion in np.unique(criteria).tolist():
            # What an unknown value turns out to be worth above its least.
            chosen = np.flatnonzero(criteria == criterion)
            worths = np.multiply(numbers[chosen], spans[chosen], out=room[: len(chosen)])
            np.floor(worths, out=worths)
            worths *= weights[criterion]
            scores[lines[chosen]] += worths
        return scores

    def _ranks(self, drawn: FloatArray) -> IntArray:
        ranks: IntArray = np.empty((len(self._own), drawn.shape[1]), np.int64)
        for row, own in enumerate(self._own.tolist()):
            met, score = self._met[row], drawn[np.searchsorted(self._always, own)]
            others = drawn[np.searchsorted(self._always, met)]
            split = int(np.searchsorted(met, own))
            before = _count(others[:split] >= score) + _count(others[split + 1 :] > score)
            ranks[row] = before + self._ahead[row] + 1
        return ranks


def _first_places(parts: list[tuple[IntArray, FloatArray]], third: FloatArray, count: int) -> IntArray:
    """Return the rows of the first ``count`` of each draw; of equal scores the first row wins."""
    found = [np.divmod(np.flatnonzero(scores >= third), len(third)) for _, scores in parts]
    draws = np.concatenate([drawn for _, drawn in found])
    rows = np.concatenate([rows[lines] for (rows, _), (lines, _) in zip(parts, found, strict=True)])
    scores = np.concatenate([each[at] for (_, each), at in zip(parts, found, strict=True)])
    order = np.lexsort((rows, -scores, draws))
    starts = np.searchsorted(draws[order], np.arange(len(third)))
    places: IntArray = rows[order[starts[:, None] + np.arange(count)]]
    return places


def _count(beats: NDArray[np.bool_]) -> IntArray:
    """Count per column, in parts that eight bits can hold: many times faster than wider sums."""
    counted: IntArray = np.zeros(beats.shape[1], np.int64)
    for start in range(0, len(beats), _COUNTED):
        counted += np.add.reduce(beats[start : start + _COUNTED].view(np.uint8), axis=0, dtype=np.uint8)
    return counted


def _product(left: NDArray[_Width], right: NDArray[_Width]) -> NDArray[_Width]:
    """Multiply in parts that are too small for several threads.

    Threads wait for each other at the end of every product; on a machine that is busy with other things that
    costs many times the product itself.
    """
    made = np.empty((len(left), right.shape[1]), left.dtype)
    lines = max(_SINGLE_THREADED // max(right.size, 1), 1)
    for start in range(0, len(left), lines):
        np.matmul(left[start : start + lines], right, out=made[start : start + lines])
    return made
