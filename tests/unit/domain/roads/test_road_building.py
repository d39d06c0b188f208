"""A network has the nodes, edges and times that one computes by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_building import NODE_EVERY_M, build_network
from drentsportal.domain.roads.road_network import BARRED, RoadNetwork
from drentsportal.domain.roads.road_speeds import ROAD_CLASSES, TRUCK_MOST_KMH, RoadClass, SpeedTable
from tests.unit.domain.road_lines import EVEN, Line, road_lines


def edges(network: RoadNetwork, vehicle: Vehicle = Vehicle.CAR) -> dict[tuple[float, ...], int]:
    """Return times in ms by the positions of both ends, of what the vehicle may drive."""
    return {
        (*network.nodes_rd[start].tolist(), *network.nodes_rd[end].tolist()): time
        for start, end, time in zip(
            network.edge_from.tolist(),
            network.edge_to.tolist(),
            network.edge_ms[vehicle].tolist(),
            strict=True,
        )
        if time != BARRED
    }


def test_a_bend_is_no_node_and_its_length_counts() -> None:
    """30 m east and 40 m north: 70 m, at 60 km/h 4.2 s, at 30 km/h 8.4 s."""
    network = build_network(road_lines(Line([(0, 0), (30, 0), (30, 40)])), EVEN)
    assert network.node_count == 2
    assert edges(network) == {(0, 0, 30, 40): 4_200, (30, 40, 0, 0): 4_200}
    assert set(edges(network, Vehicle.TRUCK).values()) == {8_400}


def test_equal_positions_are_a_junction_and_a_viaduct_is_none() -> None:
    """Two roads share a position within them; a third one crosses both without one."""
    across = road_lines(
        Line([(0, 0), (50, 0), (100, 0)]),
        Line([(50, -50), (50, 0), (50, 50)]),
        Line([(25, -50), (25, 50)]),
    )
    network = build_network(across, EVEN)
    assert network.node_count == 7
    assert (0, 0, 50, 0) in edges(network)
    assert (25, -50, 25, 50) in edges(network)


def test_a_node_that_was_put_in_joins_nothing() -> None:
    """A road of 600 m has one at 400 m, just where another road ends below it."""
    network = build_network(road_lines(Line([(0, 0), (600, 0)]), Line([(400, 0), (400, 90)])), EVEN)
    assert network.nodes_rd.tolist().count([400, 0]) == 2
    assert network.node_count == 5
    assert network.edge_count == 6


def test_positions_are_equal_to_the_centimetre() -> None:
    """A millimetre joins, two centimetres do not."""
    joined = build_network(road_lines(Line([(0, 0), (100, 0)]), Line([(100.001, 0), (200, 0)])), EVEN)
    apart = build_network(road_lines(Line([(0, 0), (100, 0)]), Line([(100.02, 0), (200, 0)])), EVEN)
    assert (joined.node_count, apart.node_count) == (3, 4)


@pytest.mark.parametrize(("direction", "open_ways"), [(0, {"forth", "back"}), (1, {"forth"}), (-1, {"back"})])
def test_direction(direction: int, open_ways: set[str]) -> None:
    """As drawn, against it, or both."""
    network = build_network(road_lines(Line([(0, 0), (100, 0)], direction=direction)), EVEN)
    names: dict[tuple[float, ...], str] = {(0, 0, 100, 0): "forth", (100, 0, 0, 0): "back"}
    assert {names[each] for each in edges(network)} == open_ways


def test_a_road_barred_to_trucks_takes_cars_only() -> None:
    """And one that is barred to both is no edge at all."""
    network = build_network(
        road_lines(
            Line([(0, 0), (100, 0)], truck_barred=True),
            Line([(0, 50), (100, 50)], truck_barred=True, car_barred=True),
        ),
        EVEN,
    )
    assert len(edges(network)) == 2
    assert edges(network, Vehicle.TRUCK) == {}
    assert network.edge_count == 2


def test_a_stated_limit_caps_and_never_speeds_up() -> None:
    """36 km/h: 10 m a second. A limit of 120 leaves 60."""
    slow = build_network(road_lines(Line([(0, 0), (100, 0)], most_kmh=36)), EVEN)
    fast = build_network(road_lines(Line([(0, 0), (100, 0)], most_kmh=120)), EVEN)
    assert set(edges(slow).values()) == {10_000}
    assert set(edges(fast).values()) == {6_000}


def test_of_parallel_roads_the_fastest_is_kept() -> None:
    """Per vehicle and direction apart."""
    network = build_network(
        road_lines(
            Line([(0, 0), (100, 0)], truck_barred=True),
            Line([(0, 0), (50, 50), (100, 0)]),
        ),
        EVEN,
    )
    assert network.edge_count == 2
    assert set(edges(network).values()) == {6_000}
    assert set(edges(network, Vehicle.TRUCK).values()) == {16_971}


def test_along_a_long_road_there_are_nodes_now_and_then() -> None:
    """So that a site beside it finds one; together they take as long as the road."""
    network = build_network(road_lines(Line([(0, 0), (6_000, 0)])), EVEN)
    gaps = np.diff(np.sort(network.nodes_rd[:, 0]))
    assert gaps.max() <= 2 * NODE_EVERY_M
    assert sum(edges(network).values()) == 2 * 360_000


def test_what_is_an_entry_and_what_a_ramp() -> None:
    """A motorway alone is no entry; where its ramp meets a street is both."""
    network = build_network(
        road_lines(
            Line([(0, 0), (200, 0)], RoadClass.MOTORWAY),
            Line([(200, 0), (200, 100)], RoadClass.MOTORWAY_LINK),
            Line([(200, 100), (400, 100)]),
        ),
        EVEN,
    )
    kinds = {
        tuple(at): (bool(entry), bool(ramp))
        for at, entry, ramp in zip(
            network.nodes_rd.tolist(), network.is_entry.tolist(), network.is_ramp.tolist(), strict=True
        )
    }
    assert kinds == {
        (0, 0): (False, False),
        (200, 0): (False, False),
        (200, 100): (True, True),
        (400, 100): (True, False),
    }


@pytest.mark.parametrize("lines", [(), (Line([(0, 0)]),), (Line([(5, 5), (5, 5)]),)])
def test_nothing_makes_nothing(lines: tuple[Line, ...]) -> None:
    """No roads, a road of one position, a road that goes nowhere."""
    network = build_network(road_lines(*lines), EVEN)
    assert network.edge_count == 0


def test_speeds_are_stated_for_every_class_and_kept_low_for_trucks() -> None:
    """A truck is nowhere faster than a car, nor than it may be."""
    table = SpeedTable()
    car, truck = table.of(Vehicle.CAR), table.of(Vehicle.TRUCK)
    assert len(car) == len(truck) == len(ROAD_CLASSES)
    assert (truck <= car).all()
    assert truck.max() <= TRUCK_MOST_KMH
    assert (truck > 0).all()
    fast = SpeedTable(dict.fromkeys(RoadClass, (100, 100)))
    assert set(fast.of(Vehicle.TRUCK).tolist()) == {TRUCK_MOST_KMH}
    assert SpeedTable().text != EVEN.text


@given(st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)), min_size=2, max_size=12))
def test_time_along_a_road_is_its_length(positions: list[tuple[int, int]]) -> None:
    """However it is cut up: all edges of one direction together take what the road takes, to the rounding."""
    network = build_network(road_lines(Line(positions, direction=1)), EVEN)
    lengths = np.hypot(*np.diff(np.array(positions, float), axis=0).T)
    total = int(network.edge_ms[Vehicle.CAR].sum())
    # Stretches that are driven twice the same way, or lead nowhere, are one edge or none.
    assert total <= lengths.sum() * 60 + network.edge_count + 1
