"""One question of the frame: what is asked and by which source, the level in words, the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from drentsportal.domain.fairness.assessment import AssessmentAnswer
from drentsportal.domain.match.criteria import SCALE_TOP
from drentsportal.ui.widgets.parts import chip, column, label, restyle, row
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from drentsportal.domain.fairness.assessment import AssessmentContribution, FrameCriterion
    from drentsportal.language import Language

_REASON_PX = 58


class AssessmentQuestion(QFrame):
    """A card with one question.

    Signals: ``changed()`` whenever level or reason is another.
    """

    changed = Signal()

    def __init__(self, language: Language, criterion: FrameCriterion) -> None:
        """Build it, not answered yet."""
        super().__init__()
        self.setObjectName("card")
        self._say = language.text
        self._criterion = criterion
        say = language.text
        highest = len(criterion.levels) - 1
        choices: list[tuple[str, object]] = [(say("ui.assess.unknown"), None)]
        choices += [
            (say("ui.assess.choice", level=number, highest=highest, text=words), number)
            for number, words in enumerate(criterion.levels)
        ]
        spoken = say("ui.assess.level", question=criterion.question)
        self.level = SteadyCombo(choices, f"level_{criterion.id}", spoken)
        self.level.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.reason = QPlainTextEdit()
        self.reason.setObjectName(f"reason_{criterion.id}")
        self.reason.setAccessibleName(say("ui.assess.reason_of", question=criterion.question))
        self.reason.setPlaceholderText(say("ui.assess.reason_hint"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(_REASON_PX)
        self.reason.textChanged.connect(self.changed)
        self._share = label("", "strong")
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._build()

    def answer(self) -> AssessmentAnswer:
        """Return what stands there."""
        return AssessmentAnswer(
            self._criterion.id, self.level.currentData(), self.reason.toPlainText().strip()
        )

    def fill(self, answer: AssessmentAnswer) -> None:
        """Show an answer; a level that the question does not have any more stays open."""
        self.level.choose(answer.level)
        self.reason.setPlainText(answer.reason)

    def show_share(self, share: AssessmentContribution) -> None:
        """Show what the answer adds to the total, of the most that it can."""
        most = share.weight * SCALE_TOP
        text_id = "ui.assess.share_open" if share.answer.level is None else "ui.assess.share"
        self._share.setText(self._say(text_id, point=share.point, most=most))

    def mark(self, *, fault: bool) -> None:
        """Show that the reason is missing, or that nothing is."""
        self.reason.setProperty("fault", "true" if fault else "false")
        restyle(self.reason)

    def _build(self) -> None:
        head = row(spacing=12)
        head.addWidget(label(self._criterion.question, "strong", wrap=True), 1)
        head.addWidget(self._share)
        source = row(spacing=8)
        words = self._say("ui.assess.source", source=self._criterion.source)
        source.addWidget(label(words, "caption", wrap=True), 1)
        if self._criterion.is_own_choice:
            source.addWidget(chip(self._say("ui.assess.own_choice"), "chip_outline"))
        self.setLayout(column(head, self.level, self.reason, source, spacing=6, margin=12))
