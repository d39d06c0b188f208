"""How often each candidate leads when weights and unknown values are drawn: rank acceptability.

The method is SMAA-2 (R. Lahdelma and P. Salminen, Operations Research 49(3), 2001, 444-454), with weights
drawn around those of the request instead of over the whole simplex.

Everything is whole numbers below 2**53, kept in float64: sums of them are exact in any order, so the fastest
matrix product of any machine gives the same shares. Every draw has a fixed place in the stream of random
numbers (``draw_plan``), so that what cannot matter is skipped without changing what is drawn for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.firmness.draw_plan import GENERATOR, WORTH_LEVELS, DrawPlan
from drentsportal.domain.match.choice import text_ranks
from drentsportal.domain.match.score_matrix import score_matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.score_matrix import ScoreMatrix

    FloatArray = NDArray[np.float64]

DRAW_COUNT: Final = 10_000
WEIGHT_SPREAD_PERCENT: Final = 25
"""Own choice: each weight anywhere between three and five quarters of what was set."""

RANKED_COUNT: Final = 20
"""The first so many of the ranking get the span of their ranks over all draws."""

TOP_COUNT: Final = 3

_GROUP: Final = 128
"""Candidates whose unknown worths are worked out together; they fit a processor's cache."""

_SINGLE_THREADED: Final = 250_000
"""Multiplications up to which the usual library keeps to one thread (2**18)."""

_SPARRING: Final = 64
"""So many of the strongest set the mark that others must be able to reach."""
_REFERENCES: Final = 12


@dataclass(frozen=True, slots=True)
class RankSpan:
    """The ranks of a candidate over all draws; one draw in twenty is at most ``p5`` or above ``p95``."""

    best: int
    p5: int
    p95: int
    worst: int


@dataclass(frozen=True, slots=True)
class Acceptability:
    """In how many draws a candidate is number one, and in how many it is in the top three.

    ``rank`` is that of the ranking; ``span`` is there for the first ``RANKED_COUNT`` only.
    """

    candidate_id: str
    rank: int
    first_count: int
    top_count: int
    span: RankSpan | None


@dataclass(frozen=True, slots=True)
class DrawResult:
    """The outcome of all draws, with what gives it again.

    ``shares`` holds in the order of the ranking the first ``RANKED_COUNT`` and every other candidate that was
    in a top three; a candidate that is absent never was. ``weights_sha256`` is the digest of the raw numbers
    that the weights were drawn with (little-endian), the first of the stream.
    """

    seed: int
    generator: str
    weights_sha256: str
    count: int
    weight_spread_percent: int
    shares: tuple[Acceptability, ...]


def draws(
    result: MatchResult,
    seed: int,
    count: int = DRAW_COUNT,
    weight_spread_percent: int = WEIGHT_SPREAD_PERCENT,
    step: Callable[[int, int], None] | None = None,
) -> DrawResult:
    """Draw weights and unknown values and count who leads; the same seed always gives the same counts.

    Each weight is drawn evenly between (100 - s) % and (100 + s) % of what was set, each worth that is not
    exactly known evenly between the least and the most that it can be. The offer that stands for a candidate
    stays. ``step`` is told how many draws are done, of how many; what it raises ends the work.
    """
    matrix = score_matrix(result)
    names, ids = text_ranks(result.inputs.offers.candidates)
    ranking = result.choice.ranking
    ties = np.empty(len(ranking), np.int64)
    ties[np.lexsort((ids[ranking], names[ranking]))] = np.arange(len(ranking))
    plan = DrawPlan([each.weight for each in result.preferences], seed, count, weight_spread_percent)
    counts = count_tops(matrix, ties, plan, step=step)
    kept = [row for row in range(len(ranking)) if row < RANKED_COUNT or counts.top[row] or counts.first[row]]
    shares = tuple(
        Acceptability(
            matrix.candidate_ids[row],
            row + 1,
            int(counts.first[row]),
            int(counts.top[row]),
            _span(counts.ranks[row]) if row < len(counts.ranks) else None,
        )
        for row in kept
    )
    return DrawResult(seed, GENERATOR, plan.weights_sha256, count, weight_spread_percent, shares)


@dataclass(frozen=True, slots=True, eq=False)
class TopCounts:
    """Counts per candidate, in the order of the ranking; ``ranks`` has a row for each of the first."""

    first: IntArray
    top: IntArray
    ranks: IntArray


