"""A workspace with sites, a case and a match, and a writer that writes a line instead of a PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from shapely import Point, box

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.cases.case import Case, CaseStatus, RequestChannel, ShortlistEntry
from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind
from drentsportal.errors import ReportError
from drentsportal.reference import TomlReference
from drentsportal.services.advising import Advising
from drentsportal.services.comparing import Comparing
from drentsportal.services.factsheets import Factsheets
from drentsportal.services.matching import Matching
from drentsportal.services.ports.documents import ComparisonForm, DocumentStyle, MadeDocument
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.documents import AdviceSubject, FactsheetSubject, SheetFormat
    from drentsportal.services.ports.reference import ReferenceData

RESOURCES = Path(__file__).parents[3] / "resources"
NUMBER = "D-2026-0041"
YEAR = PartialDate(2026)
REQUEST = LocationRequest(
    title="Composietverwerker",
    origin=Origin("Emmen", 257_000, 533_000),
    requirements=(Requirement("plot_area", 15_000), Requirement("present_distance", 15_000)),
    preferences=(Preference("present_distance", 30),),
)


@dataclass
class LineWriter:
    """Writes the name of the subject; fails for the names in ``failing``."""

    failing: frozenset[str] = frozenset()
    factsheets: list[FactsheetSubject] = field(default_factory=list)
    advices: list[AdviceSubject] = field(default_factory=list)
    styles: list[DocumentStyle] = field(default_factory=list)

    def styled(self, style: DocumentStyle) -> LineWriter:
        """Remember the style."""
        self.styles.append(style)
        return self

    def factsheet(self, subject: FactsheetSubject, path: Path) -> MadeDocument:
        """Write one line."""
        if subject.site.name in self.failing:
            raise ReportError("error.document.not_set", template="factsheet.typ", reason="test")
        self.factsheets.append(subject)
        return _written(path, subject.site.name, "factsheet")

    def advice(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write one line."""
        self.advices.append(subject)
        return _written(path, subject.number, "advies")

    def letter(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write one line."""
        return _written(path, f"letter {subject.number}", "brief")

    def comparison(
        self, table: ComparisonTable, path: Path, form: ComparisonForm = ComparisonForm.XLSX
    ) -> MadeDocument:
        """Write one line."""
        return _written(path, f"{len(table.rows)} {form}", "vergelijking")

    def ranking(
        self, result: MatchResult, case_number: str | None, path: Path, plot_names: Mapping[str, str]
    ) -> MadeDocument:
        """Write one line."""
        return _written(path, f"{result.ranking()} {case_number} {plot_names}", "rangschikking")

    def site_sheet(
        self, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime, path: Path
    ) -> MadeDocument:
        """Write one line."""
        return _written(path, f"{len(sites)} {form} {made_at_utc}", "terreinen")


def _written(path: Path, text: str, kind: str) -> MadeDocument:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return MadeDocument(path, kind, hashlib.sha256(text.encode()).hexdigest())


@dataclass
class Desk:
    """Everything that makes documents, wired over one workspace in memory."""

    workspace: InMemoryWorkspace = field(default_factory=InMemoryWorkspace)
    writer: LineWriter = field(default_factory=LineWriter)
    clock: FixedClock = field(default_factory=FixedClock)
    reference: ReferenceData = field(default_factory=lambda: TomlReference(RESOURCES))

    def __post_init__(self) -> None:
        """Deliver the sites."""
        actors = FixedActor()
        self.matching = Matching(self.workspace, self.reference, self.clock, actors)
        self.factsheets = Factsheets(self.workspace, self.reference, self.writer, self.clock, actors)
        self.advising = Advising(
            self.workspace, self.reference, self.matching, self.writer, self.clock, actors
        )
        self.comparing = Comparing(self.workspace, self.reference, self.matching, self.clock)
        with self.workspace.unit_of_work() as work:
            work.sites.add_delivery(delivery(), report(), OFFICER, MOMENT_UTC)
            work.commit()

    def add_case(
        self,
        *shortlist: str,
        company: str = "Geheim BV",
        request: LocationRequest = REQUEST,
        matched: bool = True,
    ) -> None:
        """Store the case with its shortlist, and match it."""
        entries = tuple(ShortlistEntry(each, OFFICER, MOMENT_UTC, "intern") for each in shortlist)
        case = Case(
            NUMBER,
            CaseStatus.IN_PROGRESS,
            OFFICER,
            RequestChannel.NOM,
            MOMENT_UTC,
            None,
            request,
            company,
            shortlist=entries,
        )
        with self.workspace.unit_of_work() as work:
            work.cases.add(case)
            work.commit()
        if matched:
            self.matching.match_case(NUMBER)


def _park(site_id: str, name: str, available_ha: float, west: int, **values: object) -> dict[str, object]:
    shape = box(west, 530_000, west + 500, 530_500)
    return {
        "id": site_id,
        "name": name,
        "municipality_code": "GM0114",
        "available_now_ha": available_ha,
        "geometry": shape,
        **values,
    }


def _batch(kind: SiteKind, rows: Sequence[dict[str, object]]) -> SiteBatch:
    names = sorted({name for row in rows for name in row} - {"id", "geometry"})
    return SiteBatch(
        kind,
        [str(row["id"]) for row in rows],
        [YEAR] * len(rows),
        {name: [row.get(name) for row in rows] for name in names},
        [box(0, 0, 1, 1).wkb if row["geometry"] is None else row["geometry"].wkb for row in rows],  # type: ignore[attr-defined] # rows are plain dicts
    )


def delivery() -> Delivery:
    """Make three near parks, one far, one with plots, and a hall."""
    parks = [
        _park("near", "Bargermeer", 34.7, 258_000, net_ha=50.0, park_management=True),
        _park("nearer", "Pollux", 20.0, 257_200, net_ha=50.0, park_management=True),
        _park("same", "Pollux", 12.0, 256_000, net_ha=60.0),
        _park("far", "Verweg", 40.0, 210_000),
        _park("small", "Klein", 0.2, 257_000),
    ]
    plot = {
        "id": "plot-1",
        "name": "A1",
        "municipality_code": "GM0114",
        "park_id": "near",
        "status": "available",
        "area_m2": 16_000,
        "geometry": box(258_000, 530_000, 258_100, 530_160),
    }
    hall = {
        "id": "hall",
        "name": "Hal 1",
        "municipality_code": "GM0114",
        "premises_kind": "industrial",
        "floor_area_m2": 9_400,
        "geometry": Point(257_500, 531_000),
    }
    return Delivery(
        source="Opgave",
        file_name="opgave.gpkg",
        file_sha256="0" * 64,
        mapping_id="own",
        batches=(
            _batch(SiteKind.PARK, parks),
            _batch(SiteKind.PLOT, [plot]),
            _batch(SiteKind.PREMISES, [hall]),
        ),
        municipalities=(
            Municipality("GM0114", "Emmen", box(245_000, 520_000, 270_000, 545_000), "CBS", YEAR),
        ),
        landmarks=(
            Landmark("oprit", LandmarkKind.MOTORWAY_JUNCTION, "A37", Point(256_000, 527_000), "NWB", YEAR),
        ),
        contact_points=(
            ContactPoint("c1", "GM0114", "Accountmanager", "Gemeente Emmen", "", "", "Opgave", YEAR),
        ),
    )


def report() -> ImportReport:
    """Make the report that goes with the delivery."""
    return ImportReport(
        file_name="opgave.gpkg",
        source="Opgave",
        mapping_id="own",
        feature_count=7,
        site_count=7,
        kind="sites",
        municipality_count=1,
        totals=AreaTotals(None, None, None),
    )
