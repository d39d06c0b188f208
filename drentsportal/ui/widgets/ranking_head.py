"""Where the columns of the ranked list lie, and the words above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.ui.fonts import font
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.widgets.case_delegate import draw_elided

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QListView

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_HEIGHT: Final = 26
_NARROW: Final = 400
_WORDS: Final = 42
_SCORE: Final = 44
_SHARE: Final = 44
_RIGHT: Final = 8
_FRAME: Final = 2
_APART: Final = 8
_SPARE: Final = 3
_SPANS: Final = ("span", "span_short", "span_least")


class RankingColumns(NamedTuple):
    """Left and width in pixels of each column of a row."""

    words: tuple[int, int]
    bar: tuple[int, int]
    score: tuple[int, int]
    share: tuple[int, int]


def ranking_columns(width: int) -> RankingColumns:
    """Lay out a row of a width; in a narrow one the bar gives way to the name."""
    share = width - _RIGHT - _SHARE
    score = share - 6 - _SCORE
    bar_width = round(width * (0.16 if width < _NARROW else 0.22))
    bar = score - 8 - bar_width
    return RankingColumns((_WORDS, bar - _WORDS - 10), (bar, bar_width), (score, _SCORE), (share, _SHARE))


class RankingHead(QWidget):
    """The headings of the ranked list; ``is_outdated`` says beside Top 3 that it is worked out anew."""

    def __init__(self, theme: Theme, language: Language, view: QListView) -> None:
        """Stand above a list, as wide as its rows."""
        super().__init__()
        self._theme = theme
        self._say = language.text
        self._view = view
        self.is_outdated = False
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(self._say("ui.firm.head.tooltip"))
        explain(language, "ranking", self, view)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the rows."""
        if event.type() is QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def show_outdated(self, *, is_outdated: bool) -> None:
        """Say whether the shares are of an earlier outcome."""
        self.is_outdated = is_outdated
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words over their columns."""
        del event
        columns = ranking_columns(self._view.viewport().width())
        painter = QPainter(self)
        painter.setFont(font(11))
        painter.setPen(self._theme.colour("text_secondary"))
        left = Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignRight
        self._draw(painter, (14, _WORDS - 14), "number", left)
        self._draw(painter, columns.words, "site", left)
        words, room = self.span_words()
        self._draw_text(painter, (columns.bar[0], room), words, left)
        self._draw(painter, columns.score, "score", right)
        self._draw(painter, columns.share, "share_outdated" if self.is_outdated else "share", right)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("border"))
        painter.end()

    def span_words(self) -> tuple[str, int]:
        """Return the fullest words over the bar that stand there whole, and their room in pixels.

        They may reach to the word Score, which is narrower than its column.
        """
        # As this window paints: at another scale its letters are wider than those of no window.
        columns, metrics = ranking_columns(self._view.viewport().width()), QFontMetrics(font(11), self)
        end = sum(columns.score) - metrics.horizontalAdvance(self._head("score")) - _APART
        room = end - columns.bar[0]
        texts = [self._head(each) for each in _SPANS]
        return next(
            (each for each in texts if metrics.horizontalAdvance(each) + _SPARE <= room), texts[-1]
        ), room

    def _head(self, name: str) -> str:
        return self._say(f"ui.ranking.head.{name}")

    def _draw(self, painter: QPainter, place: tuple[int, int], name: str, side: Qt.AlignmentFlag) -> None:
        self._draw_text(painter, place, self._head(name), side)

    def _draw_text(
        self, painter: QPainter, place: tuple[int, int], text: str, side: Qt.AlignmentFlag
    ) -> None:
        box = QRect(place[0] + _FRAME, 0, place[1], self.height())
        draw_elided(painter, box, text, int(Qt.AlignmentFlag.AlignVCenter | side))
