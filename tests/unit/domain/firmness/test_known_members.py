"""What is known of every plot is no question about the plots together; both effects of an answer are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shapely import Point, box

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.firmness.known_members import differs_only
from drentsportal.domain.firmness.question_value import question_values
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
PARK = {"id": "p", "name": "Veld", "municipality_code": "GM0114"}


def together(wish: str, **of_second: object) -> MatchResult:
    """Match two adjoining plots that reach the area together, a private one among them."""
    same: dict[str, Any] = {"park_id": "p", "status": "available", "area_m2": 5_000, "price_eur_m2": 40.0}
    plots = [
        {"id": "k0", "name": "k0", "geometry": box(0, 0, 100, 50), **same, "seller": "municipality"},
        {
            "id": "k1",
            "name": "k1",
            "geometry": box(100, 0, 200, 50),
            **same,
            "seller": "private",
            **of_second,
        },
    ]
    request = LocationRequest(
        "t",
        origin=Origin("hier", 3_000, 0),
        requirements=(Requirement("plot_area", 9_000),),
        preferences=(Preference(wish, 10), Preference("plot_area", 10)),
    )
    kind, place = LandmarkKind.MOTORWAY_JUNCTION, Point(4_000, 0)
    ramp = Landmark("afrit", kind, "Afrit", place, "bron", PartialDate(2026))
    return match(request, site_table([PARK], plots), (ramp,), PLAIN_PROFILE)


def asked(result: MatchResult) -> set[str]:
    """Name the criteria that are asked after."""
    listed = question_values(result)
    return {each.criterion_id for each in (*listed.deciding, *listed.others)}


@pytest.mark.parametrize("wish", ["present_distance", "junction_distance"])
def test_a_measured_distance_is_not_asked_of_plots_together(wish: str) -> None:
    """They lie as far as they are drawn, each at its own distance."""
    result = together(wish)
    row = int(result.choice.shown_offer[0])
    column = result.inputs.offers.intervals[wish]
    assert column.low[row] < column.high[row], "the plots must differ for this to say anything"
    assert asked(result) == {"plot_area"}
    assert differs_only(result.inputs.offers, row, wish)


def test_plots_that_differ_in_a_known_value_are_not_asked_after_it() -> None:
    """Two prices are two prices; one that is not known is asked."""
    assert asked(together("price", price_eur_m2=60.0)) == {"plot_area"}
    assert asked(together("price", price_eur_m2=None)) == {"plot_area", "price"}


def test_a_set_per_plot_is_asked_only_where_one_is_unknown() -> None:
    """The segment of each plot."""
    known: dict[str, Any] = {"segments": ("logistics",)}
    result = together("segment", **known)
    row = int(result.choice.shown_offer[0])
    assert not differs_only(result.inputs.offers, row, "segment"), "the first plot has none"


def test_what_only_the_whole_has_is_still_asked() -> None:
    """Whether they form one piece follows from no plot."""
    result = together("price")
    assert not differs_only(result.inputs.offers, int(result.choice.shown_offer[0]), "plot_area")


def parks(*rows: dict[str, Any]) -> MatchResult:
    """Match parks of which the room for water is required and wished for."""
    request = LocationRequest(
        "t",
        requirements=(Requirement("water", limit=True),),
        preferences=(Preference("water", 10), Preference("reuse", 1)),
    )
    table = site_table([{"available_now_ha": 5.0, "municipality_code": "GM0114", **each} for each in rows])
    return match(request, table, (), PLAIN_PROFILE)


def test_both_effects_of_an_answer_are_told() -> None:
    """A no drops the second, a yes brings it on one; that little is left, which is no failure, does not."""
    result = parks(
        {"id": "a", "name": "Aa", "scarcity_water": "limited", "reuse_class": "reuse"},
        {"id": "b", "name": "Bee", "reuse_class": "reuse"},
        {"id": "c", "name": "Cee", "scarcity_water": "limited"},
    )
    listed = question_values(result)
    told = {
        each.candidate_id: DUTCH.text(each.why) for each in listed.deciding if each.criterion_id == "water"
    }
    assert result.ranking()[0] != "b"
    assert "Bij een ongunstig antwoord valt Bee af" in told["b"]
    assert "Bij een gunstig antwoord kan Bee op één komen, voor Aa." in told["b"]


def test_the_side_that_changes_nothing_is_told_too() -> None:
    """Three ahead of it are surely better: a no changes nothing, only a yes may."""
    result = parks(
        *({"id": each, "name": each, "scarcity_water": "limited"} for each in "abc"),
        {"id": "x", "name": "x"},
    )
    told = {each.candidate_id: DUTCH.text(each.why) for each in question_values(result).deciding}
    assert result.ranking()[3] == "x"
    assert told["x"].startswith("Bij een ongunstig antwoord verandert de top drie niet. Bij een gunstig ")
