"""Wie heeft wat geopend: what happens between its dialog and the log of looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.ui.dialogs.access_dialog import AccessDialog
from drentsportal.ui.models.privacy_rows import read_subjects
from drentsportal.ui.privacy_screen import PrivacyScreen

if TYPE_CHECKING:
    from drentsportal.domain.cases.access import AccessEntry


class AccessScreen(PrivacyScreen[AccessDialog]):
    """Reads the log; looking at it is no look at a case."""

    def open(self, number: str = "") -> None:
        """Open the dialog, at a case where one is named."""
        dialog = AccessDialog(self._portal.window, self._portal.theme, self._services.language)
        dialog.asked.connect(self._read)
        self._open(dialog)
        self._run_in(dialog, lambda: read_subjects(self._services), dialog.offer)
        if number:
            dialog.ask("case", number)

    def _read(self, kind: str, key: str) -> None:
        dialog, log = self.dialog, self._services.access
        if dialog is None:
            return

        def done(looks: tuple[AccessEntry, ...]) -> None:
            dialog.show_looks(key, looks)

        self._run_in(dialog, lambda: log.of_person(key) if kind == "person" else log.of_subject(key), done)
