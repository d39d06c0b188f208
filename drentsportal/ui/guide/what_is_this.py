"""Shift+F1: what the control with the keyboard is about; from the menu also whatever one points at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWhatsThis, QWidget


def explain_focus() -> None:
    """Tell what the control with the keyboard is; where it says nothing a person may point at something."""
    focus = QApplication.focusWidget()
    told, text = explained(focus)
    if focus is None or told is None:
        explain_pointed()
        return
    area = focus.rect()
    if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
        area = focus.visualRect(focus.currentIndex())
    QWhatsThis.showText(focus.mapToGlobal(area.center()), text, told)


def explain_pointed() -> None:
    """Let a person point at what is to be told; Escape ends it."""
    QWhatsThis.enterWhatsThisMode()


def explained(widget: QWidget | None) -> tuple[QWidget | None, str]:
    """Return the nearest widget around one, or itself, that says what it is, and what it says.

    A list or table says it of the row or cell that is chosen.
    """
    while widget is not None:
        text = widget.whatsThis()
        if isinstance(widget, QAbstractItemView):
            told = widget.currentIndex().data(Qt.ItemDataRole.WhatsThisRole)
            text = told if isinstance(told, str) else text
        if text:
            return widget, text
        widget = widget.parentWidget()
    return None, ""
