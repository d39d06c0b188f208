"""The headings of a comparison: the names of rows at the left, which stay in view, and the sites above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView

from drentsportal.services.compared_sites import Likeness
from drentsportal.ui.fonts import font
from drentsportal.ui.icons import icon
from drentsportal.ui.models.comparison import LINE_ROLE, ComparisonLine
from drentsportal.ui.widgets.case_delegate import draw_elided
from drentsportal.ui.widgets.picture_view import PX_PER_MM, paint_picture
from drentsportal.ui.widgets.site_shapes import draw_shape, draw_strip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.figures.marks import Picture
    from drentsportal.ui.theme import Theme

ROWS_WIDTH: Final = 248
_NARROW_ROWS_WIDTH: Final = 156
"""Width of the names where the table is narrow: the sites beside them are what it is opened for."""

STRIP_WIDTH: Final = 216
"""Width of the one scale beside the names; it stays in view while the sites scroll aside."""

MAP_MM: Final = (40.0, 20.0)
_BAR_ROOM: Final = 16
_STRIP_HEIGHT: Final = 26
_SHAPE_ROOM: Final = 18
_SITE_HEIGHT: Final = 52
_MARK_WIDTH: Final = 28
_MOST_LINES: Final = 3
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
        self._strip_width = 0
        self.setFixedWidth(ROWS_WIDTH)

    def suit(self, width: int, least_of_sites: int = 0) -> None:
        """Take the width that a table of this width leaves to the names, and to the scales beside them.

        Without room beside the names the scales stand under them.
        """
        left = width - least_of_sites - _BAR_ROOM
        names = max(_NARROW_ROWS_WIDTH, min(ROWS_WIDTH, left)) if least_of_sites else ROWS_WIDTH
        self._strip_width = STRIP_WIDTH if least_of_sites and left >= ROWS_WIDTH + STRIP_WIDTH else 0
        self.setFixedWidth(names + self._strip_width)

    @property
    def _names_width(self) -> int:
        return self.width() - self._strip_width

    def sectionSizeFromContents(self, logical_index: int) -> QSize:
        """Return the height that holds the name of a row."""
        line: ComparisonLine = self.model().headerData(logical_index, Qt.Orientation.Vertical, LINE_ROLE)
        used = QFontMetrics(_row_font(line))
        room = QRect(0, 0, self._names_width - _MARK_WIDTH - 2 * _PADDING, 1000)
        box = used.boundingRect(room, int(Qt.TextFlag.TextWordWrap), line.title)
        high = box.height() + 14 + (_STRIP_HEIGHT if self._is_under(line) else 0)
        return QSize(self.width(), max(34 if line.is_group else 32, high))

    def _is_under(self, line: ComparisonLine) -> bool:
        return line.scale is not None and not self._strip_width

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
            words = inner.adjusted(_MARK_WIDTH - _PADDING, _TOP, -self._strip_width, 0)
            painter.drawText(words, _TOP_LEFT | int(Qt.TextFlag.TextWordWrap), line.title)
            self._paint_strip(painter, rect, line)
        painter.restore()

    def _paint_strip(self, painter: QPainter, rect: QRect, line: ComparisonLine) -> None:
        left, width, top = rect.left() + self._names_width, self._strip_width, rect.top()
        if self._is_under(line):
            left, width = rect.left() + _MARK_WIDTH, self.width() - _MARK_WIDTH
            room = QRect(0, 0, self._names_width - _MARK_WIDTH - 2 * _PADDING, 1000)
            used = QFontMetrics(_row_font(line))
            high = used.boundingRect(room, int(Qt.TextFlag.TextWordWrap), line.title).height()
            top = rect.top() + _TOP + high - 2
        draw_strip(painter, QRect(left, top, width - _PADDING, 32), line, self._theme)

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
        self._pictures: Mapping[int, Picture] = {}
        self._extra_height = 0
        self.setSectionsClickable(True)
        self.setFixedHeight(_SITE_HEIGHT)

    def show_maps(self, pictures: Mapping[int, Picture]) -> None:
        """Show small maps over the names, by the number of their site; none takes no room."""
        self._pictures = pictures
        self._suit_height()

    def suit(self, width: int) -> None:
        """Give names a second and third line where one is wider than a column of this width."""
        room = width - 2 * _PADDING - _SHAPE_ROOM
        lines = (len(_in_lines(self._said(each)[0], room)) for each in range(self.count()))
        self._extra_height = (max(lines, default=1) - 1) * QFontMetrics(_name_font()).height()
        self._suit_height()

    def _suit_height(self) -> None:
        high = round(MAP_MM[1] * PX_PER_MM) + _PADDING if self._pictures else 0
        self.setFixedHeight(self._words_height + high)
        self.viewport().update()

    @property
    def _words_height(self) -> int:
        return _SITE_HEIGHT + self._extra_height

    def _said(self, section: int) -> tuple[str, str]:
        """Return the name of a site and its place."""
        name, _, place = str(self.model().headerData(section, Qt.Orientation.Horizontal)).partition("\n")
        return name, place

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Paint the name over its place."""
        name, place = self._said(logical_index)
        painter.save()
        painter.fillRect(rect, self._theme.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.colour("border"))
        self._paint_map(painter, rect, logical_index)
        inner = rect.adjusted(_PADDING, rect.height() - self._words_height + 8, -_PADDING, -8)
        half = (inner.height() - self._extra_height) // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        at = QPointF(inner.left() + 6, upper.center().y() + 1)
        draw_shape(painter, logical_index, at, self._theme)
        upper.setLeft(upper.left() + _SHAPE_ROOM)
        step = QFontMetrics(_name_font()).height()
        for number, each in enumerate(_in_lines(name, upper.width())):
            line = upper.translated(0, number * step)
            self._paint_line(painter, line, each, _name_font(), "text")
        self._paint_line(painter, line.translated(0, half), place, font(12), "text_secondary")
        painter.restore()

    def _paint_map(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        picture = self._pictures.get(logical_index + 1)
        if picture is None:
            return
        painter.save()
        painter.translate(rect.left() + _PADDING, rect.top() + _PADDING)
        area = QRect(0, 0, rect.width() - 2 * _PADDING, round(picture.height_mm * PX_PER_MM))
        painter.setClipRect(area)
        paint_picture(painter, picture)
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRect, text: str, used: QFont, role: str) -> None:
        painter.setFont(used)
        painter.setPen(self._theme.colour(role))
        draw_elided(painter, area, text)


def _in_lines(name: str, width: int) -> tuple[str, ...]:
    """Return a name in up to three lines, each of as many words as fit; the last holds all that is left."""
    metrics = QFontMetrics(_name_font())
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or len(lines) == _MOST_LINES or metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _name_font() -> QFont:
    return font(14, QFont.Weight.DemiBold)


def _row_font(line: ComparisonLine) -> QFont:
    return font(12, QFont.Weight.DemiBold) if line.is_group else font(13)
