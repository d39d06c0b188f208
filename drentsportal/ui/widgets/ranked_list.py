"""A list of candidates that is worked with the keyboard, and that shows what moved while a weight moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygon
from PySide6.QtWidgets import QAbstractItemView, QListView

from drentsportal.ui.fonts import font
from drentsportal.ui.widgets.ranking_delegate import RankingDelegate
from drentsportal.ui.widgets.ranking_head import ranking_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.models.ranking import Index, RankingModel
    from drentsportal.ui.theme import Theme

MARKED_MS: Final = 2000
"""How long a row shows that it moved (mock-ups, README)."""

_NARROW: Final = 400
"""Width below which names go on below; in a wider list an ellipsis leaves more rows in sight."""

_MEASURED: Final = 60
_BAR: Final = 3
_ARROW: Final = 8
_NUMBER: Final = 12


class RankedList(QListView):
    """A list view with the two keys of the ranking, and marks on rows that moved.

    Signals: ``space_pressed()`` and ``enter_pressed()`` while a row is current.
    """

    space_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, model: RankingModel, theme: Theme, language: Language) -> None:
        """Show a ranking."""
        super().__init__()
        self._ranking = model
        self._theme = theme
        self._say = language.text
        self._shown: MatchResult | None = None
        self._before: MatchResult | None = None
        self._marks = QTimer(self)
        self._marks.setSingleShot(True)
        self._marks.setInterval(MARKED_MS)
        self._marks.timeout.connect(self._forget_marks)
        self.setObjectName("ranked_list")
        self.setModel(model)
        self._delegate = RankingDelegate(theme, language)
        self.setItemDelegate(self._delegate)
        # Without this every row is asked for its height, and there may be thousands.
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self._forget_all)
        model.modelReset.connect(self.suit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room that they need at the new width."""
        super().resizeEvent(event)
        self.suit()

    def suit(self) -> None:
        """Make all rows higher where one of the first names does not fit on a line."""
        width = self.viewport().width()
        room = ranking_columns(width).words[1]
        metrics = QFontMetrics(font(13, QFont.Weight.DemiBold), self)
        is_tall = width < _NARROW and any(
            metrics.horizontalAdvance(each) > room for each in self._ranking.names(_MEASURED)
        )
        if is_tall != self._delegate.is_tall:
            self._delegate.is_tall = is_tall
            self.scheduleDelayedItemsLayout()

    def follow(self, result: MatchResult, selected_id: str) -> None:
        """Show another outcome where the list stands; what moved is marked for ``MARKED_MS``.

        The selected candidate stays selected, and in sight where it was.
        """
        if self._before is None:
            self._before = self._shown
        if self._before is not None and not _has_same_candidates(self._before, result):
            self._before = None
        self._shown = result
        was_in_sight = self._is_in_sight(self.currentIndex())
        bar = self.verticalScrollBar()
        place = bar.value()
        self._ranking.follow(result)
        row = self._ranking.row_of(selected_id) if selected_id else -1
        # The list would scroll to the selected row wherever that went; it does where the row was in sight.
        self.setAutoScroll(False)
        self.setCurrentIndex(self._ranking.index(row) if row >= 0 else QModelIndex())
        self.setAutoScroll(True)
        bar.setValue(place)
        if was_in_sight and row >= 0:
            self.scrollTo(self._ranking.index(row))
        self._marks.start()
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint the rows that changed; all are of one height, so that none has to be laid out anew."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def moved(self, row: int) -> int:
        """Return how many places the candidate of a row went up (negative: down); 0 where not marked."""
        if self._before is None or not 0 <= row < self._ranking.rowCount():
            return 0
        was = self._before.rank_of(self._ranking.id_of(row))
        return was - (row + 1) if was else 0

    def is_new(self, row: int) -> bool:
        """Whether the candidate of a row was excluded before what moved."""
        return self._before is not None and not self._before.rank_of(self._ranking.id_of(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space and Enter; everything else is the list's own."""
        if self.currentIndex().isValid():
            if event.key() == Qt.Key.Key_Space:
                self.space_pressed.emit()
                return
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self.enter_pressed.emit()
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and at the left of those that moved where they went and how far."""
        super().paintEvent(event)
        if self._before is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in self._rows_in_sight():
            area = self.visualRect(self._ranking.index(row))
            if self.is_new(row):
                self._draw_words(painter, area, self._say("ui.ranking.new"))
            elif places := self.moved(row):
                self._draw_move(painter, area, places)
        painter.end()

    def _draw_move(self, painter: QPainter, area: QRect, places: int) -> None:
        painter.fillRect(
            QRect(area.left(), area.top(), _BAR, area.height() - 1), self._theme.colour("accent")
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        middle, way = QPoint(area.left() + 9, area.center().y() - 6), 1 if places > 0 else -1
        half = _ARROW // 2
        tip = middle - QPoint(0, way * half)
        foot = middle + QPoint(0, way * half)
        painter.drawPolygon(QPolygon([tip, foot + QPoint(half, 0), foot - QPoint(half, 0)]))
        self._draw_number(painter, area, str(min(abs(places), 99)))

    def _draw_words(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.fillRect(
            QRect(area.left(), area.top(), _BAR, area.height() - 1), self._theme.colour("accent")
        )
        self._draw_number(painter, area, text)

    def _draw_number(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.setPen(self._theme.colour("accent"))
        painter.setFont(font(9, QFont.Weight.DemiBold))
        box = QRect(area.left() + _BAR, area.center().y(), _NUMBER, 14)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _rows_in_sight(self) -> range:
        first = self.indexAt(QPoint(1, 1)).row()
        if first < 0:
            return range(0)
        last = self.indexAt(QPoint(1, self.viewport().height() - 1)).row()
        return range(first, (last if last >= 0 else self._ranking.rowCount() - 1) + 1)

    def _is_in_sight(self, index: QModelIndex) -> bool:
        return index.isValid() and self.viewport().rect().intersects(self.visualRect(index))

    def _forget_marks(self) -> None:
        self._before = None
        # Not at every move: heights that jump under a hand are in its way.
        self.suit()
        self.viewport().update()

    def _forget_all(self) -> None:
        self._marks.stop()
        self._before = self._shown = None


def _has_same_candidates(one: MatchResult, other: MatchResult) -> bool:
    return one.map_columns.candidate_ids == other.map_columns.candidate_ids
