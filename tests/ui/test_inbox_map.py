"""The cases of the inbox on the map: marked, told, and chosen with a real mouse and real keys."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from drentsportal.domain.asking.request import Requirement
from drentsportal.mapview.case_marks import CasesShown, MarkedCase, cases_message
from drentsportal.mapview.page_events import CaseSelected, parse_from_page
from tests.ui.desk_samples import ANSWERED, LATE, OVERDUE, RUNNING, SOON, UNASSIGNED, Desk, filled_desk
from tests.ui.map_driver import run_js
from tests.ui.portals import click, find, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal
    from tests.ui.map_driver import MapDriver

_STILL = (LATE, SOON, RUNNING, UNASSIGNED)
_EMMEN, _ASSEN, _HOOGEVEEN = "GM0114", "GM0106", "GM0118"


def _case(number: str, state: str, *names: str) -> MarkedCase:
    return MarkedCase(number, f"Titel {number}", state, f"klok {number}", municipality_names=names)


def _show(driver: MapDriver, *cases: MarkedCase, selected: str = "") -> None:
    with driver.painted("cases"):
        driver.widget.show_cases(cases_message(cases, selected))


def _spot(driver: MapDriver, number: str) -> QPoint:
    found = next(each for each in driver.state()["cases"]["groups"] if number in each["numbers"])
    return QPoint(round(found["x"]), round(found["y"]))


def test_a_mark_stands_in_the_gemeente_with_the_state_of_its_clock(shown_map: MapDriver) -> None:
    """Colour and sign and number tell the same; the legend names the states that are there."""
    _show(shown_map, _case("D-1", "overdue", "Emmen"), _case("D-2", "answered", "Assen"))
    groups = shown_map.state()["cases"]["groups"]
    assert [(each["numbers"], each["state"], each["place"]) for each in groups] == [
        (["D-1"], "overdue", "Emmen"),
        (["D-2"], "answered", "Assen"),
    ]
    shown_map.wait_for_colour("#A33400", 30)
    shown_map.wait_for_colour("#00694A", 30)
    legend = shown_map.js("document.querySelector('.dm-legend').textContent")
    assert "te laat1" in legend
    assert "beantwoord1" in legend
    assert "loopt nog" not in legend
    words = shown_map.js("document.querySelector('.dm-annotations').textContent")
    assert "D-1" in words
    assert "D-2" in words


def test_cases_of_one_place_are_one_mark_and_a_click_goes_through_them(
    shown_map: MapDriver, qtbot: QtBot
) -> None:
    """The mark has the state of the most urgent one; each click tells the next number."""
    _show(shown_map, _case("D-1", "overdue", "Emmen"), _case("D-2", "running", "Emmen"))
    [group] = shown_map.state()["cases"]["groups"]
    assert (group["numbers"], group["state"]) == (["D-1", "D-2"], "overdue")
    for wanted in ("D-1", "D-2", "D-1"):
        with qtbot.waitSignal(shown_map.widget.case_selected) as told:
            shown_map.click(_spot(shown_map, "D-1"))
        assert told.args == [wanted]
        assert shown_map.state()["cases"]["selected"] == wanted


def test_a_case_without_a_place_is_counted_in_the_legend(shown_map: MapDriver) -> None:
    """Also one whose gemeente the workspace has no boundary of."""
    _show(shown_map, _case("D-1", "running"), _case("D-2", "running", "Nergenshuizen"))
    told = shown_map.state()["cases"]
    assert (told["groups"], told["unplaced"]) == ([], 2)
    assert "zonder plaats op de kaart2" in shown_map.js("document.querySelector('.dm-legend').textContent")


def test_tab_walks_the_marks_and_enter_chooses(shown_map: MapDriver, qtbot: QtBot) -> None:
    """Most urgent first; what the keyboard is on is said aloud, and past the last the map is left."""
    _show(shown_map, _case("D-1", "overdue", "Emmen"), _case("D-2", "soon", "Assen"))
    shown_map.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: shown_map.state()["cases"]["focused"] == "D-1")
    said = shown_map.js("document.querySelector('.dm-live').textContent")
    assert all(words in said for words in ("Emmen", "D-1", "klok D-1", "Titel D-1"))
    shown_map.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: shown_map.state()["cases"]["focused"] == "D-2")
    with qtbot.waitSignal(shown_map.widget.case_selected) as told:
        shown_map.press(Qt.Key.Key_Return)
    assert told.args == ["D-2"]


def test_the_card_under_the_pointer_tells_each_case(shown_map: MapDriver, qtbot: QtBot) -> None:
    """Number, clock and title, with the gemeente that is asked for."""
    _show(shown_map, _case("D-1", "overdue", "Emmen"), _case("D-2", "running", "Emmen"))
    at = _spot(shown_map, "D-1")
    QTest.mouseMove(shown_map.surface, at + QPoint(3, 0))
    QTest.mouseMove(shown_map.surface, at)
    qtbot.waitUntil(lambda: bool(shown_map.state()["hover"]))
    told = shown_map.state()["hover"]
    assert all(words in told for words in ("Emmen", "Zoekt in deze gemeente", "klok D-1", "Titel D-2"))


def test_a_map_that_is_written_to_a_file_holds_no_case(shown_map: MapDriver, tmp_path: Path) -> None:
    """Cases are internal: neither number nor title leaves the window."""
    _show(shown_map, _case("D-9999", "overdue", "Emmen"), selected="D-9999")
    path = tmp_path / "kaart.html"
    shown_map.widget.export_html(path)
    assert "D-9999" not in path.read_text(encoding="utf-8")


def test_the_number_of_a_case_is_read_from_the_page() -> None:
    """Anything else than a short text is refused like every message."""
    assert parse_from_page('{"type":"case","number":"D-2026-0001"}') == CaseSelected("D-2026-0001")


# -- in the window ------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fill a workspace of which two cases ask for gemeenten, and the others for a region."""
    made = filled_desk(tmp_path / "werk.drents")
    for number, code in ((OVERDUE, _HOOGEVEEN), (RUNNING, _EMMEN)):
        request = made.services.desk.case(number).request
        others = tuple(each for each in request.requirements if each.criterion_id != "municipality")
        asked = replace(request, requirements=(*others, Requirement("municipality", (code,))))
        made.services.desk.change_request(number, asked)
    return made


