"""The plain fields of a form: how each is made, filled and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from drentsportal.errors import InputError
from drentsportal.ui.widgets.check_rows import CheckRows
from drentsportal.ui.widgets.parts import label
from drentsportal.ui.widgets.spoken_combo import SpokenCombo

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_SIGNS: Final = 8
_UNIT_WIDTH: Final = 20


def make_combo(choices: Sequence[tuple[str, str]]) -> QComboBox:
    """Make a list of which one is chosen."""
    made = SpokenCombo()
    for key, text in choices:
        made.addItem(text, key)
    return made


def narrow(combo: QComboBox, least_signs: int = _LEAST_SIGNS) -> QComboBox:
    """Let a list be narrower than the longest of its words, or it would push the form out of its window."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(least_signs)
    return combo


def unit_label(words: str) -> QLabel:
    """Make the unit behind a field, as wide as the short ones are, so that fields end below each other."""
    made = label(words, "small")
    made.setMinimumWidth(_UNIT_WIDTH)
    return made


def read_widget(widget: QWidget) -> str | list[str] | bool:
    """Return what a field holds: text, the keys that are ticked, or whether a box is ticked."""
    if isinstance(widget, CheckRows):
        return widget.ticked()
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip()
    return widget.text().strip() if isinstance(widget, QLineEdit) else ""


def fill_widget(widget: QWidget, value: object) -> None:
    """Put a value into a field; the counterpart of ``read_widget``.

    A choice that the list does not have gets a line of its own there, so that it is not lost.
    """
    if isinstance(widget, CheckRows):
        widget.tick(str(each) for each in value) if isinstance(value, list | tuple) else widget.tick(())
    elif isinstance(widget, QComboBox):
        if widget.findData(value) < 0 and value:
            widget.addItem(str(value), value)
        widget.setCurrentIndex(max(0, widget.findData(value)))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(str(value))
    elif isinstance(widget, QLineEdit):
        widget.setText(str(value))


def typed_count(text: str, field: str) -> int | None:
    """Return a typed whole number, ``None`` for nothing; raises ``InputError`` naming ``field``."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise InputError("error.form.count_unreadable", field=field, text=text)
    return int(text)
