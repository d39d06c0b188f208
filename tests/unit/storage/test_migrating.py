"""Migrations: the frozen steps make the tables that the model describes, or nothing at all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import StorageError
from drentsportal.storage import migrating, schema
from drentsportal.storage.migrations import MIGRATIONS
from drentsportal.storage.sqlite_database import SqliteDatabase
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import batch, deliver, delivery, parks
from tests.unit.storage.old_workspace import written_by

if TYPE_CHECKING:
    from pathlib import Path


def table_facts(engine: sa.Engine) -> dict[str, tuple[object, ...]]:
    """Read every table's columns, by name since a later one stands at the end, and whether it is strict."""
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("PRAGMA table_list").all()
        return {
            row.name: (
                row.strict,
                *sorted(
                    (each[1], *each[2:])
                    for each in connection.exec_driver_sql(f"PRAGMA table_info({row.name})")
                ),
            )
            for row in tables
            if row.schema == "main" and row.name not in {"sqlite_schema", "alembic_version"}
        }


def test_the_migrations_make_what_the_model_describes(tmp_path: Path) -> None:
    """The migrations make what the model describes."""
    open_workspace(tmp_path / "a.drents", create=True).close()
    migrated = sa.create_engine(f"sqlite:///{tmp_path}/a.drents")
    modelled = sa.create_engine(f"sqlite:///{tmp_path}/b.drents")
    schema.metadata.create_all(modelled)
    assert table_facts(migrated) == table_facts(modelled)
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    migrated.dispose()
    modelled.dispose()


def test_the_first_migration_does_not_follow_the_model() -> None:
    """The first migration does not follow the model."""
    source = MIGRATIONS[0].__file__
    assert source is not None
    with open(source, encoding="utf-8") as file:  # noqa: PTH123 - the module's own path is text
        text = file.read()
    assert "drentsportal" not in text.split('"""', 2)[2]


def future(upgrade: Any) -> Any:  # noqa: ANN401 - a module in all but name
    """Make a migration that comes after all present ones."""
    last = MIGRATIONS[-1].revision
    return SimpleNamespace(
        revision="9999", down_revision=last, upgrade=upgrade, __file__="9999.py", __name__="v9999", __doc__=""
    )


def add_colour() -> None:
    """Add a column."""
    op.add_column("park_record", sa.Column("colour", sa.Text(), nullable=True))


def fail_halfway() -> None:
    """Make a table and then stumble."""
    op.create_table("half_made", sa.Column("id", sa.Integer(), primary_key=True))
    raise ZeroDivisionError


def test_a_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    """A newer file is refused untouched."""
    path = tmp_path / "a.drents"
    open_workspace(path, create=True).close()
    database = SqliteDatabase(path)
    with database.writing() as connection:
        migrating.migrate(connection, (*MIGRATIONS, future(add_colour)))
        connection.commit()
    database.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        open_workspace(path)
    assert caught.value.message_id == "error.storage.newer_file"
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.drents"]


def test_an_older_file_is_migrated_after_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older file is migrated after a copy."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, create=True)
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    workspace.close()
    monkeypatch.setattr(migrating, "MIGRATIONS", (*MIGRATIONS, future(add_colour)))
    workspace = open_workspace(path)
    assert workspace.catalogue.site("p1").value("gross_ha") == 1.0
    workspace.close()
    (copy,) = (tmp_path / "a.drents.copies").iterdir()
    assert copy.name == "0001-before-migration.drents"
    monkeypatch.undo()
    old = open_workspace(copy)
    assert old.catalogue.site("p1").value("gross_ha") == 1.0
    old.close()


def test_a_failed_migration_leaves_the_file_and_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failed migration leaves the file and the copy."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, create=True)
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    workspace.close()
    monkeypatch.setattr(migrating, "MIGRATIONS", (*MIGRATIONS, future(fail_halfway)))
    with pytest.raises(ZeroDivisionError):
        open_workspace(path)
    monkeypatch.undo()
    (copy,) = (tmp_path / "a.drents.copies").iterdir()
    for each in (path, copy):
        again = open_workspace(each)
        assert again.catalogue.site("p1").value("gross_ha") == 1.0
        again.close()
        assert b"half_made" not in each.read_bytes()


def test_a_workspace_of_before_external_safety_opens_with_the_same_values(tmp_path: Path) -> None:
    """The column that came is unknown everywhere; nothing else changed."""
    path = tmp_path / "a.drents"
    workspace = open_workspace(path, create=True)
    deliver(workspace, parks({"p1": {"gross_ha": 1.0, "web_shop_allowed": True}, "p2": {"name": "Twee"}}))
    before = workspace.catalogue.site_table().parks
    workspace.close()
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE park_record DROP COLUMN external_safety_allowed")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
        migrating.migrate(connection, MIGRATIONS[:3])
        # The tables of later steps are there already.
        last = MIGRATIONS[-1].revision
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (last,))
    engine.dispose()
    workspace = open_workspace(path)
    after = workspace.catalogue.site_table().parks
    workspace.close()
    assert after.ids.tolist() == before.ids.tolist()
    assert not after.columns["external_safety_allowed"].known.any()
    for name, column in before.columns.items():
        assert after.columns[name].known.tolist() == column.known.tolist()
        assert [after.columns[name].values[row] for row in column.known.nonzero()[0]] == [
            column.values[row] for row in column.known.nonzero()[0]
        ]


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_a_workspace_of_every_earlier_version_opens_with_the_same_values(
    version: int, tmp_path: Path
) -> None:
    """A building of before sale prices has its rent, and takes a sale price now."""
    workspace = open_workspace(tmp_path / "new.drents", create=True)
    hall: dict[str, dict[str, object]] = {"h1": {"floor_area_m2": 1_500, "rent_eur_m2_year": 42.5}}
    deliver(workspace, delivery(batch(SiteKind.PREMISES, hall)))
    workspace.close()
    written_by(version, tmp_path / "old.drents", tmp_path / "new.drents")
    workspace = open_workspace(tmp_path / "old.drents")
    site = workspace.catalogue.site("h1")
    assert (site.value("floor_area_m2"), site.value("rent_eur_m2_year")) == (1_500, 42.5)
    assert site.value("sale_price_eur_m2") is None
    deliver(workspace, delivery(batch(SiteKind.PREMISES, {"h1": {"sale_price_eur_m2": 850.5}})))
    assert workspace.catalogue.site("h1").value("sale_price_eur_m2") == 850.5
    workspace.close()
