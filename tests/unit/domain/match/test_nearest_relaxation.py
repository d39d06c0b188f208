"""Where nothing fits: what the nearest sites need lets them in, and one step less does not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.joint_what_if import PROPOSALS, jointly_relaxed
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.nearest_relaxation import nearest_relaxations
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_laws import matched
from tests.unit.domain.matching_strategies import Sites, requests, sites
from tests.unit.domain.site_tables import site_table

PARKS: list[dict[str, object]] = [
    {"id": "a", "name": "A", "available_now_ha": 3.0, "max_height_m": 20.0, "price_max_eur_m2": 90.0},
    {"id": "b", "name": "B", "available_now_ha": 2.0, "max_height_m": 20.0, "price_max_eur_m2": 90.0},
    {"id": "c", "name": "C", "available_now_ha": 0.0},
]
REQUEST = LocationRequest(
    "test",
    requirements=(Requirement("plot_area", 200_000), Requirement("height", 300)),
    preferences=(Preference("price", 1),),
)


def result_of(request: LocationRequest) -> MatchResult:
    """Match on the parks."""
    return match(request, site_table(PARKS), (), PLAIN_PROFILE)


def test_the_nearest_come_first_with_all_that_they_need() -> None:
    """Far more than a quarter; the smaller area lets the larger park in as well, and a full park never."""
    first, second = nearest_relaxations(result_of(REQUEST))
    assert {each.criterion_id: each.needed for each in first.moves} == {"plot_area": 30_000, "height": 220}
    assert (first.gained, first.count_now, first.count_then) == (("a",), 0, 1)
    assert second.gained == ("a", "b")


def test_one_printed_step_less_lets_nobody_in() -> None:
    """Each change is needed, to the step."""
    first = nearest_relaxations(result_of(REQUEST))[0]
    assert result_of(jointly_relaxed(REQUEST, first)).ranking() == first.gained
    for move in first.moves:
        assert isinstance(move.needed, int)
        nearer = replace(move, needed=move.needed + CRITERION_BY_ID[move.criterion_id].step)
        moves = tuple(nearer if each is move else each for each in first.moves)
        assert not result_of(jointly_relaxed(REQUEST, replace(first, moves=moves))).qualifier_count


def test_nothing_is_proposed_where_something_fits() -> None:
    """The other proposals speak then."""
    fitting = replace(REQUEST, requirements=(Requirement("plot_area", 10_000),))
    assert nearest_relaxations(result_of(fitting)) == ()


@given(sites(), requests())
@settings(max_examples=60, deadline=None)
def test_what_is_promised_comes_in(candidates: Sites, request: LocationRequest) -> None:
    """A match with all the changes has every site that was named, unless more land is combined by them."""
    result = matched(request, candidates)
    assume(not result.qualifier_count)
    proposals = nearest_relaxations(result)
    assert len(proposals) <= PROPOSALS
    for proposal in proposals:
        assert proposal.count_then == len(proposal.gained) > 0
        again = matched(jointly_relaxed(request, proposal), candidates)
        assert set(proposal.gained) <= set(again.ranking())
