"""Out and in again: the IBIS table and our own exchange format keep every value."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pyogrio.raw
import pytest
import shapely

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.sites.attributes import SITE_ATTRIBUTES
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.ports.exports import ExportFormat
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.site_browsing import SiteFilter
from tests.fakes import MOMENT_UTC, OFFICER
from tests.unit.geodata.conftest import shared
from tests.unit.geodata.writing.conftest import export, sites_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.site import Site
    from tests.unit.geodata.writing.conftest import OpenEmpty


def take_in(services: AppServices, path: Path, **options: object) -> None:
    """Import a file of which every row must be taken."""
    report = services.imports.run(path, ImportOptions(**options), NoProgress())  # type: ignore[arg-type] # its fields
    assert report.count(RowOutcome.REFUSED) == 0, [each.message for each in report.issues]


def edit(services: AppServices, site_id: str, attribute_id: str, value: object, **said: str) -> None:
    """Store a value as a person enters it."""
    choice = ValueChoice(
        site_id=site_id,
        attribute_id=attribute_id,
        from_version=0,
        until_version=None,
        record_id=None,
        value=value,
        source=said.get("source", "Gemeente Emmen"),
        as_of=PartialDate.parse(said.get("as_of", "2026-11-20")),
        actor=OFFICER,
        chosen_at_utc=MOMENT_UTC,
        reason=said.get("reason", ""),
    )
    with services.workspace.unit_of_work() as unit:
        unit.sites.choose(choice)
        unit.commit()


def assert_same(before: Mapping[str, Site], after: Mapping[str, Site], *, with_source: bool) -> None:
    """Compare every value, where asked with its source and date, and every shape to the last digit."""
    assert sorted(before) == sorted(after)
    for site_id, site in before.items():
        other = after[site_id]
        for spec in SITE_ATTRIBUTES:
            if with_source:
                assert _known(other, spec.id) == _known(site, spec.id), (site_id, spec.id)
            else:
                assert other.value(spec.id) == site.value(spec.id), (site_id, spec.id)
        assert _wkb(other) == _wkb(site), site_id


def _known(site: Site, attribute_id: str) -> Known[object] | None:
    attribute = site.attribute(attribute_id)
    return attribute if isinstance(attribute, Known) else None


def _wkb(site: Site) -> bytes | None:
    return None if site.geometry_rd is None else shapely.to_wkb(site.geometry_rd)


def test_the_ibis_table_comes_back_as_it_went_out(empty: OpenEmpty, tmp_path: Path) -> None:
    """120 real rows: ids, figures to the last digit, dates and shapes equal those of the source."""
    source = shared("ibis_drenthe_2022.gpkg")
    first, second = empty("eerst"), empty("tweede")
    take_in(first, source)
    out = tmp_path / "ibis.gpkg"
    assert export(first, ExportFormat.IBIS, out).notes == ()
    take_in(second, out)
    assert_same(sites_of(first), sites_of(second), with_source=True)
    assert len(sites_of(second)) == 120
    assert _table(out) == _table(source)


def test_the_ibis_table_as_csv_comes_back_with_the_shapes_joined(empty: OpenEmpty, tmp_path: Path) -> None:
    """The table without geometry holds the same figures; shapes come from the file of the layer."""
    source = shared("ibis_drenthe_2022.gpkg")
    first, second = empty("eerst"), empty("tweede")
    take_in(first, source)
    out = tmp_path / "ibis.csv"
    export(first, ExportFormat.IBIS, out)
    take_in(second, out, join_geometry=source, join_on="RIN_NUMMER")
    assert_same(sites_of(first), sites_of(second), with_source=True)


def test_parks_without_a_rin_number_come_back_under_their_id(
    sample: AppServices, empty: OpenEmpty, tmp_path: Path
) -> None:
    """None of these has a number; the column behind the national ones says which park is which."""
    parks = sample.browsing.find(SiteFilter(SiteKind.PARK))
    for name, options in (("ibis.gpkg", {}), ("ibis.csv", {"accepted": frozenset({"without_geometry"})})):
        export(sample, ExportFormat.IBIS, tmp_path / name)
        second = empty(name)
        take_in(second, tmp_path / name, **options)
        after = sites_of(second)
        assert sorted(after) == sorted(parks)
        for site_id, site in after.items():
            before = sample.catalogue.site(site_id)
            for each in ("name", "municipality_code", "gross_ha", "net_ha", "available_now_ha"):
                assert site.value(each) == before.value(each), (site_id, each)


def _table(path: Path) -> dict[str, tuple[object, ...]]:
    """Read the national columns of the layer as GDAL gives them: per RIN number all of them and the shape."""
    meta, _, wkb, data = pyogrio.raw.read(str(path), layer="bedrijventerreinen")
    assert meta["crs"] == "EPSG:28992"
    assert meta["geometry_type"] == "Polygon"
    names = [str(each) for each in meta["fields"] if each != "PORTAAL_ID"]
    rows = zip(*(column.tolist() for column in data[: len(names)]), wkb.tolist(), strict=True)
    return {str(row[names.index("RIN_NUMMER")]): (tuple(names), *row) for row in rows}


def test_a_value_of_another_year_brings_its_own_year_along(empty: OpenEmpty, tmp_path: Path) -> None:
    """The row keeps the oldest year, the second table names year and source of the value that was entered."""
    services = empty("eerst")
    take_in(services, shared("ibis_drenthe_2022.gpkg"))
    edit(services, "rin-450", "available_now_ha", 1.25)
    out = tmp_path / "ibis.csv"
    made = export(services, ExportFormat.IBIS, out)
    assert [each.id for each in made.notes] == ["export.note.other_years"]
    with out.open(encoding="utf-8", newline="") as stream:
        row = next(each for each in csv.DictReader(stream, delimiter=";") if each["RIN_NUMMER"] == "450")
    assert (row["HA_TOTTUIT"], row["JAAR"]) == ("1.25", "2022")
    with (tmp_path / "ibis_herkomst.csv").open(encoding="utf-8", newline="") as stream:
        origins = {
            each["VELD"]: (each["JAAR"], each["PEILDATUM"], each["BRON"])
            for each in csv.DictReader(stream, delimiter=";")
            if each["RIN_NUMMER"] == "450"
        }
    assert origins["HA_TOTTUIT"] == ("2026", "2026-11-20", "Gemeente Emmen")
    assert origins["HA_BRUTO"] == ("2022", "2022", "IBIS-werklocaties (IPO)")


def test_unknown_stays_empty_in_the_ibis_table(empty: OpenEmpty, tmp_path: Path) -> None:
    """A value that a person took away is no zero, and the park without a number is told."""
    services = empty("eerst")
    take_in(services, shared("ibis_drenthe_2022.gpkg"))
    edit(services, "rin-450", "net_ha", None)
    edit(services, "rin-451", "rin", None)
    out = tmp_path / "ibis.csv"
    made = export(services, ExportFormat.IBIS, out)
    assert "export.note.without_rin" in [each.id for each in made.notes]
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert next(each for each in rows if each["RIN_NUMMER"] == "450")["HA_NETTO"] == ""
    assert [each["PLAN_NAAM"] for each in rows if not each["RIN_NUMMER"]] == ["Nieuwediep"]


def test_the_exchange_format_keeps_value_source_and_date(
    sample: AppServices, sample_sites: Mapping[str, Site], empty: OpenEmpty, tmp_path: Path
) -> None:
    """All sample data, imported in the order of the file names, are what they were."""
    folder = tmp_path / "uitwisseling"
    export(sample, ExportFormat.EXCHANGE, folder)
    second = empty("tweede")
    for path in sorted(folder.iterdir()):
        take_in(second, path)
    assert_same(sample_sites, sites_of(second), with_source=True)
    for name in ("municipalities", "landmarks", "restructuring_claims"):
        before, after = getattr(sample.catalogue, name)(), getattr(second.catalogue, name)()
        assert sorted(after, key=repr) == sorted(before, key=repr)


def test_the_exchange_format_keeps_what_several_sources_say(empty: OpenEmpty, tmp_path: Path) -> None:
    """An IBIS park with a value that somebody entered under another source comes back with both."""
    first, second = empty("eerst"), empty("tweede")
    take_in(first, shared("ibis_drenthe_2022.gpkg"))
    edit(first, "rin-450", "available_now_ha", 1.25)
    edit(first, "rin-450", "plan_phase", "adopted", as_of="2025-06")
    made = export(first, ExportFormat.EXCHANGE, tmp_path / "uit")
    assert [(each.id, dict(each.params)) for each in made.notes] == [
        ("export.note.oldest_date", {"count": 1})
    ]
    for path in sorted((tmp_path / "uit").iterdir()):
        take_in(second, path)
    before, after = sites_of(first), sites_of(second)
    assert_same(before, after, with_source=False)
    known = after["rin-450"].attribute("available_now_ha")
    assert known == Known(1.25, "Gemeente Emmen", PartialDate(2025, 6))


@pytest.mark.parametrize("form", [ExportFormat.GEOJSON, ExportFormat.FLATGEOBUF])
def test_other_formats_hold_every_value_with_source_and_date(
    sample: AppServices, tmp_path: Path, form: ExportFormat
) -> None:
    """Read by GDAL, each row has what the site has; what is unknown is empty and has no source."""
    suffix = {ExportFormat.GEOJSON: ".geojson", ExportFormat.FLATGEOBUF: ".fgb"}[form]
    out = tmp_path / f"uit{suffix}"
    export(sample, form, out, kinds=(SiteKind.PARK,))
    meta, _, wkb, data = pyogrio.raw.read(str(out))
    names = [str(each) for each in meta["fields"]]
    rows = {
        row[names.index("id")]: dict(zip(names, row, strict=True))
        for row in zip(*(column.tolist() for column in data), strict=True)
    }
    assert len(rows) == len(wkb) == 70
    for site_id, row in rows.items():
        site = sample.catalogue.site(site_id)
        for attribute_id in ("name", "gross_ha", "available_later_ha", "plan_name"):
            attribute = site.attribute(attribute_id)
            if isinstance(attribute, Known):
                assert row[attribute_id] == attribute.value
                assert row[f"{attribute_id}_bron"] == attribute.source
                assert row[f"{attribute_id}_peildatum"] == attribute.as_of.iso
            else:
                assert row[attribute_id] is None or row[attribute_id] != row[attribute_id]
                assert row[f"{attribute_id}_bron"] is None
