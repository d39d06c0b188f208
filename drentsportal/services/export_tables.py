"""Sites in use as columns with source and date of every value, made at once for any number of sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, overload

import numpy as np

from drentsportal.domain.sites.attributes import ValueType, attributes_of
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.ports.exports import ExportColumn, ExportTable
from drentsportal.services.publication import PUBLIC_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable
    from drentsportal.services.ports.catalogue import SiteCatalogue

SITES_AT_ONCE: Final = 1000
_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN})


class TableMaker:
    """Makes tables for export of the sites in use at one data version."""

    def __init__(self, catalogue: SiteCatalogue, table: SiteTable, *, has_edits: bool) -> None:
        """Keep where sites are found; ``table`` is that of the version to export.

        ``has_edits``: somebody may have drawn a shape, so who drew it is looked up.
        """
        self._catalogue = catalogue
        self._table = table
        self._has_edits = has_edits
        self._of_kind = {
            SiteKind.PARK: table.parks,
            SiteKind.PLOT: table.plots,
            SiteKind.PREMISES: table.premises,
        }

    def kind_of(self, site_ids: Collection[str]) -> dict[str, SiteKind]:
        """Tell which kind each of the named sites is; one that is not in use is absent."""
        wanted = set(site_ids)
        return {
            site_id: kind
            for kind, rows in self._of_kind.items()
            for site_id in wanted.intersection(rows.ids.tolist())
        }

    def table(self, kind: SiteKind, site_ids: Sequence[str] | None = None) -> ExportTable:
        """Return the named sites of a kind in the order given, or all of them by id; retired ones never."""
        rows = self._of_kind[kind]
        at = np.arange(len(rows)) if site_ids is None else _rows_of(rows, site_ids)
        if (retired := rows.columns.get("retired")) is not None:
            at = at[~retired.known[at]]
        lookup = _SourceLookup(self._table, rows)
        ids = tuple(str(rows.ids[row]) for row in at.tolist())
        columns = {
            spec.id: ExportColumn(
                spec, _values(rows.columns[spec.id], at, spec.type), *lookup.of(rows.columns[spec.id], at)
            )
            for spec in attributes_of(kind)
        }
        made = ExportTable(kind, ids, columns, rows.geometries_rd[at])
        self._add_entered(made, rows, at)
        return made

    def _add_entered(self, made: ExportTable, rows: SiteRows, at: NDArray[np.intp]) -> None:
        """Name source and date of values that a person entered; no record of a delivery does that."""
        said: Mapping[tuple[str, str], RecordSource] | None = None
        for attribute_id, column in made.columns.items():
            stored = rows.columns[attribute_id]
            entered = np.flatnonzero(stored.known[at] & (stored.record_ids[at] == 0))
            if not len(entered):
                continue
            if said is None:
                said = self._catalogue.entered(self._table.data_version)
            for row in entered.tolist():
                origin = said[made.ids[row], attribute_id]
                column.sources[row], column.as_of[row] = origin.source, origin.as_of.iso

    def sources(self, tables: Sequence[ExportTable]) -> frozenset[str]:
        """Name every source of a value, a record in force or a shape that the tables rest on."""
        of_values = {
            source
            for table in tables
            for column in table.columns.values()
            for source in set(column.sources.tolist())
            if source is not None
        }
        return frozenset(of_values | self._record_sources())

    def opened(self, table: ExportTable, open_sources: Collection[str]) -> ExportTable:
        """Leave out everything that is not public or comes from a source that may not be published.

        A shape has no source of its own, so it is published only where every record in force of its site,
        and every shape that a person drew for it, comes from such a source. A site of which nothing is
        left is left out.
        """
        allowed = set(open_sources)
        columns = {
            name: column.where(np.array([each in allowed for each in column.sources.tolist()], np.bool_))
            for name, column in table.columns.items()
            if name in PUBLIC_ATTRIBUTES
        }
        geometries = table.geometries_rd.copy()
        if not self._record_sources() <= allowed or self._has_edits:
            others = self._catalogue.not_only_from(allowed, self._table.data_version)
            closed = [each in others for each in table.ids]
            geometries[np.array(closed, np.bool_)] = None
        left = np.array([each is not None for each in geometries.tolist()], np.bool_)
        for column in columns.values():
            left |= np.array([each is not None for each in column.values.tolist()], np.bool_)
        made = ExportTable(table.kind, table.ids, columns, geometries)
        return made.only(np.flatnonzero(left))

    def _record_sources(self) -> set[str]:
        return {each.source for each in self._table.sources.values()}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Some sites of one kind: values, sources and dates by attribute, each ``None`` where unknown."""

    kind: SiteKind
    ids: Sequence[str]
    columns: Mapping[str, tuple[Sequence[object], Sequence[str | None], Sequence[str | None]]]


