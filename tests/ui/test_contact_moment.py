"""A contact in the dossier: when it was is told in Dutch time, never in the future, by mouse and by keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from tests.ui.desk_hands import shown_form, type_in
from tests.ui.desk_samples import NOW_UTC, RUNNING, Desk
from tests.ui.portals import agree, click, find, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.cases.case import ContactMoment
    from drentsportal.ui.dialogs.desk_form import DeskForm
    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, portal: Portal) -> Portal:
    """Show the running case in the dossier."""
    portal.panels.case_list.select(RUNNING)
    settle(qtbot, portal)
    return portal


def _asked(portal: Portal) -> DeskForm:
    click(find(portal.window, QPushButton, "case_contact"))
    return shown_form(portal)


def _kept(desk: Desk, subject: str) -> ContactMoment:
    return next(each for each in desk.services.desk.contacts(RUNNING) if each.subject == subject)


def test_a_call_of_this_morning_is_told_this_afternoon(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    """The moment stands ready as now; what is typed is Dutch wall-clock time, and the timeline follows."""
    form = _asked(portal)
    assert find(form, QLineEdit, "field_at").text() == "17-11-2026 15:07"
    type_in(form, at="17-11-2026 09:20", person="K. de Boer", channel="telefoon", subject="Groei besproken")
    QTest.keyClick(find(form, QLineEdit, "field_channel"), Qt.Key.Key_Return)
    settle(qtbot, portal)
    told = _kept(desk, "Groei besproken")
    assert told.at_utc == datetime(2026, 11, 17, 8, 20, tzinfo=UTC)
    assert (told.person, told.channel, told.subject) == ("K. de Boer", "telefoon", "Groei besproken")
    assert portal.inbox.dossier.form is None
    rows = {each.title: each for each in portal.panels.case_file.timeline.shown}
    assert rows["Contact met K. de Boer"].lead == "09:20"


def test_what_nobody_changed_is_now(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    """To the second, not to the minute that stands in the field."""
    form = _asked(portal)
    desk.clock.stand_at(NOW_UTC.replace(second=41))
    type_in(form, subject="Zojuist")
    click(form.accept_button)
    settle(qtbot, portal)
    assert _kept(desk, "Zojuist").at_utc == NOW_UTC.replace(second=41)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("17-11-2026 15:30", "ligt in de toekomst"),
        ("gisteren", "is geen datum met tijd"),
        ("29-03-2026 02:30", "een uur vooruit"),
        ("", "Wanneer"),
    ],
)
def test_a_moment_that_cannot_be_is_told_and_nothing_goes_lost(
    portal: Portal, desk: Desk, qtbot: QtBot, typed: str, words: str
) -> None:
    """Future, unreadable, skipped in spring or empty: the form stays open with what was typed."""
    before = desk.services.desk.contacts(RUNNING)
    form = _asked(portal)
    line = find(form, QLineEdit, "field_at")
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, typed)
    type_in(form, subject="Blijft staan")
    click(form.accept_button)
    settle(qtbot, portal)
    assert form.isVisible()
    assert words in " ".join(each.text() for each in form.findChildren(QLabel))
    assert find(form, QPlainTextEdit, "field_subject").toPlainText() == "Blijft staan"
    assert desk.services.desk.contacts(RUNNING) == before
    agree(form)
    form.reject()


def test_of_the_hour_that_occurs_twice_it_is_asked_which(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    """As with the receipt of a request: the form says what to write behind it."""
    form = _asked(portal)
    type_in(form, at="25-10-2026 02:30", subject="Nachtdienst")
    click(form.accept_button)
    settle(qtbot, portal)
    assert form.isVisible()
    assert "komt die nacht twee keer voor" in " ".join(each.text() for each in form.findChildren(QLabel))
    type_in(form, at="25-10-2026 02:30 +01:00")
    click(form.accept_button)
    settle(qtbot, portal)
    assert _kept(desk, "Nachtdienst").at_utc == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_shortcut_asks_the_same_of_the_case_that_is_worked_on(portal: Portal, qtbot: QtBot) -> None:
    """Ctrl+L in an open case; the form says in which dossier it comes."""
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    portal.run_action("log_contact")
    form = portal.inbox.dossier.form
    assert form is not None
    assert form.isVisible()
    form.reject()
