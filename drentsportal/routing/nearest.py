"""The node of a network that lies nearest to a place: exact, also for the outline of an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from scipy.spatial import KDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRIED: Final = 4
"""Nodes around the middle of an area that are measured first; most areas need no more."""


class NearestNodes:
    """Some of the nodes of a network, to be found by place; of equally near ones the first counts."""

    def __init__(self, nodes_rd: NDArray[np.float64], chosen: NDArray[np.bool_]) -> None:
        """Take the chosen nodes, EPSG:28992."""
        self._rows = np.flatnonzero(chosen)
        self._positions = nodes_rd[self._rows]
        self._tree = KDTree(self._positions) if len(self._rows) else None

    def nearest(self, places: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return for each place its nearest node and the distance in m; -1 and inf where there is none.

        An area is measured from its outline, inward and outward alike: it is entered at its edge.
        """
        nodes = np.full(len(places), -1, np.int64)
        distances = np.full(len(places), np.inf)
        placed = np.flatnonzero(shapely.is_geometry(places) & ~shapely.is_empty(places))
        if self._tree is None or not len(placed):
            return nodes, distances
        outlines = places[placed]
        areas = np.flatnonzero(shapely.get_dimensions(outlines) == 2)  # noqa: PLR2004 - an area
        outlines[areas] = shapely.boundary(outlines[areas])
        found, apart = self._nearest_to(outlines)
        nodes[placed], distances[placed] = self._rows[found], apart
        return nodes, distances

    def within(
        self, places: NDArray[np.object_], reach_m: float
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return every pair of a place and a node that lies within reach of it."""
        if not len(self._rows):
            none = np.zeros(0, np.int64)
            return none, none
        points: NDArray[np.object_] = np.asarray(shapely.points(self._positions), object)
        near = shapely.STRtree(points).query(places, predicate="dwithin", distance=reach_m)
        return near[0].astype(np.int64), self._rows[near[1]]

    def _nearest_to(self, outlines: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Measure to a few nodes around the middle, and to more where others may still be nearer.

        A node that is d from the middle of a bounding box with half diagonal r is between d - r and d + r
        from the outline, so what begins beyond the end of the nearest one needs no measuring.
        """
        bounds = shapely.bounds(outlines)
        middles = (bounds[:, :2] + bounds[:, 2:]) / 2
        radii = np.hypot(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) / 2
        found = np.zeros(len(outlines), np.int64)
        apart = np.full(len(outlines), np.inf)
        open_rows, tried = np.arange(len(outlines)), min(_TRIED, len(self._rows))
        while len(open_rows):
            far, near = self._query(middles[open_rows], tried)
            may_be = far - radii[open_rows, None] <= far[:, :1] + radii[open_rows, None]
            found[open_rows], apart[open_rows] = self._best(outlines[open_rows], near, may_be)
            undecided = (far[:, -1] - radii[open_rows] <= apart[open_rows]) & (tried < len(self._rows))
            open_rows, tried = open_rows[undecided], min(tried * 4, len(self._rows))
        return found, apart

    def _query(
        self, middles: NDArray[np.float64], tried: int
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return how far the nearest nodes are, nearest first, and which they are."""
        if self._tree is None:
            raise RuntimeError("nearest")
        far, near = self._tree.query(middles, k=np.arange(1, tried + 1))
        return np.asarray(far, np.float64), np.asarray(near, np.int64)

    def _best(
        self, outlines: NDArray[np.object_], near: NDArray[np.int64], may_be: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        rows, columns = np.nonzero(may_be)
        nodes = near[rows, columns]
        apart = shapely.distance(outlines[rows], shapely.points(self._positions[nodes]))
        order = np.lexsort((nodes, apart, rows))
        heads = order[np.flatnonzero(np.append(True, np.diff(rows[order]) != 0))]
        return nodes[heads], apart[heads]
