"""The use case: seen first, stored in one step, taken back as a whole; after an error nothing is there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.merge.delivery import (
    AreaTotals,
    Delivery,
    ImportReport,
    RowIssue,
    RowOutcome,
    SiteBatch,
)
from drentsportal.domain.message import message
from drentsportal.domain.sites.site import Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import DataSourceError, InputError, QuestionError, StorageError
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import CancelledError, NoProgress
from drentsportal.services.site_import import MUNICIPALITY_UNKNOWN, SiteImport
from tests.fakes import MOMENT_UTC, FixedActor, FixedClock, InMemoryWorkspace

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.ports.desk import Progress

DATE = PartialDate(2022)
SQUARE = shapely.box(255_000, 533_000, 255_100, 533_100)


def _delivery(*site_ids: str) -> Delivery:
    batch = SiteBatch(
        SiteKind.PARK,
        site_ids,
        [DATE] * len(site_ids),
        {"name": list(site_ids), "gross_ha": [1.0] * len(site_ids)},
        [shapely.to_wkb(SQUARE)] * len(site_ids),
    )
    return Delivery("IBIS", "a.gpkg", "00", "ibis_national", (batch,) if site_ids else ())


def _issue(row: int, outcome: RowOutcome, message_id: str = "issue.x", **params: str) -> RowIssue:
    return RowIssue(row, outcome, message(message_id, **params))


def _report(*issues: RowIssue) -> ImportReport:
    totals = AreaTotals(1.0, None, None)
    return ImportReport("a.gpkg", "IBIS", "ibis_national", 3, 2, "park", 1, totals, issues)


@dataclass
class CannedReader:
    """Reads nothing; gives what a test put in."""

    delivery: Delivery = field(default_factory=lambda: _delivery("rin-1", "rin-2"))
    report: ImportReport = field(default_factory=_report)

    def read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        """Give it, unless the file does not say which layer is meant."""
        if options.layer is None and path.name == "lagen.gpkg":
            raise QuestionError("error.import.which_layer", option="--layer", choices=("a", "b"))
        progress.step(0, 1)
        return self.delivery, self.report


class CancelAt:
    """Cancels when it hears a certain step."""

    def __init__(self, what: str) -> None:
        """Wait for ``what``."""
        self._what = what

    def step(self, done: int, total: int, what: str = "") -> None:
        """Cancel at the step waited for."""
        if what == self._what:
            raise CancelledError(done, total)


@pytest.fixture
def workspace() -> InMemoryWorkspace:
    """Return an empty workspace."""
    return InMemoryWorkspace()


def _import(workspace: InMemoryWorkspace, reader: CannedReader | None = None) -> SiteImport:
    return SiteImport(workspace, reader or CannedReader(), FixedClock(), FixedActor())


def _run(service: SiteImport, path: Path, *, strict: bool = False) -> ImportReport:
    return service.run(path / "a.gpkg", ImportOptions(strict=strict), NoProgress())


def test_preview_stores_nothing(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """Preview stores nothing."""
    report = _import(workspace).preview(tmp_path / "a.gpkg", ImportOptions(), NoProgress())
    assert (report.site_count, report.data_version) == (2, None)
    assert (workspace.catalogue.data_version(), workspace.copies) == (0, [])


def test_a_date_that_has_not_come_yet_is_told(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """Sites of a later year are taken as delivered, and the report says so; those of this year are not."""
    (batch,) = _delivery("rin-1", "rin-2").batches
    dates = [PartialDate(2099), PartialDate(MOMENT_UTC.year)]
    reader = CannedReader(replace(_delivery(), batches=(replace(batch, as_of=dates),)))
    report = _run(_import(workspace, reader), tmp_path)
    assert report.notes == (message("note.as_of_in_future", sites=1, dates="2099"),)
    assert _run(_import(InMemoryWorkspace()), tmp_path).notes == ()


def test_run_copies_first_and_stores_one_step(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """Run copies first and stores one step."""
    service = _import(workspace)
    report = _run(service, tmp_path)
    assert report.data_version == workspace.catalogue.data_version() == 1
    assert workspace.copies == ["import"]
    (step,) = service.steps()
    assert (step.version, step.at_utc, step.source, step.file_name) == (1, MOMENT_UTC, "IBIS", "a.gpkg")
    assert workspace.catalogue.site("rin-2").value("gross_ha") == 1.0


def test_undo_takes_the_whole_delivery_back(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """Undo takes the whole delivery back."""
    service = _import(workspace)
    version = _run(service, tmp_path).data_version
    assert version is not None
    assert service.undo(version) == 2
    assert len(workspace.catalogue.site_table().parks.ids) == 0
    assert service.steps()[-1].undone_by_version == 2
    assert workspace.copies == ["import", "undo"]


def test_undo_of_what_is_no_delivery_is_refused(workspace: InMemoryWorkspace) -> None:
    """Undo of what is no delivery is refused."""
    with pytest.raises(InputError):
        _import(workspace).undo(7)


def test_good_rows_are_imported_and_the_rest_listed(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """Good rows are imported and the rest listed."""
    reader = CannedReader(report=_report(_issue(3, RowOutcome.REFUSED)))
    report = _run(_import(workspace, reader), tmp_path)
    assert (report.data_version, report.count(RowOutcome.REFUSED)) == (1, 1)


def test_strict_takes_all_or_nothing(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """Strict takes all or nothing."""
    reader = CannedReader(report=_report(_issue(2, RowOutcome.FLAGGED), _issue(3, RowOutcome.REFUSED)))
    with pytest.raises(InputError) as caught:
        _run(_import(workspace, reader), tmp_path, strict=True)
    assert (caught.value.field, caught.value.params["first_row"]) == ("--strict", 3)
    assert (workspace.catalogue.data_version(), workspace.copies) == (0, [])


def test_strict_takes_flagged_rows(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """Strict takes flagged rows."""
    reader = CannedReader(report=_report(_issue(2, RowOutcome.FLAGGED)))
    assert _run(_import(workspace, reader), tmp_path, strict=True).data_version == 1


def test_a_file_without_one_usable_row_is_refused(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """A file without one usable row is refused."""
    reader = CannedReader(_delivery(), _report(_issue(1, RowOutcome.REFUSED)))
    with pytest.raises(DataSourceError) as caught:
        _run(_import(workspace, reader), tmp_path)
    assert caught.value.message_id == "error.import.nothing_usable"
    assert workspace.copies == []


def test_a_question_stores_nothing(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """A question stores nothing."""
    with pytest.raises(QuestionError):
        _import(workspace).run(tmp_path / "lagen.gpkg", ImportOptions(), NoProgress())
    assert (workspace.catalogue.data_version(), workspace.copies) == (0, [])


@pytest.mark.parametrize("what", ["", "progress.import.copying", "progress.import.storing"])
def test_a_cancel_stores_nothing(workspace: InMemoryWorkspace, tmp_path: Path, what: str) -> None:
    """A cancel stores nothing."""
    with pytest.raises(CancelledError):
        _import(workspace).run(tmp_path / "a.gpkg", ImportOptions(), CancelAt(what))
    assert workspace.catalogue.data_version() == 0


def test_an_error_of_the_store_leaves_nothing(workspace: InMemoryWorkspace, tmp_path: Path) -> None:
    """An error of the store leaves nothing."""
    # The same site as park in two batches: the store refuses it halfway.
    batch = _delivery("rin-1").batches[0]
    reader = CannedReader(replace(_delivery("rin-1"), batches=(batch, batch)))
    with pytest.raises((InputError, StorageError)):
        _run(_import(workspace, reader), tmp_path)
    assert workspace.catalogue.data_version() == 0


def test_gemeente_that_the_workspace_knows_is_not_flagged(
    workspace: InMemoryWorkspace, tmp_path: Path
) -> None:
    """Gemeente that the workspace knows is not flagged."""
    neighbour = Municipality("GM1742", "Rijssen-Holten", SQUARE, "CBS", DATE)
    boundaries = CannedReader(replace(_delivery(), municipalities=(neighbour,)))
    _run(_import(workspace, boundaries), tmp_path)
    issues = [
        _issue(1, RowOutcome.FLAGGED, MUNICIPALITY_UNKNOWN, code="GM1742"),
        _issue(2, RowOutcome.FLAGGED, MUNICIPALITY_UNKNOWN, code="GM9999"),
        _issue(3, RowOutcome.FLAGGED, MUNICIPALITY_UNKNOWN, code=""),
    ]
    report = _run(_import(workspace, CannedReader(report=_report(*issues))), tmp_path)
    assert [issue.row for issue in report.issues] == [2, 3]
