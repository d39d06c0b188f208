"""A chip that is as wide as its words, and wraps where there is less room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from drentsportal.ui.fonts import role_font

_SIDES: Final = 28
"""Padding of the style sheet at both sides, and what a label that wraps keeps free besides."""

_LEAST: Final = 80


class WrapChip(QLabel):
    """A sentence on a coloured ground."""

    def __init__(self, text: str, role: str) -> None:
        """Keep the words; ``role`` is one that the style sheet knows."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setFont(role_font(role))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + _SIDES
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Leave the width to what is around."""
        return QSize(_LEAST, self.fontMetrics().height())
