"""Several people's weights side by side: a row per wish, a column per person, each figure with its bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from drentsportal.domain.match.criteria import WEIGHT_SUM
from drentsportal.domain.match.printed_parts import printed_weights
from drentsportal.ui.weight_words import share_text
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

    from drentsportal.domain.decision import WeightSpread
    from drentsportal.domain.weighing.weight_proposal import GroupWeights, WeightProposal
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_ROW: Final = 38
_BAR: Final = 4
_FRAME: Final = 4
_LEAST_COLUMN: Final = 92
_MOST_COLUMN: Final = 150
_TOGETHER: Final = 1
_PEOPLE_FROM: Final = 3
_FEW: Final = 3
"""With up to so many people the names of the wishes take what room is left."""


class WeightTable(QWidget):
    """A table that is made anew when the people change, as they are its columns."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start without a table."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._shares: dict[tuple[int, int], int] = {}
        self.table: QTableView | None = None
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._box)

    def show_group(self, group: GroupWeights, proposal: WeightProposal) -> None:
        """Show the votes that count, the combined weights of ``proposal`` and how far people differ."""
        say = self._language.text
        if group.combined is None:
            return
        people = group.names
        # What is combined comes first, so that it stays in sight however many people there are.
        fixed = ("ui.weights.wish", "ui.weights.group.together", "ui.weights.group.range")
        headings = (*map(say, fixed), *people)
        model = TextTableModel(headings, frozenset(range(1, len(headings))))
        spreads = group.combined.spreads
        self._shares = {}
        votes = [printed_weights(vote.weights) for vote in group.counted]
        together = printed_weights(proposal.weights)
        for row, spread in enumerate(spreads):
            for column, weights in enumerate(votes, start=_PEOPLE_FROM):
                self._shares[row, column] = weights[spread.criterion_id]
            self._shares[row, _TOGETHER] = together[spread.criterion_id]
        model.show_rows(len(spreads), lambda row: self._cells(row, spreads[row], len(people)))
        self._replace(model, len(headings))

    def _cells(self, row: int, spread: WeightSpread, people: int) -> tuple[TextCell, ...]:
        figure = partial(share_text, self._language)
        name = self._language.text(f"criterion.{spread.criterion_id}")
        columns = range(_PEOPLE_FROM, _PEOPLE_FROM + people)
        votes = [TextCell(figure(self._shares[row, each]), right=True) for each in columns]
        together = TextCell(figure(self._shares[row, _TOGETHER]), right=True, strong=True)
        return (TextCell(name), together, TextCell(figure(spread.width), right=True, quiet=True), *votes)

    def _replace(self, model: TextTableModel, columns: int) -> None:
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        self._model = model
        self._delegate = _BarDelegate(self._theme, self._shares)
        spoken = self._language.text("ui.weights.group.table")
        table = text_table(model, self._delegate, "weight_table", spoken)
        table.setProperty("framed", "true")
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setMinimumSectionSize(_LEAST_COLUMN)
        many = columns - _PEOPLE_FROM > _FEW
        fitting = QHeaderView.ResizeMode.ResizeToContents if many else QHeaderView.ResizeMode.Stretch
        header.setSectionResizeMode(0, fitting)
        for section in range(1, columns):
            width = min(_MOST_COLUMN, max(_LEAST_COLUMN, header.sectionSizeHint(section)))
            header.resizeSection(section, width)
            if many and section >= _PEOPLE_FROM:
                # Many share the room evenly; a name that is cut off has its tooltip.
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        bar = table.horizontalScrollBar().sizeHint().height()
        rows = model.rowCount() * _ROW + header.sizeHint().height()
        # No higher than its rows: what is told below needs the room.
        self.setMaximumHeight(rows + bar + _FRAME)
        self._box.addWidget(table)
        self.table = table


class _BarDelegate(TextTableDelegate):
    """A figure over a bar that is full at the whole weight."""

    def __init__(self, theme: Theme, shares: dict[tuple[int, int], int]) -> None:
        """Keep the shares by row and column."""
        super().__init__(theme)
        self._colours = theme
        self._shares = shares

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the figure, and its bar below."""
        super().paint(painter, option, index)
        share = self._shares.get((index.row(), index.column()))
        if share is None:
            return
        area: QRect = option.rect
        track = QRect(area.left() + 8, area.bottom() - 3 - _BAR, area.width() - 16, _BAR)
        painter.fillRect(track, self._colours.colour("bar_track"))
        filled = QRect(track)
        filled.setWidth(round(track.width() * share / WEIGHT_SUM))
        role = "info_text" if index.column() == _TOGETHER else "text_tertiary"
        painter.fillRect(filled, self._colours.colour(role))
