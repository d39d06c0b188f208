"""Numbers written as text: what each may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.entry.number_text import Notation, notation_of, proposed_number, read_number

_CENTS = st.integers(min_value=0, max_value=10**11)


def _dutch(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + f",{rest:02d}"


def _english(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}"


@given(_CENTS)
def test_dutch_notation_reads_back(cents: int) -> None:
    """Dutch notation reads back."""
    reading = read_number(_dutch(cents))
    assert reading.notation is Notation.COMMA
    assert reading.only_reading == cents / 100


@given(_CENTS)
def test_english_notation_reads_back(cents: int) -> None:
    """English notation reads back."""
    reading = read_number(_english(cents))
    assert reading.notation is Notation.POINT
    assert reading.only_reading == cents / 100


@given(st.floats(min_value=0, max_value=1e15, allow_nan=False))
def test_what_a_program_writes_reads_back(value: float) -> None:
    """What a program writes reads back."""
    reading = read_number(repr(value))
    assert reading.under(Notation.POINT) == value


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999))
def test_three_digits_behind_one_sign_say_nothing(before: int, behind: int) -> None:
    """Three digits behind one sign say nothing."""
    for sign in ".,":
        reading = read_number(f"{before}{sign}{behind:03d}")
        assert reading.notation is Notation.EITHER
        assert reading.only_reading is None
        assert {reading.as_point, reading.as_comma} == {
            before * 1000 + behind,
            float(f"{before}.{behind:03d}"),
        }


@given(st.text(max_size=12))
def test_any_text_gives_an_answer(text: str) -> None:
    """Any text gives an answer."""
    reading = read_number(text)
    assert (reading.notation is Notation.NONE) == (reading.as_point is None and reading.as_comma is None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("0.123", 0.123),
        ("0,123", 0.123),
        (" 12 ", 12),
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("-3,5", -3.5),
        ("1e3", 1000),
    ],
)
def test_texts_without_doubt(text: str, value: float) -> None:
    """Texts without doubt."""
    assert read_number(text).only_reading == value


@pytest.mark.parametrize("text", ["1e400", "1.5e400", "-1e400"])
def test_a_number_beyond_all_measure_is_a_number_without_end(text: str) -> None:
    """It is a number as written, and no finite one."""
    reading = read_number(text)
    assert reading.notation is not Notation.NONE
    assert reading.only_reading in {float("inf"), float("-inf")}


@pytest.mark.parametrize(
    "text", ["", "x", "1,2,3", "1.2.3", "1,23.4,5", "v1900", "12 ha", "1..2", "--1", "inf", "nan"]
)
def test_texts_that_are_no_number(text: str) -> None:
    """Texts that are no number."""
    assert read_number(text).notation is Notation.NONE


def test_a_number_with_its_unit_is_proposed_only() -> None:
    """A number with its unit is proposed only."""
    assert read_number("1,5 ha").only_reading is None
    assert proposed_number("1,5 ha") == 1.5
    assert proposed_number("veel") is None


@pytest.mark.parametrize(
    ("texts", "notation"),
    [
        (["1", "2"], Notation.WHOLE),
        (["1,5", "2", "1.234"], Notation.COMMA),
        (["1.5", "1.234"], Notation.POINT),
        (["1.234", "2.500"], Notation.EITHER),
        (["1.234,5", "1,234.5"], Notation.NONE),
        (["1,5", "1.5e400"], Notation.COMMA),
    ],
)
def test_the_column_decides(texts: list[str], notation: Notation) -> None:
    """The column decides."""
    assert notation_of(read_number(text) for text in texts) is notation


# --- through the reader -------------------------------------------------------------