def count_tops(
    matrix: ScoreMatrix,
    ties: IntArray,
    plan: DrawPlan,
    *,
    ranked: int = RANKED_COUNT,
    prune: bool = True,
    step: Callable[[int, int], None] | None = None,
) -> TopCounts:
    """Count in how many draws each candidate is first and in the top three.

    ``ties`` is the place of each by name and id, which decides between equal scores. ``prune`` leaves out
    whoever is behind three others for all weights and worths that can be drawn; it changes no count.
    """
    total = len(matrix.candidate_ids)
    ranked = min(ranked, total)
    kept = np.ones(total, np.bool_)
    ahead, meeting = np.zeros(ranked, np.int64), kept
    if prune:
        duels = _Duels(matrix, plan)
        meeting = duels.may_meet(ranked)
        kept = duels.may_lead() | meeting
        ahead = duels.surely_ahead(ranked, ~kept)
    rows = np.flatnonzero(kept)
    field = _Field(matrix, rows[np.argsort(ties[rows])], meeting)
    winners: IntArray = np.empty((plan.count, min(TOP_COUNT, len(rows))), np.int64)
    ranks: IntArray = np.empty((ranked, plan.count), np.int64)
    for start, end in plan.blocks():
        scores = field.scores(plan, (start, end), prune=prune)
        for row in range(ranked):
            ranks[row, start:end] = _ranks_of(scores, field.column_of(row)) + ahead[row]
        winners[start:end] = _first_three(scores)
        if step is not None:
            step(end, plan.count)
    first, top = np.zeros(total, np.int64), np.zeros(total, np.int64)
    if total:
        first[field.rows] = np.bincount(winners[:, 0], minlength=len(rows))
        top[field.rows] = np.bincount(winners.ravel(), minlength=len(rows))
    return TopCounts(first, top, ranks)


class _Duels:
    """Who is ahead of whom for every weight and worth that can be drawn; whole numbers, so surely so."""

    def __init__(self, matrix: ScoreMatrix, plan: DrawPlan) -> None:
        self._low, self._high = matrix.low, matrix.high
        self._least, self._most = plan.ends

    def may_lead(self) -> NDArray[np.bool_]:
        """Tell who may be in a top three: who is not behind three of the strongest at all times."""
        behind = np.zeros(len(self._low), np.int64)
        for row in range(min(_REFERENCES, len(self._low))):
            behind += self._least_lead(self._low[row] - self._high) > 0
        return behind < TOP_COUNT

    def may_meet(self, count: int) -> NDArray[np.bool_]:
        """Tell who may be both ahead of and behind one of the first ``count``, and these themselves."""
        meets = np.arange(len(self._low)) < count
        for row in range(count):
            settled = self._least_lead(self._low[row] - self._high) > 0
            settled |= self._ahead_of(row)
            meets |= ~settled
        return meets

    def surely_ahead(self, count: int, among: NDArray[np.bool_]) -> IntArray:
        """Count for each of the first ``count`` who of ``among`` is always ahead of it."""
        counted = [np.count_nonzero(self._ahead_of(row) & among) for row in range(count)]
        return np.array(counted, np.int64)

    def _ahead_of(self, row: int) -> NDArray[np.bool_]:
        ahead: NDArray[np.bool_] = self._least_lead(self._low - self._high[row]) > 0
        return ahead

    def _least_lead(self, gaps: IntArray) -> IntArray:
        """Return the smallest weighted sum of gaps over all weights that can be drawn."""
        won, lost = np.maximum(gaps, 0), np.minimum(gaps, 0)
        return (won @ self._least + lost @ self._most).astype(np.int64)


