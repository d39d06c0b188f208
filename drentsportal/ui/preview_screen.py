"""Looking at documents first: makes drafts on the worker in a folder that goes, and keeps what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.services.factsheets import SheetWish, cards_of
from drentsportal.services.ports.documents import AdviceForm, DocumentStyle
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.preview_dialog import LANGUAGES, PreviewChoices, PreviewDialog
from drentsportal.ui.passing_folder import PassingFolder
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from drentsportal.services.drafts import Draft
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session

    MakeDraft = Callable[[Path, CallProgress, DocumentStyle, str], Draft]
    KeepDraft = Callable[[Draft, Path, CallProgress, DocumentStyle], object]


@dataclass(frozen=True)
class PreviewTask:
    """What is looked at: how it is made and kept, and what can be chosen.

    ``make`` and ``keep`` run on the worker; ``keep`` ``None`` writes the draft and records it. ``kept`` is
    given what ``keep`` returned; ``None`` has the documents told of as any. ``failed`` takes an error of
    keeping and says whether that told it; ``stopped`` says what stays of keeping that somebody stopped, and
    ``writing`` by step what is told of how far it is. ``folder`` is proposed, ``parent`` the dialog it is
    asked from.
    """

    make: MakeDraft
    keep: KeepDraft | None = None
    kept: Callable[..., None] | None = None
    failed: Callable[[BaseException], bool] | None = None
    forms: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    writing: Mapping[str, str] = field(default_factory=dict)
    stopped: Callable[[], str] | None = None
    languages: tuple[str, ...] = LANGUAGES
    style: DocumentStyle | None = None
    folder: Path | None = None
    parent: QWidget | None = None


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
        self._task: PreviewTask | None = None
        self._drafts: PassingFolder | None = None
        runner.progressed.connect(self._on_progress)

    def show_advice(self) -> None:
        """Look at the advice of the open case."""
        case = self._session.case
        if case is None:
            return
        number = case.number
        previewing = self._services.previewing

        def make(folder: Path, progress: CallProgress, style: DocumentStyle, form: str) -> Draft:
            return previewing.advice(number, folder, progress, style, AdviceForm(form))

        self.look(PreviewTask(make, forms=(AdviceForm.FULL.value, AdviceForm.SHORT.value)))

    def show_factsheets(self, site_ids: Sequence[str]) -> None:
        """Look at the factsheets of sites, with the case where one is open."""
        number = self._session.case.number if self._session.case else None
        outcome, services = self._session.outcome, self._services

        def make(folder: Path, progress: CallProgress, style: DocumentStyle, _: str) -> Draft:
            fittings = {} if outcome is None else services.fitting.of_outcome(outcome, site_ids)
            return services.previewing.factsheets(
                site_ids, folder, progress, SheetWish(number, fittings, style, cards_of(outcome, site_ids))
            )

        self.look(PreviewTask(make))

    def look(self, task: PreviewTask) -> None:
        """Make what a task makes and show it; nothing is written before somebody keeps it."""
        self._task = task
        choices = PreviewChoices(
            DocumentStyles().theme_choices(self._services.language),
            task.style or self._services.settings.document_style,
            task.folder or self._folder(),
            task.forms,
            task.languages,
            task.notes,
            task.counts,
            task.writing,
        )
        dialog = PreviewDialog(task.parent or self._window, self._services.language, choices)
        dialog.make_asked.connect(self._on_make)
        dialog.keep_asked.connect(self._on_keep)
        dialog.finished.connect(lambda _: self._on_finished(dialog))
        self.dialog = dialog
        dialog.open()
        self._on_make(dialog.style_chosen)

    def _on_make(self, style: DocumentStyle) -> None:
        dialog, task = self.dialog, self._task
        if dialog is None or task is None:
            return
        form = dialog.form_chosen
        folder = PassingFolder("drentsportal-preview-")

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
                lambda progress: task.make(Path(folder.name), progress, style, form),
                done,
                failed,
                folder.cleanup,
            )
        )
        dialog.begin(work)

    def _on_keep(self, folder: Path) -> None:
        dialog, task = self.dialog, self._task
        if dialog is None or task is None or dialog.draft is None:
            return
        draft, style, keep = dialog.draft, dialog.style_chosen, task.keep or self._keep
        told = task.kept or self.kept.emit

        def done(documents: object) -> None:
            dialog.end()
            dialog.accept()
            told(documents)

        def failed(error: BaseException) -> None:
            if task.failed is not None and task.failed(error):
                dialog.end()
                dialog.accept()
            else:
                dialog.end_keeping(error)

        def stopped() -> None:
            if self.dialog is dialog:
                dialog.end_stopped("" if task.stopped is None else task.stopped())

        work = self._runner.run(
            ServiceCall(
                "ui.busy.keep",
                lambda progress: keep(draft, folder, progress, style),
                done,
                failed,
                stopped,
            )
        )
        dialog.begin_keeping(work)

    def _keep(self, draft: Draft, folder: Path, _: CallProgress, __: DocumentStyle) -> object:
        return self._services.previewing.keep(draft, folder)

    def _on_progress(self, done: int, total: int, what: str) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(done, total, what)

    def _on_finished(self, dialog: PreviewDialog) -> None:
        dialog.deleteLater()
        if self.dialog is dialog:
            self.dialog, self._task = None, None
            self._drop()

    def _drop(self) -> None:
        """Let go of what was made and not kept."""
        if self._drafts is not None:
            self._drafts.cleanup()
            self._drafts = None
