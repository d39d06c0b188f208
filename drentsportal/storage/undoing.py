"""Taking back a delivery: its records end, and what each of them superseded is in force again.

At every version, of each site and source the record of the newest delivery that is not undone is in force.
So undoing a delivery that a later one has superseded changes nothing now, but keeps it from coming back
when the later one is undone too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Row, RowMapping, Table, exists, select, update

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError
from drentsportal.storage import dialect, schema
from drentsportal.storage.choice_rows import close_choices
from drentsportal.storage.site_attachments import remove_rows, rows_in_force
from drentsportal.storage.spans import end_spans, newest_version, open_now, revive

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
        self._detached: list[int] = []

    def check_edits(self, *, drop_edits: bool) -> None:
        """Raise ``ConflictError`` when edits rest on this delivery, unless they are to be dropped."""
        resting = [row for kind in SiteKind for row in self._edits_resting_on(kind)]
        attached = [row for kind in SiteKind for row in self._attached_to(kind)]
        if (resting or attached) and not drop_edits:
            named = {f"{row.site_id}: {row.attribute_id}" for row in resting}
            edits = tuple(sorted(named | {f"{row['site_id']}: {row['title']}" for row in attached}))
            raise ConflictError(
                "error.storage.edits_on_delivery",
                version=self._version,
                count=len(edits),
                edits=edits,
            )
        self._dropped = [row.id for row in resting]
        self._detached = [row["id"] for row in attached]

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
        remove_rows(self._connection, self._detached, new_version)

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
        typed = self._open_edits(choice.c.record_id.is_(None) & self._delivers(table, choice.c.site_id))
        vanishing = self._vanishing(kind) if typed else set()
        return [*chosen, *(row for row in typed if row.site_id in vanishing)]

    def _attached_to(self, kind: SiteKind) -> list[RowMapping]:
        """Attachments of sites that would vanish with this delivery."""
        named = self._delivers(schema.RECORD_TABLES[kind], schema.site_attachment.c.site_id)
        attached = rows_in_force(self._connection, named, newest_version(self._connection))
        vanishing = self._vanishing(kind) if attached else set()
        return [row for row in attached if row["site_id"] in vanishing]

    def _delivers(self, table: Table, site_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Return the condition that this delivery holds a site; asked per site, since edits are few."""
        return exists().where(table.c.site_id == site_id, table.c.delivery_id == self._version)

    def _vanishing(self, kind: SiteKind) -> set[str]:
        """Sites that only this delivery knows."""
        held = set(self._held(kind))
        return held - self._known_otherwise(schema.RECORD_TABLES[kind]) - set(self._successors(kind, held))

    def _known_otherwise(self, table: Table) -> set[str]:
        statement = select(table.c.site_id).where(table.c.delivery_id != self._version, open_now(table))
        return {row[0] for row in dialect.fetch_raw(self._connection, statement)}

    def _open_edits(self, condition: ColumnElement[bool]) -> list[Row[tuple[int, str, str]]]:
        table = schema.value_choice
        statement = select(table.c.id, table.c.site_id, table.c.attribute_id).where(
            table.c.until_version.is_(None), table.c.from_version != self._version, condition
        )
        return list(self._connection.execute(statement))
