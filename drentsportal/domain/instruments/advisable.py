"""Which instruments an advice names: those that go out and may fit, each with what is still to be asked.

A request for a location tells little of what an instrument asks. What it tells excludes what does not fit;
what it does not tell excludes nothing and is no yes: it is a question that stands with the instrument. Rules:

- Only what is confirmed within twelve months and runs on the day of the advice (``Instrument.state``).
- Who asks is a company: the request is one for a company's location.
- Purpose: a new location, a move and an expansion are a settlement for certain; what else the company may
  want money for is not told, so no purpose excludes.
- Size: 250 people or more is no mkb and two or more is no zzp (Recommendation 2003/361/EC, article 2). Fewer
  than 250 is not mkb for certain: turnover and group count too, and the people of one location are not all.
- Phase: who moves, expands or is kept exists already. Sector: the group of the request. Place: the gemeenten
  of the sites on the shortlist. Amount: a request names none; with one the range decides.
- An aspect of which the source says nothing is named too, as what the provider is to be asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import RequestType
from drentsportal.domain.instruments.instrument import outgoing
from drentsportal.domain.instruments.instrument_match import amount_outcome
from drentsportal.domain.instruments.terms import (
    ASKED_VALUES,
    Applicant,
    Area,
    Aspect,
    CompanyPhase,
    CompanySize,
    Purpose,
    place_verdict,
)
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.domain.message import Message

_MOST_OF_SME: Final = 250
"""From so many people on a company is no mkb: Recommendation 2003/361/EC, article 2."""

_STAFF_OF_OTHERS: Final = 2
"""From so many people on nobody works alone."""


@dataclass(frozen=True, slots=True)
class KnownOfAsker:
    """What is known of who asks: per aspect the values that are possible, and those that hold for certain.

    An aspect that is absent is not known: every value is possible. ``amount_eur`` is in whole euros.
    """

    possible: Mapping[Aspect, frozenset[str]] = field(default_factory=dict)
    certain: Mapping[Aspect, frozenset[str]] = field(default_factory=dict)
    amount_eur: int | None = None

    def values(self, aspect: Aspect) -> frozenset[str]:
        """Return the values of an aspect that are possible."""
        return self.possible.get(aspect, frozenset(str(each) for each in ASKED_VALUES[aspect]))


@dataclass(frozen=True, slots=True)
class AdvisableInstrument:
    """An instrument that an advice names.

    ``asked`` is what the company is to be asked; ``unstated`` is what the source does not say, so what the
    provider is to be asked. Without either it fits.
    """

    instrument: Instrument
    asked: tuple[Message, ...] = ()
    unstated: tuple[Aspect, ...] = ()


def known_of(request: LocationRequest, municipality_codes: Iterable[str]) -> KnownOfAsker:
    """Tell what a request for a location says of who asks; ``municipality_codes`` are those of the sites."""
    possible: dict[Aspect, frozenset[str]] = {Aspect.APPLICANT: frozenset({Applicant.COMPANY})}
    certain: dict[Aspect, frozenset[str]] = {}
    if request.request_type is not RequestType.RETENTION:
        certain[Aspect.PURPOSE] = frozenset({Purpose.SETTLEMENT})
    if request.request_type is not RequestType.NEW:
        possible[Aspect.PHASE] = frozenset({CompanyPhase.YOUNG, CompanyPhase.EXISTING})
    if request.staff_count is not None and request.staff_count >= _STAFF_OF_OTHERS:
        sizes = {CompanySize.LARGE} | ({CompanySize.SME} if request.staff_count < _MOST_OF_SME else set())
        possible[Aspect.SIZE] = frozenset(sizes)
    if request.sector_group in ASKED_VALUES[Aspect.SECTOR]:
        possible[Aspect.SECTOR] = frozenset({request.sector_group})
    places = {each if each in MUNICIPALITIES else Area.OUTSIDE for each in municipality_codes if each}
    if places:
        possible[Aspect.PLACE] = frozenset(str(each) for each in places)
    return KnownOfAsker(possible, certain)


def advisable(
    instruments: Iterable[Instrument], known: KnownOfAsker, today: date
) -> tuple[AdvisableInstrument, ...]:
    """Return what an advice of today names: what fits first, then by the fewest questions, else as given."""
    found = (_advisable(each, known) for each in outgoing(instruments, today))
    named = [each for each in found if each is not None]
    return tuple(sorted(named, key=lambda each: len(each.asked) + len(each.unstated)))


def _advisable(instrument: Instrument, known: KnownOfAsker) -> AdvisableInstrument | None:
    """Compare one instrument; ``None`` where something that is known does not fit."""
    asked: list[Message] = []
    unstated: list[Aspect] = []
    for aspect in Aspect:
        verdict = _verdict(instrument, aspect, known)
        if verdict is Verdict.FAILS:
            return None
        if verdict is None:
            unstated.append(aspect)
        elif verdict is Verdict.CHECK:
            asked.append(_question(instrument, aspect))
    return AdvisableInstrument(instrument, tuple(asked), tuple(unstated))


def _amount_verdict(instrument: Instrument, amount_eur: int | None) -> Verdict | None:
    """Judge the amount; ``None`` where the source states no range."""
    if instrument.least_eur is None and instrument.most_eur is None:
        return None
    return Verdict.CHECK if amount_eur is None else amount_outcome(instrument, amount_eur).verdict


def _verdict(instrument: Instrument, aspect: Aspect, known: KnownOfAsker) -> Verdict | None:
    """Judge an aspect over all values that are possible; ``None`` where the source says nothing of it."""
    scope = instrument.terms.scope(aspect)
    if aspect is Aspect.AMOUNT:
        return _amount_verdict(instrument, known.amount_eur)
    if not scope.is_stated:
        return None
    judge = partial(place_verdict, scope) if aspect is Aspect.PLACE else scope.verdict
    if any(judge(each) is Verdict.FITS for each in known.certain.get(aspect, ())):
        return Verdict.FITS
    found = {judge(each) for each in known.values(aspect)}
    return found.pop() if len(found) == 1 else Verdict.CHECK


def _question(instrument: Instrument, aspect: Aspect) -> Message:
    """Name what is to be asked, with what the source admits; the range of amounts stands beside it."""
    name = message(f"instrument.aspect.{aspect.value}")
    if aspect is Aspect.AMOUNT:
        return name
    scope = instrument.terms.scope(aspect)
    stated = tuple(message(f"instrument.{aspect.value}.{each}") for each in scope.stated)
    return message("advice.instrument.asked", aspect=name, stated=stated)
