"""The parks of ``merge_samples`` as a file of our own exchange format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.ui.merge_samples import Row

_EAST, _NORTH = 235_000, 545_000


def write_geojson(path: Path, rows: Sequence[Row], year: int) -> None:
    """Write parks with name, gemeente and net area, moved to where Drenthe is."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": row[0], "name": row[1], "municipality_code": row[2], "net_ha": row[3]},
            "geometry": shapely.geometry.mapping(
                shapely.box(_EAST + row[4], _NORTH, _EAST + row[4] + 100, _NORTH + 100)
            ),
        }
        for row in rows
    ]
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "drentsportal": {"kind": "parks", "source": "IBIS", "as_of": str(year)},
        "features": features,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
