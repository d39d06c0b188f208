"""Space: adjoining plots together over the size of the Netherlands, and what building fits on a plot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.affinity import rotate

from drentsportal.domain.asking.request import Requirement
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.space.building_fit import fits, largest_building
from drentsportal.domain.space.building_widths import PlotOutlines
from drentsportal.domain.space.plot_adjacency import plot_adjacency
from drentsportal.domain.space.plot_combination import CombinablePlots, CombinationRules, combinations
from tests.benchmarks import bench_matching
from tests.benchmarks.measuring import Row, median_ms
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.naive_rectangles import drawn_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

PLOT_COUNT: Final = 100_000
_PER_PARK, _COLUMNS, _DEPTH_M = 27, 6, 80.0
_WANTED_M2: Final = {2: 15_000, 3: 20_000, 5: 40_000, 6: 46_000}
_SHAPES: Final = 40


def run() -> list[Row]:
    """Measure adjacency, combinations and buildings, and a match that needs all plots that adjoin."""
    return [*_combination_rows(), _first_match_row(), *_fit_rows(), *_width_rows()]


def _first_match_row() -> Row:
    """Time the first match with room to grow on a data version: adjacency, growth and combinations."""
    shapes, parks = _national_plots(PLOT_COUNT)
    plain = bench_matching.national_table(PLOT_COUNT)
    codes = replace(
        plain.plots.columns["park_id"],
        values=parks.astype(np.int32),
        categories=tuple(plain.parks.ids.tolist()),
    )
    plots = replace(plain.plots, columns={**plain.plots.columns, "park_id": codes}, geometries_rd=shapes)
    asked = bench_matching.demanding_request()
    request = replace(asked, requirements=(*asked.requirements, Requirement("expansion_area", 30_000)))
    grounds = [build_offers(replace(plain, plots=plots)) for _ in range(4)]
    landmarks = bench_matching.junctions()
    return Row(
        f"first match with room to grow on a data version, {PLOT_COUNT:,} plots that adjoin",
        median_ms(lambda: match(request, grounds.pop(), landmarks, PLAIN_PROFILE), runs=3),
        "under 1,000 ms",
        most_ms=1000,
    )


def _combination_rows() -> list[Row]:
    shapes, parks = _national_plots(PLOT_COUNT)
    plots = _combinable(shapes, parks)
    adjacency = plot_adjacency(shapes, parks)
    rows = [
        Row(
            f"which of {PLOT_COUNT:,} plots adjoin, once per data version",
            median_ms(lambda: plot_adjacency(shapes, parks), runs=3),
            "",
        )
    ]
    for size, wanted_m2 in _WANTED_M2.items():
        rules = CombinationRules(wanted_m2)
        rows.append(
            Row(
                f"combinations of mostly {size} plots, {PLOT_COUNT:,} plots, five per park",
                median_ms(lambda rules=rules: combinations(plots, adjacency, rules), runs=3),  # type: ignore[misc] # bound at once
                "under 2,000 ms",
                most_ms=2000,
            )
        )
    return [*rows, _growth_row(plots_count=10 * PLOT_COUNT, tenth_ms=rows[1].median_ms)]


def _growth_row(plots_count: int, tenth_ms: float) -> Row:
    shapes, parks = _national_plots(plots_count)
    plots, adjacency = _combinable(shapes, parks), plot_adjacency(shapes, parks)
    rules = CombinationRules(_WANTED_M2[2])
    return Row(
        f"combinations of mostly 2 plots, {plots_count:,} plots",
        median_ms(lambda: combinations(plots, adjacency, rules), runs=1),
        "within 12 x",
        "a tenth of the plots",
        tenth_ms,
        most_ratio=12,
    )


def _fit_rows() -> list[Row]:
    areas = [drawn_area(number) for number in range(_SHAPES)]
    strip, round_plot = rotate(shapely.box(0, 0, 500, 20), 33), shapely.Point(0, 0).buffer(50)
    return [
        Row(
            "largest building on a plot of 4 to 20 corners, holes and parts among them",
            median_ms(lambda: [largest_building(each, 2, 1) for each in areas], runs=3) / _SHAPES,
            "under 50 ms",
            most_ms=50,
        ),
        Row(
            "whether 40 x 20 m fits on it with 4 m around",
            median_ms(lambda: [fits(each, 40, 20, 4) for each in areas], runs=3) / _SHAPES,
            "",
        ),
        Row("largest building in a strip of 25 : 1", _once_ms(strip), ""),
        Row("largest building on a round plot of 64 corners", _once_ms(round_plot), ""),
    ]


def _once_ms(area: BaseGeometry) -> float:
    return median_ms(lambda: largest_building(area, 2, 1), runs=3)


def _width_rows() -> list[Row]:
    shapes, _ = _national_plots(PLOT_COUNT)
    outlines = PlotOutlines(shapes)
    uneven = np.array([drawn_area(number) for number in range(2000)], object)
    return [
        Row(f"outlines of {PLOT_COUNT:,} plots, once per data version", _outlines_ms(shapes), ""),
        Row(
            f"whether 60 x 40 m fits on each of {PLOT_COUNT:,} rectangular plots with 5 m around",
            median_ms(lambda: outlines.widths(60.0, 40.0, 5.0), runs=3),
            "",
        ),
        Row(
            "whether 40 x 25 m fits on each of 2,000 uneven plots with 5 m around",
            median_ms(lambda: PlotOutlines(uneven).widths(40.0, 25.0, 5.0), runs=1),
            "",
        ),
    ]


def _outlines_ms(shapes: NDArray[np.object_]) -> float:
    return median_ms(lambda: PlotOutlines(shapes), runs=3)


def _national_plots(count: int) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Make parks of 27 plots, side by side in rows of six, of uneven width."""
    parks, places = np.divmod(np.arange(count), _PER_PARK)
    widths = np.random.default_rng(1).uniform(40, 120, (parks.max() + 1, _COLUMNS))
    edges = np.concatenate([np.zeros((len(widths), 1)), widths.cumsum(axis=1)], axis=1)
    row, column = np.divmod(places, _COLUMNS)
    east, north = parks % 80 * 1200.0, parks // 80 * 1200.0 + row * _DEPTH_M
    left, right = east + edges[parks, column], east + edges[parks, column + 1]
    shapes: NDArray[np.object_] = shapely.box(left, north, right, north + _DEPTH_M)
    return shapes, parks.astype(np.int64)


def _combinable(shapes: NDArray[np.object_], parks: NDArray[np.int64]) -> CombinablePlots:
    ids: Sequence[str] = [f"plot-{number:07}" for number in range(len(shapes))]
    areas = np.floor(shapely.area(shapes)).astype(np.int64)
    return CombinablePlots(np.array(ids), areas, parks, np.random.default_rng(2).integers(-1, 3, len(ids)))
