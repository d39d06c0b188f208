"""Small site tables for the map, from GeoJSON in EPSG:28992 or made up on the spot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from drentsportal.domain.sites.attributes import ValueType, attributes_of
from drentsportal.domain.sites.site import Landmark, Municipality
from drentsportal.domain.sites.site_table import Column, SiteRows, SiteTable
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.attributes import AttributeSpec

Row = tuple[str, "BaseGeometry | None", dict[str, Any]]
"""Id, geometry in EPSG:28992 and attribute values of one site."""

_NUMBERS = {ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN}
_AS_OF = PartialDate(2026)


def site_rows(kind: SiteKind, rows: Sequence[Row]) -> SiteRows:
    """Rows of one kind with a column for every attribute; what is not given is unknown."""
    ordered = sorted(rows, key=lambda row: row[0])
    shapes = np.empty(len(ordered), dtype=object)
    shapes[:] = [row[1] for row in ordered]
    columns = {
        spec.id: _column(spec, [row[2].get(spec.id) for row in ordered]) for spec in attributes_of(kind)
    }
    return SiteRows(kind, np.array([row[0] for row in ordered], dtype=np.str_), columns, shapes)


def site_table(
    parks: Sequence[Row] = (), plots: Sequence[Row] = (), premises: Sequence[Row] = ()
) -> SiteTable:
    """Make a table of parks, plots and premises at data version 1."""
    return SiteTable(
        1,
        site_rows(SiteKind.PARK, parks),
        site_rows(SiteKind.PLOT, plots),
        site_rows(SiteKind.PREMISES, premises),
    )


def _column(spec: AttributeSpec, given: list[Any]) -> Column:
    known = np.array([value is not None for value in given], dtype=np.bool_)
    records = np.arange(1, len(given) + 1, dtype=np.int64)
    if spec.type in _NUMBERS:
        return Column(np.array([float(value or 0) for value in given]), known, records)
    texts = [";".join(sorted(value)) if isinstance(value, list) else value for value in given]
    categories = tuple(sorted({text for text in texts if text is not None}))
    code_of = {text: code for code, text in enumerate(categories)}
    codes = [code_of.get(text, 0) for text in texts]
    return Column(np.array(codes, dtype=np.int32), known, records, categories)


def read_rows(path: Path) -> list[Row]:
    """Read the features of a GeoJSON file in EPSG:28992."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    return [
        (
            str(feature["properties"]["id"]),
            shapely.geometry.shape(feature["geometry"]) if feature["geometry"] else None,
            feature["properties"],
        )
        for feature in collection["features"]
    ]


def read_municipalities(path: Path) -> list[Municipality]:
    """Read the gemeenten of a GeoJSON file."""
    return [
        Municipality(site_id, values["name"], shape, "voorbeeld", _AS_OF)
        for site_id, shape, values in read_rows(path)
        if shape is not None
    ]


def read_landmarks(path: Path) -> list[Landmark]:
    """Read the places, roads and water of a GeoJSON file."""
    return [
        Landmark(
            site_id,
            LandmarkKind(values["kind"]),
            values["name"],
            shape,
            "voorbeeld",
            _AS_OF,
            values.get("label") or "",
            int(values.get("rank") or 0),
        )
        for site_id, shape, values in read_rows(path)
        if shape is not None
    ]
