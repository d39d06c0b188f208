"""How far the work of a dialog is, and how it ended: a bar with words, a fault, a plain outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from drentsportal.ui.widgets.parts import column, label

if TYPE_CHECKING:
    from drentsportal.language import Language


class WorkState:
    """Three parts that a dialog places in its layout: ``busy``, ``problem`` and ``told``."""

    def __init__(self, language: Language, busy_id: str) -> None:
        """Build the parts; ``busy_id`` is the message that names the work until it says more."""
        self._language = language
        self._busy_text = language.text(busy_id)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._busy_text)
        self._doing = label("", "small", wrap=True)
        self.busy = QWidget()
        self.busy.setLayout(column(self._doing, self._bar, spacing=6))
        self._fault = label("", "", wrap=True)
        inner = column(self._fault)
        inner.setContentsMargins(12, 10, 12, 10)
        self.problem = QFrame()
        self.problem.setObjectName("problem")
        self.problem.setLayout(inner)
        self.told = label("", "strong", wrap=True)

    def begin(self) -> None:
        """Show that work has begun and that its length is not known yet."""
        self._bar.setRange(0, 0)
        self._doing.setText(self._busy_text)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far the work is; ``what`` is a message id."""
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        self._doing.setText(self._language.text(what) if what in self._language else self._busy_text)

    def tell(self, good: str, bad: str) -> None:
        """Say how it ended; an empty text takes its part away."""
        self.told.setText(good)
        self.told.setVisible(bool(good))
        self._fault.setText(bad)
        self.problem.setVisible(bool(bad))
