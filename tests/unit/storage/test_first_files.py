"""A file of the first shape of the tables keeps every value when it is migrated, and can be worked on."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.storage import migrating
from drentsportal.storage.migrations import v0001_first_schema
from drentsportal.storage.sqlite_database import SqliteDatabase
from drentsportal.storage.sqlite_workspace import open_workspace
from drentsportal.storage.vault import make_vault
from tests.storage_contract.deliveries import BERT, edit, undo
from tests.storage_contract.edits import carry_out, changed

if TYPE_CHECKING:
    from pathlib import Path

ACTOR = (BERT.name, BERT.organisation, BERT.role.value)
AT = "2026-11-20T12:00:00.000000+00:00"
SQUARE = shapely.to_wkb(shapely.box(0, 0, 1, 1))
STEP = ("version", "at_utc", "actor_name", "actor_organisation", "actor_role", "kind", "source", "file_name")
RECORD = ("id", "site_id", "source", "as_of", "delivery_id", "from_version", "until_version", "geometry_rd")
CHOICE = ("id", "site_id", "attribute_id", "from_version", "value_json", "source", "as_of", "actor_name")
ROWS: dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]] = {
    "data_step": (
        STEP,
        [
            (1, AT, *ACTOR, "delivery", "IBIS", "ibis.gpkg"),
            (2, AT, *ACTOR, "delivery", "IBIS", "ibis2.gpkg"),
            (3, AT, *ACTOR, "choice", "gemeente", ""),
        ],
    ),
    "delivery": (
        ("version", "source", "file_name", "file_sha256", "mapping_id", "report_json"),
        [(1, "IBIS", "ibis.gpkg", "ab", "ibis", "{}"), (2, "IBIS", "ibis2.gpkg", "cd", "ibis", "{}")],
    ),
    "park_record": (
        (*RECORD, "name", "gross_ha", "park_management"),
        [
            (1, "p1", "IBIS", "2022", 1, 1, 2, SQUARE, "Oud", 1.5, 1),
            (2, "p2", "IBIS", "2022", 1, 1, None, None, "Pottendijk", None, 0),
            (3, "p1", "IBIS", "2023-05", 2, 2, None, SQUARE, "Nieuw", 0.1, None),
        ],
    ),
    "plot_record": (
        (*RECORD, "park_id", "status"),
        [(4, "k1", "IBIS", "2022", 1, 1, None, SQUARE, "p1", "sold")],
    ),
    "value_choice": (
        (*CHOICE, "actor_organisation", "actor_role", "chosen_at_utc", "reason"),
        [(1, "p2", "gross_ha", 3, "7.25", "gemeente", "2026-11-16", *ACTOR, AT, "telefonisch")],
    ),
    "landmark_record": (
        (
            "id",
            "landmark_id",
            "source",
            "as_of",
            "delivery_id",
            "kind",
            "name",
            "label",
            "rank",
            "geometry_rd",
        ),
        [(1, "q", "x", "2026", 1, "quay", "Kade", "", 0, SQUARE)],
    ),
}


@pytest.fixture
def first_file(tmp_path: Path) -> Path:
    """Make a workspace as the first version of the program left it."""
    path = tmp_path / "old.drents"
    database = SqliteDatabase(path, is_new=True)
    with database.writing() as connection:
        migrating.migrate(connection, (v0001_first_schema,))
        make_vault(connection, None)
        for table, (columns, rows) in ROWS.items():
            marks = ", ".join("?" * len(columns))
            connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608 - names of ours
        connection.commit()
    database.close()
    return path


def contents(path: Path, columns: dict[str, list[str]] | None = None) -> dict[str, list[dict[str, object]]]:
    """Return all rows of all tables; only of some tables and columns where these are given."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {
            name: [dict(row) for row in database.execute(f"SELECT * FROM {name} ORDER BY 1, 2")]  # noqa: S608 - names of the file
            for name in names
            if name != "alembic_version"
        }
    if columns is None:
        return found
    return {
        table: [{name: row[name] for name in columns[table]} for row in found[table]] for table in columns
    }


def test_every_value_of_a_first_file_is_kept(first_file: Path) -> None:
    """Every row and column of before is there unchanged; what is new is empty."""
    before = contents(first_file)
    columns = {table: list(rows[0]) if rows else [] for table, rows in before.items()}
    open_workspace(first_file).close()
    after = contents(first_file)
    assert {table: rows for table, rows in contents(first_file, columns).items() if rows} == {
        table: rows for table, rows in before.items() if rows
    }
    added = {
        (table, name): row[name]
        for table, rows in after.items()
        for row in rows
        for name in row
        if name not in columns.get(table, ())
    }
    assert set(added.values()) == {None, ""}
    assert {("delivery", "complete_kinds"), ("park_record", "retired"), ("data_step", "what_json")} <= set(
        added
    )
    assert [
        json.loads(row["value_json"]) for row in after["value_choice"] if isinstance(row["value_json"], str)
    ] == [7.25]


def test_a_first_file_reads_and_is_worked_on_as_before(first_file: Path) -> None:
    """Values, history and marks read; edits and undoing work on what was stored then."""
    workspace = open_workspace(first_file)
    catalogue = workspace.catalogue
    assert catalogue.site("p1").attribute("gross_ha") == Known(0.1, "IBIS", PartialDate(2023, 5))
    assert catalogue.site("p1").attribute("scarcity_grid") == Unknown()
    assert catalogue.site("p1", 1).value("name") == "Oud"
    assert catalogue.site("p2").attribute("gross_ha") == Known(7.25, "gemeente", PartialDate(2026, 11, 16))
    assert catalogue.site("p2").value("park_management") is False
    assert [each.id for each in catalogue.plots_of("p1")] == ["k1"]
    assert (catalogue.vanished(), catalogue.retired(), catalogue.attachments("p1")) == ({}, (), ())
    assert [each.cemt_class for each in catalogue.landmarks()] == [""]
    assert (catalogue.regions(), catalogue.plan_zones(), dict(catalogue.grid_at(["7811AA"]))) == ((), (), {})
    with workspace.reading() as unit:
        assert [(each.kind, each.what, each.undoes_version) for each in unit.sites.steps()] == [
            ("choice", None, None),
            ("delivery", None, None),
            ("delivery", None, None),
        ]
        assert unit.sources.all() == ()
    carry_out(workspace, changed(edit("p1", "scarcity_grid", "none")))
    undo(workspace, 2, drop_edits=True)
    assert catalogue.site("p1").value("name") == "Oud"
    assert catalogue.site("p1").value("scarcity_grid") == "none"
    workspace.close()
