"""Importing a file: choose it, answer what it leaves open, read what would happen, and only then import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from drentsportal.errors import DrentsPortalError, QuestionError
from drentsportal.geodata.file_kinds import FILE_PATTERNS
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.ui.dialogs.import_calls import Cancellable, ImportCall, ImportCalls, ImportReply
from drentsportal.ui.dialogs.mapping_wizard import MappingWizard
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.import_drop import ImportDrop, dropped_file
from drentsportal.ui.widgets.import_question import NO_MAPPING, ImportQuestion, with_answer
from drentsportal.ui.widgets.import_report import ImportReportView
from drentsportal.ui.widgets.parts import button, column, row
from drentsportal.ui.widgets.work_state import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

__all__ = ["ImportCalls", "ImportDialog", "ImportReply"]

_REPAIR: Final = "repair_geometry"
_LINKABLE: Final = frozenset(
    {
        "error.import.columns_missing",
        "error.import.coordinates_missing",
        "error.import.outside_netherlands",
        "error.mapping.unconfirmed",
        "error.mapping.unanswered",
        "error.mapping.unreadable",
        "error.mapping.wrong",
    }
)
"""What is wrong with a mapping or the place: the file itself can be read, so its columns can be linked."""


class ImportDialog(QDialog):
    """One import from choice to report.

    Signals: ``imported(report)`` after the file was stored, with its data version.
    """

    imported = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        language: Language,
        calls: ImportCalls,
        choose_file: Callable[[], Path | None] | None = None,
    ) -> None:
        """Build the dialog; ``choose_file`` asks for a file, by default with the dialog of the system."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._say = language.text
        self._calls = calls
        self._choose = choose_file or self._ask_for_file
        self._path: Path | None = None
        self._options = ImportOptions()
        self._work: Cancellable | None = None
        self._turn = 0
        self._is_storing = False
        self._is_done = False
        self._run_text = "ui.import.run"
        self._is_readable = True
        self.setWindowTitle(self._say("ui.import.title"))
        self.setModal(True)
        self.setAcceptDrops(True)
        resize_within_screen(self, 860, 620)
        self._build()
        self._state.tell("", "")
        self._refresh(ready=False)

    def choose(self, path: Path) -> None:
        """Take a file and read it."""
        self._path = path
        self._options = ImportOptions()
        self._is_readable = True
        self.repair_box.setChecked(False)
        self._drop.show_file(path.name)
        self._preview()

    def show_progress(self, done: int, total: int, what: str = "") -> None:
        """Show how far the work is; ``what`` is a message id."""
        if self._work is None:
            return
        self._state.show_progress(done, total, what)

    def reject(self) -> None:
        """Stop the work that is under way; without any, close."""
        if self._work is not None:
            self._work.cancel()
            if self._is_storing:
                return
            self._turn += 1
            self._work = None
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a single file."""
        if dropped_file(event) is not None and not self._is_storing:
            event.acceptProposedAction()
            self._drop.mark(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show that nothing is held over the dialog."""
        super().dragLeaveEvent(event)
        self._drop.mark(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        self._drop.mark(on=False)
        path = dropped_file(event)
        if path is not None and not self._is_storing:
            event.acceptProposedAction()
            self.choose(path)

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._build_drop()
        self._state = WorkState(self._language, "ui.import.busy")
        self.question = ImportQuestion(self._language, self._choose)
        self.question.answered.connect(self._on_answered)
        self.report = ImportReportView(self._theme, self._language)
        self.repair_box = CheckBox(self._theme, self._say("ui.import.repair"))
        self.repair_box.setObjectName("repair")
        self.repair_box.toggled.connect(self._on_repair)
        self.columns_button = button(self._say("mapping.open_wizard"), name="link_columns")
        self.columns_button.clicked.connect(self._link_columns)
        self.cancel_button = button(self._say("ui.import.cancel"), name="cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.import_button = button(self._say("ui.import.run"), "main", name="run_import")
        self.import_button.clicked.connect(self._run)
        state = self._state
        body = column(self._drop, state.busy, self.question, state.problem, state.told, spacing=12, margin=16)
        body.addWidget(self.report, 1)
        body.addStretch(0)
        body.addLayout(
            row(self.columns_button, self.repair_box, None, self.cancel_button, self.import_button)
        )
        self.setLayout(body)

    def _build_drop(self) -> None:
        self._drop = ImportDrop(self._theme, self._language)
        self.choose_button = self._drop.choose_button
        self.choose_button.clicked.connect(self._on_choose)

    # -- steps ----------------------------------------------------------------------------------------

    def _preview(self) -> None:
        if self._path is not None:
            self._start(self._calls.preview, self._path, self._on_report)

    def _run(self) -> None:
        if self._path is not None and not self._is_done:
            self._is_storing = True
            self._start(self._calls.run, self._path, self._on_imported)
        elif self._is_done:
            self.accept()

    def _start(self, call: ImportCall, path: Path, done: Callable[[ImportReport], None]) -> None:
        if self._work is not None:
            self._work.cancel()
        self._turn += 1
        turn = self._turn

        def if_current(act: Callable[[], None]) -> None:
            """Leave out the outcome of work that was overtaken, and a second one."""
            if turn == self._turn:
                self._turn += 1
                self._work = None
                act()

        reply = ImportReply(
            done=lambda report: if_current(lambda: done(report)),
            failed=lambda error: if_current(lambda: self._on_failed(error)),
            cancelled=lambda: if_current(self._on_cancelled),
        )
        self._state.tell("", "")
        self.question.hide()
        self._state.begin()
        work = call(path, self._options, reply)
        if turn == self._turn:
            self._work = work
            self._refresh(ready=False)

    def _on_report(self, report: ImportReport) -> None:
        self.report.show_report(report)
        # What is not new is looked over before it is stored.
        is_looked_over = report.merge is not None and not report.merge.is_plain
        self._run_text = "ui.import.compare" if is_looked_over else "ui.import.run"
        self._refresh(ready=report.site_count > 0 or report.municipality_count > 0)

    def _on_imported(self, report: ImportReport) -> None:
        self._is_storing = False
        self._is_done = True
        self.report.show_report(report)
        self._state.tell(self._say("ui.import.done", version=report.data_version), "")
        self._refresh(ready=True)
        self.imported.emit(report)

    def _on_failed(self, error: BaseException) -> None:
        was_storing, self._is_storing = self._is_storing, False
        self._is_readable = was_storing or isinstance(error, QuestionError) or _is_linkable(error)
        # What was read stays readable when only the storing failed, and can be tried again.
        self.report.setVisible(was_storing)
        self._refresh(ready=was_storing)
        if isinstance(error, QuestionError):
            self.question.ask(error)
            if error.message_id == NO_MAPPING and self.columns_button.isVisible():
                self.columns_button.setFocus()
        elif isinstance(error, DrentsPortalError):
            self._state.tell("", self._say(error))
        else:
            self._state.tell("", self._say("ui.import.unexpected"))

    def _on_cancelled(self) -> None:
        was_storing = self._is_storing
        self._is_storing = False
        self._state.tell(self._say("ui.import.cancelled"), "")
        self._refresh(ready=was_storing)

    def _on_answered(self, option: str, answer: str) -> None:
        try:
            self._options = with_answer(self._options, option, answer)
        except DrentsPortalError as error:
            self._state.tell("", self._say(error))
            self.question.show()
            return
        self._preview()

    def _link_columns(self) -> None:
        """Have a person say what the columns mean; the import goes on with what was kept of it."""
        if self._path is None or self._calls.linking is None:
            return
        options = replace(self._options, mapping=None)
        wizard = MappingWizard(self, self._theme, self._language, self._calls.linking, self._path, options)
        wizard.setObjectName("mapping_wizard")
        wizard.kept.connect(self._on_linked)
        wizard.open()

    def _on_linked(self, mapping: Path) -> None:
        self._options = replace(self._options, mapping=str(mapping))
        self._preview()

    def _on_repair(self, checked: bool) -> None:  # noqa: FBT001 - the signal's own argument
        rules = self._options.accepted - {_REPAIR}
        self._options = replace(self._options, accepted=rules | {_REPAIR} if checked else rules)
        if self._path is not None and not self.question.isVisible():
            self._preview()

    def _on_choose(self) -> None:
        chosen = self._choose()
        if chosen is not None:
            self.choose(chosen)

    # -- state ----------------------------------------------------------------------------------------

    def _refresh(self, *, ready: bool) -> None:
        busy = self._work is not None
        self._state.busy.setVisible(busy)
        self.report.setEnabled(not busy)
        self.choose_button.setEnabled(not self._is_storing and not self._is_done)
        self.repair_box.setVisible(self._path is not None and not self._is_done)
        self.repair_box.setEnabled(not busy)
        can_link = self._calls.linking is not None and self._path is not None and self._is_readable
        self.columns_button.setVisible(can_link and not self._is_done)
        self.columns_button.setEnabled(not busy)
        self.import_button.setEnabled(ready and not busy)
        self.import_button.setText(self._say("ui.import.close" if self._is_done else self._run_text))
        self.cancel_button.setVisible(not self._is_done)

    def _ask_for_file(self) -> Path | None:
        shown = self._say("ui.import.filter", patterns=FILE_PATTERNS)
        name, _ = QFileDialog.getOpenFileName(self, self._say("ui.import.choose"), "", shown)
        return Path(name) if name else None


def _is_linkable(error: BaseException) -> bool:
    """Whether the file itself could be read, so that saying what its columns mean can help."""
    return isinstance(error, DrentsPortalError) and error.message_id in _LINKABLE
