"""The name of a source as anybody can follow it, without the lines of our own transcripts."""

from __future__ import annotations

import re
from typing import Final

_LINE: Final = r"(?<![\d:])(?:\d{3}/)?\d{3}:\s?\d+(?:-\d+)?(?!\d)"
_LINES: Final = re.compile(rf"\s*\({_LINE}(?:[,;]\s*{_LINE})*\)|[,;]?\s*{_LINE}")


def without_line_references(source: str) -> str:
    """Return the name of a source without lines of our own transcripts: ``(001:493-495)``.

    No source that ships has them any more. Workspaces, kept assessments and files of before do.
    """
    return _LINES.sub("", source).strip()
