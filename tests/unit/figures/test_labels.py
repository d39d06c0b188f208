"""Room for words on a map: of many boxes at once as of each alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.figures.labels import Box, LabelField

_SIDES = st.integers(-2, 12)
_BOXES = st.tuples(_SIDES, _SIDES, st.integers(1, 5), st.integers(1, 5)).map(
    lambda each: (float(each[0]), float(each[1]), float(each[0] + each[2]), float(each[1] + each[3]))
)


@given(taken=st.lists(_BOXES, max_size=6), asked=st.lists(_BOXES, min_size=1, max_size=12))
def test_many_boxes_are_free_as_each_is(taken: list[Box], asked: list[Box]) -> None:
    """Touching is no overlap, and the edge of the area belongs to it."""
    field = LabelField((0.0, 0.0, 10.0, 10.0), list(taken))
    told = field.free_of(np.array(asked)).tolist()
    assert told == [place for place, box in enumerate(asked) if field.free(box)]
