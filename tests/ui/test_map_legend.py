"""The legend never hides what the match puts first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint

from drentsportal.mapview.result import MapCandidate, MapResult
from drentsportal.mapview.ring_notes import RingNotes
from drentsportal.ui.map.legend_memory import LegendMemory

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.map_driver import MapDriver

_POINT = 10**8


def _ranked(*site_ids: str) -> MapResult:
    return MapResult(
        tuple(
            MapCandidate(
                each,
                rank,
                70 * _POINT,
                75 * _POINT,
                80 * _POINT,
                has_check=False,
                score_text="75,0",
                span_text="70,0-80,0",
            )
            for rank, each in enumerate(site_ids, start=1)
        )
    )


def _is_under_the_legend(driver: MapDriver, point: QPoint) -> bool:
    script = "JSON.stringify(document.querySelector('.dm-legend').getBoundingClientRect())"
    box = json.loads(driver.js(script))
    return bool(box["left"] <= point.x() <= box["right"] and box["top"] <= point.y() <= box["bottom"])


@pytest.mark.parametrize("corner", ["lower", "upper", "both"])
def test_the_legend_leaves_ranked_sites_in_sight(shown_map: MapDriver, corner: str) -> None:
    """A site in the corner of the legend sends it to the other corner, one in each folds it."""
    everywhere = json.loads(shown_map.js("JSON.stringify([...drentsMap.sites.sites.keys()])"))
    places = {each: shown_map.pixel_of(each) for each in everywhere}
    lowest = min(places, key=lambda each: places[each].x() - places[each].y())
    highest = min(places, key=lambda each: places[each].x() + places[each].y())
    chosen = {"lower": (lowest,), "upper": (highest,), "both": (lowest, highest)}[corner]
    with shown_map.painted("result"):
        shown_map.widget.show_result(_ranked(*chosen))
    for each in chosen:
        assert not _is_under_the_legend(shown_map, shown_map.pixel_of(each))


def _box(driver: MapDriver) -> dict[str, float]:
    script = "JSON.stringify(document.querySelector('.dm-legend').getBoundingClientRect())"
    box: dict[str, float] = json.loads(driver.js(script))
    return box


def _all_layers(driver: MapDriver) -> None:
    driver.js(
        "document.querySelectorAll('.dm-layers-row input:not(:checked)').forEach((each) => each.click()); 1"
    )


@pytest.mark.parametrize("size", [(900, 700), (640, 400), (430, 260)])
def test_the_legend_leaves_two_thirds_of_the_map(shown_map: MapDriver, size: tuple[int, int]) -> None:
    """With every layer on, in a window at 150 % as well."""
    shown_map.widget.resize(*size)
    shown_map.qtbot.waitUntil(lambda: shown_map.js("innerWidth") == size[0], timeout=10_000)
    _all_layers(shown_map)
    box = _box(shown_map)
    assert box["width"] * box["height"] <= size[0] * size[1] / 3 + 1


def test_a_part_of_the_legend_folds_and_is_remembered(shown_map: MapDriver, map_cache_dir: Path) -> None:
    """A click on its head folds it; a page that starts again, and the next start, know it."""
    _all_layers(shown_map)
    with shown_map.qtbot.waitSignal(shown_map.widget.web.bridge.legend_folded, timeout=10_000) as told:
        shown_map.js("document.querySelector('[data-part=around] button').click(); 1")
    assert told.args == [{"around": True}]
    hidden = "String(document.querySelector('[data-part=around] ul').hidden)"
    assert shown_map.js(hidden) == "true"
    assert LegendMemory(map_cache_dir).read() == {"around": True}
    with shown_map.qtbot.waitSignal(shown_map.widget.web.bridge.legend_folded, timeout=10_000):
        shown_map.js("document.querySelector('[data-part=around] button').click(); 1")
    assert shown_map.js(hidden) == "false"


@pytest.mark.parametrize("narrow", [(300, 560), (500, 230)], ids=["narrow", "low"])
def test_what_was_unfolded_on_a_roomy_map_waits_folded_on_a_narrow_one(
    shown_map: MapDriver, map_cache_dir: Path, narrow: tuple[int, int]
) -> None:
    """Beside list and dossier the legend would lie over the province; what is chosen there counts there."""
    driver = shown_map
    folded = "String(document.querySelector('.dm-legend').classList.contains('dm-folded'))"
    press = "document.querySelector('.dm-legend-head').click(); 1"

    # The map hears of its new size after the page does; a press before that would count for the old one.
    map_size = "(() => { const s = drentsMap.map.getSize(); return s.x + 'x' + s.y; })()"

    def resize(size: tuple[int, int], is_folded: str) -> None:
        driver.widget.resize(*size)
        driver.qtbot.waitUntil(lambda: driver.js(map_size) == f"{size[0]}x{size[1]}", timeout=10_000)
        driver.qtbot.waitUntil(lambda: driver.js(folded) == is_folded, timeout=10_000)

    roomy = (900, 700)
    # Another test may have folded something, and that is remembered.
    driver.js("drentsMap.legend.remember({}); 1")
    resize(roomy, "false")
    for _ in range(2):
        driver.js(press)
    resize(narrow, "true")
    with driver.qtbot.waitSignal(driver.widget.web.bridge.legend_folded, timeout=10_000) as told:
        driver.js(press)
    assert told.args == [{"card": False, "card_low": False}]
    resize(roomy, "false")
    driver.js(press)
    resize(narrow, "false")
    resize(roomy, "true")
    assert LegendMemory(map_cache_dir).read() == {"card": True, "card_low": False}
    LegendMemory(map_cache_dir).write({})


def test_a_long_head_of_a_part_pushes_its_rows_down(shown_map: MapDriver) -> None:
    """Words that need two lines do not lie over the first row."""
    origin = (229_000.0, 525_000.0)
    with shown_map.painted("rings"):
        shown_map.widget.set_rings(*origin, "Nu")
    with shown_map.painted("ring_notes"):
        shown_map.widget.set_ring_notes(
            RingNotes([{"radius_m": 10_000, "row": "tien kilometer", "count": None, "lines": []}])
        )
    told = shown_map.js(
        "(() => { const part = document.querySelector('.dm-legend-part[data-part=rings]');"
        " const head = part.querySelector('button'); head.firstChild.textContent = 'lang woord '.repeat(12);"
        " const row = part.querySelector('.dm-legend-row').getBoundingClientRect();"
        " const words = head.firstChild.getBoundingClientRect();"
        " return words.height > 24 && row.top >= words.bottom ? 'below' : words.bottom + ' ' + row.top; })()"
    )
    assert told == "below"


def test_a_legend_file_that_is_damaged_folds_nothing(tmp_path: Path) -> None:
    """Nor does one that is absent."""
    memory = LegendMemory(tmp_path / "new")
    assert memory.read() == {}
    memory.write({"card": True})
    assert memory.read() == {"card": True}
    for text in ("{", "[1]", '{"card": 1}'):
        (tmp_path / "new" / "legend.json").write_text(text, encoding="utf-8")
        assert memory.read() == {}


def test_the_legend_keeps_clear_of_what_is_selected(shown_map: MapDriver) -> None:
    """A park in the corner of the legend, and a plot too."""
    everywhere = json.loads(shown_map.js("JSON.stringify([...drentsMap.sites.sites.keys()])"))
    places = {each: shown_map.pixel_of(each) for each in everywhere}
    chosen = min(places, key=lambda each: places[each].x() + places[each].y())
    with shown_map.painted("select"):
        shown_map.widget.select(chosen)
    assert not _is_under_the_legend(shown_map, shown_map.pixel_of(chosen))
    plot = json.loads(shown_map.js("JSON.stringify(drentsMap.plots.index[0][0])"))
    middle = f"drentsMap.plots.spotsOf({json.dumps(plot)})[4]"
    shown_map.js("drentsMap.map.setZoom(14, {animate: false}); 1")
    shown_map.js(
        "(() => { const m = drentsMap.map, p = drentsMap.plots; const o = p.box;"
        " const at = L.CRS.EPSG3857.unproject(L.point(p.origin[0] + o[0], p.origin[1] + o[1]));"
        " m.setView(at, 15, {animate: false}); const c = m.getSize();"
        " m.panBy([c.x / 2 - 60, c.y / 2 - 60], {animate: false}); })(); 1"
    )
    with shown_map.painted("select"):
        shown_map.widget.select(plot)
    spot = json.loads(shown_map.js(f"JSON.stringify({middle})"))
    assert not _is_under_the_legend(shown_map, QPoint(round(spot["x"]), round(spot["y"])))
