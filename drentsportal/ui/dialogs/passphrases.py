"""Dialogs around the passphrase: asking for it, choosing one, and the recovery key that is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from drentsportal.errors import InputError
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language
    from drentsportal.services.ports.workspace import NewProtection
    from drentsportal.ui.theme import Theme

_WIDTH = 520


class UnlockDialog(EntryDialog):
    """Asks for the passphrase of a workspace, or for its recovery key."""

    def __init__(self, parent: QWidget, language: Language, name: str, fault: str = "") -> None:
        """Name the workspace, and tell what was wrong with the keys that were given before."""
        fields = (
            Field("passphrase", "ui.unlock.passphrase", secret=True),
            Field("recovery_key", "ui.unlock.recovery_key"),
        )
        super().__init__(
            parent, language, language.text("ui.unlock.title"), fields, language.text("ui.unlock.open")
        )
        self.setObjectName("unlock_dialog")
        self.explain(language.text("ui.unlock.explanation", name=name))
        if fault:
            self.tell_fault(fault)

    def keys(self) -> tuple[str | None, str | None]:
        """Return passphrase and recovery key, ``None`` where none was given."""
        values = self.values()
        return values["passphrase"] or None, values["recovery_key"] or None

    def fault_of(self, values: dict[str, str]) -> str:
        """Ask for one of the two."""
        return "" if any(values.values()) else self.language.text("ui.unlock.nothing")


class NewPassphraseDialog(EntryDialog):
    """Asks for a new passphrase, twice."""

    def __init__(
        self, parent: QWidget, language: Language, check: Callable[[str, str], None], *, is_protected: bool
    ) -> None:
        """``check`` raises ``InputError`` for a passphrase that will not do."""
        fields = (
            Field("passphrase", "ui.protect.passphrase", required=True, secret=True),
            Field("repeated", "ui.protect.repeated", required=True, secret=True),
        )
        super().__init__(
            parent, language, language.text("ui.protect.title"), fields, language.text("ui.protect.accept")
        )
        self.setObjectName("new_passphrase_dialog")
        self._check = check
        self.explain(language.text("ui.protect.change" if is_protected else "ui.protect.explanation"))

    def fault_of(self, values: dict[str, str]) -> str:
        """Tell what is wrong with the passphrase, if anything is."""
        try:
            self._check(values["passphrase"], values["repeated"])
        except InputError as error:
            return self.language.text(error)
        return ""


class RecoveryKeyDialog(QDialog):
    """Stays until the work is done and the person says that the recovery key is kept.

    It opens before there is a key, so that the window cannot be closed while the workspace is sealed anew.
    """

    def __init__(self, parent: QWidget, language: Language, theme: Theme) -> None:
        """Say that the workspace is being protected."""
        super().__init__(parent)
        self.setObjectName("recovery_key_dialog")
        self.setWindowTitle(language.text("ui.protect.title"))
        self.setModal(True)
        self.setMinimumWidth(_WIDTH)
        self._language = language
        self._text = label(language.text("ui.busy.protect"), wrap=True)
        self._remains = label("", "warning", wrap=True)
        self.key = QLineEdit()
        self.key.setReadOnly(True)
        self.key.setObjectName("recovery_key")
        self.key.setAccessibleName(language.text("ui.recovery.key"))
        self._copy = button(language.text("ui.recovery.copy"), name="copy_key")
        self._copy.clicked.connect(lambda: QApplication.clipboard().setText(self.key.text()))
        self.kept = CheckBox(theme, language.text("ui.recovery.kept"))
        self.kept.setObjectName("key_kept")
        self.close_button = button(language.text("ui.recovery.close"), "main", name="accept")
        self.close_button.setEnabled(False)
        self.close_button.clicked.connect(self.accept)
        self.kept.toggled.connect(self.close_button.setEnabled)
        self._shown_later = (self._remains, self.key, self._copy, self.kept, self.close_button)
        for widget in self._shown_later:
            widget.hide()
        self.setLayout(
            column(
                self._text,
                row(self.key, self._copy),
                self._remains,
                self.kept,
                row(None, self.close_button),
                spacing=12,
                margin=16,
            )
        )

    def show_key(self, outcome: NewProtection) -> None:
        """Show the recovery key, this once, and what could not be removed of the state before."""
        self._text.setText(self._language.text("ui.recovery.explanation"))
        self.key.setText(outcome.recovery_key)
        for widget in self._shown_later:
            widget.show()
        self._remains.setVisible(outcome.remains is not None)
        if outcome.remains is not None:
            self._remains.setText(self._language.text(outcome.remains))
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)
        self.key.selectAll()
        self.adjustSize()
        # Sized by itself the dialog is as high as its text would be in a narrower one.
        self.resize(self.width(), self.heightForWidth(self.width()))

    def give_up(self) -> None:
        """Close, since nothing was changed."""
        super().reject()

    def reject(self) -> None:
        """Stay until the person says that the key is kept."""
        if self.kept.isChecked():
            super().reject()
