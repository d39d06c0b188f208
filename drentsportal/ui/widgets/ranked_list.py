"""A list of candidates that is worked with the keyboard: Space chooses for the shortlist, Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class RankedList(QListView):
    """A list view with the two keys of the ranking.

    Signals: ``space_pressed()`` and ``enter_pressed()`` while a row is current.
    """

    space_pressed = Signal()
    enter_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space and Enter; everything else is the list's own."""
        if self.currentIndex().isValid():
            if event.key() == Qt.Key.Key_Space:
                self.space_pressed.emit()
                return
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self.enter_pressed.emit()
                return
        super().keyPressEvent(event)
