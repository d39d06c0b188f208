"""The limit at which each failing offer would pass, and how far that is from what was asked.

Relative changes are whole millionths, so that sums and ties are exact: of a number, of what was asked; of a
date, of a year; of a category, of all steps; of a set, a yes or the kind of housing, the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.criteria import LimitKind
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.requirements import as_number
from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.match.criteria import CriteriaProfile, Criterion
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.match.requirements import Judgement

MILLION: Final = 1_000_000
IMPOSSIBLE: Final = 10**12
"""Relative change of what no change of the request can let in; sorts after every other."""

NO_LIMIT: Final = -1
"""Stands in ``needed_numbers`` for "no limit lets it in"."""

_DAYS_PER_YEAR: Final = 365


def changes_in_all(offers: OfferTable, judgements: Sequence[Judgement], profile: CriteriaProfile) -> IntArray:
    """Sum the relative changes that each offer needs to pass; 0 for one that passes."""
    changes = np.zeros(len(offers), np.int64)
    for judgement in judgements:
        rows = np.flatnonzero(judgement.verdicts == Verdict.FAILS)
        changes[rows] += _changes(offers, judgement, rows, profile)
    return changes


def needed_numbers(
    offers: OfferTable, judgement: Judgement, rows: IntArray, profile: CriteriaProfile
) -> IntArray:
    """Return the limit nearest to the one asked at which each failing row passes, to the printed step.

    One step nearer to what was asked, it fails. ``NO_LIMIT`` where no positive limit does.
    """
    criterion = judgement.criterion
    if criterion.id == "category":
        least = offers.intervals["category_min"].low[rows]
        most = offers.intervals["category_max"].high[rows]
        nearest = np.where(most < as_number(judgement.limit), most, least)
        return np.where((least <= nearest) & (nearest <= most), nearest, NO_LIMIT)
    column = offers.intervals[criterion.id]
    if criterion.limit_kind is LimitKind.AT_MOST:
        return -(-column.low[rows] // criterion.step) * criterion.step
    margin = profile.permit_margin_dm if criterion.id == "height" else 0
    needed = (column.high[rows] + margin) // criterion.step * criterion.step
    return np.where(needed > 0, needed, NO_LIMIT)


def on_step(limits: IntArray, criterion: Criterion) -> IntArray:
    """Round each limit to the printed step, so that what it lets in still passes."""
    if criterion.limit_kind is LimitKind.AT_LEAST:
        return limits // criterion.step * criterion.step
    return -(-limits // criterion.step) * criterion.step


def is_numeric(judgement: Judgement) -> bool:
    """Whether the limit is a number that can be moved."""
    by_number = judgement.criterion.limit_kind in {LimitKind.AT_LEAST, LimitKind.AT_MOST}
    return by_number and judgement.criterion.id != "supply"


def relative_change(judgement: Judgement, needed: IntArray) -> IntArray:
    """Return how far each needed number is from the one asked, in millionths."""
    asked = as_number(judgement.limit)
    unit = {"category": len(CATEGORIES), "day": _DAYS_PER_YEAR}.get(judgement.criterion.unit, max(asked, 1))
    return np.where(needed == NO_LIMIT, IMPOSSIBLE, np.abs(needed - asked) * MILLION // unit)


def _changes(offers: OfferTable, judgement: Judgement, rows: IntArray, profile: CriteriaProfile) -> IntArray:
    if is_numeric(judgement):
        return relative_change(judgement, needed_numbers(offers, judgement, rows, profile))
    if judgement.criterion.id in offers.sets:
        column = offers.sets[judgement.criterion.id]
        nothing = np.array([not each for each in column.sets] + [False], np.bool_)
        return np.where(nothing[column.possible[rows]], IMPOSSIBLE, MILLION)
    return np.full(len(rows), IMPOSSIBLE if judgement.criterion.id == "supply" else MILLION, np.int64)
