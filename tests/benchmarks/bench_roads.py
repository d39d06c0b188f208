"""Drive times over 200,000 nodes: read, build, start anew from what was kept, reach every site."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_network import BARRED
from drentsportal.geodata.roads_cache import RoadsCache
from drentsportal.geodata.roads_reading import RoadFileReader
from drentsportal.paths import resources_dir
from drentsportal.routing.scipy_roads import ScipyRoads
from drentsportal.services.ports.roads import RoadOptions, StartKind
from drentsportal.services.progress import NoProgress
from tests.benchmarks.measuring import Row, median_ms, one_ms
from tests.small_osm import Way, write_osm

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from drentsportal.domain.roads.road_network import RoadNetwork

SIDE = 447
STEP_M = 180.0
CORNER_RD = (200_000.0, 500_000.0)
PARK_COUNT, PLOT_COUNT = 4_000, 100_000
CONFIG = resources_dir() / "roads" / "osmconf.ini"


def run() -> list[Row]:
    """Measure the ways of a network, from the file to the times."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_grid(Path(folder) / "rooster.osm.pbf")
        kept = Path(folder) / "kept"
        cold = RoadFileReader(CONFIG, RoadsCache(None), tuple)
        warm = RoadFileReader(CONFIG, RoadsCache(kept), tuple)
        warm.read(path, RoadOptions(), NoProgress())
        roads = ScipyRoads(warm)

        def start() -> None:
            roads.load(path, RoadOptions(), NoProgress())

        rows = [
            Row(
                "read and build roads of 200,000 nodes (.osm.pbf)",
                median_ms(lambda: cold.read(path, RoadOptions(), NoProgress()), runs=3),
                "",
            ),
            Row("take the same roads into use again", median_ms(start), "under 0.5 s", most_ms=500),
        ]
        network, _ = warm.read(path, RoadOptions(), NoProgress())
        return [*rows, *time_rows(roads, network)]


def time_rows(roads: ScipyRoads, network: RoadNetwork) -> list[Row]:
    """Measure times to 4,000 parks and 100,000 plots."""
    sites = drawn_sites()
    start = [shapely.Point(CORNER_RD[0] + 40_000, CORNER_RD[1] + 40_000)]
    entering = one_ms(lambda: roads.entries_of(sites, Vehicle.TRUCK))
    corners = np.random.default_rng(2).uniform(0, SIDE * STEP_M, (30, 2)) + CORNER_RD
    starts = [shapely.Point(x_m, y_m) for x_m, y_m in corners.tolist()]
    floor = median_ms(bare_search(network))
    return [
        Row("find where 104,000 sites enter the network, once per data version", entering, ""),
        Row(
            "truck times from one start to 104,000 sites",
            median_ms(lambda: roads.seconds_to(start, sites, Vehicle.TRUCK)),
            "well under 1 s",
            "scipy's search alone",
            floor,
            most_ms=1_000,
        ),
        Row(
            "truck times from the nearest of 30 junctions to 104,000 sites",
            median_ms(lambda: roads.seconds_to(starts, sites, Vehicle.TRUCK, StartKind.JUNCTION)),
            "well under 1 s",
            "scipy's search alone",
            floor,
            most_ms=1_000,
        ),
    ]


def bare_search(network: RoadNetwork) -> Callable[[], object]:
    """Make the floor: the same search on the same graph, and nothing else."""
    times = network.edge_ms[Vehicle.TRUCK]
    is_open = times != BARRED
    size = network.node_count
    graph = csr_array(
        (times[is_open].astype(np.float64), (network.edge_from[is_open], network.edge_to[is_open])),
        shape=(size, size),
    )
    return lambda: dijkstra(graph, directed=True, indices=np.array([size // 2]))


def drawn_sites() -> NDArray[np.object_]:
    """Draw parks and plots of a usual size across the grid."""
    draw = np.random.default_rng(1)
    sizes = np.concatenate([draw.uniform(100, 900, PARK_COUNT), draw.uniform(30, 120, PLOT_COUNT)])
    corners = draw.uniform(0, SIDE * STEP_M, (len(sizes), 2)) + CORNER_RD
    return np.asarray(
        shapely.box(corners[:, 0], corners[:, 1], corners[:, 0] + sizes, corners[:, 1] + sizes * 0.7), object
    )


def write_grid(path: Path) -> Path:
    """Write streets of a grid; every fifth one is larger and has a limit, some are closed to trucks."""
    along = np.arange(SIDE) * STEP_M
    x_m, y_m = np.meshgrid(along + CORNER_RD[0], along + CORNER_RD[1], indexing="ij")
    ways = []
    for row in range(SIDE):
        tags = {"highway": "secondary", "maxspeed": "80"} if row % 5 == 0 else {"highway": "residential"}
        if row % 7 == 0:
            tags["hgv"] = "no"
        for first in range(0, SIDE - 1, 4):
            last = min(first + 5, SIDE)
            ways.append(Way([row * SIDE + column for column in range(first, last)], tags))
            ways.append(Way([column * SIDE + row for column in range(first, last)], tags))
    return write_osm(path, np.column_stack([x_m.ravel(), y_m.ravel()]), ways)
