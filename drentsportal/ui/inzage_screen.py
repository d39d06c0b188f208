"""Inzageverzoek: what happens between its dialog and the service; what is read is logged as a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.ui.dialogs.inzage_dialog import InzageDialog
from drentsportal.ui.models.privacy_rows import read_known
from drentsportal.ui.privacy_screen import PrivacyScreen

if TYPE_CHECKING:
    from drentsportal.services.disclosure import InzageDraft
    from drentsportal.services.ports.documents import MadeDocument


class InzageScreen(PrivacyScreen[InzageDialog]):
    """Gathers a draft, and writes it once its code was typed."""

    def open(self) -> None:
        """Open the dialog; who is known completes the name."""
        dialog = InzageDialog(self._portal.window, self._portal.theme, self._services.language)
        dialog.read_asked.connect(self._gather)
        dialog.write_asked.connect(self._write)
        self._open(dialog)
        self._run_in(dialog, lambda: read_known(self._services), dialog.offer)

    def _gather(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        dialog.begin()
        person, hide, services = dialog.person, dialog.hide_words, self._services

        def work() -> InzageDraft:
            draft = services.disclosure.inzage(person, hide)
            # The service logs what would be given; here somebody reads the doubtful passages too.
            services.access.opened(*sorted({each.subject for each in draft.doubtful}))
            return draft

        def done(draft: InzageDraft) -> None:
            # What was filled in since is another question.
            if (dialog.person, dialog.hide_words) == (person, hide):
                dialog.show_draft(draft)

        self._run_in(dialog, work, done)

    def _write(self, code: str) -> None:
        dialog = self.dialog
        draft = None if dialog is None else dialog.draft
        if dialog is None or draft is None:
            return
        proposed = self._say("ui.privacy.file.inzage", today=self._services.retention.today().isoformat())
        path = self._targets.ask(dialog, proposed)
        if path is None:
            return
        person, hide, disclosure = draft.person, dialog.hide_words, self._services.disclosure

        def done(made: MadeDocument) -> None:
            dialog.tell(self._say("ui.privacy.given", path=str(made.path)))
            for number in {each.subject for each in draft.passages}:
                self._read_dossier_again(number)

        self._run_in(
            dialog,
            lambda: disclosure.give_inzage(person, code, path, hide),
            done,
            busy_id="ui.privacy.busy_writing",
        )
