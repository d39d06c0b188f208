"""No factsheet ends with a page of a few lines: page 2 closes up, or what goes on is worth a page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.factsheets import factsheet_subject, surroundings_of
from drentsportal.settings import Settings
from tests.fakes import MOMENT_UTC
from tests.unit.reports.conftest import RunTool, run_tool
from tests.unit.reports.hard_cases import HARD_CASES
from tests.unit.reports.subjects import card

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.documents import FactsheetSubject
    from tests.unit.cli.conftest import CommandLine

__all__ = ["run_tool"]

_FEWEST_LINES: Final = 4
_AROUND: Final = 2
"""Head and foot."""
_MOST_PAGES: Final = 2
_ROW_SIZE_PT: Final = (8.6, 8.8)
"""Of the type of rows; headers and notes are smaller, headings larger."""
_LEAST_STEP_PT: Final = 9.4
"""Letters of 8.7 points stand free of the rules between the rows; closer they touch them."""
_WORTH_A_PAGE: Final = 18


def _writer(language: str) -> ReportWriter:
    return ReportWriter(Language(language, resources_dir(), strict=True), resources_dir() / "documents")


@pytest.fixture(scope="module")
def sheets(sample_cli: CommandLine) -> tuple[FactsheetSubject, ...]:
    """Gather the sample parks with plots, of which a sheet has most to tell, and some other sites."""
    services = open_services(Settings(), sample_cli.workspace, clock=FixedClock(MOMENT_UTC))
    catalogue = services.workspace.catalogue
    shared = surroundings_of(catalogue, services.reference)
    table = catalogue.site_table()
    parks = [str(each) for each in table.parks.ids]
    with_plots = [each for each in parks if catalogue.plots_of(each)]
    few = [str(each) for rows in (table.plots, table.premises) for each in rows.ids[:2]]
    made = [factsheet_subject(catalogue, each, shared, MOMENT_UTC) for each in (*with_plots, *few)]
    services.workspace.close()
    return tuple(made)


def _pages(path: Path, run: RunTool) -> list[list[str]]:
    """Return the lines of each page."""
    pages = run("pdftotext", "-layout", path, "-").split("\f")[:-1]
    return [[line for line in page.splitlines() if line.strip()] for page in pages]


def _row_steps_pt(path: Path, run: RunTool) -> list[float]:
    """Return how far the rows of page 2 stand below each other, of those that share their left edge."""
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">',
        run("pdftotext", "-f", "2", "-l", "2", "-bbox", path, "-"),
    )
    tops: dict[float, set[float]] = {}
    for left, top, bottom in found:
        if _ROW_SIZE_PT[0] <= float(bottom) - float(top) <= _ROW_SIZE_PT[1]:
            tops.setdefault(round(float(left), 1), set()).add(float(top))
    ordered = [sorted(each) for each in tops.values()]
    return [below - above for each in ordered for above, below in pairwise(each)]


def _held(sheets: tuple[FactsheetSubject, ...], language: str, folder: Path, run: RunTool) -> None:
    writer = _writer(language)
    for each in sheets:
        pages = _pages(writer.factsheet(each, folder / f"{each.site.id}.pdf").path, run)
        assert len(pages) <= _MOST_PAGES, each.site.id
        assert len(pages[-1]) >= _FEWEST_LINES + _AROUND, each.site.id
        steps_pt = _row_steps_pt(folder / f"{each.site.id}.pdf", run)
        assert min(steps_pt) >= _LEAST_STEP_PT, each.site.id


def test_a_sample_sheet_takes_two_pages(
    sheets: tuple[FactsheetSubject, ...], tmp_path: Path, run_tool: RunTool
) -> None:
    """Also a park of which every plot has a publication of its own."""
    assert len(sheets) > 15
    _held(sheets, "nl", tmp_path, run_tool)


@pytest.mark.full
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_sample_sheet_takes_two_pages_in_every_language(
    sheets: tuple[FactsheetSubject, ...], language: str, tmp_path: Path, run_tool: RunTool
) -> None:
    """German takes the most room."""
    _held(sheets, language, tmp_path, run_tool)


@pytest.mark.parametrize("asked_count", [4, 9, 12, 15, 19])
def test_a_sheet_for_a_request_goes_on_with_what_is_worth_a_page(
    sheets: tuple[FactsheetSubject, ...], asked_count: int, tmp_path: Path, run_tool: RunTool
) -> None:
    """However many requirements it answers: page 3 begins at a heading, and neither page is left bare."""
    writer, made = _writer("nl"), card(1, "Bedrijvenpark", 1, 2, 3)
    outcomes = (made.outcomes * asked_count)[:asked_count]
    answer = replace(made, outcomes=outcomes, contributions=made.contributions * (asked_count // 2))
    for each in sheets[:: len(sheets) // 4]:
        named = f"{each.site.id}, {asked_count}"
        asked = replace(each, answer=answer, case_number="D-2026-0001")
        pages = _pages(writer.factsheet(asked, tmp_path / f"{each.site.id}.pdf").path, run_tool)
        assert len(pages) <= _MOST_PAGES + 1, named
        if len(pages) > _MOST_PAGES:
            assert min(map(len, pages[1:])) >= _WORTH_A_PAGE + _AROUND, named
            assert not pages[-1][1].lstrip().startswith("Volgens"), named


@pytest.mark.parametrize("name", sorted(each for each in HARD_CASES if each.startswith("factsheet")))
def test_a_hard_sheet_does_not_end_with_a_few_lines(name: str, tmp_path: Path, run_tool: RunTool) -> None:
    """What does not fit on two pages fills more than a corner of the last."""
    pages = _pages(HARD_CASES[name](_writer("nl"), tmp_path / "f.pdf"), run_tool)
    assert len(pages[-1]) >= _FEWEST_LINES + _AROUND
