"""The widest building that a match lets in on one piece of ground, to the printed step.

A building that shrinks keeps its proportions while the setback stays, and its depth is rounded down to a
whole decimetre. So a width is not computed but tried, by the same test that judges (``PlotOutlines.widths``),
from the widest that can be down. The largest building of exactly these proportions answers most widths
without a trial: what lies within it fits, and what holds a larger one does not.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.building_column import metres_of
from drentsportal.domain.match.relaxation import resized
from drentsportal.domain.space.building_fit import largest_building
from drentsportal.domain.space.building_widths import PlotOutlines
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Building

STEP_DM: Final = 5
"""What a width is told to, so that what is told is let in and one step more is not."""

MOST_TRIED: Final = 40
"""Widths tried on one outline, each a step less; own choice, reached by odd proportions only."""

_DM_PER_M: Final = 10

_MEASURED_DM: Final = 0.05
"""Half a centimetre: some times what the test leaves to measuring, so that what is near is still tried."""


class WidestBuilding:
    """The building of a request on one outline, EPSG:28992, at any width in its proportions."""

    def __init__(self, outline_rd: BaseGeometry, building: Building, *, is_searched: bool) -> None:
        """Judge by the ground itself, or with ``is_searched`` off by bounds only (the outline of a park)."""
        self._outline = outline_rd
        self._outlines = PlotOutlines(np.array([outline_rd], object))
        self._building = building
        self._most_searches = None if is_searched else 0
        self._surely_dm, self._at_most_dm = 0.0, math.inf

    def bounds_dm(self, width_dm: int) -> tuple[int, int]:
        """Return the bounds on the widest building that a match of this width has of the ground."""
        sized = resized(self._building, width_dm)
        found = self._outlines.widths(*metres_of(sized), most_searches=self._most_searches)
        return int(found.low_width_dm[0]), int(found.high_width_dm[0])

    def widest_dm(self) -> int | None:
        """Return the widest on the step, below the width asked, that is let in; 0: none, ``None``: not known.

        No wider one on the step is let in.
        """
        most = self._most_dm()
        if most is None:
            return None
        # A depth that is rounded down by up to a decimetre can be that much wider in proportion.
        rounding_dm = -(-self._building.width_dm // self._building.depth_dm)
        first = min(self._building.width_dm - 1, most + rounding_dm) // STEP_DM * STEP_DM
        for width_dm in range(first, max(0, first - MOST_TRIED * STEP_DM), -STEP_DM):
            if self._is_let_in(width_dm):
                return width_dm
        return 0 if first < MOST_TRIED * STEP_DM else None

    def _is_let_in(self, width_dm: int) -> bool:
        asked, sized = self._building, resized(self._building, width_dm)
        # The least and the most width, in exactly the proportions asked, around and within this building.
        in_proportion_dm = sized.depth_dm * asked.width_dm / asked.depth_dm
        if max(width_dm, in_proportion_dm) <= self._surely_dm:
            return True
        if min(width_dm, in_proportion_dm) > self._at_most_dm:
            return False
        return self.bounds_dm(width_dm)[1] >= width_dm

    def _most_dm(self) -> int | None:
        """Return what no building of exactly these proportions exceeds."""
        asked = self._building
        if self._most_searches is None:
            try:
                largest = largest_building(self._outline, *metres_of(asked))
            except InputError:
                return None
            if largest is None:
                return 0
            slack_dm = _MEASURED_DM * max(1.0, asked.width_dm / asked.depth_dm)
            self._surely_dm = largest.width_m * _DM_PER_M
            self._at_most_dm = largest.most_width_m * _DM_PER_M + slack_dm
            return int(largest.most_width_m * _DM_PER_M + 1)
        most = self.bounds_dm(asked.width_dm)[1]
        for _ in range(MOST_TRIED):
            closer = self.bounds_dm(most)[1] if most > 0 else most
            if closer >= most:
                break
            most = closer
        return most
