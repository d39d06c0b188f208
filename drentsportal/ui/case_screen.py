"""Aanvragen: what happens between the panels of a case and the services."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from drentsportal.domain.actor import Actor, Role
from drentsportal.errors import NotFoundError
from drentsportal.services.case_desk import Talk
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.panels.case_file import CaseFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.case import Case, CaseEvent
    from drentsportal.domain.matching import MatchResult
    from drentsportal.domain.request import LocationRequest
    from drentsportal.services.case_desk import CaseLine
    from drentsportal.services.changes import ChangeSet
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session

_MINUTE_MS = 60_000


class CaseScreen(QObject):
    """Runs the use cases of a case on the worker and hands their results to the session.

    Signals: ``lines_loaded(lines)`` with the list of cases; ``file_loaded(file)`` with the case file of the
    selected case; ``case_opened(number)`` after one was opened for work; ``told(text)`` for the status bar.
    """

    lines_loaded = Signal(object)
    file_loaded = Signal(object)
    case_opened = Signal(str)
    told = Signal(str)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts; the minute timer only repaints clocks, due times are always computed."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._services = session.services
        self._say = session.services.language.text
        self._runner = runner
        self._selected = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self.load)
        self._timer.start()

    def stop(self) -> None:
        """Let the clocks rest, before the worker ends."""
        self._timer.stop()

    # -- reading --------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the list of cases again."""
        self._run("ui.busy.cases", lambda _: self._services.desk.cases(), self._on_lines)

    def select(self, number: str) -> None:
        """Read the case file of a selected case."""
        self._selected = number
        self._run("ui.busy.case", lambda _: self._read_file(number), self._on_file)

    def open(self, number: str) -> None:
        """Open a case for work, with its newest match."""
        self._selected = number
        desk, matching = self._services.desk, self._services.matching
        self._run("ui.busy.case", lambda _: (desk.case(number), matching.latest(number)), self._on_opened)

    def close(self) -> None:
        """Go back to the list."""
        self._session.open_case(None)
        self.load()

    # -- writing --------------------------------------------------------------------------------------

    def create(self, opened: Callable[[], Case]) -> None:
        """Store a new case and match it at once; ``opened`` runs on the worker."""
        matching = self._services.matching

        def work(_: CallProgress) -> tuple[Case, MatchResult | None]:
            number = opened().number
            result = matching.match_case(number)
            return self._services.desk.case(number), result

        self._run("ui.busy.match", work, self._on_opened)

    def match(self) -> None:
        """Match the open case again."""
        number = self._number()
        if not number:
            return
        desk, matching = self._services.desk, self._services.matching

        def work(_: CallProgress) -> tuple[Case, MatchResult | None]:
            result = matching.match_case(number)
            return desk.case(number), result

        self._run("ui.busy.match", work, self._on_opened)

    def change_request(self, request: LocationRequest) -> None:
        """Store what is asked; the result on screen is out of date from then on."""
        number = self._number()
        case = self._session.case
        if not number or case is None:
            return
        self._session.mark_stale()
        self._session.open_case(replace(case, request=request))
        self._run(
            "ui.busy.save", lambda _: self._services.desk.change_request(number, request), self._on_changed
        )

    def toggle_shortlist(self, candidate_id: str) -> None:
        """Put a candidate on the shortlist, or take it off."""
        case = self._session.case
        if case is None:
            return
        chosen = any(entry.candidate_id == candidate_id for entry in case.shortlist)
        change = self._services.shortlist.remove if chosen else self._services.shortlist.add
        self._run("ui.busy.save", lambda _: change(case.number, candidate_id), self._on_changed)

    def act(self, name: str) -> None:
        """Run one of the actions of the case file, asking for what it needs."""
        number = self._number() or self._selected
        if not number:
            return
        if name == "open":
            self.open(number)
            return
        actions: dict[str, Callable[[str], None]] = {
            "contact": self._log_contact,
            "note": self._add_note,
            "stop": self._stop_clock,
            "resume": self._resume_clock,
            "hand_over": self._hand_over,
            "answer": self._answer,
        }
        actions[name](number)

    def _log_contact(self, number: str) -> None:
        fields = (
            Field("person", "ui.contact.person"),
            Field("company", "ui.contact.company"),
            Field("department", "ui.contact.department"),
            Field("channel", "ui.contact.channel"),
            Field("subject", "ui.contact.subject", required=True, lines=3),
            Field("agreement", "ui.contact.agreement", lines=2),
        )
        values = self._ask("ui.contact.title", fields, "ui.contact.save")
        if values is not None:
            self._change(lambda: self._services.desk.log_contact(number, _talk(values)))

    def _add_note(self, number: str) -> None:
        values = self._ask(
            "ui.note.title", (Field("text", "ui.note.text", required=True, lines=5),), "ui.note.save"
        )
        if values is not None:
            self._change(lambda: self._services.desk.add_note(number, values["text"]))

    def _stop_clock(self, number: str) -> None:
        fields = (Field("reason", "ui.stop.reason", required=True, lines=3),)
        values = self._ask("ui.stop.title", fields, "ui.stop.save")
        if values is not None:
            self._change(lambda: self._services.desk.stop_clock(number, values["reason"]))

    def _resume_clock(self, number: str) -> None:
        self._change(lambda: self._services.desk.resume_clock(number))

    def _hand_over(self, number: str) -> None:
        roles = tuple((role.value, self._say(f"role.{role.value}")) for role in Role)
        fields = (
            Field("name", "ui.hand_over.name", required=True),
            Field("organisation", "ui.hand_over.organisation", required=True),
            Field("role", "ui.hand_over.role", choices=roles),
        )
        values = self._ask("ui.hand_over.title", fields, "ui.hand_over.save")
        if values is not None:
            owner = Actor(values["name"], values["organisation"], Role(values["role"]))
            self._change(lambda: self._services.desk.hand_over(number, owner))

    def _answer(self, number: str) -> None:
        self._change(lambda: self._services.desk.answer(number))

    def _ask(self, title_id: str, fields: tuple[Field, ...], accept_id: str) -> dict[str, str] | None:
        dialog = EntryDialog(
            self._window, self._services.language, self._say(title_id), fields, self._say(accept_id)
        )
        return dialog.values() if dialog.exec() else None

    # -- results --------------------------------------------------------------------------------------

    def _number(self) -> str:
        return self._session.case.number if self._session.case else ""

    def _read_file(self, number: str) -> CaseFile:
        desk = self._services.desk
        case, timeline = desk.case(number), desk.timeline(number)
        return CaseFile(case, desk.clock(case), timeline, desk.documents(number), self._site_names(timeline))

    def _site_names(self, timeline: tuple[CaseEvent, ...]) -> dict[str, str]:
        """Name the sites of the timeline; one that is gone since keeps its id."""
        names = {}
        for site_id in {event.details.get("candidate_id", "") for event in timeline} - {""}:
            try:
                name = self._services.catalogue.site(site_id).value("name")
            except NotFoundError:
                continue
            names[site_id] = name if isinstance(name, str) else site_id
        return names

    def _change(self, work: Callable[[], tuple[Case, ChangeSet]]) -> None:
        self._run("ui.busy.save", lambda _: work(), self._on_changed)

    def _on_changed(self, outcome: tuple[Case, ChangeSet]) -> None:
        case, _ = outcome
        if self._session.case is not None and self._session.case.number == case.number:
            self._session.open_case(case)
        self.load()
        self.select(case.number)
        self.told.emit(self._say("ui.told.saved"))

    def _on_lines(self, lines: tuple[CaseLine, ...]) -> None:
        self.lines_loaded.emit(lines)
        self._session.cases_changed.emit()
        if self._session.case is not None:
            self._session.case_changed.emit()

    def _on_file(self, file: CaseFile) -> None:
        if file.case.number == self._selected:
            self.file_loaded.emit(file)

    def _on_opened(self, outcome: tuple[Case, MatchResult | None]) -> None:
        case, result = outcome
        self._selected = case.number
        self._session.open_case(case)
        self._session.show_result(result, stale=result is not None and result.request != case.request)
        self.case_opened.emit(case.number)
        self.load()

    def _run(self, title_id: str, work: Callable[[CallProgress], Any], done: Callable[[Any], None]) -> None:
        self._runner.run(ServiceCall(title_id, work, done))


def _talk(values: Mapping[str, str]) -> Talk:
    return Talk(
        subject=values["subject"],
        person=values["person"],
        company=values["company"],
        department=values["department"],
        channel=values["channel"],
        agreement=values["agreement"],
    )
