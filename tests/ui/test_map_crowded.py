"""The map where it is crowded: names of the first, none over another, cards that leave the map in sight."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from drentsportal.mapview.fitting import FittingShown
from drentsportal.paths import sample_data_dir
from tests.ui.portals import WAIT_MS, find, open_request, settle, show_tab, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal
    from tests.ui.map_driver import MapDriver

_BADGES = """JSON.stringify([...document.querySelectorAll(".dm-badge")].map((badge) => {
  const name = badge.querySelector(".dm-name");
  const box = (name || badge).getBoundingClientRect();
  const circle = badge.querySelector("circle").getBoundingClientRect();
  const middle = [(circle.left + circle.right) / 2, (circle.top + circle.bottom) / 2];
  return { middle, id: badge.dataset.site, rank: Number(badge.querySelector(".dm-rank").textContent),
    name: name ? name.textContent : "", box: [box.left, box.top, box.right, box.bottom] };
}))"""
_CARD = """JSON.stringify([".dm-fit-card", ".dm-fit-card .dm-fit-foot"].map((each) => {
  const box = document.querySelector(each).getBoundingClientRect();
  return [box.top, box.bottom];
}))"""


def _asked(qtbot: QtBot, portal: Portal, code: str) -> Any:  # noqa: ANN401 - whatever the page says
    found: list[str] = []
    portal.map.web.page.runJavaScript(code, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    return json.loads(found[0])


def test_of_many_that_fit_the_first_have_names_and_no_two_meet(sample_portal: Portal, qtbot: QtBot) -> None:
    """More than fifty fit: the first seven have a name or its beginning; the card tells the whole of one."""
    portal = sample_portal
    open_request(qtbot, portal, "4-webwinkel.json")
    case = portal.session.case
    assert case is not None
    with qtbot.waitSignal(portal.session.result_changed, timeout=WAIT_MS):
        portal.cases.change_request(replace(case.request, requirements=(), building=None))
    settle(qtbot, portal)
    result = shown_result(portal)
    assert result.qualifier_count > 50

    def badges() -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = _asked(qtbot, portal, _BADGES)
        return made

    qtbot.waitUntil(lambda: len(badges()) > 30, timeout=WAIT_MS)
    shown = badges()
    named = [each for each in shown if each["name"]]
    assert set(range(1, 8)) <= {each["rank"] for each in named}
    assert len(named) > len(shown) / 2
    _assert_names_are_told(shown)
    for each in named:
        assert result.candidate(each["id"]).name.startswith(each["name"].rstrip("…"))
    for one, other in combinations(named, 2):
        left, right = sorted((one["box"], other["box"]))
        apart = left[2] <= right[0] + 2 or left[3] <= right[1] + 3 or right[3] <= left[1] + 3
        assert apart, (one, other)
    cut = next(each for each in named if each["name"].endswith("…"))
    _hover(portal, cut["box"])
    hover = "document.querySelector('.dm-hover')"
    told = f"JSON.stringify({hover}.hidden ? '' : {hover}.textContent)"
    qtbot.waitUntil(lambda: result.candidate(cut["id"]).name in _asked(qtbot, portal, told), timeout=WAIT_MS)


def _away(box: list[float], middle: list[float]) -> float:
    across = max(box[0] - middle[0], 0, middle[0] - box[2])
    return math.hypot(across, max(box[1] - middle[1], 0, middle[1] - box[3]))


def _assert_names_are_told(shown: list[dict[str, Any]]) -> None:
    """Every name lies clearly nearer to its own number than to any other."""
    for each in (named for named in shown if named["name"]):
        own = _away(each["box"], each["middle"])
        middle = (each["box"][1] + each["box"][3]) / 2
        for other in (badge for badge in shown if badge is not each):
            away = _away(each["box"], other["middle"])
            assert away > own + 8, (each, other)
            assert abs(other["middle"][1] - middle) > 12 or away > 40, (each, other)


def test_a_name_stands_at_its_own_number(sample_portal: Portal, qtbot: QtBot) -> None:
    """Sample 2 from Emmen: what fits lies close together, and no name reads as that of another number."""
    portal = sample_portal
    files = portal.services.request_files
    asked = json.loads((sample_data_dir() / "requests" / "2-logistiek.json").read_text(encoding="utf-8"))
    request = asked["request"]
    request["origin"] = {"label": "Emmen", "x_rd": 257500, "y_rd": 534000}
    request["building"] = None
    request["combining"]["gap_m"] = 6
    request["requirements"] = {"plot_area_ha": 4, "present_distance_km": 15}
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        portal.cases.create(lambda: files.open_file(files.read(json.dumps(asked))))
    settle(qtbot, portal)

    def badges() -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = _asked(qtbot, portal, _BADGES)
        return made

    count = shown_result(portal).qualifier_count
    assert count > 3
    for zoom in (None, 9.5, 10.5, 11.5):
        if zoom is not None:
            _asked(
                qtbot,
                portal,
                f"drentsMap.map.setView([52.77, 6.9], {zoom}, {{ animate: false }}); JSON.stringify(1)",
            )
        qtbot.waitUntil(lambda: len(badges()) > 2, timeout=WAIT_MS)
        shown = badges()
        assert [each for each in shown if each["name"]]
        _assert_names_are_told(shown)


def _hover(portal: Portal, box: list[float]) -> None:
    proxy = portal.map.web.view.focusProxy()
    assert proxy is not None
    middle = QPoint(round((box[0] + box[2]) / 2), round((box[1] + box[3]) / 2))
    QTest.mouseMove(proxy, middle - QPoint(2, 0))
    QTest.mouseMove(proxy, middle)


def test_the_card_of_what_fits_goes_with_the_tab_of_what_fits(sample_portal: Portal, qtbot: QtBot) -> None:
    """It stands while the ranking is in sight, goes with Afgevallen and comes back with the ranking."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    results = portal.panels.results
    results.focus_list()
    QTest.keyClick(find(portal.window, QListView, "ranked_list"), Qt.Key.Key_Down)
    settle(qtbot, portal)
    hidden = "JSON.stringify((document.querySelector('.dm-fit-card') || { hidden: null }).hidden)"
    qtbot.waitUntil(lambda: _asked(qtbot, portal, hidden) is False, timeout=WAIT_MS)
    show_tab(portal, 1)
    qtbot.waitUntil(lambda: _asked(qtbot, portal, hidden) is True, timeout=WAIT_MS)
    show_tab(portal, 0)
    qtbot.waitUntil(lambda: _asked(qtbot, portal, hidden) is False, timeout=WAIT_MS)
    assert results.shows_excluded is False


def test_a_long_card_takes_a_third_of_the_map_at_most(shown_map: MapDriver) -> None:
    """Thirty lines scroll within it; title and buttons stay."""
    shown_map.widget.resize(520, 487)
    message = FittingShown(title="Vier kavels", lines=[f"Regel {each}" for each in range(30)])
    with shown_map.painted("fitting"):
        shown_map.widget.show_fitting(message)
    (top, bottom), _ = json.loads(shown_map.js(_CARD))
    height = shown_map.js("document.querySelector('.leaflet-container').clientHeight")
    assert 60 < bottom - top <= height / 3 + 1
    lines = "document.querySelector('.dm-fit-lines')"
    assert shown_map.js(f"{lines}.scrollHeight > {lines}.clientHeight + 100") is True
