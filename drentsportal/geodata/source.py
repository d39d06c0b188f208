"""The only door to GDAL: ``open_source`` reads a file that passed the gate; nothing else calls pyogrio."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio
import pyogrio.errors
import pyogrio.raw
import shapely
from pyogrio.util import vsi_path

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.raw_table import RawTable
from drentsportal.geodata.source_gate import CheckedSource, SourceFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_PLAIN_LAYERS: Final = frozenset(
    f"{base}{height}"
    for base in ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
    for height in ("", " Z", "25D")
) | {None}
_CURVED_TYPES: Final = ("CURVE", "CIRCULAR", "COMPOUND", "SURFACE")


def open_source(checked: CheckedSource, layer: str | None) -> RawTable:
    """Read one layer of a GeoPackage or Shapefile, whole, in its own coordinates.

    Raises ``QuestionError`` when the file has several layers and none, or an unknown one, was named, and
    ``DataSourceError`` when GDAL cannot read it.
    """
    if checked.format not in {SourceFormat.GEOPACKAGE, SourceFormat.SHAPEFILE, SourceFormat.SHAPEFILE_ZIP}:
        raise DataSourceError("error.import.unreadable", file=checked.path.name, reason=checked.format.value)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            table = _read(checked, layer)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError) as error:
            raise _unreadable(checked, error) from error
        except (UnicodeDecodeError, ValueError) as error:
            raise _unreadable(checked, error) from error
    said = sorted({str(each.message) for each in heard})
    notes = tuple(message("note.reader_warning", text=text) for text in said)
    return replace(table, notes=table.notes + notes)


def _unreadable(checked: CheckedSource, error: Exception) -> DataSourceError:
    """Word a fault of GDAL with the file's own name instead of the address that GDAL opens it under."""
    path = str(checked.path.resolve())
    reason = str(error)
    for address in (f"/vsizip/{{{path}}}/", f"/vsizip/{{{path}}}", f"/vsisubfile/0,{path}", path):
        reason = reason.replace(address, "" if address.endswith("/") else checked.path.name)
    return DataSourceError("error.import.unreadable", file=checked.path.name, reason=reason)


def _read(checked: CheckedSource, layer: str | None) -> RawTable:
    if checked.format is SourceFormat.SHAPEFILE_ZIP:
        member = _chosen(checked, layer, [(PurePosixPath(each).stem, each) for each in checked.members])
        target, name = f"/vsizip/{{{checked.path.resolve()}}}/{member}", PurePosixPath(member).stem
        geometry_type: str | None = "Polygon"
    else:
        target = _target(checked)
        layers = [(str(each[0]), each[1]) for each in pyogrio.list_layers(target)]
        spatial = [each for each in layers if each[1] is not None] or layers
        geometry_type = _chosen(checked, layer, spatial)
        name = next(each for each, kind in spatial if layer in (None, each) and kind == geometry_type)
    meta, _, wkb, data = pyogrio.raw.read(target, layer=name)
    columns = {str(field): _plain(values) for field, values in zip(meta["fields"], data, strict=True)}
    row_count = len(wkb) if wkb is not None else len(data[0]) if data else 0
    geometries, faults = _geometries(wkb)
    return RawTable(
        row_count=row_count,
        columns=columns,
        geometries=geometries,
        crs=str(meta["crs"] or ""),
        layer=name,
        geometry_faults=faults,
        altered=dict.fromkeys(_curved_rows(target, name, geometry_type), "issue.geometry_curved"),
        notes=_encoding_note(checked, meta),
    )


def _target(checked: CheckedSource) -> str:
    """Return the name under which GDAL opens exactly this file.

    pyogrio takes "!", ";" and more in a name for the address of something inside an archive, and would open
    another file than the one that passed the gate; a name of GDAL's own it leaves alone.
    """
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
    if layer is None and len(names) > 1:
        raise QuestionError(
            "error.import.which_layer",
            option="--layer",
            choices=names,
            file=checked.path.name,
            layers=names,
        )
    if layer is not None and layer not in names:
        raise QuestionError(
            "error.import.no_such_layer",
            option="--layer",
            choices=names,
            file=checked.path.name,
            layer=layer,
            layers=names,
        )
    return dict(layers)[layer or names[0]]


def _encoding_note(checked: CheckedSource, meta: dict[str, Any]) -> tuple[Message, ...]:
    if checked.format is SourceFormat.GEOPACKAGE:
        return ()
    return (message("note.encoding", encoding=str(meta["encoding"])),)


def _plain(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers stay numbers; dates become ISO text, everything else objects with ``None`` for no value."""
    if values.dtype.kind == "M":
        text = np.datetime_as_string(values, unit="D").astype(object)
        text[np.isnat(values)] = None
        return text
    return values if values.dtype.kind in "iuf" else values.astype(object)


def _geometries(wkb: NDArray[np.object_] | None) -> tuple[NDArray[np.object_] | None, dict[int, str]]:
    if wkb is None:
        return None, {}
    geometries = shapely.from_wkb(wkb, on_invalid="ignore")
    lost = np.flatnonzero([raw is not None for raw in wkb] & shapely.is_missing(geometries))
    return geometries, dict.fromkeys(lost.tolist(), "issue.geometry_unreadable")


def _curved_rows(target: str, layer: str, geometry_type: str | None) -> list[int]:
    """Rows whose geometry has arcs: GDAL straightens them in silence, so ask for the types apart."""
    if geometry_type in _PLAIN_LAYERS:
        return []
    column = str(pyogrio.read_info(target, layer=layer)["geometry_name"])
    quoted = [name.replace('"', '""') for name in (column, layer)]
    # Names come from the file's own catalogue and are quoted as identifiers.
    query = f'SELECT ST_GeometryType("{quoted[0]}") AS kind FROM "{quoted[1]}"'  # noqa: S608
    _, _, _, data = pyogrio.raw.read(target, sql=query, read_geometry=False)
    kinds = [str(kind).upper() for kind in data[0]]
    return [row for row, kind in enumerate(kinds) if any(curved in kind for curved in _CURVED_TYPES)]
