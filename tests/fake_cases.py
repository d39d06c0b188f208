"""The cases of the in-memory workspace; see `tests.fakes`."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from drentsportal.domain.cases.case import CaseStatus, EventKind
from drentsportal.domain.cases.case_outline import CaseOutline, outline_of
from drentsportal.errors import ConflictError, NotFoundError
from drentsportal.services.ports.case_bulk import CaseWords

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime

    from drentsportal.domain.cases.case import Attachment, Case, CaseEvent, ContactMoment, SentDocument
    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.domain.cases.papers import CasePaper, PaperKind
    from drentsportal.services.ports.case_bulk import CaseRevision

_MARKS = count(1)


@dataclass
class CaseFile:
    """One case and all that belongs to it."""

    case: Case
    events: list[CaseEvent] = field(default_factory=list)
    contacts: list[ContactMoment] = field(default_factory=list)
    attachments: dict[str, tuple[Attachment, bytes]] = field(default_factory=dict)
    matches: list[tuple[datetime, str]] = field(default_factory=list)
    documents: list[SentDocument] = field(default_factory=list)
    papers: list[CasePaper] = field(default_factory=list)

    def copied(self) -> CaseFile:
        """Return a file that later changes of this one do not touch."""
        return CaseFile(
            self.case,
            [*self.events],
            [*self.contacts],
            {**self.attachments},
            [*self.matches],
            [*self.documents],
            [*self.papers],
        )


class InMemoryCases:
    """Cases, in memory."""

    def __init__(
        self, files: Callable[[], dict[str, CaseFile]], erased: Callable[[], dict[str, ErasedCase]]
    ) -> None:
        """Keep them in whatever files there are at the moment of asking."""
        self._files = files
        self._erased = erased

    @property
    def bulk(self) -> InMemoryCaseBulk:
        """Return many cases at once."""
        return InMemoryCaseBulk(self._files, self._erased)

    def _file(self, number: str) -> CaseFile:
        try:
            return self._files()[number]
        except KeyError as error:
            raise NotFoundError("error.storage.no_case", number=number) from error

    def next_number(self, year: int) -> str:
        """Return the next free number of a year."""
        prefix = f"D-{year}-"
        used = [
            int(each.removeprefix(prefix)) for each in (*self._files(), *self._erased()) if prefix in each
        ]
        return f"{prefix}{max(used, default=0) + 1:04d}"

    def add(self, case: Case) -> None:
        """Store a new case."""
        if case.number in self._files() or case.number in self._erased():
            raise ConflictError("error.storage.case_exists", number=case.number)
        self._files()[case.number] = CaseFile(case)

    def get(self, number: str) -> Case:
        """Return one case."""
        return self._file(number).case

    def save(self, case: Case) -> Case:
        """Store a changed case."""
        file = self._file(case.number)
        if file.case.row_version != case.row_version:
            raise ConflictError("error.storage.case_changed", number=case.number)
        file.case = replace(case, row_version=case.row_version + 1)
        return file.case

    def all(self) -> tuple[Case, ...]:
        """Return all cases, by number."""
        return tuple(file.case for _, file in sorted(self._files().items()))

    def add_event(self, number: str, event: CaseEvent) -> None:
        """Append to the timeline of a case."""
        self._file(number).events.append(deepcopy(event))

    def events(self, number: str) -> tuple[CaseEvent, ...]:
        """Return the timeline of a case, oldest first."""
        return tuple(sorted(self._file(number).events, key=lambda each: each.at_utc))

    def add_contact(self, number: str, contact: ContactMoment) -> None:
        """Log who spoke with whom."""
        self._file(number).contacts.append(contact)

    def contacts(self, number: str) -> tuple[ContactMoment, ...]:
        """Return the contact log of a case, oldest first."""
        return tuple(sorted(self._file(number).contacts, key=lambda each: each.at_utc))

    def add_attachment(self, number: str, attachment: Attachment, content: bytes) -> None:
        """Keep a file with a case."""
        file = self._file(number)
        if attachment.id in file.attachments:
            raise ConflictError("error.storage.attachment_exists", number=number)
        file.attachments[attachment.id] = (attachment, content)

    def attachments(self, number: str) -> tuple[Attachment, ...]:
        """Return the files of a case, without their content."""
        found = (attachment for attachment, _ in self._file(number).attachments.values())
        return tuple(sorted(found, key=lambda each: each.added_at_utc))

    def attachment_content(self, number: str, attachment_id: str) -> bytes:
        """Return the content of one file."""
        try:
            return self._file(number).attachments[attachment_id][1]
        except KeyError as error:
            raise NotFoundError("error.storage.no_attachment", number=number) from error

    def save_match(self, number: str, replay: str, at_utc: datetime) -> None:
        """Keep the newest match of a case."""
        self._file(number).matches.append((at_utc, replay))

    def latest_match(self, number: str) -> str | None:
        """Return the newest match of a case."""
        matches = self._file(number).matches
        return matches[-1][1] if matches else None

    def matches(self, number: str) -> tuple[tuple[datetime, str], ...]:
        """Return when each match of a case was kept and its JSON, in the order of keeping."""
        return tuple(self._file(number).matches)

    def add_paper(self, number: str, paper: CasePaper) -> None:
        """Keep a paper with a case."""
        papers = self._file(number).papers
        if any((each.kind, each.version) == (paper.kind, paper.version) for each in papers):
            raise ConflictError("error.storage.paper_version_exists", paper=number, version=paper.version)
        papers.append(paper)

    def papers(self, number: str, kind: PaperKind) -> tuple[CasePaper, ...]:
        """Return the papers of a kind that a case has, by version."""
        found = (each for each in self._file(number).papers if each.kind is kind)
        return tuple(sorted(found, key=lambda each: each.version))

    def latest_papers(self, kind: PaperKind) -> dict[str, CasePaper]:
        """Return the newest paper of a kind of every case."""
        found = {number: self.papers(number, kind) for number in self._files()}
        return {number: papers[-1] for number, papers in found.items() if papers}

    def erased(self) -> tuple[ErasedCase, ...]:
        """Return what is left of destroyed cases, by number."""
        return tuple(self._erased()[number] for number in sorted(self._erased()))

    def add_document(self, number: str, document: SentDocument) -> None:
        """Record a document that was made."""
        self._file(number).documents.append(document)

    def documents(self, number: str) -> tuple[SentDocument, ...]:
        """Return the documents of a case, oldest first."""
        return tuple(sorted(self._file(number).documents, key=lambda each: each.made_at_utc))


class InMemoryCaseBulk:
    """Many cases at once, in memory."""

    def __init__(
        self, files: Callable[[], dict[str, CaseFile]], erased: Callable[[], dict[str, ErasedCase]]
    ) -> None:
        """Read whatever files there are at the moment of asking."""
        self._files = files
        self._erased = erased

    def _some(self, numbers: Collection[str] | None) -> Iterator[tuple[str, CaseFile]]:
        return (
            (each, file) for each, file in sorted(self._files().items()) if numbers is None or each in numbers
        )

    def state_mark(self) -> tuple[int, ...]:
        """Return another mark each time: here nothing is saved by not looking."""
        return (next(_MARKS),)

    def revisions(self) -> dict[str, CaseRevision]:
        """Return how far each case has come."""
        return {
            number: (
                file.case.row_version,
                len(file.events),
                len(file.contacts),
                len(file.papers),
                len(file.documents),
            )
            for number, file in self._some(None)
        }

    def erased_count(self) -> int:
        """Return how many cases were erased."""
        return len(self._erased())

    def outlines(self, numbers: Collection[str] | None = None) -> dict[str, CaseOutline]:
        """Return outlines."""
        return {number: outline_of(file.case, _closed_at(file)) for number, file in self._some(numbers)}

    def newest_papers(
        self, kinds: Collection[PaperKind], numbers: Collection[str] | None = None
    ) -> dict[tuple[str, PaperKind], CasePaper]:
        """Return the newest papers."""
        return {
            (number, paper.kind): paper
            for number, file in self._some(numbers)
            for paper in sorted(file.papers, key=lambda each: each.version)
            if paper.kind in kinds
        }

    def last_messages(self, numbers: Collection[str] | None = None) -> dict[str, datetime]:
        """Return when each case had its last contact or document."""
        moments = {
            number: [
                *(each.at_utc for each in file.contacts),
                *(each.made_at_utc for each in file.documents),
            ]
            for number, file in self._some(numbers)
        }
        return {number: max(each) for number, each in moments.items() if each}

    def words(self, numbers: Collection[str] | None = None) -> dict[str, CaseWords]:
        """Return the words of cases."""
        return {number: _words(file) for number, file in self._some(numbers)}


def _closed_at(file: CaseFile) -> datetime | None:
    closings = [each.at_utc for each in file.events if each.kind is EventKind.CLOSED]
    return max(closings, default=None) if file.case.status is CaseStatus.CLOSED else None


def _words(file: CaseFile) -> CaseWords:
    case = file.case
    told = (case.request.summary, case.request.sector, case.requester)
    lines = [(each.kind, " · ".join(filter(None, each.details.values()))) for each in file.events]
    return CaseWords(
        number=case.number,
        title=case.request.title,
        request=tuple(filter(None, told)),
        company=tuple(filter(None, (case.company_name,))),
        company_key=case.company_key,
        contacts=tuple(
            " · ".join(
                filter(
                    None,
                    (each.person, each.company, each.department, each.subject, each.agreement, each.channel),
                )
            )
            for each in file.contacts
        ),
        notes=tuple(text for kind, text in lines if kind is EventKind.NOTE and text),
        timeline=tuple(text for kind, text in lines if kind is not EventKind.NOTE and text),
    )
