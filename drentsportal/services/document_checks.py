"""What a document is inside, and whom it names as its maker; read without opening it as a program would."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTS: Final = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04"}
_OFFICE_PARTS: Final = {".docx": "word/", ".xlsx": "xl/"}
_CONTENT_TYPES: Final = "[Content_Types].xml"
_CORE: Final = "docProps/core.xml"
_MOST_BYTES: Final = 2_000_000
"""No more is unpacked of one part, so that a small file cannot fill the memory."""

_PDF_AUTHOR: Final = re.compile(rb"/Author\s*(?:\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>)", re.DOTALL)
_PDF_PACKED: Final = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_XMP_CREATOR: Final = re.compile(rb"<dc:creator>.{0,200}?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
_CORE_MAKERS: Final = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy)>(.*?)</", re.DOTALL)
_PDF_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)


def is_what_it_says(suffix: str, content: bytes) -> bool:
    """Whether content is a document of the kind that its ending says: PDF, DOCX, XLSX or DXF."""
    if not content or not content.startswith(_STARTS.get(suffix, b"")):
        return False
    part = _OFFICE_PARTS.get(suffix)
    if part is None:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return _CONTENT_TYPES in names and any(name.startswith(part) for name in names)


def makers_of(suffix: str, content: bytes) -> tuple[str, ...]:
    """Return the persons that a document names as its makers, each once, as far as they can be read.

    PDF: ``Author`` of the document information and ``dc:creator`` of the XMP; DOCX and XLSX: creator and
    who saved it last. A PDF that is locked tells none.
    """
    found = _pdf_makers(content) if suffix == ".pdf" else _office_makers(suffix, content)
    shown = (" ".join(name.split()) for name in found)
    return tuple(dict.fromkeys(name for name in shown if name))


def _pdf_makers(content: bytes) -> Iterator[str]:
    if b"/Encrypt" in content:
        return
    for part in (content, *_unpacked(content)):
        for plain, coded in _PDF_AUTHOR.findall(part):
            yield _pdf_text(bytes.fromhex(_even(coded)) if coded else _PDF_ESCAPE.sub(_unescaped, plain))
        for name in _XMP_CREATOR.findall(part):
            yield html.unescape(name.decode("utf-8", "replace"))


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Unpack the object streams of a PDF, in which newer ones keep their document information."""
    for found in _PDF_PACKED.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[found.end() :], _MOST_BYTES)
        except zlib.error:
            continue


def _even(coded: bytes) -> str:
    digits = b"".join(coded.split()).decode("ascii")
    return digits + "0" * (len(digits) % 2)


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) % 256])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b"", b"\r": b"", b"\r\n": b""}.get(sign, sign)


def _pdf_text(raw: bytes) -> str:
    """Decode a text of a PDF: UTF-16 or UTF-8 where it says so, else as good as Latin."""
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("cp1252", "replace")


def _office_makers(suffix: str, content: bytes) -> Iterator[str]:
    if suffix not in _OFFICE_PARTS:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(_CORE) as core:
            told = core.read(_MOST_BYTES)
    except (KeyError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, zlib.error):
        return
    for name in _CORE_MAKERS.findall(told):
        yield html.unescape(name.decode("utf-8", "replace"))
