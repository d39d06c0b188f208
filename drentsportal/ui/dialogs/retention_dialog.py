"""Bewaartermijnen: every case with its term, what is due on top, and the statements of destruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QSplitter, QStackedWidget, QTabWidget, QWidget

from drentsportal.domain.retention.standing import RetentionState
from drentsportal.ui.dialogs.privacy_dialog import PrivacyDialog, fit_columns
from drentsportal.ui.icons import icon
from drentsportal.ui.models.privacy_rows import (
    STATEMENT_COLUMNS,
    TERM_COLUMNS,
    statement_cells,
    term_cells,
)
from drentsportal.ui.panels.retention_pane import RetentionPane
from drentsportal.ui.widgets.parts import button, column, label, name_tabs, row
from drentsportal.ui.widgets.steady_combo import SteadyCombo
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.models.privacy_rows import Statement, TermLine
    from drentsportal.ui.theme import Theme

_PANE_PX: Final = 400
_STATE_PX: Final = 240
_MANY: Final = 100
_TWO_LINES_PX: Final = 46
"""Above so many rows each has room for two lines: measuring them all would hold up who types."""
_CASES, _STATEMENTS = 0, 1


class RetentionDialog(PrivacyDialog):
    """Cases at the left, the term of the chosen one at the right; statements in a tab of their own.

    Signal: ``save_asked()`` to write the statements as a file.
    What is asked of one case are the signals of ``pane``.
    """

    save_asked = Signal()

    def __init__(self, parent: QWidget, theme: Theme, language: Language) -> None:
        """Build it; ``show_lines`` and ``show_statements`` fill it."""
        super().__init__(parent, theme, language, "retention")
        say = self._say
        self._lines: tuple[TermLine, ...] = ()
        self._shown: tuple[TermLine, ...] = ()
        self._chosen = ""
        self._is_told = False
        self.search = QLineEdit()
        self.search.setObjectName("retention_search")
        self.search.setPlaceholderText(say("ui.privacy.search"))
        self.search.setAccessibleName(say("ui.privacy.search"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", theme), QLineEdit.ActionPosition.LeadingPosition)
        states = [("ui.privacy.filter.all", "")]
        states += [(f"ui.privacy.filter.{each.value}", each.value) for each in RetentionState]
        self.state = SteadyCombo(
            [(say(text_id), meant) for text_id, meant in states],
            "retention_state",
            say("ui.privacy.filter"),
        )
        self.state.setMaximumWidth(_STATE_PX)
        self.model = TextTableModel(
            [say(f"ui.privacy.column.{each}") for each in TERM_COLUMNS],
            frozenset({TERM_COLUMNS.index("kept")}),
        )
        self.table = text_table(
            self.model, TextTableDelegate(theme, wraps=True), "retention_cases", say("ui.privacy.cases")
        )
        self.table.verticalHeader().setDefaultSectionSize(_TWO_LINES_PX)
        self._count = label("", "small")
        self._nothing = WordLabel("", "secondary")
        self._found = QStackedWidget()
        self.pane = RetentionPane(language)
        self.statements = TextTableModel([say(f"ui.privacy.column.{each}") for each in STATEMENT_COLUMNS])
        self.statement_table = text_table(
            self.statements,
            TextTableDelegate(theme, wraps=True),
            "retention_statements",
            say("ui.privacy.statements"),
        )
        self._said = QStackedWidget()
        self.save_button = button(say("ui.privacy.do.save_statements"), name="retention_save")
        self.tabs = QTabWidget()
        self._build()
        self.search.textChanged.connect(lambda _: self._filter())
        self.state.currentIndexChanged.connect(lambda _: self._filter())
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._on_row(now.row()))
        self.save_button.clicked.connect(self.save_asked)
        self.search.setFocus()

    def show_lines(self, lines: Sequence[TermLine], chosen: str = "") -> None:
        """Show how the cases stand now, and choose one; empty keeps the chosen one."""
        self._lines = tuple(lines)
        self._chosen = chosen or self._chosen
        if chosen and not any(each.number == chosen for each in self._wanted()):
            self.search.clear()
            self.state.choose("")
        self._filter()

    def show_statements(self, statements: Sequence[Statement]) -> None:
        """Show the statements, the newest first."""
        found = tuple(statements)
        self.statements.show_rows(len(found), lambda at: statement_cells(self._language, found[at]))
        self._said.setCurrentIndex(1 if found else 0)
        self.save_button.setEnabled(bool(found))
        self.tabs.setTabText(_STATEMENTS, self._say("ui.privacy.tab.statements", count=len(found)))

    def show_newest_statement(self) -> None:
        """Bring the statement that was just made to the front."""
        self.tabs.setCurrentIndex(_STATEMENTS)
        self.statement_table.selectRow(0)

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._say
        fit_columns(self.table, {2: "28 nov. 2026", 3: "Nog geen categorie mm"}, (0, 1))
        fit_columns(
            self.statement_table,
            {0: "D-2026-0000", 1: "wo 28 nov. 2026,", 2: "Anna de Vries, Provincie"},
            (3, 4),
        )
        nothing = QWidget()
        nothing.setLayout(column(self._nothing, None))
        for page in (self.table, nothing):
            self._found.addWidget(page)
        left = QWidget()
        left.setLayout(column(row(self.search, self.state), self._found, self._count))
        left.setContentsMargins(0, 8, 8, 0)
        self.pane.setContentsMargins(8, 8, 0, 0)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(self.pane)
        parts.setStretchFactor(0, 1)
        none = QWidget()
        none.setLayout(column(WordLabel(say("ui.privacy.statements.none"), "secondary"), None))
        for each in (none, self.statement_table):
            self._said.addWidget(each)
        kept = WordLabel(say("ui.privacy.statements.kept"), "small")
        foot = row()
        foot.addWidget(kept, 1)
        foot.addWidget(self.save_button)
        statements = QWidget()
        statements.setLayout(column(self._said, foot))
        statements.setContentsMargins(0, 8, 0, 0)
        self.tabs.setObjectName("retention_tabs")
        self.tabs.setDocumentMode(True)
        name_tabs(self.tabs, say("ui.privacy.tabs"))
        self.tabs.addTab(parts, say("ui.privacy.tab.cases"))
        self.tabs.addTab(statements, say("ui.privacy.tab.statements", count=0))
        self.show_statements(())
        self.fill(self.tabs)
        parts.setSizes([max(1, self.width() - _PANE_PX), _PANE_PX])

    # -- choosing -------------------------------------------------------------------------------------

    def _wanted(self) -> tuple[TermLine, ...]:
        state, words = str(self.state.currentData()), self.search.text()
        return tuple(
            each for each in self._lines if state in ("", each.standing.state.value) and each.answers(words)
        )

    def _filter(self) -> None:
        wanted = self._shown = self._wanted()
        chosen = next((at for at, each in enumerate(wanted) if each.number == self._chosen), -1)
        self._is_told = True
        self.table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.Fixed if len(wanted) > _MANY else QHeaderView.ResizeMode.ResizeToContents
        )
        self.model.show_rows(len(wanted), lambda at: term_cells(self._language, wanted[at]))
        if chosen >= 0:
            self.table.selectRow(chosen)
            self.table.scrollTo(self.model.index(chosen, 0))
        self._is_told = False
        self._found.setCurrentIndex(0 if wanted else 1)
        self._nothing.show_text(self._say("ui.privacy.none_found" if self._lines else "ui.privacy.no_cases"))
        due = sum(each.standing.state is RetentionState.DUE for each in self._lines)
        self._count.setText(self._say("ui.privacy.count", count=len(wanted), due=due))
        self.pane.say_empty(self._say("ui.privacy.choose" if self._lines else "ui.privacy.no_cases"))
        self.pane.show_line(wanted[chosen] if chosen >= 0 else None)

    def _on_row(self, at: int) -> None:
        if 0 <= at < len(self._shown) and not self._is_told:
            self._chosen = self._shown[at].number
            self.tell("")
            self.pane.show_line(self._shown[at])
