"""What one person weighs the wishes of a request: by sliders, by a ranking, or by comparing two by two.

The input is kept as it was given, so that a person can be shown what was said; the weights follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from drentsportal.domain.decision import (
    AhpResult,
    WorstPair,
    compared_weights,
    comparisons_of,
    roc_weights,
    whole_weights,
    worst_pair,
)
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.domain.message import message
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.decision.problem import FloatArray

MOST_TIMES: Final = 9
"""How many times as important one wish can be called as another (Saaty 1977)."""

_ORDER: Final = {criterion_id: place for place, criterion_id in enumerate(CRITERION_BY_ID)}


class WeightMethod(StrEnum):
    """How weights came about; the last two combine several people's."""

    SLIDERS = "sliders"
    RANKING = "ranking"
    PAIRS = "pairs"
    GROUP = "group"
    GROUP_PAIRS = "group_pairs"


@dataclass(frozen=True, slots=True)
class SliderWeights:
    """A whole weight from 0 per wish; they need not sum to anything."""

    weights: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WishRanking:
    """The wishes in groups, the most important first; those in one group are equally important."""

    order: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PairJudgement:
    """One answer: ``first`` is ``times`` times as important as ``second``; 1 is equally, 9 extremely."""

    first: str
    second: str
    times: int


@dataclass(frozen=True, slots=True)
class WishComparisons:
    """An answer for each pair of the wishes; ``criterion_ids`` gives the order of rows and columns."""

    criterion_ids: tuple[str, ...]
    judgements: tuple[PairJudgement, ...]

    def matrix(self) -> FloatArray:
        """Return the comparisons as a square matrix; raises ``InputError`` as ``comparisons_of``."""
        given: dict[tuple[str, str], float] = {}
        for each in self.judgements:
            if not 1 <= each.times <= MOST_TIMES:
                raise InputError("error.weighing.times", field="pairs", most=MOST_TIMES)
            if (each.first, each.second) in given:
                raise InputError(
                    "error.decision.pair_unexpected",
                    field="pairs",
                    first=message(f"criterion.{each.first}"),
                    second=message(f"criterion.{each.second}"),
                )
            given[each.first, each.second] = float(each.times)
        return comparisons_of(self.criterion_ids, given)

    def result(self) -> AhpResult:
        """Return weights and consistency ratio; raises ``InputError`` as ``matrix`` and ``ahp_weights``."""
        return compared_weights(self.matrix())

    def worst(self) -> WorstPair | None:
        """Return the answer that deviates most from the others; raises ``InputError`` as ``matrix``."""
        return worst_pair(self.matrix())


WeightInput: TypeAlias = SliderWeights | WishRanking | WishComparisons
"""What a person gave."""


@dataclass(frozen=True, slots=True)
class WeightVote:
    """What one person weighs, as a paper of a case; internal, in no export.

    ``person`` is whose weights these are, ``entered_by`` who entered them. ``weights`` sum to ``WEIGHT_SUM``.
    """

    person: Actor
    given: WeightInput
    weights: Mapping[str, int]
    at_utc: datetime
    entered_by: Actor
    version: int

    @property
    def method(self) -> WeightMethod:
        """How the weights came about."""
        return method_of(self.given)


def method_of(given: WeightInput) -> WeightMethod:
    """Name the method of an input."""
    if isinstance(given, SliderWeights):
        return WeightMethod.SLIDERS
    return WeightMethod.RANKING if isinstance(given, WishRanking) else WeightMethod.PAIRS


def criteria_of(given: WeightInput) -> tuple[str, ...]:
    """Name the wishes that an input weighs, in the order of ``CRITERIA``."""
    if isinstance(given, SliderWeights):
        return in_order(criterion_id for criterion_id, _ in given.weights)
    if isinstance(given, WishRanking):
        return in_order(criterion_id for group in given.order for criterion_id in group)
    return in_order(given.criterion_ids)


def in_order(criterion_ids: Iterable[str]) -> tuple[str, ...]:
    """Put ids of criteria in the order of ``CRITERIA``; unknown ones last, by id."""
    return tuple(sorted(criterion_ids, key=lambda each: (_ORDER.get(each, len(_ORDER)), each)))


def weights_of(given: WeightInput) -> dict[str, int]:
    """Work out the weights of an input: whole, summing to ``WEIGHT_SUM``, in the order of ``CRITERIA``.

    Sliders are shared out in proportion; a ranking by rank order centroid (``roc_weights``); comparisons by
    AHP (``ahp_weights``), also when these contradict each other: that is told, not refused.

    Raises ``InputError`` for no weight above 0, a negative one, a wish given twice, an empty rank, and
    comparisons that are not complete.
    """
    made = _unordered_weights(given)
    return {criterion_id: made[criterion_id] for criterion_id in in_order(made)}


def _unordered_weights(given: WeightInput) -> dict[str, int]:
    if isinstance(given, WishRanking):
        return roc_weights(given.order)
    if isinstance(given, WishComparisons):
        return dict(zip(given.criterion_ids, whole_weights(given.result().weights), strict=True))
    ids = [criterion_id for criterion_id, _ in given.weights]
    weights = [weight for _, weight in given.weights]
    if len(set(ids)) < len(ids):
        raise InputError("error.weighing.twice", field="set")
    if not any(weights):
        raise InputError("error.decision.weights_all_zero", field="set")
    return dict(zip(ids, normalised_weights(weights), strict=True))
