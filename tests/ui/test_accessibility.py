"""Every control has a name, the keyboard reaches all of them and is trapped by none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QMenuBar,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.messages import confirm
from tests.ui.pixels import count_colour
from tests.ui.portals import WAIT_MS, open_request, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_MANY = 250
_ACCENT = "#6B3E7E"


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with one case that is matched and has a shortlist."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    result = sample_portal.session.result
    assert result is not None
    sample_portal.cases.toggle_shortlist(result.ranking()[0])
    settle(qtbot, sample_portal)
    return sample_portal


def _show(portal: Portal, qtbot: QtBot, mode: str) -> None:
    if mode == "cases":
        portal.run_action("show_cases")
    elif mode == "monitor":
        portal.run_action("show_monitor")
        settle(qtbot, portal)
        portal.monitor.show_page("completeness")
    elif mode == "sites":
        portal.run_action("show_sites")
        portal.session.select_site(portal.panels.site_table.model.site_row(0).id)
    settle(qtbot, portal)


def _find(portal: Portal, name: str) -> QWidget:
    found = portal.window.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def _focusable(root: QWidget) -> list[QWidget]:
    return [
        each
        for each in root.findChildren(QWidget)
        if each.isVisibleTo(root) and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _spoken(widget: QWidget) -> str:
    """Return what a screen reader says of a control: its accessible name as Qt works it out."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _nameless(root: QWidget) -> list[str]:
    return [
        f"{type(each).__name__} {each.objectName()} in {type(each.parentWidget()).__name__}"
        for each in _focusable(root)
        if not isinstance(each, QMenuBar | QLabel)
        # The page in a web view names itself (its own tests); what Qt puts between has no name to give.
        and not isinstance(each.parentWidget(), QWebEngineView)
        and not _spoken(each).strip()
    ]


@pytest.mark.parametrize("mode", ["cases", "case", "sites", "monitor"])
def test_every_control_of_the_window_has_a_name(portal: Portal, qtbot: QtBot, mode: str) -> None:
    """In each mode, and on each tab of the panels."""
    _show(portal, qtbot, mode)
    assert len(_focusable(portal.window)) > 7
    assert _nameless(portal.window) == []
    for tabs in portal.window.findChildren(QTabWidget):
        for number in range(tabs.count() if tabs.isVisible() else 0):
            tabs.setCurrentIndex(number)
            assert _nameless(portal.window) == []


@pytest.mark.parametrize("action_id", ["new_case", "edit_request", "import_sites", "protect_workspace"])
def test_every_control_of_the_forms_has_a_name(portal: Portal, qtbot: QtBot, action_id: str) -> None:
    """The large dialogs, opened by their action."""
    portal.run_action(action_id)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog), timeout=WAIT_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle()
    assert _focusable(dialog)
    assert _nameless(dialog) == []
    dialog.reject()
    settle(qtbot, portal)


def test_every_control_of_the_small_dialogs_has_a_name(portal: Portal) -> None:
    """What is asked when something is written down, and the question before it is taken back."""
    fields = (
        Field("subject", "ui.contact.subject", required=True, lines=3),
        Field("role", "ui.hand_over.role", choices=(("a", "A"),)),
        Field("person", "ui.contact.person"),
    )
    dialog = EntryDialog(portal.window, portal.services.language, "Contact", fields, "Vastleggen")
    dialog.show()
    assert _nameless(dialog) == []
    dialog.reject()
    seen: list[list[str]] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        seen.append(_nameless(box))
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, look)
    assert not confirm(portal.window, portal.services.language, "Vraag", "Doen?")
    assert seen == [[]]


@pytest.mark.parametrize("mode", ["cases", "case", "sites", "monitor"])
def test_the_keyboard_goes_round_and_is_trapped_nowhere(portal: Portal, qtbot: QtBot, mode: str) -> None:
    """Tab comes past every panel and back to where it began."""
    _show(portal, qtbot, mode)
    start = _focusable(portal.window.left)[0]
    start.setFocus()
    passed: list[QWidget] = []
    for _ in range(_MANY):
        before = QApplication.focusWidget()
        assert before is not None
        QTest.keyClick(before, Qt.Key.Key_Tab)
        qtbot.wait(1)
        now = QApplication.focusWidget()
        assert now is not None
        passed.append(now)
        if now is start:
            break
    assert passed[-1] is start
    for panel in (portal.window.left, portal.window.right, portal.window.centre):
        assert not panel.isVisible() or any(panel.isAncestorOf(each) for each in passed), panel


def test_f6_walks_the_panels_both_ways(portal: Portal, qtbot: QtBot) -> None:
    """Left, map, right, shortlist and round again; Shift+F6 the other way."""
    _show(portal, qtbot, "case")
    window = portal.window
    _find(portal, "edit_request").setFocus()
    order = (window.centre, window.right, window.tray, window.left)

    def holds(panel: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and panel.isAncestorOf(focus)

    for panel in order:
        QTest.keyClick(window, Qt.Key.Key_F6)
        assert holds(panel), panel.objectName()
    for panel in reversed(order[:-1]):
        QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert holds(panel), panel.objectName()


def test_each_row_of_a_list_says_itself(portal: Portal, qtbot: QtBot) -> None:
    """Whatever paints its rows itself gives the words for a screen reader too."""
    for mode in ("case", "sites", "cases"):
        _show(portal, qtbot, mode)
        for view in portal.window.findChildren(QAbstractItemView):
            model = view.model()
            if view.isVisible() and model.rowCount():
                said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
                shown = model.index(0, 0).data(Qt.ItemDataRole.DisplayRole)
                assert said or shown, view.objectName()


def test_the_ring_of_the_keyboard_is_seen(portal: Portal) -> None:
    """A list, a requirement and a button paint the accent only while they have the focus."""
    portal.panels.results.select(portal.session.result.ranking()[0] if portal.session.result else "")
    for name in ("ranked_list", "requirement_category", "to_shortlist"):
        widget = _find(portal, name)
        _find(portal, "edit_request").setFocus()
        without = count_colour(widget.grab().toImage(), _ACCENT)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert count_colour(widget.grab().toImage(), _ACCENT) > without + 50, widget.objectName()


def test_scroll_areas_take_no_focus(portal: Portal) -> None:
    """A frame that only scrolls is no stop for the keyboard; what stands in it is."""
    frames = [each for each in portal.window.findChildren(QScrollArea) if each.isVisible()]
    assert frames
    assert all(each.focusPolicy() is Qt.FocusPolicy.NoFocus for each in frames)
