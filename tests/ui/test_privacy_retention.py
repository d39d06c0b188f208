"""Bewaartermijnen by mouse and keys: terms, categories, and the end of cases and companies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QMessageBox, QPushButton

from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.retention.standing import RetentionState
from drentsportal.errors import NotFoundError, StorageError
from tests.ui.desk_samples import ANSWERED, NOW_UTC, OVERDUE, RUNNING, filled_desk
from tests.ui.portals import click, find, settle
from tests.ui.privacy_hands import (
    GROUND,
    MARK,
    NAME,
    accept,
    choose_in,
    choose_row,
    count_in,
    fill,
    fill_desk,
    rows,
    sealed_of,
    trigger,
    walk,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.ending_form import EndingForm
    from drentsportal.ui.dialogs.retention_dialog import RetentionDialog
    from drentsportal.ui.portal import Portal
    from tests.ui.desk_samples import Desk

YEARS = timedelta(days=365 * 5 + 30)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fill a desk whose answered case is past its term."""
    made = filled_desk(tmp_path / "werk.drents")
    fill_desk(made.services)
    made.services.workspace.copy_before("proef")
    made.clock.stand_at(NOW_UTC + YEARS)
    return made


def opened(qtbot: QtBot, portal: Portal) -> RetentionDialog:
    """Open the window from its menu."""
    trigger(qtbot, portal, portal.window.menus["privacy"], "Bewaartermijnen…")
    dialog = portal.privacy.retention.dialog
    assert dialog is not None
    return dialog


def ending(qtbot: QtBot, portal: Portal, dialog: RetentionDialog, number: str, name: str) -> EndingForm:
    """Choose a case and ask for its end."""
    at = next(at for at, each in enumerate(rows(dialog.model)) if each[0].startswith(number))
    choose_row(dialog.table, at)
    click(find(dialog, QPushButton, f"retention_{name}"))
    settle(qtbot, portal)
    form = portal.privacy.retention.ending.form
    assert form is not None
    return form


def test_it_lists_every_case_with_what_is_due_on_top(qtbot: QtBot, portal: Portal) -> None:
    """Category, last day and state of each; a list is no look; the title bar names nobody."""
    dialog = opened(qtbot, portal)
    told = rows(dialog.model)
    assert len(told) == 6
    assert told[0][0].startswith(ANSWERED)
    assert told[0][1].startswith("Aanvraag die is beantwoord")
    assert told[0][2] == "16 nov. 2031"
    assert [each[3] for each in told] == ["Te vernietigen", *["Nog geen categorie"] * 4, "Nog niet begonnen"]
    assert "1 aan de beurt" in words(dialog)
    assert "Kies links een aanvraag" in words(dialog)
    assert dialog.windowTitle() == "Bewaartermijnen"
    assert portal.services.access.of_subject(ANSWERED) == ()


def test_search_and_state_leave_what_answers_and_say_when_nothing_does(qtbot: QtBot, portal: Portal) -> None:
    """By number, words of the title, category, and state."""
    dialog = opened(qtbot, portal)
    QTest.keyClicks(dialog.search, "zuivel beantwoord")
    assert [each[0][:11] for each in rows(dialog.model)] == [ANSWERED]
    dialog.search.clear()
    choose_in(dialog.state, RetentionState.DUE.value)
    assert [each[0][:11] for each in rows(dialog.model)] == [ANSWERED]
    choose_in(dialog.state, RetentionState.PERMANENT.value)
    assert rows(dialog.model) == []
    assert "Geen aanvraag met deze woorden of stand" in words(dialog)


def test_a_category_needs_a_ground_and_is_kept(qtbot: QtBot, portal: Portal) -> None:
    """Nothing is offered as chosen; without a category nothing can end."""
    dialog = opened(qtbot, portal)
    at = next(at for at, each in enumerate(rows(dialog.model)) if each[0].startswith(OVERDUE))
    choose_row(dialog.table, at)
    assert not dialog.pane.erase_button.isEnabled()
    assert "Kies eerst een categorie" in words(dialog)
    click(dialog.pane.category_button)
    settle(qtbot, portal)
    form = portal.privacy.retention.form
    assert form is not None
    accept(qtbot, portal, form)
    assert "Vul nog in: Categorie, Waarom deze categorie" in words(form)
    choose_in(find(form, QComboBox, "field_category"), "permanent")
    fill(form, ground="Eerste aanvraag in zijn soort")
    accept(qtbot, portal, form)
    standing = portal.services.retention.standing(OVERDUE)
    assert standing.state is RetentionState.PERMANENT
    assert standing.choice is not None
    assert standing.choice.reason == "Eerste aanvraag in zijn soort"
    assert "Eerste aanvraag in zijn soort" in words(dialog.pane)
    assert "Deze categorie bewaart blijvend" in words(dialog.pane)
    assert not dialog.pane.anonymise_button.isEnabled()


