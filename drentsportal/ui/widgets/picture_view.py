"""Shows a picture of marks in millimetres, scaled to the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.figures.marks import Anchor, Circle, Group, Line, PatternKind, Polygon, Text
from drentsportal.ui.fonts import font

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from drentsportal.figures.marks import Mark, Picture, Style

PX_PER_MM = 5
"""Words are laid out in whole pixels of this many to the millimetre, and scaled with the rest."""
_REGULAR = 400
_PATTERNS = {
    PatternKind.LINES: Qt.BrushStyle.BDiagPattern,
    PatternKind.CROSSED: Qt.BrushStyle.DiagCrossPattern,
    PatternKind.DOTS: Qt.BrushStyle.Dense6Pattern,
}


class PictureView(QWidget):
    """One picture, kept in shape and centred; drawn anew for the size that it has."""

    def __init__(self, draw: Callable[[float, float], Picture | None], spoken: str, empty: str) -> None:
        """Keep what draws the picture for a size in millimetres.

        ``spoken`` is told by a screen reader; ``empty`` stands where there is nothing to draw.
        """
        super().__init__()
        self._draw = draw
        self._picture: Picture | None = None
        self._empty = empty
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a size that a map of the province reads well at."""
        return QSize(300, 320)

    def refresh(self) -> None:
        """Draw again, from what there is now."""
        self._picture = self._draw(self.width() / PX_PER_MM, self.height() / PX_PER_MM)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - as Qt calls it
        """Paint the marks in their order."""
        picture = self._picture
        if picture is None:
            self._paint_empty()
            return
        if (picture.width_mm, picture.height_mm) != (self.width() / PX_PER_MM, self.height() / PX_PER_MM):
            self.refresh()
            picture = self._picture
        if picture is None:
            return
        painter = QPainter(self)
        paint_picture(painter, picture)
        painter.end()

    def _paint_empty(self) -> None:
        painter = QPainter(self)
        painter.setFont(font(13))
        painter.setPen(self.palette().text().color())
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(self.rect().adjusted(0, 12, 0, 0), flags, self._empty)
        painter.end()


def paint_picture(painter: QPainter, picture: Picture) -> None:
    """Paint the marks in their order, from the top left of the painter."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in picture.marks:
        _paint(painter, mark)


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Group():
            for inner in mark.marks:
                _paint(painter, inner)
        case Polygon():
            path = QPainterPath()
            for ring in mark.rings:
                path.addPolygon(QPolygonF([_point(*each) for each in ring]))
                path.closeSubpath()
            _fill(painter, path, mark.style)
        case Line():
            path = QPainterPath(_point(*mark.points[0]))
            for each in mark.points[1:]:
                path.lineTo(_point(*each))
            painter.strokePath(path, _pen(mark.style))
        case Circle():
            path = QPainterPath()
            radius = mark.radius_mm * PX_PER_MM
            path.addEllipse(_point(*mark.centre), radius, radius)
            _fill(painter, path, mark.style)
        case Text():
            _paint_text(painter, mark)


def _fill(painter: QPainter, path: QPainterPath, style: Style) -> None:
    if style.fill is not None:
        painter.fillPath(path, QColor(style.fill))
    if style.pattern is not None:
        painter.fillPath(path, QBrush(QColor(style.pattern.colour), _PATTERNS[style.pattern.kind]))
    if style.stroke is not None:
        painter.strokePath(path, _pen(style))


def _pen(style: Style) -> QPen:
    width = max(0.5, style.stroke_mm * PX_PER_MM)
    pen = QPen(QColor(style.stroke or "#000000"), width)
    if style.dash_mm:
        # Qt counts dashes in widths of the pen, and ends them flat only when told.
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([each * PX_PER_MM / width for each in style.dash_mm])
    return pen


def _paint_text(painter: QPainter, mark: Text) -> None:
    used = font(13)
    used.setPixelSize(round(mark.style.size_mm * PX_PER_MM))
    used.setBold(mark.style.weight > _REGULAR)
    painter.setFont(used)
    width = painter.fontMetrics().horizontalAdvance(mark.text)
    at = _point(*mark.at)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: float(width)}[mark.style.anchor]
    left = QPointF(at.x() - shift, at.y())
    if mark.style.halo is not None:
        outline = QPainterPath()
        outline.addText(left, used, mark.text)
        pen = QPen(QColor(mark.style.halo), mark.style.halo_mm * PX_PER_MM)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(outline, pen)
    painter.setPen(QColor(mark.style.colour))
    painter.drawText(left, mark.text)


def _point(x_mm: float, y_mm: float) -> QPointF:
    return QPointF(x_mm * PX_PER_MM, y_mm * PX_PER_MM)
