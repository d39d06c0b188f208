"""A question about a file that is imported, with the answers that it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from drentsportal.domain.values import PartialDate
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.errors import QuestionError
    from drentsportal.language import Language
    from drentsportal.services.ports.imports import ImportOptions

_FILES: Final = frozenset({"mapping", "join_geometry"})
"""The options that also take a file."""

NO_MAPPING: Final = "error.import.which_mapping"
"""The question of a file whose columns are unknown: they can be linked."""

_SEVERAL: Final = "error.import.several_mappings"
_OTHER: Final = ""
"""The data of the entry "another file"."""


def option_name(option: str) -> str:
    """Return the field of ``ImportOptions`` that a command line option fills: ``--as-of`` is ``as_of``."""
    return option.lstrip("-").partition(" ")[0].replace("-", "_").casefold()


def with_answer(options: ImportOptions, option: str, answer: str) -> ImportOptions:
    """Add an answer to the options; raises ``InputError`` for a date that cannot be read."""
    name = option_name(option)
    if name == "accept" or (name == "join_geometry" and not Path(answer).is_absolute()):
        return replace(options, accepted=options.accepted | {answer})
    if name == "as_of":
        return replace(options, as_of=PartialDate.parse(answer))
    if name == "join_geometry":
        return replace(options, join_geometry=Path(answer))
    # layer, crs, mapping, join_on and source are text.
    return replace(options, **{name: answer})  # type: ignore[arg-type]  # the name comes with the question


class ImportQuestion(QFrame):
    """One question with a list of answers, a file to choose, or a text to enter.

    Signals: ``answered(option, answer)``.
    """

    answered = Signal(str, str)

    def __init__(self, language: Language, choose_file: Callable[[], Path | None]) -> None:
        """Start hidden; ``choose_file`` asks the person for a file."""
        super().__init__()
        self.setObjectName("notice")
        self._language = language
        self._choose_file = choose_file
        self._option = ""
        self._text = label("", "", wrap=True)
        self.choices = SpokenCombo()
        self.choices.setObjectName("answer_choices")
        self.entry = QLineEdit()
        self.entry.setObjectName("answer_text")
        self.go_on = button(language.text("ui.import.answer"), name="answer")
        self.go_on.clicked.connect(self._on_answer)
        self.entry.returnPressed.connect(self._on_answer)
        entry = row(spacing=8)
        entry.addWidget(self.choices, 1)
        entry.addWidget(self.entry, 1)
        entry.addWidget(self.go_on)
        body = column(self._text, entry, spacing=8)
        body.setContentsMargins(12, 10, 12, 10)
        self.setLayout(body)
        self.hide()

    def ask(self, question: QuestionError, text: str = "") -> None:
        """Show a question and wait for the answer; ``text`` stands for its own words where it is given."""
        self._option = question.option
        text = text or self._worded(question)
        self._text.setText(text)
        self.choices.clear()
        for choice in question.choices:
            self.choices.addItem(self.choice_text(choice), choice)
        name = option_name(question.option)
        if name in _FILES:
            self.choices.addItem(self._language.text("ui.import.other_file"), _OTHER)
        # What comes nearest stands ready, where anything does.
        self.choices.setCurrentIndex(max(0, self.choices.findData(question.params.get("nearest"))))
        listed = self.choices.count() > 0
        self.choices.setVisible(listed)
        self.entry.setVisible(not listed)
        self.entry.clear()
        hint = f"ui.import.hint.{name}"
        self.entry.setPlaceholderText(self._language.text(hint) if hint in self._language else "")
        field = self.choices if listed else self.entry
        field.setAccessibleName(text)
        self.show()
        field.setFocus()

    def choice_text(self, choice: str) -> str:
        """Return an answer in words; ``rule:column`` names the column, a name of the file stays as it is."""
        rule, _, about = choice.partition(":")
        message_id = f"ui.import.choice.{rule.casefold()}"
        if message_id in self._language and (not about or rule != "EPSG"):
            return self._language.text(message_id, column=about)
        whole = f"ui.import.choice.{choice.casefold().replace(':', '_')}"
        if whole in self._language:
            return self._language.text(whole)
        # A mapping of people here has an id made of its title.
        is_mapping = option_name(self._option) == "mapping"
        return sentence_case(choice.replace("_", " ").replace("-", " ")) if is_mapping else choice

    def _worded(self, question: QuestionError) -> str:
        """Word a question; of mappings that fit alike the list names them, not the sentence by their ids."""
        if question.message_id == _SEVERAL:
            return self._language.text("ui.import.several_mappings", file=question.params["file"])
        if question.message_id == NO_MAPPING:
            return self._language.text("mapping.no_mapping", file=question.params["file"])
        return self._language.text(question)

    def _on_answer(self) -> None:
        answer = self.entry.text().strip() if not self.choices.count() else str(self.choices.currentData())
        if not answer and self.choices.count():
            chosen = self._choose_file()
            answer = "" if chosen is None else str(chosen.absolute())
        if answer:
            self.hide()
            self.answered.emit(self._option, answer)
