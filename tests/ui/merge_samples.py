"""Reviews to look over: a few parks that differ in every way, and a hundred thousand plots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.merge.merging import compare
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.site_import import ImportReview
from tests.fakes import MOMENT_UTC, OFFICER, InMemoryWorkspace

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = "IBIS"
Row = tuple[str, str, str, float | None, int]


def delivery(rows: Sequence[Row], year: int = 2022, source: str = SOURCE) -> Delivery:
    """Return parks: id, name, gemeente, net area in ha, and where on the map they lie."""
    ids = [row[0] for row in rows]
    columns: dict[str, Sequence[object]] = {
        "name": [row[1] for row in rows],
        "municipality_code": [row[2] for row in rows],
        "net_ha": [row[3] for row in rows],
    }
    shapes = [shapely.to_wkb(shapely.box(row[4], 0, row[4] + 100, 100)) for row in rows]
    batch = SiteBatch(SiteKind.PARK, ids, [PartialDate(year)] * len(ids), columns, shapes)
    return Delivery(source, f"ibis_{year}.gpkg", "ab" * 32, "ibis", (batch,), is_complete=True)


FIRST = (
    ("p1", "Bargermeer", "GM0114", 40.0, 0),
    ("p2", "De Tweeling", "GM0114", 12.5, 200),
    ("p3", "Noord Fase II", "GM0119", 27.45, 400),
    ("p4", "Blankenstein", "GM0119", 60.0, 600),
    ("p5", "Messchenveld", "GM0106", 33.0, 800),
)
SECOND = (
    ("p1", "Bargermeer", "GM0114", 41.0, 0),
    ("p2", "De Tweeling", "GM0114", None, 210),
    ("p3", "Noord Fase II", "GM0119", 27.95, 400),
    ("p5", "Messchenveld", "GM0106", 33.0, 800),
    ("n1", "Splinternieuw", "GM0106", 9.0, 1000),
    ("n2", "Blankenstein", "GM0119", 60.0, 602),
)


def workspace() -> InMemoryWorkspace:
    """Return a workspace with the first delivery, in which somebody edited p3."""
    made = InMemoryWorkspace()
    store(made, delivery(FIRST))
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
        "nagemeten",
    )
    with made.unit_of_work() as unit:
        unit.sites.choose(choice)
        unit.commit()
    return made


def store(to: InMemoryWorkspace, what: Delivery) -> int:
    """Store a delivery."""
    with to.unit_of_work() as unit:
        version = unit.sites.add_delivery(what, report(what), OFFICER, MOMENT_UTC)
        unit.commit()
    return version


def report(what: Delivery) -> ImportReport:
    """Return a bare report."""
    totals = AreaTotals(None, None, None)
    count = sum(len(batch) for batch in what.batches)
    return ImportReport(what.file_name, what.source, "ibis", count, count, "park", 0, totals)


def review() -> ImportReview:
    """Return the review of the second delivery: changed, contradicted, confirmed, new and vanished."""
    second = delivery(SECOND, 2023)
    found = compare(second, workspace().catalogue.merge_ground(SOURCE))
    return ImportReview(report(second), found, second)
