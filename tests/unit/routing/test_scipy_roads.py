"""The engine gives the times that one adds up by hand, and those of a plain search on random networks."""

from __future__ import annotations

import heapq
import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.drive_time import ACCESS_MOST_M
from drentsportal.domain.roads.road_building import build_network
from drentsportal.domain.roads.road_network import BARRED, NetworkFacts, RoadNetwork
from drentsportal.domain.roads.road_speeds import RoadClass
from drentsportal.domain.values import PartialDate
from drentsportal.routing.nearest import NearestNodes
from drentsportal.routing.scipy_roads import ScipyRoads
from drentsportal.services.ports.roads import RoadOptions, StartKind
from drentsportal.services.progress import NoProgress
from tests.unit.domain.road_lines import EVEN, Line, road_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

FACTS = NetworkFacts("wegen.osm.pbf", "00", PartialDate(2026, 11, 1), True, 1, 1, 1, (0, 0, 1, 1))  # noqa: FBT003 - the date is stated


class KnownRoads:
    """Gives a network that a test made."""

    def __init__(self, network: RoadNetwork) -> None:
        """Keep the network."""
        self.network = network

    def read(self, path: Path, options: RoadOptions, progress: object) -> tuple[RoadNetwork, NetworkFacts]:
        """Give the network, whatever the file."""
        del path, options, progress
        return self.network, FACTS


def engine(*lines: Line) -> ScipyRoads:
    """Make an engine over lines."""
    network = build_network(road_lines(*lines), EVEN)
    roads = ScipyRoads(KnownRoads(network))
    roads.use(network, FACTS)
    return roads


def places(*geometries: BaseGeometry | None) -> NDArray[np.object_]:
    """Put geometries in a column."""
    column = np.full(len(geometries), None, object)
    column[:] = geometries
    return column


def seconds(
    roads: ScipyRoads,
    starts: Sequence[BaseGeometry],
    *targets: BaseGeometry | None,
    vehicle: Vehicle = Vehicle.CAR,
    kind: StartKind = StartKind.PLACE,
) -> list[int]:
    """Ask for times."""
    found: list[int] = roads.seconds_to(starts, places(*targets), vehicle, kind).tolist()
    return found


STREET = Line([(0, 0), (200, 0), (400, 0), (600, 0)])


def test_a_way_that_one_adds_up_by_hand() -> None:
    """600 m at 60 km/h is 36 s; 100 m beside the road, with the detour at 30 km/h, is 15.6 s more."""
    roads = engine(STREET)
    start = shapely.Point(0, 0)
    assert seconds(roads, [start], shapely.Point(600, 0), shapely.Point(600, 100)) == [36, 52]
    assert seconds(roads, [start], shapely.Point(600, 0), vehicle=Vehicle.TRUCK) == [72]


def test_a_start_beside_the_road_costs_as_much() -> None:
    """15.6 s to the road, 36 s along it, 15.6 s to the site: 67.2, so 68."""
    roads = engine(STREET)
    assert seconds(roads, [shapely.Point(0, 100)], shapely.Point(600, -100)) == [68]


def test_a_site_is_entered_at_its_outline() -> None:
    """From the node nearest to the edge of the area, not from its middle; 0 where the start lies in it."""
    roads = engine(STREET)
    park = shapely.box(700, -500, 1_700, 500)
    assert seconds(roads, [shapely.Point(0, 0)], park) == [52]
    assert seconds(roads, [shapely.Point(900, 0)], park) == [0]


def test_a_place_without_roads_or_position_is_unknown() -> None:
    """Beyond 2 km, without geometry, with an empty one; from a start out of reach everything is."""
    roads = engine(STREET)
    near, far = shapely.Point(600, ACCESS_MOST_M), shapely.Point(600, ACCESS_MOST_M + 1)
    start = shapely.Point(0, 0)
    assert seconds(roads, [start], near, far, None, shapely.Polygon()) == [348, -1, -1, -1]
    assert seconds(roads, [far], near, start) == [-1, -1]
    assert seconds(roads, [], near) == [-1]


