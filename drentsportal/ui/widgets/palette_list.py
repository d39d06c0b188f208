"""The list of the search over everything: headings, names with what was typed marked, facts, shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from drentsportal.language.speaker import without_turns
from drentsportal.ui.fonts import font, role_font
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.case_delegate import draw_ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.services.match_spans import Span
    from drentsportal.ui.models.palette_rows import PaletteRow
    from drentsportal.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_ROW_HEIGHT: Final = 32
_HEADING_HEIGHT: Final = 28
_SIDE: Final = 16
_GAP: Final = 12
_ICON: Final = 14
_NAME_SHARE: Final = 0.62
"""Of the width, what a long name may take when there is something beside it."""


class _Rows(QAbstractListModel):
    """The rows as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PaletteRow, ...] = ()

    def show_rows(self, rows: Sequence[PaletteRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.rows[index.row()]
        if role == _ROW_ROLE:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown.spoken
        return None


class _Drawing(QStyledItemDelegate):
    """Paints rows; every text is plain, whatever signs it has."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row: PaletteRow = index.data(_ROW_ROLE)
        return QSize(0, _HEADING_HEIGHT if row.is_heading else _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PaletteRow = index.data(_ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        if row.is_heading:
            painter.fillRect(area, self._theme.colour("surface"))
            self._text(painter, area.adjusted(_SIDE, 6, -_SIDE, 0), row.name, ("header", "text_secondary"))
        else:
            draw_ground(painter, option, self._theme, line=False)
            self._paint_row(painter, area.adjusted(_SIDE, 0, -_SIDE, 0), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, area: QRect, row: PaletteRow) -> None:
        top = area.top() + (area.height() - _ICON) // 2
        icon(row.shape, self._theme).paint(painter, area.left(), top, _ICON, _ICON)
        rest = area.adjusted(_ICON + _GAP, 0, 0, 0)
        if row.keys:
            # A little more than measured: rounding would leave out the last letter.
            wide = QFontMetrics(role_font("caption")).horizontalAdvance(row.keys) + 4
            self._text(
                painter, rest.adjusted(rest.width() - wide, 0, 0, 0), row.keys, ("caption", "text_tertiary")
            )
            rest.adjust(0, 0, -wide - _GAP, 0)
        room = int(rest.width() * _NAME_SHARE) if row.beside else rest.width()
        name = QRect(rest.left(), rest.top(), room, rest.height())
        taken = self._paint_marked(painter, name, (row.name, row.spans), ("secondary", "text"))
        rest.adjust(taken + _GAP, 0, 0, 0)
        self._paint_marked(painter, rest, (row.beside, row.beside_spans), ("small", "text_secondary"))

    def _paint_marked(
        self, painter: QPainter, area: QRect, told: tuple[str, Sequence[Span]], look: tuple[str, str]
    ) -> int:
        """Paint a text with its marked parts and return its width; the end is left out where it is long."""
        text, spans = without_turns(told[0]), told[1]
        used = role_font(look[0])
        wide = QFontMetrics(_bold(used))
        shown = wide.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
        layout = QTextLayout(shown, used)
        how = QTextOption()
        how.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(how)
        if len(text) == len(told[0]):
            layout.setFormats([self._mark(each, used) for each in spans if each[0] < len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        painter.setPen(self._theme.colour(look[1]))
        layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
        return int(line.naturalTextWidth()) + 1

    def _mark(self, span: Span, used: QFont) -> QTextLayout.FormatRange:
        """Mark a part by weight and line, not by colour alone."""
        part = QTextLayout.FormatRange()
        part.start, part.length = span[0], span[1] - span[0]
        how = QTextCharFormat()
        how.setFont(_bold(used))
        how.setForeground(self._theme.colour("accent"))
        how.setFontUnderline(True)
        part.format = how
        return part

    def _text(self, painter: QPainter, area: QRect, text: str, look: tuple[str, str]) -> None:
        painter.setFont(role_font(look[0]))
        painter.setPen(self._theme.colour(look[1]))
        plain = without_turns(text)
        shown = painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, max(0, area.width()))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _bold(used: QFont) -> QFont:
    return font(QFontInfo(used).pixelSize(), QFont.Weight.DemiBold)


class PaletteList(QListView):
    """The rows; the keyboard stays in the field above, which moves the chosen row."""

    def __init__(self, theme: Theme, spoken: str) -> None:
        """Start empty; ``spoken`` names it for a screen reader."""
        super().__init__()
        self.setObjectName("palette_list")
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._model = _Rows()
        self.setModel(self._model)
        self.setItemDelegate(_Drawing(theme, self))

    @property
    def rows(self) -> tuple[PaletteRow, ...]:
        """What is shown, headings included."""
        return self._model.rows

    @property
    def chosen(self) -> PaletteRow | None:
        """The chosen row."""
        at = self.currentIndex()
        return self.rows[at.row()] if at.isValid() else None

    @property
    def rows_height(self) -> int:
        """The height at which every row is seen."""
        return sum(_HEADING_HEIGHT if each.is_heading else _ROW_HEIGHT for each in self.rows)

    def show_rows(self, rows: Sequence[PaletteRow]) -> None:
        """Show other rows, and choose the first."""
        self._model.show_rows(rows)
        self.scrollToTop()
        self.move_by(0)

    def move_by(self, step: int) -> None:
        """Choose another row, past headings and round the ends; 0 chooses the first."""
        places = [at for at, each in enumerate(self.rows) if not each.is_heading]
        if not places:
            return
        now = self.currentIndex().row()
        at = (places.index(now) + step) % len(places) if step and now in places else 0
        self._choose(places[at])

    def move_to_end(self, *, last: bool) -> None:
        """Choose the first or the last row."""
        places = [at for at, each in enumerate(self.rows) if not each.is_heading]
        if places:
            self._choose(places[-1 if last else 0])

    def row_at(self, index: QModelIndex) -> PaletteRow | None:
        """Return the row that a mouse points at, ``None`` for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return None if row is None or row.is_heading else row

    def _choose(self, at: int) -> None:
        self.setCurrentIndex(self._model.index(at))
        if at == 1:
            # With its heading.
            self.scrollToTop()
