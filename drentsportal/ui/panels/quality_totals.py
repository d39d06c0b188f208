"""Toets aan bekende totalen: own figures beside those of the policy documents; warns, never blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from drentsportal.domain.checks.quality_totals import TotalVerdict
from drentsportal.ui.widgets.parts import chip, clear, column, label, line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.checks.quality_totals import TotalCheck
    from drentsportal.language import Language

_ROLES: Final = {
    TotalVerdict.EQUAL: "chip_fits",
    TotalVerdict.NEAR: "chip_fits",
    TotalVerdict.DIFFERS: "chip_check",
    TotalVerdict.UNKNOWN: "chip_unknown",
}


class QualityTotals(QWidget):
    """One block per known total."""

    def __init__(self, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._body = column(spacing=4)
        self.setLayout(self._body)

    def show_totals(self, totals: Sequence[TotalCheck]) -> None:
        """Show other totals."""
        clear(self._body)
        for number, check in enumerate(totals):
            if number:
                self._body.addWidget(line())
            self._add(check)
        self._body.addWidget(line())
        self._body.addWidget(label(self._language.text("ui.quality.totals_foot"), "caption", wrap=True))
        self._body.addStretch(1)

    def _add(self, check: TotalCheck) -> None:
        say = self._language.text
        known = say(f"total.{check.known.id}.known")
        head = label(say(f"total.{check.known.id}"), "small")
        self._body.addLayout(row(head, None, chip(self._verdict(check), _ROLES[check.verdict])))
        own = (
            say("word.unknown")
            if check.own is None
            else say(f"total.own.{check.known.unit}", value=check.own)
        )
        beside = label(say("ui.quality.known", known=known), "small")
        self._body.addLayout(row(label(own, "section"), beside, None))
        source = check.known.source
        note = say(
            "ui.quality.total_note",
            note=say(f"total.{check.known.id}.note"),
            years=self._years(check),
            source=source,
        )
        made = label(note, "caption", wrap=True)
        made.setToolTip(check.known.source)
        self._body.addWidget(made)

    def _years(self, check: TotalCheck) -> str:
        say = self._language.text
        if check.first_year is None:
            return say("ui.quality.years_known", known=check.known.reference_year)
        own = str(check.first_year)
        if check.last_year != check.first_year:
            own = say("ui.quality.year_range", first=own, last=check.last_year)
        return say("ui.quality.years", own=own, known=check.known.reference_year)

    def _verdict(self, check: TotalCheck) -> str:
        if check.verdict is not TotalVerdict.DIFFERS or check.difference is None:
            return self._language.text(f"total_verdict.{check.verdict.value}")
        share = round(abs(check.difference), 2)
        more = check.difference > 0
        return self._language.text("ui.quality.more" if more else "ui.quality.less", share=share)
