"""What if: how many candidates qualify when one requirement is moved and the others stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Housing
from drentsportal.domain.match.change_words import proposal_statement
from drentsportal.domain.match.criteria import LimitKind
from drentsportal.domain.match.joint_what_if import JointProposal, joint_relaxations
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.modest_changes import MODEST_CHANGE
from drentsportal.domain.match.nearest_relaxation import nearest_relaxations
from drentsportal.domain.match.offer_columns import UNBOUNDED
from drentsportal.domain.match.recount import Recounts, eased, with_counts
from drentsportal.domain.match.relative_change import on_step, relative_change
from drentsportal.domain.match.requirements import as_number
from drentsportal.domain.match.thresholds import others_pass, qualifies_with, strictest_limits
from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.asking.request import Limit, LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.requirements import Judgement
    from drentsportal.domain.message import Message

_BY_GROUND: Final = frozenset({"plot_area", "building"})
"""Requirements that a site can meet with other plots together, or as measured, only."""

_MEASURED: Final = 8
"""Of the nearest sites, as many are measured to find a change where the bounds let nobody in; own choice."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change of one requirement, and whom it lets in; ``needed`` is ``None`` where none does alone.

    ``lost`` is empty but for another category, which can fall below the least that a plan admits.
    ``unmeasured`` counts those of ``gained`` of which nobody measured whether the building fits, ``to_check``
    those that leave a requirement to be asked rather than fit.
    """

    criterion_id: str
    asked: Limit
    needed: Limit | None
    count_now: int
    count_then: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    statement: Message
    unmeasured: int = 0
    to_check: int = 0


def best_relaxations(result: MatchResult) -> tuple[Proposal, ...]:
    """Propose one change per requirement, the one that lets most in first.

    A number moves as far as lets most candidates in within a quarter of what was asked, and no further than
    that needs; where a quarter lets nobody in, as far as lets the first one in. Ties keep the order in which
    requirements are shown.
    """
    recounts = Recounts(result)
    proposals = [
        _proposal(result, judgement, recounts)
        for judgement in result.judgements
        if judgement.criterion.id != "supply"
    ]
    return tuple(sorted(proposals, key=lambda each: each.count_now - each.count_then))


def relaxations_together(result: MatchResult) -> tuple[JointProposal, ...]:
    """Propose the few changes that add most together; where nothing fits, all that the nearest sites need."""
    return joint_relaxations(result) or nearest_relaxations(result)


def relaxed_request(request: LocationRequest, proposal: Proposal) -> LocationRequest:
    """Return the request with one proposal taken over; the same request where nothing can be changed.

    A requirement that is given up (parkmanagement) is left out, not kept as a limit that all meet.
    """
    needed = proposal.needed
    if needed is None:
        return request
    return eased(request, {proposal.criterion_id: needed})


def _proposal(result: MatchResult, judgement: Judgement, recounts: Recounts) -> Proposal:
    criterion, asked = judgement.criterion, judgement.limit
    needed = _best_limit(result, judgement, recounts)
    recount = recounts.of({} if needed is None else {criterion.id: needed})
    counts, detour_percent = (len(recount.gained), len(recount.lost)), result.request.detour_percent
    statement = proposal_statement(criterion, asked, needed, counts, detour_percent)
    return Proposal(
        criterion.id,
        asked,
        needed,
        recount.count_now,
        recount.count_then,
        recount.gained,
        recount.lost,
        with_counts(statement, recount),
        recount.unmeasured,
        recount.to_check,
    )


def _best_limit(result: MatchResult, judgement: Judgement, recounts: Recounts) -> Limit | None:
    """Return the limit that lets most in; of equal gain the one that is tried first."""
    criterion_id, best = judgement.criterion.id, recounts.of({}).count_then
    trials = list(_trials(result, judgement, recounts))
    # What is not measured counts as passing here, so that no other limit brings more than its bound.
    bounds = [int(qualifies_with(result, judgement, each).sum()) for each in trials]
    needed: Limit | None = None
    for number in sorted(range(len(trials)), key=lambda each: -bounds[each]):
        if bounds[number] <= best:
            break
        count = recounts.of({criterion_id: trials[number]}).count_then
        if count > best:
            needed, best = trials[number], count
    if needed is None and trials and criterion_id in _BY_GROUND:
        return _first_measured(result, judgement, recounts)
    return needed


def _first_measured(result: MatchResult, judgement: Judgement, recounts: Recounts) -> Limit | None:
    """Return the width or area that is proven on one of the nearest sites, where the bounds let nobody in."""
    fails, proven = result.choice.fail_counts, set[int]()
    for row in result.choice.rejections.tolist()[:_MEASURED]:
        shown = int(result.choice.shown_offer[row])
        if fails[shown] > 1 or judgement.verdicts[shown] != Verdict.FAILS:
            continue
        changes = result.rejection_of(result.inputs.offers.candidates.ids[row]).relaxations
        if len(changes) == 1 and isinstance(changes[0].needed, int) and not changes[0].is_at_most:
            proven.add(changes[0].needed)
    for needed in sorted(proven, reverse=True):
        recount = recounts.of({judgement.criterion.id: needed})
        if recount.count_then > recount.count_now:
            return needed
    return None


def _trials(result: MatchResult, judgement: Judgement, recounts: Recounts) -> Iterable[Limit]:
    """Name the limits to try, the smallest change first; of equal gain the first is kept."""
    if judgement.criterion.id == "housing":
        return (Housing.EITHER.value,)
    if judgement.criterion.limit_kind in {LimitKind.IS_TRUE, LimitKind.NEED}:
        return (False,)
    if isinstance(judgement.limit, tuple):
        return _wider_sets(result, judgement, judgement.limit)
    asked = as_number(judgement.limit)
    if judgement.criterion.id == "category":
        by_change = sorted(range(1, len(CATEGORIES) + 1), key=lambda rank: (abs(rank - asked), rank))
        return _first_gain(result, judgement, by_change[1:], recounts)
    return _number_trials(result, judgement, asked)


def _number_trials(result: MatchResult, judgement: Judgement, asked: int) -> tuple[int, ...]:
    thresholds = strictest_limits(result, judgement, others_pass(result, judgement))
    limits = np.unique(on_step(thresholds[np.abs(thresholds) < UNBOUNDED], judgement.criterion))
    at_least = judgement.criterion.limit_kind is LimitKind.AT_LEAST
    looser = limits[(limits < asked) & (limits > 0)] if at_least else limits[limits > asked]
    if not len(looser):
        return ()
    modest = looser[relative_change(judgement, looser) <= MODEST_CHANGE]
    if not len(modest):
        return (int(looser.max() if at_least else looser.min()),)
    return (int(modest.min() if at_least else modest.max()),)


def _wider_sets(
    result: MatchResult, judgement: Judgement, asked: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    column = result.inputs.offers.sets[judgement.criterion.id]
    rows = np.flatnonzero(others_pass(result, judgement) & (judgement.verdicts == Verdict.FAILS))
    codes = {code for code in column.possible[rows].tolist() if code >= 0}
    added = sorted({each for code in codes for each in column.sets[code]})
    return tuple((*asked, each) for each in added)


def _first_gain(
    result: MatchResult, judgement: Judgement, ranks: Iterable[int], recounts: Recounts
) -> tuple[int, ...]:
    now = recounts.of({}).count_then
    for rank in ranks:
        is_possible = qualifies_with(result, judgement, rank).sum() > now
        if is_possible and recounts.of({judgement.criterion.id: rank}).count_then > now:
            return (rank,)
    return ()
