"""Drive times by Dijkstra's method: one run from the starts reaches every site of the province.

E. W. Dijkstra, A note on two problems in connexion with graphs, Numerische Mathematik 1 (1959), 269-271.
Times of edges are whole milliseconds in float64, which adds them exactly, so every order gives the same sum.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.drive_time import (
    RAMPS_WITHIN_M,
    UNKNOWN_S,
    NetworkEntries,
    entries,
    whole_seconds,
)
from drentsportal.domain.roads.road_network import BARRED
from drentsportal.routing.nearest import NearestNodes
from drentsportal.services.ports.roads import StartKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.roads.road_network import NetworkFacts, RoadNetwork
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.roads import RoadOptions, RoadsReader

_KEPT: Final = 4
"""Sets of targets whose entries are remembered: the offers of a data version, for each vehicle."""


class ScipyRoads:
    """``RoadNetworks`` on scipy; holds one network, and per vehicle what follows from it once it is asked."""

    def __init__(self, reader: RoadsReader) -> None:
        """Keep what reads files; no network is in use yet."""
        self._reader = reader
        self._facts: NetworkFacts | None = None
        self._drives: dict[Vehicle, _Drives] = {}

    def load(self, path: Path, options: RoadOptions, progress: Progress) -> NetworkFacts:
        """Take a file of roads into use; raises as the reader, and then the one before stays in use."""
        network, facts = self._reader.read(path, options, progress)
        return self.use(network, facts)

    def use(self, network: RoadNetwork, facts: NetworkFacts) -> NetworkFacts:
        """Take a network into use that was read elsewhere."""
        drives = {vehicle: _Drives(network, vehicle) for vehicle in Vehicle}
        shares = {vehicle: each.main_share for vehicle, each in drives.items()}
        self._drives = drives
        self._facts = replace(facts, main_share=shares)
        return self._facts

    def facts(self) -> NetworkFacts | None:
        """Tell which network is in use, ``None`` for none."""
        return self._facts

    def entries_of(self, places: NDArray[np.object_], vehicle: Vehicle) -> NetworkEntries:
        """Find where geometries enter the network; nowhere without one."""
        drives = self._drives.get(vehicle)
        if drives is None:
            return NetworkEntries(np.full(len(places), -1, np.int64), np.zeros(len(places), np.int64))
        return drives.entries_of(places)

    def seconds_to(
        self,
        starts: Sequence[BaseGeometry],
        targets: NDArray[np.object_],
        vehicle: Vehicle,
        kind: StartKind = StartKind.PLACE,
    ) -> NDArray[np.int64]:
        """Drive from the nearest of ``starts`` to each target, in whole seconds; -1 where unknown."""
        drives = self._drives.get(vehicle)
        if drives is None or not len(starts):
            return np.full(len(targets), UNKNOWN_S, np.int64)
        return drives.seconds_to(np.array(starts, object), targets, kind)


class _Drives:
    """One vehicle on one network."""

    def __init__(self, network: RoadNetwork, vehicle: Vehicle) -> None:
        self._count = network.node_count
        self._graph = _graph(network, vehicle)
        main = _main_nodes(self._graph)
        self.main_share = float(main.mean()) if self._count else 0.0
        self._entries = NearestNodes(network.nodes_rd, main & network.is_entry)
        self._ramps = NearestNodes(network.nodes_rd, main & network.is_ramp)
        self._known: list[tuple[NDArray[np.object_], NetworkEntries]] = []

    def entries_of(self, places: NDArray[np.object_]) -> NetworkEntries:
        """Find where places enter; the same array is looked up once."""
        for known, found in self._known:
            if known is places:
                return found
        found = entries(*self._entries.nearest(places))
        self._known = [(places, found), *self._known[: _KEPT - 1]]
        return found

    def seconds_to(
        self, starts: NDArray[np.object_], targets: NDArray[np.object_], kind: StartKind
    ) -> NDArray[np.int64]:
        nodes, leave_ms = self._starts(starts, kind)
        arrive = self.entries_of(targets)
        times = np.full(len(targets), np.inf)
        known = np.flatnonzero(arrive.is_known)
        if len(nodes):
            reached = self._from(nodes, leave_ms)
            times[known] = reached[arrive.nodes[known]] + arrive.access_ms[known]
        seconds = whole_seconds(times)
        seconds[_holding(targets, starts)] = 0
        return seconds

    def _starts(
        self, starts: NDArray[np.object_], kind: StartKind
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Nodes from which one leaves, and what it costs to get there."""
        if kind is StartKind.JUNCTION:
            places, ramps = self._ramps.within(starts, RAMPS_WITHIN_M)
            without = np.setdiff1d(np.arange(len(starts)), places)
            rest = entries(*self._entries.nearest(starts[without]))
            nodes = np.concatenate([ramps, rest.nodes[rest.is_known]])
            return nodes, np.concatenate([np.zeros(len(ramps), np.int64), rest.access_ms[rest.is_known]])
        found = entries(*self._entries.nearest(starts))
        return found.nodes[found.is_known], found.access_ms[found.is_known]

    def _from(self, nodes: NDArray[np.int64], leave_ms: NDArray[np.int64]) -> NDArray[np.float64]:
        """Milliseconds to every node from the best of several, each with what it costs to get there.

        One more node leads to all of them; since a time of 0 would be no edge, its edges are 1 longer.
        """
        cheapest = np.full(self._count, np.iinfo(np.int64).max)
        np.minimum.at(cheapest, nodes, leave_ms)
        used = np.unique(nodes)
        graph = self._graph
        more = csr_array(
            (
                np.concatenate([graph.data, cheapest[used] + 1.0]),
                np.concatenate([graph.indices, used.astype(np.int32)]),
                np.append(graph.indptr, len(graph.data) + len(used)).astype(np.int32),
            ),
            shape=(self._count + 1, self._count + 1),
        )
        found = dijkstra(more, directed=True, indices=np.array([self._count]))
        return found[0, : self._count] - 1.0


def _graph(network: RoadNetwork, vehicle: Vehicle) -> csr_array:
    """Make the matrix of times in ms; edges come ordered, and no two join the same nodes."""
    times = network.edge_ms[vehicle]
    open_edges = np.flatnonzero(times != BARRED)
    counts = np.bincount(network.edge_from[open_edges], minlength=network.node_count)
    return csr_array(
        (
            times[open_edges].astype(np.float64),
            network.edge_to[open_edges],
            np.append(0, np.cumsum(counts)).astype(np.int32),
        ),
        shape=(network.node_count, network.node_count),
    )


def _main_nodes(graph: csr_array) -> NDArray[np.bool_]:
    """Nodes of the largest part in which every node can be reached from every other, and back."""
    if not graph.shape[0]:
        return np.zeros(0, np.bool_)
    _, labels = connected_components(graph, directed=True, connection="strong")
    sizes = np.bincount(labels)
    largest = int(np.argmax(sizes))
    if sizes[largest] < 2:  # noqa: PLR2004 - one node alone is no network
        return np.zeros(len(labels), np.bool_)
    return np.asarray(labels == largest, np.bool_)


def _holding(targets: NDArray[np.object_], starts: NDArray[np.object_]) -> NDArray[np.int64]:
    """Rows of targets in which, or on whose outline, a start lies."""
    tree = shapely.STRtree(targets)
    return np.unique(tree.query(starts, predicate="intersects")[1])
