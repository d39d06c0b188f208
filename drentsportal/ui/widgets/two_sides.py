"""A list and what is told of the chosen row, side by side, with a border that can be moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

_GAP_PX = 8


def two_sides(left: QWidget, right: QWidget, *, wide: QWidget, top_px: int = 0) -> QSplitter:
    """Put two parts beside each other, of which neither can be pushed away; ``wide`` takes what is over.

    ``top_px`` is kept free above both.
    """
    left.setContentsMargins(0, top_px, _GAP_PX, 0)
    right.setContentsMargins(_GAP_PX, top_px, 0, 0)
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    for each in (left, right):
        made.addWidget(each)
    made.setStretchFactor(made.indexOf(wide), 1)
    return made
