"""Whether the building asked fits on plots, on plots together, and within a park."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from shapely import Polygon, box

from drentsportal.domain.asking.request import Building, LocationRequest, Requirement
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.relaxation import with_limit
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.step_curve import step_curve
from drentsportal.domain.match.what_if import best_relaxations
from drentsportal.domain.values import Known
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.eased import relaxed
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
AT = {"municipality_code": "GM0114"}
PARKS: list[dict[str, object]] = [
    {"id": "een", "name": "Een", **AT},
    {"id": "samen", "name": "Samen", **AT},
    {"id": "totaal", "name": "Totaal", "available_now_ha": 3.0, "geometry": box(0, 0, 300, 200), **AT},
    {"id": "smal", "name": "Smal", "available_now_ha": 3.0, "geometry": box(0, 0, 900, 30), **AT},
    {"id": "stil", "name": "Stil", "available_now_ha": 3.0, **AT},
]


def _plot(plot_id: str, park_id: str, outline: Polygon) -> dict[str, object]:
    area_m2 = round(outline.area)
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
    _plot("e1", "een", box(0, 0, 120, 60)),
    _plot("s1", "samen", box(0, 0, 50, 60)),
    _plot("s2", "samen", box(50, 0, 110, 60)),
]
PREMISES: list[dict[str, object]] = [{"id": "hal", "name": "Hal", "floor_area_m2": 900, **AT}]


def matched(width_dm: int, depth_dm: int, *requirements: Requirement, setback_dm: int = 0) -> MatchResult:
    """Match a request for a building."""
    request = LocationRequest(
        "test", requirements=requirements, building=Building(width_dm, depth_dm, setback_dm)
    )
    return match(request, site_table(PARKS, PLOTS, PREMISES), (), PLAIN_PROFILE)


def verdicts(result: MatchResult) -> dict[str, int]:
    """Read the verdict on the building of every candidate."""
    judgement = next(each for each in result.judgements if each.criterion.id == "building")
    ids, shown = result.inputs.offers.candidates.ids, result.choice.shown_offer
    return {site: int(judgement.verdicts[shown[row]]) for row, site in enumerate(ids)}


@pytest.mark.parametrize(
    ("setback_dm", "sides"), [(0, "100 m × 50 m"), (50, "100 m × 50 m met 5 m vrij rondom")]
)
def test_a_question_names_the_whole_building(setback_dm: int, sides: str) -> None:
    """Width alone cannot be answered: the depth and the strip are asked as well."""
    result = matched(1000, 500, setback_dm=setback_dm)
    questions = {
        each.text.named["name"]: DUTCH.text(each.text)
        for position in range(result.qualifier_count)
        for each in result.questions(position)
        if each.criterion_id == "building"
    }
    assert questions["Totaal"] == f"Is op Totaal een uitgeefbare kavel waar een gebouw van {sides} past?"
    assert f"een gebouw van {sides}" in questions["Stil"]


def test_each_kind_of_ground_has_its_own_answer() -> None:
    """A plot is measured, plots together by their union, a park only bounds, of premises the floor counts."""
    result = matched(1000, 500)
    assert verdicts(result) == {
        "een": Verdict.FITS,
        "samen": Verdict.FITS,
        "totaal": Verdict.CHECK,
        "smal": Verdict.FAILS,
        "stil": Verdict.CHECK,
        "hal": Verdict.FAILS,
    }
    assert result.candidate("samen").offer_ids == ("s1", "s2")
    kinds = {each: result.card_of(each).questions[-1].kind for each in ("totaal", "stil")}
    assert kinds == {"totaal": CheckKind.TOTAL_ONLY, "stil": CheckKind.UNKNOWN}


@pytest.mark.parametrize(("setback_dm", "verdict"), [(50, Verdict.FITS), (51, Verdict.FAILS)])
def test_the_strip_around_the_building_is_kept_free(setback_dm: int, verdict: Verdict) -> None:
    """On 120 x 60 m a building of 100 x 50 m leaves 5 m along its width."""
    assert verdicts(matched(1000, 500, setback_dm=setback_dm))["een"] == verdict


def test_an_excluded_site_names_the_building_that_does_fit() -> None:
    """Thirty metres deep at most: 60 x 30, to the printed half metre."""
    result = matched(1000, 500)
    relaxation = result.rejection_of("smal").relaxations[0]
    assert relaxation.needed == 600
    assert "60 m breed" in DUTCH.text(relaxation.statement)
    eased = relaxed(result.request, [relaxation])
    assert eased.building == Building(600, 300)
    again = match(eased, site_table(PARKS, PLOTS, PREMISES), (), PLAIN_PROFILE)
    assert again.is_qualified("smal")
    assert not matched(605, 303).is_qualified("smal")


def test_a_replay_measures_nothing_and_gives_the_same() -> None:
    """The widths stand in the kept match."""
    result = matched(1000, 500, Requirement("plot_area", 6_000))
    text = to_replay(result)
    again = replay(text)
    assert to_replay(again) == text
    for position in range(result.qualifier_count):
        assert again.card(position) == result.card(position)
        for outcome in again.card(position).outcomes:
            DUTCH.text(outcome.statement)


def test_the_building_can_be_moved_as_a_whole() -> None:
    """A curve over widths, and a proposal that keeps the proportions."""
    result = matched(1300, 650)
    curve = step_curve(result, "building")
    assert curve is not None
    assert curve.asked == 1300
    proposal = next(each for each in best_relaxations(result) if each.criterion_id == "building")
    assert proposal.needed == 1100
    assert set(proposal.gained) == {"een", "samen"}
    DUTCH.text(proposal.statement)


@pytest.mark.parametrize(
    ("setback_dm", "said"),
    [
        (0, "Gebouw van 100 m bij 50 m past"),
        (50, "Gebouw van 100 m bij 50 m past, met 5 m vrij rondom"),
    ],
)
def test_what_fits_states_no_width_that_nobody_searched(setback_dm: int, said: str) -> None:
    """The search stops at the building asked, so the width told and shown is that one."""
    card = matched(1000, 500, setback_dm=setback_dm).card_of("een")
    outcome = next(each for each in card.outcomes if each.criterion_id == "building")
    assert outcome.verdict is Verdict.FITS
    assert DUTCH.text(outcome.statement) == said
    assert isinstance(outcome.value, Known)
    assert outcome.value.value == 1000
    assert dict(outcome.statement.params)["high_dm"] == 1000


def test_plots_together_are_measured_on_their_own_ground() -> None:
    """The combination of the first park stands between the plots of the parks; the second keeps its plots."""
    outlines = {
        "a": [box(0, 0, 400, 20), box(0, 20, 400, 40)],
        "b": [box(0, 0, 100, 100), box(100, 0, 200, 100)],
        "c": [box(0, 0, 400, 20), box(0, 20, 400, 40)],
    }
    parks = [{"id": park, "name": park, **AT} for park in outlines]
    plots = [_plot(f"{park}{n}", park, each) for park, two in outlines.items() for n, each in enumerate(two)]
    request = LocationRequest("test", building=Building(1_800, 800, 0))
    result = match(request, site_table(parks, plots), (), PLAIN_PROFILE)
    assert (result.ranking(), set(result.rejected())) == (("b",), {"a", "c"})
    assert result.candidate("b").offer_ids == ("b0", "b1")


def test_a_curve_says_where_a_looser_limit_lets_in_what_nobody_measured() -> None:
    """Only the price excludes this hook, so that nobody measured it; at a higher one it is too narrow."""
    hook = Polygon([(0, 0), (150, 0), (150, 60), (60, 60), (60, 150), (0, 150)])
    sites = site_table(PARKS[:1], [{**_plot("h1", "een", hook), "price_eur_m2": 90.0}], [])
    dear = LocationRequest(
        "test", requirements=(Requirement("price", 6_000),), building=Building(1_000, 1_000)
    )
    curve = step_curve(match(dear, sites, (), PLAIN_PROFILE), "price")
    assert curve is not None
    assert curve.counts[curve.limits == 9_000].tolist() == [1]
    assert not match(with_limit(dear, "price", 9_000), sites, (), PLAIN_PROFILE).qualifier_count
    assert curve.note is not None
    assert DUTCH.text(curve.note).endswith("bij een ruimere grens kunnen het er minder zijn")
    plain = site_table(PARKS[:1], [{**PLOTS[0], "price_eur_m2": 90.0}], [])
    known = replace(dear, building=Building(300, 300))
    measured = step_curve(match(known, plain, (), PLAIN_PROFILE), "price")
    assert measured is not None
    assert measured.note is None
