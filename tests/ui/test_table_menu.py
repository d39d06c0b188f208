"""Tables are copied by Ctrl+C and Ctrl+Shift+C; columns are left out by mouse and keys, and stay so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView

from drentsportal.paths import resources_dir
from drentsportal.ui.theme import Theme
from drentsportal.ui.widgets.table_copy import CopyTable, copy_rows
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.window_layout import WindowLayout
from tests.ui.portals import find, open_request

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(qtbot: QtBot) -> CopyTable:
    """Show three rows, of which one could be a formula and one holds markup."""
    rows = (("Emmen", "1.234,5\N{NO-BREAK SPACE}ha"), ("=1+1", "-3"), ("<b>A & B</b>", "regel\nonder"))
    theme = Theme(resources_dir() / "theme" / "window.qss")
    model = TextTableModel(["Naam", "Stand"])
    model.show_rows(len(rows), lambda row: [TextCell(each) for each in rows[row]])
    made = text_table(model, TextTableDelegate(theme), "three", "Drie rijen")
    assert isinstance(made, CopyTable)
    qtbot.addWidget(made)
    made.show()
    return made


def _text() -> str:
    return QGuiApplication.clipboard().text()


def _html() -> str:
    return QGuiApplication.clipboard().mimeData().html()


def test_the_selected_row_is_copied_with_its_headings(table: CopyTable) -> None:
    """As plain text with tabs, which every program takes."""
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert _text() == "Naam\tStand\nEmmen\t1.234,5 ha"


def test_nothing_selected_leaves_the_clipboard(table: CopyTable) -> None:
    """What somebody copied before is still there."""
    QGuiApplication.clipboard().setText("van eerder")
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert _text() == "van eerder"


def test_formulas_and_markup_stay_words(table: CopyTable) -> None:
    """A spreadsheet works nothing out and a letter shows the signs themselves."""
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL_SHIFT)
    assert _text().splitlines()[2:] == ["'=1+1\t'-3", "<b>A & B</b>\tregel, onder"]
    assert "<td style=\"mso-number-format:'\\@'\">=1+1</td>" in _html()
    assert "<td>&lt;b&gt;A &amp; B&lt;/b&gt;</td>" in _html()
    assert _html().count("<tr>") == 4


def test_what_is_hidden_is_not_copied(table: CopyTable) -> None:
    """Only what one sees leaves the window, in the order in which one sees it."""
    table.hideColumn(0)
    assert copy_rows(table, everything=True) == 3
    assert _text().splitlines()[:2] == ["Stand", "1.234,5 ha"]
    table.showColumn(0)
    table.horizontalHeader().moveSection(0, 1)
    copy_rows(table, everything=True)
    assert _text().splitlines()[0] == "Stand\tNaam"


@given(st.text())
def test_no_cell_begins_a_formula_or_another_cell(text: str) -> None:
    """Whatever a name holds: one line for the headings, one for the row, one tab between two cells."""
    model = TextTableModel(["a", "b"])
    model.show_rows(1, lambda _: [TextCell(text), TextCell("z")])
    view = CopyTable()
    view.setModel(model)
    view.verticalHeader().hide()
    copy_rows(view, everything=True)
    heading, line = QGuiApplication.clipboard().text().split("\n")
    first, last = line.split("\t")
    assert (heading, last) == ("a\tb", "z")
    assert not first.startswith(("=", "+", "-", "@"))


def _click_right(table: QTableView) -> QMenu:
    place = table.visualRect(table.model().index(0, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    return _menu(table)


def _menu(table: QTableView) -> QMenu:
    (menu,) = [each for each in table.window().findChildren(QMenu, "table_menu") if each.isVisible()]
    return menu


def _pick(menu: QMenu, words: str) -> None:
    (entry,) = [each for each in menu.actions() if each.text() == words]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def test_a_column_is_left_out_and_stays_so(sample_portal: Portal, tmp_path: Path) -> None:
    """By the right button, in this window and in the next one; standard brings it back."""
    portal = sample_portal
    portal.layout.remember(tmp_path / "window.ini")
    portal.run_action("show_sites")
    table = find(portal.window, QTableView, "site_table")
    menu = _click_right(table)
    named = [each.text() for each in menu.actions() if each.isCheckable()]
    assert named[:2] == ["Terrein", "Gemeente"]
    assert not next(each for each in menu.actions() if each.text() == "Terrein").isEnabled()
    _pick(menu, "Gemeente")
    assert table.isColumnHidden(1)
    assert table.columnWidth(0) > 0
    portal.layout.save()

    other = WindowLayout(portal.window)
    other.remember(tmp_path / "window.ini")
    assert other.hidden_columns("site_table") == ("municipality",)
    portal.layout.remember(tmp_path / "window.ini")
    assert table.isColumnHidden(1)
    portal.run_action("standard_layout")
    assert not table.isColumnHidden(1)


def test_an_order_stays_so(sample_portal: Portal, tmp_path: Path) -> None:
    """By a click on a heading, in this window and in the next one; standard brings the first order back."""
    portal = sample_portal
    portal.layout.remember(tmp_path / "window.ini")
    portal.run_action("show_sites")
    table = find(portal.window, QTableView, "site_table")
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(3) + 20, header.height() // 2)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (3, order)
    largest = str(table.model().index(0, 0).data())
    portal.layout.save()

    other = WindowLayout(portal.window)
    other.remember(tmp_path / "window.ini")
    assert other.order("site_table") == ("gross", True)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    portal.layout.remember(tmp_path / "window.ini")
    assert (header.sortIndicatorSection(), str(table.model().index(0, 0).data())) == (3, largest)
    portal.run_action("standard_layout")
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (0, Qt.SortOrder.AscendingOrder)


def test_a_menu_of_a_table_copies_its_row(sample_portal: Portal) -> None:
    """And says how many rows there were."""
    portal = sample_portal
    portal.run_action("show_sites")
    table = find(portal.window, QTableView, "site_table")
    table.selectRow(0)
    _pick(_click_right(table), "Rij kopiëren")
    heading, row = _text().split("\n")
    assert heading.startswith("Terrein\tGemeente\tSegment")
    assert row.split("\t")[0] == table.model().index(0, 0).data()
    assert "1 rij gekopieerd" in portal.window.status.told


def test_by_keys_alone(sample_portal: Portal) -> None:
    """The table that has the focus is meant; without one that is said, and nothing is copied."""
    portal = sample_portal
    portal.run_action("show_sites")
    table = find(portal.window, QTableView, "site_table")
    table.setFocus()
    portal.run_action("copy_table")
    assert len(_text().splitlines()) == table.model().rowCount() + 1
    portal.run_action("choose_columns")
    menu = _menu(table)
    while menu.activeAction() is None or menu.activeAction().text() != "Gemeente":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert [at for at in range(table.model().columnCount()) if table.isColumnHidden(at)] == [1]
    portal.panels.site_list.search.setFocus()
    QGuiApplication.clipboard().setText("van eerder")
    portal.run_action("copy_table")
    assert _text() == "van eerder"
    assert portal.window.status.told.startswith("Kies eerst een rij")


def test_the_inbox_is_copied_as_it_reads(sample_portal: Portal, qtbot: QtBot) -> None:
    """A clock with its request, in one line per request."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    portal.run_action("show_cases")
    table = find(portal.panels.case_list, QTableView, "case_list")
    assert copy_rows(table, everything=True) >= 1
    assert any("2026" in line or "D-" in line for line in _text().splitlines()[1:])


def test_a_right_click_beside_a_table_opens_no_menu_of_tables(sample_portal: Portal) -> None:
    """Only a table has rows to copy."""
    window = sample_portal.window
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), window.mapToGlobal(QPoint(1, 1)))
    QApplication.sendEvent(window.status, event)
    assert not [each for each in window.findChildren(QMenu, "table_menu") if each.isVisible()]
