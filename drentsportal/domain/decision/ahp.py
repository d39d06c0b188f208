"""AHP: weights from comparing criteria two by two, and how far the comparisons contradict each other."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from drentsportal.domain.decision.problem import finite
from drentsportal.domain.message import Message, message
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike

    from drentsportal.domain.decision.problem import FloatArray

CONSISTENT_UP_TO: Final = 0.10
"""The consistency ratio above which Saaty advises to look at the comparisons again."""

_RANDOM_INDEX: Final = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random comparisons of 1, 2, 3 ... criteria (Saaty 1980).

Printed tables agree up to ten criteria; beyond that they differ among each other, so none is used.
"""

MOST_COMPARED: Final = len(_RANDOM_INDEX)
"""The most criteria that can be compared two by two; ten already ask for 45 comparisons."""

SAATY_SCALE: Final = (*(1 / times for times in range(9, 1, -1)), *(float(times) for times in range(1, 10)))
"""What a comparison can be: 1 equally, 3 moderately, 5 strongly, 7 very strongly, 9 extremely important."""

_NAMED_PAIRS: Final = 5
_RECIPROCAL_WITHIN: Final = 1e-6
_DEVIATES_FROM: Final = 1e-9
_TABLE: Final = 2


class InconsistentComparisonsWarning(UserWarning):
    """Comparisons contradict each other more than Saaty allows (``CONSISTENT_UP_TO``)."""


class AhpResult(NamedTuple):
    """Weights that sum to 1, the principal eigenvalue, and the consistency ratio (0 is consistent)."""

    weights: FloatArray
    lambda_max: float
    consistency_ratio: float

    @property
    def is_consistent(self) -> bool:
        """Whether the comparisons agree well enough to be used (``CONSISTENT_UP_TO``)."""
        return self.consistency_ratio <= CONSISTENT_UP_TO


@dataclass(frozen=True, slots=True)
class WorstPair:
    """The comparison that deviates most from what the weights imply; ``row`` stands before ``column``.

    ``given`` is how many times as important the row was called, ``consistent`` what the weights imply,
    ``on_scale`` the step of ``SAATY_SCALE`` nearest to that, ``ratio_then`` the consistency ratio with that
    step in its place.
    """

    row: int
    column: int
    given: float
    consistent: float
    on_scale: float
    ratio_then: float


def ahp_weights(comparisons: ArrayLike) -> AhpResult:
    """Return the weights that pairwise comparisons imply, and how far these are consistent.

    T. L. Saaty, A scaling method for priorities in hierarchical structures, Journal of Mathematical
    Psychology 15 (1977) 234-281, and The Analytic Hierarchy Process, McGraw-Hill 1980: the principal
    eigenvector, made to sum to 1; consistency ratio ((lambda_max - n) / (n - 1)) / random index. A ratio over
    0.10 means that the comparisons contradict each other too much (``worst_pair``). One or two criteria
    cannot contradict; their ratio is 0.

    ``comparisons[i][j]`` says how many times as important criterion i is as criterion j (``comparisons_of``
    makes the whole matrix from one half). Raises ``InputError`` when it is not square, not of 1 to
    ``MOST_COMPARED`` criteria, not above zero and finite, not 1 on the diagonal, or when ``[j][i]`` is not
    the reciprocal of ``[i][j]``.

    Warns with ``InconsistentComparisonsWarning`` when the ratio is over 0.10, the bound of Saaty 1980; the
    weights are those that the comparisons imply all the same.
    """
    result = compared_weights(comparisons)
    if not result.is_consistent:
        warnings.warn(
            f"consistency ratio {result.consistency_ratio:.3f} is over {CONSISTENT_UP_TO:.2f} (Saaty 1980)",
            InconsistentComparisonsWarning,
            stacklevel=2,
        )
    return result


def compared_weights(comparisons: ArrayLike) -> AhpResult:
    """Return what ``ahp_weights`` does without its warning, for whoever tells the ratio in their own words.

    Raises ``InputError`` as ``ahp_weights`` does.
    """
    return _weights(_checked(comparisons))


def worst_pair(comparisons: ArrayLike) -> WorstPair | None:
    """Find the comparison that deviates most, as a ratio, from what the weights imply (Saaty 1980).

    ``None`` where no comparison deviates. Of three criteria all comparisons deviate alike; of equal ones the
    comparison whose change helps most, then the first by row and column. Raises ``InputError`` as
    ``ahp_weights`` does.
    """
    matrix = _checked(comparisons)
    weights = _weights(matrix).weights
    implied = weights[:, np.newaxis] / weights
    deviation = np.triu(np.abs(np.log(matrix / implied)))
    most = deviation.max()
    if most <= _DEVIATES_FROM:
        return None
    alike = np.argwhere(deviation >= most - _DEVIATES_FROM).tolist()
    pairs = [_with_nearest_step(matrix, row, column, float(implied[row, column])) for row, column in alike]
    # Rounded, so that the last digit of an eigenvalue does not choose.
    return min(pairs, key=lambda pair: round(pair.ratio_then, 9))


