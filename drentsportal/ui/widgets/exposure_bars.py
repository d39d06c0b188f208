"""Paired bars per gemeente: the share in what came into view, and below it the share of the supply."""

from __future__ import annotations

from dataclasses import dataclass
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

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_ROW: Final = 38
_BAR: Final = 12
_NAME_WIDTH: Final = 150
_FIGURE_WIDTH: Final = 92
_LEGEND: Final = 28
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SharePair:
    """One gemeente: its share in what is counted and in the supply; ``None`` where nothing was counted."""

    name: str
    share: float | None
    supply: float | None


class ExposureBars(QWidget):
    """A filled bar for the share, a hatched one for the supply, each with its figure behind it."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._pairs: tuple[SharePair, ...] = ()
        self._measure = ""
        self.setObjectName("exposure_bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the height of all pairs with the legend."""
        return QSize(520, _LEGEND + _ROW * len(self._pairs))

    def minimumSizeHint(self) -> QSize:
        """Return the least that names and figures need."""
        return QSize(360, self.sizeHint().height())

    def show_pairs(self, measure: str, pairs: Sequence[SharePair]) -> None:
        """Show other pairs; ``measure`` is what the filled bars are the share of."""
        self._measure = measure
        self._pairs = tuple(pairs)
        say = self._language.text
        lines = "; ".join(
            say(
                "ui.exposure.spoken_line",
                municipality=each.name,
                share=self._figure(each.share),
                supply=self._figure(each.supply),
            )
            for each in pairs
        )
        self.setAccessibleName(say("ui.exposure.spoken", lines=lines))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - as Qt calls it
        """Paint legend and pairs."""
        painter = QPainter(self)
        self._paint_legend(painter)
        most = max((each or 0 for pair in self._pairs for each in (pair.share, pair.supply)), default=0)
        width = (self.width() - _NAME_WIDTH - _FIGURE_WIDTH) / (most or 1)
        for number, pair in enumerate(self._pairs):
            self._paint_pair(painter, _LEGEND + number * _ROW, pair, width)
        painter.end()

    def _paint_pair(self, painter: QPainter, y: int, pair: SharePair, px_per_share: float) -> None:
        painter.setFont(font(12))
        painter.setPen(self._theme.colour("text"))
        room = _NAME_WIDTH - 10
        name = painter.fontMetrics().elidedText(pair.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, y, room, _ROW), _RIGHT, name)
        top = y + (_ROW - 2 * _BAR - 2) / 2
        for place, share in enumerate((pair.share, pair.supply)):
            bar = QRectF(_NAME_WIDTH, top + place * (_BAR + 2), (share or 0) * px_per_share, _BAR)
            self._paint_bar(painter, bar, is_supply=bool(place))
            painter.setFont(font(11, QFont.Weight.Normal if place else QFont.Weight.DemiBold))
            painter.setPen(self._theme.colour("text_secondary" if place else "text"))
            words = QRectF(bar.right() + 6, bar.top() - 2, _FIGURE_WIDTH, _BAR + 4)
            painter.drawText(words, _LEFT, self._figure(share))

    def _paint_legend(self, painter: QPainter) -> None:
        say, x = self._language.text, 0.0
        painter.setFont(font(12))
        texts = (
            say("ui.exposure.share_of", measure=self._measure),
            say("ui.exposure.share_of_supply"),
        )
        for place, text in enumerate(texts):
            self._paint_bar(painter, QRectF(x, 5, 16, 12), is_supply=bool(place))
            painter.setPen(self._theme.colour("text_secondary"))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(x + 22, 0, width + 4, 22), _LEFT, text)
            x += width + 46

    def _paint_bar(self, painter: QPainter, bar: QRectF, *, is_supply: bool) -> None:
        steps = amount_steps(MapTheme.DARK if self._theme.name == "dark" else MapTheme.LIGHT)
        if not is_supply:
            painter.fillRect(bar, QColor(steps[3].fill))
            return
        painter.fillRect(bar, QColor(steps[0].fill))
        painter.fillRect(bar, QBrush(QColor(steps[3].fill), Qt.BrushStyle.BDiagPattern))

    def _figure(self, share: float | None) -> str:
        if share is None:
            return self._language.text("ui.exposure.nothing_counted")
        return self._language.value(round(share, 3), "percent")
