"""Whom to ask what, and answers that come back into the sites, with a real mouse and real keys."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from drentsportal.domain.asking.request import Housing, Preference, Requirement
from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.firmness.answer_target import answer_targets
from drentsportal.domain.values import Known
from drentsportal.ui.dialogs.answer_dialog import AnswerDialog
from drentsportal.ui.widgets.word_label import WordLabel
from tests.ui.portals import WAIT_MS, click, find, open_request, rematch, settle, show_tab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.firmness.question_value import OpenQuestion, QuestionList
    from drentsportal.ui.portal import Portal

EMMEN = "GM0114"


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the questions about the request of the web shop."""
    open_request(qtbot, sample_portal, "4-webwinkel.json")
    show_tab(sample_portal, 2)
    return sample_portal


def _questions(portal: Portal) -> QuestionList:
    firmness = portal.analysis.firmness
    assert firmness is not None
    return firmness.analysis.questions


def _words(root: QWidget) -> list[str]:
    return [each.text() for each in root.findChildren(QLabel) if each.isVisible()]


def _enter(portal: Portal, qtbot: QtBot, question: OpenQuestion) -> AnswerDialog:
    """Press the button of a question and wait for its dialog."""
    asked = find(portal.window, QPushButton, f"answer_{question.candidate_id}_{question.criterion_id}")
    portal.panels.results.questions.area.ensureWidgetVisible(asked)
    QTest.mouseClick(asked, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: portal.window.findChild(AnswerDialog) is not None, timeout=WAIT_MS)
    dialog = portal.window.findChild(AnswerDialog)
    assert isinstance(dialog, AnswerDialog)
    return dialog


def _on(portal: Portal, criterion_id: str) -> OpenQuestion:
    """Return the first question that can change the top and that an attribute answers."""
    result = portal.session.result
    assert result is not None
    return next(
        each
        for each in _questions(portal).deciding
        if each.criterion_id == criterion_id and answer_targets(result, each.candidate_id, criterion_id)
    )


def test_what_can_change_the_top_stands_first_under_whom_to_ask(portal: Portal) -> None:
    """In the order of its value, with why; the rest is folded and comes out with the keyboard."""
    questions, say = _questions(portal), portal.services.language.text
    panel = portal.panels.results.questions
    words = _words(panel)
    first = questions.deciding[0]
    assert say(first.text) in words
    assert say(first.why) in words
    assert "accountmanager.emmen@bedrijvenportal.example · +31 000 000 003" in words
    places = [words.index(say(each.text)) for each in questions.sets()[0].questions]
    assert places == sorted(places)
    other = say(questions.others[0].text)
    assert other not in words
    toggle = find(portal.window, QPushButton, "other_questions")
    toggle.setFocus()
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert other in [each.text() for each in panel.findChildren(QLabel)]


def test_questions_are_copied_per_function(portal: Portal) -> None:
    """Each question once, below whom to ask with the address."""
    copy = find(portal.window, QPushButton, "copy_questions")
    questions, say = _questions(portal), portal.services.language.text
    click(copy)
    assert _copied() == sorted(say(each.text) for each in questions.deciding)
    click(find(portal.window, QPushButton, "other_questions"))
    click(copy)
    text = QGuiApplication.clipboard().text()
    asked = [say(each.text) for each in (*questions.deciding, *questions.others)]
    assert copy.text().replace("\u00a0", " ") == f"Kopieer {len(asked)} vragen"
    assert sorted(each[2:] for each in text.splitlines() if each.startswith("- ")) == sorted(asked)
    assert "Accountmanager Emmen <accountmanager.emmen@bedrijvenportal.example>" in text.splitlines()


def test_a_function_is_asked_the_same_by_mail_and_by_copying(portal: Portal) -> None:
    """What stands in its group and no more, folded questions left out; both buttons say how many."""
    asked = next(each for each in _questions(portal).sets() if each.scope == EMMEN)
    copy = find(portal.window, QPushButton, f"copy_{EMMEN}")
    click(copy)
    assert _copied() == sorted(portal.services.language.text(each.text) for each in asked.questions)
    count = len(asked.questions)
    mail = find(portal.window, QPushButton, f"mail_{EMMEN}")
    assert all(f"{count} vra" in each.toolTip().replace("\u00a0", " ") for each in (copy, mail))


def _copied() -> list[str]:
    lines = QGuiApplication.clipboard().text().splitlines()
    return sorted(each[2:] for each in lines if each.startswith("- "))


