"""Which columns of a table are shown; the first one always is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QTableView


class ColumnChoice(QObject):
    """The columns of one table that a person may leave out.

    Signals: ``changed()`` when a person chose, not when what was kept is put back; ``refitted()`` whenever
    there is other room to give out.
    """

    changed = Signal()
    refitted = Signal()

    def __init__(self, view: QTableView, column_ids: Sequence[str]) -> None:
        """Keep the table; ``column_ids`` names its columns for what is kept, in their order."""
        super().__init__(view)
        self.view = view
        self._ids = tuple(column_ids)

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
