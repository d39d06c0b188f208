"""The curve of a scale: what each value is worth, with points that can be dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.domain.match.criteria import SCALE_TOP, ScaleShape
from drentsportal.domain.match.value_functions import is_usable, worths
from drentsportal.figures.amount_ramp import amount_steps
from drentsportal.figures.symbology import Theme as MapTheme
from drentsportal.ui.fonts import font
from drentsportal.ui.models.scale_units import WORTH_STEP, unit_of, worth_as_typed

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from drentsportal.domain.match.criteria import Scale
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

Handles = tuple[tuple[int, int], ...]

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 22, 12, 26
_SAMPLES: Final = 160
_GRAB_PX: Final = 12
_RADIUS: Final = 5.0
_HALVINGS_SHOWN: Final = 4


class ScaleCurve(QWidget):
    """A small curve over its axis in units of people.

    Signals: ``moved(handles)`` while a point is dragged, as pairs of value and worth.
    """

    moved = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._criterion_id = ""
        self._scale: Scale | None = None
        self._handles: Handles = ()
        self._range = (0, 1)
        self._held: int | None = None
        self.setObjectName("scale_curve")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setToolTip(language.text("ui.profile.curve_hint"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a small size."""
        return QSize(420, 170)

    def show_scale(self, criterion_id: str, scale: Scale, handles: Handles) -> None:
        """Show another scale; under a hand the axis stays as it is."""
        self._criterion_id, self._scale, self._handles = criterion_id, scale, handles
        if self._held is None:
            self._range = _shown_range(scale, handles)
        say, language = self._language.text, self._language
        spec = unit_of(criterion_id).spec
        points = "; ".join(
            say(
                "ui.profile.curve_point",
                value=language.value(value, spec),
                worth=worth_as_typed(worth, language.code),
            )
            for value, worth in handles
        )
        name = say(f"criterion.{criterion_id}")
        self.setAccessibleName(say("ui.profile.curve", criterion=name, points=points))
        self.update()

    def point_of(self, place: int) -> QPointF:
        """Return where a point stands, for tests and for the hand."""
        value, worth = self._handles[place]
        return QPointF(self._x(value), self._y(worth))

    # -- painting -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - as Qt calls it
        """Paint axis, curve and points."""
        if self._scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        steps = amount_steps(MapTheme.DARK if self._theme.name == "dark" else MapTheme.LIGHT)
        ink = QColor(steps[3].fill)
        if is_usable(self._scale):
            at = np.unique(np.linspace(*self._range, _SAMPLES).astype(np.int64))
            ends = np.array([each for each, _ in self._handles], np.int64)
            at = np.unique(np.concatenate([at, ends]))
            worth = worths(at, self._scale)
            line = [QPointF(self._x(int(v)), self._y(int(w))) for v, w in zip(at, worth, strict=True)]
            painter.setPen(QPen(ink, 2))
            painter.drawPolyline(QPolygonF(line))
        painter.setPen(QPen(ink, 2))
        painter.setBrush(self._theme.colour("surface"))
        for place in range(len(self._handles)):
            painter.drawEllipse(self.point_of(place), _RADIUS, _RADIUS)
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        painter.setFont(font(11))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for worth in (0, SCALE_TOP // 2, SCALE_TOP):
            y = self._y(worth)
            painter.fillRect(QRectF(_LEFT, y, self._width(), 1), self._theme.colour("border"))
            painter.setPen(self._theme.colour("text_secondary"))
            painter.drawText(
                QRectF(0, y - 9, _LEFT - 8, 18), right, worth_as_typed(worth, self._language.code)
            )
        spec = unit_of(self._criterion_id).spec
        taken = -1.0
        for value in sorted({each for each, _ in self._handles}):
            words = self._language.value(value, spec)
            wide = painter.fontMetrics().horizontalAdvance(words) + 6
            start = min(max(self._x(value) - wide / 2, 0), self.width() - wide)
            if start < taken:
                continue
            box = QRectF(start, self.height() - _BOTTOM + 6, wide, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            taken = start + wide

    # -- the hand -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest point."""
        self._held = self._nearest(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the point that is held."""
        if self._held is None:
            is_near = self._nearest(event.position()) is not None
            shape = Qt.CursorShape.PointingHandCursor if is_near else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        self.moved.emit(self._moved_to(self._held, event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - as Qt calls it
        """Let go, and show the whole scale again."""
        self._held = None
        if self._scale is not None:
            self._range = _shown_range(self._scale, self._handles)
        self.update()

    def _nearest(self, at: QPointF) -> int | None:
        away = [(self.point_of(place) - at).manhattanLength() for place in range(len(self._handles))]
        near = min(range(len(away)), key=lambda place: away[place], default=None)
        return near if near is not None and away[near] <= _GRAB_PX else None

    def _moved_to(self, place: int, at: QPointF) -> Handles:
        step = unit_of(self._criterion_id).step
        low, high = self._range
        value = low + (at.x() - _LEFT) / max(1, self._width()) * (high - low)
        value = max(0, round(value / step) * step)
        handles = list(self._handles)
        is_straight = self._scale is not None and self._scale.shape is ScaleShape.LINEAR
        if not is_straight:
            # Values ascend, so a point stays between its neighbours.
            if place > 0:
                value = max(value, handles[place - 1][0] + step)
            if place + 1 < len(handles):
                value = min(value, handles[place + 1][0] - step)
        worth = handles[place][1]
        if self._scale is not None and self._scale.shape is ScaleShape.PIECEWISE:
            high_px = self.height() - _BOTTOM - _TOP
            raised = (self.height() - _BOTTOM - at.y()) / max(1, high_px) * SCALE_TOP
            worth = min(SCALE_TOP, max(0, round(raised / WORTH_STEP) * WORTH_STEP))
        handles[place] = (value, worth)
        return tuple(handles)

    def _width(self) -> int:
        return self.width() - _LEFT - _RIGHT

    def _x(self, value: int) -> float:
        low, high = self._range
        return _LEFT + (value - low) / max(1, high - low) * self._width()

    def _y(self, worth: int) -> float:
        return self.height() - _BOTTOM - worth / SCALE_TOP * (self.height() - _BOTTOM - _TOP)


def _shown_range(scale: Scale, handles: Handles) -> tuple[int, int]:
    values = [value for value, _ in handles]
    if scale.shape is ScaleShape.DECAY:
        values += [0 if scale.best < _HALVINGS_SHOWN * scale.halving else scale.best - scale.halving]
        values.append(scale.best + _HALVINGS_SHOWN * scale.halving)
    low, high = min(values), max(values)
    margin = max(1, (high - low) // 10)
    return max(0, low - margin), high + margin
