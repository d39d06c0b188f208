"""The spans of versions in which records are in force: begun by a delivery, ended, and begun again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from drentsportal.storage import dialect, schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def covers(table: Table, version: int) -> ColumnElement[bool]:
    """Return the condition that a row's own span covers ``version``."""
    return and_(
        table.c.from_version <= version,
        or_(table.c.until_version.is_(None), table.c.until_version > version),
    )


def in_force(table: Table, version: int) -> ColumnElement[bool]:
    """Return the condition that a record counts at ``version``: by its own span or by a revival."""
    revival = schema.record_revival
    revived = select(revival.c.record_id).where(covers(revival, version))
    return or_(covers(table, version), table.c.id.in_(revived))


def stands(version: int) -> ColumnElement[bool]:
    """Return the condition that a step of the history was made and is not undone at ``version``."""
    step = schema.data_step
    undone = step.c.undone_by_version
    return and_(step.c.version <= version, or_(undone.is_(None), undone > version))


def open_now(table: Table) -> ColumnElement[bool]:
    """Return the condition that a record counts at the newest version."""
    revival = schema.record_revival
    revived = select(revival.c.record_id).where(revival.c.until_version.is_(None))
    return or_(table.c.until_version.is_(None), table.c.id.in_(revived))


def end_spans(connection: Connection, table: Table, record_ids: Sequence[int], version: int) -> None:
    """End the open span of each record at ``version``, be it the first one or a revival."""
    ended = [(version, record_id) for record_id in record_ids]
    dialect.update_rows(connection, table.c.until_version, table.c.id, ended)
    revival = schema.record_revival
    again = set(
        connection.execute(select(revival.c.record_id).where(revival.c.until_version.is_(None))).scalars()
    )
    dialect.update_rows(
        connection,
        revival.c.until_version,
        revival.c.record_id,
        [pair for pair in ended if pair[1] in again],
    )


def revive(connection: Connection, record_ids: Sequence[int], version: int) -> None:
    """Put records in force again from ``version``."""
    rows = ((record_id, version) for record_id in record_ids)
    dialect.insert_rows(connection, schema.record_revival, ("record_id", "from_version"), rows)


def newest_version(connection: Connection) -> int:
    """Return the newest data version; 0 where there is none."""
    highest: int | None = connection.execute(select(func.max(schema.data_step.c.version))).scalar_one()
    return highest or 0
