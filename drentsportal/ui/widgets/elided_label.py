"""A line of text that ends in an ellipsis where it does not fit, with the whole text in its tooltip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from drentsportal.language.speaker import without_turns
from drentsportal.ui.fonts import role_font
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST = 24
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
"""All but the spaces at which no line breaks: those stay."""


class ElidedLabel(QLabel):
    """A label that would like the width of its text and takes what it gets: no text widens a window."""

    def __init__(self, text: str = "", role: str = "", *, fills: bool = False) -> None:
        """Keep the whole text; what fits is shown. ``fills`` takes what is left and asks for nothing."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(role_font(role))
        if role:
            self.setProperty("role", role)
        self._whole = ""
        policy = QSizePolicy.Policy.Ignored if fills else QSizePolicy.Policy.Maximum
        self.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        self.setText(text)

    @property
    def whole_text(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show another text, on one line."""
        self._whole = _SPACES.sub(" ", without_turns(text)).strip(" ")
        self.setAccessibleName(self._whole)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size that shows the whole text."""
        return QSize(self._width_of(self._whole) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that leaves the first letters and the ellipsis."""
        least = min(_LEAST, self._width_of(self._whole)) if self._whole else 0
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + self._padding()

    def _padding(self) -> int:
        """Return what the style sheet keeps free beside the text, which only the base class knows."""
        return max(0, super().sizeHint().width() - self.fontMetrics().horizontalAdvance(super().text()))

    def _fit(self) -> None:
        room = max(0, self.width() - self._padding())
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip("" if shown == self._whole else plain_tooltip(self._whole))
