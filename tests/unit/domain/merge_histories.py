"""Random small histories of sites, for the laws of merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from hypothesis import strategies as st

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from tests.fakes import MOMENT_UTC, OFFICER, InMemoryWorkspace

if TYPE_CHECKING:
    from drentsportal.domain.merge.delivery import MergeDecisions

IDS = ("p1", "p2", "p3")
SOURCES = ("IBIS", "Gemeente Emmen")
VALUES: dict[str, list[object]] = {
    "name": ["Bargermeer", "De Tweeling"],
    "gross_ha": [1.0, 2.5],
    "start_year": [1990, 2000],
    "park_management": [True, False],
    "municipality_code": ["GM0114", "GM0106"],
    "segments": ["logistics", "logistics;mixed"],
}
DATES = st.sampled_from([PartialDate(2020), PartialDate(2021, 5), PartialDate(2021, 5, 3), PartialDate(2022)])
SHAPES = [
    None,
    shapely.to_wkb(shapely.box(0, 0, 10, 10)),
    shapely.to_wkb(shapely.box(0, 0, 10, 10.004)),
    shapely.to_wkb(shapely.box(5, 0, 15, 10)),
]


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    """Make a delivery of a few parks, some values stated, some not."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    columns = {name: [draw(st.sampled_from([None, *VALUES[name]])) for _ in ids] for name in names}
    return Delivery(
        source=draw(st.sampled_from(SOURCES)),
        file_name="parken.gpkg",
        file_sha256="ab" * 32,
        mapping_id="test",
        batches=(
            SiteBatch(
                SiteKind.PARK,
                ids,
                [draw(DATES) for _ in ids],
                columns,
                [draw(st.sampled_from(SHAPES)) for _ in ids],
            ),
        ),
        is_complete=draw(st.booleans()),
    )


@st.composite
def workspaces(draw: st.DrawFn) -> InMemoryWorkspace:
    """Make a workspace in which a few things happened."""
    workspace = InMemoryWorkspace()
    for _ in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(["deliver", "deliver", "edit", "undo"]))
        if what == "deliver":
            store(workspace, draw(deliveries()))
        elif what == "edit" and len(workspace.catalogue.site_table().parks):
            _edit(draw, workspace)
        elif what == "undo":
            _undo(draw, workspace)
    return workspace


def store(workspace: InMemoryWorkspace, delivery: Delivery, decisions: MergeDecisions | None = None) -> int:
    """Store a delivery with its decisions."""
    with workspace.unit_of_work() as unit:
        version = unit.sites.add_delivery(delivery, report(delivery), OFFICER, MOMENT_UTC, decisions)
        unit.commit()
    return version


def report(delivery: Delivery) -> ImportReport:
    """Return an empty report."""
    return ImportReport(
        delivery.file_name, delivery.source, "test", 0, 0, "park", 0, AreaTotals(None, None, None)
    )


def _edit(draw: st.DrawFn, workspace: InMemoryWorkspace) -> None:
    # Only what is in use can be edited; a record of it may be superseded or undone all the same.
    in_use = set(workspace.catalogue.site_table().parks.ids.tolist())
    record = draw(st.sampled_from([each for each in workspace.state.records if each.site_id in in_use]))
    name = draw(st.sampled_from(sorted(VALUES)))
    record_id = draw(st.sampled_from([None, record.id]))
    value = None if record_id is not None else draw(st.sampled_from([None, *VALUES[name]]))
    with workspace.unit_of_work() as unit:
        unit.sites.choose(_choice(record.site_id, name, 0, record_id, value))
        unit.commit()


def _undo(draw: st.DrawFn, workspace: InMemoryWorkspace) -> None:
    open_steps = [
        each.version
        for each in workspace.state.steps
        if each.kind == "delivery" and each.undone_by_version is None
    ]
    if open_steps:
        with workspace.unit_of_work() as unit:
            unit.sites.undo_delivery(draw(st.sampled_from(open_steps)), OFFICER, MOMENT_UTC, drop_edits=True)
            unit.commit()


def _choice(
    site_id: str, attribute_id: str, version: int, record_id: int | None, value: object
) -> ValueChoice:
    return ValueChoice(
        site_id,
        attribute_id,
        version,
        None,
        record_id,
        value,
        "Gemeente Emmen",
        PartialDate(2021),
        OFFICER,
        MOMENT_UTC,
        "nagevraagd",
    )
