"""The building on an excluded site: measured when its explanation is asked for, and told as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box, transform

from drentsportal.domain.asking.request import Building, LocationRequest, Requirement
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.one_site import only_candidate
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.match.relaxation import with_limit
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.step_curve import step_curve
from drentsportal.domain.match.what_if import best_relaxations, relaxations_together
from drentsportal.domain.match.widest_building import STEP_DM
from drentsportal.domain.message import message
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.eased import relaxed
from tests.unit.domain.match.test_matching_laws import matched as drawn_match
from tests.unit.domain.matching_strategies import requests, sites
from tests.unit.domain.naive_rectangles import drawn_area
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.match.match_result import RequirementOutcome
    from tests.unit.domain.matching_strategies import Sites

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
TRIANGLE = Polygon([(0, 0), (200, 0), (0, 120)])
LOGISTICS = Requirement("segment", ("logistics",))
NOT_MEASURED = ". Of het gebouw past, is hier niet gemeten"


def on(
    outlines: Sequence[BaseGeometry | None], building: Building, *requirements: Requirement
) -> MatchResult:
    """Match a building on the plots of one park of heavy industry."""
    park = {"id": "een", "name": "Een", "municipality_code": "GM0114", "segments": ("heavy_industry",)}
    plots = [
        {
            "id": f"k{number}",
            "name": f"k{number}",
            "park_id": "een",
            "status": "available",
            "area_m2": 20_000 if outline is None else max(1, round(outline.area)),
            "seller": "municipality",
            "geometry": outline,
        }
        for number, outline in enumerate(outlines)
    ]
    request = LocationRequest("test", requirements=requirements, building=building)
    return match(request, site_table([park], plots, []), (), PLAIN_PROFILE)


def of_building(result: MatchResult) -> RequirementOutcome:
    """Read what the explanation of the site says of the building."""
    return next(each for each in result.rejection_of("een").outcomes if each.criterion_id == "building")


@pytest.mark.parametrize(
    ("outline", "width_dm", "verdict", "said"),
    [
        (TRIANGLE, 1090, Verdict.FITS, "Gebouw van 109 m bij 54,5 m past"),
        (TRIANGLE, 1100, Verdict.FAILS, "Gebouw past tot 109 m breed, gevraagd 110 m in dezelfde verhouding"),
        (box(0, 0, 200, 120), 1100, Verdict.FITS, "Gebouw van 110 m bij 55 m past"),
        (None, 1100, Verdict.CHECK, "Vorm van de kavel onbekend; of het gebouw past, is onbekend"),
    ],
)
def test_a_site_that_something_else_excludes_is_measured_when_it_is_asked_for(
    outline: BaseGeometry | None, width_dm: int, verdict: Verdict, said: str
) -> None:
    """Fits, does not fit, or is not known; each is told with the other reason."""
    result = on([outline], Building(width_dm, width_dm // 2, 0), LOGISTICS)
    told = of_building(result)
    assert (told.verdict, DUTCH.text(told.statement)) == (verdict, said)
    rejection = result.rejection_of("een")
    assert not rejection.has_unmeasured_building
    assert rejection.needs_all == (verdict is Verdict.FAILS)
    assert all(NOT_MEASURED not in DUTCH.text(each) for each in changes_told(rejection))


def test_a_list_of_many_says_where_nobody_measured() -> None:
    """Lists measure nothing, so they claim nothing; neither does a replay, which has no ground."""
    result = on([TRIANGLE], Building(1100, 550, 0), LOGISTICS)
    kept = replay(to_replay(result))
    for rejection in (result.rejection(0), kept.rejection(0), kept.rejection_of("een")):
        assert rejection.has_unmeasured_building
        assert [DUTCH.text(each).endswith(NOT_MEASURED) for each in changes_told(rejection)] == [True]


def test_a_bound_among_several_changes_is_named_as_one_too() -> None:
    """A width that nobody measured is told as the most; what is no figure is not told as one."""
    several = [TRIANGLE, box(300, 0, 400, 100)]
    lists = {
        "width": on([TRIANGLE], Building(3000, 1500, 0), LOGISTICS),
        "no figure": on(several, Building(3000, 1500, 0), LOGISTICS),
    }
    told = {
        name: " ".join(DUTCH.text(each) for each in changes_told(result.rejection(0)))
        for name, result in lists.items()
    }
    assert " m (ten hoogste) én ook segment" in told["width"], told
    assert "Alleen samen: een smaller gebouw in dezelfde verhouding én" in told["no figure"]


def test_a_list_names_a_bound_as_a_bound() -> None:
    """The search of the match stops at the building asked: the rest is at most that wide."""
    result = on([TRIANGLE], Building(1200, 600, 0))
    (listed,) = result.rejection(0).relaxations
    assert listed.is_at_most
    assert DUTCH.text(listed.statement).startswith("Hier past alleen een smaller gebouw: ten hoogste 119,5 m")
    (measured,) = result.rejection_of("een").relaxations
    assert (measured.needed, measured.is_at_most) == (1090, False)


def test_another_plot_stands_for_the_site_when_the_first_does_not_fit() -> None:
    """The smallest change is that of the plot on which the building does fit."""
    lens = Polygon([(1000, 0), (1100, 40), (1200, 0), (1100, -40)])
    result = on([lens, TRIANGLE], Building(1050, 525, 0), LOGISTICS)
    rejection = result.rejection_of("een")
    assert rejection.candidate.offer_ids == ("k1",)
    assert [each.criterion_id for each in rejection.relaxations] == ["segment"]


def test_plots_together_are_measured_as_one() -> None:
    """Two triangles that make a rectangle hold what none of them does."""
    other = Polygon([(200, 0), (200, 120), (0, 120)])
    result = on([TRIANGLE, other], Building(1900, 950, 0), LOGISTICS)
    rejection = result.rejection_of("een")
    assert of_building(result).verdict is Verdict.FITS
    assert rejection.candidate.offer_ids == ("k0", "k1")


@settings(max_examples=25, deadline=None)
@given(
    number=st.integers(0, 400),
    shape=st.sampled_from([(2.0, 1.1), (1.0, 1.3), (3.0, 1.05)]),
    has_other=st.booleans(),
)
def test_the_width_told_lets_the_site_in_and_one_step_more_does_not(
    number: int, shape: tuple[float, float], *, has_other: bool
) -> None:
    """On any ground, with the building the only reason or one of two."""
    outline = transform(drawn_area(number), lambda corners: corners * 10)
    width_dm = int(np.sqrt(outline.area * shape[0]) * 10 * shape[1])
    building = Building(width_dm, max(1, int(width_dm / shape[0])), 0)
    result = on([outline], building, *([LOGISTICS] if has_other else []))
    rejection = result.rejection_of("een")
    needed = {each.criterion_id: each.needed for each in rejection.relaxations}["building"]
    if needed is None:
        return
    assert isinstance(needed, int)
    assert not rejection.has_unmeasured_building
    eased = relaxed(result.request, rejection.relaxations)
    again = on([outline], eased.building or building, *eased.requirements)
    assert again.is_qualified("een")
    wider = with_limit(eased, "building", needed + STEP_DM).building
    more = on(
        [outline], Building(needed + STEP_DM, wider.depth_dm + 1 if wider else 1, 0), *eased.requirements
    )
    assert not more.is_qualified("een")


def test_a_proposal_measures_what_it_would_let_in() -> None:
    """Another segment brings nothing where the building turns out not to fit; a replay cannot measure."""
    result = on([TRIANGLE], Building(1150, 575, 0), LOGISTICS)
    (segment,) = (each for each in best_relaxations(result) if each.criterion_id == "segment")
    assert (segment.needed, segment.gained) == (None, ())
    (kept,) = (each for each in best_relaxations(replay(to_replay(result))) if each.criterion_id == "segment")
    assert (kept.gained, kept.unmeasured) == (("een",), 1)
    assert DUTCH.text(kept.statement).endswith(
        "; of het gebouw past, is op 1 daarvan niet gemeten; niet nagerekend, want de kavels van toen"
        " zijn niet bij de hand"
    )
    sure = on([box(0, 0, 200, 120)], Building(1150, 575, 0), LOGISTICS)
    assert [each.gained for each in best_relaxations(sure)] == [("een",), ()]


def test_changes_together_are_measured_too() -> None:
    """Where nothing fits, the nearest site is measured first, and its width is one of the changes."""
    result = on([TRIANGLE], Building(1150, 575, 0), LOGISTICS, Requirement("park_management", limit=True))
    told = relaxations_together(result)
    assert told
    for proposal in told:
        assert (proposal.gained, proposal.unmeasured) == (("een",), 0)
        width = next(each.needed for each in proposal.moves if each.criterion_id == "building")
        assert isinstance(width, int)
        assert width <= 1090


@settings(max_examples=60, deadline=None)
@given(sites(), requests())
def test_one_candidate_alone_is_judged_as_among_all(drawn: Sites, request: LocationRequest) -> None:
    """Cutting one candidate out changes nothing of what is said about it."""
    result = drawn_match(request, drawn)
    for row, candidate in enumerate(result.inputs.offers.candidates.ids):
        offers = only_candidate(result.inputs.offers, row)
        alone = MatchResult(replace(result.inputs, offers=offers, ground=None), result.sources)
        assert alone.is_qualified(candidate) == result.is_qualified(candidate)
        if alone.is_qualified(candidate):
            assert replace(alone.card_of(candidate), rank=0) == replace(result.card_of(candidate), rank=0)
        else:
            assert alone.rejection(0) == result.rejection_of(candidate)


def test_a_curve_says_what_its_counts_rest_on() -> None:
    """Plots are combined for the area asked, a building is measured at its width; nothing else says so."""
    area, price = Requirement("plot_area", 25_000), Requirement("price", 9_000)
    result = on([TRIANGLE, box(300, 0, 400, 100)], Building(1100, 550, 0), area, price)
    notes = {each: step_curve(result, each) for each in ("plot_area", "building", "price")}
    told = {each: None if curve is None else curve.note for each, curve in notes.items()}
    assert told["plot_area"] == message("what_if.curve.combined", area_m2=25_000)
    assert told["building"] == message("what_if.curve.building")
    assert told["price"] is None
    assert "die voor 2,5 ha zijn gezocht" in DUTCH.text(told["plot_area"])
    assert "ten hoogste zoveel" in DUTCH.text(told["building"])


def test_a_curve_of_one_plot_per_park_needs_no_remark() -> None:
    """Nothing is combined where there is nothing to combine, or where one plot is all that may be taken."""
    result = on([TRIANGLE], Building(1100, 550, 0), Requirement("plot_area", 5_000))
    curve = step_curve(result, "plot_area")
    assert curve is not None
    assert curve.note is None
