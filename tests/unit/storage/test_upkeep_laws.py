"""The laws of upkeep on random histories: one rule, two stores, and undoing that leaves no trace."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import InMemoryWorkspace
from tests.new_files import new_workspace
from tests.storage_contract.edits import carry_out, take_back
from tests.storage_contract.snapshots import by_the_rule, sites_snapshot, table_snapshot, without_records
from tests.unit.storage.upkeep_play import EDITS, HISTORIES, KIND_OF, Edit, Step, as_edit, play

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace

QUIETLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def all_that_is_told(workspace: Workspace, version: int) -> tuple[object, ...]:
    """Return everything that the catalogue says of sites at a version."""
    catalogue = workspace.catalogue
    return (
        table_snapshot(workspace, version),
        catalogue.vanished(version),
        catalogue.retired(version),
        {site_id: catalogue.attachments(site_id, version) for site_id in KIND_OF},
        {site_id: [each.id for each in catalogue.plots_of(site_id, version)] for site_id in KIND_OF},
    )


@QUIETLY
@given(history=HISTORIES)
def test_both_stores_follow_the_rule_at_every_version(history: list[Step]) -> None:
    """Same refusals, same answers; the table says what the pure functions say; the past never changes."""
    with TemporaryDirectory() as folder:
        stored: Workspace = new_workspace(Path(folder) / "work.drents")
        fake: Workspace = InMemoryWorkspace()
        try:
            told = [all_that_is_told(stored, 0)]
            for step in history:
                assert play(stored, step) == play(fake, step)
                told += [
                    all_that_is_told(stored, version)
                    for version in range(len(told), stored.catalogue.data_version() + 1)
                ]
            for version, then in enumerate(told):
                assert all_that_is_told(stored, version) == then
                assert all_that_is_told(fake, version) == then
                assert_table_follows_the_domain(stored, version)
            for site_id in KIND_OF:
                assert stored.catalogue.records(site_id) == fake.catalogue.records(site_id)
                assert stored.catalogue.choices(site_id) == fake.catalogue.choices(site_id)
        finally:
            stored.close()


def assert_table_follows_the_domain(workspace: Workspace, version: int) -> None:
    """Compare the table with the pure functions, and with each site read alone, shapes included."""
    rows = without_records(table_snapshot(workspace, version))
    assert rows == sites_snapshot(workspace, set(rows), version)
    for row in rows.values():
        del row["geometry_rd"]
    assert rows == by_the_rule(workspace, set(KIND_OF), version)


@QUIETLY
@given(history=HISTORIES, edit=EDITS, backend=st.sampled_from(["sqlite", "in-memory"]))
def test_undoing_an_edit_leaves_no_trace(history: list[Step], edit: Edit, backend: str) -> None:
    """After any history an edit and its undoing change nothing: no value, record, or byte of a shape."""
    with TemporaryDirectory() as folder:
        workspace: Workspace = InMemoryWorkspace()
        if backend == "sqlite":
            workspace = new_workspace(Path(folder) / "work.drents")
        try:
            for step in history:
                play(workspace, step)
            before = all_that_is_told(workspace, workspace.catalogue.data_version())
            if not play(workspace, edit):
                undone = take_back(workspace, workspace.catalogue.data_version())
                assert all_that_is_told(workspace, undone) == before
                again = carry_out(workspace, as_edit(workspace, edit))
                assert all_that_is_told(workspace, take_back(workspace, again)) == before
        finally:
            workspace.close()
