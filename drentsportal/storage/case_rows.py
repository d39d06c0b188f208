"""The rows that a case is kept in: sealed when written, opened when read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import RowMapping, Table, delete, func, insert, select

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import Case, CaseStatus, EventKind, RequestChannel
from drentsportal.errors import DrentsPortalError, NotFoundError
from drentsportal.storage import case_json, schema
from drentsportal.storage.instants import (
    instant_text,
    optional_text,
    read_instant,
    read_optional,
)
from drentsportal.storage.reference_records import next_id
from drentsportal.storage.sealed import Sealer, case_scope, place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


class CaseRows:
    """Writes and reads the rows of cases, within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        """Work on ``connection``; ``sealer`` holds the keys of the cases."""
        self._connection = connection
        self._sealer = sealer
        self.touched: set[str] = set()
        """Numbers of the cases that something was written of."""

    def require(self, number: str) -> None:
        """Raise ``NotFoundError`` when there is no such case."""
        table = schema.case_file
        statement = select(table.c.number).where(table.c.number == number)
        if self._connection.execute(statement).first() is None:
            raise self.missing(number)

    def missing(self, number: str) -> DrentsPortalError:
        """Return the error for a case that is not there: never made, or erased."""
        table = schema.erased_case
        row = self._connection.execute(select(table).where(table.c.number == number)).one_or_none()
        if row is None:
            return NotFoundError("error.storage.no_case", number=number)
        erased_at_utc = read_instant(row.erased_at_utc)
        return NotFoundError("error.storage.case_erased", number=number, erased_at_utc=erased_at_utc)

    def append(
        self, table: Table, number: str, columns: Mapping[str, object], sealed: Mapping[str, bytes]
    ) -> None:
        """Add a row to a case; what is in ``sealed`` is sealed under the key of the case."""
        self.require(number)
        self.touched.add(number)
        row_id, scope = next_id(self._connection, table), case_scope(number)
        closed = {
            name: self._sealer.seal(scope, place(table.name, name, row_id), content)
            for name, content in sealed.items()
        }
        self._connection.execute(insert(table).values(id=row_id, case_number=number, **columns, **closed))

    def remove(self, table: Table, number: str, column: str, text: str) -> bool:
        """Take the rows of a case with a text in a column away; tells whether there were any."""
        self.require(number)
        found = self._connection.execute(
            delete(table).where(table.c.case_number == number, table.c[column] == text)
        )
        if found.rowcount:
            self.touched.add(number)
        return found.rowcount > 0

    def rows(self, table: Table, number: str, order: str, without: tuple[str, ...] = ()) -> list[RowMapping]:
        """Return the rows of a case, by ``order`` and then as they came; columns may be left out."""
        self.require(number)
        wanted = [column for column in table.c if column.name not in without]
        statement = select(*wanted).where(table.c.case_number == number).order_by(table.c[order], table.c.id)
        return list(self._connection.execute(statement).mappings())

    def opened(self, table: Table, row: RowMapping, column: str) -> bytes:
        """Return the content of a sealed column of a row that belongs to a case."""
        at = place(table.name, column, row["id"])
        return self._sealer.unseal(case_scope(row["case_number"]), at, row[column])

    def text(self, table: Table, row: RowMapping, column: str) -> str:
        """Return the text of a sealed column of a row that belongs to a case."""
        return self.opened(table, row, column).decode()

    def case_columns(self, case: Case) -> dict[str, object]:
        """Return the columns of a case besides its number and row version."""
        sealed = {
            "company_name": case.company_name,
            "requester": case.requester,
            "request": case_json.request_text(case.request),
            "stops": case_json.stops_text(case.stops),
            "shortlist": case_json.shortlist_text(case.shortlist),
        }
        scope, table = case_scope(case.number), schema.case_file.name
        return {
            "status": case.status.value,
            **actor_columns("owner", case.owner),
            "channel": case.channel.value,
            "received_at_utc": instant_text(case.received_at_utc),
            "asked_at_utc": optional_text(case.asked_at_utc),
            "answered_at_utc": optional_text(case.answered_at_utc),
            "company_key": case.company_key,
            **{
                name: self._sealer.seal_text(scope, place(table, name, case.number), text)
                for name, text in sealed.items()
            },
        }

    def case(self, row: RowMapping) -> Case:
        """Return a stored case, opened."""
        number = row["number"]

        def opened(name: str) -> str:
            at = place(schema.case_file.name, name, number)
            return self._sealer.unseal_text(case_scope(number), at, row[name])

        return Case(
            number=number,
            status=CaseStatus(row["status"]),
            owner=actor_of(row, "owner"),
            channel=RequestChannel(row["channel"]),
            received_at_utc=read_instant(row["received_at_utc"]),
            asked_at_utc=read_optional(row["asked_at_utc"]),
            request=case_json.read_request(opened("request")),
            company_name=opened("company_name"),
            company_key=row["company_key"],
            requester=opened("requester"),
            answered_at_utc=read_optional(row["answered_at_utc"]),
            stops=case_json.read_stops(opened("stops")),
            shortlist=case_json.read_shortlist(opened("shortlist")),
            row_version=row["row_version"],
            closed_at_utc=self._closed_at(number) if row["status"] == CaseStatus.CLOSED.value else None,
        )

    def _closed_at(self, number: str) -> datetime | None:
        """Return when a closed case was closed, as its timeline tells."""
        table = schema.case_event
        statement = select(func.max(table.c.at_utc)).where(
            table.c.case_number == number, table.c.kind == EventKind.CLOSED.value
        )
        return read_optional(self._connection.execute(statement).scalar_one())


def actor_columns(prefix: str, actor: Actor) -> dict[str, str]:
    """Return an actor as the three columns that keep it."""
    return {
        f"{prefix}_name": actor.name,
        f"{prefix}_organisation": actor.organisation,
        f"{prefix}_role": actor.role.value,
    }


def actor_of(row: RowMapping, prefix: str) -> Actor:
    """Return the actor that three columns keep."""
    return Actor(row[f"{prefix}_name"], row[f"{prefix}_organisation"], Role(row[f"{prefix}_role"]))
