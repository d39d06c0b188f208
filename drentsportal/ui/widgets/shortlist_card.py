"""One candidate of the shortlist: in a narrow card the name is shortened, its figures never."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.elided_button import ElidedButton
from drentsportal.ui.widgets.parts import chip, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from drentsportal.ui.theme import Theme

_BESIDE_FROM: Final = 180
"""Width from which the name and both figures stand beside the rank; below it they stand under each other."""

_MOST: Final = 320
_INDENT: Final = 4
_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class ShortlistEntryWords:
    """What a card says: ``point`` and ``span`` of the score; without a score ``point`` says why."""

    rank: str
    name: str
    point: str
    span: str
    remove: str


class ShortlistCard(QFrame):
    """Rank, name and score with a button that takes it off.

    Signals: ``chosen()`` when the name is clicked, ``remove_asked()``.
    """

    chosen = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme, words: ShortlistEntryWords) -> None:
        """Build the parts; where they stand follows from the width."""
        super().__init__()
        self.setObjectName("card")
        self.setMaximumWidth(_MOST)
        self._rank = chip(words.rank)
        self._name = ElidedButton(words.name)
        self._name.setObjectName("shortlist_entry")
        self._name.clicked.connect(self.chosen)
        self._point = label(words.point, "small", wrap=not words.span)
        self._span = label(words.span, "small")
        for each in (self._point, self._span):
            # Under the first letter of the name.
            each.setContentsMargins(_INDENT, 0, 0, 0)
        self._remove = QToolButton()
        self._remove.setProperty("role", "plain")
        self._remove.setIcon(icon("remove", theme))
        self._remove.setAccessibleName(words.remove)
        self._remove.setToolTip(words.remove)
        # A tray that opens is low for a moment: squeezed further, there would be no icon left to draw.
        self._remove.setMinimumSize(self._remove.sizeHint())
        self._remove.clicked.connect(self.remove_asked)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self.setLayout(self._grid)
        self._arranged: tuple[bool, bool] | None = None
        self._arrange(is_narrow=True, is_apart=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the parts below each other where there is no room beside."""
        super().resizeEvent(event)
        is_narrow = self.width() < _BESIDE_FROM
        margins = self._grid.contentsMargins()
        figures = self._point.sizeHint().width() + _GAP + self._span.sizeHint().width()
        room = self.width() - margins.left() - margins.right() - 2 * self.frameWidth()
        self._arrange(is_narrow=is_narrow, is_apart=is_narrow and figures > room)

    def minimumSizeHint(self) -> QSize:
        """Return what the figures need: only then may the card become narrow again."""
        margins = self._grid.contentsMargins()
        figures = max(each.sizeHint().width() for each in (self._point, self._span))
        needed = max(figures, self._rank.sizeHint().width() + 4 + self._remove.sizeHint().width())
        width = needed + margins.left() + margins.right() + 2 * self.frameWidth()
        return QSize(width, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for no more than that, so that all cards are of one width."""
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())

    def _arrange(self, *, is_narrow: bool, is_apart: bool) -> None:
        """Place the parts; ``is_apart`` gives each figure a line of its own."""
        if (is_narrow, is_apart) == self._arranged:
            return
        self._arranged = (is_narrow, is_apart)
        while self._grid.count():
            self._grid.takeAt(0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if is_narrow:
            self._grid.setContentsMargins(6, 4, 4, 4)
            self._grid.addWidget(self._rank, 0, 0, 1, 3, left)
            self._grid.addWidget(self._remove, 0, 3, right)
            self._grid.addWidget(self._name, 1, 0, 1, 4)
            if is_apart:
                self._grid.addWidget(self._point, 2, 0, 1, 4, left)
                self._grid.addWidget(self._span, 3, 0, 1, 4, left)
            else:
                self._grid.addWidget(self._point, 2, 0, left)
                self._grid.addWidget(self._span, 2, 1, 1, 3, left)
        else:
            self._grid.setContentsMargins(4, 6, 2, 6)
            self._grid.addWidget(self._rank, 0, 0, 2, 1, left)
            self._grid.addWidget(self._name, 0, 1, 1, 2)
            self._grid.addWidget(self._point, 1, 1, left)
            self._grid.addWidget(self._span, 1, 2, left)
            self._grid.addWidget(self._remove, 0, 3, 2, 1, right)
        self._grid.setColumnStretch(2, 1)
