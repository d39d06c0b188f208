"""Makes geometry of the columns of a table that hold coordinates: two columns of numbers, or one of WKT."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.entry.number_text import Notation, notation_of, read_number
from drentsportal.domain.message import message
from drentsportal.domain.projection import Reference
from drentsportal.errors import DataSourceError
from drentsportal.geodata.columns import decided_notation
from drentsportal.geodata.decisions import DECIMAL_COMMA, DECIMAL_POINT, Decisions
from drentsportal.geodata.readings import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.entry.number_text import NumberText
    from drentsportal.geodata.raw_table import RawTable

_WKT_NAMES: Final = frozenset({"wkt", "geom_wkt", "geometry", "geometrie", "geom", "the_geom"})
_POINT_NAMES: Final = (
    (
        frozenset({"rd_x", "x_rd", "rdx", "x_rdnew"}),
        frozenset({"rd_y", "y_rd", "rdy", "y_rdnew"}),
        Reference.RD_NEW.value,
    ),
    (
        frozenset({"lon", "long", "lng", "longitude", "lengtegraad"}),
        frozenset({"lat", "latitude", "breedtegraad"}),
        Reference.LONLAT.value,
    ),
    (
        frozenset({"x", "x_coord", "xcoord", "x-coordinaat", "x_coordinaat", "x-coördinaat"}),
        frozenset({"y", "y_coord", "ycoord", "y-coordinaat", "y_coordinaat", "y-coördinaat"}),
        "",
    ),
)
"""Names of columns by which coordinates are recognised, and the reference system that the names state."""

_KEYS: Final = frozenset({"x", "y", "wkt", "crs"})
_CURVED_WORDS: Final = ("CURVE", "CIRCULAR", "SURFACE")


@dataclass(frozen=True, slots=True)
class CoordinateColumns:
    """Which columns hold the coordinates: ``x`` and ``y``, or ``wkt``; ``crs`` where it is known."""

    x: str = ""
    y: str = ""
    wkt: str = ""
    crs: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are used up."""
        return (self.wkt,) if self.wkt else (self.x, self.y)


def stated_coordinates(content: Mapping[str, Any]) -> CoordinateColumns | None:
    """Read the table ``[geometry]`` of a mapping file; ``None`` where there is none.

    Raises ``ValueError`` for a key that is not understood, and unless it states both ``x`` and ``y`` or
    only ``wkt``.
    """
    if not content:
        return None
    if strange := sorted(content.keys() - _KEYS):
        raise ValueError(", ".join(strange))
    stated = CoordinateColumns(**{key: str(value) for key, value in content.items()})
    if bool(stated.wkt) == bool(stated.x or stated.y) or bool(stated.x) != bool(stated.y):
        raise ValueError("geometry")
    return stated


def recognised_coordinates(columns: Sequence[str]) -> CoordinateColumns | None:
    """Recognise coordinates by the names of columns; ``None`` where no name says so."""
    by_name = {name.strip().casefold(): name for name in columns}
    for name in sorted(_WKT_NAMES & by_name.keys()):
        return CoordinateColumns(wkt=by_name[name])
    for x_names, y_names, crs in _POINT_NAMES:
        found = (sorted(x_names & by_name.keys()), sorted(y_names & by_name.keys()))
        if all(found):
            return CoordinateColumns(x=by_name[found[0][0]], y=by_name[found[1][0]], crs=crs)
    return None


def with_coordinates(
    table: RawTable, used: CoordinateColumns, decisions: Decisions, file_name: str
) -> RawTable:
    """Return the table with geometry in place of the columns that hold it.

    Raises ``DataSourceError`` when a column is not there, and ``QuestionError`` when the numbers can be read
    in two ways.
    """
    if missing := [name for name in used.names if name not in table.columns]:
        raise DataSourceError(
            "error.import.coordinates_missing", file=file_name, missing=tuple(missing), columns=used.names
        )
    crs, geometries, faults = (
        _from_wkt(table.columns[used.wkt]) if used.wkt else ("", *_points(table, used, decisions))
    )
    note = message("note.coordinates", columns=used.names)
    return replace(
        table,
        columns={name: values for name, values in table.columns.items() if name not in used.names},
        geometries=geometries,
        crs=crs or used.crs,
        geometry_faults={row: fault for row, fault in faults.items() if row not in table.row_faults},
        notes=(*table.notes, note),
    )


