"""The codes of one column, each with the list of our own values that it may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.sites.reference_fields import field_of
from drentsportal.services.mapping_draft import UNKNOWN
from drentsportal.services.mapping_first_draft import choices_of
from drentsportal.ui.models.mapping_words import choice_text, is_open
from drentsportal.ui.widgets.choice_row import ChoiceRow
from drentsportal.ui.widgets.parts import clear, column, label

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.mapping_draft import ColumnDecision
    from drentsportal.services.mapping_proposal import CodeWords, ColumnEvidence


class CodeRows(QWidget):
    """Shows what each code is read as.

    Signals: ``answered(code, ours)``, with an empty ``ours`` for unknown.
    """

    answered = Signal(str, str)

    def __init__(self, language: Language) -> None:
        """Start without codes."""
        super().__init__()
        self._language = language
        self._rows = column(spacing=8)
        self.lists: dict[str, ChoiceRow] = {}
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self.setLayout(column(label(language.text("mapping.codes"), "section"), self._rows, spacing=6))
        self.hide()

    def show_codes(
        self, evidence: ColumnEvidence, decision: ColumnDecision, words: CodeWords, kind: str
    ) -> None:
        """Show the codes of a column; a list that has the focus keeps it while only answers change."""
        shown = (f"{decision.column}/{decision.attribute_id}", tuple(code for code, _ in decision.codes))
        if shown != self._shown:
            self._shown = shown
            self._build(evidence, decision)
        choices = self._choices(decision.attribute_id, words, kind) if decision.codes else []
        for code, ours in decision.codes:
            own = [(code, self._language.text("mapping.code.as_is", code=code))]
            extra = own if self._may_keep(decision.attribute_id, kind) and code not in dict(choices) else []
            self.lists[code].show_choices([*choices, *extra], ours)
        self.setVisible(bool(decision.codes))

    def first_open(self, decision: ColumnDecision) -> QWidget | None:
        """Return the list of the first code without an answer."""
        return next((self.lists[code].list for code, ours in decision.codes if is_open(ours)), None)

    def _build(self, evidence: ColumnEvidence, decision: ColumnDecision) -> None:
        clear(self._rows)
        counts = dict(evidence.codes)
        self.lists = {}
        for number, (code, _) in enumerate(decision.codes):
            caption = self._language.text("mapping.code", code=code, rows=counts.get(code, 0))
            row = ChoiceRow(caption, f"code_{number}", self._language.text("mapping.choose"), beside=True)
            row.chosen.connect(lambda ours, code=code: self.answered.emit(code, ours))
            self.lists[code] = row
            self._rows.addWidget(row)

    def _choices(self, attribute_id: str, words: CodeWords, kind: str) -> list[tuple[str, str]]:
        listed = [
            (each, choice_text(self._language, attribute_id, each))
            for each in choices_of(attribute_id, words, kind)
        ]
        return [*listed, (UNKNOWN, self._language.text("mapping.code.unknown"))]

    @staticmethod
    def _may_keep(attribute_id: str, kind: str) -> bool:
        return field_of(kind, attribute_id).type is ValueType.TEXT and attribute_id != "municipality_code"
