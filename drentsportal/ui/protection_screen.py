"""Protecting the workspace from the window: a passphrase is asked, the recovery key shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.passphrases import NewPassphraseDialog, RecoveryKeyDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language
    from drentsportal.services.ports.workspace import NewProtection
    from drentsportal.services.protection import Protection
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.theme import Theme


class ProtectionScreen(QObject):
    """Sets or changes the passphrase.

    Signals: ``protected()`` when a passphrase was set; ``failed(error)`` when it was not.
    """

    protected = Signal()
    failed = Signal(object)

    def __init__(
        self, window: QWidget, language: Language, protection: Protection, runner: ServiceRunner, theme: Theme
    ) -> None:
        """Keep the parts."""
        super().__init__(window)
        self._window = window
        self._language = language
        self._protection = protection
        self._runner = runner
        self._theme = theme

    def ask(self) -> None:
        """Ask for a new passphrase and set it."""
        dialog = NewPassphraseDialog(
            self._window, self._language, self._protection.check, is_protected=self._protection.is_on
        )
        dialog.accepted.connect(lambda: self._protect(**dialog.values()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _protect(self, passphrase: str, repeated: str) -> None:
        dialog = RecoveryKeyDialog(self._window, self._language, self._theme)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

        def show(outcome: NewProtection) -> None:
            dialog.show_key(outcome)
            self.protected.emit()

        def give_up(error: BaseException) -> None:
            dialog.give_up()
            self.failed.emit(error)

        self._runner.run(
            ServiceCall(
                "ui.busy.protect",
                lambda _: self._protection.protect(passphrase, repeated),
                show,
                give_up,
            )
        )
