"""GeoJSON as others expect it, in lon/lat; and our own exchange format, in RD New and with nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.attributes import ValueType
from drentsportal.domain.projection import geometries_to_lonlat, operation
from drentsportal.geodata.writing.fields import joined_fields, site_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from drentsportal.geodata.writing.gdal_file import LayerField
    from drentsportal.services.export_ports import ExportTable

_DIGITS: Final = 9
"""Decimals of a degree: a tenth of a millimetre, so that rounding adds nothing to the transformation."""

RD_NEW: Final = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
_FEATURES_AT_ONCE: Final = 5000


def write_geojson(path: Path, tables: Sequence[ExportTable], title: str) -> None:
    """Write sites in lon/lat (RFC 7946): rings counter-clockwise, no ``crs`` member, unknown as null.

    What the transformation does to the coordinates stands in ``drentsportal_transformation``.
    """
    fields = site_fields(tables[0]) if len(tables) == 1 else joined_fields(tables)
    geometries = np.concatenate([each.geometries_rd for each in tables])
    done = operation()
    head = {
        "type": "FeatureCollection",
        "name": title,
        "drentsportal_transformation": {
            "from": "EPSG:28992",
            "operation": done.description,
            "accuracy_m": done.accuracy_m,
        },
    }
    members = _lonlat_members(geometries)
    ids = fields[0].values.tolist()
    features = (
        {"type": "Feature", "id": site_id, "properties": row, "geometry": geometry}
        for site_id, row, geometry in zip(ids, _rows(fields), members, strict=True)
    )
    _write_collection(path, head, features)


def write_features_rd(
    path: Path, header: Mapping[str, str], rows: Iterable[Mapping[str, Any]], geometries_rd: np.ndarray
) -> None:
    """Write a file of the exchange format: RD New, every coordinate to its last digit.

    ``header`` names kind, source and reference date.
    """
    head = {
        "type": "FeatureCollection",
        "name": header["kind"],
        "crs": RD_NEW,
        "drentsportal": dict(header),
    }
    texts = (None if each is None else shapely.geometry.mapping(each) for each in geometries_rd.tolist())
    features = (
        {"type": "Feature", "properties": row, "geometry": geometry}
        for row, geometry in zip(rows, texts, strict=True)
    )
    _write_collection(path, head, features)


def json_value(value: object, value_type: ValueType) -> object:
    """Return a value as JSON keeps it: a set as a list."""
    return value.split(";") if value_type is ValueType.TEXT_SET and isinstance(value, str) else value


def _rows(fields: Sequence[LayerField]) -> Iterator[dict[str, object]]:
    names = [each.name for each in fields]
    columns = [
        [json_value(value, each.type) for value in each.values.tolist()]
        if each.type is ValueType.TEXT_SET
        else each.values.tolist()
        for each in fields
    ]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _lonlat_members(geometries_rd: np.ndarray) -> Iterator[object]:
    for start in range(0, len(geometries_rd), _FEATURES_AT_ONCE):
        some = geometries_to_lonlat(geometries_rd[start : start + _FEATURES_AT_ONCE])
        turned = shapely.orient_polygons(some, exterior_cw=False)
        rounded = shapely.transform(turned, lambda coordinates: np.round(coordinates, _DIGITS))
        for each in rounded.tolist():
            yield None if each is None else shapely.geometry.mapping(each)


def _write_collection(path: Path, head: Mapping[str, Any], features: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        begin = json.dumps(head, ensure_ascii=False, allow_nan=False)
        stream.write(f'{begin[:-1]}, "features": [')
        separator = "\n"
        for feature in features:
            stream.write(separator)
            stream.write(json.dumps(feature, ensure_ascii=False, allow_nan=False))
            separator = ",\n"
        stream.write("\n]}\n")
