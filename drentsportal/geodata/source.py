"""The only door to GDAL: ``open_source`` reads a file that passed the gate; nothing else calls pyogrio."""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from pyogrio.util import vsi_path

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError, DrentsPortalError
from drentsportal.geodata.dbf_numbers import table_of_shapefile
from drentsportal.geodata.encodings import states_no_encoding
from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.geodata.gml_text import check_gml, has_arcs
from drentsportal.geodata.layer_choice import chosen_layer
from drentsportal.geodata.limits import LIMITS, ReadLimits
from drentsportal.geodata.raw_table import RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.geodata.source_gate import CheckedSource

_LOG: Final = logging.getLogger(__name__)
_READABLE: Final = frozenset(
    {
        SourceFormat.GEOPACKAGE,
        SourceFormat.SHAPEFILE,
        SourceFormat.SHAPEFILE_ZIP,
        SourceFormat.FLATGEOBUF,
        SourceFormat.GML,
    }
)
_SHAPEFILES: Final = frozenset({SourceFormat.SHAPEFILE, SourceFormat.SHAPEFILE_ZIP})
_PLAIN_LAYERS: Final = frozenset(
    f"{base}{height}"
    for base in ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
    for height in ("", " Z", "25D")
) | {None}
_CURVED_TYPES: Final = ("CURVE", "CIRCULAR", "COMPOUND", "SURFACE")
_ARC_IN_WKT: Final = "CIRCULARSTRING"
_CUT_OFF: Final = "parsed incompletely"
_GML_OWN: Final = frozenset({"gml_id", "lowerCorner", "upperCorner"})
"""Columns that GDAL makes of what GML itself says about a feature; they are no properties of it."""

