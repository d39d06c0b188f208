"""How a case looks in the clock list: chip with icon and words, two lines of text per cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drentsportal.domain.cases.deadline import ClockState
from drentsportal.ui.fonts import font
from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import COLUMNS, LINE_ROLE, is_late

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.ui.theme import Theme

ROW_HEIGHT: Final = 48
_PADDING: Final = 12
_CHIP_HEIGHT: Final = 24
_CHIP_SIDE: Final = 8
_ICON: Final = 14
_RIGHT_PX: Final = 2
_LEAST_TOLD: Final = 8
"""The sign between number and place, some letters of the place, and the ellipsis."""

_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_ROLES: Final[dict[str, str]] = {
    "running": "info",
    "soon": "check",
    "overdue": "fails",
    "answered": "fits",
    "closed": "unknown",
    "stopped": "unknown",
}


def clock_role(state: ClockState) -> str:
    """Return the family of colours of a clock state."""
    return _ROLES[state.value]


def reading_look(clock: ClockReading) -> tuple[str, str]:
    """Return the family of colours and the icon of a clock: one that was answered late shows that it was."""
    if clock.state is ClockState.ANSWERED and is_late(clock):
        return "check", ClockState.OVERDUE.value
    return clock_role(clock.state), clock.state.value


def clock_width(text: str) -> int:
    """Return the width of a column that holds a clock whole."""
    words = QFontMetrics(font(12, QFont.Weight.DemiBold)).horizontalAdvance(text)
    return _CHIP_SIDE + 8 + _ICON + 6 + words + 6 + _CHIP_SIDE // 2


def number_width(number: str) -> int:
    """Return the width of a column that holds the number of a case whole."""
    # One more: the rounding of a width that is broken must not cost the last figure.
    return _PADDING + QFontMetrics(font(12)).horizontalAdvance(number) + _RIGHT_PX + 1


def number_line(metrics: QFontMetrics, number: str, text: str, room_px: int) -> str:
    """Return a line that begins with a number, without what does not fit; the number stays whole."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_px)
    # Of words of which less than a few letters are left only the number is told.
    return shown if shown == text or len(shown) >= len(number) + _LEAST_TOLD else number


class CaseDelegate(QStyledItemDelegate):
    """Paints one cell of the clock list."""

    def __init__(self, theme: Theme) -> None:
        """Keep the theme; colours are read at each painting."""
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, selection bar and content."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        draw_ground(painter, option, self._theme, bar=index.column() == 0)
        column = COLUMNS[index.column()]
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        if column == "clock":
            self._draw_clock(painter, area, text, index.data(LINE_ROLE).clock)
        else:
            left = self._draw_icon(painter, area, column, index)
            if column == "owner" and not index.data(LINE_ROLE).owner.name:
                inner = area.adjusted(_PADDING, 6, -4, -6)
                bold = font(13, QFont.Weight.DemiBold)
                _draw_line(painter, inner, text, bold, self._theme.colour("fails_text"))
                painter.restore()
                return
            inner = area.adjusted(_PADDING + left, 6, -_RIGHT_PX, -6)
            if column == "request":
                text = _with_number(text, index.data(LINE_ROLE).number, inner.width())
            draw_lines(painter, inner, text, self._theme, column == "request")
        painter.restore()

    def _draw_icon(
        self, painter: QPainter, area: QRect, column: str, index: QModelIndex | QPersistentModelIndex
    ) -> int:
        if column != "channel":
            return 0
        name = index.data(LINE_ROLE).channel.value
        top = area.center().y() - _ICON // 2
        icon(name, self._theme).paint(painter, area.left() + _PADDING, top, _ICON, _ICON)
        return _ICON + 4

    def _draw_clock(self, painter: QPainter, area: QRect, text: str, clock: ClockReading) -> None:
        role, shape = reading_look(clock)
        chip = QRect(area.left() + _CHIP_SIDE, area.center().y() - _CHIP_HEIGHT // 2, 0, _CHIP_HEIGHT)
        chip.setRight(area.right() - _CHIP_SIDE // 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{role}_background"))
        painter.drawRoundedRect(chip, 3, 3)
        top = chip.center().y() - _ICON // 2 + 1
        icon(shape, self._theme, f"{role}_text").paint(painter, chip.left() + 8, top, _ICON, _ICON)
        painter.setFont(font(12, QFont.Weight.DemiBold))
        painter.setPen(self._theme.colour(f"{role}_text"))
        inner = chip.adjusted(8 + _ICON + 6, 0, -2, 0)
        draw_elided(painter, inner, text)


def _with_number(text: str, number: str, room_px: int) -> str:
    """Return the two lines of a request, the second with its number whole."""
    title, _, told = text.partition("\n")
    return f"{title}\n{number_line(QFontMetrics(font(12)), number, told, room_px)}"


def draw_elided(painter: QPainter, area: QRect, text: str, flags: int = _LEFT) -> None:
    """Paint a line with the font and pen of the painter; what does not fit ends in an ellipsis."""
    painter.drawText(
        area, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    )


def draw_ground(
    painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, bar: bool = True, line: bool = True
) -> None:
    """Paint the ground of a row: selected, hovered or plain, the line below, and the bar at the left."""
    area: QRect = option.rect
    state: QStyle.StateFlag = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    role = "row_selected" if selected else "surface_alt" if hovered else "surface"
    painter.fillRect(area, theme.colour(role))
    if line:
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("border"))
    if selected and bar:
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.colour("accent"))


def draw_lines(painter: QPainter, area: QRect, text: str, theme: Theme, strong: bool) -> None:  # noqa: FBT001 - a paint routine, called in one place per column
    """Paint one or two lines, elided at the end; the second is smaller and quieter."""
    first, _, second = text.partition("\n")
    top = QRect(area.left(), area.top(), area.width(), area.height() // (2 if second else 1))
    _draw_line(
        painter,
        top,
        first,
        font(13, QFont.Weight.DemiBold if strong else QFont.Weight.Normal),
        theme.colour("text"),
    )
    if second:
        bottom = QRect(area.left(), top.bottom() + 1, area.width(), area.height() - top.height())
        _draw_line(painter, bottom, second, font(12), theme.colour("text_secondary"))


def _draw_line(painter: QPainter, area: QRect, text: str, used: QFont, colour: QColor) -> None:
    painter.setFont(used)
    painter.setPen(colour)
    draw_elided(painter, area, text)