def _told(qtbot: QtBot, portal: Portal) -> dict[str, Any]:
    """Ask the page, which may still be on its way."""
    said = run_js(
        qtbot, portal.map.web.page, "window.drentsMap && drentsMap.base.bounds ? drentsMap.state() : '{}'"
    )
    told: dict[str, Any] = json.loads(said).get("cases", {"groups": []})
    return told


def _numbers(qtbot: QtBot, portal: Portal) -> set[str]:
    return {number for group in _told(qtbot, portal)["groups"] for number in group["numbers"]}


def test_a_click_on_the_map_selects_the_case_in_the_list(qtbot: QtBot, portal: Portal) -> None:
    """List, mark and dossier are on the same case; the arrow keys of the list move the ring."""
    qtbot.waitUntil(lambda: _numbers(qtbot, portal) == {OVERDUE, *_STILL})
    assert _told(qtbot, portal)["selected"] == OVERDUE
    group = next(each for each in _told(qtbot, portal)["groups"] if RUNNING in each["numbers"])
    assert group["place"] == "Emmen"
    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=QPoint(round(group["x"]), round(group["y"])))
    qtbot.waitUntil(lambda: portal.panels.case_list.selected_number() == RUNNING)
    qtbot.waitUntil(lambda: portal.panels.case_file.number == RUNNING)
    view = find(portal.window, QTableView, "case_list")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: _told(qtbot, portal)["selected"] == SOON)


def test_the_marks_follow_the_filter_and_go_with_the_inbox(qtbot: QtBot, portal: Portal) -> None:
    """What the list does not show is not on the map; work on a case or on sites has a map of its own."""
    qtbot.waitUntil(lambda: _numbers(qtbot, portal) == {OVERDUE, *_STILL})
    click(find(portal.window, QPushButton, "filter_answered"))
    qtbot.waitUntil(lambda: _numbers(qtbot, portal) == {ANSWERED})
    portal.run_action("show_sites")
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: not _numbers(qtbot, portal))
    assert _numbers(qtbot, portal) == set()
    portal.run_action("show_cases")
    qtbot.waitUntil(lambda: _numbers(qtbot, portal) == {ANSWERED})
    assert _told(qtbot, portal)["selected"] == portal.panels.case_list.selected_number()
    portal.map.show_cases(CasesShown())
    qtbot.waitUntil(lambda: not _numbers(qtbot, portal))
    assert _told(qtbot, portal)["groups"] == []
