"""Chase lists in the window: a file is made, or one that came back is shown and taken over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.services.chase_returns import ReturnDecisions
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.chase_return import ChaseReturnDialog
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.services.chase_returns import ChaseReturn
    from drentsportal.services.ports.chase import WrittenChaseList
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.session import Session
    from drentsportal.ui.theme import Theme


class ChaseScreen(Screen):
    """Makes lists and takes answers back, on the worker.

    Signals: ``told(text)`` with what was made or taken over; then ``made(folder, mail)`` with the paths.
    """

    told = Signal(str)
    made = Signal(object, object)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, theme: Theme, out_dir: Path
    ) -> None:
        """Keep the parts; lists go to a folder of their own under ``out_dir``."""
        super().__init__(window, session, runner)
        self._theme = theme
        self._folder = out_dir / "opvraaglijsten"

    def make(self, municipality_code: str) -> None:
        """Write the list and the mail draft of a gemeente."""
        lists, folder = self._services.chase_lists, self._folder
        self._runner.run(
            ServiceCall(
                "ui.busy.chase_make",
                lambda progress: lists.make(municipality_code, folder, progress),
                self._on_made,
            )
        )

    def read(self) -> None:
        """Ask for a file that came back, and show what it would change."""
        title = self._say("ui.quality.read_list")
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", "Excel (*.xlsx)")
        if name:
            self.open_return(Path(name))

    def open_return(self, path: Path) -> None:
        """Show what a file that came back would change; answers without a date get the day chosen there."""
        today = self._services.clock.now_utc().astimezone(DUTCH_TIME).date()
        self._load(path, ReturnDecisions(), lambda came_back: self._show(path, came_back, today))

    def _show(self, path: Path, came_back: ChaseReturn, today: date) -> None:
        dialog = ChaseReturnDialog(self._window, self._theme, self._services, came_back, today)
        dialog.setObjectName("chase_return_dialog")
        dialog.dated.connect(lambda decisions: self._load(path, decisions, dialog.show_return))
        dialog.accepted.connect(lambda: self._take(path, dialog.decisions()))
        dialog.open()

    def _load(self, path: Path, decisions: ReturnDecisions, show: Callable[[ChaseReturn], None]) -> None:
        returns = self._services.chase_returns
        self._runner.run(ServiceCall("ui.busy.chase_read", lambda _: returns.read(path, decisions), show))

    def _take(self, path: Path, decisions: ReturnDecisions) -> None:
        returns = self._services.chase_returns
        self._runner.run(
            ServiceCall(
                "ui.busy.chase_read",
                lambda progress: returns.take(path, decisions, progress),
                self._on_taken,
            )
        )

    def _on_made(self, made: WrittenChaseList) -> None:
        self.told.emit(
            self._say(
                "ui.quality.list_made",
                file_name=made.workbook.path.name,
                mail=made.mail.path.name,
                folder=str(made.workbook.path.parent),
            )
        )
        self.made.emit(made.workbook.path.parent, made.mail.path)

    def _on_taken(self, report: ImportReport) -> None:
        notes = " ".join(self._say(each) for each in report.notes)
        if report.data_version is None:
            self.told.emit(notes)
            return
        self.told.emit(self._say("ui.quality.list_taken", file_name=report.file_name, notes=notes))
        self._session.sites_changed.emit()
        self._session.mark_stale()
