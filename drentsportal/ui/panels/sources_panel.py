"""The remembered sources: what they are, how old their data are, how they stand, and refreshing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QProgressBar, QWidget

from drentsportal.ui.guide.explanations import explanations
from drentsportal.ui.icons import icon
from drentsportal.ui.models.site_table import age_text
from drentsportal.ui.widgets.column_choice import ColumnChoice
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.domain.merge.data_source import SourceState
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("title", "kind", "fetched", "state")
_WIDTHS: Final = (230, 132, 176, 280)
_WAITS: Final = "source.needs_review"


class SourcesPanel(QWidget):
    """The list of sources with what can be done to them.

    Signals: ``refresh_asked(ids)`` with the ids of the sources to read again; ``review_asked(id)`` for one
    whose new data wait for a look; ``add_asked()``; ``change_asked(id)``; ``forget_asked(id)``;
    ``cancel_asked()`` to stop what is under way.
    """

    refresh_asked = Signal(tuple)
    review_asked = Signal(str)
    add_asked = Signal()
    change_asked = Signal(str)
    forget_asked = Signal(str)
    cancel_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the panel; it starts empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self._states: tuple[SourceState, ...] = ()
        self._is_busy = False
        self._build_view()
        self._build_buttons()
        self._build_progress()
        self._empty = self._empty_state()
        self._tools = QWidget()
        self._tools.setLayout(self._top)
        body = column(self._tools, self._empty, spacing=8)
        body.addWidget(self.view, 1)
        self._fault = label("", "warning", wrap=True)
        body.addWidget(self._fault)
        self._acts = QWidget()
        self._acts.setLayout(self._bottom)
        body.addWidget(self._acts)
        body.addWidget(self._busy)
        body.addStretch(0)
        self.setLayout(column(panel(body, (16, 12, 16, 12))))
        self._refresh()

    def show_sources(self, states: Sequence[SourceState], now_utc: datetime) -> None:
        """Show the sources as they stand; the selection stays on its source."""
        selected = self.selected_id()
        self._states = tuple(states)
        self.model.show_rows(len(states), lambda at: self._cells(states[at], now_utc))
        ids = [state.source.id for state in states]
        if ids:
            self.view.selectRow(ids.index(selected) if selected in ids else 0)
        self._refresh()

    def show_busy(self, text: str, done: int = 0, total: int = 0) -> None:
        """Show that sources are being read; ``total`` 0 means that nobody knows how long."""
        self._is_busy = True
        self._doing.setText(text)
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        self._refresh()

    def show_idle(self) -> None:
        """Show that nothing is under way."""
        self._is_busy = False
        self._refresh()

    def selected_id(self) -> str:
        """Return the id of the selected source, "" where there is none."""
        chosen = self.view.selectionModel().selectedRows()
        at = chosen[0].row() if chosen else -1
        return self._states[at].source.id if 0 <= at < len(self._states) else ""

    def _empty_state(self) -> QWidget:
        """Return what stands here before anything is remembered: what it is for, and the one way to begin."""
        self.first_button = button(self._say("ui.sources.add_first"), "main", name="add_first")
        self.first_button.clicked.connect(self.add_asked)
        made = QWidget()
        about = label(self._say("ui.sources.empty"), "secondary", wrap=True)
        title = label(self._say("ui.sources.empty_title"), "section", wrap=True)
        made.setLayout(column(title, about, row(self.first_button, None), spacing=8))
        return made

    def _build_view(self) -> None:
        self.model = TextTableModel(
            [self._say(f"ui.sources.column.{name}") for name in _COLUMNS],
            explained=explanations(self._language, "sources", _COLUMNS),
        )
        self._delegate = TextTableDelegate(self._theme)
        self.view = text_table(self.model, self._delegate, "sources", self._say("ui.sources.title"))
        self.columns = ColumnChoice(self.view, _COLUMNS)
        self.view.setProperty("framed", "true")
        header = self.view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(len(_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._refresh())
        self.view.activated.connect(lambda _: self.change_asked.emit(self.selected_id()))
        self._theme.changed.connect(self.view.viewport().update)

    def _build_buttons(self) -> None:
        say = self._say
        self.all_button = button(say("ui.sources.refresh_all"), "", icon("refresh", self._theme), name="all")
        self.all_button.clicked.connect(
            lambda: self.refresh_asked.emit(tuple(state.source.id for state in self._states))
        )
        self.add_button = button(say("ui.sources.add"), "main", name="add")
        self.add_button.clicked.connect(self.add_asked)
        self._top = row(self.all_button, None, self.add_button)
        self.refresh_button = button(say("ui.sources.refresh"), name="refresh")
        self.refresh_button.clicked.connect(lambda: self.refresh_asked.emit((self.selected_id(),)))
        self.review_button = button(say("ui.sources.review"), name="review")
        self.review_button.clicked.connect(lambda: self.review_asked.emit(self.selected_id()))
        self.change_button = button(say("ui.sources.change"), name="change")
        self.change_button.clicked.connect(lambda: self.change_asked.emit(self.selected_id()))
        self.forget_button = button(say("ui.sources.forget"), name="forget")
        self.forget_button.clicked.connect(lambda: self.forget_asked.emit(self.selected_id()))
        self._bottom = row(
            self.refresh_button, self.review_button, self.change_button, self.forget_button, None
        )

    def _build_progress(self) -> None:
        self._doing = label("", "small", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._say("ui.sources.busy"))
        self.stop_button = button(self._say("ui.sources.stop"), name="stop")
        self.stop_button.clicked.connect(self.cancel_asked)
        line = row(spacing=8)
        line.addLayout(column(self._doing, self._bar, spacing=4), 1)
        line.addWidget(self.stop_button)
        self._busy = QWidget()
        self._busy.setLayout(line)

    def _refresh(self) -> None:
        state = next((each for each in self._states if each.source.id == self.selected_id()), None)
        self._empty.setVisible(not self._states)
        self.view.setVisible(bool(self._states))
        waits = state is not None and state.fault is not None and state.fault.id == _WAITS
        fault = None if state is None else state.fault
        self._fault.setVisible(fault is not None)
        self._fault.setText("" if state is None else self._fault_text(state))
        for each in (self._tools, self._acts):
            each.setVisible(bool(self._states))
        self.first_button.setEnabled(not self._is_busy)
        self.review_button.setVisible(waits)
        for each in (self.refresh_button, self.review_button, self.change_button, self.forget_button):
            each.setEnabled(state is not None and not self._is_busy)
        self.all_button.setEnabled(bool(self._states) and not self._is_busy)
        self.add_button.setEnabled(not self._is_busy)
        self._busy.setVisible(self._is_busy)

    def _fault_text(self, state: SourceState) -> str:
        """Say what is wrong, and that what was read before is still in use where anything was."""
        if state.fault is None:
            return ""
        kept = "ui.sources.nothing_read" if state.fetched_at_utc is None else "ui.sources.last_good"
        return f"{self._say(state.fault)} {self._say(kept)}"

    def _cells(self, state: SourceState, now_utc: datetime) -> tuple[TextCell, ...]:
        return (
            TextCell(state.source.title, strong=True),
            TextCell(self._say(f"source.kind.{state.source.kind.value}")),
            self._age_cell(state, now_utc),
            self._state_cell(state),
        )

    def _age_cell(self, state: SourceState, now_utc: datetime) -> TextCell:
        if state.fetched_at_utc is None:
            return TextCell(chip=self._say("source.never"))
        days = max(0, (now_utc - state.fetched_at_utc).days)
        most = state.source.max_age_days
        words = age_text(self._language, days, "ui.sources.age") if days else self._say("ui.sources.today")
        if most is None:
            return TextCell(words)
        if days > most:
            return TextCell(words, mark="stale", mark_role="check_text", text_role="check_text")
        return TextCell(words, mark="fits", mark_role="fits_text")

    def _state_cell(self, state: SourceState) -> TextCell:
        if state.fault is None:
            unread = state.fetched_at_utc is None
            return TextCell(self._say("ui.sources.unread" if unread else "source.in_order"), quiet=unread)
        if state.fault.id == _WAITS:
            return TextCell(chip=self._say("ui.sources.waits"), tone="check", text=self._say(state.fault))
        return TextCell(chip=self._say("ui.sources.failed"), tone="fails", text=self._say(state.fault))
