"""Referral proposals: where else a company may fit, shown and, if wanted, put in the timeline of the case.

That a company was in fact referred, and what came of it, is recorded by the case desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.case_rules import worked_on
from drentsportal.domain.fairness.referral import ReferralProposal, referral_proposal
from drentsportal.errors import InputError
from drentsportal.services.changes import ChangeSet

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.matches import LatestMatch
    from drentsportal.services.ports.workspace import Workspace


class Referring:
    """Works out referral proposals from matches."""

    def __init__(
        self, workspace: Workspace, matching: LatestMatch, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep where cases and matches are, and the person at the desk."""
        self._workspace = workspace
        self._matching = matching
        self._clock = clock
        self._actors = actors

    def of_match(self, result: MatchResult, municipality_code: str) -> ReferralProposal:
        """Work out the proposal for one gemeente from a match."""
        boundaries = self._workspace.catalogue.municipalities()
        return referral_proposal(result, municipality_code, boundaries)

    def proposal(self, number: str, municipality_code: str) -> ReferralProposal:
        """Work out the proposal from the newest match of a case.

        Raises ``NotFoundError`` for an unknown case and ``InputError`` when it was never matched.
        """
        result = self._matching.latest(number)
        if result is None:
            raise InputError("error.advise.no_match", field="case", number=number)
        return self.of_match(result, municipality_code)

    def note(self, number: str, proposal: ReferralProposal) -> ChangeSet:
        """Put in the timeline that a proposal was worked out, with the sites that it names."""
        now_utc = self._clock.now_utc()
        details = {
            "municipality": proposal.municipality_code,
            "options": "; ".join(each.candidate.id for each in proposal.options),
            "count": str(len(proposal.options)),
        }
        event = CaseEvent(now_utc, EventKind.REFERRAL_PROPOSED, self._actors.current(), details)
        with self._workspace.unit_of_work() as work:
            case = work.cases.get(number)
            if case.answered_at_utc is None:
                work.cases.save(worked_on(case))
            work.cases.add_event(number, event)
            work.commit()
        return ChangeSet(cases=frozenset({number}))
