"""What would let anything in where nothing fits: everything that the nearest sites need, together.

``joint_what_if`` moves at most three requirements, each by at most a quarter. Where that lets nobody in, the
person still has to be told what would: the changes of the excluded sites that come nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.change_words import move_statement
from drentsportal.domain.match.joint_what_if import PROPOSALS, Move, proposed_together
from drentsportal.domain.match.recount import Recounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.match.joint_what_if import JointProposal
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
    recounts = Recounts(result)
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
        proposal = _proposal(result, rejection, recounts)
        if rejection.candidate.id in proposal.gained:
            found.append(proposal)
            told.update(proposal.gained)
    return tuple(found)


def _can_be_asked(relaxations: Sequence[Relaxation]) -> bool:
    """Whether every change is one of the request; that there is land at all is not."""
    return all(each.needed is not None and each.criterion_id != "supply" for each in relaxations)


def _proposal(result: MatchResult, rejection: Rejection, recounts: Recounts) -> JointProposal:
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
    return proposed_together(moves, recounts.of({each.criterion_id: each.needed for each in moves}))
