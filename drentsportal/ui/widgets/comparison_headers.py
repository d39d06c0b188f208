"""The headings of a comparison: the names of rows at the left, which stay in view, and the sites above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView

from drentsportal.services.documents import Likeness
from drentsportal.ui.fonts import font
from drentsportal.ui.icons import icon
from drentsportal.ui.models.comparison import LINE_ROLE, ComparisonLine
from drentsportal.ui.widgets.case_delegate import draw_elided

if TYPE_CHECKING:
    from drentsportal.ui.theme import Theme

ROWS_WIDTH: Final = 248
_NARROW_ROWS_WIDTH: Final = 156
"""Width of the names where the table is narrow: the sites beside them are what it is opened for."""

_NARROW: Final = 700
_SITE_HEIGHT: Final = 52
_MARK_WIDTH: Final = 28
_ICON: Final = 14
_PADDING: Final = 8
_SIGNS: Final = {Likeness.EQUAL: "=", Likeness.DIFFERS: "≠"}
_TOP: Final = 7
_SIGN_TOP: Final = 6
_TOP_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RowHeader(QHeaderView):
    """The names of the rows with = for equal, ≠ for different and a dashed ring for not comparable."""

    def __init__(self, theme: Theme) -> None:
        """Keep the theme."""
        super().__init__(Qt.Orientation.Vertical)
        self._theme = theme
        self.setFixedWidth(ROWS_WIDTH)

    def suit(self, width: int) -> None:
        """Take the width that a table of this width leaves to the names."""
        self.setFixedWidth(_NARROW_ROWS_WIDTH if width < _NARROW else ROWS_WIDTH)

    def sectionSizeFromContents(self, logical_index: int) -> QSize:
        """Return the height that holds the name of a row."""
        line: ComparisonLine = self.model().headerData(logical_index, Qt.Orientation.Vertical, LINE_ROLE)
        used = QFontMetrics(_row_font(line))
        room = QRect(0, 0, self.width() - _MARK_WIDTH - 2 * _PADDING, 1000)
        box = used.boundingRect(room, int(Qt.TextFlag.TextWordWrap), line.title)
        return QSize(self.width(), max(34 if line.is_group else 32, box.height() + 14))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Paint the sign and the name, or the heading of a group."""
        line: ComparisonLine = self.model().headerData(logical_index, Qt.Orientation.Vertical, LINE_ROLE)
        painter.save()
        painter.fillRect(rect, self._theme.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.colour("border"))
        painter.setFont(_row_font(line))
        inner = rect.adjusted(2 * _PADDING, 0, -_PADDING, -1)
        if line.is_group:
            painter.setPen(self._theme.colour("accent"))
            painter.drawText(inner.adjusted(0, 8, 0, 0), _LEFT, line.title)
        else:
            self._paint_sign(painter, inner, line)
            painter.setPen(self._theme.colour("text"))
            # At the top of its row, where the values beside it begin too.
            words = inner.adjusted(_MARK_WIDTH - _PADDING, _TOP, 0, 0)
            painter.drawText(words, _TOP_LEFT | int(Qt.TextFlag.TextWordWrap), line.title)
        painter.restore()

    def _paint_sign(self, painter: QPainter, inner: QRect, line: ComparisonLine) -> None:
        if line.likeness is None:
            return
        if line.likeness is Likeness.NOT_COMPARABLE:
            ring = icon("unknown", self._theme, "text_secondary")
            ring.paint(painter, inner.left() - 2, inner.top() + _TOP + 2, _ICON, _ICON)
            return
        painter.save()
        painter.setFont(font(14, QFont.Weight.DemiBold))
        role = "accent" if line.likeness is Likeness.DIFFERS else "text_secondary"
        painter.setPen(self._theme.colour(role))
        painter.drawText(inner.adjusted(0, _SIGN_TOP, 0, 0), _TOP_LEFT, _SIGNS[line.likeness])
        painter.restore()


class SiteHeader(QHeaderView):
    """The sites above their columns: name, and below it the gemeente and the place in the ranking."""

    def __init__(self, theme: Theme) -> None:
        """Keep the theme; a click on a site is told by ``sectionClicked``."""
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setFixedHeight(_SITE_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Paint the name over its place."""
        text = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal))
        name, _, place = text.partition("\n")
        painter.save()
        painter.fillRect(rect, self._theme.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.colour("border"))
        inner = rect.adjusted(_PADDING, 8, -_PADDING, -8)
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        self._paint_line(painter, upper, name, font(14, QFont.Weight.DemiBold), "text")
        self._paint_line(painter, upper.translated(0, half), place, font(12), "text_secondary")
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRect, text: str, used: QFont, role: str) -> None:
        painter.setFont(used)
        painter.setPen(self._theme.colour(role))
        draw_elided(painter, area, text)


def _row_font(line: ComparisonLine) -> QFont:
    return font(12, QFont.Weight.DemiBold) if line.is_group else font(13)
