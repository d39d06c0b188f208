"""Connects the windows for privacy with menus, dossier and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.ui.access_screen import AccessScreen
from drentsportal.ui.company_ending import CompanyEnding
from drentsportal.ui.inzage_screen import InzageScreen
from drentsportal.ui.privacy_files import TargetFiles
from drentsportal.ui.retention_screen import RetentionScreen
from drentsportal.ui.woo_screen import WooScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.ui.portal import Portal


class PrivacyLinks(QObject):
    """The windows of one main window; ``targets`` asks where files are written."""

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Make them; their actions join those of ``Commands``."""
        super().__init__(portal.window)
        self._portal = portal
        self.targets = TargetFiles(portal.services.language)
        self.retention = RetentionScreen(portal, log_path, self.targets)
        self.inzage = InzageScreen(portal, log_path, self.targets)
        self.woo = WooScreen(portal, log_path, self.targets)
        self.access = AccessScreen(portal, log_path, self.targets)
        self.company = CompanyEnding(portal, log_path)
        self.retention.looks_asked.connect(self.access.open)
        portal.commands.by_id |= {
            "show_retention": self.retention.open,
            "case_retention": lambda: self.retention.open(self.retention.shown_number),
            "give_inzage": self.inzage.open,
            "select_woo": lambda: self.woo.open(self.woo.shown_number),
            "show_looks": lambda: self.access.open(self.access.shown_number),
        }
        self._of_dossier: dict[str, Callable[[str], None]] = {
            "retention": self.retention.open,
            "woo": self.woo.open,
            "looks": self.access.open,
        }
        portal.panels.case_file.privacy_asked.connect(self._on_dossier)
        portal.contacts.erase_asked.connect(self._on_company)
        self.company.ended.connect(portal.contacts.company_ended)
        self.company.failed.connect(portal.runner.failed)

    def _on_dossier(self, name: str) -> None:
        number = self._portal.panels.case_file.number
        if number:
            self._of_dossier[name](number)

    def _on_company(self, key: str) -> None:
        dialog = self._portal.contacts.dialog
        if dialog is not None:
            self.company.ask(dialog, key)
