"""Referral proposals: when there is reason for one, why, to where, in whose order."""

from __future__ import annotations

import pytest
from shapely import Point, box

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.fairness.referral import OwnStanding, municipality_at, neighbours, referral_proposal
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.sites.site import Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", resources_dir(), strict=True)
EMMEN, COEVORDEN, ASSEN = "GM0114", "GM0109", "GM0106"
ORIGIN = Origin("hier", 0, 0)
SEGMENT = Requirement("segment", ("logistics",))
AREA = Requirement("plot_area", 15_000)


def park(name: str, code: str, distance_m: int, *segments: str, total_ha: float = 2.0) -> dict[str, object]:
    """Make a park at a distance."""
    row: dict[str, object] = {
        "id": name,
        "name": name,
        "municipality_code": code,
        "available_now_ha": total_ha,
        "geometry": Point(distance_m, 0),
    }
    return {**row, "segments": segments} if segments else row


def matched(
    *parks: dict[str, object], requirements: tuple[Requirement, ...] = (AREA, SEGMENT)
) -> MatchResult:
    """Match a request that prefers what is near."""
    request = LocationRequest(
        "test", origin=ORIGIN, requirements=requirements, preferences=(Preference("present_distance", 1),)
    )
    return match(request, site_table(parks), (), PLAIN_PROFILE)


def boundary(code: str, west: float, east: float) -> Municipality:
    """Make a gemeente of ten by ten kilometres."""
    return Municipality(code, code, box(west, 0, east, 10_000), "CBS", PartialDate(2026))


MAP = (boundary(EMMEN, 0, 10_000), boundary(COEVORDEN, 10_000, 20_000), boundary(ASSEN, 20_000, 30_000))


def test_a_fitting_segment_at_home_needs_no_proposal() -> None:
    """Nobody is sent away who can stay."""
    proposal = referral_proposal(
        matched(park("thuis", EMMEN, 1, "logistics"), park("elders", ASSEN, 9, "logistics")), EMMEN, MAP
    )
    assert (proposal.standing, proposal.options, proposal.is_needed) == (OwnStanding.FITTING, (), False)
    assert [each.candidate.id for each in proposal.own_cards] == ["thuis"]


def test_another_segment_at_home_gives_the_others_in_the_order_of_the_ranking() -> None:
    """The neighbour stands second: bordering is told and does not count."""
    result = matched(
        park("thuis", EMMEN, 1, "office"),
        park("ver", ASSEN, 2_000, "logistics"),
        park("buur", COEVORDEN, 9_000, "logistics"),
    )
    proposal = referral_proposal(result, EMMEN, MAP)
    assert proposal.standing is OwnStanding.NONE
    assert [(each.candidate.id, each.is_neighbour) for each in proposal.options] == [
        ("ver", False),
        ("buur", True),
    ]
    assert [each.candidate.id for each in proposal.options] == list(result.ranking())
    assert all("logistiek" in " ".join(map(DUTCH.text, each.fits)).lower() for each in proposal.options)


def test_own_reasons_and_the_smallest_change_are_told() -> None:
    """Which requirement the own sites fail, how many of them, and what would keep the company."""
    result = matched(
        park("bijna", EMMEN, 1, "logistics", total_ha=1.4),
        park("klein", EMMEN, 1, "logistics", total_ha=0.2),
        park("anders", EMMEN, 1, "office"),
        park("elders", ASSEN, 9, "logistics"),
    )
    proposal = referral_proposal(result, EMMEN, MAP)
    assert dict(proposal.failing) == {"plot_area": 2, "segment": 1}
    assert proposal.own_rejection_count == len(proposal.own_rejections) == 3
    assert proposal.keeping is not None
    assert proposal.keeping.candidate.id == "bijna"
    (change,) = proposal.keeping.relaxations
    assert change.needed == 14_000


@pytest.mark.parametrize(
    ("own", "requirements"),
    [
        (park("thuis", EMMEN, 1, "logistics", total_ha=0.2), (AREA, SEGMENT)),
        (park("thuis", EMMEN, 1, "logistics", total_ha=0.2), (AREA,)),
        (park("thuis", EMMEN, 1), (AREA, SEGMENT)),
    ],
    ids=["none", "none_and_no_segment", "open"],
)
def test_that_nothing_fits_elsewhere_is_said_and_not_counted(
    own: dict[str, object], requirements: tuple[Requirement, ...]
) -> None:
    """Nought sites in nought gemeenten is no sentence for a person."""
    result = matched(own, park("elders", ASSEN, 9, "logistics", total_ha=0.2), requirements=requirements)
    proposal = referral_proposal(result, EMMEN, MAP)
    told = DUTCH.text(proposal.statement)
    assert (proposal.options, proposal.is_needed) == ((), True)
    assert told.endswith("In andere gemeenten staat geen locatie die past of kan passen.")
    assert " 0 " not in told


