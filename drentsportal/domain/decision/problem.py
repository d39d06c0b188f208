"""What a decision method is given, checked: every method refuses the same mistakes with the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    FloatArray = NDArray[np.float64]

LARGEST: Final = 1e100
"""Figures beyond this are refused: their squares and differences would no longer be finite."""

_TABLE: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class DecisionProblem:
    """Alternatives (rows) on criteria (columns), each with a weight and a direction.

    ``weights`` sum to 1; ``directions`` are +1 where more is better and -1 where less is.
    """

    matrix: FloatArray
    weights: FloatArray
    directions: FloatArray


def checked_problem(matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike) -> DecisionProblem:
    """Check what a method is given, and share the weights out to 1.

    Raises ``InputError`` when the matrix is no table with at least one row and column, when weights or
    directions do not count as many as the columns, when a figure is not finite or beyond ``LARGEST``, a
    weight negative, all weights zero, or a direction neither +1 nor -1.
    """
    table = finite(matrix, "matrix")
    if table.ndim != _TABLE or not table.size:
        raise InputError("error.decision.no_table", field="matrix")
    shares = per_criterion(weights, "weights", table)
    if (shares < 0).any():
        raise InputError("error.decision.weight_negative", field="weights")
    total = shares.sum()
    if not total:
        raise InputError("error.decision.weights_all_zero", field="weights")
    signs = per_criterion(directions, "directions", table)
    if not np.isin(signs, (-1.0, 1.0)).all():
        raise InputError("error.decision.direction", field="directions")
    return DecisionProblem(table, shares / total, signs)


def per_criterion(given: ArrayLike, field: str, table: FloatArray) -> FloatArray:
    """Return one finite figure per column of a table; raises ``InputError``."""
    values = finite(given, field)
    if values.shape != table.shape[1:]:
        raise InputError(
            "error.decision.per_criterion", field=field, given=values.size, criteria=table.shape[1]
        )
    return values


def finite(given: ArrayLike, field: str) -> FloatArray:
    """Return figures as float64; raises ``InputError`` for what is no number, not finite or too large."""
    try:
        values = np.asarray(given, np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError("error.decision.not_figures", field=field) from error
    # Least and most say it all, and what is no number fails both comparisons.
    if values.size and not (values.min() >= -LARGEST and values.max() <= LARGEST):
        raise InputError("error.decision.not_finite", field=field)
    return values
