"""The window keeps its size, brings back a panel that is needed, and loses nothing with a closed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from tests.ui.portals import WAIT_MS, click, settle
from tests.ui.upkeep_hands import Answer, act, show_site

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

SITE, OTHER = "vb-018", "vb-002"
SMALL = (1280, 760)


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open Terreinen on the sample data, on a laptop at 150 %, with one site selected."""
    sample_portal.window.resize(*SMALL)
    show_site(qtbot, sample_portal, SITE)
    return sample_portal


def press(qtbot: QtBot, portal: Portal, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the keyboard is, and wait."""
    target = QApplication.focusWidget() or portal.window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
    settle(qtbot, portal)


def close_right(portal: Portal) -> None:
    """Click the x in the title of the right panel."""
    (close,) = (
        each
        for each in portal.window.right.findChildren(QToolButton)
        if each.accessibleName() == "Paneel sluiten"
    )
    click(close)


def type_height(qtbot: QtBot, portal: Portal, text: str) -> None:
    """Open the form with F2 and type the greatest building height."""
    portal.window.activateWindow()
    press(qtbot, portal, Qt.Key.Key_F2)
    form = portal.panels.site_form
    qtbot.waitUntil(form.isVisible, timeout=WAIT_MS)
    field = form.findChild(QLineEdit, "value_max_height_m")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    qtbot.waitUntil(lambda: form.is_changed, timeout=WAIT_MS)


def size(portal: Portal) -> tuple[int, int]:
    """Return width and height of the window after everything was laid out."""
    QApplication.processEvents()
    return portal.window.width(), portal.window.height()


def test_no_mode_no_form_and_no_message_changes_the_size(portal: Portal, qtbot: QtBot) -> None:
    """Modes, pages, the form, busy work and long messages leave the window as it was."""
    assert size(portal) == SMALL
    type_height(qtbot, portal, "14")
    assert size(portal) == SMALL
    press(qtbot, portal, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    for action_id in ("undo_edit", "redo_edit", "undo_edit"):
        act(qtbot, portal, action_id)
        assert size(portal) == SMALL
    told = "Ongedaan gemaakt: " + "een heel lange naam van een bedrijventerrein " * 20
    portal.window.status.tell(told)
    portal.runner.started.emit("ui.busy.upkeep")
    assert size(portal) == SMALL
    assert portal.window.status.told == told.strip()
    portal.runner.finished.emit()
    act(qtbot, portal, "show_monitor")
    for page in ("overview", "findings", "ages", "completeness", "chase_lists", "sources", "history"):
        portal.monitor.show_page(page)
        settle(qtbot, portal)
        assert size(portal) == SMALL, page
    act(qtbot, portal, "show_cases")
    assert size(portal) == SMALL


def test_a_long_message_ends_in_an_ellipsis_and_is_whole_for_a_reader(portal: Portal) -> None:
    """What does not fit is shortened on screen only."""
    portal.window.status.tell("lang " * 200)
    QApplication.processEvents()
    told = portal.window.status.findChild(QWidget, "told")
    assert told is not None
    assert told.property("text").endswith("…")
    assert told.accessibleName() == portal.window.status.told
    assert "lang lang" in told.toolTip()


def test_what_needs_the_closed_panel_shows_it(portal: Portal, qtbot: QtBot) -> None:
    """F2, another site, the same site again in the table and Terreinen once more bring the panel back."""
    right, table = portal.window.right, portal.panels.site_table
    close_right(portal)
    assert not right.isVisible()
    portal.window.activateWindow()
    press(qtbot, portal, Qt.Key.Key_F2)
    qtbot.waitUntil(portal.panels.site_form.isVisible, timeout=WAIT_MS)
    close_right(portal)
    assert not right.isVisible()
    number = table.model.row_of(OTHER)
    table.view.scrollTo(table.model.index(number, 0))
    place = table.view.visualRect(table.model.index(number, 0)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, portal)
    assert portal.panels.site_card.isVisible()
    close_right(portal)
    table.view.setFocus()
    press(qtbot, portal, Qt.Key.Key_Return)
    assert right.isVisible()
    assert right.width() >= 340
    close_right(portal)
    portal.window.activateWindow()
    press(qtbot, portal, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert right.isVisible()


def test_closing_the_panel_asks_about_what_was_typed(portal: Portal, qtbot: QtBot) -> None:
    """Terug keeps the form on screen; Niet bewaren closes the panel and no action asks afterwards."""
    form, right = portal.panels.site_form, portal.window.right
    type_height(qtbot, portal, "14")
    answer = Answer(portal, "Terug")
    close_right(portal)
    assert "Bedrijvenpark A37-Oost" in answer.asked
    assert form.isVisible()
    assert form.is_changed
    answer = Answer(portal, "Niet bewaren")
    close_right(portal)
    qtbot.waitUntil(lambda: not right.isVisible(), timeout=WAIT_MS)
    assert answer.asked
    assert not form.is_changed
    act(qtbot, portal, "show_monitor")
    assert portal.window.mode == "monitor"


def test_terug_shows_the_form_wherever_it_went(portal: Portal, qtbot: QtBot) -> None:
    """The dock was hidden by something else than its x: who goes back sees the form again."""
    type_height(qtbot, portal, "14")
    portal.window.right.hide()
    answer = Answer(portal, "Terug")
    act(qtbot, portal, "show_monitor")
    assert answer.asked
    assert portal.window.mode == "sites"
    assert portal.panels.site_form.isVisible()
    answer = Answer(portal, "Niet bewaren")
    act(qtbot, portal, "show_monitor")
    assert answer.asked


def test_the_status_bar_names_the_step_that_was_done(portal: Portal, qtbot: QtBot) -> None:
    """After an undo something is entered: the bar says that, not the undo."""
    type_height(qtbot, portal, "14")
    press(qtbot, portal, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert portal.window.status.told.startswith("Vastgelegd: ")
    act(qtbot, portal, "undo_edit")
    assert portal.window.status.told.startswith("Ongedaan gemaakt: ")
    type_height(qtbot, portal, "16")
    press(qtbot, portal, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert portal.window.status.told.startswith("Vastgelegd: Grootste bouwhoogte")


def test_tab_goes_down_the_left_panel_as_it_stands(portal: Portal, qtbot: QtBot) -> None:
    """Every field of the panel follows the one above it."""
    portal.window.resize(1600, 968)
    portal.window.activateWindow()
    portal.panels.site_list.search.setFocus()
    heights = []
    while (focus := QApplication.focusWidget()) is not None and portal.panels.site_list.isAncestorOf(focus):
        heights.append(focus.mapTo(portal.window, QPoint(0, 0)).y())
        press(qtbot, portal, Qt.Key.Key_Tab)
        assert len(heights) < 40
    assert len(heights) > 14
    assert heights[:14] == sorted(heights[:14])


def test_f6_walks_every_panel_that_is_shown(portal: Portal, qtbot: QtBot) -> None:
    """Left, map, card and table, and round again."""
    window = portal.window
    window.resize(1600, 968)
    window.activateWindow()
    portal.panels.site_list.search.setFocus()
    seen = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        docks = (window.left, window.centre, window.right, window.tray)
        seen.append(next(number for number, each in enumerate(docks) if each.isAncestorOf(focus)))
        press(qtbot, portal, Qt.Key.Key_F6)
    assert seen == [0, 1, 2, 3, 0]


def test_the_note_of_the_tray_is_cut_with_an_ellipsis(portal: Portal) -> None:
    """Where the totals do not fit beside the title they end in an ellipsis, never within a word."""
    QApplication.processEvents()
    notes = [
        each for each in portal.window.tray.findChildren(QWidget) if each.accessibleName().startswith("70 ")
    ]
    (note,) = notes
    assert note.property("text").endswith("…")
    assert note.property("text") != note.accessibleName()
