"""Draws of weights and unknown values: the same bits as slow and plain Python, and the same ever after."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.asking.request import LocationRequest, Preference
from drentsportal.domain.firmness.draw_plan import BLOCK, GENERATOR, DrawPlan, small_weights
from drentsportal.domain.firmness.draws import RANKED_COUNT, count_tops, draws
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.score_matrix import ScoreMatrix
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.matching_strategies import Sites, requests, sites
from tests.unit.domain.site_tables import site_table


def drawn_matrix(seed: int, count: int, criteria: int, unknown_share: float, steps: int = 10) -> ScoreMatrix:
    """Make worths of few values, so that ties are common, in the order of their low."""
    draw = np.random.default_rng(seed)
    values = draw.integers(0, steps + 1, (count, criteria)) * (1_000_000 // steps)
    is_open = draw.uniform(size=values.shape) < unknown_share
    low, high = np.where(is_open, values // 2, values), np.where(is_open, 1_000_000, values)
    order = np.argsort(-low.sum(axis=1), kind="stable")
    names = tuple(f"c{place}" for place in range(criteria))
    ids = tuple(f"{row}" for row in range(count))
    return ScoreMatrix(ids, names, np.full(criteria, 10_000 // criteria), low[order], high[order])


def plain_draws(
    matrix: ScoreMatrix, ties: list[int], raw: list[int], seed: int, count: int, spread: int
) -> tuple[list[int], list[int], list[list[int]]]:
    """Draw number by number, from one stream read from its beginning to its end."""
    total, criteria = matrix.low.shape
    cells = [
        (row, at)
        for row in range(total)
        for at in range(criteria)
        if matrix.low[row, at] < matrix.high[row, at]
    ]
    stream = iter(np.random.PCG64(seed).random_raw(count * criteria + len(cells) * (count // 4 + 2)).tolist())
    weights = [
        [r * ((100 - spread) * 16_383 + 2 * spread * (next(stream) >> 50)) for r in raw] for _ in range(count)
    ]
    worths: dict[tuple[int, int, int], int] = {}
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        for row, at in cells:
            for quarter in range(-(-size // 4)):
                number = next(stream)
                for part in range(min(4, size - 4 * quarter)):
                    low, high = int(matrix.low[row, at]), int(matrix.high[row, at])
                    level = number >> 16 * part & 0xFFFF
                    worths[start + 4 * quarter + part, row, at] = low + (high - low + 1) * level // 65_536
    first, top = [0] * total, [0] * total
    ranks: list[list[int]] = [[] for _ in range(total)]
    for draw in range(count):
        score = [
            sum(
                weights[draw][at] * worths.get((draw, row, at), int(matrix.low[row, at]))
                for at in range(criteria)
            )
            for row in range(total)
        ]
        order = sorted(range(total), key=lambda row: (-score[row], ties[row]))
        first[order[0]] += 1
        for rank, row in enumerate(order, start=1):
            top[row] += rank <= 3
            ranks[row].append(rank)
    return first, top, ranks


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 999), st.integers(1, 12), st.integers(1, 4), st.sampled_from([0.0, 0.3, 1.0]), st.data()
)
def test_counts_and_ranks_equal_those_of_plain_python(
    seed: int, total: int, criteria: int, unknown_share: float, data: st.DataObject
) -> None:
    """The same draws from the same stream: bit for bit, over more than one block, ties by name."""
    matrix = drawn_matrix(seed, total, criteria, unknown_share)
    raw = data.draw(st.lists(st.integers(1, 9), min_size=criteria, max_size=criteria))
    raw[0] = 1
    ties = data.draw(st.permutations(range(total)))
    count, spread = BLOCK + 7, data.draw(st.sampled_from([0, 25, 100]))
    counted = count_tops(matrix, np.array(ties), DrawPlan(raw, seed, count, spread))
    first, top, ranks = plain_draws(matrix, ties, raw, seed, count, spread)
    assert counted.first.tolist() == first
    assert counted.top.tolist() == top
    assert counted.ranks.tolist() == ranks[:RANKED_COUNT]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999), st.integers(30, 300), st.sampled_from([0.0, 0.05, 0.3]), st.integers(0, 25))
def test_leaving_out_who_cannot_matter_changes_no_count(
    seed: int, total: int, unknown_share: float, ranked: int
) -> None:
    """With and without pruning the counts and the ranks are the same."""
    matrix = drawn_matrix(seed, total, 5, unknown_share, steps=200)
    plan, ties = DrawPlan([5, 3, 8, 1, 2], seed, 2 * BLOCK + 3, 25), np.arange(total)[::-1].copy()
    pruned = count_tops(matrix, ties, plan, ranked=ranked)
    full = count_tops(matrix, ties, plan, ranked=ranked, prune=False)
    assert pruned.first.tolist() == full.first.tolist()
    assert pruned.top.tolist() == full.top.tolist()
    assert pruned.ranks.tolist() == full.ranks.tolist()
    assert int(full.first.sum()) == plan.count
    assert int(full.top.sum()) == 3 * plan.count


def test_a_kept_seed_gives_the_same_counts_for_ever() -> None:
    """Kept figures: whoever changes the stream, its layout or the rounding sees it here."""
    parks = [
        {
            "id": "a",
            "name": "Zuid",
            "available_now_ha": 5.0,
            "price_min_eur_m2": 50.0,
            "price_max_eur_m2": 70.0,
        },
        {"id": "b", "name": "West", "available_now_ha": 5.0, "reuse_class": "reuse", "park_management": True},
        {"id": "c", "name": "Oost", "available_now_ha": 5.0, "reuse_class": "existing"},
        {"id": "d", "name": "Noord", "available_now_ha": 5.0},
    ]
    preferences = (Preference("price", 30), Preference("park_management", 20), Preference("reuse", 10))
    request = LocationRequest(title="t", preferences=preferences)
    found = draws(match(request, site_table(parks), (), PLAIN_PROFILE), 2026, count=1000)
    assert found.generator == GENERATOR
    raw = np.random.PCG64(2026).random_raw(3000).astype("<u8").tobytes()
    assert found.weights_sha256 == hashlib.sha256(raw).hexdigest()
    assert [(each.candidate_id, each.first_count, each.top_count) for each in found.shares] == [
        ("b", 731, 992),
        ("a", 28, 619),
        ("c", 108, 707),
        ("d", 133, 682),
    ]


@settings(max_examples=20, deadline=None)
@given(sites(), requests())
def test_shares_add_up_to_three_places_of_every_draw(drawn: Sites, request: LocationRequest) -> None:
    """Each draw has one number one and a top three, or all where fewer qualify."""
    result = match(request, site_table(*drawn), (), PLAIN_PROFILE)
    found = draws(result, 7, count=200)
    ranked = result.qualifier_count
    assert sum(each.first_count for each in found.shares) == 200 * min(ranked, 1)
    assert sum(each.top_count for each in found.shares) == 200 * min(ranked, 3)
    assert [each.rank for each in found.shares] == sorted(each.rank for each in found.shares)
    for each in found.shares:
        assert each.span is not None
        assert 1 <= each.span.best <= each.span.p5 <= each.span.p95 <= each.span.worst <= ranked


def test_weights_in_proportion_are_drawn_alike() -> None:
    """Twice the weights give the same draws, and weights beyond what is exact are brought back."""
    assert small_weights([10, 20]).tolist() == small_weights([1, 2]).tolist() == [1, 2]
    assert small_weights([]).tolist() == []
    assert small_weights([0, 0]).tolist() == [0, 0]
    assert small_weights([30_000, 10_001]).sum() <= 2600


def test_work_that_is_stopped_stops() -> None:
    """What the step raises ends the work, between blocks."""
    matrix, told = drawn_matrix(1, 5, 2, 0.5), []

    def step(done: int, total: int) -> None:
        told.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count_tops(matrix, np.arange(5), DrawPlan([1, 1], 1, 2000, 25), step=step)
    assert told == [(BLOCK, 2000)]
