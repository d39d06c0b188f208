"""Storing an import that was looked over: what is only new goes straight on, all else is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.domain.merge.merge_answers import MergeAnswers
from drentsportal.language.segment_words import segment_names
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.merge_review import MergeReviewDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.services.site_import import ImportReview
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.dialogs.import_calls import ImportReply
    from drentsportal.ui.theme import Theme


class MergeLook(QObject):
    """One delivery that is read, looked over and stored; it answers once, through the reply it was given."""

    def __init__(self, over: QWidget, services: AppServices, runner: ServiceRunner, theme: Theme) -> None:
        """Keep the parts; the review opens over ``over``."""
        super().__init__(over)
        self._over = over
        self._services = services
        self._runner = runner
        self._theme = theme
        self._call: CallProgress | None = None
        self._same_as: dict[str, str] = {}
        self.dialog: MergeReviewDialog | None = None

    def begin(
        self,
        read: Callable[[CallProgress], ImportReview],
        store: Callable[[ImportReview, CallProgress, MergeAnswers], ImportReport],
        reply: ImportReply,
    ) -> None:
        """Read, then show or store; ``read`` and ``store`` run on the worker."""
        self._store_work, self._reply = store, reply
        self._run(read, self._on_read)

    def cancel(self) -> None:
        """Stop what is under way: reading, looking or storing."""
        if self._call is not None:
            self._call.cancel()
        elif self.dialog is not None:
            self.dialog.reject()

    def _on_read(self, review: ImportReview) -> None:
        self._call = None
        self._review = review
        if self.dialog is not None:
            self.dialog.show_review(review)
            self.dialog.setEnabled(True)
            return
        if review.merge.is_plain:
            self._store(MergeAnswers())
            return
        segments = segment_names(self._services.reference.segments(), self._services.language)
        self.dialog = MergeReviewDialog(self._over, self._theme, self._services.language, segments)
        self.dialog.store_asked.connect(self._store)
        self.dialog.same_asked.connect(self._on_same)
        self.dialog.rejected.connect(self._on_rejected)
        self.dialog.show_review(review)
        self.dialog.open()

    def _store(self, answers: MergeAnswers) -> None:
        review = self._review
        if self.dialog is not None:
            self.dialog.setEnabled(False)
        self._run(lambda progress: self._store_work(review, progress, answers), self._on_stored)

    def _on_stored(self, report: ImportReport) -> None:
        self._put_away()
        self._reply.done(report)

    def _on_same(self, new_id: str, known_id: str) -> None:
        """Compare again with a new site under the id by which it is known."""
        self._same_as[new_id] = known_id
        review, same_as = self._review, dict(self._same_as)
        if self.dialog is not None:
            self.dialog.setEnabled(False)
        self._run(lambda progress: self._compared(review, progress, same_as), self._on_read)

    def _compared(
        self, review: ImportReview, progress: CallProgress, same_as: Mapping[str, str]
    ) -> ImportReview:
        return self._services.imports.compared(review.delivery, review.report, progress, same_as)

    def _on_rejected(self) -> None:
        if self.dialog is not None:
            self.dialog = None
            if self._call is not None:
                self._call.cancel()
            else:
                self._reply.cancelled()

    def _on_failed(self, error: BaseException) -> None:
        self._put_away()
        self._reply.failed(error)

    def _on_cancelled(self) -> None:
        self._put_away()
        self._reply.cancelled()

    def _put_away(self) -> None:
        self._call = None
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()

    def _run(self, work: Callable[[CallProgress], object], done: Callable[..., None]) -> None:
        call = ServiceCall("ui.busy.import", work, done, self._on_failed, self._on_cancelled)
        self._call = self._runner.run(call)


class MergingImport:
    """Imports files from the import dialog, with a review where there is something to look over."""

    def __init__(self, over: QWidget, services: AppServices, runner: ServiceRunner, theme: Theme) -> None:
        """Keep the parts; reviews open over ``over``."""
        self._parts = (services, runner, theme)
        self._imports = services.imports
        self.over = over

    def run(self, path: Path, options: ImportOptions, reply: ImportReply) -> MergeLook:
        """Import a file."""
        look = MergeLook(self.over, *self._parts)
        look.begin(lambda progress: self._imports.review(path, options, progress), self._imports.store, reply)
        return look
