"""The inbox: order, chips, next step, search with where it was found, and the clocks on every edge."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget

from drentsportal.ui.models.case_list import COLUMNS
from drentsportal.ui.widgets.inbox_search import InboxSearch
from drentsportal.ui.widgets.rail_badge import RailBadge
from tests.ui.desk_samples import (
    ANSWERED,
    LATE,
    NOW_UTC,
    OVERDUE,
    RUNNING,
    SOON,
    UNASSIGNED,
    Desk,
)
from tests.ui.portals import WAIT_MS, click, find, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def _numbers(portal: Portal) -> list[str]:
    return [line.number for line in portal.panels.case_list.shown_lines()]


def _cell(portal: Portal, number: str, column: str) -> list[str]:
    model = portal.panels.case_list.model
    return _plain(str(model.index(model.row_of(number), COLUMNS.index(column)).data())).splitlines()


def _plain(text: str) -> str:
    """Return a text as it is typed: in the window figures keep to their units."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _search(portal: Portal, qtbot: QtBot, words: str) -> QLineEdit:
    field = find(portal.window, QLineEdit, "inbox_search")
    field.setFocus()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, portal)
    return field


def test_overdue_stands_first_then_the_least_time_and_chips_count(portal: Portal, qtbot: QtBot) -> None:
    """Each chip says how many it shows; a click shows them."""
    assert _numbers(portal) == [OVERDUE, LATE, SOON, RUNNING, UNASSIGNED]
    texts = {}
    for name in ("overdue", "mine", "answered", "open"):
        chip = find(portal.window, QPushButton, f"filter_{name}")
        click(chip)
        settle(qtbot, portal)
        texts[chip.text()] = _numbers(portal)
    assert texts == {
        "Te laat 2": [OVERDUE, LATE],
        "Van mij 3": [LATE, SOON, RUNNING],
        "Beantwoord 1": [ANSWERED],
        "Open 5": [OVERDUE, LATE, SOON, RUNNING, UNASSIGNED],
    }


def test_what_was_answered_and_has_no_task_can_be_shown(portal: Portal, qtbot: QtBot) -> None:
    """Until somebody has a task in it; the chip counts along."""
    chip = find(portal.window, QPushButton, "filter_unattended")
    qtbot.waitUntil(lambda: chip.text() == "Beantwoord zonder taak 1", timeout=WAIT_MS)
    click(chip)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: _numbers(portal) == [ANSWERED], timeout=WAIT_MS)
    portal.services.tasks.add(ANSWERED, "Nabellen", "Anna de Vries")
    portal.cases.load()
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: chip.text() == "Beantwoord zonder taak 0", timeout=WAIT_MS)
    assert _numbers(portal) == []


def test_a_row_says_clock_place_source_owner_and_what_comes_next(portal: Portal) -> None:
    """The next step is the open task that is due first; without one what the case waits for."""
    assert _cell(portal, OVERDUE, "clock") == ["3 u 12 m te laat"]
    assert _cell(portal, SOON, "clock") == ["nog 5 u 20 m"]
    assert _cell(portal, OVERDUE, "request") == ["Metaalbewerker zoekt 1,5 ha", f"{OVERDUE} · Zuid-Drenthe"]
    assert _cell(portal, OVERDUE, "channel") == ["gemeente"]
    assert _cell(portal, OVERDUE, "owner") == ["Accountmanager Hoogeveen", "Gemeente Hoogeveen"]
    assert _cell(portal, RUNNING, "status")[1].startswith("Vragen aan Emmen nalopen, uiterlijk")
    assert _cell(portal, LATE, "status") == ["Ontvangen", "Shortlist maken"]
    assert _cell(portal, UNASSIGNED, "owner") == ["Niet toegewezen"]
    assert _cell(portal, UNASSIGNED, "status")[1] == "Behandelaar kiezen"


