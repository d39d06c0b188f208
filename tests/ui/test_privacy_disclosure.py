"""Inzageverzoek, Woo-selectie and the log of looks by mouse and keys: read, written, and logged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from drentsportal.bootstrap import open_services
from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.domain.retention.woo import PUBLIC
from drentsportal.services.access_log import SAME_LOOK_WITHIN
from drentsportal.services.case_desk import Talk
from drentsportal.services.contact_log import ContactSearch
from drentsportal.settings import Settings
from drentsportal.ui.idle_lock import AwayDialog
from tests.ui.desk_samples import NOW_UTC, OVERDUE, RUNNING, filled_desk
from tests.ui.portals import WAIT_MS, agree, click, find, open_portal, settle
from tests.ui.privacy_hands import (
    MARK,
    PERSON,
    choose_in,
    choose_row,
    fill_desk,
    last_word,
    plain,
    popup_of,
    rows,
    trigger,
    walk,
    words,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.access_dialog import AccessDialog
    from drentsportal.ui.dialogs.inzage_dialog import InzageDialog
    from drentsportal.ui.dialogs.woo_dialog import WooDialog
    from drentsportal.ui.portal import Portal
    from tests.ui.desk_samples import Desk

KEY = "B-0001"
GROUND_ID = "5.1.2.e"
SENTENCE = "een lange zin over veen"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fill a desk; what was opened while it was filled lies some time back."""
    made = filled_desk(tmp_path / "werk.drents")
    fill_desk(made.services)
    made.services.contacts.log(
        Party(PartyKind.COMPANY, KEY), Talk("De heer Jansen belt terug", agreement="Bellen")
    )
    made.clock.stand_at(NOW_UTC + SAME_LOOK_WITHIN + timedelta(minutes=1))
    return made


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path, desk: Desk) -> Iterator[Portal]:
    """Open a window on it, which writes where the test says."""
    made = open_portal(qtbot, qapp, desk.services, tmp_path)
    made.privacy.targets.choose = lambda name: tmp_path / name
    yield made
    made.put_away()
    desk.services.workspace.close()


def inzage(qtbot: QtBot, portal: Portal) -> InzageDialog:
    """Open the window from its menu."""
    trigger(qtbot, portal, portal.window.menus["privacy"], "Inzageverzoek (AVG)…")
    dialog = portal.privacy.inzage.dialog
    assert dialog is not None
    return dialog


def woo(qtbot: QtBot, portal: Portal, number: str = RUNNING) -> WooDialog:
    """Open the window from the menu of the dossier."""
    portal.cases.select(number)
    settle(qtbot, portal)
    menu = find(portal.panels.case_file, QPushButton, "case_more").menu()
    trigger(qtbot, portal, menu, "Woo-selectie…")
    dialog = portal.privacy.woo.dialog
    assert dialog is not None
    return dialog


def kinds(portal: Portal, subject: str) -> list[AccessKind]:
    """List what was logged of a case or company."""
    return [each.kind for each in portal.services.access.of_subject(subject)]


def passage(dialog: WooDialog, told: str) -> int:
    """Find the row of a passage by its words."""
    return next(at for at, each in enumerate(rows(dialog.model)) if told in each[1])


def select(dialog: WooDialog, told: str) -> None:
    """Select words of the passage that is shown, as a hand does."""
    text = dialog.pane.text
    at = text.toPlainText().index(told)
    cursor = text.textCursor()
    cursor.setPosition(at)
    text.setTextCursor(cursor)
    text.setFocus()
    for _ in told:
        QTest.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text.selected == told


# -- inzage -------------------------------------------------------------------------------------------


