"""Worths of numbers: every shape by hand, and laws for all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.match.criteria import SCALE_TOP, Scale, ScaleShape
from drentsportal.domain.match.value_functions import is_bent, is_usable, worth_bounds, worths

IDEAL = Scale(shape=ScaleShape.IDEAL, points=((100, 0), (200, SCALE_TOP), (400, SCALE_TOP), (1_000, 0)))
PIECES = Scale(shape=ScaleShape.PIECEWISE, points=((0, 200_000), (10, 900_000), (30, 100_000)))
DECAY = Scale(shape=ScaleShape.DECAY, best=600, halving=900)


def one(value: int, scale: Scale) -> int:
    """Return what one value is worth."""
    return int(worths(np.array([value], np.int64), scale)[0])


@pytest.mark.parametrize(
    ("scale", "value", "worth"),
    [
        (IDEAL, 99, 0),
        (IDEAL, 150, 500_000),
        (IDEAL, 300, SCALE_TOP),
        (IDEAL, 401, 998_333),
        (IDEAL, 10**15, 0),
        (PIECES, -5, 200_000),
        (PIECES, 5, 550_000),
        (PIECES, 11, 860_000),
        (PIECES, 31, 100_000),
        (DECAY, 0, SCALE_TOP),
        (DECAY, 600, SCALE_TOP),
        (DECAY, 1_050, 750_000),
        (DECAY, 1_140, 700_000),
        (DECAY, 1_500, 500_000),
        (DECAY, 2_400, 250_000),
        (DECAY, 10**15, 0),
        (DECAY, -(10**15), SCALE_TOP),
    ],
)
def test_shapes_by_hand(scale: Scale, value: int, worth: int) -> None:
    """Rounded down, flat beyond the ends."""
    assert one(value, scale) == worth


@pytest.mark.parametrize(
    "scale",
    [
        Scale(worst=5, best=5),
        Scale(shape=ScaleShape.DECAY, best=5),
        Scale(shape=ScaleShape.DECAY, best=5, halving=-1),
        Scale(shape=ScaleShape.PIECEWISE, points=((1, 0),)),
        Scale(shape=ScaleShape.PIECEWISE, points=((2, 0), (2, 5))),
        Scale(shape=ScaleShape.PIECEWISE, points=((1, 0), (2, SCALE_TOP + 1))),
        Scale(shape=ScaleShape.PIECEWISE, points=((1, -1), (2, 5))),
        Scale(shape=ScaleShape.IDEAL, points=((1, 0), (2, SCALE_TOP), (3, 0))),
        Scale(shape=ScaleShape.IDEAL, points=((1, 0), (2, SCALE_TOP), (3, 5), (4, 0))),
    ],
)
def test_what_cannot_map_is_not_usable(scale: Scale) -> None:
    """Ends that are the same, points out of order, worths off the scale."""
    assert not is_usable(scale)
    assert is_usable(IDEAL)
    assert is_usable(PIECES)
    assert is_usable(DECAY)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Draw a usable scale of any shape over small numbers."""
    shape = draw(st.sampled_from(list(ScaleShape)))
    if shape is ScaleShape.LINEAR:
        worst, best = draw(st.lists(st.integers(-20, 20), min_size=2, max_size=2, unique=True))
        return Scale(worst=worst, best=best)
    if shape is ScaleShape.DECAY:
        return Scale(shape=shape, best=draw(st.integers(-5, 5)), halving=draw(st.integers(1, 9)))
    count = 4 if shape is ScaleShape.IDEAL else draw(st.integers(2, 5))
    values = sorted(draw(st.lists(st.integers(-20, 20), min_size=count, max_size=count, unique=True)))
    worth = st.integers(0, SCALE_TOP)
    given_worths = (
        [0, SCALE_TOP, SCALE_TOP, 0] if shape is ScaleShape.IDEAL else [draw(worth) for _ in values]
    )
    return Scale(shape=shape, points=tuple(zip(values, given_worths, strict=True)))


@given(scales(), st.integers(-40, 40), st.integers(0, 30))
def test_the_bounds_of_a_range_are_those_of_its_values(scale: Scale, low: int, width: int) -> None:
    """Least and most over every whole number in the range, found by trying all."""
    assert is_usable(scale)
    every = [one(value, scale) for value in range(low, low + width + 1)]
    least, most = worth_bounds(np.array([low]), np.array([low + width]), scale)
    assert (int(least[0]), int(most[0])) == (min(every), max(every))
    assert 0 <= min(every) <= max(every) <= SCALE_TOP


@given(scales(), st.integers(-40, 39))
def test_a_shape_that_goes_one_way_never_turns(scale: Scale, value: int) -> None:
    """A better value is never worth less."""
    if is_bent(scale):
        return
    rising = scale.shape is ScaleShape.LINEAR and scale.best > scale.worst
    worse, better = (value, value + 1) if rising else (value + 1, value)
    assert one(worse, scale) <= one(better, scale)
