"""How often each candidate leads when weights and unknown values are drawn: rank acceptability.

The method is SMAA-2 (R. Lahdelma and P. Salminen, Operations Research 49(3), 2001, 444-454), with weights
drawn around those of the request instead of over the whole simplex.

Every draw has a fixed place in the stream of random numbers (``draw_plan``), and scores are whole numbers
(``draw_field``), so that what cannot matter is skipped without changing what is drawn for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.firmness.draw_field import DrawField
from drentsportal.domain.firmness.draw_plan import GENERATOR, DrawPlan
from drentsportal.domain.firmness.duels import TOP_COUNT
from drentsportal.domain.match.choice import text_ranks
from drentsportal.domain.match.score_matrix import score_matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.score_matrix import ScoreMatrix

DRAW_COUNT: Final = 10_000
WEIGHT_SPREAD_PERCENT: Final = 25
"""Own choice: each weight anywhere between three and five quarters of what was set."""

RANKED_COUNT: Final = 20
"""The first so many of the ranking get the span of their ranks over all draws."""

NOTABLE_PERCENT: Final = 5
"""Who is first or in the top three in this share of the draws is always listed; own choice."""


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

    def told(self, most: int) -> tuple[Acceptability, ...]:
        """Return what a short table tells: the first ``most``, and every other that often leads.

        Whoever is first or in the top three in at least ``NOTABLE_PERCENT`` of the draws is a contender,
        whatever its rank, and must not drop out of sight.
        """
        return tuple(
            each
            for place, each in enumerate(self.shares)
            if place < most or 100 * max(each.first_count, each.top_count) >= NOTABLE_PERCENT * self.count
        )


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
    field = DrawField(matrix, plan, ties, ranked, prune=prune)
    winners: IntArray = np.empty((plan.count, min(TOP_COUNT, total)), np.int64)
    ranks: IntArray = np.empty((ranked, plan.count), np.int64)
    for start, end in plan.blocks() if total else ():
        winners[start:end], ranks[:, start:end] = field.block(start, end)
        if step is not None:
            step(end, plan.count)
    first, top = np.zeros(total, np.int64), np.zeros(total, np.int64)
    if total:
        first[field.rows] = np.bincount(winners[:, 0], minlength=len(field.rows))
        top[field.rows] = np.bincount(winners.ravel(), minlength=len(field.rows))
    return TopCounts(first, top, ranks)


def _span(ranks: IntArray) -> RankSpan:
    """Return best and worst, and the ranks that one in twenty draws is at most, or is beyond."""
    ordered = np.sort(ranks)
    last = len(ordered) - 1
    fifth, ninety_fifth = -(-len(ordered) * 5 // 100) - 1, -(-len(ordered) * 95 // 100) - 1
    return RankSpan(*(int(ordered[at]) for at in (0, fifth, ninety_fifth, last)))
