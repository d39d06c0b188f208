"""The place under the pointer: told by the page in degrees, and as text to copy in RD New and WGS 84."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from drentsportal.errors import InputError

_POLE = 90.0
_DATE_LINE = 180.0


@dataclass(frozen=True, slots=True)
class Pointed:
    """A place on the map in degrees."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Place:
    """The same place in both systems; ``x_m`` and ``y_m`` in RD New are ``None`` outside its area.

    Degrees are good to about a metre, as is the operation between the two (``projection.operation``).
    """

    lon: float
    lat: float
    x_m: int | None
    y_m: int | None

    @property
    def rd_text(self) -> str:
        """X and Y as other programs take them; "" outside the Netherlands."""
        return "" if self.x_m is None else f"{self.x_m}, {self.y_m}"

    @property
    def wgs84_text(self) -> str:
        """Latitude and longitude as other programs take them."""
        return f"{self.lat:.5f}, {self.lon:.5f}"


def parse_pointed(said: dict[str, Any]) -> Pointed:
    """Read a place that the page tells.

    Raises ``InputError`` when it is none on the globe.
    """
    lon, lat = _degrees(said.get("lon"), _DATE_LINE), _degrees(said.get("lat"), _POLE)
    if lon is None or lat is None:
        raise InputError("error.map.message", text=str(said)[:80])
    return Pointed(lon, lat)


def place_of(pointed: Pointed) -> Place:
    """Transform a place to RD New."""
    import numpy as np  # noqa: PLC0415 - the page of the map starts without the libraries for geometry

    from drentsportal.domain.projection import RD_BOX, to_rd  # noqa: PLC0415 - brings pyproj

    x, y = to_rd(np.array([pointed.lon]), np.array([pointed.lat]))
    x_m, y_m = float(x[0]), float(y[0])
    is_inside = RD_BOX.min_x <= x_m <= RD_BOX.max_x and RD_BOX.min_y <= y_m <= RD_BOX.max_y
    return Place(
        pointed.lon, pointed.lat, round(x_m) if is_inside else None, round(y_m) if is_inside else None
    )


def _degrees(told: object, most: float) -> float | None:
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        return None
    return float(told) if abs(told) <= most else None
