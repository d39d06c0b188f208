"""Sites chosen by an area: drawn with the mouse, selected in the list, marked on the map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTableView, QWidget

from tests.ui.map_driver import run_js
from tests.ui.portals import find, open_request, settle, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_WAIT_MS = 30_000


class Hands:
    """A person at the map of a whole window."""

    def __init__(self, qtbot: QtBot, portal: Portal) -> None:
        """Go to the sites and wait until the map has them."""
        self.qtbot = qtbot
        self.portal = portal
        portal.window.actions_by_id["show_sites"].trigger()
        settle(qtbot, portal)
        has_all = "String(!!window.drentsMap && drentsMap.sites.sites.size > 0 && drentsMap.plots.count > 0)"
        qtbot.waitUntil(lambda: self.js(has_all) == "true", timeout=_WAIT_MS)
        QTest.qWait(100)

    def js(self, code: str) -> Any:  # noqa: ANN401 - whatever the page says
        """Run a script in the page."""
        return run_js(self.qtbot, self.portal.map.web.page, code)

    @property
    def area(self) -> dict[str, Any]:
        """What the page says of the tool and of what is marked."""
        told: dict[str, Any] = json.loads(self.js("drentsMap.state()"))["area"]
        return told

    @property
    def surface(self) -> QWidget:
        """The widget that gets the mouse and the keys."""
        proxy = self.portal.map.web.view.focusProxy()
        assert proxy is not None
        return proxy

    def pixel_of(self, site_id: str) -> QPoint:
        """Where a site lies."""
        x, y = json.loads(self.js(f"drentsMap.pixelOf({json.dumps(site_id)})"))
        return QPoint(round(x), round(y))

    def press_tool(self, name: str) -> None:
        """Click a button of the map."""
        code = f"JSON.stringify(document.querySelector('.dm-tool-{name}').getBoundingClientRect())"
        box = json.loads(self.js(code))
        at = QPoint(round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2))
        QTest.mouseClick(self.surface, Qt.MouseButton.LeftButton, pos=at)
        self.qtbot.waitUntil(lambda: self.area["mode"] != "none", timeout=_WAIT_MS)

    def pull(self, *points: QPoint, lets_go: bool = True) -> None:
        """Pull with the left button along points."""
        QTest.mousePress(self.surface, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            # With the button held, which QTest.mouseMove leaves out.
            told = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(point),
                QPointF(self.surface.mapToGlobal(point)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(self.surface, told)
            QTest.qWait(30)
        if lets_go:
            QTest.mouseRelease(self.surface, Qt.MouseButton.LeftButton, pos=points[-1])

    def selected(self) -> set[str]:
        """Return the sites whose rows are selected in the table."""
        table = find(self.portal.window, QTableView, "site_table")
        rows = table.selectionModel().selectedRows()
        return {self.portal.panels.site_table.model.site_row(each.row()).id for each in rows}

    def wait_for_marks(self, count: int) -> None:
        """Wait until so many sites are marked."""
        self.qtbot.waitUntil(lambda: self.area["found"] == count, timeout=_WAIT_MS)


@pytest.fixture
def hands(qtbot: QtBot, sample_portal: Portal) -> Hands:
    """Give a person at the map."""
    return Hands(qtbot, sample_portal)


def two_neighbours(hands: Hands) -> tuple[set[str], QPoint, QPoint]:
    """Choose corners of a rectangle around the middle of the map, and tell whose symbols lie in it."""
    size = json.loads(hands.js("JSON.stringify(drentsMap.map.getSize())"))
    start = QPoint(int(size["x"] * 0.35), int(size["y"] * 0.35))
    end = QPoint(int(size["x"] * 0.6), int(size["y"] * 0.6))
    spots = "[...drentsMap.sites.sites.keys()].map((id) => [id, drentsMap.pixelOf(id)])"
    code = f"JSON.stringify(Object.fromEntries({spots}))"
    inside = set()
    for site_id, told in json.loads(hands.js(code)).items():
        x, y = json.loads(told)
        if start.x() <= x <= end.x() and start.y() <= y <= end.y():
            inside.add(site_id)
    return inside, start, end


def test_a_rectangle_selects_rows_and_marks_sites(hands: Hands) -> None:
    """What lies in it is selected in the list, marked on the map and counted in the status bar."""
    inside, start, end = two_neighbours(hands)
    assert len(inside) > 2
    hands.press_tool("select_box")
    hands.pull(start, QPoint(start.x() + 40, start.y() + 30), end)
    hands.qtbot.waitUntil(lambda: len(hands.selected()) > 1, timeout=_WAIT_MS)
    assert inside <= hands.selected(), "whose symbol lies inside; another may reach in with its edge"
    count = len(hands.selected())
    hands.wait_for_marks(count)
    assert hands.portal.window.status.told.startswith(f"{count} locaties gekozen")
    assert hands.area["mode"] == "none", "the tool is put away"
    marks = "document.querySelector('.dm-area-found').getAttribute('d').split('Z').length - 1"
    assert hands.js(marks) >= count, "one outline for each, more where a site has several parts"
    assert hands.portal.session.selected_site_id == "", "no card of one of many"
    live = "document.querySelector('.dm-live').textContent"
    assert hands.js(live) == hands.portal.window.status.told


def test_a_free_line_selects_what_it_runs_around(hands: Hands) -> None:
    """A small loop around one site selects that one, and shows it as a click would."""
    hands.js("drentsMap.map.setView(drentsMap.sites.sites.get('vb-014').anchor, 13, {animate: false}); 1")
    at = hands.pixel_of("vb-014")
    hands.press_tool("select_lasso")
    ring = [QPoint(at.x() + x, at.y() + y) for x, y in ((-6, -6), (6, -6), (6, 6), (-6, 6), (-6, -2))]
    hands.pull(*ring)
    hands.qtbot.waitUntil(lambda: "vb-014" in hands.selected(), timeout=_WAIT_MS)
    assert hands.selected() == {"vb-014"}
    settle(hands.qtbot, hands.portal)
    assert hands.portal.session.selected_site_id == "vb-014"


def test_escape_breaks_off_then_takes_the_choice_back(hands: Hands) -> None:
    """While pulling nothing is chosen; afterwards list and map are empty again."""
    inside, start, end = two_neighbours(hands)
    hands.press_tool("select_box")
    hands.pull(start, end, lets_go=False)
    QTest.keyClick(hands.surface, Qt.Key.Key_Escape)
    hands.qtbot.waitUntil(lambda: hands.area["mode"] == "none", timeout=_WAIT_MS)
    QTest.mouseRelease(hands.surface, Qt.MouseButton.LeftButton, pos=end)
    QTest.qWait(200)
    settle(hands.qtbot, hands.portal)
    assert hands.selected() == set()
    hands.press_tool("select_box")
    hands.pull(start, end)
    hands.qtbot.waitUntil(lambda: inside <= hands.selected(), timeout=_WAIT_MS)
    hands.wait_for_marks(len(hands.selected()))
    QTest.keyClick(hands.surface, Qt.Key.Key_Escape)
    hands.wait_for_marks(0)
    assert hands.selected() == set()
    assert hands.portal.window.status.told == ""


def test_a_key_selects_what_is_in_view(hands: Hands) -> None:
    """Without a mouse; a filter holds, and the export offers what was chosen."""
    QTest.keyClick(
        hands.portal.window,
        Qt.Key.Key_B,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    total = hands.portal.panels.site_table.model.rowCount()
    hands.qtbot.waitUntil(lambda: len(hands.selected()) == total, timeout=_WAIT_MS)
    hands.wait_for_marks(total)
    hands.portal.panels.site_list.search.setText("zuid")
    settle(hands.qtbot, hands.portal)
    fewer = hands.portal.panels.site_table.model.rowCount()
    assert 1 < fewer < total
    hands.wait_for_marks(0)
    hands.portal.window.actions_by_id["select_in_view"].trigger()
    hands.qtbot.waitUntil(lambda: len(hands.selected()) == fewer, timeout=_WAIT_MS)
    hands.portal.window.actions_by_id["export_sites"].trigger()
    settle(hands.qtbot, hands.portal)
    dialog = hands.portal.window.findChild(QWidget, "export_dialog")
    assert dialog is not None
    box = next(each for each in dialog.findChildren(QComboBox) if each.findData("picked") >= 0)
    assert box.itemText(box.findData("picked")).startswith(f"De {fewer} gekozen locaties")
    dialog.close()


def test_plots_in_view_are_counted_and_marked(hands: Hands) -> None:
    """Where plots are drawn they belong to what is in view."""
    hands.js("drentsMap.map.setView(drentsMap.sites.sites.get('vb-018').anchor, 14.5, {animate: false}); 1")
    hands.portal.window.actions_by_id["select_in_view"].trigger()
    hands.qtbot.waitUntil(lambda: hands.area["plots"] > 0, timeout=_WAIT_MS)
    assert "kavel" in hands.portal.window.status.told


def test_in_a_case_it_is_told_how_many_of_them_fit(qtbot: QtBot, hands: Hands) -> None:
    """The whole province holds all that fit; the rows wait in the table of sites."""
    open_request(qtbot, hands.portal, "2-logistiek.json")
    hands.js("drentsMap.showWhole(); 1")
    fitting = shown_result(hands.portal).qualifier_count
    assert fitting > 1
    hands.portal.window.actions_by_id["select_in_view"].trigger()
    words = f"; {fitting} passen bij de aanvraag"
    qtbot.waitUntil(lambda: hands.portal.window.status.told.endswith(words), timeout=_WAIT_MS)
    assert len(hands.selected()) == hands.portal.panels.site_table.model.rowCount()


def test_rows_selected_in_the_table_are_marked_on_the_map(hands: Hands) -> None:
    """Two rows with Shift and the arrow key; the next single row takes the marks away."""
    table = find(hands.portal.window, QTableView, "site_table")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hands.wait_for_marks(2)
    assert len(hands.selected()) == 2
    QTest.keyClick(table, Qt.Key.Key_Down)
    hands.wait_for_marks(0)


def test_without_a_map_it_is_said_where_it_is(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another tab covers the map: nothing is chosen blindly."""
    said: list[str] = []
    monkeypatch.setattr("drentsportal.ui.area_screen.tell", lambda _parent, _title, text: said.append(text))
    hands.portal.window.centre.show_beside(QWidget(), "Ander")
    hands.portal.window.actions_by_id["select_in_view"].trigger()
    assert said == ["Er is nu geen kaart te zien. Ga naar het tabblad Kaart en kies opnieuw."]
    assert hands.selected() == set()