def comparisons_of(criterion_ids: Sequence[str], given: Mapping[tuple[str, str], float]) -> FloatArray:
    """Make the matrix of comparisons: ``given[a, b]`` says how many times as important a is as b.

    Each pair is given once, in either order; rows and columns stand in the order of ``criterion_ids``.

    Raises ``InputError`` naming the pairs that are missing (the first few) or given twice, for a criterion
    compared with itself or not among the ids, and for a value that is not above zero and finite.
    """
    matrix = np.eye(len(criterion_ids))
    places = {each: place for place, each in enumerate(criterion_ids)}
    open_pairs = {frozenset(pair) for pair in _pairs(criterion_ids)}
    for (first, second), times in given.items():
        if frozenset((first, second)) not in open_pairs:
            raise InputError(
                "error.decision.pair_unexpected",
                field="comparisons",
                first=message(f"criterion.{first}"),
                second=message(f"criterion.{second}"),
            )
        open_pairs.remove(frozenset((first, second)))
        if not 0 < times < math.inf:
            raise InputError("error.decision.comparison_not_positive", field="comparisons")
        matrix[places[first], places[second]] = times
        matrix[places[second], places[first]] = 1 / times
    missing = [each for each in _pairs(criterion_ids) if frozenset(each) in open_pairs]
    if missing:
        raise InputError(
            "error.decision.pair_missing",
            field="comparisons",
            pairs=_named_pairs(missing),
            missing_count=len(missing),
        )
    return matrix


def _named_pairs(pairs: Sequence[tuple[str, str]]) -> tuple[Message, ...]:
    """Name the first pairs, and tell how many more there are."""
    named = [
        message("decision.pair", first=message(f"criterion.{first}"), second=message(f"criterion.{second}"))
        for first, second in pairs[:_NAMED_PAIRS]
    ]
    more = len(pairs) - len(named)
    return (*named, message("decision.more_pairs", count=more)) if more else tuple(named)


def consistency_advice(comparisons: ArrayLike, criterion_ids: Sequence[str]) -> Message | None:
    """Say that the comparisons contradict each other too much, and which one to look at first.

    ``None`` where the consistency ratio is at most ``CONSISTENT_UP_TO``. Raises ``InputError`` as
    ``ahp_weights`` does.
    """
    result, pair = compared_weights(comparisons), worst_pair(comparisons)
    if result.is_consistent or pair is None:
        return None
    row, column = criterion_ids[pair.row], criterion_ids[pair.column]
    return message(
        "opinion.ahp.inconsistent",
        ratio=result.consistency_ratio,
        limit=CONSISTENT_UP_TO,
        said=_judgement(row, column, pair.given),
        implied=_judgement(row, column, pair.on_scale),
        ratio_then=pair.ratio_then,
    )


def _with_nearest_step(matrix: FloatArray, row: int, column: int, consistent: float) -> WorstPair:
    on_scale = min(SAATY_SCALE, key=lambda step: abs(math.log(step / consistent)))
    changed = matrix.copy()
    changed[row, column], changed[column, row] = on_scale, 1 / on_scale
    ratio_then = _weights(changed).consistency_ratio
    return WorstPair(row, column, float(matrix[row, column]), consistent, on_scale, ratio_then)


def _judgement(first: str, second: str, times: float) -> Message:
    """Put a comparison the way round in which it reads as a number of at least 1."""
    if times < 1:
        return _judgement(second, first, 1 / times)
    named = {"first": message(f"criterion.{first}"), "second": message(f"criterion.{second}")}
    if math.isclose(times, 1):
        return message("opinion.judgement.equal", **named)
    if math.isclose(times, round(times)):
        return message("opinion.judgement.times", times=round(times), **named)
    return message("opinion.judgement.about_times", times=times, **named)


def _weights(matrix: FloatArray) -> AhpResult:
    size = len(matrix)
    values, vectors = np.linalg.eig(matrix)
    principal = int(np.argmax(values.real))
    vector = np.abs(vectors[:, principal].real)
    # The eigenvalue is never below the size, but for rounding (Saaty 1977).
    lambda_max = max(float(values[principal].real), float(size))
    random_index = _RANDOM_INDEX[size - 1]
    ratio = (lambda_max - size) / (size - 1) / random_index if random_index else 0.0
    return AhpResult(vector / vector.sum(), lambda_max, ratio)


def _checked(comparisons: ArrayLike) -> FloatArray:
    matrix = finite(comparisons, "comparisons")
    if matrix.ndim != _TABLE or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise InputError("error.decision.comparisons_shape", field="comparisons")
    if len(matrix) > MOST_COMPARED:
        raise InputError(
            "error.decision.too_many_compared", field="comparisons", given=len(matrix), most=MOST_COMPARED
        )
    if not (matrix > 0).all():
        raise InputError("error.decision.comparison_not_positive", field="comparisons")
    if (np.abs(matrix * matrix.T - 1) > _RECIPROCAL_WITHIN).any():
        raise InputError("error.decision.not_reciprocal", field="comparisons")
    return matrix


def _pairs(criterion_ids: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (first, second) for place, first in enumerate(criterion_ids) for second in criterion_ids[place + 1 :]
    ]
