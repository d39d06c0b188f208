"""Woo-selectie: what happens between its dialog and the service; nothing is decided by the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.ui.dialogs.woo_dialog import WooDialog
from drentsportal.ui.models.privacy_rows import read_cases
from drentsportal.ui.privacy_screen import PrivacyScreen

if TYPE_CHECKING:
    from drentsportal.domain.retention.passages import Passage
    from drentsportal.services.disclosure import WooDraft
    from drentsportal.services.ports.documents import MadeDocument


class WooScreen(PrivacyScreen[WooDialog]):
    """Reads the passages of a case, shows what marks come to, and writes what is confirmed."""

    def open(self, number: str = "") -> None:
        """Open the dialog, at a case where one is named."""
        grounds = self._services.disclosure.grounds()
        dialog = WooDialog(self._portal.window, self._portal.theme, self._services.language, grounds)
        dialog.case_asked.connect(self._read)
        dialog.draft_asked.connect(self._show_draft)
        dialog.write_asked.connect(self._write)
        self._open(dialog)
        self._run_in(dialog, lambda: read_cases(self._services), dialog.offer)
        if number:
            dialog.subject.choose(number)
            self._read(number)

    def _read(self, number: str) -> None:
        dialog, disclosure = self.dialog, self._services.disclosure
        if dialog is None:
            return

        def done(passages: tuple[Passage, ...]) -> None:
            dialog.show_passages(number, passages)

        self._run_in(dialog, lambda: disclosure.woo_passages(number), done)

    def _show_draft(self) -> None:
        dialog, disclosure = self.dialog, self._services.disclosure
        if dialog is None:
            return
        number, marks = dialog.number, dialog.marks

        def done(draft: WooDraft) -> None:
            # What was decided since is another selection.
            if (dialog.number, dialog.marks) == (number, marks):
                dialog.show_draft(draft)

        self._run_in(dialog, lambda: disclosure.woo(number, marks), done)

    def _write(self, code: str) -> None:
        dialog, services = self.dialog, self._services
        if dialog is None or dialog.draft is None:
            return
        number, marks = dialog.number, dialog.marks
        today = services.retention.today().isoformat()
        path = self._targets.ask(dialog, self._say("ui.privacy.file.woo", number=number, today=today))
        if path is None:
            return

        def done(made: MadeDocument) -> None:
            dialog.end_written()
            dialog.tell(self._say("ui.privacy.given", path=str(made.path)))
            self._read_dossier_again(number)

        self._run_in(
            dialog,
            lambda: services.disclosure.give_woo(number, marks, code, path),
            done,
            busy_id="ui.privacy.busy_writing",
        )
