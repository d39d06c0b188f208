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

    from drentsportal.domain.sites.site_table import SiteRows

STATUSES: Final = ("unknown", *(status.value for status in PLOT_STATUS_ORDER))
"""What the status bytes count in, drawn from below to above."""

_EARTH_M: Final = 6378137.0
_CELL_M: Final = 500.0
_POINTS_PER_CORNER: Final = 4


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
    return PlotLayer(content, _index(rows, drawable), origin)


def _index(rows: SiteRows, drawable: NDArray[np.intp]) -> list[list[str]]:
    """Id and name of every plot; the id where it has no name."""
    ids, column = rows.ids[drawable].tolist(), rows.columns["name"]
    codes, known = column.values[drawable].tolist(), column.known[drawable].tolist()
    names = column.categories
    return [
        [site_id, (names[int(code)] if is_known else "") or site_id]
        for site_id, code, is_known in zip(ids, codes, known, strict=True)
    ]


def _rings(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Plot number and first point of every ring, and all points; holes turn against their shell."""
    if not len(shapes):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 2))
    kind, points, offsets = shapely.to_ragged_array(shapes, include_z=False)
    ring_offsets, part_offsets, *plot_offsets = (each.astype(np.int64) for each in offsets)
    part_plot = np.arange(len(part_offsets) - 1)
    if kind == shapely.GeometryType.MULTIPOLYGON:
        part_plot = np.repeat(np.arange(len(shapes)), np.diff(plot_offsets[0]))
    ring_plot = np.repeat(part_plot, np.diff(part_offsets))
    is_shell = np.isin(np.arange(len(ring_plot)), part_offsets[:-1])
    # One direction for shells and the other for holes, so that overlapping plots do not cut each other out.
    points = _turned(points, ring_offsets, (_doubled_areas(points, ring_offsets) > 0) != is_shell)
    return ring_plot, ring_offsets[:-1], points


def _doubled_areas(points: NDArray[np.float64], offsets: NDArray[np.int64]) -> NDArray[np.float64]:
    """Twice the area of every ring (m²), negative where it turns clockwise."""
    x, y = (points - points[0]).T
    crossed = np.zeros(len(points))
    crossed[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    crossed[offsets[1:] - 1] = 0  # from the last point of a ring to the first of the next is no edge
    areas: NDArray[np.float64] = np.add.reduceat(crossed, offsets[:-1])
    return areas


def _turned(
    points: NDArray[np.float64], offsets: NDArray[np.int64], wrong: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Turn the rings that are marked the other way round."""
    if not wrong.any():
        return points
    sizes = np.diff(offsets)
    places = np.arange(len(points))
    mirrored = np.repeat(offsets[:-1] + offsets[1:] - 1, sizes) - places
    return points[np.where(np.repeat(wrong, sizes), mirrored, places)]


def _mercator(xy_rd: NDArray[np.float64]) -> tuple[NDArray[np.float64], tuple[float, float]]:
    if not len(xy_rd):
        return np.empty((0, 2)), (0.0, 0.0)
    metres = _by_grid(xy_rd)
    origin = np.round(metres.mean(axis=0))
    return metres - origin, (float(origin[0]), float(origin[1]))


def _by_grid(xy_rd: NDArray[np.float64]) -> NDArray[np.float64]:
    """Find Web Mercator metres between the corners of a grid: PROJ takes six times longer for every point.

    A cell of 500 m is flat to about 1 cm in Web Mercator, and only the eye sees it. Points that are few for
    their extent are transformed one by one.
    """
    low = np.floor(xy_rd.min(axis=0) / _CELL_M) * _CELL_M
    counts = np.maximum(np.ceil((xy_rd.max(axis=0) - low) / _CELL_M), 1)
    if not np.isfinite(counts).all() or (counts + 1).prod() * _POINTS_PER_CORNER > len(xy_rd):
        return _one_by_one(xy_rd)
    width, height = (int(count) + 1 for count in counts)
    y, x = np.mgrid[0:height, 0:width]
    corners = _one_by_one(np.column_stack([x.ravel(), y.ravel()]) * _CELL_M + low)
    place = (xy_rd - low) / _CELL_M
    cell = np.minimum(place.astype(np.int64), [width - 2, height - 2])
    across, up = np.hsplit(place - cell, 2)
    corner = cell[:, 1] * width + cell[:, 0]
    below = corners[corner] * (1 - across) + corners[corner + 1] * across
    above = corners[corner + width] * (1 - across) + corners[corner + width + 1] * across
    between: NDArray[np.float64] = below * (1 - up) + above * up
    return between


def _one_by_one(xy_rd: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = to_lonlat(xy_rd[:, 0], xy_rd[:, 1])
    return np.column_stack(
        [_EARTH_M * np.radians(lon), _EARTH_M * np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))]
    )


def _status_bytes(rows: SiteRows, drawable: NDArray[np.intp]) -> NDArray[np.uint8]:
    column = rows.columns["status"]
    code_to_byte = np.array([STATUSES.index(each) for each in column.categories] or [0], dtype=np.uint8)
    codes = np.where(column.known, column.values, 0).astype(np.intp)[drawable]
    return np.where(column.known[drawable], code_to_byte[codes], 0).astype(np.uint8)
