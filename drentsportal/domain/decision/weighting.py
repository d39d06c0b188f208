"""Whole weights from a ranking of criteria, from shares, and from several people's weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.decision.ahp import compared_weights
from drentsportal.domain.decision.problem import finite
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.domain.message import message
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike

    from drentsportal.domain.decision.problem import FloatArray

_PARTS: Final = 10**9
"""Shares are rounded to this many parts first: what only rounding tells apart must not get another weight."""

_ORDER: Final = {criterion_id: place for place, criterion_id in enumerate(CRITERION_BY_ID)}


@dataclass(frozen=True, slots=True)
class WeightSpread:
    """How far people differ on one criterion, in weights of ``WEIGHT_SUM``; who says least and most.

    Of equal weights the person named first by ``CombinedWeights.votes``.
    """

    criterion_id: str
    combined: int
    least: int
    least_by: str
    most: int
    most_by: str

    @property
    def width(self) -> int:
        """The most less the least."""
        return self.most - self.least


@dataclass(frozen=True, slots=True)
class CombinedWeights:
    """Several people's weights side by side and combined; every person counts the same.

    ``votes`` has each person's weights shared out over ``WEIGHT_SUM``, persons in the order given;
    ``weights`` is their mean, shared out likewise. ``distances`` says per person how much weight, of
    ``WEIGHT_SUM``, would have to move to reach the mean, rounded down. ``furthest_off`` is who stands
    furthest from it; ``None`` where nobody stands alone in that, as when all say the same or two differ.
    """

    criterion_ids: tuple[str, ...]
    votes: Mapping[str, Mapping[str, int]]
    weights: Mapping[str, int]
    spreads: tuple[WeightSpread, ...]
    distances: Mapping[str, int]
    furthest_off: str | None


def roc_weights(order: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return whole weights summing to 10,000 from a ranking of criteria, the most important first.

    Rank order centroid: the weight of rank k of n is (1/k + 1/(k+1) + ... + 1/n) / n, the mean of all weights
    that agree with the ranking. F. H. Barron and B. E. Barrett, Decision quality using ranked attribute
    weights, Management Science 42 (1996) 1515-1523. Criteria in one group are equally important and share
    the mean of the ranks that they take up. Shares are exact; rounding is by the largest remainder, so equals
    can differ by one of 10,000.

    Raises ``InputError`` when nothing is ranked, a group is empty, or a criterion stands twice.
    """
    ranked = [criterion_id for group in order for criterion_id in group]
    if not ranked or not all(order):
        raise InputError("error.decision.nothing_ranked", field="order")
    if len(set(ranked)) < len(ranked):
        twice = next(each for each in ranked if ranked.count(each) > 1)
        raise InputError(
            "error.decision.ranked_twice", field="order", criterion=message(f"criterion.{twice}")
        )
    count, first, shares = len(ranked), 0, []
    for group in order:
        ranks = range(first, first + len(group))
        mean = sum((_centroid(rank, count) for rank in ranks), Fraction(0)) / len(group)
        shares += [mean] * len(group)
        first += len(group)
    unit = math.lcm(*(share.denominator for share in shares))
    return dict(zip(ranked, normalised_weights([int(share * unit) for share in shares]), strict=True))


def whole_weights(shares: ArrayLike) -> tuple[int, ...]:
    """Return whole weights summing to 10,000 in proportion to shares, such as those of ``ahp_weights``.

    Raises ``InputError`` when there are none, or one is not finite, negative or all are zero.
    """
    given = finite(shares, "weights")
    if given.ndim != 1 or not given.size:
        raise InputError("error.decision.no_weights", field="weights")
    if (given < 0).any():
        raise InputError("error.decision.weight_negative", field="weights")
    if not given.any():
        raise InputError("error.decision.weights_all_zero", field="weights")
    parts = np.rint(given / given.sum() * _PARTS)
    return normalised_weights([int(part) for part in parts])


def combined_weights(votes: Mapping[str, Mapping[str, int]]) -> CombinedWeights:
    """Combine several people's weights: the mean of what each gives, shared out over 10,000.

    ``votes`` has per person a whole weight per criterion, on a scale of the person's own; a criterion that a
    person does not name has weight 0 there. The weights do not depend on the order of the persons.

    Raises ``InputError`` when there are no votes, a weight is negative, or a person gives no weight at all.
    """
    if not votes:
        raise InputError("error.decision.no_votes", field="votes")
    named = {criterion_id for vote in votes.values() for criterion_id in vote}
    ids = tuple(sorted(named, key=lambda each: (_ORDER.get(each, len(_ORDER)), each)))
    shared = {person: _shared_out(person, vote, ids) for person, vote in votes.items()}
    sums = [sum(vote[each] for vote in shared.values()) for each in ids]
    weights = dict(zip(ids, normalised_weights(sums), strict=True))
    spreads = tuple(_spread(each, weights[each], shared) for each in ids)
    moves = {person: _moved(vote, sums, len(shared)) for person, vote in shared.items()}
    furthest = [person for person, move in moves.items() if move == max(moves.values())]
    distances = {person: move // len(shared) for person, move in moves.items()}
    return CombinedWeights(
        ids, shared, weights, spreads, distances, furthest[0] if len(furthest) == 1 < len(shared) else None
    )


def combined_comparisons(given: Sequence[ArrayLike]) -> FloatArray:
    """Combine several people's pairwise comparisons: the geometric mean of each, every person counting alike.

    Aggregating individual judgements: E. Forman and K. Peniwati, Aggregating individual judgments and
    priorities with the Analytic Hierarchy Process, European Journal of Operational Research 108 (1998)
    165-169. The geometric mean keeps ``[j][i]`` the reciprocal of ``[i][j]``.

    Raises ``InputError`` when nobody compared, when one matrix cannot be used (``ahp.ahp_weights``), or when
    they are not of the same size.
    """
    matrices = [finite(each, "comparisons") for each in given]
    if not matrices:
        raise InputError("error.decision.no_votes", field="comparisons")
    for matrix in matrices:
        compared_weights(matrix)
    if len({matrix.shape for matrix in matrices}) > 1:
        raise InputError("error.decision.comparisons_differ", field="comparisons")
    mean: FloatArray = np.exp(np.mean([np.log(matrix) for matrix in matrices], axis=0))
    return mean


def _centroid(rank: int, count: int) -> Fraction:
    return sum((Fraction(1, place) for place in range(rank + 1, count + 1)), Fraction(0)) / count


def _shared_out(person: str, vote: Mapping[str, int], ids: Sequence[str]) -> dict[str, int]:
    weights = [vote.get(each, 0) for each in ids]
    if any(weight < 0 for weight in weights):
        raise InputError("error.decision.vote_negative", field="votes", person=person)
    if not any(weights):
        raise InputError("error.decision.vote_empty", field="votes", person=person)
    return dict(zip(ids, normalised_weights(weights), strict=True))


def _moved(vote: Mapping[str, int], sums: Sequence[int], people: int) -> int:
    """Return what a vote gives above the mean, times the number of people, so that it is exact."""
    return sum(max(weight * people - total, 0) for weight, total in zip(vote.values(), sums, strict=True))


def _spread(criterion_id: str, combined: int, votes: Mapping[str, Mapping[str, int]]) -> WeightSpread:
    least_by = min(votes, key=lambda person: votes[person][criterion_id])
    most_by = max(votes, key=lambda person: votes[person][criterion_id])
    least, most = votes[least_by][criterion_id], votes[most_by][criterion_id]
    return WeightSpread(criterion_id, combined, least, least_by, most, most_by)
