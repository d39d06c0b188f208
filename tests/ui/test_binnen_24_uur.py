"""Story 4 through the window, by mouse and keys: hours left in the list, stops with a reason, the answer."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QMessageBox, QPushButton
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.domain.cases.case import CaseStatus, EventKind
from drentsportal.domain.cases.deadline import ClockState
from tests.ui.desk_hands import (
    choose_more,
    click_case,
    click_tab,
    dossier_label,
    fault_of,
    listed,
    offered_more,
    open_form,
    plain,
    press,
    save,
    type_in,
)
from tests.ui.desk_samples import filled_desk
from tests.ui.desk_window import DeskWindow, dutch
from tests.ui.mail_hands import drop_mail, line_of, make_case, nom_mail
from tests.ui.portals import WAIT_MS, click, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


scenarios("features/binnen_24_uur.feature")


@pytest.fixture
def windows() -> Iterator[list[DeskWindow]]:
    """Keep the windows of a story, and close them."""
    opened: list[DeskWindow] = []
    yield opened
    for each in opened:
        each.close()


@given("het venster met zes aanvragen op dinsdag 17 november 2026 om 15.07 uur", target_fixture="desk")
def _six(qtbot: QtBot, qapp: QApplication, tmp_path: Path, windows: list[DeskWindow]) -> DeskWindow:
    filled = filled_desk(tmp_path / "werk.drents")
    windows.append(DeskWindow(qtbot, qapp, tmp_path, filled.services, filled.clock))
    return windows[0]


@given(parsers.parse("het venster met de voorbeeldgegevens van Drenthe op {at}"), target_fixture="desk")
def _samples(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, windows: list[DeskWindow], at: str
) -> DeskWindow:
    windows.append(DeskWindow.on_samples(qtbot, qapp, tmp_path, dutch(at)))
    return windows[0]


# -- the list ---------------------------------------------------------------------------------------------


@then("staan in de lijst, van boven naar beneden:")
def _in_list(desk: DeskWindow, datatable: list[list[str]]) -> None:
    shown = zip(listed(desk.portal, "clock"), listed(desk.portal, "request"), strict=True)
    assert [list(each) for each in shown] == datatable


@then(parsers.parse('staat er "{words}" boven de lijst'))
def _counted(desk: DeskWindow, words: str) -> None:
    assert find(desk.portal.window, QPushButton, "filter_overdue").text() == words


@then(parsers.parse('toont de lijst voor de aanvraag "{words}"'))
def _clock_in_list(desk: DeskWindow, words: str) -> None:
    row = desk.portal.panels.case_list.model.row_of(desk.number)
    assert listed(desk.portal, "clock")[row] == words
    assert dossier_label(desk.portal, "clock") == words


# -- time and window --------------------------------------------------------------------------------------


@when(parsers.parse("er {hours:d} uur en {minutes:d} minuten voorbijgaan"))
def _passes(desk: DeskWindow, hours: int, minutes: int) -> None:
    desk.advance(timedelta(hours=hours, minutes=minutes))


@when(parsers.parse("het {at} is"))
def _now(desk: DeskWindow, at: str) -> None:
    desk.stand_at(dutch(at))


@when(parsers.parse("het venster wordt gesloten en om {at} weer wordt geopend"))
def _opened_again(desk: DeskWindow, at: str) -> None:
    desk.clock.stand_at(dutch(at))
    desk.reopen()
    if not desk.services.desk.case(desk.number).answered_at_utc:
        click_case(desk.qtbot, desk.portal, desk.number)


# -- from mail to answer ----------------------------------------------------------------------------------


@when("van een e-mail die NOM om 16:00:10 stuurde een aanvraag wordt gemaakt")
def _from_mail(desk: DeskWindow) -> None:
    drop_mail(desk.qtbot, desk.portal, desk.folder, nom_mail(), "aanvraag-hal.eml")
    for key in ("received_at", "channel", "title"):
        click(line_of(desk.portal, key).box)
    desk.number = make_case(desk.qtbot, desk.portal)
    desk.show_inbox()
    click_case(desk.qtbot, desk.portal, desk.number)


@when("iemand de klok zonder reden wil stilzetten", target_fixture="refused")
def _stop_without(desk: DeskWindow) -> str:
    choose_more(desk.qtbot, desk.portal, "Klok stilzetten…")
    form = open_form(desk.qtbot, desk.portal)
    click(form.accept_button)
    told = fault_of(form)
    assert form.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    return told


@then("vraagt het venster om de reden en loopt de klok door")
def _reason_needed(desk: DeskWindow, refused: str) -> None:
    assert "Reden" in refused
    case = desk.services.desk.case(desk.number)
    assert case.stops == ()
    assert desk.services.desk.clock(case).state is ClockState.RUNNING


@when(parsers.parse('de klok wordt stilgezet omdat "{reason}"'))
def _stop(desk: DeskWindow, reason: str) -> None:
    choose_more(desk.qtbot, desk.portal, "Klok stilzetten…")
    form = open_form(desk.qtbot, desk.portal)
    type_in(form, reason=reason)
    save(desk.qtbot, desk.portal, form)


@when(parsers.parse('"{title}" wordt gekozen, die is doorverwezen'))
def _choose(desk: DeskWindow, title: str) -> None:
    row = listed(desk.portal, "request").index(title)
    desk.number = desk.portal.panels.case_list.model.line(row).number
    click_case(desk.qtbot, desk.portal, desk.number)


@when(parsers.parse('van "{title}" de klok wordt stilgezet omdat "{reason}"'))
def _stop_of(desk: DeskWindow, title: str, reason: str) -> None:
    _choose(desk, title)
    _stop(desk, reason)


@then("biedt het venster niet aan de klok stil te zetten")
def _no_stop(desk: DeskWindow) -> None:
    assert desk.services.desk.case(desk.number).status is CaseStatus.REFERRED
    assert not {"Klok stilzetten…", "Klok hervatten"} & set(offered_more(desk.portal))
    assert "Overdragen…" in offered_more(desk.portal)


@when("de klok weer gaat lopen")
def _resume(desk: DeskWindow) -> None:
    assert "Klok stilzetten…" not in offered_more(desk.portal)
    choose_more(desk.qtbot, desk.portal, "Klok hervatten")


@then(parsers.parse('staat "{words}" in de tijdlijn als intern'))
def _told(desk: DeskWindow, words: str) -> None:
    click_tab(desk.portal, "timeline")
    rows = [each for each in desk.portal.panels.case_file.timeline.shown if words in plain(each.spoken)]
    assert [each.mark for each in rows] == ["intern"]


@when("de best passende locatie op de shortlist komt")
def _shortlisted(desk: DeskWindow) -> None:
    portal = desk.portal
    with desk.qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        press(desk.qtbot, portal, "open_case")
    desk.settle()
    ranked = find(portal.window, QListView, "ranked_list")
    first = ranked.visualRect(ranked.model().index(0, 0)).center()
    QTest.mouseClick(ranked.viewport(), Qt.MouseButton.LeftButton, pos=first)
    click(find(portal.window, QPushButton, "to_shortlist"))
    desk.settle()
    assert portal.session.case is not None
    assert len(portal.session.case.shortlist) == 1


def _ctrl_enter(desk: DeskWindow) -> None:
    window = desk.portal.window
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@when(
    "iemand de aanvraag als beantwoord wil vastleggen zonder te zeggen wat is verstuurd",
    target_fixture="said",
)
def _wants_to_answer(desk: DeskWindow) -> str:
    _ctrl_enter(desk)
    form = open_form(desk.qtbot, desk.portal)
    # The mail that came in is attached, and is nothing that was sent: the window asks for what was.
    said = plain(" ".join(each.text() for each in form.findChildren(QLabel) if each.isVisible()))
    QTest.keyClick(form, Qt.Key.Key_Escape)
    desk.settle()
    return said


@then("vraagt het venster wat is verstuurd en is de aanvraag niet beantwoord")
def _not_answered(desk: DeskWindow, said: str) -> None:
    assert "Er is nog geen advies of brief gemaakt." in said
    assert "Is er iets anders verstuurd, voeg dat bestand dan toe." in said
    assert desk.services.desk.case(desk.number).answered_at_utc is None


@when("het advies in het venster wordt gemaakt", target_fixture="advice")
def _advice(desk: DeskWindow) -> list[Path]:
    portal = desk.portal
    with desk.qtbot.waitSignal(portal.documents.made, timeout=WAIT_MS) as made:
        click(find(portal.window, QPushButton, "make_advice"))
    told = find(portal.window, QMessageBox, "documents_made")
    QTest.keyClick(told, Qt.Key.Key_Escape)
    desk.settle()
    return [each for each in made.args[0] if each.is_file()]


@when("het verstuurde advies als antwoord wordt vastgelegd")
def _answer(desk: DeskWindow) -> None:
    _ctrl_enter(desk)
    save(desk.qtbot, desk.portal, open_form(desk.qtbot, desk.portal))
    desk.show_inbox()


@then(parsers.parse('staat de klok stil op "{words}"'))
def _stands(desk: DeskWindow, words: str) -> None:
    click(find(desk.portal.window, QPushButton, "filter_answered"))
    desk.settle()
    assert desk.portal.panels.case_list.model.row_of(desk.number) >= 0
    click_case(desk.qtbot, desk.portal, desk.number)
    _clock_in_list(desk, words)
    assert not find(desk.portal.panels.case_file, QPushButton, "case_answer").isEnabled()


@then(parsers.parse('zegt het dossier "{words}"'))
def _gross_and_net(desk: DeskWindow, words: str) -> None:
    assert words in dossier_label(desk.portal, "due").split("\n")


@then("staat bij het antwoord het controlegetal van het advies dat is gemaakt")
def _checksum(desk: DeskWindow, advice: list[Path]) -> None:
    sums = {hashlib.sha256(each.read_bytes()).hexdigest() for each in advice}
    events = desk.services.desk.timeline(desk.number)
    (answered,) = [each for each in events if each.kind is EventKind.ANSWERED]
    assert answered.details["sha256"] in sums
