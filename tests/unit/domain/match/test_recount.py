"""What a change lets in and leaves to ask is what a match of the changed request has, area and all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from drentsportal.domain.asking.request import Building, LocationRequest, Requirement
from drentsportal.domain.match.joint_what_if import JointProposal, jointly_relaxed
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.recount import rematched
from drentsportal.domain.match.what_if import best_relaxations, relaxations_together, relaxed_request
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_laws import matched
from tests.unit.domain.matching_strategies import requests, sites
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.what_if import Proposal
    from tests.unit.domain.matching_strategies import Sites

BUILDINGS = st.sampled_from(
    [None, Building(400, 300, 0), Building(900, 400, 50), Building(1_500, 900, 0), Building(1_900, 1_000, 0)]
)


def changed(request: LocationRequest, proposal: Proposal | JointProposal) -> LocationRequest:
    """Make what is proposed."""
    if isinstance(proposal, JointProposal):
        return jointly_relaxed(request, proposal)
    return relaxed_request(request, proposal)


def proposals(result: MatchResult) -> list[Proposal | JointProposal]:
    """Return all that is proposed, single changes first."""
    return [*best_relaxations(result), *relaxations_together(result)]


def told(proposal: Proposal | JointProposal) -> tuple[set[str], set[str], int, int]:
    """Read who comes in, who drops out, and how many are left to ask of how many."""
    return set(proposal.gained), set(proposal.lost), proposal.to_check, proposal.count_then


def found(before: MatchResult, after: MatchResult) -> tuple[set[str], set[str], int, int]:
    """Read the same of two matches."""
    gained = set(after.ranking()) - set(before.ranking())
    cards = [after.card_of(each) for each in gained]
    to_check = sum(any(each.verdict is Verdict.CHECK for each in card.outcomes) for card in cards)
    return gained, set(before.ranking()) - set(after.ranking()), to_check, after.qualifier_count


@settings(max_examples=60, deadline=None)
@given(sites(), requests(), BUILDINGS)
def test_every_proposal_tells_what_a_match_of_it_has(
    drawn: Sites, request: LocationRequest, building: Building | None
) -> None:
    """Also where another area takes other plots together, and where a building is measured anew."""
    asked = replace(request, building=building)
    result = matched(asked, drawn)
    for proposal in proposals(result):
        assert told(proposal) == found(result, matched(changed(asked, proposal), drawn))


@settings(max_examples=40, deadline=None)
@given(sites(), requests(), BUILDINGS, st.sampled_from([100, 4_000, 8_000, 12_000, 15_000]))
def test_matched_anew_is_matched_as_a_whole(
    drawn: Sites, request: LocationRequest, building: Building | None, area_m2: int
) -> None:
    """Taking the columns over that do not depend on the change gives the very same outcome."""
    area = Requirement("plot_area", 20_050)
    others = tuple(each for each in request.requirements if each.criterion_id != "plot_area")
    asked = replace(request, building=building, requirements=(area, *others))
    moved = replace(asked, requirements=(Requirement("plot_area", area_m2), *others))
    again = rematched(matched(asked, drawn), moved)
    assert again is not None
    whole = matched(moved, drawn)
    assert (again.ranking(), again.rejected()) == (whole.ranking(), whole.rejected())
    for place in range(whole.qualifier_count):
        assert again.card(place) == whole.card(place)
    for place in range(whole.rejection_count):
        assert again.rejection(place) == whole.rejection(place)


def test_a_bound_that_lets_nobody_in_is_measured() -> None:
    """On a plot with a notch the bounds say too much of the width, so the proven width is proposed."""
    shape = box(0, 0, 100, 100) - box(40, 0, 60, 60)
    plot = {
        "id": "k", "name": "k", "park_id": "p", "status": "available", "area_m2": 8_800,
        "seller": "municipality", "geometry": shape,
    }  # fmt: skip
    park = {"id": "p", "name": "P", "municipality_code": "GM0114"}
    asked = LocationRequest("t", building=Building(800, 600, 0))
    result = match(asked, site_table([park], [plot], []), (), PLAIN_PROFILE)
    (proposal,) = best_relaxations(result)
    assert proposal.gained == ("p",)
    after = match(relaxed_request(asked, proposal), site_table([park], [plot], []), (), PLAIN_PROFILE)
    assert after.ranking() == ("p",)
    (proven,) = result.rejection_of("p").relaxations
    assert proposal.needed == proven.needed
