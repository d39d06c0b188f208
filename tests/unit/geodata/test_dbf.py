"""The table of a shapefile: what GDAL would cut off or guess in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.dbf_numbers import read_dbf
from tests.unit.geodata.conftest import apart, column, geopackage, ibis_columns, issues_of
from tests.unit.geodata.small_files import zipped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

HEADER_BYTES, FIELD_BYTES = 32, 32


def shapefile(folder: Path, count: int = 2, **columns: list[object]) -> Path:
    """Write a shapefile of national IBIS rows."""
    wkb = [shapely.to_wkb(apart(each)) for each in range(count)]
    path = folder / "terreinen.shp"
    values = ibis_columns(count) | columns
    return geopackage(path, values, wkb, layer="terreinen", driver="ESRI Shapefile")


def put(path: Path, name: str, row: int, text: str) -> Path:
    """Write the text of one cell, right-aligned, as a program with other settings would."""
    content = bytearray(path.with_suffix(".dbf").read_bytes())
    first, length = int.from_bytes(content[8:10], "little"), int.from_bytes(content[10:12], "little")
    start = 1
    for at in range(HEADER_BYTES, first - 1, FIELD_BYTES):
        width = content[at + 16]
        if content[at : at + 11].partition(b"\x00")[0] == name.encode():
            place = first + row * length + start
            content[place : place + width] = text.encode("latin-1").rjust(width)
        start += width
    path.with_suffix(".dbf").write_bytes(content)
    return path


def test_a_decimal_comma_is_not_cut_off(read: ReadFile, tmp_path: Path) -> None:
    """68,500 does not become 68: it may be 68.5 or 68500, so it is asked."""
    path = put(shapefile(tmp_path), "HA_BRUTO", 0, "68,500")
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.which_decimal_sign"
    assert caught.value.params["example"] == "68,500"
    delivery, _ = read(path, accepted=["decimal_comma:HA_BRUTO"])
    assert column(delivery, "gross_ha") == [68.5, 1.0]


def test_a_comma_without_doubt_is_listed_with_its_reading(read: ReadFile, tmp_path: Path) -> None:
    """1,25 can be one thing only, in a column of numbers with points: listed, and unknown until decided."""
    path = put(shapefile(tmp_path), "HA_BRUTO", 1, "1,25")
    delivery, report = read(path)
    assert column(delivery, "gross_ha") == [1.0, None]
    assert issues_of(report, "issue.number_notation.proposed") == [(2, "flagged", "HA_BRUTO")]
    assert all("parsed incompletely" not in str(each.named) for each in report.notes)


def test_the_same_inside_a_zip(read: ReadFile, tmp_path: Path) -> None:
    """A zip with a folder in it is looked through as well."""
    path = put(shapefile(tmp_path), "HA_BRUTO", 0, "68,500")
    with pytest.raises(QuestionError) as caught:
        read(zipped(tmp_path / "a.zip", path, "levering/2022/"))
    assert caught.value.message_id == "error.import.which_decimal_sign"


@pytest.mark.parametrize("text", ["12x", "1.2.3", "--5", "ca 3", "3 ha"])
def test_what_is_no_number_is_listed(read: ReadFile, tmp_path: Path, text: str) -> None:
    """Text in a column of numbers is listed by row and unknown, never a part of it."""
    delivery, report = read(put(shapefile(tmp_path), "HA_BRUTO", 0, text))
    assert column(delivery, "gross_ha") == [None, 1.0]
    assert [each.field for each in report.issues if each.row == 1] == ["HA_BRUTO"]


def test_asterisks_and_spaces_are_no_value(read: ReadFile, tmp_path: Path) -> None:
    """A value that did not fit stands as asterisks: unknown, without a remark."""
    path = put(put(shapefile(tmp_path), "HA_BRUTO", 0, "*" * 10), "HA_BRUTO", 1, "")
    delivery, report = read(path)
    assert column(delivery, "gross_ha") == [None, None]
    assert report.issues == ()


def test_deleted_rows_do_not_shift_the_others(read: ReadFile, tmp_path: Path) -> None:
    """A row that is marked as deleted is left out, and the text stays with its own row."""
    path = put(shapefile(tmp_path, 3), "HA_BRUTO", 2, "1,25")
    table = path.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    content[int.from_bytes(content[8:10], "little")] = ord("*")
    table.write_bytes(content)
    delivery, report = read(path)
    assert column(delivery, "name") == ["Terrein 1", "Terrein 2"]
    assert issues_of(report, "issue.number_notation.proposed") == [(2, "flagged", "HA_BRUTO")]


def test_latin_1_without_cpg_is_read(read: ReadFile, tmp_path: Path) -> None:
    """A table in Latin-1 without the file that says so."""
    path = shapefile(tmp_path)
    path.with_suffix(".cpg").unlink()
    put(path, "PLAN_NAAM", 0, "Skûlenboarch")
    delivery, report = read(path)
    assert str(column(delivery, "name")[0]).strip() == "Skûlenboarch"
    assert "ISO-8859-1" in {each.named.get("encoding") for each in report.notes}


def test_utf_8_without_cpg_is_listed_with_its_reading(read: ReadFile, tmp_path: Path) -> None:
    """Damage by the wrong encoding is listed, and the reading proposed."""
    path = shapefile(tmp_path, PLAN_NAAM=["Skûlenboarch", "B"])
    path.with_suffix(".cpg").unlink()
    _, report = read(path)
    assert issues_of(report, "issue.text_damaged.proposed") == [(1, "flagged", "PLAN_NAAM")]


def test_a_cpg_that_is_wrong_is_told(read: ReadFile, tmp_path: Path) -> None:
    """The .cpg says UTF-8, the table is in Latin-1: read, and told."""
    path = put(shapefile(tmp_path), "PLAN_NAAM", 0, "Skûlenboarch")
    delivery, report = read(path)
    assert str(column(delivery, "name")[0]).strip() == "Skûlenboarch"
    assert "note.encoding_contradicted" in {each.id for each in report.notes}


def test_a_table_that_is_cut_off_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """GDAL would give empty values for the rows that are gone."""
    path = shapefile(tmp_path)
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes()[:-40])
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.truncated"


def test_a_table_of_another_shapefile_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Five shapes with a table of two rows do not belong together."""
    (tmp_path / "ander").mkdir()
    table = shapefile(tmp_path / "ander", 2).with_suffix(".dbf").read_bytes()
    path = shapefile(tmp_path, 5)
    path.with_suffix(".dbf").write_bytes(table)
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.shapefile_rows"


@pytest.mark.parametrize("content", [b"", b"\x03" * 31, b"\x03" * 40, bytes(64)])
def test_a_table_that_is_none_is_refused(content: bytes) -> None:
    """Bytes that are no table are refused, whatever they say of themselves."""
    with pytest.raises(DataSourceError):
        read_dbf(content, "a.dbf")
