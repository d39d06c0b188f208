"""The open case at the left: clock, facts, requirements with how many sites meet them, weighted wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from drentsportal.ui.dialogs.tab_walk import walk_by_eye
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.icons import icon
from drentsportal.ui.panels.case_needs import CaseNeeds
from drentsportal.ui.panels.case_wishes import CaseWishes
from drentsportal.ui.panels.clock_card import ClockCard
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, panel, restyle, row, scrolled
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.session import Session
    from drentsportal.ui.theme import Theme

_WARNED: Final = frozenset({"trial", "stale", "stale_profile"})
"""What the foot says in the colour of a warning: what is on screen is not what the case will keep."""


class CasePanel(QWidget):
    """What is asked, by when, and with which weights.

    Signals: ``back_asked()``; ``edit_asked()`` for the request form; ``match_asked()``;
    ``weights_moved(request)`` while a weight moves; ``request_changed(request)`` after it was let go;
    ``requirement_chosen(criterion_id)`` when a requirement was clicked. Trials of one requirement are told by
    ``needs``.
    """

    back_asked = Signal()
    edit_asked = Signal()
    match_asked = Signal()
    weights_moved = Signal(object)
    request_changed = Signal(object)
    requirement_chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the fixed parts."""
        super().__init__()
        self._theme = theme
        self._say = language.text
        self._language = language
        self._case: Case | None = None
        self.clock = ClockCard(theme, language)
        self._head = column(spacing=6)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self.wishes = CaseWishes(language)
        self.wishes.weights_moved.connect(self.weights_moved)
        self.wishes.weights_set.connect(self.request_changed)
        self.needs = CaseNeeds(theme, language)
        self.needs.edit_asked.connect(self.edit_asked)
        self.needs.requirement_chosen.connect(self.requirement_chosen)
        self.facts = QWidget()
        self.facts.setLayout(self._facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        body = column(
            self._head, self.clock, self.facts, self.needs, self.wishes, None, spacing=12, margin=16
        )
        holder = QWidget()
        holder.setLayout(body)
        self.setLayout(column(scrolled(holder), self._build_footer(), spacing=0))

    def show_case(self, case: Case, clock: ClockReading) -> None:
        """Show a case; when only the clock moved, nothing else is touched."""
        self.clock.show_clock(case, clock)
        before, self._case = self._case, case
        if case == before:
            return
        if before is None or before.number != case.number:
            self.wishes.forget()
            self.needs.forget()
        self._fill_head(case)
        self._fill_facts(case)
        self.needs.show_request(case.request)
        self.wishes.show_request(case.request)

    def recolour(self) -> None:
        """Build everything again at the next showing, in the colours of the theme."""
        self._case = None

    def follow(self, result: MatchResult | None) -> None:
        """Show how many candidates meet each requirement."""
        self.needs.follow(result)

    def show_outcome(self, session: Session) -> None:
        """Show the counts, and whether the outcome is up to date and recorded."""
        self.needs.follow(session.result)
        self.needs.show_outcome(session.outcome)
        if session.case is not None:
            self.wishes.show_counting(session.case.request, session.outcome)
        state = _state_of(session)
        told = self._say(f"ui.case.result.{state}", version=session.newer_profile)
        self._state.setText(told)
        self._state.setProperty("role", "warning" if state in _WARNED else "small")
        restyle(self._state)
        is_kept = state in {"followed", "weighed", "trial"}
        first_or_again = "ui.case.match_first" if state == "none" else "ui.case.match"
        text = self._say("ui.case.record" if is_kept else first_or_again)
        self.match_button.setText(text)
        self.match_button.setAccessibleName(text)
        self.match_button.setEnabled(state != "trial")
        hint = self._say(f"ui.case.match_hint.{state}") if state in _HINTED else told
        self.match_button.setToolTip(hint)
        # Head, rows and sliders are made anew, which hangs them at the end of the walk.
        layout = self.layout()
        if layout is not None:
            walk_by_eye(layout, self.match_button)

    def set_compact(self, *, compact: bool) -> None:
        """Leave out the facts, which the case file says too, so that requirements stay in sight."""
        self.facts.setHidden(compact)

    def _build_footer(self) -> QWidget:
        self._state = label(self._say("ui.case.result.none"), "small", wrap=True)
        self.match_button = button(
            self._say("ui.case.match_first"), "", icon("match", self._theme), name="match_again"
        )
        self.match_button.clicked.connect(self.match_asked)
        self._theme.changed.connect(self._recolour_footer)
        body = column(self._state, row(self.match_button, None), spacing=8)
        return panel(body, (16, 8, 16, 8), "panel_footer")

    def _recolour_footer(self) -> None:
        self.match_button.setIcon(icon("match", self._theme))

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
        explain(self._language, f"case_status.{case.status.value}", status)
        explain(self._language, "cases.channel", channel)
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


_HINTED: Final = frozenset({"current", "trial"})
"""States in which the button says more than the foot beside it."""


def _state_of(session: Session) -> str:
    """Name what the foot says about the outcome."""
    outcome, recorded = session.outcome, session.recorded
    if outcome is None:
        return "none"
    if session.trial is not None:
        return "trial"
    if session.is_stale:
        return "stale" if session.newer_profile is None else "stale_profile"
    if session.is_recorded:
        return "current"
    is_weighed = (
        recorded is not None
        and recorded.request.requirements == outcome.request.requirements
        and recorded.request.preferences != outcome.request.preferences
    )
    return "weighed" if is_weighed else "followed"
