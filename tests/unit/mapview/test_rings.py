"""Rings of a request that counts distances with a detour factor."""

from __future__ import annotations

from pathlib import Path

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.language import Language
from drentsportal.mapview.rings import StretchedLimit, rings_message, stretched_limit

DUTCH = Language("nl", Path(__file__).parents[3] / "resources", strict=True)
PLACE = (257500.0, 533500.0)
ASKED = LocationRequest("t", requirements=(Requirement("present_distance", 15_000),), detour_percent=130)


def test_required_and_tried_distances_end_where_they_count() -> None:
    """Limit / factor, and the label says so; the documents' rings stay straight."""
    stretched = stretched_limit(ASKED)
    made = rings_message(DUTCH, PLACE, trial_m=19_500, stretched=stretched).rings
    assert [round(each["radius_m"]) for each in made] == [10_000, 15_000, 11_538, 15_000]
    assert made[2]["label"] == "eis 15 km: 11,5 km hemelsbreed × 1,3"
    assert made[3]["label"] == "proef 19,5 km: 15,0 km hemelsbreed × 1,3"
    assert [bool(each.get("trial")) for each in made] == [False, False, False, True]


def test_a_factor_without_a_required_distance_draws_no_ring_of_its_own() -> None:
    """Nothing is asked of the distance; a trial would still be stretched."""
    stretched = stretched_limit(LocationRequest("t", detour_percent=130))
    assert stretched == StretchedLimit(None, 130)
    assert len(rings_message(DUTCH, PLACE, stretched=stretched).rings) == 2


def test_without_a_factor_a_tried_distance_is_straight() -> None:
    """As before."""
    asked = LocationRequest("t", requirements=ASKED.requirements)
    assert stretched_limit(asked) is None
    (*_, tried) = rings_message(DUTCH, PLACE, trial_m=17_000).rings
    assert (tried["radius_m"], tried["label"]) == (17_000, "proef: 17 km")
