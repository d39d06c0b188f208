"""The ranking of the open case as a workbook, chosen in the menu with a real mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from tests.ui.portals import WAIT_MS, open_request, settle

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_ACTION = "export_ranking"


def _choose(portal: Portal) -> None:
    """Open the menu Aanvraag and click the entry."""
    menu = portal.window.menus["request"]
    menu.popup(portal.window.mapToGlobal(QPoint(40, 40)))
    entry = menu.actionGeometry(portal.window.actions_by_id[_ACTION])
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry.center())
    menu.close()


def _answer_with(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Let the file dialog answer with a path; returns what is proposed to it."""
    proposed: list[str] = []

    def chosen(_parent: object, _title: str, name: str, _filters: str) -> tuple[str, str]:
        proposed.append(name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return proposed


def test_the_ranking_is_written_and_the_person_is_told_where(
    sample_portal: Portal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook names the first candidate, the timeline notes it, and its folder can be opened."""
    portal = sample_portal
    open_request(qtbot, portal, "1-chemie.json")
    case = portal.session.case
    assert case is not None
    proposed = _answer_with(monkeypatch, tmp_path / "ranking 1.5 ha")
    _choose(portal)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: bool(_told(portal)), timeout=WAIT_MS)

    assert proposed == [f"{case.number} rangschikking.xlsx"]
    path = tmp_path / "ranking 1.5 ha.xlsx"
    book = openpyxl.load_workbook(path)
    cells = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert portal.panels.results.ranking.card(0).candidate.name in cells
    assert path.name in [each.file_name for each in portal.services.desk.documents(case.number)]
    box = _told(portal)[0]
    assert path.name in box.text()
    assert str(tmp_path) in box.text()
    assert "Map openen" in [each.text() for each in box.findChildren(QPushButton)]
    box.close()


def test_a_ranking_that_no_longer_holds_is_not_written(
    sample_portal: Portal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a match, and after the data changed, the entry is grey, says why and asks for no file."""
    portal = sample_portal
    action = portal.window.actions_by_id[_ACTION]
    assert not action.isEnabled()
    assert action.toolTip().startswith("Kies eerst Locaties zoeken")
    open_request(qtbot, portal, "1-chemie.json")
    assert action.isEnabled()
    portal.session.mark_stale()
    assert not action.isEnabled()
    assert action.toolTip().startswith("Kies eerst Locaties zoeken")
    assert portal.window.menus["request"].toolTipsVisible()
    proposed = _answer_with(monkeypatch, tmp_path / "nooit.xlsx")
    _choose(portal)
    settle(qtbot, portal)
    assert proposed == []


def _told(portal: Portal) -> list[QMessageBox]:
    boxes = portal.window.findChildren(QMessageBox, "documents_made")
    return [each for each in boxes if each.isVisible()]
