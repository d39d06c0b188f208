"""Who opened or took out what: one line per look at a case or company, never a word of what it says.

The services that give out what is internal write it, so that window and command line are logged alike. Lists
are no looks. Somebody who goes on working with the same case does not open it anew with every click: within
``SAME_LOOK_WITHIN`` of a logged look nothing is added.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import AccessEntry, AccessKind

if TYPE_CHECKING:
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

SAME_LOOK_WITHIN: Final = timedelta(minutes=15)
"""For how long an opened case counts as open to the one who opened it; an own choice."""


class AccessLog:
    """The log of a workspace. It is not sealed: it must be readable when a case is gone."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors

    def opened(self, subject: str) -> None:
        """Log that the person at the desk reads a case or company, unless they do so already.

        Raises ``StorageError`` when it cannot be logged: nothing internal is shown without a line.
        """
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.reading() as unit:
            for each in reversed(unit.relations.accesses(subject)):
                if now_utc - each.at_utc > SAME_LOOK_WITHIN:
                    break
                if each.kind is AccessKind.OPENED and each.actor == actor and each.at_utc <= now_utc:
                    return
        self._add(AccessEntry(now_utc, actor, AccessKind.OPENED, subject))

    def attachment_read(self, number: str) -> None:
        """Log that an attachment of a case was read."""
        self._add(self.entry(AccessKind.ATTACHMENT_READ, number))

    def exported(self, number: str) -> None:
        """Log that something of a case was taken out of the portal."""
        self._add(self.entry(AccessKind.EXPORTED, number))

    def entry(self, kind: AccessKind, subject: str) -> AccessEntry:
        """Make a line for now, for whoever stores it together with something else."""
        return AccessEntry(self._clock.now_utc(), self._actors.current(), kind, subject)

    def of_subject(self, subject: str) -> tuple[AccessEntry, ...]:
        """Return who looked at a case or company, oldest first; also of one that was destroyed."""
        with self._workspace.reading() as unit:
            return unit.relations.accesses(subject)

    def of_person(self, name: str) -> tuple[AccessEntry, ...]:
        """Return what somebody looked at, oldest first; capitals make no difference."""
        wanted = " ".join(name.split()).casefold()
        with self._workspace.reading() as unit:
            found = unit.relations.accesses()
        return tuple(each for each in found if " ".join(each.actor.name.split()).casefold() == wanted)

    def _add(self, entry: AccessEntry) -> None:
        with self._workspace.unit_of_work() as work:
            work.relations.add_access(entry)
            work.commit()
