"""The worth of every preference for every candidate: what rankings, draws and second opinions start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.preferences import preference_values

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntArray


@dataclass(frozen=True, slots=True, eq=False)
class ScoreMatrix:
    """Worths of the offers that stand for the qualifiers: a row each, in the order of the ranking.

    ``low`` and ``high`` are what a preference is worth at least and at most, 0 to ``SCALE_TOP``, equal where
    the value is known; a column per preference in the order of ``criterion_ids``. ``weights`` are the
    normalised weights. ``low @ weights`` is the low of the scores exactly.
    """

    candidate_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    weights: IntArray
    low: IntArray
    high: IntArray

    @property
    def point(self) -> IntArray:
        """The middle of each worth, as scores take it: rounded down from the low."""
        return self.low + (self.high - self.low) // 2


def score_matrix(result: MatchResult) -> ScoreMatrix:
    """Make the matrix of a result; it has no rows where nothing qualifies, no columns without preferences."""
    offers, profile = result.inputs.offers, result.profile
    shown = result.choice.shown_offer[result.choice.ranking]
    columns = [preference_values(offers, each, profile, shown) for each in result.preferences]
    nothing = np.empty((len(shown), 0), np.int64)
    return ScoreMatrix(
        candidate_ids=result.ranking(),
        criterion_ids=tuple(each.criterion_id for each in result.preferences),
        weights=np.array(result.weights, np.int64),
        low=np.column_stack([low for low, _ in columns]) if columns else nothing,
        high=np.column_stack([high for _, high in columns]) if columns else nothing.copy(),
    )


@dataclass(frozen=True, slots=True, eq=False)
class OfferMatrix:
    """Worths of every offer that no requirement excludes, so that any weights can be tried outside.

    A row per offer in the order of the offer table, so the rows of one candidate stand together.
    ``candidate_rows`` are rows of the candidate table. Which offer stands for a candidate: ``precedences`` go
    before the score and ``ties``, from 0, after it, lower first (``choice.OfferOrder``). Worths as in
    ``ScoreMatrix``; ``weights`` are the weights as they were given, not normalised.
    """

    offer_rows: IntArray
    candidate_rows: IntArray
    precedences: IntArray
    ties: IntArray
    check_counts: IntArray
    criterion_ids: tuple[str, ...]
    weights: IntArray
    low: IntArray
    high: IntArray


def offer_matrix(result: MatchResult) -> OfferMatrix:
    """Make the matrix of all passing offers of a result."""
    offers = result.inputs.offers
    rows = np.flatnonzero(result.choice.passing)
    columns = [preference_values(offers, each, result.profile, rows) for each in result.preferences]
    nothing = np.empty((len(rows), 0), np.int64)
    checks = np.zeros(len(offers), np.int64)
    for judgement in result.judgements:
        checks += judgement.verdicts == Verdict.CHECK
    return OfferMatrix(
        offer_rows=rows.astype(np.int64),
        candidate_rows=offers.candidate_rows[rows],
        precedences=result.choice.precedence[rows],
        ties=np.unique(result.choice.ties[rows], return_inverse=True)[1].reshape(-1).astype(np.int64),
        check_counts=checks[rows],
        criterion_ids=tuple(each.criterion_id for each in result.preferences),
        weights=np.array([each.weight for each in result.preferences], np.int64),
        low=np.column_stack([low for low, _ in columns]) if columns else nothing,
        high=np.column_stack([high for _, high in columns]) if columns else nothing.copy(),
    )
