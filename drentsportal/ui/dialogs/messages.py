"""How errors and confirmations are told: what happened, what was kept, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from drentsportal.errors import DrentsPortalError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language


def error_text(language: Language, error: BaseException, log_path: Path) -> str:
    """Return the sentence for an error; of an unexpected one only where the log stands."""
    if isinstance(error, DrentsPortalError):
        return language.text(error)
    return language.text("ui.error.unexpected", path=str(log_path))


def tell_error(parent: QWidget | None, language: Language, error: BaseException, log_path: Path) -> None:
    """Show an error; the window stays as it was."""
    _box(
        parent,
        language.text("ui.error.title"),
        error_text(language, error, log_path),
        QMessageBox.Icon.Warning,
    ).exec()


def tell(parent: QWidget, title: str, text: str) -> None:
    """Show what was done."""
    _box(parent, title, text, QMessageBox.Icon.Information).exec()


def confirm(parent: QWidget, language: Language, title: str, text: str) -> bool:
    """Ask before something that cannot be taken back; returns whether the person agreed."""
    box = _box(parent, title, text, QMessageBox.Icon.Question)
    yes = box.addButton(language.text("ui.yes"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(language.text("ui.cancel"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is yes


def may_lose(parent: QWidget, language: Language, title: str, text: str) -> bool:
    """Ask before what was filled in goes lost; Enter and Escape both go back to it.

    Returns whether the person lets it go.
    """
    return asks_to_go_on(parent, language, title, text, language.text("ui.leave.discard"))


def asks_to_go_on(parent: QWidget, language: Language, title: str, text: str, go_on: str) -> bool:
    """Ask whether to go on all the same, by a button with those words; Enter and Escape both go back.

    Returns whether the person goes on.
    """
    box = _box(parent, title, text, QMessageBox.Icon.Question)
    go = box.addButton(go_on, QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(language.text("ui.leave.back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is go


def _box(parent: QWidget | None, title: str, text: str, shape: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setIcon(shape)
    return box
