"""Laws that the methods keep on any problem."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.decision import (
    PreferenceFunction,
    ahp_weights,
    compared_weights,
    kendall_tau,
    promethee_ii,
    rank_order,
    spotis,
    topsis,
    worst_pair,
)
from tests.unit.domain.decision.problems import MOST, Drawn, problems

EXAMPLES = settings(max_examples=150, deadline=None)
NORMALISATIONS = st.sampled_from(("vector", "minmax"))


def bounds_of(drawn: Drawn) -> list[tuple[int, int]]:
    """Give bounds that hold whatever is drawn."""
    return [(0, MOST)] * len(drawn.weights)


@EXAMPLES
@given(problems(), st.integers(1, 1000), NORMALISATIONS)
def test_scaling_the_weights_changes_nothing(drawn: Drawn, times: int, normalisation: str) -> None:
    """Only the proportion of weights counts."""
    matrix, weights, directions = drawn.matrix, drawn.weights, drawn.directions
    more = weights * times
    assert topsis(matrix, more, directions, normalisation) == pytest.approx(
        topsis(matrix, weights, directions, normalisation), abs=1e-12
    )
    assert promethee_ii(matrix, more, directions) == pytest.approx(
        promethee_ii(matrix, weights, directions), abs=1e-12
    )
    bounds = bounds_of(drawn)
    assert spotis(matrix, more, directions, bounds) == pytest.approx(
        spotis(matrix, weights, directions, bounds), abs=1e-12
    )


@EXAMPLES
@given(problems(fewest=3), st.integers(0, 7))
def test_spotis_never_reorders_the_rest(drawn: Drawn, row: int) -> None:
    """Without one alternative, the others keep their distances to the last digit."""
    left_out = row % len(drawn.matrix)
    bounds = bounds_of(drawn)
    everything = spotis(drawn.matrix, drawn.weights, drawn.directions, bounds)
    fewer = np.delete(drawn.matrix, left_out, axis=0)
    assert np.array_equal(
        spotis(fewer, drawn.weights, drawn.directions, bounds), np.delete(everything, left_out)
    )


def test_topsis_and_promethee_can_reorder_the_rest() -> None:
    """So the law above is one of SPOTIS, not of all: a third or fourth turns the first two round."""
    two = np.array([[0.0, 6.0], [1.0, 4.0]])
    three = np.vstack([two, [8.0, 8.0]])
    before, after = topsis(two, [1, 1], [1, 1]), topsis(three, [1, 1], [1, 1])
    assert before[0] < before[1]
    assert after[0] > after[1]
    fewer = np.array([[5.0, 4.0, 1.0], [6.0, 0.0, 8.0], [2.0, 0.0, 0.0]])
    more = np.vstack([fewer, [1.0, 1.0, 0.0]])
    before, after = promethee_ii(fewer, [5, 4, 3], [1, 1, 1]), promethee_ii(more, [5, 4, 3], [1, 1, 1])
    assert before[0] < before[1]
    assert after[0] > after[1]


@EXAMPLES
@given(problems(), NORMALISATIONS, st.data())
def test_topsis_and_promethee_know_no_order(drawn: Drawn, normalisation: str, data: st.DataObject) -> None:
    """Alternatives and criteria in another order get the same scores."""
    rows = data.draw(st.permutations(range(len(drawn.matrix))))
    columns = data.draw(st.permutations(range(len(drawn.weights))))
    moved = drawn.matrix[rows][:, columns]
    weights, directions = drawn.weights[columns], drawn.directions[columns]
    closeness = topsis(drawn.matrix, drawn.weights, drawn.directions, normalisation)
    assert topsis(moved, weights, directions, normalisation) == pytest.approx(closeness[rows], abs=1e-12)
    flows = promethee_ii(drawn.matrix, drawn.weights, drawn.directions)
    assert promethee_ii(moved, weights, directions) == pytest.approx(flows[rows], abs=1e-12)


@EXAMPLES
@given(problems(), NORMALISATIONS)
def test_turning_everything_round_turns_topsis_round(drawn: Drawn, normalisation: str) -> None:
    """With every direction the other way the ideal and the anti-ideal change places."""
    closeness = topsis(drawn.matrix, drawn.weights, drawn.directions, normalisation)
    turned = topsis(drawn.matrix, drawn.weights, -drawn.directions, normalisation)
    assert turned == pytest.approx(1 - closeness, abs=1e-12)


@EXAMPLES
@given(problems())
def test_better_everywhere_is_never_ranked_lower(drawn: Drawn) -> None:
    """An alternative that is at least as good on every criterion has at least the score, by all methods."""
    worths = drawn.matrix * drawn.directions
    closeness = topsis(drawn.matrix, drawn.weights, drawn.directions)
    flows = promethee_ii(drawn.matrix, drawn.weights, drawn.directions)
    nearness = -spotis(drawn.matrix, drawn.weights, drawn.directions, bounds_of(drawn))
    for scores in (closeness, flows, nearness):
        for row, worth in enumerate(worths):
            beaten = (worths >= worth).all(axis=1)
            assert (scores[beaten] >= scores[row] - 1e-12).all()


@EXAMPLES
@given(problems())
def test_flows_equal_those_of_all_pairs(drawn: Drawn) -> None:
    """Sorting gives what comparing every pair gives; flows sum to zero."""
    shares = drawn.weights / drawn.weights.sum()
    worths = drawn.matrix * drawn.directions
    signs = np.sign(worths[:, np.newaxis] - worths)
    expected = (signs * shares).sum(axis=2).sum(axis=1) / (len(worths) - 1)
    flows = promethee_ii(drawn.matrix, drawn.weights, drawn.directions)
    assert flows == pytest.approx(expected, abs=1e-12)
    assert flows.sum() == pytest.approx(0, abs=1e-12)


@EXAMPLES
@given(problems(), st.integers(0, MOST), st.integers(0, MOST))
def test_flows_with_thresholds_equal_the_definition(drawn: Drawn, one: int, other: int) -> None:
    """Pair by pair, as Brans and Vincke define a criterion with linear preference and indifference."""
    function = PreferenceFunction(min(one, other), max(one, other))
    q, p = function.indifference, function.strict

    def preferred(difference: float) -> float:
        if difference <= q:
            return 0.0
        return 1.0 if difference > p else (difference - q) / (p - q)

    shares, worths = drawn.weights / drawn.weights.sum(), drawn.matrix * drawn.directions
    expected = [
        sum(
            share * (preferred(mine - theirs) - preferred(theirs - mine))
            for other_row in worths
            for share, mine, theirs in zip(shares, row, other_row, strict=True)
        )
        / (len(worths) - 1)
        for row in worths
    ]
    flows = promethee_ii(drawn.matrix, drawn.weights, drawn.directions, [function] * len(drawn.weights))
    assert flows == pytest.approx(expected, abs=1e-9)


def test_thousands_of_alternatives_are_taken_in_blocks() -> None:
    """More pairs than one block holds: the flows are those of a small span compared by hand."""
    values = np.arange(3000.0)[:, np.newaxis]
    flows = promethee_ii(values, [1], [1], [PreferenceFunction(0.5, 0.5)])
    assert flows == pytest.approx(promethee_ii(values, [1], [1]), abs=1e-12)
    assert flows[[0, -1]] == pytest.approx([-1, 1])


@EXAMPLES
@given(st.lists(st.integers(1, 100), min_size=1, max_size=10))
def test_consistent_comparisons_give_back_their_weights(generating: list[int]) -> None:
    """And they contradict nowhere."""
    weights = np.array(generating, np.float64)
    comparisons = weights[:, np.newaxis] / weights
    result = ahp_weights(comparisons)
    assert result.weights == pytest.approx(weights / weights.sum(), rel=1e-9)
    assert result.lambda_max == pytest.approx(len(weights))
    assert result.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert worst_pair(comparisons) is None


@EXAMPLES
@given(st.lists(st.integers(1, 9), min_size=3, max_size=10, unique=True), st.data())
def test_one_wrong_comparison_is_found(generating: list[int], data: st.DataObject) -> None:
    """Of comparisons that are consistent but for one, that one is the worst pair."""
    weights = np.array(generating, np.float64)
    comparisons = weights[:, np.newaxis] / weights
    row = data.draw(st.integers(0, len(weights) - 2))
    column = data.draw(st.integers(row + 1, len(weights) - 1))
    comparisons[row, column] *= 5
    comparisons[column, row] = 1 / comparisons[row, column]
    pair = worst_pair(comparisons)
    assert pair is not None
    if len(weights) > 3:
        assert (pair.row, pair.column) == (row, column)
    assert compared_weights(comparisons).consistency_ratio > 0
    assert pair.given == comparisons[pair.row, pair.column]


@EXAMPLES
@given(st.permutations(range(1, 12)))
def test_kendall_tau_counts_pairs(ranks: list[int]) -> None:
    """Pairs in the same order less those in the opposite one, as a share."""
    pairs = [(one, other) for place, one in enumerate(ranks) for other in ranks[place + 1 :]]
    same = sum(one < other for one, other in pairs)
    assert kendall_tau(ranks) == pytest.approx((2 * same - len(pairs)) / len(pairs))


def test_kendall_tau_at_its_ends() -> None:
    """The same order, its reverse, one alternative and none."""
    assert kendall_tau([1, 2, 3, 4]) == 1
    assert kendall_tau([4, 3, 2, 1]) == -1
    assert kendall_tau([1]) == 1
    assert kendall_tau([]) == 1


def test_what_only_rounding_tells_apart_keeps_its_order() -> None:
    """A last digit is no reason to rank anyone higher; a real difference is."""
    scores = np.array([0.1, 0.3, 0.1 + 1e-15, 0.30000001])
    assert rank_order(scores).tolist() == [3, 1, 0, 2]
    assert rank_order(np.zeros(0)).tolist() == []
