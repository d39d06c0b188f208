"""Draws of weights and unknowns against the bare matrix product, and the other answers about stability."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.firmness.draw_plan import BLOCK, DrawPlan
from drentsportal.domain.firmness.draws import count_tops, draws
from drentsportal.domain.firmness.question_value import question_values
from drentsportal.domain.firmness.stability import dethroning_changes, rank_intervals
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.match.score_matrix import ScoreMatrix
from drentsportal.domain.match.weights import normalised_weights
from tests.benchmarks.bench_matching import demanding_request, junctions, national_table
from tests.benchmarks.measuring import Row, median_ms
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.match.matching import MatchResult

CANDIDATE_COUNT, CRITERIA_COUNT, DRAW_COUNT = 4_000, 12, 10_000


def run() -> list[Row]:
    """Measure draws over 4,000 candidates, and the whole of a national match."""
    return [draw_row(1.0), draw_row(1.0, prune=False), draw_row(0.8), unknown_row(), *match_rows()]


def draw_row(known_share: float, *, prune: bool = True) -> Row:
    """Count the top three of every draw, beside the bare product of weights and worths.

    The product draws no unknown values; where a fifth is unknown the job does that as well.
    """
    matrix = drawn_matrix(known_share)
    ties = np.arange(CANDIDATE_COUNT)
    raw = list(range(1, CRITERIA_COUNT + 1))
    point = matrix.point.T.astype(np.float64)
    weights = DrawPlan(raw, 1, DRAW_COUNT, 25).weights
    return Row(
        f"{DRAW_COUNT:,} draws over {CANDIDATE_COUNT:,} x {CRITERIA_COUNT}, {known_share:.0%} known"
        f"{'' if prune else ', nobody left out'}",
        median_ms(lambda: count_tops(matrix, ties, DrawPlan(raw, 1, DRAW_COUNT, 25), ranked=0, prune=prune)),
        "within 3 x",
        "matrix product in numpy",
        median_ms(lambda: weights @ point),
        most_ratio=3,
    )


def unknown_row() -> Row:
    """Count the top three where a fifth is unknown, beside numpy that draws every unknown worth as well."""
    matrix = drawn_matrix(0.8)
    ties = np.arange(CANDIDATE_COUNT)
    raw = list(range(1, CRITERIA_COUNT + 1))
    weights = DrawPlan(raw, 1, DRAW_COUNT, 25).weights
    unknown = np.count_nonzero(matrix.low < matrix.high)
    return Row(
        f"the same, beside numpy that draws the {unknown:,} unknown worths",
        median_ms(lambda: count_tops(matrix, ties, DrawPlan(raw, 1, DRAW_COUNT, 25), ranked=0)),
        "within 1 x",
        "draws, product and sum in numpy",
        median_ms(lambda: plain_scores(matrix, weights), runs=3),
        most_ratio=1,
    )


def plain_scores(matrix: ScoreMatrix, weights: NDArray[np.float64]) -> None:
    """Score every candidate in every draw with unknown worths drawn, a block at a time; counts nothing."""
    draw = np.random.default_rng(1)
    rows, criteria = np.nonzero(matrix.low < matrix.high)
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    low, spans = matrix.low.T.astype(np.float64), (matrix.high - matrix.low)[rows, criteria]
    for start in range(0, len(weights), BLOCK):
        block = weights[start : start + BLOCK]
        scores = block @ low
        added = draw.random((len(block), len(rows))) * spans * block[:, criteria]
        scores[:, rows[starts]] += np.add.reduceat(added, starts, axis=1)


def drawn_matrix(known_share: float) -> ScoreMatrix:
    """Make worths at random, in the order of their low, a share of them unknown."""
    draw = np.random.default_rng(1)
    values = draw.integers(0, 1_000_001, (CANDIDATE_COUNT, CRITERIA_COUNT))
    known = draw.uniform(size=values.shape) < known_share
    low, high = np.where(known, values, 0), np.where(known, values, 1_000_000)
    weights = np.array(normalised_weights(range(1, CRITERIA_COUNT + 1)))
    order = np.argsort(-(low @ weights), kind="stable")
    ids = tuple(f"{row:04}" for row in range(CANDIDATE_COUNT))
    return ScoreMatrix(
        ids, tuple(f"c{place}" for place in range(CRITERIA_COUNT)), weights, low[order], high[order]
    )


def match_rows() -> list[Row]:
    """Measure every answer about a match of 3,744 parks and 100,000 plots."""
    result = national_match()
    return [
        Row(
            f"{DRAW_COUNT:,} draws over the {result.qualifier_count:,} qualifiers of a match, with ranks",
            median_ms(lambda: draws(result, 1), runs=3),
            "",
        ),
        Row(
            "weights that dethrone number one, exact",
            median_ms(lambda: dethroning_changes(result), runs=3),
            "",
        ),
        Row("value of every open question", median_ms(lambda: question_values(result), runs=3), ""),
        Row("best and worst rank of every qualifier", median_ms(lambda: rank_intervals(result), runs=3), ""),
    ]


def national_match() -> MatchResult:
    """Match the request of the other benchmark."""
    return match(demanding_request(), build_offers(national_table()), junctions(), PLAIN_PROFILE)
