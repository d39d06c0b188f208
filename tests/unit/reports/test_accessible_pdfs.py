"""Every PDF that goes out can be read aloud: its tags are walked as a screen reader does."""

from __future__ import annotations

from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.document_theme import read_theme
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.documents import ComparisonForm
from tests.unit.reports.fact_finding.day_subjects import day
from tests.unit.reports.subjects import HOSTILE_NAMES, factsheet
from tests.unit.reports.whole_subjects import compared, empty_sheet, whole_advice, whole_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAMES: Final = ("Bargermeer", "Pollux")
LONG: Final = HOSTILE_NAMES[-2]

DOCUMENTS: Final[dict[str, Callable[[ReportWriter, Path], object]]] = {
    "factsheet": lambda writer, path: writer.factsheet(factsheet(plot_count=12), path),
    "factsheet of 40 plots": lambda writer, path: writer.factsheet(factsheet(LONG, 40), path),
    "factsheet without values": lambda writer, path: writer.factsheet(empty_sheet(), path),
    "factsheet of a plot": lambda writer, path: writer.factsheet(whole_sheet(SiteKind.PLOT, 0), path),
    "factsheet of premises": lambda writer, path: writer.factsheet(whole_sheet(SiteKind.PREMISES, 0), path),
    "advice": lambda writer, path: writer.advice(whole_advice(*NAMES), path),
    "comparison": lambda writer, path: writer.comparison(compared(*NAMES), path, ComparisonForm.PDF),
    "day programme": lambda writer, path: writer.day_programme(day(*NAMES, ends_by=time(10)), path),
}


@pytest.fixture(scope="module", params=sorted(DOCUMENTS))
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """Make a document in the theme that has least to tell by colour."""
    templates = resources_dir() / "documents"
    theme = read_theme(templates / "themes" / "black_and_white.toml")
    writer = ReportWriter(Language("nl", resources_dir(), strict=True).unbroken(), templates, theme)
    path = tmp_path_factory.mktemp("pdf") / "made.pdf"
    DOCUMENTS[request.param](writer, path)
    return PdfReader(path)


def _plain(value: object) -> Any:  # noqa: ANN401 - what a PDF holds has no narrower type
    return value.get_object() if isinstance(value, IndirectObject) else value


def _elements(element: DictionaryObject) -> Iterator[DictionaryObject]:
    """Walk the structure tree in the order in which it is read aloud."""
    kids = _plain(element.get("/K", ArrayObject()))
    for each in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = _plain(each)
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _root(pdf: PdfReader) -> Any:  # noqa: ANN401 - as above
    return _plain(pdf.trailer["/Root"])


def _kind(element: DictionaryObject) -> str:
    return str(element["/S"])


def _of(pdf: PdfReader, *kinds: str) -> list[DictionaryObject]:
    return [each for each in _elements(_plain(_root(pdf)["/StructTreeRoot"])) if _kind(each) in kinds]


def _attributes(element: DictionaryObject) -> Iterator[DictionaryObject]:
    held = _plain(element.get("/A", ArrayObject()))
    for each in held if isinstance(held, ArrayObject) else [held]:
        if isinstance(attribute := _plain(each), DictionaryObject):
            yield attribute


def test_it_says_that_it_is_tagged_and_in_which_language(pdf: PdfReader) -> None:
    """The title is shown rather than the name of the file."""
    root = _root(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title


def test_it_claims_both_standards(pdf: PdfReader) -> None:
    """PDF/UA-1 and PDF/A-2a stand in its metadata."""
    claims = _plain(_root(pdf)["/Metadata"]).get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims


def test_headings_leave_no_level_out(pdf: PdfReader) -> None:
    """The first is of level 1, and none is more than one deeper than the one before."""
    levels = [int(_kind(each)[2:]) for each in _of(pdf, "/H1", "/H2", "/H3", "/H4")]
    assert levels
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_drawing_has_words(pdf: PdfReader) -> None:
    """A figure that is no decoration says what it shows, in more than a word."""
    told = [str(each.get("/Alt", "")) for each in _of(pdf, "/Figure")]
    assert all(len(each.split()) > 1 for each in told)


def test_every_table_has_header_cells_of_a_direction(pdf: PdfReader) -> None:
    """Each table has header cells, and each of those says that it heads a column or a row."""
    tables = _of(pdf, "/Table")
    assert tables
    for table in tables:
        assert any(_kind(each) == "/TH" for each in _elements(table))
    scopes = [
        next((each["/Scope"] for each in _attributes(header) if "/Scope" in each), None)
        for header in _of(pdf, "/TH")
    ]
    assert set(scopes) <= {"/Column", "/Row", "/Both"}


def test_all_that_is_shown_is_tagged_or_decoration(pdf: PdfReader) -> None:
    """Each page has its place in the order of reading, and goes by that order with the tab key."""
    for page in pdf.pages:
        assert "/StructParents" in page
        assert str(page["/Tabs"]) == "/S"
