"""Reads the sample files as they are committed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from drentsportal.paths import sample_data_dir

Properties = dict[str, Any]


def folder() -> Path:
    """Folder of the committed sample data."""
    return sample_data_dir()


@cache
def document(name: str) -> Properties:
    """One file as it stands."""
    content: Properties = json.loads((folder() / name).read_text(encoding="utf-8"))
    return content


def features(name: str) -> list[tuple[Properties, BaseGeometry]]:
    """Properties and geometry of every feature of a file."""
    return [(each["properties"], shape(each["geometry"])) for each in document(name)["features"]]


def properties(name: str) -> list[Properties]:
    """Properties of every feature of a file."""
    return [each for each, _ in features(name)]


def geometries(name: str) -> dict[str, BaseGeometry]:
    """Geometry of every feature of a file by id."""
    return {each["id"]: geometry for each, geometry in features(name)}


def total_ha(rows: list[Properties], key: str) -> float:
    """Add up hectares exactly, to the square metre."""
    return sum(round(float(row.get(key, 0)) * 10_000) for row in rows) / 10_000
