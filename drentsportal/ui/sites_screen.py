"""Terreinen: what happens between the panels of sites and the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.errors import NotFoundError
from drentsportal.paths import sample_data_dir
from drentsportal.services.factsheets import factsheet_subject, surroundings_of
from drentsportal.services.samples import import_samples
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.dialogs.import_calls import ImportCalls
from drentsportal.ui.dialogs.import_dialog import ImportDialog
from drentsportal.ui.dialogs.messages import confirm
from drentsportal.ui.linking import linking_calls
from drentsportal.ui.merging import MergingImport
from drentsportal.ui.models.site_kept import read_kept
from drentsportal.ui.models.site_rows import plot_names, site_rows
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.services.ports.ledger import DataStep
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.dialogs.import_calls import ImportCall, ImportReply
    from drentsportal.ui.models.site_kept import SiteKept
    from drentsportal.ui.models.site_rows import SiteRow
    from drentsportal.ui.session import Session
    from drentsportal.ui.theme import Theme


class _Loaded(NamedTuple):
    """What was read of all sites at once."""

    rows: tuple[SiteRow, ...]
    plot_names: dict[str, str]
    newest_step: DataStep | None


class SitesScreen(Screen):
    """Reads sites, imports files and takes imports back.

    Signals: ``rows_loaded(rows)`` with all parks and premises; ``plots_named(names)`` with the names of all
    plots by id; ``card_loaded(subject, kept)`` for the selected site.
    """

    rows_loaded = Signal(object)
    plots_named = Signal(object)
    card_loaded = Signal(object, object)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner, theme: Theme) -> None:
        """Keep the parts."""
        super().__init__(window, session, runner)
        self._theme = theme
        self.newest_step: DataStep | None = None

    def load(self) -> None:
        """Read all sites, and which import can be taken back."""

        def work(_: CallProgress) -> _Loaded:
            steps = (step for step in self._services.imports.steps() if _can_be_undone(step))
            table = self._services.catalogue.site_table()
            return _Loaded(site_rows(table, self._today()), plot_names(table), next(steps, None))

        self._runner.run(ServiceCall("ui.busy.sites", work, self._on_rows))

    def show_card(self, site_id: str) -> None:
        """Read one site for its card."""
        services = self._services

        def work(_: CallProgress) -> tuple[FactsheetSubject, SiteKept]:
            surroundings = surroundings_of(services.catalogue, services.reference)
            now_utc = services.clock.now_utc()
            subject = factsheet_subject(services.catalogue, site_id, surroundings, now_utc)
            return subject, read_kept(services, subject.site)

        def failed(error: BaseException) -> None:
            if isinstance(error, NotFoundError) and self._session.selected_site_id == site_id:
                # What was selected went with an import or an edit that was taken back.
                self._session.select_site("")
            else:
                self._runner.failed.emit(error)

        call = ServiceCall("ui.busy.sites", work, lambda read: self.card_loaded.emit(*read), failed)
        self._runner.run(call)

    def import_file(self) -> None:
        """Open the import dialog."""
        imports = self._services.imports
        linking = linking_calls(self._runner, self._services.linking, self._say)
        merging = MergingImport(self._window, self._services, self._runner, self._theme)
        calls = ImportCalls(self._caller(imports.preview), merging.run, linking)
        dialog = ImportDialog(self._window, self._theme, self._services.language, calls)
        dialog.setObjectName("import_dialog")
        merging.over = dialog
        self._runner.progressed.connect(dialog.show_progress)
        dialog.imported.connect(self._on_data_changed)
        delete_when_closed(dialog, self._runner)
        dialog.open()

    def load_samples(self) -> None:
        """Load the sample data into this workspace, after asking; each file can be taken back."""
        title, text = self._say("ui.start.samples"), self._say("ui.start.samples_ask")
        if confirm(self._window, self._services.language, title, text):
            imports, folder = self._services.imports, sample_data_dir()
            call = ServiceCall(
                "ui.busy.import",
                lambda progress: import_samples(imports, folder, progress),
                self._on_data_changed,
                self._on_samples_failed,
                self.load,
            )
            self._runner.run(call)

    def _on_samples_failed(self, error: BaseException) -> None:
        self._on_data_changed(None)
        self._runner.failed.emit(error)

    def undo(self, version: int) -> None:
        """Take back the import made at a data version."""
        self._runner.run(
            ServiceCall("ui.busy.undo", lambda _: self._services.imports.undo(version), self._on_data_changed)
        )

    def _caller(self, work: Callable[[Path, ImportOptions, CallProgress], ImportReport]) -> ImportCall:
        def start(path: Path, options: ImportOptions, reply: ImportReply) -> CallProgress:
            call = ServiceCall(
                "ui.busy.import",
                lambda progress: work(path, options, progress),
                reply.done,
                reply.failed,
                reply.cancelled,
            )
            return self._runner.run(call)

        return start

    def _today(self) -> date:
        return self._services.clock.now_utc().astimezone(DUTCH_TIME).date()

    def _on_rows(self, loaded: _Loaded) -> None:
        self.newest_step = loaded.newest_step
        self.plots_named.emit(loaded.plot_names)
        self.rows_loaded.emit(loaded.rows)

    def tell_changed(self) -> None:
        """Read everything again after somebody changed a site."""
        self._on_data_changed(None)
        if self._session.selected_site_id:
            self.show_card(self._session.selected_site_id)

    def _on_data_changed(self, _: object) -> None:
        self.load()
        self._session.sites_changed.emit()
        self._session.mark_stale()


def _can_be_undone(step: DataStep) -> bool:
    return step.kind == "delivery" and step.undone_by_version is None
