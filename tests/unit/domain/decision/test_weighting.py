"""Weights from a ranking, from comparisons and from several people."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.decision import (
    SAATY_SCALE,
    ahp_weights,
    combined_comparisons,
    combined_weights,
    compared_weights,
    comparisons_of,
    consistency_advice,
    roc_weights,
    whole_weights,
    worst_pair,
)
from drentsportal.domain.match.criteria import WEIGHT_SUM
from drentsportal.language import Language

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
EXAMPLES = settings(max_examples=150, deadline=None)
CRITERIA_IDS = ("plot_area", "segment", "price", "present_distance", "reuse")
VOTE = st.dictionaries(st.sampled_from(CRITERIA_IDS), st.integers(0, 100), min_size=1).filter(
    lambda vote: any(vote.values())
)
VOTES = st.dictionaries(st.sampled_from(("Anna", "Bert", "Carla", "Dirk")), VOTE, min_size=1)


def test_equally_important_criteria_share_their_ranks() -> None:
    """First one, then two alike, then one: ranks 2 and 3 share (2,708⅓ + 1,458⅓) / 2 = 2,083⅓ each."""
    weights = roc_weights([["price"], ["reuse", "segment"], ["plot_area"]])
    assert weights == {"price": 5209, "reuse": 2083, "segment": 2083, "plot_area": 625}


def test_all_equally_important_is_equal_weight() -> None:
    """One group of four."""
    assert set(roc_weights([CRITERIA_IDS[:4]]).values()) == {2500}


@EXAMPLES
@given(st.lists(st.integers(1, 3), min_size=1, max_size=10))
def test_a_ranking_is_kept_by_its_weights(sizes: list[int]) -> None:
    """They sum to 10,000, never rise along the ranking, and lie within one of the exact share."""
    starts = np.cumsum([0, *sizes])
    order = [
        [f"c{place}" for place in range(start, start + size)]
        for start, size in zip(starts, sizes, strict=False)
    ]
    weights = roc_weights(order)
    assert sum(weights.values()) == WEIGHT_SUM
    means = [np.mean([weights[each] for each in group]) for group in order]
    assert means == sorted(means, reverse=True)
    count = sum(sizes)
    for group, start in zip(order, starts.tolist(), strict=False):
        ranks = range(start, start + len(group))
        exact = sum(sum(Fraction(1, k + 1) for k in range(rank, count)) / count for rank in ranks) / len(
            group
        )
        assert all(abs(weights[each] - exact * WEIGHT_SUM) < 1 for each in group)


def test_shares_become_whole_weights() -> None:
    """What only rounding tells apart gets the same weight, what is left goes to the earlier."""
    assert whole_weights([1 / 3, 1 / 3 + 1e-16, 1 / 3 - 1e-16]) == (3334, 3333, 3333)
    assert whole_weights(np.array([0.5476, 0.1266, 0.2699, 0.0559])) == (5476, 1266, 2699, 559)
    assert whole_weights([2, 0]) == (10_000, 0)


def test_comparisons_become_whole_weights() -> None:
    """Three pairs that agree: price is twice as important as re-use, and that twice as the segment."""
    given_pairs = {("price", "reuse"): 2.0, ("segment", "reuse"): 0.5, ("price", "segment"): 4.0}
    comparisons = comparisons_of(("price", "reuse", "segment"), given_pairs)
    assert whole_weights(ahp_weights(comparisons).weights) == (5714, 2857, 1429)
    assert consistency_advice(comparisons, ("price", "reuse", "segment")) is None


def test_a_contradiction_is_told_with_the_pair_to_look_at() -> None:
    """A over B, B over C, C over A: the ratio, the pair, and what would help, in words."""
    ids = ("price", "reuse", "segment", "plot_area")
    pairs = {
        ("price", "reuse"): 3.0,
        ("price", "segment"): 5.0,
        ("price", "plot_area"): 1 / 7,
        ("reuse", "segment"): 2.0,
        ("reuse", "plot_area"): 3.0,
        ("segment", "plot_area"): 1.0,
    }
    advice = consistency_advice(comparisons_of(ids, pairs), ids)
    assert advice is not None
    assert advice.named["ratio"] == pytest.approx(
        compared_weights(comparisons_of(ids, pairs)).consistency_ratio
    )
    text = DUTCH.text(advice).replace("“", "").replace("”", "")
    assert "86,5 %, bruikbaar is tot 10 %" in text
    assert "naar deze: Oppervlakte kavel is 7 keer zo belangrijk als Prijs." in text
    assert "eerder: Oppervlakte kavel is 2 keer zo belangrijk als Prijs." in text


def test_of_equal_deviations_the_most_helpful_is_named() -> None:
    """Three criteria always deviate alike; here the third comparison is the one to change."""
    ids = ("price", "reuse", "segment")
    pairs = {("price", "reuse"): 5.0, ("reuse", "segment"): 5.0, ("price", "segment"): 1.0}
    comparisons = comparisons_of(ids, pairs)
    pair = worst_pair(comparisons)
    assert pair is not None
    assert (pair.row, pair.column, pair.given, pair.on_scale) == (0, 2, 1, 3)
    for row, column, step in ((0, 1, 2.0), (1, 2, 2.0)):
        changed = comparisons.copy()
        changed[row, column], changed[column, row] = step, 1 / step
        assert compared_weights(changed).consistency_ratio > pair.ratio_then
    advice = consistency_advice(comparisons, ids)
    assert advice is not None
    text = DUTCH.text(advice).replace("“", "").replace("”", "")
    assert "naar deze: Prijs is even belangrijk als Segment." in text
    assert "eerder: Prijs is 3 keer zo belangrijk als Segment." in text


def test_a_comparison_between_two_steps_is_told_with_its_decimal() -> None:
    """All alike but for one, which is no whole number."""
    ids = ("price", "reuse", "segment", "plot_area")
    pairs = {(one, other): 1.0 for place, one in enumerate(ids) for other in ids[place + 1 :]}
    advice = consistency_advice(comparisons_of(ids, {**pairs, ("reuse", "plot_area"): 8.5}), ids)
    assert advice is not None
    text = DUTCH.text(advice).replace("“", "").replace("”", "")
    assert "naar deze: Hergebruik voor nieuw is 8,5 keer zo belangrijk als Oppervlakte kavel." in text


def test_the_scale_of_comparisons_has_seventeen_steps() -> None:
    """From a ninth to nine, each with its reciprocal."""
    assert len(SAATY_SCALE) == 17
    assert sorted(SAATY_SCALE) == list(SAATY_SCALE)
    assert [1 / each for each in reversed(SAATY_SCALE)] == pytest.approx(SAATY_SCALE)


def test_people_are_combined_side_by_side() -> None:
    """Three people, on scales of their own; who says least and most, and who stands furthest off."""
    combined = combined_weights(
        {
            "Anna": {"price": 50, "reuse": 50},
            "Bert": {"price": 3, "reuse": 1},
            "Carla": {"price": 0, "reuse": 2, "segment": 8},
        }
    )
    assert combined.criterion_ids == ("segment", "price", "reuse")
    assert combined.votes["Anna"] == {"segment": 0, "price": 5000, "reuse": 5000}
    assert combined.votes["Bert"] == {"segment": 0, "price": 7500, "reuse": 2500}
    assert combined.votes["Carla"] == {"segment": 8000, "price": 0, "reuse": 2000}
    assert combined.weights == {"segment": 2667, "price": 4167, "reuse": 3166}
    price = combined.spreads[1]
    assert (price.least, price.least_by, price.most, price.most_by) == (0, "Carla", 7500, "Bert")
    assert (price.combined, price.width) == (4167, 7500)
    assert combined.furthest_off == "Carla"
    assert combined.distances == {"Anna": 2666, "Bert": 3333, "Carla": 5333}


def test_nobody_is_furthest_off_where_none_stands_alone() -> None:
    """One person, two who differ, and all of one mind."""
    assert combined_weights({"Anna": {"price": 1}}).furthest_off is None
    assert combined_weights({"Anna": {"price": 1}, "Bert": {"reuse": 1}}).furthest_off is None
    same = combined_weights({"Anna": {"price": 1}, "Bert": {"price": 9}, "Carla": {"price": 5}})
    assert same.furthest_off is None
    assert set(same.distances.values()) == {0}


@EXAMPLES
@given(VOTES, st.data())
def test_combining_keeps_its_laws(votes: dict[str, dict[str, int]], data: st.DataObject) -> None:
    """Whole weights, between least and most, whatever the order of people or their scales."""
    combined = combined_weights(votes)
    assert sum(combined.weights.values()) == WEIGHT_SUM
    for spread in combined.spreads:
        assert spread.least <= combined.weights[spread.criterion_id] <= spread.most
        shared = [vote[spread.criterion_id] for vote in combined.votes.values()]
        assert (spread.least, spread.most) == (min(shared), max(shared))
    order = data.draw(st.permutations(list(votes)))
    times = {person: data.draw(st.integers(1, 9)) for person in order}
    other = combined_weights(
        {person: {each: weight * times[person] for each, weight in votes[person].items()} for person in order}
    )
    assert other.weights == combined.weights
    assert other.distances == combined.distances
    assert other.furthest_off == combined.furthest_off


def test_judgements_of_a_group_take_the_geometric_mean() -> None:
    """9 times and 1 time together are 3 times; what agrees stays as it is, and the reciprocal stays one."""
    one = [[1.0, 9.0, 2.0], [1 / 9, 1.0, 4.0], [0.5, 0.25, 1.0]]
    other = [[1.0, 1.0, 2.0], [1.0, 1.0, 4.0], [0.5, 0.25, 1.0]]
    mean = combined_comparisons([one, other])
    assert mean == pytest.approx(np.array([[1, 3, 2], [1 / 3, 1, 4], [0.5, 0.25, 1]]))
    assert mean * mean.T == pytest.approx(np.ones((3, 3)))
    assert combined_comparisons([one]) == pytest.approx(np.array(one))
