"""No page of a programme or package is bare: what belongs together shares a page, and few lines go back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.unit.reports.fact_finding.day_subjects import day
from tests.unit.reports.hard_cases import HARD_CASES
from tests.unit.reports.test_hard_cases import LANGUAGES, writer_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.reports.conftest import RunTool

_TOP_PT, _FOOT_PT = 62, 48
"""Where the text of a page begins, and what its foot takes."""
_LEAST_SHARE: Final = 1 / 3
_NAMES: Final = ("Bedrijvenpark A37", "Businesspark Assen-Zuid", "Europark Coevorden", "Buitenvaart II")


def _shares(path: Path, run: RunTool) -> list[float]:
    """Return how much of the height of each page is used."""
    found = []
    for page in run("pdftotext", "-bbox", path, "-").split("<page ")[1:]:
        height = float(re.findall(r'height="([\d.]+)"', page)[0])
        ends = [float(each) for each in re.findall(r'yMax="([\d.]+)"', page)]
        lowest = max((each for each in ends if each < height - _FOOT_PT), default=0)
        found.append((lowest - _TOP_PT) / (height - _TOP_PT - _FOOT_PT))
    return found


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_no_page_of_a_programme_is_bare(count: int, code: str, tmp_path: Path, run_tool: RunTool) -> None:
    """Whom to call goes with the plans and the sources; a day to one site ends as full as it began."""
    writer = writer_in(code)
    made = writer.day_programme(day(*_NAMES[:count]), tmp_path / "d.pdf").path
    programme = _shares(made, run_tool)[:2]
    if count == 1:
        title = writer._language.text("doc.sources.title")  # noqa: SLF001 - as the writer says it
        pages = run_tool("pdftotext", made, "-").split("\f")
        programme = programme[: 1 + next(place for place, text in enumerate(pages) if title in text)]
        assert len(programme) <= 2, "nothing goes on behind whom to call"
    assert min(programme) >= _LEAST_SHARE, programme


@pytest.mark.parametrize("code", LANGUAGES)
def test_short_parts_of_a_package_share_a_page(code: str, tmp_path: Path, run_tool: RunTool) -> None:
    """Subsidies, rules and permits; the drawings, each a page of its own, stand behind them."""
    path = HARD_CASES["package-second"](writer_in(code), tmp_path / "p.pdf")
    shares = _shares(path, run_tool)
    assert len(shares) == 4, "the contents, the tables, two drawings"
    assert min(shares) >= _LEAST_SHARE, shares
