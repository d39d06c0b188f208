"""How wishes are valued, which offer stands for a park, and what one change would bring."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.step_curve import step_curve
from drentsportal.domain.match.what_if import best_relaxations
from drentsportal.errors import NotFoundError
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_match_lists import ORIGIN, park
from tests.unit.domain.site_tables import site_table


@pytest.fixture
def result() -> MatchResult:
    """Match four qualifiers, one that is too small and one that is too far."""
    places = (("near", 2.0, 1_000), ("b", 2.0, 4_000), ("c", 2.0, 4_000), ("far", 2.0, 9_000))
    parks = [park(*each) for each in (*places, ("small", 1.2, 1_000), ("beyond", 2.0, 16_000))]
    request = LocationRequest(
        "test",
        origin=ORIGIN,
        requirements=(Requirement("plot_area", 15_000), Requirement("present_distance", 15_000)),
    )
    return match(request, site_table(parks), (), PLAIN_PROFILE)


def test_wanted_segments_come_from_the_requirement_where_the_wish_names_none() -> None:
    """A wish for a segment compares with what is required; without either a default wish is left out."""
    logistics = park("log", 2.0, 1, segments=("logistics",))
    mixed = park("mix", 2.0, 1, segments=("logistics", "mixed_modern"))
    silent = park("silent", 2.0, 1)
    request = LocationRequest(
        "x",
        requirements=(Requirement("segment", ("mixed_modern", "logistics")),),
        preferences=(Preference("segment", 1),),
    )
    result = match(request, site_table([logistics, mixed, silent]), (), PLAIN_PROFILE)
    assert result.preferences[0].target == ("mixed_modern", "logistics")
    assert [(card.low, card.high) for card in map(result.card, range(3))] == [
        (10**10, 10**10),
        (10**10, 10**10),
        (0, 10**10),
    ]
    profile = replace(PLAIN_PROFILE, default_weights={"segment": 5, "reuse": 5})
    assert [
        each.criterion_id
        for each in match(LocationRequest("x"), site_table([mixed]), (), profile).preferences
    ] == ["reuse"]


def test_classes_are_worth_what_the_profile_says() -> None:
    """Re-use before new, as a preference; unknown is worth the whole scale or nothing."""
    parks = [park(each, 2.0, 1, reuse_class=each) for each in ("reuse", "existing", "new")]
    parks.append(park("unknown", 2.0, 1))
    request = LocationRequest("x", preferences=(Preference("reuse", 1),))
    result = match(request, site_table(parks), (), PLAIN_PROFILE)
    scores = {card.candidate.id: (card.low, card.point, card.high) for card in map(result.card, range(4))}
    assert scores == {
        "reuse": (10**10,) * 3,
        "existing": (5 * 10**9,) * 3,
        "new": (0, 0, 0),
        "unknown": (0, 5 * 10**9, 10**10),
    }
    assert result.ranking() == ("reuse", "existing", "unknown", "new")


def test_other_offers_of_a_park_stand_under_it() -> None:
    """One row per park: the best plot, and the plots that pass as well, best first."""
    plots: list[dict[str, object]] = [
        {"id": f"plot-{price}", "park_id": "p", "status": "available", "area_m2": area, "price_eur_m2": price}
        for price, area in ((50.0, 20_000), (40.0, 20_000), (60.0, 20_000), (30.0, 9_000))
    ]
    request = LocationRequest(
        "x", requirements=(Requirement("plot_area", 15_000),), preferences=(Preference("price", 1),)
    )
    result = match(request, site_table([{"id": "p", "name": "P"}], plots), (), PLAIN_PROFILE)
    candidate = result.card(0).candidate
    assert candidate.offer_ids == ("plot-40.0",)
    assert candidate.other_offer_ids == ("plot-50.0", "plot-60.0")
    assert result.candidate_count == 1


def test_what_cannot_be_read_is_unknown() -> None:
    """A category or date in words is asked, never guessed."""
    plot: dict[str, object] = {
        "id": "k",
        "park_id": "p",
        "status": "planned",
        "category_max": "zwaar",
        "available_from": "binnenkort",
    }
    request = LocationRequest(
        "x", requirements=(Requirement("category", 4), Requirement("available_by", 740_000))
    )
    result = match(request, site_table([{"id": "p"}], [plot]), (), PLAIN_PROFILE)
    verdicts = {each.criterion_id: each.verdict for each in result.card_of("p").outcomes}
    assert verdicts["category"] is verdicts["available_by"] is Verdict.CHECK


def test_only_numbers_have_a_step_curve(result: MatchResult) -> None:
    """Nor has what is not required."""
    curve = step_curve(result, "present_distance")
    assert curve is not None
    assert dict(zip(curve.limits.tolist(), curve.counts.tolist(), strict=True)) == {
        1_000: 1,
        4_000: 3,
        9_000: 4,
        15_000: 4,
        16_000: 5,
    }
    assert step_curve(result, "price") is None
    best = best_relaxations(result)
    assert [(each.criterion_id, each.needed, each.gained) for each in best] == [
        ("plot_area", 12_000, ("small",)),
        ("present_distance", 16_000, ("beyond",)),
    ]


def test_a_proposal_goes_no_further_than_a_quarter_unless_nothing_is_nearer() -> None:
    """Within a quarter the most that comes in, beyond it the first."""
    request = LocationRequest("x", origin=ORIGIN, requirements=(Requirement("present_distance", 10_000),))
    near = [park(str(distance), 2.0, distance) for distance in (10_310, 12_000, 12_600, 20_000)]
    (best,) = best_relaxations(match(request, site_table(near), (), PLAIN_PROFILE))
    assert (best.needed, best.count_now, best.count_then) == (12_000, 0, 2)
    (first,) = best_relaxations(match(request, site_table(near[2:]), (), PLAIN_PROFILE))
    assert (first.needed, first.gained) == (12_600, ("12600",))


def test_a_source_that_was_not_kept_is_an_error() -> None:
    """A value is never shown without source and date."""
    table = replace(site_table([park("near", 2.0, 1)]), sources={})
    with pytest.raises(NotFoundError):
        match(LocationRequest("x"), table, (), PLAIN_PROFILE).card(0)
