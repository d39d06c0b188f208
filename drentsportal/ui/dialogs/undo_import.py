"""Taking back an import: what rests on it is named, with person and moment, before anything is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from drentsportal.language.finding_words import attribute_words
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.language import Language
    from drentsportal.services.ports.ledger import DataStep
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("site", "what", "who", "at")
_WIDTHS: Final = (180, 160, 130, 206)


class UndoImportDialog(QDialog):
    """Asks whether an import is to be taken back, and with it the edits that rest on it."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        language: Language,
        step: DataStep,
        edits: Sequence[ValueChoice],
        names: Mapping[str, str],
    ) -> None:
        """Build the question; ``names`` names the sites of the edits by id."""
        super().__init__(parent)
        say = language.text
        self.setObjectName("undo_import")
        self.setWindowTitle(say("ui.history.undo_title"))
        self.setModal(True)
        self.resize(720, 380 if edits else 160)
        self._language = language
        self._names = names
        self._edits = tuple(edits)
        asked = label(say("ui.history.undo_ask", file=step.file_name, at_utc=step.at_utc), wrap=True)
        body = column(asked, spacing=12, margin=16)
        if edits:
            body.addWidget(label(say("ui.history.undo_edits", count=len(edits)), "warning", wrap=True))
            body.addWidget(self._list(theme), 1)
        self.undo_button = button(
            say("ui.history.undo_with_edits" if edits else "ui.history.undo_do"), "main", name="do_undo"
        )
        self.undo_button.clicked.connect(self.accept)
        self.cancel_button = button(say("ui.cancel"), name="cancel")
        self.cancel_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        body.addStretch(0)
        body.addLayout(row(None, self.cancel_button, self.undo_button))
        self.setLayout(body)

    def _list(self, theme: Theme) -> QWidget:
        say = self._language.text
        self.model = TextTableModel([say(f"ui.history.edit.{name}") for name in _COLUMNS])
        self._delegate = TextTableDelegate(theme)
        view = text_table(self.model, self._delegate, "edits_at_stake", say("ui.history.edits"))
        view.setProperty("framed", "true")
        for section, width in enumerate(_WIDTHS):
            view.horizontalHeader().resizeSection(section, width)
        view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.model.show_rows(len(self._edits), lambda at: self._cells(self._edits[at]))
        return view

    def _cells(self, edit: ValueChoice) -> tuple[TextCell, ...]:
        return (
            TextCell(self._names.get(edit.site_id, edit.site_id), strong=True),
            TextCell(attribute_words(self._language, edit.attribute_id)),
            TextCell(edit.actor.name),
            TextCell(self._language.value(edit.chosen_at_utc, "moment")),
        )
