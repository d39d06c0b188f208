"""The dossier: what happens between its buttons and the services of the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError
from drentsportal.services.documents import DocumentKind
from drentsportal.services.referral_log import KNOWN_PARTNERS, ReferralTerms
from drentsportal.services.sent_answer import ANSWERING
from drentsportal.services.sent_file import attach_file
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.contact_entry import ContactEntry, suggest_channels
from drentsportal.ui.dialogs.desk_form import DeskForm, day_of
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.dialogs.messages import error_text
from drentsportal.ui.dialogs.moments import read_moment, write_moment
from drentsportal.ui.outcome_acts import new_partner_field
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.cases.case import Attachment, SentDocument
    from drentsportal.services.ports.case_bulk import CaseRevision
    from drentsportal.ui.case_forms import CaseAct
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.dossier_reading import CaseFile
    from drentsportal.ui.panels.dossier import DossierPanel
    from drentsportal.ui.portal import Portal

_OWN: Final = frozenset({"contact", "refer", "answer", "attach"})
_NOT_CHOSEN: Final = "?"


class FaultPlace(Protocol):
    """Where it is said that something could not be done."""

    def tell_fault(self, text: str) -> None:
        """Say why; an empty text takes it away."""


class DossierScreen(Screen):
    """Asks for what an act needs, has the service do it on the worker, and has the dossier read again.

    Signals: ``told(text)`` for the status bar; ``changed(number)`` after something was stored.
    """

    told = Signal(str)
    changed = Signal(str)

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Keep the parts; the acts of path, tasks and outcome follow in ``DossierActs``."""
        super().__init__(portal.window, portal.session, portal.runner)
        self._portal = portal
        self._log_path = log_path
        self._file: CaseFile | None = None
        self.form: DeskForm | None = None

    @property
    def panel(self) -> DossierPanel:
        """The panel of the dossier."""
        return self._portal.panels.case_file

    @property
    def file(self) -> CaseFile | None:
        """The dossier that is shown."""
        return self._file

    def show_file(self, file: CaseFile) -> None:
        """Show a dossier that was read."""
        self._file = file
        self.panel.show_file(file)

    def forget(self) -> None:
        """Let go of the dossier that is shown."""
        self._file = None
        self.panel.show_file(None)

    def look(self) -> None:
        """Read the dossier again where its case was changed elsewhere; let go of one that was destroyed."""
        file = self._file
        if file is None:
            return
        number = file.case.number

        def done(revision: CaseRevision | None) -> None:
            if self._file is not file:
                return
            if revision is None:
                self._let_go(number)
            elif revision != file.revision:
                self._portal.cases.read_again(number)

        register = self._services.register
        self._runner.run(ServiceCall("ui.busy.case", lambda _: register.revision(number), done))

    def _let_go(self, number: str) -> None:
        portal, opened = self._portal, self._session.case
        self._file = None
        self.panel.show_gone(number)
        portal.cases.forget(number)
        if opened is not None and opened.number == number and portal.window.mode == "case":
            portal.window.show_mode("cases")
        self.told.emit(self._say("ui.file.gone", number=number))

    def act(self, name: str) -> None:
        """Run one of the acts of the footer; those that any case has are the case screen's."""
        if name not in _OWN:
            self._portal.cases.act(name)
            return
        number = self.panel.number
        if number:
            acts: dict[str, Callable[[str], None]] = {
                "contact": self.log_contact,
                "refer": self._refer,
                "answer": self.answer,
                "attach": self._attach,
            }
            acts[name](number)

    # -- contacts -------------------------------------------------------------------------------------

    def log_contact(self, number: str) -> None:
        """Ask who spoke with whom, when and how; a contact of this morning can be told this afternoon."""
        entry = ContactEntry(self._services.clock.now_utc(), self._services.language.code)
        title, explanation = self._say("ui.contact.title"), self._say("ui.contact.in_case", number=number)
        form = self.ask(title, entry.fields(in_case=True), "ui.contact.save", explanation)
        suggest_channels(form)
        # The moment stands ready; whom it was with is what has to be told.
        form.focus_field("person")
        desk = self._services.desk
        self.store(form, number, lambda values: desk.log_contact(number, entry.talk(values)))

    # -- referring ------------------------------------------------------------------------------------

    def _refer(self, number: str) -> None:
        say = self._say
        provinces = (("", say("ui.refer_to.province")), *((name, name) for name in MUNICIPALITIES.values()))
        fields = (
            Field("to", "ui.refer_to.to", required=True),
            new_partner_field(say),
            Field("reason", "ui.refer_to.reason", required=True, lines=3),
            Field("from", "ui.refer_to.from", choices=provinces),
            Field("nom", "ui.refer_to.nom"),
        )
        title, explanation = say("ui.refer_to.title", number=number), say("ui.refer_to.explanation")
        form = self.ask(title, fields, "ui.refer_to.save", explanation)
        form.suggest("to", [*MUNICIPALITIES.values(), *KNOWN_PARTNERS])

        def work(values: Values) -> object:
            told = (values["to"], values["reason"], values["from"], day_of(values, "nom"))
            terms = ReferralTerms(*told, is_new_partner=bool(values["new"]))
            return self._services.referrals.refer(number, terms)

        self.store(form, number, work)

    # -- answering ------------------------------------------------------------------------------------

    def answer(self, number: str) -> None:
        """Ask what was sent and when; the dossier is read first, since advices may have been made since."""

        def read(_: object) -> tuple[tuple[SentDocument, ...], tuple[Attachment, ...], bool]:
            desk = self._services.desk
            case = desk.case(number)
            return desk.documents(number), desk.sendable_files(number), bool(case.shortlist)

        self._runner.run(ServiceCall("ui.busy.case", read, lambda found: self._ask_answer(number, *found)))

    def _ask_answer(
        self,
        number: str,
        documents: Sequence[SentDocument],
        attachments: Sequence[Attachment],
        has_shortlist: bool,  # noqa: FBT001 - one call, of what was read
    ) -> None:
        say = self._say
        made = [each for each in documents if each.kind in ANSWERING]
        if not made and not attachments:
            self._ask_document(number, has_shortlist=has_shortlist)
            return
        choices = [(each.id, say("ui.sent.file", name=each.name)) for each in attachments]
        if made:
            newest = _newest(made)
            words = say("ui.sent.made", name=newest.file_name, at_utc=newest.made_at_utc)
            choices.insert(0, ("", words))
        else:
            choices.insert(0, (_NOT_CHOSEN, say("ui.sent.choose")))
        now = write_moment(self._services.clock.now_utc(), self._services.language.code)
        fields = (
            Field("document", "ui.sent.document", choices=tuple(choices)),
            Field("at", "ui.sent.at", required=True, value=now),
        )
        title, explanation = say("ui.sent.title", number=number), say("ui.sent.explanation")
        form = self.ask(title, fields, "ui.sent.save", explanation)

        def work(values: Values) -> object:
            if values["document"] == _NOT_CHOSEN:
                raise InputError("ui.sent.not_chosen", field="document")
            # What the person did not change is now, to the second.
            at_utc = None if values["at"] == now else read_moment(values["at"], "at")
            return self._services.desk.answer(number, at_utc, values["document"])

        self.store(form, number, work)

    def _ask_document(self, number: str, *, has_shortlist: bool) -> None:
        """Say that an answer needs the sent document, and offer what gives it."""
        explanation = self._say("ui.sent.advise_first" if has_shortlist else "ui.sent.shortlist_first")
        title = self._say("ui.sent.title", number=number)
        form = self.ask(title, (), "ui.sent.add_file", explanation)

        def attach(_: Values) -> None:
            form.close_stored()
            self._attach(number, lambda: self.answer(number), "ui.answer.sent_file")

        form.submitted.connect(attach)

    def _attach(
        self, number: str, then: Callable[[], None] | None = None, asked_id: str = "ui.dossier.attach"
    ) -> None:
        """Keep a file with the case; ``asked_id`` is what the person is asked for."""
        path, _ = QFileDialog.getOpenFileName(self._window, self._say(asked_id))
        if not path:
            return

        def work() -> object:
            return attach_file(self._services.desk, number, Path(path))

        def done() -> None:
            if then is not None:
                then()

        self.run(work, number, self._file_faults(), done)

    # -- asking and storing ---------------------------------------------------------------------------

    def ask(self, title: str, fields: Sequence[Field], accept_id: str, explanation: str = "") -> DeskForm:
        """Open a form over the window; ``explanation`` stands above its fields."""
        form = DeskForm(self._window, self._services.language, title, fields, self._say(accept_id))
        form.setObjectName("desk_form")
        if explanation:
            form.explain(explanation)
        self.form = form
        form.finished.connect(self._forget_form)
        form.open()
        return form

    def ask_act(self, act: CaseAct) -> None:
        """Ask what an act of the case screen needs, and have it done."""
        self.store(self.ask(act.title, act.fields, act.save_id), act.number, act.work)

    def _forget_form(self) -> None:
        self.form = None

    def store(self, form: DeskForm, number: str, work: Callable[[Values], object]) -> None:
        """Have what is filled in stored on the worker; a fault is told in the form, which stays open."""
        form.submitted.connect(lambda values: self.run(lambda: work(values), number, form, form.close_stored))

    def run(
        self,
        work: Callable[[], object],
        number: str,
        faults: FaultPlace,
        done: Callable[[], None] | None = None,
    ) -> None:
        """Run an act; what went wrong is told where it was asked."""
        faults.tell_fault("")

        def after(_: object) -> None:
            if done is not None:
                done()
            self.told.emit(self._say("ui.told.saved"))
            self.changed.emit(number)

        def failed(error: BaseException) -> None:
            faults.tell_fault(error_text(self._services.language, error, self._log_path))

        self._runner.run(ServiceCall("ui.busy.save", lambda _: work(), after, failed))

    def _file_faults(self) -> FaultPlace:
        """Tell a file that cannot be read where every fault is told."""
        return _BoxFaults(self._portal)


def _newest(made: Sequence[SentDocument]) -> SentDocument:
    """Return the document that the answer would name: of advice and letter made together the advice."""
    return max(made, key=lambda each: (each.made_at_utc, each.kind == DocumentKind.ADVICE.value))


class _BoxFaults:
    """Tells a fault in the status bar, where no panel asked."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def tell_fault(self, text: str) -> None:
        if text:
            self._portal.window.status.tell(text)
