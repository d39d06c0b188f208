"""A list of choices whose name is read on every system, and not only what is chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class SpokenCombo(QComboBox):
    """A list of choices that a screen reader names.

    On Linux Qt gives what is chosen as the name of a list, and the accessible name to nobody: the name is
    taken from the label beside it. A list that has none gets one that nobody sees.
    """

    def showEvent(self, event: QShowEvent) -> None:
        """See to the name before anybody hears of the list."""
        super().showEvent(event)
        self._give_label()
        typed = self.lineEdit()
        if typed is not None and not typed.accessibleName():
            typed.setAccessibleName(self.accessibleName() or self._label_text())

    def _give_label(self) -> None:
        spoken, holder = self.accessibleName(), self.parentWidget()
        if spoken and holder is not None and not self._label_text():
            unseen = QLabel(holder)
            unseen.setObjectName("unseen_label")
            unseen.setTextFormat(Qt.TextFormat.PlainText)
            unseen.setText(spoken.replace("&", "&&"))
            unseen.setBuddy(self)
            unseen.hide()

    def _label_text(self) -> str:
        """Return what the label beside the list says; only one in the same widget counts."""
        holder = self.parentWidget()
        beside = [] if holder is None else holder.children()
        labels = (each for each in beside if isinstance(each, QLabel) and each.buddy() is self)
        return next((each.text() for each in labels if each.text()), "")
