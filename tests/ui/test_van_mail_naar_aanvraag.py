"""Stories 4 and 6 from the window: a dropped mail becomes a case within its term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.domain.cases.deadline import ClockState
from tests.ui.mail_hands import drop_mail, line_of, make_case, nom_mail, proposal_of
from tests.ui.portals import click

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

scenarios("features/van_mail_naar_aanvraag.feature")


@given("het venster met de voorbeeldgegevens van Drenthe", target_fixture="portal")
def _window(sample_portal: Portal) -> Portal:
    return sample_portal


@when("een e-mail van NOM van vrijdag 13 november 2026 om 16.00 uur naar het venster wordt gesleept")
def _dropped(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    drop_mail(qtbot, portal, tmp_path, nom_mail(), "aanvraag-hal.eml")


@then("loopt er nog geen klok, want niemand heeft de ontvangst bevestigd")
def _no_clock(portal: Portal) -> None:
    assert line_of(portal, "received_at").text == "13-11-2026 16:00"
    assert not line_of(portal, "received_at").is_confirmed
    assert proposal_of(portal).clock.text().startswith("Bevestig het moment van ontvangst")


@then("is van de twee genoemde gemeenten er geen gekozen")
def _none_chosen(portal: Portal) -> None:
    line = line_of(portal, "municipality")
    assert [each.shown for each in line.row.options] == ["Hoogeveen", "Emmen"]
    assert line.text == ""


@when("ontvangst, weg en titel worden bevestigd")
def _confirmed(portal: Portal) -> None:
    for key in ("received_at", "channel", "title"):
        click(line_of(portal, key).box)


@then(parsers.parse("staat er dat het antwoord er uiterlijk op {due} moet zijn"))
def _due(portal: Portal, due: str) -> None:
    assert proposal_of(portal).clock.text().replace("\N{NO-BREAK SPACE}", " ").endswith(f"uiterlijk {due}")


@when("Hoogeveen wordt gekozen en de aanvraag wordt gemaakt", target_fixture="number")
def _made(qtbot: QtBot, portal: Portal) -> str:
    editor = line_of(portal, "municipality").editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Down)
    return make_case(qtbot, portal)


@then("hangen het bericht en zijn bijlage aan de aanvraag")
def _attached(portal: Portal, number: str) -> None:
    names = [each.name for each in portal.services.desk.attachments(number)]
    assert names == ["aanvraag-hal.eml", "programma-van-eisen.pdf"]


@then("staat de aanvraag als te laat in de lijst")
def _late(portal: Portal, number: str) -> None:
    lines = {each.case.number: each.clock for each in portal.services.desk.cases()}
    assert lines[number].state is ClockState.OVERDUE


@then("is gezocht naar locaties in Hoogeveen")
def _matched(portal: Portal, number: str) -> None:
    assert portal.session.case is not None
    assert portal.session.case.number == number
    requirement = portal.session.case.request.requirement("municipality")
    assert requirement is not None
    assert requirement.limit == ("GM0118",)
    assert portal.session.shows_kept_match


@then("kan het bedrijf worden doorverwezen")
def _can_refer(portal: Portal) -> None:
    assert portal.window.actions_by_id["propose_referral"].isEnabled()
