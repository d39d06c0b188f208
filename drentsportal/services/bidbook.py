"""Bidbooks: a factsheet of every chosen site, one file each, and all of them in one document."""

from __future__ import annotations

from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.message import message
from drentsportal.errors import InputError, ReportError
from drentsportal.services.book_order import taken_plots
from drentsportal.services.document_names import file_stem, style_ending
from drentsportal.services.documents import DocumentKind
from drentsportal.services.drafts import Draft
from drentsportal.services.factsheets import factsheet_subject, surroundings_of
from drentsportal.services.failed_documents import FailedDocument, IncompleteBatchError
from drentsportal.services.failures import reason_of
from drentsportal.services.ports.bidbooks import BatchRecord, BookSubject, SheetJob
from drentsportal.services.ports.documents import MadeDocument
from drentsportal.services.progress import CancelledError
from drentsportal.services.retired_sites import refuse_retired
from drentsportal.services.sheet_names import SheetNames
from drentsportal.services.stated_park import stated_municipality, stated_park

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.documents import Surroundings
    from drentsportal.services.ports.bidbooks import (
        BidbookFiles,
        BidbookWriter,
        KeptSheet,
        SheetOutcome,
    )
    from drentsportal.services.ports.desk import Clock, Progress
    from drentsportal.services.ports.documents import DocumentStyle
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

_SHEETS: Final = "progress.bidbook.sheets"
_BOOK: Final = "progress.bidbook.book"
_RECORD_EVERY: Final = 16
"""A record takes as long as a sheet to write; what was killed makes at most so many sheets again."""


@dataclass(frozen=True, slots=True)
class BidbookOrder:
    """Which sites in which order, where the files go, and in which style (``None`` for that of the portal).

    ``title`` is that of the combined document, empty for the usual one. ``made_at_utc`` is the moment as of
    which all is told where nothing lies there yet, ``None`` for now.
    """

    site_ids: tuple[str, ...]
    out_dir: Path
    combined: bool = True
    title: str = ""
    style: DocumentStyle | None = None
    made_at_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bidbook:
    """What lies in the folder now. ``anew`` says why nothing of an earlier batch was kept."""

    sheets: tuple[MadeDocument, ...]
    kept_count: int
    book: MadeDocument | None = None
    anew: Message | None = None

    @property
    def documents(self) -> tuple[MadeDocument, ...]:
        """All files, the combined one first."""
        return self.sheets if self.book is None else (self.book, *self.sheets)


class IncompleteBidbookError(IncompleteBatchError):
    """Some sheets of a bidbook failed; ``bidbook`` holds the others."""

    def __init__(self, bidbook: Bidbook, failures: tuple[FailedDocument, ...]) -> None:
        """Keep what was made, and what was not with the reason of each."""
        made_count = len(bidbook.sheets)
        rest = "sheets" if bidbook.book is None else "book"
        super().__init__(
            bidbook.documents,
            failures,
            "error.bidbook.some_failed",
            message(f"bidbook.rest.{rest}", made_count=made_count) if made_count else None,
        )
        self.bidbook = bidbook


class StoppedBidbookError(CancelledError):
    """The person stopped a bidbook: ``made_count`` of ``site_count`` sheets lie there, and stay."""

    def __init__(self, made_count: int, site_count: int) -> None:
        """Keep what the next run goes on from."""
        super().__init__()
        self.made_count = made_count
        self.site_count = site_count


@dataclass(slots=True)
class _Batch:
    """One run: what it stands on, what was found in the folder, and what came of it."""

    order: BidbookOrder
    files: BidbookFiles
    shared: Surroundings
    made_at_utc: datetime
    before: BatchRecord | None
    anew: Message | None
    parks: dict[str, Site] = field(default_factory=dict)
    municipality_codes: set[str] = field(default_factory=set)
    done: dict[str, KeptSheet] = field(default_factory=dict)
    failures: list[FailedDocument] = field(default_factory=list)
    missing: dict[str, tuple[Site, Site | None]] = field(default_factory=dict)
    statuses: Counter[object] = field(default_factory=Counter)
    new_count: int = 0
    left_out_count: int = 0
    book: KeptSheet | None = None

    def note_left_out(self, municipality_codes: Iterable[str], count: int) -> None:
        """Count sites of which no sheet is made here but that the title page tells of."""
        self.municipality_codes.update(municipality_codes)
        self.left_out_count = count

    def keep_record(self) -> None:
        """Write down what lies in the folder; sites of another selection stay in it."""
        earlier = {} if self.before is None else dict(self.before.sheets)
        still = {site_id: each for site_id, each in earlier.items() if site_id not in self.missing}
        record = BatchRecord(
            self.shared.data_version, self.made_at_utc, self.files.style, still | self.done, self.book
        )
        self.files.keep_record(self.order.out_dir, record)


