"""How a candidate looks in the ranked list and in the list of excluded ones."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.fonts import font
from drentsportal.ui.icons import icon
from drentsportal.ui.models.ranking import CARD_ROLE, LINE_ROLE, SHARE_ROLE
from drentsportal.ui.widgets.case_delegate import draw_ground, draw_lines
from drentsportal.ui.widgets.ranking_head import ranking_columns
from drentsportal.ui.widgets.score_bar import Interval, class_colour, draw_interval, text_colour_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from drentsportal.domain.match.match_result import Rejection, ScoreCard
    from drentsportal.language import Language
    from drentsportal.ui.models.ranking import RankedLine, ShareText
    from drentsportal.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

RANKING_ROW: Final = 44
TALL_ROW: Final = 60
"""Height of a row whose name may go on below, where the list is too narrow for it."""

_BADGE: Final = 22
_OUTDATED: Final = 0.5
_WAITING: Final = 0.6
_ICON: Final = 13
_LINE: Final = 18
_EDGE: Final = 2
_RIGHT: Final = 8
_MIDDLE: Final = Qt.TextElideMode.ElideMiddle


class RankingDelegate(QStyledItemDelegate):
    """Badge of the rank; name, score interval, point and share; below them what is offered and asked."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Keep the theme and the language."""
        super().__init__()
        self._theme = theme
        self._language = language
        self.is_tall = False
        """Whether every row has room for two lines of name; all are of one height."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        del option, index
        return QSize(240, TALL_ROW if self.is_tall else RANKING_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one candidate."""
        card: ScoreCard = index.data(CARD_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, self._theme)
        painter.setOpacity(_strength(option))
        self._draw_badge(painter, area, card)
        columns = ranking_columns(area.width())
        more = max(0, area.height() - RANKING_ROW)
        upper = QRect(area.left(), area.top() + _EDGE, area.width(), RANKING_ROW // 2 - _EDGE)
        names = _box(upper, columns.words).adjusted(0, 0, 0, more)
        self._draw_name(painter, names, card.candidate.name, is_tall=more > 0)
        left = columns.words[0]
        upper.translate(0, more // 2)
        lower = QRect(area.left() + left, names.bottom() + 1, area.width() - left - _RIGHT, upper.height())
        self._draw_line(painter, lower, index.data(LINE_ROLE))
        draw_interval(
            painter,
            QRectF(_box(upper, columns.bar)),
            Interval.of(card.low, card.point, card.high),
            class_colour(card.low, self._theme),
            self._theme,
            check=bool(card.questions),
        )
        self._draw_score(painter, _box(upper, columns.score), card)
        self._draw_share(painter, _box(upper, columns.share), index.data(SHARE_ROLE))
        painter.restore()

    def _draw_badge(self, painter: QPainter, area: QRect, card: ScoreCard) -> None:
        fill = class_colour(card.low, self._theme)
        centre = QPointF(area.left() + 26, area.center().y() + 0.5)
        painter.setPen(QPen(self._theme.colour("text"), 1.2))
        painter.setBrush(fill)
        painter.drawEllipse(centre, _BADGE / 2 - 1, _BADGE / 2 - 1)
        painter.setPen(text_colour_on(fill))
        painter.setFont(font(11, QFont.Weight.DemiBold))
        square = QRectF(centre.x() - _BADGE / 2, centre.y() - _BADGE / 2, _BADGE, _BADGE)
        painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), str(card.rank))

    def _draw_name(self, painter: QPainter, area: QRect, name: str, *, is_tall: bool) -> None:
        painter.setFont(font(13, QFont.Weight.DemiBold))
        painter.setPen(self._theme.colour("text"))
        metrics = painter.fontMetrics()
        lines = name_lines(name, area.width(), metrics.horizontalAdvance) if is_tall else (name,)
        shown = (metrics.elidedText(each, _MIDDLE, area.width()) for each in lines)
        _draw_in(painter, area, "\n".join(shown))

    def _draw_line(self, painter: QPainter, area: QRect, line: RankedLine) -> None:
        """Paint what is offered under name and score; where that is too long the names give way."""
        shape, role = ("check", "check_text") if line.asked else ("fits", "fits_text")
        top = area.center().y() - _ICON // 2 + 1
        icon(shape, self._theme, role).paint(painter, area.left(), top, _ICON, _ICON)
        painter.setFont(font(12))
        painter.setPen(self._theme.colour("text_secondary"))
        words, metrics = area.adjusted(_ICON + 5, 0, 0, 0), painter.fontMetrics()
        fitting = (each for each in line.texts if metrics.horizontalAdvance(each) <= words.width())
        shown = next(fitting, line.texts[-1])
        _draw_in(painter, words, metrics.elidedText(shown, Qt.TextElideMode.ElideRight, words.width()))

    def _draw_score(self, painter: QPainter, box: QRect, card: ScoreCard) -> None:
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font(14, QFont.Weight.DemiBold))
        text = self._language.text("ui.ranking.points", point=card.point)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)

    def _draw_share(self, painter: QPainter, box: QRect, share: ShareText) -> None:
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font(12))
        painter.setOpacity(painter.opacity() * (1.0 if share.is_current else _OUTDATED))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), share.text)


