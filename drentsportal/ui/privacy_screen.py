"""What the screens of privacy start from: one dialog, faults in the words of the window, files by choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.privacy_dialog import PrivacyDialog
from drentsportal.ui.privacy_words import fault_text
from drentsportal.ui.screen import DialogScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.ui.portal import Portal
    from drentsportal.ui.privacy_files import TargetFiles

DialogT = TypeVar("DialogT", bound=PrivacyDialog)


class PrivacyScreen(DialogScreen[DialogT]):
    """One window of privacy."""

    busy_id = "ui.privacy.busy"

    def __init__(self, portal: Portal, log_path: Path, targets: TargetFiles) -> None:
        """Keep the parts."""
        super().__init__(portal.window, portal.session, portal.runner, log_path)
        self._portal = portal
        self._targets = targets

    def _open(self, dialog: DialogT) -> None:
        """Show a dialog and forget it when it closes."""

        def closed() -> None:
            if self.dialog is dialog:
                self.dialog = None

        dialog.finished.connect(closed)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _run_in(
        self, dialog: DialogT, work: Callable[[], object], done: Callable[..., None], *, busy_id: str = ""
    ) -> None:
        """Run work of a dialog; what comes back when it was closed meanwhile has no place any more."""

        def after(result: object) -> None:
            if self.dialog is dialog:
                done(result)

        self._runner.run(ServiceCall(busy_id or self.busy_id, lambda _: work(), after, self._on_failed))

    def _on_failed(self, error: BaseException) -> None:
        """Tell a fault in the dialog where it happened, without options of the command line."""
        if self.dialog is None:
            super()._on_failed(error)
        else:
            self.dialog.tell(fault_text(self._services.language, error, self._log_path), fault=True)

    @property
    def shown_number(self) -> str:
        """The case in sight: the one that is worked on, else the one whose dossier is shown."""
        case = self._session.case
        return case.number if case is not None else self._portal.panels.case_file.number

    def _read_dossier_again(self, number: str) -> None:
        """Bring a dossier that is shown up to date: what was given stands in its timeline."""
        if self._portal.panels.case_file.number == number:
            self._portal.cases.select(number)
