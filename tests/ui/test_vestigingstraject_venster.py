"""Story 19 through the window, by mouse and keys: the path from the first talk to the visit afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.paths import sample_data_dir
from tests.ui.desk_hands import (
    click_case,
    click_row,
    click_tab,
    open_form,
    plain,
    press,
    row_of,
    save,
    tick,
    type_in,
)
from tests.ui.desk_window import DeskWindow, dutch
from tests.ui.portals import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.widgets.desk_rows import DeskRow, DeskRows

scenarios("features/vestigingstraject.feature")

CHOSEN = ("vb-009", "vb-002")
"""Leeuwerikveld-Oost allows 10 m, Bedrijvenpark Peelo-Noord 15 m."""


class PathWindow(DeskWindow):
    """The window with the path of one case in front."""

    def show_path(self) -> None:
        """Click the case in the list, and the tab of its path."""
        click_case(self.qtbot, self.portal, self.number)
        click_tab(self.portal, "path")

    @property
    def rows(self) -> DeskRows:
        """The steps and their parts."""
        return self.portal.panels.case_file.path.rows

    def row(self, name: str) -> DeskRow:
        """Return a step or part by its name."""
        return row_of(self.rows, name)

    def tick(self, name: str) -> None:
        """Click the box of a step or part."""
        tick(self.qtbot, self.portal, self.rows, self.row(name).id)

    def plan(self, name: str, **values: str) -> None:
        """Open the form of a step with Enter, fill it in and save."""
        click_row(self.rows, self.row(name).id)
        QTest.keyClick(self.rows, Qt.Key.Key_Return)
        form = open_form(self.qtbot, self.portal)
        type_in(form, **values)
        save(self.qtbot, self.portal, form)

    @property
    def fault(self) -> str:
        """What the panel says could not be done, empty for nothing."""
        told = find(self.portal.panels.case_file, QLabel, "path_fault")
        return plain(told.text()) if told.isVisible() else ""


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[PathWindow]:
    """Open a window on the sample data, and close it."""
    made = PathWindow.on_samples(qtbot, qapp, tmp_path, dutch("2026-11-20 10:00:00"))
    yield made
    made.close()


@given(parsers.parse("het dossier van een bedrijf dat 12 meter hoog wil bouwen op {at}"))
def _file(desk: PathWindow, at: str) -> None:
    desk.clock.stand_at(dutch(at))
    services = desk.services
    text = (sample_data_dir() / "requests" / "2-logistiek.json").read_text(encoding="utf-8")
    case = services.request_files.open_file(services.request_files.read(text))
    services.matching.match_case(case.number)
    for each in CHOSEN:
        services.shortlist.add(case.number, each)
    assert "Turfschip" in case.company_name
    desk.number = case.number
    desk.show_inbox()
    desk.portal.cases.load()
    desk.settle()
    desk.show_path()


@when(parsers.parse('"{name}" wordt gepland op {on} om {at} met "{contact}"'))
def _planned_talk(desk: PathWindow, name: str, on: str, at: str, contact: str) -> None:
    desk.plan(name, on=on, at=at, contact=contact)


@when(parsers.parse("de opening is gepland op {on}"))
def _opening(desk: PathWindow, on: str) -> None:
    desk.plan("Opening", on=on)


@when(parsers.parse('van "{package}" drie delen zijn afgevinkt en het pakket zelf wordt afgevinkt:'))
def _three_parts(desk: PathWindow, package: str, datatable: list[list[str]]) -> None:
    for (part,) in datatable:
        desk.tick(part)
        assert desk.row(part).check
    desk.tick(package)


@when(parsers.parse('"{name}" wordt afgevinkt'))
def _tick(desk: PathWindow, name: str) -> None:
    desk.tick(name)


@when(parsers.parse('"{part}" en daarna "{package}" worden afgevinkt'))
def _rest(desk: PathWindow, part: str, package: str) -> None:
    desk.tick(part)
    assert not desk.fault
    desk.tick(package)


@when("de gevraagde hoogte wordt vergeleken met wat op de locaties van de shortlist mag")
def _check(desk: PathWindow) -> None:
    click_row(desk.rows, "v5")
    press(desk.qtbot, desk.portal, "path_check")


@when("de drie startgesprekken zijn gepland en afgevinkt:")
def _talks(desk: PathWindow, datatable: list[list[str]]) -> None:
    for name, on, contact in datatable:
        desk.plan(name, on=on, contact=contact)
        desk.tick(name)


@when(parsers.parse('is afgesproken dat "{text}" op {due_on}'))
def _agreed(desk: PathWindow, text: str, due_on: str) -> None:
    press(desk.qtbot, desk.portal, "path_agree")
    form = open_form(desk.qtbot, desk.portal)
    type_in(form, text=text, due_on=due_on)
    save(desk.qtbot, desk.portal, form)


@when("de agenda van het traject wordt gemaakt", target_fixture="calendar_file")
def _calendar(desk: PathWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    target = tmp_path / "agenda.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(desk.qtbot, desk.portal, "path_calendar")
    return target


@when(parsers.parse("het venster wordt gesloten en op {at} weer wordt geopend"))
def _reopened(desk: PathWindow, at: str) -> None:
    desk.clock.stand_at(dutch(at))
    desk.reopen()
    desk.show_path()


@then(parsers.parse('staat bij "{name}": "{words}"'))
def _detail(desk: PathWindow, name: str, words: str) -> None:
    assert words in plain(desk.row(name).detail)


@then(parsers.parse('zegt het venster dat "{part}" nog open staat'))
def _still_open(desk: PathWindow, part: str) -> None:
    assert part in desk.fault


@then("zegt het venster dat er geen contact of datum is")
def _no_contact(desk: PathWindow) -> None:
    assert "contact" in desk.fault
    assert not desk.row("Startgesprek vergunningen").check


@then(parsers.parse('is "{name}" nog niet gedaan'))
def _not_done(desk: PathWindow, name: str) -> None:
    assert desk.row(name).check is False


@then(parsers.parse('is "{name}" gedaan, met precies {count:d} delen'))
def _done(desk: PathWindow, name: str, count: int) -> None:
    row = desk.row(name)
    assert (row.check, row.mark) == (True, "gedaan")
    parts = [each for each in desk.rows.shown if each.id.startswith(f"{row.id}.")]
    assert (len(parts), {each.mark for each in parts}) == (count, {"gedaan"})


@then(parsers.re(r'is "(?P<name>[^"]+)" (?P<mark>te laat|nagekomen)'))
def _marked(desk: PathWindow, name: str, mark: str) -> None:
    assert desk.row(name).mark == mark


@then(parsers.parse("staat het werkbezoek in de agenda op {day}"))
def _in_calendar(calendar_file: Path, day: str) -> None:
    events = Calendar.from_ical(calendar_file.read_bytes()).walk("VEVENT")
    visits = [each for each in events if "Werkbezoek" in str(each["summary"])]
    assert [each.decoded("dtstart").isoformat() for each in visits] == [day]


@then("staat de naam van het bedrijf of van een contact niet in de agenda")
def _not_named(desk: PathWindow, calendar_file: Path) -> None:
    content = calendar_file.read_bytes().replace(b"\r\n ", b"").decode().casefold()
    assert desk.number.casefold() in content
    for name in ("turfschip", "accountmanager", "loket", "parkmanager", "netbeheerder", "riolering"):
        assert name not in content
