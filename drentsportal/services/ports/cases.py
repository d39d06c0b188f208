"""What the use cases need of the store of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.cases.case import (
        Attachment,
        Case,
        CaseEvent,
        ContactMoment,
        SentDocument,
    )
    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.domain.cases.papers import CasePaper, PaperKind
    from drentsportal.services.ports.case_bulk import CaseBulkReader


class CaseReader(Protocol):
    """Cases as they are stored; sealed columns are opened here."""

    @property
    def bulk(self) -> CaseBulkReader:
        """Many cases at once."""
        ...

    def get(self, number: str) -> Case:
        """One case. Raises ``NotFoundError``."""
        ...

    def all(self) -> tuple[Case, ...]:
        """All cases, by number."""
        ...

    def events(self, number: str) -> tuple[CaseEvent, ...]:
        """Return the timeline of a case, oldest first."""
        ...

    def contacts(self, number: str) -> tuple[ContactMoment, ...]:
        """Return the contact log of a case, oldest first."""
        ...

    def attachments(self, number: str) -> tuple[Attachment, ...]:
        """Return the files of a case, without their content."""
        ...

    def attachment_content(self, number: str, attachment_id: str) -> bytes:
        """Return the content of one file."""
        ...

    def latest_match(self, number: str) -> str | None:
        """Return the replayable JSON of the newest match of a case."""
        ...

    def matches(self, number: str) -> tuple[tuple[datetime, str], ...]:
        """Return when each match of a case was kept and its replayable JSON, in the order of keeping."""
        ...

    def papers(self, number: str, kind: PaperKind) -> tuple[CasePaper, ...]:
        """Return the papers of a kind that a case has, by version."""
        ...

    def latest_papers(self, kind: PaperKind) -> dict[str, CasePaper]:
        """Return the newest paper of a kind of every case that has one, by number of the case."""
        ...

    def documents(self, number: str) -> tuple[SentDocument, ...]:
        """Return the documents of a case, oldest first."""
        ...

    def erased(self) -> tuple[ErasedCase, ...]:
        """Return what is left of destroyed cases, by number."""
        ...


class CaseStore(CaseReader, Protocol):
    """Cases in a unit of work; sealed columns are opened and sealed here."""

    def next_number(self, year: int) -> str:
        """Return the next free number of a year, ``D-2026-0041``."""
        ...

    def add(self, case: Case) -> None:
        """Store a new case. Raises ``ConflictError`` when the number exists."""
        ...

    def save(self, case: Case) -> Case:
        """Store a changed case; its ``row_version`` must be the stored one, and is raised by one.

        Raises ``ConflictError`` when somebody else saved first.
        """
        ...

    def add_event(self, number: str, event: CaseEvent) -> None:
        """Append to the timeline of a case."""
        ...

    def add_contact(self, number: str, contact: ContactMoment) -> None:
        """Log who spoke with whom."""
        ...

    def add_attachment(self, number: str, attachment: Attachment, content: bytes) -> None:
        """Keep a file with a case."""
        ...

    def remove_attachment(self, number: str, attachment_id: str) -> None:
        """Take a file of a case away, with its content. Raises ``NotFoundError``."""
        ...

    def save_match(self, number: str, replay: str, at_utc: datetime) -> None:
        """Keep the replayable inputs and outcome of a match (canonical JSON), as the newest of the case."""
        ...

    def add_paper(self, number: str, paper: CasePaper) -> None:
        """Keep a paper with a case. Raises ``ConflictError`` when it has that version of that kind."""
        ...

    def add_document(self, number: str, document: SentDocument) -> None:
        """Record a document that was made."""
        ...
