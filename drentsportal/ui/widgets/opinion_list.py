"""Per candidate its own place and the one that each other method gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from drentsportal.ui.fonts import font
from drentsportal.ui.widgets.candidate_rows import (
    FRAMES,
    ONE_LINE_FROM,
    ROW_ROLE,
    CandidateRow,
    CandidateRowDelegate,
    CandidateRowHead,
    CandidateRowModel,
)
from drentsportal.ui.widgets.case_delegate import draw_elided, draw_ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

_LINE: Final = 30
_TWO_LINES: Final = 44
_LEFT: Final = 6
_BETWEEN: Final = 10


@dataclass(frozen=True, slots=True)
class PlacesRow(CandidateRow):
    """One candidate: its own place first, then that of each method."""

    places: tuple[int, ...]


class OpinionModel(CandidateRowModel):
    """The first candidates of a ranking beside the order of other methods."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._say = language.text
        self.heads: tuple[str, ...] = ()

    def show_firmness(self, firmness: Firmness | None, count: int) -> None:
        """Show the first ``count`` candidates; none where there is no opinion."""
        opinions = firmness.analysis.opinion.opinions if firmness is not None else ()
        methods = tuple(self._say(f"opinion.method.{each.method.value}") for each in opinions)
        self.heads = (self._say("ui.firm.column.own"), *methods) if methods else ()
        self.show_rows(self._made(firmness, methods, count) if firmness is not None and methods else ())

    def _made(self, firmness: Firmness, methods: Sequence[str], count: int) -> tuple[PlacesRow, ...]:
        opinion = firmness.analysis.opinion
        made = []
        for position in range(min(count, len(opinion.candidate_ids))):
            found = opinion.row(position)
            name = firmness.result.candidate(found.candidate_id).name
            places = tuple(found.ranks.values())
            told = tuple(
                self._say("ui.firm.place_of", method=method, place=place)
                for method, place in zip(methods, places, strict=True)
            )
            spoken = self._say("ui.firm.opinion_row", rank=found.own_rank, name=name, places=told)
            made.append(PlacesRow(found.candidate_id, name, spoken, (found.own_rank, *places)))
        return tuple(made)


def opinion_row_height(width: int) -> int:
    """Return how high a row is at a width."""
    return _LINE if width >= ONE_LINE_FROM else _TWO_LINES


class OpinionDelegate(CandidateRowDelegate):
    """Name and places; a place that differs from the own one is bold."""

    def __init__(self, theme: Theme, model: OpinionModel) -> None:
        """Keep the theme; the model tells the headings, which make the columns."""
        super().__init__(theme, opinion_row_height)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one candidate."""
        row: PlacesRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        draw_ground(painter, option, self._theme)
        boxes = place_boxes(self._model.heads, area.width())
        is_wide = area.width() >= ONE_LINE_FROM
        height = area.height() if is_wide else area.height() // 2
        name_width = (boxes[0][0] - _LEFT - 4) if is_wide else area.width() - 2 * _LEFT
        painter.setFont(font(13))
        painter.setPen(self._theme.colour("text"))
        draw_elided(painter, QRect(area.left() + _LEFT, area.top(), name_width, height), row.name)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for (at, width), place in zip(boxes, row.places, strict=True):
            differs = place != row.places[0]
            painter.setFont(font(13, QFont.Weight.Bold if differs else QFont.Weight.Normal))
            painter.setPen(self._theme.colour("text" if differs else "text_secondary"))
            box = QRect(area.left() + at, area.bottom() - height, width, height)
            painter.drawText(box, int(right), str(place))
        painter.restore()


class OpinionHead(CandidateRowHead):
    """The names of the methods above their columns."""

    def __init__(self, theme: Theme, model: OpinionModel) -> None:
        """Keep the theme; the model tells the headings."""
        super().__init__(theme, model)
        self._model = model

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the headings over the columns."""
        del event
        painter = QPainter(self)
        painter.setFont(font(11))
        painter.setPen(self._theme.colour("text_secondary"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        heads = self._model.heads
        for (at, width), head in zip(place_boxes(heads, self.width() - FRAMES), heads, strict=True):
            painter.drawText(QRect(at + FRAMES // 2, 0, width, self.height()), int(right), head)
        painter.end()


def place_boxes(heads: Sequence[str], width: int) -> tuple[tuple[int, int], ...]:
    """Return left and width of each column, as wide as its heading, from the right."""
    metrics = QFontMetrics(font(11))
    right, made = width - _LEFT, []
    for head in reversed(heads):
        wide = max(metrics.horizontalAdvance(head) + 2, 24)
        made.append((right - wide, wide))
        right -= wide + _BETWEEN
    return tuple(reversed(made))
