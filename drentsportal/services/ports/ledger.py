"""The history of the data: its steps, and the side that writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.domain.merge.delivery import Delivery, ImportReport, MergeDecisions
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.history import ValueChoice


@dataclass(frozen=True, slots=True)
class DataStep:
    """One step of the data history: ``delivery``, ``edit``, ``choice`` or ``undo``.

    ``what`` names an edit as a person would ("kavel gesplitst"); ``None`` for other steps. ``undoes_version``
    is the step that an undo took back.
    """

    version: int
    at_utc: datetime
    actor: Actor
    kind: str
    source: str
    file_name: str
    undone_by_version: int | None
    what: Message | None = None
    undoes_version: int | None = None


class SiteHistory(Protocol):
    """The steps that led to the data as they are."""

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        ...


class SiteLedger(SiteHistory, Protocol):
    """The writing side of the history; part of a unit of work. Each call makes one new data version."""

    def add_delivery(
        self,
        delivery: Delivery,
        report: ImportReport,
        actor: Actor,
        at_utc: datetime,
        decisions: MergeDecisions | None = None,
    ) -> int:
        """Store a delivery; records of the same source and site are superseded. Returns the new version.

        ``decisions`` are stored with it as choices of the same version, and taken back with it.
        """
        ...

    def add_edit(self, edit: SiteEdit, actor: Actor, at_utc: datetime) -> int:
        """Store what a person changed at one stroke, as one version. Returns the version.

        Raises ``NotFoundError`` for a site, record or attachment that does not exist, and ``InputError`` for
        a value that does not fit its attribute.
        """
        ...

    def undo_edit(self, version: int, actor: Actor, at_utc: datetime) -> int:
        """Take back the edit made at ``version``: choices, new sites, attachments. Returns the version.

        Raises ``ConflictError`` with the list ``edits`` when a later edit rests on a site that it made, and
        ``InputError`` when ``version`` is no edit or is undone already.
        """
        ...

    def undo_delivery(self, version: int, actor: Actor, at_utc: datetime, *, drop_edits: bool = False) -> int:
        """Take back the delivery made at ``version``; what it superseded is in force again.

        Raises ``ConflictError`` with the list ``edits`` when somebody chose a record of the delivery, or
        edited a site that only this delivery knows, unless ``drop_edits``; ``InputError`` when ``version``
        is no delivery or is undone already.
        """
        ...

    def choose(self, choice: ValueChoice) -> int:
        """Store an edit or a choice between records; ``from_version`` is assigned. Returns the version."""
        ...
