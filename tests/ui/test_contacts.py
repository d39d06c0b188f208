"""Contacten by mouse and keys: relations, their one log, companies with people, and the link to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.relations.company import ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.services.case_desk import Talk
from drentsportal.ui.dialogs.company_form import CompanyForm
from drentsportal.ui.dialogs.desk_form import DeskForm
from tests.ui.desk_samples import RUNNING
from tests.ui.portals import click, find, settle
from tests.ui.privacy_hands import walk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.relations.company import Company
    from drentsportal.ui.dialogs.contacts_dialog import ContactsDialog
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.text_table import TextTableModel

_NAME = "Noorderlicht Composieten B.V."


@pytest.fixture
def company(portal: Portal) -> Company:
    """Keep a company with somebody to speak with, before the dialog opens."""
    person = ContactPerson("J. Jansen", "directeur", "j.jansen@voorbeeld.test")
    return portal.services.companies.add(_NAME, "12345678", "Emmen", [person])[0]


def opened(qtbot: QtBot, portal: Portal) -> ContactsDialog:
    """Open the dialog by its keys."""
    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow)
    QTest.keyClick(portal.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, portal)
    dialog = portal.contacts.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def rows(model: TextTableModel) -> list[list[str]]:
    """Read what a table says."""
    return [
        [str(model.index(at, column).data()) for column in range(model.columnCount())]
        for at in range(model.rowCount())
    ]


def choose(qtbot: QtBot, portal: Portal, dialog: ContactsDialog, name: str) -> None:
    """Click the row of a relation."""
    at = [each[0] for each in rows(dialog.model)].index(name)
    index = dialog.model.index(at, 0)
    dialog.table.scrollTo(index)
    QTest.mouseClick(
        dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=dialog.table.visualRect(index).center()
    )
    settle(qtbot, portal)


def fill(form: QWidget, **texts: str) -> None:
    """Type into the fields of a form."""
    for name, text in texts.items():
        field = form.findChild(QWidget, f"field_{name}")
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.clear()
        QTest.keyClicks(field, text)


def accept(qtbot: QtBot, portal: Portal) -> None:
    """Click the button that stores a form."""
    form = portal.contacts.form
    assert form is not None
    click(find(form, QPushButton, "accept"))
    settle(qtbot, portal)


def words(parent: QWidget) -> str:
    """Read every label that is seen; one that was just added is shown with the next event."""
    QApplication.processEvents()
    return " ".join(each.text() for each in parent.findChildren(QLabel) if each.isVisibleTo(parent))


def test_it_lists_all_relations_and_looks_at_none(qtbot: QtBot, portal: Portal, company: Company) -> None:
    """Companies, gemeenten and partners; a list is no look, and it is marked as internal."""
    dialog = opened(qtbot, portal)
    kinds = [each[1] for each in rows(dialog.model)]
    assert kinds.count("bedrijf") == 1
    assert kinds.count("gemeente") == 12
    assert kinds.count("partner") > 1
    assert "intern: komt in geen export" in words(dialog)
    assert "Kies links een relatie" in words(dialog)
    assert portal.services.access.of_subject(company.key) == ()


@pytest.mark.parametrize("typed", ["composieten", "Emmen noorderlicht", "12345678", "b-0001", "jansen"])
def test_the_search_finds_name_place_number_and_person(
    qtbot: QtBot, portal: Portal, company: Company, typed: str
) -> None:
    """Down goes to the list and chooses what was found; that the company is looked at is logged."""
    dialog = opened(qtbot, portal)
    QTest.keyClicks(dialog.search, typed)
    assert [each[0] for each in rows(dialog.model)] == [_NAME]
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    settle(qtbot, portal)
    assert dialog.table.hasFocus()
    assert "KvK-nummer 12345678" in words(dialog.log).replace("\u2011", "-").replace("\u00a0", " ")
    assert [each.kind for each in portal.services.access.of_subject(company.key)] == [AccessKind.OPENED]


def test_what_is_not_found_says_what_to_do(qtbot: QtBot, portal: Portal) -> None:
    """Escape empties the search first, and closes the dialog only then."""
    dialog = opened(qtbot, portal)
    count = dialog.model.rowCount()
    QTest.keyClicks(dialog.search, "zzz")
    assert "Geen relatie met deze woorden" in words(dialog)
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.model.rowCount() == count
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_kind_leaves_only_that_kind(qtbot: QtBot, portal: Portal) -> None:
    """Chosen with the keyboard."""
    dialog = opened(qtbot, portal)
    QTest.keyClick(find(dialog, QComboBox, "contacts_kind"), Qt.Key.Key_Down)
    assert rows(dialog.model) == []
    QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
    assert {each[1] for each in rows(dialog.model)} == {"gemeente"}


def test_one_log_joins_the_case_and_what_was_said_outside(
    qtbot: QtBot, portal: Portal, company: Company
) -> None:
    """Newest first; Enter on a line opens its case, and a line outside cases opens nothing."""
    services = portal.services
    services.companies.link(RUNNING, company.key)
    services.contacts.log(Party(PartyKind.COMPANY, company.key), Talk("Kennismaking", agreement="Bellen"))
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, _NAME)
    told = rows(dialog.log.model)
    assert [(each[3], each[5]) for each in told] == [
        ("Kennismaking", ""),
        ("Groei naar 64 personen, verhuizing in 2028. Blijft bij voorkeur in Emmen.", RUNNING),
    ]
    assert told[0][4] == "Bellen"
    assert "met J. Jansen" in told[1][2].replace("\u00a0", " ")
    dialog.log.table.selectRow(0)
    assert not dialog.log.open_button.isEnabled()
    QTest.keyClick(dialog.log.table, Qt.Key.Key_Down)
    assert dialog.log.open_button.isEnabled()
    with qtbot.waitSignal(portal.cases.case_opened):
        QTest.keyClick(dialog.log.table, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert portal.contacts.dialog is None
    assert portal.session.case is not None
    assert portal.session.case.number == RUNNING


def test_a_contact_is_logged_with_the_chosen_relation(qtbot: QtBot, portal: Portal) -> None:
    """Without a subject and for a moment to come the form stays, with what was typed."""
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, "Emmen")
    assert "nog geen contact" in words(dialog.log)
    click(dialog.log.log_button)
    form = portal.contacts.form
    assert isinstance(form, DeskForm)
    assert "Met Emmen" in words(form).replace("\u00a0", " ")
    assert "Emmen" not in form.windowTitle()
    fill(form, person="A. Bos", channel="telefoon", agreement="Terugbellen")
    accept(qtbot, portal)
    assert form.isVisible()
    fill(form, subject="Netcapaciteit", at="01-01-2099 10:00")
    accept(qtbot, portal)
    assert form.isVisible()
    assert "toekomst" in words(form)
    fill(form, at="16-11-2026 10:00")
    accept(qtbot, portal)
    told = rows(dialog.log.model)
    assert [each[1:] for each in told] == [
        ["telefoon", "Anna de Vries, met A. Bos", "Netcapaciteit", "Terugbellen", ""]
    ]
    assert "16 nov" in told[0][0].replace("\u00a0", " ")
    line = next(each for each in rows(dialog.model) if each[0] == "Emmen")
    assert "16 nov" in line[2].replace("\u00a0", " ")


def test_a_contact_with_another_becomes_a_relation(qtbot: QtBot, portal: Portal, company: Company) -> None:
    """A new name is a partner; the name of a company that is kept is that company."""
    dialog = opened(qtbot, portal)
    for name, shown, kind in (("NOM", "NOM", "partner"), ("noorderlicht composieten", _NAME, "bedrijf")):
        click(dialog.other_button)
        form = portal.contacts.form
        assert form is not None
        fill(form, to=name, subject="Overleg")
        accept(qtbot, portal)
        found = [each for each in rows(dialog.model) if each[0] == shown]
        assert [each[1] for each in found] == [kind]
        assert dialog.log.relation is not None
        assert dialog.log.relation.name == shown
        assert [each[3] for each in rows(dialog.log.model)] == ["Overleg"]
    assert portal.services.contacts.partners() == ("NOM",)
    assert portal.services.contacts.of_party(Party(PartyKind.COMPANY, company.key))


def test_a_company_is_kept_with_its_people(qtbot: QtBot, portal: Portal) -> None:
    """A wrong number is told in the form; what was searched for does not hide what was kept."""
    dialog = opened(qtbot, portal)
    QTest.keyClicks(dialog.search, "assen")
    click(dialog.add_button)
    form = portal.contacts.form
    assert isinstance(form, CompanyForm)
    fill(form, name=_NAME, kvk="123", place="Emmen")
    QTest.keyClicks(find(form, QLineEdit, "person_name_1"), "J. Jansen")
    QTest.keyClicks(find(form, QLineEdit, "person_phone_1"), "0591-000000")
    click(form.rows.add_button)
    QTest.keyClicks(find(form, QLineEdit, "person_email_2"), "a.bos@voorbeeld.test")
    accept(qtbot, portal)
    assert "acht cijfers" in words(form)
    fill(form, kvk="12345678")
    accept(qtbot, portal)
    assert "contactpersoon ontbreekt" in words(form)
    QTest.keyClicks(find(form, QLineEdit, "person_name_2"), "A. Bos")
    accept(qtbot, portal)
    assert portal.contacts.form is None
    kept = portal.services.companies.all()
    assert [(each.name, each.kvk_number, each.place) for each in kept] == [(_NAME, "12345678", "Emmen")]
    assert kept[0].persons == (
        ContactPerson("J. Jansen", phone="0591-000000"),
        ContactPerson("A. Bos", email="a.bos@voorbeeld.test"),
    )
    assert dialog.log.relation is not None
    assert dialog.log.relation.party.id == kept[0].key
    assert not dialog.search.text()


def test_a_known_company_is_kept_again_only_when_it_is_another(
    qtbot: QtBot, portal: Portal, company: Company
) -> None:
    """The box to say so stands there once it was refused."""
    dialog = opened(qtbot, portal)
    click(dialog.add_button)
    form = portal.contacts.form
    assert isinstance(form, CompanyForm)
    assert not form.another.isVisible()
    fill(form, name=_NAME)
    accept(qtbot, portal)
    assert company.key in words(form).replace("\u2011", "-")
    assert [each.key for each in portal.services.companies.all()] == [company.key]
    QTest.keyClick(form.another, Qt.Key.Key_Space)
    accept(qtbot, portal)
    assert len(portal.services.companies.all()) == 2


def test_a_company_that_gets_the_number_of_another_is_kept_only_when_that_is_said(
    qtbot: QtBot, portal: Portal, company: Company
) -> None:
    """The box stands there once the number was refused, and nothing is changed before it is ticked."""
    other, _ = portal.services.companies.add("Zuiderzon B.V.", "87654321", "Meppel", ())
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, "Zuiderzon B.V.")
    click(dialog.log.company_button)
    form = portal.contacts.form
    assert isinstance(form, CompanyForm)
    assert not form.another.isVisible()
    fill(form, kvk="12345678")
    accept(qtbot, portal)
    assert form.another.isVisible()
    assert not form.is_another
    assert company.key in words(form).replace("\u2011", "-")
    assert portal.services.companies.company(other.key).kvk_number == "87654321"
    QTest.keyClick(form.another, Qt.Key.Key_Space)
    accept(qtbot, portal)
    assert portal.contacts.form is None
    assert portal.services.companies.company(other.key).kvk_number == "12345678"
    assert portal.services.companies.company(company.key) == company


def test_a_company_is_changed_and_somebody_taken_away(qtbot: QtBot, portal: Portal, company: Company) -> None:
    """The key stays; the heading shows the new name at once."""
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, _NAME)
    click(dialog.log.company_button)
    form = portal.contacts.form
    assert isinstance(form, CompanyForm)
    assert "Noorderlicht" not in form.windowTitle() + dialog.windowTitle()
    assert find(form, QLineEdit, "person_email_1").text() == "j.jansen@voorbeeld.test"
    click(find(form, QWidget, "remove_person_1"))
    fill(form, name="Zuiderlicht B.V.")
    accept(qtbot, portal)
    kept = portal.services.companies.company(company.key)
    assert (kept.name, kept.persons, kept.kvk_number) == ("Zuiderlicht B.V.", (), "12345678")
    assert "Zuiderlicht" in words(dialog.log)


def test_a_company_is_linked_to_the_open_case_and_the_code_name_stays(
    qtbot: QtBot, portal: Portal, company: Company
) -> None:
    """Without an open case the button says what is missing; a link can be taken away."""
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, _NAME)
    assert not dialog.log.link_button.isEnabled()
    assert "Open eerst" in dialog.log.link_button.toolTip()
    click(find(dialog, QPushButton, "contacts_close"))
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    assert portal.session.case is not None
    title = portal.session.case.request.title
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, _NAME)
    click(dialog.log.link_button)
    settle(qtbot, portal)
    kept = portal.services.workspace
    with kept.reading() as unit:
        stored = unit.cases.get(RUNNING)
    assert (stored.company_key, stored.request.title) == (company.key, title)
    assert portal.session.case.company_key == company.key
    assert "weghalen" in dialog.log.link_button.text()
    assert [each[5] for each in rows(dialog.log.model)] == [RUNNING]
    click(dialog.log.link_button)
    settle(qtbot, portal)
    assert portal.session.case.company_key == ""
    assert rows(dialog.log.model) == []


def test_a_name_that_gives_a_code_name_away_is_not_linked(qtbot: QtBot, portal: Portal) -> None:
    """It is told in the dialog, and the case keeps its title and no company."""
    portal.services.companies.add("Composietverwerker B.V.")
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, "Composietverwerker B.V.")
    click(dialog.log.link_button)
    settle(qtbot, portal)
    assert portal.session.case is not None
    assert portal.session.case.company_key == ""
    assert portal.session.case.request.title in words(dialog)
    assert "weghalen" not in dialog.log.link_button.text()


def test_it_opens_at_the_company_of_the_open_case(qtbot: QtBot, portal: Portal, company: Company) -> None:
    """With its log."""
    portal.services.companies.link(RUNNING, company.key)
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    dialog = opened(qtbot, portal)
    assert dialog.log.relation is not None
    assert dialog.log.relation.party.id == company.key
    assert RUNNING in words(dialog.log).replace("\u2011", "-")


def test_a_name_that_only_a_case_has_is_listed_and_can_be_kept(qtbot: QtBot, portal: Portal) -> None:
    """Kept as a company it is one relation with what was said before."""
    portal.services.desk.log_contact(RUNNING, Talk("Wil op de Duitse markt", company="Hansen Rotorbau"))
    dialog = opened(qtbot, portal)
    assert ["Hansen Rotorbau", "uit aanvraag"] in [each[:2] for each in rows(dialog.model)]
    choose(qtbot, portal, dialog, "Hansen Rotorbau")
    assert "niet vastgelegd" in words(dialog.log)
    click(dialog.log.company_button)
    accept(qtbot, portal)
    assert ["Hansen Rotorbau", "bedrijf"] in [each[:2] for each in rows(dialog.model)]
    assert "uit aanvraag" not in [each[1] for each in rows(dialog.model)]
    assert [each[3] for each in rows(dialog.log.model)] == ["Wil op de Duitse markt"]


def test_every_control_has_a_name_and_tab_reaches_it(qtbot: QtBot, portal: Portal, company: Company) -> None:
    """In the dialog with a company, and in its form; Tab goes round."""
    dialog = opened(qtbot, portal)
    choose(qtbot, portal, dialog, company.name)
    click(dialog.log.company_button)
    form = portal.contacts.form
    assert form is not None
    for each in (form, dialog):
        if each is dialog:
            form.reject()
        assert walk(qtbot, each) == ([], [])
