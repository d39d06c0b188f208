"""The field in which words are typed that a list is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from drentsportal.ui.icons import icon

if TYPE_CHECKING:
    from drentsportal.ui.theme import Theme


def search_field(theme: Theme, name: str, text: str) -> QLineEdit:
    """Make the field with its glass; ``text`` says what can be typed, and is its name for a screen reader."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(text)
    made.setAccessibleName(text)
    made.setClearButtonEnabled(True)
    made.addAction(icon("search", theme), QLineEdit.ActionPosition.LeadingPosition)
    return made
