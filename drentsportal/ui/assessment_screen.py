"""Assessments: the task in the panels of a case, the dialog, and the way to it when an advice is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout

from drentsportal.errors import InputError
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.dialogs.assessment_dialog import AssessmentDialog, AssessmentWork
from drentsportal.ui.screen import DialogScreen
from drentsportal.ui.widgets.assessment_task import AssessmentTask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.fairness.assessment import AssessmentAnswer
    from drentsportal.errors import DrentsPortalError
    from drentsportal.services.assessing import AssessmentStanding
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.session import Session
    from drentsportal.ui.theme import Theme


class AssessmentScreen(DialogScreen[AssessmentDialog]):
    """Reads and keeps assessments on the worker.

    Signals: ``kept(number)`` after a version was kept or a document of it recorded; ``told(text)`` for the
    status bar.
    """

    busy_id = "ui.assess.busy"
    kept = Signal(str)
    told = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, theme: Theme, log_path: Path
    ) -> None:
        """Keep the parts; ``choose_path`` asks where a document goes, with the name that is proposed."""
        super().__init__(window, session, runner, log_path)
        self._theme = theme
        self.choose_path: Callable[[str], Path | None] = self._ask_path

    def add_task(self, panel: QWidget) -> AssessmentTask:
        """Put the task at the top of a panel of a case."""
        task = AssessmentTask(self._services.language)
        task.asked.connect(self.open)
        layout = panel.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, task)
        return task

    def read_standing(self, number: str, done: Callable[[AssessmentStanding], None]) -> None:
        """Tell how a case stands."""
        assessing = self._services.assessing
        self._run(lambda: assessing.standing(number), done)

    def open(self, number: str) -> None:
        """Open the dialog of a case."""
        self._run(lambda: self._read(number), self._show)

    def offer(self, error: DrentsPortalError) -> None:
        """Say why no advice was made, and offer the way to the assessment."""
        number = str(error.params["number"])
        box = QMessageBox(self._window)
        box.setObjectName("advice_refused")
        box.setWindowTitle(self._say("ui.assess.refused.title"))
        box.setIcon(QMessageBox.Icon.Information)
        box.setText(self._say(error))
        do = box.addButton(self._say("ui.assess.task_do"), QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton(self._say("ui.close"), QMessageBox.ButtonRole.RejectRole))
        do.clicked.connect(lambda: self.open(number))
        delete_when_closed(box, self._runner)
        box.open()

    # -- work -----------------------------------------------------------------------------------------

    def _read(self, number: str) -> AssessmentWork:
        assessing = self._services.assessing
        areas = assessing.grip_areas
        return AssessmentWork(
            assessing.frame(),
            assessing.standing(number),
            assessing.versions(number),
            areas.current(),
            areas.history(),
        )

    def _show(self, work: AssessmentWork) -> None:
        dialog = AssessmentDialog(self._window, self._theme, self._services.language, work)
        number = work.standing.number
        dialog.save_asked.connect(lambda answers, said: self._save(number, answers, said))
        assessing = self._services.assessing
        dialog.export_asked.connect(lambda: self._export(number, "pdf", assessing.export))
        dialog.sheet_asked.connect(lambda: self._export(number, "xlsx", assessing.export_sheet))
        dialog.area.keep_asked.connect(lambda *area: self._keep_area(number, *area))
        self.dialog = dialog
        delete_when_closed(dialog, self._runner)
        dialog.open()

    def _save(self, number: str, answers: Sequence[AssessmentAnswer], conclusion: str) -> None:
        assessing = self._services.assessing

        def work() -> AssessmentWork:
            assessing.save(number, answers, conclusion)
            return self._read(number)

        self._run(work, self._on_saved)

    def _on_saved(self, work: AssessmentWork) -> None:
        if self.dialog is not None:
            told = self._say("ui.assess.kept", version=len(work.versions))
            self.dialog.show_work(work, told)
        self.kept.emit(work.standing.number)

    def _keep_area(self, number: str, area_m2: int, source: str, as_of: date) -> None:
        """Keep another GRIP area for the workspace; a refusal is told beside its field."""
        areas, dialog = self._services.assessing.grip_areas, self.dialog

        def work() -> AssessmentWork | InputError:
            try:
                areas.keep(area_m2, source, as_of)
            except InputError as error:
                return error
            return self._read(number)

        def done(outcome: AssessmentWork | InputError) -> None:
            if dialog is None:
                return
            if isinstance(outcome, InputError):
                dialog.area.tell_fault(outcome)
                return
            dialog.show_area(outcome, self._say("ui.grip.kept", area_m2=outcome.grip.area_m2))
            self.kept.emit(number)

        self._run(work, done)

    def _export(self, number: str, ending: str, export: Callable[[str, Path], MadeDocument]) -> None:
        path = self.choose_path(f"afweging-{number}.{ending}")
        if path is None:
            return

        def done(made: MadeDocument) -> None:
            if self.dialog is not None:
                self.dialog.tell(self._say("ui.assess.made", path=str(made.path)))
            self.kept.emit(number)

        self._run(lambda: export(number, path), done)

    def _ask_path(self, name: str) -> Path | None:
        ending = Path(name).suffix
        title = self._say("ui.assess.export" if ending == ".pdf" else "ui.assess.sheet")
        kinds = f"{ending[1:].upper()} (*{ending})"
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, name, kinds)
        return Path(chosen).with_suffix(ending) if chosen else None
