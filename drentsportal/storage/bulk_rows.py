"""Rows of many cases in one read: all keys in one select, and no query per case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from drentsportal.storage import dialect, schema
from drentsportal.storage.sealed import Sealer, case_scope, place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Column, ColumnElement, Connection, Select, Table

NAMED_AT_ONCE: Final = 2_000
"""More cases than this are not named in a statement: all are read then, and the others left out."""


class BulkRows:
    """Reads rows of many cases, within one transaction. ``numbers`` None means all of them."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        """Read from ``connection``; ``sealer`` holds the keys of the cases."""
        self._connection = connection
        self._sealer = sealer

    def texts(
        self,
        table: Table,
        column: str,
        numbers: Collection[str] | None,
        *also: Column[Any],
        where: ColumnElement[bool] | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Yield number and opened text of each row of a table of cases, and more columns after them."""
        statement = select(table.c.case_number, table.c.id, table.c[column], *also).order_by(table.c.id)
        if where is not None:
            statement = statement.where(where)
        unseal, before = self._sealer.unseal_text, place(table.name, column, "")
        for number, row_id, sealed, *more in self.rows(statement, table.c.case_number, numbers):
            yield (number, unseal(f"case:{number}", f"{before}{row_id}", sealed), *more)

    def opened(self, number: str, column: str, value: bytes) -> str:
        """Return the text of a sealed column of the row of a case."""
        at = place(schema.case_file.name, column, number)
        return self._sealer.unseal_text(case_scope(number), at, value)

    def load_keys(self, numbers: Collection[str] | None) -> None:
        """Read the keys of cases in one select."""
        if numbers is None or len(numbers) > NAMED_AT_ONCE:
            self._sealer.load_many("case:")
        else:
            self._sealer.load_scopes([case_scope(number) for number in numbers])

    def rows(
        self, statement: Select[Any], number: Column[Any], numbers: Collection[str] | None
    ) -> Iterable[tuple[Any, ...]]:
        """Return the rows of some cases, whose ``number`` is one of the columns, or of all."""
        if numbers is None:
            return dialect.fetch_raw(self._connection, statement)
        if len(numbers) <= NAMED_AT_ONCE:
            return dialect.fetch_raw(self._connection, statement.where(number.in_(list(numbers))))
        wanted = frozenset(numbers)
        position = next(at for at, each in enumerate(statement.selected_columns) if each is number)
        return [row for row in dialect.fetch_raw(self._connection, statement) if row[position] in wanted]
