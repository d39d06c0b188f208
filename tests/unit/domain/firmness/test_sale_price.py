"""The price of a building: its own sale price per square metre of floor, asked, answered and told as that."""

from __future__ import annotations

from typing import Any

import pytest

from drentsportal.domain.asking.request import Housing, LocationRequest, Preference, Requirement
from drentsportal.domain.firmness.answer_target import AnswerTarget, answer_targets
from drentsportal.domain.firmness.question_value import question_values
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.provenance import RecordedSources, deciding_attribute
from drentsportal.domain.match.readings import reading
from drentsportal.domain.values import Known
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_words import say
from tests.unit.domain.site_tables import site_table

HALL: dict[str, Any] = {"id": "h", "name": "Hal", "park_id": "p", "floor_area_m2": 900}
AT_MOST = Requirement("price", 90_000)


def matched_hall(
    *required: Requirement,
    sale_price_eur_m2: float | None = None,
    housing: Housing = Housing.PREMISES,
) -> MatchResult:
    """Match one building, in a park whose price of land is known, on its price."""
    park = {"id": "p", "name": "P", "price_min_eur_m2": 40.0, "price_max_eur_m2": 40.0}
    hall = HALL | {"sale_price_eur_m2": sale_price_eur_m2}
    request = LocationRequest(
        "t", housing=housing, requirements=required, preferences=(Preference("price", 10),)
    )
    table = site_table([park], [], [hall])
    return match(request, table, (), PLAIN_PROFILE, RecordedSources(table.sources))


@pytest.mark.parametrize("required", [(AT_MOST,), ()])
def test_the_price_of_a_building_is_asked_as_its_sale_price_and_gone_once_answered(
    required: tuple[Requirement, ...],
) -> None:
    """By a requirement as by a wish alone; the answer goes to the building."""
    result = matched_hall(*required)
    listed = question_values(result)
    asked = next(each for each in (*listed.deciding, *listed.others) if each.criterion_id == "price")
    assert (asked.required, asked.preferred) == (bool(required), True)
    assert say(asked.text).startswith("Wat is de koopsom per m² vloeroppervlak van Hal?")
    assert answer_targets(result, "h", "price") == (AnswerTarget("h", "sale_price_eur_m2"),)
    after = matched_hall(*required, sale_price_eur_m2=850.0)
    listed = question_values(after)
    assert "price" not in {each.criterion_id for each in (*listed.deciding, *listed.others)}
    assert say(after.card_of("h").contributions[0].statement) == "€ 850,00 per m² vloeroppervlak"


@pytest.mark.parametrize(
    ("sale_price", "verdict", "told"),
    [
        (None, Verdict.CHECK, "Koopsom per m² vloeroppervlak onbekend, gevraagd ten hoogste € 900,00 per m²"),
        (900.0, Verdict.FITS, "Koopsom € 900,00 per m² vloeroppervlak, gevraagd ten hoogste € 900,00"),
        (900.01, Verdict.FAILS, "Koopsom € 900,01 per m² vloeroppervlak, gevraagd ten hoogste € 900,00"),
    ],
)
def test_the_price_of_a_building_is_told_with_who_says_it(
    sale_price: float | None, verdict: Verdict, told: str
) -> None:
    """Never as a price of land, with the record that gave it as its source."""
    result = matched_hall(AT_MOST, sale_price_eur_m2=sale_price)
    fails = verdict is Verdict.FAILS
    outcomes = result.rejection_of("h").outcomes if fails else result.card_of("h").outcomes
    outcome = next(each for each in outcomes if each.criterion_id == "price")
    assert outcome.verdict is verdict
    assert say(outcome.statement) == told
    assert isinstance(outcome.value, Known) == (sale_price is not None)
    row = result.inputs.offers.candidates.ids.index("h")
    read = reading(result.inputs.offers, int(result.choice.shown_offer[row]), "price")
    assert deciding_attribute(read) == "sale_price_eur_m2"


@pytest.mark.parametrize("sale_price", [None, 850.0])
def test_a_price_for_land_judges_no_building(sale_price: float | None) -> None:
    """Where land is sought as well a limit of € 60 per m² is one of land: no building falls off."""
    result = matched_hall(Requirement("price", 6_000), sale_price_eur_m2=sale_price, housing=Housing.EITHER)
    card = result.card_of("h")
    assert "price" not in {each.criterion_id for each in card.outcomes}
    (part,) = card.contributions
    assert (say(part.statement), part.low, part.high) == ("pand, geen grond", 0, 0)
    listed = question_values(result)
    assert "price" not in {each.criterion_id for each in (*listed.deciding, *listed.others)}
