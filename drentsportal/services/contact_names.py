"""With whom the contacts of cases were: kept in memory, and brought up to date by what changed.

Twenty thousand contacts are opened one by one; after that those of cases that changed. Names are internal:
they are let go of when the window locks.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from drentsportal.services.many_objects import no_tidying

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.services.ports.case_bulk import CaseRevision
    from drentsportal.services.ports.workspace import ReadUnit


class ContactNames:
    """When each relation was named last in each case; "" stands for nobody. Threads take turns."""

    def __init__(self) -> None:
        """Start without any."""
        self._lock = Lock()
        self._revisions: dict[str, CaseRevision] = {}
        self._named: dict[str, dict[str, datetime]] = {}

    def read(self, unit: ReadUnit) -> list[tuple[str, datetime, str]]:
        """Return case, moment and relation of the newest contact that names it, each name once a case."""
        with self._lock:
            self._bring_up_to_date(unit)
            return [
                (number, at_utc, name)
                for number, found in self._named.items()
                for name, at_utc in found.items()
            ]

    def forget(self) -> None:
        """Let go of every name, as when the workspace is locked."""
        with self._lock:
            self._revisions, self._named = {}, {}

    def _bring_up_to_date(self, unit: ReadUnit) -> None:
        bulk = unit.cases.bulk
        revisions = bulk.revisions()
        stale = {number for number, at in self._revisions.items() if revisions.get(number) != at}
        changed = {number for number, at in revisions.items() if self._revisions.get(number) != at}
        for number in stale | changed:
            self._named.pop(number, None)
        if changed:
            with no_tidying():
                is_all = len(changed) == len(revisions)
                for number, at_utc, name in bulk.contact_names(None if is_all else changed):
                    found = self._named.get(number)
                    if found is None:
                        self._named[number] = {name: at_utc}
                    elif name not in found or at_utc > found[name]:
                        found[name] = at_utc
        self._revisions = revisions
