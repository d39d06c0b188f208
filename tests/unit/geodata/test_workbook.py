"""Excel workbooks: sheets, headers, formulas, errors, dates and numbers that were stored as text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
import shapely

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.limits import ReadLimits
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.unit.geodata.conftest import MAPPINGS, apart, column, issues_of, park, parks_file
from tests.unit.geodata.small_files import HEADER, changed_member, row, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

SHEET = "xl/worksheets/sheet1.xml"
POINTS = ("id", "name", "municipality_code", "as_of", "rd_x", "rd_y")
HALL = ("p1", "Hal", "GM0114", dt.date(2026, 11, 17), 255000, 533000)


def _parks(path: Path, *rows: list[object], **sheets: list[tuple[object, ...]]) -> Path:
    lines = [(*each, apart(number).wkt) for number, each in enumerate(rows)]
    return workbook(path, [(*HEADER, "wkt"), *lines], **sheets)


def _reason(read: ReadFile, path: Path, **options: object) -> DataSourceError:
    with pytest.raises(DataSourceError) as caught:
        read(path, **options)
    return caught.value


def test_points_from_two_columns(read: ReadFile, tmp_path: Path) -> None:
    """Numbers in columns of coordinates become points; a date cell is a date."""
    delivery, report = read(workbook(tmp_path / "a.xlsx", [POINTS, HALL]), mapping="premises")
    assert shapely.from_wkb(delivery.batches[0].geometries_wkb[0] or b"").equals(
        shapely.Point(255000, 533000)
    )
    assert [each.iso for each in delivery.batches[0].as_of] == ["2026-11-17"]
    assert report.issues == ()


def test_a_table_is_joined_by_id(read: ReadFile, tmp_path: Path) -> None:
    """A workbook without coordinates takes its geometry from another file, as CSV does."""
    layer = parks_file(tmp_path / "a.geojson", park(0), park(1))
    path = workbook(tmp_path / "a.xlsx", [HEADER, row(0), row(1)])
    _, report = read(path, join_geometry=layer, join_on="rin_nummer")
    assert (report.site_count, report.issues) == (2, ())


def test_several_sheets_with_rows_are_asked(read: ReadFile, tmp_path: Path) -> None:
    """Several sheets with rows are asked; an empty one does not count."""
    path = workbook(tmp_path / "a.xlsx", [POINTS, HALL], Meer=[POINTS, HALL], Leeg=[])
    with pytest.raises(QuestionError) as caught:
        read(path, mapping="premises")
    assert (caught.value.option, caught.value.choices) == ("--layer", ("Terreinen", "Meer"))
    _, report = read(path, mapping="premises", layer="Meer")
    assert report.site_count == 1
    with pytest.raises(QuestionError) as caught:
        read(path, mapping="premises", layer="Leeg")
    assert caught.value.message_id == "error.import.no_such_layer"


def test_a_hidden_sheet_is_told_and_not_asked(read: ReadFile, tmp_path: Path) -> None:
    """A hidden sheet with rows is not the person's choice, but its presence is told."""
    path = workbook(tmp_path / "a.xlsx", [POINTS, HALL], Lijst=[("code",), ("B",)])
    book = openpyxl.load_workbook(path)
    book["Lijst"].sheet_state = "hidden"
    book.save(path)
    _, report = read(path, mapping="premises")
    assert [each.named for each in report.notes if each.id == "note.hidden_sheets"] == [
        {"sheets": ("Lijst",)}
    ]


def test_numbers_stored_as_text_are_read_by_their_column(read: ReadFile, tmp_path: Path) -> None:
    """A comma in texts is the decimal sign where the column leaves no doubt, and that is told."""
    rows = [row(0, ha_bruto="1,0"), row(1, ha_bruto="1,05")]
    delivery, report = read(_parks(tmp_path / "a.xlsx", *rows), crs="EPSG:28992")
    assert column(delivery, "gross_ha") == [1.0, 1.05]
    assert "note.decimal_comma" in {each.id for each in report.notes}


def test_text_that_reads_in_two_ways_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """1.234 stored as text may be either; it is asked, also beside real numbers."""
    path = _parks(tmp_path / "a.xlsx", row(0, ha_bruto="1.234"), row(1, ha_bruto=1.5))
    with pytest.raises(QuestionError) as caught:
        read(path, crs="EPSG:28992")
    assert caught.value.message_id == "error.import.which_decimal_sign"


def test_a_cell_with_an_error_is_named_and_unknown(read: ReadFile, tmp_path: Path) -> None:
    """#N/A is no text and no nought."""
    path = _parks(tmp_path / "a.xlsx", row(0), row(1, ha_bruto="#N/A", wloc_type="#DIV/0!"))
    delivery, report = read(path, crs="EPSG:28992")
    assert column(delivery, "gross_ha") == [1.0, None]
    assert issues_of(report, "issue.cell_error") == [(2, "flagged", "ha_bruto"), (2, "flagged", "wloc_type")]


