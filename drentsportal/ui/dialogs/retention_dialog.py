"""Bewaartermijnen: every case with its term, what is due on top, and the statements of destruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from drentsportal.domain.retention.standing import RetentionState
from drentsportal.ui.dialogs.privacy_dialog import PrivacyDialog, fit_columns
from drentsportal.ui.models.privacy_rows import TERM_COLUMNS, term_cells
from drentsportal.ui.panels.retention_pane import RetentionPane
from drentsportal.ui.panels.retention_statements import RetentionStatements
from drentsportal.ui.widgets.parts import column, label, name_tabs, row
from drentsportal.ui.widgets.row_choice import RowChoice
from drentsportal.ui.widgets.search_field import search_field
from drentsportal.ui.widgets.steady_combo import SteadyCombo
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.two_sides import two_sides
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.models.privacy_rows import Statement, TermLine
    from drentsportal.ui.theme import Theme

_PANE_PX: Final = 400
_STATE_PX: Final = 240
_STATEMENTS: Final = 1
"""The place of their tab."""


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
        self.search = search_field(theme, language, "retention_search", say("ui.privacy.search"))
        self.state = _state_choice(language)
        self.model = TextTableModel(
            [say(f"ui.privacy.column.{each}") for each in TERM_COLUMNS],
            frozenset({TERM_COLUMNS.index("kept")}),
        )
        self.table = text_table(
            self.model, TextTableDelegate(theme, wraps=True), "retention_cases", say("ui.privacy.cases")
        )
        self._rows = RowChoice(self.table, self.model)
        self._count = label("", "small")
        self._nothing = WordLabel("", "secondary")
        self._found = QStackedWidget()
        self.pane = RetentionPane(language)
        self.statements = RetentionStatements(theme, language)
        self.tabs = QTabWidget()
        self._build()
        self.search.textChanged.connect(lambda _: self._filter())
        self.state.currentIndexChanged.connect(lambda _: self._filter())
        self._rows.chosen.connect(self._on_row)
        self.statements.save_asked.connect(self.save_asked)
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
        self.statements.show_statements(statements)
        self.tabs.setTabText(_STATEMENTS, self._say("ui.privacy.tab.statements", count=len(statements)))

    def show_newest_statement(self) -> None:
        """Bring the statement that was just made to the front."""
        self.tabs.setCurrentIndex(_STATEMENTS)
        self.statements.select_newest()

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._say
        fit_columns(self.table, {2: "28 nov. 2026", 3: "Nog geen categorie mm"}, (0, 1))
        nothing = QWidget()
        nothing.setLayout(column(self._nothing, None))
        for page in (self.table, nothing):
            self._found.addWidget(page)
        left = QWidget()
        left.setLayout(column(row(self.search, self.state), self._found, self._count))
        parts = two_sides(left, self.pane, wide=left, top_px=8)
        self.tabs.setObjectName("retention_tabs")
        self.tabs.setDocumentMode(True)
        name_tabs(self.tabs, say("ui.privacy.tabs"))
        self.tabs.addTab(parts, say("ui.privacy.tab.cases"))
        self.tabs.addTab(self.statements, say("ui.privacy.tab.statements", count=0))
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
        self._rows.show_rows(len(wanted), lambda at: term_cells(self._language, wanted[at]), chosen)
        self._found.setCurrentIndex(0 if wanted else 1)
        self._nothing.show_text(self._say("ui.privacy.none_found" if self._lines else "ui.privacy.no_cases"))
        due = sum(each.standing.state is RetentionState.DUE for each in self._lines)
        self._count.setText(self._say("ui.privacy.count", count=len(wanted), due=due))
        self.pane.say_empty(self._say("ui.privacy.choose" if self._lines else "ui.privacy.no_cases"))
        self.pane.show_line(wanted[chosen] if chosen >= 0 else None)

    def _on_row(self, at: int) -> None:
        self._chosen = self._shown[at].number
        self.tell("")
        self.pane.show_line(self._shown[at])


def _state_choice(language: Language) -> SteadyCombo:
    states = [("ui.privacy.filter.all", "")]
    states += [(f"ui.privacy.filter.{each.value}", each.value) for each in RetentionState]
    choices = [(language.text(text_id), meant) for text_id, meant in states]
    made = SteadyCombo(choices, "retention_state", language.text("ui.privacy.filter"))
    made.setMaximumWidth(_STATE_PX)
    return made
