"""Keeps a value on one line: no-break spaces between a number and its unit, and in amounts.

It changes what is read, not what is said, and touches figures and the words of the catalogue only: the name
of a file or a site stays as it is. A terminal and a file that others search keep plain spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_UNITS: Final = "%|ha|m²|m³|km|m|dm|MW|kW|kV|MVA|kVA|min|uur|u|s|dB|h|Min\\.|Std\\."
_MONTHS: Final = (
    "jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_SPACES: Final = re.compile(
    # 4 ha, 25 %, 2 m³/uur, 14.20 uur
    rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"
    # € 90,00 and 90,00 €
    r"|(?<=€) (?=\d)|(?<=\d) (?=€(?! ?\d))"
    # ≥ 4 ha, × 1,3
    r"|(?<=[≥≤×]) (?=[\d€])"
    # 120 m × 80 m, also where the unit was joined to its number before
    r"|(?<=\d) (?=×)|(?<=\d[ \u00a0]m) (?=×)"
    # 1 jan. 2028: both spaces
    rf"|(?<=\d) (?=(?:{_MONTHS})\.? \d{{4}}\b)"
    rf"|(?<=\d (?:{_MONTHS})) (?=\d{{4}}\b)|(?<=\d (?:{_MONTHS})\.) (?=\d{{4}}\b)"
    # from one → to another: the arrow leads a line and never ends it
    r"|(?<=→) "
)
_SLASHES: Final = re.compile(r"(?<=m³)/(?=\w)")
_NO_BREAK_SPACE: Final = "\u00a0"
_JOINED_SLASH: Final = "/\u2060"
"""A line may break after a slash; the sign behind it has no width and forbids that."""


def unbroken(text: str) -> str:
    """Return the text with what belongs together on one line."""
    return _SLASHES.sub(_JOINED_SLASH, _SPACES.sub(_NO_BREAK_SPACE, text))


@lru_cache(maxsize=4096)
def between(words: str, *, after_figure: bool, before_figure: bool) -> str:
    """Return words of a template with what belongs to the figures beside them on their line."""
    head, tail = "0" * after_figure, "0" * before_figure
    joined = unbroken(head + words + tail)
    return joined[len(head) : len(joined) - len(tail)]
