"""The records of a delivery as rows, and what they supersede."""

from __future__ import annotations

from collections import defaultdict
from itertools import count, repeat
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from sqlalchemy import func, select

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.storage import dialect, schema
from drentsportal.storage.spans import end_spans, open_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from drentsportal.domain.merge.delivery import Delivery, SiteBatch

_FIXED: Final = (
    "id",
    "site_id",
    "source",
    "as_of",
    "delivery_id",
    "from_version",
    "geometry_rd",
    "min_x_m",
    "min_y_m",
    "max_x_m",
    "max_y_m",
)


def check(connection: Connection, delivery: Delivery) -> None:
    """Raise ``InputError`` when a site occurs twice, changes kind, or has a column that nothing keeps."""
    ids_by_kind = check_batches(delivery)
    for kind, ids in ids_by_kind.items():
        for other in set(SiteKind) - {kind}:
            if both := ids & set(_stored_ids(connection, other)):
                raise InputError("error.storage.site_other_kind", site_id=min(both), kind=other.value)


def check_batches(delivery: Delivery) -> dict[SiteKind, set[str]]:
    """Return the ids by kind; raise ``InputError`` for what is wrong whatever is stored."""
    ids_by_kind: dict[SiteKind, set[str]] = defaultdict(set)
    for batch in delivery.batches:
        known = {spec.id for spec in attributes_of(batch.kind)}
        if unknown := sorted(set(batch.columns) - known):
            raise InputError("error.storage.no_attribute", field=unknown[0])
        for lengths in (batch.as_of, batch.geometries_wkb, *batch.columns.values()):
            if len(lengths) != len(batch):
                raise InputError("error.storage.ragged_batch", source=delivery.source)
        ids = set(batch.site_ids)
        if len(ids) != len(batch) or ids & ids_by_kind[batch.kind]:
            raise InputError("error.storage.site_twice", site_id=_repeated(delivery, batch.kind))
        ids_by_kind[batch.kind] |= ids
    for kind, ids in ids_by_kind.items():
        for other in set(ids_by_kind) - {kind}:
            if both := ids & ids_by_kind[other]:
                raise InputError("error.storage.site_other_kind", site_id=min(both), kind=other.value)
    return ids_by_kind


def supersede(connection: Connection, delivery: Delivery, version: int) -> None:
    """End the records in force of the same source for the sites that are delivered again."""
    for kind in {batch.kind for batch in delivery.batches}:
        table = schema.RECORD_TABLES[kind]
        delivered = {
            site_id for batch in delivery.batches if batch.kind is kind for site_id in batch.site_ids
        }
        statement = select(table.c.id, table.c.site_id).where(
            table.c.source == delivery.source, open_now(table)
        )
        rows = dialect.fetch_raw(connection, statement)
        end_spans(connection, table, [row[0] for row in rows if row[1] in delivered], version)


def add(connection: Connection, delivery: Delivery, version: int) -> None:
    """Store the records; raw tuples, one statement per batch. Their ids follow on ``next_record_id``."""
    first_id = next_record_id(connection)
    for batch in delivery.batches:
        table = schema.RECORD_TABLES[batch.kind]
        attribute_ids = [spec.id for spec in attributes_of(batch.kind) if spec.id in batch.columns]
        rows = _rows(batch, attribute_ids, delivery.source, version, first_id)
        dialect.insert_rows(connection, table, [*_FIXED, *attribute_ids], rows)
        first_id += len(batch)


def _rows(
    batch: SiteBatch, attribute_ids: list[str], source: str, version: int, first_id: int
) -> Iterator[tuple[object, ...]]:
    iso = {date: date.iso for date in set(batch.as_of)}
    return zip(
        count(first_id),
        batch.site_ids,
        repeat(source),
        map(iso.__getitem__, batch.as_of),
        repeat(version),
        repeat(version),
        batch.geometries_wkb,
        *_bounds(batch.geometries_wkb),
        *(_plain(batch.columns[attribute_id]) for attribute_id in attribute_ids),
        strict=False,  # the repeated ones have no end; check() compared the lengths of the others
    )


def _bounds(geometries_wkb: Sequence[bytes | None]) -> list[list[float]]:
    wkb = np.empty(len(geometries_wkb), dtype=np.object_)
    wkb[:] = geometries_wkb
    try:
        geometries = shapely.from_wkb(wkb)
    except shapely.errors.GEOSException as error:
        raise InputError("error.storage.geometry_unreadable", detail=str(error)) from error
    bounds: list[list[float]] = shapely.bounds(geometries).reshape(-1, 4).T.tolist()
    return bounds


def _plain(column: Sequence[object | None]) -> Sequence[object | None]:
    # The drivers take Python's own numbers only.
    values: Any = column.tolist() if hasattr(column, "tolist") else column
    result: Sequence[object | None] = values
    return result


def _stored_ids(connection: Connection, kind: SiteKind) -> Iterator[str]:
    rows = dialect.fetch_raw(connection, select(schema.RECORD_TABLES[kind].c.site_id).distinct())
    return (row[0] for row in rows)


def next_record_id(connection: Connection) -> int:
    """Return the first record id that was never given out."""
    highest = (
        connection.execute(select(func.max(table.c.id))).scalar_one()
        for table in schema.RECORD_TABLES.values()
    )
    return max(number or 0 for number in highest) + 1


def _repeated(delivery: Delivery, kind: SiteKind) -> str:
    seen = set[str]()
    for batch in delivery.batches:
        for site_id in batch.site_ids if batch.kind is kind else ():
            if site_id in seen:
                return site_id
            seen.add(site_id)
    return ""