def test_a_draft_is_made_and_told_in_the_timeline(portal: Portal, qtbot: QtBot) -> None:
    """One draft for the function, unsent, without what an answer would change; the questions are asked."""
    case = portal.session.case
    assert case is not None
    click(find(portal.window, QPushButton, f"mail_{EMMEN}"))
    settle(qtbot, portal)
    box = find(portal.window, QMessageBox, "question_mail_made")
    assert "Er is niets verzonden" in box.text()
    box.close()
    (path,) = (portal.documents.out_dir / case.number).glob("vragen-*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert mail["To"] == "accountmanager.emmen@bedrijvenportal.example"
    assert mail["X-Unsent"] == "1"
    body = mail.get_body(("plain",))
    assert body is not None
    asked = next(each for each in _questions(portal).sets() if each.scope == EMMEN)
    say = portal.services.language.text
    text = " ".join(body.get_content().split())
    assert all(" ".join(say(each.text).split()) in text for each in asked.questions)
    assert not any(say(each.why) in text for each in asked.questions)
    events = portal.services.desk.timeline(case.number)
    assert events[-1].kind is EventKind.QUESTION_ASKED
    assert events[-1].details["to"] == "Accountmanager Emmen"
    words = [each.text() for each in portal.panels.results.questions.findChildren(QLabel)]
    assert sum(each.startswith("gevraagd op ") for each in words) >= len(asked.questions)


def test_an_answer_goes_to_its_site_with_source_and_date(portal: Portal, qtbot: QtBot) -> None:
    """Read while it is typed; stored with who answered; the outcome is then of older data."""
    result, case = portal.session.result, portal.session.case
    assert result is not None
    assert case is not None
    question = _on(portal, "price")
    target = answer_targets(result, question.candidate_id, "price")[0]
    dialog = _enter(portal, qtbot, question)
    _, _, field = next(each for each in dialog.fields if each[0] == target)
    editor = field.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert not dialog.accept_button.isEnabled()
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "vijftig")
    assert not dialog.accept_button.isEnabled()
    editor.selectAll()
    QTest.keyClicks(editor, "55,5")
    assert dialog.accept_button.isEnabled()
    day = find(portal.window, QLineEdit, "answer_as_of")
    day.selectAll()
    QTest.keyClicks(day, "21-11-2026")
    assert not dialog.accept_button.isEnabled()
    day.selectAll()
    QTest.keyClicks(day, "19-11-2026")
    click(dialog.accept_button)
    settle(qtbot, portal)
    value = portal.services.catalogue.site(target.site_id).attribute(target.attribute_id)
    assert isinstance(value, Known)
    assert float(str(value.value)) == 55.5
    assert value.source == "antwoord van Accountmanager Emmen"
    assert value.as_of.iso == "2026-11-19"
    event = portal.services.desk.timeline(case.number)[-1]
    assert event.kind is EventKind.QUESTION_ANSWERED
    assert "55,5" in event.details["text"]
    assert portal.session.is_stale
    qtbot.waitUntil(
        lambda: find(portal.window, QPushButton, "match_after_answers").isVisible(), timeout=WAIT_MS
    )
    before = portal.session.result
    click(find(portal.window, QPushButton, "match_after_answers"))
    settle(qtbot, portal)
    assert not portal.session.is_stale
    assert portal.session.result is not before


def test_the_price_of_a_building_is_answered_as_its_sale_price(portal: Portal, qtbot: QtBot) -> None:
    """The question and the field speak of floor; matched again, the question is gone."""
    wishes = (Preference("price", 60), Preference("reuse", 40))
    at_most = (Requirement("price", 90_000),)
    rematch(qtbot, portal, housing=Housing.PREMISES, requirements=at_most, preferences=wishes)
    show_tab(portal, 2)
    question = _on(portal, "price")
    dialog = _enter(portal, qtbot, question)
    ((target, _, field),) = dialog.fields
    assert (target.site_id, target.attribute_id) == (question.candidate_id, "sale_price_eur_m2")
    words = _words(dialog)
    assert any("koopsom per m² vloeroppervlak van " in each for each in words)
    assert any(each.startswith("Koopsom per m² vloeroppervlak") for each in words)
    editor = field.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "850")
    click(dialog.accept_button)
    settle(qtbot, portal)
    value = portal.services.catalogue.site(target.site_id).attribute("sale_price_eur_m2")
    assert isinstance(value, Known)
    assert (float(str(value.value)), value.source[:13]) == (850.0, "antwoord van ")
    portal.cases.match()
    settle(qtbot, portal)
    asked = {(each.candidate_id, each.criterion_id) for each in _questions(portal).deciding}
    asked |= {(each.candidate_id, each.criterion_id) for each in _questions(portal).others}
    assert "price" in {criterion_id for _, criterion_id in asked}
    assert (target.site_id, "price") not in asked


