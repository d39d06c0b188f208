"""The sector is found while one types and chosen by a person; what follows is offered, never filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QPushButton, QToolButton

from tests.ui.request_forms import WAIT_MS, FormMaker, press, type_in

if TYPE_CHECKING:
    from drentsportal.ui.dialogs.request_form import RequestForm


def _list(form: RequestForm) -> QListWidget:
    found = form.findChild(QListWidget, "sector_candidates")
    assert found is not None
    return found


def _search(forms: FormMaker, form: RequestForm, text: str) -> QListWidget:
    """Type and wait until the candidates are there."""
    type_in(form, "sector", text)
    found = _list(form)
    forms.qtbot.waitUntil(found.isVisible, timeout=WAIT_MS)
    forms.settle()
    return found


def _choose(forms: FormMaker, form: RequestForm, text: str, start: str) -> None:
    """Search, go down with the arrow to the candidate that starts so, and press Enter."""
    found = _search(forms, form, text)
    QTest.keyClick(form.widget("sector"), Qt.Key.Key_Down)
    assert found.hasFocus()
    while not found.currentItem().text().startswith(start):
        QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    forms.qtbot.waitUntil(lambda: form.findChild(QPushButton, "drop_sector") is not None, timeout=WAIT_MS)
    forms.settle()


def _texts(form: RequestForm) -> list[str]:
    return [each.text() for each in form.findChildren(QLabel) if each.isVisible()]


def test_candidates_of_both_editions_come_while_one_types(forms: FormMaker) -> None:
    """Each with its edition, title and why it was found; none is taken, also not by Enter in the field."""
    form = forms.shown()
    found = _search(forms, form, "aardappel")
    texts = [found.item(number).text() for number in range(found.count())]
    assert "SBI 2008 10.31: Aardappelproducten maken (gevonden op: woorden)" in texts
    assert any(each.startswith("SBI 2025") for each in texts)
    QTest.keyClick(form.widget("sector"), Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.entry()["request"]["sector_code"] == ""
    assert form.entry()["request"]["sector"] == "aardappel"


@pytest.mark.parametrize(("words", "start"), [("kunststof", "SBI 2008 22.2"), ("groothandel", "SBI 2008 46")])
def test_a_choice_made_for_other_words_says_so(forms: FormMaker, words: str, start: str) -> None:
    """By mouse: the code is kept while somebody types on, and the form says that it is from before."""
    form = forms.shown()
    found = _search(forms, form, words)
    assert found.count() > 1
    rows = [number for number in range(found.count()) if found.item(number).text().startswith(start)]
    found.scrollToItem(found.item(rows[0]))
    place = found.visualItemRect(found.item(rows[0])).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    forms.qtbot.waitUntil(lambda: form.findChild(QPushButton, "drop_sector") is not None, timeout=WAIT_MS)
    forms.settle()
    code = form.entry()["request"]["sector_code"]
    stale = form.findChild(QLabel, "sector_stale")
    assert stale is not None
    assert stale.isHidden()
    _search(forms, form, "bakkerij")
    assert stale.isVisible()
    assert form.entry()["request"]["sector_code"] == code
    press(form, "drop_sector")
    assert stale.isHidden()
    assert form.entry()["request"]["sector_code"] == ""


@pytest.mark.parametrize("code", ["46.73", "46.83"])
def test_a_code_of_either_edition_is_found(forms: FormMaker, code: str) -> None:
    """46.73 is of 2008, 46.83 of 2025; both are told with their edition."""
    form = forms.shown()
    found = _search(forms, form, code)
    editions = {found.item(number).text().split(code)[0].strip() for number in range(found.count())}
    assert editions <= {"SBI 2008", "SBI 2025"}
    assert editions


def test_one_candidate_is_not_chosen_either(forms: FormMaker) -> None:
    """A code that names one sector stays a candidate until somebody presses it."""
    form = forms.shown()
    found = _search(forms, form, "sbi2008:10.31")
    assert found.count() == 1
    assert form.entry()["request"]["sector_code"] == ""


def test_what_is_not_in_the_list_stays_free_text(forms: FormMaker) -> None:
    """No candidate: that is said, and the words of the company stay."""
    form = forms.shown()
    type_in(form, "sector", "vliegende tapijten")
    forms.qtbot.waitUntil(
        lambda: any("geen sector gevonden" in each for each in _texts(form)), timeout=WAIT_MS
    )
    assert _list(form).isHidden()
    assert form.entry()["request"]["sector"] == "vliegende tapijten"


def test_a_choice_shows_what_follows_and_fills_nothing(forms: FormMaker) -> None:
    """Segment, profile and category stay as they are until their button is pressed; each has a source."""
    form = forms.shown()
    before = form.entry()["request"]
    _choose(forms, form, "aardappel", "SBI 2008 10.31")
    after = form.entry()["request"]
    assert (after["sector_code"], after["sector_group"]) == ("sbi2008:10.31", "food")
    assert after["sector"] == "aardappel"
    assert (after["requirements"], after["profile_id"]) == (before["requirements"], before["profile_id"])
    texts = _texts(form)
    assert any(each.startswith("Bron: VNG") or "quick scan van VNG 2009" in each for each in texts)
    assert any("omgevingsplan" in each for each in texts)
    assert sum(each.startswith("Bron: ") for each in texts) >= 3
    press(form, "take_category_4.2")
    press(form, "take_segment_mixed_regular")
    press(form, "take_profile_industry")
    taken = form.entry()["request"]
    assert taken["requirements"] == {"category": "4.2", "segment": ["mixed_regular"]}
    assert taken["profile_id"] == "industry"


def test_the_category_is_proposed_beside_the_plan(forms: FormMaker) -> None:
    """Under the category stand the candidates of the quick scan, labelled, and what the plan decides."""
    forms.folds.keep_fold("form_plan", is_open=True)
    form = forms.shown()
    assert form.findChild(QPushButton, "propose_4.2") is None
    _choose(forms, form, "aardappel", "SBI 2008 10.31")
    labels = [each for each in _texts(form) if "snelle toets VNG 2009 (vervangen in 2024)" in each]
    assert len(labels) == 1
    press(form, "propose_3.1")
    assert form.entry()["request"]["requirements"] == {"category": "3.1"}


def test_a_code_that_became_several_is_asked(forms: FormMaker) -> None:
    """The codes of the other edition are buttons; pressing one makes it the code of the request."""
    form = forms.shown()
    _choose(forms, form, "20.59", "SBI 2008 20.59")
    assert form.entry()["request"]["sector_code"] == "sbi2008:20.59"
    assert any("kan dit 2 codes zijn" in each for each in _texts(form))
    press(form, "take_code_sbi2025:20.51")
    forms.settle()
    assert form.entry()["request"]["sector_code"] == "sbi2025:20.51"


def test_several_groups_are_asked(forms: FormMaker) -> None:
    """Of a code under two groups none is taken; choosing one shows what it leads to."""
    form = forms.shown()
    _choose(forms, form, "sbi2008:32", "SBI 2008 32:")
    assert form.entry()["request"]["sector_group"] == ""
    question = form.findChild(QComboBox, "sector_group")
    assert question is not None
    assert not [each for each in _texts(form) if each.startswith("Sectorgroep: ")]
    QTest.keyClick(question, Qt.Key.Key_Down)
    assert form.entry()["request"]["sector_group"] == question.currentData() != ""
    assert len([each for each in _texts(form) if each.startswith("Sectorgroep: ")]) == 1


def test_a_choice_can_be_taken_back(forms: FormMaker) -> None:
    """Without the code nothing is proposed any more; the words stay."""
    form = forms.shown()
    _choose(forms, form, "aardappel", "SBI 2008 10.31")
    press(form, "drop_sector")
    made = form.entry()["request"]
    assert (made["sector_code"], made["sector_group"], made["sector"]) == ("", "", "aardappel")
    assert form.findChild(QPushButton, "drop_sector") is None or not any(
        each.isVisible() for each in form.findChildren(QPushButton, "drop_sector")
    )
    assert QApplication.focusWidget() is form.widget("sector")


def test_a_typed_code_becomes_its_title(forms: FormMaker) -> None:
    """Who reads the advice sees what the company does; the code is kept beside it."""
    form = forms.shown()
    _choose(forms, form, "10.31", "SBI 2008 10.31")
    assert form.entry()["request"]["sector"] == "Aardappelproducten maken"


def test_tab_leads_through_what_follows(forms: FormMaker) -> None:
    """From the field the cursor goes to the buttons of the proposals, and then on through the form."""
    form = forms.shown()
    _choose(forms, form, "aardappel", "SBI 2008 10.31")
    form.widget("sector").setFocus()
    walked = []
    while (focused := QApplication.focusWidget()) is not form.widget("profile_id"):
        assert focused is not None
        walked.append(focused.objectName())
        assert len(walked) < 30
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked[:3] == ["field_sector", "drop_sector", "take_segment_mixed_regular"]
    assert {"take_profile_industry", "take_category_4.2", "fold_sector_background"} <= set(walked)


def test_the_background_names_rules_and_needs_with_their_sources(forms: FormMaker) -> None:
    """Folded at first; open it tells the demand profile, what the sector lacks, and the rules of regions."""
    form = forms.shown()
    _choose(forms, form, "aardappel", "SBI 2008 10.31")
    head = form.findChild(QToolButton, "fold_sector_background")
    assert head is not None
    before = sum(each.startswith("Bron: ") for each in _texts(form))
    QTest.keyClick(head, Qt.Key.Key_Space)
    texts = _texts(form)
    assert any(each.startswith("Vraagprofiel: ") for each in texts)
    assert any(each.startswith("Ruimtelijk knelpunt volgens de stukken: ") for each in texts)
    assert any(each.startswith(("Gemeenten", "De gemeenten")) for each in texts)
    assert sum(each.startswith("Bron: ") for each in texts) >= before + 3


def test_every_sector_can_be_shown(forms: FormMaker) -> None:
    """Whatever code is chosen, what follows has its words: no text is missing from the catalogue."""
    form = forms.form()
    for key in ("sbi2008:C", "sbi2008:26", "sbi2008:10", "sbi2025:46", "sbi2025:T", "sbi2025:23"):
        form.fill({"sector_code": key})
        forms.settle()
        assert form.entry()["request"]["sector_code"] == key


def test_a_code_that_is_gone_from_the_lists_is_kept(forms: FormMaker) -> None:
    """A request of before with an unknown code opens, says so, and loses nothing."""
    form = forms.shown()
    form.fill({"sector": "Iets", "sector_code": "sbi2008:99.99", "sector_group": "food"})
    forms.settle()
    forms.qtbot.waitUntil(lambda: any("99.99 staat niet in de lijst" in each for each in _texts(form)))
    made = form.entry()["request"]
    assert (made["sector_code"], made["sector_group"]) == ("sbi2008:99.99", "food")
