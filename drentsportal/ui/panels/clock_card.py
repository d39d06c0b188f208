"""The clock of one case: time left, how far it is, when it came and when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar

from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ClockReading
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.widgets.case_delegate import reading_look
from drentsportal.ui.widgets.parts import column, label, restyle, row

if TYPE_CHECKING:
    from drentsportal.domain.cases.case import Case
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_ICON_PX = 20


class ClockCard(QFrame):
    """A coloured card with icon and words; refreshed each minute without moving anything."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("clock_card")
        self._theme = theme
        self._language = language
        self._mark = QLabel()
        self._time = label("", "title")
        self._time.setObjectName("clock_time")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(language.text("ui.clock.title"))
        self._received = label("", "small")
        self._due = label("", "strong")
        facts = QGridLayout()
        facts.setContentsMargins(0, 4, 0, 0)
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(2)
        self._names = [label(language.text(f"ui.clock.{name}"), "small") for name in ("received", "due")]
        for line, (name, value) in enumerate(zip(self._names, (self._received, self._due), strict=True)):
            facts.addWidget(name, line, 0)
            facts.addWidget(value, line, 1)
        facts.setColumnStretch(1, 1)
        body = column(row(self._mark, self._time, None), self._bar, facts, spacing=6, margin=12)
        self.setLayout(body)

    def show_clock(self, case: Case, clock: ClockReading) -> None:
        """Show how the clock of a case stands."""
        role, shape_name = reading_look(clock)
        ink = self._theme.colour(f"{role}_text")
        self.setProperty("state", clock.state.value)
        restyle(self)
        shape = icon(shape_name, self._theme, f"{role}_text")
        self._mark.setPixmap(shape.pixmap(_ICON_PX, _ICON_PX))
        self._time.setText(clock_text(self._language, clock))
        self._time.setToolTip(clock_text(self._language, clock, exact=True))
        for widget in (self._time, self._received, self._due, *self._names):
            widget.setStyleSheet(f"color: {ink.name()};")
        self._bar.setStyleSheet(f"QProgressBar::chunk {{ background: {ink.name()}; }}")
        self._bar.setValue(min(1000, int(1000 * (clock.net / ANSWER_WITHIN))))
        say = self._language.text
        received = case.asked_at_utc or case.received_at_utc
        self._received.setText(say("ui.clock.moment", at_utc=received))
        self._due.setText(say("ui.clock.moment", at_utc=clock.due_at_utc))
        self._names[0].setText(say("ui.clock.asked" if case.asked_at_utc else "ui.clock.received"))
        explain(self._language, f"clock.{clock.state.value}", self)
        self.setAccessibleName(self._time.text())
