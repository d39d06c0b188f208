"""Everything that matching can say has a Dutch text with the parameters that it gets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.change_words import relaxation_statement
from drentsportal.domain.match.criteria import CRITERIA, CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.match.offer_columns import Basis
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.provenance import COMPUTED_SOURCE, RecordedSources
from drentsportal.domain.match.readings import Reading, reading
from drentsportal.domain.match.requirements import HOUSING, SUPPLY
from drentsportal.domain.match.statements import preference_statement, question, requirement_statement
from drentsportal.domain.match.what_if import best_relaxations
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import category_rank
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.matching_strategies import LANDMARKS, Sites, facts_for, requests, sites
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)


def say(message: Message) -> str:
    """Word a message; a missing text or parameter raises."""
    text = DUTCH.text(message)
    assert "{" not in text
    return text


@settings(max_examples=300, deadline=None)
@given(sites(), requests())
def test_every_outcome_can_be_worded(drawn: Sites, request: LocationRequest) -> None:
    """Statements, questions, contributions, changes and proposals of random matches."""
    table = site_table(*drawn)
    ground = build_offers(table)
    sources = RecordedSources(table.sources)
    result = match(request, ground, LANDMARKS, PLAIN_PROFILE, sources, facts_for(ground))
    for told in everything_told(result):
        text = DUTCH.text(told)
        assert text
        assert "{" not in text


def everything_told(result: MatchResult) -> Iterator[Message]:
    """Give every message of a result, of all its cards and rejections."""
    yield from (result.rule, result.rejection_rule)
    for position in range(result.qualifier_count):
        card = result.card(position)
        yield from (each.statement for each in card.outcomes)
        yield from (each.text for each in card.questions)
        yield from (each.statement for each in card.contributions)
    for position in range(result.rejection_count):
        rejection = result.rejection(position)
        yield from (each.statement for each in rejection.outcomes)
        yield from (each.statement for each in rejection.relaxations)
    yield from (each.statement for each in best_relaxations(result))


@pytest.mark.parametrize(
    ("now_ha", "asked_m2", "told"),
    [
        (0.0, 60_000, "9,53 ha later uitgeefbaar volgens het totaal; aaneengesloten kavel onbekend"),
        (0.0, 120_000, "9,53 ha later uitgeefbaar volgens het totaal, gevraagd 12 ha"),
        (0.0, 95_400, "95.339 m² later uitgeefbaar volgens het totaal, gevraagd 95.400 m²"),
        (1.0, 105_000, "10,53 ha nu en later uitgeefbaar volgens het totaal; aaneengesloten kavel onbekend"),
        (1.0, 120_000, "10,53 ha nu en later uitgeefbaar volgens het totaal, gevraagd 12 ha"),
        (1.0, 105_400, "105.339 m² nu en later uitgeefbaar volgens het totaal, gevraagd 105.400 m²"),
    ],
)
def test_what_can_be_had_later_only_is_never_told_as_to_be_had_now(
    now_ha: float, asked_m2: int, told: str
) -> None:
    """A total of later is later; where part of it is there now, it is now and later."""
    park = {"id": "p", "name": "Veld", "available_now_ha": now_ha, "available_later_ha": 9.5339}
    request = LocationRequest("t", requirements=(Requirement("plot_area", asked_m2),))
    result = match(request, site_table([park], [], []), (), PLAIN_PROFILE)
    assert told in {say(each) for each in everything_told(result)}


@pytest.mark.parametrize(
    ("now_ha", "supply", "size"),
    [
        (
            0.0,
            "9,53 ha later uitgeefbaar volgens het totaal",
            "ten hoogste 9,53 ha, later, volgens het totaal",
        ),
        (1.0, "10,53 ha nu en later uitgeefbaar volgens het totaal", ""),
    ],
)
def test_a_later_offer_says_so_without_an_asked_area(now_ha: float, supply: str, size: str) -> None:
    """The offer of later words its total itself, in what it fits and in what it contributes."""
    park = {"id": "p", "name": "Veld", "available_now_ha": now_ha, "available_later_ha": 9.5339}
    offers = build_offers(site_table([park], [], [])).offers
    read = reading(offers, 1, "supply")
    assert offers.kinds[1] == OfferKind.TOTAL_LATER
    assert say(requirement_statement(SUPPLY, 1, Verdict.FITS, None, read)) == supply
    wanted = preference_statement(
        CRITERION_BY_ID["plot_area"], Preference("plot_area", 1), reading(offers, 1, "plot_area")
    )
    assert size in say(wanted)


@pytest.mark.parametrize("criterion_id", ["present_distance", "junction_distance"])
@pytest.mark.parametrize(
    ("verdict", "low", "high"),
    [(Verdict.FITS, 900, 900), (Verdict.FAILS, 16_100, 16_100), (Verdict.FAILS, 15_040, 15_040)],
)
def test_distances_can_be_worded(criterion_id: str, verdict: Verdict, low: int, high: int) -> None:
    """Also those that random sites lack; what misses by less than a step is told in metres."""
    criterion = CRITERION_BY_ID[criterion_id]
    read = Reading(criterion_id, criterion_id, OfferKind.PLOT, Basis.COMPUTED, low, high)
    text = say(requirement_statement(criterion, 15_000, verdict, None, read))
    assert ("15.040 m" in text) == (low == 15_040)
    say(preference_statement(criterion, Preference(criterion_id, 1), read))


@pytest.mark.parametrize("criterion_id", ["present_distance", "junction_distance"])
@pytest.mark.parametrize(
    ("kind", "basis", "low"),
    [(CheckKind.UNKNOWN, Basis.UNKNOWN, None), (CheckKind.COMBINATION, Basis.COMPUTED, 14_000)],
)
def test_distance_questions_can_be_worded(
    criterion_id: str, kind: CheckKind, basis: Basis, low: int | None
) -> None:
    """A place that is unknown, and plots on both sides of the limit."""
    criterion = CRITERION_BY_ID[criterion_id]
    high = None if low is None else 16_000
    read = Reading(criterion_id, criterion_id, OfferKind.COMBINATION, basis, low, high)
    stated = DUTCH.text(requirement_statement(criterion, 15_000, Verdict.CHECK, kind, read))
    asked = DUTCH.text(question(criterion, 15_000, kind, read, "Bargermeer"))
    assert ("niet geleverd" in stated, "15 km" in stated) == (low is None, low is not None)
    assert "Bargermeer" in asked


@pytest.mark.parametrize(
    ("needed", "said"),
    [
        ("3.1", "Past bij milieucategorie 3.1: lager staat het plan hier niet toe"),
        ("1", "Past bij milieucategorie 1. Ruimer kan met een wijziging van het omgevingsplan."),
    ],
)
def test_a_category_is_told_by_the_bound_that_stops_it(needed: str, said: str) -> None:
    """Above what is asked the plan has a lower bound; a wider plan would not help there."""
    asked, rank = category_rank("2"), category_rank(needed)
    assert say(relaxation_statement(CRITERION_BY_ID["category"], asked, rank)) == said


def test_a_lower_bound_is_told_as_what_must_be_allowed() -> None:
    """Asked 2, while the plan begins at 3.1."""
    low, high = category_rank("3.1"), category_rank("4.2")
    read = Reading("category", "category_max", OfferKind.PLOT, Basis.OWN, high, high, low)
    text = say(requirement_statement(CRITERION_BY_ID["category"], 2, Verdict.FAILS, None, read))
    assert text == "Categorie 2 moet toegestaan zijn; het plan staat hier pas vanaf milieucategorie 3.1 toe"


def test_the_rule_names_its_profile() -> None:
    """By its Dutch name; a profile that came with a workspace by its id."""
    assert "Criteriaprofiel Industrie, versie 1." in say(message("match.rule", profile="industry", version=1))
    assert "Criteriaprofiel eigen, versie 2." in say(message("match.rule", profile="eigen", version=2))


def test_criteria_and_the_computed_source_have_names() -> None:
    """Labels of everything that is judged."""
    for criterion in (*CRITERIA, HOUSING, SUPPLY):
        assert DUTCH.text(f"criterion.{criterion.id}")
    assert DUTCH.text(COMPUTED_SOURCE) == "berekend"


@pytest.mark.parametrize(
    ("criterion_id", "value", "limit", "reason", "change"),
    [
        ("plot_area", 19_860, 40_000, "1,986 ha aaneengesloten, gevraagd 4 ha", "1,98 ha"),
        ("expansion_area", 19_860, 40_000, "1,986 ha, met groei gevraagd 4 ha", "1,98 ha"),
        ("plot_area", 19_960, 20_000, "19.960 m² aaneengesloten, gevraagd 20.000 m²", "1,99 ha"),
        ("floor_area", 1_236, 2_000, "1.236 m² vloer", "1.230 m²"),
        ("height", 104, 200, "ten hoogste 10,4 m", "10 m"),
        ("present_distance", 16_120, 15_000, "16,1 km hemelsbreed", "16,2 km"),
        ("present_minutes", 1_210, 900, "20 min", "21 min"),
    ],
)
def test_a_reason_never_tells_more_than_there_is_and_a_change_lets_it_in(
    criterion_id: str, value: int, limit: int, reason: str, change: str
) -> None:
    """An area that would be rounded up is told exactly; the change is a limit, and must be enough."""
    criterion = CRITERION_BY_ID[criterion_id]
    at_least = criterion.limit_kind is LimitKind.AT_LEAST
    step = criterion.step
    needed = value // step * step if at_least else -(-value // step) * step
    read = Reading(criterion_id, criterion_id, OfferKind.PLOT, Basis.OWN, value, value)
    assert reason in say(requirement_statement(criterion, limit, Verdict.FAILS, None, read))
    assert change in say(relaxation_statement(criterion, limit, needed))


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (40_000, "Kavels C1 en C2 samen 1,986 ha, gevraagd 4 ha"),
        (19_900, "Kavels C1 en C2 samen 19.860 m², gevraagd 19.900 m²"),
    ],
)
def test_plots_together_are_never_told_with_more_than_they_make(limit: int, told: str) -> None:
    """19.860 m² would read 1,99 ha, while the change that lets it in is 1,98 ha."""
    read = Reading(
        "plot_area", "plot_area", OfferKind.COMBINATION, Basis.ADJOINING, 19_860, 19_860, plots=("C1", "C2")
    )
    text = say(requirement_statement(CRITERION_BY_ID["plot_area"], limit, Verdict.FAILS, None, read))
    assert text == told


@pytest.mark.parametrize(
    "read",
    [
        Reading("plot_area", "plot_area", OfferKind.PLOT, Basis.OWN, 17_880, 17_880),
        Reading("plot_area", "plot_area", OfferKind.PLOT, Basis.OWN, 17_880, 17_880, is_apart=True),
        Reading(
            "plot_area", "plot_area", OfferKind.COMBINATION, Basis.COMBINED, 17_880, 17_880, plots=("A", "B")
        ),
        Reading("plot_area", "plot_area", OfferKind.TOTAL, Basis.TOTAL, 0, 17_880),
        Reading("expansion_area", "plot_area", OfferKind.PLOT, Basis.OWN, 17_880, 17_880),
    ],
)
@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_no_site_fails_with_the_area_that_it_is_said_to_have(read: Reading, code: str) -> None:
    """17.880 m² is not 1,79 ha, however the site comes by it."""
    language = Language(code, Path(__file__).parents[4] / "resources", strict=True)
    criterion = CRITERION_BY_ID[read.criterion_id]
    text = language.text(requirement_statement(criterion, 17_900, Verdict.FAILS, None, read))
    value, limit = (language.value(each, "m2") for each in (17_880, 17_900))
    assert value in text
    assert limit in text


@pytest.mark.parametrize("stated", [None, "limited", "none"])
def test_nothing_is_said_of_an_amount_that_cannot_be_asked(stated: str | None) -> None:
    """Nitrogen takes no amount, so that "amount not stated" would ask for what nobody can fill in."""
    park = {"id": "p", "name": "P", "available_now_ha": 1.0, "scarcity_nitrogen": stated}
    request = LocationRequest("t", requirements=(Requirement("nitrogen", limit=True),))
    result = match(request, site_table([park]), (), PLAIN_PROFILE)
    told = result.card(0).outcomes if result.qualifier_count else result.rejection(0).outcomes
    outcome = next(each for each in told if each.criterion_id == "nitrogen")
    asked = "" if outcome.question is None else DUTCH.text(outcome.question.text)
    assert "nodig" not in f"{DUTCH.text(outcome.statement)} {asked}".lower()
