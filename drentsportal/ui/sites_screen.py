"""Terreinen: what happens between the panels of sites and the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.site_table import SiteTable
    from drentsportal.services.ports import DataStep
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.session import Session


class SitesScreen(QObject):
    """Reads sites, imports files and takes imports back.

    Signals: ``table_loaded(table)`` with all sites; ``card_loaded(content)`` for the selected site.
    """

    table_loaded = Signal(object)
    card_loaded = Signal(object)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._services = session.services
        self._say = session.services.language.text
        self._runner = runner
        self.newest_step: DataStep | None = None
