"""A house style in the pages: owner, logo, sender, colours of maps that can be read, and how page 1 looks."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.symbology import HouseColours, Theme, plot_status
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.document_theme import LEAST_CONTRAST, contrast_ratio, read_theme
from drentsportal.reports.writer import ReportWriter
from tests.unit.reports.conftest import page_texts
from tests.unit.reports.subjects import factsheet
from tests.unit.reports.whole_subjects import whole_advice

if TYPE_CHECKING:
    from drentsportal.figures.symbology import Look
    from tests.unit.reports.conftest import RunTool

DOCUMENTS = resources_dir() / "documents"
SHIPPED = ("neutral", "gemeente", "black_and_white")
PAGES: Final = Path(__file__).with_name("page_1.json")
"""Page 1 of a factsheet per theme and language: 24 by 34 greys, as hexadecimal digits."""
_SIZE: Final = (24, 34)
_TOLERANCE: Final = 1.5
"""Mean difference in grey (0 to 255). Between two of the nine pages it is 3.2 or more."""
_COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def _low(look: Look) -> list[tuple[str, str, float]]:
    """Return the words on fills of a map that cannot be read."""
    colours = map_colours(look)
    grounds = (colours.land, colours.own_land, colours.ground, colours.green, colours.halo, colours.site_fill)
    pairs = [(colours.text, ground) for ground in grounds]
    pairs += [
        (colours.on_site, colours.site),
        (colours.motorway_badge_text, colours.motorway_badge),
        (colours.road_badge_text, colours.road_badge),
        (colours.water_text, colours.halo),
    ]
    for status in PlotStatus:
        style = plot_status(status, look)
        word = colours.secondary if status is PlotStatus.SOLD else style.text
        pairs.append((word, style.area.fill or "#FFFFFF"))
    told = ((word, ground, contrast_ratio(word, ground)) for word, ground in pairs)
    return [each for each in told if each[2] < LEAST_CONTRAST]


@pytest.mark.parametrize("name", SHIPPED)
def test_words_on_maps_and_bands_can_be_read(name: str) -> None:
    """Every pair of word and fill keeps 4.5 to 1; a band carries white on the colour of headings."""
    theme = read_theme(DOCUMENTS / "themes" / f"{name}.toml")
    assert _low(theme.look) == []
    assert contrast_ratio("#FFFFFF", theme.colours.head) >= LEAST_CONTRAST


@given(site=_COLOURS, head=_COLOURS)
def test_any_accepted_house_leaves_maps_readable(site: str, head: str) -> None:
    """A theme is refused below 4.5 on white; whatever passes gives tints that words can stand on."""
    assume(contrast_ratio(site, "#FFFFFF") >= LEAST_CONTRAST)
    assume(contrast_ratio(head, "#FFFFFF") >= LEAST_CONTRAST)
    assert _low(HouseColours(site, head)) == []


def test_black_and_white_is_drawn_by_patterns() -> None:
    """No map of that theme has a colour; another has that of its house."""
    assert read_theme(DOCUMENTS / "themes" / "black_and_white.toml").look is Theme.MONOCHROME
    house = read_theme(DOCUMENTS / "themes" / "gemeente.toml").look
    assert map_colours(house).site == "#B03A00"


def _own_theme(folder: Path) -> Path:
    text = (DOCUMENTS / "themes" / "gemeente.toml").read_text(encoding="utf-8")
    for old, new in (
        ('owner = ""', 'owner = "Gemeente Voorbeeldstad"'),
        ('logo = ""', 'logo = "wapen.svg"'),
        ('logo_text = ""', 'logo_text = "Wapen van Voorbeeldstad"'),
        ('[contact]\nname = ""', '[contact]\nname = "Ondernemersloket"'),
        ("rows = []", 'rows = ["Gemeente Voorbeeldstad", "loket@voorbeeldstad.example"]'),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "wapen.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="20"><path d="M0 0H300V20Z"/></svg>',
        encoding="utf-8",
    )
    path = folder / "stad.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_owner_logo_and_sender_stand_in_the_pages(dutch: Language, tmp_path: Path) -> None:
    """The logo is a figure with its words; the sender stands beside the function of the gemeente."""
    writer = ReportWriter(dutch.unbroken(), DOCUMENTS, read_theme(_own_theme(tmp_path)))
    made = writer.factsheet(factsheet(), tmp_path / "a.pdf")
    first = page_texts(made.path)[0]
    assert "Gemeente Voorbeeldstad" in first
    assert "Ondernemersloket" in first
    assert "Accountmanager" in first
    assert "Schakelpunt" not in first
    assert "Drents bedrijvenportal" not in first
    told = PdfReader(made.path).metadata
    assert told is not None
    assert told.author == "Gemeente Voorbeeldstad"
    assert "Wapen van Voorbeeldstad" in _alternatives(PdfReader(made.path))
    advice = page_texts(writer.advice(whole_advice("Bargermeer", "Pollux"), tmp_path / "b.pdf").path)
    assert "Ondernemersloket" in advice[0]


def _alternatives(reader: PdfReader) -> list[str]:
    """Return what every tagged figure says in words."""
    numbers = (*reader.xref_objStm, *reader.xref.get(0, {}))
    objects = (reader.get_object(each) for each in numbers)
    return [str(each["/Alt"]) for each in objects if isinstance(each, DictionaryObject) and "/Alt" in each]


def _grey(path: Path, run_tool: RunTool) -> bytes:
    """Return page 1 as few greys, light and dark as they are on paper."""
    stem = path.with_suffix("")
    run_tool("pdftoppm", "-r", "40", "-png", "-singlefile", "-f", "1", path, stem)
    with Image.open(io.BytesIO(stem.with_suffix(".png").read_bytes())) as page:
        return page.convert("L").resize(_SIZE, Image.Resampling.BOX).tobytes()


def greys(name: str, code: str, folder: Path, run_tool: RunTool) -> bytes:
    """Make the factsheet of a theme and language and look at its first page."""
    language = Language(code, resources_dir(), strict=True).unbroken()
    writer = ReportWriter(language, DOCUMENTS, read_theme(DOCUMENTS / "themes" / f"{name}.toml"))
    return _grey(writer.factsheet(factsheet(plot_count=12), folder / f"{name}.pdf").path, run_tool)


@pytest.mark.parametrize("code", ["nl", "en", "de"])
@pytest.mark.parametrize("name", SHIPPED)
def test_page_1_looks_as_it_was_approved(name: str, code: str, tmp_path: Path, run_tool: RunTool) -> None:
    """The kept greys were looked at; ``KEEP_PAGES=1`` keeps new ones after a wanted change."""
    shown = greys(name, code, tmp_path, run_tool)
    kept = json.loads(PAGES.read_text(encoding="utf-8")) if PAGES.exists() else {}
    if os.environ.get("KEEP_PAGES"):
        kept[f"{name}-{code}"] = shown.hex()
        PAGES.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    before = bytes.fromhex(kept[f"{name}-{code}"])
    difference = sum(abs(a - b) for a, b in zip(before, shown, strict=True)) / len(shown)
    assert difference <= _TOLERANCE
