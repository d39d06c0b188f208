"""What differs between database systems: column types, bulk rows and identifiers; nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Double, Integer, LargeBinary, Text
from sqlalchemy.dialects.sqlite import REAL

from drentsportal.domain.sites.attributes import ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Column, Connection, Executable, Table
    from sqlalchemy.types import TypeEngine

STRICT: Final[dict[str, Any]] = {"sqlite_strict": True}
"""Table options: SQLite then refuses text in a number column, as every other system does."""

KEYED: Final[dict[str, Any]] = {"sqlite_with_rowid": False}
"""Table options: rows lie in the order of their key, without a number of their own beside it."""

_ROWS_AT_ONCE: Final = 250
_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.BOOLEAN})


def real() -> TypeEngine[float]:
    """Return a 64 bit floating point column."""
    return Double().with_variant(REAL(), "sqlite")


def geometry() -> TypeEngine[bytes]:
    """Return a geometry column: WKB in EPSG:28992."""
    return LargeBinary()


def value_column(value_type: ValueType) -> TypeEngine[Any]:
    """Return the column type in which values of an attribute are kept; a BOOLEAN as 0 or 1."""
    if value_type in _NUMBERS:
        return Integer()
    return real() if value_type is ValueType.REAL else Text()


def insert_rows(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Insert raw tuples, in the order of ``names``, without an object per row."""
    marks = ", ".join([_mark(connection)] * len(names))
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    # Names come from our own table definitions, values are bound.
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 - see above
    batch = list(rows)
    if batch:
        connection.exec_driver_sql(statement, batch)


def update_rows(
    connection: Connection, column: Column[Any], key: Column[Any], rows: Iterable[tuple[object, object]]
) -> None:
    """Set one column, where it is empty, of the rows with the given keys; pairs of value and key."""
    mark, quote = _mark(connection), connection.dialect.identifier_preparer.quote
    # Names come from our own table definitions, values are bound.
    statement = (
        f"UPDATE {quote(column.table.name)} SET {quote(column.name)} = {mark} "  # noqa: S608 - see above
        f"WHERE {quote(key.name)} = {mark} AND {quote(column.name)} IS NULL"
    )
    batch = list(rows)
    if batch:
        connection.exec_driver_sql(statement, batch)


def fetch_raw(connection: Connection, statement: Executable) -> list[tuple[Any, ...]]:
    """All rows as the driver's own tuples, without an object per row or a conversion per value."""
    result = connection.execute(statement)
    cursor = result.cursor
    if cursor is None:
        return []
    rows = [*cursor.fetchall()]
    result.close()
    return rows


def fetch_columns(connection: Connection, statement: Executable) -> list[list[Any]]:
    """All rows as one list per selected column; a few rows at a time, while they are in the cache."""
    result = connection.execute(statement)
    cursor = result.cursor
    if cursor is None:
        return []
    columns: list[list[Any]] = [[] for _ in cursor.description]
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        for column, part in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(part)
    result.close()
    return columns


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"
