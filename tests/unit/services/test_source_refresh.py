"""Remembered sources: stored once, looked over where they contradict, and never at the cost of good data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.merge.data_source import DataSource, DataSourceKind
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.errors import ConflictError, DataSourceError, InputError, NotFoundError, QuestionError
from drentsportal.services.ports.sources import FetchedFile, LayerOffer
from drentsportal.services.progress import CancelledError, NoProgress
from drentsportal.services.site_import import SiteImport
from drentsportal.services.source_refresh import RefreshResult, SourceRefresh
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.ui.merge_samples import FIRST, SECOND, delivery, report

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.services.ports.sources import FetchLimits

FILE = DataSource(
    "", "IBIS Drenthe", DataSourceKind.FILE, "/data/ibis.gpkg", is_complete=True, max_age_days=30
)
SERVICE = DataSource("", "Kavels", DataSourceKind.WFS, "https://kaart.example/wfs", "kavels")


@dataclass
class Reader:
    """Reads what it is given; the path only tells which file was asked for."""

    delivered: Delivery
    error: Exception | None = None
    asked: list[tuple[Path, ImportOptions]] = field(default_factory=list)

    def read(self, path: Path, options: ImportOptions, progress: Progress) -> tuple[Delivery, ImportReport]:
        """Give the delivery, with a checksum of what is in it."""
        del progress
        self.asked.append((path, options))
        if self.error is not None:
            raise self.error
        content = repr([(batch.site_ids, batch.columns) for batch in self.delivered.batches])
        made = replace(self.delivered, file_sha256=hashlib.sha256(content.encode()).hexdigest())
        return made, report(made)


@dataclass
class Fetcher:
    """Fetches a file without a network."""

    sha256: str = "aa"
    error: Exception | None = None
    folders: list[Path] = field(default_factory=list)

    def layers(
        self, kind: DataSourceKind, address: str, limits: FetchLimits, progress: Progress
    ) -> tuple[LayerOffer, ...]:
        """Offer one layer."""
        del kind, address, limits, progress
        return (LayerOffer("kavels", "Kavels"),)

    def fetch(self, source: DataSource, folder: Path, limits: FetchLimits, progress: Progress) -> FetchedFile:
        """Write a file into the folder."""
        del source, limits, progress
        self.folders.append(folder)
        if self.error is not None:
            raise self.error
        path = folder / "kavels.geojson"
        path.write_text("{}", encoding="utf-8")
        return FetchedFile(path, self.sha256, 1, "EPSG:28992")


@dataclass
class Desk:
    """The service with everything around it."""

    workspace: InMemoryWorkspace
    reader: Reader
    fetcher: Fetcher
    clock: FixedClock
    refreshing: SourceRefresh

    def edit(self) -> None:
        """Change a value that the next delivery contradicts."""
        choice = ValueChoice(
            "p3",
            "net_ha",
            0,
            None,
            None,
            31.0,
            "Gemeente Meppel",
            PartialDate(2022, 11),
            OFFICER,
            MOMENT_UTC,
            "",
        )
        with self.workspace.unit_of_work() as unit:
            unit.sites.choose(choice)
            unit.commit()


@pytest.fixture
def desk() -> Desk:
    """Start with an empty workspace and a file of five parks."""
    workspace, clock = InMemoryWorkspace(), FixedClock()
    reader, fetcher = Reader(delivery(FIRST)), Fetcher()
    imports = SiteImport(workspace, reader, clock, FixedActor())
    return Desk(workspace, reader, fetcher, clock, SourceRefresh(workspace, imports, fetcher, clock))


def test_a_source_gets_an_id_from_its_title(desk: Desk) -> None:
    """Two of the same title differ; one without address or with an id that is taken is refused."""
    first, second = desk.refreshing.add(FILE), desk.refreshing.add(FILE)
    assert (first.id, second.id) == ("ibis-drenthe", "ibis-drenthe-2")
    for wrong in (replace(FILE, title=" "), replace(FILE, address=""), replace(FILE, id="ibis-drenthe")):
        with pytest.raises(InputError):
            desk.refreshing.add(wrong)
    with pytest.raises(InputError):
        desk.refreshing.add(replace(SERVICE, address="kaart.example"))


def test_the_first_refresh_stores_and_the_same_again_only_notes_the_try(desk: Desk) -> None:
    """The same content is not stored twice; the time of the try is kept."""
    source = desk.refreshing.add(FILE)
    done = desk.refreshing.refresh(source.id, NoProgress())
    assert (done.result, desk.workspace.catalogue.data_version()) == (RefreshResult.STORED, 1)
    desk.clock.advance(timedelta(days=2))
    again = desk.refreshing.refresh(source.id, NoProgress())
    assert (again.result, desk.workspace.catalogue.data_version()) == (RefreshResult.SAME, 1)
    (state,) = desk.refreshing.sources()
    assert (state.checked_at_utc, state.data_version) == (MOMENT_UTC + timedelta(days=2), 1)
    assert desk.reader.asked[0][1].is_complete


def test_a_contradiction_waits_and_stores_nothing_until_it_is_answered(desk: Desk) -> None:
    """The source says that it waits; with an answer beforehand it is stored at once."""
    source = desk.refreshing.add(FILE)
    desk.refreshing.refresh(source.id, NoProgress())
    desk.edit()
    desk.reader.delivered = delivery(SECOND, 2023)
    waiting = desk.refreshing.refresh(source.id, NoProgress())
    assert (waiting.result, desk.workspace.catalogue.data_version()) == (RefreshResult.NEEDS_REVIEW, 2)
    (state,) = desk.refreshing.sources()
    assert state.fault is not None
    assert state.fault.named == {"sites": 2}
    assert state.fetched_at_utc == MOMENT_UTC
    taken = desk.refreshing.refresh(source.id, NoProgress(), MergeAnswer.TAKE)
    assert taken.result is RefreshResult.STORED
    assert desk.workspace.catalogue.site("p3").value("net_ha") == 27.95
    (state,) = desk.refreshing.sources()
    assert state.fault is None


def test_a_review_is_stored_with_its_answers_and_asked_only_once(desk: Desk) -> None:
    """What was kept stays, and the same contradiction is not put again."""
    source = desk.refreshing.add(FILE)
    desk.refreshing.refresh(source.id, NoProgress())
    desk.edit()
    desk.reader.delivered = delivery(SECOND[:3], 2023)
    review = desk.refreshing.review(source.id, NoProgress())
    desk.refreshing.finish(source.id, review, MergeAnswers(), NoProgress())
    assert desk.workspace.catalogue.site("p3").value("net_ha") == 31.0
    desk.reader.delivered = delivery([*SECOND[:2], ("p3", "Noord Fase 2", "GM0119", 27.95, 400)], 2024)
    assert desk.refreshing.refresh(source.id, NoProgress()).result is RefreshResult.STORED
    assert desk.workspace.catalogue.site("p3").value("net_ha") == 31.0
    assert desk.workspace.catalogue.site("p3").value("name") == "Noord Fase 2"


def test_a_review_is_refused_when_the_data_changed_meanwhile(desk: Desk) -> None:
    """What was shown is what is stored, or nothing."""
    source = desk.refreshing.add(FILE)
    desk.refreshing.refresh(source.id, NoProgress())
    desk.reader.delivered = delivery(SECOND, 2023)
    review = desk.refreshing.review(source.id, NoProgress())
    desk.edit()
    with pytest.raises(ConflictError):
        desk.refreshing.finish(source.id, review, MergeAnswers(), NoProgress())
    assert desk.workspace.catalogue.data_version() == 2


@pytest.mark.parametrize(
    "error",
    [
        DataSourceError("error.fetch.incomplete", address="https://kaart.example"),
        QuestionError("error.import.which_crs", option="--crs"),
    ],
    ids=["fault", "question"],
)
def test_a_fault_is_kept_with_the_source_and_stops_no_other(desk: Desk, error: Exception) -> None:
    """The last good data stay; the next source is read all the same."""
    service, file = desk.refreshing.add(SERVICE), desk.refreshing.add(FILE)
    desk.fetcher.error = error
    outcomes = desk.refreshing.refresh_all((service.id, file.id), NoProgress())
    assert [each.result for each in outcomes] == [RefreshResult.FAILED, RefreshResult.STORED]
    states = {state.source.id: state for state in desk.refreshing.sources()}
    fault = states[service.id].fault
    assert fault is not None
    assert fault.id == error.args[0]
    assert states[service.id].fetched_at_utc is None
    assert outcomes[0].error is error


def test_a_cancel_stores_nothing_and_is_no_fault(desk: Desk) -> None:
    """Stopping is not a fault of the source."""
    source = desk.refreshing.add(SERVICE)
    desk.fetcher.error = CancelledError()
    with pytest.raises(CancelledError):
        desk.refreshing.refresh(source.id, NoProgress())
    (state,) = desk.refreshing.sources()
    assert (state.fault, state.checked_at_utc) == (None, None)


def test_a_service_is_fetched_into_a_folder_that_goes_away(desk: Desk) -> None:
    """The fetched file is read in its own reference system; unchanged, it is not read at all."""
    source = desk.refreshing.add(SERVICE)
    assert desk.refreshing.refresh(source.id, NoProgress()).result is RefreshResult.STORED
    path, options = desk.reader.asked[0]
    assert (path.name, options.crs, options.layer) == ("kavels.geojson", "EPSG:28992", None)
    assert not desk.fetcher.folders[0].exists()
    assert desk.refreshing.refresh(source.id, NoProgress()).result is RefreshResult.SAME
    assert len(desk.reader.asked) == 1
    assert [each.name for each in desk.refreshing.layers(source.kind, source.address, NoProgress())] == [
        "kavels"
    ]


def test_a_source_that_is_read_otherwise_is_read_anew(desk: Desk) -> None:
    """Another mapping can give other values from the same file; a new title cannot."""
    source = desk.refreshing.add(FILE)
    desk.refreshing.refresh(source.id, NoProgress())
    desk.refreshing.change(replace(source, title="IBIS"))
    assert desk.refreshing.refresh(source.id, NoProgress()).result is RefreshResult.SAME
    desk.refreshing.change(replace(source, mapping="ibis_national"))
    assert desk.refreshing.refresh(source.id, NoProgress()).result is RefreshResult.STORED


def test_what_was_taken_back_is_stored_again(desk: Desk) -> None:
    """After its import was undone, the same file is not "the same as what is stored" any more."""
    source = desk.refreshing.add(FILE)
    desk.refreshing.refresh(source.id, NoProgress())
    with desk.workspace.unit_of_work() as unit:
        unit.sites.undo_delivery(1, OFFICER, MOMENT_UTC)
        unit.commit()
    assert desk.refreshing.refresh(source.id, NoProgress()).result is RefreshResult.STORED


def test_what_is_due_follows_from_age_and_fault(desk: Desk) -> None:
    """Never read, failed, or older than its age: due."""
    source = desk.refreshing.add(FILE)
    assert [each.id for each in desk.refreshing.due()] == [source.id]
    desk.refreshing.refresh(source.id, NoProgress())
    assert desk.refreshing.due() == ()
    desk.clock.advance(timedelta(days=31))
    assert [each.id for each in desk.refreshing.due()] == [source.id]
    desk.refreshing.remove(source.id)
    assert desk.refreshing.sources() == ()
    with pytest.raises(NotFoundError):
        desk.refreshing.refresh_all(("weg",), NoProgress())