def test_erasing_leaves_the_statement_and_the_figures_and_no_byte_of_the_case(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Only after the number was typed again; gone from dossier, list, file and copies."""
    portal.cases.select(ANSWERED)
    settle(qtbot, portal)
    wanted = sealed_of(tmp_path / "werk.drents", ANSWERED)
    assert len(wanted) > 3
    assert count_in(tmp_path, wanted) >= 2 * len(wanted)
    dialog = opened(qtbot, portal)
    form = ending(qtbot, portal, dialog, ANSWERED, "erase")
    assert "kan niet worden teruggedraaid" in words(form)
    assert "2 bijlagen" in words(form)
    # Of what it has none, nothing is said to go.
    assert "contactmoment" not in words(form)
    assert "bewaarde uitkomst" not in words(form)
    assert "de cijfers voor rapporten, zonder namen" in words(form)
    assert form.windowTitle() == "Aanvraag vernietigen"
    accept(qtbot, portal, form)
    assert "Vul nog in: Grond, zonder namen, Nummer ter bevestiging" in words(form)
    fill(form, ground=GROUND, typed="D-2026-0001")
    accept(qtbot, portal, form)
    assert f"Het getypte nummer is niet {ANSWERED}" in words(form)
    assert count_in(tmp_path, wanted) >= 2 * len(wanted)
    fill(form, typed=ANSWERED)
    accept(qtbot, portal, form)
    assert portal.privacy.retention.ending.form is None
    assert f"Aanvraag {ANSWERED} is vernietigd" in words(dialog)
    assert rows(dialog.statements.model) == [
        [
            ANSWERED,
            rows(dialog.statements.model)[0][1],
            "Anna de Vries, Provincie Drenthe",
            "Aanvraag die is beantwoord en geen vervolg kreeg",
            GROUND,
        ]
    ]
    assert dialog.statements.table.isVisible()
    assert not any(each[0].startswith(ANSWERED) for each in rows(dialog.model))
    [left] = portal.services.destruction.statements()
    assert left.digest is not None
    assert left.digest.is_within_term is not None
    assert portal.panels.case_file.number == ""
    with pytest.raises(NotFoundError):
        portal.services.desk.case(ANSWERED)
    assert count_in(tmp_path, wanted) == 0
    assert portal.services.search.find(MARK)[0].id == RUNNING


def test_before_its_term_a_case_ends_only_with_the_tick(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """The service refuses, in words of the window; what was typed stays."""
    wanted = sealed_of(tmp_path / "werk.drents", RUNNING)
    form = ending(qtbot, portal, opened(qtbot, portal), RUNNING, "erase")
    tick = find(form, QCheckBox, "before_term")
    assert not tick.isChecked()
    fill(form, ground=GROUND, typed=RUNNING)
    accept(qtbot, portal, form)
    assert form.isVisible()
    assert "vink aan dat het toch moet" in words(form)
    assert "--before-term" not in words(form)
    assert count_in(tmp_path, wanted) >= 2 * len(wanted)
    assert portal.services.destruction.statements() == ()
    click(tick)
    accept(qtbot, portal, form)
    assert [each.number for each in portal.services.destruction.statements()] == [RUNNING]
    assert count_in(tmp_path, wanted) == 0


def test_a_ground_that_names_somebody_is_refused(qtbot: QtBot, portal: Portal) -> None:
    """The statement stays readable for good."""
    form = ending(qtbot, portal, opened(qtbot, portal), RUNNING, "erase")
    click(find(form, QCheckBox, "before_term"))
    fill(form, ground="Verzoek van J. Jansen", typed=RUNNING)
    accept(qtbot, portal, form)
    assert "persoon of bedrijf aan" in words(form)
    assert portal.services.destruction.statements() == ()


def test_an_open_case_is_anonymised_and_let_go_of(qtbot: QtBot, portal: Portal, tmp_path: Path) -> None:
    """From the menu of the case; a file that was looked through stays, undo brings no word back."""
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    wanted = sealed_of(tmp_path / "werk.drents", RUNNING)
    trigger(qtbot, portal, portal.window.menus["request"], "Bewaartermijn van deze aanvraag…")
    dialog = portal.privacy.retention.dialog
    assert dialog is not None
    assert dialog.pane.line is not None
    assert dialog.pane.line.number == RUNNING
    click(dialog.pane.anonymise_button)
    settle(qtbot, portal)
    form = portal.privacy.retention.ending.form
    assert form is not None
    click(find(form, QCheckBox, "keep_1"))
    click(find(form, QCheckBox, "before_term"))
    fill(form, ground=GROUND, title="Noorderlicht Composieten B.V. zoekt", typed=RUNNING)
    accept(qtbot, portal, form)
    assert "Vul een andere in" in words(form)
    fill(form, title="Verwerker van kunststof")
    accept(qtbot, portal, form)
    assert portal.session.case is None
    assert portal.window.mode == "cases"
    assert portal.commands.to_undo is None
    assert count_in(tmp_path, wanted) == 0
    assert [each[3] for each in rows(dialog.model) if each[0].startswith(RUNNING)] == ["Geanonimiseerd"]
    with portal.services.workspace.reading() as unit:
        left = unit.cases.get(RUNNING)
        assert unit.cases.contacts(RUNNING) == ()
        assert len(unit.cases.attachments(RUNNING)) == 1
    assert (left.request.title, left.company_key) == ("Verwerker van kunststof", "")
    assert portal.services.search.find(MARK)[0].id == ANSWERED


def test_remains_on_the_disk_are_told_with_what_was_done(
    qtbot: QtBot, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is gone: the window lets go of it, and says that something could not be cleaned up."""
    copies = portal.services.workspace._copies  # type: ignore[attr-defined]  # noqa: SLF001 - a disk that refuses

    def refuse(_: str) -> None:
        raise StorageError("error.storage.log_remains", path="werk.drents")

    monkeypatch.setattr(copies, "destroy_key", refuse)
    dialog = opened(qtbot, portal)
    form = ending(qtbot, portal, dialog, ANSWERED, "erase")
    fill(form, ground=GROUND, typed=ANSWERED)
    accept(qtbot, portal, form)
    assert portal.privacy.retention.ending.form is None
    assert "is vernietigd" in words(dialog)
    assert "konden niet worden geleegd" in words(dialog)
    assert not any(each[0].startswith(ANSWERED) for each in rows(dialog.model))


def test_the_statements_are_written_as_a_file_and_never_over_another_unasked(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """No is heard; the file holds number, ground and who, and no word of the case."""
    target = tmp_path / "verklaringen.html"
    target.write_text("ouder", encoding="utf-8")
    proposed: list[str] = []

    def choose(name: str) -> Path:
        proposed.append(name)
        return target.with_suffix("")

    portal.privacy.targets.choose = choose
    dialog = opened(qtbot, portal)
    dialog.tabs.setCurrentIndex(1)
    assert "Er is nog niets vernietigd" in words(dialog)
    dialog.tabs.setCurrentIndex(0)
    form = ending(qtbot, portal, dialog, ANSWERED, "erase")
    fill(form, ground=GROUND, typed=ANSWERED)
    accept(qtbot, portal, form)
    for number, content in ((1, "ouder"), (0, GROUND)):
        answer_box(number)
        click(dialog.statements.save_button)
        settle(qtbot, portal)
        assert content in target.read_text(encoding="utf-8")
    page = target.read_text(encoding="utf-8")
    assert ANSWERED in page
    assert "Anna de Vries (Provincie Drenthe)" in page
    assert MARK not in page
    assert proposed[0].startswith("verklaringen-van-vernietiging-2031")
    assert "Geschreven" in words(dialog)


def answer_box(number: int) -> None:
    """Press a button of the next question: 0 for yes, 1 for no."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.mouseClick(box.buttons()[number], Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)


def test_a_company_is_erased_from_the_contacts(qtbot: QtBot, portal: Portal) -> None:
    """What goes and stays is told; cases that still name it are told afterwards; the statement is listed."""
    key = portal.services.companies.all()[0].key
    portal.contacts.open()
    settle(qtbot, portal)
    contacts = portal.contacts.dialog
    assert contacts is not None
    choose_row(contacts.table, 0)
    settle(qtbot, portal)
    click(find(contacts, QPushButton, "contacts_erase"))
    settle(qtbot, portal)
    form = portal.privacy.company.form
    assert form is not None
    assert "1 contactpersoon" in words(form)
    assert "één aanvraag die bij dit bedrijf hoort, blijft" in words(form)
    assert " 0 " not in f" {words(form)} "
    assert NAME not in form.windowTitle()
    fill(form, ground=f"Op verzoek van {NAME}", typed=key)
    accept(qtbot, portal, form)
    assert "persoon of bedrijf aan" in words(form)
    fill(form, ground="Op verzoek, artikel 17 AVG")
    accept(qtbot, portal, form)
    assert portal.privacy.company.form is None
    assert f"Bedrijf {key} is vernietigd" in words(contacts)
    assert RUNNING in words(contacts)
    assert NAME not in words(contacts)
    assert portal.services.companies.all() == ()
    kinds = [each.kind for each in portal.services.access.of_subject(key)]
    assert kinds[-1] is AccessKind.ERASED
    click(find(contacts, QPushButton, "contacts_close"))
    dialog = opened(qtbot, portal)
    assert [[each[0], each[3], each[4]] for each in rows(dialog.statements.model)] == [
        [key, "bedrijf", "Op verzoek, artikel 17 AVG"]
    ]


def test_every_control_has_a_name_and_tab_reaches_it(qtbot: QtBot, portal: Portal) -> None:
    """In the window with a case, in its statements, and in the form before the end."""
    dialog = opened(qtbot, portal)
    form = ending(qtbot, portal, dialog, RUNNING, "anonymise")
    assert walk(qtbot, form) == ([], [])
    form.reject()
    assert walk(qtbot, dialog) == ([], [])
    dialog.tabs.setCurrentIndex(1)
    assert walk(qtbot, dialog) == ([], [])
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
