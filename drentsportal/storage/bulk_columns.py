"""All sites in use at a version, in columns: the rule of ``domain.history.in_use``, without objects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from sqlalchemy import Table, select

from drentsportal.domain.attributes import ValueType, attributes_of
from drentsportal.domain.site_table import Column, SiteRows, SiteTable
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.storage import schema
from drentsportal.storage.dialect import fetch_raw
from drentsportal.storage.spans import covers, in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN})
_FIXED: Final = ("id", "site_id", "as_of", "from_version", "geometry_rd")


@dataclass(frozen=True, slots=True)
class _Choice:
    """The choice in force for one value."""

    site_id: str
    record_id: int | None
    value: object | None


def read_site_table(connection: Connection, version: int) -> SiteTable:
    """Read parks, plots and premises in use at ``version``."""
    choices = _choices_in_force(connection, version)
    rows = {kind: _read_rows(connection, kind, version, choices) for kind in SiteKind}
    return SiteTable(version, rows[SiteKind.PARK], rows[SiteKind.PLOT], rows[SiteKind.PREMISES])


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
    version: int,
    choices: Mapping[str, Mapping[str, _Choice]],
) -> SiteRows:
    table = schema.RECORD_TABLES[kind]
    names = [*_FIXED, *(spec.id for spec in attributes_of(kind))]
    statement = select(*(table.c[name] for name in names)).where(in_force(table, version))
    raw = fetch_raw(connection, statement)
    columns = dict(zip(names, zip(*raw, strict=True), strict=True)) if raw else dict.fromkeys(names, ())
    overlay = _Overlay(columns)
    row_of_site = {site_id: row for row, site_id in enumerate(overlay.site_ids.tolist())}
    chosen = _chosen_rows(connection, table, choices, row_of_site)
    result = {
        spec.id: overlay.column(columns[spec.id], spec.type, chosen.get(spec.id, ()))
        for spec in attributes_of(kind)
    }
    wkb, _, _ = overlay.first_known(columns["geometry_rd"])
    return SiteRows(kind, overlay.site_ids, result, np.asarray(shapely.from_wkb(wkb), dtype=np.object_))


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

    Newest is by reference date, then version, then record id, exactly as in ``domain.history``.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        ids = np.array(columns["site_id"], dtype=np.str_)
        record_ids = np.array(columns["id"], dtype=np.int64)
        versions = np.array(columns["from_version"], dtype=np.int64)
        # ISO text sorts as the dates do: the shorter, less precise one comes first.
        dates, _ = _codes(list(columns["as_of"]), np.ones(len(ids), dtype=np.bool_))
        self._order: NDArray[np.intp] = np.lexsort((-record_ids, -versions, -dates, ids))
        ordered = ids[self._order]
        is_first = np.ones(len(ids), dtype=np.bool_)
        is_first[1:] = ordered[1:] != ordered[:-1]
        self._starts: NDArray[np.intp] = np.flatnonzero(is_first)
        self._ends: NDArray[np.intp] = np.append(self._starts[1:], len(ids))
        self._record_ids = record_ids[self._order]
        self.site_ids: NDArray[np.str_] = ordered[self._starts]

    def first_known(
        self, values: Sequence[Any]
    ) -> tuple[NDArray[np.object_], NDArray[np.bool_], NDArray[np.int64]]:
        """Per site the first value that is stated, whether there is one, and the record that gave it."""
        count, sites = len(self._order), len(self.site_ids)
        if values.count(None) == count:
            return np.full(sites, None), np.zeros(sites, np.bool_), np.zeros(sites, np.int64)
        stated = np.empty(count, dtype=np.object_)
        stated[:] = values
        stated = stated[self._order]
        is_stated: NDArray[np.bool_] = stated != None  # noqa: E711 - compares each element, which "is not" does not
        positions = np.where(is_stated, np.arange(count), count)
        first = np.minimum.reduceat(positions, self._starts)
        known = first < self._ends
        at = np.where(known, first, self._starts)
        return stated[at], known, np.where(known, self._record_ids[at], 0)

    def column(
        self,
        values: Sequence[Any],
        value_type: ValueType,
        chosen: Iterable[tuple[int, int, object | None]],
    ) -> Column:
        """One attribute over all sites, with the choices that were made laid on top."""
        found, known, record_ids = self.first_known(values)
        for row, record_id, value in chosen:
            found[row] = value
            known[row] = value is not None
            record_ids[row] = record_id if value is not None else 0
        if value_type in _NUMBERS:
            return Column(found.astype(np.float64), known, record_ids)
        codes, categories = _codes(found.tolist(), known)
        return Column(codes, known, record_ids, categories)


def _codes(texts: list[Any], known: NDArray[np.bool_]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Texts as codes in the order of the texts; an unknown one has code 0."""
    if not known.any():
        return np.zeros(len(known), np.int32), ()
    categories = sorted(set(texts) - {None})
    code_of = {text: code for code, text in enumerate(categories)}
    code_of[None] = 0
    codes = np.fromiter(map(code_of.__getitem__, texts), dtype=np.int32, count=len(known))
    return codes, tuple(categories)
