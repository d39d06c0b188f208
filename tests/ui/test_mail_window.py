"""E-mail omzetten: a message that is dropped, opened or pasted becomes a case, and nothing in silence."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMessageBox, QPlainTextEdit

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.intake.recognised import Certainty
from drentsportal.paths import sample_data_dir
from drentsportal.services.intake_proposal import IntakeProposal
from drentsportal.services.request_form import FORM_ROW_BY_KEY, FORM_ROWS
from drentsportal.settings import changed
from tests.ui.desk_samples import filled_desk
from tests.ui.languages import EVERY_LANGUAGE
from tests.ui.mail_hands import (
    TEXT,
    await_reading,
    drop_files,
    drop_mail,
    let_go,
    line_of,
    make_case,
    nom_mail,
    proposal_of,
    type_in,
)
from tests.ui.portals import WAIT_MS, click, find, open_portal, settle
from tests.ui.workspaces import SETTINGS
from tests.unit.mail.mails import MAILS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_FIRST_ROW = 5
_MANY = 80


@pytest.fixture
def portal(sample_portal: Portal) -> Portal:
    """Open a window on the sample data."""
    return sample_portal


def _answer_box(number: int) -> Callable[[], None]:
    """Press a button of the question that comes up: 0 lets go, 1 goes back."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.mouseClick(box.buttons()[number], Qt.MouseButton.LeftButton)

    return answer


