"""Makes a network of road lines: where two lines have the same position, one can turn.

Positions are the same when they are to the centimetre. Roads that cross without a shared position, as at a
viaduct, stay apart. Turns that are forbidden at a junction are not known here and are taken as allowed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_network import BARRED, RoadLines, RoadNetwork
from drentsportal.domain.roads.road_speeds import ROAD_CLASSES, THROUGH_CLASSES, SpeedTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

NODE_EVERY_M: Final = 250.0
"""Along a road without junctions there is a node about this often, so that a site finds one nearby."""

_CM_PER_M: Final = 100
_MS_PER_KMH_M: Final = 3_600.0
"""Milliseconds for one metre at one kilometre an hour."""

_UNREACHED: Final = np.iinfo(np.int32).max


def build_network(lines: RoadLines, speeds: SpeedTable | None = None) -> RoadNetwork:
    """Make nodes and directed edges of lines, with whole milliseconds per vehicle.

    A line of fewer than two positions adds nothing. The same lines always give the same network.
    """
    speeds = speeds or SpeedTable()
    line_of = np.repeat(np.arange(len(lines)), np.diff(lines.starts))
    positions, line_of, is_put_in = _with_short_steps(lines.positions_rd, line_of)
    places, keep = _nodes(positions, line_of, is_put_in)
    first, last, lengths_m, edge_lines = _stretches(positions, line_of, keep)
    node_rows, nodes = _numbered(places, first, last)
    start, end = node_rows[first], node_rows[last]
    through = np.isin(lines.classes[edge_lines], [ROAD_CLASSES.index(each) for each in THROUGH_CLASSES])
    on_through = _touched(len(nodes), start[through], end[through])
    is_entry = _touched(len(nodes), start[~through], end[~through])
    network = RoadNetwork(
        nodes_rd=_node_positions(positions, node_rows, len(nodes)),
        edge_from=np.concatenate([start, end]).astype(np.int32),
        edge_to=np.concatenate([end, start]).astype(np.int32),
        edge_ms={each: _both_ways_ms(lines, speeds, each, edge_lines, lengths_m) for each in Vehicle},
        is_entry=is_entry,
        is_ramp=is_entry & on_through,
    )
    return _one_edge_each(network)


def _with_short_steps(
    positions: NDArray[np.float64], line_of: Whole
) -> tuple[NDArray[np.float64], Whole, NDArray[np.bool_]]:
    """Put positions into long straight steps, so that no step is longer than ``NODE_EVERY_M``; say which."""
    if len(positions) < 2:  # noqa: PLR2004 - a step has two ends
        return positions, line_of, np.zeros(len(positions), np.bool_)
    steps = np.diff(positions, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    parts = np.where(np.diff(line_of) == 0, np.maximum(np.ceil(lengths / NODE_EVERY_M), 1), 1)
    parts = np.append(parts, 1).astype(np.int64)
    origin = np.repeat(np.arange(len(positions)), parts)
    nth = np.arange(len(origin)) - np.repeat(np.cumsum(parts) - parts, parts)
    share = (nth / parts[origin])[:, None]
    forward = np.vstack([steps, [[0.0, 0.0]]])
    return positions[origin] + share * forward[origin], line_of[origin], nth > 0


def _nodes(
    positions: NDArray[np.float64], line_of: Whole, is_put_in: NDArray[np.bool_]
) -> tuple[Whole, NDArray[np.bool_]]:
    """Give equal positions one number, and say which are nodes: ends, shared ones, one now and then.

    What was put in joins nothing, even where it happens to lie on a position of another road.
    """
    own = np.flatnonzero(~is_put_in)
    rounded = np.rint(positions[own] * _CM_PER_M).astype(np.int64)
    keys = (rounded[:, 0] << 32) + rounded[:, 1]
    _, numbers, counts = np.unique(keys, return_inverse=True, return_counts=True)
    places = np.empty(len(positions), np.int64)
    places[own] = numbers
    places[is_put_in] = len(counts) + np.arange(len(positions) - len(own))
    keep = np.zeros(len(positions), np.bool_)
    keep[own] = counts[numbers] > 1
    is_first = np.append(True, line_of[1:] != line_of[:-1])
    keep |= is_first | np.append(is_first[1:], True)
    along = _along(positions, is_first)
    spaces = np.floor(along / NODE_EVERY_M)
    keep[1:] |= spaces[1:] != spaces[:-1]
    return places, keep


def _along(positions: NDArray[np.float64], is_first: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Metres along its line of each position."""
    total = np.append(0.0, np.cumsum(_steps_m(positions)))
    heads = np.flatnonzero(is_first)
    along: NDArray[np.float64] = total - np.repeat(total[heads], np.diff(np.append(heads, len(positions))))
    return along


