"""Reads whatever an export wrote as words: archives, mails and PDF opened, one in the other too."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_DEPTH: Final = 4
_PACKED: Final = re.compile(rb"base64,([A-Za-z0-9+/=\s]{16,})")
_HIDDEN: Final = re.compile("[\\s\u00ad\u200b]+")
"""A word may be broken over lines and pages, with or without a soft hyphen."""


def words_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the words of every file under a folder, names of files and folders included."""
    for path in sorted(folder.rglob("*")):
        yield str(path.relative_to(folder)), path.name
        if path.is_file():
            yield from words_of(path.name, path.read_bytes())


def words_of(name: str, content: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Give the words of a file, and of each file that lies in it."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield name, content.decode(encoding, "replace")
    if depth == _MOST_DEPTH:
        return
    for inner, part in _parts(name, content):
        yield inner, inner
        yield from words_of(inner, part, depth + 1)
    if content.startswith(b"%PDF-"):
        reader = PdfReader(io.BytesIO(content))
        yield name, " ".join(page.extract_text() for page in reader.pages)
        yield name, f"{reader.metadata} {reader.xmp_metadata and reader.xmp_metadata.stream.get_data()!r}"
        yield name, str([each.title for each in reader.outline if not isinstance(each, list)])


def holding(folder: Path, mark: str) -> list[str]:
    """Name the places under a folder in which a mark stands, whatever its capitals and line breaks."""
    wanted = mark.casefold()
    return sorted({name for name, words in words_in(folder) if wanted in _HIDDEN.sub("", words).casefold()})


def _parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for each in packed.namelist():
                yield f"{name}/{each}", packed.read(each)
    if name.endswith(".eml"):
        message = message_from_bytes(content, policy=default)
        yield f"{name}/head", str(list(message.items())).encode()
        for at, part in enumerate(message.walk()):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield f"{name}/{part.get_filename() or at}", payload
    if name.endswith((".html", ".svg", ".xml")):
        for at, found in enumerate(_PACKED.findall(content)):
            try:
                yield f"{name}/data{at}", base64.b64decode(found)
            except ValueError:
                continue
