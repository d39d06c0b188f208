"""A form of the desk stores one thing, asks before it throws words away, and no late answer breaks it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import delete, isValid

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.cases.outcome import OutcomeKind
from drentsportal.paths import resources_dir
from drentsportal.ui.dialogs.desk_form import DeskForm
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.theme import Theme
from drentsportal.ui.widgets.rail_badge import RailBadge
from tests.ui.desk_hands import shown_form
from tests.ui.desk_samples import RUNNING
from tests.ui.portals import agree, click, find, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.portal import Portal


@pytest.fixture
def running(qtbot: QtBot, portal: Portal) -> Portal:
    """Show the running case in the dossier."""
    portal.panels.case_list.select(RUNNING)
    settle(qtbot, portal)
    return portal


def _referring(portal: Portal) -> DeskForm:
    click(find(portal.panels.case_file, QPushButton, "case_refer"))
    form = shown_form(portal)
    QTest.keyClicks(find(form, QLineEdit, "field_to"), "Oost NL")
    QTest.keyClicks(find(form, QPlainTextEdit, "field_reason"), "Past niet in Drenthe")
    return form


def _gone(qtbot: QtBot, portal: Portal) -> None:
    settle(qtbot, portal)
    assert portal.inbox.dossier.form is None


def test_two_presses_refer_once(running: Portal, qtbot: QtBot) -> None:
    """The second press falls on a form that is off: the report of the quarter counts one."""
    form = _referring(running)
    click(form.accept_button)
    click(form.accept_button)
    _gone(qtbot, running)
    assert len(running.services.referrals.referrals(RUNNING)) == 1


def test_enter_twice_refers_once(running: Portal, qtbot: QtBot) -> None:
    """By keys as by mouse, wherever the keyboard is."""
    form = _referring(running)
    for _ in range(2):
        QTest.keyClick(find(form, QLineEdit, "field_to"), Qt.Key.Key_Return)
    _gone(qtbot, running)
    assert len(running.services.referrals.referrals(RUNNING)) == 1


def test_two_presses_log_one_contact(running: Portal, qtbot: QtBot) -> None:
    """And so of every form of the dossier."""
    before = len(running.services.desk.contacts(RUNNING))
    click(find(running.panels.case_file, QPushButton, "case_contact"))
    form = shown_form(running)
    QTest.keyClicks(find(form, QPlainTextEdit, "field_subject"), "Over de kade")
    click(form.accept_button)
    click(form.accept_button)
    _gone(qtbot, running)
    assert len(running.services.desk.contacts(RUNNING)) == before + 1


def test_two_presses_record_one_withdrawal(running: Portal, qtbot: QtBot) -> None:
    """One outcome in the timeline; closing is proposed, since nobody waits for an answer any more."""
    running.panels.case_file.outcome.asked.emit(OutcomeKind.WITHDRAWN.value, "")
    form = shown_form(running)
    click(form.accept_button)
    click(form.accept_button)
    _gone(qtbot, running)
    kinds = [each.kind for each in running.services.desk.timeline(RUNNING)]
    assert kinds.count(EventKind.OUTCOME) == 1
    assert kinds.count(EventKind.CLOSED) == 1
    assert not find(running.panels.case_file, QPushButton, "case_answer").isEnabled()


def test_a_refused_form_is_on_again_with_what_was_typed(running: Portal, qtbot: QtBot) -> None:
    """The fault is told, the fields take keys, and Escape meanwhile lost nothing."""
    form = _referring(running)
    QTest.keyClicks(find(form, QLineEdit, "field_nom"), "ooit")
    click(form.accept_button)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    settle(qtbot, running)
    assert form.isVisible()
    assert find(form, QPlainTextEdit, "field_reason").toPlainText() == "Past niet in Drenthe"
    line = find(form, QLineEdit, "field_nom")
    assert line.isEnabled()
    line.clear()
    click(form.accept_button)
    _gone(qtbot, running)
    assert len(running.services.referrals.referrals(RUNNING)) == 1


def test_a_late_answer_leaves_a_form_that_is_gone_alone(qtbot: QtBot, dutch: Language) -> None:
    """Its window may be closed, or locked, while something is stored."""
    owner = QWidget()
    qtbot.addWidget(owner)
    form = DeskForm(owner, dutch, "t", (Field("text", "ui.note.text"),), "ok")
    delete(form)
    form.tell_fault("laat")
    form.close_stored()
    assert not isValid(form)


def test_a_late_count_leaves_a_badge_that_is_gone_alone(qtbot: QtBot) -> None:
    """The list may be read after the bar of the window went."""
    owner = QWidget()
    qtbot.addWidget(owner)
    badge = RailBadge(owner, Theme(resources_dir() / "theme" / "window.qss"))
    delete(badge)
    badge.show_mark("3", "fails")
    assert not isValid(badge)


def test_escape_asks_before_typed_words_go(running: Portal, qtbot: QtBot) -> None:
    """Terug goes back to them, Niet bewaren lets them go."""
    form = _referring(running)
    said: list[str] = []

    def back() -> None:
        box = next(each for each in form.findChildren(QMessageBox) if each.isVisible())
        said.extend(each.text().replace("&", "") for each in box.buttons())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, back)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert sorted(said) == ["Niet bewaren", "Terug"]
    assert form.isVisible()
    agree(form)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    _gone(qtbot, running)
    assert running.services.referrals.referrals(RUNNING) == ()


def test_an_untouched_form_closes_at_once(running: Portal, qtbot: QtBot) -> None:
    """The moment that stands ready in a contact is no work: nothing is asked, and nothing is logged."""
    before = running.services.desk.contacts(RUNNING)
    click(find(running.panels.case_file, QPushButton, "case_contact"))
    form = shown_form(running)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    _gone(qtbot, running)
    assert running.services.desk.contacts(RUNNING) == before


def test_a_long_name_ends_in_an_ellipsis_and_turns_nothing_around(portal: Portal, qtbot: QtBot) -> None:
    """120 letters without a space, and a sign that turns the reading, kept before it was refused."""
    case = portal.services.desk.case(RUNNING)
    title = "Q" * 120 + " \u202enegatnevA"
    with portal.services.workspace.unit_of_work() as work:
        work.cases.save(replace(case, request=replace(case.request, title=title)))
        work.commit()
    portal.cases.select(RUNNING)
    settle(qtbot, portal)
    shown = find(portal.panels.case_file, QLabel, "dossier_title")
    qtbot.waitUntil(lambda: "\u2026" in shown.text())
    assert "\u202e" not in shown.text()
    assert shown.accessibleName() == "Q" * 120 + " negatnevA"
