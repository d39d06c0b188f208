"""The changes of one requirement that are tried together with others: none moves far from what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Housing
from drentsportal.domain.match.criteria import LimitKind
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.relative_change import MILLION, relative_change
from drentsportal.domain.match.requirements import as_number
from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.requirements import Judgement

MODEST_CHANGE: Final = MILLION // 4
"""A number moves by at most a quarter of what was asked; a date by a quarter of a year."""

_ADDED_IDS: Final = 4
"""Of a set, only the ids that most excluded offers have are tried; own choice, to stay fast."""


def modest_limits(result: MatchResult, judgement: Judgement) -> Iterator[tuple[Limit, int]]:
    """Name the limits to try for one requirement together with others, with their relative change."""
    criterion, limit = judgement.criterion, judgement.limit
    if criterion.id == "supply":
        return
    if criterion.id == "housing":
        yield Housing.EITHER.value, MILLION
    elif criterion.limit_kind in {LimitKind.IS_TRUE, LimitKind.NEED}:
        yield False, MILLION
    elif isinstance(limit, tuple):
        yield from _wider_sets(result, judgement)
    elif criterion.id == "category":
        yield from _near_categories(as_number(limit))
    else:
        needed = _modest(judgement)
        if needed is not None:
            yield needed, int(relative_change(judgement, np.array([needed]))[0])


def _wider_sets(result: MatchResult, judgement: Judgement) -> Iterator[tuple[Limit, int]]:
    """Add one of the ids that most of the offers that fail have."""
    column, fails = result.inputs.offers.sets[judgement.criterion.id], judgement.verdicts == Verdict.FAILS
    counts = np.bincount(column.possible[fails & (column.possible >= 0)], minlength=len(column.sets))
    by_id: dict[str, int] = {}
    for code in np.flatnonzero(counts).tolist():
        for each in column.sets[code]:
            by_id[each] = by_id.get(each, 0) + int(counts[code])
    asked = judgement.limit if isinstance(judgement.limit, tuple) else ()
    for each in sorted(by_id, key=lambda one: (-by_id[one], one))[:_ADDED_IDS]:
        yield (*asked, each), MILLION


def _near_categories(asked: int) -> Iterator[tuple[Limit, int]]:
    widest = len(CATEGORIES) * MODEST_CHANGE // MILLION
    for rank in range(max(1, asked - widest), min(len(CATEGORIES), asked + widest) + 1):
        if rank != asked:
            yield rank, abs(rank - asked) * MILLION // len(CATEGORIES)


def _modest(judgement: Judgement) -> int | None:
    """Return the loosest limit on the printed step within a quarter of what was asked."""
    criterion, asked = judgement.criterion, as_number(judgement.limit)
    whole = 365 if criterion.unit == "day" else asked
    room = whole * MODEST_CHANGE // MILLION
    if criterion.limit_kind is LimitKind.AT_LEAST:
        needed = -(-(asked - room) // criterion.step) * criterion.step
        return needed if 0 < needed < asked else None
    needed = (asked + room) // criterion.step * criterion.step
    return needed if needed > asked else None
