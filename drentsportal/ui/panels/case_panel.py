"""The open case at the left: clock, facts, requirements with how many sites meet them, weighted wishes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from drentsportal.domain.what_if import relaxed_request
from drentsportal.ui.icons import icon
from drentsportal.ui.panels.clock_card import ClockCard
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, line, panel, row, scrolled
from drentsportal.ui.widgets.requirement_row import RequirementRow
from drentsportal.ui.wording import limit_text, sentence_case

if TYPE_CHECKING:
    from drentsportal.domain.case import Case
    from drentsportal.domain.deadline import ClockReading
    from drentsportal.domain.matching import MatchResult
    from drentsportal.domain.request import LocationRequest, Preference
    from drentsportal.domain.what_if import Proposal
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_WEIGHT_TOP = 100


class CasePanel(QWidget):
    """What is asked, by when, and with which weights.

    Signals: ``back_asked()``; ``edit_asked()`` for the request form; ``match_asked()``;
    ``request_changed(request)`` after a weight was moved and let go, or a relaxation was taken over;
    ``requirement_chosen(criterion_id)`` when a requirement was clicked.
    """

    back_asked = Signal()
    edit_asked = Signal()
    match_asked = Signal()
    request_changed = Signal(object)
    requirement_chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the fixed parts."""
        super().__init__()
        self._theme = theme
        self._say = language.text
        self._language = language
        self._case: Case | None = None
        self._request: LocationRequest | None = None
        self.clock = ClockCard(theme, language)
        self._head = column(spacing=6)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self._wishes = column(spacing=4)
        self._needs = column(spacing=0)
        self.facts = QWidget()
        self.facts.setLayout(self._facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        body = column(
            self._head, self.clock, self.facts, self._needs, self._wishes, None, spacing=12, margin=16
        )
        holder = QWidget()
        holder.setLayout(body)
        self.setLayout(column(scrolled(holder), self._build_footer(), spacing=0))

    def show_case(self, case: Case, clock: ClockReading) -> None:
        """Show a case; when only the clock moved, nothing else is touched."""
        self.clock.show_clock(case, clock)
        if case == self._case and case.request == self._request:
            return
        self._case = case
        self._request = case.request
        self._fill_head(case)
        self._fill_facts(case)
        self._fill_needs(case.request, None)
        self._fill_wishes(case.request)

    def recolour(self) -> None:
        """Build everything again at the next showing, in the colours of the theme."""
        self._case = None

    def show_result(self, result: MatchResult | None, *, stale: bool) -> None:
        """Show how many candidates meet each requirement, and whether the outcome is up to date."""
        if self._request is not None:
            self._fill_needs(self._request, result)
        state = "none" if result is None else "stale" if stale else "current"
        self._state.setText(self._say(f"ui.case.result.{state}"))
        self.match_button.setEnabled(result is None or stale)

    def set_compact(self, *, compact: bool) -> None:
        """Leave out the facts, which the case file says too, so that requirements stay in sight."""
        self.facts.setHidden(compact)

    def adopt(self, proposal: Proposal) -> None:
        """Write a relaxation into the request."""
        if self._request is None:
            return
        relaxed = relaxed_request(self._request, proposal)
        if relaxed != self._request:
            self.request_changed.emit(relaxed)

    def _build_footer(self) -> QWidget:
        self._state = label(self._say("ui.case.result.none"), "small")
        self.match_button = button(
            self._say("ui.case.match"), "", icon("match", self._theme), name="match_again"
        )
        self.match_button.clicked.connect(self.match_asked)
        body = column(self._state, row(self.match_button, None), spacing=8)
        return panel(body, (16, 8, 16, 8), "panel_footer")

    def _fill_head(self, case: Case) -> None:
        clear(self._head)
        back = button(
            self._say("ui.case.back"), "link", icon("back", self._theme, "accent"), name="back_to_cases"
        )
        back.clicked.connect(self.back_asked)
        self._head.addLayout(row(back, None))
        number = label(case.number, "small")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        channel = chip(self._say(f"channel.{case.channel.value}"), "chip_outline")
        status = chip(sentence_case(self._say(f"case_status.{case.status.value}")))
        self._head.addLayout(row(number, None, channel, status))
        self._head.addWidget(label(case.request.title, "section", wrap=True))
        if case.request.summary:
            self._head.addWidget(label(case.request.summary, "small", wrap=True))

    def _fill_facts(self, case: Case) -> None:
        clear(self._facts)
        request = case.request
        unknown = self._say("ui.unknown")
        staff = unknown
        if request.staff_count is not None:
            staff = self._say("ui.case.staff", count=request.staff_count)
        facts = (
            ("type", sentence_case(self._say(f"request_type.{request.request_type.value}"))),
            ("housing", sentence_case(self._say(f"housing.{request.housing.value}"))),
            ("origin", request.origin.label if request.origin else unknown),
            ("sector", request.sector or unknown),
            ("staff", staff),
            ("owner", case.owner.name or self._say("ui.case.unassigned")),
        )
        for number, (name, value) in enumerate(facts):
            self._facts.addWidget(
                label(self._say(f"ui.case.fact.{name}"), "small"), number, 0, Qt.AlignmentFlag.AlignTop
            )
            alarm = name == "owner" and not case.owner.name
            self._facts.addWidget(label(value, "error" if alarm else "", wrap=True), number, 1)
        self._facts.setColumnStretch(1, 1)

    def _fill_needs(self, request: LocationRequest, result: MatchResult | None) -> None:
        clear(self._needs)
        edit = button(
            self._say("ui.case.edit"), "link", icon("edit", self._theme, "accent"), name="edit_request"
        )
        edit.clicked.connect(self.edit_asked)
        meeting = label(self._say("ui.case.meeting") if result is not None else "", "caption")
        self._needs.addLayout(row(label(self._say("ui.case.requirements"), "group"), edit, None, meeting))
        if not request.requirements:
            self._needs.addWidget(label(self._say("ui.case.no_requirements"), "small", wrap=True))
        for requirement in request.requirements:
            criterion_id = requirement.criterion_id
            name = self._say(f"criterion.{criterion_id}")
            limit = limit_text(self._language, criterion_id, requirement.limit)
            count = str(result.meeting_count(criterion_id)) if result else ""
            spoken = self._say("ui.case.show_excluded", criterion=name, limit=limit)
            entry = RequirementRow(self._theme, (name, limit, count), spoken)
            entry.setObjectName(f"requirement_{criterion_id}")
            entry.setEnabled(result is not None)
            entry.clicked.connect(partial(self.requirement_chosen.emit, criterion_id))
            self._needs.addWidget(entry)
            self._needs.addWidget(line())

    def _fill_wishes(self, request: LocationRequest) -> None:
        clear(self._wishes)
        total = sum(preference.weight for preference in request.preferences)
        self._wishes.addLayout(
            row(
                label(self._say("ui.case.preferences"), "group"),
                None,
                label(self._say("ui.case.weight_sum", total=total), "caption"),
            )
        )
        if not request.preferences:
            self._wishes.addWidget(label(self._say("ui.case.no_preferences"), "small", wrap=True))
        for preference in request.preferences:
            self._add_wish(preference)

    def _add_wish(self, preference: Preference) -> None:
        name = self._say(f"criterion.{preference.criterion_id}")
        weight = label(str(preference.weight), "strong")
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"weight_{preference.criterion_id}")
        slider.setRange(0, _WEIGHT_TOP)
        slider.setPageStep(10)
        slider.setValue(preference.weight)
        slider.setAccessibleName(self._say("ui.case.weight_of", criterion=name))
        slider.setTracking(True)
        slider.valueChanged.connect(lambda value: weight.setText(str(value)))
        slider.sliderReleased.connect(lambda: self._weigh(preference.criterion_id, slider.value()))
        slider.actionTriggered.connect(
            lambda _: (
                None
                if slider.isSliderDown()
                else self._weigh(preference.criterion_id, slider.sliderPosition())
            )
        )
        heading = row(spacing=8)
        heading.addWidget(label(name, wrap=True), 1)
        heading.addWidget(weight)
        self._wishes.addLayout(heading)
        self._wishes.addWidget(slider)

    def _weigh(self, criterion_id: str, weight: int) -> None:
        request = self._request
        if request is None:
            return
        preferences = tuple(
            replace(each, weight=weight) if each.criterion_id == criterion_id else each
            for each in request.preferences
        )
        if preferences != request.preferences:
            self._request = replace(request, preferences=preferences)
            self.request_changed.emit(self._request)
