"""Which instruments fit a request: each asked aspect fits, fails, or is a question; how far off it is.

Only what a request states is compared. What a source does not state is a question, never a yes. The period
and the confirmation stand apart (``Instrument.state``): the ranges of an instrument that has ended still tell
whether it would have fitted, and it never goes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.instruments.instrument import InstrumentState
from drentsportal.domain.instruments.terms import ASKED_VALUES, Aspect, place_verdict
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.message import message
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.domain.message import Message

_MOST_DIFFERENCES: Final = 2
"""An instrument that differs in more than this is not near. Own choice."""

_NEAR_SHARE: Final = 2
"""An amount is near when it need not change by more than one part in this many. Own choice: a half."""

_DECISIVE: Final = frozenset({Aspect.PURPOSE, Aspect.APPLICANT})
"""What is for something or somebody else is not near, however little differs. Own choice."""

MOST_EUR: Final = 999_999_999_999
"""The highest amount that can be asked: more is a slip of the hand, beyond any budget. Own choice."""


class Fit(StrEnum):
    """How an instrument stands to a request, its period left aside; best first."""

    FITS = "fits"
    TO_ASK = "to_ask"
    NEARLY = "nearly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class InstrumentRequest:
    """What is asked; ``None`` is not asked, and then not compared.

    ``amount_eur`` is the support that is wanted, in whole euros, not the whole investment. ``place`` is an
    area of ``ASKED_AREAS`` or the code of a gemeente. ``on`` is the day for which the state is told.
    """

    on: date
    amount_eur: int | None = None
    purpose: str | None = None
    applicant: str | None = None
    size: str | None = None
    phase: str | None = None
    sector: str | None = None
    place: str | None = None

    def value(self, aspect: Aspect) -> str | None:
        """Return what is asked of an aspect other than the amount."""
        asked = {
            Aspect.PURPOSE: self.purpose,
            Aspect.APPLICANT: self.applicant,
            Aspect.SIZE: self.size,
            Aspect.PHASE: self.phase,
            Aspect.SECTOR: self.sector,
            Aspect.PLACE: self.place,
        }
        return asked.get(aspect)


@dataclass(frozen=True, slots=True)
class AspectOutcome:
    """One aspect: its verdict and why.

    ``difference_eur`` is by how many euros the amount must change to lie in the range: negative to lower it,
    ``None`` where the amount is not what differs.
    """

    aspect: Aspect
    verdict: Verdict
    reason: Message
    difference_eur: int | None = None
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class InstrumentFinding:
    """One instrument beside a request: how it fits, how it stands on the day, and every aspect."""

    instrument: Instrument
    fit: Fit
    state: InstrumentState
    outcomes: tuple[AspectOutcome, ...]

    @property
    def differences(self) -> tuple[AspectOutcome, ...]:
        """What differs."""
        return tuple(each for each in self.outcomes if each.verdict is Verdict.FAILS)

    @property
    def questions(self) -> tuple[AspectOutcome, ...]:
        """What the source does not tell."""
        return tuple(each for each in self.outcomes if each.verdict is Verdict.CHECK)

    @property
    def holds_amount(self) -> bool:
        """Whether the amount was asked and lies in the stated range."""
        return any(each.aspect is Aspect.AMOUNT and each.verdict is Verdict.FITS for each in self.outcomes)

    @property
    def told(self) -> tuple[Message, ...]:
        """Say what differs and what is to be asked, what was derived, and how it would fit if it ran."""
        why = [
            message("instrument.why", aspect=_name(each.aspect), reason=each.reason)
            for each in (*self.differences, *self.questions)
        ]
        why += [
            message("instrument.derived", aspect=_name(each.aspect))
            for each in self.outcomes
            if each.is_derived
        ]
        return tuple(why) if self.is_running else (message(f"instrument.otherwise.{self.fit.value}"), *why)

    @property
    def is_running(self) -> bool:
        """Whether its period has begun and not ended, as far as is stated."""
        return self.state in {InstrumentState.CONFIRMED, InstrumentState.TO_CONFIRM}


def _name(aspect: Aspect) -> Message:
    return message(f"instrument.aspect.{aspect.value}")


def check_request(request: InstrumentRequest) -> None:
    """Raise ``InputError`` for an amount below one euro or above ``MOST_EUR``, and for a value in no list."""
    if request.amount_eur is not None and request.amount_eur < 1:
        raise InputError("error.instrument.amount", field="amount", amount_eur=request.amount_eur)
    if request.amount_eur is not None and request.amount_eur > MOST_EUR:
        raise InputError("error.instrument.amount_most", field="amount", most_eur=MOST_EUR)
    for aspect, values in ASKED_VALUES.items():
        value = request.value(aspect)
        if value is not None and value not in values:
            accepted = ", ".join(str(each) for each in values)
            raise InputError(
                "error.instrument.value_unknown", field=aspect.value, value=value, accepted=accepted
            )


def find(instruments: Iterable[Instrument], request: InstrumentRequest) -> tuple[InstrumentFinding, ...]:
    """Compare every instrument: running ones first, then by fit, then in the order given.

    Of one fit those whose stated range holds the amount come first, and those with the fewest questions.
    Raises ``InputError`` as ``check_request``.
    """
    check_request(request)
    found = [_finding(each, request) for each in instruments]
    order = list(Fit)

    def rank(each: InstrumentFinding) -> tuple[bool, int, bool, int]:
        return (not each.is_running, order.index(each.fit), not each.holds_amount, len(each.questions))

    return tuple(sorted(found, key=rank))


def _finding(instrument: Instrument, request: InstrumentRequest) -> InstrumentFinding:
    outcomes = []
    if request.amount_eur is not None:
        outcomes.append(amount_outcome(instrument, request.amount_eur))
    for aspect in ASKED_VALUES:
        value = request.value(aspect)
        if value is not None:
            outcomes.append(_aspect_outcome(instrument, aspect, value))
    fit = _fit(outcomes, request.amount_eur or 0)
    return InstrumentFinding(instrument, fit, instrument.state(request.on), tuple(outcomes))


def amount_outcome(instrument: Instrument, amount_eur: int) -> AspectOutcome:
    """Judge an amount by the range; an end that is not stated does not limit, two are a question."""
    least, most = instrument.least_eur, instrument.most_eur
    aspect = Aspect.AMOUNT
    if least is None and most is None:
        return AspectOutcome(aspect, Verdict.CHECK, message("instrument.not_stated"))
    if least is not None and amount_eur < least:
        gap = least - amount_eur
        reason = message("instrument.amount.below", least_eur=least, gap_eur=gap)
        return AspectOutcome(aspect, Verdict.FAILS, reason, gap)
    if most is not None and amount_eur > most:
        gap = amount_eur - most
        reason = message("instrument.amount.above", most_eur=most, gap_eur=gap)
        return AspectOutcome(aspect, Verdict.FAILS, reason, -gap)
    return AspectOutcome(aspect, Verdict.FITS, amount_range(instrument))


def amount_range(instrument: Instrument) -> Message:
    """Tell the range as far as it is stated."""
    least, most = instrument.least_eur, instrument.most_eur
    if least is not None and most is not None:
        return message("instrument.amount.between", least_eur=least, most_eur=most)
    if least is not None:
        return message("instrument.amount.from", least_eur=least)
    if most is not None:
        return message("instrument.amount.up_to", most_eur=most)
    return message("instrument.amount.not_stated")


def _aspect_outcome(instrument: Instrument, aspect: Aspect, value: str) -> AspectOutcome:
    scope = instrument.terms.scope(aspect)
    verdict = place_verdict(scope, value) if aspect is Aspect.PLACE else scope.verdict(value)
    stated = tuple(message(f"instrument.{aspect.value}.{each}") for each in scope.stated)
    if not scope.is_stated:
        reason = message("instrument.not_stated")
    elif verdict is Verdict.CHECK:
        reason = message("instrument.not_told_apart", stated=stated)
    elif verdict is Verdict.FAILS:
        reason = message("instrument.only_for", stated=stated)
    else:
        reason = message("instrument.stated", stated=stated)
    is_derived = scope.is_stated and aspect in instrument.terms.derived
    return AspectOutcome(aspect, verdict, reason, None, is_derived)


def _fit(outcomes: list[AspectOutcome], amount_eur: int) -> Fit:
    differences = [each for each in outcomes if each.verdict is Verdict.FAILS]
    if differences:
        return Fit.NEARLY if _is_near(differences, amount_eur) else Fit.NOT
    return Fit.TO_ASK if any(each.verdict is Verdict.CHECK for each in outcomes) else Fit.FITS


def _is_near(differences: list[AspectOutcome], amount_eur: int) -> bool:
    if len(differences) > _MOST_DIFFERENCES or any(each.aspect in _DECISIVE for each in differences):
        return False
    gaps = [abs(each.difference_eur) for each in differences if each.difference_eur is not None]
    return all(gap * _NEAR_SHARE <= amount_eur for gap in gaps)
