"""What would let anything in where nothing fits: everything that the nearest sites need, together.

``joint_what_if`` moves at most three requirements, each by at most a quarter. Where that lets nobody in, the
person still has to be told what would: the changes of the excluded sites that come nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.change_words import move_statement
from drentsportal.domain.match.joint_what_if import PROPOSALS, JointProposal, Move
from drentsportal.domain.match.left_to_ask import leaves_to_ask, to_check_count, with_to_check
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.requirements import judge
from drentsportal.domain.match.unmeasured import unmeasured_count, with_unmeasured
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.match_result import Rejection, Relaxation
    from drentsportal.domain.match.matching import MatchResult

_LOOKED_AT: Final = 50
"""Only the nearest of the excluded sites are tried; they stand in the order of the smallest change."""


def nearest_relaxations(result: MatchResult, most: int = PROPOSALS) -> tuple[JointProposal, ...]:
    """Propose all changes that one excluded site needs, for the nearest sites; empty where sites qualify.

    At most ``most``, in the order of the excluded sites: fewest failing requirements, then the smallest
    change. A site that no change of the request lets in is passed over.
    """
    if result.qualifier_count:
        return ()
    found: list[JointProposal] = []
    told: set[str] = set()
    for position in range(min(result.rejection_count, _LOOKED_AT)):
        if len(found) == most:
            break
        rejection = result.rejection(position)
        if rejection.candidate.id in told or not _can_be_asked(rejection.relaxations):
            continue
        # Measured only here, since that takes its time; the building may then be one of the changes.
        rejection = result.rejection_of(rejection.candidate.id)
        if not _can_be_asked(rejection.relaxations):
            continue
        proposal = _proposal(result, rejection)
        if rejection.candidate.id in proposal.gained:
            found.append(proposal)
            told.update(proposal.gained)
    return tuple(found)


def _can_be_asked(relaxations: Sequence[Relaxation]) -> bool:
    """Whether every change is one of the request; that there is land at all is not."""
    return all(each.needed is not None and each.criterion_id != "supply" for each in relaxations)


def _proposal(result: MatchResult, rejection: Rejection) -> JointProposal:
    needed = {each.criterion_id: each.needed for each in rejection.relaxations}
    moves = tuple(
        Move(
            judgement.criterion.id,
            judgement.limit,
            limit,
            move_statement(judgement.criterion, judgement.limit, limit, result.request.detour_percent),
        )
        for judgement in result.judgements
        if (limit := needed.get(judgement.criterion.id)) is not None
    )
    limits = {each.criterion_id: each.needed for each in moves}
    then = _qualified(result, moves)
    ids, own = result.inputs.offers.candidates.ids, rejection.candidate.id
    others = then.copy()
    others[ids.index(own)] = False
    to_check = to_check_count(result, limits, others) + leaves_to_ask(rejection)
    if not rejection.has_unmeasured_building:
        # Proven on the site itself, by sets of plots that this match need not have.
        then[ids.index(own)] = True
    gained = tuple(ids[row] for row in result.choice.rejections.tolist() if then[row])
    parts = tuple(move.statement for move in moves)
    statement = message("what_if.joint", parts=parts, gained=len(gained), lost=0)
    unmeasured = unmeasured_count(result, limits, then)
    statement = with_unmeasured(with_to_check(statement, len(gained), 0, to_check), unmeasured)
    return JointProposal(moves, 0, len(gained), gained, (), statement, unmeasured, to_check)


def _qualified(result: MatchResult, moves: Sequence[Move]) -> NDArray[np.bool_]:
    """Whether each candidate qualifies with some requirements at another limit."""
    offers = result.inputs.offers
    limits = {move.criterion_id: move.needed for move in moves}
    fails = result.choice.fail_counts.copy()
    for judgement in result.judgements:
        if judgement.criterion.id in limits:
            moved = judge(offers, judgement.criterion, limits[judgement.criterion.id], result.profile)
            fails += np.equal(moved.verdicts, Verdict.FAILS)
            fails -= np.equal(judgement.verdicts, Verdict.FAILS)
    qualified: NDArray[np.bool_] = np.logical_or.reduceat(np.equal(fails, 0), offers.candidate_starts())
    return qualified
