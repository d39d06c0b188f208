"""Bringing a file of sites or gemeenten into the workspace, seeing it first, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.deadline import DUTCH_TIME
from drentsportal.domain.delivery import RowOutcome
from drentsportal.domain.message import message
from drentsportal.errors import DataSourceError, InputError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.delivery import Delivery, ImportReport
    from drentsportal.domain.message import Message
    from drentsportal.services.ports import (
        ActorSource,
        Clock,
        DataStep,
        ImportOptions,
        Progress,
        SiteReader,
        Workspace,
    )

MUNICIPALITY_UNKNOWN: Final = "issue.municipality_unknown"
"""Message id by which a reader says that a gemeente is not in Drenthe or unknown; parameter ``code``."""

_WHAT: Final = "import"
_STEPS: Final = 2
_DATES_SHOWN: Final = 8


class SiteImport:
    """Imports files: all rows that are good, in one step of the history that can be undone as a whole."""

    def __init__(self, workspace: Workspace, reader: SiteReader, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, what reads files, the clock and who is at the desk."""
        self._workspace = workspace
        self._reader = reader
        self._clock = clock
        self._actors = actors

    def preview(self, path: Path, options: ImportOptions, progress: Progress) -> ImportReport:
        """Read and check a file; nothing is stored.

        Raises what the reader raises: ``QuestionError`` and ``DataSourceError``.
        """
        return self._read(path, options, progress)[1]

    def run(self, path: Path, options: ImportOptions, progress: Progress) -> ImportReport:
        """Import a file and return its report with the new data version.

        The workspace file is copied before, and everything is stored in one unit of work: after an error or
        a cancel nothing of it is there. Raises ``InputError`` when ``options.strict`` and a row was refused,
        ``DataSourceError`` when no row is usable, and what the reader raises.
        """
        delivery, report = self._read(path, options, progress)
        _refuse_unusable(delivery, report)
        if options.strict:
            _refuse_partial(report)
        progress.step(0, _STEPS, "progress.import.copying")
        self._workspace.copy_before(_WHAT)
        progress.step(1, _STEPS, "progress.import.storing")
        with self._workspace.unit_of_work() as work:
            version = work.sites.add_delivery(delivery, report, self._actors.current(), self._clock.now_utc())
            work.commit()
        # No step after the commit: a cancel there would deny what is stored.
        return replace(report, data_version=version)

    def undo(self, version: int, *, drop_edits: bool = False) -> int:
        """Take back the delivery made at ``version``; what it superseded is in force again.

        Returns the new data version. Raises ``ConflictError`` with the edits that rest on the delivery,
        unless ``drop_edits``, and ``InputError`` when ``version`` is no delivery or is undone already.
        """
        self._workspace.copy_before("undo")
        with self._workspace.unit_of_work() as work:
            undone_at = work.sites.undo_delivery(
                version, self._actors.current(), self._clock.now_utc(), drop_edits=drop_edits
            )
            work.commit()
        return undone_at

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        with self._workspace.reading() as unit:
            return unit.sites.steps()

    def _read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        delivery, report = self._reader.read(path, options, progress)
        known = {each.code for each in self._workspace.catalogue.municipalities()}
        # The reader knows the twelve gemeenten; the workspace may hold more, with their boundaries.
        issues = tuple(
            issue
            for issue in report.issues
            if issue.message.id != MUNICIPALITY_UNKNOWN or issue.message.named.get("code") not in known
        )
        return delivery, replace(
            report, issues=issues, notes=report.notes + _future_notes(delivery, self._clock.now_utc())
        )


def _future_notes(delivery: Delivery, now_utc: datetime) -> tuple[Message, ...]:
    """Say where sites hold for a date that has not come yet: often a slip, always worth a look."""
    today = now_utc.astimezone(DUTCH_TIME).date()
    ahead = [each for batch in delivery.batches for each in batch.as_of if each.earliest > today]
    if not ahead:
        return ()
    dates = ", ".join(sorted({each.iso for each in ahead})[:_DATES_SHOWN])
    return (message("note.as_of_in_future", sites=len(ahead), dates=dates),)


def _refuse_unusable(delivery: Delivery, report: ImportReport) -> None:
    parts = (
        delivery.batches,
        delivery.municipalities,
        delivery.landmarks,
        delivery.contact_points,
        delivery.restructuring_claims,
    )
    if not any(parts):
        raise DataSourceError(
            "error.import.nothing_usable",
            file=report.file_name,
            rows=report.feature_count,
            refused=report.count(RowOutcome.REFUSED),
        )


def _refuse_partial(report: ImportReport) -> None:
    refused = [issue for issue in report.issues if issue.outcome is RowOutcome.REFUSED]
    if refused:
        raise InputError(
            "error.import.strict",
            field="--strict",
            file=report.file_name,
            refused=report.count(RowOutcome.REFUSED),
            first_row=refused[0].row,
            reason=refused[0].message,
        )
