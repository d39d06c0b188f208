"""The one module that knows reference systems: RD New (EPSG:28992) inside, lon/lat (EPSG:4326) at the edges.

Everything is stored and measured in RD New. Without the RDNAPTRANS grid, which does not travel with pyproj,
the operation is a Helmert transformation with a stated accuracy of 1 m; ``operation`` says which one was
used, so that an import can record it. Nothing is ever fetched: the network of PROJ stays off.

The plausibility boxes are deliberately generous boxes around the Netherlands. In RD New every x is below
every y, and in degrees every longitude is below every latitude, so that swapped axes are told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined] # documented, but without __all__
from pyproj.transformer import TransformerGroup

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj.transformer import Transformer


class Reference(StrEnum):
    """A reference system that files may be in."""

    RD_NEW = "EPSG:28992"
    LONLAT = "EPSG:4326"


class Placement(StrEnum):
    """Where bare coordinates lie, judged by the plausibility boxes alone."""

    RD_NEW = "rd_new"
    LONLAT = "lonlat"
    RD_NEW_SWAPPED = "rd_new_swapped"
    LATLON = "latlon"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Box:
    """A box in the unit of its reference system; borders belong to it."""

    min_x: float
    min_y: float
    max_x: float
    max_y: float

    @property
    def swapped(self) -> Box:
        """The same box with its axes exchanged."""
        return Box(self.min_y, self.min_x, self.max_y, self.max_x)

    def holds(self, bounds: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each row of bounds (min x, min y, max x, max y) lies inside; NaN never does."""
        with np.errstate(invalid="ignore"):
            inside: NDArray[np.bool_] = (
                (bounds[:, 0] >= self.min_x)
                & (bounds[:, 1] >= self.min_y)
                & (bounds[:, 2] <= self.max_x)
                & (bounds[:, 3] <= self.max_y)
            )
        return inside


RD_BOX: Final = Box(-7_000, 289_000, 300_000, 629_000)
"""The Netherlands in RD New, metres (the customary extent of RD coordinates)."""

LONLAT_BOX: Final = Box(3.2, 50.7, 7.3, 53.8)
"""The Netherlands in degrees (area of use of EPSG:28992: 3.20 to 7.22, 50.75 to 53.70)."""

_BOXES: Final = {
    Placement.RD_NEW: RD_BOX,
    Placement.LONLAT: LONLAT_BOX,
    Placement.RD_NEW_SWAPPED: RD_BOX.swapped,
    Placement.LATLON: LONLAT_BOX.swapped,
}

_ACCEPTED_CODES: Final = {
    28992: Reference.RD_NEW,  # Amersfoort / RD New
    7415: Reference.RD_NEW,  # the same with NAP heights
    4326: Reference.LONLAT,  # WGS 84
    4979: Reference.LONLAT,  # the same with heights
    4258: Reference.LONLAT,  # ETRS89: the same within the accuracy of the operation
}
_LEAST_CONFIDENCE: Final = 25
"""Shapefiles describe RD New in the dialect of ESRI, which PROJ recognises with a low confidence only."""


_MOST: Final = 0.5
"""Share of a file that must lie in one box for the file to be judged by it."""


@dataclass(frozen=True, slots=True)
class Operation:
    """How coordinates were transformed: PROJ's own description and its accuracy in metres."""

    description: str
    accuracy_m: float


def box_of(reference: Reference) -> Box:
    """Return the plausibility box of a reference system."""
    return RD_BOX if reference is Reference.RD_NEW else LONLAT_BOX


def placement(bounds: NDArray[np.float64]) -> Placement:
    """Judge where most of the boxes (rows of min x, min y, max x, max y) lie; NaN rows do not count."""
    stated = bounds[~np.isnan(bounds).any(axis=1)]
    if not len(stated):
        return Placement.ELSEWHERE
    shares = {place: float(box.holds(stated).mean()) for place, box in _BOXES.items()}
    best = max(shares, key=lambda place: shares[place])
    return best if shares[best] >= _MOST else Placement.ELSEWHERE


def reference_of(text: str) -> Reference | None:
    """Recognise a reference system by code, URN or WKT; ``None`` for one that is not accepted.

    Raises nothing: text that PROJ cannot read is not accepted either.
    """
    try:
        system = pyproj.CRS.from_user_input(text)
    except CRSError:
        return None
    if "CRS84" in text.upper():
        return Reference.LONLAT
    code = system.to_epsg(min_confidence=_LEAST_CONFIDENCE)
    return _ACCEPTED_CODES.get(code) if code is not None else None


def operation() -> Operation:
    """Tell which operation links RD New and lon/lat here, and how accurate PROJ says it is."""
    transformer = _transformer(Reference.LONLAT, Reference.RD_NEW)
    return Operation(transformer.description, float(transformer.accuracy))


def to_rd(
    lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform degrees to RD New metres, whole arrays at once; what cannot be transformed becomes inf."""
    x_m, y_m = _transformer(Reference.LONLAT, Reference.RD_NEW).transform(lon, lat)
    return np.asarray(x_m, dtype=np.float64), np.asarray(y_m, dtype=np.float64)


def to_lonlat(
    x_m: NDArray[np.float64], y_m: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform RD New metres to degrees, whole arrays at once; what cannot be transformed becomes inf."""
    lon, lat = _transformer(Reference.RD_NEW, Reference.LONLAT).transform(x_m, y_m)
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def geometries_to_rd(geometries_lonlat: NDArray[np.object_]) -> NDArray[np.object_]:
    """Transform an array of lon/lat geometries (``None`` stays ``None``) to RD New; heights are kept."""
    return _transformed(geometries_lonlat, Reference.LONLAT)


def geometries_to_lonlat(geometries_rd: NDArray[np.object_]) -> NDArray[np.object_]:
    """Transform an array of RD New geometries (``None`` stays ``None``) to lon/lat; heights are kept."""
    return _transformed(geometries_rd, Reference.RD_NEW)


def _transformed(geometries: NDArray[np.object_], source: Reference) -> NDArray[np.object_]:
    convert = to_rd if source is Reference.LONLAT else to_lonlat

    def move(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        first, second = convert(coordinates[:, 0], coordinates[:, 1])
        return np.column_stack([first, second, *coordinates[:, 2:].T])

    has_height = bool(np.any(shapely.has_z(geometries)))
    moved: NDArray[np.object_] = shapely.transform(geometries, move, include_z=has_height)
    return moved


@cache
def _transformer(source: Reference, target: Reference) -> Transformer:
    # One fixed operation, the best that works offline, instead of PROJ's choice per coordinate:
    # the same file then always gives the same coordinates, and the operation can be named.
    set_network_enabled(active=False)
    group = TransformerGroup(source.value, target.value, always_xy=True, allow_ballpark=False)
    return group.transformers[0]
