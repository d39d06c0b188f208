"""What the tabs of a dossier ask: tasks and the path V0 to V8."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from drentsportal.domain.cases.task import DISCIPLINES
from drentsportal.domain.package.parts import PackageRound
from drentsportal.domain.path.height_check import PermitNeeded
from drentsportal.domain.path.path_steps import PATH_ITEM_BY_ID, item_name
from drentsportal.errors import InputError
from drentsportal.language.discipline_words import discipline_words
from drentsportal.ui.dialogs.desk_form import day_of, day_text, needed_day
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.outcome_acts import OutcomeActs
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.domain.path.path import ItemPlan
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.dossier_screen import DossierScreen
    from drentsportal.ui.portal import Portal


class DossierActs(QObject):
    """Connects the tabs of the dossier with forms and services."""

    def __init__(self, portal: Portal, screen: DossierScreen) -> None:
        """Listen to the tabs."""
        super().__init__(portal.window)
        self._portal = portal
        self._services = portal.services
        self._window = portal.window
        self._language = portal.services.language
        self._say = self._language.text
        self._screen = screen
        panel = portal.panels.case_file
        self._panel = panel
        panel.tasks.asked.connect(self._on_task)
        panel.path.asked.connect(self._on_path)
        self.outcome = OutcomeActs(portal, screen)

    @property
    def _number(self) -> str:
        return self._panel.number

    # -- tasks ----------------------------------------------------------------------------------------

    def _on_task(self, name: str, task_id: str) -> None:
        number, tasks = self._number, self._services.tasks
        task = self._panel.tasks.task(task_id)
        if name == "add":
            self._add_task(number)
        elif task is None:
            return
        elif name == "change":
            self._change_task(number, task)
        elif name == "hand_over":
            self._hand_over(number, task)
        else:
            act = tasks.finish if name == "finish" else tasks.reopen
            self._screen.run(lambda: act(number, task_id), number, self._panel.tasks)

    def _add_task(self, number: str) -> None:
        owner = self._services.actors.current().name
        fields = (
            Field("text", "ui.task.field.text", required=True, lines=2),
            Field("owner", "ui.task.field.owner", required=True, value=owner),
            Field("due_on", "ui.task.field.due_on"),
            Field("discipline", "ui.task.field.discipline", choices=self._disciplines()),
        )
        form = self._screen.ask(self._say("ui.task.title.add", number=number), fields, "ui.task.save")

        def work(values: Values) -> object:
            return self._services.tasks.add(
                number, values["text"], values["owner"], day_of(values, "due_on"), values["discipline"]
            )

        self._screen.store(form, number, work)

    def _change_task(self, number: str, task: CaseTask) -> None:
        if task.done_at_utc is not None:
            return
        fields = (
            Field("text", "ui.task.field.text", required=True, lines=2, value=task.text),
            Field("due_on", "ui.task.field.due_on", value=day_text(task.due_on, self._language.code)),
            Field(
                "discipline",
                "ui.task.field.discipline",
                choices=self._disciplines(task.discipline),
                value=task.discipline,
            ),
        )
        form = self._screen.ask(self._say("ui.task.title.change", number=number), fields, "ui.task.save")

        def work(values: Values) -> object:
            due_on = day_of(values, "due_on")
            text, discipline = values["text"], values["discipline"]
            return self._services.tasks.change(
                number,
                task.id,
                lambda before: replace(before, text=text, due_on=due_on, discipline=discipline),
            )

        self._screen.store(form, number, work)

    def _disciplines(self, kept: str = "") -> tuple[tuple[str, str], ...]:
        """Offer the list, and what stood there before there was one."""
        old = () if kept in {"", *DISCIPLINES} else ((kept, kept),)
        language = self._services.language
        named = tuple((each, sentence_case(discipline_words(each, language))) for each in DISCIPLINES)
        return (("", self._say("ui.task.no_discipline")), *named, *old)

    def _hand_over(self, number: str, task: CaseTask) -> None:
        fields = (Field("owner", "ui.task.field.new_owner", required=True),)
        title = self._say("ui.task.title.hand_over", number=number)
        told = self._say("ui.task.of_now", task=task.text, owner=task.owner)
        form = self._screen.ask(title, fields, "ui.task.save", told)
        tasks = self._services.tasks
        self._screen.store(form, number, lambda values: tasks.hand_over(number, task.id, values["owner"]))

    # -- path -----------------------------------------------------------------------------------------

    def _on_path(self, name: str, item_id: str) -> None:
        number, path, page = self._number, self._services.establishment, self._panel.path
        direct: dict[str, Callable[[], object]] = {
            "done": lambda: path.call_done(number, item_id),
            "reopen": lambda: path.reopen(number, item_id),
            "kept": lambda: path.settle(number, item_id, is_kept=True),
            "check": lambda: path.check_heights(number),
        }
        forms: dict[str, Callable[[str, str], None]] = {
            "plan": self._plan,
            "set_aside": self._set_aside,
            "not_kept": self._not_kept,
            "state": self._state_permit,
            "agree": self._agree,
            "calendar": self._make_calendar,
            "package": self._make_package,
        }
        if name in direct:
            self._screen.run(direct[name], number, page)
        else:
            forms[name](number, item_id)

    def _plan(self, number: str, item_id: str) -> None:
        file = self._screen.file
        if file is None:
            return
        plan = file.path.path.entry(item_id).plan
        spec = PATH_ITEM_BY_ID.get(item_id)
        is_talk = spec is not None and spec.is_talk
        fields = [
            Field("owner", "ui.path.field.owner", value=plan.owner),
            Field("on", "ui.path.field.on", value=day_text(plan.on, self._language.code)),
        ]
        if is_talk:
            at = plan.starts_at.isoformat("minutes") if plan.starts_at is not None else ""
            fields.append(Field("at", "ui.path.field.at", value=at))
            fields.append(Field("contact", "ui.path.field.contact", value=plan.contact))
        fields.append(Field("note", "ui.path.field.note", lines=2, value=plan.note))
        functions = [f"{each.function} ({each.organisation})" for each in file.talk_contacts.get(item_id, ())]
        known = self._say("ui.path.known_contacts", functions=tuple(functions)) if functions else ""
        title = self._say("ui.path.title.plan", item=item_name(item_id))
        form = self._screen.ask(title, fields, "ui.path.save", known)
        form.suggest("contact", functions)

        def work(values: Values) -> object:
            return self._services.establishment.plan(number, item_id, lambda before: _planned(before, values))

        self._screen.store(form, number, work)

    def _set_aside(self, number: str, item_id: str) -> None:
        fields = (Field("reason", "ui.path.field.reason", required=True, lines=2),)
        form = self._screen.ask(
            self._say("ui.path.title.set_aside", item=item_name(item_id)), fields, "ui.path.save"
        )
        path = self._services.establishment
        self._screen.store(form, number, lambda values: path.set_aside(number, item_id, values["reason"]))

    def _not_kept(self, number: str, item_id: str) -> None:
        fields = (Field("note", "ui.path.field.why", required=True, lines=2),)
        form = self._screen.ask(
            self._say("ui.path.title.not_kept", item=item_name(item_id)), fields, "ui.path.save"
        )
        path = self._services.establishment
        self._screen.store(
            form, number, lambda values: path.settle(number, item_id, is_kept=False, note=values["note"])
        )

    def _state_permit(self, number: str, item_id: str) -> None:
        del item_id
        answers = tuple(
            (each.value, self._say(f"path_permit.short.{each.value}"))
            for each in (PermitNeeded.YES, PermitNeeded.NO)
        )
        fields = (
            Field("permit", "ui.path.field.permit", choices=answers),
            Field("source", "ui.path.field.source", required=True, lines=2),
        )
        form = self._screen.ask(self._say("ui.path.title.state"), fields, "ui.path.save")
        path = self._services.establishment
        self._screen.store(
            form,
            number,
            lambda values: path.state_permit(number, PermitNeeded(values["permit"]), values["source"]),
        )

    def _agree(self, number: str, item_id: str) -> None:
        del item_id
        owner = self._services.actors.current().name
        fields = (
            Field("text", "ui.path.field.agreement", required=True, lines=2),
            Field("due_on", "ui.path.field.due_on", required=True),
            Field("owner", "ui.path.field.owner", value=owner),
        )
        form = self._screen.ask(self._say("ui.path.title.agree", number=number), fields, "ui.path.save")
        path = self._services.establishment

        def work(values: Values) -> object:
            return path.agree(number, values["text"], needed_day(values, "due_on"), values["owner"])

        self._screen.store(form, number, work)

    def _make_package(self, number: str, item_id: str) -> None:
        self._portal.packages.open(number, PackageRound(item_id))

    def _make_calendar(self, number: str, item_id: str) -> None:
        del item_id
        offered = f"agenda-{number}.ics"
        path, _ = QFileDialog.getSaveFileName(
            self._window, self._say("ui.path.calendar"), offered, "iCalendar (*.ics)"
        )
        if not path:
            return
        calendar, told = self._services.calendar, self._window.status.tell

        def work() -> object:
            return calendar.export(number, Path(path))

        def done() -> None:
            told(self._say("ui.path.calendar_made", file_name=Path(path).name))

        self._screen.run(work, number, self._panel.path, done)


def _planned(before: ItemPlan, values: Values) -> ItemPlan:
    plan = replace(before, owner=values["owner"], on=day_of(values, "on"), note=values["note"])
    if "at" not in values:
        return plan
    return replace(plan, starts_at=_time(values["at"]), contact=values["contact"])


def _time(text: str) -> time | None:
    if not text:
        return None
    try:
        return datetime.strptime(text.replace(".", ":"), "%H:%M").time()  # noqa: DTZ007 - a time of day
    except ValueError:
        raise InputError("error.path.time_unreadable", field="time", text=text) from None
