"""How a straight distance is told: as it lies, and with a detour factor also what it counts as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.match.readings import Reading
    from drentsportal.domain.message import Message

NO_DETOUR: Final = 100
"""Percent of the straight distance that counts where no factor is asked."""


def straight_m(counted_m: int, detour_percent: int) -> int:
    """Return the straight distance in whole metres of which ``counted_m`` is the product with the factor.

    The product was rounded to the metre, so what comes back is at most a metre off.
    """
    return (2 * counted_m * NO_DETOUR + detour_percent) // (2 * detour_percent)


def way_told(detour_percent: int) -> Message:
    """Tell how distances are counted: straight, or straight times a factor."""
    if detour_percent == NO_DETOUR:
        return message("way.straight")
    return message("way.detour", factor_percent=detour_percent)


def distance_told(low_m: int, high_m: int, detour_percent: int, *, in_metres: bool = False) -> Message:
    """Tell a counted distance, or its span; with a factor as straight distance x factor = what counts.

    ``in_metres`` for what would read the same as its limit in km.
    """
    family = "counted" if low_m == high_m else "counted.span"
    step = "_m" if in_metres else ""
    counted = {"at_m": low_m} if low_m == high_m else {"low_m": low_m, "high_m": high_m}
    if detour_percent == NO_DETOUR:
        return message(f"{family}.straight{step}", **counted)
    straight = {
        name.replace("_m", "_straight_m"): straight_m(each, detour_percent) for name, each in counted.items()
    }
    return message(f"{family}.detour{step}", **counted, **straight, factor_percent=detour_percent)


def reading_told(read: Reading, verdict: Verdict | None = None, *, in_metres: bool = False) -> Message | None:
    """Tell a read distance: both bounds, or the one that a verdict rests on; ``None`` where it is not known.

    A limit that is met is met by the farthest, one that is not met is missed by the nearest.
    """
    low = read.high if verdict is Verdict.FITS else read.low
    high = read.low if verdict is Verdict.FAILS else read.high
    if low is None or high is None:
        return None
    return distance_told(low, high, read.travel.detour_percent, in_metres=in_metres)
