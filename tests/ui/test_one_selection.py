"""List, map and dossier are on one case, whichever way it came in sight."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QPushButton, QTableView

from tests.ui.desk_hands import click_box, click_case, click_tab
from tests.ui.desk_samples import OVERDUE, RUNNING, SOON
from tests.ui.mail_hands import drop_mail, line_of, make_case, nom_mail
from tests.ui.map_driver import run_js
from tests.ui.portals import click, find, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def _on_map(qtbot: QtBot, portal: Portal) -> str:
    """Return the case whose mark the page tells as selected."""
    said = run_js(
        qtbot, portal.map.web.page, "window.drentsMap && drentsMap.base.bounds ? drentsMap.state() : '{}'"
    )
    return str(json.loads(said).get("cases", {}).get("selected") or "")


def _in_list(portal: Portal) -> str:
    """Return the case that the list shows as selected, by the row that is painted so."""
    selection = find(portal.window, QTableView, "case_list").selectionModel()
    assert isinstance(selection, QItemSelectionModel)
    numbers = [portal.panels.case_list.model.line(each.row()).number for each in selection.selectedRows()]
    assert [portal.panels.case_list.selected_number()] == (numbers or [""])
    return numbers[0] if numbers else ""


def _from_mail(qtbot: QtBot, portal: Portal, folder: Path) -> str:
    drop_mail(qtbot, portal, folder, nom_mail())
    for key in ("received_at", "channel", "title"):
        click(line_of(portal, key).box)
    return make_case(qtbot, portal)


def _back(qtbot: QtBot, portal: Portal) -> None:
    click(find(portal.window, QPushButton, "back_to_cases"))
    settle(qtbot, portal)
    assert portal.window.mode == "cases"


def test_a_case_of_a_mail_is_selected_in_list_and_map_when_one_goes_back(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """The dossier shows what was just made; so do the others."""
    assert _in_list(portal) == OVERDUE
    made = _from_mail(qtbot, portal, tmp_path)
    _back(qtbot, portal)
    assert portal.panels.case_file.number == made
    assert _in_list(portal) == made
    qtbot.waitUntil(lambda: _on_map(qtbot, portal) == made)


def test_what_the_filter_leaves_out_is_selected_nowhere_else(qtbot: QtBot, portal: Portal) -> None:
    """A list of late cases does not select one of them beside the dossier of another case."""
    click(find(portal.window, QPushButton, "filter_overdue"))
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    _back(qtbot, portal)
    assert portal.panels.case_file.number == RUNNING
    assert _in_list(portal) == ""
    qtbot.waitUntil(lambda: _on_map(qtbot, portal) == "")
    click(find(portal.window, QPushButton, "filter_open"))
    settle(qtbot, portal)
    assert portal.panels.case_file.number == _in_list(portal) == RUNNING


def test_what_is_stored_late_does_not_pull_the_selection_back(qtbot: QtBot, portal: Portal) -> None:
    """A task is ticked and another case clicked before that is stored: the other one stays."""
    click_case(qtbot, portal, RUNNING)
    click_tab(portal, "tasks")
    rows = portal.panels.case_file.tasks.rows
    click_box(rows, next(each.id for each in rows.shown if each.title.startswith("Vragen aan Emmen")))
    assert portal.runner.is_busy
    click_case(qtbot, portal, SOON)
    settle(qtbot, portal)
    assert portal.panels.case_file.number == _in_list(portal) == SOON
    qtbot.waitUntil(lambda: _on_map(qtbot, portal) == SOON)
