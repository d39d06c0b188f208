"""What an answer to an open question can be worth: classes, or numbers evenly spread over what is open.

Where a requirement hangs on the same question, only answers that do not fail it: whoever fails drops out,
whatever else the value would have been worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.criteria import LimitKind
from drentsportal.domain.match.preferences import (
    NO_CLASS,
    NONE_CLASS,
    number_worths,
    open_classes,
)
from drentsportal.domain.match.requirements import as_ids, as_number
from drentsportal.domain.vocabulary import Scarcity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import Preference
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.requirements import Judgement

GRID: Final = 101
"""Worths that an unknown number is tried at, the least and the most among them."""


def answer_worths(
    result: MatchResult,
    offer: int,
    preference: Preference,
    bounds: tuple[int, int],
    required: Judgement | None = None,
) -> Sequence[int]:
    """Return what each answer about an offer is worth, 0 to ``SCALE_TOP``; the least first.

    ``bounds`` are the least and the most that it can be worth now, ``required`` the requirement that the same
    answer decides on, where there is one.
    """
    low, high = bounds
    classes = open_classes(result.inputs.offers, offer, preference, result.profile)
    if classes:
        failing = frozenset[str]() if required is None else _failing_classes(required, preference)
        # The bounds hold what else is known, so no answer goes beyond them.
        return sorted(min(max(worth, low), high) for name, worth in classes if name not in failing)
    if required is not None:
        low, high = _numbers_that_meet(result, offer, preference, required)
    return [low + (high - low) * step // (GRID - 1) for step in range(GRID)]


def _failing_classes(required: Judgement, preference: Preference) -> frozenset[str]:
    """Name the classes of a preference that fail the requirement on the same criterion."""
    kind = required.criterion.limit_kind
    if kind is LimitKind.IS_TRUE:
        return frozenset({NO_CLASS})
    if kind is LimitKind.NEED:
        return frozenset({Scarcity.NONE.value})
    if kind is LimitKind.ANY_OF and set(as_ids(required.admitted)) <= set(preference.target):
        return frozenset({NONE_CLASS})
    return frozenset()


def _numbers_that_meet(
    result: MatchResult, offer: int, preference: Preference, required: Judgement
) -> tuple[int, int]:
    """Return the least and the most worth of the numbers that the offer can have and that meet the limit."""
    column, limit = result.inputs.offers.intervals[preference.criterion_id], as_number(required.limit)
    least, most = int(column.low[offer]), int(column.high[offer])
    if required.criterion.limit_kind is LimitKind.AT_LEAST:
        least = max(least, limit)
    else:
        most = min(most, limit)
    return number_worths(least, most, preference, result.profile)
