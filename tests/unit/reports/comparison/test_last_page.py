"""A comparison does not end with a page of a few lines: it closes up, or rows go along to the last page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.documents import ComparisonForm
from tests.unit.reports.conftest import pdf_text, squeezed
from tests.unit.reports.whole_subjects import compared

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.compared_sites import ComparisonTable
    from tests.unit.reports.conftest import RunTool

_HIGH_PT: Final = 595.0
_TOP_PT: Final = 22 * 72 / 25.4
_BOTTOM_PT: Final = _HIGH_PT - 17 * 72 / 25.4
_LEAST: Final = 0.33
"""How much of its room the last page holds at the least."""


def _filled(path: Path, run: RunTool) -> list[float]:
    """Return how much of its room each page holds, down to its last line."""
    pages = run("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    lows = [[float(each) for each in re.findall(r'yMax="([\d.]+)"', page)] for page in pages]
    last = [max(each for each in low if each < _BOTTOM_PT) for low in lows]
    return [(each - _TOP_PT) / (_BOTTOM_PT - _TOP_PT) for each in last]


def _table(site_count: int, row_count: int) -> ComparisonTable:
    made = compared(*(f"Bedrijvenpark {number}" for number in range(1, site_count + 1)))
    asked = [row for row in made.rows if row.kind != "attribute"]
    known = [row for row in made.rows if row.kind == "attribute"]
    return replace(made, rows=(*asked, *(known * 2)[:row_count]))


@pytest.mark.parametrize(
    ("site_count", "code"),
    [
        (2, "nl"),
        (5, "de"),
        pytest.param(2, "de", marks=pytest.mark.full),
        pytest.param(5, "nl", marks=pytest.mark.full),
    ],
)
def test_the_last_page_is_worth_a_page(site_count: int, code: str, tmp_path: Path, run_tool: RunTool) -> None:
    """However many rows there are; none of them is lost on the way, and each stands there once."""
    language = Language(code, resources_dir(), strict=True).unbroken()
    writer = ReportWriter(language, resources_dir() / "documents")
    bare, path = {}, tmp_path / "v.pdf"
    for row_count in range(1, 40, 3):
        table = _table(site_count, row_count)
        writer.comparison(table, path, ComparisonForm.PDF)
        held = _filled(path, run_tool)
        if len(held) > 1 and held[-1] < _LEAST:
            bare[row_count] = held
        said = squeezed(pdf_text(path))
        for row in table.rows[-3:]:
            family = "attribute" if row.kind == "attribute" else "criterion"
            assert squeezed(language.text(f"{family}.{row.id}")) in said
    assert bare == {}
