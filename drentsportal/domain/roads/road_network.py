"""A road network in columns: lines as a file gives them, and the nodes and edges that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Vehicle
    from drentsportal.domain.values import PartialDate

BARRED: Final = -1
"""Time of an edge that a vehicle may not drive."""


@dataclass(frozen=True, slots=True, eq=False)
class RoadLines:
    """Roads as lines; those of line i are ``positions_rd[starts[i]:starts[i + 1]]`` in EPSG:28992, metres.

    ``classes``: codes into ``ROAD_CLASSES``. ``most_kmh``: the limit that holds for a vehicle, 0 where the
    data state none. ``direction``: 1 as drawn, -1 against it, 0 both ways. ``barred``: closed to a vehicle.
    """

    positions_rd: NDArray[np.float64]
    starts: NDArray[np.int64]
    classes: NDArray[np.int8]
    most_kmh: Mapping[Vehicle, NDArray[np.int16]]
    direction: NDArray[np.int8]
    barred: Mapping[Vehicle, NDArray[np.bool_]]

    def __len__(self) -> int:
        """Return number of lines."""
        return len(self.classes)


@dataclass(frozen=True, slots=True, eq=False)
class RoadNetwork:
    """Nodes and directed edges; no two edges lead from one node to the same other one.

    ``nodes_rd``: x and y in EPSG:28992. ``edge_from`` and ``edge_to``: rows of nodes, ordered. ``edge_ms``:
    whole milliseconds per vehicle, ``BARRED`` where it may not drive. ``is_entry``: a site can be entered
    here, so the node lies on another road than a motorway. ``is_ramp``: here a motorway or its ramps meet
    another road.
    """

    nodes_rd: NDArray[np.float64]
    edge_from: NDArray[np.int32]
    edge_to: NDArray[np.int32]
    edge_ms: Mapping[Vehicle, NDArray[np.int32]]
    is_entry: NDArray[np.bool_]
    is_ramp: NDArray[np.bool_]

    @property
    def node_count(self) -> int:
        """Number of nodes."""
        return len(self.nodes_rd)

    @property
    def edge_count(self) -> int:
        """Number of directed edges."""
        return len(self.edge_from)


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What a road network is and where it comes from, as shown beside every time that follows from it.

    ``as_of`` is the date that the file states, else that of its last change (``date_is_stated`` False).
    ``main_share`` is the share of nodes, per vehicle, from which and to which one can drive all others of
    that share; the rest is left out. ``box_rd``: west, south, east, north in whole metres, EPSG:28992.
    ``lines_left_out``: roads that were not taken, since they lie elsewhere or cannot be read.
    ``limits_unread``: stated speed limits that could not be read and cap nothing.
    """

    file_name: str
    sha256: str
    as_of: PartialDate
    date_is_stated: bool
    line_count: int
    node_count: int
    edge_count: int
    box_rd: tuple[int, int, int, int]
    lines_left_out: int = 0
    limits_unread: int = 0
    main_share: Mapping[Vehicle, float] | None = None
