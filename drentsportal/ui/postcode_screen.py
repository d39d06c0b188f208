"""Choosing a layer of postcodes: what happens between its part of the roads dialog and the service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.errors import DrentsPortalError, QuestionError
from drentsportal.services.ports.postcodes import PostcodeOptions
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.widgets.import_question import option_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.services.staff_postcodes import PostcodeState
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.dialogs.road_dialog import RoadDialog
    from drentsportal.ui.portal import Portal


class PostcodeScreen(QObject):
    """Reads the layer that a person chooses, asks what it leaves open, and keeps its places."""

    def __init__(self, portal: Portal) -> None:
        """Keep the parts."""
        super().__init__(portal.window)
        self._portal = portal
        self._postcodes = portal.services.postcodes
        self._path: Path | None = None
        self._options = PostcodeOptions()
        self._dialog: RoadDialog | None = None
        self._progress: CallProgress | None = None

    def serve(self, dialog: RoadDialog) -> None:
        """Work for a dialog that was just made, until it closes."""
        self._dialog, self._path = dialog, None
        part = dialog.postcodes
        part.file_chosen.connect(self._on_file)
        part.answered.connect(self._on_answer)
        part.forget_asked.connect(lambda: self._run(lambda _: self._postcodes.forget()))
        dialog.cancel_asked.connect(self._cancel)
        dialog.finished.connect(lambda _: self._on_closed())
        self._run(lambda _: self._postcodes.state())

    def _on_file(self, path: Path) -> None:
        self._path, self._options = path.absolute(), PostcodeOptions()
        self._read()

    def _on_answer(self, option: str, answer: str) -> None:
        name = option_name(option)
        if name == "accept":
            self._options = replace(self._options, accepted=self._options.accepted | {answer})
        elif name == "layer":
            self._options = replace(self._options, layer=answer)
        elif name == "column":
            self._options = replace(self._options, column=answer)
        else:
            self._options = replace(self._options, crs=answer)
        self._read()

    def _read(self) -> None:
        path, options = self._path, self._options
        if path is not None:
            self._run(lambda progress: self._postcodes.use(path, options, progress))

    def _run(self, work: Callable[[CallProgress], PostcodeState]) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        dialog.postcodes.question.hide()
        dialog.postcodes.tell_fault(None)
        dialog.show_busy(is_busy=True)

        def done(state: PostcodeState) -> None:
            if self._is_open(dialog):
                dialog.postcodes.show_state(state)

        def failed(error: BaseException) -> None:
            if self._is_open(dialog):
                self._tell(dialog, error)

        def cancelled() -> None:
            if self._is_open(dialog):
                dialog.tell(self._portal.services.language.text("ui.roads.cancelled"))

        call = ServiceCall("progress.postcodes.reading", work, done, failed, cancelled)
        self._progress = self._portal.runner.run(call)

    def _is_open(self, dialog: RoadDialog) -> bool:
        """End what was busy; False where the dialog was closed meanwhile."""
        self._progress = None
        if self._dialog is not dialog:
            return False
        dialog.show_busy(is_busy=False)
        dialog.forget.setEnabled(self._portal.services.road_choosing.has_roads)
        return True

    def _tell(self, dialog: RoadDialog, error: BaseException) -> None:
        if isinstance(error, QuestionError):
            dialog.postcodes.ask(error)
        elif isinstance(error, DrentsPortalError):
            dialog.postcodes.tell_fault(error)
        else:
            self._portal.runner.failed.emit(error)

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _on_closed(self) -> None:
        self._cancel()
        self._dialog = None
