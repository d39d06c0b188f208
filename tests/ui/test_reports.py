"""Reports on screen and as files, by real clicks: what is counted, what is unknown, what is stopped."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QPushButton, QTableView, QWidget

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.quarter_dialog import QuarterDialog
from drentsportal.ui.dialogs.weekly_dialog import WeeklyDialog
from drentsportal.ui.widgets.picture_view import PictureView
from tests.ui.portals import WAIT_MS, click, find, open_portal, settle
from tests.ui.report_samples import add_reported_cases
from tests.ui.workspaces import sample_services
from tests.unit.reports.written_files import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Portal]:
    """Open a window on a workspace with cases to report on; files go where the test says."""
    services = sample_services(tmp_path / "werk.drents")
    add_reported_cases(services)
    made = open_portal(qtbot, qapp, services, tmp_path)
    made.reports.choose_file = lambda suffix: tmp_path / f"rapport{suffix}"
    yield made
    made.put_away()
    services.workspace.close()


def _choose(portal: Portal, action_id: str) -> None:
    """Click an entry of the menu Monitor."""
    menu: QMenu = portal.window.menus["monitor"]
    menu.popup(portal.window.mapToGlobal(portal.window.rect().center()))
    entry = menu.actionGeometry(portal.window.actions_by_id[action_id])
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry.center())


def _quarter(qtbot: QtBot, portal: Portal) -> QuarterDialog:
    _choose(portal, "quarter_report")
    settle(qtbot, portal)
    return find(portal.window, QuarterDialog, "quarter_dialog")


def _weekly(qtbot: QtBot, portal: Portal) -> WeeklyDialog:
    _choose(portal, "weekly_list")
    settle(qtbot, portal)
    return find(portal.window, WeeklyDialog, "weekly_dialog")


def _words(widget: QWidget) -> str:
    # What was added to a page that stands already is shown with the next event.
    QCoreApplication.processEvents()
    told = " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))
    return told.replace("\u00a0", " ").replace("\u202f", " ")


def _cells(widget: QWidget, name: str) -> list[list[str]]:
    model = find(widget, QTableView, name).model()
    return [
        [str(model.index(row, place).data()) for place in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _pick(combo: QComboBox, text: str) -> None:
    combo.setFocus()
    QTest.keyClicks(combo, text)


def test_the_last_quarter_stands_on_screen_with_its_definitions(qtbot: QtBot, portal: Portal) -> None:
    """Figures, charts that say themselves, definitions below, unknown apart and never zero."""
    dialog = _quarter(qtbot, portal)
    told = _words(dialog)
    assert "Derde kwartaal 2026" in told
    assert "6 aanvragen ontvangen; 5 van 6 antwoorden binnen 24 klokuren" in told
    assert "Deel van de antwoorden dat binnen 24 klokuren kwam" in told
    assert "investering van 1" in told
    assert "Niets geteld in dit kwartaal bij" not in told
    placed, total = _cells(dialog, "table_placements")
    assert placed[1:4] == ["Emmen", "60", "onbekend"]
    assert total[3] == "onbekend"
    chart = find(dialog, PictureView, "chart_within_term")
    assert "2026-3: 5/6" in chart.accessibleName()
    assert find(dialog, PictureView, "chart_times").isVisibleTo(dialog)


def test_another_quarter_is_counted_when_it_is_chosen(qtbot: QtBot, portal: Portal) -> None:
    """The running one says that it is; what has no row is named."""
    dialog = _quarter(qtbot, portal)
    dialog.choice.setFocus()
    QTest.keyClick(dialog.choice, Qt.Key.Key_Up)
    settle(qtbot, portal)
    told = _words(dialog)
    assert "Vierde kwartaal 2026" in told
    assert "tussenstand" in told
    assert "Niets geteld in dit kwartaal bij: " in told
    assert "Plaatsingen" in told.split("Niets geteld")[1]


@pytest.mark.parametrize("suffix", ["pdf", "xlsx"])
def test_what_is_on_screen_is_written(qtbot: QtBot, portal: Portal, tmp_path: Path, suffix: str) -> None:
    """By a click; the dialog says where, and shows the way to the folder."""
    dialog = _quarter(qtbot, portal)
    click(find(dialog, QPushButton, suffix))
    settle(qtbot, portal)
    assert f"rapport.{suffix}" in _words(dialog)
    assert find(dialog, QPushButton, "open_folder").isVisible()
    words = words_of(tmp_path / f"rapport.{suffix}")
    assert "24 klokuren" in " ".join(words.split())
    assert "D-2026-" not in words


def test_writing_that_is_stopped_leaves_the_older_file(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Escape stops; the figures stay and can be written after all."""
    older = tmp_path / "rapport.xlsx"
    older.write_bytes(b"ouder")
    dialog = _quarter(qtbot, portal)
    gate = Event()
    portal.runner.run(ServiceCall("ui.busy.report_write", lambda _: gate.wait(WAIT_MS), lambda _: None))
    click(find(dialog, QPushButton, "xlsx"))
    assert not find(dialog, QPushButton, "pdf").isEnabled()
    assert find(dialog, QPushButton, "close").text() == "Stoppen"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gate.set()
    settle(qtbot, portal)
    assert dialog.isVisible()
    assert older.read_bytes() == b"ouder"
    assert "Er is niets geschreven" in _words(dialog)
    click(find(dialog, QPushButton, "xlsx"))
    settle(qtbot, portal)
    assert older.read_bytes() != b"ouder"


