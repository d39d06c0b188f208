"""How high the map of page 1 may be: drawn near what fits, and always once as low as it can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.factsheet.first_page import FirstPage
from drentsportal.services.documents import FactsheetSubject
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, factsheet, park, site

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.writer import ReportWriter
    from tests.unit.reports.conftest import RunTool

_COUNTS = st.integers(0, 60)
_MM_PER_PT = 25.4 / 72


@given(
    title=st.text(max_size=300),
    counts=st.tuples(_COUNTS, _COUNTS, _COUNTS, _COUNTS),
    wrapped=_COUNTS,
    has=st.booleans(),
)
def test_the_heights_fall_to_the_lowest(
    title: str, counts: tuple[int, int, int, int], wrapped: int, *, has: bool
) -> None:
    """At most five, each once, within what a map can be; a strip of one where the page is tight."""
    short, notices, rows, sources = counts
    heights = FirstPage(title, short, notices, rows, wrapped, has).map_heights_mm(sources)
    assert 1 <= len(heights) <= 5
    assert sorted(set(heights), reverse=True) == list(heights)
    assert 32 in heights
    assert heights[0] <= 110
    assert heights[-1] == (24 if heights[0] < 50 else 32)


@pytest.mark.parametrize(
    ("name", "plot_count"), [("Peelo", 0), ("Peelo", 1), ("Peelo", 6), ("Peelo", 13), ("Naam " * 20, 6)]
)
def test_the_map_fills_page_one(
    writer: ReportWriter, tmp_path: Path, run_tool: RunTool, name: str, plot_count: int
) -> None:
    """Nowhere on it are words farther apart than the map is high with a little around it.

    The sources stand at the foot, so that what the map leaves would be white.
    """
    assert _blank_mm(writer, factsheet(name.strip(), plot_count), tmp_path / "sheet.pdf", run_tool) < 14


@pytest.mark.parametrize("letters", [0, 20, 60, 110])
def test_the_map_fills_page_one_beside_rows_of_several_lines(
    writer: ReportWriter, tmp_path: Path, run_tool: RunTool, letters: int
) -> None:
    """A long address of a publication wraps in its table, and takes its lines from the map."""
    values = {
        "name": "A4",
        "park_id": "p1",
        "municipality_code": "GM0114",
        "status": "available",
        "area_m2": 50_655,
        "segments": "logistics",
        "allocation_procedure": "order_of_arrival",
        "allocation_link": "https://www.emmen.example/" + "abcde/" * (letters // 6),
    }
    plot = site(SiteKind.PLOT, "p1-4", values)
    subject = FactsheetSubject(plot, (plot,), park(), SURROUNDINGS, MADE_UTC)
    assert _blank_mm(writer, subject, tmp_path / "sheet.pdf", run_tool) < 14


def _blank_mm(writer: ReportWriter, subject: FactsheetSubject, path: Path, run_tool: RunTool) -> float:
    """Return the height below the map and its words that holds nothing."""
    writer.factsheet(subject, path)
    boxes = run_tool("pdftotext", "-bbox", "-l", "1", path, "-")
    lines = sorted(
        {(float(top), float(low)) for top, low in re.findall(r'yMin="([^"]+)".*?yMax="([^"]+)"', boxes)}
    )
    caption = max(low for top, low in lines if _is_caption(boxes, top))
    below = min(top for top, _ in lines if top > caption)
    return (below - caption) * _MM_PER_PT


def _is_caption(boxes: str, top: float) -> bool:
    """Whether a line is the one that tells the scale of the map."""
    return f'yMin="{top:f}"' in boxes and any(
        f'yMin="{top:f}"' in line and ">Schaal<" in line for line in boxes.splitlines()
    )
