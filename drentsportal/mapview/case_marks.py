"""The cases of the inbox on the map page: where each searches, and how its clock stands; internal.

A case that asks for gemeenten is marked in each of them, any other where the company is now. These marks
stand on the screen only: a map that is written to a file leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from drentsportal.domain.projection import to_lonlat
from drentsportal.mapview.messages import ToPage

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_PLACES: Final = 3
"""Who asks for more gemeenten than these searches everywhere: marks in all of them would say nothing."""

_MOST_CASES: Final = 200
"""So many cases are marked, the first of the list; more would lie on top of each other."""


@dataclass(frozen=True, slots=True)
class MarkedCase:
    """A case to mark. ``state`` is that of its clock, ``clock`` the same in words.

    ``municipality_names`` are those that are asked for; ``origin_rd`` (EPSG:28992) with ``origin_place`` is
    where the company is now.
    """

    number: str
    title: str
    state: str
    clock: str
    origin_place: str = ""
    municipality_names: tuple[str, ...] = ()
    origin_rd: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class CasesShown(ToPage):
    """The marks in the order of the list, at the gemeente ``at`` or at ``lonlat``; none takes them away.

    ``unplaced`` counts cases whose place is not known or not one place, ``left_out`` those beyond the first.
    """

    type: ClassVar[str] = "cases"
    marks: list[dict[str, Any]] = field(default_factory=list)
    selected: str = ""
    unplaced: int = 0
    left_out: int = 0


def cases_message(cases: Sequence[MarkedCase], selected: str = "") -> CasesShown:
    """Make the marks of cases, the most urgent first as in the list."""
    shown = cases[:_MOST_CASES]
    marks: list[dict[str, Any]] = []
    unplaced = 0
    for each in shown:
        placed = _marks_of(each)
        unplaced += not placed
        marks += placed
    return CasesShown(marks, selected, unplaced, len(cases) - len(shown))


def _marks_of(case: MarkedCase) -> list[dict[str, Any]]:
    told = {"number": case.number, "state": case.state, "title": case.title, "clock": case.clock}
    if 0 < len(case.municipality_names) <= _MOST_PLACES:
        return [{**told, "at": name, "place": name, "asked": True} for name in case.municipality_names]
    if case.origin_rd is None:
        return []
    lon, lat = to_lonlat(np.array([case.origin_rd[0]]), np.array([case.origin_rd[1]]))
    position = [round(float(lon[0]), 6), round(float(lat[0]), 6)]
    return [{**told, "lonlat": position, "place": case.origin_place, "asked": False}]
