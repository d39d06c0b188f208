"""Of the sites that a change lets in: how many leave a requirement to be asked, rather than fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.choice import OfferOrder, before_and_after
from drentsportal.domain.match.combined_offers import wanted_area_m2
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.relaxation import relaxed
from drentsportal.domain.match.requirements import judge
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message


def to_check_count(result: MatchResult, moved: Mapping[str, Limit], gained: NDArray[np.bool_]) -> int:
    """Count the candidates in ``gained`` of which the offer that would be shown leaves something to ask.

    ``moved`` names the requirements that change, with their limits. What stands for a site is decided as in
    ``choice.choose``, on the offers of this match; ``recount`` sees to it that these are those of the change.
    """
    if not gained.any():
        return 0
    offers = result.inputs.offers
    fails, checks = np.zeros(len(offers), np.int64), np.zeros(len(offers), np.int64)
    for judgement in result.judgements:
        criterion = judgement.criterion
        judged = judgement
        if criterion.id in moved:
            judged = judge(offers, criterion, moved[criterion.id], result.profile)
        fails += judged.verdicts == Verdict.FAILS
        checks += judged.verdicts == Verdict.CHECK
    order_of = OfferOrder(wanted_area_m2(relaxed(result.request, moved.items())), result.inputs.direct_first)
    precedence, ties = before_and_after(offers, checks, order_of)
    rows = np.flatnonzero((fails == 0) & gained[offers.candidate_rows])
    scores = result.scores
    keys = (ties[rows], -scores.high[rows], -scores.low[rows], precedence[rows], offers.candidate_rows[rows])
    ordered = rows[np.lexsort(keys)]
    _, first = np.unique(offers.candidate_rows[ordered], return_index=True)
    return int(np.count_nonzero(checks[ordered[first]]))


def with_to_check(change: Message, gained: int, lost: int, to_check: int) -> Message:
    """Say with a change of how many of the sites that it lets in something is left to ask."""
    if not to_check:
        return change
    counts = {"gained": gained, "count": to_check}
    if lost or change.id.startswith("what_if.joint"):
        # The sentence does not end with what comes in.
        return message("what_if.to_check.of_gained", change=change, **counts)
    variant = "what_if.to_check.all" if gained == to_check else "what_if.to_check"
    return message(variant, change=change, **counts)
