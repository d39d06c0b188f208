"""Per candidate how often it is in the top three, as a bar, and what places it had, as dot and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from drentsportal.ui.fonts import font
from drentsportal.ui.widgets.candidate_rows import (
    FRAMES,
    ROW_ROLE,
    CandidateRow,
    CandidateRowDelegate,
    CandidateRowHead,
    CandidateRowModel,
)
from drentsportal.ui.widgets.case_delegate import draw_elided, draw_ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

_ONE_LINE_FROM: Final = 480
"""Width from which a name stands whole beside its figures; below it the name has a line of its own."""

_LINE: Final = 32
_TWO_LINES: Final = 46
_SHARE: Final = 50
_GAP: Final = 14
_BAR: Final = 9
_TOP: Final = 3
_SPAN: Final = 3.0
_DOT: Final = 4.0


class FirmColumns(NamedTuple):
    """Where the parts of a row lie: left and width in pixels; ``line_top`` is where the figures begin."""

    name: tuple[int, int]
    bar: tuple[int, int]
    share: tuple[int, int]
    places: tuple[int, int]
    line_top: int


def firm_columns(width: int) -> FirmColumns:
    """Lay out a row of a width."""
    left, right = 6, width - 6
    is_wide = width >= _ONE_LINE_FROM
    first = left + (round((right - left) * 0.4) if is_wide else 0)
    room = right - first - _SHARE - _GAP
    bar = round(room * 0.45)
    places = first + bar + _SHARE + _GAP
    name_width = first - left - 8 if is_wide else right - left
    top = 0 if is_wide else _TWO_LINES - 26
    return FirmColumns(
        (left, name_width), (first, bar), (first + bar + 6, _SHARE), (places, right - places - 4), top
    )


def firm_row_height(width: int) -> int:
    """Return how high a row is at a width."""
    return _LINE if width >= _ONE_LINE_FROM else _TWO_LINES


@dataclass(frozen=True, slots=True)
class FirmRow(CandidateRow):
    """One candidate: ``usual`` are its places in nine of ten draws, ``None`` where these are not counted."""

    rank: int
    share: float
    share_text: str
    usual: tuple[int, int] | None


class FirmnessModel(CandidateRowModel):
    """The first candidates of a ranking with how firm their place is."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._say = language.text
        self.last_place = _TOP + 1

    def show_firmness(self, firmness: Firmness | None, count: int) -> None:
        """Show the first ``count`` candidates."""
        rows = () if firmness is None else tuple(self._made(firmness, count))
        self.last_place = max([_TOP + 1, *(max(*(each.usual or (0,)), each.rank) for each in rows)])
        self.show_rows(rows)

    def _made(self, firmness: Firmness, count: int) -> Iterator[FirmRow]:
        result = firmness.result
        for position in range(min(count, result.qualifier_count)):
            candidate_id = result.id_at(position)
            trials, span = firmness.trials_text(candidate_id), firmness.span_text(candidate_id)
            share = firmness.share_text(candidate_id)
            if trials is None or share is None or span is None:
                continue
            name, usual = result.candidate(candidate_id).name, firmness.usual_places(candidate_id)
            given = {"rank": position + 1, "name": name, "trials": trials, "span": span}
            spoken = (
                self._say("ui.firm.row_without_places", **given)
                if usual is None
                else self._say("ui.firm.row", **given, first=usual[0], last=usual[1])
            )
            part = firmness.top_share(candidate_id)
            yield FirmRow(candidate_id, name, spoken, position + 1, part, self._say(share), usual)


