"""The case file at the right of the list: clock, timeline, documents, and what can be done with the case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.cases.deadline import ClockState
from drentsportal.ui.icons import icon
from drentsportal.ui.panels.clock_card import ClockCard
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, panel, row, scrolled
from drentsportal.ui.widgets.timeline import Timeline
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.cases.case import Case, CaseEvent, SentDocument
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_ACTIONS: Final = ("contact", "note", "stop", "resume", "hand_over", "answer")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything that the panel shows, read in one go on the worker."""

    case: Case
    clock: ClockReading
    timeline: tuple[CaseEvent, ...]
    documents: tuple[SentDocument, ...]
    site_names: Mapping[str, str] = field(default_factory=dict)
    """Names of the sites that the timeline speaks of, by their id."""


class CaseFilePanel(QWidget):
    """The history of one case, newest day last.

    Signals: ``action_asked(name)`` with ``open``, ``contact``, ``note``, ``stop``, ``resume``, ``hand_over``
    or ``answer``.
    """

    action_asked = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the buttons; the file follows with the selection."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self.clock = ClockCard(theme, language)
        self._head = column(spacing=4)
        self._lines = column(spacing=6)
        holder = QWidget()
        holder.setLayout(column(self._head, self.clock, self._lines, None, spacing=12, margin=16))
        self._buttons = {name: self._button(name) for name in _ACTIONS}
        self._open = button(
            self._say("ui.file.open"), "main", icon("match", theme, "on_accent"), name="open_case"
        )
        self._open.clicked.connect(lambda: self.action_asked.emit("open"))
        footer = panel(column(flow(*self._buttons.values(), self._open)), (16, 8, 16, 8), "panel_footer")
        self.setLayout(column(scrolled(holder), footer, spacing=0))
        self.show_file(None)

    def show_file(self, file: CaseFile | None) -> None:
        """Show a case file, or say that none is selected."""
        clear(self._head)
        clear(self._lines)
        self.clock.setVisible(file is not None)
        for made in (*self._buttons.values(), self._open):
            made.setEnabled(file is not None)
        if file is None:
            self._head.addWidget(label(self._say("ui.file.empty"), "secondary", wrap=True))
            return
        self._enable(file.clock.state)
        self.clock.show_clock(file.case, file.clock)
        self._fill_head(file.case)
        self._lines.addWidget(label(self._say("ui.file.timeline"), "group"))
        self._lines.addWidget(Timeline(self._theme, self._language, file.timeline, file.site_names))
        self._fill_documents(file.documents)

    def _button(self, name: str) -> QWidget:
        shapes = {"contact": "phone", "note": "note", "answer": "send"}
        made = button(
            self._say(f"ui.file.{name}"), "", icon(shapes.get(name, name), self._theme), name=f"case_{name}"
        )
        made.clicked.connect(lambda: self.action_asked.emit(name))
        return made

    def _enable(self, state: ClockState) -> None:
        answered = state is ClockState.ANSWERED
        stopped = state is ClockState.STOPPED
        self._buttons["stop"].setVisible(not stopped)
        self._buttons["resume"].setVisible(stopped)
        for name in ("stop", "resume", "answer", "hand_over"):
            self._buttons[name].setEnabled(not answered)

    def _fill_head(self, case: Case) -> None:
        status = chip(sentence_case(self._say(f"case_status.{case.status.value}")))
        self._head.addLayout(row(label(case.number, "small"), None, status))
        self._head.addWidget(label(case.request.title, "section", wrap=True))
        who = " · ".join(
            part
            for part in (self._say(f"channel.{case.channel.value}"), case.requester, case.owner.name)
            if part
        )
        self._head.addWidget(label(who, "small", wrap=True))
        if not case.owner.name:
            self._head.addWidget(label(self._say("ui.file.unassigned"), "error", wrap=True))
        if case.company_name:
            name = label(self._say("ui.file.company", name=case.company_name), "small", wrap=True)
            inner = chip(self._say("ui.file.internal"), "chip_outline")
            entry = row(spacing=8)
            entry.addWidget(name, 1)
            entry.addWidget(inner)
            self._head.addLayout(entry)

    def _fill_documents(self, documents: tuple[SentDocument, ...]) -> None:
        self._lines.addSpacing(8)
        self._lines.addWidget(label(self._say("ui.file.documents"), "group"))
        if not documents:
            self._lines.addWidget(label(self._say("ui.file.no_documents"), "small", wrap=True))
        for document in documents:
            made = label(self._say("ui.clock.moment", at_utc=document.made_at_utc), "caption")
            entry = row(spacing=8)
            entry.addWidget(label(document.file_name, "small", wrap=True), 1)
            entry.addWidget(made)
            self._lines.addLayout(entry)
