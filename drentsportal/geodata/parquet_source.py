"""Reads GeoParquet: what it will take in memory is worked out from its footer before anything is unpacked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from drentsportal.domain.message import message
from drentsportal.domain.projection import Reference
from drentsportal.errors import DataSourceError
from drentsportal.geodata.foreign_faults import foreign_parser
from drentsportal.geodata.limits import MEGABYTE
from drentsportal.geodata.raw_table import RawTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from drentsportal.geodata.limits import ReadLimits
    from drentsportal.geodata.source_gate import CheckedSource

_pa: Final[Any] = pa  # it does not say which of its names are its own

_GEO: Final = b"geo"
_WKB: Final = "WKB"
_BATCH_ROWS: Final = 20_000


def read_parquet(checked: CheckedSource, limits: ReadLimits) -> RawTable:
    """Read a Parquet file, with geometry where its metadata says so (GeoParquet 1.0 and 1.1).

    Raises ``DataSourceError`` when it is damaged, holds more than the limits, or keeps its geometry in
    another form than WKB.
    """
    with foreign_parser(checked.path.name), pq.ParquetFile(checked.path, memory_map=False) as file:
        _refuse_too_much(checked, file.metadata, limits)
        geo = _geo(file.schema_arrow.metadata or {})
        primary = str(geo.get("primary_column", "")) if geo else ""
        stated = geo.get("columns", {}).get(primary, {}) if geo else {}
        if geo and str(stated.get("encoding", "")).upper() != _WKB:
            raise DataSourceError(
                "error.import.parquet_encoding",
                file=checked.path.name,
                encoding=str(stated.get("encoding", "")),
            )
        table = _unpacked(checked, file, limits)
        return _raw_table(table, geo, primary, stated)


def _refuse_too_much(checked: CheckedSource, metadata: Any, limits: ReadLimits) -> None:  # noqa: ANN401 - untyped at pyarrow
    name = checked.path.name
    groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
    if max(metadata.num_rows, sum(group.num_rows for group in groups)) > limits.rows:
        raise DataSourceError("error.import.too_many_rows", file=name, limit=limits.rows)
    if metadata.num_columns > limits.columns:
        raise DataSourceError("error.import.too_many_columns", file=name, limit=limits.columns)
    _refuse_bytes(name, sum(group.total_byte_size for group in groups), limits)


def _refuse_bytes(name: str, size: int, limits: ReadLimits) -> None:
    if size > limits.unpacked_bytes:
        raise DataSourceError(
            "error.import.unpacks_too_large",
            file=name,
            size_mb=size // MEGABYTE,
            limit_mb=limits.unpacked_bytes // MEGABYTE,
        )


def _geo(metadata: Mapping[bytes, bytes]) -> dict[str, Any]:
    content = json.loads(metadata[_GEO]) if _GEO in metadata else {}
    return content if isinstance(content, dict) else {}


def _unpacked(checked: CheckedSource, file: Any, limits: ReadLimits) -> Any:  # noqa: ANN401 - as above
    """Read in batches and count, since a footer may say less than what there is."""
    batches, size = [], 0
    for batch in file.iter_batches(batch_size=_BATCH_ROWS, use_threads=False):
        size += batch.nbytes
        _refuse_bytes(checked.path.name, size, limits)
        batches.append(batch)
    return _pa.Table.from_batches(batches, schema=batches[0].schema if batches else file.schema_arrow)


def _raw_table(
    table: Any,  # noqa: ANN401 - as above
    geo: Mapping[str, Any],
    primary: str,
    stated: Mapping[str, Any],
) -> RawTable:
    others = {primary, *geo.get("columns", {})} if geo else set()
    # A column with the box around each geometry only repeats it.
    others |= {str(each[0]) for each in stated.get("covering", {}).get("bbox", {}).values()}
    columns = {name: _plain(table[name]) for name in table.column_names if name not in others}
    if not geo:
        return RawTable(row_count=table.num_rows, columns=columns, geometries=None, may_hold_coordinates=True)
    wkb = np.empty(table.num_rows, dtype=object)
    wkb[:] = table[primary].to_pylist()
    geometries, faults = _geometries(wkb)
    is_silent = "crs" not in stated
    return RawTable(
        row_count=table.num_rows,
        columns=columns,
        geometries=geometries,
        crs=_crs(stated),
        geometry_faults=faults,
        notes=(message("note.parquet_is_lonlat"),) if is_silent else (),
    )


def _crs(stated: Mapping[str, Any]) -> str:
    """Return what the file states; a missing ``crs`` is lon/lat by the standard, ``null`` is unknown."""
    if "crs" not in stated:
        return Reference.LONLAT.value
    crs = stated["crs"]
    if not isinstance(crs, dict):
        return str(crs or "")
    code = crs.get("id")
    if isinstance(code, dict) and code.get("authority") and code.get("code"):
        return f"{code['authority']}:{code['code']}"
    return json.dumps(crs)


def _geometries(wkb: NDArray[np.object_]) -> tuple[NDArray[np.object_], dict[int, str]]:
    """Make geometries; also say which cannot be read, arcs among them: the standard has none."""
    faults: dict[int, str] = {}
    try:
        geometries = np.asarray(shapely.from_wkb(wkb, on_invalid="ignore"), dtype=object)
    except NotImplementedError:
        geometries = np.full(len(wkb), None, dtype=object)
        for row, raw in enumerate(wkb):
            try:
                geometries[row] = shapely.from_wkb(raw, on_invalid="ignore")
            except NotImplementedError:
                faults[row] = "issue.geometry_curved"
    for row, raw in enumerate(wkb):
        if raw is not None and geometries[row] is None:
            faults.setdefault(row, "issue.geometry_unreadable")
    return geometries, faults


def _plain(column: Any) -> NDArray[Any]:  # noqa: ANN401 - as above
    """Numbers stay numbers; dates become ISO text, decimals numbers, everything else texts or ``None``."""
    kind = column.type
    is_plain = _pa.types.is_integer(kind) or _pa.types.is_floating(kind)
    if is_plain and not column.null_count:
        return np.asarray(column.to_numpy())
    if _pa.types.is_decimal(kind):
        column = column.cast(_pa.float64())
    elif _pa.types.is_date(kind) or _pa.types.is_timestamp(kind):
        column = column.cast(_pa.timestamp("s"), safe=False).cast(_pa.date32()).cast(_pa.string())
    elif _pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    values = np.empty(len(column), dtype=object)
    values[:] = [_scalar(value) for value in column.to_pylist()]
    return values


def _scalar(value: object) -> object | None:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list):
        return ";".join(str(each) for each in value)
    return str(value)
