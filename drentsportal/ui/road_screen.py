"""Choosing a road network: what happens between the dialog and the service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drentsportal.errors import DrentsPortalError, QuestionError
from drentsportal.services.road_choosing import RoadColumnsDraft
from drentsportal.services.road_times import RoadFile
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.road_dialog import RoadDialog
from drentsportal.ui.postcode_screen import PostcodeScreen
from drentsportal.ui.widgets.import_question import option_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drentsportal.services.ports.roads import RoadOptions
    from drentsportal.services.road_choosing import RoadState
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.portal import Portal


class RoadScreen(QObject):
    """Reads the file that a person chooses, asks what it leaves open, and remembers it.

    Signals: ``changed()`` when another network, or none, is used from now on.
    """

    changed = Signal()

    def __init__(self, portal: Portal) -> None:
        """Keep the parts."""
        super().__init__(portal.window)
        self._portal = portal
        self._choosing = portal.services.road_choosing
        self._file: RoadFile | None = None
        self._draft: RoadColumnsDraft | None = None
        self._asked: tuple[str, str] = ("", "")
        self._progress: CallProgress | None = None
        self._postcodes = PostcodeScreen(portal)
        self.dialog: RoadDialog | None = None

    def ask(self) -> None:
        """Open the dialog with what is used now."""
        dialog = self.dialog = RoadDialog(self._portal.window, self._portal.services.language)
        self._file, self._draft = None, None
        dialog.file_chosen.connect(self._on_file)
        dialog.forget_asked.connect(self._on_forget)
        dialog.cancel_asked.connect(self._cancel)
        dialog.finished.connect(lambda _: self._on_closed())
        dialog.question.answered.connect(self._on_answer)
        dialog.columns.columns_chosen.connect(self._on_columns)
        dialog.columns.values_chosen.connect(self._on_values)
        self._portal.runner.progressed.connect(dialog.show_progress)
        self._run(self._choosing.state, is_change=False)
        self._postcodes.serve(dialog)
        dialog.open()

    # -- answers --------------------------------------------------------------------------------------

    def _on_file(self, path: Path) -> None:
        self._draft = None
        self._read(RoadFile(path.absolute()))

    def _on_answer(self, option: str, answer: str) -> None:
        file = self._file
        if file is None:
            return
        name, options = option_name(option), file.options
        if name == "accept":
            options = replace(options, accepted=options.accepted | {answer})
        elif name == "layer":
            options = replace(options, layer=answer)
        else:
            options = replace(options, crs=answer)
        self._read(replace(file, options=options))

    def _on_columns(self, columns: Mapping[str, str], values: str) -> None:
        self._draft = RoadColumnsDraft(columns, values)
        self._read_by_draft()

    def _on_values(self, said: Mapping[str, str]) -> None:
        if self._draft is not None:
            self._draft = self._draft.with_words(self._asked[0], said)
            self._read_by_draft()

    def _read_by_draft(self) -> None:
        if self._file is None or self._draft is None or self.dialog is None:
            return
        try:
            mapping = self._choosing.write_columns(self._file.path, self._draft)
        except DrentsPortalError as error:
            self.dialog.tell_fault(error)
            return
        options: RoadOptions = replace(self._file.options, mapping=mapping)
        self._read(replace(self._file, options=options))

    def _on_forget(self) -> None:
        self._run(lambda _: self._choosing.forget(), is_change=True)

    # -- work -----------------------------------------------------------------------------------------

    def _read(self, file: RoadFile) -> None:
        self._file = file
        self._run(lambda progress: self._choosing.use(file, progress), is_change=True)

    def _run(self, work: Callable[[CallProgress], RoadState], *, is_change: bool) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        dialog.question.hide()
        dialog.columns.hide()
        dialog.tell_fault(None)
        dialog.show_busy(is_busy=True)

        def done(state: RoadState) -> None:
            self._progress = None
            if is_change:
                self.changed.emit()
                again = self._portal.services.language.text("ui.roads.match_again")
                self._portal.window.status.tell(again, until_found=True)
            if self.dialog is dialog:
                dialog.show_state(state)

        def failed(error: BaseException) -> None:
            self._on_failed(dialog, error)

        self._progress = self._portal.runner.run(
            ServiceCall("ui.roads.busy", work, done, failed, lambda: self._on_cancelled(dialog))
        )

    def _on_failed(self, dialog: RoadDialog, error: BaseException) -> None:
        self._progress = None
        if self.dialog is not dialog:
            return
        dialog.show_busy(is_busy=False)
        dialog.forget.setEnabled(self._choosing.has_roads)
        if isinstance(error, QuestionError):
            self._ask(dialog, error)
        elif isinstance(error, DrentsPortalError):
            dialog.tell_fault(error)
        else:
            self._portal.runner.failed.emit(error)

    def _ask(self, dialog: RoadDialog, question: QuestionError) -> None:
        file = self._file
        if option_name(question.option) != "mapping" or file is None:
            dialog.question.ask(question)
            return
        if self._draft is None or question.message_id == "error.roads.which_columns":
            dialog.columns.ask_columns(file.path.name, _texts(question.params.get("columns", ())))
            return
        column_name = str(question.params.get("column", ""))
        values = _texts(question.params.get("values", ()))
        if not values:
            dialog.columns.ask_columns(file.path.name, _texts(question.choices))
            return
        key = self._draft.key_of(column_name, values)
        self._asked = (key, column_name)
        dialog.columns.ask_values(column_name, values, self._draft.meanings_of(key))

    def _on_cancelled(self, dialog: RoadDialog) -> None:
        self._progress = None
        if self.dialog is dialog:
            dialog.show_busy(is_busy=False)
            dialog.forget.setEnabled(self._choosing.has_roads)
            dialog.tell(self._portal.services.language.text("ui.roads.cancelled"))

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _on_closed(self) -> None:
        self._cancel()
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(each) for each in values) if isinstance(values, tuple | list) else ()
