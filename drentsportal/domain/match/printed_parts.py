"""Parts as they are printed beside their sum: rounded to a last digit so that what is printed adds up.

Parts each rounded to the nearest leave a reader who adds them up with another total than is printed.
Here they are rounded down, and what is then missing goes to the largest remainders, the earlier of equal ones
first, as with weights (``weights.normalised_weights``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.criteria import WEIGHT_SUM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.match.match_result import ScoreCard

TENTH: Final = 10**7
HUNDREDTH: Final = 10**6
"""A tenth and a hundredth of a point of a score (10**10 is 100 points)."""


_TENTH_OF_PERCENT: Final = WEIGHT_SUM // 1_000


def printed_parts(parts: Sequence[int], step: int) -> tuple[int, ...]:
    """Round parts of 0 or more to whole steps that sum to their sum rounded to the nearest step, half up.

    Each part moves less than a step; what is a whole number of steps stays.
    """
    rounded = [part // step for part in parts]
    missing = (2 * sum(parts) + step) // (2 * step) - sum(rounded)
    largest_first = sorted(range(len(parts)), key=lambda place: (-(parts[place] % step), place))
    for place in largest_first[:missing]:
        rounded[place] += 1
    return tuple(each * step for each in rounded)


def printed_weights(weights: Mapping[str, int]) -> dict[str, int]:
    """Return weights that sum to ``WEIGHT_SUM`` as they are printed in tenths of a per cent: 100 together."""
    return dict(zip(weights, printed_parts(tuple(weights.values()), _TENTH_OF_PERCENT), strict=True))


def card_weights(card: ScoreCard) -> dict[str, int]:
    """Return the weight of each wish of a score as it is printed, by criterion."""
    return printed_weights({each.criterion_id: each.weight for each in card.contributions})


def printed_points(card: ScoreCard) -> dict[str, int]:
    """Return what each wish adds to the point of a score as it is printed in tenths, by criterion."""
    printed = printed_parts([each.point for each in card.contributions], TENTH)
    return {each.criterion_id: point for each, point in zip(card.contributions, printed, strict=True)}
