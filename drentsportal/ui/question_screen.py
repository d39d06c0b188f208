"""Questions go out as mail drafts, and answers come back into the sites with source and date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.firmness.answer_advice import answer_advice
from drentsportal.domain.firmness.answer_target import answer_targets
from drentsportal.language.typed_figures import notation_of
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.answer_dialog import AnswerDialog, AnswerSubject
from drentsportal.ui.panels.questions import contact_of, function_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.firmness.question_value import OpenQuestion, QuestionSet
    from drentsportal.services.ports.questions import WrittenQuestionMail
    from drentsportal.services.question_answers import GivenAnswer, KeptAnswer
    from drentsportal.services.question_log import QuestionStanding
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.portal import Portal


class QuestionScreen(QObject):
    """Makes drafts, takes answers, and keeps both in the timeline of the case.

    Signals: ``data_changed()`` after an answer was put in use.
    """

    data_changed = Signal()

    def __init__(self, portal: Portal) -> None:
        """Connect the panel of questions of a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._services = portal.services
        self._session = portal.session
        self._say = portal.services.language.text
        self._panel = portal.panels.results.questions
        self._panel.mail_asked.connect(self._make_mail)
        self._panel.answer_asked.connect(self._read_targets)
        self._session.result_changed.connect(self._on_result)
        self._told_of = ""
        self.data_changed.connect(lambda: portal.upkeep.values.data_changed.emit(""))

    # -- how questions stand --------------------------------------------------------------------------

    def _on_result(self) -> None:
        session = self._session
        self._panel.show_recorded(is_recorded=session.is_recorded and session.trial is None)
        number = session.case.number if session.case is not None else ""
        if number != self._told_of:
            self._told_of = number
            self._panel.show_standings({})
            if number:
                self._load_standings(number)

    def _load_standings(self, number: str) -> None:
        log = self._services.question_log

        def show(found: Mapping[str, QuestionStanding]) -> None:
            if self._told_of == number:
                self._panel.show_standings(found)

        self._run(lambda _: log.standings(number), show)

    def _on_saved(self, case: Case) -> None:
        """Show the timeline with what was just kept; what is asked and not yet kept stays as it is."""
        session, cases = self._session, self._portal.cases
        if session.case is not None and session.case.number == case.number:
            session.open_case(replace(case, request=session.case.request))
        self._load_standings(case.number)
        cases.load()
        cases.select(case.number)

    # -- mails ----------------------------------------------------------------------------------------

    def _make_mail(self, asked: QuestionSet) -> None:
        case, result = self._session.case, self._session.result
        if case is None or result is None:
            return
        services, folder = self._services, self._portal.documents.out_dir / case.number

        def work(_: CallProgress) -> tuple[WrittenQuestionMail, Case]:
            (written,) = services.question_mail.draft(case.number, result, (asked,), folder)
            to = function_name(asked.scope, written.contact, services.language)
            saved, _changes = services.question_log.asked(case.number, to, asked.questions)
            return written, saved

        self._run(work, self._on_mail)

    def _on_mail(self, made: tuple[WrittenQuestionMail, Case]) -> None:
        written, case = made
        path = written.mail.path
        self._on_saved(case)
        box = QMessageBox(self._portal.window)
        box.setObjectName("question_mail_made")
        box.setWindowTitle(self._say("ui.questions.mail"))
        key = (
            "ui.questions.mail_made" if written.contact and written.contact.mail else "ui.questions.mail_bare"
        )
        box.setText(
            self._say(key, count=written.question_count, file_name=path.name, folder=str(path.parent))
        )
        show = box.addButton(self._say("ui.questions.open_mail"), QMessageBox.ButtonRole.ActionRole)
        look = box.addButton(self._say("ui.documents.open_folder"), QMessageBox.ButtonRole.ActionRole)
        box.setEscapeButton(box.addButton(self._say("ui.close"), QMessageBox.ButtonRole.AcceptRole))
        show.clicked.connect(lambda: _open(path))
        look.clicked.connect(lambda: _open(path.parent))
        box.open()

    # -- answers --------------------------------------------------------------------------------------

    def _read_targets(self, question: OpenQuestion) -> None:
        result = self._session.result
        if result is None:
            return
        services = self._services

        def work(_: CallProgress) -> AnswerSubject:
            targets = answer_targets(result, question.candidate_id, question.criterion_id)
            contact = contact_of(question.scope, services.catalogue.contact_points())
            by = "" if contact is None else function_name(question.scope, contact, services.language)
            return AnswerSubject(
                question,
                tuple((each, services.catalogue.site(each.site_id)) for each in targets),
                self._portal.upkeep.values.lists(),
                by,
                services.editing.attribution().as_of,
                services.clock.now_utc().astimezone(DUTCH_TIME).date(),
                answer_advice(result, question.candidate_id, question.criterion_id),
            )

        self._run(work, self._ask)

    def _ask(self, subject: AnswerSubject) -> None:
        dialog = AnswerDialog(self._portal.window, self._portal.theme, self._services.language, subject)
        dialog.accepted.connect(lambda: self._take(subject.question, dialog))
        dialog.open()

    def _take(self, question: OpenQuestion, dialog: AnswerDialog) -> None:
        case = self._session.case
        if case is None:
            return
        services, number = self._services, case.number
        answers, said, note, by = dialog.answers(), dialog.said(), dialog.note(), dialog.by

        def work(_: CallProgress) -> tuple[tuple[KeptAnswer, ...], Case]:
            kept = self._store(answers)
            if note:
                services.desk.add_note(number, note)
            saved, _changes = services.question_log.answered(number, question, said, by)
            return kept, saved

        self._run(work, self._on_kept)

    def _store(self, answers: tuple[GivenAnswer, ...]) -> tuple[KeptAnswer, ...]:
        decimal = notation_of(self._services.language.code)
        return self._services.question_answers.store_all(answers, decimal)

    def _on_kept(self, outcome: tuple[tuple[KeptAnswer, ...], Case]) -> None:
        kept, case = outcome
        self._on_saved(case)
        if any(each.data_version is not None for each in kept):
            self.data_changed.emit()
        said = self._say("ui.answer.kept" if kept else "ui.answer.noted")
        self._portal.window.status.tell(said, until_found=bool(kept))

    def _run(self, work: Callable[[CallProgress], Any], done: Callable[[Any], None]) -> None:
        self._portal.runner.run(ServiceCall("ui.busy.questions", work, done))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
