"""Numbers as text in a file: read where there is no doubt, asked or listed where there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import QuestionError
from tests.unit.geodata.conftest import column, issues_of, park, parks_file

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from tests.unit.geodata.conftest import ReadFile


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


_THREE_DECIMALS = ("1,000", "0,000", "0,021")


def _three_decimals() -> list[dict[str, object]]:
    return [park(number, HA_BRUTO="1,000", HA_TOTTUIT=text) for number, text in enumerate(_THREE_DECIMALS)]


def test_the_decimal_sign_is_asked_before_the_unit(read: ReadFile, dutch: Language, tmp_path: Path) -> None:
    """Three decimals as text look like thousands: the sign is asked first, and then no unit is left."""
    path = parks_file(tmp_path / "a.geojson", *_three_decimals())
    accepted: list[str] = []
    for name in ("HA_BRUTO", "HA_TOTTUIT"):
        with pytest.raises(QuestionError) as caught:
            read(path, accepted=accepted)
        assert caught.value.choices == (f"decimal_comma:{name}", f"decimal_point:{name}")
        accepted.append(f"decimal_comma:{name}")
    assert "“1,000”" in dutch.text(caught.value)
    delivery, _ = read(path, accepted=accepted)
    assert column(delivery, "gross_ha") == [1.0, 1.0, 1.0]
    assert column(delivery, "available_now_ha") == [1.0, 0.0, 0.021]


@pytest.mark.parametrize("rule", ["decimal_comma", "decimal_point"])
def test_zero_is_zero_under_either_sign(read: ReadFile, tmp_path: Path, rule: str) -> None:
    """Nobody is asked about a zero alone, and an answer about others does not make it unknown."""
    path = parks_file(tmp_path / "a.geojson", park(1, HA_TOTTUIT="0,000"), park(2, HA_TOTTUIT="0.000"))
    assert column(read(path)[0], "available_now_ha") == [0.0, 0.0]
    assert column(read(path, accepted=[rule])[0], "available_now_ha") == [0.0, 0.0]


def test_one_value_with_two_readings_among_numbers_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """A sure comma beside it does not make "21,000" twenty-one thousand."""
    rows = [park(1), park(2), park(3), park(4, HA_NETTO="0,81"), park(5, HA_NETTO="1,000")]
    path = parks_file(tmp_path / "a.geojson", *rows)
    for accepted in ([], ["proposed_reading"]):
        with pytest.raises(QuestionError) as caught:
            read(path, accepted=accepted)
        assert caught.value.choices == ("decimal_comma:HA_NETTO", "decimal_point:HA_NETTO")
    delivery, _ = read(path, accepted=["decimal_comma:HA_NETTO"])
    assert column(delivery, "net_ha") == [0.8, 0.8, 0.8, 0.81, 1.0]


@pytest.mark.parametrize("stray", ["1e400", "9.5", "NaN", "circa 11"])
def test_a_column_of_commas_with_strays_is_asked_and_not_left_unknown(
    read: ReadFile, dutch: Language, tmp_path: Path, stray: str
) -> None:
    """Most rows can be read once the comma is accepted; the strays are then listed by row."""
    texts = ("1,02", "0,99", "1.021,0", stray, "2,5 ha", "1,01", "1,03")
    path = parks_file(tmp_path / "a.geojson", *(park(row, HA_BRUTO=text) for row, text in enumerate(texts)))
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.choices == ("decimal_comma:HA_BRUTO", "decimal_point:HA_BRUTO")
    assert "5 bij een decimale komma" in dutch.text(caught.value)
    delivery, report = read(path, accepted=["decimal_comma:HA_BRUTO"])
    assert column(delivery, "gross_ha") == [1.02, 0.99, 1021.0, None, None, 1.01, 1.03]
    assert issues_of(report, "issue.not_a_number.proposed") == [(5, "flagged", "HA_BRUTO")]


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


@pytest.mark.parametrize("text", ["1e400", "1.5e400", "1e400 ha", "7.5e30"])
@pytest.mark.parametrize("accepted", [[], ["proposed_reading"]])
def test_a_figure_beyond_all_measure_among_commas_is_too_large(
    read: ReadFile, tmp_path: Path, text: str, accepted: list[str]
) -> None:
    """It is not said to have another decimal sign, and is no proposal that could be accepted."""
    rows = (park(1, HA_NETTO=text), park(2, HA_NETTO="0,85"), park(3, HA_NETTO="0,95"))
    given = [*accepted, "decimal_comma:HA_NETTO"]
    delivery, report = read(parks_file(tmp_path / "a.geojson", *rows), accepted=given)
    assert column(delivery, "net_ha") == [None, 0.85, 0.95]
    assert issues_of(report, "issue.number_too_large") == [(1, "flagged", "HA_NETTO")]


def test_no_value_is_unknown_and_not_zero(read: ReadFile, tmp_path: Path) -> None:
    """No value is unknown and not zero."""
    delivery, report = read(parks_file(tmp_path / "a.geojson", park(1, HA_TOTTUIT=None)))
    assert column(delivery, "available_now_ha") == [None]
    assert report.totals.available_now_ha is None