def test_an_unknown_segment_at_home_is_asked_first() -> None:
    """Unknown is neither fitting nor another segment."""
    result = matched(park("thuis", EMMEN, 1), park("elders", ASSEN, 9, "logistics"))
    proposal = referral_proposal(result, EMMEN, MAP)
    assert proposal.standing is OwnStanding.OPEN
    assert "Vraag dat eerst na" in DUTCH.text(proposal.statement)


def test_a_segment_that_is_only_preferred_counts_as_well() -> None:
    """The own site qualifies, but has surely another segment; others of that kind are not proposed either."""
    request = LocationRequest(
        "test", requirements=(AREA,), preferences=(Preference("segment", 1, ("logistics",)),)
    )
    parks = (
        park("thuis", EMMEN, 1, "office"),
        park("elders", ASSEN, 9, "logistics"),
        park("kantoor", COEVORDEN, 9, "office"),
        park("stil", COEVORDEN, 9),
    )
    proposal = referral_proposal(match(request, site_table(parks), (), PLAIN_PROFILE), EMMEN, MAP)
    assert proposal.standing is OwnStanding.OTHER_SEGMENT
    assert {each.candidate.id for each in proposal.options} == {"elders", "stil"}


def test_without_a_segment_in_the_request_any_own_qualifier_suffices() -> None:
    """And it is said that no segment was asked."""
    result = matched(park("thuis", EMMEN, 1), park("elders", ASSEN, 9), requirements=(AREA,))
    assert referral_proposal(result, EMMEN, MAP).standing is OwnStanding.FITTING
    away = referral_proposal(result, COEVORDEN, MAP)
    assert (away.standing, away.segment_asked, len(away.options)) == (OwnStanding.NONE, False, 2)
    assert "noemt geen segment" in DUTCH.text(away.statement)


@pytest.mark.parametrize("code", [EMMEN, COEVORDEN, ASSEN])
def test_every_statement_can_be_worded_and_promises_nothing(code: str) -> None:
    """In Dutch, for each standing that a small province gives."""
    result = matched(park("thuis", EMMEN, 1), park("elders", ASSEN, 9, "logistics"))
    text = DUTCH.text(referral_proposal(result, code, MAP).statement)
    assert not {"gereserveerd", "toegezegd", "aanbod doen"} & set(text.lower().split())


def test_neighbours_share_a_border_and_not_a_point() -> None:
    """A gap of a few metres between two drawings is still a border; a corner is none."""
    apart = (boundary(EMMEN, 0, 10_000), boundary(COEVORDEN, 10_005, 20_000))
    assert neighbours(apart, EMMEN) == frozenset({COEVORDEN})
    corner = (
        boundary(EMMEN, 0, 10_000),
        Municipality(ASSEN, "", box(10_000, 10_000, 20_000, 20_000), "CBS", PartialDate(2026)),
    )
    assert neighbours(corner, EMMEN) == frozenset()
    assert neighbours(MAP, EMMEN) == frozenset({COEVORDEN})
    assert neighbours(MAP[1:], EMMEN) is None


def test_who_is_left_out_for_the_segment_is_named_with_the_place_in_the_ranking() -> None:
    """A qualifier elsewhere never drops out of the list without a word; both together are all of them."""
    request = LocationRequest(
        "test",
        origin=ORIGIN,
        requirements=(AREA,),
        preferences=(Preference("present_distance", 9), Preference("segment", 1, ("logistics",))),
    )
    parks = [park("thuis", EMMEN, 1, "office"), park("twee", COEVORDEN, 5_000, "office"),
             park("drie", ASSEN, 9_000, "logistics")]  # fmt: skip
    result = match(request, site_table(parks), (), PLAIN_PROFILE)
    proposal = referral_proposal(result, EMMEN, MAP)
    assert [each.candidate.name for each in proposal.options] == ["drie"]
    assert [each.candidate.name for each in proposal.left_out] == ["twee"]
    places = {each.rank for each in proposal.own_cards} | {each.rank for each in proposal.left_out}
    places |= {each.rank for each in proposal.options}
    assert places == set(range(1, result.qualifier_count + 1))
    assert proposal.left_out_statement is not None
    told = DUTCH.text(proposal.left_out_statement)
    assert f"{proposal.left_out[0].rank}. twee (Coevorden)" in told
    assert "omdat het segment niet past" in told
    assert referral_proposal(result, ASSEN, MAP).left_out_statement is None


def test_without_boundaries_nobody_is_called_a_neighbour() -> None:
    """Not known, and not "no"."""
    result = matched(park("elders", ASSEN, 9, "logistics"))
    (option,) = referral_proposal(result, EMMEN).options
    assert option.is_neighbour is None


def test_a_point_lies_in_one_gemeente_or_in_none() -> None:
    """By the boundaries that are known, borders included; outside all it is not known."""
    known = [boundary("GM0106", 0, 10), boundary("GM0118", 20, 30)]
    assert (
        municipality_at(known, known[1].geometry_rd.centroid.x, known[1].geometry_rd.centroid.y) == "GM0118"
    )
    assert municipality_at(known, -1e6, 0) is None
    assert municipality_at([], 5, 5) is None