def test_a_dropped_mail_becomes_a_case_within_its_term(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Story 4 and the start of 6: received on Friday at 16.00, due on Saturday at 16.00, message attached."""
    drop_mail(qtbot, portal, tmp_path, nom_mail(), "aanvraag-hal.eml")
    assert portal.window.tray.isVisible()
    assert portal.window.tray.page == "mail"
    assert "gesleept" in portal.window.tray._note.whole_text  # noqa: SLF001 - what stands beside the title
    assert "Bevestig het moment van ontvangst" in proposal_of(portal).clock.text()

    for key in ("received_at", "channel", "title", "company_name"):
        box = line_of(portal, key).box
        assert not box.isChecked()
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    told = proposal_of(portal).clock.text().replace("\N{NO-BREAK SPACE}", " ")
    assert (
        told == "Klok loopt vanaf ontvangst, vr 13 nov. 2026, 16.00 uur: uiterlijk za 14 nov. 2026, 16.00 uur"
    )
    combo = line_of(portal, "municipality").editor
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    number = make_case(qtbot, portal)

    desk = portal.services.desk
    case = desk.case(number)
    assert case.received_at_utc == datetime(2026, 11, 13, 15, 0, 10, tzinfo=UTC)
    assert desk.clock(case).due_at_utc == datetime(2026, 11, 14, 15, 0, 10, tzinfo=UTC)
    assert case.channel is RequestChannel.NOM
    assert case.company_name == "Wadtechniek B.V."
    assert case.request.title == "Ruimte gezocht voor tweede productiehal"
    asked = portal.services.request_files.write_request(case.request)["requirements"]
    assert asked == {"plot_area_ha": 2.5, "category": "4.1", "municipality": ["GM0118"]}
    kept = [(each.name, desk.attachment_content(number, each.id)) for each in desk.attachments(number)]
    assert kept == [("aanvraag-hal.eml", _eml_of(kept)), ("programma-van-eisen.pdf", b"%PDF-1.4")]
    with portal.services.workspace.reading() as unit:
        papers = unit.cases.papers(number, PaperKind.INTAKE)
    confirmed = {each["key"]: each["is_typed"] for each in json.loads(papers[0].content)["confirmed"]}
    assert confirmed["received_at"] is False
    assert confirmed["municipality"] is True
    assert "available_by" not in confirmed
    assert portal.session.case is not None
    assert portal.session.case.number == number
    assert portal.session.shows_kept_match
    assert portal.window.mode == "case"
    assert portal.window.tray.page == "shortlist"


def _eml_of(kept: list[tuple[str, bytes]]) -> bytes:
    """Return the mail as it was kept, once it is known to be the one that was dropped."""
    assert b"Ruimte gezocht voor tweede productiehal" in kept[0][1]
    return kept[0][1]


def test_what_was_read_is_underlined_where_it_stands(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Literal solid, derived dashed, also after a character that takes two places; hovering brings it out."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    text = portal.mail.panel.message.text
    marked = dict(text.marked)
    assert marked["2,5 hectare"] is Certainty.LITERAL
    assert marked["voorjaar 2028"] is Certainty.DERIVED
    styles = {each.cursor.selectedText(): each.format.underlineStyle() for each in text.extraSelections()}
    assert styles["2,5 hectare"] is QTextCharFormat.UnderlineStyle.SingleUnderline
    assert styles["voorjaar 2028"] is QTextCharFormat.UnderlineStyle.DashUnderline
    assert text.isReadOnly()
    before = len(text.extraSelections())
    line_of(portal, "plot_area_ha").editor.setFocus()
    assert [each.cursor.selectedText() for each in text.extraSelections()[before:]] == ["2,5 hectare"]


def test_words_of_two_readings_are_marked_as_the_more_doubtful(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """A place is named, its gemeente follows from it: text and row both say derived."""
    drop_mail(qtbot, portal, tmp_path, nom_mail(text="Wij zoeken een kavel van 2 ha in Hoogeveen.\n"))
    marked = {sure for words, sure in portal.mail.panel.message.text.marked if words == "Hoogeveen"}
    assert marked == {Certainty.DERIVED}
    assert line_of(portal, "municipality").mark.text() == "afgeleid"


def test_literal_is_ticked_and_derived_is_not(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """A tick set beforehand is proposed; an unknown row has nothing to tick; of several none is chosen."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    ticked = {each.row.key for each in proposal_of(portal).lines if each.is_confirmed}
    assert ticked == {"requester", "plot_area_ha", "category"}
    assert proposal_of(portal).count.text() == "0 van 12 bevestigd, 3 voorgesteld"
    marks = {each.row.key: each.mark.text() for each in proposal_of(portal).lines}
    assert marks["plot_area_ha"] == "letterlijk"
    assert marks["available_by"] == "afgeleid"
    assert marks["height_m"] == "onbekend"
    assert marks["municipality"] == "kiezen"
    assert line_of(portal, "municipality").text == ""
    assert not line_of(portal, "height_m").box.isEnabled()
    click(line_of(portal, "available_by").box)
    type_in(line_of(portal, "height_m"), "12,5")
    assert line_of(portal, "height_m").mark.text() == "ingevuld"
    assert proposal_of(portal).count.text() == "2 van 13 bevestigd, 3 voorgesteld"
    proposal_of(portal).take_safe.click()
    assert proposal_of(portal).count.text() == "6 van 13 bevestigd"


def test_nothing_is_made_without_the_receipt(qtbot: QtBot, portal: Portal) -> None:
    """A pasted text has no moment of receipt: now is never filled in; what cannot be read is told there."""
    QGuiApplication.clipboard().setText(TEXT)
    QTest.keyClick(portal.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = portal.mail.dialog
    assert dialog is not None
    area = find(dialog, QPlainTextEdit, "field_text")
    assert "2,5 hectare" in area.toPlainText()
    click(dialog.accept_button)
    settle(qtbot, portal)
    received = line_of(portal, "received_at")
    assert received.text == ""
    click(proposal_of(portal).make)
    assert "Ontvangen" in received.fault.text()
    assert received.fault.isVisible()
    type_in(received, "gisteren")
    type_in(line_of(portal, "title"), "Hal voor panelen")
    channel = line_of(portal, "channel").editor
    channel.setFocus()
    QTest.keyClick(channel, Qt.Key.Key_Down)
    assert proposal_of(portal).clock.property("role") == "error"
    click(proposal_of(portal).make)
    assert "gisteren" in received.fault.text()
    type_in(received, "29-11-2026 09:00")
    click(proposal_of(portal).make)
    settle(qtbot, portal)
    assert "toekomst" in received.fault.text()
    assert portal.services.desk.cases() == ()
    type_in(received, "20-11-2026 09:00")
    case = portal.services.desk.case(make_case(qtbot, portal))
    assert case.received_at_utc == datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert case.request.title == "Hal voor panelen"


def test_a_known_company_is_shown_with_its_key_and_linked_by_choice(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """The same number of the KvK offers the company; nobody is linked until somebody chooses it."""
    company, _ = portal.services.companies.add("Wad Techniek Noord", "12345678", "Beilen")
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    line = line_of(portal, "company")
    combo = line.editor
    assert isinstance(combo, QComboBox)
    words = [combo.itemText(at) for at in range(combo.count())]
    assert words == ["Niet koppelen", f"Wad Techniek Noord ({company.key}): zelfde KvK-nummer"]
    assert not line.is_confirmed
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    for key in ("received_at", "channel", "title", "company_name"):
        click(line_of(portal, key).box)
    assert portal.services.desk.case(make_case(qtbot, portal)).company_key == company.key


def test_an_unreadable_file_is_told_in_the_panel(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """No dialog, no trace: the panel says what was wrong and keeps its buttons; the next mail shows."""
    drop_mail(qtbot, portal, tmp_path, b"\x00\x01\x02", "kapot.eml")
    note = portal.mail.panel.note
    assert note.isVisible()
    assert "kapot.eml is geen bericht" in note.text()
    assert portal.mail.panel.open_button.isVisible()
    for name in ("een.eml", "twee.eml"):
        (tmp_path / name).write_bytes(nom_mail())
    drop_files(qtbot, portal, tmp_path / "een.eml", tmp_path / "twee.eml")
    assert "één bericht tegelijk" in note.text()
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    assert portal.mail.panel.has_message
    assert portal.services.desk.cases() == ()


def test_what_a_mail_program_holds_is_taken(qtbot: QtBot, portal: Portal) -> None:
    """Bytes of a message, the form of Windows with its name, and a reference that leads nowhere."""
    message = QMimeData()
    message.setData("message/rfc822", nom_mail("Als bytes"))
    assert let_go(portal, message)
    await_reading(qtbot, portal)
    assert portal.mail.panel.message.heading.whole_text == "Als bytes"

    outlook = QMimeData()
    name = "Uit Outlook.eml".encode("utf-16-le").ljust(520, b"\0")
    outlook.setData('application/x-qt-windows-mime;value="FileContents"', nom_mail("Uit Outlook"))
    outlook.setData(
        'application/x-qt-windows-mime;value="FileGroupDescriptorW"', struct.pack("<I", 1) + bytes(72) + name
    )
    assert let_go(portal, outlook)
    await_reading(qtbot, portal)
    assert portal.mail.panel.message.meta.full_text.startswith("Uit Outlook.eml")

    reference = QMimeData()
    reference.setText("imap-message://anna@mail/INBOX#12")
    assert let_go(portal, reference)
    await_reading(qtbot, portal)
    assert "alleen een verwijzing" in portal.mail.panel.proposal.fault.text()


def test_what_is_no_file_and_no_words_is_left_to_others(portal: Portal) -> None:
    """A colour that is held over the window is not taken; files of another kind are told instead."""
    data = QMimeData()
    data.setColorData("red")
    assert not let_go(portal, data)


def test_a_mail_is_opened_from_the_menu(
    qtbot: QtBot, portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+M asks for a file; an Outlook message is read as well as one of the internet."""
    outlook = next(each for each in MAILS if each.name.startswith("outlook"))
    path = tmp_path / outlook.file_name
    path.write_bytes(outlook.content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.keyClick(portal.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    await_reading(qtbot, portal)
    assert portal.mail.panel.message.meta.full_text.startswith(outlook.file_name)


def test_throwing_away_asks_only_when_something_goes_lost(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Untouched a message goes at once; what was filled in is asked about, by button and by the cross."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    click(proposal_of(portal).discard)
    assert not portal.mail.panel.has_message
    assert not portal.window.tray.isVisible()
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    type_in(line_of(portal, "sector"), "panelen")
    QTimer.singleShot(0, _answer_box(1))
    click(proposal_of(portal).discard)
    assert line_of(portal, "sector").text == "panelen"
    QTimer.singleShot(0, _answer_box(1))
    portal.window.tray.close()
    assert portal.window.tray.isVisible()
    QTimer.singleShot(0, _answer_box(0))
    portal.window.tray.close()
    assert not portal.mail.panel.has_message
    assert portal.services.desk.cases() == ()


def test_a_message_waits_while_another_mode_is_shown(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Going to the sites and back shows it again as it was left."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    type_in(line_of(portal, "sector"), "panelen")
    portal.run_action("show_sites")
    settle(qtbot, portal)
    assert portal.window.tray.page == "site_table"
    portal.run_action("show_cases")
    settle(qtbot, portal)
    assert portal.window.tray.isVisible()
    assert portal.window.tray.page == "mail"
    assert line_of(portal, "sector").text == "panelen"


def test_a_request_form_goes_the_same_way(qtbot: QtBot, portal: Portal) -> None:
    """A dropped file of the form is confirmed and kept with the case."""
    path = sample_data_dir() / "requests" / "1-chemie.json"
    drop_files(qtbot, portal, path)
    assert portal.mail.panel.message.meta.full_text == "1-chemie.json · ingevuld aanvraagformulier"
    received = line_of(portal, "received_at")
    assert not received.is_confirmed
    if received.text:
        click(received.box)
    else:
        type_in(received, "20-11-2026 09:00")
    number = make_case(qtbot, portal)
    desk = portal.services.desk
    assert [each.name for each in desk.attachments(number)] == ["1-chemie.json"]
    assert desk.attachment_content(number, "b1") == path.read_bytes()
    read = portal.services.request_files.read(path.read_text(encoding="utf-8"))
    assert desk.case(number).request == read.request


def test_a_workbook_tells_its_faults_and_is_taken_once_mended(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """The XLSX that NOM fills in: each fault with its cell in the panel; mended it is one to confirm."""
    path = portal.services.request_forms.write(tmp_path / "formulier.xlsx").path
    _fill(path, {"title": "Hal voor panelen", "channel": "NOM", "plot_area_ha": "veel"})
    drop_files(qtbot, portal, path)
    note = portal.mail.panel.note
    assert note.isVisible()
    assert "veel" in note.text()
    assert _cell("plot_area_ha") in note.text()
    assert "Er is niets bewaard" in note.text()
    _fill(path, {"plot_area_ha": 2.5})
    drop_files(qtbot, portal, path)
    assert portal.mail.panel.message.heading.whole_text == "Hal voor panelen"
    assert "2,5 ha" in portal.mail.panel.message.text.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
    type_in(line_of(portal, "received_at"), "20-11-2026 09:00")
    number = make_case(qtbot, portal)
    assert [each.name for each in portal.services.desk.attachments(number)] == ["formulier.xlsx"]


def test_the_contact_of_a_form_goes_to_the_company_that_is_chosen(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """It stands in rows of its own, ticked as the form states it."""
    company, _ = portal.services.companies.add("Wiersma Staalbouw B.V.")
    path = portal.services.request_forms.write(tmp_path / "formulier.xlsx").path
    said = {"title": "Hal", "channel": "NOM", "company_name": "Wiersma Staalbouw BV"}
    _fill(path, {**said, "contact_name": "Jan", "phone": "0592-123456", "kvk_number": "05063322"})
    drop_files(qtbot, portal, path)
    assert line_of(portal, "contact_name").text == "Jan"
    assert line_of(portal, "kvk_number").text == "05063322"
    combo = line_of(portal, "company").editor
    assert isinstance(combo, QComboBox)
    assert not line_of(portal, "company").is_confirmed
    type_in(line_of(portal, "received_at"), "20-11-2026 09:00")
    number = make_case(qtbot, portal)
    assert portal.services.desk.case(number).company_key == ""
    assert f"{number} is niet gekoppeld" in portal.window.status.told
    assert company.key in portal.window.status.told
    portal.services.companies.link(number, company.key)
    known = portal.services.companies.company(company.key)
    assert known.kvk_number == "05063322"
    assert [(each.name, each.phone) for each in known.persons] == [("Jan", "+31592123456")]


def _cell(key: str) -> str:
    return f"B{_FIRST_ROW + FORM_ROWS.index(FORM_ROW_BY_KEY[key])}"


def _fill(path: Path, answers: dict[str, str | float]) -> None:
    book = openpyxl.load_workbook(path)
    for key, answer in answers.items():
        book["Aanvraag"][_cell(key)] = answer
    book.save(path)


def test_the_keyboard_reaches_every_part_and_each_has_a_name(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Tab goes from the first box to the button that makes the request; a screen reader names all of it."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    first = QApplication.focusWidget()
    assert first is line_of(portal, "received_at").box
    spoken = []
    for _ in range(_MANY):
        widget = QApplication.focusWidget()
        assert widget is not None
        spoken.append(widget.accessibleName())
        if widget is proposal_of(portal).make:
            break
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is proposal_of(portal).make
    assert all(spoken)
    assert spoken[:2] == ["Ontvangen overnemen", "Ontvangen"]
    assert spoken[-2:] == ["Weggooien", "Aanvraag maken"]


def test_every_kind_of_mail_can_be_shown(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """Each of the twenty mails shows its words at their place, and as many doubts as it raises."""
    panel = portal.mail.panel
    for each in MAILS:
        drop_mail(qtbot, portal, tmp_path, each.content, each.file_name)
        proposal = portal.mail.waiting
        assert isinstance(proposal, IntakeProposal), each.name
        quotes = [found.quote for reading in proposal.readings for found in reading.found]
        shown = [words.replace("\N{PARAGRAPH SEPARATOR}", "\n") for words, _ in panel.message.text.marked]
        assert shown == quotes, each.name
        told = [line for line in panel.message.told.text().split("\n") if line]
        forwarded = proposal.origin is not None
        assert len(told) == len(proposal.message.doubts) + forwarded, each.name


def test_one_click_takes_what_is_beyond_doubt_and_leaves_the_rest(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """What was unticked and the receipt are taken; derived values and choices are for a person."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    pane = proposal_of(portal)
    click(line_of(portal, "plot_area_ha").box)
    click(line_of(portal, "category").box)
    literal = {each.row.key for each in pane.lines if each.mark.text() == "letterlijk"}
    assert {"plot_area_ha", "category"} < literal
    click(pane.take_safe)
    assert {each.row.key for each in pane.lines if each.is_confirmed} == literal
    assert not line_of(portal, "available_by").is_confirmed
    assert not line_of(portal, "municipality").is_confirmed
    assert not pane.take_safe.isEnabled()
    first = next(each for each in pane.lines if each.waits)
    assert QApplication.focusWidget() in {first.box, first.editor}
    assert first.mark.text() in {"afgeleid", "kiezen"}


def test_a_value_that_was_typed_over_is_not_taken_by_the_one_click(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Who types another value and unticks it has a doubt of his own."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    line = line_of(portal, "plot_area_ha")
    type_in(line, "4")
    click(line.box)
    proposal_of(portal).take_safe.click()
    assert not line.is_confirmed


def test_enter_agrees_with_a_row_and_goes_to_the_next_that_waits(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """On the box or in the value; past the last one the button that makes the request has the keyboard."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    pane = proposal_of(portal)
    waiting = [each for each in pane.lines if each.waits and each.text]
    waiting[0].editor.setFocus()
    for line in waiting:
        line.focus()
        widget = QApplication.focusWidget()
        assert widget is line.box
        QTest.keyClick(widget, Qt.Key.Key_Return)
        assert line.is_confirmed
    left = [each for each in pane.lines if each.waits]
    assert all(each.mark.text() == "kiezen" for each in left)
    assert QApplication.focusWidget() in {left[0].editor, left[0].box}


def test_the_one_click_is_reached_by_tab_before_the_rows(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Shift+Tab from the first box comes to it, and Space presses it."""
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    pane = proposal_of(portal)
    click(line_of(portal, "category").box)
    pane.lines[0].box.setFocus()
    QTest.keyClick(pane.lines[0].box, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is pane.take_safe
    QTest.keyClick(pane.take_safe, Qt.Key.Key_Space)
    assert line_of(portal, "category").is_confirmed


@pytest.mark.parametrize(("pressed", "made"), [(0, 1), (1, 0)])
def test_the_same_mail_is_asked_about_before_it_becomes_a_second_case(
    qtbot: QtBot, portal: Portal, tmp_path: Path, pressed: int, made: int
) -> None:
    """One button makes the case all the same, the other goes back to what was filled in."""
    content = nom_mail()
    for _ in range(2):
        drop_mail(qtbot, portal, tmp_path, content)
        for key in ("received_at", "channel", "title"):
            line_of(portal, key).box.setChecked(True)
        if portal.mail.waiting is not None and not _cases_of_mail(portal):
            make_case(qtbot, portal)
    before = len(_cases_of_mail(portal))
    QTimer.singleShot(0, lambda: _answer_when_asked(pressed))
    click(proposal_of(portal).make)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and not portal.runner.is_busy)
    settle(qtbot, portal)
    assert len(_cases_of_mail(portal)) == before + made
    assert (portal.mail.waiting is None) is bool(made)


def _cases_of_mail(portal: Portal) -> list[str]:
    with portal.services.workspace.reading() as unit:
        return sorted(unit.cases.latest_papers(PaperKind.INTAKE))


def _answer_when_asked(pressed: int) -> None:
    """Press a button once the question is there."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        QTest.mouseClick(box.buttons()[pressed], Qt.MouseButton.LeftButton)
    else:
        QTimer.singleShot(10, lambda: _answer_when_asked(pressed))


_LOW = (1280, 688)
"""A laptop's screen without the bars of the system."""


def _twice_forwarded() -> bytes:
    """Write a mail that was passed on twice, of which three things must be known."""
    heads = "Van: {name} <{name}@nom.nl>\nVerzonden: maandag 16 november 2026 16:40\nOnderwerp: FW: plek\n\n"
    inner = (
        f"Ter info\n\n{heads.format(name='petra')}Zie onder.\n\n{heads.format(name='henk')}2 ha gezocht.\n"
    )
    return nom_mail("FW: Doorst: plek gezocht", inner)


@pytest.mark.parametrize("code", EVERY_LANGUAGE)
def test_what_must_be_known_is_read_whole_in_a_low_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, code: str
) -> None:
    """It scrolls with the mouse and the keyboard, and gives back its room for a message without doubts."""
    desk = filled_desk(tmp_path / "werk.drents")
    portal = open_portal(qtbot, qapp, desk.services.wired_for(changed(SETTINGS, language=code)), tmp_path)
    portal.window.resize(*_LOW)
    drop_mail(qtbot, portal, tmp_path, _twice_forwarded(), "tweemaal.eml")
    told = portal.mail.panel.message.told
    bar = told.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and told.shows_all, timeout=WAIT_MS)
    assert bar.value() == 0
    told.setFocus()
    QTest.keyClick(told, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    assert told.text() == told.accessibleName()
    drop_mail(qtbot, portal, tmp_path, nom_mail(text="Wij zoeken 2 ha."), "eenmaal.eml")
    qtbot.waitUntil(told.isHidden, timeout=WAIT_MS)
    portal.put_away()
    desk.services.workspace.close()
