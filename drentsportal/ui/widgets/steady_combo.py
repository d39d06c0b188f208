"""A list of choices that keeps its choice while the page below it is scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy

from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

_LEAST_SIGNS = 12


class SteadyCombo(SpokenCombo):
    """A list as wide as its column; the wheel scrolls what it stands in, and the tooltip has long words."""

    def __init__(self, choices: Sequence[tuple[str, object]], name: str, spoken: str) -> None:
        """Fill it with pairs of words and what they stand for."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_SIGNS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for words, meant in choices:
            self.addItem(words, meant)
            self.setItemData(self.count() - 1, plain_tooltip(words), Qt.ItemDataRole.ToolTipRole)
        self.currentTextChanged.connect(lambda words: self.setToolTip(plain_tooltip(words)))
        self.setToolTip(plain_tooltip(self.currentText()))

    def choose(self, meant: object) -> None:
        """Choose what stands for something; what is not listed changes nothing."""
        for number in range(self.count()):
            if self.itemData(number) == meant:
                self.setCurrentIndex(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
