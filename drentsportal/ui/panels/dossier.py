"""The dossier at the right of the inbox: head with clock, five tabs, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QTabWidget, QWidget

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.cases.case_rules import ALLOWED_STEPS
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.language.speaker import without_turns
from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.panels.dossier_needs import NeedsPage
from drentsportal.ui.panels.dossier_outcome import OutcomePage
from drentsportal.ui.panels.dossier_path import PathPage
from drentsportal.ui.panels.dossier_tasks import TasksPage
from drentsportal.ui.timeline_rows import paper_rows, timeline_rows
from drentsportal.ui.widgets.case_delegate import reading_look
from drentsportal.ui.widgets.desk_rows import DeskRows
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import (
    button,
    chip,
    clear,
    column,
    label,
    name_tabs,
    panel,
    restyle,
    row,
)
from drentsportal.ui.widgets.word_label import WordLabel
from drentsportal.ui.wording import clock_duration, duration, sentence_case

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.language import Language
    from drentsportal.ui.dossier_reading import CaseFile
    from drentsportal.ui.theme import Theme

TABS: Final = ("timeline", "needs", "path", "tasks", "outcome")
_MORE: Final = ("note", "attach", "stop", "resume", "hand_over")
_PRIVACY: Final = ("retention", "woo", "looks")
_MARK: Final = 14
_ROOM_FOR_STEPS: Final = 430
"""Width from which the tab of the path also names its steps."""

_ROOM_FOR_WORDS: Final = 396
"""Below this width the buttons of the footer say less, so that they stand in two lines and not in three.

