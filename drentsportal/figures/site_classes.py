"""Classes of parks by what they can issue and by segment, in the colours of plots and of the palette.

What can be issued now looks like an available plot, what comes later like a planned one, and what is not
known is never filled: a person who knows one map can read the other.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.figures.marks import Pattern, PatternKind, Style
from drentsportal.figures.symbology import ClassStyle, plot_status, unknown_status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.figures.symbology import Theme


class Availability(StrEnum):
    """What a park can issue; ``UNKNOWN`` where no source says it, which is not the same as nothing."""

    NOW = "now"
    LATER = "later"
    NONE = "none"
    UNKNOWN = "unknown"


_LIKE: Final = {
    Availability.NOW: PlotStatus.AVAILABLE,
    Availability.LATER: PlotStatus.PLANNED,
    Availability.NONE: PlotStatus.SOLD,
}
_HATCH_SPACING_MM: Final = 1.8
_HATCH_LINE_MM: Final = 0.18
_SEGMENT_COLOURS: Final = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#0072B2", "#D55E00")
"""Okabe and Ito (2008), told apart with every common colour blindness."""
_SEGMENT_PATTERNS: Final = (None, PatternKind.LINES, PatternKind.DOTS, PatternKind.CROSSED)
_SEGMENT_LINE: Final = "#22313A"

SEVERAL: Final = "several"
"""The class of a park with more than one segment."""


def availability(kind: Availability, theme: Theme) -> ClassStyle:
    """Fill, outline and pattern of a park by what it can issue."""
    if kind is Availability.UNKNOWN:
        return replace(hatched_unknown(theme), id=kind.value)
    return replace(plot_status(_LIKE[kind], theme), id=kind.value)


def hatched_unknown(theme: Theme) -> ClassStyle:
    """Style something of which nobody said what it is: no colour, a dotted outline and a hatch."""
    plain = unknown_status(theme)
    pattern = Pattern(PatternKind.LINES, plain.area.stroke or plain.text, _HATCH_SPACING_MM, _HATCH_LINE_MM)
    return replace(plain, area=replace(plain.area, pattern=pattern))


def segment_classes(segment_ids: Sequence[str], theme: Theme) -> tuple[ClassStyle, ...]:
    """Give every segment a class of its own, then the class of several; the list of segments is data.

    Segments beyond the seventh share a colour with an earlier one and differ by their pattern.
    """
    text = plot_status(PlotStatus.AVAILABLE, theme).text
    made = []
    for number, segment_id in enumerate((*segment_ids, SEVERAL)):
        turn, place = divmod(number, len(_SEGMENT_COLOURS))
        # The pattern changes with every class too, so that neighbours also differ in black and white.
        kind = _SEGMENT_PATTERNS[(turn + place) % len(_SEGMENT_PATTERNS)]
        pattern = None if kind is None else Pattern(kind, _SEGMENT_LINE, 1.5, 0.15)
        made.append(
            ClassStyle(segment_id, Style(_SEGMENT_COLOURS[place], _SEGMENT_LINE, 0.25, pattern=pattern), text)
        )
    return tuple(made)
