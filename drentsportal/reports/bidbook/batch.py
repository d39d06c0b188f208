"""Makes the sheets of a batch, several at a time, and then the document of all of them.

Wording is done by one thread, setting and writing by some others: typst lets go of the interpreter while it
sets, and each thread has a compiler of its own. The document of all is set in a process of its own.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.errors import ReportError
from drentsportal.reports.bidbook.batch_record import is_unchanged, read_record, take_away, write_record
from drentsportal.reports.bidbook.title_page import title_page_model
from drentsportal.reports.factsheet.photograph import photograph_file
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.services.documents import DocumentKind
from drentsportal.services.ports.bidbooks import BookSubject, KeptSheet, SheetJob, SheetOutcome
from drentsportal.services.ports.documents import MadeDocument
from drentsportal.services.progress import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.reports.typeset.typesetter import Typesetter
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.services.ports.bidbooks import BatchRecord
    from drentsportal.services.ports.documents import DocumentStyle

SHEET_TEMPLATE: Final = "factsheet.typ"
_BOOK_TEMPLATE: Final = "bidbook.typ"
_MOST_WORKERS: Final = 4
_WAITING_PER_WORKER: Final = 2
"""Enough to keep every worker busy, few enough that a batch of a thousand sheets takes no more memory."""


@dataclass(frozen=True, slots=True)
class BatchTools:
    """What sheets are made with; ``open_typesetter`` gives every worker its own."""

    language: Language
    style: DocumentStyle
    model_of: Callable[[FactsheetSubject], dict[str, object]]
    not_shown: Callable[[dict[str, object]], str]
    typesetter: Typesetter
    open_typesetter: Callable[[], Typesetter]


@dataclass(frozen=True, slots=True)
class _Worded:
    """A sheet in words, ready to be set."""

    job: SheetJob
    data: str
    made_of: str


class BatchFiles:
    """``BidbookFiles`` of one batch; the sheets that it made stay as JSON until the book is set."""

    def __init__(self, tools: BatchTools, worker_count: int = 0) -> None:
        """Keep the tools; 0 workers means one more than there are processors, four at most.

        One of them mostly waits: for the disk, or for the thread that words.
        """
        self._tools = tools
        self._workers = worker_count or min(_MOST_WORKERS, 1 + (os.cpu_count() or 1))
        self._idle: SimpleQueue[Typesetter] = SimpleQueue()
        self._opened = 0
        self._sheet_data: dict[str, str] = {}
        self._is_sample = False

    @property
    def style(self) -> DocumentStyle:
        """In which style the files are made."""
        return self._tools.style

    def record(self, folder: Path) -> BatchRecord | None:
        """Read what lies in a folder; ``None`` where there is no record that can be read."""
        return read_record(folder, self.style)

    def keep_record(self, folder: Path, record: BatchRecord) -> None:
        """Write what lies in a folder. Raises ``ReportError``."""
        write_record(folder, record)

    def take_away(self, folder: Path, kept: Sequence[KeptSheet]) -> None:
        """Remove files of an earlier batch that nobody changed since. Raises ``ReportError``."""
        take_away(folder, kept)

    def sheets(self, jobs: Iterable[SheetJob]) -> Generator[SheetOutcome]:
        """Make factsheets in order; see ``BidbookFiles``."""
        waiting: deque[SheetOutcome | Future[SheetOutcome]] = deque()
        pool = ThreadPoolExecutor(self._workers, "sheet")
        try:
            for job in jobs:
                waiting.append(self._begun(pool, job))
                if len(waiting) > self._workers * _WAITING_PER_WORKER:
                    yield _ended(waiting.popleft())
            while waiting:
                yield _ended(waiting.popleft())
        except CancelledError:
            pool.shutdown(wait=True, cancel_futures=True)
            yield from (_ended(each) for each in waiting if _is_made(each))
        finally:
            # Sheets that are being set are finished, those that wait are not begun.
            pool.shutdown(wait=True, cancel_futures=True)

    def book(
        self, subject: BookSubject, path: Path, kept: KeptSheet | None, watch: Callable[[], None]
    ) -> tuple[MadeDocument, KeptSheet]:
        """Write the sheets that were made as one document, or keep it; see ``BidbookFiles``."""
        tools = self._tools
        model = title_page_model(subject, tools.language, is_sample=self._is_sample)
        model["not_shown"] = tools.not_shown(model)
        head = tools.typesetter.data(model)
        sheets = ",".join(self._sheet_data[each] for each in subject.site_ids)
        data = f'{head[:-1]}, "sheets": [{sheets}]}}'
        made_of = self._made_of(data, subject.made_at_utc)
        if kept is not None and _is_same(kept, path, made_of):
            return MadeDocument(path, DocumentKind.BIDBOOK.value, kept.sha256), kept
        content = tools.typesetter.pdf_apart(_BOOK_TEMPLATE, data, subject.made_at_utc, watch)
        document = write_finished(path, content, DocumentKind.BIDBOOK.value)
        return document, KeptSheet(path.name, document.sha256, made_of)

    def _begun(self, pool: ThreadPoolExecutor, job: SheetJob) -> SheetOutcome | Future[SheetOutcome]:
        try:
            model = self._tools.model_of(job.subject)
            data = self._tools.typesetter.data(model)
        except ReportError as error:
            return SheetOutcome(job, error)
        self._is_sample = self._is_sample or bool(model["tag"])
        made_of = self._made_of(data, job.subject.made_at_utc)
        kept = job.kept
        if kept is not None and _is_same(kept, job.path, made_of):
            self._sheet_data[job.subject.site.id] = data
            return SheetOutcome(job, kept)
        return pool.submit(self._made, _Worded(job, data, made_of))

    def _made(self, worded: _Worded) -> SheetOutcome:
        """Set one sheet and write it; runs on a worker."""
        job = worded.job
        try:
            with self._typesetter() as typesetter:
                content = _set(typesetter, worded)
            document = write_finished(job.path, content, DocumentKind.FACTSHEET.value)
        except ReportError as error:
            return SheetOutcome(job, error)
        self._sheet_data[job.subject.site.id] = worded.data
        return SheetOutcome(job, KeptSheet(job.path.name, document.sha256, worded.made_of), is_new=True)

    @contextmanager
    def _typesetter(self) -> Generator[Typesetter]:
        typesetter = self._tools.open_typesetter() if self._idle.empty() else self._idle.get()
        try:
            yield typesetter
        finally:
            self._idle.put(typesetter)

    def _made_of(self, data: str, made_at_utc: datetime) -> str:
        """Return by what a file is known again; of the moment only its day stands in it."""
        day = made_at_utc.astimezone(DUTCH_TIME).date().isoformat()
        parts = (self._tools.typesetter.fingerprint, day, data)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _set(typesetter: Typesetter, worded: _Worded) -> bytes:
    subject = worded.job.subject
    if subject.photograph is None:
        return typesetter.pdf_of(SHEET_TEMPLATE, worded.data, subject.made_at_utc)
    name = photograph_file(subject.photograph)
    typesetter.keep_picture(name, subject.photograph.content)
    try:
        return typesetter.pdf_of(SHEET_TEMPLATE, worded.data, subject.made_at_utc)
    finally:
        typesetter.drop_picture(name)


def _is_made(begun: SheetOutcome | Future[SheetOutcome]) -> bool:
    return isinstance(begun, SheetOutcome) or not begun.cancelled()


def _ended(begun: SheetOutcome | Future[SheetOutcome]) -> SheetOutcome:
    return begun if isinstance(begun, SheetOutcome) else begun.result()


def _is_same(kept: KeptSheet, path: Path, made_of: str) -> bool:
    return kept.made_of == made_of and kept.file_name == path.name and is_unchanged(path.parent, kept)