_WINDOWS: Final = "cp1252"
# Nothing is fetched, and nothing is written beside the file; a text stays a text, or 0114 would become 114.
_GML_CONFIG: Final = {"GML_FIELDTYPES": "ALWAYS_STRING", "GML_SKIP_RESOLVE_ELEMS": "ALL"}
_NOTHING_BESIDE: Final = {"GDAL_PAM_ENABLED": "NO"}
"""GDAL would copy the metadata of a GeoPackage into a file beside it, in the folder of whoever sent it."""
_GML_OPTIONS: Final = {"DOWNLOAD_SCHEMA": "NO", "WRITE_GFS": "NO"}


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer as GDAL opens it: where, under which name, with which type of geometry (None: none)."""

    target: str | bytes
    name: str
    geometry_type: str | None


def open_source(
    checked: CheckedSource, layer: str | None, limits: ReadLimits = LIMITS, encoding: str = ""
) -> RawTable:
    """Read one layer of a GeoPackage, Shapefile, FlatGeobuf or GML, whole, in its own coordinates.

    ``encoding`` is the one that a person chose for a shapefile; it holds only where no ``.cpg`` states one.
    Figures of a shapefile that GDAL would cut off stay the texts that they are; GML has texts only.
    Raises ``QuestionError`` when the file has several layers and none, or an unknown one, was named, and
    ``DataSourceError`` when GDAL cannot read it, or not all of it, or it holds more rows than the limits.
    """
    if checked.format not in _READABLE:
        raise DataSourceError("error.import.unreadable", file=checked.path.name, reason=checked.format.value)
    pyogrio.set_gdal_config_options(_NOTHING_BESIDE)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            table = _read(checked, layer, limits, encoding)
        except DrentsPortalError:
            raise
        except Exception as error:  # damaged bytes also reach faults in pyogrio itself, of any type
            raise _unreadable(checked, error) from error
    # What GDAL cut off in the table of a shapefile is told by row.
    said = sorted({str(each.message) for each in heard if _CUT_OFF not in str(each.message)})
    for text in said:
        _LOG.warning("reading %s: %s", checked.path.name, text)
    notes = (message("note.reader_warning", file=checked.path.name),) if said else ()
    return replace(table, notes=table.notes + notes)


def _unreadable(checked: CheckedSource, error: Exception) -> DataSourceError:
    """Say that a file is damaged; what GDAL says of it is English and goes to the log."""
    _LOG.warning("reading %s: %s: %s", checked.path.name, type(error).__name__, error)
    return DataSourceError("error.import.damaged", file=checked.path.name)


def _read(checked: CheckedSource, layer: str | None, limits: ReadLimits, encoding: str) -> RawTable:
    found = _layer(checked, layer)
    options = _GML_OPTIONS if checked.format is SourceFormat.GML else {}
    table = table_of_shapefile(checked, str(found.target)) if checked.format in _SHAPEFILES else None
    stated = int(pyogrio.read_info(found.target, layer=found.name, **options)["features"])
    if stated > limits.rows:
        raise DataSourceError("error.import.too_many_rows", file=checked.path.name, limit=limits.rows)
    if encoding and checked.format in _SHAPEFILES and states_no_encoding(checked, str(found.target)):
        options = {"encoding": encoding}
    meta, wkb, data, notes = _features(checked, found, stated + 1, options)
    row_count = len(wkb) if wkb is not None else len(data[0]) if data else 0
    if row_count > stated or (row_count < stated and checked.format is SourceFormat.FLATGEOBUF):
        # GDAL ends a FlatGeobuf that was cut off without an error.
        raise DataSourceError("error.import.truncated", file=checked.path.name)
    columns = {str(name): _plain(values) for name, values in zip(meta["fields"], data, strict=True)}
    columns, remarks = _lists_as_texts(columns)
    if table is not None:
        columns = table.with_odd_figures(checked.path.name, columns, row_count)
    if checked.format is SourceFormat.GML:
        columns = {name: values for name, values in columns.items() if name not in _GML_OWN}
    geometries, faults = _geometries(wkb)
    if checked.format is SourceFormat.GEOPACKAGE and wkb is not None:
        faults |= _rows_in_other_systems(found)
    if geometries is not None:
        geometries[list(faults)] = None
    curved, curve_notes = _curved_rows(checked, found)
    return RawTable(
        row_count=row_count,
        columns=columns,
        geometries=geometries,
        crs=str(meta["crs"] or ""),
        layer=found.name,
        is_text=checked.format is SourceFormat.GML,
        geometry_faults=faults,
        remarks=remarks,
        altered=dict.fromkeys(curved, "issue.geometry_curved"),
        notes=(*notes, *curve_notes),
    )


def _layer(checked: CheckedSource, layer: str | None) -> _Layer:
    if checked.format is SourceFormat.SHAPEFILE_ZIP:
        member = _chosen(checked, layer, [(PurePosixPath(each).stem, each) for each in checked.members])
        address = f"/vsizip/{{{checked.path.resolve()}}}/{member}"
        return _Layer(address, PurePosixPath(member).stem, "Polygon")
    target = _target(checked)
    layers = [(str(each[0]), each[1]) for each in pyogrio.list_layers(target)]
    spatial = [each for each in layers if each[1] is not None] or layers
    geometry_type = _chosen(checked, layer, spatial)
    name = next(each for each, kind in spatial if layer in (None, each) and kind == geometry_type)
    return _Layer(target, name, geometry_type)


def _features(
    checked: CheckedSource, found: _Layer, most: int, options: dict[str, str]
) -> tuple[dict[str, Any], NDArray[np.object_] | None, Sequence[NDArray[Any]], tuple[Message, ...]]:
    """Read at most ``most`` features; room for that many is made beforehand."""
    try:
        meta, _, wkb, data = pyogrio.raw.read(found.target, layer=found.name, max_features=most, **options)
    except UnicodeDecodeError:
        if checked.format not in _SHAPEFILES:
            raise
        # The file beside the table (.cpg) names an encoding that the table is not in.
        meta, _, wkb, data = pyogrio.raw.read(
            found.target, layer=found.name, max_features=most, encoding=_WINDOWS
        )
        return meta, wkb, data, (message("note.encoding_contradicted", encoding=_WINDOWS),)
    read_as = options.get("encoding") or str(meta["encoding"])
    note = message("note.encoding", encoding=read_as)
    return meta, wkb, data, (note,) if checked.format in _SHAPEFILES else ()


def _target(checked: CheckedSource) -> str | bytes:
    """Return the name under which GDAL opens exactly this file, or its bytes.

    pyogrio takes "!", ";" and more in a name for the address of something inside an archive, and would open
    another file than the one that passed the gate; a name of GDAL's own it leaves alone. GML is given as
    bytes: GDAL would take what it finds beside the file for its types, and write there itself.
    """
    if checked.format is SourceFormat.GML:
        content = checked.path.read_bytes()
        check_gml(content, checked.path.name)
        pyogrio.set_gdal_config_options(_GML_CONFIG)
        return content
    name = str(checked.path.resolve())
    if vsi_path(name) == name:
        return name
    if checked.format is SourceFormat.SHAPEFILE:
        raise DataSourceError("error.import.odd_name", file=checked.path.name)
    return f"/vsisubfile/0,{name}"


def _chosen(checked: CheckedSource, layer: str | None, layers: Sequence[tuple[str, Any]]) -> Any:  # noqa: ANN401 - a zip member or a geometry type, as the caller gave it
    """Return what goes with the layer asked for, or with the only one."""
    names = tuple(name for name, _ in layers)
    if not names:
        raise DataSourceError("error.import.no_layer", file=checked.path.name)
    return dict(layers)[chosen_layer(checked.path.name, names, layer)]


def _plain(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers stay numbers; dates become ISO text, everything else objects with ``None`` for no value."""
    if values.dtype.kind == "M":
        text = np.datetime_as_string(values, unit="D").astype(object)
        text[np.isnat(values)] = None
        return text
    return values if values.dtype.kind in "iuf" else values.astype(object)


