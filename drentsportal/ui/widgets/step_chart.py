"""How many locations fit at every limit of one requirement, in steps, with what is asked and tried."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.ui.fonts import font

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from drentsportal.domain.match.step_curve import StepCurve
    from drentsportal.ui.theme import Theme

_FOOT: Final = 18
_HEAD: Final = 8
_GAP: Final = 6
_DOT: Final = 4.0
_LINES: Final = 4
_NICE: Final = (1, 2, 5, 10)


class StepChart(QWidget):
    """A step chart of one requirement; a picture only, its words stand beside it."""

    def __init__(self, theme: Theme, height: int) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._height = height
        self._curve: StepCurve | None = None
        self._range = (0, 1)
        self._tried: int | None = None
        self._words: Callable[[int], str] = str
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_curve(
        self, curve: StepCurve | None, limits: tuple[int, int], words: Callable[[int], str], spoken: str
    ) -> None:
        """Show the counts between two limits; ``words`` writes a limit with its unit."""
        self._curve, self._range, self._words = curve, limits, words
        self._tried = None
        self.setAccessibleName(spoken)
        self.update()

    def show_tried(self, limit: int | None) -> None:
        """Mark a limit on trial, ``None`` for none."""
        self._tried = limit
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height that was asked for."""
        return QSize(220, self._height)

    def minimumSizeHint(self) -> QSize:
        """Return what steps and words need."""
        return QSize(160, min(self._height, 76))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the counts as steps."""
        del event
        curve = self._curve
        if curve is None or self._range[0] >= self._range[1]:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(11))
        ticks = _ticks(max(int(curve.counts.max()), 1))
        left = QFontMetrics(painter.font()).horizontalAdvance(str(ticks[-1])) + _GAP
        area = QRectF(left, _HEAD, self.width() - left - 10, self.height() - _HEAD - _FOOT)
        self._draw_grid(painter, area, ticks)
        top = ticks[-1]
        if self._tried is not None and self._tried != curve.asked:
            self._draw_band(painter, area, curve.asked, self._tried)
        self._draw_steps(painter, area, curve, top)
        self._draw_asked(painter, area, curve, top)
        self._draw_ends(painter, area)
        painter.end()

    def _x(self, area: QRectF, limit: int) -> float:
        first, last = self._range
        share = (min(max(limit, first), last) - first) / (last - first)
        return area.left() + share * area.width()

    def _draw_grid(self, painter: QPainter, area: QRectF, ticks: tuple[int, ...]) -> None:
        for tick in ticks:
            y = area.bottom() - tick / ticks[-1] * area.height()
            painter.setPen(QPen(self._theme.colour("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._theme.colour("text_secondary"))
            box = QRectF(0, y - 7, area.left() - _GAP, 14)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(tick))

    def _draw_band(self, painter: QPainter, area: QRectF, asked: int, tried: int) -> None:
        one, other = sorted((self._x(area, asked), self._x(area, tried)))
        band = QColor(self._theme.colour("check_border"))
        band.setAlphaF(0.28)
        painter.fillRect(QRectF(one, area.top(), other - one, area.height()), band)

    def _draw_steps(self, painter: QPainter, area: QRectF, curve: StepCurve, top: int) -> None:
        first, last = self._range
        points = QPolygonF()
        y = area.bottom() - count_at(curve, first) / top * area.height()
        points.append(QPointF(area.left(), y))
        # At a limit that is at least so much the count falls just after it.
        after = 1 if _is_least(curve) else 0
        for limit in curve.limits.tolist():
            if first <= limit <= last:
                x = self._x(area, limit)
                points.append(QPointF(x, y))
                y = area.bottom() - count_at(curve, limit + after) / top * area.height()
                points.append(QPointF(x, y))
        points.append(QPointF(area.right(), y))
        painter.setPen(QPen(self._theme.colour("accent"), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)

    def _draw_asked(self, painter: QPainter, area: QRectF, curve: StepCurve, top: int) -> None:
        for limit, role in ((curve.asked, "surface"), (self._tried, "check_border")):
            if limit is None or (role != "surface" and limit == curve.asked):
                continue
            spot = QPointF(self._x(area, limit), area.bottom() - count_at(curve, limit) / top * area.height())
            if role == "surface":
                painter.setPen(QPen(self._theme.colour("accent"), 1.2, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(spot.x(), area.top()), QPointF(spot.x(), area.bottom()))
            painter.setPen(QPen(self._theme.colour("accent" if role == "surface" else "text"), 1.6))
            painter.setBrush(self._theme.colour(role))
            painter.drawEllipse(spot, _DOT, _DOT)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_ends(self, painter: QPainter, area: QRectF) -> None:
        """Write the limits at both ends, and the asked one where there is room between."""
        painter.setFont(font(11))
        painter.setPen(self._theme.colour("text_secondary"))
        metrics = QFontMetrics(painter.font())
        first, last = (self._words(each) for each in self._range)
        box = QRectF(area.left(), area.bottom() + 3, area.width(), _FOOT - 3)
        if metrics.horizontalAdvance(first) + metrics.horizontalAdvance(last) + _GAP <= area.width():
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), first)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), last)
        if self._curve is None:
            return
        asked = self._words(self._curve.asked)
        half = metrics.horizontalAdvance(asked) / 2
        x = self._x(area, self._curve.asked)
        is_free = (
            x - half > area.left() + metrics.horizontalAdvance(first) + _GAP
            and x + half < area.right() - metrics.horizontalAdvance(last) - _GAP
        )
        if is_free:
            painter.setPen(self._theme.colour("text"))
            painter.setFont(font(11, QFont.Weight.DemiBold))
            middle = QRectF(x - half - 4, box.top(), 2 * half + 8, box.height())
            painter.drawText(middle, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), asked)


def count_at(curve: StepCurve, limit: int) -> int:
    """Return how many fit at a limit: as at the nearest limit of the curve that is as strict or stricter."""
    limits = curve.limits.tolist()
    if _is_least(curve):
        at = bisect_left(limits, limit)
        return int(curve.counts[at]) if at < len(limits) else 0
    at = bisect_right(limits, limit) - 1
    return int(curve.counts[at]) if at >= 0 else 0


def _is_least(curve: StepCurve) -> bool:
    return CRITERION_BY_ID[curve.criterion_id].limit_kind is LimitKind.AT_LEAST


def _ticks(most: int) -> tuple[int, ...]:
    """Return a few round counts from 0 to at least the most."""
    power = 1
    while True:
        for nice in _NICE:
            step = nice * power
            if step * _LINES >= most:
                return tuple(range(0, step * -(-most // step) + 1, step))
        power *= 10
