"""Shortlisting: which candidates go into the comparison and the advice, chosen by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases import case_rules
from drentsportal.domain.cases.case import Case, CaseEvent, EventKind, ShortlistEntry
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet

if TYPE_CHECKING:
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace


class Shortlisting:
    """The shortlist of a case, one to five candidates in the order in which they were chosen."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def entries(self, number: str) -> tuple[ShortlistEntry, ...]:
        """List the chosen candidates; a look, which is logged. Raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            found = unit.cases.get(number).shortlist
        self._access.opened(number)
        return found

    def add(self, number: str, candidate_id: str, reason: str = "") -> tuple[Case, ChangeSet]:
        """Put a park or premises on the shortlist.

        Raises ``NotFoundError`` for an unknown case or site, and ``InputError`` for a plot (its park is the
        candidate), for a candidate that is on it, for a sixth one, and after the answer.
        """
        site = self._workspace.catalogue.site(candidate_id)
        if site.kind is SiteKind.PLOT:
            raise InputError("error.shortlist.plot", field="candidate", candidate=candidate_id)
        entry = ShortlistEntry(candidate_id, self._actors.current(), self._clock.now_utc(), reason.strip())
        details = {"candidate_id": candidate_id, "action": "added", "reason": entry.reason}
        with self._workspace.unit_of_work() as work:
            case = work.cases.save(case_rules.shortlist(work.cases.get(number), entry))
            event = CaseEvent(entry.added_at_utc, EventKind.SHORTLISTED, entry.actor, details)
            work.cases.add_event(number, event)
            work.commit()
        return case, ChangeSet(cases=frozenset({number}))

    def remove(self, number: str, candidate_id: str) -> tuple[Case, ChangeSet]:
        """Take a candidate off the shortlist.

        Raises ``NotFoundError`` when it is not on it, and ``InputError`` after the answer.
        """
        details = {"candidate_id": candidate_id, "action": "removed"}
        with self._workspace.unit_of_work() as work:
            case = work.cases.save(case_rules.unshortlist(work.cases.get(number), candidate_id))
            event = CaseEvent(self._clock.now_utc(), EventKind.SHORTLISTED, self._actors.current(), details)
            work.cases.add_event(number, event)
            work.commit()
        return case, ChangeSet(cases=frozenset({number}))