class Bidbooks:
    """Makes a bidbook, and goes on with one that was stopped."""

    def __init__(
        self, workspace: Workspace, reference: ReferenceData, writer: BidbookWriter, clock: Clock
    ) -> None:
        """Keep what bidbooks are made from and with."""
        self._catalogue = workspace.catalogue
        self._reference = reference
        self._writer = writer
        self._clock = clock

    def draft(self, order: BidbookOrder, folder: Path, progress: Progress, *, shown_count: int = 0) -> Draft:
        """Make an order in a folder that goes, to be looked at; errors as ``make``, failures in the draft.

        ``shown_count`` says of how many sites at most a sheet is made, 0 for all; the title page counts all.
        The same order at the moment of the draft (``BidbookOrder.made_at_utc``) gives the same bytes.
        """
        now_utc = order.made_at_utc or self._clock.now_utc()
        failures: tuple[FailedDocument, ...] = ()
        try:
            made = self._make(
                replace(order, out_dir=folder, combined=True, made_at_utc=now_utc), progress, shown_count
            )
        except IncompleteBidbookError as error:
            made, failures = error.bidbook, error.failures
        return Draft((made.sheets, () if made.book is None else (made.book,)), failures, None, now_utc)

    def make(self, order: BidbookOrder, progress: Progress) -> Bidbook:
        """Make what is missing or changed of an order; all from one data version and as of one moment.

        Raises ``InputError`` for no sites, ``NotFoundError`` for an unknown one before anything is written,
        ``IncompleteBidbookError`` when sheets failed (the others stay, also in the combined document),
        ``ReportError`` for the combined document, and ``StoppedBidbookError`` when the person stopped it:
        whole files stay, and the next run goes on from there.
        """
        return self._make(order, progress)

    def _make(self, order: BidbookOrder, progress: Progress, shown_count: int = 0) -> Bidbook:
        site_ids = tuple(dict.fromkeys(order.site_ids))
        if not site_ids:
            raise InputError("error.factsheet.no_sites", field="site")
        shared = surroundings_of(self._catalogue, self._reference)
        self._require(site_ids, shared.data_version)
        writer = self._writer if order.style is None else self._writer.styled(order.style)
        batch = self._begun(order, writer.bidbook_files(), shared)
        shown = site_ids[:shown_count] if shown_count else site_ids
        left_out = site_ids[len(shown) :]
        batch.note_left_out(self._municipalities(batch, left_out), len(left_out))
        book = None
        try:
            made = self._sheets(batch, shown, progress)
            if order.combined and batch.done:
                book = self._book(batch, progress)
        except CancelledError as error:
            raise StoppedBidbookError(len(batch.done), len(shown)) from error
        bidbook = Bidbook(made, len(made) - batch.new_count, book, batch.anew)
        if batch.failures:
            raise IncompleteBidbookError(bidbook, tuple(batch.failures))
        return bidbook

    def _require(self, site_ids: tuple[str, ...], version: int) -> None:
        """Refuse retired and unknown sites; most are told by the table of those in use."""
        refuse_retired(self._catalogue, site_ids)
        table = self._catalogue.site_table(version)
        in_use = {each for rows in (table.parks, table.plots, table.premises) for each in rows.ids.tolist()}
        for site_id in site_ids:
            if site_id not in in_use:
                self._catalogue.site(site_id, version)

    def _begun(self, order: BidbookOrder, files: BidbookFiles, shared: Surroundings) -> _Batch:
        """Go on with what lies in the folder, or take it away where the data, style or day is another."""
        now_utc = order.made_at_utc or self._clock.now_utc()
        found = files.record(order.out_dir)
        if found is None:
            return _Batch(order, files, shared, now_utc, None, None)
        anew = _why_anew(found, shared.data_version, files.style, now_utc)
        if anew is None:
            return _Batch(order, files, shared, found.made_at_utc, found, None, book=found.book)
        old = (*found.sheets.values(), *(() if found.book is None else (found.book,)))
        files.take_away(order.out_dir, old)
        return _Batch(order, files, shared, now_utc, None, anew)

    def _sheets(
        self, batch: _Batch, site_ids: tuple[str, ...], progress: Progress
    ) -> tuple[MadeDocument, ...]:
        made: list[MadeDocument] = []
        total = len(site_ids)
        progress.step(0, total, _SHEETS)
        try:
            with closing(batch.files.sheets(self._jobs(batch, site_ids))) as outcomes:
                for count, outcome in enumerate(outcomes, 1):
                    document = _taken(batch, outcome)
                    if document is not None:
                        made.append(document)
                    if batch.new_count and count % _RECORD_EVERY == 0:
                        batch.keep_record()
                    with _stopping(batch, outcomes):
                        progress.step(count, total, _SHEETS)
        finally:
            batch.keep_record()
        return tuple(made)

    def _jobs(self, batch: _Batch, site_ids: tuple[str, ...]) -> Iterator[SheetJob]:
        names = SheetNames(self._catalogue.site_table(batch.shared.data_version), batch.files.style)
        for site_id in site_ids:
            subject = factsheet_subject(self._catalogue, site_id, batch.shared, batch.made_at_utc)
            name = names.take(subject.site, subject.park)
            kept = None if batch.before is None else batch.before.sheets.get(site_id)
            yield SheetJob(subject, batch.order.out_dir / name, kept)

    def _municipalities(self, batch: _Batch, site_ids: Sequence[str]) -> Iterator[str]:
        version = batch.shared.data_version
        for site_id in site_ids:
            site = self._catalogue.site(site_id, version)
            batch.statuses[site.value("status")] += 1
            park = stated_park(self._catalogue, site, version)
            if code := stated_municipality(site, park):
                yield code

    def _book(self, batch: _Batch, progress: Progress) -> MadeDocument:
        progress.step(0, 0, _BOOK)
        names = sorted(map(batch.shared.municipality_name, batch.municipality_codes))
        subject = BookSubject(
            batch.order.title.strip(),
            tuple(batch.done),
            tuple(names),
            batch.shared.data_version,
            batch.made_at_utc,
            batch.left_out_count,
            tuple(batch.missing.values()),
            taken_plots(batch.statuses),
        )
        name = file_stem(DocumentKind.BIDBOOK, ending=style_ending(batch.files.style))
        path = batch.order.out_dir / f"{name}.pdf"
        document, batch.book = batch.files.book(subject, path, batch.book, lambda: progress.step(0, 0, _BOOK))
        batch.keep_record()
        return document


