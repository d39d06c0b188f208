"""TOPSIS: nearest to the best that occurs, farthest from the worst that occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.decision.problem import checked_problem
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike

    from drentsportal.domain.decision.problem import FloatArray


def topsis(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike, normalisation: str = "vector"
) -> FloatArray:
    """Return how close each alternative is to the best that occurs, 0 to 1; more is better.

    C. L. Hwang and K. Yoon, Multiple Attribute Decision Making, Springer 1981. Each column is normalised and
    weighted; the ideal takes the best of every column, the anti-ideal the worst; closeness is the distance to
    the anti-ideal divided by both distances together (Euclidean). ``normalisation``: "vector" divides by the
    length of the column, as Hwang and Yoon do; "minmax" maps the column to 0..1. The two can name different
    winners. Both look at all alternatives, so adding or removing one can reorder the rest.

    A column in which nothing differs says nothing; where no column differs every closeness is 0.5.

    Raises ``InputError`` (``problem.checked_problem``), also for another normalisation.
    """
    problem = checked_problem(matrix, weights, directions)
    if normalisation not in _NORMALISATIONS:
        accepted = ", ".join(_NORMALISATIONS)
        raise InputError("error.decision.normalisation", field="normalisation", accepted=accepted)
    normalised = _NORMALISATIONS[normalisation]
    to_best = np.zeros(len(problem.matrix))
    to_worst = np.zeros(len(problem.matrix))
    for column, weight, direction in zip(problem.matrix.T, problem.weights, problem.directions, strict=True):
        worths = normalised(column) * (weight * direction)
        to_best += (worths.max() - worths) ** 2
        to_worst += (worths - worths.min()) ** 2
    np.sqrt(to_best, out=to_best)
    np.sqrt(to_worst, out=to_worst)
    both = to_best + to_worst
    closeness: FloatArray = np.full(len(both), 0.5)
    np.divide(to_worst, both, out=closeness, where=both > 0)
    return closeness


def _by_length(column: FloatArray) -> FloatArray:
    # Scaled first, so that squares of very small or large figures stay finite and above zero.
    scaled = _scaled(column)
    length = np.sqrt(np.sum(scaled * scaled))
    return scaled / length if length else scaled


def _by_span(column: FloatArray) -> FloatArray:
    scaled = _scaled(column)
    least = scaled.min()
    span = scaled.max() - least
    return (scaled - least) / span if span else np.zeros_like(scaled)


def _scaled(column: FloatArray) -> FloatArray:
    largest = np.abs(column).max()
    return column / largest if largest else np.zeros_like(column)


_NORMALISATIONS: Mapping[str, Callable[[FloatArray], FloatArray]] = {
    "vector": _by_length,
    "minmax": _by_span,
}
