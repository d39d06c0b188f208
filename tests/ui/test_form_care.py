"""What a form says stays true while one works: marks that go, sectors that are asked about, true reasons."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QSlider, QWidget

from drentsportal.errors import NotFoundError
from tests.ui.portals import find, open_request
from tests.ui.request_forms import WAIT_MS, FormMaker, find_place, press, type_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.asking.request import Origin
    from drentsportal.ui.dialogs.request_form import RequestForm
    from drentsportal.ui.portal import Portal


def _count(form: RequestForm) -> str:
    found = form.findChild(QLabel, "fault_count")
    assert found is not None
    return found.text()


def _told(form: QWidget) -> str:
    return " ".join(each.text() for each in form.findChildren(QLabel) if each.isVisible())


def _marked(form: RequestForm, name: str) -> bool:
    return bool(form.widget(name).property("fault") == "true")


def test_what_is_corrected_is_no_longer_marked(forms: FormMaker, qtbot: QtBot) -> None:
    """Each mark goes as soon as its field reads well, the foot counts down, the cursor stays where it is."""
    form = forms.shown()
    type_in(form, "staff_count", "-5")
    type_in(form, "plot_area_ha", "veel")
    type_in(form, "height_m", "hoog")
    press(form, "accept")
    assert _count(form).startswith("3 velden")
    assert [_marked(form, each) for each in ("height_m", "staff_count", "plot_area_ha")] == [True] * 3
    type_in(form, "staff_count", "5")
    qtbot.waitUntil(lambda: _count(form).startswith("2 velden"), timeout=WAIT_MS)
    assert not _marked(form, "staff_count")
    assert "-5" not in _told(form)
    assert form.widget("staff_count").hasFocus()
    type_in(form, "plot_area_ha", "1,23456")
    qtbot.waitUntil(lambda: "“1,23456”" in _told(form), timeout=WAIT_MS)
    assert _marked(form, "plot_area_ha"), "another fault of the same field is told instead"
    type_in(form, "plot_area_ha", "1,5")
    qtbot.waitUntil(lambda: not _marked(form, "plot_area_ha"), timeout=WAIT_MS)
    type_in(form, "height_m", "8,5")
    qtbot.waitUntil(lambda: not form.faults.isVisible(), timeout=WAIT_MS)
    assert form.isVisible()
    press(form, "accept")
    assert not form.isVisible()


def test_a_fault_made_while_correcting_waits_until_it_is_sent(forms: FormMaker, qtbot: QtBot) -> None:
    """A number that is half typed is not called wrong."""
    form = forms.shown()
    type_in(form, "height_m", "hoog")
    press(form, "accept")
    type_in(form, "staff_count", "vijf")
    type_in(form, "height_m", "8,5")
    qtbot.waitUntil(lambda: not form.faults.isVisible(), timeout=WAIT_MS)
    assert not _marked(form, "staff_count")
    press(form, "accept")
    assert _marked(form, "staff_count")
    assert form.isVisible()


def test_a_sector_that_nobody_chose_is_asked_about(forms: FormMaker, qtbot: QtBot) -> None:
    """Sent at once after typing, before the answer is there, it is asked as well; a choice settles it."""
    form = forms.shown()
    type_in(form, "title", "Brouwerij")
    type_in(form, "sector", "bier")
    press(form, "accept")
    qtbot.waitUntil(lambda: _marked(form, "sector"), timeout=WAIT_MS)
    assert form.isVisible()
    assert "“bier” kan 2 sectoren zijn" in _told(form)
    found = form.findChild(QListWidget, "sector_candidates")
    assert found is not None
    place = found.visualItemRect(found.item(0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not _marked(form, "sector"), timeout=WAIT_MS)
    forms.settle()
    press(form, "accept")
    assert not form.isVisible()
    assert form.entry()["request"]["sector_code"]


def test_the_words_alone_are_kept_when_a_person_says_so(forms: FormMaker, qtbot: QtBot) -> None:
    """Said by a button, for these words only."""
    form = forms.shown()
    type_in(form, "title", "Brouwerij")
    type_in(form, "sector", "bier")
    keep = form.findChild(QPushButton, "keep_sector_words")
    assert keep is not None
    qtbot.waitUntil(keep.isVisible, timeout=WAIT_MS)
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton, pos=QPoint(8, keep.height() // 2))
    assert "Alleen de woorden worden bewaard" in _told(form)
    type_in(form, "sector", "aardappel")
    qtbot.waitUntil(keep.isVisible, timeout=WAIT_MS)
    press(form, "accept")
    qtbot.waitUntil(lambda: _marked(form, "sector"), timeout=WAIT_MS)
    press(form, "keep_sector_words")
    qtbot.waitUntil(lambda: not _marked(form, "sector"), timeout=WAIT_MS)
    press(form, "accept")
    assert not form.isVisible()
    made = form.entry()["request"]
    assert (made["sector"], made["sector_code"]) == ("aardappel", "")


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("error.postcodes.no_layer", "Bestand > Wegennet voor rijtijden"),
        ("error.postcodes.several_points", "meer dan één punt"),
    ],
)
def test_why_a_postcode_has_no_place_is_told_in_words_for_a_window(
    forms: FormMaker, monkeypatch: pytest.MonkeyPatch, why: str, said: str
) -> None:
    """No command line, and the reason that holds."""

    def refuse(text: str) -> Origin:
        if text == "7811":
            raise NotFoundError(why, field="from", postcode=text, file="pc.csv")
        return find_place(text)

    monkeypatch.setattr("tests.ui.request_forms.find_place", refuse)
    form = forms.shown()
    type_in(form, "title", "Bakkerij")
    place = form.findChild(QLineEdit, "staff_place_1")
    assert place is not None
    place.setText("7811")
    press(form, "accept")
    told = _told(form)
    assert said in told
    assert "drentsportal postcodes" not in told
    assert "heeft hier geen ligging" not in told


def test_a_request_to_search_again_goes_with_the_search(qtbot: QtBot, sample_portal: Portal) -> None:
    """Also where another case is opened; what was just done stays told."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    status = portal.window.status
    status.tell("Vastgelegd.")
    portal.cases.match()
    qtbot.waitUntil(lambda: not portal.runner.is_busy, timeout=WAIT_MS)
    assert status.told == "Vastgelegd."
    status.tell("Zoek opnieuw.", until_found=True)
    portal.session.result_changed.emit()
    assert status.told == "Zoek opnieuw.", "nothing was sought yet"
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        QTest.keyClick(portal.window, Qt.Key.Key_F5)
    assert status.told == ""
    status.tell("Zoek opnieuw.", until_found=True)
    open_request(qtbot, portal, "4-webwinkel.json")
    assert status.told == ""


def test_the_keyboard_walks_the_panel_of_a_case_as_the_eye_does(qtbot: QtBot, sample_portal: Portal) -> None:
    """From the way back at the top down to the button at the foot, also after the outcome followed."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    panel = portal.panels.case_panel
    qtbot.wait(300)
    first = find(panel, QPushButton, "do_assessment")
    qtbot.waitUntil(first.isVisible, timeout=WAIT_MS)
    first.setFocus()
    walked: list[QWidget] = [first]
    while panel.isAncestorOf(walked[-1]) and len(walked) < 60:
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        walked.append(focus)
    # From the last weight to the button at the foot; there the walk leaves the panel.
    del walked[-1]
    assert walked[-1].objectName() == "match_again"
    assert isinstance(walked[-2], QSlider)
    tops = [each.mapTo(panel, QPoint(0, each.height() // 2)).y() for each in walked]
    # The task stands above what scrolls.
    for one, other in pairwise(tops[1:]):
        assert other > one - 16, [(each.objectName(), top) for each, top in zip(walked, tops, strict=True)]
    names = [each.objectName() for each in walked]
    assert names[1] == "back_to_cases"
    assert names.index("set_weights_link") > names.index("edit_request")
    assert len(walked) > 8
