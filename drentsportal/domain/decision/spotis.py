"""SPOTIS: how far from an ideal that does not depend on which alternatives there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.decision.problem import checked_problem, finite, per_criterion
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from drentsportal.domain.decision.problem import DecisionProblem, FloatArray

_ENDS: Final = 2


def spotis(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    bounds: ArrayLike,
    ideal: ArrayLike | None = None,
) -> FloatArray:
    """Return the weighted distance of each alternative from the ideal; less is better, 0 is ideal.

    J. Dezert, A. Tchamova, D. Han and J. M. Tacnet, The SPOTIS rank reversal free method for multi-criteria
    decision-making support, FUSION 2020. ``bounds`` has the least and the most that each criterion can be, a
    row each. Per criterion the distance from the ideal is divided by the width of the bounds. ``ideal`` is an
    expected solution point within the bounds; without it the ideal is the better bound of every criterion,
    and distances lie between 0 and 1. With it ``directions`` have no part. Each alternative is judged by
    itself, so adding or removing one never reorders the rest.

    Raises ``InputError`` (``problem.checked_problem``), also for bounds that do not ascend or are not two per
    criterion, and for a value or an ideal beyond them.
    """
    problem = checked_problem(matrix, weights, directions)
    least, most = _checked_bounds(bounds, problem)
    if ideal is None:
        target = np.where(problem.directions > 0, most, least)
    else:
        target = per_criterion(ideal, "ideal", problem.matrix)
        if ((target < least) | (target > most)).any():
            raise InputError("error.decision.ideal_beyond_bounds", field="ideal")
    away = problem.matrix - target
    np.abs(away, out=away)
    away *= problem.weights / (most - least)
    # A plain sum of each row, which a matrix product is not: its rounding hangs on the rows beside it.
    distances: FloatArray = away.sum(axis=1)
    return distances


def _checked_bounds(given: ArrayLike, problem: DecisionProblem) -> tuple[FloatArray, FloatArray]:
    bounds = finite(given, "bounds")
    if bounds.shape != (problem.matrix.shape[1], _ENDS):
        raise InputError("error.decision.bounds_shape", field="bounds", criteria=problem.matrix.shape[1])
    least, most = bounds.T
    if not (least < most).all():
        raise InputError("error.decision.bounds_order", field="bounds")
    if (problem.matrix < least).any() or (problem.matrix > most).any():
        raise InputError("error.decision.value_beyond_bounds", field="matrix")
    return least, most
