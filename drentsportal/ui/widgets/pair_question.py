"""One question about two wishes: which is more important, and how much, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from drentsportal.domain.weighing.weight_vote import MOST_TIMES
from drentsportal.ui.widgets.parts import column, label

if TYPE_CHECKING:
    from drentsportal.language import Language

EQUAL: Final = 1
_BETWEEN: Final = frozenset({2, 4, 6, 8})
_SECOND: Final = 100
"""Added to the id of a button of the second wish."""


class PairQuestion(QWidget):
    """Buttons for one pair; none is chosen until a person chose.

    An answer is a whole number: 1 equally important, 2 to 9 the first is that many times as important, -2 to
    -9 the second is. Signals: ``answered(answer)`` when a person chose.
    """

    answered = Signal(int)

    def __init__(self, language: Language) -> None:
        """Build the buttons: strong above, equal below."""
        super().__init__()
        self._say = language.text
        self._group = QButtonGroup(self)
        self._first = label("", "strong", wrap=True)
        self._second = label("", "strong", wrap=True)
        self._buttons: dict[int, QRadioButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._first, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._second, 0, 1, Qt.AlignmentFlag.AlignTop)
        for line, times in enumerate(range(MOST_TIMES, EQUAL, -1), start=1):
            grid.addWidget(self._button(times), line, 0)
            grid.addWidget(self._button(-times), line, 1)
        grid.addWidget(self._button(EQUAL), MOST_TIMES, 0, 1, 2)
        self.setLayout(column(grid))
        self.show_between(between=False)
        self._group.idClicked.connect(lambda given: self.answered.emit(_answer(given)))

    def show_pair(self, first: str, second: str, answer: int) -> None:
        """Ask about two wishes; ``answer`` 0 is none yet."""
        self._first.setText(self._say("ui.weights.pairs.more", wish=first))
        self._second.setText(self._say("ui.weights.pairs.more", wish=second))
        for value, button in self._buttons.items():
            wish, other = (first, second) if value > 0 else (second, first)
            spoken = self._say(f"weighing.judged.{abs(value)}", first=wish, second=other)
            button.setAccessibleName(spoken)
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value == answer)
        self._group.setExclusive(True)
        self.show_between(between=abs(answer) in _BETWEEN or self._between)

    def show_between(self, *, between: bool) -> None:
        """Show the steps between those in words, or leave them out; one that is chosen stays."""
        self._between = between
        for value, button in self._buttons.items():
            button.setVisible(abs(value) not in _BETWEEN or between or button.isChecked())

    @property
    def shows_between(self) -> bool:
        """Whether the steps in between stand there."""
        return self._between

    def button(self, answer: int) -> QRadioButton:
        """Return the button of an answer."""
        return self._buttons[answer]

    def focus(self) -> None:
        """Put the keyboard on the chosen answer, else on equal."""
        chosen = self._group.checkedButton() or self._buttons[EQUAL]
        chosen.setFocus()

    def _button(self, answer: int) -> QRadioButton:
        made = QRadioButton(self._say(f"weighing.step.{abs(answer)}", times=abs(answer)))
        made.setObjectName(f"answer_{answer}")
        self._group.addButton(made, answer if answer > 0 else _SECOND - answer)
        self._buttons[answer] = made
        return made


def _answer(button_id: int) -> int:
    return _SECOND - button_id if button_id > _SECOND else button_id
