"""Workbooks of many rows: read back cell by cell, and nothing left behind when somebody stops."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ReportError
from drentsportal.reports.sheets.site_workbook import write_workbook
from drentsportal.services.documents import SheetFormat
from drentsportal.services.export_tables import TableSites
from drentsportal.services.ports.exports import ExportColumn, ExportTable
from drentsportal.services.progress import CancelledError

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.writer import ReportWriter

MADE_UTC = datetime(2026, 11, 4, 9, tzinfo=UTC)
TEXTS = ("_x0041_", "<r><t>vet</t></r>", " met ruimte ", "a & b < c", "=1+1", "twee\nregels", "", "x")
NAMES = ("Locaties", "Toelichting")


def _columns(count: int) -> dict[str, ExportColumn]:
    name = next(spec for spec in attributes_of(SiteKind.PLOT) if spec.id == "name")
    values = np.array([f"kavel {number}" for number in range(count)], dtype=np.object_)
    said = np.full(count, "Bron", dtype=np.object_), np.full(count, "2026-01", dtype=np.object_)
    return {"name": ExportColumn(name, values, *said)}


def table(count: int) -> ExportTable:
    """Make plots of which only the name is known."""
    ids = tuple(f"p{number}" for number in range(count))
    return ExportTable(SiteKind.PLOT, ids, _columns(count), np.full(count, None, np.object_))


def test_every_cell_comes_back_as_it_went(tmp_path: Path) -> None:
    """Beyond the sample of a thousand rows too; numbers to their last digit, text letter by letter."""
    rows = [(f"id{n}", TEXTS[n % len(TEXTS)], n / 3) for n in range(2500)]
    path = tmp_path / "a.xlsx"
    with path.open("w+b") as stream:
        write_workbook(stream, NAMES, "noot", (("a", "b", "c"), iter(rows), len(rows)), MADE_UTC)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    found = [(row[0], row[1] or "", row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == rows
    assert sheet.auto_filter.ref == "A1:C2501"
    assert sheet.freeze_panes == "B2"
    assert {sheet.cell(row, 3).data_type for row in (2, 2501)} == {"n"}
    assert book.worksheets[1]["A1"].value == "noot"


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    """Nothing is cut off in silence."""
    with pytest.raises(ReportError) as refused:
        write_workbook(io.BytesIO(), NAMES, "", (("a",), iter(()), 1_048_576), MADE_UTC)
    assert refused.value.message_id == "error.export.too_many_rows"


@pytest.mark.parametrize("form", SheetFormat)
def test_somebody_who_stops_between_rows_finds_nothing(
    writer: ReportWriter, tmp_path: Path, form: SheetFormat
) -> None:
    """The count goes up while rows are written, and stopping leaves neither file nor part of one."""
    counts = []

    def told(done: int) -> None:
        counts.append(done)
        if done >= 2000:
            raise CancelledError

    with pytest.raises(CancelledError):
        writer.site_sheet(TableSites((table(3000),), told), form, MADE_UTC, tmp_path / "a.xlsx")
    assert counts == [0, 1000, 2000]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", SheetFormat)
def test_columns_give_the_same_file_as_single_sites(
    writer: ReportWriter, tmp_path: Path, form: SheetFormat
) -> None:
    """No value, source or date is lost on the quick way."""
    sites = TableSites((table(1200),), lambda _: None)
    quick = writer.site_sheet(sites, form, MADE_UTC, tmp_path / "quick.xlsx")
    slow = writer.site_sheet(list(sites), form, MADE_UTC, tmp_path / "slow.xlsx")
    assert quick.sha256 == slow.sha256
    assert sites[1100].id == "p1100"
    assert [each.id for each in sites[5:7]] == ["p5", "p6"]
