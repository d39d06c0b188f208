"""Parts that are printed with their sum add up as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.match.printed_parts import HUNDREDTH, TENTH, printed_parts, printed_weights
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.language.figures_in_words import FiguresInWords
from drentsportal.language.wording import WORDING

DUTCH = FiguresInWords("nl", WORDING["nl"])


@given(st.lists(st.integers(0, 2 * 10**9), max_size=30), st.sampled_from([1, 7, TENTH, HUNDREDTH]))
def test_printed_parts_sum_to_the_printed_sum(parts: list[int], step: int) -> None:
    """Each is less than one last digit off, and what is exact stays."""
    printed = printed_parts(parts, step)
    assert sum(printed) == (2 * sum(parts) + step) // (2 * step) * step
    assert len(printed) == len(parts)
    for part, told in zip(parts, printed, strict=True):
        assert abs(told - part) < step
        assert told % step == 0
        assert part % step or told == part


@given(st.lists(st.integers(0, 2 * 10**9), min_size=1, max_size=12))
def test_what_is_read_adds_up(parts: list[int]) -> None:
    """The digits that a reader sees, added by hand, give the digits of the total."""
    told = [DUTCH.specs["points"](each) for each in printed_parts(parts, TENTH)]
    added = sum(int(each.replace(".", "").replace(",", "")) for each in told)
    assert DUTCH.specs["points"](added * TENTH) == DUTCH.specs["points"](sum(parts))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30).filter(any))
def test_weights_as_they_are_read_add_up_to_a_hundred(given: list[int]) -> None:
    """In tenths of a per cent, each less than a tenth off; a larger weight never reads as a smaller one."""
    weights = {str(place): each for place, each in enumerate(normalised_weights(given))}
    printed = printed_weights(weights)
    read = [DUTCH.specs["weight"](each).removesuffix(" %").replace(",", ".") for each in printed.values()]
    assert sum(map(Decimal, read)) == 100
    for name, weight in weights.items():
        assert abs(printed[name] - weight) < 10
        assert all(printed[name] >= printed[other] for other in weights if weights[other] < weight)


@pytest.mark.parametrize(("count", "one_by_one"), [(3, 999), (6, 1_002), (7, 1_001)])
def test_equal_wishes_read_as_a_hundred(count: int, one_by_one: int) -> None:
    """Rounded one by one three of them would read 99,9, seven 100,1."""
    weights = {str(place): each for place, each in enumerate(normalised_weights([1] * count))}
    assert sum((each + 5) // 10 for each in weights.values()) == one_by_one
    assert sum(printed_weights(weights).values()) == 10_000


def test_the_largest_remainders_are_rounded_up() -> None:
    """91,79 of five wishes: rounded one by one they would read 91,7 beside a total of 91,8."""
    parts = [2_000_000_000, 1_333_000_000, 3_842_000_000, 1_500_000_000, 504_000_000]
    assert [each // TENTH for each in printed_parts(parts, TENTH)] == [200, 133, 384, 150, 51]
    equal = [104_000_000, 104_000_000, 104_000_000]
    assert [each // TENTH for each in printed_parts(equal, TENTH)] == [11, 10, 10]
