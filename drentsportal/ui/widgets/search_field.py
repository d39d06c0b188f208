"""The field in which words are typed that a list is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QToolButton

from drentsportal.ui.icons import icon

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


def search_field(theme: Theme, language: Language, name: str, text: str) -> QLineEdit:
    """Make the field with its glass; ``text`` says what can be typed, and is its name for a screen reader."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(text)
    made.setAccessibleName(text)
    add_clear_button(made, language.text("ui.field.clear"))
    # A button to Qt: without words it would be read as one that says nothing.
    made.addAction(icon("search", theme), QLineEdit.ActionPosition.LeadingPosition).setText(text)
    return made


def add_clear_button(field: QLineEdit, spoken: str) -> None:
    """Give a field the cross that empties it, with a name: Qt leaves it without one."""
    field.setClearButtonEnabled(True)
    for each in field.findChildren(QToolButton):
        each.setAccessibleName(spoken)
