"""Exporting: what happens between the dialog and the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.closed_dialogs import delete_when_closed
from drentsportal.ui.dialogs.export_dialog import ExportDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from drentsportal.bootstrap import AppServices
    from drentsportal.services.site_export import ExportRequest
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.dialogs.export_dialog import ExportChoice, ExportReply
    from drentsportal.ui.theme import Theme


class ExportScreen:
    """Opens the dialog and runs what it asks for on the worker thread."""

    def __init__(self, window: QWidget, services: AppServices, runner: ServiceRunner, theme: Theme) -> None:
        """Keep the parts."""
        self._window = window
        self._services = services
        self._runner = runner
        self._theme = theme

    def ask(self, choices: Sequence[ExportChoice]) -> ExportDialog:
        """Open the dialog with the sites that can be chosen."""
        services = self._services
        dialog = ExportDialog(self._window, self._theme, services.language, choices, self._run)
        dialog.setObjectName("export_dialog")
        self._runner.progressed.connect(dialog.show_progress)
        self._runner.run(
            ServiceCall("ui.busy.sites", lambda _: services.exporting.sources(), dialog.offer_sources)
        )
        delete_when_closed(dialog, self._runner)
        dialog.open()
        return dialog

    def _run(self, request: ExportRequest, reply: ExportReply) -> CallProgress:
        exporting = self._services.exporting
        call = ServiceCall(
            "ui.busy.export",
            lambda progress: exporting.run(request, progress),
            reply.done,
            reply.failed,
            reply.cancelled,
        )
        return self._runner.run(call)
