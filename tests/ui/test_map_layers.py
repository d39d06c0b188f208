"""The panel of layers: on and off, order by mouse and by keys, opacity, legend, and what is remembered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from drentsportal.mapview.layer_choice import LayersSet
from drentsportal.mapview.result import MapCandidate, MapResult
from drentsportal.ui.map.legend_memory import LayerMemory
from tests.ui.pixels import count_colour

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.map_driver import MapDriver

_POINT = 10**8


@pytest.fixture
def panel_map(shown_map: MapDriver) -> MapDriver:
    """Show a map whose panel was opened with the mouse."""
    shown_map.click_element(".dm-tool-layers")
    shown_map.qtbot.waitUntil(lambda: bool(shown_map.js("drentsMap.layerPanel.isOpen()")))
    return shown_map


def order(driver: MapDriver) -> list[str]:
    """Read the layers from above to below, as the panel shows them."""
    code = "JSON.stringify([...document.querySelectorAll('.dm-layer')].map((each) => each.dataset.layer))"
    told: list[str] = json.loads(driver.js(code))
    return told


def z_index(driver: MapDriver, pane: str) -> int:
    """Read how high a layer lies."""
    return int(driver.js(f"Number(drentsMap.map.getPane({json.dumps(pane)}).style.zIndex)"))


def middle(driver: MapDriver, selector: str) -> QPoint:
    """Where an element lies in the view."""
    code = f"JSON.stringify(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
    box = json.loads(driver.js(code))
    return QPoint(round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2))


def drag(driver: MapDriver, start: QPoint, end: QPoint) -> None:
    """Pull with the left button, in a few steps as a hand does."""
    QTest.mousePress(driver.surface, Qt.MouseButton.LeftButton, pos=start)
    for step in (1, 2, 3, 4):
        QTest.mouseMove(driver.surface, start + (end - start) * step / 4)
        QTest.qWait(30)
    QTest.mouseRelease(driver.surface, Qt.MouseButton.LeftButton, pos=end)


def focus(driver: MapDriver, key: str) -> None:
    """Put the focus on a control of the panel."""
    driver.widget.web.view.setFocus()
    driver.js(f"document.querySelector('[data-key={key}]').focus(); 1")


def test_a_layer_goes_off_and_on_with_a_click(panel_map: MapDriver, map_cache_dir: Path) -> None:
    """Water is gone from the picture, is remembered as off, and comes back."""
    blue = str(panel_map.js("drentsMap.theme.base.water"))
    panel_map.wait_for_colour(blue, 200)
    with panel_map.qtbot.waitSignal(panel_map.widget.web.bridge.layers_chosen, timeout=10_000) as told:
        panel_map.click_element("[data-layer=water] input")
    assert told.args == [LayersSet(shown={"water": False})]
    sample = 22 * 16
    panel_map.qtbot.waitUntil(
        lambda: count_colour(panel_map.widget.picture(), blue) <= sample, timeout=10_000
    )
    assert LayerMemory(map_cache_dir).read() == LayersSet(shown={"water": False})
    panel_map.click_element("[data-layer=water] input")
    panel_map.wait_for_colour(blue, 200)
    panel_map.qtbot.waitUntil(lambda: LayerMemory(map_cache_dir).read() == LayersSet(), timeout=10_000)


def test_a_layer_is_dragged_to_another_place(panel_map: MapDriver) -> None:
    """Plots pulled under the parks lie under them; the choice is told once."""
    assert z_index(panel_map, "plots") > z_index(panel_map, "sites")
    start = middle(panel_map, "[data-layer=plots] .dm-layer-grip")
    end = middle(panel_map, "[data-layer=nature] .dm-layer-grip") - QPoint(0, 6)
    with panel_map.qtbot.waitSignal(panel_map.widget.web.bridge.layers_chosen, timeout=10_000) as told:
        drag(panel_map, start, end)
    assert told.args is not None
    shown = order(panel_map)
    assert told.args[0].order == shown
    assert shown.index("plots") == shown.index("parks") + 1
    assert z_index(panel_map, "plots") < z_index(panel_map, "sites")


def test_keys_move_a_layer_and_keep_the_focus(panel_map: MapDriver) -> None:
    """An arrow moves by one place, Home to the top; it is said to a screen reader."""
    before = order(panel_map)
    focus(panel_map, "move-plots")
    QTest.keyClick(panel_map.surface, Qt.Key.Key_Down)
    panel_map.qtbot.waitUntil(lambda: order(panel_map) != before, timeout=10_000)
    assert order(panel_map).index("plots") == before.index("plots") + 1
    live = "document.querySelector('.dm-live').textContent"
    assert panel_map.js(live) == "Kavels: plaats 5 van 15"
    assert panel_map.js("document.activeElement.dataset.key") == "move-plots"
    QTest.keyClick(panel_map.surface, Qt.Key.Key_Home)
    panel_map.qtbot.waitUntil(lambda: order(panel_map)[0] == "plots", timeout=10_000)
    assert z_index(panel_map, "plots") > z_index(panel_map, "match")


def test_opacity_follows_the_keys_of_its_slider(panel_map: MapDriver, map_cache_dir: Path) -> None:
    """Two steps down are 80 %, on the map and in what is kept; the rest of the map stays as it was."""
    focus(panel_map, "opacity-parks")
    for _ in range(2):
        QTest.keyClick(panel_map.surface, Qt.Key.Key_Left)
    opacity = "drentsMap.map.getPane('sites').style.opacity"
    panel_map.qtbot.waitUntil(lambda: panel_map.js(opacity) == "0.8", timeout=10_000)
    percent = "document.querySelector('[data-layer=parks] .dm-layer-percent').textContent"
    assert panel_map.js(percent) == "80\u00a0%"
    assert panel_map.js("drentsMap.map.getPane('premises').style.opacity") == ""
    panel_map.qtbot.waitUntil(
        lambda: LayerMemory(map_cache_dir).read() == LayersSet(opacity={"parks": 80}), timeout=10_000
    )


def test_what_was_chosen_holds_in_the_next_window(panel_map: MapDriver, map_cache_dir: Path) -> None:
    """A page that starts again, and the next start, show the layers as they were left."""
    moved = ["plots", *(each for each in order(panel_map) if each != "plots")]
    layers = LayersSet(moved, {"parks": False, "quays": True}, {"roads": 40})
    LayerMemory(map_cache_dir).write(layers)
    assert LayerMemory(map_cache_dir).read() == layers
    panel_map.widget.web.bridge.layers_chosen.emit(layers)
    with panel_map.qtbot.waitSignal(panel_map.widget.ready, timeout=30_000):
        panel_map.widget.web.load()
    panel_map.qtbot.waitUntil(
        lambda: panel_map.js("String(window.drentsMap && drentsMap.sites.hiddenKinds.has('park'))") == "true",
        timeout=30_000,
    )
    assert order(panel_map) == moved
    assert panel_map.js("drentsMap.map.getPane('base_road').style.opacity") == "0.4"
    assert panel_map.js("String(drentsMap.around.isShown('quays'))") == "true"


def test_the_result_of_a_match_can_be_hidden(panel_map: MapDriver) -> None:
    """Without it the sites are as before the match: no badges, no colours of the score."""
    candidate = MapCandidate(
        "vb-001", 1, 70 * _POINT, 75 * _POINT, 80 * _POINT, has_check=False, score_text="75,0", span_text=""
    )
    with panel_map.painted("result"):
        panel_map.widget.show_result(MapResult((candidate,)))
    state = panel_map.state()
    assert (state["badges"], state["classes"]["vb-001"]) == (["vb-001"], "ge70")
    panel_map.click_element("[data-layer=match] input")
    panel_map.wait_for_state(badges=[])
    assert panel_map.state()["classes"]["vb-001"] == "plain"
    panel_map.click_element("[data-layer=match] input")
    panel_map.wait_for_state(badges=["vb-001"])


def test_the_legend_stands_beside_the_layers_while_the_panel_is_open(panel_map: MapDriver) -> None:
    """Not twice; Escape closes the panel, brings the card back and the focus to its button."""
    rows = "[...document.querySelectorAll('[data-layer=parks] .dm-layer-class')]"
    classes = f"{rows}.map((each) => each.textContent).join()"
    assert panel_map.js(classes) == "plan vastgesteld,plan in voorbereiding"
    assert panel_map.js("document.querySelectorAll('[data-layer=roads] .dm-layer-sample svg').length") == 1
    assert panel_map.js("String(document.querySelector('.dm-legend').hidden)") == "true"
    focus(panel_map, "show-parks")
    QTest.keyClick(panel_map.surface, Qt.Key.Key_Escape)
    panel_map.qtbot.waitUntil(lambda: not panel_map.js("drentsMap.layerPanel.isOpen()"), timeout=10_000)
    assert panel_map.js("String(document.querySelector('.dm-legend').hidden)") == "false"
    assert "dm-tool-layers" in panel_map.js("document.activeElement.className")


def test_the_button_brings_everything_back(panel_map: MapDriver, map_cache_dir: Path) -> None:
    """Order, opacity and what is on are as at the first start."""
    usual = order(panel_map)
    focus(panel_map, "move-water")
    QTest.keyClick(panel_map.surface, Qt.Key.Key_Home)
    panel_map.qtbot.waitUntil(lambda: order(panel_map) != usual, timeout=10_000)
    panel_map.click_element("[data-layer=places] input")
    panel_map.click_element(".dm-layers-reset")
    panel_map.qtbot.waitUntil(lambda: order(panel_map) == usual, timeout=10_000)
    panel_map.qtbot.waitUntil(lambda: LayerMemory(map_cache_dir).read() == LayersSet(), timeout=10_000)
    assert panel_map.js("drentsMap.map.getPane('base_settlement').style.display") == ""


def test_every_control_of_the_panel_has_a_name(panel_map: MapDriver) -> None:
    """A screen reader says of each which layer it concerns; the panel does not scroll sideways."""
    nameless = (
        "[...document.querySelectorAll('.dm-layers button, .dm-layers input')].filter((each) =>"
        " !(each.getAttribute('aria-label') || each.textContent || (each.labels[0] || each).textContent))"
        ".length"
    )
    assert panel_map.js(nameless) == 0
    panel = "document.querySelector('.dm-layers')"
    assert panel_map.js(f"{panel}.scrollWidth - {panel}.clientWidth") == 0
