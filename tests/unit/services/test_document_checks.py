"""Documents: what they are inside, and whom they name as their maker."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from pypdf import PdfWriter

from drentsportal.services.document_checks import is_what_it_says, makers_of


def office(*names: str, core: str = "") -> bytes:
    """Pack parts as an office program does."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, "<x/>")
        if core:
            packed.writestr("docProps/core.xml", core)
    return told.getvalue()


def pdf(author: str) -> bytes:
    """Write a PDF of one empty page with an author."""
    told, made = io.BytesIO(), PdfWriter()
    made.add_blank_page(100, 100)
    made.add_metadata({"/Author": author})
    made.write(told)
    return told.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")
SHEET = office("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("suffix", "content", "wanted"),
    [
        (".docx", WORD, True),
        (".xlsx", SHEET, True),
        (".docx", SHEET, False),
        (".xlsx", WORD, False),
        (".docx", b"PK\x03\x04abc", False),
        (".docx", WORD[: len(WORD) // 2], False),
        (".docx", office("word/document.xml"), False),
        (".pdf", b"%PDF-1.7", True),
        (".pdf", b"", False),
        (".dxf", b"0\nSECTION", True),
        (".dxf", b"", False),
    ],
)
def test_a_document_is_what_its_ending_says(suffix: str, content: bytes, *, wanted: bool) -> None:
    """An office file opens as a package of its own kind; seven bytes do not."""
    assert is_what_it_says(suffix, content) is wanted


@pytest.mark.parametrize("author", ["Jan de Wit", "J. (Jan) de Wit", "Zoë Ünal", "Őri \\ Łaski"])
def test_the_author_of_a_pdf_is_read(author: str) -> None:
    """Plain, with brackets, with marks, and with signs that need two bytes."""
    assert makers_of(".pdf", pdf(author)) == (author,)


def test_the_author_is_read_from_packed_objects_and_xmp() -> None:
    """Newer PDFs pack their document information; XMP tells it once more."""
    packed = zlib.compress(b"1 0 << /Author (Jan de Wit) >>")
    xmp = b"<dc:creator><rdf:Seq><rdf:li>Piet &amp; Co</rdf:li></rdf:Seq></dc:creator>"
    content = b"%PDF-1.7 1 0 obj << /Type /ObjStm /N 1 >> stream\n" + packed + b"endstream " + xmp
    assert makers_of(".pdf", content) == ("Piet & Co", "Jan de Wit")
    assert makers_of(".pdf", b"%PDF-1.7 /Encrypt 5 0 R /Author (xyz)") == ()
    assert makers_of(".pdf", b"%PDF-1.7 /ObjStm stream\nnot packed") == ()


def test_an_office_file_tells_who_made_and_saved_it() -> None:
    """Each name once; none where there is none."""
    core = "<c><dc:creator>A. Bos</dc:creator><cp:lastModifiedBy>A. Bos</cp:lastModifiedBy></c>"
    assert makers_of(".docx", office("word/document.xml", core=core)) == ("A. Bos",)
    assert makers_of(".xlsx", SHEET) == ()
    assert makers_of(".xlsx", b"PK\x03\x04abc") == ()
    assert makers_of(".dxf", b"0") == ()
