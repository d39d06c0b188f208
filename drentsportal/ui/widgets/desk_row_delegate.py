"""How a row of a case file looks: time, disc on the line of the day, box, title, chip, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from drentsportal.ui.fonts import role_font
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.case_delegate import draw_ground
from drentsportal.ui.widgets.sharp_lines import paint_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QAbstractItemView

    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.desk_rows import DeskRow

_ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_SIDE: Final = 16
_GAP: Final = 8
_TOP: Final = 6
_BOTTOM: Final = 8
_LEAD: Final = 40
_DISC: Final = 22
_ICON: Final = 12
_BOX: Final = 15
_INDENT: Final = 22
_CHIP_PAD: Final = 8
_CHIP_HEIGHT: Final = 20
_LEAST_WORDS: Final = 80


class DeskRowDelegate(QStyledItemDelegate):
    """Paints and measures rows; each is as high as its words need at the width of the list."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        """Keep theme and list."""
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row at the width of the list."""
        del option
        width = self._view.viewport().width()
        row: DeskRow = index.data(_ROW_ROLE)
        if row.is_heading:
            return QSize(width, QFontMetrics(role_font("group")).height() + 18)
        words = self._words(row, width)
        high = sum(each.boundingRect().height() for each, _ in words) + _extra(row, words)
        return QSize(width, int(high) + _TOP + _BOTTOM)

    def box_of(self, row: DeskRow, area: QRect) -> QRect:
        """Return where the box of a row stands within the area of the row."""
        left = area.left() + _SIDE + row.level * _INDENT
        return QRect(left, area.top() + _TOP + 1, _BOX, _BOX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: DeskRow = index.data(_ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            self._paint_heading(painter, area, row)
        else:
            draw_ground(painter, option, self._theme, line=False)
            self._paint_start(painter, area, row)
            self._paint_words(painter, area, row)
            self._paint_mark(painter, area, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, row: DeskRow) -> None:
        painter.fillRect(area, self._theme.colour("surface"))
        painter.setFont(role_font("group"))
        painter.setPen(self._theme.colour("text_secondary"))
        inner = area.adjusted(_SIDE, 10, -_SIDE, -4)
        text = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _paint_start(self, painter: QPainter, area: QRect, row: DeskRow) -> None:
        """Paint time and disc, or the box."""
        if row.lead:
            painter.setFont(role_font("caption"))
            painter.setPen(self._theme.colour("text_tertiary"))
            place = QRect(area.left() + _SIDE, area.top() + _TOP + 2, _LEAD, 16)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.lead)
        if row.shape:
            self._paint_disc(painter, area, row)
        if row.check is not None:
            self._paint_box(painter, area, row)

    def _paint_disc(self, painter: QPainter, area: QRect, row: DeskRow) -> None:
        left = area.left() + _SIDE + (_LEAD if row.lead else 0)
        painter.setPen(QPen(self._theme.colour("border_strong"), 1.2))
        if row.lead:
            painter.drawLine(left + _DISC // 2, area.top(), left + _DISC // 2, area.bottom() + 1)
        tone = row.shape_tone
        painter.setPen(QPen(self._theme.colour(f"{tone}_text" if tone else "border_strong"), 1.2))
        painter.setBrush(self._theme.colour(f"{tone}_background" if tone else "surface"))
        disc = QRect(left + 1, area.top() + _TOP - 2, _DISC - 2, _DISC - 2)
        painter.drawEllipse(disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = (disc.width() - _ICON) // 2
        shape = icon(row.shape, self._theme, f"{tone}_text" if tone else "text_secondary")
        shape.paint(painter, disc.left() + inset, disc.top() + inset, _ICON, _ICON)

    def _paint_box(self, painter: QPainter, area: QRect, row: DeskRow) -> None:
        box = self.box_of(row, area)
        painter.setPen(QPen(self._theme.colour("accent" if row.check else "text_tertiary"), 1))
        painter.setBrush(self._theme.colour("accent" if row.check else "surface"))
        paint_rounded(painter, box, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.check:
            icon("fits", self._theme, "on_accent").paint(painter, box.adjusted(2, 2, -2, -2))

    def _paint_words(self, painter: QPainter, area: QRect, row: DeskRow) -> None:
        place = QPointF(area.left() + self._left(row), area.top() + _TOP)
        laid_out = self._words(row, area.width())
        for number, (words, colour) in enumerate(laid_out):
            painter.setPen(self._theme.colour(colour))
            words.draw(painter, place)
            beside = 0.0 if number else _extra(row, laid_out)
            place.setY(place.y() + words.boundingRect().height() + beside)

    def _paint_mark(self, painter: QPainter, area: QRect, row: DeskRow) -> None:
        if not row.mark:
            return
        width = self._mark_width(row)
        chip = QRect(area.right() - _SIDE - width, area.top() + _TOP - 2, width, _CHIP_HEIGHT)
        is_plain = row.tone in {"outline", "plain"}
        if row.tone == "plain":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        elif is_plain:
            painter.setPen(QPen(self._theme.colour("border_strong"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(f"{row.tone}_background"))
        paint_rounded(painter, chip, 3)
        ink = "text_secondary" if is_plain else f"{row.tone}_text"
        inner = chip.adjusted(_CHIP_PAD, 0, -4, 0)
        if row.mark_shape:
            top = chip.top() + (chip.height() - _ICON) // 2
            icon(row.mark_shape, self._theme, ink).paint(painter, inner.left(), top, _ICON, _ICON)
            inner.setLeft(inner.left() + _ICON + 4)
        painter.setFont(_chip_font(row))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.mark)

    def _left(self, row: DeskRow) -> int:
        left = _SIDE + row.level * _INDENT
        if row.shape:
            left += (_LEAD if row.lead else 0) + _DISC + _GAP
        return left + (_BOX + _GAP if row.check is not None else 0)

    def _mark_width(self, row: DeskRow) -> int:
        if not row.mark:
            return 0
        words = QFontMetrics(_chip_font(row)).horizontalAdvance(row.mark)
        return words + 2 * _CHIP_PAD + (_ICON + 4 if row.mark_shape else 0)

    def _words(self, row: DeskRow, width: int) -> list[tuple[QTextLayout, str]]:
        """Lay out title, words and small print; the title leaves room for the chip."""
        room = max(_LEAST_WORDS, width - self._left(row) - _SIDE)
        beside = self._mark_width(row)
        title_room = max(_LEAST_WORDS, room - beside - _GAP) if beside else room
        title = role_font("strong" if row.is_strong else "secondary")
        words = [(_laid_out(row.title, title, title_room), "text")]
        if row.detail:
            words.append((_laid_out(row.detail, role_font("small"), room), "text_secondary"))
        if row.caption:
            words.append((_laid_out(row.caption, role_font("caption"), room), "text_tertiary"))
        return words


def _extra(row: DeskRow, words: list[tuple[QTextLayout, str]]) -> float:
    """Return the room that a chip needs below a title that is lower than it."""
    if not row.mark or row.tone == "plain":
        return 0.0
    return max(0.0, _CHIP_HEIGHT - words[0][0].boundingRect().height())


def _chip_font(row: DeskRow) -> QFont:
    return role_font({"outline": "caption", "plain": "small"}.get(row.tone, "header"))


def _laid_out(text: str, used: QFont, width: int) -> QTextLayout:
    """Lay out plain text at a width; a word that is too long is broken, a line break stays."""
    layout = QTextLayout(text.replace("\n", "\u2028"), used)
    how = QTextOption()
    how.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(how)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() + 1
    layout.endLayout()
    return layout
