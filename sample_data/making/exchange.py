"""The native exchange format: GeoJSON in EPSG:28992 and plain tables, byte for byte the same on each run."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

SOURCE: Final = "Voorbeeldgegevens"
AS_OF: Final = "2026-11-01"
DECIMALS: Final = 2
"""Coordinates are written to 0.01 m."""

_FOLDER: Final = Path(__file__).parent

Shape = TypeVar("Shape", bound=BaseGeometry)
"""A geometry keeps its type when it is rounded."""

Feature = dict[str, Any]
"""One GeoJSON feature, ready to be written."""


def table(name: str) -> list[dict[str, str]]:
    """Read one of the tables written by hand, ``making/<name>.csv``."""
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def rounded(geometry: Shape) -> Shape:
    """Round coordinates to 0.01 m, so that areas are measured on what is delivered."""
    return shapely.transform(geometry, lambda coordinates: coordinates.round(DECIMALS))


def feature(geometry: BaseGeometry, properties: Mapping[str, object]) -> Feature:
    """Make one feature; properties without a value are left out, since absent means unknown."""
    shape = mapping(rounded(geometry))
    return {
        "type": "Feature",
        "properties": {key: value for key, value in properties.items() if value is not None},
        "geometry": {"type": shape["type"], "coordinates": _written(shape["coordinates"])},
    }


def collection_text(kind: str, features: Iterable[Feature]) -> str:
    """Write a whole file of one kind, one feature per line so that a change shows as a line."""
    head = {
        "type": "FeatureCollection",
        "name": kind,
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "drentsportal": _kept(kind),
    }
    lines = ",\n".join(_json(each) for each in features)
    return f'{_json(head)[:-1]}, "features": [\n{lines}\n]}}\n'


def rows_text(kind: str, rows: Iterable[Mapping[str, object]]) -> str:
    """Write a whole table without geometry, one row per line."""
    lines = ",\n".join(_json(dict(row)) for row in rows)
    return f'{{"drentsportal": {_json(_kept(kind))}, "rows": [\n{lines}\n]}}\n'


def _kept(kind: str) -> dict[str, str]:
    return {"kind": kind, "source": SOURCE, "as_of": AS_OF}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _written(coordinates: Any) -> Any:  # noqa: ANN401 - nested to any depth, as GeoJSON is
    if isinstance(coordinates, int | float):
        return round(float(coordinates), DECIMALS)
    return [_written(each) for each in coordinates]
