"""The term of one case: how it stands, why, what is proposed, and what a person can do about it; internal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from drentsportal.domain.retention.selection_list import RetentionAction
from drentsportal.domain.retention.standing import RetentionState
from drentsportal.services.retention import category_label
from drentsportal.ui.privacy_words import standing_text, state_text, state_tone, term_text
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, restyle, row
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from drentsportal.domain.retention.standing import RetentionStanding
    from drentsportal.language import Language
    from drentsportal.ui.models.privacy_rows import TermLine

_ENDED: Final = frozenset({RetentionState.UNDECIDED, RetentionState.PERMANENT})
"""States in which nothing can be destroyed before another category is chosen."""


class RetentionPane(QWidget):
    """Shows one case.

    Signals: ``category_asked()``, ``end_asked(action)`` to destroy or anonymise it, ``looks_asked()`` for
    who looked at it.
    """

    category_asked = Signal()
    end_asked = Signal(object)
    looks_asked = Signal()

    def __init__(self, language: Language) -> None:
        """Build it; ``show_line`` fills it."""
        super().__init__()
        self._language, self._say = language, language.text
        self._line: TermLine | None = None
        self._name = WordLabel("", "title")
        self._state = row()
        self._facts = column(spacing=6)
        self.category_button = self._button("category")
        self.erase_button = self._button("erase")
        self.anonymise_button = self._button("anonymise")
        self.looks_button = self._button("looks")
        self.category_button.clicked.connect(self.category_asked)
        self.erase_button.clicked.connect(lambda: self.end_asked.emit(RetentionAction.ERASE))
        self.anonymise_button.clicked.connect(lambda: self.end_asked.emit(RetentionAction.ANONYMISE))
        self.looks_button.clicked.connect(self.looks_asked)
        acts = FlowLayout(8)
        for each in (self.category_button, self.erase_button, self.anonymise_button, self.looks_button):
            acts.addWidget(each)
        buttons = QWidget()
        buttons.setLayout(acts)
        self._why_not = WordLabel("", "small")
        filled, empty = QWidget(), QWidget()
        filled.setLayout(
            column(self._name, self._state, 4, self._facts, 8, buttons, self._why_not, None, spacing=6)
        )
        self._none = WordLabel("", "secondary")
        empty.setLayout(column(self._none, None))
        self._pages = QStackedWidget()
        for page in (empty, filled):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self.show_line(None)

    @property
    def line(self) -> TermLine | None:
        """The case that is shown."""
        return self._line

    def say_empty(self, text: str) -> None:
        """Say what to do while no case is chosen."""
        self._none.show_text(text)

    def show_line(self, line: TermLine | None) -> None:
        """Show another case, ``None`` for none."""
        self._line = line
        self._pages.setCurrentIndex(0 if line is None else 1)
        clear(self._facts)
        clear(self._state)
        if line is None:
            return
        standing = line.standing
        self._name.show_text(f"{line.number} {line.title}".strip())
        self._state.addWidget(chip(state_text(self._language, standing), _role(standing)))
        self._state.addStretch(1)
        self._facts.addWidget(WordLabel(standing_text(self._language, standing), ""))
        for name, text in self._told(standing):
            caption = label(self._say(f"ui.privacy.fact.{name}"), "small")
            self._facts.addLayout(column(caption, WordLabel(text, ""), spacing=1))
        choice = standing.choice
        if choice is not None and choice.category.is_own_choice:
            self._facts.addWidget(WordLabel(self._say("ui.privacy.own_choice"), "warning"))
        self._enable(standing)

    def _told(self, standing: RetentionStanding) -> list[tuple[str, str]]:
        choice = standing.choice
        if choice is None:
            return []
        told = [
            ("category", f"{category_label(choice.category)} ({term_text(self._language, choice.category)})")
        ]
        if choice.reason:
            told.append(("ground", choice.reason))
        if standing.started_on is not None:
            told.append(("started_on", self._language.value(standing.started_on, "date")))
        if not choice.category.is_own_choice:
            told.append(("source", choice.category.source))
        return told

    def _enable(self, standing: RetentionStanding) -> None:
        state = standing.state
        is_done = state is RetentionState.ANONYMISED
        self.category_button.setEnabled(not is_done)
        self.erase_button.setEnabled(state not in _ENDED)
        self.anonymise_button.setEnabled(state not in _ENDED and not is_done)
        told_id = f"ui.privacy.cannot.{state.value}" if state in _ENDED or is_done else ""
        for made, action in (
            (self.erase_button, RetentionAction.ERASE),
            (self.anonymise_button, RetentionAction.ANONYMISE),
        ):
            made.setProperty("role", "main" if standing.action is action else "")
            restyle(made)
        self._why_not.show_text(self._say(told_id) if told_id else "")
        self._why_not.setVisible(bool(told_id))

    def _button(self, name: str) -> QPushButton:
        return button(self._say(f"ui.privacy.do.{name}"), name=f"retention_{name}")


def _role(standing: RetentionStanding) -> str:
    """Return the role of a chip; that of what is kept for good is the plain one."""
    tone = state_tone(standing)
    return "chip" if tone == "accent" else f"chip_{tone}"
