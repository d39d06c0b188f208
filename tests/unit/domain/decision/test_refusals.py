"""What the methods refuse, each with a message id that names the field, and what they do at the edges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from drentsportal.domain.decision import (
    PreferenceFunction,
    ahp_weights,
    combined_comparisons,
    combined_weights,
    comparisons_of,
    kendall_tau,
    promethee_ii,
    roc_weights,
    spotis,
    topsis,
    whole_weights,
    worst_pair,
)
from drentsportal.errors import InputError
from drentsportal.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
GOOD = [[1, 2], [3, 4]]
BOUNDS = [[0, 5], [0, 5]]
IDS = ("price", "reuse", "segment")


def refused(call: Callable[[], object]) -> str:
    """Return the id of the refusal, without its common beginning; it must have a text."""
    with pytest.raises(InputError) as caught:
        call()
    text = DUTCH.text(caught.value)
    assert text
    assert "{" not in text
    assert caught.value.field
    return caught.value.message_id.removeprefix("error.decision.")


@pytest.mark.parametrize(
    ("matrix", "weights", "directions", "expected"),
    [
        ([], [1], [1], "no_table"),
        ([1, 2], [1, 1], [1, 1], "no_table"),
        (np.empty((0, 2)), [1, 1], [1, 1], "no_table"),
        ([[1, 2], [3]], [1, 1], [1, 1], "not_figures"),
        ([["a", 2]], [1, 1], [1, 1], "not_figures"),
        ([[1, None], [3, 4]], [1, 1], [1, 1], "not_finite"),
        ([[1, float("nan")], [3, 4]], [1, 1], [1, 1], "not_finite"),
        ([[1, float("inf")], [3, 4]], [1, 1], [1, 1], "not_finite"),
        ([[1, 1e200], [3, 4]], [1, 1], [1, 1], "not_finite"),
        (GOOD, [1], [1, 1], "per_criterion"),
        (GOOD, [1, 1, 1], [1, 1], "per_criterion"),
        (GOOD, 1, [1, 1], "per_criterion"),
        (GOOD, [2, -1], [1, 1], "weight_negative"),
        (GOOD, [0, 0], [1, 1], "weights_all_zero"),
        (GOOD, [1, float("nan")], [1, 1], "not_finite"),
        (GOOD, [1, 1], [1], "per_criterion"),
        (GOOD, [1, 1], [1, 0], "direction"),
        (GOOD, [1, 1], [1, 2], "direction"),
    ],
)
def test_a_wrong_problem_is_refused_by_every_method(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike, expected: str
) -> None:
    """Shapes, figures, weights and directions."""
    assert refused(lambda: topsis(matrix, weights, directions)) == expected
    assert refused(lambda: promethee_ii(matrix, weights, directions)) == expected
    assert refused(lambda: spotis(matrix, weights, directions, BOUNDS)) == expected


def test_topsis_knows_two_normalisations() -> None:
    """Another is refused, and the refusal names both."""
    assert refused(lambda: topsis(GOOD, [1, 1], [1, 1], "sum")) == "normalisation"


@pytest.mark.parametrize(
    ("bounds", "ideal", "expected"),
    [
        ([0, 5], None, "bounds_shape"),
        ([[0, 5]], None, "bounds_shape"),
        ([[0, 5], [5, 0]], None, "bounds_order"),
        ([[0, 5], [5, 5]], None, "bounds_order"),
        ([[0, 5], [0, float("nan")]], None, "not_finite"),
        ([[2, 5], [0, 5]], None, "value_beyond_bounds"),
        ([[0, 2], [0, 5]], None, "value_beyond_bounds"),
        (BOUNDS, [1], "per_criterion"),
        (BOUNDS, [1, 6], "ideal_beyond_bounds"),
        (BOUNDS, [1, float("inf")], "not_finite"),
    ],
)
def test_spotis_needs_bounds_that_hold(bounds: ArrayLike, ideal: ArrayLike | None, expected: str) -> None:
    """Two per criterion, ascending, around all values and the ideal."""
    assert refused(lambda: spotis(GOOD, [1, 1], [1, 1], bounds, ideal)) == expected


def test_promethee_needs_a_function_for_every_criterion() -> None:
    """And thresholds that make sense."""
    assert refused(lambda: promethee_ii(GOOD, [1, 1], [1, 1], [PreferenceFunction()])) == "per_criterion"
    assert refused(lambda: PreferenceFunction(-1, 2)) == "thresholds"
    assert refused(lambda: PreferenceFunction(3, 2)) == "thresholds"
    assert refused(lambda: PreferenceFunction(0, float("inf"))) == "thresholds"
    assert refused(lambda: PreferenceFunction(float("nan"), 1)) == "thresholds"


@pytest.mark.parametrize(
    ("comparisons", "expected"),
    [
        ([], "comparisons_shape"),
        ([1, 2], "comparisons_shape"),
        ([[1, 2, 3], [1, 2, 3]], "comparisons_shape"),
        ([[1, 3], [1, 1]], "not_reciprocal"),
        ([[1, 3], [0.33, 1]], "not_reciprocal"),
        ([[2, 3], [1 / 3, 1]], "not_reciprocal"),
        ([[1, -3], [-1 / 3, 1]], "comparison_not_positive"),
        ([[1, 0], [0, 1]], "comparison_not_positive"),
        ([[1, float("nan")], [1, 1]], "not_finite"),
        ([[1, "x"], [1, 1]], "not_figures"),
        (np.ones((11, 11)), "too_many_compared"),
    ],
)
def test_comparisons_that_cannot_be_are_refused(comparisons: ArrayLike, expected: str) -> None:
    """By the weights, the worst pair and the group alike."""
    assert refused(lambda: ahp_weights(comparisons)) == expected
    assert refused(lambda: worst_pair(comparisons)) == expected
    assert refused(lambda: combined_comparisons([comparisons])) == expected


def test_every_pair_is_compared_once() -> None:
    """Missing, double, with itself, of another criterion, and not above zero."""
    whole = {("price", "reuse"): 2.0, ("segment", "price"): 3.0, ("reuse", "segment"): 1.0}
    assert comparisons_of(IDS, whole).tolist() == [[1, 2, 1 / 3], [0.5, 1, 1], [3, 1, 1]]
    first_only = {("price", "reuse"): 2.0}
    assert refused(lambda: comparisons_of(IDS, first_only)) == "pair_missing"
    assert refused(lambda: comparisons_of(IDS, {**whole, ("reuse", "price"): 0.5})) == "pair_unexpected"
    assert refused(lambda: comparisons_of(IDS, {("price", "price"): 1.0})) == "pair_unexpected"
    assert refused(lambda: comparisons_of(IDS, {("price", "height"): 1.0})) == "pair_unexpected"
    assert refused(lambda: comparisons_of(IDS, {**whole, ("price", "reuse"): 0.0})) == (
        "comparison_not_positive"
    )
    assert refused(lambda: comparisons_of(IDS, {**whole, ("price", "reuse"): float("nan")})) == (
        "comparison_not_positive"
    )


def test_weights_that_cannot_be_are_refused() -> None:
    """Rankings, shares and votes."""
    assert refused(lambda: roc_weights([])) == "nothing_ranked"
    assert refused(lambda: roc_weights([["price"], []])) == "nothing_ranked"
    assert refused(lambda: roc_weights([["price"], ["reuse", "price"]])) == "ranked_twice"
    assert refused(lambda: whole_weights([])) == "no_weights"
    assert refused(lambda: whole_weights([[1.0]])) == "no_weights"
    assert refused(lambda: whole_weights([1, -1])) == "weight_negative"
    assert refused(lambda: whole_weights([0, 0])) == "weights_all_zero"
    assert refused(lambda: whole_weights([1, float("nan")])) == "not_finite"
    assert refused(lambda: combined_weights({})) == "no_votes"
    assert refused(lambda: combined_weights({"Anna": {"price": -1}})) == "vote_negative"
    assert refused(lambda: combined_weights({"Anna": {"price": 1}, "Bert": {"price": 0}})) == "vote_empty"
    assert refused(lambda: combined_weights({"Anna": {}})) == "vote_empty"
    assert refused(lambda: combined_comparisons([])) == "no_votes"
    assert refused(lambda: combined_comparisons([np.ones((2, 2)), np.ones((3, 3))])) == "comparisons_differ"
    assert refused(lambda: kendall_tau([1, 1])) == "not_ranks"
    assert refused(lambda: kendall_tau([0, 1])) == "not_ranks"


def test_where_nothing_differs_nobody_is_better() -> None:
    """One alternative, alike alternatives and empty columns give figures, never a division by zero."""
    assert topsis([[3, 4]], [1, 1], [1, 1]).tolist() == [0.5]
    assert topsis([[0, 7], [0, 7]], [1, 1], [1, -1]).tolist() == [0.5, 0.5]
    assert topsis([[0, 7], [0, 7]], [1, 1], [1, -1], "minmax").tolist() == [0.5, 0.5]
    assert promethee_ii([[3, 4]], [1, 1], [1, 1]).tolist() == [0]
    assert promethee_ii([[3], [3]], [1], [1], [PreferenceFunction(1, 2)]).tolist() == [0, 0]


def test_very_small_and_large_figures_keep_their_order() -> None:
    """Squares neither vanish nor overflow."""
    for size in (1e-200, 1e99):
        for normalisation in ("vector", "minmax"):
            closeness = topsis([[size, size], [2 * size, 4 * size]], [1, 1], [1, 1], normalisation)
            assert closeness.tolist() == [0, 1]


def test_one_or_two_criteria_cannot_contradict() -> None:
    """Their ratio is 0, whatever is said."""
    assert ahp_weights([[1]]).weights.tolist() == [1]
    result = ahp_weights([[1.0, 9.0], [1 / 9, 1.0]])
    assert result.weights == pytest.approx([0.9, 0.1])
    assert result.consistency_ratio == 0
    assert worst_pair([[1.0, 9.0], [1 / 9, 1.0]]) is None


def test_what_is_given_is_not_changed() -> None:
    """A method works on its own numbers."""
    matrix, weights = np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([2.0, 6.0])
    topsis(matrix, weights, np.array([1.0, -1.0]))
    promethee_ii(matrix, weights, [1, -1])
    spotis(matrix, weights, [1, -1], BOUNDS)
    assert matrix.tolist() == [[1, 2], [3, 1]]
    assert weights.tolist() == [2, 6]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {("price", "reuse"): 1.0, ("price", "segment"): 1.0},
            "Er ontbreekt nog 1 vergelijking: “Hergebruik voor nieuw” met “Segment”.",
        ),
        (
            {("price", "segment"): 1.0},
            (
                "Er ontbreken nog 2 vergelijkingen: “Prijs” met “Hergebruik voor nieuw” en "
                "“Hergebruik voor nieuw” met “Segment”."
            ),
        ),
    ],
)
def test_every_pair_that_is_missing_is_named(given: dict[tuple[str, str], float], told: str) -> None:
    """So that nobody has to try again for each."""
    with pytest.raises(InputError) as raised:
        comparisons_of(IDS, given)
    assert DUTCH.text(raised.value) == told


@pytest.mark.parametrize(("count", "ending"), [(4, ""), (5, " en 5 meer.")])
def test_of_many_missing_pairs_five_are_named_and_the_rest_counted(count: int, ending: str) -> None:
    """A sentence of forty pairs helps nobody."""
    ids = ("price", "reuse", "segment", "height", "plot_area")[:count]
    given = {("price", "reuse"): 1.0} if count == 4 else {}
    with pytest.raises(InputError) as raised:
        comparisons_of(ids, given)
    text = DUTCH.text(raised.value)
    assert text.count("” met “") == 5
    assert text.endswith(ending)
    assert ("meer" in text) == bool(ending)
