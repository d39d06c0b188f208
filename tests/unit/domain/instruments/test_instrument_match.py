"""What fits a request: laws for any instrument, and the boundaries of the three credits, euro by euro."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.instruments.instrument import InstrumentState
from drentsportal.domain.instruments.instrument_match import (
    Fit,
    InstrumentRequest,
    amount_outcome,
    find,
)
from drentsportal.domain.instruments.terms import ASPECT_VALUES, Aspect, Scope, Terms
from drentsportal.domain.match.match_result import Verdict
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from tests.unit.domain.instruments.instrument_strategies import REQUESTS, TODAY, instrument, instruments

if TYPE_CHECKING:
    from drentsportal.domain.instruments.instrument import Instrument

SHIPPED = TomlReference(resources_dir()).instruments()
CREDITS = tuple(
    each for each in SHIPPED if each.id in {"microkrediet", "innovatiekrediet", "ontwikkelkrediet"}
)
ENDS = (10_000, 50_000, 100_000, 250_000)


def fits(made: Instrument, request: InstrumentRequest) -> Fit:
    """Find how one instrument stands."""
    (found,) = find([made], request)
    return found.fit


def naive(amount_eur: int) -> set[str]:
    """Repeat the boundary checks of the documents, word for word."""
    if amount_eur < 10_000:
        return set()
    if amount_eur < 50_000:
        return {"microkrediet"}
    if amount_eur == 50_000:
        return {"microkrediet", "innovatiekrediet"}
    if amount_eur < 100_000:
        return {"innovatiekrediet"}
    if amount_eur <= 250_000:
        return {"innovatiekrediet", "ontwikkelkrediet"}
    return {"ontwikkelkrediet"}


def test_the_three_credits_at_every_euro_near_an_end() -> None:
    """Two thousand euros on either side of each end, and every thousand from nothing to a million."""
    amounts = {end + step for end in ENDS for step in range(-2_000, 2_001)} | {
        *range(1_000, 1_000_001, 1_000)
    }
    wrong = []
    for amount_eur in sorted(amounts):
        found = find(CREDITS, InstrumentRequest(on=TODAY, amount_eur=amount_eur, size="sme"))
        fitting = {each.instrument.id for each in found if each.fit is Fit.FITS}
        if fitting != naive(amount_eur):
            wrong.append((amount_eur, fitting))
    assert wrong == []


@pytest.mark.parametrize(("amount_eur", "off_eur"), [(9_999, 1), (50_001, -1), (75_000, -25_000)])
def test_an_amount_that_nearly_fits_says_by_how_much(amount_eur: int, off_eur: int) -> None:
    """To the euro, and in words."""
    micro = next(each for each in CREDITS if each.id == "microkrediet")
    (found,) = find([micro], InstrumentRequest(on=TODAY, amount_eur=amount_eur))
    assert found.fit is Fit.NEARLY
    (difference,) = found.differences
    assert difference.difference_eur == off_eur
    told = Language("nl", resources_dir(), strict=True).text(difference.reason)
    assert f"{abs(off_eur):,}".replace(",", ".") in told


@given(instruments(), st.integers(1, 700_000))
def test_an_amount_changed_by_what_it_is_off_lies_in_the_range(made: Instrument, amount_eur: int) -> None:
    """And one euro less does not."""
    off = amount_outcome(made, amount_eur).difference_eur
    if off is None:
        return
    step = 1 if off > 0 else -1
    assert amount_outcome(made, amount_eur + off).verdict is Verdict.FITS
    assert amount_outcome(made, amount_eur + off - step).verdict is Verdict.FAILS


@given(instruments(), REQUESTS, st.integers(0, 50_000), st.integers(0, 50_000))
def test_a_wider_range_never_takes_a_fit_away(
    made: Instrument, request: InstrumentRequest, lower_eur: int, higher_eur: int
) -> None:
    """Nor makes any instrument stand worse."""
    wider = replace(
        made,
        minimum_eur=None if made.minimum_eur is None else made.minimum_eur - lower_eur,
        maximum_eur=None if made.maximum_eur is None else made.maximum_eur + higher_eur,
        is_minimum_exclusive=False,
        is_maximum_exclusive=False,
    )
    order = list(Fit)
    assert order.index(fits(wider, request)) <= order.index(fits(made, request))


@given(instruments(), REQUESTS)
def test_asking_less_never_makes_it_stand_worse(made: Instrument, request: InstrumentRequest) -> None:
    """What is not asked is not compared. Only near is measured by the amount, which stays."""
    order = list(Fit)
    fit = order.index(fits(made, request))
    less = (
        replace(request, purpose=None),
        replace(request, applicant=None),
        replace(request, size=None),
        replace(request, phase=None),
        replace(request, sector=None),
        replace(request, place=None),
    )
    assert all(order.index(fits(made, each)) <= fit for each in less)


@given(instruments(), REQUESTS)
def test_the_day_changes_the_state_and_never_the_fit(made: Instrument, request: InstrumentRequest) -> None:
    """An expired instrument still tells whether it would have fitted."""
    (found,) = find([made], request)
    (other,) = find([made], replace(request, on=TODAY))
    assert (found.fit, found.outcomes) == (other.fit, other.outcomes)
    assert found.state is made.state(request.on)


@given(REQUESTS)
def test_a_source_that_says_nothing_answers_nothing(request: InstrumentRequest) -> None:
    """Every asked aspect is a question; nothing fails and nothing fits."""
    (found,) = find([instrument()], request)
    assert found.differences == ()
    assert found.questions == found.outcomes
    assert found.fit is (Fit.TO_ASK if found.outcomes else Fit.FITS)


@given(st.lists(instruments(), max_size=5), REQUESTS)
def test_what_runs_comes_first_and_nothing_is_left_out(
    made: list[Instrument], request: InstrumentRequest
) -> None:
    """Then by fit."""
    found = find(made, request)
    assert sorted(map(repr, made)) == sorted(repr(each.instrument) for each in found)
    order = list(Fit)
    ranks = [(not each.is_running, order.index(each.fit)) for each in found]
    assert ranks == sorted(ranks)


def test_another_purpose_is_not_near_and_three_differences_neither() -> None:
    """What is for something else is no alternative, however little differs."""
    terms = Terms(purposes=Scope(("export",)), sizes=Scope(("sme",)), phases=Scope(("starter",)))
    made = instrument(terms=terms, maximum_eur=10_000)
    ask = InstrumentRequest(on=TODAY, amount_eur=12_000)
    assert fits(made, replace(ask, purpose="innovation", amount_eur=10_000)) is Fit.NOT
    assert fits(made, replace(ask, size="large")) is Fit.NEARLY
    assert fits(made, replace(ask, size="large", phase="young")) is Fit.NOT
    assert fits(made, replace(ask, amount_eur=20_000)) is Fit.NEARLY
    assert fits(made, replace(ask, amount_eur=20_001)) is Fit.NOT


@pytest.mark.parametrize(
    ("area", "place", "verdict"),
    [
        ("drenthe", "GM0114", Verdict.FITS),
        ("north", "GM0114", Verdict.FITS),
        ("dtz", "GM0114", Verdict.CHECK),
        ("rest_of_drenthe", "GM0106", Verdict.CHECK),
        ("dtz", "dtz", Verdict.FITS),
        ("rest_of_drenthe", "dtz", Verdict.FAILS),
        ("dtz", "rest_of_drenthe", Verdict.FAILS),
        ("drenthe", "rest_of_drenthe", Verdict.FITS),
        ("drenthe", "dtz", Verdict.CHECK),
        ("drenthe", "outside", Verdict.FAILS),
        ("netherlands", "outside", Verdict.FITS),
        ("border", "drenthe", Verdict.CHECK),
    ],
)
def test_a_place_fits_only_where_that_is_certain(area: str, place: str, verdict: Verdict) -> None:
    """No document names the gemeenten of Dutch TechZone."""
    made = instrument(terms=Terms(areas=Scope((area,))))
    (found,) = find([made], InstrumentRequest(on=TODAY, place=place))
    assert [each.verdict for each in found.outcomes] == [verdict]


@pytest.mark.parametrize(
    "asked",
    [{"amount_eur": 0}, {"amount_eur": -5}, {"purpose": "goud"}, {"place": "GM9999"}, {"sector": "x"}],
)
def test_what_is_in_no_list_is_refused(asked: dict[str, object]) -> None:
    """The field is named."""
    with pytest.raises(InputError) as caught:
        find(CREDITS, InstrumentRequest(on=TODAY, **asked))  # type: ignore[arg-type] # wrong on purpose
    assert caught.value.field == next(iter(asked)).removesuffix("_eur")


def test_every_value_and_state_has_a_word() -> None:
    """In every list that a screen or a table shows."""
    dutch = Language("nl", resources_dir(), strict=True)
    wanted = [
        f"instrument.{aspect.value}.{value}" for aspect, values in ASPECT_VALUES.items() for value in values
    ]
    wanted += [f"instrument.aspect.{each.value}" for each in Aspect]
    wanted += [f"instrument.state.{each.value}" for each in InstrumentState]
    wanted += [
        f"instrument.{family}.{each.value}" for family in ("fit", "group", "otherwise") for each in Fit
    ]
    assert [each for each in wanted if each not in dutch] == []
