"""The binary of the plots, read back as the page reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import MultiPolygon, Point, Polygon, box

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.mapview.plots import STATUSES, plot_layer
from tests.unit.mapview.site_tables import site_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.mapview.plots import PlotLayer
    from tests.unit.mapview.site_tables import Row


@dataclass(frozen=True)
class Unpacked:
    """The parts of the binary."""

    ring_plot: list[int]
    ring_start: list[int]
    statuses: list[str]
    metres: NDArray[np.float32]


def _unpack(layer: PlotLayer) -> Unpacked:
    content = layer.content
    plots, rings, points = np.frombuffer(content, "<u4", 3)
    at = 12
    ring_plot = np.frombuffer(content, "<u4", rings, at)
    at += 4 * int(rings)
    ring_start = np.frombuffer(content, "<u4", rings, at)
    at += 4 * int(rings)
    status = np.frombuffer(content, "u1", plots, at)
    at += int(plots) + (-int(plots) % 4)
    metres = np.frombuffer(content, "<f4", 2 * int(points), at).reshape(-1, 2)
    assert at + metres.nbytes == len(content)
    return Unpacked(ring_plot.tolist(), ring_start.tolist(), [STATUSES[each] for each in status], metres)


def _packed(*rows: Row) -> Unpacked:
    return _unpack(plot_layer(site_rows(SiteKind.PLOT, rows)))


_SQUARE = box(257000, 533000, 257100, 533100)


def test_status_and_index_follow_the_plots_and_unknown_is_its_own_status() -> None:
    """Status and index follow the plots and unknown is its own status."""
    layer = plot_layer(
        site_rows(
            SiteKind.PLOT,
            [
                ("a", _SQUARE, {"status": "sold", "name": "A1"}),
                ("b", _SQUARE, {}),
                ("c", _SQUARE, {"status": "option"}),
            ],
        )
    )
    assert _unpack(layer).statuses == ["sold", "unknown", "option"]
    assert layer.index == [["a", "A1"], ["b", "b"], ["c", "c"]]


def test_holes_and_parts_are_rings_of_their_plot() -> None:
    """Holes and parts are rings of their plot."""
    holed = Polygon(_SQUARE.exterior.coords, [box(257020, 533020, 257040, 533040).exterior.coords])
    parts = MultiPolygon([box(0, 300000, 10, 300010), box(20, 300000, 30, 300010)])
    unpacked = _packed(("a", holed, {}), ("b", parts, {}))
    assert unpacked.ring_plot == [0, 0, 1, 1]
    assert unpacked.ring_start == [0, 5, 10, 15]


def test_holes_turn_against_their_shell_whichever_way_they_came() -> None:
    """Holes turn against their shell whichever way they came."""
    shell = list(_SQUARE.exterior.coords)
    hole = list(box(257020, 533020, 257040, 533040).exterior.coords)
    for given in (Polygon(shell, [hole]), Polygon(shell[::-1], [hole]), Polygon(shell, [hole[::-1]])):
        metres = _packed(("a", given, {})).metres.astype(float)
        assert _turn(metres[:5]) * _turn(metres[5:]) < 0


def _turn(ring: NDArray[np.float64]) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def test_a_plot_without_area_is_left_out() -> None:
    """A plot without area is left out."""
    layer = plot_layer(
        site_rows(
            SiteKind.PLOT,
            [("a", None, {}), ("b", Point(257000, 533000), {}), ("c", _SQUARE, {}), ("d", Polygon(), {})],
        )
    )
    assert [site_id for site_id, _ in layer.index] == ["c"]


def test_no_plots_give_an_empty_binary() -> None:
    """No plots give an empty binary."""
    assert _packed().ring_plot == []


def test_positions_are_exact_to_a_centimetre_over_the_whole_province() -> None:
    """Positions are exact to a centimetre over the whole province."""
    far_apart: list[Row] = [
        ("a", box(205000, 515000, 205100, 515100), {}),
        ("b", box(269000, 580000, 269100, 580100), {}),
    ]
    layer = plot_layer(site_rows(SiteKind.PLOT, far_apart))
    metres = _unpack(layer).metres.astype(float)
    step = np.spacing(np.abs(metres).astype(np.float32)).max()
    assert step <= 0.01


def test_many_plots_lie_where_each_of_them_would_alone() -> None:
    """Many plots are placed between the corners of a grid, few by PROJ: the same to a centimetre or two."""
    chance = np.random.default_rng(5)
    corners = chance.uniform((230_000, 540_000), (233_000, 543_000), (200, 2))
    many: list[Row] = [(f"k{at:03}", box(x, y, x + 60, y + 40), {}) for at, (x, y) in enumerate(corners)]
    together, alone = (
        plot_layer(site_rows(SiteKind.PLOT, many)),
        plot_layer(site_rows(SiteKind.PLOT, many[:1])),
    )
    placed = [_unpack(each).metres[:5].astype(float) + each.origin for each in (together, alone)]
    assert np.abs(placed[0] - placed[1]).max() < 0.02
