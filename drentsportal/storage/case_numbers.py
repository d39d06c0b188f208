"""Which cases there are of a kind, by what is not sealed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.storage import dialect, schema
from drentsportal.storage.bulk_rows import BulkRows
from drentsportal.storage.instants import read_instant

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select


class CaseNumbers(BulkRows):
    """Lists numbers of cases, within one transaction."""

    def open_numbers(self) -> list[str]:
        """Return the numbers of the cases that wait for an answer, by number."""
        return self.list_numbers(~_is_over())

    def answered_count(self) -> int:
        """Return how many cases are answered, or closed without an answer."""
        return self._count(_is_over())

    def unclosed_count(self) -> int:
        """Return how many cases are not closed."""
        return self._count(schema.case_file.c.status != CaseStatus.CLOSED.value)

    def _count(self, condition: ColumnElement[bool]) -> int:
        statement = select(func.count()).select_from(schema.case_file).where(condition)
        count: int = self._connection.execute(statement).scalar_one()
        return count

    def company_keys(self) -> dict[str, str]:
        """Return the key of the company of each case that has one."""
        table = schema.case_file
        statement = select(table.c.number, table.c.company_key).where(table.c.company_key != "")
        return dict(dialect.fetch_raw(self._connection, statement))

    def numbers_of_company(self, key: str) -> list[str]:
        """Return the numbers of the cases of a company, by number."""
        return self.list_numbers(schema.case_file.c.company_key == key)

    def numbers_of_owner(self, folded_name: str) -> list[str]:
        """Return the numbers of the cases whose owner's name, in small letters, is this one."""
        table = schema.case_file
        names = dialect.fetch_raw(self._connection, select(table.c.owner_name).distinct())
        # Small letters beyond ASCII are not the same to every database.
        wanted = [name for (name,) in names if name.casefold() == folded_name]
        return self.list_numbers(table.c.owner_name.in_(wanted))

    def match_times(self) -> dict[str, list[datetime]]:
        """Return when the matches of cases were kept, in that order."""
        table = schema.match_result
        return self._times(select(table.c.case_number, table.c.at_utc).order_by(table.c.id))

    def document_times(self, kind: str) -> dict[str, list[datetime]]:
        """Return when the documents of a kind were made, by case."""
        table = schema.sent_document
        return self._times(
            select(table.c.case_number, table.c.made_at_utc).where(table.c.kind == kind).order_by(table.c.id)
        )

    def _times(self, statement: Select[Any]) -> dict[str, list[datetime]]:
        found: dict[str, list[datetime]] = {}
        for number, at_utc in dialect.fetch_raw(self._connection, statement):
            found.setdefault(number, []).append(read_instant(at_utc))
        return found

    def list_numbers(self, condition: ColumnElement[bool]) -> list[str]:
        """Return the numbers of the cases that a condition holds for, by number."""
        column = schema.case_file.c.number
        rows = dialect.fetch_raw(self._connection, select(column).where(condition).order_by(column))
        return [number for (number,) in rows]


def _is_over() -> ColumnElement[bool]:
    table = schema.case_file
    return or_(table.c.answered_at_utc.is_not(None), table.c.status == CaseStatus.CLOSED.value)
