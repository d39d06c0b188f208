"""The methods give the figures that were published, to the printed digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from drentsportal.domain.decision import (
    CONSISTENT_UP_TO,
    InconsistentComparisonsWarning,
    ahp_weights,
    compared_weights,
    promethee_ii,
    roc_weights,
    spotis,
    topsis,
    worst_pair,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPRICOVIC = [[1, 3000], [2, 3750], [5, 4500]]
"""Opricovic and Tzeng 2004: cost and benefit, equal weights."""

LEADER = np.array([[1, 4, 3, 7], [1 / 4, 1, 1 / 3, 3], [1 / 3, 3, 1, 5], [1 / 7, 1 / 3, 1 / 5, 1]])
"""Choosing a leader, the example by which AHP is usually explained."""

WANG_CHIN = np.array(
    [
        [1, 4, 3, 1, 3, 4],
        [1 / 4, 1, 7, 3, 1 / 5, 1],
        [1 / 3, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 6],
        [1, 1 / 3, 5, 1, 1, 1 / 3],
        [1 / 3, 5, 5, 1, 1, 3],
        [1 / 4, 1, 6, 3, 1 / 3, 1],
    ]
)
"""Wang and Chin 2011: inconsistent."""


def printed(values: NDArray[np.float64], decimals: int) -> list[float]:
    """Round as a table does."""
    return [round(float(each), decimals) for each in values]


def test_topsis_with_vector_normalisation() -> None:
    """Tzeng and Huang 2011."""
    closeness = topsis([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [0.3, 0.4, 0.3], [1, 1, 1])
    assert printed(closeness, 4) == [0.5037, 0.6581, 0.7482, 0.3340]


def test_topsis_with_minmax_normalisation() -> None:
    """Opricovic and Tzeng 2004: the second alternative wins."""
    closeness = topsis(OPRICOVIC, [0.5, 0.5], [-1, 1], normalisation="minmax")
    assert printed(closeness, 3) == [0.500, 0.617, 0.500]


def test_the_normalisation_can_flip_the_winner() -> None:
    """The same problem with vector normalisation: now the first alternative wins."""
    closeness = topsis(OPRICOVIC, [0.5, 0.5], [-1, 1], normalisation="vector")
    assert printed(closeness, 3) == [0.762, 0.722, 0.238]
    assert int(np.argmax(closeness)) == 0
    assert int(np.argmax(topsis(OPRICOVIC, [0.5, 0.5], [-1, 1], "minmax"))) == 1


def test_promethee_ii_with_the_usual_function() -> None:
    """Zhao 2013."""
    flows = promethee_ii([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2], [1, 1, 1])
    assert printed(flows, 4) == [0.1, -0.3, 0.2]


def test_spotis_without_ideal() -> None:
    """Dezert and others 2020."""
    distances = spotis(
        [[10.5, -3.1, 1.7], [-4.7, 0.0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]],
        [0.2, 0.3, 0.5],
        [1, -1, 1],
        [[-5, 12], [-6, 10], [-8, 5]],
    )
    assert printed(distances, 4) == [0.1989, 0.3705, 0.3063, 0.7491]


def test_spotis_with_an_ideal() -> None:
    """Dezert and others 2020: an expected solution point."""
    distances = spotis(
        [
            [15000, 4.3, 99, 42, 737],
            [15290.0, 5, 116, 42, 892],
            [15350.0, 5, 114, 45, 952],
            [15490, 5.3, 123, 45, 1120],
        ],
        [0.2941, 0.2353, 0.2353, 0.0588, 0.1765],
        [-1, -1, -1, 1, 1],
        [[14000, 16000], [3, 8], [80, 140], [35, 60], [650, 1300]],
        ideal=[15300, 4, 115, 50, 900],
    )
    assert printed(distances, 4) == [0.1841, 0.0734, 0.0842, 0.1920]


def test_ahp_of_consistent_comparisons() -> None:
    """Weights, eigenvalue and ratio; under the threshold."""
    weights, lambda_max, consistency_ratio = ahp_weights(LEADER)
    assert printed(weights, 4) == [0.5476, 0.1266, 0.2699, 0.0559]
    assert round(lambda_max, 3) == 4.118
    assert round(consistency_ratio, 3) == 0.044
    assert ahp_weights(LEADER).is_consistent


def test_ahp_of_inconsistent_comparisons() -> None:
    """Wang and Chin 2011: well over the threshold, and the worst pair is found."""
    with pytest.warns(InconsistentComparisonsWarning, match=r"0\.229 is over 0\.10 \(Saaty 1980\)"):
        result = ahp_weights(WANG_CHIN)
    assert np.array_equal(compared_weights(WANG_CHIN).weights, result.weights)
    assert printed(result.weights, 4) == [0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391]
    assert round(result.lambda_max, 3) == 7.420
    assert round(result.consistency_ratio, 3) == 0.229
    assert result.consistency_ratio > CONSISTENT_UP_TO
    assert not result.is_consistent


def test_the_worst_pair_of_inconsistent_comparisons() -> None:
    """By the published weights: .3208 / .0348 is 9.2, while 3 was said; no other pair is as far off."""
    pair = worst_pair(WANG_CHIN)
    assert pair is not None
    assert (pair.row, pair.column, pair.given) == (0, 2, 3)
    assert pair.consistent == pytest.approx(0.3208 / 0.0348, rel=0.002)
    assert pair.on_scale == 9
    weights = np.array([0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391])
    off = np.abs(np.log(WANG_CHIN * weights / weights[:, np.newaxis]))
    assert off.max() == pytest.approx(off[0, 2])
    changed = WANG_CHIN.copy()
    changed[0, 2], changed[2, 0] = 9, 1 / 9
    assert pair.ratio_then == pytest.approx(compared_weights(changed).consistency_ratio)
    assert pair.ratio_then < compared_weights(WANG_CHIN).consistency_ratio


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [10_000]),
        (2, [7500, 2500]),
        (3, [6111, 2778, 1111]),
        (4, [5208, 2708, 1458, 625]),
        (5, [4567, 2567, 1567, 900, 400]),
    ],
)
def test_rank_order_centroid_weights(count: int, expected: list[int]) -> None:
    """Barron and Barrett 1996: as printed, but for one of 10,000 that makes the sum come out."""
    ids = [f"c{rank}" for rank in range(count)]
    weights = roc_weights([[each] for each in ids])
    assert list(weights) == ids
    assert sum(weights.values()) == 10_000
    assert all(abs(weight - wanted) <= 1 for weight, wanted in zip(weights.values(), expected, strict=True))
