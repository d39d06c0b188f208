"""Story 6 through the window, by mouse and keys: where else a company fits, the referral, and its count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.domain.cases.deadline import ClockState
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.dialogs.quarter_dialog import QuarterDialog
from drentsportal.ui.dialogs.referral_dialog import ReferralDialog
from tests.ui.desk_hands import (
    click_case,
    click_row,
    click_tab,
    dossier_label,
    fault_of,
    open_form,
    plain,
    press,
    row_of,
    save,
    type_in,
)
from tests.ui.desk_window import DeskWindow, dutch
from tests.ui.portals import WAIT_MS, agree, click, find, open_request, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QMenu
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.desk_rows import DeskRow

scenarios("features/doorverwijzen.feature")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[DeskWindow]:
    """Open a window on the sample data, and close it."""
    made = DeskWindow.on_samples(qtbot, qapp, tmp_path, dutch("2026-11-20 16:00:00"))
    yield made
    made.close()


def _choose(portal: Portal, menu_name: str, action_id: str) -> None:
    """Click an entry of a menu of the window."""
    menu: QMenu = portal.window.menus[menu_name]
    entry = portal.window.actions_by_id[action_id]
    assert entry in menu.actions()
    assert entry.isEnabled()
    menu.popup(portal.window.mapToGlobal(portal.window.rect().center()))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def _referral(desk: DeskWindow, to: str) -> DeskRow:
    return row_of(desk.portal.panels.case_file.outcome.rows, to)


def _show_outcome(desk: DeskWindow) -> None:
    click_case(desk.qtbot, desk.portal, desk.number)
    click_tab(desk.portal, "outcome")


@given(parsers.parse("het venster met de aanvraag van een logistiek bedrijf, met een match, op {at}"))
def _case(desk: DeskWindow, at: str) -> None:
    desk.clock.stand_at(dutch(at))
    open_request(desk.qtbot, desk.portal, "2-logistiek.json")
    assert desk.portal.session.case is not None
    desk.number = desk.portal.session.case.number


@when(parsers.parse("{name} zoekt waar het bedrijf wel terecht kan"), target_fixture="proposal")
def _propose(desk: DeskWindow, name: str) -> ReferralDialog:
    portal = desk.portal
    owner = next(
        title
        for title, menu in portal.window.menus.items()
        if portal.window.actions_by_id["propose_referral"] in menu.actions()
    )
    _choose(portal, owner, "propose_referral")
    settle(desk.qtbot, portal)
    dialog = find(portal.window, ReferralDialog, "referral_dialog")
    dialog.municipality.setFocus()
    QTest.keyClicks(dialog.municipality, name)
    settle(desk.qtbot, portal)
    assert dialog.municipality.currentText() == name
    return dialog


@then(parsers.parse("noemt het venster locaties in andere gemeenten dan {own}"))
def _options(proposal: ReferralDialog, own: str) -> None:
    told = plain(proposal.text())
    others = [name for name in MUNICIPALITIES.values() if name != own and f"{name}" in told]
    assert others
    assert f"({own})" not in told


@then("zegt het venster dat dit geen toezegging is")
def _no_promise(proposal: ReferralDialog) -> None:
    assert "toezegging" in plain(proposal.text()).casefold()


@when("dat bij de aanvraag wordt bewaard")
def _note(desk: DeskWindow, proposal: ReferralDialog) -> None:
    click(proposal.note_button)
    desk.settle()
    QTest.keyClick(proposal, Qt.Key.Key_Escape)
    desk.settle()
    desk.show_inbox()


@then("staat in de tijdlijn dat is gezocht waar het bedrijf terecht kan")
def _noted(desk: DeskWindow) -> None:
    click_case(desk.qtbot, desk.portal, desk.number)
    click_tab(desk.portal, "timeline")
    titles = [plain(each.title) for each in desk.portal.panels.case_file.timeline.shown]
    assert [each for each in titles if "oorverwijz" in each]


@when(parsers.parse("iemand het bedrijf wil doorverwijzen naar {to} zonder te zeggen waarom"))
def _refer_without(desk: DeskWindow, to: str) -> None:
    click_tab(desk.portal, "outcome")
    press(desk.qtbot, desk.portal, "case_refer")
    type_in(open_form(desk.qtbot, desk.portal), to=to)


@then("vraagt het venster waarom en is er niets doorverwezen")
def _why(desk: DeskWindow) -> None:
    form = open_form(desk.qtbot, desk.portal)
    click(form.accept_button)
    desk.settle()
    assert "Waarom" in fault_of(form)
    assert desk.services.referrals.referrals(desk.number) == ()
    agree(form)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: desk.portal.inbox.dossier.form is None, timeout=WAIT_MS)


@when(parsers.parse('{sender} het bedrijf doorverwijst naar {to} omdat "{reason}"'))
def _refer(desk: DeskWindow, sender: str, to: str, reason: str) -> None:
    press(desk.qtbot, desk.portal, "case_refer")
    form = open_form(desk.qtbot, desk.portal)
    type_in(form, **{"to": to, "reason": reason, "from": sender})
    save(desk.qtbot, desk.portal, form)


@when(parsers.parse('daarvan bekend wordt: "{answer}", NOM ingelicht op {nom}, met als resultaat "{result}"'))
def _followed(desk: DeskWindow, answer: str, nom: str, result: str) -> None:
    rows = desk.portal.panels.case_file.outcome.rows
    click_row(rows, "1")
    press(desk.qtbot, desk.portal, "outcome_follow")
    form = open_form(desk.qtbot, desk.portal)
    type_in(form, accepted=answer, nom=nom, result=result)
    save(desk.qtbot, desk.portal, form)


@when("het venster wordt gesloten en weer geopend")
def _reopened(desk: DeskWindow) -> None:
    desk.reopen()
    _show_outcome(desk)


@then(parsers.parse('is de doorverwijzing naar {to} "{mark}"'), target_fixture="row")
def _stands(desk: DeskWindow, to: str, mark: str) -> DeskRow:
    row = _referral(desk, to)
    assert plain(row.mark) == mark
    return row


@then(parsers.parse('staat daarbij "{words}"'))
def _told(row: DeskRow, words: str) -> None:
    assert words in plain(row.spoken)


@then("loopt de klok van de aanvraag door")
def _runs(desk: DeskWindow) -> None:
    assert dossier_label(desk.portal, "clock").endswith(("te laat", " m"))
    clock = desk.services.desk.clock(desk.services.desk.case(desk.number))
    assert clock.state not in {ClockState.ANSWERED, ClockState.STOPPED}


@when("het kwartaaloverzicht van het lopende kwartaal wordt geopend", target_fixture="report")
def _report(desk: DeskWindow) -> QuarterDialog:
    _choose(desk.portal, "monitor", "quarter_report")
    desk.settle()
    dialog = find(desk.portal.window, QuarterDialog, "quarter_dialog")
    dialog.choice.setFocus()
    QTest.keyClick(dialog.choice, Qt.Key.Key_Home)
    desk.settle()
    return dialog


@then(
    parsers.parse(
        "staat onder de doorverwijzingen {count:d} van {sender} naar {to}, waarvan {accepted:d} aangenomen"
    )
)
def _counted(report: QuarterDialog, count: int, sender: str, to: str, accepted: int) -> None:
    model = find(report, QTableView, "table_referrals").model()
    first, total = (
        [str(model.index(row, place).data()) for place in range(model.columnCount())] for row in range(2)
    )
    assert model.rowCount() == 2
    assert first == [sender, to, str(count), str(accepted), "0", "0"]
    assert total[2:] == [str(count), str(accepted), "0", "0"]
