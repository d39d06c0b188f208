"""At which limit of one requirement each candidate qualifies, the others staying as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.criteria import LimitKind
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offer_columns import UNBOUNDED
from drentsportal.domain.match.requirements import judge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.requirements import Judgement

_NEVER: Final = 2 * UNBOUNDED
"""Threshold of a candidate that no limit of this requirement lets in."""


def qualifies_with(result: MatchResult, judgement: Judgement, limit: Limit) -> NDArray[np.bool_]:
    """Whether each candidate qualifies with another limit of one requirement, the others as asked."""
    offers = result.inputs.offers
    moved = judge(offers, judgement.criterion, limit, result.profile)
    passes = others_pass(result, judgement) & np.not_equal(moved.verdicts, Verdict.FAILS)
    if not len(passes):
        return passes
    qualifies: NDArray[np.bool_] = np.logical_or.reduceat(passes, offers.candidate_starts())
    return qualifies


def others_pass(result: MatchResult, judgement: Judgement) -> NDArray[np.bool_]:
    """Whether each offer passes every requirement but one."""
    fails_here = judgement.verdicts == Verdict.FAILS
    passes: NDArray[np.bool_] = np.equal(result.choice.fail_counts - fails_here, 0)
    return passes


def strictest_limits(result: MatchResult, judgement: Judgement, is_open: NDArray[np.bool_]) -> IntArray:
    """Return per candidate the strictest limit of a numeric requirement at which it qualifies.

    ``is_open`` tells which offers pass every other requirement. A candidate that no limit lets in has one
    beyond ``UNBOUNDED``, on the strict side.
    """
    offers, criterion = result.inputs.offers, judgement.criterion
    column = offers.intervals[criterion.id]
    at_least = criterion.limit_kind is LimitKind.AT_LEAST
    margin = result.profile.permit_margin_dm if criterion.id == "height" else 0
    bounds = column.high + margin if at_least else column.low
    always = UNBOUNDED if at_least else -UNBOUNDED
    never = -_NEVER if at_least else _NEVER
    bounds = np.where(judgement.applies, bounds, always)
    bounds = np.where(is_open, bounds, never)
    if not len(bounds):
        return bounds
    reduce = np.maximum if at_least else np.minimum
    strictest: IntArray = reduce.reduceat(bounds, offers.candidate_starts())
    return strictest
