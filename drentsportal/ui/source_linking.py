"""Linking the columns of a remembered source: its file is fetched, and the wizard opens on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.mapping_wizard import MappingWizard
from drentsportal.ui.linking import linking_calls
from drentsportal.ui.passing_folder import PassingFolder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.merge.data_source import DataSource
    from drentsportal.services.ports.imports import ImportOptions
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.theme import Theme


class SourceLinking(QObject):
    """One time through the wizard for one source.

    Signals: ``linked(source)`` with the source that holds the new mapping; ``failed(error)``; ``ended()``
    as soon as the file is there or fetching it was stopped, after which nothing is under way.
    """

    linked = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, over: QWidget, services: AppServices, runner: ServiceRunner, theme: Theme) -> None:
        """Keep the parts; the wizard opens over ``over``."""
        super().__init__(over)
        self._over = over
        self._services = services
        self._runner = runner
        self._theme = theme
        # What a service delivers stands here until the wizard is closed.
        self._folder = PassingFolder()

    def begin(self, source: DataSource) -> CallProgress:
        """Fetch the file, then open the wizard."""
        refreshing, folder = self._services.refreshing, Path(self._folder.name)
        return self._runner.run(
            ServiceCall(
                "ui.sources.busy",
                lambda progress: refreshing.fetch(source.id, folder, progress),
                lambda found: self._open(source, *found),
                self._on_failed,
                self._on_cancelled,
            )
        )

    def _open(self, source: DataSource, path: Path, options: ImportOptions) -> None:
        self.ended.emit()
        services = self._services
        calls = linking_calls(self._runner, services.linking, services.language.text)
        wizard = MappingWizard(self._over, self._theme, services.language, calls, path, options)
        wizard.setObjectName("mapping_wizard")
        wizard.kept.connect(lambda mapping: self.linked.emit(replace(source, mapping=str(mapping))))
        wizard.finished.connect(lambda _: self._put_away())
        wizard.open()

    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error)
        self._put_away()

    def _on_cancelled(self) -> None:
        self.ended.emit()
        self._put_away()

    def _put_away(self) -> None:
        self._folder.cleanup()
        self.deleteLater()
