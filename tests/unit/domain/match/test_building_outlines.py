"""Which outline bounds a building: that of the plots where each has one, else that of their park."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely import Point, box

from drentsportal.domain.asking.request import Building, LocationRequest
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.eased import relaxed
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
ASKED = Building(1_000, 1_000)
"""A hectare: more than one plot of 6,000 m2 has, and less than two together."""

SPOTS = (Point(235_000, 540_000), Point(235_100, 540_000))
SMALL = box(234_900, 540_000, 234_960, 540_060)
WITHIN = (
    "Binnen de grens van het terrein past een gebouw tot 30 m breed, gevraagd 100 m in dezelfde verhouding"
)


def matched(park_outline: object, *outlines: object, area_m2: int = 6_000) -> MatchResult:
    """Match the building asked on the plots of one park, all of one size."""
    park = {"id": "p", "name": "P", "municipality_code": "GM0114", "geometry": park_outline}
    plots = [
        {"id": f"k{place}", "name": f"k{place}", "park_id": "p", "status": "available"}
        | {"area_m2": area_m2, "geometry": each}
        for place, each in enumerate(outlines)
    ]
    request = LocationRequest("test", building=ASKED)
    return match(request, site_table([park], plots, []), (), PLAIN_PROFILE)


@pytest.mark.parametrize("outlines", [(None, None), SPOTS, (SMALL, SPOTS[0]), (SPOTS[0], SMALL)])
def test_plots_of_which_one_has_no_outline_are_asked(outlines: tuple[object, ...]) -> None:
    """A point says where a plot lies and nothing of its shape, nor does the outline of its neighbour."""
    result = matched(None, *outlines)
    assert result.ranking() == ("p",)
    card = result.card(0)
    assert set(card.candidate.offer_ids) == {"k0", "k1"}
    outcome = next(each for each in card.outcomes if each.criterion_id == "building")
    assert outcome.verdict is Verdict.CHECK


@pytest.mark.parametrize("outlines", [(None,), SPOTS[:1]])
def test_one_plot_is_bounded_by_the_outline_of_its_park(outlines: tuple[object, ...]) -> None:
    """Also where a point is known of it: what does not fit in the park does not fit there."""
    result = matched(box(235_000, 540_000, 235_900, 540_030), *outlines, area_m2=27_000)
    assert said_of(result) == WITHIN


@pytest.mark.parametrize("outlines", [(None, None), SPOTS, (SMALL, SPOTS[0])])
def test_plots_together_are_bounded_by_the_outline_of_their_park(outlines: tuple[object, ...]) -> None:
    """A strip of 30 m holds no building of 100 m, whatever the plots in it measure together."""
    result = matched(box(235_000, 540_000, 235_900, 540_030), *outlines)
    offers = result.inputs.offers
    together = next(row for row in range(len(offers)) if len(offers.plot_ids(row)) > 1)
    judgement = next(each for each in result.judgements if each.criterion.id == "building")
    assert judgement.verdicts[together] == Verdict.FAILS
    assert result.rejected() == ("p",)
    ground = result.inputs.ground
    assert ground is not None
    eased = relaxed(result.request, result.rejection_of("p").relaxations)
    assert match(eased, ground, (), PLAIN_PROFILE).is_qualified("p")


def test_plots_together_are_told_in_their_own_order() -> None:
    """A set that the building needs names its plots as every other set does: the same plots are one set."""
    beside = (box(235_000, 540_000, 235_100, 540_100), box(235_100, 540_000, 235_200, 540_100))
    park = {"id": "p", "name": "P", "municipality_code": "GM0114"}
    plots = [
        {"id": f"k{place}", "name": f"k{place}", "park_id": "p", "status": "available"}
        | {"area_m2": area_m2, "geometry": beside[place]}
        for place, area_m2 in enumerate((4_000, 8_000))
    ]
    request = LocationRequest("test", building=Building(1_250, 300, 20))
    result = match(request, site_table([park], plots, []), (), PLAIN_PROFILE)
    assert result.candidate("p").offer_ids == ("k0", "k1")


def said_of(result: MatchResult) -> str:
    """Tell why the building excludes the park."""
    outcomes = result.rejection_of("p").failing
    return DUTCH.text(next(each for each in outcomes if each.criterion_id == "building").statement)
