"""From metres in RD New to millimetres on paper, and the round numbers of a scale bar."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.figures.marks import Point

_SCALE_STEPS: Final = (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7.5, 8, 9)
_MM_PER_M: Final = 1000
_BAR_STEPS: Final = (8, 6, 5, 4, 2, 1)


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A rectangle on paper that shows a part of the country at one scale.

    ``centre_rd`` is the point (EPSG:28992, metres) in the middle of the rectangle;
    ``scale`` 12500 means 1:12.500.
    """

    width_mm: float
    height_mm: float
    centre_rd: tuple[float, float]
    scale: int

    @property
    def metres_per_mm(self) -> float:
        """Metres in the field for a millimetre on paper."""
        return self.scale / _MM_PER_M

    @property
    def extent_rd(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what the frame shows, EPSG:28992."""
        half_x = self.width_mm / 2 * self.metres_per_mm
        half_y = self.height_mm / 2 * self.metres_per_mm
        x, y = self.centre_rd
        return x - half_x, y - half_y, x + half_x, y + half_y

    def place(self, x_rd: float, y_rd: float) -> Point:
        """Where a point in RD New lies on paper."""
        west, _, _, north = self.extent_rd
        per_mm = self.metres_per_mm
        return (x_rd - west) / per_mm, (north - y_rd) / per_mm

    def to_paper(self, geometry_rd: BaseGeometry) -> BaseGeometry:
        """Return the geometry in millimetres of this frame, cut off just outside it."""
        west, south, east, north = self.extent_rd
        margin = 3 * self.metres_per_mm
        cut = shapely.clip_by_rect(geometry_rd, west - margin, south - margin, east + margin, north + margin)

        def move(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
            moved = (coordinates - (west, north)) / self.metres_per_mm
            moved[:, 1] *= -1
            return moved

        return shapely.transform(cut, move)


def frame_around(
    bounds_rd: Sequence[float],
    width_mm: float,
    height_mm: float,
    margin_mm: float = 6.0,
    *,
    round_scale: bool = True,
    largest_scale: int = 1_000,
) -> MapFrame:
    """Return the frame of the largest scale at which ``bounds_rd`` fits with a margin.

    ``bounds_rd`` is west, south, east, north (EPSG:28992); never larger than
    1:``largest_scale``. A
    ``round_scale`` can be told in a caption; without it the frame is filled.
    """
    west, south, east, north = bounds_rd
    needed = max(
        (east - west) / (width_mm - 2 * margin_mm),
        (north - south) / (height_mm - 2 * margin_mm),
    )
    wanted = max(needed * _MM_PER_M, largest_scale)
    scale = _round_scale(wanted) if round_scale else math.ceil(wanted)
    centre = ((west + east) / 2, (south + north) / 2)
    return MapFrame(width_mm, height_mm, centre, scale)


def _round_scale(wanted: float) -> int:
    power: int = 10 ** math.floor(math.log10(wanted))
    return next((round(step * power) for step in _SCALE_STEPS if step * power >= wanted), 10 * power)


def bar_length_m(metres_per_mm: float, longest_mm: float) -> int:
    """Return the longest length of one whole digit and zeros within ``longest_mm``."""
    longest_m = metres_per_mm * longest_mm
    power: float = 10.0 ** math.floor(math.log10(longest_m))
    factor = next(each for each in _BAR_STEPS if each * power <= longest_m)
    return max(1, round(factor * power))


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Maps values from ``low``..``high`` to millimetres ``start_mm``..``end_mm``."""

    low: float
    high: float
    start_mm: float
    end_mm: float

    def place(self, value: float) -> float:
        """Where a value lies; beyond the ends it stays at the end."""
        share = (value - self.low) / (self.high - self.low)
        share = min(1.0, max(0.0, share))
        return self.start_mm + share * (self.end_mm - self.start_mm)
