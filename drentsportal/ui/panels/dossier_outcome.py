"""What became of a case: placed, lost with a reason, withdrawn; and what became of its referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.cases.outcome import OutcomeKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.case_outcome import STATUSES_WITH_OUTCOME
from drentsportal.services.contact_log import party_name
from drentsportal.ui.widgets.desk_rows import DeskRow, DeskRows
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, column, label, panel
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.cases.outcome import CaseOutcome, Referral
    from drentsportal.language import Language
    from drentsportal.ui.dossier_reading import CaseFile
    from drentsportal.ui.theme import Theme

_TONES: Final = {
    OutcomeKind.PLACED: ("fits", "answered"),
    OutcomeKind.LOST: ("fails", "fails"),
    OutcomeKind.WITHDRAWN: ("unknown", "minus"),
}


class OutcomePage(QWidget):
    """The outcome with its figures, and the referrals.

    Signals: ``asked(name, row_id)`` with ``placed``, ``lost``, ``withdrawn`` or ``follow`` (a referral,
    whose position from 1 is ``row_id``).
    """

    asked = Signal(str, str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._count = 0
        self.rows = DeskRows(theme, self._say("ui.dossier.tab.outcome"), "outcome_rows")
        self.rows.opened.connect(lambda row_id: self._ask("follow", row_id))
        self.rows.chosen.connect(lambda _: self._enable())
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("outcome_fault")
        self._hint = label("", "small", wrap=True)
        self._fault.hide()
        self._buttons = {
            name: button(self._say(f"ui.outcome.{name}"), name=f"outcome_{name}")
            for name in (*(each.value for each in OutcomeKind), "follow")
        }
        for name, made in self._buttons.items():
            made.clicked.connect(lambda _=False, asked=name: self._ask(asked, self.rows.current_id()))
        body = column(self._fault, self._hint, flow(*self._buttons.values()), spacing=6)
        self.setLayout(column(self.rows, panel(body, (16, 8, 16, 8), "panel_footer"), spacing=0))

    def show_file(self, file: CaseFile) -> None:
        """Show what became of a case; what cannot be recorded yet says why."""
        self.tell_fault("")
        self._count = len(file.referrals)
        self.rows.show_rows(tuple(self._rows(file)))
        may_end = file.case.status in STATUSES_WITH_OUTCOME
        for kind in (OutcomeKind.PLACED, OutcomeKind.LOST):
            self._buttons[kind.value].setEnabled(may_end)
        self._hint.setText("" if may_end else self._say("ui.outcome.not_yet"))
        self._hint.setVisible(not may_end)
        self._enable()

    def tell_fault(self, text: str) -> None:
        """Say why something could not be done; an empty text takes it away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def _rows(self, file: CaseFile) -> Iterator[DeskRow]:
        say = self._say
        yield DeskRow("outcome", say("ui.dossier.tab.outcome"), is_heading=True)
        if file.outcome is None:
            yield DeskRow("none", say("ui.outcome.none"), is_strong=False)
        else:
            yield from self._outcome_rows(file.outcome, file)
        yield DeskRow("referrals", say("ui.outcome.referrals", count=len(file.referrals)), is_heading=True)
        if not file.referrals:
            yield DeskRow("no_referral", say("ui.outcome.no_referral"), is_strong=False)
        for position, referral in enumerate(file.referrals, start=1):
            yield self._referral_row(position, referral)

    def _outcome_rows(self, outcome: CaseOutcome, file: CaseFile) -> Iterator[DeskRow]:
        say = self._say
        tone, shape = _TONES[outcome.kind]
        kind = say(f"outcome_kind.{outcome.kind.value}")
        yield DeskRow(
            "kind",
            sentence_case(kind),
            detail=outcome.note,
            caption=say("ui.outcome.on", decided_on=outcome.decided_on),
            mark=kind,
            tone=tone,
            mark_shape=shape,
        )
        for name, value in self._facts(outcome, file):
            yield DeskRow(f"fact-{name}", say(f"ui.outcome.fact.{name}"), detail=value, is_strong=False)

    def _facts(self, outcome: CaseOutcome, file: CaseFile) -> Iterator[tuple[str, str]]:
        say = self._say
        unknown = say("ui.unknown")
        if outcome.kind is OutcomeKind.LOST:
            reason = outcome.lost_reason.value if outcome.lost_reason else "unknown"
            yield "reason", sentence_case(say(f"lost_reason.{reason}"))
        if outcome.kind is not OutcomeKind.PLACED:
            return
        code, site_id = outcome.municipality_code, outcome.site_id
        yield "municipality", MUNICIPALITIES.get(code, code) or unknown
        yield "site", file.site_names.get(site_id, site_id) or unknown
        yield "jobs", unknown if outcome.jobs is None else say("ui.outcome.jobs", count=outcome.jobs)
        amount = outcome.investment_eur
        yield "investment", unknown if amount is None else say("ui.outcome.eur", amount_eur=amount)
        far = outcome.distance_km
        yield "distance", unknown if far is None else say("ui.outcome.km", distance_m=far * 1000)
        outside = outcome.comes_from_outside
        yield "outside", unknown if outside is None else say("ui.yes" if outside else "ui.outcome.inside")

    def _referral_row(self, position: int, referral: Referral) -> DeskRow:
        say = self._say
        state = {True: "accepted", False: "refused", None: "waiting"}[referral.is_accepted]
        state = "taken_back" if referral.is_taken_back else state
        tone = {"accepted": "fits", "refused": "fails", "waiting": "check"}.get(state, "unknown")
        shape = {"accepted": "answered", "refused": "fails", "waiting": "running"}.get(state, "undo")
        informed = referral.nom_informed_on
        nom = say("ui.outcome.nom_on", on=informed) if informed else say("ui.outcome.nom_not")
        decided = say("ui.outcome.decided_on", on=referral.decided_on) if referral.decided_on else ""
        sender = referral.from_municipality_code
        made = say("ui.outcome.referred_at", at_utc=referral.made_at_utc)
        if sender:
            name = MUNICIPALITIES.get(sender, sender)
            made = say("ui.outcome.referred_by", name=name, at_utc=referral.made_at_utc)
        return DeskRow(
            id=str(position),
            title=party_name(referral.to),
            detail=" · ".join(part for part in (referral.reason, referral.result) if part),
            caption=" · ".join(part for part in (made, nom, decided) if part),
            mark=say(f"ui.outcome.referral.{state}"),
            tone=tone,
            mark_shape=shape,
        )

    def _ask(self, name: str, row_id: str) -> None:
        if name != "follow" or row_id.isdigit():
            self.asked.emit(name, row_id)

    def _enable(self) -> None:
        is_referral = self.rows.current_id().isdigit()
        self._buttons["follow"].setVisible(self._count > 0)
        self._buttons["follow"].setEnabled(is_referral)
        self._buttons["follow"].setToolTip("" if is_referral else self._say("ui.outcome.choose_referral"))
