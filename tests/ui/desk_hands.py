"""Hands on list and dossier of the desk: real clicks and keys, and what stands there to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from drentsportal.ui.models.case_list import COLUMNS
from drentsportal.ui.panels.dossier import TABS
from tests.ui.portals import WAIT_MS, click, find, settle

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QMenu
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.desk_form import DeskForm
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.desk_rows import DeskRow, DeskRows

_LOOK_MS = 20
_BOX_MARGIN, _BOX_INDENT, _BOX_HALF = QPoint(16, 6), 22, QPoint(7, 8)


def plain(text: str) -> str:
    """Return a text as it is typed: in the window figures keep to their units."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def listed(portal: Portal, column: str) -> list[str]:
    """Return what the list of cases says in a column, from top to bottom, first lines only."""
    view = _case_table(portal)
    model, place = view.model(), COLUMNS.index(column)
    return [plain(str(model.index(row, place).data())).split("\n")[0] for row in range(model.rowCount())]


def click_case(qtbot: QtBot, portal: Portal, number: str) -> None:
    """Click a case in the list and wait until the dossier shows it."""
    view = _case_table(portal)
    row = portal.panels.case_list.model.row_of(number)
    assert row >= 0, number
    index = view.model().index(row, COLUMNS.index("request"))
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    settle(qtbot, portal)
    assert portal.panels.case_file.number == number


def click_tab(portal: Portal, tab: str) -> None:
    """Click a tab of the dossier."""
    bar = portal.panels.case_file.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(TABS.index(tab)).center())


def dossier_label(portal: Portal, name: str) -> str:
    """Return what a label of the dossier says."""
    return plain(find(portal.window, QLabel, f"dossier_{name}").text())


def row_of(rows: DeskRows, title: str) -> DeskRow:
    """Return the only row with a title; the test fails where there is none, or more than one."""
    (found,) = [each for each in rows.shown if plain(each.title) == title]
    return found


def click_row(rows: DeskRows, row_id: str) -> None:
    """Click the words of a row, away from its box."""
    area = _area(rows, row_id)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert rows.current_id() == row_id


def tick(qtbot: QtBot, portal: Portal, rows: DeskRows, row_id: str) -> None:
    """Click the box of a row, and wait until that is stored."""
    click_box(rows, row_id)
    settle(qtbot, portal)


def click_box(rows: DeskRows, row_id: str) -> None:
    """Click the box of a row."""
    area = _area(rows, row_id)
    level = next(each.level for each in rows.shown if each.id == row_id)
    place = area.topLeft() + _BOX_MARGIN + QPoint(_BOX_INDENT * level, 0) + _BOX_HALF
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def press(qtbot: QtBot, portal: Portal, name: str) -> None:
    """Click a button of the dossier, which a person must be able to see and use."""
    made = find(portal.panels.case_file, QPushButton, name)
    assert made.isVisible(), name
    assert made.isEnabled(), name
    click(made)
    settle(qtbot, portal)


def open_form(qtbot: QtBot, portal: Portal) -> DeskForm:
    """Return the form that comes to stand open."""
    qtbot.waitUntil(lambda: portal.inbox.dossier.form is not None, timeout=WAIT_MS)
    return shown_form(portal)


def shown_form(portal: Portal) -> DeskForm:
    """Return the form that stands open now."""
    form = portal.inbox.dossier.form
    assert form is not None
    assert form.isVisible()
    return form


def type_in(form: QWidget, **values: str) -> None:
    """Fill in fields by keys; of a choice the words that stand in it are given."""
    for name, text in values.items():
        field = find(form, QWidget, f"field_{name}")
        field.setFocus()
        if isinstance(field, QComboBox):
            _pick(field, text)
            continue
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.selectAll()
        QTest.keyClicks(field, text)


def save(qtbot: QtBot, portal: Portal, form: DeskForm) -> None:
    """Click the button of a form; it closes, for what was filled in is stored."""
    click(form.accept_button)
    settle(qtbot, portal)
    assert portal.inbox.dossier.form is not form, fault_of(form)


def fault_of(form: QWidget) -> str:
    """Return what a form says is wrong, empty for nothing."""
    told = [each.text() for each in form.findChildren(QLabel) if each.property("role") == "error"]
    return plain(" ".join(each for each in told if each))


def choose_more(qtbot: QtBot, portal: Portal, words: str) -> None:
    """Click an entry of the menu of the dossier that hangs on its button for more."""
    menu: QMenu = find(portal.panels.case_file, QPushButton, "case_more").menu()
    menu.popup(portal.window.mapToGlobal(portal.window.rect().center()))
    (entry,) = [each for each in menu.actions() if each.isVisible() and each.text() == words]
    assert entry.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    settle(qtbot, portal)


def offered_more(portal: Portal) -> list[str]:
    """Return what that menu offers now."""
    menu: QMenu = find(portal.panels.case_file, QPushButton, "case_more").menu()
    return [each.text() for each in menu.actions() if each.isVisible() and each.isEnabled()]


def _case_table(portal: Portal) -> QTableView:
    (view,) = portal.panels.case_list.findChildren(QTableView)
    return view


def _area(rows: DeskRows, row_id: str) -> QRect:
    number = next(number for number, each in enumerate(rows.shown) if each.id == row_id)
    index = rows.model().index(number, 0)
    rows.scrollTo(index)
    return rows.visualRect(index)


def _pick(combo: QComboBox, text: str) -> None:
    """Walk through a choice by keys until it says a text."""
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if plain(combo.currentText()) == text:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    offered = [combo.itemText(each) for each in range(combo.count())]
    raise AssertionError((text, offered))
