"""The merged, worded timeline of a case, for window and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case_timeline import TimelineRow, TimelineWording, timeline_rows
from drentsportal.errors import NotFoundError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.timeline_words import TimelineWords

if TYPE_CHECKING:
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace


class CaseTimeline:
    """Reads what happened in a case: events, contacts, papers and documents in one list."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, and who looks when."""
        self._workspace = workspace
        self._access = AccessLog(workspace, clock, actors)

    def rows(self, number: str, *, internal: bool = True) -> tuple[TimelineRow, ...]:
        """Return the rows of a case, oldest first; without ``internal`` those that may be told outside.

        A look at the case, which is logged. Raises ``NotFoundError``.
        """
        with self._workspace.reading() as unit:
            events, contacts = unit.cases.events(number), unit.cases.contacts(number)
            companies = {each.key: each.name for each in unit.relations.companies()}
        self._access.opened(number)
        words = TimelineWords(self._site_name, companies)
        rows = timeline_rows(events, contacts, TimelineWording(words.event, words.contact))
        return rows if internal else tuple(each for each in rows if not each.is_internal)

    def _site_name(self, site_id: str) -> str:
        """Name a site; one that is gone since keeps its id."""
        try:
            return self._workspace.catalogue.site(site_id).name
        except NotFoundError:
            return site_id
