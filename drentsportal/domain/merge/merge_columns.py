"""Compares a delivered column with the columns of site tables, and a delivered shape with shapes in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows
    from drentsportal.domain.values import PartialDate

    Flags = NDArray[np.bool_]
    Places = NDArray[np.int64]

SHAPE_TOLERANCE_M: Final = 0.01
"""Shapes whose lines lie nowhere further apart than this are equal: what rounding in an exchange does."""

NOWHERE: Final = -1
_NOT_READ: Final = -1
_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN})


def day_number(date: PartialDate) -> int:
    """Return a number that orders as dates do; month and day count as 0 where they are not stated."""
    return date.year * 10_000 + date.month * 100 + date.day


def places_of(rows: SiteRows, site_ids: NDArray[np.str_]) -> Places:
    """Return the row of each site in a table, ``NOWHERE`` for one that it does not hold."""
    if not len(rows) or not len(site_ids):
        return np.full(len(site_ids), NOWHERE, np.int64)
    at = np.minimum(np.searchsorted(rows.ids, site_ids), len(rows) - 1)
    return np.where(rows.ids[at] == site_ids, at, NOWHERE).astype(np.int64)


class RecordDates:
    """Date and source of records, as columns; each record is looked up once."""

    def __init__(self, sources: Mapping[int, RecordSource], source: str) -> None:
        """Look records up in ``sources``; ``source`` is the one that delivers now."""
        self._sources = sources
        self._source = source
        self._dates = np.zeros(1, np.int64)
        self._own = np.zeros(1, np.bool_)

    def of(self, record_ids: NDArray[np.int64]) -> tuple[Places, Flags]:
        """Return per record its date as a number, and whether the delivering source made it."""
        more = int(record_ids.max(initial=0)) + 1 - len(self._dates)
        if more > 0:
            self._dates = np.append(self._dates, np.full(more, _NOT_READ, np.int64))
            self._own = np.append(self._own, np.zeros(more, np.bool_))
        for record_id in np.unique(record_ids[self._dates[record_ids] == _NOT_READ]).tolist():
            made = self._sources[record_id]
            self._dates[record_id] = day_number(made.as_of)
            self._own[record_id] = made.source == self._source
        return self._dates[record_ids], self._own[record_ids]


@dataclass(frozen=True, slots=True)
class Stated:
    """One attribute of the delivered rows, in one of the tables or in the delivery itself.

    ``values`` are comparable between all that one ``Comparison`` gives; those of unknown rows mean nothing.
    """

    values: NDArray[Any]
    known: Flags
    record_ids: NDArray[np.int64]


class Comparison:
    """Makes the values of one attribute comparable: texts as numbers, all else as it is."""

    def __init__(self, attribute_id: str) -> None:
        """Compare the attribute of that id; anything that is no attribute is the shape."""
        spec = ATTRIBUTE_BY_ID.get(attribute_id)
        self._attribute_id = attribute_id
        self._is_shape = spec is None
        self._is_number = spec is not None and spec.type in _NUMBERS
        self._codes: dict[object, int] = {}

    def delivered(self, values: Sequence[object | None] | None, count: int) -> Stated:
        """Return the delivered values; ``None`` for a source that does not have the column at all."""
        none = np.zeros(count, np.int64)
        if values is None:
            return Stated(np.zeros(count), np.zeros(count, np.bool_), none)
        if self._is_shape:
            shapes = shapes_of(values)
            return Stated(shapes, ~shapely.is_missing(shapes), none)
        if self._is_number:
            numbers = np.array(values, dtype=np.float64)
            return Stated(numbers, ~np.isnan(numbers), none)
        codes = np.fromiter((self._code(each) for each in values), np.float64, count)
        return Stated(codes, codes >= 0, none)

    def in_table(self, rows: SiteRows, at: Places) -> Stated:
        """Return the values of a table at the rows ``at``; a row ``NOWHERE`` is unknown."""
        held = at >= 0
        if not len(rows):
            count = len(at)
            empty = np.full(count, None, np.object_) if self._is_shape else np.zeros(count)
            return Stated(empty, held, np.zeros(count, np.int64))
        if self._is_shape:
            shapes = rows.geometries_rd[at]
            shapes[~held] = None
            records = rows.geometry_record_ids
            ids = np.zeros(len(at), np.int64) if records is None else np.where(held, records[at], 0)
            return Stated(shapes, held & ~shapely.is_missing(shapes), ids)
        column = rows.columns[self._attribute_id]
        known = held & column.known[at]
        return Stated(self._values(column, at), known, np.where(known, column.record_ids[at], 0))

    def equal(self, one: Stated, other: Stated) -> Flags:
        """Tell where two values are equal; False where one of them is unknown."""
        both = one.known & other.known
        if not self._is_shape:
            alike: Flags = both & (one.values == other.values)
            return alike
        result = np.zeros(len(both), np.bool_)
        result[both] = same_shapes(one.values[both], other.values[both])
        return result

    def _values(self, column: Column, at: Places) -> NDArray[np.float64]:
        if self._is_number:
            return column.values[at].astype(np.float64)
        codes = np.array([*(self._code(each) for each in column.categories), NOWHERE], np.float64)
        return codes[np.where(column.known[at], column.values[at], NOWHERE).astype(np.int64)]

    def _code(self, value: object) -> int:
        if value is None:
            return NOWHERE
        return self._codes.setdefault(value, len(self._codes))


def shapes_of(geometries_wkb: Sequence[object | None]) -> NDArray[np.object_]:
    """Read WKB in bulk; ``None`` stays ``None``."""
    wkb = np.empty(len(geometries_wkb), np.object_)
    wkb[:] = geometries_wkb
    shapes: NDArray[np.object_] = np.asarray(shapely.from_wkb(wkb), np.object_)
    return shapes


def same_shapes(some: NDArray[np.object_], others: NDArray[np.object_]) -> Flags:
    """Tell where two shapes are the same ground, whatever the order in which their points are written.

    Equal when the normalised shapes have equal bytes, or when their lines lie nowhere further apart than
    ``SHAPE_TOLERANCE_M``.
    """
    same: Flags = shapely.equals_exact(some, others)
    left = np.flatnonzero(~same)
    if len(left):
        one, other = shapely.normalize(some[left]), shapely.normalize(others[left])
        alike = shapely.equals_exact(one, other, tolerance=SHAPE_TOLERANCE_M)
        same[left[alike]] = True
        left = left[~alike]
    if len(left):
        kinds = shapely.get_dimensions(some[left]) == shapely.get_dimensions(others[left])
        apart_m = shapely.hausdorff_distance(some[left], others[left])
        same[left] = kinds & (apart_m <= SHAPE_TOLERANCE_M)
    return same