def test_two_days_on_the_clock_tells_days_and_keeps_the_hours_at_hand(
    portal: Portal, desk: Desk, qtbot: QtBot
) -> None:
    """In list, dossier, status bar; the tooltips tell the time to the minute."""
    portal.panels.case_list.select(OVERDUE)
    desk.clock.stand_at(NOW_UTC + timedelta(days=127))
    portal.cases.load()
    settle(qtbot, portal)
    assert _cell(portal, OVERDUE, "clock") == ["127 d 3 u te laat"]
    assert "langst 127 d 3 u" in _plain(portal.window.status.clocks)
    model = portal.panels.case_list.model
    tooltip = model.index(model.row_of(OVERDUE), 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "3051 u 12 m te laat" in _plain(tooltip)
    chip = find(portal.panels.case_file, QWidget, "clock_chip")
    assert _plain(chip.accessibleName()) == "127 d 3 u te laat"
    assert _plain(chip.toolTip()) == "3051 u 12 m te laat"


def test_a_minute_later_the_clocks_moved_and_nothing_else(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    """The selected case stays selected and is not read again; its clock in the dossier goes on too."""
    portal.panels.case_list.select(RUNNING)
    settle(qtbot, portal)
    portal.panels.case_file.show_tab("tasks")
    told: list[str] = []
    portal.panels.case_list.case_selected.connect(told.append)
    desk.clock.stand_at(NOW_UTC + timedelta(minutes=1))
    minute = portal.cases.findChild(QTimer)
    assert isinstance(minute, QTimer)
    assert (minute.isActive(), minute.interval()) == (True, 60_000)
    minute.timeout.emit()
    settle(qtbot, portal)
    assert portal.panels.case_list.selected_number() == RUNNING
    assert told == []
    assert _cell(portal, RUNNING, "clock") == ["nog 17 u 41 m"]
    assert _plain(find(portal.window, QLabel, "dossier_clock").text()) == "nog 17 u 41 m"
    assert portal.panels.case_file.tabs.currentIndex() == 3


def test_a_case_that_overtakes_others_keeps_the_selection_on_the_same_case(
    portal: Portal, desk: Desk, qtbot: QtBot
) -> None:
    """Six hours later the one that stands still is not late; the selection stays on its case."""
    portal.panels.case_list.select(UNASSIGNED)
    settle(qtbot, portal)
    portal.services.desk.stop_clock(SOON, "Wacht op het bedrijf")
    desk.clock.stand_at(NOW_UTC + timedelta(hours=6))
    portal.cases.load()
    settle(qtbot, portal)
    assert _numbers(portal)[:3] == [OVERDUE, LATE, SOON]
    assert _cell(portal, SOON, "clock")[0].startswith("stil")
    assert portal.panels.case_list.selected_number() == UNASSIGNED
    assert find(portal.window, QPushButton, "filter_overdue").text() == "Te laat 2"


def test_rail_and_status_bar_say_how_the_clocks_stand(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    """Late ones are counted in red; when none is late the badge says how long the first one has."""
    badge = portal.window.findChild(RailBadge, "rail_badge")
    assert isinstance(badge, RailBadge)
    assert (_plain(badge.text), badge.isVisible()) == ("2", True)
    told = _plain(portal.window.activities.button("cases").accessibleName())
    assert told == "Aanvragen, 5 open, 2 te laat · langst 3 u 12 m"
    assert _plain(portal.window.status.clocks) == "5 open, 2 te laat · langst 3 u 12 m"
    for number in (OVERDUE, LATE):
        kept, _ = portal.services.desk.attach(number, "advies.pdf", b"%PDF", "application/pdf")
        portal.services.desk.answer(number, attachment_id=kept.id)
    portal.cases.load()
    settle(qtbot, portal)
    assert _plain(badge.text) == "5 u"
    assert _plain(portal.window.status.clocks) == "3 open · eerste nog 5 u 20 m"
    desk.clock.stand_at(NOW_UTC + timedelta(hours=5))
    portal.cases.load()
    settle(qtbot, portal)
    assert _plain(badge.text) == "< 1 u"


def test_words_of_a_note_find_the_case_and_say_where(portal: Portal, qtbot: QtBot) -> None:
    """All cases are looked through, answered ones too; Escape brings the list back."""
    field = _search(portal, qtbot, "zeil")
    assert _numbers(portal) == [RUNNING]
    assert _cell(portal, RUNNING, "request")[1] == f"{RUNNING} · in notities: Directeur houdt van zeilen."
    assert find(portal.window, QLabel, "inbox_found").text() == "1 aanvraag gevonden"
    assert not find(portal.window, QPushButton, "filter_open").isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    settle(qtbot, portal)
    assert len(_numbers(portal)) == 5
    assert find(portal.window, QPushButton, "filter_open").isEnabled()
    _search(portal, qtbot, "zuivel")
    assert _numbers(portal) == [ANSWERED]


def test_sites_of_that_name_do_not_crowd_out_the_cases(portal: Portal, qtbot: QtBot) -> None:
    """Half the sites of the sample data know the word Emmen; the cases that do are all found."""
    _search(portal, qtbot, "Emmen")
    assert {OVERDUE, RUNNING} <= set(_numbers(portal))
    # The word stands at the beginning of what is shown, however long the line is that holds it.
    assert _cell(portal, RUNNING, "request")[1].find("Emmen") < 60


def test_what_is_not_found_says_what_to_do(portal: Portal, qtbot: QtBot) -> None:
    """No case, or no word at all, is told in the panel; the list comes back when the field is empty."""
    field = _search(portal, qtbot, "xyzzy")
    assert _numbers(portal) == []
    empty = [
        each.text() for each in portal.panels.case_list.findChildren(QLabel) if "Geen aanvraag" in each.text()
    ]
    assert len(empty) == 1
    field.clear()
    _search(portal, qtbot, "!!")
    assert find(portal.window, QLabel, "inbox_found").text().startswith("Er staat geen woord")
    assert len(_numbers(portal)) == 5


def test_a_found_site_leads_to_its_card(portal: Portal, qtbot: QtBot) -> None:
    """Sites are named below the field; a click goes to the site."""
    _search(portal, qtbot, "Kloosterakkers")
    search = portal.panels.case_list.findChild(InboxSearch)
    assert isinstance(search, InboxSearch)
    links = [each for each in search.findChildren(QPushButton) if each.objectName().startswith("found_")]
    click(links[0])
    settle(qtbot, portal)
    assert portal.window.mode == "sites"
    assert portal.session.selected_site_id == links[0].objectName().removeprefix("found_")


def test_keys_alone_walk_filter_and_open(portal: Portal, qtbot: QtBot) -> None:
    """Arrow keys select, Ctrl+F goes to the field, Enter opens the case."""
    view = find(portal.window, QTableView, "case_list")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Down)
    settle(qtbot, portal)
    assert portal.panels.case_file.number == LATE
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert find(portal.window, QLineEdit, "inbox_search").hasFocus()
    view.setFocus()
    with qtbot.waitSignal(portal.cases.case_opened):
        QTest.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert portal.window.mode == "case"