def test_without_a_network_everything_is_unknown() -> None:
    """Nothing is in use until a file was taken."""
    roads = ScipyRoads(KnownRoads(build_network(road_lines(STREET), EVEN)))
    assert roads.facts() is None
    assert seconds(roads, [shapely.Point(0, 0)], shapely.Point(0, 0)) == [-1]
    assert not roads.entries_of(places(shapely.Point(0, 0)), Vehicle.CAR).is_known.any()


def test_load_takes_the_network_of_the_reader(tmp_path: Path) -> None:
    """And tells how much of it hangs together, per vehicle."""
    network = build_network(
        road_lines(STREET, Line([(600, 0), (600, 100)], truck_barred=True), Line([(0, 900), (50, 900)])), EVEN
    )
    facts = ScipyRoads(KnownRoads(network)).load(tmp_path, RoadOptions(), NoProgress())
    assert facts.main_share is not None
    nodes = network.node_count
    assert facts.main_share[Vehicle.CAR] == pytest.approx((nodes - 2) / nodes)
    assert facts.main_share[Vehicle.TRUCK] == pytest.approx((nodes - 3) / nodes)


def test_one_way_streets_are_driven_one_way() -> None:
    """Round a block of 100 m: 6 s forth, 18 s back."""
    corners = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    ring = [Line([corners[row], corners[row + 1]], direction=1) for row in range(4)]
    roads = engine(*ring)
    first, second = shapely.Point(0, 0), shapely.Point(100, 0)
    assert seconds(roads, [first], second) == [6]
    assert seconds(roads, [second], first) == [18]


def test_a_truck_goes_round_where_it_is_barred() -> None:
    """300 m for 100 m, and at half the speed."""
    roads = engine(
        Line([(0, 0), (100, 0)], truck_barred=True), Line([(0, 0), (0, 100), (100, 100), (100, 0)])
    )
    start, site = shapely.Point(0, 0), shapely.Point(100, 0)
    assert seconds(roads, [start], site) == [6]
    assert seconds(roads, [start], site, vehicle=Vehicle.TRUCK) == [36]


def test_an_island_is_left_out() -> None:
    """A site beside it enters from the main part, however near the island is."""
    roads = engine(STREET, Line([(600, 300), (700, 300)]))
    assert seconds(roads, [shapely.Point(0, 0)], shapely.Point(600, 310)) == [36 + 49]


def test_a_dead_end_that_one_cannot_leave_is_left_out() -> None:
    """One way in and none out: nobody is sent there."""
    roads = engine(STREET, Line([(600, 0), (600, 400)], direction=1))
    assert seconds(roads, [shapely.Point(0, 0)], shapely.Point(600, 400)) == [36 + 63]


def test_of_several_starts_the_best_counts() -> None:
    """Each with what it costs to get to the road."""
    roads = engine(STREET)
    starts = [shapely.Point(0, 0), shapely.Point(600, 200)]
    assert seconds(roads, starts, shapely.Point(0, 0), shapely.Point(600, 0), shapely.Point(400, 0)) == [
        0,
        32,
        24,
    ]


def test_a_junction_begins_at_its_ramps() -> None:
    """The point lies on the motorway; both ramps count, without any way to them."""
    roads = engine(
        Line([(0, 0), (1_000, 0)], RoadClass.MOTORWAY),
        Line([(400, 0), (400, 100)], RoadClass.MOTORWAY_LINK),
        Line([(600, 0), (600, 100)], RoadClass.MOTORWAY_LINK),
        Line([(0, 0), (400, 0)], RoadClass.MOTORWAY),
        Line([(0, 100), (400, 100), (600, 100), (1_200, 100)]),
        Line([(1_000, 0), (1_200, 100)], RoadClass.MOTORWAY_LINK),
    )
    junction = shapely.Point(500, 0)
    targets = [shapely.Point(0, 100), shapely.Point(600, 100)]
    assert seconds(roads, [junction], *targets, kind=StartKind.JUNCTION) == [24, 0]


