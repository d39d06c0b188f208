"""Names of the files that documents are written to: plain, safe on Windows, each once in a batch."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}
)
_LONGEST_STEM: Final = 80


def file_stem(*parts: str) -> str:
    """Return a file name without extension: lower case, hyphens, safe on Windows, at most 80 characters.

    Letters lose their accents; everything else becomes a hyphen. Never empty, and never one
    of the names that Windows keeps for devices.
    """
    text = "-".join(part for part in map(_plain, parts) if part)
    text = text[:_LONGEST_STEM].strip("-") or "document"
    return f"{text}-1" if text in _RESERVED else text


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")


class FileNames:
    """Gives each document of a batch a name of its own."""

    def __init__(self) -> None:
        """Begin with no name taken."""
        self._taken: set[str] = set()

    def take(self, extension: str, *parts: str) -> str:
        """Return a free name made of ``parts``; a number is added where two would be the same."""
        stem = file_stem(*parts)
        name, count = f"{stem}.{extension}", 1
        while name in self._taken:
            count += 1
            name = f"{stem}-{count}.{extension}"
        self._taken.add(name)
        return name
