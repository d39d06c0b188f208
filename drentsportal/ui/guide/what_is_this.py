"""Shift+F1: what the control with the keyboard is about; from the menu also whatever one points at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWhatsThis, QWidget


def explain_focus() -> None:
    """Tell what the control with the keyboard is; where it says nothing a person may point at something."""
    focus = QApplication.focusWidget()
    told = explained(focus)
    if focus is None or told is None:
        explain_pointed()
        return
    area = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).toRect()
    place = area.center() if focus.rect().contains(area.center()) else focus.rect().center()
    QWhatsThis.showText(focus.mapToGlobal(place), told.whatsThis(), told)


def explain_pointed() -> None:
    """Let a person point at what is to be told; Escape ends it."""
    QWhatsThis.enterWhatsThisMode()


def explained(widget: QWidget | None) -> QWidget | None:
    """Return the nearest widget around one, or itself, that says what it is."""
    while widget is not None and not widget.whatsThis():
        widget = widget.parentWidget()
    return widget