def _choose(dialog: AnswerDialog, attribute_id: str, value: str) -> None:
    """Choose a category in the field of an attribute, with the keyboard."""
    _, _, field = next(each for each in dialog.fields if each[0].attribute_id == attribute_id)
    combo = field.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    place = combo.findText(value)
    assert place > 0
    for _ in range(place - combo.currentIndex()):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == value


def test_the_category_of_a_park_is_answered_at_the_park_and_the_question_is_gone(
    qtbot: QtBot, sample_portal: Portal
) -> None:
    """The dialog says for what land it holds; odd is told at once; undone by the button of the window."""
    portal = sample_portal
    open_request(qtbot, portal, "1-chemie.json")
    show_tab(portal, 2)
    result = portal.session.result
    assert result is not None
    question = next(
        each
        for each in _questions(portal).deciding
        if each.criterion_id == "category" and each.candidate_id == "vb-028"
    )
    dialog = _enter(portal, qtbot, question)
    assert [each[0].attribute_id for each in dialog.fields] == ["issue_category_min", "issue_category_max"]
    advice = find(portal.window, WordLabel, "answer_advice").full_text
    assert "alle grond die De Wieken uitgeeft" in advice
    _choose(dialog, "issue_category_min", "5.3")
    _choose(dialog, "issue_category_max", "5.1")
    assert any("hoger dan de hoogste" in each for each in _words(dialog))
    low = next(each[2] for each in dialog.fields if each[0].attribute_id == "issue_category_min")
    combo = low.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == "1"
    assert not any("hoger dan de hoogste" in each for each in _words(dialog))
    click(dialog.accept_button)
    settle(qtbot, portal)
    park = portal.services.catalogue.site("vb-028")
    kept = park.attribute("issue_category_max")
    assert isinstance(kept, Known)
    assert (kept.value, kept.source) == ("5.1", "antwoord van Accountmanager Hoogeveen")
    portal.cases.match()
    settle(qtbot, portal)
    listed = _questions(portal)
    asked = {(each.candidate_id, each.criterion_id) for each in (*listed.deciding, *listed.others)}
    assert ("vb-028", "category") not in asked
    assert ("vb-027", "category") in asked


def test_several_answers_are_given_before_matching_again(portal: Portal, qtbot: QtBot) -> None:
    """After the first answer the questions stay at hand."""
    price = _on(portal, "price")
    dialog = _enter(portal, qtbot, price)
    editor = dialog.fields[0][2].findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "60")
    click(dialog.accept_button)
    settle(qtbot, portal)
    assert portal.session.is_stale
    other = _on(portal, "available_by")
    asked = find(portal.window, QPushButton, f"answer_{other.candidate_id}_{other.criterion_id}")
    assert asked.isEnabled()


def test_an_answer_without_a_place_becomes_a_note(portal: Portal, qtbot: QtBot) -> None:
    """Whether a park of which only a total is known has one large plot is no attribute."""
    result, case = portal.session.result, portal.session.case
    assert result is not None
    assert case is not None
    questions = _questions(portal)
    question = next(
        each
        for each in questions.deciding
        if not answer_targets(result, each.candidate_id, each.criterion_id)
    )
    dialog = _enter(portal, qtbot, question)
    assert any("geen veld in de gegevens" in each.text() for each in dialog.findChildren(QLabel))
    advice = find(portal.window, WordLabel, "answer_advice").full_text
    assert advice.startswith("Teken of importeer de kavels van ")
    note = dialog.findChild(QPlainTextEdit, "answer_note")
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "Ja, kavel 12 van 0,6 ha")
    click(dialog.accept_button)
    settle(qtbot, portal)
    kinds = {each.kind: each for each in portal.services.desk.timeline(case.number)}
    assert "kavel 12 van 0,6 ha" in kinds[EventKind.NOTE].details["text"]
    assert kinds[EventKind.QUESTION_ANSWERED].details["name"] == question.candidate_name
    assert not portal.session.is_stale


def test_questions_of_an_outcome_that_is_not_kept_are_not_sent(portal: Portal, qtbot: QtBot) -> None:
    """What goes out belongs to a match that can be shown again."""
    result = portal.session.result
    assert result is not None
    portal.session.show_result(result, recorded=False)
    settle(qtbot, portal)
    qtbot.waitUntil(
        lambda: not find(portal.window, QPushButton, f"mail_{EMMEN}").isEnabled(), timeout=WAIT_MS
    )
    assert "nog niet vastgelegd" in find(portal.window, QPushButton, f"mail_{EMMEN}").toolTip()
