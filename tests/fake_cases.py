"""The cases of the in-memory workspace; see `tests.fakes`."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from drentsportal.domain.cases.case import CaseStatus, EventKind
from drentsportal.domain.cases.case_outline import CaseOutline, outline_of
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.errors import ConflictError, InputError, NotFoundError
from drentsportal.services.company_heard import is_with_company
from drentsportal.services.ports.case_bulk import CaseNames, CaseWords, KeptEntry
from drentsportal.services.word_folding import kept_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime

    from drentsportal.domain.cases.case import (
        Attachment,
        Case,
        CaseEvent,
        ContactMoment,
        SentDocument,
        ShortlistEntry,
    )
    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.services.ports.case_bulk import CaseRevision, KeptWords

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
        return _read(self._file(number))

    def save(self, case: Case) -> Case:
        """Store a changed case."""
        file = self._file(case.number)
        if file.case.row_version != case.row_version:
            raise ConflictError("error.storage.case_changed", number=case.number)
        file.case = replace(case, row_version=case.row_version + 1)
        return file.case

    def all(self) -> tuple[Case, ...]:
        """Return all cases, by number."""
        return tuple(_read(file) for _, file in sorted(self._files().items()))

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

    def remove_attachment(self, number: str, attachment_id: str) -> None:
        """Take a file of a case away."""
        if self._file(number).attachments.pop(attachment_id, None) is None:
            raise NotFoundError("error.storage.no_attachment", number=number)

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

    def all_papers(
        self, kinds: Collection[PaperKind], numbers: Collection[str] | None = None
    ) -> dict[tuple[str, PaperKind], tuple[CasePaper, ...]]:
        """Return every version."""
        found: dict[tuple[str, PaperKind], tuple[CasePaper, ...]] = {}
        for number, file in self._some(numbers):
            for paper in sorted(file.papers, key=lambda each: each.version):
                if paper.kind in kinds:
                    key = (number, paper.kind)
                    found[key] = (*found.get(key, ()), paper)
        return found

    def last_messages(self, numbers: Collection[str] | None = None) -> dict[str, datetime]:
        """Return when each company last heard."""
        moments = {
            number: [
                *(each.at_utc for each in file.contacts if is_with_company(each.company)),
                *([] if file.case.answered_at_utc is None else [file.case.answered_at_utc]),
            ]
            for number, file in self._some(numbers)
        }
        return {number: max(each) for number, each in moments.items() if each}

    def words(self, numbers: Collection[str] | None = None) -> dict[str, CaseWords]:
        """Return the words of cases."""
        return {number: _words(file) for number, file in self._some(numbers)}

    def entries(self, numbers: Collection[str] | None = None) -> dict[str, KeptEntry]:
        """Return cases with their papers."""
        kinds = (PaperKind.OUTCOME, PaperKind.REFERRALS, PaperKind.TASKS)
        papers, messages = self.newest_papers(kinds, numbers), self.last_messages(numbers)
        found = {}
        for number, outline in self.outlines(numbers).items():
            outcome, referrals, tasks = (_data(number, papers.get((number, kind))) for kind in kinds)
            found[number] = KeptEntry(outline, outcome, referrals, tasks, messages.get(number))
        return found

    def kept_words(self, numbers: Collection[str] | None = None) -> list[KeptWords]:
        """Return the words of cases, folded."""
        return [kept_words(each) for each in self.words(numbers).values()]

    def unsettled_since(self, at_utc: datetime) -> list[str]:
        """Leave out only what was answered before, and has neither referral nor outcome."""
        return [
            number
            for number, file in self._some(None)
            if file.papers or file.case.answered_at_utc is None or file.case.answered_at_utc >= at_utc
        ]

    def ends(
        self, numbers: Collection[str] | None = None
    ) -> dict[str, tuple[datetime | None, datetime | None]]:
        """Return answers and closings."""
        return {number: (file.case.answered_at_utc, _closed_at(file)) for number, file in self._some(numbers)}

    def open_numbers(self) -> list[str]:
        """Return what waits for an answer."""
        return [number for number, file in self._some(None) if not _is_over(file.case)]

    def answered_count(self) -> int:
        """Return how many are answered or closed."""
        return sum(_is_over(file.case) for _, file in self._some(None))

    def unclosed_count(self) -> int:
        """Return how many are not closed."""
        return sum(file.case.status is not CaseStatus.CLOSED for _, file in self._some(None))

    def numbers_with_tasks(self) -> list[str]:
        """Leave out only what has no tasks at all."""
        return [
            number
            for number, file in self._some(None)
            if any(each.kind is PaperKind.TASKS for each in file.papers)
        ]

    def company_keys(self) -> dict[str, str]:
        """Return companies by case."""
        return {number: key for number, file in self._some(None) if (key := file.case.company_key)}

    def numbers_of_company(self, key: str) -> list[str]:
        """Return the cases of a company."""
        return [number for number, file in self._some(None) if file.case.company_key == key]

    def numbers_of_owner(self, folded_name: str) -> list[str]:
        """Return the cases of an owner."""
        return [number for number, file in self._some(None) if file.case.owner.name.casefold() == folded_name]

    def cases(self, numbers: Collection[str]) -> tuple[Case, ...]:
        """Return cases."""
        return tuple(_read(file) for _, file in self._some(numbers))

    def contacts(
        self, numbers: Collection[str] | None = None, since_utc: datetime | None = None
    ) -> list[tuple[str, ContactMoment]]:
        """Return contacts."""
        return [
            (number, each)
            for number, file in self._some(numbers)
            for each in file.contacts
            if since_utc is None or each.at_utc >= since_utc
        ]

    def contact_names(self, numbers: Collection[str] | None = None) -> list[tuple[str, datetime, str]]:
        """Return whom contacts name."""
        return [(number, each.at_utc, each.company) for number, each in self.contacts(numbers)]

    def shortlists(self) -> dict[str, tuple[ShortlistEntry, ...]]:
        """Return shortlists with something in them."""
        return {number: file.case.shortlist for number, file in self._some(None) if file.case.shortlist}

    def match_times(self) -> dict[str, list[datetime]]:
        """Return when matches were kept."""
        return {number: [at for at, _ in file.matches] for number, file in self._some(None) if file.matches}

    def document_times(self, kind: str) -> dict[str, list[datetime]]:
        """Return when documents of a kind were made."""
        found = {
            number: [each.made_at_utc for each in file.documents if each.kind == kind]
            for number, file in self._some(None)
        }
        return {number: times for number, times in found.items() if times}

    def names(self, numbers: Collection[str]) -> dict[str, CaseNames]:
        """Return how cases are called."""
        return {
            number: CaseNames(
                file.case.request.title,
                file.case.company_key,
                file.case.company_name,
                file.case.received_at_utc,
            )
            for number, file in self._some(numbers)
        }

    def company_names(self, numbers: Collection[str] | None = None) -> dict[str, tuple[str, str]]:
        """Return the companies of cases."""
        return {
            number: (file.case.company_key, file.case.company_name) for number, file in self._some(numbers)
        }


def _data(number: str, paper: CasePaper | None) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return None if paper is None else json.loads(paper.content)
    except ValueError as error:
        raise InputError("error.desk_figures.damaged", field="case", number=number) from error


def _read(file: CaseFile) -> Case:
    return replace(file.case, closed_at_utc=_closed_at(file))


def _is_over(case: Case) -> bool:
    return case.answered_at_utc is not None or case.status is CaseStatus.CLOSED


def _closed_at(file: CaseFile) -> datetime | None:
    closings = [each.at_utc for each in file.events if each.kind is EventKind.CLOSED]
    return max(closings, default=None) if file.case.status is CaseStatus.CLOSED else None


def _words(file: CaseFile) -> CaseWords:
    case = file.case
    told = (case.request.summary, case.request.sector, case.requester)
    lines = [
        (
            each.kind,
            " · ".join(told for name, told in each.details.items() if told and not name.endswith("_at_utc")),
        )
        for each in file.events
    ]
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
