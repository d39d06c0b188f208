"""Looking at documents first: makes drafts on the worker in a folder that goes, and keeps what is kept."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.services.factsheets import SheetWish, cards_of
from drentsportal.services.ports.documents import AdviceForm
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.preview_dialog import PreviewChoices, PreviewDialog
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from drentsportal.services.drafts import Draft
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session

    MakeDraft = Callable[[Path, CallProgress, DocumentStyle, AdviceForm], Draft]


class PreviewScreen(Screen):
    """Shows documents before they are written; ``kept(documents)`` after somebody kept them."""

    kept = Signal(object)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, folder: Callable[[], Path]
    ) -> None:
        """Keep the parts; ``folder`` tells where documents are made now."""
        super().__init__(window, session, runner)
        self._folder = folder
        self.dialog: PreviewDialog | None = None
        self._make: MakeDraft | None = None
        self._drafts: TemporaryDirectory[str] | None = None
        runner.progressed.connect(self._on_progress)

    def show_advice(self) -> None:
        """Look at the advice of the open case."""
        case = self._session.case
        if case is None:
            return
        number = case.number
        previewing = self._services.previewing

        def make(folder: Path, progress: CallProgress, style: DocumentStyle, form: AdviceForm) -> Draft:
            return previewing.advice(number, folder, progress, style, form)

        self._open(make, (AdviceForm.FULL, AdviceForm.SHORT))

    def show_factsheets(self, site_ids: Sequence[str]) -> None:
        """Look at the factsheets of sites, with the case where one is open."""
        number = self._session.case.number if self._session.case else None
        outcome, services = self._session.outcome, self._services

        def make(folder: Path, progress: CallProgress, style: DocumentStyle, _: AdviceForm) -> Draft:
            fittings = {} if outcome is None else services.fitting.of_outcome(outcome, site_ids)
            return services.previewing.factsheets(
                site_ids, folder, progress, SheetWish(number, fittings, style, cards_of(outcome, site_ids))
            )

        self._open(make)

    def _open(self, make: MakeDraft, forms: tuple[AdviceForm, ...] = ()) -> None:
        self._make = make
        choices = PreviewChoices(
            DocumentStyles().theme_choices(), self._services.settings.document_style, self._folder(), forms
        )
        dialog = PreviewDialog(self._window, self._services.language, choices)
        dialog.make_asked.connect(self._on_make)
        dialog.keep_asked.connect(self._on_keep)
        dialog.finished.connect(lambda _: self._on_finished())
        self.dialog = dialog
        dialog.open()
        self._on_make(dialog.style_chosen)

    def _on_make(self, style: DocumentStyle) -> None:
        dialog, make = self.dialog, self._make
        if dialog is None or make is None:
            return
        form = dialog.form_chosen
        folder = TemporaryDirectory(prefix="drentsportal-preview-", ignore_cleanup_errors=True)

        def done(draft: Draft) -> None:
            if self.dialog is not dialog:
                folder.cleanup()
                return
            self._drop()
            self._drafts = folder
            dialog.show_draft(draft)

        def failed(error: BaseException) -> None:
            folder.cleanup()
            if self.dialog is dialog:
                dialog.end(error)

        work = self._runner.run(
            ServiceCall(
                "ui.busy.preview",
                lambda progress: make(Path(folder.name), progress, style, form),
                done,
                failed,
                folder.cleanup,
            )
        )
        dialog.begin(work)

    def _on_keep(self, folder: Path) -> None:
        dialog = self.dialog
        if dialog is None or dialog.draft is None:
            return
        draft, previewing = dialog.draft, self._services.previewing

        def done(documents: tuple[MadeDocument, ...]) -> None:
            dialog.end()
            dialog.accept()
            self.kept.emit(documents)

        work = self._runner.run(
            ServiceCall("ui.busy.keep", lambda _: previewing.keep(draft, folder), done, dialog.end_keeping)
        )
        dialog.begin(work)

    def _on_progress(self, done: int, total: int, what: str) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(done, total, what)

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog, self._make = None, None
        self._drop()

    def _drop(self) -> None:
        """Let go of what was made and not kept."""
        if self._drafts is not None:
            self._drafts.cleanup()
            self._drafts = None
