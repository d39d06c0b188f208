"""Figures in the signs of the language of the window, written and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.errors import InputError
from drentsportal.language.typed_figures import figure_as_typed, read_figure, read_whole_figure, typed_number

if TYPE_CHECKING:
    from decimal import Decimal


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("nl", "1.234,5", 1234.5),
        ("de", "1.234,5", 1234.5),
        ("en", "1,234.5", 1234.5),
        ("nl", "1.500", 1500),
        ("en", "1.500", 1.5),
        ("en", "1,500", 1500),
        ("nl", "2.5", None),
        ("en", "2,5", None),
    ],
)
def test_a_figure_is_read_by_the_signs_of_its_language(code: str, text: str, value: float | None) -> None:
    """What only fits another language is no figure here."""
    assert read_figure(text, code) == value


@pytest.mark.parametrize(
    ("code", "text", "value"), [("nl", "75.000", 75_000), ("en", "75,000", 75_000), ("de", "8", 8)]
)
def test_a_whole_figure_may_have_thousands(code: str, text: str, value: int) -> None:
    """In the sign of its language."""
    assert read_whole_figure(text, code) == value


@pytest.mark.parametrize(
    ("code", "text"), [("nl", "75,000"), ("en", "75.000"), ("nl", "2,5"), ("nl", "veel")]
)
def test_a_whole_figure_has_no_decimals_not_even_zeros(code: str, text: str) -> None:
    """With 75.000 in an English window a Dutch colleague means thousands."""
    assert read_whole_figure(text, code) is None


@given(st.decimals(0, 1_000_000, places=3), st.sampled_from(["nl", "en", "de"]))
def test_what_is_written_is_read_back(value: Decimal, code: str) -> None:
    """Three decimals too, which look like thousands in another language."""
    assert read_figure(figure_as_typed(value, code), code) == float(value)


@pytest.mark.parametrize(
    ("code", "text"),
    [("nl", "1.500"), ("de", "12.500"), ("en", "1,500"), ("en", "1,500.5"), ("nl", "1.500,5")],
)
def test_a_request_takes_no_number_with_two_readings(code: str, text: str) -> None:
    """1,500 m² in English would be read as one and a half."""
    with pytest.raises(InputError) as refused:
        typed_number(text, "plot_area_ha", code)
    assert (refused.value.message_id, refused.value.field) == ("error.form.number_ambiguous", "plot_area_ha")


@pytest.mark.parametrize(
    ("code", "text"), [("nl", "1,5"), ("nl", "1.5"), ("en", "1.5"), ("en", "1,5"), ("nl", "1,125")]
)
def test_decimals_with_either_sign_are_taken_as_typed(code: str, text: str) -> None:
    """Where nothing else can be meant."""
    assert typed_number(text, "plot_area_ha", code) == text
