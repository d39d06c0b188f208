"""The sign of each compared site: a shape and a colour, so that one scale can hold all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from drentsportal.figures.scales import LinearScale
from drentsportal.ui.fonts import font

if TYPE_CHECKING:
    from drentsportal.figures.dot_strip import StripScale
    from drentsportal.ui.models.comparison import ComparisonLine, Spot
    from drentsportal.ui.theme import Theme

_COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9")
"""Okabe and Ito, 2008: told apart by people who see colours otherwise; the shapes tell them apart alone."""

_SIZE: Final = 5.0
_STEP: Final = 2.5
_ENDS: Final = 46
_TICK: Final = 4


def draw_shape(painter: QPainter, number: int, at: QPointF, theme: Theme) -> None:
    """Draw the sign of the site in column ``number`` around a point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("text"), 1))
    painter.setBrush(QColor(_COLOURS[number % len(_COLOURS)]))
    kind = number % len(_COLOURS)
    if kind == 0:
        painter.drawEllipse(at, _SIZE, _SIZE)
    elif kind == 1:
        painter.drawRect(QRectF(at.x() - _SIZE + 0.5, at.y() - _SIZE + 0.5, 2 * _SIZE - 1, 2 * _SIZE - 1))
    else:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * _SIZE for x, y in _CORNERS[kind - 2]]))
    painter.restore()


_CORNERS: Final = (
    ((0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)),
    ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)),
    ((0.0, 1.1), (1.1, -0.9), (-1.1, -0.9)),
)


def draw_strip(painter: QPainter, area: QRect, line: ComparisonLine, theme: Theme) -> None:
    """Draw all sites of a row on its scale: what was asked as a dashed line, ranges as bars."""
    scale = line.scale
    if scale is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(11))
    axis = _axis(painter, area, scale)
    _draw_axis(painter, area, axis, scale, theme)
    if scale.limit is not None:
        painter.setPen(QPen(theme.colour("text"), 1.4, Qt.PenStyle.DashLine))
        x, middle = axis.place(scale.limit), area.center().y()
        painter.drawLine(QPointF(x, middle - 2 * _SIZE), QPointF(x, middle + 2 * _SIZE))
    for number, spot in enumerate(line.spots):
        if spot is not None:
            # A little below each other, so that equal ones are all seen.
            y = area.center().y() + (number - (len(line.spots) - 1) / 2) * _STEP
            _draw_spot(painter, number, spot, axis, y, theme)
    painter.restore()


def _axis(painter: QPainter, area: QRect, scale: StripScale) -> LinearScale:
    metrics = painter.fontMetrics()
    left = area.left() + metrics.horizontalAdvance(scale.low_words) + 14
    right = area.right() - max(_ENDS, metrics.horizontalAdvance(scale.high_words)) - 10
    return LinearScale(scale.low, scale.high, left, right)


def _draw_axis(painter: QPainter, area: QRect, axis: LinearScale, scale: StripScale, theme: Theme) -> None:
    middle, left, right = area.center().y(), round(axis.start_mm), round(axis.end_mm)
    painter.setPen(QPen(theme.colour("border_strong"), 1))
    painter.drawLine(left, middle, right, middle)
    for x in (left, right):
        painter.drawLine(x, middle - _TICK, x, middle + _TICK)
    painter.setPen(theme.colour("text_secondary"))
    side = int(Qt.AlignmentFlag.AlignVCenter)
    low = QRect(area.left(), area.top(), left - area.left() - 10, area.height())
    painter.drawText(low, side | int(Qt.AlignmentFlag.AlignRight), scale.low_words)
    high = QRect(right + 6, area.top(), area.right() - right - 6, area.height())
    painter.drawText(high, side | int(Qt.AlignmentFlag.AlignLeft), scale.high_words)


def _draw_spot(painter: QPainter, number: int, spot: Spot, axis: LinearScale, y: float, theme: Theme) -> None:
    if spot.high > spot.low:
        painter.setPen(QPen(QColor(_COLOURS[number % len(_COLOURS)]), 3))
        painter.drawLine(QPointF(axis.place(spot.low), y), QPointF(axis.place(spot.high), y))
    point = spot.low if spot.low == spot.high else spot.point
    if point is not None:
        draw_shape(painter, number, QPointF(axis.place(point), y), theme)
