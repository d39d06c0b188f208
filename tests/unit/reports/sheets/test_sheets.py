"""Workbooks and CSV files: text stays text, unknown stays a word, nothing can run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from drentsportal.domain.match.row_marks import BestMark
from drentsportal.domain.values import Known, Unknown
from drentsportal.reports.sheets.site_sheets import safe_text
from drentsportal.reports.sheets.workbook import HIGHEST_PT, LINE_PT, row_height_pt
from drentsportal.services.compared_sites import (
    ComparedCell,
    ComparedRow,
    ComparedSite,
    ComparisonTable,
    Likeness,
    RowKind,
)
from drentsportal.services.documents import SheetFormat
from tests.shown_cells import shown
from tests.unit.figures.scenery import AS_OF
from tests.unit.reports.subjects import HOSTILE_NAMES, LIST, MADE_UTC, candidate, card, park, plots

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.sites.site import Site
    from drentsportal.reports.writer import ReportWriter

SITES: tuple[Site, ...] = tuple(replace(park(name), id=f"p{n}") for n, name in enumerate(HOSTILE_NAMES))


def _table(names: tuple[str, str]) -> ComparisonTable:
    known = ComparedCell(Known(16.0, LIST, AS_OF))
    rows = (
        ComparedRow(RowKind.ATTRIBUTE, "net_ha", (known, ComparedCell(Unknown())), Likeness.NOT_COMPARABLE),
        ComparedRow(RowKind.ATTRIBUTE, "gross_ha", (known, known), Likeness.EQUAL),
    )
    sites = tuple(
        ComparedSite(candidate(f"p{n}", name), park(name), card(n, name, 60, 70, 80))
        for n, name in enumerate(names, start=1)
    )
    return ComparisonTable(sites, rows, MADE_UTC, case_number="D-2026-0041")


def test_the_workbook_holds_names_as_text(writer: ReportWriter, tmp_path: Path) -> None:
    """No cell is a formula or a link."""
    made = writer.site_sheet(SITES, SheetFormat.XLSX, MADE_UTC, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(made.path)
    sheet = book.worksheets[0]
    cells = [each for row in sheet.iter_rows() for each in row]
    assert {each.data_type for each in cells} <= {"s", "n"}
    assert not any(each.hyperlink for each in cells)
    values = [each.value for each in cells]
    assert all(name in values for name in HOSTILE_NAMES)
    assert 16 in values
    assert "onbekend" in values


def test_the_csv_for_excel_says_that_it_puts_apostrophes(writer: ReportWriter, tmp_path: Path) -> None:
    """Byte order mark, semicolons, decimal comma, apostrophes, and a first line that says so."""
    made = writer.site_sheet(SITES, SheetFormat.CSV_EXCEL, MADE_UTC, tmp_path / "a.csv")
    raw = made.path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert "apostrof" in rows[0][0]
    cells = [cell for row in rows[2:] for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    for name in HOSTILE_NAMES:
        assert safe_text(name) in cells
    assert '\'=HYPERLINK("x")' in cells
    assert "49,6" in cells


def test_the_csv_for_exchange_is_raw_and_labelled(writer: ReportWriter, tmp_path: Path) -> None:
    """Names come back unchanged, and the first line says that they do."""
    made = writer.site_sheet(SITES, SheetFormat.CSV_EXCHANGE, MADE_UTC, tmp_path / "a.csv")
    first, _, rest = made.path.read_text(encoding="utf-8").partition("\n")
    assert first.startswith("# CSV voor uitwisseling")
    rows = list(csv.DictReader(io.StringIO(rest)))
    assert [row["name"] for row in rows] == list(HOSTILE_NAMES)
    assert [row["net_ha"] for row in rows] == ["49.6"] * len(rows)
    assert {row["max_height_m"] for row in rows} == {""}
    assert {row["net_ha:source"] for row in rows} == {"IBIS-werklocaties (IPO)"}


def test_kinds_can_stand_in_one_sheet(writer: ReportWriter, tmp_path: Path) -> None:
    """An attribute that a kind does not have is a dash, an unknown one the word."""
    made = writer.site_sheet((park(), plots(1)[0]), SheetFormat.XLSX, MADE_UTC, tmp_path / "a.xlsx")
    rows = list(openpyxl.load_workbook(made.path).worksheets[0].iter_rows(values_only=True))
    place = next(n for n, label in enumerate(rows[0]) if "(area_m2)" in str(label))
    assert (rows[1][place], rows[2][place]) == ("\N{EN DASH}", 10_000)


@given(st.text(max_size=20))
def test_no_text_begins_like_a_formula(text: str) -> None:
    """Whatever a name begins with, Excel reads it as text."""
    assert not safe_text(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_librarys_own_markup_in_a_name_stays_text(writer: ReportWriter, tmp_path: Path) -> None:
    """A name in the library's markup would otherwise be written unescaped, and damage the workbook."""
    name = "<r><t>vet</t></r>"
    made = writer.comparison(_table((name, "Pollux")), tmp_path / "a.xlsx")
    sheets = openpyxl.load_workbook(made.path).worksheets
    values = {each.value for sheet in sheets for row in sheet.iter_rows() for each in row}
    assert f"\N{ZERO WIDTH SPACE}{name}" in values


