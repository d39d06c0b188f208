"""The real files: the figures that the import must show, to the last digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.merge.delivery import RowOutcome
from tests.unit.geodata.conftest import column, issues_of, refused_rows, shared

if TYPE_CHECKING:
    from drentsportal.domain.merge.delivery import ImportReport
    from tests.unit.geodata.conftest import ReadFile


def _drenthe(report: ImportReport) -> tuple[object, ...]:
    totals = report.totals
    return (
        report.feature_count,
        report.site_count,
        report.municipality_count,
        f"{totals.gross_ha:.2f}",
        f"{totals.net_ha:.2f}",
        f"{totals.available_now_ha:.2f}",
    )


_EXPECTED = (120, 120, 12, "3523.60", "2740.79", "283.31")


def test_national_layer_of_drenthe(read: ReadFile) -> None:
    """National layer of Drenthe."""
    delivery, report = read(shared("ibis_drenthe_2022.gpkg"))
    assert _drenthe(report) == _EXPECTED
    assert report.mapping_id == "ibis_national"
    assert report.count(RowOutcome.REFUSED) == 0
    # Type code X is described nowhere: three parks carry it, flagged and kept as delivered.
    assert len(issues_of(report, "issue.code_unknown")) == 3
    assert column(delivery, "location_type").count("X") == 3
    assert {date.iso for date in delivery.batches[0].as_of} == {"2022"}


def test_totals_are_exact_decimals(read: ReadFile) -> None:
    """Totals are exact decimals."""
    _, report = read(shared("ibis_drenthe_2022.gpkg"))
    assert (report.totals.gross_ha, report.totals.net_ha) == (3523.6, 2740.7934)


@pytest.mark.parametrize("join_on", ["rin_nummer", "RIN_NUMMER", "rin_nummer=RIN_NUMMER"])
def test_table_joined_by_rin_gives_the_same(read: ReadFile, join_on: str) -> None:
    """Table joined by RIN gives the same."""
    layer = shared("ibis_drenthe_2022.gpkg")
    from_layer, _ = read(layer)
    from_table, report = read(shared("ibis_drenthe_2022.csv"), join_geometry=layer, join_on=join_on)
    assert _drenthe(report) == _EXPECTED
    assert from_table.batches == from_layer.batches
    assert from_table.source == from_layer.source


def test_rijssen_holten_counts_a_park_of_three_parts_once(read: ReadFile) -> None:
    """Rijssen-Holten counts a park of three parts once."""
    delivery, report = read(shared("ibis_rijssen_holten.json"))
    assert (report.feature_count, report.site_count) == (22, 20)
    batch = delivery.batches[0]
    index = list(batch.site_ids).index("rin-130060")
    assert column(delivery, "gross_ha")[index] == 0.7923
    wkb = batch.geometries_wkb[index]
    shape = shapely.from_wkb(wkb if wkb is not None else b"")
    assert (shape.geom_type, len(shapely.get_parts(shape))) == ("MultiPolygon", 3)
    assert shape.area == pytest.approx(7923, rel=0.05)
    assert issues_of(report, "issue.part_of_site") == [(4, "taken", ""), (5, "taken", "")]


def test_rijssen_holten_is_read_in_ha(read: ReadFile) -> None:
    """Rijssen-Holten is read in ha."""
    delivery, report = read(shared("ibis_rijssen_holten.json"))
    assert column(delivery, "gross_ha")[0] == 23.61
    # The sum over the 22 features is 334.2483 ha; the two extra parts of 0.7923 ha do not count.
    assert report.totals.gross_ha == 332.6637
    assert report.totals.available_now_ha is None


def test_rijssen_holten_lists_the_years_it_cannot_read(read: ReadFile) -> None:
    """Rijssen-Holten lists the years it cannot read."""
    delivery, report = read(shared("ibis_rijssen_holten.json"))
    assert issues_of(report, "issue.value_damaged") == [(17, "flagged", "JAAR"), (22, "flagged", "JAAR")]
    assert issues_of(report, "issue.not_a_number") == [(row, "flagged", "JAAR") for row in (6, 7, 8)]
    years = dict(zip(delivery.batches[0].site_ids, column(delivery, "start_year"), strict=True))
    assert years["rin-3868"] is None
    assert years["rin-692"] == 1977


def test_rijssen_holten_is_outside_drenthe_and_taken_all_the_same(read: ReadFile) -> None:
    """Rijssen-Holten is outside Drenthe and taken all the same."""
    _, report = read(shared("ibis_rijssen_holten.json"))
    assert len(issues_of(report, "issue.municipality_unknown")) == 20
    assert refused_rows(report) == []


def test_gemeenten(read: ReadFile) -> None:
    """Gemeenten."""
    delivery, report = read(shared("gemeenten_drenthe_2023.gpkg"))
    assert (report.kind, report.site_count, report.municipality_count) == ("municipalities", 12, 12)
    area_km2 = shapely.union_all([each.geometry_rd for each in delivery.municipalities]).area / 1e6
    assert area_km2 == pytest.approx(2680.3, abs=0.05)
    assert {each.name for each in delivery.municipalities} >= {"Assen", "Emmen", "De Wolden"}
