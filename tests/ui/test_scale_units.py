"""Values of scales in units of people, and scales from one shape to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.match.criteria import CRITERIA, SCALE_TOP, Scale, ScaleShape
from drentsportal.domain.match.profile_check import is_classed
from drentsportal.domain.match.value_functions import is_usable
from drentsportal.errors import InputError
from drentsportal.ui.models.scale_shapes import handles_of, reshaped, scale_of, with_point
from drentsportal.ui.models.scale_units import (
    as_typed,
    length_as_typed,
    read_length,
    read_tenths,
    read_typed,
    read_weight,
    read_worth,
    worth_as_typed,
)

NUMERIC = [each.id for each in CRITERIA if each.can_prefer and not is_classed(each)]
VALUES = st.integers(min_value=1, max_value=2_000_000)
CODES = st.sampled_from(["nl", "en", "de"])


@given(st.sampled_from(NUMERIC), VALUES, CODES)
def test_what_is_written_is_read_back(criterion_id: str, value: int, code: str) -> None:
    """No exact value is lost by being shown in hectares, kilometres, minutes, euros or days."""
    assert read_typed(criterion_id, as_typed(criterion_id, value, code), code) == value
    assert read_length(criterion_id, length_as_typed(criterion_id, value, code), code) == value


@given(st.integers(min_value=0, max_value=SCALE_TOP), CODES)
def test_a_worth_is_written_in_points(worth: int, code: str) -> None:
    """Points of a hundred, exact."""
    assert read_worth(worth_as_typed(worth, code), code) == worth


@pytest.mark.parametrize(
    ("criterion_id", "text", "value"),
    [
        ("plot_area", "2,5", 25_000),
        ("floor_area", "500", 500),
        ("junction_distance", "2.5", 2_500),
        ("junction_minutes", "15", 900),
        ("price", "75,50", 7_550),
        ("available_by", "01-01-2027", 739_982),
    ],
)
def test_units_are_those_of_people(criterion_id: str, text: str, value: int) -> None:
    """Hectares, square metres of floor, kilometres, minutes, euros, days."""
    assert read_typed(criterion_id, text, "nl") == value


@pytest.mark.parametrize("text", ["", "x", "-1", "1e400", "2,50001", "1,2,3", "nan"])
def test_what_is_no_value_is_refused(text: str) -> None:
    """Nothing is rounded or guessed in silence."""
    with pytest.raises(InputError):
        read_typed("plot_area", text, "nl")


def test_weights_and_margins_have_their_own_steps() -> None:
    """A weight is whole, a margin has one decimal."""
    assert (read_weight("20", "nl"), read_tenths("2,5", "nl")) == (20, 25)
    for read, text in ((read_weight, "2,5"), (read_tenths, "2,55")):
        with pytest.raises(InputError):
            read(text, "nl")


def test_thousands_are_those_of_the_window() -> None:
    """1,500 is one and a half kilometre in Dutch and fifteen hundred in English."""
    assert read_typed("junction_distance", "1,500", "nl") == 1_500
    assert read_typed("junction_distance", "1,500", "en") == 1_500_000
    assert read_typed("junction_distance", "1.500", "en") == 1_500


@given(
    st.lists(VALUES, min_size=2, max_size=2, unique=True),
    st.lists(st.sampled_from(ScaleShape), min_size=1, max_size=6),
)
def test_any_shape_can_follow_any_other(ends: list[int], shapes: list[ScaleShape]) -> None:
    """Each is usable, and its points give the same scale again."""
    scale = Scale(worst=ends[0], best=ends[1])
    for shape in shapes:
        scale = reshaped(scale, shape)
        assert is_usable(scale)
        assert scale_of(shape, handles_of(scale)) == scale
    if scale.shape is ScaleShape.PIECEWISE:
        assert is_usable(scale_of(scale.shape, with_point(scale.points, 100)))
