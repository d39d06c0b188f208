"""How many qualifiers lie within the distances that the documents state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from shapely import Point, box

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.roads.move_rings import MOVE_CLAIMS, MoveClaim, moves_within
from drentsportal.mapview.rings import RING_KM
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

ASKED = LocationRequest(
    "test",
    origin=Origin("hier", 0, 0),
    requirements=(Requirement("plot_area", 10_000),),
    preferences=(Preference("present_distance", 1),),
)
SOURCES = Path(__file__).parents[5] / "shared" / "sources"


def matched(request: LocationRequest = ASKED) -> MatchResult:
    """Match parks at 0, 10.0, 10.001, 15 and 40 km, one too small, and one without a place."""
    distances = {"a": 0, "b": 10_000, "c": 10_001, "d": 15_000, "e": 40_000}
    stated = {"available_now_ha": 2.0, "municipality_code": "GM0114"}
    parks: list[dict[str, object]] = [
        {"id": name, "name": name, "geometry": Point(distance, 0), **stated}
        for name, distance in distances.items()
    ]
    parks.append({"id": "nowhere", "name": "nowhere", **stated})
    parks.append({"id": "small", "name": "small", **stated, "available_now_ha": 0.1, "geometry": Point(1, 1)})
    return match(request, site_table(parks), (), PLAIN_PROFILE)


def test_qualifiers_are_counted_within_both_distances() -> None:
    """The border belongs to the ring; a place that is unknown is told apart."""
    near, far = moves_within(matched())
    assert (near.claim.radius_km, near.within, near.unknown) == (10, 2, 1)
    assert (far.claim.radius_km, far.within, far.unknown) == (15, 4, 1)


def test_the_rings_are_straight_whatever_the_detour_factor() -> None:
    """A factor on distances stretches both sides."""
    assert moves_within(matched(replace(ASKED, detour_percent=130))) == moves_within(matched())


def test_without_a_present_location_there_are_no_rings() -> None:
    """Nothing to measure from."""
    assert moves_within(matched(replace(ASKED, origin=None, preferences=()))) == ()


def test_a_distance_that_nobody_asked_for_is_measured_all_the_same() -> None:
    """Place and geometry are known, so nobody is told to lie within none; a factor is not asked then."""
    request = replace(ASKED, preferences=(Preference("plot_area", 1),))
    for each in (request, replace(request, detour_percent=130)):
        assert moves_within(matched(each)) == moves_within(matched())


def test_plots_together_count_by_the_farthest_of_them() -> None:
    """Of two plots that adjoin across the border of the ring only the whole surely lies within."""
    park: dict[str, object] = {"id": "p", "name": "p", "available_now_ha": 2.0}
    others: list[dict[str, object]] = [
        {"id": name, "name": name, "available_now_ha": 2.0, "geometry": Point(at, 0)}
        for name, at in {"a": 40_000, "z": 9_000}.items()
    ]
    plots: list[dict[str, object]] = [
        {
            "id": name,
            "name": name,
            "park_id": "p",
            "status": "available",
            "area_m2": 10_000,
            "geometry": box(left, 0, left + 100, 100),
        }
        for name, left in {"q1": 9_910, "q2": 10_010}.items()
    ]
    table = site_table([*others, park], plots)
    counted = []
    for wish in ("present_distance", "price"):
        request = replace(
            ASKED, requirements=(Requirement("plot_area", 20_000),), preferences=(Preference(wish, 1),)
        )
        result = match(request, table, (), PLAIN_PROFILE)
        assert result.candidate("p").offer_ids == ("q1", "q2")
        counted.append([(each.within, each.unknown) for each in moves_within(result)])
    assert counted == [[(1, 1), (2, 0)]] * 2


def test_a_kept_match_that_did_not_ask_for_the_distance_counts_nobody() -> None:
    """There is nothing to measure on, so nothing is said rather than none."""
    request = replace(ASKED, preferences=(Preference("plot_area", 1),))
    assert moves_within(replay(to_replay(matched(request)))) == ()
    assert moves_within(replay(to_replay(matched()))) == moves_within(matched())


def test_the_map_draws_the_same_distances() -> None:
    """One circle per claim."""
    assert tuple(each.radius_km for each in MOVE_CLAIMS) == RING_KM


@pytest.mark.parametrize("claim", MOVE_CLAIMS, ids=lambda claim: claim.id)
def test_the_claims_stand_in_their_source(claim: MoveClaim) -> None:
    """Word by word, in the text of the MKB-Actieprogramma."""
    if not SOURCES.is_dir():
        pytest.skip("the policy documents are not beside the repository")
    text = (SOURCES / "000.txt").read_text(encoding="utf-8")
    assert claim.quote in " ".join(text.split())
