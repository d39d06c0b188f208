"""Wie heeft wat geopend: the log of looks of a case, a company or a person, the newest on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QWidget

from drentsportal.ui.dialogs.privacy_dialog import PrivacyDialog, fit_columns
from drentsportal.ui.models.privacy_rows import LOOK_COLUMNS, Subjects, labels_of, look_cells
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.steady_combo import SteadyCombo
from drentsportal.ui.widgets.subject_line import SubjectLine
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.cases.access import AccessEntry
    from drentsportal.language import Language
    from drentsportal.ui.models.privacy_rows import Subject
    from drentsportal.ui.theme import Theme

KINDS: Final = ("case", "company", "person")
_MANY: Final = 200
_NOTHING: Final = Subjects((), (), ())
_KIND_PX: Final = 240


class AccessDialog(PrivacyDialog):
    """Asks of what or by whom, and lists the looks.

    Signal: ``asked(kind, key)`` with one of ``KINDS``.
    """

    asked = Signal(str, str)

    def __init__(self, parent: QWidget, theme: Theme, language: Language) -> None:
        """Build it; ``offer`` tells what can be asked for."""
        super().__init__(parent, theme, language, "access")
        say = self._say
        self._subjects = _NOTHING
        self._labels: dict[str, str] = {}
        self.kind = SteadyCombo(
            [(say(f"ui.privacy.access.{each}"), each) for each in KINDS],
            "access_kind",
            say("ui.privacy.access.kind"),
        )
        self.kind.setMaximumWidth(_KIND_PX)
        self.subject = SubjectLine(language, "access_subject", say("ui.privacy.access.subject"))
        self.show_button = button(say("ui.privacy.do.show"), name="access_show")
        self.model = TextTableModel([say(f"ui.privacy.look.{each}") for each in LOOK_COLUMNS])
        self.table = text_table(
            self.model, TextTableDelegate(theme, wraps=True), "access_table", say("ui.privacy.looks")
        )
        fit_columns(
            self.table,
            {0: "wo 28 nov. 2026, 00.00 uur", 2: "selectie voor de Woo verstrekt"},
            (1, 3),
        )
        self._none = WordLabel(say("ui.privacy.access.empty"), "secondary")
        self._count = label("", "small")
        self._pages = QStackedWidget()
        none = QWidget()
        none.setLayout(column(self._none, None))
        for each in (none, self.table):
            self._pages.addWidget(each)
        body = column(row(self.kind, self.subject, self.show_button))
        body.addWidget(self._pages, 1)
        body.addWidget(self._count)
        self.fill(body)
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self.subject.chosen.connect(lambda _: self._ask())
        self.show_button.clicked.connect(self._ask)
        self.subject.setFocus()

    def offer(self, subjects: Subjects) -> None:
        """Complete these from now on."""
        self._subjects, self._labels = subjects, labels_of(subjects)
        self.subject.offer(self._offered())
        self.subject.choose(self.subject.key)

    def ask(self, kind: str, key: str) -> None:
        """Ask for something that somebody looked at elsewhere."""
        self.kind.choose(kind)
        self.subject.choose(key)
        self._ask()

    def show_looks(self, key: str, looks: Sequence[AccessEntry]) -> None:
        """Show what was found, the newest first; unless something else is named by now."""
        if key != self.subject.key:
            return
        found = tuple(reversed(looks))
        self.table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.Fixed if len(found) > _MANY else QHeaderView.ResizeMode.ResizeToContents
        )
        self.model.show_rows(len(found), lambda at: look_cells(self._language, found[at], self._labels))
        self._pages.setCurrentIndex(1 if found else 0)
        self._none.show_text(self._say("ui.privacy.access.none", name=self._labels.get(key, key)))
        self._count.setText(self._say("ui.privacy.access.count", count=len(found)) if found else "")

    # -- asking ---------------------------------------------------------------------------------------

    def _offered(self) -> Sequence[Subject]:
        kind = str(self.kind.currentData())
        by_kind = {
            "case": self._subjects.cases,
            "company": self._subjects.companies,
            "person": self._subjects.persons,
        }
        return by_kind[kind]

    def _on_kind(self) -> None:
        self.subject.clear()
        self.subject.offer(self._offered())
        self._clear()

    def _clear(self) -> None:
        self.model.show_rows(0, lambda _: ())
        self._none.show_text(self._say("ui.privacy.access.empty"))
        self._pages.setCurrentIndex(0)
        self._count.setText("")

    def _ask(self) -> None:
        self.tell("")
        if key := self.subject.key:
            self.asked.emit(str(self.kind.currentData()), key)
        else:
            self._clear()
