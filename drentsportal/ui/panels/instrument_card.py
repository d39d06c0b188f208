"""One instrument in full: what fits and what not, what the source says, and who kept it when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from drentsportal.domain.instruments.instrument_match import amount_range
from drentsportal.domain.match.match_result import Verdict
from drentsportal.ui.widgets.parts import clear, column, label, panel, scrolled
from drentsportal.ui.wording import sentence_case

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.instrument_finding import FoundInstrument


class InstrumentCard(QWidget):
    """Pairs of words; what a source does not state is told as such."""

    def __init__(self, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._title = label("", "section", wrap=True)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(1, 1)
        body = column(self._title, self._lines, None, spacing=8, margin=8)
        self.setLayout(column(scrolled(panel(body))))
        self.show_found(None)

    @property
    def text(self) -> str:
        """Everything that it says, line by line."""
        cells = [self._lines.itemAt(number) for number in range(self._lines.count())]
        widgets = [each.widget() for each in cells if each is not None]
        return "\n".join(str(each.property("text")) for each in widgets if each is not None)

    def show_found(self, found: FoundInstrument | None) -> None:
        """Show another instrument, or what to do where none is selected."""
        clear(self._lines)
        if found is None:
            self._title.setText(self._say("ui.instruments.select"))
            return
        self._title.setText(found.finding.instrument.name)
        for number, (name, told) in enumerate((*self._outcomes(found), *self._facts(found))):
            self._lines.addWidget(label(name, "small"), number, 0)
            self._lines.addWidget(label(told, wrap=True), number, 1)

    def _outcomes(self, found: FoundInstrument) -> list[tuple[str, str]]:
        words = {Verdict.FITS: "fits", Verdict.CHECK: "to_ask", Verdict.FAILS: "not"}
        lines = []
        for each in found.finding.outcomes:
            aspect = self._say(f"instrument.aspect.{each.aspect.value}")
            verdict = self._say(f"instrument.fit.{words[each.verdict]}")
            told = self._say("ui.instruments.outcome", verdict=verdict, reason=each.reason)
            if each.is_derived:
                told += f" ({self._say('instrument.derived', aspect=aspect)})"
            lines.append((sentence_case(aspect), told))
        return lines

    def _facts(self, found: FoundInstrument) -> list[tuple[str, str]]:
        instrument, terms = found.finding.instrument, found.finding.instrument.terms
        figure = self._language.value
        own = "" if terms.own_eur is None else figure(terms.own_eur, "eur")
        if own and terms.excludes_vat:
            own = self._say("ui.instruments.without_vat", amount=own)
        share = terms.support_percent
        told = {
            "provider": instrument.provider,
            "contact": terms.contact,
            "audience": instrument.audience,
            "range": self._say(amount_range(instrument)),
            "own": own,
            "support": "" if share is None else self._say("ui.instruments.share", share=share),
            "conditions": instrument.conditions,
            "period_text": instrument.period_text,
            "state": self._say(f"instrument.state.{found.finding.state.value}"),
            "confirmed_on": ""
            if instrument.confirmed_on is None
            else figure(instrument.confirmed_on, "date"),
            "source": instrument.source,
            "source_lines": instrument.source_lines,
            "as_of": figure(instrument.as_of, "date"),
            "version": self._version(found),
        }
        silent = self._say("instrument.not_stated")
        never = self._say("ui.instruments.never_confirmed")
        return [
            (self._say(f"instrument.field.{key}"), value or (never if key == "confirmed_on" else silent))
            for key, value in told.items()
        ]

    def _version(self, found: FoundInstrument) -> str:
        version = found.version
        if version.actor is None or version.at_utc is None:
            return self._say("ui.instruments.shipped")
        return self._say(
            "ui.instruments.kept",
            version=version.version,
            change=self._say(f"instrument.change.{version.change.value}"),
            name=version.actor.name,
            at_utc=version.at_utc,
            note=version.note or self._say("ui.instruments.no_note"),
        )
