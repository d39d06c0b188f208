"""Aanvragen: what happens between the panels of a case and the services."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from drentsportal.ui.background import ServiceCall
from drentsportal.ui.case_forms import CaseForms
from drentsportal.ui.case_opening import CaseOpening, OpenedCase, read_opened
from drentsportal.ui.dossier_reading import CaseFile, read_case_file
from drentsportal.ui.following import Following
from drentsportal.ui.models.inbox_line import read_inbox, read_open_inbox
from drentsportal.ui.request_steps import RequestSteps
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case
    from drentsportal.services.changes import ChangeSet
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.models.inbox_line import InboxLine, OpenInbox
    from drentsportal.ui.session import Session

_MINUTE_MS = 60_000


class CaseScreen(Screen):
    """Runs the use cases of a case on the worker and hands their results to the session.

    Signals: ``open_loaded(inbox)`` once, with the cases that wait, before the whole list is read;
    ``lines_loaded(lines)`` with the list of cases; ``file_loaded(file)`` with the case file of the
    selected case; ``chosen(number)`` before that, with the case that list, map and dossier are to show;
    ``case_opened(number)`` after one was opened for work; ``leaving()`` before the open one
    is left, so that what is in the hand is kept; ``answer_asked(number)`` where the sent document is to be
    named, ``contact_asked(number)`` where a contact is to be told,
    ``form_asked(act)`` with what a form is to ask and do; ``told(text)`` for the status bar.
    """

    open_loaded = Signal(object)
    lines_loaded = Signal(object)
    file_loaded = Signal(object)
    chosen = Signal(str)
    case_opened = Signal(str)
    leaving = Signal()
    answer_asked = Signal(str)
    contact_asked = Signal(str)
    form_asked = Signal(object)
    told = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, steps: RequestSteps | None = None
    ) -> None:
        """Keep the parts; the minute timer only repaints clocks, due times are always computed.

        ``steps`` are those of all windows on the workspace.
        """
        super().__init__(window, session, runner)
        self._selected = ""
        self._shown: Case | None = None
        self._is_listed = False
        self.following = Following(session, runner)
        self._opening = CaseOpening(session, runner, self.following)
        self._opening.showing.connect(self.leaving)
        self._opening.shown.connect(self._on_shown)
        self._forms = CaseForms(session.services)
        self.steps = steps or RequestSteps()
        self._storing = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self.load)
        self._timer.start()

    def stop(self) -> None:
        """Let the clocks rest, before the worker ends."""
        self.leaving.emit()
        self._timer.stop()
        self.following.stop()
        self._session.stop()

    # -- reading --------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the list of cases again; the first time what waits for an answer comes before the rest."""
        if not self._is_listed:
            self._is_listed = True
            self._run("ui.busy.cases", lambda _: read_open_inbox(self._services.register), self._on_open)
            return
        self._run("ui.busy.cases", lambda _: read_inbox(self._services.register), self._on_lines)

    def select(self, number: str) -> None:
        """Read the case file of a selected case; list and map select it too."""
        self._choose(number)
        self._run("ui.busy.case", lambda _: read_case_file(self._services, number), self._on_file)

    def read_again(self, number: str) -> None:
        """Read the case file again, unless another case was selected meanwhile."""
        if number == self._selected:
            self.select(number)

    def open(self, number: str) -> None:
        """Open a case for work, with its newest match."""
        self.leaving.emit()
        self._choose(number)
        self._run_opening("ui.busy.case", lambda _: read_opened(self._services, number), self._opening.ask())

    def close(self) -> None:
        """Go back to the list; what is still read or matched does not come in its place."""
        self.leaving.emit()
        self._opening.ask()
        if number := self._number():
            self._choose(number)
        self._session.open_case(None)
        self.load()
        if self._selected:
            # A changed request was stored without reading list and file again; now they come in sight.
            self.select(self._selected)

    def take_over(self) -> None:
        """Show what another window stored of the open case; what is in the hand here goes on."""
        number, wish = self._number(), self._opening.wish

        def done(opened: OpenedCase) -> None:
            if self._opening.is_awaited(wish) and self._number() == number and not self._storing:
                self._opening.take_over(opened)

        if number:
            self._run("ui.busy.case", lambda _: read_opened(self._services, number), done)

    def forget(self, number: str) -> None:
        """Let go of a case that was destroyed or anonymised; where it is open, none is from now on."""
        self.steps.forget(number)
        if self._selected == number:
            self._selected = ""
        if self._number() == number:
            self._opening.ask()
            self._session.open_case(None)
        self.load()

    # -- writing --------------------------------------------------------------------------------------

    def create(self, opened: Callable[[], Case]) -> None:
        """Store a new case and match it at once; ``opened`` runs on the worker."""
        matching = self._services.matching

        def work(_: CallProgress) -> OpenedCase:
            number = opened().number
            result = matching.match_case(number)
            return OpenedCase(self._services.desk.case(number), result)

        self._run_opening("ui.busy.match", work, self._opening.ask())

    def match(self) -> None:
        """Match the open case again, and record that with it; a weight in the hand is taken over first."""
        self.leaving.emit()
        number = self._number()
        if not number:
            return
        desk, matching = self._services.desk, self._services.matching

        def work(_: CallProgress) -> OpenedCase:
            result = matching.match_case(number)
            return OpenedCase(desk.case(number), result)

        self._run_opening("ui.busy.match", work, self._opening.wish)

    def change_request(self, request: LocationRequest, told: Mapping[str, str] | None = None) -> None:
        """Store what is asked, as a step that can be taken back; the outcome follows, not yet recorded.

        ``told`` is what the timeline keeps beside it.
        """
        case = self._session.case
        if case is not None and case.request != request:
            self.steps.done(case.number, case.request, request)
            self._store_request(case, request, told)

    def undo_request(self) -> None:
        """Take back the last change of what the open case asks."""
        self._step_request(self.steps.undo)

    def redo_request(self) -> None:
        """Do the last change of what is asked again."""
        self._step_request(self.steps.redo)

    def _step_request(self, step: Callable[[str], LocationRequest | None]) -> None:
        case = self._session.case
        request = step(case.number) if case is not None else None
        if case is not None and request is not None:
            self._store_request(case, request)

    def _store_request(
        self, case: Case, request: LocationRequest, told: Mapping[str, str] | None = None
    ) -> None:
        self._session.open_case(replace(case, request=request))
        self.following.ask(request)
        self._storing += 1

        def work(_: CallProgress) -> tuple[Case, ChangeSet]:
            return self._services.desk.change_request(case.number, request, told)

        self._runner.run(ServiceCall("ui.busy.save", work, self._on_stored, self._on_not_stored))

    def _on_stored(self, outcome: tuple[Case, ChangeSet]) -> None:
        self._storing -= 1
        self._show_changed(outcome[0])
        self.told.emit(self._say("ui.told.saved"))

    def _on_not_stored(self, error: BaseException) -> None:
        """Show again what is stored, and tell why it stayed so."""
        self._storing -= 1
        if number := self._number():
            self.open(number)
        self._runner.failed.emit(error)

    def toggle_shortlist(self, candidate_id: str) -> None:
        """Put a candidate on the shortlist, or take it off."""
        case = self._session.case
        if case is None:
            return
        number, services = case.number, self._services

        def work(_: CallProgress) -> tuple[Case, ChangeSet]:
            # What is stored decides: of two quick presses the second takes back what the first one did.
            shortlist = services.desk.case(number).shortlist
            is_chosen = any(entry.candidate_id == candidate_id for entry in shortlist)
            change = services.shortlist.remove if is_chosen else services.shortlist.add
            return change(number, candidate_id)

        self._run("ui.busy.save", work, self._on_changed)

    def act(self, name: str) -> None:
        """Run one of the actions of the case file, asking for what it needs."""
        number = self._number() or self._selected
        if not number:
            return
        if name == "open":
            self.open(number)
            return
        asked = {
            "note": self._forms.note,
            "stop": self._forms.stop,
            "hand_over": self._forms.hand_over,
        }
        if name in asked:
            self.form_asked.emit(asked[name](number, self._seen(number)))
        elif name == "resume":
            self._resume_clock(number)
        else:
            {"contact": self.contact_asked, "answer": self.answer_asked}[name].emit(number)

    def _resume_clock(self, number: str) -> None:
        desk, seen = self._services.desk, self._seen(number)
        self._run("ui.busy.save", lambda _: desk.resume_clock(number, seen), self._on_changed)

    def _seen(self, number: str) -> Actor | None:
        """Return who has the case according to what is on the screen."""
        shown = self._session.case if self._session.case is not None else self._shown
        return shown.owner if shown is not None and shown.number == number else None

    def _choose(self, number: str) -> None:
        self._selected = number
        self.chosen.emit(number)

    # -- results --------------------------------------------------------------------------------------

    def _number(self) -> str:
        return self._session.case.number if self._session.case else ""

    def _on_changed(self, outcome: tuple[Case, ChangeSet]) -> None:
        case, _ = outcome
        self._show_changed(case)
        self.load()
        self.read_again(case.number)
        self.told.emit(self._say("ui.told.saved"))

    def _show_changed(self, case: Case) -> None:
        shown = self._session.case
        if shown is not None and shown.number == case.number:
            # What was asked since is still on its way to the file.
            self._session.open_case(replace(case, request=shown.request) if self._storing else case)

    def _on_open(self, inbox: OpenInbox) -> None:
        if inbox.lines:
            self.open_loaded.emit(inbox)
        self.load()

    def _on_lines(self, lines: tuple[InboxLine, ...]) -> None:
        self.lines_loaded.emit(lines)
        self._session.cases_changed.emit()
        if self._session.case is not None:
            self._session.case_changed.emit()

    def _on_file(self, file: CaseFile) -> None:
        if file.case.number == self._selected:
            self._shown = file.case
            self.file_loaded.emit(file)

    def _run_opening(self, title_id: str, work: Callable[[CallProgress], OpenedCase], wish: int) -> None:
        self._run(title_id, work, lambda opened: self._on_opened(opened, wish))

    def _on_opened(self, opened: OpenedCase, wish: int) -> None:
        if not self._opening.is_awaited(wish):
            # The person went elsewhere; what was made or matched meanwhile stands in the list.
            self.load()
            return
        self.leaving.emit()
        self._choose(opened.case.number)
        self._opening.show(opened, wish, is_storing=self._storing > 0)

    def _on_shown(self, number: str) -> None:
        self.case_opened.emit(number)
        self.load()

    def _run(self, title_id: str, work: Callable[[CallProgress], Any], done: Callable[[Any], None]) -> None:
        self._runner.run(ServiceCall(title_id, work, done))
