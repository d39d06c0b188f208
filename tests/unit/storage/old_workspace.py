"""Writes a workspace as an earlier version of the program kept it.

``python -m tests.unit.storage.old_workspace VERSION NEW-FILE NEWEST-FILE`` does so for the proof of an
installed program, which has no tests of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import sqlalchemy as sa

from drentsportal.storage import migrating
from drentsportal.storage.migrations import MIGRATIONS
from drentsportal.storage.sqlite_database import SqliteDatabase


def written_by(version: int, path: Path, newest: Path) -> None:
    """Write a workspace as an earlier version kept it: its tables, with what they know of a newer file."""
    database = SqliteDatabase(path, is_new=True)
    with database.writing() as connection:
        migrating.migrate(connection, MIGRATIONS[:version])
        connection.commit()
    database.close()
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("ATTACH ? AS newest", (str(newest),))
        for name in sa.inspect(connection).get_table_names():
            columns = ", ".join(each["name"] for each in sa.inspect(connection).get_columns(name))
            if name != "alembic_version":
                connection.exec_driver_sql(f"DELETE FROM main.{name}")  # noqa: S608 - names of our own tables
                copied = f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM newest.{name}"  # noqa: S608 - likewise
                connection.exec_driver_sql(copied)
    engine.dispose()


if __name__ == "__main__":
    written_by(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
