"""What the tabs of a dossier ask: tasks, the path V0 to V8, the outcome, what became of a referral."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind
from drentsportal.domain.path.height_check import PermitNeeded
from drentsportal.domain.path.path_steps import PATH_ITEM_BY_ID, item_name
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError
from drentsportal.services.referral_log import ReferralFollowUp
from drentsportal.ui.dialogs.desk_form import day_of, day_text, needed_day, number_of, whole_of
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.domain.path.path import ItemPlan
    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.dossier_screen import DossierScreen
    from drentsportal.ui.portal import Portal

_YES: Final = "yes"
_NO: Final = "no"


class DossierActs(QObject):
    """Connects the tabs of the dossier with forms and services."""

    def __init__(self, portal: Portal, screen: DossierScreen) -> None:
        """Listen to the tabs."""
        super().__init__(portal.window)
        self._services = portal.services
        self._window = portal.window
        self._say = portal.services.language.text
        self._screen = screen
        panel = portal.panels.case_file
        self._panel = panel
        panel.tasks.asked.connect(self._on_task)
        panel.path.asked.connect(self._on_path)
        panel.outcome.asked.connect(self._on_outcome)

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
            Field("discipline", "ui.task.field.discipline"),
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
            Field("due_on", "ui.task.field.due_on", value=day_text(task.due_on)),
            Field("discipline", "ui.task.field.discipline", value=task.discipline),
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
            Field("on", "ui.path.field.on", value=day_text(plan.on)),
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

    # -- outcome --------------------------------------------------------------------------------------

    def _on_outcome(self, name: str, row_id: str) -> None:
        if name == "follow":
            self._follow(self._number, int(row_id))
        else:
            self._record(self._number, OutcomeKind(name))

    def _record(self, number: str, kind: OutcomeKind) -> None:
        file = self._screen.file
        if file is None:
            return
        before = file.outcome if file.outcome is not None and file.outcome.kind is kind else None
        shown = before or CaseOutcome(kind, file.today)
        fields = [Field("on", "ui.outcome.field.on", required=True, value=day_text(shown.decided_on))]
        if kind is OutcomeKind.PLACED:
            fields += self._placed_fields(shown)
        if kind is OutcomeKind.LOST:
            reasons = tuple(
                (each.value, sentence_case(self._say(f"lost_reason.{each.value}"))) for each in LostReason
            )
            reason = shown.lost_reason.value if shown.lost_reason is not None else ""
            fields.append(Field("reason", "ui.outcome.field.reason", choices=reasons, value=reason))
        fields.append(Field("note", "ui.outcome.field.note", lines=2, value=shown.note))
        closing = ((_NO, self._say("ui.outcome.keep_open")), (_YES, self._say("ui.outcome.close")))
        fields.append(Field("close", "ui.outcome.field.close", choices=closing))
        form = self._screen.ask(
            self._say(f"ui.outcome.title.{kind.value}", number=number), fields, "ui.outcome.save"
        )

        def work(values: Values) -> object:
            outcome = _outcome(kind, values)
            return self._services.outcomes.record(number, outcome, close=values["close"] == _YES)

        self._screen.store(form, number, work)

    def _placed_fields(self, shown: CaseOutcome) -> list[Field]:
        say, unknown = self._say, ("", self._say("ui.unknown"))
        file = self._screen.file
        sites = tuple(file.site_names.items()) if file is not None else ()
        outside = ((_YES, say("ui.yes")), (_NO, say("ui.outcome.inside")))
        comes = {True: _YES, False: _NO, None: ""}[shown.comes_from_outside]
        jobs = "" if shown.jobs is None else str(shown.jobs)
        amount = "" if shown.investment_eur is None else str(shown.investment_eur)
        far = "" if shown.distance_km is None else str(shown.distance_km).replace(".", ",")
        return [
            Field(
                "municipality",
                "ui.outcome.fact.municipality",
                choices=(unknown, *MUNICIPALITIES.items()),
                value=shown.municipality_code,
            ),
            Field("site", "ui.outcome.fact.site", choices=(unknown, *sites), value=shown.site_id),
            Field("jobs", "ui.outcome.field.jobs", value=jobs),
            Field("investment", "ui.outcome.field.investment", value=amount),
            Field("distance", "ui.outcome.field.distance", value=far),
            Field("outside", "ui.outcome.fact.outside", choices=(unknown, *outside), value=comes),
        ]

    def _follow(self, number: str, position: int) -> None:
        say = self._say
        answers = (
            ("", say("ui.outcome.referral.waiting")),
            (_YES, say("ui.outcome.referral.accepted")),
            (_NO, say("ui.outcome.referral.refused")),
        )
        fields = (
            Field("accepted", "ui.outcome.field.accepted", choices=answers),
            Field("decided_on", "ui.outcome.field.decided_on"),
            Field("nom", "ui.refer_to.nom"),
            Field("result", "ui.outcome.field.result", lines=2),
        )
        form = self._screen.ask(
            self._say("ui.outcome.title.follow", number=number), fields, "ui.outcome.save"
        )

        def work(values: Values) -> object:
            known = ReferralFollowUp(
                is_accepted=_yes_or_no(values["accepted"]),
                decided_on=day_of(values, "decided_on"),
                nom_informed_on=day_of(values, "nom"),
                result=values["result"],
            )
            return self._services.referrals.follow(number, position, known)

        self._screen.store(form, number, work)


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


def _yes_or_no(answer: str) -> bool | None:
    return {_YES: True, _NO: False}.get(answer)


def _outcome(kind: OutcomeKind, values: Values) -> CaseOutcome:
    decided_on: date = needed_day(values, "on")
    outcome = CaseOutcome(kind, decided_on, note=values["note"])
    if kind is OutcomeKind.LOST:
        return replace(outcome, lost_reason=LostReason(values["reason"]))
    if kind is OutcomeKind.WITHDRAWN:
        return outcome
    return replace(
        outcome,
        municipality_code=values["municipality"],
        site_id=values["site"],
        jobs=whole_of(values, "jobs"),
        investment_eur=whole_of(values, "investment"),
        distance_km=number_of(values, "distance"),
        comes_from_outside=_yes_or_no(values["outside"]),
    )
