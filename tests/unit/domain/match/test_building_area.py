"""A building that needs more ground than a site has to offer never qualifies there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from drentsportal.domain.asking.request import Building, LocationRequest, Requirement
from drentsportal.domain.match.building_area import ground_needed_m2, widest_dm
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.what_if import best_relaxations
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.eased import relaxed
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
AT = {"municipality_code": "GM0114"}
WIDE = box(0, 0, 2_000, 1_000)
PARKS: list[dict[str, object]] = [
    {"id": "haven", "name": "Haven", "available_now_ha": 1.7, "geometry": WIDE, **AT},
    {"id": "kaal", "name": "Kaal", "available_now_ha": 1.7, **AT},
    {"id": "ruim", "name": "Ruim", "available_now_ha": 9.0, "geometry": WIDE, **AT},
    {"id": "stil", "name": "Stil", "geometry": WIDE, **AT},
    {"id": "straks", "name": "Straks", "available_now_ha": 2.0, "available_later_ha": 7.0, **AT},
    {"id": "ooit", "name": "Ooit", "available_now_ha": 2.0, "available_later_ha": 5.0, **AT},
    {"id": "kavels", "name": "Kavels", **AT},
    {"id": "omtrek", "name": "Omtrek", "geometry": WIDE, **AT},
]


def _plot(plot_id: str, park_id: str, area_m2: int, outline: object = None) -> dict[str, object]:
    return {
        "id": plot_id,
        "name": plot_id,
        "park_id": park_id,
        "status": "available",
        "area_m2": area_m2,
        "seller": "municipality",
        "geometry": outline,
    }


PLOTS = [
    _plot("k1", "kavels", 40_000),
    _plot("k2", "kavels", 30_000),
    # Stated too small: the outline, which is the plot's own, decides about the building.
    _plot("o1", "omtrek", 40_000, box(0, 0, 320, 270)),
]
SITES = site_table(PARKS, PLOTS, [])
ASKED = Building(3_000, 2_500, 50)


def matched(building: Building = ASKED, *requirements: Requirement) -> MatchResult:
    """Match a request for a building on land."""
    request = LocationRequest("test", requirements=requirements, building=building)
    return match(request, SITES, (), PLAIN_PROFILE)


def said_of(result: MatchResult, site: str) -> str:
    """Tell why the building excludes a site."""
    outcomes = result.rejection_of(site).failing
    return DUTCH.text(next(each for each in outcomes if each.criterion_id == "building").statement)


def test_what_needs_more_than_there_is_fails_and_what_is_not_known_is_asked() -> None:
    """310 x 260 m is 8.06 ha: 9 ha may hold it, 1.7 ha never does, nor do plots of 7 ha together."""
    result = matched()
    assert set(result.ranking()) == {"ruim", "stil", "straks", "omtrek"}
    assert set(result.rejected()) == {"haven", "kaal", "ooit", "kavels"}
    building = {
        each: next(one for one in result.card_of(each).outcomes if one.criterion_id == "building").verdict
        for each in result.ranking()
    }
    assert building == {
        "ruim": Verdict.CHECK,
        "stil": Verdict.CHECK,
        "straks": Verdict.CHECK,
        "omtrek": Verdict.FITS,
    }


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("haven", "Het terrein geeft ten hoogste 1,7 ha uit; het gebouw met afstand vraagt 8,06 ha"),
        ("kaal", "Het terrein geeft ten hoogste 1,7 ha uit; het gebouw met afstand vraagt 8,06 ha"),
        (
            "ooit",
            "Het terrein geeft nu en later samen ten hoogste 7 ha uit; het gebouw met afstand vraagt 8,06 ha",
        ),
        (
            "kavels",
            "De kavels k1 en k2 zijn samen ten hoogste 7 ha groot; het gebouw met afstand vraagt 8,06 ha",
        ),
    ],
)
def test_the_words_tell_both_areas(site: str, said: str) -> None:
    """In the explanation of one site, in the list, and in a match that is kept."""
    result = matched()
    kept = replay(to_replay(result))
    place = result.rejected().index(site)
    assert said_of(result, site) == said
    for each in (result.rejection(place), kept.rejection(place)):
        outcome = next(one for one in each.outcomes if one.criterion_id == "building")
        assert DUTCH.text(outcome.statement) == said


def test_a_plot_of_a_stated_area_without_outline_is_bounded_by_it() -> None:
    """And without a strip around it the building needs no more than itself."""
    sites = site_table(PARKS[6:7], PLOTS[:1], [])
    result = match(LocationRequest("test", building=Building(3_000, 2_500)), sites, (), PLAIN_PROFILE)
    assert said_of(result, "kavels") == "De kavel is 4 ha groot; het gebouw vraagt 7,5 ha"


def test_an_outline_that_is_tighter_keeps_its_own_words() -> None:
    """What does not fit within the park is told by its outline."""
    narrow = {**PARKS[0], "geometry": box(0, 0, 2_000, 20)}
    result = match(matched().request, site_table([narrow], [], []), (), PLAIN_PROFILE)
    assert said_of(result, "haven").startswith("Binnen de grens van het terrein past een gebouw tot")


@pytest.mark.parametrize("site", ["haven", "kaal", "ooit", "kavels"])
def test_the_change_told_lets_the_site_in_and_one_step_less_does_not(site: str) -> None:
    """The widest building is found by the same bound that excludes."""
    result = matched()
    (relaxation,) = result.rejection_of(site).relaxations
    eased = relaxed(result.request, [relaxation])
    assert match(eased, SITES, (), PLAIN_PROFILE).is_qualified(site)
    assert eased.building is not None
    if not relaxation.is_at_least:
        width_dm = eased.building.width_dm + 5
        assert not matched(Building(width_dm, 2_500 * width_dm // 3_000, 50)).is_qualified(site)
    listed = result.rejection(result.rejected().index(site)).relaxations[0]
    assert isinstance(listed.needed, int)
    assert isinstance(relaxation.needed, int)
    assert listed.needed >= relaxation.needed


def test_what_if_counts_by_the_same_bound() -> None:
    """The change that is proposed is one that the site's total allows."""
    result = matched()
    for proposal in best_relaxations(result):
        if proposal.criterion_id != "building":
            continue
        assert isinstance(proposal.needed, int)
        again = matched(Building(proposal.needed, 2_500 * proposal.needed // 3_000, 50))
        assert set(proposal.gained) == set(again.ranking()) - set(result.ranking())
        return
    raise AssertionError


def test_a_kept_match_from_before_comes_back_as_it_was() -> None:
    """Its columns tell what was judged then."""
    text = to_replay(matched())
    assert to_replay(replay(text)) == text


@given(st.integers(0, 200_000), st.integers(1, 9_999), st.integers(1, 9_999), st.integers(0, 300))
def test_the_widest_holds_and_one_decimetre_more_does_not(
    area_m2: int, width_dm: int, depth_dm: int, setback_dm: int
) -> None:
    """Against the ground that each width needs, its depth rounded down."""

    def needed_dm2(width: int) -> int:
        depth = max(1, depth_dm * width // width_dm)
        return (width + 2 * setback_dm) * (depth + 2 * setback_dm)

    building = Building(width_dm, depth_dm, setback_dm)
    widest = int(widest_dm(np.array([area_m2]), building, setback_dm)[0])
    assert area_m2 * 100 < needed_dm2(widest + 1)
    assert not widest or needed_dm2(widest) <= area_m2 * 100
    assert (widest >= width_dm) == (ground_needed_m2(building) <= area_m2)
