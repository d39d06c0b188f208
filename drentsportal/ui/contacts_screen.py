"""Contacten: what happens between its dialog and the services; everything in it is internal."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.domain.relations.company import Company, plain_name
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError
from drentsportal.services.contact_log import party_of
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.contact_entry import ContactEntry, suggest_channels
from drentsportal.ui.dialogs.company_form import CompanyForm
from drentsportal.ui.dialogs.contacts_dialog import ContactsDialog
from drentsportal.ui.dialogs.desk_form import DeskForm
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.dialogs.messages import error_text
from drentsportal.ui.models.contact_rows import read_log, read_relations
from drentsportal.ui.screen import DialogScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.relations.contact_log import RelationMoment
    from drentsportal.services.changes import ChangeSet
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.models.contact_rows import Relation, RelationLog
    from drentsportal.ui.portal import Portal

    Prepare = Callable[[Values], Callable[[], object]]


class ContactsScreen(DialogScreen[ContactsDialog]):
    """Reads relations and their logs on the worker, and keeps what a person fills in.

    Signal: ``erase_asked(key)`` to destroy a company; ``company_ended`` is told when that was done.
    """

    erase_asked = Signal(str)
    busy_id = "ui.contacts.busy"

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Keep the parts; its action joins those of ``Commands``."""
        super().__init__(portal.window, portal.session, portal.runner, log_path)
        self._portal = portal
        self.form: DeskForm | None = None
        portal.commands.by_id["show_contacts"] = self.open

    def open(self) -> None:
        """Open the dialog, at the company of the open case where it has one."""
        case = self._session.case
        self.open_at(Party(PartyKind.COMPANY, case.company_key) if case and case.company_key else None)

    def open_at(self, chosen: Party | None) -> None:
        """Open the dialog at a relation, ``None`` for none."""
        dialog = ContactsDialog(self._portal.window, self._portal.theme, self._services.language)
        dialog.relation_chosen.connect(self._read_log)
        dialog.other_asked.connect(self._log_other)
        dialog.add_asked.connect(lambda: self._ask_company(None))
        dialog.log.log_asked.connect(self._log_contact)
        dialog.log.company_asked.connect(self._on_company)
        dialog.log.link_asked.connect(self._link)
        dialog.log.case_asked.connect(self._open_case)
        dialog.log.erase_asked.connect(self.erase_asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._forget(dialog))
        self.dialog = dialog
        dialog.log.show_case(self._session.case)
        dialog.open()
        self._read(chosen)

    # -- reading --------------------------------------------------------------------------------------

    def read_again(self) -> None:
        """Read what the dialog shows again, where it is open; the relation that is shown stays."""
        if self.dialog is not None:
            relation = self.dialog.log.relation
            self._read(None if relation is None else relation.party)

    def _read(self, chosen: Party | None = None) -> None:
        """Read the relations again, and the log of the chosen one."""

        def done(relations: tuple[Relation, ...]) -> None:
            if self.dialog is not None:
                self.dialog.show_relations(relations, chosen)

        self._run(lambda: read_relations(self._services), done)

    def _read_log(self, relation: Relation) -> None:
        def done(log: RelationLog) -> None:
            if self.dialog is not None:
                self.dialog.show_log(log)

        self._run(lambda: read_log(self._services, relation), done)

    def _forget(self, dialog: ContactsDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    # -- contacts -------------------------------------------------------------------------------------

    def _log_contact(self) -> None:
        relation = self.dialog.log.relation if self.dialog is not None else None
        if relation is None:
            return
        entry = ContactEntry(self._services.clock.now_utc(), self._services.language.code)
        form = self._contact_form(self._say("ui.contact.title"), entry.fields())
        if form is None:
            return
        # A title bar is seen while the window is locked: the name stands in the form.
        form.explain(self._say("ui.contacts.form.with", name=relation.name))
        if relation.company is not None:
            form.suggest("person", [each.name for each in relation.company.persons])
        self._keep_contact(form, entry, lambda _: relation.party)

    def _log_other(self) -> None:
        to = Field("to", "ui.contacts.form.to", required=True)
        entry = ContactEntry(self._services.clock.now_utc(), self._services.language.code)
        form = self._contact_form(self._say("ui.contacts.form.title_other"), (to, *entry.fields()))
        if form is not None:
            form.explain(self._say("ui.contacts.form.to_told"))
            form.suggest("to", list(MUNICIPALITIES.values()))
            self._keep_contact(form, entry, lambda values: self._party_named(values["to"]))

    def _contact_form(self, title: str, fields: tuple[Field, ...]) -> DeskForm | None:
        if self.dialog is None:
            return None
        form = DeskForm(self.dialog, self._services.language, title, fields, self._say("ui.contact.save"))
        form.setObjectName("contact_form")
        suggest_channels(form)
        return form

    def _keep_contact(
        self, form: DeskForm, entry: ContactEntry, party_for: Callable[[Values], Party]
    ) -> None:
        contacts = self._services.contacts

        def keep(values: Values) -> tuple[RelationMoment, ChangeSet]:
            return contacts.log(party_for(values), entry.talk(values))

        def done(kept: tuple[RelationMoment, ChangeSet]) -> None:
            party = kept[0].party
            self._read_again("ui.contacts.logged", party, name=self._name_of(party))

        self._store(form, lambda values: partial(keep, values), done)

    def _party_named(self, text: str) -> Party:
        """Return the relation that a person named: a company that is kept, a gemeente, or a partner."""
        found = [each for each in self._services.companies.all() if plain_name(each.name) == plain_name(text)]
        if len(found) > 1:
            keys = ", ".join(each.key for each in found)
            raise InputError("error.company.several", field="company", text=text, keys=keys)
        return Party(PartyKind.COMPANY, found[0].key) if found else party_of(text)

    def _name_of(self, party: Party) -> str:
        if party.kind is PartyKind.MUNICIPALITY:
            return MUNICIPALITIES[party.id]
        known = self.dialog.relations if self.dialog is not None else ()
        return next((each.name for each in known if each.party == party), party.id)

    # -- companies ------------------------------------------------------------------------------------

    def _on_company(self) -> None:
        relation = self.dialog.log.relation if self.dialog is not None else None
        if relation is not None:
            self._ask_company(relation.company, relation.name if relation.is_typed else "")

    def _ask_company(self, company: Company | None, name: str = "") -> None:
        if self.dialog is None:
            return
        form = CompanyForm(self.dialog, self._portal.theme, self._services.language, company, name)
        companies = self._services.companies

        def prepare(values: Values) -> Callable[[], tuple[Company, ChangeSet]]:
            told = (values["name"], values["kvk"], values["place"], form.rows.persons())
            if company is not None:
                return partial(companies.change, Company(company.key, *told), is_another=form.is_another)
            return partial(companies.add, *told, is_another=form.is_another)

        def done(kept: tuple[Company, ChangeSet]) -> None:
            made = kept[0]
            text_id = "ui.contacts.added" if company is None else "ui.contacts.changed"
            self._read_again(text_id, Party(PartyKind.COMPANY, made.key), name=made.name, key=made.key)

        self._store(form, prepare, done)

    def _link(self) -> None:
        """Tell that the company stands behind the open case, or no longer; the title stays."""
        dialog, case = self.dialog, self._session.case
        relation = dialog.log.relation if dialog is not None else None
        if dialog is None or case is None or relation is None or relation.company is None:
            return
        number, key = case.number, "" if dialog.log.is_linked else relation.company.key
        companies, party, name = self._services.companies, relation.party, relation.name

        def done(outcome: tuple[Case, ChangeSet]) -> None:
            shown = self._session.case
            if shown is not None and shown.number == number:
                # What is asked may be on its way to the file: only the link is taken over.
                self._session.open_case(replace(shown, company_key=outcome[0].company_key))
            self._portal.cases.load()
            self._portal.cases.select(number)
            if self.dialog is not None:
                self.dialog.log.show_case(self._session.case)
            text_id = "ui.contacts.linked" if key else "ui.contacts.unlinked"
            title = outcome[0].request.title
            told = {"title": title} if key else {}
            self._read_again(text_id, party, name=name, number=number, **told)

        self._run(lambda: companies.link(number, key), done)

    def company_ended(self, told: str) -> None:
        """Show that a company is gone, and what still names it."""
        if self.dialog is not None:
            self.dialog.forget_chosen()
            self.dialog.tell(told)
        self._read()

    def _open_case(self, number: str) -> None:
        """Close the dialog and open the case, after asking about unsaved work in the window."""
        if self.dialog is not None:
            self.dialog.accept()
        portal = self._portal
        portal.upkeep.leaving.leave(lambda: portal.cases.open(number))

    # -- storing --------------------------------------------------------------------------------------

    def _store(self, form: DeskForm, prepare: Prepare, done: Callable[..., None]) -> None:
        """Ask, and have what is filled in stored on the worker; a fault is told in the form, which stays.

        ``prepare`` reads the form and gives the work.
        """

        def after(outcome: object) -> None:
            form.close_stored()
            done(outcome)

        def failed(error: BaseException) -> None:
            if isinstance(form, CompanyForm):
                form.offer_another(error)
            form.tell_fault(error_text(self._services.language, error, self._log_path))

        def run(values: Values) -> None:
            work = prepare(values)
            self._runner.run(ServiceCall("ui.busy.save", lambda _: work(), after, failed))

        form.submitted.connect(run)
        form.finished.connect(self._forget_form)
        self.form = form
        form.open()

    def _forget_form(self) -> None:
        self.form = None

    def _read_again(self, text_id: str, chosen: Party, **told: object) -> None:
        text = self._say(text_id, **told)
        if self.dialog is not None:
            self.dialog.tell(text)
        self._read(chosen)
