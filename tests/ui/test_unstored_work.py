"""What was typed and not stored is there again after the program was torn away."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPushButton

from drentsportal.paths import user_data_dir
from drentsportal.ui.dialogs.request_form import RequestForm
from tests.ui.portals import WAIT_MS, click, open_request, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

SITE = "vb-016"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_portal: Portal) -> Iterator[Path]:
    """Name the folder of what is kept, and leave nothing in it for the next test."""
    del monkeypatch, tmp_path
    folder = user_data_dir() / "drafts"
    yield folder
    sample_portal.unstored.keeper.settle()
    shutil.rmtree(folder, ignore_errors=True)


def form_of(portal: Portal, name: str) -> RequestForm:
    """Return the open request form."""
    found = [each for each in portal.window.findChildren(RequestForm, name) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def type_in(form: RequestForm, field: str, text: str) -> None:
    """Type into a field."""
    line = form.widget(field)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def torn_away(portal: Portal, form: RequestForm, drafts: Path, aside: Path) -> None:
    """Take the form away as a power cut would: what was on disk then is what is on disk now."""
    portal.unstored.keeper.keep_all()
    portal.unstored.keeper.settle()
    shutil.copytree(drafts, aside)
    form.done(RequestForm.DialogCode.Rejected)
    portal.unstored.keeper.settle()
    assert not list(drafts.glob("*.draft"))
    shutil.copytree(aside, drafts, dirs_exist_ok=True)


def restored(form: RequestForm) -> str:
    """Return what the form says of what was put back."""
    told = form.findChild(QLabel, "restored")
    assert isinstance(told, QLabel)
    return told.text() if told.isVisible() else ""


def test_a_new_request_is_there_again(sample_portal: Portal, drafts: Path, tmp_path: Path) -> None:
    """Every field, also what cannot be read; begun again it is empty, and nothing is left."""
    portal = sample_portal
    portal.run_action("new_case")
    form = form_of(portal, "new_case_form")
    type_in(form, "title", "Zuivelverwerker")
    type_in(form, "company_name", "Wadtechniek Holding")
    type_in(form, "received_at", "gisteren om vier uur")
    type_in(form, "plot_area_ha", "3,5")
    channel = form.widget("channel")
    assert isinstance(channel, QComboBox)
    channel.setCurrentIndex(channel.findData("partner"))
    place = form.findChild(QLineEdit, "staff_place_1")
    assert isinstance(place, QLineEdit)
    QTest.keyClicks(place, "Nergenshuizen")
    torn_away(portal, form, drafts, tmp_path / "aside")

    portal.unstored.tell()
    status = portal.window.status.findChild(QPushButton, "drafts_status")
    assert isinstance(status, QPushButton)
    assert status.text() == "Niet opgeslagen: 1"
    click(status)
    menu = portal.window.findChild(QMenu, "unstored_work")
    assert isinstance(menu, QMenu)
    (line,) = menu.actions()
    assert line.text().startswith("Nieuwe aanvraag (")
    line.trigger()
    menu.close()
    form = form_of(portal, "new_case_form")
    assert restored(form).startswith("Teruggezet zoals u het op ")
    held = {name: form.widget(name) for name in ("title", "company_name", "received_at", "plot_area_ha")}
    assert {name: each.text() for name, each in held.items() if isinstance(each, QLineEdit)} == {
        "title": "Zuivelverwerker",
        "company_name": "Wadtechniek Holding",
        "received_at": "gisteren om vier uur",
        "plot_area_ha": "3,5",
    }
    channel = form.widget("channel")
    assert isinstance(channel, QComboBox)
    assert channel.currentData() == "partner"
    assert "Nergenshuizen" in [each.text() for each in form.findChildren(QLineEdit)]
    assert form.is_changed
    again = form.findChild(QPushButton, "begin_again")
    assert isinstance(again, QPushButton)
    click(again)
    assert not form.is_changed
    assert restored(form) == ""
    portal.unstored.keeper.settle()
    assert not list(drafts.glob("*.draft"))
    form.reject()


def test_a_change_of_a_request_is_there_again(
    sample_portal: Portal, qtbot: QtBot, drafts: Path, tmp_path: Path
) -> None:
    """In its own case, from the status bar, also where another screen is in sight."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    portal.run_action("edit_request")
    form = form_of(portal, "edit_request_form")
    type_in(form, "plot_area_ha", "6,25")
    torn_away(portal, form, drafts, tmp_path / "aside")
    portal.run_action("show_cases")
    settle(qtbot, portal)
    portal.unstored.tell()
    status = portal.window.status.findChild(QPushButton, "drafts_status")
    assert isinstance(status, QPushButton)
    click(status)
    menu = portal.window.findChild(QMenu, "unstored_work")
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(
        lambda: any(each.isVisible() for each in portal.window.findChildren(RequestForm)), timeout=WAIT_MS
    )
    form = form_of(portal, "edit_request_form")
    line = form.widget("plot_area_ha")
    assert isinstance(line, QLineEdit)
    assert line.text() == "6,25"
    with qtbot.waitSignal(portal.cases.told, timeout=WAIT_MS):
        click(form.accept_button)
    settle(qtbot, portal)
    assert not list(drafts.glob("*.draft"))


def test_a_request_that_became_a_case_leaves_nothing(
    sample_portal: Portal, qtbot: QtBot, drafts: Path
) -> None:
    """Only once it is stored."""
    portal = sample_portal
    portal.run_action("new_case")
    form = form_of(portal, "new_case_form")
    type_in(form, "title", "Zuivelverwerker")
    type_in(form, "received_at", "20-11-2026 09:00")
    QTest.keyClick(form.widget("channel"), Qt.Key.Key_Down)
    portal.unstored.keeper.keep_all()
    portal.unstored.keeper.settle()
    assert len(list(drafts.glob("*.draft"))) == 1
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        click(form.accept_button)
    settle(qtbot, portal)
    portal.unstored.keeper.settle()
    assert not list(drafts.glob("*.draft"))


def test_the_values_of_a_site_are_there_again(
    sample_portal: Portal, qtbot: QtBot, drafts: Path, tmp_path: Path
) -> None:
    """With who says them; closed without saving, nothing is left."""
    portal = sample_portal
    portal.run_action("show_sites")
    portal.session.select_site(SITE)
    settle(qtbot, portal)
    portal.run_action("edit_site")
    settle(qtbot, portal)
    panel = portal.panels.site_form
    panel.fields["plan_name"].enter("Plan van morgen")
    source = panel.findChild(QLineEdit, "site_form_source")
    assert isinstance(source, QLineEdit)
    source.setText("Wethouder")
    portal.unstored.keeper.keep_all()
    portal.unstored.keeper.settle()
    shutil.copytree(drafts, tmp_path / "aside")
    panel.close_form()
    assert not list(drafts.glob("*.draft"))
    shutil.copytree(tmp_path / "aside", drafts, dirs_exist_ok=True)
    portal.unstored.tell()
    portal.run_action("edit_site")
    settle(qtbot, portal)
    assert panel.fields["plan_name"].text == "Plan van morgen"
    assert source.text() == "Wethouder"
    assert panel.is_changed
    panel.close_form()
    assert not list(drafts.glob("*.draft"))
