"""The monitor by mouse and keys: pages, cells that lead to sites, findings, chase lists, the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from drentsportal.domain.checks.quality import COUNTED_CODES
from drentsportal.domain.checks.quality_completeness import sites_lacking
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.dialogs.chase_return import ChaseReturnDialog
from drentsportal.ui.models.quality_rows import name_order
from tests.ui.portals import WAIT_MS, click, settle

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QTableView
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

EMMEN = "GM0114"


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data, in the monitor."""
    QTest.keyClick(sample_portal.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, sample_portal)
    return sample_portal


def click_row(view: QTableView, row: int, column: int = 0, *, double: bool = False) -> None:
    """Click a cell with the mouse."""
    at = view.visualRect(view.model().index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if double:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_monitor_shows_its_pages_beside_the_map(portal: Portal, qtbot: QtBot) -> None:
    """Ctrl+3 opens the overview; arrows walk the pages; another mode takes the tab away."""
    window, monitor = portal.window, portal.monitor
    assert window.mode == "monitor"
    assert window.centre.currentWidget() is monitor.view
    assert not window.right.isVisible()
    assert monitor.report is not None
    assert monitor.overview.bars.accessibleName()
    QTest.keyClick(monitor.pages.view, Qt.Key.Key_Down)
    settle(qtbot, portal)
    assert monitor.view.page == "completeness"
    assert window.centre.tabText(window.centre.indexOf(monitor.view)) == "Volledigheid"
    portal.run_action("show_sites")
    settle(qtbot, portal)
    assert window.centre.indexOf(monitor.view) < 0
    assert window.right.isVisible()
    portal.run_action("show_monitor")
    settle(qtbot, portal)
    assert monitor.view.page == "completeness"


def test_a_cell_of_the_heat_table_lists_the_sites_that_lack_it(portal: Portal, qtbot: QtBot) -> None:
    """A click and Enter both list the sites, and a row leads to the card of its site."""
    monitor = portal.monitor
    monitor.show_page("completeness")
    settle(qtbot, portal)
    panel = monitor.completeness
    report = monitor.report
    assert report is not None
    table = panel.table
    column = next(
        number
        for number in range(table.heat.columnCount())
        if table.heat.headerData(number, Qt.Orientation.Horizontal) == "Hoogte"
    )
    # By name Emmen is the sixth, and Hoogeveen follows.
    click_row(table, 5, column)
    expected = sites_lacking(report.table, SiteKind.PARK, "max_height_m", EMMEN)
    assert len(expected) > 1
    assert panel.sites.model.rowCount() == len(expected)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    hoogeveen = sites_lacking(report.table, SiteKind.PARK, "max_height_m", "GM0118")
    assert panel.sites.model.rowCount() == len(hoogeveen)
    click_row(panel.sites.view, 0)
    click(panel.sites.open_button)
    settle(qtbot, portal)
    assert portal.window.mode == "sites"
    assert portal.session.selected_site_id in hoogeveen


def test_every_gemeente_stands_in_the_heat_table_also_without_sites(portal: Portal, qtbot: QtBot) -> None:
    """Twelve rows for each kind; one without sites has dashes and says so in words."""
    panel = portal.monitor.completeness
    portal.monitor.show_page("completeness")
    settle(qtbot, portal)
    for number in range(panel.kind.count()):
        panel.kind.setCurrentIndex(number)
        assert panel.table.heat.rowCount() == 12
    premises = panel.table.heat
    report = portal.monitor.report
    assert report is not None
    part = next(each for each in report.completeness if each.kind is SiteKind.PREMISES)
    in_order = sorted(range(12), key=lambda place: name_order(COUNTED_CODES[place]))
    empty = [row for row, place in enumerate(in_order) if not part.sites[place]]
    assert empty
    cell = premises.index(empty[0], 0)
    assert premises.data(cell) == portal.services.language.text("ui.quality.none_cell")
    assert "0" in str(premises.data(cell, Qt.ItemDataRole.AccessibleTextRole))


def test_the_status_bar_counts_stale_sites_and_leads_to_them(portal: Portal, qtbot: QtBot) -> None:
    """The count stands there from the start; a click opens Ouderdom with the sites."""
    portal.run_action("show_sites")
    settle(qtbot, portal)
    shown = portal.window.findChild(QPushButton, "stale_sites_status")
    assert shown is not None
    assert shown.text().startswith("11 ")
    click(shown)
    settle(qtbot, portal)
    ages = portal.monitor.ages
    assert portal.monitor.view.page == "ages"
    assert ages.sites.model.rowCount() == 11
    click_row(ages.view, 5)
    assert ages.sites.model.rowCount() == 2
    QTest.mouseClick(ages.all_button, Qt.MouseButton.LeftButton)
    assert ages.sites.model.rowCount() == 11


def test_a_finding_leads_to_its_site(portal: Portal, qtbot: QtBot) -> None:
    """A contradiction entered by hand appears, is filtered, and Enter opens the site."""
    services = portal.services
    attribution = services.editing.attribution()
    services.editing.set_values("vb-016", {"net_ha": 999.0}, attribution)
    portal.session.sites_changed.emit()
    settle(qtbot, portal)
    portal.monitor.show_page("findings")
    settle(qtbot, portal)
    panel = portal.monitor.findings
    panel.rule.setCurrentIndex(panel.rule.findData("net_over_gross"))
    assert panel.model.rowCount() == 1
    panel.view.setFocus()
    index = panel.model.index(0, 0)
    rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    panel.view.selectionModel().setCurrentIndex(index, rows)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert portal.window.mode == "sites"
    assert portal.session.selected_site_id == "vb-016"


def test_a_chase_list_goes_out_and_comes_back(portal: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """Made by the button; read back in a dialog that asks for the date; taken over; figures follow."""
    panel = portal.monitor.chase_lists
    portal.monitor.show_page("chase_lists")
    settle(qtbot, portal)
    assert not panel.make_button.isEnabled()
    click_row(panel.view, 2)
    asked = int(str(panel.model.data(panel.model.index(2, 1))))
    click(panel.make_button)
    settle(qtbot, portal)
    (workbook,) = (tmp_path / "documenten" / "opvraaglijsten").glob("*.xlsx")
    assert workbook.name in panel.told.text()
    book = openpyxl.load_workbook(workbook)
    sheet = book["Vragen"]
    columns = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    row = next(
        each
        for each in range(3, sheet.max_row + 1)
        if sheet.cell(each, columns["drents:attribute_id"]).value == "max_height_m"
    )
    site_id = str(sheet.cell(row, columns["drents:site_id"]).value)
    sheet.cell(row, columns["drents:value"]).value = 15
    back = tmp_path / "terug.xlsx"
    book.save(back)
    portal.monitor.chase.open_return(back)
    settle(qtbot, portal)
    dialog = portal.window.findChild(ChaseReturnDialog, "chase_return_dialog")
    assert dialog is not None
    assert not dialog.accept_button.isEnabled()
    dialog.date.setText("17-11-2026")
    click(dialog.date_button)
    settle(qtbot, portal)
    assert dialog.accept_button.isEnabled()
    click(dialog.accept_button)
    settle(qtbot, portal)
    qtbot.waitUntil(
        lambda: portal.services.catalogue.site(site_id).value("max_height_m") == 15, timeout=WAIT_MS
    )
    settle(qtbot, portal)
    assert int(str(panel.model.data(panel.model.index(2, 1)))) == asked - 1
