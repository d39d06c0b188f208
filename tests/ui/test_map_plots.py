"""Plots on the map: drawn once at every move, and as boxes where they are too small for more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from shapely.geometry import Point, box

from tests.unit.mapview.site_tables import site_table

if TYPE_CHECKING:
    from tests.ui.map_driver import MapDriver, MapMaker

_LEFT, _LOW = 257_500, 533_500
_LOOK = """(() => {
  const plots = drentsMap.plots, pen = plots.canvas.getContext("2d"), ratio = window.devicePixelRatio || 1;
  const place = (at) => [Math.round(at.x * ratio), Math.round(at.y * ratio), 1, 1];
  const seen = (at) => Array.from(pen.getImageData(...place(at)).data);
  const drawn = { boxes: 0, outlines: 0 };
  const { fillRect, stroke } = pen;
  pen.fillRect = (...box) => { drawn.boxes += 1; fillRect.apply(pen, box); };
  pen.stroke = () => { drawn.outlines += 1; stroke.apply(pen); };
  plots.draw();
  Object.assign(pen, { fillRect, stroke });
  const middle = (id) => plots.spotsOf(id)[4];
  return JSON.stringify({ ...drawn, small: seen(middle("small")), large: seen(middle("large")),
    beside: seen(middle("small").add([8, 0])) });
})()"""
_COUNT = """(() => {
  const plots = drentsMap.plots, draw = plots.draw;
  let count = 0;
  plots.draw = function () { count += 1; draw.call(plots); };
  MOVE;
  plots.draw = draw;
  return count;
})()"""


@pytest.fixture
def plot_map(make_map: MapMaker) -> MapDriver:
    """Show a park with a plot of 30 by 30 m and one of 300 by 300 m with a hole in its middle."""
    ring = box(_LEFT + 200, _LOW, _LEFT + 500, _LOW + 300).difference(
        box(_LEFT + 300, _LOW + 100, _LEFT + 400, _LOW + 200)
    )
    plots = [
        ("small", box(_LEFT, _LOW, _LEFT + 30, _LOW + 30), {"status": "available"}),
        ("large", ring, {"status": "available"}),
    ]
    driver = make_map(site_table([("park", Point(_LEFT, _LOW).buffer(900), {})], plots))
    driver.look_at("park", 13)
    return driver


def _look(driver: MapDriver) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(driver.js(_LOOK))
    return told


def test_a_plot_of_a_few_pixels_is_a_box_and_a_larger_one_has_its_outline(plot_map: MapDriver) -> None:
    """Outlines of tens of thousands would take longer than a hand waits; what is seen is the same."""
    far = _look(plot_map)
    assert far["boxes"] == 2
    assert far["small"][3] > 200
    assert far["beside"][3] == 0
    assert far["large"][3] == 0, "the hole stays open"
    plot_map.look_at("park", 16)
    near = _look(plot_map)
    assert near["boxes"] == 0
    assert near["outlines"] >= far["outlines"] > 0
    assert near["small"][3] == 255


@pytest.mark.parametrize(
    "move",
    [
        "drentsMap.map.setZoom(14, { animate: false })",
        "drentsMap.map.panBy([40, 20], { animate: false })",
        "drentsMap.map.setView([52.78, 6.9], 15, { animate: false })",
    ],
)
def test_plots_are_drawn_once_at_every_move(plot_map: MapDriver, move: str) -> None:
    """A zoom ends three things at once: that it changed, that it moved, and that all lies anew."""
    assert plot_map.js(_COUNT.replace("MOVE", move)) == 1
