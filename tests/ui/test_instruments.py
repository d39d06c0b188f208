"""Regelingen by mouse and keys: finding, confirming, ending, adding, and what is told where it cannot be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from drentsportal.domain.instruments.instrument_match import MOST_EUR
from drentsportal.domain.instruments.terms import Aspect
from drentsportal.errors import InputError
from drentsportal.ui.dialogs.instrument_dialog import (
    ConfirmDialog,
    InstrumentDialog,
    read_euros,
    read_whole_day,
)
from tests.ui.portals import Found, click, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.instrument_screen import InstrumentScreen
    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data, at the instruments."""
    QTest.keyClick(sample_portal.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, sample_portal)
    return sample_portal


@pytest.fixture
def screen(portal: Portal) -> InstrumentScreen:
    """Give the part of the window that is tested."""
    return portal.instruments


def ask(qtbot: QtBot, portal: Portal, amount: str, purpose: str = "innovation") -> None:
    """Fill in an amount and a purpose for a company of the mkb, and press Enter."""
    form = portal.instruments.form
    form.amount.clear()
    QTest.keyClicks(form.amount, amount)
    form.choices[Aspect.PURPOSE].choose(purpose)
    form.choices[Aspect.SIZE].choose("sme")
    QTest.keyClick(form.amount, Qt.Key.Key_Return)
    settle(qtbot, portal)


def part(parent: QWidget, kind: type[Found], name: str) -> Found:
    """Find a part of a window by its name."""
    found = parent.findChild(kind, name)
    assert found is not None
    return found


def rows(screen: InstrumentScreen) -> dict[str, tuple[str, ...]]:
    """Read what the table says, by the name of the instrument."""
    model = screen.panel.model
    told = [
        tuple(str(model.index(number, column).data()) for column in range(model.columnCount()))
        for number in range(model.rowCount())
    ]
    return {each[0]: each[1:] for each in told}


def test_it_opens_with_form_and_list(portal: Portal, screen: InstrumentScreen) -> None:
    """Every instrument is there; another part of the window takes the tab away."""
    window = portal.window
    assert window.centre.currentWidget() is screen.panel
    assert screen.form.amount.hasFocus()
    assert len(rows(screen)) == len(portal.services.instruments.catalogue.versions())
    portal.run_action("show_sites")
    assert window.centre.indexOf(screen.panel) < 0
    assert window.left.page == "site_filter"


def test_the_one_credit_that_takes_the_amount_is_named_above_the_list(
    qtbot: QtBot, portal: Portal, screen: InstrumentScreen
) -> None:
    """Where two take it none is, and without an amount none either."""
    for amount, told in (("300.000", "Ontwikkelkrediet"), ("20.000", "Microkrediet"), ("150.000", "")):
        ask(qtbot, portal, amount)
        line = screen.panel.count.text().partition("\n")[2]
        assert (told in line, bool(line)) == (True, bool(told))
    click(part(screen.form, QWidget, "clear_instruments"))
    settle(qtbot, portal)
    assert "\n" not in screen.panel.count.text()


def test_story_14_in_the_window(qtbot: QtBot, portal: Portal, screen: InstrumentScreen) -> None:
    """€ 75.000 for innovation; then € 300.000 for growth."""
    ask(qtbot, portal, "75.000")
    told = rows(screen)
    assert [name for name, cells in told.items() if cells[0] == "Past"] == ["Innovatiekrediet"]
    assert told["Microkrediet"][0] == "Past bijna"
    assert "25.000 te hoog" in told["Microkrediet"][2]
    assert told["Clustertraject"][0] == "Verlopen"
    assert "Past: 1" in screen.panel.count.text()
    assert "door ons afgeleid" in screen.panel.card.text
    assert "door ons afgeleid" in told["Innovatiekrediet"][2]
    ask(qtbot, portal, "300.000", "growth")
    told = rows(screen)
    assert [name for name, cells in told.items() if cells[0] == "Past"] == ["Ontwikkelkrediet"]


@pytest.mark.parametrize("amount", ["veel", "75000,50", "-5", "0", "75000.5"])
def test_an_amount_that_is_none_is_told_in_the_form(
    qtbot: QtBot, portal: Portal, screen: InstrumentScreen, amount: str
) -> None:
    """What was found before stays."""
    before = rows(screen)
    ask(qtbot, portal, amount)
    assert part(screen.form, QLabel, "instrument_fault").isVisible()
    assert rows(screen) == before


def test_confirming_lets_it_into_documents(qtbot: QtBot, portal: Portal, screen: InstrumentScreen) -> None:
    """With the note of who was asked; the same instrument stays selected."""
    screen.panel.select("innovatiekrediet")
    click(screen.panel.confirm_button)
    dialog = screen.dialog
    assert isinstance(dialog, ConfirmDialog)
    click(dialog.accept_button)
    settle(qtbot, portal)
    assert [each.id for each in portal.services.instruments.may_go_out()] == ["innovatiekrediet"]
    assert [each.id for each in portal.services.reference.instruments() if each.confirmed_on] == [
        "innovatiekrediet"
    ]
    assert screen.panel.selected is not None
    assert screen.panel.selected.finding.instrument.id == "innovatiekrediet"
    assert rows(screen)["Innovatiekrediet"][3] == "bevestigd"
    assert portal.services.actors.current().name in screen.panel.card.text


