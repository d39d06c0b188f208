"""What has been written for people: in which style, and how to recognise it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DocumentStyle:
    """In which language and house style a document is made.

    ``theme_id`` is the name of a theme file without ending.
    """

    language_code: str = "nl"
    theme_id: str = "neutral"


class ComparisonForm(StrEnum):
    """The forms in which sites side by side leave the portal; the value is the ending of the file."""

    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"


class AdviceForm(StrEnum):
    """How much an advice tells; the value is that of the option of the command.

    The short form has two pages for three sites: its reasons give way, never its open questions.
    """

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document that was written: path, kind and checksum."""

    path: Path
    kind: str
    sha256: str
