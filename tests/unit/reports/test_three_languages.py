"""Every document is made in English and German too: no gap in the catalogue and no Dutch sentence left."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.language.document_texts import document_ids
from drentsportal.paths import resources_dir
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.documents import SheetFormat
from tests.unit.reports.conftest import pdf_text
from tests.unit.reports.fact_finding.day_subjects import day
from tests.unit.reports.subjects import HOSTILE_NAMES, MADE_UTC, factsheet, park
from tests.unit.reports.whole_subjects import (
    compared,
    empty_sheet,
    ranked,
    whole_advice,
    whole_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "de")
NAMES: Final = ("Bargermeer", "Pollux")

DUTCH_WORDS: Final = re.compile(
    r"\b(het|een|niet|wordt|worden|van|voor|geen|naar|zijn|ook|nog|gevraagd|onbekend|eis|kavels?)\b"
)
"""Words that stand in nearly every Dutch sentence and in none of another language, nor in our subjects."""

FEWEST_WORDS: Final = 2
"""Of a piece of a Dutch text that is looked for: a single word may be a name, or the same elsewhere."""

LISTED: Final = (park(), whole_sheet(SiteKind.PARK, 1).site)

NAMED: Final = frozenset({"Provincie Drenthe", "Gemeente Emmen", "MKB Fonds Drenthe"})
"""Organisations keep their own names."""

Make = Callable[[ReportWriter, Path], Path]

DOCUMENTS: Final[dict[str, Make]] = {
    "park": lambda writer, to: writer.factsheet(factsheet(plot_count=40), to / "a.pdf").path,
    "park without values": lambda writer, to: writer.factsheet(empty_sheet(), to / "a.pdf").path,
    **{
        f"{kind.value} {choice}": lambda writer, to, kind=kind, choice=choice: (  # type: ignore[misc] # bound here
            writer.factsheet(whole_sheet(kind, choice), to / "a.pdf").path
        )
        for kind in SiteKind
        for choice in range(3)
    },
    "advice": lambda writer, to: writer.advice(whole_advice(*NAMES), to / "a.pdf").path,
    "day": lambda writer, to: writer.day_programme(day(*NAMES, ends_by=time(10)), to / "a.pdf").path,
    "letter": lambda writer, to: writer.letter(whole_advice(*NAMES), to / "a.docx").path,
    "comparison": lambda writer, to: writer.comparison(compared(*NAMES), to / "a.xlsx").path,
    "ranking": lambda writer, to: writer.ranking(ranked(), "D-2026-0041", to / "a.xlsx", {}).path,
    "sites": lambda writer, to: writer.site_sheet(LISTED, SheetFormat.XLSX, MADE_UTC, to / "a.xlsx").path,
}


@lru_cache(maxsize=4)
def writer_in(code: str) -> ReportWriter:
    """Share one writer per language; what its catalogue lacks raises."""
    language = Language(code, resources_dir(), strict=True)
    return ReportWriter(language.unbroken(), resources_dir() / "documents")


def _letter_words(path: Path) -> Iterator[str]:
    document = docx.Document(str(path))
    for paragraph in document.element.body.iter(qn("w:p")):
        yield "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
    yield document.sections[0].footer.paragraphs[0].text


def _sheet_words(path: Path) -> Iterator[str]:
    book = openpyxl.load_workbook(path, data_only=True)
    yield str(book.properties.title)
    for sheet in book.worksheets:
        yield sheet.title
        yield from (str(each.value) for row in sheet.iter_rows() for each in row if each.value is not None)
        yield from (str(each.error) for each in sheet.data_validations.dataValidation)


def _words(path: Path) -> str:
    """Return everything that a document says, with plain spaces."""
    if path.suffix == ".pdf":
        return pdf_text(path)
    told = _letter_words(path) if path.suffix == ".docx" else _sheet_words(path)
    return " ".join(" ".join(told).split())


@lru_cache(maxsize=4)
def _dutch_pieces(code: str) -> frozenset[str]:
    """Return the pieces between the fields of Dutch texts that a language does not say itself."""
    dutch = Language("nl", resources_dir(), strict=True)
    other = Language(code, resources_dir(), strict=True)
    said = " ".join(map(other.template, other.ids))
    pieces = {
        words.strip(" .,:;()·\N{EN DASH}“”")
        for message_id in document_ids(dutch.ids)
        for words, *_ in string.Formatter().parse(dutch.template(message_id))
    }
    return frozenset(
        each for each in pieces - NAMED if len(each.split()) >= FEWEST_WORDS and each not in said
    )


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_dutch_sentence_is_left(tmp_path: Path, document: str, code: str) -> None:
    """What the catalogue says, and what a module might say by itself."""
    text = _words(DOCUMENTS[document](writer_in(code), tmp_path))
    assert sorted(piece for piece in _dutch_pieces(code) if piece in text) == []
    assert DUTCH_WORDS.findall(text) == []


def test_dutch_would_be_found(writer: ReportWriter, tmp_path: Path) -> None:
    """The same document in Dutch is full of what must not be left."""
    text = _words(DOCUMENTS["advice"](writer, tmp_path))
    found = [piece for piece in _dutch_pieces("en") if piece in text]
    assert len(found) > len(DUTCH_WORDS.pattern.split("|"))
    assert len(DUTCH_WORDS.findall(text)) > len(found)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_stay_text_in_every_language(tmp_path: Path, name: str, code: str) -> None:
    """A name that attacks, or that is as long as one can be, is shown as it is."""
    made = writer_in(code).factsheet(factsheet(name), tmp_path / "a.pdf")
    letters = "".join(name.split())
    assert letters in "".join(pdf_text(made.path).split())


@pytest.mark.parametrize(
    ("code", "number", "day"), [("en", "10,000", "1 Jan 2022"), ("de", "10.000", "01.01.2022")]
)
def test_figures_and_dates_are_those_of_the_language(
    tmp_path: Path, code: str, number: str, day: str
) -> None:
    """And the file says which language it is in."""
    made = writer_in(code).factsheet(factsheet(), tmp_path / "a.pdf")
    text = pdf_text(made.path).replace("\u00a0", " ")
    assert number in text
    assert day in text
    assert str(PdfReader(made.path).root_object["/Lang"]) == code


@pytest.mark.parametrize(("code", "locale"), [("nl", "nl-NL"), ("en", "en-GB"), ("de", "de-DE")])
def test_a_letter_says_its_language(tmp_path: Path, code: str, locale: str) -> None:
    """So that a word processor checks it by the right words."""
    made = writer_in(code).letter(whole_advice(*NAMES), tmp_path / "a.docx")
    document = docx.Document(str(made.path))
    assert document.core_properties.language == locale
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {locale}
