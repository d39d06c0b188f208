"""The table of sites below the map; their totals stand in the title of its dock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from drentsportal.ui.models.site_table import COLUMNS, SiteTableModel, title_text
from drentsportal.ui.widgets.column_choice import ColumnChoice
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.text_table import TextTableDelegate, text_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from drentsportal.language import Language
    from drentsportal.ui.models.site_rows import SiteRow
    from drentsportal.ui.theme import Theme

_WIDTHS: Final = (208, 120, 136, 78, 100, 88, 88)
_LEAST_NAME: Final = 168


class SiteTablePanel(QWidget):
    """The table of the sites that are shown.

    Signals: ``site_selected(site_id)`` when the selection moves; ``site_opened(site_id)`` on Enter or double
    click; ``import_asked()`` from the empty state of an empty workspace, ``clear_asked()`` from that of a
    filter that nothing passes; ``note_changed(text)`` with the totals for the title of the dock;
    ``sites_picked(site_ids)`` when several are selected, or no longer.
    """

    site_selected = Signal(str)
    site_opened = Signal(str)
    import_asked = Signal()
    clear_asked = Signal()
    note_changed = Signal(str)
    sites_picked = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the table; it starts empty."""
        super().__init__()
        self._language = language
        self._rows: tuple[SiteRow, ...] = ()
        self._segments: Mapping[str, str] = {}
        self._shown_ids: frozenset[str] | None = None
        self._selected = ""
        self._picked: tuple[str, ...] = ()
        self.model = SiteTableModel(language)
        self._totals = ""
        self._build_view(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._build_empty())
        self.setLayout(column(panel(column(self._stack, spacing=0))))
        self.show_sites((), {})

    def show_sites(self, rows: Sequence[SiteRow], segments: Mapping[str, str]) -> None:
        """Show other sites; the filter of ``show_only`` still holds."""
        self._rows = tuple(rows)
        self._segments = segments
        self._refresh()

    def show_only(self, site_ids: set[str] | frozenset[str] | None) -> None:
        """Show only these sites, or all for ``None``; the counterpart of ``SiteListPanel.filter_changed``."""
        self._shown_ids = None if site_ids is None else frozenset(site_ids)
        self._refresh()

    def select(self, site_id: str) -> None:
        """Select a site that was selected elsewhere, without telling it back."""
        self._selected = site_id
        number = self.model.row_of(site_id)
        if number < 0:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        elif number != self.view.currentIndex().row() or self._picked:
            self.view.selectRow(number)
            self.view.scrollTo(self.model.index(number, 0))

    def pick(self, site_ids: Iterable[str]) -> None:
        """Select several sites; none brings the selection back to the site that is shown."""
        found = [number for each in site_ids if (number := self.model.row_of(each)) >= 0]
        chosen = QItemSelection()
        for number in found:
            chosen.select(self.model.index(number, 0), self.model.index(number, len(COLUMNS) - 1))
        if found:
            selection = self.view.selectionModel()
            first = self.model.index(min(found), 0)
            # Without this the current row would be selected alone first, and shown.
            selection.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(first)
        elif self._picked:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
            self.select(self._selected)

    def picked(self) -> tuple[str, ...]:
        """Return the sites that are selected, where they are several."""
        return self._picked

    def title(self) -> str:
        """Return the totals as they stand beside the title of the dock."""
        return self._totals

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the names what the other columns leave, and never less than they need."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        header = self.view.horizontalHeader()
        others = sum(header.sectionSize(section) for section in range(1, header.count()))
        header.resizeSection(0, max(_LEAST_NAME, self.view.viewport().width() - others))

    def _build_view(self, theme: Theme) -> None:
        delegate = TextTableDelegate(theme, first_padding=16)
        self.view = text_table(self.model, delegate, "site_table", self._language.text("ui.sites.table"))
        self._delegate = delegate
        header = self.view.horizontalHeader()
        header.setStyleSheet("QHeaderView::section:first { padding-left: 16px; }")
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setMinimumSectionSize(72)
        self.view.viewport().installEventFilter(self)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.view.activated.connect(lambda at: self.site_opened.emit(self.model.site_row(at.row()).id))
        self.columns = ColumnChoice(self.view, COLUMNS)
        self.columns.refitted.connect(self._fit)
        theme.changed.connect(self.view.viewport().update)

    def _build_empty(self) -> QWidget:
        say = self._language.text
        self._empty = label("", "secondary", wrap=True)
        self._import = button(say("ui.sites.import"), "main", name="import_empty")
        self._import.clicked.connect(self.import_asked)
        self._clear = button(say("ui.sites.clear"), name="clear_filters_empty")
        self._clear.clicked.connect(self.clear_asked)
        buttons = row(self._import, self._clear, None)
        return panel(column(self._empty, buttons, None, spacing=12, margin=16))

    def _refresh(self) -> None:
        shown = [each for each in self._rows if self._shown_ids is None or each.id in self._shown_ids]
        selected = self._selected
        self.model.show_rows(shown, self._segments)
        # A table that is filled anew selects nothing, and says nothing of it.
        self._tell_picked(())
        self._totals = title_text(self._language, shown) if self._rows else ""
        self.note_changed.emit(self._totals)
        self._stack.setCurrentIndex(0 if shown else 1)
        self._import.setVisible(not self._rows)
        self._clear.setVisible(bool(self._rows))
        message_id = "ui.sites.none_shown" if self._rows else "ui.sites.empty"
        self._empty.setText(self._language.text(message_id, shown=0, count=len(self._rows)))
        self._selected = selected
        if selected:
            self.select(selected)

    def _on_selection(self) -> None:
        # Not the current row: that moves to the first one when the table only gets the focus.
        chosen = self.view.selectionModel().selectedRows()
        ids = tuple(self.model.site_row(each.row()).id for each in chosen)
        self._tell_picked(ids if len(ids) > 1 else ())
        # Of several none is the one that card and map show.
        site_id = ids[0] if len(ids) == 1 else ""
        if site_id and site_id != self._selected:
            self._selected = site_id
            self.site_selected.emit(site_id)

    def _tell_picked(self, site_ids: tuple[str, ...]) -> None:
        if site_ids != self._picked:
            self._picked = site_ids
            self.sites_picked.emit(site_ids)
