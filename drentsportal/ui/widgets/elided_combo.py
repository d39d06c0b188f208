"""A list of names of which a long one is shortened in its middle, with the whole name in the tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_LEAST_PX: Final = 160
_EDGE_PX: Final = 4


class ElidedCombo(SpokenCombo):
    """As wide as its names where there is room; a style sheet alone cuts a long name off at its end."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(lambda text: self.setToolTip(plain_tooltip(text)))

    def sizeHint(self) -> QSize:
        """Return the size that shows the longest name whole, with what the style keeps free beside it."""
        wanted = super().sizeHint()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(QPoint(0, 0), wanted)
        names = (self.itemText(number) for number in range(self.count()))
        longest = max((self.fontMetrics().horizontalAdvance(each) for each in names), default=0)
        missing = longest + 2 * _EDGE_PX - self._room(option)
        return QSize(wanted.width() + max(0, missing), wanted.height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that shows the begin and the end of a name."""
        wanted = super().minimumSizeHint()
        return QSize(min(_LEAST_PX, wanted.width()), wanted.height())

    @property
    def shown_text(self) -> str:
        """The name as it is painted now."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self._room(option) - _EDGE_PX
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name as far as it fits."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _room(self, option: QStyleOptionComboBox) -> int:
        """Return the width that the style leaves to the name."""
        field = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