class FirmnessDelegate(CandidateRowDelegate):
    """Name, bar with its share, and the places on a scale from 1, of which the first three are shaded."""

    def __init__(self, theme: Theme, model: FirmnessModel) -> None:
        """Keep the theme; the model tells how far the scale goes."""
        super().__init__(theme, firm_row_height)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one candidate."""
        row: FirmRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        columns = firm_columns(area.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, self._theme)
        line = area.adjusted(0, columns.line_top, 0, 0)
        self._draw_name(painter, area, columns, row)
        self._draw_bar(painter, _part(line, columns.bar), row)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font(12, QFont.Weight.DemiBold))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(_part(line, columns.share), flags, row.share_text)
        self._draw_places(painter, QRectF(_part(line, columns.places)), row)
        painter.restore()

    def _draw_name(self, painter: QPainter, area: QRect, columns: FirmColumns, row: FirmRow) -> None:
        height = area.height() if not columns.line_top else columns.line_top + 4
        box = QRect(area.left() + columns.name[0], area.top(), columns.name[1], height)
        painter.setFont(font(13))
        painter.setPen(self._theme.colour("text"))
        draw_elided(painter, box, f"{row.rank}  {row.name}")

    def _draw_bar(self, painter: QPainter, box: QRect, row: FirmRow) -> None:
        track = QRectF(box.left(), box.center().y() - _BAR / 2, box.width(), _BAR)
        painter.fillRect(track, self._theme.colour("bar_track"))
        if row.share > 0:
            # One draw in ten thousand is to be seen as more than none.
            width = max(track.width() * row.share, 1.5)
            painter.fillRect(QRectF(track.left(), track.top(), width, _BAR), self._theme.colour("info_text"))

    def _draw_places(self, painter: QPainter, box: QRectF, row: FirmRow) -> None:
        scale = PlaceScale(box, self._model.last_place)
        painter.fillRect(scale.top_three(), self._theme.colour("info_background"))
        middle = box.center().y()
        first, last = (scale.x(each) for each in row.usual or (row.rank, row.rank))
        ink = self._theme.colour("text_secondary")
        painter.setPen(QPen(ink, _SPAN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if last > first:
            painter.drawLine(QPointF(first, middle), QPointF(last, middle))
        painter.setPen(QPen(self._theme.colour("text"), 1.6))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(QPointF(scale.x(row.rank), middle), _DOT, _DOT)


class PlaceScale:
    """Where the places lie, from 1 at the left to the last one at the right."""

    def __init__(self, box: QRectF, last_place: int) -> None:
        """Spread the places over a box."""
        self._box = box
        self._last = last_place
        self._margin = min(8.0, box.width() / (2 * last_place))

    def x(self, place: int) -> float:
        """Return where a place lies."""
        room = self._box.width() - 2 * self._margin
        return self._box.left() + self._margin + room * (place - 1) / (self._last - 1)

    def top_three(self) -> QRectF:
        """Return the ground of the first three places."""
        half = (self.x(2) - self.x(1)) / 2
        left = self._box.left()
        return QRectF(left, self._box.top() + 1, self.x(_TOP) + half - left, self._box.height() - 2)


class FirmnessHead(CandidateRowHead):
    """The words above the columns, and the first and last place of the scale."""

    def __init__(self, theme: Theme, language: Language, model: FirmnessModel) -> None:
        """Keep the words."""
        super().__init__(theme, model)
        self._say = language.text
        self._model = model

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words over the columns."""
        del event
        columns = firm_columns(self.width() - FRAMES)
        painter = QPainter(self)
        painter.setFont(font(11))
        painter.setPen(self._theme.colour("text_secondary"))
        left = Qt.AlignmentFlag.AlignLeft
        room = columns.places[0] - columns.bar[0] - 4
        words = self._say("ui.firm.head.places")
        wide = painter.fontMetrics().horizontalAdvance(words) + 2
        self._draw(painter, (columns.bar[0] + 2, room - wide - 8), self._say("ui.firm.head.share"), left)
        self._draw(painter, (columns.places[0] - wide - 2, wide), words, Qt.AlignmentFlag.AlignRight)
        box = QRectF(columns.places[0] + 2, 0, columns.places[1], self.height())
        scale = PlaceScale(box, self._model.last_place)
        numbers = {1, _TOP, self._model.last_place}
        for place in sorted(numbers):
            at = QRectF(scale.x(place) - 12, 0, 24, self.height())
            painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), str(place))
        painter.end()

    def _draw(self, painter: QPainter, place: tuple[int, int], text: str, side: Qt.AlignmentFlag) -> None:
        box = QRect(place[0], 0, place[1], self.height())
        draw_elided(painter, box, text, int(side | Qt.AlignmentFlag.AlignVCenter))


def _part(line: QRect, part: tuple[int, int]) -> QRect:
    return QRect(line.left() + part[0], line.top(), part[1], line.height())
