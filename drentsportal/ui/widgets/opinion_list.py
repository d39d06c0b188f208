"""Per candidate its own place and the one that each other method gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from drentsportal.ui.fonts import font
from drentsportal.ui.widgets.case_delegate import draw_ground
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_ONE_LINE_FROM: Final = 400
_LINE: Final = 30
_TWO_LINES: Final = 44
_HEAD: Final = 22
_LEFT: Final = 6
_BETWEEN: Final = 10
_FRAMES: Final = 4


@dataclass(frozen=True, slots=True)
class PlacesRow:
    """One candidate: its own place first, then that of each method."""

    candidate_id: str
    name: str
    places: tuple[int, ...]
    spoken: str


class OpinionModel(QAbstractListModel):
    """The first candidates of a ranking beside the order of other methods."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._say = language.text
        self._rows: tuple[PlacesRow, ...] = ()
        self.heads: tuple[str, ...] = ()

    def show_firmness(self, firmness: Firmness | None, count: int) -> None:
        """Show the first ``count`` candidates; none where there is no opinion."""
        self.beginResetModel()
        opinions = firmness.analysis.opinion.opinions if firmness is not None else ()
        methods = tuple(self._say(f"opinion.method.{each.method.value}") for each in opinions)
        self.heads = (self._say("ui.firm.column.own"), *methods) if methods else ()
        self._rows = self._made(firmness, methods, count) if firmness is not None and methods else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of candidates."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, its candidate or its words."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.UserRole:
            return row.candidate_id
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.spoken)
        return None

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
            made.append(PlacesRow(found.candidate_id, name, (found.own_rank, *places), spoken))
        return tuple(made)


def opinion_row_height(width: int) -> int:
    """Return how high a row is at a width."""
    return _LINE if width >= _ONE_LINE_FROM else _TWO_LINES


class OpinionDelegate(QStyledItemDelegate):
    """Name and places; a place that differs from the own one is bold."""

    def __init__(self, theme: Theme, model: OpinionModel) -> None:
        """Keep the theme; the model tells the headings, which make the columns."""
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        del index
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else _ONE_LINE_FROM
        return QSize(120, opinion_row_height(width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one candidate."""
        row: PlacesRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        draw_ground(painter, option, self._theme)
        boxes = place_boxes(self._model.heads, area.width())
        is_wide = area.width() >= _ONE_LINE_FROM
        height = area.height() if is_wide else area.height() // 2
        name_width = (boxes[0][0] - _LEFT - 4) if is_wide else area.width() - 2 * _LEFT
        painter.setFont(font(13))
        painter.setPen(self._theme.colour("text"))
        shown = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, name_width)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(area.left() + _LEFT, area.top(), name_width, height), int(left), shown)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for (at, width), place in zip(boxes, row.places, strict=True):
            differs = place != row.places[0]
            painter.setFont(font(13, QFont.Weight.Bold if differs else QFont.Weight.Normal))
            painter.setPen(self._theme.colour("text" if differs else "text_secondary"))
            box = QRect(area.left() + at, area.bottom() - height, width, height)
            painter.drawText(box, int(right), str(place))
        painter.restore()


class OpinionHead(QWidget):
    """The names of the methods above their columns."""

    def __init__(self, theme: Theme, model: OpinionModel) -> None:
        """Keep the theme; the model tells the headings."""
        super().__init__()
        self._theme = theme
        self._model = model
        self.setFixedHeight(_HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the headings over the columns."""
        del event
        painter = QPainter(self)
        painter.setFont(font(11))
        painter.setPen(self._theme.colour("text_secondary"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        heads = self._model.heads
        for (at, width), head in zip(place_boxes(heads, self.width() - _FRAMES), heads, strict=True):
            painter.drawText(QRect(at + _FRAMES // 2, 0, width, self.height()), int(right), head)
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
