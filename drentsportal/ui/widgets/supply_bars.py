"""Bars of supply per gemeente: at once, later, and hatched where parks do not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.figures.amount_ramp import amount_steps
from drentsportal.figures.symbology import Theme as MapTheme
from drentsportal.ui.fonts import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from drentsportal.domain.checks.quality_supply import Supply
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_ROW: Final = 25
_BAR: Final = 15
_NAME_WIDTH: Final = 112
_FIGURE_WIDTH: Final = 140
_STEPS_HA: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MOST_LINES: Final = 6
_SILENT_WIDTH: Final = 22
_LEGEND: Final = 26


class SupplyBars(QWidget):
    """A bar per gemeente, most at the top; a gemeente of which no park says it has a hatched stub."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._lines: tuple[tuple[str, Supply], ...] = ()
        self.setObjectName("supply_bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the height of all bars with legend and axis."""
        return QSize(460, _LEGEND + _ROW * len(self._lines) + 24)

    def minimumSizeHint(self) -> QSize:
        """Return the least that names and figures need."""
        return QSize(320, self.sizeHint().height())

    def show_supply(self, lines: Sequence[tuple[str, Supply]]) -> None:
        """Show other lines: the name of a gemeente and its supply."""
        self._lines = tuple(sorted(lines, key=lambda each: (-(each[1].now_ha or 0), each[0])))
        said = [f"{name}: {self._figure(supply)}" for name, supply in self._lines]
        self.setAccessibleName(self._language.text("ui.quality.supply_spoken", lines="; ".join(said)))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - as Qt calls it
        """Paint legend, axis and bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        width = self.width() - _NAME_WIDTH - _FIGURE_WIDTH
        most = max(((each.now_ha or 0) + (each.later_ha or 0) for _, each in self._lines), default=0)
        step = next((each for each in _STEPS_HA if most / each <= _MOST_LINES), _STEPS_HA[-1])
        top_ha = max(step, most)
        self._paint_axis(painter, width, top_ha, step)
        for number, (name, supply) in enumerate(self._lines):
            self._paint_line(painter, _LEGEND + number * _ROW, (name, supply), width / top_ha)
        painter.end()

    def _paint_axis(self, painter: QPainter, width: int, top_ha: float, step: int) -> None:
        bottom = _LEGEND + _ROW * len(self._lines)
        painter.setFont(font(11))
        for number in range(int(top_ha / step) + 1):
            x = _NAME_WIDTH + width * number * step / top_ha
            painter.fillRect(QRectF(x, _LEGEND, 1, bottom - _LEGEND), self._theme.colour("border"))
            painter.setPen(self._theme.colour("text_secondary"))
            box = QRectF(x - 30, bottom + 3, 60, 16)
            last = number == int(top_ha / step)
            text = self._language.value(number * step, "hectare" if last else "int")
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_line(self, painter: QPainter, y: int, line: tuple[str, Supply], px_per_ha: float) -> None:
        name, supply = line
        painter.setFont(font(12))
        painter.setPen(self._theme.colour("text"))
        words = QRectF(0, y, _NAME_WIDTH - 8, _ROW)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, right, name)
        x, top = float(_NAME_WIDTH), y + (_ROW - _BAR) / 2
        now, later = self._colours()
        for amount, colour in ((supply.now_ha, now), (supply.later_ha, later)):
            length = (amount or 0) * px_per_ha
            painter.fillRect(QRectF(x, top, length, _BAR), colour)
            x += length
        if supply.silent_parks or supply.silent_later:
            self._hatch(painter, QRectF(x, top, _SILENT_WIDTH, _BAR))
            x += _SILENT_WIDTH
        painter.setFont(font(12, QFont.Weight.DemiBold))
        painter.setPen(self._theme.colour("text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x + 6, y, _FIGURE_WIDTH, _ROW), left, self._figure(supply))

    def _paint_legend(self, painter: QPainter) -> None:
        now, later = self._colours()
        x = 0.0
        painter.setFont(font(12))
        for name, colour in (("now", now), ("later", later), ("silent", None)):
            box = QRectF(x, 4, 14, 12)
            if colour is None:
                self._hatch(painter, box)
            else:
                painter.fillRect(box, colour)
            text = self._language.text(f"ui.quality.legend.{name}")
            painter.setPen(self._theme.colour("text_secondary"))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(x + 19, 0, width + 4, 20), Qt.AlignmentFlag.AlignVCenter, text)
            x += width + 40

    def _hatch(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, self._theme.colour("surface"))
        painter.fillRect(box, QBrush(self._theme.colour("text_tertiary"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(self._theme.colour("border_strong"))
        painter.drawRect(box)

    def _figure(self, supply: Supply) -> str:
        if not supply.parks:
            return self._language.text("ui.quality.no_parks")
        if supply.now_ha is None:
            return self._language.text("word.unknown")
        return self._language.value(supply.now_ha, "dec1")

    def _colours(self) -> tuple[QColor, QColor]:
        steps = amount_steps(MapTheme.DARK if self._theme.name == "dark" else MapTheme.LIGHT)
        return QColor(steps[3].fill), QColor(steps[1].fill)
