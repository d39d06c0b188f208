"""A check box in the colours of the theme, which elides its words where it is narrower than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from drentsportal.ui.theme import Theme

_BOX: Final = 15
_LEFT: Final = 0
_WORDS_FROM: Final = _LEFT + _BOX + 8
_HEIGHT: Final = 23
_LEAST: Final = 64
_TICK: Final = 11


class CheckBox(QCheckBox):
    """A box with words that may come from data: an ampersand is no shortcut, markup stays text."""

    def __init__(self, theme: Theme, text: str, *, elides: bool = False) -> None:
        """Keep the words; ``elides`` lets the box be narrower than they are."""
        super().__init__(text.replace("&", "&&"))
        self._theme = theme
        self.full_text = text
        self._elides = elides
        self.setAccessibleName(text)
        if elides:
            self.setToolTip(plain_tooltip(text))
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the size that shows all words."""
        return QSize(_WORDS_FROM + self.fontMetrics().horizontalAdvance(self.full_text) + 6, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return a width that shows a few letters where the words may be elided."""
        return QSize(_LEAST, _HEIGHT) if self._elides else self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on box and words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its tick, the frame of the focus and the words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_LEFT + 0.5, (self.height() - _BOX) // 2 + 0.5, _BOX - 1, _BOX - 1)
        self._paint_box(painter, box)
        words = QRect(_WORDS_FROM, 0, self.width() - _WORDS_FROM - 4, self.height())
        shown = self.fontMetrics().elidedText(self.full_text, Qt.TextElideMode.ElideRight, words.width())
        if self.hasFocus():
            width = self.fontMetrics().horizontalAdvance(shown) + 6
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(_WORDS_FROM - 4, 1.5, width + 1, self.height() - 3), 3, 3)
        painter.setPen(self._theme.colour("text" if self.isEnabled() else "text_tertiary"))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        ticked = self.isChecked() and self.isEnabled()
        border = "accent" if ticked else "text_tertiary" if self.isEnabled() else "border_strong"
        painter.setPen(QPen(self._theme.colour(border), 1))
        painter.setBrush(self._theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 2, 2)
        if self.isChecked():
            inset = (_BOX - _TICK) // 2
            ink = "on_accent" if ticked else "text_tertiary"
            place = QRect(_LEFT + inset, (self.height() - _BOX) // 2 + inset, _TICK, _TICK)
            icon("fits", self._theme, ink).paint(painter, place)