def name_lines(name: str, width: int, advance: Callable[[str], int]) -> tuple[str, ...]:
    """Break a name between words into at most two lines; the first one fits, or is one long word."""
    words = name.split(" ")
    for count in range(len(words), 0, -1):
        first = " ".join(words[:count])
        if advance(first) <= width:
            rest = " ".join(words[count:])
            return (first, rest) if rest else (first,)
    return (words[0], " ".join(words[1:])) if len(words) > 1 else (name,)


def _draw_in(painter: QPainter, area: QRect, text: str) -> None:
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def _strength(option: QStyleOptionViewItem) -> float:
    """Return how strongly a row is painted: a list that waits for another match stands back."""
    state: QStyle.StateFlag = option.state
    return 1.0 if state & QStyle.StateFlag.State_Enabled else _WAITING


def _box(area: QRect, place: tuple[int, int]) -> QRect:
    return QRect(area.left() + place[0], area.top(), place[1], area.height())


class RejectionDelegate(QStyledItemDelegate):
    """Name and gemeente, each failing requirement behind its mark, the smallest change behind an arrow."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Keep the theme and the language."""
        super().__init__()
        self._theme = theme
        self._language = language

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height that holds every reason in full."""
        rejection: Rejection = index.data(CARD_ROLE)
        view = option.widget
        width = 320
        if isinstance(view, QAbstractItemView):
            # The bar comes when rows are laid out already: they are as high as beside it.
            bar = view.verticalScrollBar().sizeHint().width()
            width = min(view.viewport().width(), view.width() - 2 * view.frameWidth() - bar)
        width -= 32
        return QSize(200, 34 + sum(_wrapped_height(text, width - 20) for text, _ in self._reasons(rejection)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one excluded candidate."""
        rejection: Rejection = index.data(CARD_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, self._theme)
        painter.setOpacity(_strength(option))
        inner = area.adjusted(16, 6, -16, -6)
        self._draw_head(painter, QRect(inner.left(), inner.top(), inner.width(), 20), rejection)
        top = inner.top() + 22
        for text, shape in self._reasons(rejection):
            height = _wrapped_height(text, inner.width() - 20)
            self._draw_reason(painter, QRect(inner.left(), top, inner.width(), height), text, shape)
            top += height
        painter.restore()

    def _draw_head(self, painter: QPainter, area: QRect, rejection: Rejection) -> None:
        code = rejection.candidate.municipality_code
        place = MUNICIPALITIES.get(code, code)
        painter.setFont(font(12))
        width = QFontMetrics(font(12)).horizontalAdvance(place) + 8
        painter.setPen(self._theme.colour("text_tertiary"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), place)
        draw_lines(
            painter, area.adjusted(0, 0, -width, 0), rejection.candidate.name, self._theme, strong=True
        )

    def _draw_reason(self, painter: QPainter, area: QRect, text: str, shape: str) -> None:
        role = "fails_text" if shape == "fails" else "text_tertiary"
        icon(shape, self._theme, role).paint(painter, area.left(), area.top() + 3, _ICON, _ICON)
        painter.setPen(self._theme.colour("text" if shape == "fails" else "text_secondary"))
        painter.setFont(font(12))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(area.adjusted(20, 1, 0, 0), flags, text)

    def _reasons(self, rejection: Rejection) -> list[tuple[str, str]]:
        say = self._language.text
        fails = [(say(outcome.statement), "fails") for outcome in rejection.failing]
        return fails + [(say(change), "advice_arrow") for change in changes_told(rejection)]


@lru_cache(maxsize=4096)
def _wrapped_height(text: str, width: int) -> int:
    """Measure a reason once: the same ones stand at many candidates, and come back with every trial."""
    flags = int(Qt.TextFlag.TextWordWrap)
    box = QFontMetrics(font(12)).boundingRect(QRect(0, 0, max(width, 40), 1000), flags, text)
    return max(_LINE, box.height() + 3)
