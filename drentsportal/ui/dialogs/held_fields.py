"""What a person put into the fields of a form, by the names of the fields, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QToolButton,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NUMBERED: Final = re.compile(r"_\d+$")
"""Rows that are added and removed are numbered on; what counts is which one of its name it is."""


def held_by(field: QWidget) -> str | None:
    """Return what a person put into a field, ``None`` for what is no field; a fold is no answer."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QSlider):
        return str(field.value())
    if isinstance(field, QAbstractButton) and field.isCheckable() and not isinstance(field, QToolButton):
        return str(field.isChecked())
    return None


def held_fields(form: QWidget) -> dict[str, str]:
    """Return what stands in every field of a form, also what cannot be read, by the name of the field."""
    return {name: held_by(field) or "" for name, field in _named(form)}


def put_fields(form: QWidget, held: Mapping[str, str]) -> None:
    """Put back what ``held_fields`` returned; what already stands so is left alone."""
    for name, field in _named(form):
        text = held.get(name)
        if text is not None and text != held_by(field):
            _put(field, text)


def _named(form: QWidget) -> Iterator[tuple[str, QWidget]]:
    seen: dict[str, int] = {}
    for field in form.findChildren(QWidget):
        # A window over it, as the one that unlocks, is no part of it; nor is the line within a list.
        if field.window() is not form or not field.objectName() or held_by(field) is None:
            continue
        name = _NUMBERED.sub("", field.objectName())
        seen[name] = seen.get(name, 0) + 1
        yield f"{name}#{seen[name]}", field


def _put(field: QWidget, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findText(text)))
    elif isinstance(field, QSlider):
        field.setValue(int(text))
    elif isinstance(field, QAbstractButton):
        field.setChecked(text == str(True))
