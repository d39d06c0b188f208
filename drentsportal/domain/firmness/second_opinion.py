"""Second opinions: what methods of others make of the worths that the own order rests on (design 3.9).

All see the same matrix: a row per qualifier, a column per preference, the worth at its point. They see points
and not intervals: an unknown value counts for its middle, while the own order ranks by what is certain (low,
high, name). They see no requirements, no questions and no excluded candidates.

- TOPSIS (vector normalisation) asks who is nearest to the best and farthest from the worst that occurs, so it
  sees each candidate beside the others.
- PROMETHEE II (usual preference function) counts on which preferences a candidate beats the others, not by
  how much.
- SPOTIS measures how far a candidate stays below the top of every scale. On absolute worths that is the order
  by the point of the score; where it differs from the own order, only what is unknown makes the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from drentsportal.domain.decision.promethee import promethee_ii
from drentsportal.domain.decision.ranking import kendall_tau, rank_order
from drentsportal.domain.decision.spotis import spotis
from drentsportal.domain.decision.topsis import topsis
from drentsportal.domain.match.criteria import SCALE_TOP
from drentsportal.domain.match.score_matrix import score_matrix
from drentsportal.domain.message import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.decision.problem import FloatArray
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.score_matrix import ScoreMatrix

TOP_COUNT: Final = 3
"""How many candidates at the top are laid beside each other."""

_FEWEST: Final = 2


class DecisionMethod(StrEnum):
    """The methods that give a second opinion."""

    TOPSIS = "topsis"
    PROMETHEE_II = "promethee_ii"
    SPOTIS = "spotis"


@dataclass(frozen=True, slots=True, eq=False)
class MethodOpinion:
    """What one method makes of the candidates, which stand in the own order.

    ``scores``: more is better for all methods (of SPOTIS 1 less the distance); they say nothing beside those
    of another method. ``ranks`` count from 1; what a method holds equal keeps the own order. ``tau`` is
    Kendall's: 1 the own order, -1 its reverse. ``top_ids`` are the first ``TOP_COUNT``.
    """

    method: DecisionMethod
    scores: FloatArray
    ranks: IntArray
    tau: float
    top_ids: tuple[str, ...]

    @property
    def same_order_share(self) -> float:
        """Share of all pairs of candidates, 0 to 1, that the method puts in the own order."""
        return (1 + self.tau) / 2


class OpinionRow(NamedTuple):
    """One candidate with its own rank and that of each method."""

    candidate_id: str
    own_rank: int
    ranks: Mapping[DecisionMethod, int]


@dataclass(frozen=True, slots=True, eq=False)
class SecondOpinion:
    """The opinions on all qualifiers; none where there is nothing to compare or to weigh.

    ``candidate_ids`` stand in the own order. ``statements`` tell in a few sentences where the first
    ``TOP_COUNT`` differ and why, or that they do not. ``by_point`` tells of SPOTIS, the order by the middle
    score, whether and why it is another than the own; ``None`` where there are no opinions.
    """

    candidate_ids: tuple[str, ...]
    opinions: tuple[MethodOpinion, ...]
    statements: tuple[Message, ...]
    by_point: Message | None = None

    @property
    def top_ids(self) -> tuple[str, ...]:
        """The first ``TOP_COUNT`` of the own order."""
        return self.candidate_ids[:TOP_COUNT]

    def row(self, position: int) -> OpinionRow:
        """Return a candidate by its position in the own order, from 0; raises ``IndexError``."""
        ranks = {each.method: int(each.ranks[position]) for each in self.opinions}
        return OpinionRow(self.candidate_ids[position], position + 1, ranks)


def second_opinion(result: MatchResult) -> SecondOpinion:
    """Rank the qualifiers of a result by TOPSIS, PROMETHEE II and SPOTIS, and tell where they disagree.

    Sources stand with the methods (``decision``). All qualifiers are ranked, thousands in milliseconds.
    """
    matrix = score_matrix(result)
    ids = matrix.candidate_ids
    if len(ids) < _FEWEST:
        return SecondOpinion(ids, (), (message("opinion.too_few", candidate_count=len(ids)),))
    if not matrix.weights.any():
        return SecondOpinion(ids, (), (message("opinion.no_preferences"),))
    opinions = tuple(
        _opinion(method, scores, ids) for method, scores in _scores(matrix.point, matrix.weights).items()
    )
    return SecondOpinion(ids, opinions, _statements(result, matrix, opinions), _by_point(matrix, opinions))


def _scores(worths: IntArray, weights: IntArray) -> dict[DecisionMethod, FloatArray]:
    count = worths.shape[1]
    more_is_better = np.ones(count)
    bounds = np.tile((0, SCALE_TOP), (count, 1))
    return {
        DecisionMethod.TOPSIS: topsis(worths, weights, more_is_better, "vector"),
        DecisionMethod.PROMETHEE_II: promethee_ii(worths, weights, more_is_better),
        DecisionMethod.SPOTIS: 1 - spotis(worths, weights, more_is_better, bounds),
    }


def _opinion(method: DecisionMethod, scores: FloatArray, ids: Sequence[str]) -> MethodOpinion:
    order = rank_order(scores)
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    top_ids = tuple(ids[row] for row in order[:TOP_COUNT].tolist())
    return MethodOpinion(method, scores, ranks, kendall_tau(ranks), top_ids)


def _unknown_count(matrix: ScoreMatrix) -> int:
    """Count the candidates of which something that is weighed is not quite known."""
    return int((matrix.low != matrix.high)[:, matrix.weights > 0].any(axis=1).sum())


def _by_point(matrix: ScoreMatrix, opinions: Sequence[MethodOpinion]) -> Message:
    """Tell what the whole order by the middle score is beside the own one."""
    if not _unknown_count(matrix):
        return message("opinion.by_point.all_known")
    spotis_ranks = next(each.ranks for each in opinions if each.method is DecisionMethod.SPOTIS)
    same = np.array_equal(spotis_ranks, np.arange(1, len(spotis_ranks) + 1))
    return message("opinion.by_point.same" if same else "opinion.by_point.other")


def _statements(
    result: MatchResult, matrix: ScoreMatrix, opinions: Sequence[MethodOpinion]
) -> tuple[Message, ...]:
    own = matrix.candidate_ids[:TOP_COUNT]
    weighed = matrix.point[:, matrix.weights > 0]
    if (weighed == weighed[0]).all():
        return (message("opinion.no_spread", candidate_count=len(weighed)),)
    differing = [each for each in opinions if each.top_ids != own]
    if not differing:
        names = _names(result, own)
        return (message("opinion.all_agree", names=names, top_count=len(own)),)
    told = [_on_first_place(result, own[0], opinions)]
    told += [_on_top(result, own, each) for each in opinions]
    return (*told, _reason(matrix, differing))


def _on_first_place(result: MatchResult, own_first: str, opinions: Sequence[MethodOpinion]) -> Message:
    others = [each for each in opinions if each.top_ids[0] != own_first]
    (name,) = _names(result, (own_first,))
    if not others:
        return message("opinion.first_shared", name=name)
    preferred = tuple(
        message("opinion.first_of_method", method=_method(each), name=_names(result, each.top_ids[:1])[0])
        for each in others
    )
    return message("opinion.first_contested", name=name, preferred=preferred)


def _on_top(result: MatchResult, own: tuple[str, ...], opinion: MethodOpinion) -> Message:
    method, top = _method(opinion), opinion.top_ids
    if top == own:
        return message("opinion.top.same", method=method, top_count=len(own))
    if set(top) == set(own):
        return message("opinion.top.other_order", method=method, names=_names(result, top))
    entering = tuple(each for each in top if each not in own)
    leaving = tuple(each for each in own if each not in top)
    return message(
        "opinion.top.others",
        method=method,
        top_count=len(own),
        entering=_names(result, entering),
        leaving=_names(result, leaving),
    )


def _reason(matrix: ScoreMatrix, differing: Sequence[MethodOpinion]) -> Message:
    """Say whether what is unknown makes the difference, the way of counting, or both.

    SPOTIS has the order by the point: where it agrees with the own order, what is unknown changes nothing,
    and where the others have what SPOTIS has, their way of counting does not.
    """
    unknown_count = _unknown_count(matrix)
    if not unknown_count:
        return message("opinion.reason.all_known")
    by_point = [each.top_ids for each in differing if each.method is DecisionMethod.SPOTIS]
    if not by_point:
        return message("opinion.reason.method", top_count=min(TOP_COUNT, len(matrix.candidate_ids)))
    if all([each.top_ids] == by_point for each in differing):
        return message("opinion.reason.unknown", unknown_count=unknown_count)
    return message("opinion.reason.unknown_and_method", unknown_count=unknown_count)


def _method(opinion: MethodOpinion) -> Message:
    return message(f"opinion.method.{opinion.method.value}")


def _names(result: MatchResult, candidate_ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(result.candidate(each).name for each in candidate_ids)