def test_an_inzage_is_read_confirmed_by_its_code_written_and_logged(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """The address comes with the name; others are left out; a wrong code writes nothing."""
    dialog = inzage(qtbot, portal)
    assert "Vul links een naam in" in words(dialog)
    QTest.keyClicks(dialog.name, "j. jansen")
    assert dialog.also.toPlainText() == "j.jansen@voorbeeld.test"
    write(dialog.hidden, "De Boer")
    click(dialog.read_button)
    settle(qtbot, portal)
    told = dialog.text.toPlainText()
    assert "j.jansen@voorbeeld.test" in told
    assert "Mevrouw [andere persoon] was erbij" in told
    assert "vastgelegd door: [andere persoon]" in told
    assert "Nakijken, komt niet in het bestand (1)" in told
    assert "De heer Jansen belt terug" in told
    assert AccessKind.OPENED in kinds(portal, KEY)
    assert not dialog.confirm.write_button.isEnabled()
    QTest.keyClicks(dialog.confirm.code, "00000000")
    click(dialog.confirm.write_button)
    settle(qtbot, portal)
    assert "de code hoort niet bij" in words(dialog)
    assert "--out" not in words(dialog)
    assert list(tmp_path.glob("*.html")) == []
    write(dialog.confirm.code, last_word(dialog.text))
    QTest.keyClick(dialog.confirm.code, Qt.Key.Key_Return)
    settle(qtbot, portal)
    [made] = tmp_path.glob("*.html")
    assert made.name == "inzage-2026-11-17.html"
    page = made.read_text(encoding="utf-8")
    assert "j.jansen@voorbeeld.test" in page
    assert "belt terug" not in page
    assert "De Boer" not in page
    assert "Geschreven" in words(dialog)
    assert kinds(portal, KEY)[-1] is AccessKind.INZAGE
    assert kinds(portal, RUNNING)[-1] is AccessKind.INZAGE
    with portal.services.workspace.reading() as unit:
        assert unit.cases.events(RUNNING)[-1].kind is EventKind.DISCLOSED


def test_a_draft_goes_when_something_else_is_filled_in(qtbot: QtBot, portal: Portal) -> None:
    """What is confirmed is what was read; own words beside a known name stay."""
    dialog = inzage(qtbot, portal)
    write(dialog.name, PERSON)
    click(dialog.read_button)
    settle(qtbot, portal)
    assert dialog.draft is not None
    QTest.keyClicks(dialog.also, "directeur Jansen")
    assert dialog.draft is None
    assert not dialog.text.isVisible()
    assert not dialog.confirm.code.isEnabled()
    written = dialog.also.toPlainText()
    write(dialog.name, "Iemand")
    assert dialog.also.toPlainText() == written


def test_who_is_not_there_or_too_short_is_told_in_the_window(qtbot: QtBot, portal: Portal) -> None:
    """Nothing is shown and nothing logged."""
    dialog = inzage(qtbot, portal)
    for name, told in (("Q", "te kort"), ("Ver Weg", "staat niets in de werkruimte")):
        write(dialog.name, name)
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        settle(qtbot, portal)
        assert told in words(dialog)
        assert dialog.draft is None
    assert kinds(portal, KEY) == []


def test_a_company_is_asked_for_as_a_person_is(qtbot: QtBot, portal: Portal) -> None:
    """The name is completed from what is kept."""
    dialog = inzage(qtbot, portal)
    QTest.keyClicks(dialog.name, "noorderlicht")
    popup = popup_of(dialog.name)
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert dialog.name.text() == "Noorderlicht Composieten B.V."
    click(dialog.read_button)
    settle(qtbot, portal)
    assert "KvK-nummer: 12345678" in plain(dialog.text.toPlainText())


def test_a_file_that_is_there_is_replaced_only_after_asking(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """No leaves it as it was, and nothing is logged."""
    older = tmp_path / "inzage-2026-11-17.html"
    older.write_text("ouder", encoding="utf-8")
    dialog = inzage(qtbot, portal)
    write(dialog.name, PERSON)
    click(dialog.read_button)
    settle(qtbot, portal)
    write(dialog.confirm.code, last_word(dialog.text))
    for number in (1, 0):

        def answer(number: int = number) -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            assert "bestaat al" in box.text()
            QTest.mouseClick(box.buttons()[number], Qt.MouseButton.LeftButton)

        QTimer.singleShot(0, answer)
        click(dialog.confirm.write_button)
        settle(qtbot, portal)
        is_kept = older.read_text(encoding="utf-8") == "ouder"
        assert is_kept == (number == 1)
        assert (AccessKind.INZAGE in kinds(portal, KEY)) == (number == 0)


# -- Woo ----------------------------------------------------------------------------------------------


def test_a_selection_is_decided_read_written_and_logged(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """From the dossier: one passage public without some words, one withheld whole, the rest stays inside."""
    dialog = woo(qtbot, portal)
    assert kinds(portal, RUNNING)[-1] is AccessKind.OPENED
    count = dialog.model.rowCount()
    assert f"Over 0 van {count} onderdelen is besloten" in words(dialog)
    assert not dialog.draft_button.isEnabled()
    choose_row(dialog.table, passage(dialog, "De Boer was erbij"))
    assert not dialog.pane.part_button.isEnabled()
    choose_in(dialog.pane.choice, PUBLIC)
    QTest.keyClick(dialog.pane.choice, Qt.Key.Key_Return)
    click(dialog.pane.part_button)
    assert "Selecteer eerst woorden" in words(dialog)
    select(dialog, "De Boer")
    click(dialog.pane.part_button)
    assert "Kies eerst de grond" in words(dialog)
    choose_in(dialog.pane.part_ground, GROUND_ID)
    click(dialog.pane.part_button)
    assert 'weggelaten op grond 5.1.2.e: "De Boer"' in words(dialog)
    choose_row(dialog.table, passage(dialog, MARK))
    choose_in(dialog.pane.choice, GROUND_ID)
    told = rows(dialog.model)
    assert told[passage(dialog, "De Boer was erbij")][2] == "openbaar, 1 deel weg"
    assert told[passage(dialog, MARK)][2] == GROUND_ID
    assert f"Over 2 van {count}" in words(dialog)
    click(dialog.draft_button)
    settle(qtbot, portal)
    shown = dialog.text.toPlainText()
    assert "Mevrouw [5.1.2.e] was erbij" in shown
    assert MARK not in shown
    assert "hierin staan nog namen, adressen of nummers: Anna de Vries." in words(dialog)
    write(dialog.confirm.code, last_word(dialog.text))
    click(dialog.confirm.write_button)
    settle(qtbot, portal)
    made = tmp_path / f"woo-{RUNNING}-2026-11-17.html"
    page = made.read_text(encoding="utf-8")
    assert "De Boer" not in page
    assert MARK not in page
    assert "persoonlijke levenssfeer" in page
    assert kinds(portal, RUNNING)[-1] is AccessKind.WOO
    assert "Geschreven" in words(dialog)
    dialog.reject()
    assert not dialog.isVisible()


def test_words_over_two_fields_are_not_withheld_and_a_part_can_be_shown_again(
    qtbot: QtBot, portal: Portal
) -> None:
    """A fault is told beside the passage; going back from the draft keeps the decisions."""
    dialog = woo(qtbot, portal)
    choose_row(dialog.table, passage(dialog, "De Boer was erbij"))
    choose_in(dialog.pane.choice, PUBLIC)
    choose_in(dialog.pane.part_ground, GROUND_ID)
    dialog.pane.text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(
        dialog.pane.text,
        Qt.Key.Key_End,
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier,
    )
    click(dialog.pane.part_button)
    assert "staan niet zo in één veld" in words(dialog)
    select(dialog, "erbij")
    click(dialog.pane.part_button)
    assert len(dialog.marks[0].parts) == 1
    click(dialog.draft_button)
    settle(qtbot, portal)
    click(dialog.back_button)
    click(find(dialog, QPushButton, "woo_drop_1"))
    assert not dialog.marks[0].parts
    assert dialog.draft is None


def test_one_decision_can_be_for_several_passages(qtbot: QtBot, portal: Portal) -> None:
    """Chosen with Shift and the arrows; it can be taken back."""
    dialog = woo(qtbot, portal)
    choose_row(dialog.table, 0)
    for _ in range(2):
        QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "3 onderdelen gekozen" in words(dialog)
    # A person decides on what can be read: every one of them in full, under its own heading.
    shown = plain(dialog.pane.text.toPlainText())
    for at in range(3):
        name, told, _ = rows(dialog.model)[at]
        assert f"{name}\n{told.split(' · ')[0][:60].rstrip('…')}" in shown
    choose_in(dialog.pane.choice, GROUND_ID)
    assert [each[2] for each in rows(dialog.model)][:4] == [GROUND_ID, GROUND_ID, GROUND_ID, "onbeslist"]
    choose_in(dialog.pane.choice, "")
    assert dialog.marks == ()


def test_decisions_are_not_lost_unasked(qtbot: QtBot, portal: Portal) -> None:
    """Escape asks where something was decided and not written."""
    dialog = woo(qtbot, portal)
    choose_row(dialog.table, 0)
    choose_in(dialog.pane.choice, PUBLIC)
    seen: list[str] = []

    def stay() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, stay)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert "nog niet als bestand geschreven" in seen[0]
    assert dialog.isVisible()
    agree(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_case_that_is_not_there_is_told_in_the_window(qtbot: QtBot, portal: Portal) -> None:
    """Nothing of the case before stays in sight; opened without a case the window says what to do."""
    portal.panels.case_file.show_file(None)
    trigger(qtbot, portal, portal.window.menus["privacy"], "Woo-selectie…")
    dialog = portal.privacy.woo.dialog
    assert dialog is not None
    assert "Kies hierboven een aanvraag" in words(dialog)
    QTest.keyClicks(dialog.subject, "composiet")
    popup = popup_of(dialog.subject)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: dialog.number == RUNNING, timeout=WAIT_MS)
    write(dialog.subject, "D-1999-0001")
    QTest.keyClick(dialog.subject, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert "D-1999-0001" in words(dialog)
    assert dialog.number == ""


# -- the log of looks ---------------------------------------------------------------------------------


def looks(qtbot: QtBot, portal: Portal) -> AccessDialog:
    """Open the log from the menu of the dossier."""
    menu = find(portal.panels.case_file, QPushButton, "case_more").menu()
    trigger(qtbot, portal, menu, "Wie heeft dit geopend…")
    dialog = portal.privacy.access.dialog
    assert dialog is not None
    return dialog


def test_the_log_shows_the_look_just_made(qtbot: QtBot, portal: Portal) -> None:
    """Of the case in the dossier, newest on top; looking at the log is no look at the case."""
    portal.cases.select(RUNNING)
    settle(qtbot, portal)
    before = kinds(portal, RUNNING)
    dialog = looks(qtbot, portal)
    first = rows(dialog.model)[0]
    assert first[0].startswith("di 17 nov. 2026, 15.23")
    assert first[1:] == [
        "Anna de Vries, Provincie Drenthe",
        "geopend",
        f"{RUNNING} Composietverwerker",
    ]
    assert kinds(portal, RUNNING) == before
    assert dialog.windowTitle() == "Wie heeft wat geopend"


def test_the_log_is_asked_by_company_and_person_too(qtbot: QtBot, portal: Portal) -> None:
    """Completed by any word; what nobody opened says so, and a list that is a look has words."""
    portal.services.contacts.find(ContactSearch())
    portal.cases.select(OVERDUE)
    settle(qtbot, portal)
    dialog = looks(qtbot, portal)
    choose_in(dialog.kind, "company")
    assert "Kies hierboven een aanvraag" in words(dialog)
    click(dialog.subject)
    QTest.keyClicks(dialog.subject, "noorder")
    popup = popup_of(dialog.subject)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: "Er is niets vastgelegd voor B-0001" in words(dialog), timeout=WAIT_MS)
    choose_in(dialog.kind, "person")
    click(dialog.subject)
    QTest.keyClicks(dialog.subject, "anna de vries")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    click(dialog.show_button)
    settle(qtbot, portal)
    told = [each[3] for each in rows(dialog.model)]
    assert "Lijst van alle contacten" in told
    assert any(OVERDUE in each for each in told)


@pytest.mark.parametrize("name", ["inzage", "woo", "access"])
def test_every_control_has_a_name_and_tab_reaches_it(qtbot: QtBot, portal: Portal, name: str) -> None:
    """In each window with something in it."""
    shown: QDialog
    if name == "inzage":
        asked = inzage(qtbot, portal)
        write(asked.name, PERSON)
        click(asked.read_button)
        settle(qtbot, portal)
        shown = asked
    elif name == "woo":
        decided = woo(qtbot, portal)
        choose_row(decided.table, 0)
        shown = decided
    else:
        portal.cases.select(RUNNING)
        settle(qtbot, portal)
        shown = looks(qtbot, portal)
    assert walk(qtbot, shown) == ([], [])


def test_a_locked_window_covers_what_is_read(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Neither words nor names are seen or read out until the passphrase is given."""
    services = open_services(
        Settings(actor_name="Anna de Vries", lock_after_minutes=15), tmp_path / "dicht.drents", SENTENCE
    )
    services.companies.add("Noorderlicht", persons=())
    made = open_portal(qtbot, qapp, services, tmp_path)
    trigger(qtbot, made, made.window.menus["privacy"], "Inzageverzoek (AVG)…")
    dialog = made.privacy.inzage.dialog
    assert dialog is not None
    write(dialog.name, "Noorderlicht")
    click(dialog.read_button)
    settle(qtbot, made)
    assert dialog.text.isVisible()
    with qtbot.waitSignal(made.away.locked, timeout=WAIT_MS):
        made.away.lock()
    assert not dialog.text.isVisible()
    assert not dialog.name.isVisible()
    assert "Noorderlicht" not in dialog.windowTitle()
    away = next(each for each in QApplication.topLevelWidgets() if isinstance(each, AwayDialog))
    write(away.findChild(QWidget, "field_passphrase"), SENTENCE)
    with qtbot.waitSignal(made.away.unlocked, timeout=WAIT_MS):
        click(find(away, QPushButton, "accept"))
    assert find(dialog, QLineEdit, "inzage_name").isVisible()
    assert "Noorderlicht" in dialog.text.toPlainText()
    dialog.reject()
    made.put_away()
    services.workspace.close()