def test_a_junction_without_ramps_begins_where_a_place_would() -> None:
    """A network of which the motorway is not told apart."""
    roads = engine(STREET)
    start = shapely.Point(0, 100)
    assert seconds(roads, [start], shapely.Point(600, 0), kind=StartKind.JUNCTION) == [52]


def test_a_site_is_not_entered_from_a_motorway() -> None:
    """It lies beside one; the way is along the street."""
    roads = engine(
        STREET,
        Line([(600, 0), (800, 0), (1_000, 0), (1_000, 1_000)], RoadClass.MOTORWAY),
    )
    assert seconds(roads, [shapely.Point(0, 0)], shapely.Point(800, 10)) == [36 + 32]


# --- against a plain search ----------------------------------------------------------


def plain_search(network: RoadNetwork, vehicle: Vehicle, start: int) -> list[float]:
    """Dijkstra's method with a heap, from one node."""
    out: dict[int, list[tuple[int, int]]] = {}
    for one, other, time in zip(
        network.edge_from.tolist(), network.edge_to.tolist(), network.edge_ms[vehicle].tolist(), strict=True
    ):
        if time != BARRED:
            out.setdefault(one, []).append((other, time))
    found = [math.inf] * network.node_count
    found[start] = 0
    heap = [(0, start)]
    while heap:
        time, node = heapq.heappop(heap)
        if time > found[node]:
            continue
        for other, step in out.get(node, []):
            if time + step < found[other]:
                found[other] = time + step
                heapq.heappush(heap, (time + step, other))
    return found


@st.composite
def random_roads(draw: st.DrawFn) -> list[Line]:
    """Roads between the points of a small grid, some one way, some barred, some slow."""
    points = st.tuples(st.integers(0, 6), st.integers(0, 6))
    lines = []
    for _ in range(draw(st.integers(3, 40))):
        first, second = draw(points), draw(points)
        lines.append(
            Line(
                [(first[0] * 200, first[1] * 200), (second[0] * 200, second[1] * 200)],
                draw(st.sampled_from([RoadClass.RESIDENTIAL, RoadClass.MOTORWAY, RoadClass.PRIMARY])),
                most_kmh=draw(st.sampled_from([0, 7, 30, 50])),
                direction=draw(st.sampled_from([-1, 0, 0, 1])),
                truck_barred=draw(st.booleans()),
            )
        )
    return lines


@settings(max_examples=80, deadline=None)
@given(random_roads(), st.data())
def test_random_networks_agree_with_a_plain_search(lines: list[Line], data: st.DataObject) -> None:
    """From any entry to any other one, in both directions of every edge, for both vehicles."""
    network = build_network(road_lines(*lines), EVEN)
    roads = engine(*lines)
    for vehicle in Vehicle:
        nodes = np.asarray(shapely.points(network.nodes_rd), object)
        entered = roads.entries_of(nodes, vehicle)
        # A node that was put in may lie on another one; the place is then entered at either.
        main = np.flatnonzero(entered.nodes == np.arange(len(nodes)))
        if not len(main):
            continue
        start = data.draw(st.sampled_from(main.tolist()))
        expected = plain_search(network, vehicle, start)
        times = roads.seconds_to([nodes[start]], nodes, vehicle).tolist()
        for row in main.tolist():
            assert times[row] == math.ceil(expected[row] / 1_000)


def bent(at: tuple[int, int]) -> tuple[float, float]:
    """Bend the grid, so that no point of it lies halfway between two others."""
    return at[0] * 170.0 + at[1] ** 2 * 7.3, at[1] * 170.0 + at[0] ** 2 * 3.1


@st.composite
def winding_roads(draw: st.DrawFn) -> list[Line]:
    """Roads over several points of a small grid, so that they share points along the way."""
    point = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(bent)
    road = st.lists(point, min_size=2, max_size=7)
    directions = st.sampled_from([-1, 0, 0, 0, 1])
    return [
        Line(draw(road), most_kmh=draw(st.sampled_from([0, 20])), direction=draw(directions))
        for _ in range(draw(st.integers(2, 12)))
    ]


