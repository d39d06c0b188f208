"""Who opened or took out what: a line per look at a case or company, never a word of what it says.

The services that give out what is internal write it, so that window and command line are logged alike
(docs/decisions/0014-desk.md). Lists are no looks. Somebody who goes on working with the same case does not
open it anew with every click: within ``SAME_LOOK_WITHIN`` of a logged look nothing is added.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.services.many_objects import no_tidying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

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
        self._seen: dict[str, AccessEntry] = {}

    def opened(self, *subjects: str) -> None:
        """Log that the person at the desk reads cases or companies, unless they do so already.

        Raises ``StorageError`` when it cannot be logged: nothing internal is shown without a line.
        """
        now = self.entry(AccessKind.OPENED, "")
        wanted = [each for each in dict.fromkeys(subjects) if not self._is_known(each, now)]
        if not wanted:
            return
        with self._workspace.reading() as unit:
            for subject in wanted:
                before = unit.relations.accesses(subject)
                found = next((each for each in reversed(before) if _is_same_look(each, now)), None)
                if found is not None:
                    self._seen[subject] = found
        new = [
            AccessEntry(now.at_utc, now.actor, now.kind, each)
            for each in wanted
            if not self._is_known(each, now)
        ]
        self._add(new)
        self._seen.update({each.subject: each for each in new})

    def attachment_read(self, number: str) -> None:
        """Log that an attachment of a case was read."""
        self._add([self.entry(AccessKind.ATTACHMENT_READ, number)])

    def exported(self, *subjects: str) -> None:
        """Log that something of cases or companies is taken out of the portal; errors as ``opened``."""
        self._add([self.entry(AccessKind.EXPORTED, each) for each in dict.fromkeys(subjects)])

    def entry(self, kind: AccessKind, subject: str) -> AccessEntry:
        """Make a line for now, for whoever stores it together with something else."""
        return AccessEntry(self._clock.now_utc(), self._actors.current(), kind, subject)

    def of_subject(self, subject: str) -> tuple[AccessEntry, ...]:
        """Return who looked at a case or company, oldest first; also of one that was destroyed."""
        with self._workspace.reading() as unit:
            return unit.relations.accesses(subject)

    def of_person(self, name: str) -> tuple[AccessEntry, ...]:
        """Return what somebody looked at, oldest first; capitals make no difference."""
        with no_tidying(), self._workspace.reading() as unit:
            return unit.relations.accesses_of(name)

    def _is_known(self, subject: str, now: AccessEntry) -> bool:
        """Whether this look was logged already, as far as is remembered; spares reading at every refresh."""
        return subject in self._seen and _is_same_look(self._seen[subject], now)

    def _add(self, entries: Iterable[AccessEntry]) -> None:
        wanted = list(entries)
        if not wanted:
            return
        with self._workspace.unit_of_work() as work:
            for entry in wanted:
                work.relations.add_access(entry)
            work.commit()


@contextmanager
def only_when_logged(*paths: Path) -> Iterator[None]:
    """Take files away again when what happens here fails: nothing leaves without a line in the log."""
    try:
        yield
    except BaseException:
        for path in paths:
            with suppress(OSError):
                path.unlink()
        raise


def _is_same_look(before: AccessEntry, now: AccessEntry) -> bool:
    is_recent = before.at_utc <= now.at_utc <= before.at_utc + SAME_LOOK_WITHIN
    return before.kind is AccessKind.OPENED and before.actor == now.actor and is_recent
