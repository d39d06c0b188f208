"""Premises are judged on the building asked by their floor area; what of a request is not judged is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.asking.request import Building, Housing, LocationRequest, Requirement
from drentsportal.domain.match.building_area import widest_dm
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.values import Known, Unknown
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.eased import relaxed
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
AT = {"municipality_code": "GM0114"}
PREMISES: list[dict[str, object]] = [
    {"id": "groot", "name": "Groot", "floor_area_m2": 9_600, **AT},
    {"id": "silo", "name": "Silo", "floor_area_m2": 460, **AT},
    {"id": "stil", "name": "Stil", **AT},
]
SITES = site_table((), (), PREMISES)


def matched(building: Building, housing: Housing = Housing.PREMISES) -> MatchResult:
    """Match a request for a building that stands."""
    return match(LocationRequest("test", housing=housing, building=building), SITES, (), PLAIN_PROFILE)


@pytest.mark.parametrize("housing", [Housing.PREMISES, Housing.EITHER])
def test_a_floor_that_is_too_small_excludes_and_any_other_is_asked(housing: Housing) -> None:
    """9,600 m2 may be 120 x 80 m, 460 m2 never is; the sides of a building that stands are not known."""
    result = matched(Building(1_200, 800, 50), housing)
    assert (result.ranking(), result.rejected()) == (("groot", "stil"), ("silo",))
    asked = {each: result.card_of(each).questions[-1] for each in result.ranking()}
    assert {each.kind for each in asked.values()} == {CheckKind.UNKNOWN}
    building = "120 m × 80 m met 5 m vrij rondom"
    assert [DUTCH.text(each.text) for each in asked.values()] == [
        f"Wat zijn breedte en diepte van Groot? Gevraagd is een gebouw van {building}.",
        f"Wat zijn vloeroppervlak, breedte en diepte van Stil? Gevraagd is een gebouw van {building}.",
    ]


def test_the_verdict_names_the_floor_and_who_says_it() -> None:
    """The source is that of the floor area, which decided."""
    result = matched(Building(1_200, 800, 0))
    fails = result.rejection_of("silo").failing[0]
    assert DUTCH.text(fails.statement).startswith("Het vloeroppervlak is te klein: genoeg voor")
    assert isinstance(fails.value, Known)
    assert fails.value.source == "IBIS"
    silent = next(each for each in result.card_of("stil").outcomes if each.criterion_id == "building")
    assert (silent.verdict, silent.value) == (Verdict.CHECK, Unknown())


def test_the_change_told_lets_the_premises_in_and_one_step_less_does_not() -> None:
    """A smaller building of the same proportions, to the printed half metre."""
    result = matched(Building(1_200, 800, 0))
    relaxation = result.rejection_of("silo").relaxations[0]
    assert (relaxation.is_at_most, relaxation.is_at_least) == (False, False)
    eased = relaxed(result.request, [relaxation])
    assert match(eased, SITES, (), PLAIN_PROFILE).is_qualified("silo")
    assert eased.building is not None
    width_dm = eased.building.width_dm + 5
    assert not matched(Building(width_dm, 800 * width_dm // 1_200, 0)).is_qualified("silo")


def test_a_replay_judges_the_same() -> None:
    """The floor areas are kept with the match, so that nothing else is needed."""
    text = to_replay(matched(Building(1_200, 800, 0)))
    assert to_replay(replay(text)) == text


@given(st.integers(0, 200_000), st.integers(1, 9_999), st.integers(1, 9_999))
def test_the_widest_holds_and_one_decimetre_more_does_not(area_m2: int, width_dm: int, depth_dm: int) -> None:
    """Against the floor area that each width needs, its depth rounded down."""

    def needed_dm2(width: int) -> int:
        return width * max(1, depth_dm * width // width_dm)

    widest = int(widest_dm(np.array([area_m2]), Building(width_dm, depth_dm, 0))[0])
    assert needed_dm2(widest) <= area_m2 * 100 < needed_dm2(widest + 1)


@pytest.mark.parametrize(
    ("housing", "requirement", "told"),
    [
        (
            Housing.PLOT,
            Requirement("floor_area", 5_000),
            "Niet beoordeeld: de eis “Vloeroppervlak” geldt alleen voor panden. Volgorde",
        ),
        (
            Housing.PLOT,
            Requirement("rent", 6_000),
            "Niet beoordeeld: de eis “Huurprijs” geldt alleen voor panden. Volgorde",
        ),
        (Housing.PREMISES, Requirement("rent", 6_000), "Volgorde"),
        (Housing.EITHER, Requirement("rent", 6_000), "Volgorde"),
        (Housing.PLOT, Requirement("price", 6_000), "Volgorde"),
    ],
)
def test_what_is_not_judged_stands_with_the_rule(
    housing: Housing, requirement: Requirement, told: str
) -> None:
    """The rule is printed with every ranking, so that no requirement drops out in silence."""
    request = LocationRequest("test", housing=housing, requirements=(requirement,))
    assert DUTCH.text(match(request, SITES, (), PLAIN_PROFILE).rule).startswith(told)
