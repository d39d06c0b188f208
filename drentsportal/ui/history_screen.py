"""The data history: what happens between its panel and the service that takes imports back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drentsportal.errors import NotFoundError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.undo_import import UndoImportDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.ledger import DataStep
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.panels.data_history import DataHistoryPanel
    from drentsportal.ui.theme import Theme


class HistoryScreen(QObject):
    """Connects a panel of the history with the services.

    Signals: ``data_changed()`` after an import was taken back.
    """

    data_changed = Signal()

    def __init__(
        self, panel: DataHistoryPanel, services: AppServices, runner: ServiceRunner, theme: Theme
    ) -> None:
        """Connect the panel; call ``load`` to fill it."""
        super().__init__(panel)
        self._panel = panel
        self._services = services
        self._runner = runner
        self._theme = theme
        self._steps: tuple[DataStep, ...] = ()
        panel.undo_asked.connect(self.undo)

    def load(self) -> None:
        """Read the steps."""
        self._runner.run(ServiceCall("ui.history.busy", lambda _: self._services.imports.steps(), self._show))

    def undo(self, version: int) -> None:
        """Take an import back, after asking; edits that rest on it are named first."""
        step = next((each for each in self._steps if each.version == version), None)
        if step is None:
            return
        services = self._services

        def work(_: CallProgress) -> tuple[tuple[ValueChoice, ...], dict[str, str]]:
            edits = services.imports.edits_resting_on(version)
            return edits, _names(services.catalogue, edits)

        self._runner.run(ServiceCall("ui.history.busy", work, lambda found: self._ask(step, *found)))

    def _ask(self, step: DataStep, edits: tuple[ValueChoice, ...], names: dict[str, str]) -> None:
        over: QWidget = self._panel.window()
        dialog = UndoImportDialog(over, self._theme, self._services.language, step, edits, names)
        dialog.accepted.connect(lambda: self._undo(step.version, drop_edits=bool(edits)))
        dialog.open()

    def _undo(self, version: int, *, drop_edits: bool) -> None:
        imports = self._services.imports
        self._runner.run(
            ServiceCall(
                "ui.busy.undo",
                lambda _: imports.undo(version, drop_edits=drop_edits),
                lambda _: self._on_undone(),
            )
        )

    def _show(self, steps: tuple[DataStep, ...]) -> None:
        self._steps = steps
        self._panel.show_steps(steps)

    def _on_undone(self) -> None:
        self.load()
        self.data_changed.emit()


def _names(catalogue: SiteCatalogue, edits: tuple[ValueChoice, ...]) -> dict[str, str]:
    found = {}
    for site_id in {each.site_id for each in edits}:
        try:
            found[site_id] = catalogue.site(site_id).name
        except NotFoundError:
            # It is in use no more; its id is all that is left to call it by.
            found[site_id] = site_id
    return found
