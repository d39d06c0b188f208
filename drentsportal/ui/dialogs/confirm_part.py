"""The confirmation of what leaves the portal: the code below the text that somebody read, and the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from drentsportal.language import Language


class ConfirmPart(QWidget):
    """Asks for the code of the draft that was read; the service alone judges whether it is right.

    Signal: ``write_asked(code)`` with what was typed.
    """

    write_asked = Signal(str)

    def __init__(self, language: Language, name: str) -> None:
        """Start without a draft: there is nothing to confirm yet."""
        super().__init__()
        say = language.text
        self.code = QLineEdit()
        self.code.setObjectName(f"{name}_code")
        self.code.setAccessibleName(say("ui.privacy.confirm.code"))
        self.code.setMaximumWidth(160)
        caption = label(say("ui.privacy.confirm.code"), "small")
        caption.setBuddy(self.code)
        self.write_button = button(say("ui.privacy.do.write"), "main", name=f"{name}_write")
        told = WordLabel(say("ui.privacy.confirm.told"), "small")
        self.setLayout(column(told, row(caption, self.code, None, self.write_button), spacing=6))
        self.write_button.clicked.connect(self._ask)
        self.code.returnPressed.connect(self._ask)
        self.code.textChanged.connect(lambda _: self._enable())
        self.expect(is_ready=False)

    def expect(self, *, is_ready: bool) -> None:
        """Tell whether there is a draft to confirm; what was typed for another one goes."""
        self.code.clear()
        self.code.setEnabled(is_ready)
        self._enable()

    def _enable(self) -> None:
        self.write_button.setEnabled(self.code.isEnabled() and bool(self.code.text().strip()))

    def _ask(self) -> None:
        if self.write_button.isEnabled():
            self.write_asked.emit(self.code.text())
