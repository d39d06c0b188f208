"""Between what a person draws on the map and exact shapes in EPSG:28992.

The map works in degrees. A corner that was not moved, or that snapped to one of a neighbour, gets the very
numbers of that corner back, so that nothing creeps by going over the map and shared corners stay shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import MultiPolygon, Point, Polygon

from drentsportal.domain.projection import to_lonlat, to_rd
from drentsportal.domain.space.plot_shapes import check_shape
from drentsportal.errors import InputError
from drentsportal.mapview.messages import DrawingSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.space.plot_shapes import Position
    from drentsportal.mapview.messages import LonLat
    from drentsportal.mapview.page_events import Drawn

SAME_CORNER_M: Final = 0.02
"""A corner that comes back this near to a known one is that one; far below what a mouse can point at."""

_LEAST_CORNERS: Final = 3


def drawing_message(
    mode: str,
    shape: BaseGeometry | None = None,
    snap_to: Sequence[BaseGeometry] = (),
    ids: Sequence[str] = (),
    view: BaseGeometry | None = None,
) -> DrawingSet:
    """Start drawing; ``shape`` is what is changed, ``view`` what is to be seen; all in EPSG:28992."""
    polygons = [] if shape is None else [_rings(each) for each in _polygons(shape)]
    snap = [ring for each in snap_to for polygon in _polygons(each) for ring in _rings(polygon)]
    fit = [] if view is None else _lonlat(np.array(view.bounds).reshape(2, 2))
    return DrawingSet(mode, polygons, snap, list(ids), fit)


def drawn_shape(drawn: Drawn, known: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the area that was drawn, in EPSG:28992; corners of ``known`` shapes are given back exactly.

    Raises ``InputError`` when it cannot be the outline of a site.
    """
    places = _Places(known)
    polygons = []
    for rings in drawn.polygons:
        closed = [places.exact(ring) for ring in rings]
        if not closed or any(len(set(ring)) < _LEAST_CORNERS for ring in closed):
            raise InputError("error.shape.too_few_corners", field="geometry_rd")
        polygons.append(Polygon(closed[0], closed[1:]))
    shape = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    check_shape(shape)
    return shape


def drawn_line(drawn: Drawn, known: Sequence[BaseGeometry]) -> tuple[Position, ...]:
    """Return the line that was drawn, in EPSG:28992; corners of ``known`` shapes are given back exactly."""
    return tuple(_Places(known).exact(drawn.polygons[0][0])) if drawn.polygons else ()


class _Places:
    """The corners that are known exactly, to be found by place."""

    def __init__(self, shapes: Sequence[BaseGeometry]) -> None:
        self._corners = shapely.get_coordinates(list(shapes)) if shapes else np.empty((0, 2))
        self._tree = STRtree([Point(*corner) for corner in self._corners.tolist()])

    def exact(self, ring: Sequence[LonLat]) -> list[Position]:
        """Turn degrees into metres, on the known corner where there is one."""
        x_m, y_m = to_rd(np.array([place[0] for place in ring]), np.array([place[1] for place in ring]))
        return [self._known(float(x), float(y)) for x, y in zip(x_m, y_m, strict=True)]

    def _known(self, x_m: float, y_m: float) -> Position:
        if not len(self._corners):
            return (x_m, y_m)
        nearest = self._corners[self._tree.nearest(Point(x_m, y_m))]
        near = float(np.hypot(nearest[0] - x_m, nearest[1] - y_m)) <= SAME_CORNER_M
        return (float(nearest[0]), float(nearest[1])) if near else (x_m, y_m)


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [each for each in shapely.get_parts(shape).tolist() if isinstance(each, Polygon)]


def _rings(polygon: Polygon) -> list[list[LonLat]]:
    """Rings without the corner that repeats the first."""
    return [_lonlat(np.array(ring.coords)[:-1, :2]) for ring in (polygon.exterior, *polygon.interiors)]


def _lonlat(positions: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[LonLat]:
    lon, lat = to_lonlat(positions[:, 0], positions[:, 1])
    return [(float(x), float(y)) for x, y in zip(lon, lat, strict=True)]
