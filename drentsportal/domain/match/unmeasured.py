"""Where nobody measured the building: of one offer, and of the sites that a change lets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offer_columns import Basis
from drentsportal.domain.match.requirements import judge
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntervalColumn
    from drentsportal.domain.match.requirements import Judgement
    from drentsportal.domain.message import Message


def is_unmeasured(column: IntervalColumn, judgement: Judgement) -> NDArray[np.bool_]:
    """Whether a building could be measured on each offer, but only bounds are known that say too little."""
    measurable = np.isin(column.basis, (Basis.COMPUTED, Basis.NOT_COMPUTED))
    loose: NDArray[np.bool_] = (
        measurable & (column.low < column.high) & np.not_equal(judgement.verdicts, Verdict.FITS)
    )
    return loose


def unmeasured_count(result: MatchResult, moved: Mapping[str, Limit], gained: NDArray[np.bool_]) -> int:
    """Count the candidates in ``gained`` of which the building is not measured on any offer that passes.

    ``moved`` names the requirements that change, with their limits. Such a site may still drop out when the
    changed request is matched; 0 where no building is asked.
    """
    if not gained.any() or all(each.criterion.id != "building" for each in result.judgements):
        return 0
    offers = result.inputs.offers
    fails = result.choice.fail_counts.copy()
    is_open = np.zeros(len(offers), np.bool_)
    for judgement in result.judgements:
        judged = judgement
        criterion = judgement.criterion
        if criterion.id in moved:
            judged = judge(offers, criterion, moved[criterion.id], result.profile)
            fails += np.equal(judged.verdicts, Verdict.FAILS)
            fails -= np.equal(judgement.verdicts, Verdict.FAILS)
        if criterion.id == "building":
            is_open = is_unmeasured(offers.intervals["building"], judged)
    measured = np.logical_or.reduceat((fails == 0) & ~is_open, offers.candidate_starts())
    return int((gained & ~measured).sum())


def with_unmeasured(change: Message, count: int) -> Message:
    """Say with a change of how many sites that it lets in the building was not measured."""
    return message("what_if.unmeasured", change=change, count=count) if count else change