def _lists_as_texts(
    columns: dict[str, NDArray[Any]],
) -> tuple[dict[str, NDArray[Any]], dict[tuple[int, str], str]]:
    """Join the values of a property that a feature has more than once by ``;``, and say where.

    GML may repeat a property; GDAL then gives a list for every row of that column. The other formats that
    hold lists are joined alike.
    """
    told, remarks = dict(columns), {}
    for name, values in columns.items():
        lists = [row for row, value in enumerate(values.tolist()) if isinstance(value, np.ndarray)]
        if not lists:
            continue
        told[name] = values.copy()
        for row in lists:
            told[name][row] = ";".join(str(each) for each in values[row].tolist())
            if len(values[row]) > 1:
                remarks[row, name] = "issue.several_values"
    return told, remarks


def _geometries(wkb: NDArray[np.object_] | None) -> tuple[NDArray[np.object_] | None, dict[int, str]]:
    if wkb is None:
        return None, {}
    geometries = shapely.from_wkb(wkb, on_invalid="ignore")
    lost = np.flatnonzero([raw is not None for raw in wkb] & shapely.is_missing(geometries))
    return geometries, dict.fromkeys(lost.tolist(), "issue.geometry_unreadable")


def _rows_in_other_systems(found: _Layer) -> dict[int, str]:
    """Rows of a GeoPackage whose geometry names another reference system than its layer does.

    GDAL passes over it. 0 and -1 stand for "not stated" and are no contradiction.
    """
    name = found.name.replace("'", "''")
    query = f"SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = '{name}'"  # noqa: S608 - a name from the file's own catalogue, quoted
    columns = _asked(found, query)
    if not columns or not len(columns[0]):
        return {}
    column, layer_system = _quoted(str(columns[0][0])), int(columns[1][0])
    systems = f"ST_SRID({column}) AS system FROM {_quoted(found.name)}"
    known = (layer_system, 0, -1)
    if np.isin(_systems(found, f"SELECT DISTINCT {systems}"), known).all():
        return {}
    rows = np.flatnonzero(~np.isin(_systems(found, f"SELECT {systems}"), known))
    return dict.fromkeys(rows.tolist(), "issue.geometry_other_system")


def _systems(found: _Layer, query: str) -> NDArray[np.float64]:
    """Return numbers of reference systems, 0 where there is no geometry."""
    return np.nan_to_num(np.asarray(_asked(found, query)[0], dtype=np.float64), nan=0)


def _curved_rows(checked: CheckedSource, found: _Layer) -> tuple[list[int], tuple[Message, ...]]:
    """Rows whose geometry has arcs: GDAL straightens them in silence, so ask for them apart."""
    if isinstance(found.target, bytes):
        if not has_arcs(found.target):
            return [], ()
        texts = _asked(found, f"SELECT OGR_GEOM_WKT AS kind FROM {_quoted(found.name)}", "OGRSQL")[0]  # noqa: S608 - as above
        rows = [row for row, text in enumerate(texts) if _ARC_IN_WKT in str(text)]
        return rows, () if rows else (message("note.curves_straightened"),)
    if found.geometry_type in _PLAIN_LAYERS:
        return [], ()
    if checked.format is SourceFormat.GEOPACKAGE:
        column = str(pyogrio.read_info(found.target, layer=found.name)["geometry_name"])
        query = f"SELECT ST_GeometryType({_quoted(column)}) AS kind FROM {_quoted(found.name)}"  # noqa: S608 - as above
        kinds = _asked(found, query)[0]
    else:
        kinds = _asked(found, f"SELECT OGR_GEOMETRY AS kind FROM {_quoted(found.name)}", "OGRSQL")[0]  # noqa: S608 - as above
    return [
        row for row, kind in enumerate(kinds) if any(each in str(kind).upper() for each in _CURVED_TYPES)
    ], ()


def _asked(found: _Layer, query: str, dialect: str | None = None) -> Sequence[NDArray[Any]]:
    """Return the columns of an answer in SQL."""
    _, _, _, data = pyogrio.raw.read(found.target, sql=query, sql_dialect=dialect, read_geometry=False)
    answer: Sequence[NDArray[Any]] = data
    return answer


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
