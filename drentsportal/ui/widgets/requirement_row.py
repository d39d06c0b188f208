"""One requirement in the left panel: name, limit and how many meet it, as one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import label, row

if TYPE_CHECKING:
    from drentsportal.ui.theme import Theme

_LONG_LIMIT = 16
"""Characters of a limit that are more than a figure with its unit, so that it may wrap."""


class RequirementRow(QAbstractButton):
    """A row that is clicked, or pressed with Space, as a whole."""

    def __init__(self, theme: Theme, texts: tuple[str, str, str], spoken: str) -> None:
        """Show name, limit and count; ``spoken`` is what a screen reader and the tooltip say."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name, limit, count = texts
        shown = self._limit = label(limit, "strong")
        shown.setAlignment(Qt.AlignmentFlag.AlignRight)
        meeting = self._meeting = label(count, "small")
        meeting.setMinimumWidth(28)
        meeting.setAlignment(Qt.AlignmentFlag.AlignRight)
        entry = row(spacing=8)
        entry.setContentsMargins(0, 7, 0, 7)
        told = label(name, wrap=True)
        told.setMinimumWidth(_widest_word(told))
        entry.addWidget(told)
        entry.addWidget(shown)
        entry.addWidget(meeting)
        self._entry = entry
        self.setLayout(entry)
        self._suit_limit()
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_limit(self, limit: str) -> None:
        """Show the limit that the count belongs to, which a trial moves."""
        if self._limit.text() != limit:
            self._limit.setText(limit)
            self._suit_limit()

    def _suit_limit(self) -> None:
        """Let a limit of several words go on below, in the wider part: else each figure gets its own line."""
        is_long = len(self._limit.text()) > _LONG_LIMIT
        self._limit.setWordWrap(is_long)
        for place, share in enumerate((2, 3) if is_long else (3, 2)):
            self._entry.setStretch(place, share)

    def show_count(self, count: str) -> None:
        """Show how many meet it."""
        if self._meeting.text() != count:
            self._meeting.setText(count)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width, as the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        return self._entry.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return what the words ask for."""
        return self._entry.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least that the words need."""
        return self._entry.totalMinimumSize()

    def event(self, event: QEvent) -> bool:
        """Repaint when the mouse comes and goes."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the mouse and the ring of the keyboard."""
        del event
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), self._theme.colour("surface_alt"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(0, 1, -1, -1))
        painter.end()


def _widest_word(shown: QLabel) -> int:
    """Return the width, in pixels, below which a word of a label would be cut off."""
    metrics = shown.fontMetrics()
    return max(map(metrics.horizontalAdvance, shown.text().split()), default=0) + 1


class TryButton(QToolButton):
    """Opens and closes the slider of a requirement."""

    def __init__(self, theme: Theme, spoken: str) -> None:
        """Show the sign of sliders; ``spoken`` is what a screen reader and the tooltip say."""
        super().__init__()
        self.setProperty("role", "plain")
        self.setIcon(icon("weights", theme))
        self.setIconSize(QSize(14, 14))
        self.setCheckable(True)
        # Limits and counts stand below each other, also where nothing can be tried.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
