"""Whoever reads a printed change and asks that lets the site in: no figure is rounded past it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.asking.request import Housing, LocationRequest, Requirement
from drentsportal.domain.match.change_words import move_statement, proposal_statement, relaxation_statement
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.match.relaxation import with_limit
from drentsportal.domain.match.what_if import best_relaxations
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_laws import matched
from tests.unit.domain.matching_strategies import requests, sites
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from tests.unit.domain.matching_strategies import Sites

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)

_MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NUMBER: Final = (
    r"€ \d[\d.]*(?:,\d+)?|\d[\d.]*(?:,\d+)? (?:ha|m²|km|m|min\.?|minuten|minuut)(?![a-z])(?: \d+ s\b)?"
)
_FACTORS: Final = {"ha": 10_000, "m²": 1, "km": 1_000, "m": 10, "€": 100}


def as_limit(text: str) -> int:
    """Read a printed figure back into the exact unit of its criterion."""
    day = re.search(r"(\d+) ([a-z]{3})[a-z.]* (\d{4})", text)
    if day:
        return date(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1])).toordinal()
    whole = re.split(r" s\b|min", text)[0]
    number = Decimal(re.sub(r"[^\d,]", "", whole).replace(",", "."))
    if "min" in text:
        seconds = re.search(r"(\d+) s\b", text)
        return int(number * 60) + (int(seconds[1]) if seconds else 0)
    unit = next(each for each in ("ha", "m²", "km", "€", "m") if each in text)
    return int(number * _FACTORS[unit])


FIGURES: Final = {
    "plot_area": (100, 1_000_000),
    "floor_area": (10, 100_000),
    "expansion_area": (100, 1_000_000),
    "price": (100, 50_000),
    "rent": (100, 50_000),
    "present_distance": (1, 90_000),
    "quay_distance": (1, 90_000),
    "present_minutes": (60, 9_000),
    "height": (5, 900),
    "building": (5, 9_000),
    "available_by": (date(2026, 1, 1).toordinal(), date(2035, 12, 31).toordinal()),
}


@pytest.mark.parametrize("criterion_id", sorted(FIGURES))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_asked_and_needed_read_back_as_they_are(criterion_id: str, data: st.DataObject) -> None:
    """Of one change, of one of several, and of one for the request as a whole."""
    criterion = CRITERION_BY_ID[criterion_id]
    asked, needed = (data.draw(st.integers(*FIGURES[criterion_id])) for _ in "ab")
    moved = DUTCH.text(move_statement(criterion, asked, needed))
    before, after = moved.split(" → ")
    assert (_last(before), _first(after)) == (asked, needed), moved
    as_a_whole = DUTCH.text(proposal_statement(criterion, asked, needed, (1, 0)))
    before, after = as_a_whole.split(":")[0].split(" → ")
    assert (_last(before), _first(after)) == (asked, needed), as_a_whole
    alone = DUTCH.text(relaxation_statement(criterion, asked, needed))
    assert _first(alone.split(" (")[0]) == needed, alone
    less = re.search(rf"\((\d[\d.]* dag(?:en)?|{_NUMBER})", alone)
    assert less is not None, alone
    change = int(less[1].split()[0].replace(".", "")) if "dag" in less[1] else as_limit(less[1])
    assert change == abs(asked - needed), alone


def _figures(text: str) -> list[int]:
    found = re.findall(rf"\d+ [a-z]{{3}}[a-z.]* \d{{4}}|{_NUMBER}", text.replace("\xa0", " "))
    return [as_limit(each) for each in found]


def _first(text: str) -> int:
    return _figures(text)[0]


def _last(text: str) -> int:
    return _figures(text)[-1]


HALL: Final[dict[str, Any]] = {
    "id": "hal", "name": "Hal", "municipality_code": "GM0114", "floor_area_m2": 950,
    "premises_plot_area_m2": 2_849, "max_height_m": 8.0, "category_max": "2",
}  # fmt: skip


def of_hall(*asked: Requirement) -> MatchResult:
    """Match one hall of 950 m²."""
    request = LocationRequest("t", housing=Housing.PREMISES, requirements=asked)
    return match(request, site_table([], [], [HALL]), (), PLAIN_PROFILE)


def test_a_floor_is_told_in_square_metres_among_several_changes() -> None:
    """Rounded to hectares it read 0,1 ha, which is more than the hall has."""
    result = of_hall(Requirement("plot_area", 4_000), Requirement("floor_area", 1_500))
    (told,) = (DUTCH.text(each) for each in changes_told(result.rejection(0)))
    assert "Oppervlakte kavel 0,4 ha → 0,28 ha én Vloeroppervlak 1.500 m² → 950 m²" in told
    read = {"plot_area": 2_800, "floor_area": 950}
    assert of_hall(*(Requirement(each, limit) for each, limit in read.items())).qualifier_count == 1


@settings(max_examples=60, deadline=None)
@given(sites(), requests())
def test_what_is_printed_lets_the_site_in(drawn: Sites, request: LocationRequest) -> None:
    """Every number of the change of every excluded site, read back from its words."""
    result = matched(request, drawn)
    for candidate in result.rejected():
        rejection = result.rejection_of(candidate)
        if rejection.is_barred:
            continue
        moved = request
        for change in rejection.relaxations:
            assert change.needed is not None
            criterion, needed = CRITERION_BY_ID.get(change.criterion_id), change.needed
            if criterion is not None and criterion.id != "category" and type(needed) is int:
                words = move_statement(criterion, change.asked, needed, change.detour_percent)
                needed = _first(DUTCH.text(words).split(" → ")[1])
            moved = with_limit(moved, change.criterion_id, needed)
        kept = tuple(each for each in moved.requirements if each.limit is not False)
        assert matched(replace(moved, requirements=kept), drawn).is_qualified(candidate)


def test_one_site_says_of_the_other_requirements_that_they_are_to_be_asked() -> None:
    """As the change of the request as a whole does: the site comes in with a question."""
    park = {"id": "p", "name": "P", "municipality_code": "GM0114", "available_now_ha": 3.0}
    asked = LocationRequest(
        "t", requirements=(Requirement("segment", ("logistics",)), Requirement("price", 5_000))
    )
    heavy = {**park, "segments": ("heavy_industry",)}
    result = match(asked, site_table([heavy], [], []), (), PLAIN_PROFILE)
    (told,) = (DUTCH.text(each) for each in changes_told(result.rejection(0)))
    assert told == "Past als segment zware industrie ook mag (andere eisen nog na te vragen)"
    assert [each.to_check for each in best_relaxations(result) if each.gained] == [1]
    sure = {**heavy, "price_min_eur_m2": 40.0, "price_max_eur_m2": 40.0}
    result = match(asked, site_table([sure], [], []), (), PLAIN_PROFILE)
    (told,) = (DUTCH.text(each) for each in changes_told(result.rejection(0)))
    assert told == "Past als segment zware industrie ook mag"
