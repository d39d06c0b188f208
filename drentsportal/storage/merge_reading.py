"""What a new delivery of one source is laid against: the table in use, and the same without that source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from drentsportal.domain.merge.merge_ground import MergeGround
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.storage import schema
from drentsportal.storage.bulk_columns import read_site_table
from drentsportal.storage.dialect import fetch_raw
from drentsportal.storage.record_reading import read_choice
from drentsportal.storage.spans import covers, open_now

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site_table import SiteTable


def read_merge_ground(
    connection: Connection, source: str, in_use: SiteTable, vanished_ids: frozenset[str] = frozenset()
) -> MergeGround:
    """Read what ``source`` would be laid against; ``in_use`` is the table of the newest version."""
    delivered = {kind: _delivered_ids(connection, source, kind) for kind in SiteKind}
    others = read_site_table(connection, in_use.data_version, without_source=source)
    choices = _choices_in_force(connection, in_use.data_version)
    contested = choices or len(others.parks) or len(others.plots) or len(others.premises)
    return MergeGround(
        source=source,
        in_use=in_use,
        others=others,
        own=read_site_table(connection, in_use.data_version, only_source=source) if contested else None,
        choices=choices,
        delivered_ids=delivered,
        vanished_ids=vanished_ids,
    )


def _delivered_ids(connection: Connection, source: str, kind: SiteKind) -> frozenset[str]:
    table = schema.RECORD_TABLES[kind]
    statement = select(table.c.site_id).where(table.c.source == source, open_now(table))
    return frozenset(row[0] for row in fetch_raw(connection, statement))


def _choices_in_force(connection: Connection, version: int) -> tuple[ValueChoice, ...]:
    """Return per value the last choice that counts at ``version``."""
    table = schema.value_choice
    statement = select(table).where(covers(table, version)).order_by(table.c.from_version, table.c.id)
    last = {(row.site_id, row.attribute_id): row for row in connection.execute(statement)}
    return tuple(read_choice(row) for row in last.values())
