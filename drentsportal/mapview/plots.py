"""Plots as one compact binary array: 100,000 of them on a canvas, without an object each.

Layout, little endian: uint32 count of plots, of rings and of points; per ring uint32 plot number; per ring
uint32 first point; per plot uint8 status, padded to a multiple of four; per point two float32, Web Mercator
metres from ``PlotLayer.origin`` (which keeps float32 exact to a centimetre within a province).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.projection import to_lonlat
from drentsportal.figures.symbology import PLOT_STATUS_ORDER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.site_table import SiteRows

STATUSES: Final = ("unknown", *(status.value for status in PLOT_STATUS_ORDER))
"""What the status bytes count in, drawn from below to above."""

_EARTH_M: Final = 6378137.0


@dataclass(frozen=True, slots=True)
class PlotLayer:
    """The plots that have a geometry: their binary, and id and name by plot number.

    ``statuses`` are what the status bytes count in.
    """

    content: bytes
    index: list[list[str]]
    origin: tuple[float, float]
    statuses: tuple[str, ...] = STATUSES


def plot_layer(rows: SiteRows) -> PlotLayer:
    """Pack the plots of a table; plots without an area geometry are left out."""
    shapes = rows.geometries_rd
    drawable = np.flatnonzero(np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes))
    ring_plot, ring_start, xy_rd = _rings(shapes[drawable])
    metres, origin = _mercator(xy_rd)
    statuses = _status_bytes(rows, drawable)
    padding = b"\0" * (-len(statuses) % 4)
    head = np.array([len(drawable), len(ring_plot), len(metres)], dtype="<u4")
    content = b"".join(
        [
            head.tobytes(),
            ring_plot.astype("<u4").tobytes(),
            ring_start.astype("<u4").tobytes(),
            statuses.tobytes(),
            padding,
            metres.astype("<f4").tobytes(),
        ]
    )
    name = rows.columns["name"]
    index = [[str(rows.ids[row]), name.text_at(int(row)) or str(rows.ids[row])] for row in drawable]
    return PlotLayer(content, index, origin)


def _rings(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Plot number and first point of every ring, and all points; holes turn against their shell."""
    # One direction for shells and the other for holes, so that overlapping plots do not cut each other out.
    turned = shapely.orient_polygons(shapely.force_2d(shapes))
    parts, part_plot = shapely.get_parts(turned, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    points, point_ring = shapely.get_coordinates(rings, return_index=True)
    starts = np.searchsorted(point_ring, np.arange(len(rings)))
    return part_plot[ring_part], starts, points


def _mercator(xy_rd: NDArray[np.float64]) -> tuple[NDArray[np.float64], tuple[float, float]]:
    if not len(xy_rd):
        return np.empty((0, 2)), (0.0, 0.0)
    lon, lat = to_lonlat(xy_rd[:, 0], xy_rd[:, 1])
    metres = np.column_stack(
        [_EARTH_M * np.radians(lon), _EARTH_M * np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))]
    )
    origin = np.round(metres.mean(axis=0))
    return metres - origin, (float(origin[0]), float(origin[1]))


def _status_bytes(rows: SiteRows, drawable: NDArray[np.intp]) -> NDArray[np.uint8]:
    column = rows.columns["status"]
    code_to_byte = np.array([STATUSES.index(each) for each in column.categories] or [0], dtype=np.uint8)
    codes = np.where(column.known, column.values, 0).astype(np.intp)[drawable]
    return np.where(column.known[drawable], code_to_byte[codes], 0).astype(np.uint8)