The tab of the requirements does so too, so that all five tabs are in sight."""


class DossierPanel(QWidget):
    """One case with all that belongs to it; what is shown stays where it is when it is read again.

    Signals: ``action_asked(name)`` with ``open``, ``contact``, ``note``, ``attach``, ``stop``, ``resume``,
    ``hand_over``, ``refer`` or ``answer``; ``note_changed(text)`` with the number, for the title of the dock;
    ``privacy_asked(name)`` with ``retention``, ``woo`` or ``looks``.
    The pages tell what is asked of them themselves.
    """

    action_asked = Signal(str)
    note_changed = Signal(str)
    privacy_asked = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the fixed parts; the dossier follows with the selection."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self._number = ""
        self._case: Case | None = None
        self._clock: ClockReading | None = None
        self._build_head()
        self.timeline = DeskRows(theme, self._say("ui.file.timeline"), "timeline_rows")
        self.needs = NeedsPage(theme, language)
        self.path = PathPage(theme, language)
        self.tasks = TasksPage(theme, language)
        self.outcome = OutcomePage(theme, language)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("dossier_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setProperty("tight", "true")
        name_tabs(self.tabs, self._say("ui.dossier.tabs"))
        pages = (self.timeline, self.needs, self.path, self.tasks, self.outcome)
        for name, page in zip(TABS, pages, strict=True):
            self.tabs.addTab(page, self._say(f"ui.dossier.tab.{name}"))
        self.needs.open_asked.connect(lambda: self.action_asked.emit("open"))
        self._body = QWidget()
        self._body.setLayout(column(self._head, self.tabs, self._build_footer(), spacing=0))
        self._nothing = label(self._say("ui.file.empty"), "secondary", wrap=True)
        self._nothing.setObjectName("dossier_empty")
        self._empty = panel(column(self._nothing, None), (16,) * 4)
        self.setLayout(column(self._empty, self._body))
        self.show_file(None)

    def show_file(self, file: CaseFile | None) -> None:
        """Show a dossier, or say that none is selected."""
        self._nothing.setText(self._say("ui.file.empty"))
        self._empty.setVisible(file is None)
        self._body.setVisible(file is not None)
        self._case = file.case if file is not None else None
        self.note_changed.emit(file.case.number if file is not None else "")
        if file is None:
            self._number = ""
            return
        is_other = file.case.number != self._number
        self._number = file.case.number
        self._fill_head(file)
        self.show_clock(file.clock)
        if is_other:
            for rows in (self.timeline, self.path.rows, self.tasks.rows):
                rows.to_top()
        self.timeline.show_rows(
            [*timeline_rows(self._language, file.rows), *paper_rows(self._language, file)]
        )
        self.needs.show_request(file.case.request)
        self.path.show_file(file)
        self.tasks.show_file(file)
        self.outcome.show_file(file)
        self._name_tabs(file)

    def show_gone(self, number: str) -> None:
        """Show nothing any more of a case that was destroyed elsewhere, and say that it was."""
        self.show_file(None)
        self._nothing.setText(self._say("ui.file.gone", number=number))

    def show_clock(self, clock: ClockReading) -> None:
        """Show how the clock of the case stands now; nothing else moves."""
        self._clock = clock
        (role, shape_name), text = reading_look(clock), clock_text(self._language, clock)
        self._clock_words.setText(text)
        self._clock_chip.setToolTip(clock_text(self._language, clock, exact=True))
        self._clock_words.setStyleSheet(f"color: {self._theme.colour(f'{role}_text').name()};")
        shape = icon(shape_name, self._theme, f"{role}_text")
        self._clock_mark.setPixmap(shape.pixmap(_MARK, _MARK))
        self._clock_chip.setProperty("role", f"chip_{role}")
        self._clock_chip.setStyleSheet(
            f"QWidget#clock_chip {{ border-radius: 3px; "
            f"background: {self._theme.colour(f'{role}_background').name()}; }}"
        )
        self._clock_chip.setAccessibleName(text)
        explain(self._language, f"clock.{clock.state.value}", self._clock_chip)
        self._due.setText(self._due_words(clock))
        self._due.setToolTip(self._due_words(clock, exact=True))
        self._enable(clock.state)

    def fits_case(self, status: CaseStatus) -> bool:
        """Whether the case that is shown has this status: a newer clock belongs to a newer case."""
        return self._case is not None and self._case.status is status

    @property
    def number(self) -> str:
        """The number of the case that is shown, empty for none."""
        return self._number

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(TABS.index(name))

    def recolour(self) -> None:
        """Take the colours of another theme; the file itself is read again by who changed it."""
        for name, made in self._buttons.items():
            made.setIcon(
                icon(_ICONS[name], self._theme, "on_accent" if name == "answer" else "text_secondary")
            )
        if self._clock is not None:
            self.show_clock(self._clock)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the steps in the tab of the path where there is room."""
        super().resizeEvent(event)
        text_id = "ui.dossier.tab.path_steps" if self.width() >= _ROOM_FOR_STEPS else "ui.dossier.tab.path"
        self.tabs.setTabText(TABS.index("path"), self._say(text_id))
        self._word_needs(is_tight=self.width() < _ROOM_FOR_WORDS)
        self._word_footer(is_tight=self.width() < _ROOM_FOR_WORDS)

    # -- parts ----------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._title = WordLabel("", "section")
        self._title.setObjectName("dossier_title")
        self._clock_mark = QLabel()
        self._clock_words = label("", "chip_info")
        self._clock_words.setProperty("role", "")
        self._clock_words.setObjectName("dossier_clock")
        inner = row(self._clock_mark, self._clock_words, spacing=6)
        inner.setContentsMargins(8, 3, 8, 3)
        self._clock_chip = QWidget()
        self._clock_chip.setObjectName("clock_chip")
        self._clock_chip.setLayout(inner)
        self._who = WordLabel("", "small")
        self._who.setObjectName("dossier_who")
        self._owner = label("", "error", wrap=True)
        self._owner.setObjectName("dossier_unassigned")
        self._due = label("", "small", wrap=True)
        self._due.setObjectName("dossier_due")
        self._extra = column(spacing=4)
        first = row(spacing=8)
        first.addWidget(self._title, 1)
        first.addWidget(self._clock_chip, 0, Qt.AlignmentFlag.AlignTop)
        body = column(first, self._who, self._owner, self._due, 3, self._extra, spacing=3)
        self._head = panel(body, (16, 12, 16, 8))

    def _build_footer(self) -> QWidget:
        self._buttons: dict[str, QPushButton] = {}
        for name in ("contact", "refer", "more", "open", "answer"):
            made = button(
                self._say(f"ui.dossier.{name}"),
                "main" if name == "answer" else "",
                icon(_ICONS[name], self._theme, "on_accent" if name == "answer" else "text_secondary"),
                name=f"case_{name}" if name != "open" else "open_case",
            )
            self._buttons[name] = made
            if name != "more":
                made.clicked.connect(lambda _=False, asked=name: self.action_asked.emit(asked))
        menu = QMenu(self)
        self._menu_actions: dict[str, QAction] = {}
        for name in _MORE:
            action = QAction(self._say(f"ui.dossier.{name}" if name == "attach" else f"ui.file.{name}"), self)
            action.triggered.connect(lambda _=False, asked=name: self.action_asked.emit(asked))
            menu.addAction(action)
            self._menu_actions[name] = action
        menu.addSeparator()
        for name in _PRIVACY:
            action = QAction(self._say(f"ui.privacy.of_case.{name}"), self)
            action.triggered.connect(lambda _=False, asked=name: self.privacy_asked.emit(asked))
            menu.addAction(action)
        self._buttons["more"].setMenu(menu)
        return panel(column(flow(*self._buttons.values())), (16, 8, 16, 8), "panel_footer")

    def _word_needs(self, *, is_tight: bool) -> None:
        """Name the tab of the requirements by one word where five whole names do not fit."""
        whole, place = self._say("ui.dossier.tab.needs"), TABS.index("needs")
        self.tabs.setTabText(place, self._say("ui.dossier.tab.needs_short") if is_tight else whole)
        self.tabs.setTabToolTip(place, whole if is_tight else "")

    def _word_footer(self, *, is_tight: bool) -> None:
        """Word the buttons as their room allows; a screen reader and the tooltip say it in full."""
        say = self._say
        words = {"contact": say("ui.dossier.contact_short"), "more": ""}
        for name, short in words.items():
            whole = say(f"ui.dossier.{name}")
            self._buttons[name].setText(short if is_tight else whole)
            self._buttons[name].setAccessibleName(whole)
            self._buttons[name].setToolTip(whole if is_tight else "")

    def _enable(self, state: ClockState) -> None:
        is_over = state.is_over
        # Of a case that is late the clock says so, also while it is stopped.
        status = self._case.status if self._case is not None else CaseStatus.CLOSED
        is_stopped = status is CaseStatus.STOPPED
        self._menu_actions["stop"].setVisible(not is_stopped)
        self._menu_actions["resume"].setVisible(is_stopped)
        for name in ("resume", "hand_over"):
            self._menu_actions[name].setEnabled(not is_over)
        self._menu_actions["stop"].setEnabled(CaseStatus.STOPPED in ALLOWED_STEPS[status])
        answer = self._buttons["answer"]
        answer.setEnabled(not is_over)
        answer.setToolTip(self._say(f"ui.dossier.is_{state.value}") if is_over else "")

    def _fill_head(self, file: CaseFile) -> None:
        case = file.case
        self._title.show_text(without_turns(case.request.title))
        origin = case.request.origin.label if case.request.origin is not None else ""
        channel = self._say(f"channel.{case.channel.value}")
        parts = (channel, case.requester, origin, case.owner.name)
        self._who.show_text(without_turns(" · ".join(part for part in parts if part)))
        self._owner.setText("" if case.owner.name else self._say("ui.file.unassigned"))
        self._owner.setVisible(not case.owner.name)
        clear(self._extra)
        status = chip(sentence_case(self._say(f"case_status.{case.status.value}")))
        explain(self._language, f"case_status.{case.status.value}", status)
        entry = row(status, spacing=8)
        if file.company:
            entry.addWidget(WordLabel(self._say("ui.file.company", name=file.company), "small"), 1)
            entry.addWidget(chip(self._say("ui.file.internal"), "chip_outline"))
        else:
            entry.addStretch(1)
        self._extra.addLayout(entry)
        asked = file.asking_person
        reached = " · ".join(filter(None, (asked.name, asked.phone, asked.email)))
        if reached:
            told = WordLabel(self._say("ui.file.asking_person", person=without_turns(reached)), "small")
            told.setObjectName("dossier_asking_person")
            self._extra.addLayout(row(told, chip(self._say("ui.file.internal"), "chip_outline"), spacing=8))

    def _due_words(self, clock: ClockReading, *, exact: bool = False) -> str:
        case = self._case
        if case is None:
            return ""
        text_id = "ui.dossier.asked" if case.asked_at_utc else "ui.dossier.received"
        at_utc = case.asked_at_utc or case.received_at_utc
        # The moment of another thing never stands for one that is not known.
        if clock.state is ClockState.ANSWERED and case.answered_at_utc is not None:
            text_id, at_utc = "ui.dossier.answered_at", case.answered_at_utc
        if clock.state is ClockState.CLOSED and case.closed_at_utc is not None:
            text_id, at_utc = "ui.dossier.closed_at", case.closed_at_utc
        told = self._say(text_id, at_utc=at_utc, due_at_utc=clock.due_at_utc)
        if not case.stops:
            return told
        gross, net = (
            duration(self._language, each) if exact else clock_duration(self._language, each, clock)
            for each in (clock.gross, clock.net)
        )
        return f"{told}\n{self._say('ui.dossier.gross_net', gross=gross, net=net)}"

    def _name_tabs(self, file: CaseFile) -> None:
        """Count the open tasks in their tab."""
        count = sum(each.done_at_utc is None for each in file.tasks)
        text = (
            self._say("ui.dossier.tab.tasks_open", count=count)
            if count
            else self._say("ui.dossier.tab.tasks")
        )
        self.tabs.setTabText(TABS.index("tasks"), text)
        restyle(self.tabs.tabBar())


_ICONS: Final = {
    "contact": "phone",
    "refer": "advice_arrow",
    "more": "more",
    "open": "match",
    "answer": "send",
}
