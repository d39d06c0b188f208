"""Reads CSV: separator and encoding are found in the file itself, and told in the report."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.message import message
from drentsportal.domain.number_text import read_number
from drentsportal.domain.projection import Reference
from drentsportal.errors import DataSourceError
from drentsportal.geodata.columns import decided_notation
from drentsportal.geodata.raw_table import RawTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.geodata.decisions import Decisions
    from drentsportal.geodata.source_gate import CheckedSource

    Rows = Sequence[Sequence[str]]

_SEPARATORS: Final = (";", ",", "\t", "|")
_SAMPLE_LINES: Final = 50
_WKT_NAMES: Final = frozenset({"wkt", "geom_wkt", "geometry", "geometrie", "geom", "the_geom"})
_POINT_NAMES: Final = (
    (frozenset({"rd_x", "x_rd"}), frozenset({"rd_y", "y_rd"}), Reference.RD_NEW.value),
    (frozenset({"lon", "long", "lng", "longitude"}), frozenset({"lat", "latitude"}), Reference.LONLAT.value),
    (frozenset({"x", "x_coord", "xcoord"}), frozenset({"y", "y_coord", "ycoord"}), ""),
)
_FIELD_LIMIT: Final = 50_000_000
_SEPARATOR_NAMES: Final = {"\t": "tab"}


def read_delimited(checked: CheckedSource, decisions: Decisions, encoding: str = "") -> RawTable:
    """Read a CSV file; every value stays text, an empty one becomes ``None``.

    ``encoding`` is the one that a person chose; empty where the file is left to show it.
    Raises ``DataSourceError`` when there is no header, or a header with a name twice.
    """
    text, encoding = _decoded(checked.path.read_bytes(), encoding)
    separator = _separator(text)
    # One polygon as WKT may be far longer than the 128 kB that csv takes for a field by default.
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]
    except csv.Error as error:
        raise DataSourceError("error.import.unreadable", file=checked.path.name, reason=str(error)) from error
    header = [name.strip() for name in rows[0]] if rows else []
    _check_header(checked, header)
    table = _table(checked, header, rows[1:])
    shown = _SEPARATOR_NAMES.get(separator, separator)
    note = message("note.delimited", encoding=encoding, separator=shown)
    return replace(_with_geometry(table, decisions), notes=(note,))


def _decoded(raw: bytes, chosen: str) -> tuple[str, str]:
    if chosen:
        return raw.decode("utf-8-sig" if chosen == "utf-8" else chosen, errors="replace"), chosen
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace"), "utf-16"
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), "cp1252"


def _separator(text: str) -> str:
    """Take the separator that splits the first lines into the most, equally many, fields."""
    sample = text.splitlines()[:_SAMPLE_LINES]

    def fit(separator: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(sample, delimiter=separator) if row]
        first = counts[0] if counts else 0
        same = sum(count == first for count in counts) / max(len(counts), 1)
        return (same if first > 1 else 0.0, first)

    return max(_SEPARATORS, key=fit)


def _check_header(checked: CheckedSource, header: Sequence[str]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataSourceError("error.import.column_twice", file=checked.path.name, columns=tuple(twice))
    if len(header) < 2:  # noqa: PLR2004 - one column is a text, not a table
        raise DataSourceError("error.import.no_header", file=checked.path.name)


def _table(checked: CheckedSource, header: Sequence[str], rows: Rows) -> RawTable:
    width = len(header)
    wrong = [index for index, row in enumerate(rows) if len(row) != width]
    if rows and len(wrong) == len(rows):
        raise DataSourceError("error.import.no_header", file=checked.path.name)
    squared = [row if len(row) == width else [""] * width for row in rows]
    values = zip(*squared, strict=True) if rows else ((),) * width
    return RawTable(
        row_count=len(rows),
        columns={name: _texts(column) for name, column in zip(header, values, strict=True)},
        geometries=None,
        is_text=True,
        row_faults=dict.fromkeys(wrong, "issue.row_length"),
    )


def _with_geometry(table: RawTable, decisions: Decisions) -> RawTable:
    """Turn the columns that hold coordinates into geometry; no such columns, no geometry."""
    by_name = {name.lower(): name for name in table.columns}
    for name in sorted(_WKT_NAMES & by_name.keys()):
        crs, geometries, faults = _from_wkt(table.columns[by_name[name]])
        return _placed(table, (by_name[name],), crs, geometries, faults)
    for x_names, y_names, crs in _POINT_NAMES:
        found = (sorted(x_names & by_name.keys()), sorted(y_names & by_name.keys()))
        if all(found):
            used = (by_name[found[0][0]], by_name[found[1][0]])
            return _placed(table, used, crs, *_points(table, used, decisions))
    return table


def _placed(
    table: RawTable,
    used: Sequence[str],
    crs: str,
    geometries: NDArray[np.object_],
    faults: Mapping[int, str],
) -> RawTable:
    return replace(
        table,
        columns={name: values for name, values in table.columns.items() if name not in used},
        geometries=geometries,
        crs=crs,
        geometry_faults={row: fault for row, fault in faults.items() if row not in table.row_faults},
    )


def _texts(values: Sequence[str]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = [value or None for value in values]
    return column


def _from_wkt(values: NDArray[np.object_]) -> tuple[str, NDArray[np.object_], dict[int, str]]:
    """Read WKT; EWKT says its reference system itself ("SRID=28992;..."), plain WKT does not."""
    parts = [("", "", "") if text is None else text.rpartition(";") for text in values]
    systems = {head.strip().upper().replace("SRID=", "EPSG:") for head, _, _ in parts if head}
    bare = np.array([body or None for _, _, body in parts], dtype=object)
    geometries = shapely.from_wkt(bare, on_invalid="ignore") if len(bare) else bare
    lost = [row for row, text in enumerate(bare) if text is not None and geometries[row] is None]
    # Several systems in one column cannot be right for all; the person is asked as if none was stated.
    crs = systems.pop() if len(systems) == 1 else ""
    return crs, geometries, {row: _wkt_fault(str(bare[row])) for row in lost}


def _wkt_fault(text: str) -> str:
    curved = any(word in text.upper() for word in ("CURVE", "CIRCULAR", "SURFACE"))
    return "issue.geometry_curved" if curved else "issue.geometry_unreadable"


def _points(
    table: RawTable, used: tuple[str, str], decisions: Decisions
) -> tuple[NDArray[np.object_], dict[int, str]]:
    x_values, x_lost = _coordinates(used[0], table.columns[used[0]], decisions)
    y_values, y_lost = _coordinates(used[1], table.columns[used[1]], decisions)
    stated = ~np.isnan(x_values) & ~np.isnan(y_values)
    geometries = np.full(len(x_values), None, dtype=object)
    geometries[stated] = shapely.points(x_values[stated], y_values[stated])
    return geometries, dict.fromkeys(sorted({*x_lost, *y_lost}), "issue.geometry_unreadable")


def _coordinates(
    name: str, values: NDArray[np.object_], decisions: Decisions
) -> tuple[NDArray[np.float64], list[int]]:
    readings = [None if text is None else read_number(text) for text in values]
    notation = decided_notation(
        name, {str(text): each for text, each in zip(values, readings, strict=True) if each}, decisions
    )
    numbers = [None if reading is None else reading.under(notation) for reading in readings]
    lost = [
        row
        for row, (reading, number) in enumerate(zip(readings, numbers, strict=True))
        if reading is not None and number is None
    ]
    return np.array([np.nan if number is None else number for number in numbers], dtype=np.float64), lost
