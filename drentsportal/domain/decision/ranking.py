"""From scores to places, and how far two orders agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from drentsportal.domain.decision.problem import FloatArray
    from drentsportal.domain.match.offer_columns import IntArray

TIE_WITHIN: Final = 1e-9
"""Scores of a method that lie closer than this, in order, count as equal: rounding must not make an order."""


def rank_order(scores: FloatArray) -> IntArray:
    """Return the rows from the highest score to the lowest; what counts as equal keeps the order of the rows.

    Scores that follow each other within ``TIE_WITHIN`` are equal, so the order is the same on every machine.
    """
    falling = np.argsort(-scores, kind="stable")
    drops = -np.diff(scores[falling], prepend=scores[falling[:1]])
    group = np.empty(len(scores), np.int64)
    group[falling] = np.cumsum(drops > TIE_WITHIN)
    return np.argsort(group, kind="stable").astype(np.int64)


def kendall_tau(ranks: ArrayLike) -> float:
    """Return how far an order agrees with 1, 2, 3 ...: 1 the same, 0 no relation, -1 the reverse.

    M. G. Kendall, A new measure of rank correlation, Biometrika 30 (1938) 81-93: the share of pairs in the
    same order less the share in the opposite one. ``ranks`` are the places 1 to n, each once. A single
    alternative agrees.

    Raises ``InputError`` when the places are not 1 to n.
    """
    places = np.asarray(ranks, np.int64)
    if places.ndim != 1 or not np.array_equal(np.sort(places), np.arange(1, len(places) + 1)):
        raise InputError("error.decision.not_ranks", field="ranks")
    pairs = len(places) * (len(places) - 1) // 2
    return 1.0 if not pairs else (pairs - 2 * _inversions(places - 1)) / pairs


def _inversions(order: NDArray[np.int64]) -> int:
    """Count the pairs that stand in the wrong order, bit by bit from the highest: n log n.

    Two numbers first differ in one bit; the pair is wrong when the one with that bit set comes first.
    """
    wrong = 0
    for bit in reversed(range(len(order).bit_length())):
        upper = order >> (bit + 1)
        is_set = (order >> bit & 1).astype(np.bool_)
        set_before: IntArray = np.cumsum(is_set, dtype=np.int64) - is_set
        starts = np.searchsorted(upper, upper, side="left")
        wrong += int((set_before - set_before[starts])[~is_set].sum())
        order = order[np.argsort(order >> bit, kind="stable")]
    return wrong
