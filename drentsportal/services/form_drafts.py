"""What was typed into forms and not stored: kept while somebody types, offered again after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.ports.form_drafts import FormDraft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.workspace import Workspace


class FormDrafts:
    """Keeps, finds and destroys the drafts of one person on one workspace."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        """Keep where drafts lie, and the clock."""
        self._store = workspace.drafts
        self._clock = clock

    def keep(self, key: str, subject: str, title: str, content: Mapping[str, object]) -> None:
        """Keep what stands in a form now, in the place of what stood in it before.

        Raises ``StorageError`` when it cannot be written and ``WorkspaceLockedError`` while locked.
        """
        self._store.keep(FormDraft(key, subject, title, self._clock.now_utc(), content))

    def find(self, key: str) -> FormDraft | None:
        """Return what a form held when it went without being stored. Raises ``WorkspaceLockedError``."""
        return self._store.find(key)

    def waiting(self) -> tuple[FormDraft, ...]:
        """Return every draft, the newest first. Raises ``WorkspaceLockedError``."""
        return tuple(reversed(self._store.all()))

    def drop(self, key: str) -> None:
        """Destroy a draft: its form was stored, or thrown away."""
        self._store.drop(key)
