"""Beside a match: what would add most sites, and how many lie as near as companies usually move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.cli.values import plain
from drentsportal.domain.match.what_if import best_relaxations, relaxations_together
from drentsportal.domain.roads.move_rings import moves_within

if TYPE_CHECKING:
    from drentsportal.cli.session import Session
    from drentsportal.domain.match.joint_what_if import JointProposal
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.what_if import Proposal


def print_rings(result: MatchResult, session: Session) -> None:
    """Print how many qualifiers lie within the distances that the documents state, each with its source."""
    for ring in moves_within(result):
        session.print(
            "cli.match.ring",
            radius_km=ring.claim.radius_km,
            within_count=ring.within,
            unknown_count=ring.unknown,
            quote=ring.claim.quote,
            source=ring.claim.source,
        )


def print_what_if(result: MatchResult, session: Session) -> None:
    """Print the changes of the request that add most sites; nothing where no site was excluded."""
    if not result.rejection_count:
        return
    statements = [each.statement for each in _single(result)]
    statements += [each.statement for each in relaxations_together(result)]
    session.terminal.line()
    session.print("cli.match.what_if" if statements else "cli.match.what_if_none")
    for statement in statements:
        session.print("cli.match.what_if_item", statement=statement)


def rings_content(result: MatchResult) -> list[dict[str, object]]:
    """Write the rings around the present location as data; empty without one."""
    return [
        {
            "radius_km": ring.claim.radius_km,
            "share_percent": ring.claim.share_percent,
            "within": ring.within,
            "unknown": ring.unknown,
            "quote": ring.claim.quote,
            "source": ring.claim.source,
        }
        for ring in moves_within(result)
    ]


def what_if_content(result: MatchResult, session: Session) -> dict[str, object]:
    """Write the proposals for the request as a whole as data, most sites first."""
    return {
        "single": [
            {
                "criterion": each.criterion_id,
                "asked": plain(each.asked),
                "needed": plain(each.needed),
                **_told(each, session),
            }
            for each in _single(result)
        ],
        "together": [
            {
                "changes": [
                    {
                        "criterion": move.criterion_id,
                        "asked": plain(move.asked),
                        "needed": plain(move.needed),
                        "text": session.say(move.statement),
                    }
                    for move in each.moves
                ],
                **_told(each, session),
            }
            for each in relaxations_together(result)
        ],
    }


def _single(result: MatchResult) -> list[Proposal]:
    return [each for each in best_relaxations(result) if each.needed is not None]


def _told(proposal: Proposal | JointProposal, session: Session) -> dict[str, object]:
    return {
        "qualifiers_now": proposal.count_now,
        "qualifiers_then": proposal.count_then,
        "gained": list(proposal.gained),
        "lost": list(proposal.lost),
        "building_unmeasured": proposal.unmeasured,
        "gained_to_check": proposal.to_check,
        "text": session.say(proposal.statement),
    }
