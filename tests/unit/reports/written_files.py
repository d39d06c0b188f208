"""All words of a written PDF or workbook, as somebody would search them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path


def words_of(path: Path) -> str:
    """Return what a file says; of a workbook every part of it, its properties included."""
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    with zipfile.ZipFile(path) as book:
        return " ".join(book.read(name).decode() for name in book.namelist())