@contextmanager
def _stopping(batch: _Batch, outcomes: Generator[SheetOutcome]) -> Iterator[None]:
    """Take also what was being made when somebody stopped it: it lies there, and is not made again."""
    try:
        yield
    except CancelledError as stopped:
        with suppress(CancelledError, StopIteration):
            _taken(batch, outcomes.throw(stopped))
            for outcome in outcomes:
                _taken(batch, outcome)
        raise


def _taken(batch: _Batch, outcome: SheetOutcome) -> MadeDocument | None:
    """Note how one sheet went, and return its document where there is one."""
    site, park, result = outcome.job.subject.site, outcome.job.subject.park, outcome.result
    if isinstance(result, ReportError):
        batch.failures.append(FailedDocument(site.name, reason_of(result)))
        batch.missing[site.id] = (site, park)
        if outcome.job.kept is not None:
            # What lies there tells what no longer holds.
            batch.files.take_away(batch.order.out_dir, (outcome.job.kept,))
        return None
    if code := stated_municipality(site, park):
        batch.municipality_codes.add(code)
    batch.statuses[site.value("status")] += 1
    batch.done[site.id] = result
    batch.new_count += outcome.is_new
    return MadeDocument(outcome.job.path, DocumentKind.FACTSHEET.value, result.sha256)


def _why_anew(
    found: BatchRecord, data_version: int, style: DocumentStyle, now_utc: datetime
) -> Message | None:
    """Tell why an earlier batch cannot be gone on with; what is stale depends on the day."""
    if found.data_version != data_version:
        return message("bidbook.anew.data", before=found.data_version, now=data_version)
    if found.style != style:
        return message("bidbook.anew.style")
    if found.made_at_utc.astimezone(DUTCH_TIME).date() != now_utc.astimezone(DUTCH_TIME).date():
        return message("bidbook.anew.day", before=found.made_at_utc)
    return None
