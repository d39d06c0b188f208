"""Sources: what happens between the panel of sources and the service that reads them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from drentsportal.errors import DrentsPortalError, QuestionError
from drentsportal.services.source_refresh import RefreshResult
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.import_calls import ImportReply
from drentsportal.ui.dialogs.messages import confirm
from drentsportal.ui.dialogs.source_dialog import SourceDialog
from drentsportal.ui.dialogs.source_question import SourceQuestion, answered
from drentsportal.ui.merging import MergeLook
from drentsportal.ui.source_linking import SourceLinking

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.merge.data_source import DataSource, DataSourceKind, SourceState
    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.domain.merge.merge_answers import MergeAnswers
    from drentsportal.services.site_import import ImportReview
    from drentsportal.services.source_refresh import RefreshOutcome
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.panels.sources_panel import SourcesPanel
    from drentsportal.ui.theme import Theme


class SourcesScreen(QObject):
    """Connects a panel of sources with the services.

    Signals: ``data_changed()`` after something was stored; ``told(text)`` for the status bar.
    """

    data_changed = Signal()
    told = Signal(str)

    def __init__(
        self, panel: SourcesPanel, services: AppServices, runner: ServiceRunner, theme: Theme
    ) -> None:
        """Connect the panel; call ``load`` to fill it."""
        super().__init__(panel)
        self._panel = panel
        self._services = services
        self._refreshing = services.refreshing
        self._say = services.language.text
        self._runner = runner
        self._theme = theme
        self._call: CallProgress | None = None
        self._states: dict[str, SourceState] = {}
        panel.refresh_asked.connect(self.refresh)
        panel.review_asked.connect(self.review)
        panel.add_asked.connect(self.add)
        panel.change_asked.connect(self.change)
        panel.forget_asked.connect(self.forget)
        panel.cancel_asked.connect(self.cancel)
        runner.progressed.connect(self._on_progress)

    def load(self) -> None:
        """Read how the sources stand."""
        self._runner.run(ServiceCall("ui.sources.busy", lambda _: self._refreshing.sources(), self._show))

    def refresh(self, source_ids: tuple[str, ...]) -> None:
        """Read sources again; one that needs a look is shown at once when it is the only one."""
        self._panel.show_busy(self._say("ui.sources.busy"))
        self._call = self._runner.run(
            ServiceCall(
                "ui.sources.busy",
                lambda progress: self._refreshing.refresh_all(source_ids, progress),
                self._on_refreshed,
                self._on_failed,
                self._on_cancelled,
            )
        )

    def review(self, source_id: str) -> None:
        """Read a source again and look its data over."""
        self._look_over(source_id, lambda progress: self._refreshing.review(source_id, progress))

    def add(self) -> None:
        """Ask for a source that is not remembered yet."""
        self._open_dialog(None)

    def change(self, source_id: str) -> None:
        """Change a source in the form."""
        state = self._states.get(source_id)
        if state is not None:
            self._open_dialog(state.source)

    def forget(self, source_id: str) -> None:
        """Forget a source, after asking."""
        state = self._states.get(source_id)
        if state is None:
            return
        text = self._say("ui.sources.forget_ask", title=state.source.title)
        if confirm(self._panel, self._services.language, self._say("ui.sources.forget"), text):
            call = ServiceCall(
                "ui.sources.busy", lambda _: self._refreshing.remove(source_id), lambda _: self.load()
            )
            self._runner.run(call)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._call is not None:
            self._call.cancel()

    # -- outcomes -------------------------------------------------------------------------------------

    def _on_refreshed(self, outcomes: tuple[RefreshOutcome, ...]) -> None:
        self._rest()
        for each in outcomes:
            self.told.emit(self._told_text(each))
        if any(each.result is RefreshResult.STORED for each in outcomes):
            self.data_changed.emit()
        if len(outcomes) != 1:
            return
        outcome = outcomes[0]
        review = outcome.review
        if review is not None:
            self._look_over(outcome.source.id, lambda _: review)
        elif isinstance(outcome.error, QuestionError):
            self._ask(outcome.source, outcome.error)

    def _told_text(self, outcome: RefreshOutcome) -> str:
        state = self._states.get(outcome.source.id)
        is_unread = state is None or state.fetched_at_utc is None
        if outcome.result is RefreshResult.FAILED and is_unread:
            return self._say("ui.sources.told.unread", title=outcome.source.title)
        return self._say(f"ui.sources.told.{outcome.result.value}", title=outcome.source.title)

    def _look_over(self, source_id: str, read: Callable[[CallProgress], ImportReview]) -> None:
        def store(review: ImportReview, progress: CallProgress, answers: MergeAnswers) -> ImportReport:
            return self._refreshing.finish(source_id, review, answers, progress)

        look = MergeLook(self._panel.window(), self._services, self._runner, self._theme)
        look.begin(read, store, ImportReply(self._on_stored, self._on_failed, self._rest))

    def _ask(self, source: DataSource, question: QuestionError) -> None:
        """Ask what the source leaves open; the answer is kept with it, and it is read again."""
        dialog = SourceQuestion(self._panel.window(), self._services.language, source, question)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if dialog.links_columns:
            self._link(source)
        else:
            self._keep_answer(answered(source, dialog.options))

    def _keep_answer(self, changed: DataSource) -> None:
        self._runner.run(
            ServiceCall(
                "ui.sources.busy",
                lambda _: self._refreshing.change(changed),
                lambda _: self.refresh((changed.id,)),
            )
        )

    def _link(self, source: DataSource) -> None:
        """Fetch the file and have a person say what its columns mean; the answer is kept with the source."""
        self._panel.show_busy(self._say("ui.sources.busy"))
        link = SourceLinking(self._panel.window(), self._services, self._runner, self._theme)
        link.linked.connect(self._keep_answer)
        link.failed.connect(self._on_failed)
        link.ended.connect(self._rest)
        self._call = link.begin(source)

    def _open_dialog(self, source: DataSource | None) -> None:
        dialog = SourceDialog(self._panel.window(), self._theme, self._services.language, source)
        dialog.layers_asked.connect(lambda kind, address: self._fetch_layers(dialog, kind, address))
        dialog.accepted_source.connect(lambda made: self._save(dialog, made, is_new=source is None))
        dialog.open()
        linking = self._services.linking
        self._runner.run(ServiceCall("ui.sources.busy", lambda _: linking.titles(), dialog.offer_mappings))

    def _fetch_layers(self, dialog: SourceDialog, kind: DataSourceKind, address: str) -> None:
        call = ServiceCall(
            "ui.sources.busy",
            lambda progress: self._refreshing.layers(kind, address, progress),
            dialog.show_layers,
            lambda error: dialog.tell(self._worded(error)),
            lambda: dialog.tell(""),
        )
        progress = self._runner.run(call)
        dialog.rejected.connect(progress.cancel)

    def _save(self, dialog: SourceDialog, source: DataSource, *, is_new: bool) -> None:
        def work(_: CallProgress) -> DataSource:
            if is_new:
                return self._refreshing.add(source)
            self._refreshing.change(source)
            return source

        def done(kept: DataSource) -> None:
            dialog.accept()
            if is_new:
                self.refresh((kept.id,))
            else:
                self.load()

        self._runner.run(
            ServiceCall("ui.sources.busy", work, done, lambda error: dialog.tell(self._worded(error)))
        )

    def _worded(self, error: BaseException) -> str:
        if isinstance(error, DrentsPortalError):
            return self._say(error)
        return self._say("ui.import.unexpected")

    def _show(self, states: tuple[SourceState, ...]) -> None:
        self._states = {state.source.id: state for state in states}
        self._panel.show_sources(states, self._services.clock.now_utc())

    def _on_stored(self, _: ImportReport) -> None:
        self._rest()
        self.data_changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._rest()
        self._runner.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._rest()

    def _rest(self) -> None:
        self._call = None
        self._panel.show_idle()
        self.load()

    def _on_progress(self, done: int, total: int, what: str) -> None:
        if self._call is not None:
            text = self._say(what) if what in self._services.language else self._say("ui.sources.busy")
            self._panel.show_busy(text, done, total)
