"""What was typed into a form and not stored yet: kept aside, so that a crash or power cut loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class FormDraft:
    """The content of one form as it was left.

    ``key`` says which form of what, such as ``request``, ``request:D-2026-0001`` or ``site:vb-001``;
    ``subject`` is the case or site, "" for what is new. ``title`` is what a person calls it. ``content`` is
    plain data that the form itself reads back.
    """

    key: str
    subject: str
    title: str
    kept_at_utc: datetime
    content: Mapping[str, object] = field(default_factory=dict)


class FormDraftStore(Protocol):
    """Keeps the drafts of one window, readable only by who can open the workspace that they are of."""

    def of_window(self) -> FormDraftStore:
        """Return the store for one more window: what one holds is not offered to the other."""
        ...

    def all(self) -> tuple[FormDraft, ...]:
        """Return every draft that can be read, oldest first; one of other keys is as if it were not there."""
        ...

    def find(self, key: str) -> FormDraft | None:
        """Return one draft."""
        ...

    def keep(self, draft: FormDraft) -> None:
        """Keep a draft in the place of the one with its key. Raises ``StorageError``."""
        ...

    def hold(self, key: str) -> None:
        """Say that a draft is of a form that is open still; for some seconds no other window takes it."""
        ...

    def drop(self, key: str) -> None:
        """Destroy one draft; nothing happens where there is none."""
        ...

    def drop_of(self, subject: str) -> None:
        """Destroy the drafts of one case or site, those of other windows of this process as well."""
        ...
