"""Contacten: companies, gemeenten and partners with one log each; internal, in no export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QStackedWidget, QWidget

from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.ui.icons import icon
from drentsportal.ui.models.contact_rows import RELATION_COLUMNS, relation_cells, same_party
from drentsportal.ui.panels.relation_log import RelationLogView
from drentsportal.ui.widgets.parts import button, column, label, line, restyle, row
from drentsportal.ui.widgets.row_choice import RowChoice
from drentsportal.ui.widgets.search_field import search_field
from drentsportal.ui.widgets.steady_combo import SteadyCombo
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.two_sides import two_sides
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QTableView

    from drentsportal.domain.relations.contact_log import Party
    from drentsportal.language import Language
    from drentsportal.ui.models.contact_rows import Relation, RelationLog
    from drentsportal.ui.theme import Theme

_WIDTH: Final = 1320
_HEIGHT: Final = 720
_MARGIN: Final = 60
_LIST_PX: Final = 396
_CELL_PX: Final = 24
_SAMPLES: Final = {"kind": "uit aanvraag", "last": "28 nov. 2026"}
"""Words of the columns beside the name, none of which is cut off."""


class ContactsDialog(QDialog):
    """Relations at the left, the log of the chosen one at the right.

    Signals: ``relation_chosen(relation)`` with the one to read; ``other_asked()`` to log a contact with
    somebody who is not in the list; ``add_asked()`` to keep a new company. Those of one relation are
    those of ``log``.
    """

    relation_chosen = Signal(object)
    other_asked = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget, theme: Theme, language: Language) -> None:
        """Build it; ``show_relations`` fills it."""
        super().__init__(parent)
        self._language = language
        self._say = say = language.text
        self._relations: tuple[Relation, ...] = ()
        self._shown: tuple[Relation, ...] = ()
        self._chosen: Party | None = None
        self._room = parent.size()
        self.setObjectName("contacts_dialog")
        self.setWindowTitle(say("ui.contacts.title"))
        self.setModal(True)
        self.search = search_field(theme, language, "contacts_search", say("ui.contacts.search"))
        self.kind = _kind_choice(language)
        self.model = TextTableModel(
            [say(f"ui.contacts.column.{each}") for each in RELATION_COLUMNS],
            frozenset({RELATION_COLUMNS.index("last")}),
        )
        self.table = _relation_table(self.model, theme, language)
        self._rows = RowChoice(self.table, self.model)
        self._count = label("", "small")
        self._none = WordLabel(say("ui.contacts.nothing_found"), "secondary")
        self._found = QStackedWidget()
        self.other_button = button(say("ui.contacts.log_other"), name="contacts_other")
        self.add_button = button(say("ui.contacts.add_company"), name="contacts_add")
        self.log = RelationLogView(theme, language)
        self._told = WordLabel("", "small")
        self._build(theme)
        self.search.textChanged.connect(lambda _: self._filter())
        self.kind.currentIndexChanged.connect(lambda _: self._filter())
        self._rows.chosen.connect(self._on_row)
        self.other_button.clicked.connect(self.other_asked)
        self.add_button.clicked.connect(self.add_asked)
        self.log.show_log(None)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, whether the search shows them or not."""
        return self._relations

    def show_relations(self, relations: Sequence[Relation], chosen: Party | None = None) -> None:
        """Show the relations as they are now, and choose one; ``None`` keeps the chosen one."""
        self._relations = tuple(relations)
        self._chosen = chosen or self._chosen
        if chosen is not None and not any(self._is_chosen(each) for each in self._wanted()):
            # What was just kept is shown, whatever was searched before.
            self.search.clear()
            self.kind.choose("")
        self._filter(again=True)

    def forget_chosen(self) -> None:
        """Show no relation: the one that was shown is gone."""
        self._chosen = None
        self.log.show_log(None)

    def show_log(self, log: RelationLog) -> None:
        """Show the log of a relation, unless another was chosen since."""
        if self._is_chosen(log.relation):
            self.log.show_log(log)

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened, or what went wrong."""
        self._told.show_text(text)
        self._told.setProperty("role", "error" if fault else "small")
        restyle(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the search with Escape before the dialog closes; go from the search to the list with Down."""
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self._shown:
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # No button of the dialog is pressed from the search or a list.
            event.accept()
        else:
            super().keyPressEvent(event)

    # -- building -------------------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        say = self._say
        parts = two_sides(self._list_side(), self.log, wide=self.log)
        close = button(say("ui.close"), name="contacts_close")
        close.clicked.connect(self.reject)
        mark = label()
        mark.setPixmap(icon("internal", theme).pixmap(16, 16))
        head = row(label(say("ui.contacts.title"), "title"), 8, mark, spacing=4)
        head.addWidget(label(say("ui.contacts.internal"), "chip_outline"))
        head.addStretch(1)
        foot = row()
        foot.addWidget(self._told, 1)
        foot.addWidget(close)
        body = column(head, parts, line(), foot, spacing=10, margin=16)
        body.setStretch(1, 1)
        self.setLayout(body)
        room = self._room
        self.resize(min(_WIDTH, room.width() - _MARGIN), min(_HEIGHT, room.height() - _MARGIN))
        parts.setSizes([_LIST_PX, self.width() - _LIST_PX])
        self.search.setFocus()

    def _list_side(self) -> QWidget:
        """Put together what relations are searched and chosen with."""
        none = QWidget()
        none.setLayout(column(self._none, None))
        for page in (self.table, none):
            self._found.addWidget(page)
        buttons = row(self.add_button, self.other_button, None)
        side = QWidget()
        side.setLayout(column(self.search, self.kind, self._found, self._count, buttons))
        return side

    # -- choosing -------------------------------------------------------------------------------------

    def _wanted(self) -> tuple[Relation, ...]:
        kind, words = str(self.kind.currentData()), self.search.text()
        return tuple(
            each for each in self._relations if kind in ("", each.party.kind.value) and each.answers(words)
        )

    def _filter(self, *, again: bool = False) -> None:
        """Show what the search leaves; the chosen relation stays, ``again`` has it read anew."""
        wanted = self._shown = self._wanted()
        chosen = next((at for at, each in enumerate(wanted) if self._is_chosen(each)), -1)
        self._rows.show_rows(len(wanted), lambda at: relation_cells(self._language, wanted[at]), chosen)
        self._found.setCurrentIndex(1 if self._relations and not wanted else 0)
        self._count.setText(self._say("ui.contacts.count", count=len(wanted)))
        if again and chosen >= 0:
            self.relation_chosen.emit(wanted[chosen])

    def _on_row(self, at: int) -> None:
        self._chosen = self._shown[at].party
        self.tell("")
        self.relation_chosen.emit(self._shown[at])

    def _is_chosen(self, relation: Relation) -> bool:
        return self._chosen is not None and same_party(relation.party) == same_party(self._chosen)


def _kind_choice(language: Language) -> SteadyCombo:
    kinds = [("ui.contacts.kind.all", "")]
    kinds += [(f"ui.contacts.kind.{each.value}", each.value) for each in PartyKind]
    choices = [(language.text(text_id), meant) for text_id, meant in kinds]
    return SteadyCombo(choices, "contacts_kind", language.text("ui.contacts.kind"))


def _relation_table(model: TextTableModel, theme: Theme, language: Language) -> QTableView:
    delegate = TextTableDelegate(theme, wraps=True)
    made = text_table(model, delegate, "contacts_relations", language.text("ui.contacts.relations"))
    header = made.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for name, sample in _SAMPLES.items():
        header.resizeSection(
            RELATION_COLUMNS.index(name), made.fontMetrics().horizontalAdvance(sample) + _CELL_PX
        )
    made.setProperty("framed", "true")
    return made
