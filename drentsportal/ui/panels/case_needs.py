"""Requirements of the open case: how many meet each, and a slider under the one that is tried."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from drentsportal.domain.match.relative_change import is_numeric
from drentsportal.domain.match.step_curve import step_curve
from drentsportal.ui.guide.explanations import explain_criterion
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import button, clear, column, label, line, row
from drentsportal.ui.widgets.requirement_row import RequirementRow, TryButton
from drentsportal.ui.widgets.requirement_slider import RequirementSlider
from drentsportal.ui.wording import COMBINING, requirement_lines

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.wording import RequirementLine


class CaseNeeds(QWidget):
    """The list of requirements.

    Signals: ``edit_asked()``; ``requirement_chosen(criterion_id)`` when one was clicked;
    ``limit_moved(criterion_id, limit)`` while one is tried; ``trial_ended()``;
    ``limit_adopted(criterion_id, limit)`` when the person wants that in the request.
    """

    edit_asked = Signal()
    requirement_chosen = Signal(str)
    limit_moved = Signal(str, object)
    trial_ended = Signal()
    limit_adopted = Signal(str, object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start without requirements."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self._lines: tuple[RequirementLine, ...] = ()
        self._outcome: MatchResult | None = None
        self._rows: dict[str, RequirementRow] = {}
        self._tries: dict[str, TryButton] = {}
        self._places: dict[str, QVBoxLayout] = {}
        self._slider: RequirementSlider | None = None
        self._tried = ""
        self._meeting = QLabel()
        self._body = column(spacing=0)
        self.setLayout(self._body)

    def show_request(self, request: LocationRequest) -> None:
        """Show what is required; rows stay where nothing changed."""
        lines = requirement_lines(self._language, request)
        if lines != self._lines or not self._body.count():
            self._lines = lines
            self._fill()

    def forget(self) -> None:
        """Build everything again at the next showing."""
        self._lines = ()
        clear(self._body)
        self._rows, self._tries, self._places = {}, {}, {}
        self._slider, self._tried = None, ""

    def follow(self, result: MatchResult | None) -> None:
        """Show how many candidates meet each requirement."""
        self._meeting.setText(self._say("ui.case.meeting") if result is not None else "")
        # A count stands beside the limit that was counted, on trial too.
        counted = self._lines if result is None else requirement_lines(self._language, result.request)
        limits = {each.criterion_id: each.limit for each in counted}
        for criterion_id, entry in self._rows.items():
            if criterion_id in limits:
                entry.show_limit(limits[criterion_id])
            entry.setEnabled(result is not None)
            entry.show_count("" if result is None else str(result.meeting_count(criterion_id)))
        if result is not None and self._slider is not None:
            judged = {each.criterion.id: each.limit for each in result.judgements}
            limit = judged.get(self._tried)
            if isinstance(limit, int):
                self._slider.show_count(limit, result.qualifier_count)

    def show_outcome(self, outcome: MatchResult | None) -> None:
        """Take what the case asks as the ground of trials; only limits that are numbers can be tried."""
        if outcome is self._outcome:
            return
        self._outcome = outcome
        numeric = () if outcome is None else _numeric(outcome)
        for criterion_id, tool in self._tries.items():
            tool.setVisible(criterion_id in numeric)
        if self._tried and self._slider is not None:
            tried = self._tried
            focused = QApplication.focusWidget()
            had_focus = focused is not None and self._slider.isAncestorOf(focused)
            self._close_slider()
            if tried in numeric:
                self._open_slider(tried, focus=had_focus)

    def end_trial(self) -> None:
        """Show again what is asked: the trial ended elsewhere."""
        if self._slider is not None:
            self._slider.show_asked()

    def _fill(self) -> None:
        clear(self._body)
        self._rows, self._tries, self._places = {}, {}, {}
        self._slider, self._tried = None, ""
        edit = button(
            self._say("ui.case.edit"), "link", icon("edit", self._theme, "accent"), name="edit_request"
        )
        edit.clicked.connect(self.edit_asked)
        self._meeting = label("", "caption")
        self._body.addLayout(
            row(label(self._say("ui.case.requirements"), "group"), edit, None, self._meeting)
        )
        if not self._lines:
            self._body.addWidget(label(self._say("ui.case.no_requirements"), "small", wrap=True))
        for each in self._lines:
            self._add(each)
        self._outcome = None

    def _add(self, each: RequirementLine) -> None:
        spoken = self._say("ui.case.show_excluded", criterion=each.name, limit=each.limit)
        entry = RequirementRow(self._theme, (each.name, each.limit, ""), spoken)
        entry.setObjectName(f"requirement_{each.criterion_id}")
        holder = row(spacing=2)
        holder.addWidget(entry, 1)
        tool = TryButton(self._theme, self._say("ui.try.open", criterion=each.name))
        tool.hide()
        explain_criterion(self._language, each.criterion_id, entry, tool)
        holder.addWidget(tool)
        if each.criterion_id != COMBINING:
            entry.clicked.connect(partial(self.requirement_chosen.emit, each.criterion_id))
            self._rows[each.criterion_id] = entry
            tool.setObjectName(f"try_open_{each.criterion_id}")
            tool.clicked.connect(partial(self._toggle, each.criterion_id))
            self._tries[each.criterion_id] = tool
        place = column(spacing=0)
        self._places[each.criterion_id] = place
        self._body.addLayout(holder)
        self._body.addLayout(place)
        self._body.addWidget(line())

    def _toggle(self, criterion_id: str) -> None:
        was = self._tried
        if was:
            self._close_slider()
            self.trial_ended.emit()
        if criterion_id != was:
            self._open_slider(criterion_id, focus=True)

    def _open_slider(self, criterion_id: str, *, focus: bool) -> None:
        curve = None if self._outcome is None else step_curve(self._outcome, criterion_id)
        if curve is None or criterion_id not in self._places:
            return
        slider = RequirementSlider(self._theme, self._language, curve)
        slider.moved.connect(lambda limit: self.limit_moved.emit(criterion_id, limit))
        slider.cleared.connect(self.trial_ended)
        slider.adopted.connect(lambda limit: self.limit_adopted.emit(criterion_id, limit))
        self._places[criterion_id].addWidget(slider)
        self._slider, self._tried = slider, criterion_id
        self._tries[criterion_id].setChecked(True)
        if focus:
            slider.focus()

    def _close_slider(self) -> None:
        if self._tried in self._places:
            clear(self._places[self._tried])
            self._tries[self._tried].setChecked(False)
        self._slider, self._tried = None, ""


def _numeric(outcome: MatchResult) -> frozenset[str]:
    """Name the requirements that a slider can move."""
    return frozenset(each.criterion.id for each in outcome.judgements if is_numeric(each))
