"""The services around a case over a store that can be restarted: in memory, and a real workspace file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.cases.case import SentDocument
from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.paths import resources_dir
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.case_desk import CaseDesk
from drentsportal.services.intake import Intake
from drentsportal.services.sector_admission import SectorAdmission
from drentsportal.services.sector_finding import SectorFinding
from drentsportal.services.shortlisting import Shortlisting
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.fakes import OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.new_files import new_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

PARKS = tuple(f"park-{letter}" for letter in "abcdef")
PLOT = "plot-a1"
REQUEST = LocationRequest(title="Composietverwerker", requirements=(Requirement("plot_area", 15_000),))


def dutch(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Give a Dutch wall-clock moment as UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC)


FRIDAY = dutch(2026, 11, 20, 16)


def sector_admission() -> SectorAdmission:
    """Judge sectors by the lists that ship."""
    return SectorAdmission(SectorFinding(TomlSectors(resources_dir() / "sectors")))


class Desk:
    """The three services wired together; ``restart`` closes the store and opens it again."""

    def __init__(self, reopen: Callable[[Workspace | None], Workspace], at_utc: datetime) -> None:
        """Open the store at a moment."""
        self.clock = FixedClock(at_utc)
        self.actors = FixedActor()
        self._reopen = reopen
        self._wire(reopen(None))

    def restart(self) -> None:
        """Stop the program and start it again."""
        self._wire(self._reopen(self.workspace))

    def make_advice(self, number: str) -> None:
        """Record an advice that was made now, so that the case can be answered."""
        made = SentDocument("advies.pdf", "advies", "a" * 64, self.clock.at_utc)
        with self.workspace.unit_of_work() as work:
            work.cases.add_document(number, made)
            work.commit()

    def close(self) -> None:
        """Close the store."""
        self.workspace.close()

    def _wire(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.intake = Intake(workspace, self.clock, self.actors)
        self.desk = CaseDesk(workspace, self.clock, self.actors)
        self.shortlist = Shortlisting(workspace, self.clock, self.actors)


def in_memory(folder: Path) -> Callable[[Workspace | None], Workspace]:
    """Keep everything in memory, also over a restart."""
    del folder
    workspace = InMemoryWorkspace()
    _deliver_sites(workspace)
    return lambda _: workspace


def in_file(folder: Path) -> Callable[[Workspace | None], Workspace]:
    """Keep everything in a workspace file, which a restart closes and opens again."""
    path = folder / "werkruimte.drents"

    def reopen(before: Workspace | None) -> Workspace:
        if before is not None:
            before.close()
            return open_workspace(path)
        workspace = new_workspace(path)
        _deliver_sites(workspace)
        return workspace

    return reopen


def _deliver_sites(workspace: Workspace) -> None:
    def batch(kind: SiteKind, ids: tuple[str, ...]) -> SiteBatch:
        as_of = [PartialDate(2026)] * len(ids)
        return SiteBatch(kind, ids, as_of, {"name": [f"Terrein {each}" for each in ids]}, [None] * len(ids))

    batches = (batch(SiteKind.PARK, PARKS), batch(SiteKind.PLOT, (PLOT,)))
    delivery = Delivery("test", "test.gpkg", "0" * 64, "test", batches)
    report = ImportReport("test.gpkg", "test", "test", 7, 7, "park", 0, AreaTotals(None, None, None))
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(delivery, report, OFFICER, FRIDAY)
        work.commit()