class _Field:
    """The candidates that are drawn, a column each in the order of names: the first of equals wins."""

    def __init__(self, matrix: ScoreMatrix, rows: IntArray, drawn_always: NDArray[np.bool_]) -> None:
        """Keep worths; candidates of ``drawn_always`` are drawn also where they cannot lead."""
        self.rows = rows
        low, high = matrix.low[rows], matrix.high[rows]
        self._low: FloatArray = np.ascontiguousarray(low.T.astype(np.float64))
        self._high: FloatArray = np.ascontiguousarray(high.T.astype(np.float64))
        # Exact: whole numbers below 2**21 over a power of two.
        self._spans: FloatArray = (high - low + 1) / WORTH_LEVELS
        self._open = high > low
        everywhere = matrix.high > matrix.low
        self._cell_count = int(np.count_nonzero(everywhere))
        self._numbers = (np.cumsum(everywhere.ravel()).reshape(everywhere.shape) - 1)[rows]
        strongest = np.argsort(-(low + high) @ matrix.weights, kind="stable")[:_SPARRING]
        self._at_first = drawn_always[rows] & self._open.any(axis=1)
        self._at_first[strongest] = self._open[strongest].any(axis=1)
        self._columns = np.full(len(everywhere), -1, np.int64)
        self._columns[rows] = np.arange(len(rows))

    def column_of(self, row: int) -> int:
        """Return the column of a candidate by its place in the ranking."""
        return int(self._columns[row])

    def scores(self, plan: DrawPlan, block: tuple[int, int], *, prune: bool) -> FloatArray:
        """Return a row of scores per draw of a block; whole numbers below 2**53.

        The strongest are drawn first. Who stays behind the third of them in each draw of the block, however
        good its unknown values are, keeps its least score: it is in no top three either way.
        """
        weights = plan.weights[block[0] : block[1]]
        scores = _product(weights, self._low)
        first = self._at_first if prune else self._open.any(axis=1)
        self._fill(scores, plan, block, np.flatnonzero(first))
        rest = np.flatnonzero(self._open.any(axis=1) & ~first)
        if len(rest):
            third = np.partition(scores, -TOP_COUNT, axis=1)[:, -TOP_COUNT]
            rest = rest[(_product(weights, self._high[:, rest]) >= third[:, None]).any(axis=0)]
        self._fill(scores, plan, block, rest)
        return scores

    def _fill(self, scores: FloatArray, plan: DrawPlan, block: tuple[int, int], columns: IntArray) -> None:
        """Add what unknown values of some columns turn out to be worth above their least."""
        # In the order of the stream, which is that of the ranking.
        columns = columns[np.argsort(self.rows[columns])]
        weights = np.ascontiguousarray(plan.weights[block[0] : block[1]].T)
        for group in np.split(columns, range(_GROUP, len(columns), _GROUP)):
            places, criteria = np.nonzero(self._open[group])
            if not len(places):
                continue
            numbers = plan.worth_numbers(block, self._numbers[group[places], criteria], self._cell_count)
            added = np.zeros((len(group), block[1] - block[0]))
            for criterion in np.unique(criteria).tolist():
                chosen = np.flatnonzero(criteria == criterion)
                spans = self._spans[group[places[chosen]], criterion]
                worths = np.multiply(numbers[chosen], spans[:, None])
                np.floor(worths, out=worths)
                worths *= weights[criterion]
                added[places[chosen]] += worths
            scores[:, group] += added.T


def _product(left: FloatArray, right: FloatArray) -> FloatArray:
    """Multiply in parts that are too small for several threads.

    Threads wait for each other at the end of every product; on a machine that is busy with other things that
    costs many times the product itself.
    """
    made: FloatArray = np.empty((len(left), right.shape[1]))
    rows = max(_SINGLE_THREADED // max(right.size, 1), 1)
    for start in range(0, len(left), rows):
        np.matmul(left[start : start + rows], right, out=made[start : start + rows])
    return made


def _first_three(scores: FloatArray) -> IntArray:
    """Return the columns of the first three of each draw; of equal scores the first column wins."""
    count, columns = scores.shape
    found: IntArray = np.empty((count, min(TOP_COUNT, columns)), np.int64)
    every = np.arange(count)
    for place in range(found.shape[1]):
        found[:, place] = scores.argmax(axis=1)
        scores[every, found[:, place]] = -1.0
    return found


def _ranks_of(scores: FloatArray, column: int) -> IntArray:
    """Return the rank of one column in each draw, from 1."""
    own = scores[:, column, None]
    before = np.count_nonzero(scores[:, :column] >= own, axis=1)
    ranks: IntArray = before + np.count_nonzero(scores[:, column + 1 :] > own, axis=1) + 1
    return ranks


def _span(ranks: IntArray) -> RankSpan:
    """Return best and worst, and the ranks that one in twenty draws is at most, or is beyond."""
    ordered = np.sort(ranks)
    last = len(ordered) - 1
    fifth, ninety_fifth = -(-len(ordered) * 5 // 100) - 1, -(-len(ordered) * 95 // 100) - 1
    return RankSpan(*(int(ordered[at]) for at in (0, fifth, ninety_fifth, last)))