class TableSites(Sequence[Site]):
    """The sites of tables one after another, for sheets: an object is made only of one that is asked for.

    Without shapes and without what other sources say. ``told`` hears how many sites were passed on each time
    that ``parts`` gives some, and may raise ``CancelledError`` to stop.
    """

    def __init__(self, tables: Sequence[ExportTable], told: Callable[[int], None]) -> None:
        """Keep the tables; nothing is copied."""
        self._tables = tables
        self._told = told

    @property
    def kinds(self) -> frozenset[SiteKind]:
        """The kinds that occur."""
        return frozenset(each.kind for each in self._tables if len(each))

    def parts(self) -> Iterator[SheetPart]:
        """Return all sites in order, some at a time."""
        done = 0
        for table in self._tables:
            for start in range(0, len(table), SITES_AT_ONCE):
                self._told(done)
                part = _part(table, slice(start, start + SITES_AT_ONCE))
                done += len(part.ids)
                yield part

    def __len__(self) -> int:
        """Return number of sites."""
        return sum(len(each) for each in self._tables)

    def __iter__(self) -> Iterator[Site]:
        """Make an object per site."""
        for part in self.parts():
            yield from _sites(part)

    @overload
    def __getitem__(self, at: int) -> Site: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Site]: ...
    def __getitem__(self, at: int | slice) -> Site | Sequence[Site]:
        """Make the object of one site, or those of some."""
        places = range(len(self))[at]
        if isinstance(places, range):
            return tuple(self[place] for place in places)
        for table in self._tables:
            if places < len(table):
                return next(_sites(_part(table, slice(places, places + 1))))
            places -= len(table)
        raise IndexError(at)


def _part(table: ExportTable, rows: slice) -> SheetPart:
    columns = {
        name: (column.values[rows].tolist(), column.sources[rows].tolist(), column.as_of[rows].tolist())
        for name, column in table.columns.items()
    }
    return SheetPart(table.kind, table.ids[rows], columns)


def _sites(part: SheetPart) -> Iterator[Site]:
    for row, site_id in enumerate(part.ids):
        attributes: dict[str, Known[object] | Unknown] = {}
        for name, (values, sources, dates) in part.columns.items():
            source, as_of = sources[row], dates[row]
            if source is None or as_of is None:
                attributes[name] = Unknown()
            else:
                attributes[name] = Known(values[row], source, PartialDate.parse(as_of))
        yield Site(site_id, part.kind, attributes, None)


class _SourceLookup:
    """Source and date of every record behind the columns of one kind, looked up once per record."""

    def __init__(self, table: SiteTable, rows: SiteRows) -> None:
        columns = [column.record_ids[column.known] for column in rows.columns.values()]
        self._ids = np.unique(np.concatenate([np.zeros(1, np.int64), *columns]))
        found = [table.sources.get(each) for each in self._ids.tolist()]
        self._sources = _objects([None if each is None else each.source for each in found])
        self._dates = _objects([None if each is None else each.as_of.iso for each in found])

    def of(self, column: Column, at: NDArray[np.intp]) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        records = np.where(column.known, column.record_ids, 0)[at]
        places = np.searchsorted(self._ids, records)
        return self._sources[places], self._dates[places]


def _rows_of(rows: SiteRows, site_ids: Sequence[str]) -> NDArray[np.intp]:
    row_of = {site_id: row for row, site_id in enumerate(rows.ids.tolist())}
    return np.array([row_of[each] for each in site_ids if each in row_of], np.intp)


def _values(column: Column, at: NDArray[np.intp], value_type: ValueType) -> NDArray[np.object_]:
    known = column.known[at]
    if value_type not in _NUMBERS:
        texts = _objects([*column.categories, None])
        return texts[np.where(known, column.values[at], len(column.categories)).astype(np.intp)]
    convert = {ValueType.INTEGER: int, ValueType.BOOLEAN: bool}.get(value_type, float)
    numbers = np.where(known, column.values[at], 0.0).tolist()
    return _objects(
        [
            convert(number) if is_known else None
            for number, is_known in zip(numbers, known.tolist(), strict=True)
        ]
    )


def _objects(items: Sequence[object]) -> NDArray[np.object_]:
    made = np.empty(len(items), dtype=np.object_)
    made[:] = items
    return made
