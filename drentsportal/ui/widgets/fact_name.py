"""The name of a fact: wraps at its words, and elides a word that is wider than the column."""

from __future__ import annotations

from PySide6.QtCore import Qt

from drentsportal.ui.widgets.word_label import WordLabel


class FactName(WordLabel):
    """A label of a narrow column; the tooltip and a screen reader have it in full."""

    def __init__(self, text: str) -> None:
        """Keep the words."""
        super().__init__(text, "secondary")
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
