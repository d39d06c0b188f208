"""Text as XML and office files can hold it."""

from __future__ import annotations

import re
from typing import Final

_FIRST_PRINTABLE: Final = 32
_NEVER: Final = "\ufffe\uffff"
_HALF_PAIRS: Final = range(0xD800, 0xE000)

_LINE: Final = r"(?<![\d:])(?:\d{3}/)?\d{3}:\s?\d+(?:-\d+)?(?!\d)"
_LINES: Final = re.compile(rf"\s*\({_LINE}(?:[,;]\s*{_LINE})*\)|[,;]?\s*{_LINE}")


def without_line_references(source: str) -> str:
    """Return the name of a source without lines of our own transcripts: ``(001:493-495)``.

    They lead somebody with the transcripts back to the sentence; for a reader outside they are noise.
    """
    return _LINES.sub("", source).strip()


def without_controls(text: str) -> str:
    """Return the text without what XML cannot hold: controls and half pairs; tab and line end stay."""
    if text.isprintable():
        return text
    return "".join(
        each
        for each in text
        if each in "\n\t"
        or (ord(each) >= _FIRST_PRINTABLE and each not in _NEVER and ord(each) not in _HALF_PAIRS)
    )
