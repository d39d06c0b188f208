"""The name of a fact: wraps at its words, and elides a word that is wider than the column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FactName(QLabel):
    """A label of a narrow column; the tooltip and a screen reader have it in full."""

    def __init__(self, text: str) -> None:
        """Keep the words."""
        super().__init__()
        self.full_text = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "secondary")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(text)
        self.setToolTip(plain_tooltip(text))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words that would be cut off."""
        super().resizeEvent(event)
        room = self.width() - 1
        words = (
            self.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, room)
            for word in self.full_text.split(" ")
        )
        shown = " ".join(words)
        if shown != self.text():
            self.setText(shown)
