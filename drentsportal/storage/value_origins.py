"""Where entered values come from, and which sites rest on other sources, for all sites at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.values import PartialDate
from drentsportal.storage import schema
from drentsportal.storage.dialect import fetch_raw
from drentsportal.storage.spans import covers, in_force

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection


def read_entered(connection: Connection, version: int) -> dict[tuple[str, str], RecordSource]:
    """Return site and attribute to source and date of what a person entered, where that is in force."""
    table = schema.value_choice
    statement = (
        select(table.c.site_id, table.c.attribute_id, table.c.record_id, table.c.source, table.c.as_of)
        .where(covers(table, version))
        .order_by(table.c.from_version)
    )
    found: dict[tuple[str, str], RecordSource] = {}
    dates: dict[str, PartialDate] = {}
    for site_id, attribute_id, record_id, source, as_of in fetch_raw(connection, statement):
        if record_id is not None:
            # A later choice of a record takes the place of what was entered before.
            found.pop((site_id, attribute_id), None)
            continue
        if as_of not in dates:
            dates[as_of] = PartialDate.parse(as_of)
        found[site_id, attribute_id] = RecordSource(source, dates[as_of])
    return found


def read_not_only_from(connection: Connection, sources: Collection[str], version: int) -> frozenset[str]:
    """Return the sites with a record, or a shape that a person drew, of another source in force."""
    choice = schema.value_choice
    drawn = select(choice.c.site_id).where(
        covers(choice, version),
        choice.c.attribute_id == GEOMETRY,
        choice.c.record_id.is_(None),
        choice.c.source.not_in(sorted(sources)),
    )
    statements = [drawn]
    statements += [
        select(table.c.site_id).where(in_force(table, version), table.c.source.not_in(sorted(sources)))
        for table in schema.RECORD_TABLES.values()
    ]
    return frozenset(row[0] for statement in statements for row in fetch_raw(connection, statement))
