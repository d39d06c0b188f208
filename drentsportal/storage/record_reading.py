"""Stored records and choices as the domain's own objects, for the few sites that are shown."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import shapely
from sqlalchemy import Table, select

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType, attributes_of
from drentsportal.domain.sites.history import SiteRecord, ValueChoice, shape_in_use, shape_stated
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.storage import schema
from drentsportal.storage.instants import read_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry
    from sqlalchemy import Connection, Row

_IDS_AT_ONCE: Final = 500
T = TypeVar("T")


@dataclass(slots=True)
class StoredSite:
    """All that was ever recorded for one site."""

    id: str
    kind: SiteKind
    records: list[SiteRecord] = field(default_factory=list)
    choices: list[ValueChoice] = field(default_factory=list)
    wkb_by_record: dict[int, bytes | None] = field(default_factory=dict)

    def geometry_rd(self, version: int) -> BaseGeometry | None:
        """Return the shape in use; EPSG:28992."""
        wkb = shape_in_use(self.records, self.choices, self.wkb_by_record, version)
        return None if wkb is None else shapely.from_wkb(wkb)

    def shape_stated(self, version: int) -> tuple[str, PartialDate] | None:
        """Return who drew the shape in use, and as of when."""
        return shape_stated(self.records, self.choices, self.wkb_by_record, version)


def read_sites(
    connection: Connection, site_ids: Iterable[str], kinds: Iterable[SiteKind] = SiteKind
) -> dict[str, StoredSite]:
    """Everything recorded for the given sites; a site that was never delivered is absent."""
    wanted, sites = list(site_ids), dict[str, StoredSite]()
    for kind in kinds:
        for some in _portions(wanted):
            _read_records(connection, kind, some, sites)
    _add_revivals(connection, sites)
    for some in _portions(list(sites)):
        table = schema.value_choice
        statement = select(table).where(table.c.site_id.in_(some)).order_by(table.c.from_version)
        for row in connection.execute(statement):
            site = sites[row.site_id]
            site.choices.append(read_choice(row))
    return sites


def read_choice(row: Row[tuple[object, ...]]) -> ValueChoice:
    """Return a stored edit or choice."""
    names = row._mapping  # noqa: SLF001 - what SQLAlchemy offers for reading by name
    spec = ATTRIBUTE_BY_ID.get(names["attribute_id"])
    # A shape is no attribute; the choice of one holds text.
    value_type = ValueType.TEXT if spec is None else spec.type
    return ValueChoice(
        site_id=names["site_id"],
        attribute_id=names["attribute_id"],
        from_version=names["from_version"],
        until_version=names["until_version"],
        record_id=names["record_id"],
        value=as_value(json.loads(names["value_json"]), value_type),
        source=names["source"],
        as_of=PartialDate.parse(names["as_of"]),
        actor=Actor(names["actor_name"], names["actor_organisation"], Role(names["actor_role"])),
        chosen_at_utc=read_instant(names["chosen_at_utc"]),
        reason=names["reason"],
    )


def as_value(stored: object, value_type: ValueType) -> object | None:
    """Return a stored value in the type that the domain uses."""
    if stored is not None and value_type is ValueType.BOOLEAN:
        return bool(stored)
    if isinstance(stored, int) and value_type is ValueType.REAL:
        return float(stored)
    return stored


def _read_records(
    connection: Connection, kind: SiteKind, site_ids: Sequence[str], sites: dict[str, StoredSite]
) -> None:
    table = schema.RECORD_TABLES[kind]
    statement = select(table).where(table.c.site_id.in_(site_ids)).order_by(table.c.id)
    for row in connection.execute(statement).mappings():
        site = sites.setdefault(row["site_id"], StoredSite(row["site_id"], kind))
        values = {spec.id: as_value(row[spec.id], spec.type) for spec in attributes_of(kind)}
        site.wkb_by_record[row["id"]] = row["geometry_rd"]
        site.records.append(
            SiteRecord(
                id=row["id"],
                site_id=row["site_id"],
                source=row["source"],
                as_of=PartialDate.parse(row["as_of"]),
                from_version=row["from_version"],
                until_version=row["until_version"],
                values=values,
            )
        )


def _add_revivals(connection: Connection, sites: dict[str, StoredSite]) -> None:
    ids = [record.id for site in sites.values() for record in site.records]
    spans: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    table: Table = schema.record_revival
    for some in _portions(ids):
        statement = select(table).where(table.c.record_id.in_(some)).order_by(table.c.from_version)
        for row in connection.execute(statement):
            spans[row.record_id].append((row.from_version, row.until_version))
    if spans:
        for site in sites.values():
            site.records = [_revived(record, spans) for record in site.records]


def _revived(record: SiteRecord, spans: dict[int, list[tuple[int, int | None]]]) -> SiteRecord:
    if record.id not in spans:
        return record
    return SiteRecord(
        record.id,
        record.site_id,
        record.source,
        record.as_of,
        record.from_version,
        record.until_version,
        record.values,
        tuple(spans[record.id]),
    )


def _portions(ids: Sequence[T]) -> Iterator[list[T]]:
    # Every database system limits how many values one statement may bind.
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield list(ids[start : start + _IDS_AT_ONCE])
