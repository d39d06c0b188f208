"""Remembered sources: added, changed, forgotten, and read again with one action."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from drentsportal.domain.merge.data_source import DataSource, DataSourceKind, SourceState
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers
from drentsportal.domain.message import message
from drentsportal.errors import DrentsPortalError, InputError, NotFoundError
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.ports.sources import FetchLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.domain.message import Message
    from drentsportal.services.ports.desk import Clock, Progress
    from drentsportal.services.ports.sources import LayerOffer, SourceFetcher
    from drentsportal.services.ports.workspace import UnitOfWork, Workspace
    from drentsportal.services.site_import import ImportReview, SiteImport


class RefreshResult(StrEnum):
    """How the refreshing of one source ended."""

    STORED = "stored"
    SAME = "same"
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RefreshOutcome:
    """What came of refreshing one source.

    ``review`` is there when a person must look first: ``SourceRefresh.finish`` stores it. ``error`` says why
    it failed; the last good data stay in use.
    """

    source: DataSource
    result: RefreshResult
    report: ImportReport | None = None
    review: ImportReview | None = None
    error: DrentsPortalError | None = None


class SourceRefresh:
    """Keeps the sources of a workspace up to date; one that fails never stops the others."""

    def __init__(
        self, workspace: Workspace, imports: SiteImport, fetcher: SourceFetcher, clock: Clock
    ) -> None:
        """Keep the workspace, what stores files, what reads services, and the clock."""
        self._workspace = workspace
        self._imports = imports
        self._fetcher = fetcher
        self._clock = clock

    def sources(self) -> tuple[SourceState, ...]:
        """Return every remembered source with how it stands, ordered by title."""
        with self._workspace.reading() as unit:
            return unit.sources.all()

    def add(self, source: DataSource) -> DataSource:
        """Remember a source; without an id it gets one from its title.

        Raises ``InputError`` for one without title or address, and for an id that is taken.
        """
        _check(source)
        taken = {state.source.id for state in self.sources()}
        if source.id in taken:
            raise InputError("error.source.id_taken", field="id", id=source.id)
        named = source if source.id else replace(source, id=_new_id(source.title, taken))
        self._put(SourceState(named))
        return named

    def change(self, source: DataSource) -> None:
        """Change a source; what it delivered stays, and the next refresh reads it anew.

        Raises ``NotFoundError`` and, as ``add``, ``InputError``.
        """
        _check(source)
        before = self._state(source.id)
        is_read_otherwise = replace(source, title="", max_age_days=None) != replace(
            before.source, title="", max_age_days=None
        )
        # Read in another way, the same file can give other values.
        sha256 = "" if is_read_otherwise else before.sha256
        self._put(replace(before, source=source, sha256=sha256))

    def remove(self, source_id: str) -> None:
        """Forget a source; what it delivered stays. Raises ``NotFoundError``."""
        with self._workspace.unit_of_work() as work:
            work.sources.remove(source_id)
            work.commit()

    def layers(self, kind: DataSourceKind, address: str, progress: Progress) -> tuple[LayerOffer, ...]:
        """Ask a service what it offers. Raises ``DataSourceError`` and ``CancelledError``."""
        return self._fetcher.layers(kind, address, FetchLimits(), progress)

    def remember(self, source: DataSource, report: ImportReport, sha256: str) -> DataSource:
        """Remember a source of which an import was just stored."""
        now_utc = self._clock.now_utc()
        named = self.add(source)
        self._put(
            SourceState(
                named,
                checked_at_utc=now_utc,
                fetched_at_utc=now_utc,
                data_version=report.data_version,
                sha256=sha256,
            )
        )
        return named

    def due(self) -> tuple[DataSource, ...]:
        """Return the sources whose last refresh does not hold any more, or that were never read."""
        now_utc = self._clock.now_utc()
        return tuple(state.source for state in self.sources() if _is_due(state, now_utc))

    def refresh(
        self, source_id: str, progress: Progress, on_conflict: MergeAnswer | None = None
    ) -> RefreshOutcome:
        """Read a source again, and store what it delivers when nobody needs to look first.

        A new contradiction with what is in use, or a site that may be another known one, waits for a review
        unless ``on_conflict`` answers it. What was read before is not stored again. A fault is kept with
        the source. Raises ``NotFoundError`` for an unknown source, and ``CancelledError``.
        """
        state = self._state(source_id)
        try:
            return self._refreshed(state, progress, on_conflict)
        except DrentsPortalError as error:
            fault = message(error.message_id, **error.params)
            self._checked(state, fault)
            return RefreshOutcome(state.source, RefreshResult.FAILED, error=error)

    def refresh_all(
        self,
        source_ids: tuple[str, ...],
        progress: Progress,
        on_conflict: MergeAnswer | None = None,
    ) -> tuple[RefreshOutcome, ...]:
        """Refresh several sources one after another; raises ``NotFoundError`` before the first is read."""
        known = {state.source.id for state in self.sources()}
        for source_id in source_ids:
            if source_id not in known:
                raise NotFoundError("error.source.unknown", id=source_id)
        return tuple(self.refresh(each, progress, on_conflict) for each in source_ids)

    def review(self, source_id: str, progress: Progress) -> ImportReview:
        """Read a source and lay it against what is in use; nothing is stored, and a fault is kept.

        Raises what reading raises.
        """
        state = self._state(source_id)
        try:
            with self._file(state.source, progress) as (path, options, _):
                return self._imports.review(path, options, progress)
        except DrentsPortalError as error:
            self._checked(state, message(error.message_id, **error.params))
            raise

    def fetch(self, source_id: str, folder: Path, progress: Progress) -> tuple[Path, ImportOptions]:
        """Return the file of a source with its answers, for a person who links its columns.

        What a service delivers is put in ``folder``; a file stays where it is. Nothing is stored. Raises
        ``NotFoundError``, and what fetching raises.
        """
        path, options, _ = self._fetched(self._state(source_id).source, folder, progress)
        return path, replace(options, mapping=None)

    def finish(
        self, source_id: str, review: ImportReview, answers: MergeAnswers, progress: Progress
    ) -> ImportReport:
        """Store what was reviewed of a source. Raises what ``SiteImport.store`` raises."""
        state = self._state(source_id)
        return self._imports.store(
            review, progress, answers, self._stored(state, review.delivery.file_sha256)
        )

    def _refreshed(
        self, state: SourceState, progress: Progress, on_conflict: MergeAnswer | None
    ) -> RefreshOutcome:
        source, held = state.source, self._sha256_in_use(state)
        with self._file(source, progress) as (path, options, sha256):
            if sha256 and sha256 == held:
                self._checked(state, None)
                return RefreshOutcome(source, RefreshResult.SAME)
            review = self._imports.review(path, options, progress)
        read = sha256 or review.delivery.file_sha256
        if read == held:
            self._checked(state, None)
            return RefreshOutcome(source, RefreshResult.SAME)
        if review.merge.undecided and on_conflict is None:
            self._checked(state, _waits(review))
            return RefreshOutcome(source, RefreshResult.NEEDS_REVIEW, review.report, review)
        answers = MergeAnswers(on_conflict=on_conflict)
        report = self._imports.store(review, progress, answers, self._stored(state, read))
        return RefreshOutcome(source, RefreshResult.STORED, report)

    def _sha256_in_use(self, state: SourceState) -> str:
        """Return what was read last, "" where that import was taken back: then it is not there any more."""
        undone = {step.version for step in self._imports.steps() if step.undone_by_version is not None}
        return "" if state.data_version in undone else state.sha256

    @contextmanager
    def _file(self, source: DataSource, progress: Progress) -> Iterator[tuple[Path, ImportOptions, str]]:
        """Give the file of a source with the answers to what it leaves open, and its checksum if known."""
        with tempfile.TemporaryDirectory(prefix="drentsportal-") as folder:
            yield self._fetched(source, Path(folder), progress)

    def _fetched(
        self, source: DataSource, folder: Path, progress: Progress
    ) -> tuple[Path, ImportOptions, str]:
        options = _options(source)
        if source.kind is DataSourceKind.FILE:
            return Path(source.address), options, ""
        fetched = self._fetcher.fetch(source, folder, FetchLimits(), progress)
        # What was fetched has one layer, under a name of ours.
        return fetched.path, replace(options, layer=None, crs=fetched.crs or options.crs), fetched.sha256

    def _stored(self, state: SourceState, sha256: str) -> Callable[[UnitOfWork, int], None]:
        now_utc = self._clock.now_utc()

        def put(work: UnitOfWork, version: int) -> None:
            work.sources.put(
                replace(
                    state,
                    checked_at_utc=now_utc,
                    fetched_at_utc=now_utc,
                    data_version=version,
                    sha256=sha256,
                    fault=None,
                )
            )

        return put

    def _checked(self, state: SourceState, fault: Message | None) -> None:
        """Note that a source was tried, and what was wrong."""
        now_utc = self._clock.now_utc()
        fetched_at_utc = now_utc if fault is None else state.fetched_at_utc
        self._put(replace(state, checked_at_utc=now_utc, fetched_at_utc=fetched_at_utc, fault=fault))

    def _state(self, source_id: str) -> SourceState:
        with self._workspace.reading() as unit:
            return unit.sources.get(source_id)

    def _put(self, state: SourceState) -> None:
        with self._workspace.unit_of_work() as work:
            work.sources.put(state)
            work.commit()


def _options(source: DataSource) -> ImportOptions:
    return ImportOptions(
        layer=source.layer or None,
        crs=source.crs or None,
        mapping=source.mapping or None,
        source=source.source_name or None,
        as_of=source.as_of,
        accepted=frozenset(source.accepted),
        is_complete=source.is_complete,
    )


def _check(source: DataSource) -> None:
    for field in ("title", "address"):
        if not getattr(source, field).strip():
            raise InputError("error.source.empty", field=field, what=message(f"source.field.{field}"))
    is_web = source.address.casefold().startswith(("http://", "https://"))
    if source.kind is not DataSourceKind.FILE and not is_web:
        raise InputError("error.source.no_web_address", field="address", address=source.address)


def _new_id(title: str, taken: set[str]) -> str:
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in title.casefold())
    stem = "-".join(filter(None, plain.split("-"))) or "bron"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def _is_due(state: SourceState, now_utc: datetime) -> bool:
    if state.fetched_at_utc is None or state.fault is not None:
        return True
    days = state.source.max_age_days
    return days is not None and now_utc - state.fetched_at_utc > timedelta(days=days)


def _waits(review: ImportReview) -> Message:
    return message("source.needs_review", sites=review.merge.undecided)
