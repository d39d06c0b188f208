"""Words that take the height they need, and scroll where a low window has less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from drentsportal.ui.widgets.parts import column, label, panel
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST_LINES: Final = 2
_BESIDE_BAR: Final = 6


class ScrolledWords(QScrollArea):
    """Data as plain text that wraps; what does not fit is reached by scrolling, with the keyboard too.

    The tooltip and a screen reader have it in full.
    """

    def __init__(self, role: str, *, least_lines: int = _LEAST_LINES) -> None:
        """Build it without words; ``role`` is one that the style sheet knows."""
        super().__init__()
        self._label = label("", role, wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._least_lines = least_lines
        self._needed = 0
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(panel(column(self._label, None), (0, 0, _BESIDE_BAR, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self._follow()

    def text(self) -> str:
        """Return what stands there."""
        return self._label.text()

    def show_text(self, text: str) -> None:
        """Show other words, from their beginning."""
        self._label.setText(text)
        self._label.setToolTip(plain_tooltip(text))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.verticalScrollBar().setValue(0)
        self._measure()

    @property
    def shows_all(self) -> bool:
        """Whether every line can be seen or scrolled to."""
        seen = self.viewport().height() + self.verticalScrollBar().maximum()
        return seen >= self._label.heightForWidth(self.viewport().width() - _BESIDE_BAR)

    def sizeHint(self) -> QSize:
        """Ask for the height of the words in this width."""
        return QSize(super().sizeHint().width(), self._needed)

    def minimumSizeHint(self) -> QSize:
        """Keep a few lines in a low window."""
        few = self._least_lines * self._label.fontMetrics().lineSpacing()
        return QSize(0, min(self._needed, few))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the words have in the new width."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        # The scroll bar would narrow the words, and narrow words need the scroll bar.
        width = self.contentsRect().width() - _BESIDE_BAR
        needed = self._label.heightForWidth(width) if width > 0 else self._label.sizeHint().height()
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()

    def _follow(self) -> None:
        scrolls = self.verticalScrollBar().maximum() > 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
