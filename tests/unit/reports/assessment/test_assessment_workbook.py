"""The workbook of an assessment: what it tells, which cells are inputs, and that a spreadsheet agrees."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from pypdf import PdfReader

from drentsportal.domain.fairness.assessment import Assessment, AssessmentAnswer, assess
from tests.outside_tools import outside_tool
from tests.unit.reports.assessment.test_assessment import FRAME, subject

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from drentsportal.reports.writer import ReportWriter

OFFICE = Path("/usr/bin/soffice")
_WEIGHT, _LEVEL, _LOW, _HIGH = 2, 3, 6, 7


def _first_row(sheet: Worksheet) -> int:
    """Return the row of the first question."""
    column = [sheet.cell(row, 1).value for row in range(1, 30)]
    return column.index("Vraag") + 2


def test_the_workbook_tells_weights_answers_reasons_total_and_version(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """With what we computed beside each formula, so that it reads without recalculating."""
    path = tmp_path / "a.xlsx"
    made = writer.assessment_sheet(subject(conclusion="Doorgaan."), path)
    assert made.kind == "afweging"
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == ["Afweging", "Kader", "Toelichting"]
    sheet = book["Afweging"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for told in ("D-2026-0041", "2", "Anna de Vries, Provincie Drenthe", "Doorgaan.", "Veel banen."):
        assert told in cells, told
    first = _first_row(sheet)
    last = first + len(FRAME.criteria)
    assert (sheet.cell(last, _LOW).value, sheet.cell(last, _HIGH).value) == (15, 95)
    assert sheet.cell(last + 2, _LOW).value == 8, "questions without an answer"
    weights = [sheet.cell(first + place, _WEIGHT).value for place in range(len(FRAME.criteria))]
    assert weights == [each.weight for each in FRAME.criteria]
    told = " ".join(str(cell.value) for row in book["Toelichting"].iter_rows() for cell in row)
    assert "meer dan de 5 ha" in told
    assert "eigen keuze" in told
    assert "004:" not in told


def test_the_total_is_a_formula_and_hostile_texts_are_not(writer: ReportWriter, tmp_path: Path) -> None:
    """A reason that looks like a formula stays a text."""
    path = tmp_path / "a.xlsx"
    writer.assessment_sheet(subject(reason="=1+1", conclusion="=cmd|x"), path)
    sheet = openpyxl.load_workbook(path)["Afweging"]
    first = _first_row(sheet)
    last = first + len(FRAME.criteria)
    assert str(sheet.cell(last, _LOW).value).startswith("=SUM(")
    reason = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert reason.data_type == "s"


def test_the_same_assessment_gives_the_same_bytes(writer: ReportWriter, tmp_path: Path) -> None:
    """Its time is that of its data."""
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    writer.assessment_sheet(subject(), one)
    writer.assessment_sheet(subject(), other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.full
@pytest.mark.parametrize("weights", [(), (0, 7, 100), (1, 1, 1, 1, 1, 1, 1, 1, 1)])
def test_a_spreadsheet_program_adds_up_as_the_portal(
    writer: ReportWriter, tmp_path: Path, weights: tuple[int, ...]
) -> None:
    """Weights and answers are changed in the coloured cells; the totals are those of ``assess``."""
    outside_tool(OFFICE)
    path = tmp_path / "a.xlsx"
    writer.assessment_sheet(subject(), path)
    book = openpyxl.load_workbook(path)
    sheet = book["Afweging"]
    first = _first_row(sheet)
    criteria = [
        replace(each, weight=weights[place] if place < len(weights) else each.weight)
        for place, each in enumerate(FRAME.criteria)
    ]
    answers = [None, 1, 4, 3, None, *[2] * len(criteria)][: len(criteria)]
    for place, (criterion, level) in enumerate(zip(criteria, answers, strict=True)):
        sheet.cell(first + place, _WEIGHT).value = criterion.weight
        sheet.cell(first + place, _LEVEL).value = level
    book.save(path)
    frame = replace(FRAME, criteria=tuple(criteria))
    kept = tuple(
        AssessmentAnswer(criterion.id, level, "" if level is None else "ja")
        for criterion, level in zip(criteria, answers, strict=True)
    )
    expected = assess(Assessment(frame, kept))
    again = _recomputed(path, tmp_path / "out")
    last = first + len(criteria)
    assert again.cell(last, _LOW).value == pytest.approx(expected.low / 10**8, abs=1e-9)
    assert again.cell(last, _HIGH).value == pytest.approx(expected.high / 10**8, abs=1e-9)
    assert again.cell(first, 4).value == "niet bekend"
    assert again.cell(first + 1, 4).value == criteria[1].levels[1]


def _recomputed(path: Path, folder: Path) -> Worksheet:
    _converted(path, folder, "xlsx")
    return openpyxl.load_workbook(folder / path.name, data_only=True)["Afweging"]


def _converted(path: Path, folder: Path, form: str) -> None:
    command = [str(OFFICE), "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    environment = {**os.environ, "HOME": str(folder.parent)}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)  # noqa: S603 - a tool that we name, on a file that we made


def test_every_sheet_prints_landscape_and_one_page_wide(writer: ReportWriter, tmp_path: Path) -> None:
    """With the row of headers on each page, and each question with its steps on one row."""
    path = tmp_path / "a.xlsx"
    writer.assessment_sheet(subject(conclusion="Doorgaan. " * 40), path)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        fitting = sheet.sheet_properties.pageSetUpPr
        assert fitting is not None
        assert fitting.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    first = _first_row(book["Afweging"])
    assert book["Afweging"].print_title_rows == f"${first - 1}:${first - 1}"
    assert book["Kader"].print_title_rows == "$1:$1"


def test_every_long_text_wraps_in_a_row_that_is_high_enough(writer: ReportWriter, tmp_path: Path) -> None:
    """A long conclusion, every step of the frame and the explanation: none is cut at the edge of its cell."""
    path = tmp_path / "a.xlsx"
    writer.assessment_sheet(subject(conclusion="Doorgaan. " * 40), path)
    book = openpyxl.load_workbook(path)
    for name in ("Kader", "Toelichting"):
        sheet = book[name]
        widths = {letter: each.width for letter, each in sheet.column_dimensions.items()}
        for row in range(2 if name == "Kader" else 1, sheet.max_row + 1):
            for column in range(1, sheet.max_column + 1):
                cell = sheet.cell(row, column)
                lines = -(-len(str(cell.value)) // int(widths.get(get_column_letter(column), widths["A"])))
                assert cell.alignment.wrap_text
                assert sheet.row_dimensions[row].height >= 15 * lines
    answers = book["Afweging"]
    told = next(cell for cell in answers["B"] if str(cell.value).startswith("Doorgaan."))
    assert told.alignment.wrap_text
    assert answers.row_dimensions[int(told.row or 0)].height >= 60


@pytest.mark.full
def test_an_office_program_prints_a_page_per_sheet(writer: ReportWriter, tmp_path: Path) -> None:
    """The frame is one page, not four: nine questions with their steps beside them."""
    outside_tool(OFFICE)
    path = tmp_path / "a.xlsx"
    writer.assessment_sheet(subject(), path)
    folder = tmp_path / "out"
    _converted(path, folder, "pdf")
    assert len(PdfReader(folder / "a.pdf").pages) == 3
