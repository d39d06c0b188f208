"""Adjoining plots: exactly the smallest sets that every set tried one by one gives."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from shapely.affinity import rotate, translate
from shapely.geometry import MultiPolygon, Polygon, box

from drentsportal.domain.space import plot_combination
from drentsportal.domain.space.building_fit import fits, largest_building
from drentsportal.domain.space.plot_adjacency import plot_adjacency, union_rd
from drentsportal.domain.space.plot_combination import (
    CombinablePlots,
    CombinationRules,
    PlotCombinations,
    SameOwner,
    combinations,
)
from drentsportal.errors import InputError
from tests.unit.domain.naive_combinations import naive_combinations, shared_pairs, subdivision

if TYPE_CHECKING:
    from collections.abc import Sequence

X, Y = 250_000.0, 530_000.0
ROW_OF_FOUR = [box(X + 50 * place, Y, X + 50 * place + 50, Y + 40) for place in range(4)]


def combined(
    shapes: Sequence[Polygon],
    rules: CombinationRules,
    *,
    areas: Sequence[int | None] | None = None,
    parks: Sequence[str | None] | None = None,
    owners: Sequence[str | None] | None = None,
) -> PlotCombinations:
    """Combine plots a, b, c ... of one park, unless told otherwise."""
    count = len(shapes)
    plots = CombinablePlots.of(
        [chr(ord("a") + place) for place in range(count)],
        [math.floor(each.area) for each in shapes] if areas is None else areas,
        ["park"] * count if parks is None else parks,
        [None] * count if owners is None else owners,
    )
    return combinations(plots, plot_adjacency(np.array(shapes, object), plots.park_codes), rules)


def sets_of(result: PlotCombinations) -> list[tuple[int, ...]]:
    """Return the combinations as rows."""
    return [result.plots_of(number) for number in range(len(result))]


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of one subdivision, sets in order with their areas, and the first two sets per park."""

    pairs: set[tuple[int, int]]
    sets: list[tuple[int, ...]]
    total_m2: list[int]
    few: list[tuple[int, ...]]
    is_complete: bool = True


def found_and_tried(number: int, *, same_owner: bool) -> tuple[Compared, Compared]:
    """Search one subdivision of up to a dozen plots, and try all its sets one by one."""
    draw = np.random.default_rng(number)
    shapes = subdivision(number, 4, 3)
    count = len(shapes)
    areas = [int(each.area) if draw.uniform() < 0.9 else 0 for each in shapes]
    parks, owners = draw.integers(-1, 2, count), draw.integers(-1, 2, count)
    parks[draw.uniform(size=count) < 0.7] = 0
    ids = np.array([f"k{place}" for place in draw.permutation(count)])
    wanted, most = int(draw.uniform(0.1, 0.8) * max(sum(areas), 10)), int(draw.integers(2, 7))
    turned = np.array([rotate(each, 10 * number, origin=(0, 0)) for each in shapes], object)
    adjacency = plot_adjacency(turned, parks)
    pairs = shared_pairs(shapes, parks.tolist(), 1.0)
    plots = CombinablePlots(ids, np.array(areas), parks, owners)
    rules = CombinationRules(wanted, most, most_per_park=10**6, same_owner=same_owner)
    result = combinations(plots, adjacency, rules)
    of_one = owners.tolist() if same_owner else [-1] * count
    every = naive_combinations(areas, parks.tolist(), of_one, pairs, wanted, most)
    every.sort(
        key=lambda rows: (
            parks[rows[0]],
            len(rows),
            sum(areas[row] for row in rows),
            sorted(ids[row] for row in rows),
        )
    )
    few = combinations(plots, adjacency, CombinationRules(wanted, most, 2, same_owner))
    found = Compared(
        set(zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True)),
        _sorted(sets_of(result)),
        result.total_m2.tolist(),
        _sorted(sets_of(few)),
        result.is_complete and few.is_complete,
    )
    totals = [sum(areas[row] for row in rows) for rows in every]
    return found, Compared(pairs, every, totals, _first_two(every, parks.tolist()))