def test_counting_that_is_stopped_shows_no_figures_of_another_choice(qtbot: QtBot, portal: Portal) -> None:
    """They can be counted again, and nothing can be written until they are."""
    dialog = _quarter(qtbot, portal)
    gate = Event()
    portal.runner.run(ServiceCall("ui.busy.report_count", lambda _: gate.wait(WAIT_MS), lambda _: None))
    click(dialog.exposure)
    click(find(dialog, QPushButton, "close"))
    gate.set()
    settle(qtbot, portal)
    assert "Er staan geen cijfers op het scherm" in _words(dialog)
    assert not find(dialog, QPushButton, "pdf").isEnabled()
    click(find(dialog, QPushButton, "count_again"))
    settle(qtbot, portal)
    assert "Derde kwartaal 2026" in _words(dialog)
    assert find(dialog, QPushButton, "pdf").isEnabled()


def test_the_weekly_list_is_shown_per_gemeente_and_written(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """All of them first, then one; the words of a task are in no file."""
    dialog = _weekly(qtbot, portal)
    assert "1 aanvraag met open taken" in _words(dialog)
    assert "Taken over de datum: 1" in _words(dialog)
    (case,) = _cells(dialog, "table_GM0106")
    assert (case[0], case[3]) == ("D-2026-0007", "1")
    assert "melder" in case[4]
    assert "(" in case[4]
    click(find(dialog, QPushButton, "pdf"))
    settle(qtbot, portal)
    written = words_of(tmp_path / "rapport.pdf")
    assert "D-2026-0007" in written
    assert "melder" not in written
    _pick(dialog.choice, "Emmen")
    settle(qtbot, portal)
    assert "Geen aanvraag met een open taak" in _words(dialog)


def test_cases_in_which_nobody_has_a_task_stand_in_a_group_of_their_own(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """The most overdue first, with its clock; the file names them by number only."""
    opened = [
        portal.services.intake.open_case(
            LocationRequest("Geheim plan"), RequestChannel.NOM, portal.services.clock.now_utc() - late
        )
        for late in (timedelta(hours=1), timedelta(days=9))
    ]
    newer, older = (case.number for case, _ in opened)
    dialog = _weekly(qtbot, portal)
    listed = _cells(dialog, "table_idle")
    numbers = [each[0] for each in listed]
    assert numbers.index(older) < numbers.index(newer)
    assert "te laat" in listed[numbers.index(older)][2]
    assert "D-2026-0007" not in numbers
    click(find(dialog, QPushButton, "pdf"))
    settle(qtbot, portal)
    written = words_of(tmp_path / "rapport.pdf")
    assert older in written
    assert "Geheim plan" not in written


def test_escape_closes_a_report_that_is_ready(qtbot: QtBot, portal: Portal) -> None:
    """By keys only, as it was opened."""
    dialog = _weekly(qtbot, portal)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
