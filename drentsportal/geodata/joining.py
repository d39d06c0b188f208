"""Gives a table without geometry the geometry of another file, row by row, by a column that both have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.message import message
from drentsportal.errors import DataSourceError, InputError, QuestionError
from drentsportal.geodata.readings import bare_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.geodata.raw_table import RawTable

_KEYS_SHOWN: Final = 10


def with_geometry_of(table: RawTable, other: RawTable, join_on: str | None) -> RawTable:
    """Return ``table`` with the geometry, and the reference system, of ``other``.

    ``join_on`` is a column name, in any case, or ``column=other_column``. Several geometries with one key
    become one. Keys that stand on one side only are told.

    Raises ``QuestionError`` when no column was named, ``InputError`` when a file does not have it or the
    table has geometry of its own, ``DataSourceError`` when not one row finds its geometry.
    """
    if table.geometries is not None:
        raise InputError("error.import.has_geometry", field="--join-geometry")
    if other.geometries is None:
        raise InputError("error.import.join_without_geometry", field="--join-geometry")
    column, other_column = _join_columns(table, other, join_on)
    shapes = _shape_by_key(other, other_column)
    keys = [_key(value) for value in table.columns[column].tolist()]
    geometries = np.empty(table.row_count, dtype=object)
    geometries[:] = [shapes.get(key) for key in keys]
    unused = sorted(shapes.keys() - set(keys))
    found = sum(key in shapes for key in keys)
    if not found:
        raise DataSourceError("error.import.join_finds_nothing", column=column, other_column=other_column)
    notes = [message("note.joined", rows=found, column=column, other_column=other_column)]
    if unused:
        shown = tuple(unused[:_KEYS_SHOWN])
        notes.append(message("note.join_unused", count=len(unused), examples=shown))
    return replace(table, geometries=geometries, crs=other.crs, notes=(*table.notes, *other.notes, *notes))


def _join_columns(table: RawTable, other: RawTable, join_on: str | None) -> tuple[str, str]:
    ours = {name.casefold(): name for name in table.columns}
    theirs = {name.casefold(): name for name in other.columns}
    if not join_on:
        shared = tuple(ours[name] for name in ours if name in theirs)
        raise QuestionError("error.import.join_on_what", option="--join-on", choices=shared, columns=shared)
    left, _, right = join_on.partition("=")
    column, other_column = left.strip(), (right or left).strip()
    for name, known in ((column, ours), (other_column, theirs)):
        if name.casefold() not in known:
            raise InputError(
                "error.import.no_join_column", field="--join-on", column=name, columns=tuple(known.values())
            )
    return ours[column.casefold()], theirs[other_column.casefold()]


def _shape_by_key(other: RawTable, column: str) -> Mapping[str, object]:
    shapes: dict[str, list[object]] = {}
    geometries = other.geometries.tolist() if other.geometries is not None else []
    for value, geometry in zip(other.columns[column].tolist(), geometries, strict=True):
        if value is not None and geometry is not None:
            shapes.setdefault(_key(value), []).append(geometry)
    return {
        key: parts[0] if len(parts) == 1 else shapely.union_all(np.array(parts, dtype=object))
        for key, parts in shapes.items()
    }


def _key(value: object) -> str:
    return "" if value is None else bare_text(value).strip()
