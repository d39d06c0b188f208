"""Nothing overflows and nothing is cut, whatever a document meets; and pages look as they were approved."""

from __future__ import annotations

import io
import json
import os
import shutil
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.document_theme import read_theme
from drentsportal.reports.writer import ReportWriter
from tests.unit.reports.conftest import page_texts, squeezed
from tests.unit.reports.hard_cases import FIVE, FUNCTION, GEMEENTE, HARD_CASES, LONG
from tests.unit.reports.laid_out import misplaced

if TYPE_CHECKING:
    from tests.unit.reports.conftest import RunTool

LANGUAGES: Final = (
    pytest.param("nl", marks=pytest.mark.full),
    pytest.param("en", marks=pytest.mark.full),
    "de",
)
"""German has the longest words; the others are only looked at where all is."""

NAMED: Final[dict[str, tuple[str, ...]]] = {
    "factsheet-40-plots": (LONG, GEMEENTE, FUNCTION, "A39"),
    "comparison": FIVE,
    "advice-full": (*FIVE, GEMEENTE, FUNCTION),
    "advice-short": (*FIVE, GEMEENTE, FUNCTION),
    "package": (LONG, GEMEENTE, FUNCTION),
    "day": FIVE,
    "bidbook": (LONG, GEMEENTE),
}
"""What must be read in full."""

KEPT: Final = Path(__file__).with_name("hard_pages.json")
"""Pages of hard cases per language: 24 by 34 greys, as hexadecimal digits."""
SHOWN: Final[dict[str, tuple[int, ...]]] = {
    "factsheet-40-plots": (1, 2),
    "factsheet-whole": (2,),
    "factsheet-empty": (1,),
    "comparison": (1, 2),
    "advice-full": (1, 2, 3),
    "advice-short": (1, 2),
    "package": (1,),
    "package-second": (1, 2),
    "day": (1,),
    "bidbook": (1,),
}
_SIZE: Final = (24, 34)
_TOLERANCE: Final = 1.5
"""Mean difference in grey (0 to 255), as of page 1 of a factsheet."""
_TOLERANCE_OF_ONE: Final = 12
"""Difference of one grey, so that a line that is gone is seen on a page that is nearly empty."""


@lru_cache(maxsize=3)
def writer_in(code: str) -> ReportWriter:
    """Share one writer per language."""
    language = Language(code, resources_dir(), strict=True).unbroken()
    return ReportWriter(language, resources_dir() / "documents")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("case", HARD_CASES)
def test_no_word_leaves_its_place(case: str, code: str, tmp_path: Path, run_tool: RunTool) -> None:
    """No word in a margin or over another one, and every long name is there to its end."""
    path = HARD_CASES[case](writer_in(code), tmp_path / "a.pdf")
    assert misplaced(path, run_tool) == []
    pages = [squeezed(each) for each in page_texts(path)]
    told = "".join(pages)
    if case.startswith("factsheet"):
        sources = Language(code, resources_dir(), strict=True).text("doc.sources.title")
        whole = ("schakelpunt@bedrijvenportal.example", sources)
        assert [each for each in whole if squeezed(each) not in pages[0]] == [], "page 1 stands alone"
    assert [each for each in NAMED.get(case, ()) if squeezed(each) not in told] == []


@pytest.mark.full
@pytest.mark.parametrize("theme", ["gemeente", "black_and_white"])
@pytest.mark.parametrize("case", HARD_CASES)
def test_no_word_leaves_its_place_in_another_style(
    case: str, theme: str, tmp_path: Path, run_tool: RunTool
) -> None:
    """With a band over the page, and without any colour."""
    language = Language("de", resources_dir(), strict=True).unbroken()
    folder = resources_dir() / "documents"
    writer = ReportWriter(language, folder, read_theme(folder / "themes" / f"{theme}.toml"))
    assert misplaced(HARD_CASES[case](writer, tmp_path / "a.pdf"), run_tool) == []


def test_a_word_over_another_is_found(tmp_path: Path, run_tool: RunTool) -> None:
    """In a template that lets long words out of their columns."""
    own = tmp_path / "sjablonen"
    own.mkdir()
    text = (resources_dir() / "documents" / "advice.typ").read_text(encoding="utf-8")
    assert text.count("fit: true") >= 3
    (own / "advice.typ").write_text(text.replace("fit: true", "fit: false"), encoding="utf-8")
    language = Language("nl", resources_dir(), strict=True).unbroken()
    writer = ReportWriter(language, resources_dir() / "documents", own_templates_dir=own)
    found = misplaced(HARD_CASES["advice-full"](writer, tmp_path / "a.pdf"), run_tool)
    assert any(" over " in each for each in found)


def greys(path: Path, page: int, run_tool: RunTool) -> bytes:
    """Return a page as few greys, light and dark as they are on paper."""
    stem = path.with_name(f"{path.stem}-{page}")
    run_tool("pdftoppm", "-r", "40", "-png", "-singlefile", "-f", str(page), path, stem)
    with Image.open(io.BytesIO(stem.with_suffix(".png").read_bytes())) as picture:
        upright = picture.convert("L")
        turned = upright.rotate(90, expand=True) if upright.width > upright.height else upright
        return turned.resize(_SIZE, Image.Resampling.BOX).tobytes()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("case", SHOWN)
def test_pages_look_as_they_were_approved(case: str, code: str, tmp_path: Path, run_tool: RunTool) -> None:
    """The kept greys were looked at; ``KEEP_PAGES=1`` keeps new ones after a wanted change."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    path = HARD_CASES[case](writer_in(code), tmp_path / "a.pdf")
    shown = {f"{case}-{page}-{code}": greys(path, page, run_tool) for page in SHOWN[case]}
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    if os.environ.get("KEEP_PAGES"):
        kept |= {name: picture.hex() for name, picture in shown.items()}
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for name, picture in shown.items():
        before = bytes.fromhex(kept[name])
        apart = [abs(one - other) for one, other in zip(before, picture, strict=True)]
        assert sum(apart) / len(apart) <= _TOLERANCE, name
        assert max(apart) <= _TOLERANCE_OF_ONE, name
