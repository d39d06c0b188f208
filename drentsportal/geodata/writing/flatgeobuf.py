"""FlatGeobuf: one layer that other programs read in parts, also over a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drentsportal.geodata.writing.fields import joined_fields, site_fields
from drentsportal.geodata.writing.gdal_file import GdalFile, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.services.ports.exports import ExportTable


def write_flatgeobuf(path: Path, tables: Sequence[ExportTable], title: str, abstract: str) -> None:
    """Write sites in RD New; several kinds stand in one layer, with their kind as a column."""
    fields = site_fields(tables[0]) if len(tables) == 1 else joined_fields(tables)
    geometries = np.concatenate([each.geometries_rd for each in tables])
    GdalFile(path, "FlatGeobuf").add(Layer(path.stem, fields, geometries, title, abstract))
