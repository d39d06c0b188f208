"""Which values several records in force disagree on, for all sites at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.storage import schema
from drentsportal.storage.dialect import fetch_raw
from drentsportal.storage.spans import covers, in_force

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection


def read_contested(connection: Connection, version: int) -> dict[str, tuple[str, ...]]:
    """Return site to attributes on which records in force differ and nobody has chosen; by site id."""
    choice = schema.value_choice
    chosen = select(choice.c.site_id, choice.c.attribute_id).where(covers(choice, version))
    settled = {(row[0], row[1]) for row in fetch_raw(connection, chosen)}
    found: dict[str, tuple[str, ...]] = {}
    for kind in SiteKind:
        found.update(_of_kind(connection, kind, version, settled))
    return dict(sorted(found.items()))


def _of_kind(
    connection: Connection, kind: SiteKind, version: int, settled: set[tuple[str, str]]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    table = schema.RECORD_TABLES[kind]
    ids = [spec.id for spec in attributes_of(kind) if spec.describes_site]
    several = (
        select(table.c.site_id)
        .where(in_force(table, version))
        .group_by(table.c.site_id)
        .having(func.count() > 1)
    )
    statement = select(table.c.site_id, *(table.c[each] for each in ids)).where(
        in_force(table, version), table.c.site_id.in_(several)
    )
    said: dict[str, list[set[object]]] = defaultdict(lambda: [set() for _ in ids])
    for site_id, *values in fetch_raw(connection, statement):
        for claims, value in zip(said[site_id], values, strict=True):
            if value is not None:
                claims.add(value)
    for site_id, claims_of in said.items():
        differing = tuple(
            attribute_id
            for attribute_id, claims in zip(ids, claims_of, strict=True)
            if len(claims) > 1 and (site_id, attribute_id) not in settled
        )
        if differing:
            yield site_id, differing
