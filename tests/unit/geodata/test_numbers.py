"""Numbers as text in a file: read where there is no doubt, asked or listed where there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import QuestionError
from tests.unit.geodata.conftest import column, issues_of, park, parks_file

if TYPE_CHECKING:
    from pathlib import Path

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
