"""Bringing a file of sites or gemeenten into the workspace, seeing it first, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.merge.merge_answers import MergeAnswers, resolve
from drentsportal.domain.merge.merge_part import rows_of
from drentsportal.domain.merge.merging import compare, with_known_ids, without_sites
from drentsportal.domain.merge.returned import silent_sites, without_repeated
from drentsportal.domain.message import message
from drentsportal.errors import ConflictError, DataSourceError, InputError
from drentsportal.services.edit_standing import covering

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.merge.merging import MergeReview
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.imports import ImportOptions, SiteReader
    from drentsportal.services.ports.ledger import DataStep
    from drentsportal.services.ports.workspace import UnitOfWork, Workspace

MUNICIPALITY_UNKNOWN: Final = "issue.municipality_unknown"
"""Message id by which a reader says that a gemeente is not in Drenthe or unknown; parameter ``code``."""

_WHAT: Final = "import"
_STEPS: Final = 2
_DATES_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class ImportReview:
    """A file that was read and laid against what is in use; nothing of it is stored yet.

    ``delivery`` is as it was read; that of ``merge`` has the known ids of sites that are the same.
    """

    report: ImportReport
    merge: MergeReview
    delivery: Delivery


class SiteImport:
    """Imports files: all rows that are good, in one step of the history that can be undone as a whole."""

    def __init__(self, workspace: Workspace, reader: SiteReader, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, what reads files, the clock and who is at the desk."""
        self._workspace = workspace
        self._reader = reader
        self._clock = clock
        self._actors = actors

    def preview(self, path: Path, options: ImportOptions, progress: Progress) -> ImportReport:
        """Read and check a file, and say how it stands to what is in use; nothing is stored.

        Raises what the reader raises: ``QuestionError`` and ``DataSourceError``.
        """
        return self.look(path, options, progress).report

    def look(
        self,
        path: Path,
        options: ImportOptions,
        progress: Progress,
        same_as: Mapping[str, str] | None = None,
    ) -> ImportReview:
        """Review a file also where nothing of it can be stored. Raises what the reader raises."""
        delivery, report = self._read(path, options, progress)
        return self.compared(delivery, report, progress, same_as)

    def review(
        self,
        path: Path,
        options: ImportOptions,
        progress: Progress,
        same_as: Mapping[str, str] | None = None,
    ) -> ImportReview:
        """Read a file and lay it against what is in use; nothing is stored.

        ``same_as`` maps ids of the file to ids of known sites, where a person said that they are the same.
        Raises ``InputError`` when ``options.strict`` and a row was refused, ``DataSourceError`` when no row
        is usable, and what the reader raises.
        """
        delivery, report = self._read(path, options, progress)
        check_usable(delivery, report, strict=options.strict)
        return self.compared(delivery, report, progress, same_as)

    def compared(
        self,
        delivery: Delivery,
        report: ImportReport,
        progress: Progress,
        same_as: Mapping[str, str] | None = None,
    ) -> ImportReview:
        """Lay a delivery that was read against what is in use now.

        Raises ``InputError`` for ids in ``same_as`` that are not a delivered and a known site of one kind.
        """
        progress.step(0, 0, "progress.import.comparing")
        catalogue = self._workspace.catalogue
        with self._workspace.reading():
            ground = catalogue.merge_ground(delivery.source)
            _check_same(delivery, ground, same_as or {})
            merge = compare(without_repeated(with_known_ids(delivery, same_as or {}), ground), ground)
        return ImportReview(replace(report, merge=merge.counts), merge, delivery)

    def run(
        self,
        path: Path,
        options: ImportOptions,
        progress: Progress,
        answers: MergeAnswers | None = None,
    ) -> ImportReport:
        """Import a file and return its report with the new data version; ``answers`` as in ``store``.

        Raises what ``review`` and ``store`` raise.
        """
        return self.store(self.review(path, options, progress), progress, answers)

    def store(
        self,
        review: ImportReview,
        progress: Progress,
        answers: MergeAnswers | None = None,
        also: Callable[[UnitOfWork, int], None] | None = None,
    ) -> ImportReport:
        """Store what was reviewed; without ``answers`` the newest date decides, and an edit stays in use.

        The workspace file is copied before, and everything is stored in one unit of work, with what ``also``
        writes: after an error or a cancel nothing of it is there. Raises ``ConflictError`` when the data
        changed since the review, and ``InputError`` when the answers leave nothing to store.
        """
        progress.step(0, _STEPS, "progress.import.copying")
        self._workspace.copy_before(_WHAT)
        progress.step(1, _STEPS, "progress.import.storing")
        with self._workspace.unit_of_work() as work:
            review = self._of_now(review, answers or MergeAnswers())
            version = self._stored(work, review, answers or MergeAnswers())
            if also is not None:
                also(work, version)
            work.commit()
        # No step after the commit: a cancel there would deny what is stored.
        return replace(review.report, data_version=version)

    def _stored(self, work: UnitOfWork, review: ImportReview, answers: MergeAnswers) -> int:
        actor, now_utc = self._actors.current(), self._clock.now_utc()
        resolution = resolve(review.merge, answers, actor, now_utc)
        silent = silent_sites(review.merge.delivery, review.merge.ground)
        delivery = without_sites(review.merge.delivery, {*resolution.left_out, *silent})
        if silent and not resolution.left_out and not any(len(batch) for batch in delivery.batches):
            raise InputError("error.import.nothing_new", file=review.report.file_name)
        if resolution.left_out and not any(len(batch) for batch in delivery.batches):
            raise InputError("error.merge.nothing_left", file=review.report.file_name)
        return work.sites.add_delivery(delivery, review.report, actor, now_utc, resolution.decisions)

    def _of_now(self, review: ImportReview, answers: MergeAnswers) -> ImportReview:
        """Return the review, laid against the data of now where somebody else wrote meanwhile.

        Where a person decided on what was seen, or would have to decide more now, it no longer holds; an
        answer to contradictions of any kind does.
        """
        catalogue = self._workspace.catalogue
        if catalogue.data_version() == review.merge.ground.in_use.data_version:
            return review
        merge = compare(review.merge.delivery, catalogue.merge_ground(review.merge.delivery.source))
        by_rule = answers == MergeAnswers(on_conflict=answers.on_conflict)
        if not by_rule or (merge.undecided > review.merge.undecided and answers.on_conflict is None):
            raise ConflictError("error.merge.overtaken", file=review.report.file_name)
        return ImportReview(replace(review.report, merge=merge.counts), merge, review.delivery)

    def edits_resting_on(self, version: int) -> tuple[ValueChoice, ...]:
        """Return the edits that stand in the way of taking back the delivery made at ``version``.

        Each says what was changed, by whom and when. Raises ``InputError`` when ``version`` is no delivery or
        is undone already. Nothing is stored.
        """
        try:
            with self._workspace.unit_of_work() as work:
                work.sites.undo_delivery(version, self._actors.current(), self._clock.now_utc())
        except ConflictError as error:
            return self._named_edits(error)
        return ()

    def _named_edits(self, error: ConflictError) -> tuple[ValueChoice, ...]:
        named = error.params.get("edits")
        found: list[ValueChoice] = []
        for each in named if isinstance(named, tuple) else ():
            site_id, _, attribute_id = str(each).rpartition(": ")
            found += [
                choice
                for choice in self._workspace.catalogue.choices(site_id)
                if choice.attribute_id == attribute_id and choice.until_version is None
            ]
        return tuple(found)

    def decided_after(self, version: int) -> tuple[ValueChoice, ...]:
        """Return what decides now over the values chosen at ``version``; undoing that leaves these in use."""
        catalogue = self._workspace.catalogue
        with self._workspace.reading():
            later = covering(catalogue, catalogue.choices_of_step(version), version)
        # Several later steps may have chosen the same value; the last of them decides.
        return tuple({(each.site_id, each.attribute_id): each for each in later}.values())

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

    def undo_edit(self, version: int) -> int:
        """Take back the edit made at ``version``, of this session or not; returns the new data version.

        Raises ``ConflictError`` when something later rests on a site that the edit made, and ``InputError``
        when ``version`` is no edit or is undone already.
        """
        with self._workspace.unit_of_work() as work:
            undone_at = work.sites.undo_edit(version, self._actors.current(), self._clock.now_utc())
            work.commit()
        return undone_at

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        with self._workspace.reading() as unit:
            return unit.sites.steps()

    def _read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        delivery, report = self._reader.read(path, options, progress)
        delivery = replace(delivery, is_complete=delivery.is_complete or options.is_complete)
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


def check_usable(delivery: Delivery, report: ImportReport, *, strict: bool = False) -> None:
    """Raise ``DataSourceError`` when no row is usable, ``InputError`` when all must be and one is not."""
    _refuse_unusable(delivery, report)
    if strict:
        _refuse_partial(report)


def _check_same(delivery: Delivery, ground: MergeGround, same_as: Mapping[str, str]) -> None:
    for new, known in same_as.items():
        fits = any(
            new in batch.site_ids
            and known not in batch.site_ids
            and known in rows_of(ground.in_use, batch.kind).ids
            for batch in delivery.batches
        )
        if not fits:
            raise InputError("error.import.same_unknown", field="--same", new=new, known=known)


def _refuse_unusable(delivery: Delivery, report: ImportReport) -> None:
    parts = (
        delivery.batches,
        delivery.municipalities,
        delivery.landmarks,
        delivery.contact_points,
        delivery.restructuring_claims,
        delivery.regions,
        delivery.park_management_organisations,
        delivery.plan_zones,
        delivery.grid_areas,
        delivery.grid_postcodes,
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
