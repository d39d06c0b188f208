"""PROMETHEE II: how much more an alternative is preferred to the others than they to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.decision.problem import checked_problem
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from drentsportal.domain.decision.problem import FloatArray

_BLOCK_CELLS: Final = 2_000_000
"""Differences that are held at one time, 16 MB: a few thousand alternatives have many millions of pairs."""


@dataclass(frozen=True, slots=True)
class PreferenceFunction:
    """How strongly a difference on one criterion counts, 0 to 1, in the unit of the criterion.

    A difference up to ``indifference`` counts 0, from ``strict`` on 1, linear between. Both 0: any difference
    counts fully (the usual criterion, type I). Equal: a threshold (type II); ``indifference`` 0: V-shape
    (type III); else linear with indifference (type V). The types are those of Brans and Vincke 1985, of which
    IV and VI are not made.
    """

    indifference: float = 0.0
    strict: float = 0.0

    def __post_init__(self) -> None:
        """Raise ``InputError`` when a threshold is negative, not finite, or the strict one the smaller."""
        if not 0 <= self.indifference <= self.strict < float("inf"):
            raise InputError("error.decision.thresholds", field="functions")

    @property
    def is_usual(self) -> bool:
        """Whether any difference counts fully."""
        return self.strict == 0


def promethee_ii(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    functions: Sequence[PreferenceFunction] | None = None,
) -> FloatArray:
    """Return the net outranking flow of each alternative, -1 to 1; more is better, all sum to 0.

    J. P. Brans and Ph. Vincke, A preference ranking organisation method, Management Science 31 (1985)
    647-656. Every pair is compared per criterion; the flow is the weighted mean of how far an alternative is
    preferred less how far others are preferred to it, over the n - 1 others. ``functions`` has one preference
    function per criterion; without it all are the usual one, for which the size of a difference does not
    count, only who is better. A single alternative has flow 0. Adding or removing an alternative can reorder
    the rest.

    The usual function takes n log n by sorting; others take all pairs, in blocks of 16 MB.

    Raises ``InputError`` (``problem.checked_problem``), also for another number of functions than criteria.
    """
    problem = checked_problem(matrix, weights, directions)
    count, criteria = problem.matrix.shape
    chosen = (PreferenceFunction(),) * criteria if functions is None else tuple(functions)
    if len(chosen) != criteria:
        raise InputError(
            "error.decision.per_criterion", field="functions", given=len(chosen), criteria=criteria
        )
    flows = np.zeros(count)
    for place, function in enumerate(chosen):
        values = problem.matrix[:, place] * problem.directions[place]
        net = _net_wins(values) if function.is_usual else _net_strength(values, function)
        flows += problem.weights[place] * (net / max(count - 1, 1))
    return flows


def _net_wins(values: FloatArray) -> FloatArray:
    """Count for each value how many are smaller, less how many are larger: what comparing all pairs gives."""
    ordered = np.sort(values)
    smaller = np.searchsorted(ordered, values, side="left")
    larger = len(values) - np.searchsorted(ordered, values, side="right")
    net: FloatArray = (smaller - larger).astype(np.float64)
    return net


def _net_strength(values: FloatArray, function: PreferenceFunction) -> FloatArray:
    net = np.empty(len(values))
    rows = max(_BLOCK_CELLS // len(values), 1)
    for start in range(0, len(values), rows):
        block = slice(start, start + rows)
        differences = values[block, np.newaxis] - values
        strength = _strength(np.abs(differences), function)
        net[block] = (strength * np.sign(differences)).sum(axis=1)
    return net


def _strength(differences: FloatArray, function: PreferenceFunction) -> FloatArray:
    width = function.strict - function.indifference
    if not width:
        return (differences > function.indifference).astype(np.float64)
    return np.clip((differences - function.indifference) / width, 0, 1)
