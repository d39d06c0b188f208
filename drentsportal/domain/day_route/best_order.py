"""The order of stops that takes the least travel, exact by dynamic programming over sets of stops.

Method: M. Held and R. M. Karp, "A dynamic programming approach to sequencing problems", J. SIAM 10 (1962).
The work doubles with each stop, so that a day has ``MOST_STOPS`` at most. Of orders that take equally long
the one nearest to the order in which the stops were given counts, so that the answer is the same everywhere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.day_route.legs import LegTable

MOST_STOPS: Final = 9
"""More than anybody sees in a day."""


def travel_seconds(legs: LegTable, order: Sequence[int]) -> int:
    """Add up the travel from place 0 along stops to the last place of the table.

    Stops are the places between the first and the last.
    """
    places = (0, *order, len(legs) - 1)
    return sum(legs.leg(start, end).seconds for start, end in pairwise(places))


def best_order(legs: LegTable, first: int | None = None, last: int | None = None) -> tuple[int, ...]:
    """Return the stops (1 to ``len(legs) - 2``) in the order that takes the least travel.

    ``first`` and ``last`` fix which stop comes first or last. Raises ``InputError`` for more than
    ``MOST_STOPS`` stops, and where the first is also to be the last of several.
    """
    count = len(legs) - 2
    if count > MOST_STOPS:
        raise InputError("error.day.too_many", field="site", stop_count=count, most=MOST_STOPS)
    if count > 1 and first is not None and first == last:
        raise InputError("error.day.first_is_last", field="last")
    if count < 1:
        return ()
    # The best way on from a stop, with what is still to be seen as a set of bits: seconds, then the order.
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {}
    everything = (1 << count) - 1
    for left in range(everything):
        for here in range(1, count + 1):
            if not left >> (here - 1) & 1:
                best[here, left] = _best_from(legs, best, here, left, last)
    starts = [first] if first is not None else list(range(1, count + 1))
    found = []
    for stop in starts:
        seconds, order = best[stop, everything & ~(1 << (stop - 1))]
        found.append((legs.leg(0, stop).seconds + seconds, (stop, *order)))
    return min(each for each in found if _ends_with(each[1], last))[1]


def _best_from(
    legs: LegTable,
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]],
    here: int,
    left: int,
    last: int | None,
) -> tuple[int, tuple[int, ...]]:
    """Return the least travel from a stop over all that is left to the end; ``last`` waits for the end."""
    end = len(legs) - 1
    if not left:
        return legs.leg(here, end).seconds, ()
    stops = [each for each in range(1, end) if left >> (each - 1) & 1]
    others = [each for each in stops if each != last]
    found = []
    for stop in others or stops:
        seconds, order = best[stop, left & ~(1 << (stop - 1))]
        found.append((legs.leg(here, stop).seconds + seconds, (stop, *order)))
    return min(found)


def _ends_with(order: tuple[int, ...], last: int | None) -> bool:
    return last is None or order[-1] == last
