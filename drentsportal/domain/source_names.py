"""The name of a source as anybody can follow it, without the lines of our own transcripts."""

from __future__ import annotations

import re
from typing import Final

_LINE: Final = r"(?<![\d:])(?:\d{3}/)?\d{3}:\s?\d+(?:-\d+)?(?!\d)"
_LINES: Final = re.compile(rf"\s*\({_LINE}(?:[,;]\s*{_LINE})*\)|[,;]?\s*{_LINE}")
_REMARKS: Final = {
    "positie afgerond op 100 m": "doc.source.remark.rounded",
    "ligging schematisch": "doc.source.remark.schematic",
    "verdeling van terreinen verzonnen": "doc.source.remark.invented",
}
"""What we ourselves add to the name of a source, and the text that says it in each language."""


def own_remark(source: str) -> tuple[str, str]:
    """Return the name of a source up to our own remark at its end, and the id of that; empty without one."""
    for words, text_id in _REMARKS.items():
        if source.endswith((f", {words}", f"; {words}")):
            return source.removesuffix(words), text_id
    return source, ""


def without_line_references(source: str) -> str:
    """Return the name of a source without lines of our own transcripts: ``(001:493-495)``.

    No source that ships has them any more. Workspaces, kept assessments and files of before do.
    """
    return _LINES.sub("", source).strip()
