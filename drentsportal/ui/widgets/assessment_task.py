"""The task that a case shows while the assessment that its advice waits for is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.assessing import AssessmentStanding


class AssessmentTask(QWidget):
    """A notice with a button; hidden where nothing is missing.

    Signals: ``asked(number)`` with the case whose assessment is to be made.
    """

    asked = Signal(str)

    def __init__(self, language: Language) -> None:
        """Build it, hidden."""
        super().__init__()
        self._say = language.text
        self._number = ""
        self._told = label("", "strong", wrap=True)
        self._told.setObjectName("assessment_missing")
        words = self._say("ui.assess.task_do")
        self.do = button(words, name="do_assessment")
        self.do.clicked.connect(lambda: self.asked.emit(self._number))
        notice = QFrame()
        notice.setObjectName("notice")
        why = row(spacing=8)
        why.addWidget(label(self._say("ui.assess.task_why"), "small", wrap=True), 1)
        why.addWidget(self.do)
        notice.setLayout(column(self._told, why, spacing=4, margin=10))
        body = column(notice)
        body.setContentsMargins(16, 12, 16, 8)
        self.setLayout(body)
        self.hide()

    def show_standing(self, standing: AssessmentStanding | None) -> None:
        """Show what is missing for a case, or nothing."""
        is_missing = standing is not None and standing.is_missing
        if standing is not None and is_missing:
            self._number = standing.number
            asked_m2, threshold_m2 = standing.area.asked_m2, standing.area.threshold_m2
            self._told.setText(self._say("ui.assess.task", asked_m2=asked_m2, threshold_m2=threshold_m2))
        self.setVisible(is_missing)