def test_a_formula_gives_the_value_that_excel_computed(read: ReadFile, tmp_path: Path) -> None:
    """A formula with a value is that value; one that nobody computed is named and unknown."""
    path = _parks(tmp_path / "a.xlsx", row(0, ha_bruto="=0.5+0.5"), row(1, ha_bruto="=2/2"))
    changed_member(path, SHEET, b"<f>0.5+0.5</f><v></v>", b"<f>0.5+0.5</f><v>1</v>")
    delivery, report = read(path, crs="EPSG:28992")
    assert column(delivery, "gross_ha") == [1, None]
    assert issues_of(report, "issue.formula_uncomputed") == [(2, "flagged", "ha_bruto")]


def test_a_merged_header_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A header of merged cells, or a merged title above it, is refused with the cells."""
    path = _parks(tmp_path / "a.xlsx", row(0))
    book = openpyxl.load_workbook(path)
    book["Terreinen"].merge_cells("F1:H1")
    book.save(path)
    error = _reason(read, path)
    assert error.message_id == "error.import.merged_header"
    assert error.params["cells"] == ("F1:H1",)


def test_merged_cells_among_the_rows_are_told(read: ReadFile, tmp_path: Path) -> None:
    """Merged cells below the header leave values unknown, and that is told."""
    path = _parks(tmp_path / "a.xlsx", row(0), row(1))
    book = openpyxl.load_workbook(path)
    book["Terreinen"].merge_cells("F2:F3")
    book.save(path)
    delivery, report = read(path, crs="EPSG:28992")
    assert column(delivery, "gross_ha") == [1.0, None]
    assert "note.merged_cells" in {each.id for each in report.notes}


@pytest.mark.parametrize(
    ("header", "message_id"),
    [
        (("id", None, "name"), "error.import.header_gap"),
        (("id", "name", "name"), "error.import.column_twice"),
        (("Overzicht 2026",), "error.import.header_gap"),
    ],
)
def test_a_header_that_names_not_every_column_is_refused(
    read: ReadFile, tmp_path: Path, header: tuple[object, ...], message_id: str
) -> None:
    """A header with a gap, a name twice, or a title in its place is refused."""
    path = workbook(tmp_path / "a.xlsx", [header, ("1", "a", "b")])
    assert _reason(read, path).message_id == message_id


def test_an_empty_workbook_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A workbook without rows, or with a header only, is refused."""
    assert _reason(read, workbook(tmp_path / "a.xlsx", [])).message_id == "error.import.no_rows"
    path = workbook(tmp_path / "b.xlsx", [HEADER])
    assert _reason(read, path).message_id == "error.import.no_rows"


def test_rows_keep_their_numbers_and_gaps_are_told(read: ReadFile, tmp_path: Path) -> None:
    """Rows count from the header on; empty ones between do not, and that is told."""
    lines = [POINTS, HALL, (), (None, "Loods", "GM0114", "2026", 255000, 533000)]
    _, report = read(workbook(tmp_path / "a.xlsx", [(), *lines]), mapping="premises")
    notes = {each.id: each.named for each in report.notes}
    assert notes["note.sheet"]["row"] == 2
    assert notes["note.sheet_gaps"] == {"rows": 1}
    assert [issue.row for issue in report.issues] == [2]


def test_a_cell_at_the_far_corner_costs_nothing(read: ReadFile, tmp_path: Path) -> None:
    """One forgotten cell in the last row and column of Excel is refused at once, by its column."""
    path = workbook(tmp_path / "a.xlsx", [POINTS, HALL])
    book = openpyxl.load_workbook(path)
    book["Terreinen"]["XFD1048576"] = "vergeten"
    book.save(path)
    error = _reason(read, path, mapping="premises")
    assert (error.message_id, error.params["columns"]) == ("error.import.header_gap", ("XFD",))


def test_a_size_that_lies_is_not_believed(read: ReadFile, tmp_path: Path) -> None:
    """Some programs write a size of one cell; every row is read all the same."""
    path = workbook(tmp_path / "a.xlsx", [POINTS, HALL])
    changed_member(path, SHEET, b'<dimension ref="A1:F2"', b'<dimension ref="A1:A1"')
    _, report = read(path, mapping="premises")
    assert report.site_count == 1


@pytest.mark.parametrize(
    ("limits", "message_id"),
    [
        (ReadLimits(rows=1), "error.import.too_many_rows"),
        (ReadLimits(cells=12), "error.import.too_many_cells"),
        (ReadLimits(columns=4), "error.import.too_many_columns"),
        (ReadLimits(workbook_bytes=1000), "error.import.unpacks_too_large"),
        (ReadLimits(members=3), "error.import.too_many_members"),
    ],
)
def test_a_workbook_above_a_limit_is_refused(tmp_path: Path, limits: ReadLimits, message_id: str) -> None:
    """Each limit is named when it is passed."""
    path = workbook(tmp_path / "a.xlsx", [POINTS, HALL, HALL, HALL])
    with pytest.raises(DataSourceError) as caught:
        GeoSiteReader(MAPPINGS, limits=limits).read(
            path, ImportOptions(mapping="premises", as_of=PartialDate(2026)), NoProgress()
        )
    assert caught.value.message_id == message_id
