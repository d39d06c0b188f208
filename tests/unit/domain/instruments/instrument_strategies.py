"""Instruments and requests by chance, and one plain instrument to vary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from drentsportal.domain.instruments.instrument import Instrument
from drentsportal.domain.instruments.instrument_match import InstrumentRequest
from drentsportal.domain.instruments.terms import ASKED_VALUES, ASPECT_VALUES, Aspect, Scope, Terms
from drentsportal.domain.values import PartialDate

TODAY = date(2026, 11, 21)
PLAIN = Instrument(
    id="lening",
    name="Lening",
    provider="Fonds",
    audience="Mkb",
    minimum_eur=None,
    maximum_eur=None,
    conditions="Geen",
    starts_on=None,
    ends_on=None,
    period_text="niet vermeld",
    source="Nota 2014 (hoofdstuk 1)",
    as_of=PartialDate(2014),
)


def instrument(**changes: Any) -> Instrument:  # noqa: ANN401 - fields of an instrument
    """Make the plain instrument with other fields."""
    return replace(PLAIN, **changes)


def scopes(aspect: Aspect) -> st.SearchStrategy[Scope]:
    """Make what a source may say of an aspect, silence included."""
    values = [str(each) for each in ASPECT_VALUES[aspect]]

    def made(drawn: tuple[list[str], list[str]]) -> Scope:
        stated, doubtful = drawn
        in_order = tuple(each for each in values if each in stated)
        return Scope(in_order, tuple(each for each in values if each in doubtful and each not in stated))

    some = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
    return st.just(Scope()) | st.tuples(some, st.lists(st.sampled_from(values), max_size=3)).map(made)


TERMS = st.builds(
    Terms,
    purposes=scopes(Aspect.PURPOSE),
    applicants=scopes(Aspect.APPLICANT),
    sizes=scopes(Aspect.SIZE),
    phases=scopes(Aspect.PHASE),
    sectors=scopes(Aspect.SECTOR),
    areas=scopes(Aspect.PLACE),
    own_eur=st.none() | st.integers(0, 10_000),
    support_percent=st.none() | st.integers(0, 100),
    excludes_vat=st.none() | st.booleans(),
    derived=st.lists(st.sampled_from(list(Aspect)), unique=True, max_size=3).map(tuple),
    contact=st.sampled_from(["", "NOM, loket"]),
)
DAYS = st.dates(date(2013, 1, 1), date(2028, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Make a date of which day or month may not be stated."""
    day = draw(DAYS)
    parts = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:parts])


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Make an instrument whose range and period are in order."""
    low, high = sorted((draw(st.integers(0, 600_000)), draw(st.integers(0, 600_000))))
    starts_on, ends_on = sorted((draw(partial_dates()), draw(partial_dates())))
    return instrument(
        minimum_eur=draw(st.sampled_from([None, low])),
        maximum_eur=draw(st.sampled_from([None, high + 2])),
        is_minimum_exclusive=draw(st.booleans()),
        is_maximum_exclusive=draw(st.booleans()),
        starts_on=draw(st.sampled_from([None, starts_on])),
        ends_on=draw(st.sampled_from([None, ends_on])),
        confirmed_on=draw(st.none() | DAYS),
        terms=draw(TERMS),
        source_lines=draw(st.sampled_from(["", "000:1-2"])),
    )


def _asked(aspect: Aspect) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from([str(each) for each in ASKED_VALUES[aspect]])


REQUESTS = st.builds(
    InstrumentRequest,
    on=DAYS,
    amount_eur=st.none() | st.integers(1, 700_000),
    purpose=_asked(Aspect.PURPOSE),
    applicant=_asked(Aspect.APPLICANT),
    size=_asked(Aspect.SIZE),
    phase=_asked(Aspect.PHASE),
    sector=_asked(Aspect.SECTOR),
    place=_asked(Aspect.PLACE),
)
