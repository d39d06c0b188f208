"""Changes of several requirements together: what they bring is what a match with them brings."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.joint_what_if import joint_relaxations, jointly_relaxed
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.modest_changes import modest_limits
from drentsportal.domain.match.relaxation import with_limit
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_laws import matched
from tests.unit.domain.matching_strategies import requests, sites
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from tests.unit.domain.matching_strategies import Sites

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
PARKS: list[dict[str, object]] = [
    {"id": "a", "name": "A", "available_now_ha": 1.3, "max_height_m": 6.0, "price_max_eur_m2": 50.0},
    {"id": "b", "name": "B", "available_now_ha": 1.4, "max_height_m": 6.5, "price_max_eur_m2": 50.0},
    {"id": "c", "name": "C", "available_now_ha": 1.2, "max_height_m": 20.0, "price_min_eur_m2": 59.0},
    {"id": "d", "name": "D", "available_now_ha": 9.0, "max_height_m": 20.0, "price_max_eur_m2": 50.0},
]
REQUEST = LocationRequest(
    "test",
    requirements=(Requirement("plot_area", 15_000), Requirement("price", 5_000), Requirement("height", 100)),
    preferences=(Preference("price", 1),),
)


def result_of(request: LocationRequest) -> MatchResult:
    """Match on the parks."""
    return match(request, site_table(PARKS), (), PLAIN_PROFILE)


def test_the_pair_that_adds_most_comes_first() -> None:
    """Height and area let in two, price and area one; alone none lets in any."""
    result = result_of(REQUEST)
    assert result.ranking() == ("d",)
    first, second = joint_relaxations(result, most=2)
    assert {each.criterion_id: each.needed for each in first.moves} == {"plot_area": 13_000, "height": 80}
    assert (first.gained, first.count_now, first.count_then) == (("b", "a"), 1, 3)
    assert {each.criterion_id: each.needed for each in second.moves} == {"plot_area": 12_000, "price": 5_900}
    assert DUTCH.text(first.statement) == (
        "Samen 2 erbij: Oppervlakte kavel 1,5 ha → 1,3 ha en Bouwhoogte 10 m → 8 m; "
        "van de 2 erbij zijn 2 na te vragen"
    )
    assert result_of(jointly_relaxed(REQUEST, first)).qualifier_count == first.count_then


def test_a_third_requirement_is_added_where_it_adds() -> None:
    """All three together let in everything."""
    first = joint_relaxations(result_of(REQUEST))[0]
    assert len(first.moves) == 3
    assert first.count_then == 4


@settings(max_examples=80, deadline=None)
@given(sites(), requests())
def test_a_joint_proposal_brings_what_it_says_and_no_pair_brings_more(
    drawn: Sites, request: LocationRequest
) -> None:
    """Counted anew by a match with every pair of the limits that are tried."""
    # Which plots are taken together depends on the area asked, so that is left as it is.
    assume(request.requirement("plot_area") is None)
    result = matched(request, drawn)
    proposals = joint_relaxations(result, most=2)
    for proposal in proposals:
        after = matched(jointly_relaxed(request, proposal), drawn)
        assert after.qualifier_count == proposal.count_then > proposal.count_now - len(proposal.lost)
        assert set(after.ranking()) - set(result.ranking()) == set(proposal.gained)
        DUTCH.text(proposal.statement)
    counts = _brute(request, drawn, result)
    best = max(
        (count for pair, count in counts.items() if len(pair) == 2 and count > _alone(counts, pair)),
        default=None,
    )
    assert (proposals[0].count_then if proposals else None) == best


def _alone(counts: dict[tuple[int, ...], int], pair: tuple[int, ...]) -> int:
    return max(counts[pair[0],], counts[pair[1],])


def _brute(request: LocationRequest, drawn: Sites, result: MatchResult) -> dict[tuple[int, ...], int]:
    trials = [
        (judgement.criterion.id, limit)
        for judgement in result.judgements
        for limit, _ in modest_limits(result, judgement)
    ]
    counts = {}
    for size in (1, 2):
        for chosen in combinations(range(len(trials)), size):
            if len({trials[each][0] for each in chosen}) < size:
                continue
            eased = request
            for each in chosen:
                eased = with_limit(eased, *trials[each])
            counts[chosen] = matched(eased, drawn).qualifier_count
    return counts
