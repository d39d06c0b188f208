"""The weights that dethrone number one, and the ranks that unknowns allow, against trying everything."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from drentsportal.domain.asking.request import LocationRequest, Preference
from drentsportal.domain.asking.request_check import MOST_WEIGHT
from drentsportal.domain.firmness.stability import RankInterval, Tipping, dethroning_changes, rank_intervals
from drentsportal.domain.match.matching import MatchInputs, MatchResult, match
from drentsportal.domain.match.score_matrix import score_matrix
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.matching_strategies import Sites, requests, sites
from tests.unit.domain.site_tables import site_table


def matched(request: LocationRequest, drawn: Sites) -> MatchResult:
    """Match on a table of drawn sites."""
    return match(request, site_table(*drawn), (), PLAIN_PROFILE)


def reweighted(result: MatchResult, criterion_id: str, weight: int) -> MatchResult:
    """Match anew with one weight changed."""
    preferences = tuple(
        replace(each, weight=weight) if each.criterion_id == criterion_id else each
        for each in result.preferences
    )
    request = replace(result.request, preferences=preferences)
    return MatchResult(MatchInputs(request, result.profile, result.inputs.offers), result.sources)


def first_other(result: MatchResult, criterion_id: str, weights: range) -> Tipping | None:
    """Try every weight in its order by matching anew."""
    first = result.ranking()[0]
    for weight in weights:
        moved = reweighted(result, criterion_id, weight)
        if sum(each.weight for each in moved.preferences) and moved.ranking()[0] != first:
            return Tipping(weight, moved.ranking()[0])
    return None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(sites(), requests())
def test_the_stated_weight_is_the_nearest_that_dethrones(drawn: Sites, request: LocationRequest) -> None:
    """Trying all weights from 0 to 100 finds the same weight and the same new number one."""
    result = matched(replace(request, requirements=()), drawn)
    assume(result.qualifier_count > 1)
    for each in dethroning_changes(result):
        assert each.up == first_other(result, each.criterion_id, range(each.weight + 1, MOST_WEIGHT + 1))
        assert each.down == first_other(result, each.criterion_id, range(each.weight - 1, -1, -1))


def test_one_step_less_does_not_dethrone() -> None:
    """Of two parks the cheap one leads until distance weighs enough; the step before leaves it first."""
    parks = [
        {"id": "a", "name": "A", "available_now_ha": 5.0, "price_min_eur_m2": 40.0, "price_max_eur_m2": 40.0},
        {
            "id": "b",
            "name": "B",
            "available_now_ha": 5.0,
            "price_min_eur_m2": 90.0,
            "price_max_eur_m2": 90.0,
            "reuse_class": "reuse",
        },
    ]
    parks[0]["reuse_class"] = "new"
    request = LocationRequest(title="t", preferences=(Preference("price", 60), Preference("reuse", 10)))
    result = matched(request, (parks, [], []))
    assert result.ranking()[0] == "a"
    change = next(each for each in dethroning_changes(result) if each.criterion_id == "reuse")
    assert change.down is None
    assert change.up is not None
    assert change.up.candidate_id == "b"
    assert reweighted(result, "reuse", change.up.weight).ranking()[0] == "b"
    assert reweighted(result, "reuse", change.up.weight - 1).ranking()[0] == "a"


def test_nothing_that_qualifies_has_nothing_to_dethrone() -> None:
    """An empty ranking gives a line per preference without a change, and no ranks."""
    result = matched(LocationRequest(title="t", preferences=(Preference("price", 5),)), ([], [], []))
    assert [(each.up, each.down) for each in dethroning_changes(result)] == [(None, None)]
    assert rank_intervals(result) == ()


@settings(max_examples=60, deadline=None)
@given(sites(), requests())
def test_rank_intervals_are_those_of_the_ends_of_all_scores(drawn: Sites, request: LocationRequest) -> None:
    """Comparing every pair gives the same best and worst rank."""
    result = matched(replace(request, requirements=()), drawn)
    cards = [result.card(position) for position in range(result.qualifier_count)]
    tie = {each.candidate.id: (each.candidate.name.casefold(), each.candidate.id) for each in cards}
    expected = []
    for card in cards:
        own = tie[card.candidate.id]
        others = [(each, tie[each.candidate.id]) for each in cards if each is not card]
        best = 1 + sum((-each.low, name) < (-card.high, own) for each, name in others)
        worst = 1 + sum((-each.high, name) < (-card.low, own) for each, name in others)
        expected.append(RankInterval(card.candidate.id, card.rank, best, worst))
    assert list(rank_intervals(result)) == expected


@settings(max_examples=60, deadline=None)
@given(sites(), requests(), st.integers(0, 2**32 - 1))
def test_the_score_lies_in_its_interval_for_every_filling(
    drawn: Sites, request: LocationRequest, seed: int
) -> None:
    """Worths between least and most give a score between low and high, the ends low and high."""
    result = matched(replace(request, requirements=()), drawn)
    matrix = score_matrix(result)
    filled = np.random.default_rng(seed).integers(matrix.low, matrix.high + 1) @ matrix.weights
    low, high = matrix.low @ matrix.weights, matrix.high @ matrix.weights
    cards = [result.card(position) for position in range(result.qualifier_count)]
    assert [card.low for card in cards] == low.tolist()
    assert [card.high for card in cards] == high.tolist()
    assert [card.point for card in cards] == (matrix.point @ matrix.weights).tolist()
    assert np.all((low <= filled) & (filled <= high))


@pytest.mark.parametrize("preferences", [(), (Preference("reuse", 10),)])
def test_a_matrix_has_a_row_per_qualifier(preferences: tuple[Preference, ...]) -> None:
    """In the order of the ranking, with as many columns as there are preferences that count."""
    parks = [{"id": each, "name": each, "available_now_ha": 2.0} for each in "ba"]
    matrix = score_matrix(matched(LocationRequest(title="t", preferences=preferences), (parks, [], [])))
    assert matrix.candidate_ids == ("a", "b")
    assert matrix.low.shape == matrix.high.shape == (2, len(matrix.criterion_ids))
    assert len(matrix.weights) == len(matrix.criterion_ids)
    assert all(a < b for a, b in itertools.pairwise(matrix.candidate_ids))
