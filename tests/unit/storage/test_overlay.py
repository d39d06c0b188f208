"""The law of the bulk overlay: at every version it says what the domain's pure function says."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.history import in_use
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError, DrentsPortalError
from tests.fakes import InMemoryWorkspace
from tests.new_files import new_workspace
from tests.storage_contract.deliveries import choose, deliver, edit, parks, undo

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_table import SiteRows
    from drentsportal.services.ports.workspace import Workspace

SITES = st.sampled_from(["p1", "p2"])
ROW = st.fixed_dictionaries(
    {
        "gross_ha": st.none() | st.sampled_from([1.0, 2.0, 3.0]),
        "name": st.none() | st.sampled_from(["Aa", "Bé", "a"]),
        "park_management": st.none() | st.booleans(),
        "as_of": st.sampled_from(["2021", "2022", "2022-01", "2022-01-01", "2023-12"]),
        "geometry": st.none() | st.sampled_from([(0, 0, 1, 1), (0, 0, 2, 2)]),
    }
)
DELIVERY = st.tuples(
    st.just("deliver"), st.sampled_from(["a", "b"]), st.dictionaries(SITES, ROW, min_size=1, max_size=2)
)
UNDO = st.tuples(st.just("undo"), st.integers(0, 3), st.booleans())
EDIT = st.tuples(st.just("edit"), SITES, st.none() | st.sampled_from([7.0, 8.0]))
CHOICE = st.tuples(st.just("choose"), SITES, st.integers(0, 3))
HISTORIES = st.lists(st.one_of(DELIVERY, DELIVERY, UNDO, UNDO, EDIT, CHOICE), min_size=3, max_size=10)


def standing_delivery(workspace: Workspace, newest: int) -> int:
    """Return the version of one of the newest deliveries that stand; 0 where there is none."""
    with workspace.unit_of_work() as unit:
        standing = [
            step.version
            for step in unit.sites.steps()
            if step.kind == "delivery" and step.undone_by_version is None
        ]
    return standing[newest % len(standing)] if standing else 0


def some_record(workspace: Workspace, site_id: str, which: int) -> int:
    """Return the id of one of a site's records; 0 where there is none."""
    ids = [record.id for record in workspace.catalogue.records(site_id)]
    return ids[which % len(ids)] if ids else 0


def play(workspace: Workspace, step: tuple[object, ...]) -> str:
    """Do one step of a history; return the message of a refusal."""
    try:
        match step:
            case ("deliver", str(source), dict(sites)):
                deliver(workspace, parks(sites, source=source))
            case ("undo", int(newest), bool(drop_edits)):
                undo(workspace, standing_delivery(workspace, newest), drop_edits=drop_edits)
            case ("edit", str(site_id), value):
                choose(workspace, edit(site_id, "gross_ha", value))
            case ("choose", str(site_id), int(which)):
                record_id = some_record(workspace, site_id, which)
                choose(workspace, edit(site_id, "gross_ha", None, record_id=record_id))
    except ConflictError as error:
        return f"{error.message_id} {error.params['edits']}"
    except DrentsPortalError as error:
        return error.message_id
    return ""


def assert_rows_follow_the_domain(workspace: Workspace, rows: SiteRows, version: int) -> None:
    """Compare every value of the table with the pure function on records and choices."""
    catalogue = workspace.catalogue
    in_force = {
        site_id
        for site_id in ("p1", "p2")
        if any(record.in_force(version) for record in catalogue.records(site_id))
    }
    assert rows.ids.tolist() == sorted(in_force)
    for row, site_id in enumerate(rows.ids.tolist()):
        records, choices = catalogue.records(site_id), catalogue.choices(site_id)
        for spec in attributes_of(SiteKind.PARK):
            expected = in_use(records, choices, spec.id, version)
            column = rows.columns[spec.id]
            assert bool(column.known[row]) == isinstance(expected, Known)
            if isinstance(expected, Known):
                found = column.text_at(row) if column.categories else column.values[row]
                assert found == expected.value


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=HISTORIES)
def test_the_table_follows_the_domain_at_every_version(history: list[tuple[object, ...]]) -> None:
    """Play a history on both backends: same refusals, same values, same records, at every version."""
    with TemporaryDirectory() as folder:
        stored: Workspace = new_workspace(Path(folder) / "work.drents")
        fake: Workspace = InMemoryWorkspace()
        try:
            for step in history:
                assert play(stored, step) == play(fake, step)
            for version in range(stored.catalogue.data_version() + 1):
                rows = stored.catalogue.site_table(version).parks
                assert_rows_follow_the_domain(stored, rows, version)
                assert_same_rows(rows, fake.catalogue.site_table(version).parks)
        finally:
            stored.close()


def assert_same_rows(left: SiteRows, right: SiteRows) -> None:
    """Compare two tables to the last record id."""
    assert left.ids.tolist() == right.ids.tolist()
    assert list(left.geometries_rd) == list(right.geometries_rd)
    for name, column in left.columns.items():
        other = right.columns[name]
        assert column.categories == other.categories
        assert column.known.tolist() == other.known.tolist()
        assert column.record_ids.tolist() == other.record_ids.tolist()
        assert np.array_equal(column.values[column.known], other.values[other.known])
