"""A line in which a case, company or person is named; what is known completes it while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from drentsportal.ui.widgets.search_field import add_clear_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.models.privacy_rows import Subject

_MOST_SHOWN = 12


class SubjectLine(QLineEdit):
    """Completes labels by any words in them.

    Signal: ``chosen(key)`` with Enter or when one of the list was taken; empty where nothing is typed.
    """

    chosen = Signal(str)

    def __init__(self, language: Language, name: str, spoken: str) -> None:
        """Start without anything known."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setPlaceholderText(spoken)
        add_clear_button(self, language.text("ui.field.clear"))
        self._keys: dict[str, str] = {}
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        self.setCompleter(completer)
        # Once the line has taken over the words of the list.
        completer.activated.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.returnPressed.connect(self._tell)

    def offer(self, subjects: Sequence[Subject]) -> None:
        """Complete these from now on; what is typed stays."""
        self._keys = {each.label: each.key for each in subjects}
        self._words.setStringList(list(self._keys))

    def choose(self, key: str) -> None:
        """Fill in what stands for a key, with its label where it is known."""
        self.setText(next((label for label, each in self._keys.items() if each == key), key))

    @property
    def key(self) -> str:
        """What is named: the key of a known label, else what is typed."""
        typed = self.text().strip()
        if typed in self._keys:
            return self._keys[typed]
        wanted = typed.casefold()
        return next((key for key in self._keys.values() if key.casefold() == wanted), typed)

    def _tell(self) -> None:
        self.chosen.emit(self.key)
