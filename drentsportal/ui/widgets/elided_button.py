"""A link that ends in an ellipsis where its text does not fit, with the whole text in its tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from drentsportal.ui.fonts import role_font
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_PADDING = 10


class ElidedButton(QPushButton):
    """A button of role ``link`` that takes the width it gets."""

    def __init__(self, text: str) -> None:
        """Keep the whole text; what fits is shown."""
        super().__init__()
        self._text = text
        self.setProperty("role", "link")
        self.setFont(role_font("link"))
        self.setAutoDefault(False)
        self.setToolTip(plain_tooltip(text))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return a width that leaves the first letters and the ellipsis."""
        return QSize(48, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        width = self.width() - _PADDING
        # An ampersand would mark a shortcut.
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, width)
        self.setText(shown.replace("&", "&&"))
