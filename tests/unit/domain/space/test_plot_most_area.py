"""How far adjoining plots go: the most area of all sets tried one by one."""

from __future__ import annotations

from itertools import combinations as every_set

import numpy as np
import pytest

from drentsportal.domain.space import plot_most_area
from drentsportal.domain.space.plot_adjacency import plot_adjacency
from drentsportal.domain.space.plot_combination import CombinablePlots
from drentsportal.domain.space.plot_most_area import larger_sets
from tests.unit.domain.naive_combinations import is_connected, shared_pairs, subdivision


def found_and_tried(
    number: int, most_plots: int, *, same_owner: bool, known_m2: int = 0
) -> tuple[tuple[int, ...] | None, int, int]:
    """Return the largest set that is found on one subdivision, its area, and that of all sets tried."""
    shapes = subdivision(number, 4, 3)
    count = len(shapes)
    areas = np.array([int(each.area) for each in shapes])
    owners = np.random.default_rng(number).integers(-1, 2, count)
    parks = np.zeros(count, np.int64)
    plots = CombinablePlots(np.array([f"k{place}" for place in range(count)]), areas, parks, owners)
    adjacency = plot_adjacency(np.array(shapes, object), parks)
    found = larger_sets(plots, adjacency, np.full(count, known_m2), most_plots, same_owner=same_owner)
    pairs = shared_pairs(shapes, parks.tolist(), 1.0)
    tried_m2 = max(
        (
            int(areas[list(rows)].sum())
            for size in range(2, most_plots + 1)
            for rows in every_set(range(count), size)
            if is_connected(rows, pairs)
            and not (same_owner and len({owners[row] for row in rows if owners[row] >= 0}) > 1)
        ),
        default=0,
    )
    best = found.get(0)
    return best, 0 if best is None else int(areas[list(best)].sum()), tried_m2


@pytest.mark.parametrize("same_owner", [False, True])
def test_no_set_that_is_tried_is_larger(*, same_owner: bool) -> None:
    """Sixty subdivisions, of two to six plots together."""
    for number in range(60):
        _, found_m2, tried_m2 = found_and_tried(number, 2 + number % 5, same_owner=same_owner)
        assert found_m2 == tried_m2, f"subdivision {number}"


def test_what_is_known_already_is_not_found_again() -> None:
    """Only what is larger counts; one square metre less is beaten."""
    _, _, most_m2 = found_and_tried(3, 3, same_owner=False)
    assert found_and_tried(3, 3, same_owner=False, known_m2=most_m2)[0] is None
    assert found_and_tried(3, 3, same_owner=False, known_m2=most_m2 - 1)[1] == most_m2


def test_a_search_that_takes_too_much_leaves_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is claimed that was not looked at to the end."""
    monkeypatch.setattr(plot_most_area, "MOST_SEARCHED", 3)
    assert found_and_tried(3, 4, same_owner=False)[0] is None
