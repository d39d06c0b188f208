"""What somebody else does to a case while its dossier is open: seen at the next minute, never half."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from drentsportal.bootstrap import open_services
from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.widgets.case_delegate import reading_look
from tests.ui.desk_hands import shown_form
from tests.ui.desk_samples import NOW_UTC, OVERDUE, RUNNING
from tests.ui.portals import agree, click, find, settle
from tests.ui.workspaces import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.bootstrap import AppServices
    from drentsportal.language import Language
    from drentsportal.ui.dialogs.desk_form import DeskForm
    from drentsportal.ui.portal import Portal
    from tests.ui.desk_samples import Desk


@pytest.fixture
def elsewhere(desk: Desk, tmp_path: Path) -> Iterator[AppServices]:
    """Open the same workspace a second time, as another window does."""
    made = open_services(SETTINGS, tmp_path / "werk.drents", clock=desk.clock)
    yield made
    made.workspace.close()


def _shown(portal: Portal, qtbot: QtBot, number: str) -> None:
    portal.panels.case_list.select(number)
    settle(qtbot, portal)
    assert portal.panels.case_file.number == number


def _minute(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    desk.clock.stand_at(desk.clock.now_utc() + timedelta(minutes=1))
    portal.cases.load()
    settle(qtbot, portal)


def _answer(services: AppServices, number: str) -> None:
    kept, _ = services.desk.attach(number, "advies.pdf", b"%PDF-1.7 advies", "application/pdf")
    services.desk.answer(number, attachment_id=kept.id)


def _head(portal: Portal, name: str) -> str:
    return find(portal.panels.case_file, QLabel, name).text().replace("\u00a0", " ")


def test_an_answer_given_elsewhere_shows_its_own_moment(
    portal: Portal, desk: Desk, elsewhere: AppServices, qtbot: QtBot
) -> None:
    """The head says when it was answered, not when it was received; status and timeline follow."""
    _shown(portal, qtbot, RUNNING)
    _answer(elsewhere, RUNNING)
    _minute(portal, desk, qtbot)
    assert "15.07" in _head(portal, "dossier_due")
    assert "17 nov" in _head(portal, "dossier_due")
    words = [each.text() for each in portal.panels.case_file.findChildren(QLabel)]
    assert "Beantwoord" in words
    assert "Beantwoord" in [each.title for each in portal.panels.case_file.timeline.shown]
    assert not find(portal.panels.case_file, QPushButton, "case_answer").isEnabled()


def test_a_note_written_elsewhere_comes_in_the_timeline(
    portal: Portal, desk: Desk, elsewhere: AppServices, qtbot: QtBot
) -> None:
    """Whatever changed, and only then: a dossier that nobody changed is not opened again."""
    _shown(portal, qtbot, RUNNING)
    elsewhere.desk.add_note(RUNNING, "Van de andere tafel")
    _minute(portal, desk, qtbot)
    assert "Van de andere tafel" in [each.detail for each in portal.panels.case_file.timeline.shown]
    looks = len(desk.services.access.of_subject(RUNNING))
    _minute(portal, desk, qtbot)
    assert len(desk.services.access.of_subject(RUNNING)) == looks


def test_a_case_destroyed_elsewhere_is_no_longer_to_be_read(
    portal: Portal, desk: Desk, elsewhere: AppServices, qtbot: QtBot
) -> None:
    """The dossier is empty and says why."""
    _shown(portal, qtbot, RUNNING)
    elsewhere.retention.choose(RUNNING, "closed", "Proef")
    elsewhere.destruction.erase(RUNNING, "Op verzoek", before_term=True)
    _minute(portal, desk, qtbot)
    assert portal.panels.case_file.number == ""
    told = _head(portal, "dossier_empty")
    assert RUNNING in told
    assert "vernietigd" in told
    assert find(portal.panels.case_file, QLabel, "dossier_empty").isVisible()
    assert not find(portal.panels.case_file, QLabel, "dossier_title").isVisible()


def test_a_late_answer_has_the_sign_and_the_word_of_late(
    portal: Portal, desk: Desk, qtbot: QtBot, dutch: Language
) -> None:
    """In the list and in the head, as the report of the quarter counts it."""
    _answer(desk.services, OVERDUE)
    click(find(portal.panels.case_list, QPushButton, "filter_answered"))
    _minute(portal, desk, qtbot)
    line = next(each for each in portal.panels.case_list.shown_lines() if each.number == OVERDUE)
    assert line.clock.state is ClockState.ANSWERED
    assert reading_look(line.clock) == ("check", "overdue")
    assert clock_text(dutch, line.clock).endswith("te laat")
    _shown(portal, qtbot, OVERDUE)
    assert _head(portal, "dossier_clock").endswith("te laat")
    desk.clock.stand_at(NOW_UTC)


def test_who_hears_a_chip_hears_its_count(portal: Portal) -> None:
    """The name of a chip is what stands on it."""
    for name in ("open", "overdue", "mine", "answered"):
        chip = find(portal.panels.case_list, QPushButton, f"filter_{name}")
        assert chip.accessibleName() == chip.text()
    assert find(portal.panels.case_list, QPushButton, "filter_overdue").accessibleName().endswith("2")


def test_a_notice_goes_once_the_count_beside_it_is_another(
    portal: Portal, desk: Desk, elsewhere: AppServices, qtbot: QtBot
) -> None:
    """Two are late, one is answered: the status bar does not go on saying two."""
    status = portal.window.status
    assert status.told.startswith("2 aanvragen zijn te laat")
    _minute(portal, desk, qtbot)
    assert status.told.startswith("2 aanvragen zijn te laat")
    _answer(elsewhere, OVERDUE)
    _minute(portal, desk, qtbot)
    assert "1 te laat" in status.clocks
    assert "2 aanvragen" not in status.told


def _ask(portal: Portal, text: str) -> DeskForm:
    menu = find(portal.panels.case_file, QPushButton, "case_more").menu()
    next(each for each in menu.actions() if each.text().startswith(text)).trigger()
    return shown_form(portal)


def test_handing_over_what_somebody_handed_over_meanwhile_is_refused(
    portal: Portal, elsewhere: AppServices, qtbot: QtBot
) -> None:
    """It says who has the case now, and what was typed stays."""
    _shown(portal, qtbot, RUNNING)
    form = _ask(portal, "Overdragen")
    QTest.keyClicks(find(form, QLineEdit, "field_name"), "Piet Postma")
    QTest.keyClicks(find(form, QLineEdit, "field_organisation"), "NOM")
    elsewhere.desk.hand_over(RUNNING, Actor("M. Jansen", "NOM", Role.ACQUISITION))
    click(form.accept_button)
    settle(qtbot, portal)
    assert form.isVisible()
    assert "M. Jansen" in " ".join(each.text() for each in form.findChildren(QLabel))
    assert find(form, QLineEdit, "field_name").text() == "Piet Postma"
    assert elsewhere.desk.case(RUNNING).owner.name == "M. Jansen"
    agree(form)
    form.reject()


def test_stopping_keeps_its_reason_where_it_is_refused(
    portal: Portal, elsewhere: AppServices, qtbot: QtBot
) -> None:
    """The clock was stopped at the other table: the reason typed here is not lost."""
    _shown(portal, qtbot, RUNNING)
    form = _ask(portal, "Klok")
    QTest.keyClicks(find(form, QPlainTextEdit, "field_reason"), "Wacht op tekening")
    elsewhere.desk.stop_clock(RUNNING, "Wacht op het bedrijf")
    click(form.accept_button)
    settle(qtbot, portal)
    assert form.isVisible()
    assert find(form, QPlainTextEdit, "field_reason").toPlainText() == "Wacht op tekening"
    agree(form)
    form.reject()


def test_escape_asks_before_a_note_goes(portal: Portal, qtbot: QtBot) -> None:
    """Stored it stands in the timeline; the form is the same as the others."""
    _shown(portal, qtbot, RUNNING)
    form = _ask(portal, "Notitie")
    QTest.keyClicks(find(form, QPlainTextEdit, "field_text"), "Bel terug")
    agree(form)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    settle(qtbot, portal)
    form = _ask(portal, "Notitie")
    QTest.keyClicks(find(form, QPlainTextEdit, "field_text"), "Morgen bellen")
    click(form.accept_button)
    click(form.accept_button)
    settle(qtbot, portal)
    told = [each.detail for each in portal.panels.case_file.timeline.shown]
    assert told.count("Morgen bellen") == 1
    assert "Bel terug" not in told
