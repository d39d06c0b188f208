"""Fields without which no row is taken, and that no column holds: one value for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from drentsportal.domain.sites.reference_fields import field_of
from drentsportal.services.mapping_draft import OPEN
from drentsportal.ui.models.mapping_words import choice_text
from drentsportal.ui.widgets.choice_row import ChoiceRow
from drentsportal.ui.widgets.parts import clear, column, label

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import MappingDraft


class MappingFixed(QWidget):
    """A list or an entry per field.

    Signals: ``answered(field, value)`` whenever the person changed one.
    """

    answered = Signal(str, str)

    def __init__(self, language: Language) -> None:
        """Start without fields."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._rows = column(spacing=8)
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self.lists: dict[str, ChoiceRow] = {}
        self.entries: dict[str, QLineEdit] = {}
        about = label(self._say("mapping.fixed"), "section", wrap=True)
        self.setLayout(column(about, self._rows, spacing=6))
        self.hide()

    def show_draft(self, draft: MappingDraft) -> None:
        """Show the fields of a draft that have no column."""
        fields = draft.fixed_fields
        if (draft.kind, fields) != self._shown:
            self._shown = (draft.kind, fields)
            self._build(draft.kind, fields)
        stated = dict(draft.fixed)
        for name, each in self.lists.items():
            choices = [
                (ours, choice_text(self._language, name, ours)) for ours in field_of(draft.kind, name).choices
            ]
            each.show_choices(choices, stated.get(name, OPEN))
        for name, entry in self.entries.items():
            if entry.text().strip() != stated.get(name, "").strip():
                entry.setText(stated.get(name, ""))
        self.setVisible(bool(fields))

    def _build(self, kind: str, fields: tuple[str, ...]) -> None:
        clear(self._rows)
        self.lists, self.entries = {}, {}
        for name in fields:
            caption = self._say(f"attribute.{name}")
            if field_of(kind, name).choices:
                made = ChoiceRow(caption, f"fixed_{name}", self._say("mapping.choose"))
                made.chosen.connect(lambda value, name=name: self.answered.emit(name, value))
                self.lists[name] = made
                self._rows.addWidget(made)
                continue
            entry = QLineEdit()
            entry.setObjectName(f"fixed_{name}")
            entry.setAccessibleName(caption)
            entry.textEdited.connect(lambda text, name=name: self.answered.emit(name, text))
            words = label(caption, "small")
            words.setBuddy(entry)
            self.entries[name] = entry
            self._rows.addWidget(words)
            self._rows.addWidget(entry)
