"""Weights as whole numbers that sum to an exact total, by the method of the largest remainder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.criteria import WEIGHT_SUM
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence


def normalised_weights(weights: Sequence[int], total: int = WEIGHT_SUM) -> tuple[int, ...]:
    """Share ``total`` out in proportion to ``weights``.

    Each share is rounded down; what is left goes one by one to the largest remainders, ties to the earlier
    weight (method of Hamilton). Multiplying all weights by one number changes nothing. All zero stays zero.

    Raises ``InputError`` when a weight is negative.
    """
    if any(weight < 0 for weight in weights):
        raise InputError("error.request.weight_negative", field="preferences")
    given = sum(weights)
    if not given:
        return (0,) * len(weights)
    shares = [divmod(weight * total, given) for weight in weights]
    left = total - sum(share for share, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda place: (-shares[place][1], place))
    favoured = frozenset(by_remainder[:left])
    return tuple(share + (place in favoured) for place, (share, _) in enumerate(shares))
