"""A mark on a button of the rail: how many cases are late, else how long the first one has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from drentsportal.ui.fonts import role_font
from drentsportal.ui.widgets.sharp_lines import paint_rounded

if TYPE_CHECKING:
    from drentsportal.ui.theme import Theme

_HEIGHT: Final = 17
_PADDING: Final = 5
_FROM_TOP: Final = 5
_FROM_RIGHT: Final = 5


class RailBadge(QWidget):
    """A rounded mark at the top right of a button; it takes no clicks."""

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        """Stand hidden on a button."""
        super().__init__(owner)
        self.setObjectName("rail_badge")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._role = "info"
        self.text = ""
        owner.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def show_mark(self, text: str, role: str) -> None:
        """Show a short text in the colours of a role (``fails``, ``check``, ``info``); empty hides it.

        A mark whose button is gone shows nothing: an answer may come after its window.
        """
        if not isValid(self):
            return
        self.text, self._role = text, role
        self.setVisible(bool(text))
        self._place()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the corner when the button changes its size."""
        if event.type() is QEvent.Type.Resize and isValid(self) and watched is self.parentWidget():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, border and text."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_alarm = self._role == "fails"
        ink = self._theme.colour(f"{self._role}_text")
        painter.setPen(QPen(ink, 1))
        painter.setBrush(ink if is_alarm else self._theme.colour(f"{self._role}_background"))
        paint_rounded(painter, self.rect(), _HEIGHT / 2)
        painter.setPen(self._theme.colour("surface") if is_alarm else ink)
        painter.setFont(role_font("header"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text)
        painter.end()

    def _place(self) -> None:
        # Asked for each time: of a button that its bar made anew an old name is good for nothing.
        owner = self.parentWidget()
        if owner is None:
            return
        width = max(_HEIGHT, QFontMetrics(role_font("header")).horizontalAdvance(self.text) + 2 * _PADDING)
        self.setGeometry(owner.width() - width - _FROM_RIGHT, _FROM_TOP, width, _HEIGHT)
        self.raise_()
