"""GeoJSON as others expect it, in lon/lat; and our own exchange format, in RD New and with nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.projection import geometries_to_lonlat, operation
from drentsportal.domain.sites.attributes import ValueType
from drentsportal.geodata.writing.fields import joined_fields, site_fields, untold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from drentsportal.geodata.writing.gdal_file import LayerField
    from drentsportal.services.ports.exports import ExportTable

_DIGITS: Final = 9
"""Decimals of a degree: a tenth of a millimetre, so that rounding adds nothing to the transformation."""

RD_NEW: Final = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
_FEATURES_AT_ONCE: Final = 5000


def write_geojson(
    path: Path, tables: Sequence[ExportTable], title: str, told: Callable[[int], None] = untold
) -> None:
    """Write sites in lon/lat (RFC 7946): rings counter-clockwise, no ``crs`` member, unknown as null.

    What the transformation does to the coordinates stands in ``drentsportal_transformation``.
    ``told`` hears how many are written, and may raise ``CancelledError``.
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
    ids = [json.dumps(each, ensure_ascii=False) for each in fields[0].values.tolist()]
    features = (
        f'{{"type": "Feature", "id": {site_id}, "properties": {row}, "geometry": {geometry}}}'
        for site_id, row, geometry in zip(ids, _rows(fields), _lonlat_members(geometries), strict=True)
    )
    _write_collection(path, head, features, told)


def write_features_rd(
    path: Path,
    header: Mapping[str, str],
    rows: Iterable[Mapping[str, Any]],
    geometries_rd: np.ndarray,
    told: Callable[[int], None] = untold,
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
    features = (
        f'{{"type": "Feature", "properties": {row}, "geometry": {geometry}}}'
        for row, geometry in zip(map(_json, rows), _members(geometries_rd), strict=True)
    )
    _write_collection(path, head, features, told)


def json_value(value: object, value_type: ValueType) -> object:
    """Return a value as JSON keeps it: a set as a list."""
    return value.split(";") if value_type is ValueType.TEXT_SET and isinstance(value, str) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _rows(fields: Sequence[LayerField]) -> Iterator[str]:
    """Return the properties of each feature as JSON; values recur in a column, so each is written once."""
    count = len(fields[0].values)
    for start in range(0, count, _FEATURES_AT_ONCE):
        columns = [list(_members_of(each, start)) for each in fields]
        for cells in zip(*columns, strict=True):
            yield f"{{{', '.join(cells)}}}"


def _members_of(field: LayerField, start: int) -> Iterator[str]:
    name = _json(field.name)
    written: dict[tuple[type, object], str] = {}
    for value in field.values[start : start + _FEATURES_AT_ONCE].tolist():
        # Equal values of two types are written differently: 1, 1.0 and true.
        key = (type(value), value)
        text = written.get(key)
        if text is None:
            text = written[key] = f"{name}: {_json(json_value(value, field.type))}"
        yield text


def _lonlat_members(geometries_rd: np.ndarray) -> Iterator[str]:
    for start in range(0, len(geometries_rd), _FEATURES_AT_ONCE):
        some = geometries_to_lonlat(geometries_rd[start : start + _FEATURES_AT_ONCE])
        turned = shapely.orient_polygons(some, exterior_cw=False)
        rounded = shapely.transform(turned, lambda coordinates: np.round(coordinates, _DIGITS))
        yield from _members(rounded)


def _members(geometries: np.ndarray) -> Iterator[str]:
    """Return each geometry as JSON, every number in the fewest digits that give it back."""
    for start in range(0, len(geometries), _FEATURES_AT_ONCE):
        some = geometries[start : start + _FEATURES_AT_ONCE]
        for shape, text in zip(some.tolist(), shapely.to_geojson(some).tolist(), strict=True):
            if shape is not None and (shape.is_empty or shape.has_z):
                # What the library leaves out of these depends on its version.
                yield _json(shapely.geometry.mapping(shape))
            else:
                yield text or "null"


def _write_collection(
    path: Path, head: Mapping[str, Any], features: Iterable[str], told: Callable[[int], None]
) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        begin = json.dumps(head, ensure_ascii=False, allow_nan=False)
        stream.write(f'{begin[:-1]}, "features": [')
        separator = "\n"
        for number, feature in enumerate(features):
            if number % _FEATURES_AT_ONCE == 0:
                told(number)
            stream.write(separator)
            stream.write(feature)
            separator = ",\n"
        stream.write("\n]}\n")
