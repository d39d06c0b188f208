"""Bewaartermijnen: what happens between its dialog and the services; nothing ends without a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from drentsportal.domain.retention.selection_list import RetentionAction
from drentsportal.services.retention import category_label
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.case_ending import CaseEnding
from drentsportal.ui.dialogs.desk_form import DeskForm
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.dialogs.retention_dialog import RetentionDialog
from drentsportal.ui.models.privacy_rows import read_statements, read_terms
from drentsportal.ui.privacy_screen import PrivacyScreen
from drentsportal.ui.privacy_words import fault_text, term_text

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.retention.selection_list import SelectionList
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.models.privacy_rows import Statement, TermLine
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.privacy_files import TargetFiles


_FORM_PX: Final = 680
"""Room for the words of a category with its term."""


class RetentionScreen(PrivacyScreen[RetentionDialog]):
    """Reads terms and statements, keeps a chosen category, and has a case end.

    Signal: ``looks_asked(number)`` for who looked at a case.
    """

    looks_asked = Signal(str)

    def __init__(self, portal: Portal, log_path: Path, targets: TargetFiles) -> None:
        """Keep the parts."""
        super().__init__(portal, log_path, targets)
        self.ending = CaseEnding(portal, log_path)
        self.ending.ended.connect(self._on_ended)
        self.ending.failed.connect(self._on_failed)
        self.form: DeskForm | None = None

    def open(self, number: str = "") -> None:
        """Open the dialog, at a case where one is named."""
        dialog = RetentionDialog(self._portal.window, self._portal.theme, self._services.language)
        dialog.pane.category_asked.connect(self._ask_category)
        dialog.pane.end_asked.connect(self._ask_end)
        dialog.pane.looks_asked.connect(self._on_looks)
        dialog.save_asked.connect(self._save)
        self._open(dialog)
        self._read(number)

    def _read(self, chosen: str = "", *, is_ended: bool = False) -> None:
        dialog = self.dialog
        if dialog is None:
            return

        def done(read: tuple[tuple[TermLine, ...], tuple[Statement, ...]]) -> None:
            dialog.show_statements(read[1])
            dialog.show_lines(read[0], chosen)
            if is_ended:
                dialog.show_newest_statement()

        services = self._services
        self._run_in(dialog, lambda: (read_terms(services), read_statements(services)), done)

    # -- category -------------------------------------------------------------------------------------

    def _ask_category(self) -> None:
        dialog, line = self.dialog, self._line()
        if dialog is None or line is None:
            return
        retention = self._services.retention

        def done(kept: SelectionList) -> None:
            if dialog.isVisible():
                self._show_category(dialog, line, kept)

        self._run_in(dialog, retention.selection_list, done)

    def _show_category(self, dialog: RetentionDialog, line: TermLine, kept: SelectionList) -> None:
        language, choice = self._services.language, line.standing.choice
        choices = tuple(
            (each.id, f"{category_label(each)} ({term_text(language, each)})") for each in kept.categories
        )
        if choice is None:
            # No category is offered as if it were chosen already.
            choices = (("", self._say("ui.privacy.category.none")), *choices)
        fields = (
            Field(
                "category",
                "ui.privacy.category.category",
                required=True,
                choices=choices,
                value="" if choice is None else choice.category.id,
            ),
            Field("ground", "ui.privacy.category.ground", required=True, lines=2),
        )
        title, save = self._say("ui.privacy.category.title"), self._say("ui.privacy.category.save")
        form = DeskForm(dialog, language, title, fields, save)
        form.setObjectName("category_form")
        form.setMinimumWidth(_FORM_PX)
        form.explain(
            self._say("ui.privacy.category.told", number=line.number, list=kept.title, source=kept.source)
        )
        form.submitted.connect(lambda values: self._choose(form, line.number, values))
        form.finished.connect(self._forget_form)
        self.form = form
        form.open()

    def _choose(self, form: DeskForm, number: str, values: Values) -> None:
        retention = self._services.retention

        def done(_: object) -> None:
            form.close_stored()
            if self.dialog is not None:
                self.dialog.tell(self._say("ui.privacy.category.kept", number=number))
            self._read(number)
            self._read_dossier_again(number)

        def failed(error: BaseException) -> None:
            form.tell_fault(fault_text(self._services.language, error, self._log_path))

        self._runner.run(
            ServiceCall(
                "ui.busy.save",
                lambda _: retention.choose(number, values["category"], values["ground"]),
                done,
                failed,
            )
        )

    def _forget_form(self) -> None:
        self.form = None

    # -- the end --------------------------------------------------------------------------------------

    def _ask_end(self, action: RetentionAction) -> None:
        line = self._line()
        if self.dialog is not None and line is not None:
            self.ending.ask(self.dialog, line.number, action)

    def _on_ended(self, number: str, action: RetentionAction, told: str) -> None:
        self._portal.window.status.tell(told)
        if self.dialog is not None:
            self.dialog.tell(told)
            is_erased = action is RetentionAction.ERASE
            self._read("" if is_erased else number, is_ended=is_erased)

    # -- statements and looks ---------------------------------------------------------------------------

    def _save(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        proposed = self._say("ui.privacy.file.statements", today=self._services.retention.today().isoformat())
        path = self._targets.ask(dialog, proposed)
        if path is None:
            return

        def work() -> MadeDocument:
            return self._services.statement_pages.write(self._services.destruction, path)

        def done(made: MadeDocument) -> None:
            dialog.tell(self._say("ui.privacy.file.written", path=str(made.path)))

        self._run_in(dialog, work, done, busy_id="ui.privacy.busy_writing")

    def _on_looks(self) -> None:
        line = self._line()
        if self.dialog is not None and line is not None:
            self.dialog.accept()
            self.looks_asked.emit(line.number)

    def _line(self) -> TermLine | None:
        return None if self.dialog is None else self.dialog.pane.line
