"""A long request by real keys: typed, found back when it is changed, matched, and told in the advice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QToolButton,
)

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.ui.dialogs.request_form import RequestForm
from tests.full_request import FULL_REQUEST
from tests.ui.portals import WAIT_MS, settle
from tests.ui.request_forms import choose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Iterator[Portal]:
    """Open a window on a real workspace file with the sample data."""
    yield sample_portal
    settle(qtbot, sample_portal)


_TEXTS = {
    "title": "Aardappelverwerker",
    "staff_count": "85",
    "plot_area_ha": "0,5",
    "expansion_area_ha": "0,6",
    "height_m": "8,5",
    "building.width_m": "40",
    "building.depth_m": "25,5",
    "building.setback_m": "5",
    "combining.gap_m": "3",
    "available_by": "31-12-2029",
    "price_eur_m2": "150,50",
    "present_distance_km": "40",
    "junction_minutes": "20",
    "quay_distance_km": "30",
    "detour_factor": "1,25",
    "truck_movements_per_day": "60",
    "grid_demand_kw": "2,5",
    "labour_staff": "40",
}


def _key(widget: QWidget | None, key: Qt.Key) -> None:
    assert widget is not None
    QTest.keyClick(widget, key)


def _type(widget: QWidget | None, text: str) -> None:
    assert widget is not None
    QTest.keyClicks(widget, text)


def _enter_long_request(qtbot: QtBot, form: RequestForm) -> None:
    """Fill in by keys only, every section unfolded by its own title."""
    for head in form.findChildren(QToolButton):
        if head.objectName().startswith("fold_") and not head.isChecked():
            _key(head, Qt.Key.Key_Space)
    for name, text in _TEXTS.items():
        field = form.widget(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        QTest.keyClicks(field, text)
    QTest.keyClicks(form.widget("sector"), "aardappel")
    candidates = form.findChild(QListWidget, "sector_candidates")
    assert candidates is not None
    qtbot.waitUntil(candidates.isVisible, timeout=WAIT_MS)
    _key(form.widget("sector"), Qt.Key.Key_Down)
    while not candidates.currentItem().text().startswith("SBI 2008 10.31"):
        _key(candidates, Qt.Key.Key_Down)
    _key(candidates, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.findChild(QPushButton, "propose_3.1") is not None, timeout=WAIT_MS)
    _key(form.findChild(QPushButton, "propose_3.1"), Qt.Key.Key_Space)
    _key(form.findChild(QComboBox, "unit_grid_demand"), Qt.Key.Key_Down)
    _key(form.findChild(QCheckBox, "unknown_water"), Qt.Key.Key_Space)
    _key(form.findChild(QCheckBox, "box_mixed_regular"), Qt.Key.Key_Space)
    choose(form, "housing", "either")
    choose(form, "vehicle", "car")
    choose(form, "combining.most_plots", "3")
    _type(form.findChild(QLineEdit, "staff_place_1"), "Emmen")
    _type(form.findChild(QLineEdit, "staff_count_1"), "30")
    QTest.keyClicks(form.widget("soft_factors"), "Zicht vanaf de A37")
    _key(form.widget("soft_factors"), Qt.Key.Key_Return)
    QTest.keyClicks(form.widget("soft_factors"), "Buren")
    for criterion_id in ("segment", "junction_distance", "water"):
        _key(form.widget(f"weight_{criterion_id}"), Qt.Key.Key_PageUp)
    origin = form.widget("origin")
    assert isinstance(origin, QComboBox)
    QTest.keyClicks(origin, "Emmen")
    _key(form.findChild(QPushButton, "received_now"), Qt.Key.Key_Space)
    _key(form.widget("channel"), Qt.Key.Key_Down)


def test_a_long_request_by_keys_comes_back_when_it_is_changed(portal: Portal, qtbot: QtBot) -> None:
    """What was typed is what is matched, what the form shows again, and what is stored once more."""
    QTest.keyClick(portal.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = portal.window.findChild(RequestForm, "new_case_form")
    assert form is not None
    _enter_long_request(qtbot, form)
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        _key(form.accept_button, Qt.Key.Key_Space)
    settle(qtbot, portal)
    case = portal.session.case
    assert case is not None
    stored = case.request
    assert stored.building is not None
    assert (stored.building.width_dm, stored.building.depth_dm, stored.building.setback_dm) == (400, 255, 50)
    assert (stored.combining.gap_dm, stored.combining.most_plots) == (30, 3)
    assert (stored.sector, stored.sector_code, stored.sector_group) == ("aardappel", "sbi2008:10.31", "food")
    limits = {each.criterion_id: each.limit for each in stored.requirements}
    assert (limits["grid_demand"], limits["water"], limits["junction_minutes"]) == (2500, True, 1200)
    assert (stored.detour_percent, stored.truck_movements_per_day) == (125, 60)
    assert [(each.label, each.count) for each in stored.staff_points] == [("Emmen", 30)]
    assert stored.soft_factors == ("Zicht vanaf de A37", "Buren")
    assert stored.origin is not None
    assert portal.session.result is not None

    portal.run_action("edit_request")
    again = portal.window.findChild(RequestForm, "edit_request_form")
    assert again is not None
    settle(qtbot, portal)
    assert portal.services.request_files.read_request(again.entry()["request"]) == stored
    title = again.widget("title")
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_End)
    QTest.keyClicks(title, " 2")
    _key(again.accept_button, Qt.Key.Key_Space)
    settle(qtbot, portal)
    assert portal.session.case is not None
    changed = portal.services.desk.case(portal.session.case.number).request
    assert changed.title == "Aardappelverwerker 2"
    assert _without_title(changed) == _without_title(stored)


def _without_title(request: LocationRequest) -> tuple[object, ...]:
    return tuple(getattr(request, name) for name in LocationRequest.__slots__ if name != "title")


def _words_of(document: Path) -> str:
    with ZipFile(document) as opened:
        return " ".join(re.findall(r">([^<]+)<", opened.read("word/document.xml").decode()))


def test_a_request_that_asks_everything_is_matched_and_told(portal: Portal, qtbot: QtBot) -> None:
    """From the form to a match and an advice in which every requirement has its words."""
    services = portal.services
    portal.run_action("new_case")
    form = portal.window.findChild(RequestForm, "new_case_form")
    assert form is not None
    form.fill(FULL_REQUEST)
    settle(qtbot, portal)
    _key(form.findChild(QPushButton, "received_now"), Qt.Key.Key_Space)
    _key(form.widget("channel"), Qt.Key.Key_Down)
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        _key(form.accept_button, Qt.Key.Key_Space)
    settle(qtbot, portal)
    result = portal.session.result
    assert result is not None
    assert result.request == services.request_files.read_request(FULL_REQUEST)
    assert result.qualifier_count > 0
    portal.cases.toggle_shortlist(result.card(0).candidate.id)
    settle(qtbot, portal)
    with qtbot.waitSignal(portal.documents.made, timeout=WAIT_MS) as made:
        portal.run_action("make_advice")
    told = portal.window.findChild(QMessageBox, "documents_made")
    assert told is not None
    QTest.keyClick(told, Qt.Key.Key_Escape)
    advice = next(each for each in made.args[0] if each.name.endswith(".docx"))
    words = _words_of(advice)
    for line in (
        "ten hoogste 20\u00a0min",
        "nodig, hoeveel onbekend",
        "12,5\u00a0m³/\u2060uur nodig",
        "40\u00a0m breed en 25,5\u00a0m diep",
    ):
        assert line in words


def test_folds_are_remembered_between_forms_and_starts(portal: Portal, tmp_path: Path) -> None:
    """A section that a person opened stands open in the next form, also after the window was closed."""
    portal.layout.remember(tmp_path / "indeling.ini")
    portal.run_action("new_case")
    form = portal.window.findChild(RequestForm, "new_case_form")
    assert form is not None
    head = form.findChild(QToolButton, "fold_roads")
    assert head is not None
    assert not head.isChecked()
    _key(head, Qt.Key.Key_Space)
    form.reject()
    portal.layout.save()
    portal.layout.keep_fold("form_roads", is_open=False)
    portal.layout.remember(tmp_path / "indeling.ini")
    assert portal.layout.fold("form_roads") is True
    portal.layout.standard()
    assert portal.layout.fold("form_roads") is None
