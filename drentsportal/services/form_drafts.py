"""What was typed into forms and not stored: kept while somebody types, offered again after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import EventKind
from drentsportal.errors import NotFoundError
from drentsportal.services.ports.form_drafts import FormDraft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.services.ports.cases import CaseReader
    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.workspace import Workspace

CASE_KEY: Final = "request:"
"""What the key of a form about a case begins with."""


class FormDrafts:
    """Keeps, finds and destroys the drafts of one window on one workspace."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        """Keep where drafts lie, and the clock."""
        self._workspace = workspace
        self._store = workspace.drafts
        self._clock = clock

    def of_window(self) -> FormDrafts:
        """Return those of one more window; each keeps what stands in its own forms."""
        made = FormDrafts(self._workspace, self._clock)
        made._store = self._store.of_window()
        return made

    def keep(self, key: str, subject: str, title: str, content: Mapping[str, object]) -> None:
        """Keep what stands in a form now, in the place of what stood in it before.

        Raises ``StorageError`` when it cannot be written and ``WorkspaceLockedError`` while locked.
        """
        self._store.keep(FormDraft(key, subject, title, self._clock.now_utc(), content))

    def hold(self, key: str) -> None:
        """Say that a draft is of a form that is open still, so that no other window takes it."""
        self._store.hold(key)

    def find(self, key: str) -> FormDraft | None:
        """Return what a form held when it went without being stored. Raises ``WorkspaceLockedError``."""
        return self._store.find(key)

    def tidy(self) -> None:
        """Destroy the drafts of cases that were destroyed or anonymised meanwhile, by whomever.

        Raises ``WorkspaceLockedError``.
        """
        with self._workspace.reading() as unit:
            for each in self._store.all():
                if each.key.startswith(CASE_KEY) and _is_gone(unit.cases, each):
                    self._store.drop_of(each.subject)

    def waiting(self) -> tuple[FormDraft, ...]:
        """Return every draft, the newest first. Raises ``WorkspaceLockedError``."""
        return tuple(reversed(self._store.all()))

    def drop(self, key: str) -> None:
        """Destroy a draft: its form was stored, or thrown away."""
        self._store.drop(key)


def _is_gone(cases: CaseReader, draft: FormDraft) -> bool:
    """Whether the case of a draft is no longer there, or no longer as it was when the draft was kept."""
    try:
        events = cases.events(draft.subject)
        cases.get(draft.subject)
    except NotFoundError:
        return True
    return any(each.kind is EventKind.ANONYMISED for each in events)