def test_a_row_is_as_high_as_its_longest_text() -> None:
    """A text for which its column was made is one line, an explanation as many as it takes, to a bound."""
    assert row_height_pt(("gelijk", 4), (10, 10)) == LINE_PT
    assert row_height_pt(("eerste regel\ntweede", ""), (20, 20)) == 2 * LINE_PT
    assert row_height_pt(("woord " * 20,), (44,)) >= 3 * LINE_PT
    assert row_height_pt(("woord " * 5_000,), (10,)) == HIGHEST_PT


def test_a_comparison_is_printed_one_page_wide(writer: ReportWriter, tmp_path: Path) -> None:
    """Its header on every page, its notes not one over another."""
    table = replace(_table(("Bargermeer", "Pollux")), score_best=(BestMark.BEST, None))
    made = writer.comparison(table, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(made.path).worksheets[0]
    paper = sheet.sheet_properties.pageSetUpPr
    assert paper is not None
    assert paper.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    texts = [str(row[0]) for row in sheet.iter_rows(values_only=True)]
    first = next(row for row, text in enumerate(texts, start=1) if text.startswith("Gunstigst staat"))
    width = sum(each.width for each in sheet.column_dimensions.values())
    last = get_column_letter(sheet.max_column)
    merged = {str(each) for each in sheet.merged_cells.ranges}
    for row in range(first, sheet.max_row + 1):
        assert f"A{row}:{last}{row}" in merged
        height = sheet.row_dimensions[row].height or LINE_PT
        assert height / LINE_PT * width >= len(texts[row - 1])


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_comparison_holds_names_as_text(writer: ReportWriter, tmp_path: Path, name: str) -> None:
    """Site names, values, likeness and sources are text cells."""
    made = writer.comparison(_table((name, "Pollux")), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(made.path)
    cells = [each for sheet in book.worksheets for row in sheet.iter_rows() for each in row]
    assert {each.data_type for each in cells} <= {"s", "n"}
    values = [each.value for each in cells]
    assert name in values
    assert "? niet te vergelijken: onbekend" in values
    assert "= gelijk" in values
    assert f"{LIST} \N{EN DASH} 1 nov. 2026" in values
    scores = [[shown(each) for each in row[1:]] for row in book.worksheets[0].iter_rows(min_row=2, max_row=4)]
    assert [row[0] for row in scores] == ["Score", "Score: laagste", "Score: hoogste"]
    assert ["70,0", "60,0", "80,0"] in [[row[place] for row in scores] for place in (2, 3)]


def test_equal_input_gives_equal_bytes(writer: ReportWriter, tmp_path: Path) -> None:
    """Workbooks too."""
    books = [writer.comparison(_table(("A", "B")), tmp_path / f"{n}.xlsx").sha256 for n in (1, 2)]
    sheets = [
        writer.site_sheet(SITES, SheetFormat.XLSX, MADE_UTC, tmp_path / f"s{n}.xlsx").sha256 for n in (1, 2)
    ]
    assert len(set(books)) == len(set(sheets)) == 1
