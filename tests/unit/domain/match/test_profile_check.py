"""A profile that is accepted can always be computed with, whatever the values are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.match.criteria import SCALE_TOP, Scale, ScaleShape
from drentsportal.domain.match.offer_columns import UNBOUNDED
from drentsportal.domain.match.profile_check import check_profile
from drentsportal.domain.match.value_functions import FURTHEST, worth_bounds, worths
from drentsportal.errors import InputError
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE

_FAR = st.one_of(
    st.integers(-(10**30), 10**30),
    st.integers(-FURTHEST, FURTHEST),
    st.sampled_from([-FURTHEST - 1, -FURTHEST, 0, FURTHEST, FURTHEST + 1]),
)
_WORTHS = st.integers(0, SCALE_TOP)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Draw a scale of any shape, with numbers far beyond what a computer counts in as well."""
    shape = draw(st.sampled_from(ScaleShape))
    values = sorted(draw(st.sets(_FAR, min_size=2, max_size=4)))
    if shape is ScaleShape.IDEAL and len(values) == 4:
        worth = [0, SCALE_TOP, SCALE_TOP, 0]
    else:
        worth = draw(st.lists(_WORTHS, min_size=len(values), max_size=len(values)))
    return Scale(
        worst=draw(_FAR),
        best=draw(_FAR),
        shape=shape,
        points=tuple(zip(values, worth, strict=True)),
        halving=draw(_FAR),
    )


@given(scales(), st.lists(st.integers(-UNBOUNDED, UNBOUNDED), max_size=5))
def test_an_accepted_profile_never_fails_in_its_arithmetic(scale: Scale, drawn: list[int]) -> None:
    """Every worth lies on the scale, so nothing ran over; all else is refused before it is kept."""
    profile = replace(PLAIN_PROFILE, scales={**PLAIN_PROFILE.scales, "price": scale})
    try:
        check_profile(profile)
    except InputError:
        return
    values = np.array([*drawn, -UNBOUNDED, 0, FURTHEST, -FURTHEST, UNBOUNDED], np.int64)
    found = worths(values, scale)
    least, most = worth_bounds(np.sort(values), np.sort(values) + 1, scale)
    for each in (found, least, most):
        assert ((each >= 0) & (each <= SCALE_TOP)).all()


@pytest.mark.parametrize(
    "scale",
    [
        Scale(worst=-FURTHEST, best=FURTHEST),
        Scale(worst=FURTHEST, best=-FURTHEST),
        Scale(shape=ScaleShape.DECAY, best=FURTHEST, halving=FURTHEST),
        Scale(shape=ScaleShape.PIECEWISE, points=((-FURTHEST, 0), (FURTHEST, SCALE_TOP))),
    ],
)
def test_the_furthest_numbers_are_computed_exactly(scale: Scale) -> None:
    """At the very bounds the ends are worth nothing and all."""
    check_profile(replace(PLAIN_PROFILE, scales={**PLAIN_PROFILE.scales, "price": scale}))
    ends = worths(np.array([-UNBOUNDED, UNBOUNDED], np.int64), scale)
    assert sorted(ends.tolist()) == [0, SCALE_TOP]
