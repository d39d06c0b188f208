"""Mappings: readable files that say exactly what they mean, or are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import DataSourceError, InputError, QuestionError
from drentsportal.geodata.mapping import load_mapping, load_mappings
from tests.unit.geodata.conftest import MAPPINGS, column, park, parks_file

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.geodata.reader import GeoSiteReader
    from tests.unit.geodata.conftest import ReadFile

OWN = """
id = "eigen"
kind = "parks"
source = "Gemeente Emmen"
row_id = "emmen-{NR}"
as_of = { value = "2026-11" }
[attributes.name]
column = "NAAM"
[attributes.municipality_code]
value = "GM0114"
[attributes.gross_ha]
column = "M2"
unit = "m2"
[attributes.plan_phase]
column = "FASE"
codes = { "1" = "irrevocable", "2" = "draft" }
"""


def _own(path: Path, text: str = OWN) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_mappings_load_and_have_their_own_columns() -> None:
    """Shipped mappings load and have their own columns."""
    mappings = load_mappings(MAPPINGS)
    assert set(mappings) == {path.stem for path in MAPPINGS.glob("*.toml")}
    columns = [each.columns for each in mappings.values() if not each.native]
    assert len(set(columns)) == len(columns)


def test_a_mapping_of_ones_own(read: ReadFile, tmp_path: Path) -> None:
    """A mapping of one's own."""
    path = parks_file(tmp_path / "a.geojson", {"NR": 7, "NAAM": "A", "M2": 10000, "FASE": 2})
    delivery, report = read(path, mapping=str(_own(tmp_path / "eigen.toml")))
    assert delivery.batches[0].site_ids == ["emmen-7"]
    assert column(delivery, "gross_ha") == [1.0]
    assert column(delivery, "plan_phase") == ["draft"]
    assert (report.mapping_id, report.source) == ("eigen", "Gemeente Emmen")
    assert report.issues == ()


def test_a_mapping_that_does_not_exist_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """A mapping that does not exist is asked."""
    with pytest.raises(QuestionError) as caught:
        read(parks_file(tmp_path / "a.geojson", park(1)), mapping="ibis_nationaal")
    assert caught.value.option == "--mapping"
    assert "ibis_national" in caught.value.choices


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('kind = "parks"', 'kind = "sterren"'),
        ('column = "NAAM"', 'colum = "NAAM"'),
        ('unit = "m2"', 'unit = "bunder"'),
        ("[attributes.name]", "[attributes.naam]"),
        ('value = "2026-11"', 'value = "ooit"'),
        ('value = "GM0114"', 'value = "GM0114"\ncolumn = "GEM"'),
        ('source = "Gemeente Emmen"', 'sourc = "Gemeente Emmen"'),
        ('id = "eigen"', "id = eigen"),
    ],
)
def test_a_mapping_with_a_mistake_is_refused(tmp_path: Path, right: str, wrong: str) -> None:
    """A mapping with a mistake is refused."""
    assert right in OWN
    with pytest.raises(DataSourceError) as caught:
        load_mapping(_own(tmp_path / "eigen.toml", OWN.replace(right, wrong)))
    assert caught.value.params["file"] == "eigen.toml"


def test_decisions_are_kept_in_a_mapping(reader: GeoSiteReader, read: ReadFile, tmp_path: Path) -> None:
    """Decisions are kept in a mapping."""
    path = parks_file(tmp_path / "a.geojson", park(1, HA_BRUTO="1,02"))
    accepted = frozenset({"decimal_comma:HA_BRUTO"})
    _, report = read(path, accepted=accepted)
    target = tmp_path / "ibis_emmen.toml"
    assert reader.keep_decisions(report.mapping_id, accepted, target) == "ibis_emmen"
    delivery, report = read(path, mapping=str(target))
    assert column(delivery, "gross_ha") == [1.02]
    assert report.mapping_id == "ibis_emmen+decimal_comma:HA_BRUTO"
    assert "measured over the 3,744 features" in target.read_text(encoding="utf-8")


def test_that_a_unit_is_right_is_kept_in_a_mapping(
    reader: GeoSiteReader, read: ReadFile, tmp_path: Path
) -> None:
    """The answer "the unit is right" is kept like the others, and the next file asks nothing."""
    path = parks_file(tmp_path / "a.geojson", *(park(number, HA_BRUTO=10000) for number in (1, 2)))
    target = tmp_path / "ibis_emmen.toml"
    reader.keep_decisions("ibis_national", frozenset({"unit_as_stated:HA_BRUTO"}), target)
    delivery, report = read(path, mapping=str(target))
    assert column(delivery, "gross_ha") == [10000.0, 10000.0]
    assert report.mapping_id == "ibis_emmen+unit_as_stated:HA_BRUTO"


def test_a_mapping_is_never_overwritten(reader: GeoSiteReader, tmp_path: Path) -> None:
    """A mapping is never overwritten."""
    with pytest.raises(InputError):
        reader.keep_decisions("ibis_national", frozenset(), _own(tmp_path / "eigen.toml"))
