"""Reads a document back from its text, figure by figure; writes figures the way Dutch documents must.

Nothing here asks the code that makes documents: what is expected is worked out anew from the store.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader

from drentsportal.domain.source_names import without_line_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from drentsportal.domain.values import Known, PartialDate

UNKNOWN: Final = "onbekend"
ASK: Final = "onbekend \N{EN DASH} navragen"
DASH: Final = "\N{EN DASH}"
_MONTHS: Final = (
    "jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.",
)  # fmt: skip
_ENTRY: Final = re.compile(r"^(\d+) (.+)$")
_SCALE_BAR: Final = re.compile(r"(?:00(?:(?P<middle>[\d.]+)(?P=middle))?)?(?P<end>[1-9][\d.]*)k?m(?P=end)k?m")
"""Its nought gives way to the number of a site."""
_TAIL: Final = 40
"""What is shown of the text around a figure that was not expected."""


def number(value: object, most: int, least: int = 0) -> str:
    """Write a number with points between thousands, at most and at least so many decimals."""
    whole = Decimal(str(value)).quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    digits, _, decimals = f"{whole:,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return digits.replace(",", ".") + (f",{decimals}" if decimals else "")


def hectares(value: object) -> str:
    """Write hectares in at most two decimals."""
    return f"{number(value, 2)} ha"


def hectares_of_m2(area_m2: int) -> str:
    """Write square metres as hectares."""
    return hectares(Decimal(area_m2) / 10_000)


def euros(value: object) -> str:
    """Write euros in cents, half a cent up."""
    return f"€ {number(value, 2, 2)}"


def day(value: PartialDate | date) -> str:
    """Write a date as precisely as it is known."""
    if not value.month:
        return str(value.year)
    if not value.day:
        raise AssertionError(value)
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def listed(items: Sequence[str]) -> str:
    """Write an enumeration."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}"


def squeezed(text: str) -> str:
    """Leave out white space and hyphens: a page breaks its lines, and long words, where it likes."""
    return re.sub("[\\s\u00ad-]+", "", text)


def page_texts(path: Path) -> list[str]:
    """Read the text of each page."""
    return [page.extract_text() for page in PdfReader(path).pages]


class Sources:
    """The numbers under which a document lists its sources, as its own lists tell them."""

    def __init__(self, lists: Iterable[str]) -> None:
        """Read the lists, one after the other; numbers run on from one to the next."""
        found: list[str] = []
        for line in (line for each in lists for line in each.strip().splitlines()):
            entry = _ENTRY.match(line)
            if entry is not None and int(entry[1]) == len(found) + 1:
                found.append(entry[2])
            else:
                found[-1] += line
        self._numbers = {squeezed(each): str(place) for place, each in enumerate(found, start=1)}
        assert len(self._numbers) == len(found), found
        self.used: set[str] = set()

    def number(self, source: str, as_of: PartialDate) -> str:
        """Return the number of a source at a date; it must be listed."""
        found = self._numbers[squeezed(f"{without_line_references(source)} {DASH} {day(as_of)}")]
        self.used.add(found)
        return found

    def of(self, known: Known[object]) -> str:
        """Return the number of the source of a value."""
        return self.number(known.source, known.as_of)

    def reference(self, known: Known[object]) -> str:
        """Return how a source is named beside a value."""
        return f"bron {self.of(known)} · {day(known.as_of)}"

    def entries(self) -> tuple[str, ...]:
        """Return what the lists say, by number."""
        return tuple(f"{place}{text}" for text, place in self._numbers.items())

    def all_used(self) -> bool:
        """Whether every listed source stands beside a value."""
        return self.used == set(self._numbers.values())


class Told:
    """The text of a document, taken from front to back.

    Between what is taken no digit may stand, so that no figure is on paper that the store does not hold.
    """

    def __init__(self, text: str) -> None:
        """Begin at the start of a text."""
        self._text = squeezed(text)
        self._at = 0

    def take(self, *parts: str, map_names: Iterable[str] | None = None) -> None:
        """Go behind the next place where these parts stand one after the other.

        ``map_names``: what is skipped is a map, on which these names and a scale bar may stand.
        """
        wanted = squeezed("".join(parts))
        found = self._text.find(wanted, self._at)
        assert found >= 0, f"{wanted} stands not behind {self._shown()}"
        between = self._text[self._at : found]
        if map_names is not None:
            between = _without_map(between, map_names)
        assert not re.search(r"\d", between), f"{between} before {wanted}"
        self._at = found + len(wanted)

    def is_next(self, *parts: str) -> bool:
        """Whether these parts come next, with no figure before them."""
        wanted = squeezed("".join(parts))
        found = self._text.find(wanted, self._at)
        return found >= 0 and not re.search(r"\d", self._text[self._at : found])

    def matched(self, pattern: str) -> re.Match[str]:
        """Go behind the next place of a pattern and return it."""
        found = re.compile(pattern).search(self._text, self._at)
        assert found is not None, f"{pattern} stands not behind {self._shown()}"
        between = self._text[self._at : found.start()]
        assert not re.search(r"\d", between), f"{between} before {found[0]}"
        self._at = found.end()
        return found

    def end(self) -> None:
        """See that no figure is left."""
        assert not re.search(r"\d", self._text[self._at :]), self._text[self._at :]

    def _shown(self) -> str:
        return f"{self._text[max(0, self._at - _TAIL) : self._at]}|{self._text[self._at : self._at + _TAIL]}"


def _without_map(text: str, names: Iterable[str]) -> str:
    """Take the names and the scale bar of a map away; a bar whose middle is not half of its end stays."""
    ordered = sorted(map(squeezed, names), key=len, reverse=True)

    def bar(found: re.Match[str]) -> str:
        middle, end = found["middle"], Decimal(found["end"].replace(".", ""))
        is_half = middle is None or Decimal(middle.replace(".", "")) * 2 == end
        return " " if is_half else found[0]

    # Words of a map stand twice, once as their rim; first as such, or K1 and 1,2 ha would read as K11.
    for times in (2, 1):
        for name in (each for each in ordered if not each.isdigit()):
            text = text.replace(name * times, " ")
    text = _SCALE_BAR.sub(bar, text)
    for name in (each for each in ordered if each.isdigit()):
        text = text.replace(name, " ")
    return text
