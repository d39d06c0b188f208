"""Fakes for the services around a case: a clock that ticks on demand, one actor, cases in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.site import Site
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from drentsportal.domain.case import Attachment, Case, CaseEvent, ContactMoment, SentDocument

OFFICER = Actor("J. de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)


@dataclass
class TickingClock:
    """Time that moves only when a test says so."""

    now: datetime

    def now_utc(self) -> datetime:
        """Tell the present instant."""
        return self.now

    def tick(self, **by: float) -> None:
        """Let time pass, as in ``timedelta(**by)``."""
        self.now += timedelta(**by)


@dataclass
class OneActor:
    """Always the same person at the desk."""

    actor: Actor = OFFICER

    def current(self) -> Actor:
        """Tell who is at the desk."""
        return self.actor


@dataclass
class Shelf:
    """What is durable: survives every unit of work and a restart of the services."""

    cases: dict[str, Case] = field(default_factory=dict)
    events: dict[str, tuple[CaseEvent, ...]] = field(default_factory=dict)
    contacts: dict[str, tuple[ContactMoment, ...]] = field(default_factory=dict)
    attachments: dict[str, tuple[tuple[Attachment, bytes], ...]] = field(default_factory=dict)

    def copy(self) -> Shelf:
        """Copy, for a unit of work that may be rolled back."""
        return Shelf(dict(self.cases), dict(self.events), dict(self.contacts), dict(self.attachments))


class ShelfCases:
    """``ports.CaseStore`` over a ``Shelf``; what these services do not use is left out."""

    def __init__(self, shelf: Shelf) -> None:
        """Work on a shelf."""
        self._shelf = shelf

    def next_number(self, year: int) -> str:
        """Count within a year."""
        taken = sum(number.startswith(f"D-{year:04d}-") for number in self._shelf.cases)
        return f"D-{year:04d}-{taken + 1:04d}"

    def add(self, case: Case) -> None:
        """Store a new case."""
        self._shelf.cases[case.number] = case

    def get(self, number: str) -> Case:
        """Read a case."""
        try:
            return self._shelf.cases[number]
        except KeyError as error:
            raise NotFoundError("error.case.unknown", number=number) from error

    def save(self, case: Case) -> Case:
        """Store a changed case, one row version further."""
        if self._shelf.cases[case.number].row_version != case.row_version:
            raise ConflictError("error.case.changed", number=case.number)
        self._shelf.cases[case.number] = replace(case, row_version=case.row_version + 1)
        return self._shelf.cases[case.number]

    def all(self) -> tuple[Case, ...]:
        """Read all cases by number."""
        return tuple(case for _, case in sorted(self._shelf.cases.items()))

    def add_event(self, number: str, event: CaseEvent) -> None:
        """Append to the timeline."""
        self._shelf.events[number] = (*self.events(number), event)

    def events(self, number: str) -> tuple[CaseEvent, ...]:
        """Read the timeline."""
        return self._shelf.events.get(number, ())

    def add_contact(self, number: str, contact: ContactMoment) -> None:
        """Append to the contact log."""
        self._shelf.contacts[number] = (*self.contacts(number), contact)

    def contacts(self, number: str) -> tuple[ContactMoment, ...]:
        """Read the contact log."""
        return self._shelf.contacts.get(number, ())

    def add_attachment(self, number: str, attachment: Attachment, content: bytes) -> None:
        """Keep a file."""
        kept = self._shelf.attachments.get(number, ())
        self._shelf.attachments[number] = (*kept, (attachment, content))

    def attachments(self, number: str) -> tuple[Attachment, ...]:
        """List the files."""
        return tuple(attachment for attachment, _ in self._shelf.attachments.get(number, ()))

    def attachment_content(self, number: str, attachment_id: str) -> bytes:
        """Read a file."""
        return {each.id: content for each, content in self._shelf.attachments[number]}[attachment_id]

    def documents(self, number: str) -> tuple[SentDocument, ...]:
        """No documents are made here."""
        self.get(number)
        return ()


class ShelfWork:
    """A unit of work over a shelf: a copy that replaces the shelf on commit."""

    def __init__(self, workspace: ShelfWorkspace) -> None:
        """Start from what is durable."""
        self._workspace = workspace
        self._copy = workspace.shelf.copy()
        self.cases = ShelfCases(self._copy)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Forget what was not committed."""

    def commit(self) -> None:
        """Make the copy durable."""
        self._workspace.shelf = self._copy


class ShelfCatalogue:
    """Sites by id."""

    def __init__(self, *sites: Site) -> None:
        """Hold some sites."""
        self._sites = {site.id: site for site in sites}

    def site(self, site_id: str, version: int | None = None) -> Site:
        """Read a site."""
        try:
            return self._sites[site_id]
        except KeyError as error:
            raise NotFoundError("error.site.unknown", site=site_id, version=version) from error


class ShelfWorkspace:
    """The part of ``ports.Workspace`` that these services use."""

    def __init__(self, *sites: Site) -> None:
        """Start empty, with some sites known."""
        self.shelf = Shelf()
        self.catalogue = ShelfCatalogue(*sites)

    def unit_of_work(self) -> ShelfWork:
        """Start a unit of work."""
        return ShelfWork(self)

    def copy_before(self, what: str) -> Path | None:
        """Keep nothing: there is no file."""
        del what
        return None

    def close(self) -> None:
        """Keep the shelf; it outlives the services."""


def known_site(site_id: str, kind: SiteKind = SiteKind.PARK) -> Site:
    """Make a site of which only the name is known."""
    return Site(site_id, kind, {"name": Known(f"Terrein {site_id}", "test", PartialDate(2026))}, None)
