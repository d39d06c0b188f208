"""All sites in use at a version, in columns: the rule of ``domain.sites.history.in_use``, without objects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from sqlalchemy import ColumnElement, Table, select

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.site_table import Column, SiteRows, SiteTable
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.storage import schema
from drentsportal.storage.coded_columns import CodedValues, coded_texts, coded_values
from drentsportal.storage.dialect import fetch_columns, fetch_raw
from drentsportal.storage.record_sources import StoredSources, read_sources
from drentsportal.storage.spans import covers, in_force

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from drentsportal.domain.sites.attributes import ValueType

_FIXED: Final = ("id", "site_id", "as_of", "from_version", "geometry_rd")


@dataclass(frozen=True, slots=True)
class _Choice:
    """The choice in force for one value."""

    site_id: str
    record_id: int | None
    value: object | None


@dataclass(frozen=True, slots=True)
class _ReadRows:
    """The sites of one kind, and when and by which delivery their records were made."""

    rows: SiteRows
    sources: StoredSources


def read_site_table(
    connection: Connection, version: int, *, without_source: str | None = None, only_source: str | None = None
) -> SiteTable:
    """Read parks, plots and premises in use at ``version``, with source and date of each record used.

    Retired sites are left out.
    ``without_source`` leaves out every record of that source: what would be in use without it.
    ``only_source`` reads what that source says, and leaves out what persons chose.
    """
    choices = _choices_in_force(connection, version) if only_source is None else {}
    read = {}
    for kind in SiteKind:
        table = schema.RECORD_TABLES[kind]
        counts = in_force(table, version)
        if without_source is not None:
            counts &= table.c.source != without_source
        if only_source is not None:
            counts &= table.c.source == only_source
        read[kind] = _read_rows(connection, kind, counts, choices)
    rows = {kind: each.rows for kind, each in read.items()}
    chosen = {
        choice.record_id
        for by_site in choices.values()
        for choice in by_site.values()
        if choice.record_id is not None
    }
    sources = read_sources(connection, [each.sources for each in read.values()], chosen)
    return SiteTable(version, rows[SiteKind.PARK], rows[SiteKind.PLOT], rows[SiteKind.PREMISES], sources)


def _choices_in_force(connection: Connection, version: int) -> dict[str, dict[str, _Choice]]:
    table = schema.value_choice
    statement = (
        select(table.c.site_id, table.c.attribute_id, table.c.record_id, table.c.value_json)
        .where(covers(table, version))
        .order_by(table.c.from_version)
    )
    found: dict[str, dict[str, _Choice]] = {}
    for row in connection.execute(statement):
        # A later one replaces an earlier one.
        of_attribute = found.setdefault(row.attribute_id, {})
        of_attribute[row.site_id] = _Choice(row.site_id, row.record_id, json.loads(row.value_json))
    return found


def _read_rows(
    connection: Connection,
    kind: SiteKind,
    counts: ColumnElement[bool],
    choices: Mapping[str, Mapping[str, _Choice]],
) -> _ReadRows:
    """Lay the records for which ``counts`` holds over each other."""
    table = schema.RECORD_TABLES[kind]
    names = [*_FIXED, *(spec.id for spec in attributes_of(kind))]
    statement = select(*(table.c[name] for name in names)).where(counts)
    columns = dict(zip(names, fetch_columns(connection, statement), strict=True))
    overlay = _Overlay(columns)
    row_of_site = {site_id: row for row, site_id in enumerate(overlay.site_ids.tolist())}
    chosen = _chosen_rows(connection, table, choices, row_of_site)
    result = {
        spec.id: overlay.column(columns[spec.id], spec.type, chosen.get(spec.id, ()))
        for spec in attributes_of(kind)
    }
    wkb, geometry_record_ids = overlay.newest(columns["geometry_rd"])
    for row, record_id, shape in chosen.get(GEOMETRY, ()):
        wkb[row] = bytes.fromhex(shape) if isinstance(shape, str) else shape
        geometry_record_ids[row] = record_id if shape is not None else 0
    geometries = np.asarray(shapely.from_wkb(wkb), dtype=np.object_)
    rows = SiteRows(kind, overlay.site_ids, result, geometries, geometry_record_ids)
    retired = result["retired"].known
    return _ReadRows(_only(rows, ~retired) if retired.any() else rows, overlay.sources)


def _only(rows: SiteRows, kept: NDArray[np.bool_]) -> SiteRows:
    columns = {
        name: CodedValues(column.values[kept], column.known[kept], column.categories)
        .without_unused()
        .column(column.record_ids[kept])
        for name, column in rows.columns.items()
    }
    records = None if rows.geometry_record_ids is None else rows.geometry_record_ids[kept]
    return SiteRows(rows.kind, rows.ids[kept], columns, rows.geometries_rd[kept], records)


def _chosen_rows(
    connection: Connection,
    table: Table,
    choices: Mapping[str, Mapping[str, _Choice]],
    row_of_site: Mapping[str, int],
) -> dict[str, list[tuple[int, int, object | None]]]:
    """Per attribute: row, record id (0 for an edit) and value of each choice that concerns this table."""
    result: dict[str, list[tuple[int, int, object | None]]] = {}
    for attribute_id, by_site in choices.items():
        relevant = [choice for choice in by_site.values() if choice.site_id in row_of_site]
        if not relevant:
            continue
        ids = [choice.record_id for choice in relevant if choice.record_id is not None]
        values = _values_of_records(connection, table, attribute_id, ids)
        result[attribute_id] = [
            (row_of_site[choice.site_id], choice.record_id or 0, values.get(choice.record_id, choice.value))
            for choice in relevant
        ]
    return result


def _values_of_records(
    connection: Connection, table: Table, attribute_id: str, record_ids: Sequence[int]
) -> dict[int | None, object | None]:
    found: dict[int | None, object | None] = {}
    for start in range(0, len(record_ids), 500):
        some = record_ids[start : start + 500]
        statement = select(table.c.id, table.c[attribute_id]).where(table.c.id.in_(some))
        found.update((row[0], row[1]) for row in fetch_raw(connection, statement))
    return found


class _Overlay:
    """Several records per site laid over each other: per attribute the newest one that states a value.

    Newest is by reference date, then version, then record id, exactly as in ``domain.sites.history``.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        ids = np.array(columns["site_id"], dtype=np.str_)
        record_ids = np.array(columns["id"], dtype=np.int64)
        versions = np.array(columns["from_version"], dtype=np.int64)
        # ISO text sorts as the dates do: the shorter, less precise one comes first.
        dates = coded_texts(columns["as_of"])
        self.sources = StoredSources(record_ids, versions, dates.values.astype(np.int32), dates.categories)
        if (ids[1:] > ids[:-1]).all():
            # One record per site, in order: nothing lies over another.
            self._order: NDArray[np.intp] = np.arange(len(ids))
        else:
            self._order = np.lexsort((-record_ids, -versions, -dates.values, ids))
        ordered = ids[self._order]
        is_first = np.ones(len(ids), dtype=np.bool_)
        is_first[1:] = ordered[1:] != ordered[:-1]
        self._starts: NDArray[np.intp] = np.flatnonzero(is_first)
        self._ends: NDArray[np.intp] = np.append(self._starts[1:], len(ids))
        self._record_ids = record_ids
        self.site_ids: NDArray[np.str_] = ordered[self._starts]

    def newest(self, values: Sequence[Any]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
        """Per site the newest value that is stated, ``None`` where there is none, and its record, else 0."""
        stated = np.empty(len(values), dtype=np.object_)
        stated[:] = values
        at, known = self._newest_stated(
            np.fromiter((each is not None for each in values), np.bool_, len(values))
        )
        return stated[at], np.where(known, self._record_ids[at], 0)

    def column(
        self,
        values: Sequence[Any],
        value_type: ValueType,
        chosen: Sequence[tuple[int, int, object | None]],
    ) -> Column:
        """One attribute over all sites, with the choices that were made laid on top."""
        coded = coded_values(values, value_type)
        at, known = self._newest_stated(coded.known)
        record_ids = np.where(known, self._record_ids[at], 0)
        if not chosen:
            used = CodedValues(coded.values[at], known, coded.categories)
            return (used if len(at) == len(values) else used.without_unused()).column(record_ids)
        found = [values[row] for row in at.tolist()]
        for row, record_id, value in chosen:
            found[row] = value
            record_ids[row] = record_id if value is not None else 0
        return coded_values(found, value_type).column(record_ids)

    def _newest_stated(self, stated: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Per site the place of its newest record that states a value, else of its newest; and which."""
        order, count = self._order, len(self._order)
        if len(self._starts) == count:
            return order, stated[order]
        positions = np.where(stated[order], np.arange(count), count)
        first = np.minimum.reduceat(positions, self._starts)
        known: NDArray[np.bool_] = first < self._ends
        return order[np.where(known, first, self._starts)], known
