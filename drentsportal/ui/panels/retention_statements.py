"""The statements of destruction in the window for terms, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from drentsportal.ui.dialogs.privacy_dialog import fit_columns
from drentsportal.ui.models.privacy_rows import STATEMENT_COLUMNS, statement_cells
from drentsportal.ui.widgets.parts import button, column, row
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.models.privacy_rows import Statement
    from drentsportal.ui.theme import Theme


class RetentionStatements(QWidget):
    """What was destroyed or anonymised, when, by whom and on what ground.

    Signal: ``save_asked()`` to write the statements as a file.
    """

    save_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it; ``show_statements`` fills it."""
        super().__init__()
        say = language.text
        self._language = language
        self.model = TextTableModel([say(f"ui.privacy.column.{each}") for each in STATEMENT_COLUMNS])
        delegate = TextTableDelegate(theme, wraps=True)
        self.table = text_table(self.model, delegate, "retention_statements", say("ui.privacy.statements"))
        fit_columns(
            self.table,
            {0: "D-2026-0000", 1: "wo 28 nov. 2026,", 2: "Anna de Vries, Provincie"},
            (3, 4),
        )
        self.save_button = button(say("ui.privacy.do.save_statements"), name="retention_save")
        self.save_button.clicked.connect(self.save_asked)
        none = QWidget()
        none.setLayout(column(WordLabel(say("ui.privacy.statements.none"), "secondary"), None))
        self._pages = QStackedWidget()
        for each in (none, self.table):
            self._pages.addWidget(each)
        foot = row()
        foot.addWidget(WordLabel(say("ui.privacy.statements.kept"), "small"), 1)
        foot.addWidget(self.save_button)
        self.setLayout(column(self._pages, foot))
        self.setContentsMargins(0, 8, 0, 0)
        self.show_statements(())

    def show_statements(self, statements: Sequence[Statement]) -> None:
        """Show the statements, the newest first."""
        found = tuple(statements)
        self.model.show_rows(len(found), lambda at: statement_cells(self._language, found[at]))
        self._pages.setCurrentIndex(1 if found else 0)
        self.save_button.setEnabled(bool(found))

    def select_newest(self) -> None:
        """Select the statement that was just made."""
        self.table.selectRow(0)
