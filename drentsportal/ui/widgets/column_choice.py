"""Which columns of a table are shown, and by which one its rows stand; the first one is always shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QTableView


class ColumnChoice(QObject):
    """The columns of one table that a person may leave out, and sort by where the table can be sorted.

    Signals: ``changed()`` when a person chose, not when what was kept is put back, ``sorted()`` the same of
    the order; ``refitted()`` whenever there is other room to give out.
    """

    changed = Signal()
    sorted = Signal()
    refitted = Signal()

    def __init__(self, view: QTableView, column_ids: Sequence[str]) -> None:
        """Keep the table; ``column_ids`` names its columns for what is kept, in their order."""
        super().__init__(view)
        self.view = view
        self._ids = tuple(column_ids)
        self._puts_back = False
        view.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)

    @property
    def name(self) -> str:
        """The name of the table, under which its choice is kept."""
        return self.view.objectName()

    @property
    def hidden(self) -> tuple[str, ...]:
        """The ids of the columns that are left out."""
        return tuple(each for at, each in enumerate(self._ids) if self.view.isColumnHidden(at))

    def hide(self, column_ids: Iterable[str]) -> None:
        """Leave out these columns and no others; ids that the table no longer has are passed over."""
        left_out = set(column_ids) - {self._ids[0]}
        for at, each in enumerate(self._ids):
            self.view.setColumnHidden(at, each in left_out)
        self.refitted.emit()

    @property
    def order(self) -> tuple[str, bool]:
        """The id of the column by which the rows stand, and whether the greatest comes first."""
        header = self.view.horizontalHeader()
        is_descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return self._ids[max(0, header.sortIndicatorSection())], is_descending

    def sort(self, column_id: str, *, descending: bool) -> None:
        """Put the rows in an order; a column that the table no longer has leaves it as it begins."""
        if not self.view.isSortingEnabled():
            return
        is_known = column_id in self._ids
        order = Qt.SortOrder.DescendingOrder if descending and is_known else Qt.SortOrder.AscendingOrder
        self._puts_back = True
        self.view.sortByColumn(self._ids.index(column_id) if is_known else 0, order)
        self._puts_back = False

    def _on_sorted(self) -> None:
        if not self._puts_back:
            self.sorted.emit()

    def add_to(self, menu: QMenu) -> list[QAction]:
        """Put an entry for each column into a menu; the first one cannot be left out."""
        made = []
        for at in range(len(self._ids)):
            words = str(self.view.model().headerData(at, Qt.Orientation.Horizontal) or "")
            entry = menu.addAction(words.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(not self.view.isColumnHidden(at))
            entry.setEnabled(at > 0)
            entry.toggled.connect(lambda shown, at=at: self._turn(at, shown=shown))
            made.append(entry)
        return made

    def _turn(self, column: int, *, shown: bool) -> None:
        self.view.setColumnHidden(column, not shown)
        self.refitted.emit()
        self.changed.emit()
