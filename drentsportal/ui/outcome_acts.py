"""What the tab of the outcome asks: placed, lost or withdrawn, and what became of a referral."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.language.typed_figures import figure_as_typed
from drentsportal.services.referral_log import ReferralFollowUp
from drentsportal.ui.dialogs.desk_form import day_of, day_text, needed_day, number_of, whole_of
from drentsportal.ui.dialogs.entry_dialog import Field
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from drentsportal.ui.dialogs.desk_form import Values
    from drentsportal.ui.dossier_reading import CaseFile
    from drentsportal.ui.dossier_screen import DossierScreen
    from drentsportal.ui.portal import Portal

_YES: Final = "yes"
_NO: Final = "no"


class OutcomeActs(QObject):
    """Connects the tab of the outcome with forms and services."""

    def __init__(self, portal: Portal, screen: DossierScreen) -> None:
        """Listen to the tab."""
        super().__init__(portal.window)
        self._services = portal.services
        self._language = portal.services.language
        self._say = self._language.text
        self._screen = screen
        self._panel = portal.panels.case_file
        self._panel.outcome.asked.connect(self._on_outcome)

    def _on_outcome(self, name: str, row_id: str) -> None:
        if name == "follow":
            self._follow(self._panel.number, int(row_id))
        else:
            self._record(self._panel.number, OutcomeKind(name))

    def _record(self, number: str, kind: OutcomeKind) -> None:
        file = self._screen.file
        if file is None:
            return
        before = file.outcome if file.outcome is not None and file.outcome.kind is kind else None
        shown = before or CaseOutcome(kind, file.today)
        fields = [
            Field(
                "on",
                "ui.outcome.field.on",
                required=True,
                value=day_text(shown.decided_on, self._language.code),
            )
        ]
        if kind is OutcomeKind.PLACED:
            fields += self._placed_fields(shown)
        if kind is OutcomeKind.LOST:
            reasons = tuple(
                (each.value, sentence_case(self._say(f"lost_reason.{each.value}"))) for each in LostReason
            )
            reason = shown.lost_reason.value if shown.lost_reason is not None else ""
            fields.append(Field("reason", "ui.outcome.field.reason", choices=reasons, value=reason))
        fields.append(Field("note", "ui.outcome.field.note", lines=2, value=shown.note))
        closing = ((_NO, self._say("ui.outcome.keep_open")), (_YES, self._closing(file)))
        # Who withdrew waits for no answer any more: closing is proposed, and can be left.
        proposed = _YES if kind is OutcomeKind.WITHDRAWN else _NO
        fields.append(Field("close", "ui.outcome.field.close", choices=closing, value=proposed))
        form = self._screen.ask(
            self._say(f"ui.outcome.title.{kind.value}", number=number), fields, "ui.outcome.save"
        )

        def work(values: Values) -> object:
            outcome = _outcome(kind, values, self._language.code)
            return self._services.outcomes.record(number, outcome, close=values["close"] == _YES)

        self._screen.store(form, number, work)

    def _closing(self, file: CaseFile) -> str:
        """Word what closes a case, with the tasks that stay open then."""
        count = sum(each.done_at_utc is None for each in file.tasks)
        return self._say("ui.outcome.close_tasks", count=count) if count else self._say("ui.outcome.close")

    def _placed_fields(self, shown: CaseOutcome) -> list[Field]:
        say, unknown = self._say, ("", self._say("ui.unknown"))
        file = self._screen.file
        sites = tuple(file.site_names.items()) if file is not None else ()
        outside = ((_YES, say("ui.yes")), (_NO, say("ui.outcome.inside")))
        comes = {True: _YES, False: _NO, None: ""}[shown.comes_from_outside]
        jobs = "" if shown.jobs is None else str(shown.jobs)
        amount = "" if shown.investment_eur is None else str(shown.investment_eur)
        far = "" if shown.distance_km is None else figure_as_typed(shown.distance_km, self._language.code)
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
            Field("take_back", "ui.outcome.field.take_back", lines=2),
        )
        form = self._screen.ask(
            self._say("ui.outcome.title.follow", number=number), fields, "ui.outcome.save"
        )

        def work(values: Values) -> object:
            if values["take_back"].strip():
                return self._services.referrals.take_back(number, position, values["take_back"])
            known = ReferralFollowUp(
                is_accepted=_yes_or_no(values["accepted"]),
                decided_on=day_of(values, "decided_on"),
                nom_informed_on=day_of(values, "nom"),
                result=values["result"],
            )
            return self._services.referrals.follow(number, position, known)

        self._screen.store(form, number, work)


def new_partner_field(say: Callable[[str], str]) -> Field:
    """Return the field that says whether the receiver of a referral is known or a new partner."""
    known = ("", say("ui.refer_to.known"))
    return Field("new", "ui.refer_to.new", choices=(known, (_YES, say("ui.refer_to.is_new"))))


def _yes_or_no(answer: str) -> bool | None:
    return {_YES: True, _NO: False}.get(answer)


def _outcome(kind: OutcomeKind, values: Values, language_code: str) -> CaseOutcome:
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
        jobs=whole_of(values, "jobs", language_code),
        investment_eur=whole_of(values, "investment", language_code),
        distance_km=number_of(values, "distance", language_code),
        comes_from_outside=_yes_or_no(values["outside"]),
    )
