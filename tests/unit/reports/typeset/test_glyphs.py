"""What the font cannot show never costs a document, and is told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_sans_pro
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.reports.typeset.glyphs import Glyphs, characters_of
from tests.unit.reports.conftest import pdf_text
from tests.unit.reports.subjects import advice, factsheet

if TYPE_CHECKING:
    from drentsportal.reports.writer import ReportWriter

FACE = Path(font_source_sans_pro.font_directory) / "SourceSansPro-Regular.ttf"


@pytest.fixture(scope="module")
def glyphs() -> Glyphs:
    """Read the regular and the italic face."""
    return Glyphs.of([FACE, FACE.with_name("SourceSansPro-It.ttf")])


def test_the_characters_of_the_font_are_read() -> None:
    """Latin letters, the euro and the dash are in it; an emoji and Arabic are not."""
    known = characters_of(FACE.read_bytes())
    assert set("aZ09é€²ĳ≥\u2013\u2019") <= known
    assert not known & set("☎ع\uffff\ufffd")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Peelo\u2011Noord", "Peelo-Noord"),
        ("Bedrijven\u00adpark", "Bedrijvenpark"),
        ("a\u2003b\u3000c", "a b c"),
        ("caf\u0065\u0301", "café"),
        ("nul\u200bbreed\x07 \ufe0f", "nulbreed "),
        ("\uff21\u2460", "A1"),
        ("regel\ntwee", "regel\ntwee"),
    ],
)
def test_what_has_an_equivalent_gets_it(glyphs: Glyphs, text: str, shown: str) -> None:
    """Nothing is reported then."""
    assert all(each in glyphs.known or each == "\n" for each in shown)
    assert glyphs.shown({"a": [text]}) == {"a": [shown]}
    assert glyphs.missing([text]) == ()


def test_a_narrow_space_becomes_a_plain_one_where_the_font_has_none() -> None:
    """It still keeps its words together."""
    assert Glyphs(frozenset("01\u00a0")).shown("1\u202f000") == "1\u00a0000"


def test_the_rest_gets_a_visible_sign_and_is_named(glyphs: Glyphs) -> None:
    """Each character once, in the order of code points; numbers stay numbers."""
    data = ["Bakker 🥐🥐", {"b": "☎ \ufffd \ud800", "c": 3}]
    sign = glyphs.substitute
    assert sign in glyphs.known
    assert glyphs.shown(data) == [f"Bakker {sign}{sign}", {"b": f"{sign} {sign} {sign}", "c": 3}]
    assert glyphs.missing(data) == ("☎", "\ud800", "\ufffd", "🥐")


_TEXTS = st.text(st.sampled_from('aé€"\\/ \n\t\b\x7f\u0301\u00ad\u2011ĳ☎u')) | st.text()
_FACES = Glyphs.of([FACE, FACE.with_name("SourceSansPro-It.ttf")])


@given(texts=st.lists(_TEXTS))
def test_json_that_shows_all_needs_no_change(texts: list[str]) -> None:
    """Told from its characters alone, as going through every text would tell."""
    if _FACES.shows_all(json.dumps({"texts": texts}, ensure_ascii=False)):
        assert _FACES.shown(texts) == texts
        assert _FACES.missing(texts) == ()


@pytest.mark.parametrize("text", ["Nieuw-Amsterdam", 'Café "De Punt" \\ €', "regel\nregel"])
def test_usual_words_are_shown_as_they_stand(text: str) -> None:
    """Accents, quotes and line ends are no reason to look at every text."""
    assert _FACES.shows_all(json.dumps([text], ensure_ascii=False))


@pytest.mark.parametrize(
    "name", ["Bakkerij 🥐", "Bel ☎", "حديقة", "Peelo\u2011Noord", "\ufffd", "\x07x", "\ud800y"]
)
def test_every_document_is_made(writer: ReportWriter, tmp_path: Path, name: str) -> None:
    """Advice, letter and factsheet; the letter keeps the characters."""
    subject = advice((name, "Pollux"))
    pdf = writer.advice(subject, tmp_path / "a.pdf").path
    letter = writer.letter(subject, tmp_path / "b.docx").path
    sheet = writer.factsheet(factsheet(name), tmp_path / "f.pdf").path
    lost = [f"U+{ord(each):04X}" for each in sorted(set(name)) if each in "🥐☎حديقة\ufffd\ud800"]
    for path in (pdf, sheet):
        told = pdf_text(path)
        assert all(each in told for each in lost)
        assert ("niet worden weergegeven" in told) == bool(lost)
    if lost and "\ud800" not in name:
        assert name in zipfile.ZipFile(letter).read("word/document.xml").decode()
