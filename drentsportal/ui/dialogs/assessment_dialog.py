"""Weighs a request: answers with reasons, a total that follows, versions, and a PDF for the bestuur."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QTabWidget, QWidget

from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.fairness.assessment import LONGEST_REASON, Assessment, assess, printed_shares
from drentsportal.ui.dialogs.assessment_area import AreaPage
from drentsportal.ui.dialogs.assessment_versions import AssessmentVersions
from drentsportal.ui.dialogs.messages import may_lose
from drentsportal.ui.widgets.assessment_question import AssessmentQuestion
from drentsportal.ui.widgets.parts import (
    button,
    chip,
    column,
    label,
    name_tabs,
    panel,
    restyle,
    row,
    scrolled,
)
from drentsportal.ui.widgets.score_bar import Interval, ScoreBar

if TYPE_CHECKING:
    from drentsportal.domain.fairness.assessment import AssessmentAnswer, AssessmentFrame
    from drentsportal.domain.fairness.grip_area import GripArea
    from drentsportal.language import Language
    from drentsportal.services.assessing import AssessmentStanding, AssessmentVersion
    from drentsportal.ui.theme import Theme

_SIZE = (860, 760)
_FRAME_PX = 60
_CONCLUSION_PX = 72
_BAR_PX = 220


@dataclass(frozen=True, slots=True)
class AssessmentWork:
    """What the dialog shows: the frame of now, how the case stands, and every version that was kept.

    ``grip`` is the area from which on requests are weighed, ``grips`` every one that was set.
    """

    frame: AssessmentFrame
    standing: AssessmentStanding
    versions: tuple[AssessmentVersion, ...]
    grip: GripArea
    grips: tuple[GripArea, ...]


class AssessmentDialog(QDialog):
    """The assessment of one request.

    Signals: ``save_asked(answers, conclusion)`` with answers that each have a reason; ``export_asked()`` and
    ``sheet_asked()`` for the newest version, to read or to calculate with.
    """

    save_asked = Signal(object, str)
    export_asked = Signal()
    sheet_asked = Signal()

    def __init__(
        self, parent: QWidget | None, theme: Theme, language: Language, work: AssessmentWork
    ) -> None:
        """Build the questions, filled with the newest version."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._say = language.text
        self._work = work
        self.questions = {each.id: AssessmentQuestion(language, each) for each in work.frame.criteria}
        self.versions = AssessmentVersions(theme, language)
        self.area = AreaPage(theme, language)
        self.conclusion = QPlainTextEdit()
        self.conclusion.setObjectName("conclusion")
        self.conclusion.setAccessibleName(self._say("ui.assess.conclusion"))
        self.conclusion.setTabChangesFocus(True)
        self.conclusion.setFixedHeight(_CONCLUSION_PX)
        self._total, self._open = label("", "title"), label("", "small", wrap=True)
        self._total.setObjectName("assessment_total")
        self._bar = ScoreBar(theme)
        self._bar.setFixedWidth(_BAR_PX)
        self._told = label("", "small", wrap=True)
        self._told.setObjectName("assessment_told")
        self._need = chip("")
        self.setObjectName("assessment_dialog")
        self.setWindowTitle(self._say("ui.assess.title", number=work.standing.number))
        self.setModal(True)
        room = self.screen().availableSize()
        if parent is not None:
            room = room.expandedTo(parent.window().size())
        self.resize(min(_SIZE[0], room.width() - _FRAME_PX), min(_SIZE[1], room.height() - _FRAME_PX))
        self._build()
        self._fill()
        for each in self.questions.values():
            each.changed.connect(self._on_changed)
        self.conclusion.textChanged.connect(self._on_changed)
        self._on_changed()
        next(iter(self.questions.values())).level.setFocus()

    def answers(self) -> tuple[AssessmentAnswer, ...]:
        """Return what is answered, open questions included."""
        return tuple(each.answer() for each in self.questions.values())

    @property
    def is_changed(self) -> bool:
        """Whether anything stands there that is in no version."""
        return self._now() != self._kept

    def show_area(self, work: AssessmentWork, told: str) -> None:
        """Show that another area counts, and how the case stands then; answers stay as they are."""
        self._work = work
        self._show_standing()
        self._on_changed()
        self.tell(told)

    def show_work(self, work: AssessmentWork, told: str = "") -> None:
        """Show that a version was kept; what was typed meanwhile stays."""
        self._work = work
        newest = work.versions[-1]
        self._kept = (newest.assessment.answers, newest.assessment.conclusion)
        self.versions.show_versions(work.versions)
        self._name_versions()
        self._on_changed()
        self.tell(told)

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened, under the questions."""
        self._told.setText(text)
        self._told.setProperty("role", "error" if fault else "small")
        self._told.style().polish(self._told)
        self._told.setVisible(bool(text))

    def reject(self) -> None:
        """Close, after asking about what is in no version yet."""
        title, text = self._say("ui.assess.leave.title"), self._say("ui.assess.leave")
        is_free = not self.is_changed and not self.area.is_changed
        if is_free or may_lose(self, self._language, title, text):
            super().reject()

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setObjectName("assessment_tabs")
        name_tabs(self.tabs, self._say("ui.assess.title", number=self._work.standing.number))
        self.tabs.addTab(self._questions_page(), self._say("ui.assess.tab.questions"))
        self.tabs.addTab(self.versions, "")
        self.tabs.addTab(self.area, self._say("ui.assess.tab.area"))
        self.export_button = button(self._say("ui.assess.export"), name="export_assessment")
        self.export_button.clicked.connect(self.export_asked)
        self.sheet_button = button(self._say("ui.assess.sheet"), name="export_assessment_sheet")
        self.sheet_button.clicked.connect(self.sheet_asked)
        self.save_button = button("", "main", name="save_assessment")
        self.save_button.clicked.connect(self._on_save)
        close = button(self._say("ui.close"), name="close_assessment")
        close.clicked.connect(self.reject)
        figures = row(self._total, self._bar, None, spacing=16)
        note = label(self._say("ui.assess.adds_up"), "small", wrap=True)
        buttons = row(self.export_button, self.sheet_button, None, close, self.save_button)
        foot = column(figures, self._open, note, self._told, buttons, spacing=6)
        body = column(self._head(), spacing=0)
        body.addWidget(self.tabs, 1)
        body.addWidget(panel(foot, (16, 10, 16, 12), "panel_footer"))
        self.setLayout(body)

    def _head(self) -> QWidget:
        standing, frame = self._work.standing, self._work.frame
        self._area_told = label("", "small", wrap=True)
        self._area_told.setObjectName("area_told")
        named = label(self._say("ui.assess.frame", title=frame.title, version=frame.version), "section")
        head = column(
            row(named, None, self._need),
            self._area_told,
            label(self._say("ui.assess.area_source"), "caption", wrap=True),
            label(self._say(standing.supra_regional.statement), "small", wrap=True),
            label(self._say("ui.assess.source", source=frame.source), "caption", wrap=True),
            spacing=4,
        )
        return panel(head, (16, 12, 16, 10))

    def _questions_page(self) -> QWidget:
        heading = label(self._say("ui.assess.conclusion"), "group")
        body = column(*self.questions.values(), heading, self.conclusion, None, spacing=10, margin=16)
        holder = QWidget()
        holder.setLayout(body)
        return scrolled(holder)

    def _fill(self) -> None:
        newest = self._work.versions[-1] if self._work.versions else None
        if newest is not None:
            for criterion_id, each in self.questions.items():
                each.fill(newest.assessment.answer(criterion_id))
            self.conclusion.setPlainText(newest.assessment.conclusion)
        self._kept = self._now()
        self.versions.show_versions(self._work.versions)
        self._show_standing()

    def _show_standing(self) -> None:
        """Show the area that counts, what it says of this request, and what that asks for."""
        work = self._work
        self._area_told.setText(self._say(work.standing.area.statement))
        self.area.show_areas(work.grip, work.grips)
        self._name_versions()

    def _name_versions(self) -> None:
        count, standing = len(self._work.versions), self._work.standing
        need = {RequestMark.YES: "required", RequestMark.UNKNOWN: "open_required"}.get(standing.area.mark)
        text_id = "ui.assess.done" if standing.newest else f"ui.assess.{need or 'optional'}"
        self._need.setText(self._say(text_id, version=count))
        self._need.setProperty("role", "chip_check" if standing.is_missing else "chip_outline")
        restyle(self._need)
        self.tabs.setTabText(1, self._say("ui.assess.tab.versions", count=count))
        words = self._say("ui.assess.save", version=count + 1)
        self.save_button.setText(words)
        self.save_button.setAccessibleName(words)

    # -- reactions ------------------------------------------------------------------------------------

    def _now(self) -> tuple[tuple[AssessmentAnswer, ...], str]:
        return self.answers(), self.conclusion.toPlainText().strip()

    def _on_changed(self) -> None:
        # The total follows from levels alone; that a reason is missing matters when it is kept.
        levels = tuple(replace(each, reason="…") for each in self.answers())
        outcome = assess(Assessment(self._work.frame, levels))
        for share in printed_shares(outcome):
            self.questions[share.criterion.id].show_share(share)
        text_id = "ui.assess.total_open" if outcome.open_count else "ui.assess.total"
        self._total.setText(self._say(text_id, low=outcome.low, point=outcome.point, high=outcome.high))
        interval = Interval.of(outcome.low, outcome.point, outcome.high)
        self._bar.show_interval(interval, class_low=outcome.low, check=bool(outcome.open_count))
        total = len(outcome.contributions)
        self._open.setText(self._say("ui.assess.open_count", count=outcome.open_count, total=total))
        self._open.setVisible(outcome.open_count > 0)
        for each in self.questions.values():
            each.mark(fault=False)
        self.save_button.setEnabled(self.is_changed and outcome.open_count < total)
        for exporting in (self.export_button, self.sheet_button):
            exporting.setEnabled(bool(self._work.versions))
            exporting.setToolTip("" if self._work.versions else self._say("ui.assess.export_first"))
        self.tell(self._stale_text())

    def _stale_text(self) -> str:
        versions = self._work.versions
        if not versions or not self.is_changed:
            return ""
        return self._say("ui.assess.export_changed", version=versions[-1].version)

    def _on_save(self) -> None:
        for criterion_id, each in self.questions.items():
            answer = each.answer()
            lacks = answer.level is not None and not answer.reason
            if lacks or len(answer.reason) > LONGEST_REASON:
                what = "reason_missing" if lacks else "reason_too_long"
                question = self._work.frame.criterion(criterion_id).question
                each.mark(fault=True)
                self.tabs.setCurrentIndex(0)
                each.reason.setFocus(Qt.FocusReason.OtherFocusReason)
                told = self._say(f"error.assessment.{what}", question=question, most=LONGEST_REASON)
                self.tell(told, fault=True)
                return
        self.save_asked.emit(*self._now())