def every_step(lines: list[Line]) -> dict[tuple[float, float], list[tuple[tuple[float, float], float]]]:
    """Make the plainest network there is: every position a node, every step an edge, in seconds."""
    steps: dict[tuple[float, float], list[tuple[tuple[float, float], float]]] = {}
    for line in lines:
        for one, other in pairwise(line.positions):
            time_s = math.dist(one, other) * 3.6 / (line.most_kmh or 60)
            if line.direction >= 0:
                steps.setdefault(one, []).append((other, time_s))
            if line.direction <= 0:
                steps.setdefault(other, []).append((one, time_s))
    return steps


@settings(max_examples=80, deadline=None)
@given(winding_roads(), st.data())
def test_leaving_out_the_bends_changes_no_time(lines: list[Line], data: st.DataObject) -> None:
    """From end to end of roads it takes what all steps of the shortest way take, rounded up."""
    roads = engine(*lines)
    ends = sorted({at for line in lines for at in (line.positions[0], line.positions[-1])})
    column = places(*(shapely.Point(at) for at in ends))
    entered = roads.entries_of(column, Vehicle.CAR)
    known = np.flatnonzero(entered.is_known & (entered.access_ms == 0)).tolist()
    if not known:
        return
    start = data.draw(st.sampled_from(known))
    steps = every_step(lines)
    found = {ends[start]: 0.0}
    heap = [(0.0, ends[start])]
    while heap:
        time, at = heapq.heappop(heap)
        for other, step in steps.get(at, []):
            if time <= found[at] and time + step < found.get(other, math.inf):
                found[other] = time + step
                heapq.heappush(heap, (time + step, other))
    times = roads.seconds_to([column[start]], column, Vehicle.CAR).tolist()
    for row in known:
        assert math.ceil(found[ends[row]] - 0.1) <= times[row] <= math.ceil(found[ends[row]] + 0.1)


def every_pair(network: RoadNetwork, vehicle: Vehicle) -> NDArray[np.float64]:
    """Floyd and Warshall: all times at once."""
    times = np.full((network.node_count, network.node_count), np.inf)
    np.fill_diagonal(times, 0)
    open_edges = network.edge_ms[vehicle] != BARRED
    times[network.edge_from[open_edges], network.edge_to[open_edges]] = network.edge_ms[vehicle][open_edges]
    for middle in range(network.node_count):
        times = np.minimum(times, times[:, middle, None] + times[None, middle])
    return times


@settings(max_examples=60, deadline=None)
@given(random_roads())
def test_the_main_part_is_the_largest_that_hangs_together(lines: list[Line]) -> None:
    """Its share is the size of the largest set in which everything reaches everything."""
    network = build_network(road_lines(*lines), EVEN)
    roads = engine(*lines)
    facts = roads.facts()
    assert facts is not None
    assert facts.main_share is not None
    for vehicle in Vehicle:
        reach = np.isfinite(every_pair(network, vehicle))
        largest = int((reach & reach.T).sum(axis=1).max(initial=0))
        expected = largest / network.node_count if largest > 1 else 0.0
        assert facts.main_share[vehicle] == pytest.approx(expected)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=60, unique=True),
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(1, 300)), min_size=1, max_size=8
    ),
)
def test_the_nearest_node_is_the_nearest(
    nodes: list[tuple[int, int]], boxes: list[tuple[int, int, int]]
) -> None:
    """Measured one by one from every outline; of equally near ones the first."""
    positions = np.array(nodes, np.float64)
    areas = places(*(shapely.box(x, y, x + side, y + side / 3 + 1) for x, y, side in boxes))
    found, apart = NearestNodes(positions, np.ones(len(positions), np.bool_)).nearest(areas)
    for row, area in enumerate(areas):
        each = shapely.distance(area.boundary, shapely.points(positions))
        assert apart[row] == each.min()
        assert each[found[row]] == each.min()
