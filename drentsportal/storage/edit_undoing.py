"""Taking back an edit: its choices are closed, the sites that it made end, its attachments go and come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import Table, or_, select

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError
from drentsportal.storage import schema
from drentsportal.storage.choice_rows import close_choices
from drentsportal.storage.site_attachments import rows_in_force
from drentsportal.storage.spans import end_spans, newest_version, open_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


class EditUndoing:
    """The undoing of one edit, within one transaction."""

    def __init__(self, connection: Connection, version: int) -> None:
        """Prepare to undo the edit made at ``version``."""
        self._connection = connection
        self._version = version
        self._made = {kind: self._records_made(table) for kind, table in schema.RECORD_TABLES.items()}

    def check(self) -> None:
        """Raise ``ConflictError`` with the list ``edits`` when something later rests on a site it made."""
        if not any(self._made.values()):
            return
        resting = tuple(sorted({f"{site_id}: {what}" for site_id, what in self._resting()}))
        if resting:
            raise ConflictError(
                "error.storage.edits_on_edit", version=self._version, count=len(resting), edits=resting
            )

    def apply(self, new_version: int) -> None:
        """End what the edit brought, as of ``new_version``; its step must be marked as undone before.

        A site is made only where none is in force, so nothing was superseded that could come back. Which
        attachments are there follows from the steps that stand.
        """
        close_choices(self._connection, self._version, new_version)
        for kind, table in schema.RECORD_TABLES.items():
            end_spans(self._connection, table, list(self._made[kind].values()), new_version)

    def _records_made(self, table: Table) -> dict[str, int]:
        statement = select(table.c.site_id, table.c.id).where(table.c.delivery_id == self._version)
        return {row.site_id: row.id for row in self._connection.execute(statement)}

    def _resting(self) -> Iterator[tuple[str, str]]:
        """Site and what rests there: a value, an attachment, a source that delivers it, its park."""
        sites = [site_id for made in self._made.values() for site_id in made]
        parks = list(self._made[SiteKind.PARK])
        choice = schema.value_choice
        is_in_park = (choice.c.attribute_id == "park_id") & choice.c.value_json.in_(
            [json.dumps(park) for park in parks]
        )
        statement = select(choice.c.site_id, choice.c.attribute_id).where(
            choice.c.from_version > self._version,
            choice.c.until_version.is_(None),
            or_(choice.c.site_id.in_(sites), is_in_park),
        )
        for row in self._connection.execute(statement):
            yield row.site_id, row.attribute_id
        named = schema.site_attachment.c.site_id.in_(sites)
        for attached in rows_in_force(self._connection, named, newest_version(self._connection)):
            if attached["from_version"] > self._version:
                yield attached["site_id"], attached["title"]
        for kind, table in schema.RECORD_TABLES.items():
            yield from self._delivered_since(table, list(self._made[kind]))
            if "park_id" in table.c:
                yield from self._lying_in(table, parks)

    def _delivered_since(self, table: Table, site_ids: list[str]) -> Iterator[tuple[str, str]]:
        statement = select(table.c.site_id, table.c.source).where(
            table.c.site_id.in_(site_ids), table.c.delivery_id > self._version, open_now(table)
        )
        for row in self._connection.execute(statement):
            yield row.site_id, row.source

    def _lying_in(self, table: Table, park_ids: list[str]) -> Iterator[tuple[str, str]]:
        statement = select(table.c.site_id).where(
            table.c.park_id.in_(park_ids), table.c.delivery_id > self._version, open_now(table)
        )
        for site_id in self._connection.execute(statement).scalars():
            yield site_id, "park_id"
