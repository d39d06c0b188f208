"""Numbers as text: read where there is no doubt, asked or listed where there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.number_text import Notation, notation_of, proposed_number, read_number
from drentsportal.errors import QuestionError
from tests.unit.geodata.conftest import column, issues_of, park, parks_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

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
    ],
)
def test_the_column_decides(texts: list[str], notation: Notation) -> None:
    """The column decides."""
    assert notation_of(read_number(text) for text in texts) is notation


# --- through the reader -------------------------------------------------------------


def test_decimal_comma_in_a_typed_source_is_proposed_by_row(read: ReadFile, tmp_path: Path) -> None:
    """Decimal comma in a typed source is proposed by row."""
    path = parks_file(tmp_path / "a.geojson", park(1), park(2, HA_BRUTO="1,02"))
    delivery, report = read(path)
    assert column(delivery, "gross_ha") == [1.0, None]
    assert issues_of(report, "issue.number_notation.proposed") == [(2, "flagged", "HA_BRUTO")]
    issue = next(each for each in report.issues if each.field == "HA_BRUTO")
    assert issue.message.named == {"text": "1,02", "proposal": "1.02"}


@pytest.mark.parametrize("rule", ["proposed_reading:HA_BRUTO", "decimal_comma:HA_BRUTO", "proposed_reading"])
def test_decimal_comma_is_read_once_accepted_for_the_column(
    read: ReadFile, tmp_path: Path, rule: str
) -> None:
    """Decimal comma is read once accepted for the column."""
    path = parks_file(tmp_path / "a.geojson", park(1), park(2, HA_BRUTO="1,02"))
    delivery, report = read(path, accepted=[rule])
    assert column(delivery, "gross_ha") == [1.0, 1.02]
    assert delivery.mapping_id == f"ibis_national+{rule}"
    assert report.mapping_id == delivery.mapping_id


def test_thousands_dot_that_may_be_a_decimal_point_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """Thousands dot that may be a decimal point is asked."""
    path = parks_file(tmp_path / "a.geojson", park(1, HA_BRUTO="1.002"))
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.option == "--accept"
    assert caught.value.choices == ("decimal_comma:HA_BRUTO", "decimal_point:HA_BRUTO")
    delivery, _ = read(path, accepted=["decimal_point:HA_BRUTO"])
    assert column(delivery, "gross_ha") == [1.002]


def test_two_notations_in_one_column_are_listed_and_left_unknown(read: ReadFile, tmp_path: Path) -> None:
    """Two notations in one column are listed and left unknown."""
    path = parks_file(tmp_path / "a.geojson", park(1, HA_BRUTO="1.000,5"), park(2, HA_BRUTO="1,000.5"))
    delivery, report = read(path)
    assert column(delivery, "gross_ha") == [None, None]
    assert [row for row, _, _ in issues_of(report, "issue.number_notation.proposed")] == [1, 2]


def test_text_where_a_number_belongs_is_listed(read: ReadFile, tmp_path: Path) -> None:
    """Text where a number belongs is listed."""
    path = parks_file(tmp_path / "a.geojson", park(1, HA_NETTO="veel"), park(2, HA_NETTO=True), park(3))
    delivery, report = read(path)
    assert column(delivery, "net_ha") == [None, None, 0.8]
    assert issues_of(report, "issue.not_a_number") == [(1, "flagged", "HA_NETTO"), (2, "flagged", "HA_NETTO")]


def test_negative_area_is_listed_and_left_unknown(read: ReadFile, tmp_path: Path) -> None:
    """Negative area is listed and left unknown."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, HA_TOTTUIT=-1.0)))
    assert column(delivery, "available_now_ha") == [None]
    assert issues_of(report, "issue.negative") == [(1, "flagged", "HA_TOTTUIT")]


@pytest.mark.parametrize("value", [1e308, 10**400, "9" * 40, float("inf")])
def test_a_figure_beyond_all_measure_is_listed(read: ReadFile, tmp_path: Path, value: object) -> None:
    """A figure beyond all measure is listed."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, HA_NETTO=value), park(2)))
    assert column(delivery, "net_ha") == [None, 0.8]
    assert issues_of(report, "issue.number_too_large") == [(1, "flagged", "HA_NETTO")]


def test_no_value_is_unknown_and_not_zero(read: ReadFile, tmp_path: Path) -> None:
    """No value is unknown and not zero."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, HA_TOTTUIT=None)))
    assert column(delivery, "available_now_ha") == [None]
    assert report.totals.available_now_ha is None
