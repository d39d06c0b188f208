"""A labelled list of answers of which none is chosen before the person does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from drentsportal.services.mapping_draft import OPEN
from drentsportal.ui.widgets.parts import column, label, restyle, row
from drentsportal.ui.widgets.spoken_combo import SpokenCombo

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_WIDTH: Final = 12


class ChoiceRow(QWidget):
    """A caption, a list, and why something is proposed.

    Signals: ``chosen(answer)`` when the person chose, never when ``show_choices`` did.
    """

    chosen = Signal(str)

    def __init__(self, caption: str, name: str, to_choose: str, *, beside: bool = False) -> None:
        """Build the row; ``to_choose`` stands in the list while nothing is chosen."""
        super().__init__()
        self._to_choose = to_choose
        self._shown: tuple[tuple[tuple[str, str], ...], str, str] | None = None
        self._caption = label(caption, "small")
        self.list = SpokenCombo()
        self.list.setObjectName(name)
        self.list.setAccessibleName(caption)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMinimumContentsLength(_LEAST_WIDTH)
        self._caption.setBuddy(self.list)
        self._why = label("", "small", wrap=True)
        self._why.hide()
        if beside:
            self._caption.setWordWrap(True)
            line = row(spacing=12)
            line.addWidget(self._caption, 2)
            line.addWidget(self.list, 3)
            self.setLayout(line)
        else:
            self.setLayout(column(self._caption, self.list, self._why, spacing=3))
        self.list.activated.connect(self._on_activated)

    def show_choices(self, choices: Sequence[tuple[str, str]], answer: str, why: str = "") -> None:
        """Show ``(answer, words)`` pairs with one of them chosen; a question mark shows that none is."""
        shown = (tuple(choices), answer, why)
        if shown == self._shown:
            # A list that is open while work comes back stays open.
            return
        self._shown = shown
        self.list.clear()
        if answer == OPEN:
            self.list.addItem(self._to_choose, OPEN)
        for value, words in choices:
            self.list.addItem(words, value)
        self.list.setCurrentIndex(max(0, self.list.findData(answer)))
        self.list.setProperty("fault", "true" if answer == OPEN else "false")
        restyle(self.list)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.list.setAccessibleDescription(why)

    def _on_activated(self, _: int) -> None:
        answer = str(self.list.currentData())
        if answer != OPEN:
            self.chosen.emit(answer)
