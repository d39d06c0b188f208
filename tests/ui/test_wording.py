"""Every requirement reads as a person says it: sign, number, unit; also where the amount is not known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import Building, Combining, Housing, LocationRequest, Requirement
from drentsportal.domain.cases.deadline import ClockReading, ClockState
from drentsportal.domain.match.criteria import CRITERIA, LimitKind
from drentsportal.services.request_exchange import read_request_file
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.wording import COMBINING, limit_text, requirement_lines
from tests.full_request import FULL_REQUEST

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Limit
    from drentsportal.language import Language

FULL = read_request_file(json.dumps(FULL_REQUEST)).request


@pytest.mark.parametrize(
    ("is_elapsed", "exact", "words"),
    [
        (True, False, "3 d 7 u te laat"),
        (True, True, "79 u 5 m te laat"),
        (False, False, "9 werkd. 7 u te laat"),
        (False, True, "79 u 5 m te laat"),
    ],
)
def test_many_hours_are_days_of_the_rule_that_counts_them(
    dutch: Language, *, is_elapsed: bool, exact: bool, words: str
) -> None:
    """Of working hours a day has eight."""
    late, began_utc = timedelta(hours=79, minutes=5), datetime(2026, 11, 16, tzinfo=UTC)
    clock = ClockReading(began_utc, began_utc, -late, ClockState.OVERDUE, late, late, is_elapsed)
    assert clock_text(dutch, clock, exact=exact).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("criterion_id", "limit", "words"),
    [
        ("plot_area", 15_000, "≥\u00a01,5\u00a0ha"),
        ("plot_area", 12_345, "≥\u00a01,2345\u00a0ha"),
        ("present_distance", 12_345, "≤\u00a012,345\u00a0km"),
        ("junction_minutes", 90, "≤\u00a01\u00a0min 30\u00a0s"),
        ("grid_demand", 12_345, "12,345\u00a0MW nodig"),
        ("water", 1_234, "1,234\u00a0m³/\u2060uur nodig"),
        ("expansion_area", 20_000, "≥\u00a02\u00a0ha"),
        ("floor_area", 1500, "≥\u00a01.500\u00a0m²"),
        ("building", 400, "≥\u00a040\u00a0m"),
        ("height", 85, "≥\u00a08,5\u00a0m"),
        ("category", 6, "≥\u00a04.2"),
        ("price", 15_050, "≤\u00a0€\u00a0150,50/m²"),
        ("rent", 6200, "≤\u00a0€\u00a062,00/m² per jaar"),
        ("junction_minutes", 1200, "≤\u00a020\u00a0min"),
        ("quay_distance", 30_000, "≤\u00a030\u00a0km"),
        ("grid_demand", 250, "250\u00a0kW nodig"),
        ("grid_demand", 2500, "2,5\u00a0MW nodig"),
        ("grid_feed", True, "nodig, hoeveel onbekend"),
        ("water", 12_500, "12,5\u00a0m³/\u2060uur nodig"),
        ("water", True, "nodig, hoeveel onbekend"),
        ("labour", 1, "1 persoon nodig"),
        ("labour", 40, "40 personen nodig"),
        ("nitrogen", True, "nodig"),
        ("broadband", True, "ja"),
        ("web_shop", False, "niet vereist"),
        ("municipality", ("zuid_drenthe", "GM0106"), "Zuid-Drenthe, Assen"),
    ],
)
def test_a_limit_has_sign_and_unit(dutch: Language, criterion_id: str, limit: Limit, words: str) -> None:
    """A limit has sign and unit."""
    assert limit_text(dutch, criterion_id, limit) == words


def test_the_lines_name_all_that_is_asked(dutch: Language) -> None:
    """Every criterion in the order of forms and documents, the building among them, plots together last."""
    lines = requirement_lines(dutch, FULL)
    assert [each.criterion_id for each in lines] == [
        *(each.id for each in CRITERIA if each.limit_kind is not LimitKind.NONE),
        COMBINING,
    ]
    worded = {each.criterion_id: each.limit for each in lines}
    assert worded["building"] == "40\u00a0m\u00a0\u00d7\u00a025,5\u00a0m, 5\u00a0m rondom vrij"
    assert worded[COMBINING] == "ten hoogste 3 kavels, strook tot 3\u00a0m ertussen, van één verkoper"


def test_plots_together_are_told_only_where_they_matter(dutch: Language) -> None:
    """With an area or a building on land; not for premises and not where no area is asked."""
    asked = LocationRequest("x", requirements=(Requirement("plot_area", 5000),))
    lines = requirement_lines(dutch, asked)
    assert [(each.criterion_id, each.limit) for each in lines][1:] == [(COMBINING, "ten hoogste 4 kavels")]
    apart = replace(asked, combining=Combining(most_plots=1))
    assert requirement_lines(dutch, apart)[1].limit == "nee, alleen losse kavels"
    assert requirement_lines(dutch, replace(asked, housing=Housing.PREMISES))[1:] == ()
    built = LocationRequest("x", building=Building(300, 200))
    assert [each.criterion_id for each in requirement_lines(dutch, built)] == ["building", COMBINING]
    assert requirement_lines(dutch, LocationRequest("x")) == ()
