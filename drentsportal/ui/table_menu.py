"""What can be done with any table of the window: copy its rows, and choose its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QTableView

from drentsportal.ui.widgets.column_choice import ColumnChoice
from drentsportal.ui.widgets.table_copy import copy_rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.ui.portal import Portal


class TableMenu(QObject):
    """The menu of a right click on a table, and the two actions that do the same by keys.

    Which columns a person left out, and by which one the rows stand, is kept with the layout of the window.
    """

    def __init__(self, portal: Portal) -> None:
        """Serve the tables that the window has by now."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self._choices = {each.view: each for each in portal.window.findChildren(ColumnChoice)}
        for choice in self._choices.values():
            choice.changed.connect(lambda kept=choice: portal.layout.keep_columns(kept.name, kept.hidden))
            choice.sorted.connect(lambda kept=choice: self._keep_order(kept))
        portal.layout.restored.connect(self._put_back)
        portal.window.installEventFilter(self)

    def copy(self) -> None:
        """Copy all rows of the table that has the focus."""
        table = _table_of(QApplication.focusWidget())
        if table is None:
            self._portal.window.status.tell(self._say("ui.table.none"))
        else:
            self._copy(table, everything=True)

    def choose_columns(self) -> None:
        """Open the columns of the table that has the focus, below its headings."""
        table = _table_of(QApplication.focusWidget())
        if table is None or table not in self._choices:
            self._portal.window.status.tell(self._say("ui.table.no_columns"))
            return
        menu = self._menu()
        self._choices[table].add_to(menu)
        menu.popup(table.mapToGlobal(QPoint(0, table.horizontalHeader().height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer a right click that no table took itself."""
        if isinstance(event, QContextMenuEvent) and watched is self._portal.window:
            table = _table_of(self._portal.window.childAt(event.pos()))
            if table is not None:
                self._open(table, event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def _open(self, table: QTableView, place: QPoint) -> None:
        menu = self._menu()
        row = menu.addAction(self._say("ui.table.copy_row"), lambda: self._copy(table, everything=False))
        row.setEnabled(table.selectionModel().hasSelection())
        menu.addAction(self._say("ui.action.copy_table"), lambda: self._copy(table, everything=True))
        if table in self._choices:
            menu.addSection(self._say("ui.table.columns"))
            self._choices[table].add_to(menu)
        menu.popup(place)

    def _menu(self) -> QMenu:
        menu = QMenu(self._portal.window)
        menu.setObjectName("table_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _copy(self, table: QTableView, *, everything: bool) -> None:
        count = copy_rows(table, everything=everything)
        self._portal.window.status.tell(self._say("ui.table.copied", count=count))

    def _put_back(self) -> None:
        for choice in self._choices.values():
            choice.hide(self._portal.layout.hidden_columns(choice.name))
            column_id, is_descending = self._portal.layout.order(choice.name)
            choice.sort(column_id, descending=is_descending)

    def _keep_order(self, choice: ColumnChoice) -> None:
        column_id, is_descending = choice.order
        self._portal.layout.keep_order(choice.name, column_id, descending=is_descending)


def _table_of(widget: QWidget | None) -> QTableView | None:
    """Return the table that a widget is, or is part of."""
    while widget is not None and not isinstance(widget, QTableView):
        widget = widget.parentWidget()
    return widget
