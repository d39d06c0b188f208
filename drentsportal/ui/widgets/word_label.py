"""A label that wraps at its words, and elides a word that is wider than the label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from drentsportal.language.speaker import without_turns
from drentsportal.ui.fonts import role_font
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics, QResizeEvent

_WORD: Final = re.compile(r"\S+")


class WordLabel(QLabel):
    """Data as plain text in a column of any width; the tooltip and a screen reader have it in full."""

    def __init__(self, text: str, role: str) -> None:
        """Keep the words; ``role`` is one that the style sheet knows."""
        super().__init__()
        self.full_text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setFont(role_font(role))
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words."""
        self.full_text = without_turns(text)
        self.setAccessibleName(self.full_text)
        self.setToolTip(plain_tooltip(self.full_text))
        self.setText(self.full_text)
        if self.isVisible():
            self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words that would be cut off."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = self.contentsRect().width() - 1
        shown = shorten_words(self.full_text, self.fontMetrics(), room)
        if shown != self.text():
            self.setText(shown)


def shorten_words(text: str, metrics: QFontMetrics, room_px: int) -> str:
    """Return a text in which no word is wider than the room: one that is ends in an ellipsis."""
    return _WORD.sub(lambda word: metrics.elidedText(word[0], Qt.TextElideMode.ElideRight, room_px), text)
