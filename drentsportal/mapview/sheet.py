"""The map as a sheet of paper: what the page is told to lay out, and what the file is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from drentsportal.mapview.messages import ToPage
from drentsportal.services.document_names import file_stem

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.language import Language

SHEET_MM: Final = (297, 210)
"""A4 across."""

SHEET_PX: Final = (1122, 793)
"""The same in pixels of 1/96 inch, a whole number that fits."""


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
    return file_stem(language.text("ui.sheet.file_name"), number, made_on.isoformat())
