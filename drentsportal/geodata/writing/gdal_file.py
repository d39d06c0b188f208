"""The only door through which GDAL writes: new files in a folder of our own, never one that was there before.

GDAL's own copy of SQLite must never touch a live workspace (decision 0004). What is written here is a name
that did not exist when the first layer came, in a folder that only the export knows.
"""

from __future__ import annotations

import errno
import logging
import re
import shutil
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio.errors
import pyogrio.raw
import shapely
from shapely import MultiLineString, MultiPoint, MultiPolygon

from drentsportal.domain.projection import Reference
from drentsportal.domain.sites.attributes import ValueType
from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_LOG: Final = logging.getLogger(__name__)
_FULL: Final = re.compile(r"disk is full|disk full|no space left|SQLITE_FULL", re.IGNORECASE)
_LEAST_FREE_BYTES: Final = 1_048_576
_WITHOUT_VALUE: Final[Mapping[ValueType, Any]] = {
    ValueType.INTEGER: (np.int64, 0),
    ValueType.REAL: (np.float64, 0.0),
    ValueType.BOOLEAN: (np.bool_, False),
}
_REFUSALS: Final = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
)
_GEOPACKAGE: Final[dict[str, Any]] = {"dataset_options": {"VERSION": "1.3"}}
"""Version 1.4 adds nothing that is used here, and QGIS up to 3.34 warns about it."""

_SINGLE: Final = ("Point", "LineString", "Polygon")


@dataclass(frozen=True, slots=True)
class LayerField:
    """One column of a layer: its name, how it is kept, and its values with ``None`` where unknown."""

    name: str
    type: ValueType
    values: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer; ``geometries_rd`` ``None`` makes a table without geometry.

    ``title`` and ``abstract`` describe it to other programs, ``metadata`` is kept as items of its own.
    """

    name: str
    fields: tuple[LayerField, ...]
    geometries_rd: NDArray[np.object_] | None = None
    title: str = ""
    abstract: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


class GdalFile:
    """A file to which layers are written one after another."""

    def __init__(self, path: Path, driver: str, metadata: Mapping[str, str] | None = None) -> None:
        """Take a name at which nothing stands yet; ``driver`` is ``GPKG`` or ``FlatGeobuf``."""
        if path.exists():
            raise FileExistsError(str(path))
        self._path = path
        self._driver = driver
        self._metadata = dict(metadata or {})
        self._has_layers = False

    def add(self, layer: Layer) -> None:
        """Write a layer. Raises ``ReportError`` when GDAL refuses it, ``OSError`` when the disk is full."""
        geometries, geometry_type = _prepared(layer.geometries_rd)
        arrays = [_array(each) for each in layer.fields]
        with warnings.catch_warnings():
            # A layer in which no site has geometry has no extent, and GDAL says so.
            warnings.simplefilter("ignore", RuntimeWarning)
            try:
                pyogrio.raw.write(
                    str(self._path),
                    geometries,
                    [values for values, _ in arrays],
                    [each.name for each in layer.fields],
                    field_mask=[mask for _, mask in arrays],
                    layer=layer.name,
                    driver=self._driver,
                    geometry_type=geometry_type,
                    crs=None if geometries is None else Reference.RD_NEW.value,
                    nan_as_null=True,
                    append=self._has_layers,
                    **self._described(layer),
                )
            except (*_REFUSALS, RuntimeError, ValueError) as error:
                raise self._refused(layer, error) from error
        self._has_layers = True

    def _refused(self, layer: Layer, error: Exception) -> Exception:
        """Say that a layer could not be written; what GDAL says of it is English and goes to the log.

        A full disk is the system's fault (``OSError``), which whoever places the file words with its folder.
        """
        _LOG.warning("writing layer %s of %s: %s", layer.name, self._path.name, error)
        if _FULL.search(str(error)) or shutil.disk_usage(self._path.parent).free < _LEAST_FREE_BYTES:
            return OSError(errno.ENOSPC, "disk full", self._path.name)
        return ReportError("error.export.refused_by_gdal", layer=layer.name)

    def _described(self, layer: Layer) -> dict[str, Any]:
        if self._driver == "FlatGeobuf":
            return {"layer_options": {"TITLE": layer.title, "DESCRIPTION": layer.abstract}}
        first = {} if self._has_layers else _GEOPACKAGE | {"dataset_metadata": self._metadata or None}
        options = {"IDENTIFIER": layer.title or layer.name, "DESCRIPTION": layer.abstract}
        if layer.geometries_rd is not None:
            options["GEOMETRY_NAME"] = "geom"
        return {"layer_options": options, "layer_metadata": dict(layer.metadata) or None, **first}


def _prepared(geometries_rd: NDArray[np.object_] | None) -> tuple[NDArray[np.object_] | None, str | None]:
    """Return geometry as WKB with the one type of the layer; single ones become multi where both occur."""
    if geometries_rd is None:
        return None, None
    types = {each.geom_type for each in geometries_rd.tolist() if each is not None}
    bases = {each.removeprefix("Multi") for each in types}
    wkb = np.empty(len(geometries_rd), dtype=np.object_)
    if len(bases) != 1 or not bases <= set(_SINGLE):
        wkb[:] = shapely.to_wkb(geometries_rd)
        return wkb, "Unknown" if types else "MultiPolygon"
    if len(types) == 1:
        wkb[:] = shapely.to_wkb(geometries_rd)
        return wkb, next(iter(types))
    multi = f"Multi{next(iter(bases))}"
    made = [
        each if each is None or each.geom_type == multi else _multi(each) for each in geometries_rd.tolist()
    ]
    wkb[:] = [None if each is None else shapely.to_wkb(each) for each in made]
    return wkb, multi


def _multi(geometry: BaseGeometry) -> BaseGeometry:
    make: dict[str, Callable[[Any], BaseGeometry]] = {
        "Point": MultiPoint,
        "LineString": MultiLineString,
        "Polygon": MultiPolygon,
    }
    return make[geometry.geom_type]([geometry])


def _array(column: LayerField) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Return values as GDAL takes them, and which of them are unknown."""
    listed = column.values.tolist()
    if column.type not in _WITHOUT_VALUE:
        # Texts recur, and nearly all may stay as they are.
        cleaned = {each: clean(str(each)) for each in set(listed) if each is not None}
        if all(text == each for each, text in cleaned.items()):
            return column.values, None
        texts = np.empty(len(listed), dtype=np.object_)
        texts[:] = [None if each is None else cleaned[each] for each in listed]
        return texts, None
    dtype, without = _WITHOUT_VALUE[column.type]
    mask = np.array([each is None for each in listed], dtype=np.bool_)
    filled = [without if each is None else each for each in listed]
    return np.array(filled, dtype=dtype), mask


def clean(text: str) -> str:
    """Leave out what ends a text in the middle for programs written in C, and lone halves of a character."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