def _steps_m(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    steps = np.diff(positions, axis=0)
    return np.hypot(steps[:, 0], steps[:, 1])


def _stretches(
    positions: NDArray[np.float64], line_of: Whole, keep: NDArray[np.bool_]
) -> tuple[Whole, Whole, NDArray[np.float64], Whole]:
    """Return what lies between two nodes of one line: first and last row, length in metres, line."""
    rows = np.flatnonzero(keep)
    if len(rows) < 2:  # noqa: PLR2004 - a stretch has two ends
        none = np.zeros(0, np.int64)
        return none, none, np.zeros(0), none
    lengths = np.add.reduceat(_steps_m(positions), rows[:-1])
    same = line_of[rows[:-1]] == line_of[rows[1:]]
    first, last = rows[:-1][same], rows[1:][same]
    return first, last, lengths[same], line_of[first]


def _numbered(places: Whole, first: Whole, last: Whole) -> tuple[Whole, Whole]:
    """Give a number to the places at which an edge begins or ends; the rest has -1."""
    used = np.unique(np.concatenate([places[first], places[last]]))
    number = np.full(int(places.max(initial=-1)) + 1, -1, np.int64)
    number[used] = np.arange(len(used))
    return number[places], used


def _node_positions(positions: NDArray[np.float64], node_rows: Whole, count: int) -> NDArray[np.float64]:
    """Return the position of each node: of the first row that has it."""
    rows = np.flatnonzero(node_rows >= 0)
    nodes = np.zeros((count, 2))
    nodes[node_rows[rows][::-1]] = positions[rows][::-1]
    return nodes


def _touched(count: int, start: Whole, end: Whole) -> NDArray[np.bool_]:
    found = np.zeros(count, np.bool_)
    found[start] = found[end] = True
    return found


def _both_ways_ms(
    lines: RoadLines, speeds: SpeedTable, vehicle: Vehicle, edge_lines: Whole, lengths_m: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Milliseconds of each stretch as drawn, then of each against it; at least one."""
    kmh = speeds.of(vehicle)[lines.classes]
    stated = lines.most_kmh[vehicle]
    kmh = np.where(stated > 0, np.minimum(kmh, stated), kmh)[edge_lines]
    times = np.maximum(np.rint(lengths_m * _MS_PER_KMH_M / kmh), 1).astype(np.int32)
    barred, direction = lines.barred[vehicle][edge_lines], lines.direction[edge_lines]
    forth = np.where(barred | (direction < 0), BARRED, times)
    back = np.where(barred | (direction > 0), BARRED, times)
    return np.concatenate([forth, back]).astype(np.int32)


def _one_edge_each(network: RoadNetwork) -> RoadNetwork:
    """Keep the fastest of several edges between the same nodes; what is barred to all goes."""
    keys = network.edge_from.astype(np.int64) * max(network.node_count, 1) + network.edge_to
    is_open = np.any([times != BARRED for times in network.edge_ms.values()], axis=0)
    rows = np.flatnonzero(is_open & (network.edge_from != network.edge_to))
    rows = rows[np.argsort(keys[rows], kind="stable")]
    if not len(rows):
        none = np.zeros(0, np.int32)
        return replace(network, edge_from=none, edge_to=none, edge_ms=dict.fromkeys(Vehicle, none))
    heads = np.flatnonzero(np.append(True, np.diff(keys[rows]) != 0))
    return replace(
        network,
        edge_from=network.edge_from[rows[heads]],
        edge_to=network.edge_to[rows[heads]],
        edge_ms={vehicle: _fastest(times[rows], heads) for vehicle, times in network.edge_ms.items()},
    )


def _fastest(times: NDArray[np.int32], heads: Whole) -> NDArray[np.int32]:
    fastest = np.minimum.reduceat(np.where(times == BARRED, _UNREACHED, times), heads)
    return np.where(fastest == _UNREACHED, BARRED, fastest).astype(np.int32)