def _sorted(sets: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return [tuple(sorted(each)) for each in sets]


def _first_two(found: list[tuple[int, ...]], parks: list[int]) -> list[tuple[int, ...]]:
    kept: list[tuple[int, ...]] = []
    for rows in found:
        if sum(parks[each[0]] == parks[rows[0]] for each in kept) < 2:
            kept.append(rows)
    return kept


@pytest.mark.parametrize("same_owner", [False, True])
def test_every_set_that_is_tried_is_found_and_no_other(*, same_owner: bool) -> None:
    """A hundred subdivisions with unknown areas, parks and owners."""
    for number in range(50):
        found, tried = found_and_tried(2 * number + same_owner, same_owner=same_owner)
        assert found == tried, f"subdivision {number}"


@pytest.mark.parametrize("most_joined", [0, 4])
def test_more_plots_than_bits_are_searched_all_the_same(
    most_joined: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What hangs together in larger groups goes another way, and gives the same sets in the same order."""
    monkeypatch.setattr(plot_combination, "MOST_JOINED", most_joined)
    for number in range(40):
        found, tried = found_and_tried(number, same_owner=number % 2 == 1)
        assert found == tried, f"subdivision {number}"


def test_a_row_of_more_plots_than_bits() -> None:
    """Of seventy equal plots in a row, the sets of three by id."""
    row = [box(50 * place, 0, 50 * place + 50, 40) for place in range(70)]
    ids = np.array([f"k{place:02}" for place in range(70)])
    parks = np.zeros(70, np.int64)
    plots = CombinablePlots(ids, np.full(70, 2000), parks, np.full(70, -1))
    result = combinations(plots, plot_adjacency(np.array(row, object), parks), CombinationRules(6000))
    assert sets_of(result) == [tuple(range(first, first + 3)) for first in range(5)]
    assert result.is_complete


@pytest.mark.full
@pytest.mark.parametrize("part", range(10))
def test_every_set_of_a_thousand_subdivisions(part: int) -> None:
    """The same for a thousand."""
    for number in range(1000 + part * 100, 1100 + part * 100):
        found, tried = found_and_tried(number, same_owner=number % 2 == 1)
        assert found == tried, f"subdivision {number}"


def test_fewest_plots_then_least_excess_then_ids() -> None:
    """Four plots of 2,000 m² in a row: three pairs for 4,000, two rows of three for 4,001."""
    assert sets_of(combined(ROW_OF_FOUR, CombinationRules(4000))) == [(0, 1), (1, 2), (2, 3)]
    assert sets_of(combined(ROW_OF_FOUR, CombinationRules(4001))) == [(0, 1, 2), (1, 2, 3)]
    assert sets_of(combined(ROW_OF_FOUR, CombinationRules(8000))) == [(0, 1, 2, 3)]
    assert sets_of(combined(ROW_OF_FOUR, CombinationRules(8001))) == []
    assert sets_of(combined(ROW_OF_FOUR, CombinationRules(8000, most_plots=3))) == []
    assert sets_of(combined(ROW_OF_FOUR, CombinationRules(4000, most_per_park=1))) == [(0, 1)]
    by_excess = combined(ROW_OF_FOUR, CombinationRules(3900), areas=[2000, 2500, 2000, 1900])
    assert sets_of(by_excess) == [(2, 3), (0, 1), (1, 2)]
    assert by_excess.total_m2.tolist() == [3900, 4500, 4500]


def test_a_plot_that_is_large_enough_alone_is_in_no_combination() -> None:
    """The others could be left out; it also does not join those beside it."""
    assert sets_of(combined(ROW_OF_FOUR, CombinationRules(4000), areas=[2000, 4000, 2000, 2000])) == [(2, 3)]


def test_an_unknown_area_or_park_is_in_no_combination() -> None:
    """Unknown is not zero and not enough: such a plot is left out."""
    rules = CombinationRules(4000)
    assert sets_of(combined(ROW_OF_FOUR, rules, areas=[2000, None, 2000, 2000])) == [(2, 3)]
    assert sets_of(combined(ROW_OF_FOUR, rules, parks=["x", None, "x", "x"])) == [(2, 3)]
    assert sets_of(combined(ROW_OF_FOUR, rules, parks=["x", "x", "y", "y"])) == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("owners", "answers", "of_one"),
    [
        (["m", "m", None, "p"], [SameOwner.SAME, SameOwner.UNKNOWN, SameOwner.UNKNOWN], 3),
        (["m", "p", "p", "p"], [SameOwner.DIFFERENT, SameOwner.SAME, SameOwner.SAME], 2),
        ([None, None, "p", "m"], [SameOwner.UNKNOWN, SameOwner.UNKNOWN, SameOwner.DIFFERENT], 2),
    ],
)
def test_owners(owners: list[str | None], answers: list[SameOwner], of_one: int) -> None:
    """What is not known to be the same stays and says so; what is known to differ can be left out."""
    result = combined(ROW_OF_FOUR, CombinationRules(4000), owners=owners)
    assert result.owners.tolist() == answers
    same = combined(ROW_OF_FOUR, CombinationRules(4000, same_owner=True), owners=owners)
    assert len(same) == of_one
    assert SameOwner.DIFFERENT not in same.owners


def test_an_unknown_between_two_that_differ_joins_neither_to_the_other() -> None:
    """The owners of the outer two are known, and differ."""
    rules = CombinationRules(6000, same_owner=True)
    assert sets_of(combined(ROW_OF_FOUR[:3], rules, owners=["m", None, "p"])) == []
    assert sets_of(combined(ROW_OF_FOUR[:3], rules, owners=["m", None, "m"])) == [(0, 1, 2)]


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (CombinationRules(0), "error.combination.no_area"),
        (CombinationRules(100, most_plots=1), "error.combination.too_few_plots"),
    ],
)
def test_a_question_without_sense_is_refused(rules: CombinationRules, reason: str) -> None:
    """No area, or no more than one plot."""
    with pytest.raises(InputError) as caught:
        combined(ROW_OF_FOUR, rules)
    assert caught.value.message_id == reason


def test_no_plots_give_no_combinations() -> None:
    """Nothing in, nothing out."""
    result = combined([], CombinationRules(100))
    assert len(result) == 0
    assert result.is_complete


@pytest.mark.parametrize("limit", ["MOST_SETS", "MOST_SETS_PER_PARK"])
def test_a_search_that_stops_says_so(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A park with too many sets is named; the other park is answered in full."""
    monkeypatch.setattr(plot_combination, limit, 3)
    field = [box(x, y, x + 50, y + 40) for y in (0, 40, 80) for x in (0, 50, 100)]
    pair = [translate(each, 1000, 0) for each in field[:2]]
    result = combined(field + pair, CombinationRules(4000), parks=["field"] * 9 + ["pair"] * 2)
    assert not result.is_complete
    assert result.incomplete_parks == (0,)
    assert sets_of(result) == [(9, 10)]


def test_a_request_that_takes_too_much_in_all_names_the_parks_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The park that was searched before the end of it is answered, the other one is named."""
    monkeypatch.setattr(plot_combination, "_PLOTS_AT_ONCE", 2)
    monkeypatch.setattr(plot_combination, "MOST_IN_ALL", 12)
    field = [box(x, y, x + 50, y + 40) for y in (0, 40, 80) for x in (0, 50, 100)]
    pair = [translate(each, 1000, 0) for each in field[:2]]
    result = combined(field + pair, CombinationRules(4000), parks=["field"] * 9 + ["pair"] * 2)
    assert result.incomplete_parks == (1,)
    assert sets_of(result) == [(0, 1), (0, 3), (1, 2), (1, 4), (2, 5)]


@pytest.mark.parametrize(
    ("other", "gap_m", "shared_m"),
    [
        (box(50, 0, 90, 40), 0.0, 40.0),
        (box(50, 30, 90, 70), 0.0, 10.0),
        (box(50, 39.5, 90, 70), 0.0, 0.0),
        (box(50, 40, 90, 80), 0.0, 0.0),
        (box(50, 40, 90, 80), 8.0, 0.0),
        (box(50.015, 0, 90, 40), 0.0, 40.0),
        (box(49.985, 0, 90, 40), 0.0, 40.0),
        (box(50.1, 0, 90, 40), 0.0, 0.0),
        (box(55, 10, 90, 30), 4.9, 0.0),
        (box(55, 10, 90, 30), 5.0, 20.0),
        (Polygon([(50, 0), (90, 0), (90, 40), (50, 40), (50, 21), (50, 9)]), 0.0, 40.0),
    ],
)
def test_the_shared_length(other: Polygon, gap_m: float, shared_m: float) -> None:
    """Edges that face each other count; a corner does not, however wide the gap. At any angle."""
    for angle in (0, 17, 90, 211):
        both = [rotate(each, angle, origin=(0, 0)) for each in (box(0, 0, 50, 40), other)]
        shapes = np.array([translate(each, X, Y) for each in both], object)
        adjacency = plot_adjacency(shapes, np.zeros(2, np.int64), gap_m)
        assert adjacency.shared_m.tolist() == pytest.approx([shared_m] if shared_m else [], abs=0.06)


def test_a_plot_in_the_hole_of_another_adjoins_it() -> None:
    """Its whole border is shared."""
    around = box(0, 0, 100, 100).difference(box(40, 40, 60, 60))
    adjacency = plot_adjacency(np.array([around, box(40, 40, 60, 60)], object), np.zeros(2, np.int64))
    assert adjacency.shared_m.tolist() == pytest.approx([80])


def test_what_has_no_outline_adjoins_nothing() -> None:
    """No geometry, a point, and an outline that crosses itself."""
    crossing = Polygon([(50, 0), (90, 40), (90, 0), (50, 40)])
    shapes = np.array([box(0, 0, 50, 40), None, shapely.Point(50, 20), crossing], object)
    assert len(plot_adjacency(shapes, np.zeros(4, np.int64), 10.0).first) == 0


def test_a_building_spans_joined_ground_and_no_gap() -> None:
    """Ground is joined across an edge that is drawn apart by a centimetre, and not across a ditch."""
    joined = union_rd([box(0, 0, 50, 40), box(50.01, 0, 100, 40)])
    assert joined.geom_type == "Polygon"
    assert fits(joined, 100, 40) is not None
    plots = [box(0, 0, 50, 40), box(55, 0, 100, 40)]
    apart = union_rd(plots)
    assert isinstance(apart, MultiPolygon)
    widest = largest_building(apart, 5, 4)
    assert widest is not None
    assert math.isclose(widest.width_m, 50, rel_tol=1e-4)
    assert math.isclose(union_rd(plots, 5.0).area, 4000, rel_tol=1e-3)