def stated_system(values: NDArray[np.object_]) -> str:
    """Return the reference system that all EWKT of a column state, empty for none or several."""
    heads = {str(text).rpartition(";")[0] for text in values if text is not None}
    systems = {head.strip().upper().replace("SRID=", "EPSG:") for head in heads}
    return systems.pop() if len(systems) == 1 else ""


def _from_wkt(values: NDArray[np.object_]) -> tuple[str, NDArray[np.object_], dict[int, str]]:
    """Read WKT; EWKT says its reference system itself ("SRID=28992;..."), plain WKT does not."""
    parts = [("", "", "") if text is None else str(text).rpartition(";") for text in values]
    systems = {head.strip().upper().replace("SRID=", "EPSG:") for head, _, _ in parts if head}
    bare = np.array([body or None for _, _, body in parts], dtype=object)
    # A coordinate that no number can hold becomes infinite, and its row is refused when rows are placed.
    with np.errstate(over="ignore", invalid="ignore"):
        geometries = shapely.from_wkt(bare, on_invalid="ignore") if len(bare) else bare
    lost = [row for row, text in enumerate(bare) if text is not None and geometries[row] is None]
    # Several systems in one column cannot be right for all; the person is asked as if none was stated.
    crs = systems.pop() if len(systems) == 1 else ""
    return crs, geometries, {row: _wkt_fault(str(bare[row])) for row in lost}


def _wkt_fault(text: str) -> str:
    curved = any(word in text.upper() for word in _CURVED_WORDS)
    return "issue.geometry_curved" if curved else "issue.geometry_unreadable"


def _points(
    table: RawTable, used: CoordinateColumns, decisions: Decisions
) -> tuple[NDArray[np.object_], dict[int, str]]:
    x_values, x_lost = _coordinates(used.x, table.columns[used.x], decisions)
    y_values, y_lost = _coordinates(used.y, table.columns[used.y], decisions)
    both = ~np.isnan(x_values) & ~np.isnan(y_values)
    # One number of the two is no place; "no coordinates" would hide that something was there.
    half = np.flatnonzero(np.isnan(x_values) != np.isnan(y_values)).tolist()
    geometries = np.full(len(x_values), None, dtype=object)
    geometries[both] = shapely.points(x_values[both], y_values[both])
    return geometries, dict.fromkeys(sorted({*x_lost, *y_lost, *half}), "issue.geometry_unreadable")


def _coordinates(
    name: str, values: NDArray[Any], decisions: Decisions
) -> tuple[NDArray[np.float64], list[int]]:
    """Return the numbers of a column, NaN where there is none, and the rows whose text is no number."""
    listed = values.tolist()
    readings = {text: read_number(text) for text in listed if isinstance(text, str)}
    notation = _sign(name, readings, decisions) if readings else None
    numbers: list[float | None] = []
    lost = []
    for row, value in enumerate(listed):
        number = readings[value].under(notation) if isinstance(value, str) else _plain_number(value)
        numbers.append(number)
        if number is None and value is not None:
            lost.append(row)
    return np.array([np.nan if number is None else number for number in numbers], dtype=np.float64), lost


def _sign(name: str, readings: Mapping[str, NumberText], decisions: Decisions) -> Notation:
    """Say which decimal sign a column of coordinates uses: as decided for it by name, or as it shows.

    What was accepted for a whole file is about its figures; coordinates are often written by another program
    and only follow it where their own values leave the sign open.
    """
    if not any(decisions.names(rule, name) for rule in (DECIMAL_COMMA, DECIMAL_POINT)):
        found = notation_of(readings.values())
        if found not in {Notation.EITHER, Notation.NONE}:
            return found
    return decided_notation(name, readings, decisions)


def _plain_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or is_missing(value):
        return None
    return float(value)
