"""One fact of a card: its name, its value, and a pencil that shows under the mouse or the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.fact_name import FactName
from drentsportal.ui.widgets.parts import row

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QLayout

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_ICON: Final = 14
_SIDE: Final = 24


class Pencil(QToolButton):
    """Takes its place always and is seen when the mouse is on its row or the keyboard on itself."""

    def __init__(self, theme: Theme, spoken: str) -> None:
        """Say what it edits."""
        super().__init__()
        self.is_near = False
        self.setProperty("role", "plain")
        self.setFixedSize(_SIDE, _SIDE)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setIcon(icon("edit", theme))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only where somebody is near."""
        if self.is_near or self.hasFocus():
            super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into view with the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go out of view with the keyboard."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a click, as Space is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class FactRow(QWidget):
    """A fact that can be edited by double click, by its pencil or with Enter on it.

    Signal: ``edit_asked(attribute_id)``.
    """

    edit_asked = Signal(str)

    def __init__(self, theme: Theme, language: Language, attribute_id: str, value: QLayout) -> None:
        """Lay out name, value and pencil."""
        super().__init__()
        self._attribute_id = attribute_id
        name = language.text(f"attribute.{attribute_id}")
        self.setObjectName(f"fact_{attribute_id}")
        self.pencil = Pencil(theme, language.text("ui.site.edit_value", attribute=name))
        self.pencil.setObjectName(f"edit_{attribute_id}")
        self.pencil.clicked.connect(lambda: self.edit_asked.emit(attribute_id))
        body = row(spacing=10)
        body.addWidget(FactName(name), 9)
        body.addLayout(value, 11)
        body.addWidget(self.pencil, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(body)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the pencil under the mouse."""
        super().enterEvent(event)
        self._set_near(near=True)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the pencil again."""
        super().leaveEvent(event)
        self._set_near(near=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the value."""
        event.accept()
        self.edit_asked.emit(self._attribute_id)

    def _set_near(self, *, near: bool) -> None:
        self.pencil.is_near = near
        self.pencil.update()
