"""One relation: what is kept of it, what can be done with it, and everything that was said; internal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QWidget

from drentsportal.ui.models.contact_rows import LOG_COLUMNS, log_cells, relation_facts
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, clear, column, label, row
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from drentsportal.domain.cases.case import Case
    from drentsportal.language import Language
    from drentsportal.services.contact_log import ContactLine
    from drentsportal.ui.models.contact_rows import Relation, RelationLog
    from drentsportal.ui.theme import Theme

_CELL_PX: Final = 24
_SAMPLES: Final = {
    "at": "wo 28 nov. 2026,",
    "channel": "telefoon",
    "who": "Anna de Vries,",
    "case": "D-2026-0000",
}
"""Usual words of the columns, none of which is cut off."""


class RelationLogView(QWidget):
    """Shows one relation.

    Signals: ``log_asked()``, ``company_asked()`` to keep or change the company, ``link_asked()`` to tell
    that it stands behind the open case or no longer, ``erase_asked(key)`` to destroy the company,
    ``case_asked(number)``.
    """

    log_asked = Signal()
    company_asked = Signal()
    link_asked = Signal()
    case_asked = Signal(str)
    erase_asked = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it; ``show_log`` fills it, ``show_case`` tells which case is open."""
        super().__init__()
        self._language = language
        self._say = say = language.text
        self._log: RelationLog | None = None
        self._case: Case | None = None
        self._lines: tuple[ContactLine, ...] = ()
        self._name = WordLabel("", "title")
        self._facts = column(spacing=2)
        self.log_button = self._button("ui.contacts.log_contact", "contacts_log", "main")
        self.company_button = self._button("ui.contacts.change_company", "contacts_change")
        self.link_button = self._button("ui.contacts.link_none", "contacts_link")
        self.open_button = self._button("ui.contacts.open_case", "contacts_open_case")
        self.erase_button = self._button("ui.privacy.do.erase_company", "contacts_erase")
        headings = [say(f"ui.contacts.column.{each}") for each in LOG_COLUMNS]
        self.model = TextTableModel(headings)
        delegate = TextTableDelegate(theme, wraps=True)
        self.table = text_table(self.model, delegate, "contacts_table", say("ui.contacts.title"))
        self._count = label("", "small")
        self._none = WordLabel("", "secondary")
        self._said = QStackedWidget()
        self._pages = QStackedWidget()
        self._build()
        self.log_button.clicked.connect(self.log_asked)
        self.company_button.clicked.connect(self.company_asked)
        self.link_button.clicked.connect(self.link_asked)
        self.erase_button.clicked.connect(self._on_erase)
        self.open_button.clicked.connect(self._on_open)
        self.table.activated.connect(lambda _: self._on_open())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._on_line())

    @property
    def relation(self) -> Relation | None:
        """The relation that is shown."""
        return None if self._log is None else self._log.relation

    @property
    def is_linked(self) -> bool:
        """Whether the company that is shown stands behind the open case."""
        company = self.relation.company if self.relation is not None else None
        return company is not None and self._case is not None and self._case.company_key == company.key

    def show_case(self, case: Case | None) -> None:
        """Tell which case is open in the window."""
        self._case = case
        self._show_link()

    def show_log(self, log: RelationLog | None) -> None:
        """Show another relation, ``None`` for none."""
        self._log = log
        self._pages.setCurrentIndex(0 if log is None else 1)
        clear(self._facts)
        self._lines = () if log is None else log.lines
        lines = self._lines
        self.model.show_rows(len(lines), lambda at: log_cells(self._language, lines[at]))
        self._on_line()
        if log is None:
            return
        relation = log.relation
        self._name.show_text(relation.name)
        for each in relation_facts(self._language, log):
            self._facts.addWidget(WordLabel(each, "secondary"))
        self.table.setAccessibleName(self._say("ui.contacts.log", name=relation.name))
        self._count.setText(self._say("ui.contacts.log_count", count=len(lines)) if lines else "")
        self._none.show_text("" if lines else self._say("ui.contacts.no_contacts", name=relation.name))
        self._said.setCurrentIndex(1 if lines else 0)
        self._show_company(relation)
        self._show_link()

    def _button(self, text_id: str, name: str, role: str = "") -> QPushButton:
        return button(self._say(text_id), role, name=name)

    def _build(self) -> None:
        buttons = FlowLayout(8)
        for each in (self.log_button, self.company_button, self.link_button, self.erase_button):
            buttons.addWidget(each)
        acts = QWidget()
        acts.setLayout(buttons)
        header = self.table.horizontalHeader()
        for name in ("subject", "agreement"):
            header.setSectionResizeMode(LOG_COLUMNS.index(name), QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setProperty("framed", "true")
        told, said = QWidget(), QWidget()
        told.setLayout(column(self._none, None))
        said.setLayout(column(self.table, row(self._count, None, self.open_button), spacing=6))
        for page in (told, said):
            self._said.addWidget(page)
        filled = QWidget()
        filled.setLayout(
            column(
                self._name,
                self._facts,
                4,
                acts,
                4,
                self._said,
                spacing=6,
            )
        )
        empty = QWidget()
        empty.setLayout(column(WordLabel(self._say("ui.contacts.choose"), "secondary"), None))
        self._pages.addWidget(empty)
        self._pages.addWidget(filled)
        self.setLayout(column(self._pages))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give each column the width of usual words; subject and agreement share what is left."""
        metrics = self.table.fontMetrics()
        for name, sample in _SAMPLES.items():
            width = metrics.horizontalAdvance(sample) + _CELL_PX
            self.table.horizontalHeader().resizeSection(LOG_COLUMNS.index(name), width)

    def _show_company(self, relation: Relation) -> None:
        self.company_button.setVisible(relation.company is not None or relation.is_typed)
        self.erase_button.setVisible(relation.company is not None)
        text_id = "ui.contacts.keep_company" if relation.is_typed else "ui.contacts.change_company"
        _reword(self.company_button, self._say(text_id))

    def _show_link(self) -> None:
        """Say of a company whether it can be linked, or the link be taken away; others have no link."""
        relation, case = self.relation, self._case
        self.link_button.setVisible(relation is not None and relation.company is not None)
        self.link_button.setEnabled(case is not None)
        if case is None:
            _reword(self.link_button, self._say("ui.contacts.link_none"))
            self.link_button.setToolTip(self._say("ui.contacts.link_needs"))
            return
        text_id = "ui.contacts.unlink" if self.is_linked else "ui.contacts.link"
        _reword(self.link_button, self._say(text_id, number=case.number))
        told = "" if self.is_linked else self._say("ui.contacts.link_told", title=case.request.title)
        self.link_button.setToolTip(told)

    def _on_erase(self) -> None:
        if self.relation is not None and self.relation.company is not None:
            self.erase_asked.emit(self.relation.company.key)

    def _on_line(self) -> None:
        self.open_button.setEnabled(bool(self._case_of_line()))

    def _on_open(self) -> None:
        if number := self._case_of_line():
            self.case_asked.emit(number)

    def _case_of_line(self) -> str:
        at = self.table.currentIndex().row()
        return self._lines[at].case_number if 0 <= at < len(self._lines) else ""


def _reword(made: QPushButton, text: str) -> None:
    made.setText(text)
    made.setAccessibleName(text)
