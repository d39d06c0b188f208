"""The map as a sheet of paper: what the page is told to lay out, and what the file is called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from drentsportal.mapview.messages import ToPage

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.language import Language

SHEET_MM: Final = (297, 210)
"""A4 across."""

SHEET_PX: Final = (1122, 793)
"""The same in pixels of 1/96 inch, a whole number that fits."""

_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class SheetAsked(ToPage):
    """Lay the map out as a sheet; ``bounds`` are west, south, east and north of what is seen, in degrees."""

    type: ClassVar[str] = "sheet"
    title: str
    note: str
    north: str
    made: str
    bounds: tuple[float, float, float, float]


def sheet_message(
    language: Language, bounds: tuple[float, float, float, float], note: str, made_on: date
) -> SheetAsked:
    """Make the message; ``note`` is what the window says of the map, such as how many sites fit."""
    say = language.text
    made = say("ui.sheet.made", day=made_on)
    return SheetAsked(say("ui.map.page.title"), note, say("ui.sheet.north"), made, bounds)


def sheet_name(language: Language, made_on: date, number: str = "") -> str:
    """Propose a file name without ending: what it is, the case where one is open, and the day."""
    parts = (language.text("ui.sheet.file_name"), number, made_on.isoformat())
    return "-".join(_plain(each) for each in parts if each)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_NAMES.sub("-", letters).strip("-")
