"""Columns of a layer: one per attribute, then its source and its date; the id of the site comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.sites.attributes import ValueType
from drentsportal.geodata.writing.gdal_file import LayerField

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from drentsportal.services.ports.exports import ExportColumn, ExportTable

SOURCE_SUFFIX: Final = "_bron"
AS_OF_SUFFIX: Final = "_peildatum"
ID: Final = "id"
KIND: Final = "soort"


def site_fields(table: ExportTable) -> tuple[LayerField, ...]:
    """Return id, values, sources and dates of the sites of one kind."""
    return tuple(_fields(table))


def joined_fields(tables: Sequence[ExportTable]) -> tuple[LayerField, ...]:
    """Return the same for several kinds in one layer, with the kind as a column of its own.

    An attribute that a kind does not have is empty there.
    """
    count = sum(len(each) for each in tables)
    kinds = [each.kind.value for each in tables for _ in each.ids]
    made = {
        ID: LayerField(ID, ValueType.TEXT, as_objects([site_id for each in tables for site_id in each.ids])),
        KIND: LayerField(KIND, ValueType.TEXT, as_objects(kinds)),
    }
    start = 0
    for table in tables:
        for field in _fields(table):
            if field.name != ID:
                into = made.setdefault(
                    field.name, LayerField(field.name, field.type, np.full(count, None, np.object_))
                )
                into.values[start : start + len(table)] = field.values
        start += len(table)
    return tuple(made.values())


def untold(_done: int) -> None:
    """Stand in for whoever hears how far a file is, where nobody does."""


def as_objects(items: Sequence[object]) -> NDArray[np.object_]:
    """Return an object array of exactly these items, also where they are sequences themselves."""
    made = np.empty(len(items), dtype=np.object_)
    made[:] = items
    return made


def _fields(table: ExportTable) -> Iterator[LayerField]:
    yield LayerField(ID, ValueType.TEXT, as_objects(table.ids))
    for column in table.columns.values():
        yield from _of_column(column)


def _of_column(column: ExportColumn) -> Iterator[LayerField]:
    name = column.spec.id
    yield LayerField(name, column.spec.type, column.values)
    yield LayerField(name + SOURCE_SUFFIX, ValueType.TEXT, column.sources)
    yield LayerField(name + AS_OF_SUFFIX, ValueType.TEXT, column.as_of)
