"""Brings the tables of a workspace to the shape that this version of the program knows.

Alembic takes a tenth of a second to load and is needed only when there is something to migrate.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import column, inspect, select, table

from drentsportal.errors import StorageError
from drentsportal.storage.migrations import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from alembic.runtime.migration import MigrationContext, RevisionStep
    from sqlalchemy import Connection


_VERSION_TABLE: Final = "alembic_version"
"""Where Alembic writes the revision; the name is its own."""


def stored_revision(connection: Connection) -> str | None:
    """Return the revision of the tables in a workspace, ``None`` where there are none yet."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    return connection.execute(select(column("version_num")).select_from(table(_VERSION_TABLE))).scalar()


def needs_migration(connection: Connection, label: str) -> bool:
    """Whether the tables are older than the program.

    Raises ``StorageError`` when they are newer: an older program would lose what it does not know.
    """
    stored = stored_revision(connection)
    known: list[str] = [module.revision for module in MIGRATIONS]
    if stored is not None and stored not in known:
        raise StorageError("error.storage.newer_file", path=label, revision=stored)
    return stored != known[-1]


def migrate(connection: Connection, migrations: Sequence[ModuleType] | None = None) -> None:
    """Run the migrations (all of ours by default) that are missing, in the transaction of ``connection``."""
    from alembic.operations import Operations  # noqa: PLC0415 - only a file that is behind needs them
    from alembic.runtime.migration import MigrationContext, MigrationStep  # noqa: PLC0415 - likewise
    from alembic.script.base import Script  # noqa: PLC0415 - likewise
    from alembic.script.revision import RevisionMap  # noqa: PLC0415 - likewise

    migrations = MIGRATIONS if migrations is None else migrations
    scripts = [
        Script(module, module.revision, str(Path(module.__file__ or module.__name__)))
        for module in migrations
    ]
    revisions = RevisionMap(lambda: scripts)

    if len(revisions.heads) != 1:  # reading it also links each revision to the one before
        raise StorageError("error.storage.fault", path="", detail="migrations do not form one line")

    def steps(heads: Any, _context: MigrationContext) -> list[RevisionStep]:  # noqa: ANN401 - Alembic's own type is wider
        done = 0
        if heads:
            done = 1 + [module.revision for module in migrations].index(heads[0])
        return [MigrationStep.upgrade_from_script(revisions, script) for script in scripts[done:]]

    context = MigrationContext.configure(connection, opts={"fn": steps, "transactional_ddl": True})
    with Operations.context(context):
        context.run_migrations()
