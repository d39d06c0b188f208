"""What an advice names of instruments: the boundaries of the three credits, and laws for any instrument."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.asking.request import LocationRequest, RequestType
from drentsportal.domain.instruments.advisable import KnownOfAsker, advisable, known_of
from drentsportal.domain.instruments.instrument import Instrument, InstrumentState
from drentsportal.domain.instruments.instrument_match import Fit, InstrumentRequest, find
from drentsportal.domain.instruments.terms import (
    ASKED_VALUES,
    Aspect,
    CompanyPhase,
    CompanySize,
    Scope,
    Terms,
)
from drentsportal.domain.message import message
from drentsportal.domain.values import PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from tests.unit.domain.instruments.instrument_strategies import DAYS, REQUESTS, TODAY, instrument, instruments

SHIPPED = tuple(replace(each, confirmed_on=TODAY) for each in TomlReference(resources_dir()).instruments())
CREDITS = ("microkrediet", "innovatiekrediet", "ontwikkelkrediet")
ASKED = LocationRequest("Composietverwerker", RequestType.MOVE, staff_count=65, sector_group="plastics")
ASPECTS = tuple(each for each in Aspect if each is not Aspect.AMOUNT)


def named(known: KnownOfAsker) -> set[str]:
    """Name the credits that an advice of today would name."""
    return {each.instrument.id for each in advisable(SHIPPED, known, TODAY)} & set(CREDITS)


@pytest.mark.parametrize(
    ("amount_eur", "wanted"),
    [
        (9_999, set()),
        (10_000, {"microkrediet"}),
        (49_999, {"microkrediet"}),
        (50_000, {"microkrediet", "innovatiekrediet"}),
        (50_001, {"innovatiekrediet"}),
        (99_999, {"innovatiekrediet"}),
        (100_000, {"innovatiekrediet", "ontwikkelkrediet"}),
        (250_000, {"innovatiekrediet", "ontwikkelkrediet"}),
        (250_001, {"ontwikkelkrediet"}),
        (None, set(CREDITS)),
    ],
)
def test_the_boundaries_of_the_documents(amount_eur: int | None, wanted: set[str]) -> None:
    """Domain notes 1.8; without an amount none is excluded and each asks for it."""
    known = replace(known_of(ASKED, ["GM0114"]), amount_eur=amount_eur)
    assert named(known) == wanted
    asks = {
        each.instrument.id
        for each in advisable(SHIPPED, known, TODAY)
        if any(said == message("instrument.aspect.amount") for said in each.asked)
    }
    assert asks & set(CREDITS) == (wanted if amount_eur is None else set())


def test_what_is_not_known_is_asked_in_words() -> None:
    """Of who moves with 65 people: how much, what for and how large; not whether the company exists."""
    found = advisable(SHIPPED, known_of(ASKED, ["GM0114"]), TODAY)
    micro = next(each for each in found if each.instrument.id == "microkrediet")
    language = Language("nl", resources_dir(), strict=True)
    said = [language.text(each) for each in micro.asked]
    assert said == [
        "bedrag",
        "doel (voor innovatie en start)",
        "omvang (voor mkb)",
    ]
    assert micro.unstated == (Aspect.SECTOR,)


@pytest.mark.parametrize(
    ("staff_count", "sizes"),
    [
        (None, set(CompanySize)),
        (1, set(CompanySize)),
        (2, {CompanySize.SME, CompanySize.LARGE}),
        (249, {CompanySize.SME, CompanySize.LARGE}),
        (250, {CompanySize.LARGE}),
    ],
)
def test_staff_tells_what_a_company_is_not(staff_count: int | None, sizes: set[CompanySize]) -> None:
    """Never what it is, below 250: turnover and group are not known."""
    known = known_of(replace(ASKED, staff_count=staff_count), [])
    assert known.values(Aspect.SIZE) == {each.value for each in sizes}
    assert named(known) == (set() if sizes == {CompanySize.LARGE} else set(CREDITS))


def test_what_is_known_excludes() -> None:
    """Another sector, another place, starters only, gemeenten only: none of them stands in the advice."""
    for terms in (
        Terms(sectors=Scope(("food",))),
        Terms(phases=Scope((CompanyPhase.STARTER,))),
        Terms(applicants=Scope(("municipality",))),
    ):
        made = instrument(confirmed_on=TODAY, terms=terms)
        assert advisable([made], known_of(ASKED, ["GM0114"]), TODAY) == ()
        assert len(advisable([made], KnownOfAsker(), TODAY)) == 1
    dtz_only = instrument(confirmed_on=TODAY, terms=Terms(areas=Scope(("rest_of_drenthe",))))
    (asked,) = advisable([dtz_only], known_of(ASKED, ["GM0114", "GM0118"]), TODAY)
    (question,) = asked.asked
    assert dict(question.params)["aspect"] == message("instrument.aspect.place")


@given(made=instruments(), day=DAYS, asked=REQUESTS, hidden=st.sets(st.sampled_from(ASPECTS)))
def test_nothing_expired_unconfirmed_or_excluded_is_named(
    made: Instrument, day: object, asked: InstrumentRequest, hidden: set[Aspect]
) -> None:
    """Whatever is known: what is named runs, is confirmed, and fails in nothing that is known."""
    request = replace(asked, on=TODAY)
    single: dict[Aspect, frozenset[str]] = {
        each: frozenset({value})
        for each in ASPECTS
        if each not in hidden and (value := request.value(each)) is not None
    }
    known = KnownOfAsker(possible=single, amount_eur=request.amount_eur)
    found = advisable([made], known, TODAY)
    if made.state(TODAY) is not InstrumentState.CONFIRMED:
        assert found == ()
        return
    (finding,) = find([made], _hiding(request, hidden))
    assert bool(found) == (finding.fit in {Fit.FITS, Fit.TO_ASK} or not _fails_for_all(made, known))
    del day


def _asking(aspect: Aspect, value: str | None, request: InstrumentRequest | None = None) -> InstrumentRequest:
    """Ask one aspect, or take it away, beside what is asked."""
    changes: dict[str, Any] = {aspect.value: value}
    return replace(request or InstrumentRequest(on=TODAY), **changes)


def _hiding(request: InstrumentRequest, hidden: set[Aspect]) -> InstrumentRequest:
    for each in hidden:
        request = _asking(each, None, request)
    return request


def _fails_for_all(made: Instrument, known: KnownOfAsker) -> bool:
    """Try every value that is possible, one aspect after the other, for one that fails for all."""
    for aspect in ASPECTS:
        fits = [find([made], _asking(aspect, value))[0].fit for value in known.values(aspect)]
        if all(each in {Fit.NOT, Fit.NEARLY} for each in fits):
            return True
    amount = known.amount_eur
    if amount is None:
        return False
    (finding,) = find([made], InstrumentRequest(on=TODAY, amount_eur=amount))
    return finding.fit in {Fit.NOT, Fit.NEARLY}


@given(made=instruments(), staff=st.none() | st.integers(0, 5_000), kind=st.sampled_from(RequestType))
def test_more_knowledge_never_adds_an_instrument(
    made: Instrument, staff: int | None, kind: RequestType
) -> None:
    """What a request tells can only leave something out of what would be named without it."""
    request = LocationRequest("x", kind, staff_count=staff, sector_group="food")
    with_all = advisable([made], known_of(request, ["GM0114"]), TODAY)
    assert len(with_all) <= len(advisable([made], KnownOfAsker(), TODAY))


def test_the_day_after_its_end_it_is_gone() -> None:
    """Also where nothing else is known, and although it was confirmed that day."""
    made = instrument(confirmed_on=TODAY, ends_on=PartialDate.of(TODAY))
    assert len(advisable([made], KnownOfAsker(), TODAY)) == 1
    assert advisable([made], KnownOfAsker(), TODAY + timedelta(days=1)) == ()


def test_what_fits_stands_before_what_is_a_question() -> None:
    """Fewest questions first, else as given."""
    every = {
        each: Scope(tuple(str(value) for value in ASKED_VALUES[each] if value != "outside"))
        for each in (Aspect.PURPOSE, Aspect.APPLICANT, Aspect.SIZE, Aspect.PHASE, Aspect.SECTOR)
    }
    fits = Terms(
        purposes=every[Aspect.PURPOSE],
        applicants=every[Aspect.APPLICANT],
        sizes=every[Aspect.SIZE],
        phases=every[Aspect.PHASE],
        sectors=every[Aspect.SECTOR],
        areas=Scope(("drenthe",)),
    )
    silent = instrument(id="silent", confirmed_on=TODAY)
    asking = instrument(id="asking", confirmed_on=TODAY, terms=replace(fits, sizes=Scope(("sme",))))
    fitting = instrument(id="fitting", confirmed_on=TODAY, terms=fits, maximum_eur=100)
    known = replace(known_of(ASKED, ["GM0114"]), amount_eur=100)
    found = advisable([silent, asking, fitting], known, TODAY)
    assert [each.instrument.id for each in found] == ["fitting", "asking", "silent"]
    assert (found[0].asked, found[0].unstated) == ((), ())
