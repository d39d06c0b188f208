"""Documents: advice, factsheets, exports, each made on the worker into a folder of the case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.services.document_names import file_stem
from drentsportal.services.factsheets import SheetWish, cards_of
from drentsportal.services.ports.documents import ComparisonForm
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session

_UNRECORDED: Final = frozenset({"error.advice.stale_match", "error.advice.request_changed"})


class DocumentScreen(Screen):
    """Makes documents and tells where they are.

    Signals: ``made(paths)`` after documents were written; ``advice_refused(error)`` when it waits for an
    assessment of the request; ``compared(table, outcome)`` with a comparison and what it was made of;
    ``record_needed(error)`` when an advice waits for a match that is recorded.
    """

    made = Signal(object)
    advice_refused = Signal(object)
    compared = Signal(object, object)
    record_needed = Signal(object)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner, out_dir: Path) -> None:
        """Keep the parts; every case gets a folder of its own under ``out_dir``."""
        super().__init__(window, session, runner)
        self.out_dir = out_dir

    def make_advice(self) -> None:
        """Make the advice of the open case: PDF, letter and the factsheets of the shortlist."""
        case = self._session.case
        if case is None:
            return
        folder = self._folder()
        self._runner.run(
            ServiceCall(
                "ui.busy.advice",
                lambda progress: self._services.advising.make(
                    case.number, folder, progress, self._services.settings.document_style
                ),
                self._on_made,
                self._on_refused,
            )
        )

    def make_shortlist_factsheets(self) -> None:
        """Make the factsheets of the shortlist."""
        case = self._session.case
        if case is not None:
            self.make_factsheets([entry.candidate_id for entry in case.shortlist])

    def make_factsheets(self, site_ids: Sequence[str]) -> None:
        """Make the factsheets of sites, with the case where one is open."""
        number = self._session.case.number if self._session.case else None
        folder = self._folder()
        outcome = self._session.outcome

        def work(progress: CallProgress) -> tuple[MadeDocument, ...]:
            fittings = {} if outcome is None else self._services.fitting.of_outcome(outcome, site_ids)
            style = self._services.settings.document_style
            wish = SheetWish(number, fittings, style, cards_of(outcome, site_ids))
            return self._services.factsheets.make(site_ids, folder, progress, wish)

        self._runner.run(ServiceCall("ui.busy.factsheets", work, self._on_made))

    def compare(self) -> None:
        """Compare the shortlist of the open case, by the outcome of what it asks now."""
        case = self._session.case
        if case is None:
            return
        chosen = [entry.candidate_id for entry in case.shortlist]
        outcome = self._session.outcome
        self._runner.run(
            ServiceCall(
                "ui.busy.compare",
                lambda _: self._services.comparing.make(chosen, case.number, outcome),
                lambda table: self.compared.emit(table, outcome),
            )
        )

    def export_comparison(self, table: ComparisonTable, form: ComparisonForm = ComparisonForm.XLSX) -> None:
        """Write a comparison in a form, under a name that the person gives."""
        rankings, ending = self._services.rankings, form.value
        title, filter_words = (
            self._say("ui.documents.export_comparison"),
            self._say(f"ui.compare.form.{ending}"),
        )
        proposed = f"{file_stem(self._say('ui.tab.comparison'), table.case_number or '')}.{ending}"
        name, _ = QFileDialog.getSaveFileName(self._window, title, proposed, f"{filter_words} (*.{ending})")
        if name:
            path = Path(name if name.lower().endswith(f".{ending}") else f"{name}.{ending}")
            self._runner.run(
                ServiceCall(
                    "ui.busy.export", lambda _: (rankings.comparison(table, path, form),), self._on_made
                )
            )

    def export_ranking(self) -> None:
        """Write the kept match of the open case as a workbook that the person names."""
        case, result = self._session.case, self._session.recorded
        if case is None or result is None or not self._session.shows_kept_match:
            return
        name = self._say("ui.documents.ranking_name", case=case.number)
        rankings = self._services.rankings
        self._export_sheet(
            self._say("ui.documents.export_ranking"),
            name,
            lambda path: rankings.write(result, path, case.number),
        )

    def _export_sheet(self, title: str, proposed: str, write: Callable[[Path], MadeDocument]) -> None:
        name, _ = QFileDialog.getSaveFileName(self._window, title, proposed, "Excel (*.xlsx)")
        if name:
            path = Path(name if name.lower().endswith(".xlsx") else f"{name}.xlsx")
            self._runner.run(ServiceCall("ui.busy.export", lambda _: (write(path),), self._on_made))

    @property
    def folder(self) -> Path:
        """Where documents are made now: the folder of the open case, or that of sites."""
        return self._folder()

    def tell_made(self, documents: tuple[MadeDocument, ...]) -> None:
        """Tell of documents that were made elsewhere, as of one's own."""
        self._on_made(documents)

    def _folder(self) -> Path:
        number = self._session.case.number if self._session.case else self._say("ui.documents.folder")
        return self.out_dir / number

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, DrentsPortalError) and error.message_id in _UNRECORDED:
            self.record_needed.emit(error)
            return
        is_waiting = isinstance(error, InputError) and error.message_id == "error.advise.assessment_missing"
        (self.advice_refused if is_waiting else self._runner.failed).emit(error)

    def _on_made(self, documents: tuple[MadeDocument, ...]) -> None:
        paths = [document.path for document in documents]
        self.made.emit(paths)
        box = QMessageBox(self._window)
        box.setObjectName("documents_made")
        box.setWindowTitle(self._say("ui.documents.title"))
        names = "\n".join(path.name for path in paths)
        folder = paths[0].parent if paths else self.out_dir
        box.setText(self._say("ui.documents.made", count=len(paths), names=names, folder=str(folder)))
        show = box.addButton(self._say("ui.documents.open_folder"), QMessageBox.ButtonRole.ActionRole)
        box.setEscapeButton(box.addButton(self._say("ui.close"), QMessageBox.ButtonRole.AcceptRole))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        delete_when_closed(box, self._runner)
        box.open()
