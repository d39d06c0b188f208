"""The name of a source as anybody can follow it, without the lines of our own transcripts."""

from __future__ import annotations

import re
from typing import Final

_LINE: Final = r"(?<![\d:])(?:\d{3}/)?\d{3}:\s?\d+(?:-\d+)?(?!\d)"
_LINES: Final = re.compile(rf"\s*\({_LINE}(?:[,;]\s*{_LINE})*\)|[,;]?\s*{_LINE}")


def without_line_references(source: str) -> str:
    """Return the name of a source without lines of our own transcripts: ``(001:493-495)``.

    They lead somebody with the transcripts back to the sentence; for a reader outside they are noise.
    """
    return _LINES.sub("", source).strip()
