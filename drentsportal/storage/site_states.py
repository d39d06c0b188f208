"""Which sites are retired, and which no longer come from a source: pure functions of the history."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from drentsportal.domain.sites.history import in_use
from drentsportal.domain.values import Known
from drentsportal.storage import schema
from drentsportal.storage.record_reading import read_sites
from drentsportal.storage.spans import covers, in_force, stands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from drentsportal.domain.sites.history import SiteRecord
    from drentsportal.storage.record_reading import StoredSite

_RETIRED = "retired"


def retired_ids(connection: Connection, version: int) -> tuple[str, ...]:
    """Return the sites in force that were retired, ordered by id."""
    choice = schema.value_choice
    statement = select(choice.c.site_id).where(choice.c.attribute_id == _RETIRED, covers(choice, version))
    named = set(connection.execute(statement).scalars())
    for table in schema.RECORD_TABLES.values():
        told = select(table.c.site_id).where(table.c.retired.is_not(None), in_force(table, version))
        named.update(connection.execute(told).scalars())
    stored = read_sites(connection, sorted(named))
    return tuple(
        sorted(each.id for each in stored.values() if exists(each, version) and is_retired(each, version))
    )


def exists(stored: StoredSite, version: int) -> bool:
    """Whether a record of the site is in force at ``version``."""
    return any(record.in_force(version) for record in stored.records)


def is_retired(stored: StoredSite, version: int) -> bool:
    """Whether the site is in the history only."""
    return isinstance(in_use(stored.records, stored.choices, _RETIRED, version), Known)


def vanished_sites(connection: Connection, version: int) -> dict[str, tuple[str, ...]]:
    """Return the sites with the sources that no longer deliver them.

    A record in force of a source has vanished from it when its delivery is older than the newest complete
    one, of that source and kind of site, that is not undone.
    """
    found: dict[str, set[str]] = defaultdict(set)
    newest = newest_complete(connection, version)
    for (source, kind_id), complete in newest.items():
        table = next(each for kind, each in schema.RECORD_TABLES.items() if kind.value == kind_id)
        statement = select(table.c.site_id).where(
            table.c.source == source, table.c.delivery_id < complete, in_force(table, version)
        )
        for site_id in connection.execute(statement).scalars():
            found[site_id].add(source)
    return {site_id: tuple(sorted(sources)) for site_id, sources in sorted(found.items())}


def newest_complete(connection: Connection, version: int) -> dict[tuple[str, str], int]:
    """Return, by source and kind of site, the newest complete delivery that stands at ``version``."""
    table, step = schema.delivery, schema.data_step
    statement = (
        select(table.c.version, table.c.source, table.c.complete_kinds)
        .join(step, step.c.version == table.c.version)
        .where(table.c.complete_kinds != "", stands(version))
        .order_by(table.c.version)
    )
    return {
        (row.source, kind_id): row.version
        for row in connection.execute(statement)
        for kind_id in row.complete_kinds.split(";")
    }


def vanished_from(
    records: Sequence[SiteRecord], kind_id: str, newest: Mapping[tuple[str, str], int], version: int
) -> tuple[str, ...]:
    """Return the sources that no longer deliver one site; ``newest`` as ``newest_complete`` gives it."""
    gone = {
        record.source
        for record in records
        if record.in_force(version) and record.from_version < newest.get((record.source, kind_id), 0)
    }
    return tuple(sorted(gone))
