"""Our pages with those of others behind them as one PDF: bookmarks, one numbering, honest claims."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, StreamObject

from drentsportal.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAIMS: Final = re.compile(
    rb"<(?P<name>pdfaid|pdfuaid):(?P<what>\w+)>[^<]*</(?P=name):(?P=what)>\s*"
    rb"|\s(?:pdfaid|pdfuaid):\w+=\"[^\"]*\""
)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in the document; ``page`` counts from 0, ``below`` are places under it."""

    title: str
    page: int
    below: tuple[Bookmark, ...] = ()


def heading_pages(pdf: bytes) -> tuple[int, ...]:
    """Return the page of each bookmark that the typesetter made, in order, counting from 0."""
    reader = PdfReader(io.BytesIO(pdf))
    return tuple(
        number
        for each in reader.outline
        if not isinstance(each, list) and (number := reader.get_destination_page_number(each)) is not None
    )


def bind(ours: bytes, others: Sequence[bytes], bookmarks: Sequence[Bookmark]) -> bytes:
    """Put the pages of others behind ours, with these bookmarks only; equal input gives equal bytes.

    Tags and reading order of our pages stay. With pages of others in it the file claims neither PDF/A nor
    PDF/UA: we cannot vouch for them. Raises ``ReportError`` when a file cannot be put behind.
    """
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(ours)))
        for each in others:
            for page in PdfReader(io.BytesIO(each)).pages:
                writer.add_page(page)
        root = writer.root_object
        writer.pdf_header = "%PDF-1.7"
        root.pop("/Outlines", None)
        if others:
            _take_claims(writer)
        for bookmark in bookmarks:
            parent = writer.add_outline_item(title=bookmark.title, page_number=bookmark.page)
            for below in bookmark.below:
                writer.add_outline_item(title=below.title, page_number=below.page, parent=parent)
        root[NameObject("/PageMode")] = NameObject("/UseOutlines")
        digest = ByteStringObject(hashlib.sha256(b"".join((ours, *others))).digest()[:16])
        writer._ID = ArrayObject((digest, digest))  # noqa: SLF001 - else it holds chance, or the file of ours
        written = io.BytesIO()
        writer.write(written)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError("error.package.not_bound") from error
    return written.getvalue()


def _take_claims(writer: PdfWriter) -> None:
    metadata = writer.root_object.get("/Metadata")
    stream = None if metadata is None else metadata.get_object()
    if isinstance(stream, StreamObject):
        stream.set_data(_CLAIMS.sub(b"", stream.get_data()))
