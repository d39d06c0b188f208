"""The score bar: low, point and high on a scale from 0 to 100, hatched where something is still asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.figures import symbology
from drentsportal.figures.symbology import score_class

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from drentsportal.ui.theme import Theme

FULL_SCORE: Final = 10**10
"""The score of 100 points (design 3.5)."""

_BAR_HEIGHT: Final = 8
_CAP: Final = 10.0
_LOW_WIDTH: Final = 3.4
_LOW_HEIGHT: Final = 14.0
"""The low end of a score, by which candidates are ranked."""
_POINT_RADIUS: Final = 4.0
_HATCH_PERIOD: Final = 5


@dataclass(frozen=True, slots=True)
class Interval:
    """A score or contribution as shares of the full bar, each from 0 to 1."""

    low: float
    point: float
    high: float

    @classmethod
    def of(cls, low: int, point: int, high: int, full: int = FULL_SCORE) -> Interval:
        """Make the shares from exact numbers; for drawing only."""
        return cls(low / full, point / full, high / full)


def class_colour(low: int, theme: Theme) -> QColor:
    """Return the fill of the class of a score's low end, by which candidates are ranked and mapped."""
    return QColor(score_class(low, symbology.Theme(theme.name)).area.fill)


def text_colour_on(fill: QColor) -> QColor:
    """Return black or white, whichever reads better on ``fill``."""
    return QColor("#19181C") if fill.lightnessF() > 0.5 else QColor("#FFFFFF")  # noqa: PLR2004 - half


def draw_interval(
    painter: QPainter, area: QRectF, interval: Interval, fill: QColor, theme: Theme, *, check: bool = False
) -> None:
    """Paint track, bar up to the point, whisker from low to high and the point itself."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = area.center().y()
    bar = QRectF(area.left(), middle - _BAR_HEIGHT / 2, area.width(), _BAR_HEIGHT)
    painter.fillRect(bar, theme.colour("bar_track"))
    filled = QRectF(bar.left(), bar.top(), bar.width() * interval.point, bar.height())
    painter.fillRect(filled, fill)
    if check:
        painter.fillRect(filled, _hatch(fill))
    _draw_whisker(painter, area, interval, theme)
    painter.restore()


def _draw_whisker(painter: QPainter, area: QRectF, interval: Interval, theme: Theme) -> None:
    middle = area.center().y()
    left, right = (area.left() + area.width() * share for share in (interval.low, interval.high))
    # Where the whisker stands out on both sides of the point, however narrow the column is.
    if right - left > _POINT_RADIUS * 2 + 2:
        for width, colour in ((3.6, theme.colour("surface")), (1.4, theme.colour("text"))):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
            for x in (left, right):
                painter.drawLine(QPointF(x, middle - _CAP / 2), QPointF(x, middle + _CAP / 2))
        # The low end is what the order goes by, so it stands out.
        low = QRectF(left - _LOW_WIDTH / 2, middle - _LOW_HEIGHT / 2, _LOW_WIDTH, _LOW_HEIGHT)
        painter.fillRect(low, theme.colour("text"))
    painter.setPen(QPen(theme.colour("text"), 1.6))
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(
        QPointF(area.left() + area.width() * interval.point, middle), _POINT_RADIUS, _POINT_RADIUS
    )


def _hatch(fill: QColor) -> QBrush:
    tile = QPixmap(_HATCH_PERIOD + 2, _HATCH_PERIOD + 2)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(255, 255, 255, 158) if text_colour_on(fill).lightness() > 127 else QColor(34, 30, 39, 140)  # noqa: PLR2004 - half of 255
    painter.setPen(QPen(ink, 1.8))
    side = float(tile.width())
    for shift in (-side, 0.0, side):
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0.0))
    painter.end()
    return QBrush(tile)


class ScoreBar(QWidget):
    """A score bar as a widget, for panels that are not lists."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._interval: Interval | None = None
        self._class_low = FULL_SCORE
        self._check = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_interval(self, interval: Interval, *, check: bool = False, class_low: int = FULL_SCORE) -> None:
        """Show an interval; ``class_low`` decides the colour class."""
        self._interval = interval
        self._check = check
        self._class_low = class_low
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        return QSize(96, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar with room for the point at both ends."""
        del event
        if self._interval is None:
            return
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(_POINT_RADIUS + 1, 0, -_POINT_RADIUS - 1, 0)
        fill = class_colour(self._class_low, self._theme)
        draw_interval(painter, area, self._interval, fill, self._theme, check=self._check)
        painter.end()
