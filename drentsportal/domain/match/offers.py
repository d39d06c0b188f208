"""What can be offered: each plot that is to be issued, each park known by its totals, each vacant premises.

Offers stand in columns, ordered by candidate, so that matching never makes an object per offer. Which rows
become an offer is decided in ``offer_building``; here is what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.match_facts import STRAIGHT_BY_TRUCK, Travel
from drentsportal.domain.sites.regions import SHIPPED_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray, IntervalColumn, SetColumn
    from drentsportal.domain.sites.surroundings import PostcodeGrid
    from drentsportal.domain.vocabulary import SiteKind


class OfferKind(IntEnum):
    """What an offer is."""

    PLOT = 0
    PLANNED_PLOT = 1
    TOTAL = 2
    TOTAL_LATER = 3
    COMBINATION = 4
    PREMISES = 5


PLOT_KINDS: Final = (OfferKind.PLOT, OfferKind.PLANNED_PLOT)
"""Offers that are one plot."""

PRECEDENCE_DIRECT: Final = 0
"""Precedence of an offer that stands by itself."""

PRECEDENCE_PIECED: Final = 1
"""Precedence of what gives way to one plot of the same score: a combination, a remainder, later issue."""


@dataclass(frozen=True, slots=True, eq=False)
class CandidateRows:
    """What is ranked: parks by id, then plots without a park, then premises; one row each."""

    ids: tuple[str, ...]
    kinds: tuple[SiteKind, ...]
    names: tuple[str, ...]
    municipality_codes: tuple[str, ...]

    def __len__(self) -> int:
        """Return number of candidates."""
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class OfferTable:
    """All offers at a data version, in columns; the rows of one candidate stand together.

    ``site_ids`` is the plot, park or premises that is offered, ``site_records`` the record that named it,
    ``park_ids`` the park that it lies in ("" where none). ``members`` holds the rows of the plots of
    combinations: those of offer i are ``members[member_starts[i]:member_starts[i + 1]]``; several
    combinations per park are allowed.
    ``intervals`` and ``sets`` have a column per criterion, in its exact unit; category has two,
    ``category_min`` and ``category_max``. Distances are added for a request (``distance``).
    ``region_members`` says which gemeenten a region is, region id to CBS codes. ``travel`` is how distances
    and times were measured, ``grid`` what the capacity map says per candidate row, ``rule_texts`` the words
    of the regional rules that fired. ``plot_names`` names the plots of combinations by id, and ``apart`` the
    candidates (rows) whose plots were looked at and do not adjoin. ``growth_groups`` numbers the
    plots that are one piece of ground of one seller, -1 for what is in none; empty where nobody asked.
    """

    data_version: int
    candidates: CandidateRows
    kinds: NDArray[np.int8]
    candidate_rows: IntArray
    precedence: NDArray[np.int8]
    site_ids: NDArray[np.str_]
    park_ids: NDArray[np.str_]
    site_records: IntArray
    member_starts: IntArray
    members: IntArray
    intervals: Mapping[str, IntervalColumn]
    sets: Mapping[str, SetColumn]
    region_members: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SHIPPED_MEMBERS)
    travel: Travel = STRAIGHT_BY_TRUCK
    grid: Mapping[int, PostcodeGrid] = field(default_factory=dict)
    rule_texts: Mapping[str, str] = field(default_factory=dict)
    plot_names: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()
    growth_groups: IntArray = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        """Return number of offers."""
        return len(self.kinds)

    def is_premises(self) -> NDArray[np.bool_]:
        """Whether each offer is a building."""
        return np.equal(self.kinds, OfferKind.PREMISES)

    def members_of(self, row: int) -> IntArray:
        """Return the rows of the plots of a combination; empty for any other offer."""
        return self.members[self.member_starts[row] : self.member_starts[row + 1]]

    def plot_ids(self, row: int) -> tuple[str, ...]:
        """Return the plots of an offer; empty for totals and premises."""
        if self.kinds[row] in PLOT_KINDS:
            return (str(self.site_ids[row]),)
        return tuple(str(self.site_ids[member]) for member in self.members_of(row))

    def growth_rows(self, row: int) -> IntArray:
        """Return the rows of the plots that surely adjoin an offer, its own among them; empty where none do.

        Of plots together that do not surely adjoin each other, those around the one with most room.
        """
        if not len(self.growth_groups):
            return np.zeros(0, np.int64)
        own = self.members_of(row) if self.kinds[row] == OfferKind.COMBINATION else np.array([row], np.int64)
        widest = int(own[np.argmax(self.intervals["expansion_area"].low[own])])
        group = self.growth_groups[widest]
        return np.flatnonzero((self.growth_groups == group) & (group >= 0)).astype(np.int64)

    def candidate_starts(self) -> IntArray:
        """Return the first row of each candidate; every candidate has at least one offer."""
        return np.searchsorted(self.candidate_rows, np.arange(len(self.candidates))).astype(np.int64)
