"""Taking back a delivery: its records end, and what each of them superseded is in force again.

At every version, of each site and source the record of the newest delivery that is not undone is in force.
So undoing a delivery that a later one has superseded changes nothing now, but keeps it from coming back
when the later one is undone too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Row, Table, select, update

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError
from drentsportal.storage import dialect, schema
from drentsportal.storage.choice_rows import close_choices
from drentsportal.storage.spans import end_spans, open_now, revive

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Undoing:
    """The undoing of one delivery, within one transaction."""

    def __init__(self, connection: Connection, version: int, source: str) -> None:
        """Prepare to undo the delivery of ``source`` made at ``version``."""
        self._connection = connection
        self._version = version
        self._source = source
        self._dropped: list[int] = []

    def check_edits(self, *, drop_edits: bool) -> None:
        """Raise ``ConflictError`` when edits rest on this delivery, unless they are to be dropped."""
        resting = [row for kind in SiteKind for row in self._edits_resting_on(kind)]
        if resting and not drop_edits:
            edits = tuple(sorted({f"{row.site_id}: {row.attribute_id}" for row in resting}))
            raise ConflictError(
                "error.storage.edits_on_delivery",
                version=self._version,
                count=len(edits),
                edits=edits,
            )
        self._dropped = [row.id for row in resting]

    def apply(self, new_version: int) -> None:
        """End, revive and drop as of ``new_version``; the step itself must be marked as undone before."""
        for kind, table in schema.RECORD_TABLES.items():
            held = self._held(kind)
            end_spans(self._connection, table, list(held.values()), new_version)
            revive(self._connection, list(self._successors(kind, set(held)).values()), new_version)
        choice = schema.value_choice
        for choice_id in self._dropped:
            self._connection.execute(
                update(choice).where(choice.c.id == choice_id).values(until_version=new_version)
            )
        # What was decided with the delivery goes with it.
        close_choices(self._connection, self._version, new_version)

    def _held(self, kind: SiteKind) -> dict[str, int]:
        """Site to record id, for the records of this delivery that are in force now."""
        table = schema.RECORD_TABLES[kind]
        statement = select(table.c.site_id, table.c.id).where(
            table.c.delivery_id == self._version, open_now(table)
        )
        return {row[0]: row[1] for row in dialect.fetch_raw(self._connection, statement)}

    def _successors(self, kind: SiteKind, sites: set[str]) -> dict[str, int]:
        """Site to the record that is then in force again: the newest of this source not undone."""
        if not sites:
            return {}
        table, step = schema.RECORD_TABLES[kind], schema.data_step
        statement = (
            select(table.c.site_id, table.c.id)
            .join(step, step.c.version == table.c.delivery_id)
            .where(
                table.c.source == self._source,
                table.c.delivery_id < self._version,
                step.c.undone_by_version.is_(None),
            )
            .order_by(table.c.delivery_id)
        )
        rows = dialect.fetch_raw(self._connection, statement)
        return {row[0]: row[1] for row in rows if row[0] in sites}

    def _edits_resting_on(self, kind: SiteKind) -> list[Row[tuple[int, str, str]]]:
        """Choices for a record of this delivery, and edits of sites that would vanish with it.

        What was decided together with the delivery does not rest on it, but belongs to it.
        """
        table, choice = schema.RECORD_TABLES[kind], schema.value_choice
        records = select(table.c.id).where(table.c.delivery_id == self._version)
        chosen = self._open_edits(choice.c.record_id.in_(records))
        sites = select(table.c.site_id).where(table.c.delivery_id == self._version)
        typed = self._open_edits(choice.c.record_id.is_(None) & choice.c.site_id.in_(sites))
        if not typed:
            return chosen
        held = set(self._held(kind))
        vanishing = held - self._known_otherwise(table) - set(self._successors(kind, held))
        return [*chosen, *(row for row in typed if row.site_id in vanishing)]

    def _known_otherwise(self, table: Table) -> set[str]:
        statement = select(table.c.site_id).where(table.c.delivery_id != self._version, open_now(table))
        return {row[0] for row in dialect.fetch_raw(self._connection, statement)}

    def _open_edits(self, condition: ColumnElement[bool]) -> list[Row[tuple[int, str, str]]]:
        table = schema.value_choice
        statement = select(table.c.id, table.c.site_id, table.c.attribute_id).where(
            table.c.until_version.is_(None), table.c.from_version != self._version, condition
        )
        return list(self._connection.execute(statement))
