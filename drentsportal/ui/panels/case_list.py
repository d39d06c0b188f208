"""The list of cases, overdue first, with chips that filter it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from drentsportal.ui.fonts import role_font
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.models.case_list import CaseListModel
from drentsportal.ui.widgets.case_columns import CaseColumns
from drentsportal.ui.widgets.case_delegate import ROW_HEIGHT, CaseDelegate
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.inbox_search import InboxSearch
from drentsportal.ui.widgets.parts import button, column, label, panel, restyle, row
from drentsportal.ui.widgets.table_copy import CopyTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.models.inbox_line import InboxLine, OpenInbox
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.inbox_search import Found

FILTERS: Final = ("open", "overdue", "mine", "answered", "unattended")
_OF_ANSWERED: Final = ("answered", "unattended")
"""What can be chosen only once the cases that are over are read too."""
_LEAST_LIST: Final = 60


class CaseListPanel(QWidget):
    """Everything that waits for an answer.

    Signals: ``case_selected(number)`` when the selection moves; ``case_opened(number)`` on Enter or double
    click; ``new_asked()`` from the empty state; ``shown_changed()`` after other cases are shown, or the same
    with other clocks. ``search`` tells what is looked for; ``show_found`` answers.
    """

    case_selected = Signal(str)
    case_opened = Signal(str)
    new_asked = Signal()
    shown_changed = Signal()

    def __init__(self, theme: Theme, language: Language, owner_name: str) -> None:
        """Build the list; ``owner_name`` is the person at the desk, for the filter of own cases."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._owner_name = owner_name
        self._filter = FILTERS[0]
        self._lines: tuple[InboxLine, ...] = ()
        self._is_whole = True
        self._has_no_sites = False
        self._found: Found | None = None
        self._selected = ""
        self._rests = False
        self.search = InboxSearch(language)
        self.model = CaseListModel(language)
        self._chips = {name: self._chip(name) for name in FILTERS}
        group = QButtonGroup(self)
        for made in self._chips.values():
            group.addButton(made)
        self._chips[self._filter].setChecked(True)
        self._view = self._build_view(theme)
        self._columns = CaseColumns(self._view, self.model)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        # What it says when it is empty is higher than the least that a list of cases needs.
        self._stack.setMinimumHeight(_LEAST_LIST)
        self._stack.addWidget(self._build_empty())
        self._order = label(self._say("ui.cases.order"), "small")
        self._order.setMinimumHeight(self._chips[self._filter].sizeHint().height())
        head = column(self.search, flow(*self._chips.values(), self._order))
        head.setContentsMargins(16, 10, 16, 10)
        self.setLayout(column(panel(column(head, self._stack, spacing=0))))

    def show_lines(self, lines: Sequence[InboxLine]) -> None:
        """Show the cases; the selection stays on the case that had it."""
        was_there = any(line.number == self._selected for line in self._lines)
        self._lines = tuple(lines)
        self._is_whole = True
        for name, made in self._chips.items():
            made.setEnabled(self._found is None)
            self._count(made, name, len(self._filtered(name)))
        # A case that was answered or done just now leaves the list, and stays in the dossier.
        is_there = any(line.number == self._selected for line in self._lines)
        # Where one was destroyed the dossier says so: another does not come in its place by itself.
        self._rests = self._rests or (was_there and not is_there)
        self._show(keeps=is_there or self._rests)

    def show_open(self, inbox: OpenInbox) -> None:
        """Show what waits for an answer while the rest is read; that can be chosen once it is there."""
        self.show_lines(inbox.lines)
        self._count(self._chips["answered"], "answered", inbox.answered_count)
        for name in _OF_ANSWERED:
            self._chips[name].setEnabled(not inbox.answered_count)
        if inbox.answered_count:
            # How many of them nobody has a task in is not known yet; that is not none.
            unknown = self._say("ui.cases.filter.unattended_unread")
            self._chips["unattended"].setText(unknown)
            self._chips["unattended"].setAccessibleName(unknown)
        self._is_whole = not inbox.answered_count

    def show_found(self, found: Found | None) -> None:
        """Show the cases in which something was found, the best first; ``None`` ends that."""
        self._found = found
        for name, made in self._chips.items():
            made.setEnabled(found is None and (self._is_whole or name not in _OF_ANSWERED))
        self._order.setText(self._say("ui.cases.order" if found is None else "ui.inbox.order_found"))
        self._show()

    def shown_lines(self) -> tuple[InboxLine, ...]:
        """Return the cases that are in the list now."""
        if self._found is None:
            return self._filtered(self._filter)
        by_number = {line.number: line for line in self._lines}
        return tuple(by_number[number] for number in self._found.where if number in by_number)

    def _show(self, *, keeps: bool = False) -> None:
        """Show the lines; what was selected stays so and stays in its place on the screen.

        Where it is not among them the first one is selected, unless the selection ``keeps``.
        """
        selected, place = self._selected, self._view.verticalScrollBar().value()
        shown = self.shown_lines()
        self.model.show_lines(shown, None if self._found is None else self._found.where)
        self._columns.suit(is_found=self._found is not None)
        self._stack.setCurrentIndex(0 if shown else 1)
        self._word_empty()
        if self.model.row_of(selected) >= 0:
            self.select(selected)
            self._view.verticalScrollBar().setValue(place)
        elif not keeps:
            self.select(shown[0].number if shown else "")
        self.shown_changed.emit()

    def tell_without_sites(self, *, is_empty: bool) -> None:
        """Say in the empty list that sites come first, where the workspace has none."""
        self._has_no_sites = is_empty
        self._word_empty()

    def select(self, number: str) -> None:
        """Select a case, if the filter shows it."""
        row_number = self.model.row_of(number)
        if row_number >= 0 and row_number != self._view.currentIndex().row():
            self._view.selectRow(row_number)

    def follow(self, number: str) -> None:
        """Select the case that the dossier shows; where the list leaves it out, none is selected."""
        if number == self._selected:
            return
        self._selected = number
        if self.model.row_of(number) >= 0:
            self.select(number)
        else:
            # One that was made just now comes with the next reading; none other takes its place till then.
            self._rests = True
            self._view.setCurrentIndex(QModelIndex())
            self._view.clearSelection()
        self.shown_changed.emit()

    def selected_number(self) -> str:
        """Return the number of the selected case, empty for none."""
        index = self._view.currentIndex()
        return self.model.line(index.row()).number if index.isValid() else ""

    def _count(self, chip: QPushButton, name: str, count: int) -> None:
        """Say on a chip how many there are, also to who hears it."""
        text = self._say(f"ui.cases.filter.{name}", count=count)
        chip.setText(text)
        chip.setAccessibleName(text)

    def _chip(self, name: str) -> QPushButton:
        made = button(self._say(f"ui.cases.filter.{name}", count=0), name=f"filter_{name}")
        made.setCheckable(True)
        made.setProperty("role", "filter")
        made.setFont(role_font("filter"))
        explain(self._language, f"filter.{name}", made)
        made.clicked.connect(lambda: self._use_filter(name))
        return made

    def _build_view(self, theme: Theme) -> QTableView:
        view = CopyTable()
        view.setObjectName("case_list")
        view.setModel(self.model)
        view.setItemDelegate(CaseDelegate(theme))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setMouseTracking(True)
        view.setTabKeyNavigation(False)
        view.setAccessibleName(self._say("ui.cases.title"))
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setFont(role_font("header"))
        view.selectionModel().currentRowChanged.connect(self._on_row)
        view.activated.connect(lambda index: self.case_opened.emit(self.model.line(index.row()).number))
        return view

    def _build_empty(self) -> QWidget:
        self._new = new = button(self._say("ui.action.new_case"), "main", name="new_case_empty")
        new.clicked.connect(self.new_asked)
        self._empty = label(self._say("ui.cases.first"), "secondary", wrap=True)
        return panel(column(self._empty, row(new, None), None, spacing=12, margin=16))

    def _word_empty(self) -> None:
        """Say what is not there and what to do: in a filter another thing than in an empty workspace."""
        text_id = "ui.cases.none_in_filter" if self._lines else "ui.cases.first"
        if self._found is not None:
            text_id = "ui.inbox.nothing_found"
        needs_sites = self._has_no_sites and not self._lines
        if needs_sites:
            text_id = "ui.cases.first_without_sites"
        self._empty.setText(self._say(text_id))
        # What comes first then stands on the map, with the main button of the window.
        self._new.setProperty("role", "" if needs_sites else "main")
        restyle(self._new)

    def _use_filter(self, name: str) -> None:
        self._filter = name
        self._show()

    def _filtered(self, name: str) -> tuple[InboxLine, ...]:
        if name == "answered":
            return tuple(line for line in self._lines if line.is_answered)
        if name == "unattended":
            return tuple(line for line in self._lines if line.is_unattended)
        still_open = tuple(line for line in self._lines if not line.is_answered)
        if name == "overdue":
            return tuple(line for line in still_open if line.is_overdue)
        if name == "mine":
            return tuple(line for line in still_open if line.owner.name == self._owner_name)
        return still_open

    def _on_row(self, current: QModelIndex) -> None:
        """Tell that another case is selected; one that stays so while the list is read again is not told."""
        if not current.isValid():
            return
        number = self.model.line(current.row()).number
        self._rests = False
        if number != self._selected:
            self._selected = number
            self.case_selected.emit(number)