def test_an_expired_one_cannot_be_confirmed(screen: InstrumentScreen) -> None:
    """The button says why."""
    screen.panel.select("clustertraject")
    assert not screen.panel.confirm_button.isEnabled()
    assert "verlopen" in screen.panel.confirm_button.toolTip()


def test_ending_moves_it_to_expired(qtbot: QtBot, portal: Portal, screen: InstrumentScreen) -> None:
    """A date that cannot be read keeps the form open."""
    screen.panel.select("microkrediet")
    click(screen.panel.end_button)
    dialog = screen.dialog
    assert dialog is not None
    field = part(dialog, QLineEdit, "field_ends_on")
    QTest.keyClicks(field, "ooit")
    click(dialog.accept_button)
    assert dialog.isVisible()
    field.clear()
    QTest.keyClicks(field, "31-12-2025")
    click(dialog.accept_button)
    settle(qtbot, portal)
    assert rows(screen)["Microkrediet"][0] == "Verlopen"


def test_adding_and_changing(qtbot: QtBot, portal: Portal, screen: InstrumentScreen) -> None:
    """A new one waits for a confirmation; an id that exists is told in the panel."""
    for instrument_id, told in (("nieuw_krediet", "toegevoegd"), ("microkrediet", "bestaat al")):
        click(screen.panel.add_button)
        dialog = screen.dialog
        assert isinstance(dialog, InstrumentDialog)
        filled = {
            "id": instrument_id,
            "name": "Nieuw krediet",
            "provider": "Fonds",
            "audience": "Mkb",
            "period_text": "2026",
            "source": "Besluit 2026",
            "as_of": "2026",
            "minimum": "1.000",
        }
        for name, text in filled.items():
            QTest.keyClicks(part(dialog, QLineEdit, f"field_{name}"), text)
        part(dialog, QPlainTextEdit, "field_conditions").setPlainText("Geen")
        click(dialog.accept_button)
        settle(qtbot, portal)
        assert told in part(screen.panel, QLabel, "instruments_told").text()
    kept = portal.services.instruments.catalogue.newest("nieuw_krediet")
    assert (kept.instrument.minimum_eur, kept.instrument.maximum_eur) == (1_000, None)
    screen.panel.select("nieuw_krediet")
    click(screen.panel.change_button)
    dialog = screen.dialog
    assert dialog is not None
    QTest.keyClicks(part(dialog, QLineEdit, "field_maximum"), "2.500")
    click(dialog.accept_button)
    settle(qtbot, portal)
    changed = portal.services.instruments.catalogue.newest("nieuw_krediet")
    assert (changed.version, changed.instrument.maximum_eur) == (2, 2_500)
    assert changed.instrument.terms == kept.instrument.terms


@pytest.mark.parametrize(
    ("text", "euros"), [("", None), ("75.000", 75_000), ("€ 75 000", 75_000), ("10000", 10_000), ("0", 0)]
)
def test_amounts_are_read_as_dutch_people_type_them(text: str, euros: int | None) -> None:
    """A dot parts thousands."""
    assert read_euros(text, "nl") == euros


def test_an_amount_is_read_as_the_window_writes_it() -> None:
    """In English a comma parts thousands, and a point is refused where cents have no place."""
    assert read_euros("75,000", "en") == 75_000
    with pytest.raises(InputError):
        read_euros("75.000", "en")


@pytest.mark.parametrize("text", ["1,5", "-1", "veel", "1e99", "12.5"])
def test_what_is_no_whole_amount_is_refused(text: str) -> None:
    """Nothing is rounded."""
    with pytest.raises(InputError):
        read_euros(text, "nl")


def test_an_amount_beyond_any_budget_is_refused_with_the_bound() -> None:
    """As the command line refuses it; the bound itself may be asked."""
    assert read_euros("999.999.999.999", "nl") == MOST_EUR
    with pytest.raises(InputError) as refused:
        read_euros("1.000.000.000.000", "nl")
    assert (refused.value.message_id, refused.value.params["most_eur"]) == (
        "error.instrument.amount_most",
        MOST_EUR,
    )


@pytest.mark.parametrize("text", ["2026", "2026-11", "ooit"])
def test_where_a_whole_day_is_needed_no_year_is_offered(text: str) -> None:
    """What is refused gets a day as the example."""
    with pytest.raises(InputError) as refused:
        read_whole_day(text)
    assert refused.value.message_id == "error.form.day_unreadable"
    assert read_whole_day("16-11-2026") == date(2026, 11, 16)
