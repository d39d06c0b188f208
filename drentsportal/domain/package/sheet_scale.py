"""At which standard scale the drawing of a plot fits on a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SCALES: Final = (500, 1_000, 2_000)
"""Standard scales of a drawing of a plot: 1:500, 1:1.000 and 1:2.000."""

_MM_PER_M: Final = 1_000


@dataclass(frozen=True, slots=True)
class DrawingSheet:
    """A sheet: ``paper`` (``a4``, ``a3``), how it lies, and the room for the drawing in mm."""

    paper: str
    is_wide: bool
    width_mm: float
    height_mm: float


SMALL_SHEETS: Final = (
    DrawingSheet("a4", is_wide=False, width_mm=174.0, height_mm=190.0),
    DrawingSheet("a4", is_wide=True, width_mm=261.0, height_mm=105.0),
)
LARGE_SHEETS: Final = (
    DrawingSheet("a3", is_wide=True, width_mm=384.0, height_mm=190.0),
    DrawingSheet("a3", is_wide=False, width_mm=261.0, height_mm=310.0),
)
"""What a drawing may take of a sheet; the rest holds the words around it."""

_TRIED: Final = (
    (500, SMALL_SHEETS),
    (1_000, SMALL_SHEETS),
    (500, LARGE_SHEETS),
    (1_000, LARGE_SHEETS),
    (2_000, SMALL_SHEETS),
    (2_000, LARGE_SHEETS),
    (5_000, LARGE_SHEETS),
    (10_000, LARGE_SHEETS),
    (25_000, LARGE_SHEETS),
)
"""In this order: every office prints A4, and 1:1.000 can still be measured. Beyond 1:2.000 only on A3."""

MARGIN_MM: Final = 14.0
"""Left free around the plot for the lengths along its edges, the scale bar and the arrow."""


def fitting_sheet(width_m: float, height_m: float) -> tuple[int, DrawingSheet]:
    """Return the scale and the sheet on which a plot of this extent fits, a standard scale where one does.

    The extent is in metres (EPSG:28992), west to east and south to north: north is always up.
    """
    for scale, sheets in _TRIED:
        for sheet in sheets:
            if _fits(width_m, sheet.width_mm, scale) and _fits(height_m, sheet.height_mm, scale):
                return scale, sheet
    return _TRIED[-1][0], LARGE_SHEETS[-1]


def _fits(length_m: float, room_mm: float, scale: int) -> bool:
    return length_m * _MM_PER_M / scale <= room_mm - 2 * MARGIN_MM
