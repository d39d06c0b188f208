"""Regelingen, left: what is asked of instruments; what is left open is not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from drentsportal.domain.instruments.terms import ASKED_AREAS, ASKED_VALUES, Applicant, Aspect
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.widgets.parts import button, column, label, panel, row, scrolled
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout

    from drentsportal.language import Language

_CHOICES: Final = (
    Aspect.PURPOSE,
    Aspect.SIZE,
    Aspect.PHASE,
    Aspect.SECTOR,
    Aspect.PLACE,
    Aspect.APPLICANT,
)


class InstrumentForm(QWidget):
    """Amount, purpose, company, place and day.

    Signals: ``asked()`` by the button, by Enter in a field and when a choice changes.
    """

    asked = Signal()

    def __init__(self, language: Language) -> None:
        """Build it; a company asks, and nothing else is filled in."""
        super().__init__()
        self._say = say = language.text
        self.amount = self._line("amount", "ui.instruments.amount_hint")
        self.day = self._line("day", "ui.instruments.day_hint")
        self.choices: dict[Aspect, SteadyCombo] = {each: self._choice(each) for each in _CHOICES}
        self.choices[Aspect.APPLICANT].choose(Applicant.COMPANY.value)
        self.find_button = button(say("ui.instruments.find"), "main", name="find_instruments")
        self.find_button.clicked.connect(self.asked)
        self.clear_button = button(say("ui.instruments.clear"), name="clear_instruments")
        self.clear_button.clicked.connect(self.clear)
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("instrument_fault")
        self._fault.hide()
        body = column(label(say("ui.instruments.intro"), "secondary", wrap=True), spacing=8, margin=16)
        self._add(body, "ui.instruments.amount", self.amount)
        for aspect, combo in self.choices.items():
            self._add(body, f"ui.instruments.{aspect.value}", combo)
        self._add(body, "ui.instruments.day", self.day)
        body.addWidget(self._fault)
        body.addLayout(row(None, self.clear_button, self.find_button))
        body.addStretch(1)
        self.setLayout(column(scrolled(panel(body))))
        for combo in self.choices.values():
            combo.activated.connect(lambda _: self.asked.emit())

    def value(self, aspect: Aspect) -> str | None:
        """Return what is asked of an aspect, ``None`` where it is left open."""
        chosen = self.choices[aspect].currentData()
        return str(chosen) if chosen else None

    def clear(self) -> None:
        """Leave everything open again, and ask."""
        self.amount.clear()
        self.day.clear()
        for aspect, combo in self.choices.items():
            combo.setCurrentIndex(0)
            if aspect is Aspect.APPLICANT:
                combo.choose(Applicant.COMPANY.value)
        self.asked.emit()

    def tell_fault(self, text: str) -> None:
        """Say what cannot be read; an empty text takes it away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def _line(self, name: str, hint_id: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(f"instrument_{name}")
        made.setAccessibleName(self._say(f"ui.instruments.{name}"))
        made.setPlaceholderText(self._say(hint_id))
        made.returnPressed.connect(self.asked)
        return made

    def _choice(self, aspect: Aspect) -> SteadyCombo:
        open_words = self._say("ui.instruments.any")
        pairs = [(open_words, ""), *((self._word(aspect, each), str(each)) for each in _listed(aspect))]
        return SteadyCombo(pairs, f"instrument_{aspect.value}", self._say(f"ui.instruments.{aspect.value}"))

    def _word(self, aspect: Aspect, value: str) -> str:
        if value in MUNICIPALITIES:
            return MUNICIPALITIES[value]
        return self._say(f"instrument.{aspect.value}.{value}")

    def _add(self, body: QBoxLayout, text_id: str, widget: QWidget) -> None:
        caption = label(self._say(text_id), "small")
        caption.setBuddy(widget)
        body.addLayout(column(caption, widget, spacing=3))


def _listed(aspect: Aspect) -> tuple[str, ...]:
    """Return the choices in the order of a list; gemeenten by name, after the areas."""
    if aspect is Aspect.PLACE:
        return (
            *(each.value for each in ASKED_AREAS),
            *sorted(MUNICIPALITIES, key=MUNICIPALITIES.__getitem__),
        )
    return ASKED_VALUES[aspect]
