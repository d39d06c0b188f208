"""Names of the files that documents are written to: plain, safe on Windows, each once in a batch."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from drentsportal.services.ports.documents import DocumentStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL_STYLE: Final = DocumentStyle()
"""Dutch, in the house style that comes first."""

_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}
)
_LONGEST_STEM: Final = 80


def file_stem(*parts: str, ending: Sequence[str] = ()) -> str:
    """Return a file name without extension: lower case, hyphens, safe on Windows, at most 80 characters.

    Letters lose their accents; everything else becomes a hyphen. Never empty, and never one
    of the names that Windows keeps for devices. ``ending`` stands at the end, however long the rest is.
    """
    last = "".join(f"-{part}" for part in map(_plain, ending) if part)
    text = "-".join(part for part in map(_plain, parts) if part)
    text = (text[: max(1, _LONGEST_STEM - len(last))].strip("-") or "document") + last
    return f"{text}-1" if text in _RESERVED else text


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")


def style_ending(style: DocumentStyle | None) -> tuple[str, ...]:
    """Return what a name ends in by its language and house style; the usual ones are not named.

    So a document in one house style never takes the place of the same document in another.
    """
    made = USUAL_STYLE if style is None else style
    language = () if made.language_code == USUAL_STYLE.language_code else (made.language_code,)
    return language if made.theme_id == USUAL_STYLE.theme_id else (*language, made.theme_id)


class FileNames:
    """Gives each document of a batch a name of its own."""

    def __init__(self) -> None:
        """Begin with no name taken."""
        self._taken: set[str] = set()

    def take(self, extension: str, *parts: str, ending: Sequence[str] = ()) -> str:
        """Return a free name as ``file_stem``; a number is added where two would be the same."""
        stem = file_stem(*parts, ending=ending)
        name, count = f"{stem}.{extension}", 1
        while name in self._taken:
            count += 1
            name = f"{stem}-{count}.{extension}"
        self._taken.add(name)
        return name
