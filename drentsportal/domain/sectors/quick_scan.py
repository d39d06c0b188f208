"""The quick scan of VNG "Bedrijven en milieuzonering" (2009): distances per activity, and the category.

VNG "Activiteiten en milieuzonering" (2024) took its place and no longer ties admission to distances, so what
stands here is a first indication and never what a spatial plan admits. One SBI code has several rows: the
activity and its size decide, and only a person knows those.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.sectors.sector import RowSource, SectorCode


class Surroundings2009(StrEnum):
    """The two kinds of surroundings of the quick scan; in the second, distances are one step less."""

    QUIET = "quiet"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class CategoryDistance:
    """The distance that goes with a category, in m, from the plot's edge to the façade of a dwelling.

    Each of the two has its own source, since they are not equally well known.
    """

    category: str
    quiet_m: int
    mixed_m: int
    quiet_source: RowSource
    mixed_source: RowSource


@dataclass(frozen=True, slots=True)
class QuickScanRow:
    """One activity of the list, with the SBI-2008 codes that it stands under (whole or in part).

    Distances in m, ``None`` where the source gives only the largest, or only the category. ``threshold`` is
    the size that tells this row from its neighbours (p.o. production floor, b.o. built floor, v.c. capacity).
    """

    id: str
    prefixes: tuple[str, ...]
    activity: str
    threshold: str
    odour_m: int | None
    dust_m: int | None
    noise_m: int | None
    danger_m: int | None
    largest_m: int | None
    category: str
    source: RowSource

    @property
    def distances_m(self) -> tuple[int, int, int, int] | None:
        """Odour, dust, noise and danger in m, when the source gives all four."""
        four = (self.odour_m, self.dust_m, self.noise_m, self.danger_m)
        if any(each is None for each in four):
            return None
        return (self.odour_m or 0, self.dust_m or 0, self.noise_m or 0, self.danger_m or 0)


class RowReach(StrEnum):
    """How a row of the list lies to the code that was asked."""

    EXACT = "exact"
    BROADER = "broader"
    NARROWER = "narrower"


@dataclass(frozen=True, slots=True)
class CategoryCandidate:
    """A category that the sector may have: the row it stands in, and the SBI-2008 code that led there."""

    row: QuickScanRow
    reach: RowReach
    via: str


def category_candidates(
    codes_2008: Iterable[SectorCode], rows: Sequence[QuickScanRow]
) -> tuple[CategoryCandidate, ...]:
    """Return every row that one of the codes may stand for, in the order of the list; never one of several.

    A section letter is too broad to say anything, so it gives none.
    """
    asked = [each.code for each in codes_2008 if each.code.isdigit()]
    found: list[CategoryCandidate] = []
    for row in rows:
        best = min(
            ((reach, code) for code in asked if (reach := _reach(code, row)) is not None),
            key=lambda each: (list(RowReach).index(each[0]), each[1]),
            default=None,
        )
        if best is not None:
            found.append(CategoryCandidate(row, *best))
    return tuple(found)


def _reach(code: str, row: QuickScanRow) -> RowReach | None:
    if code in row.prefixes:
        return RowReach.EXACT
    if any(code.startswith(each) for each in row.prefixes):
        return RowReach.BROADER
    if any(each.startswith(code) for each in row.prefixes):
        return RowReach.NARROWER
    return None


def categories_of(candidates: Iterable[CategoryCandidate]) -> tuple[str, ...]:
    """Return the categories that occur, lowest first."""
    present = {each.row.category for each in candidates}
    return tuple(each for each in CATEGORIES if each in present)


def category_for(distances_m: Iterable[int], table: Sequence[CategoryDistance]) -> str | None:
    """Compute the category: the largest of odour, dust, noise and danger decides.

    The lowest category whose distance in quiet surroundings holds it; ``None`` beyond the last.
    """
    largest_m = max(distances_m)
    return next((each.category for each in _ordered(table) if each.quiet_m >= largest_m), None)


def distance_needed_m(
    row: QuickScanRow, surroundings: Surroundings2009, table: Sequence[CategoryDistance]
) -> int | None:
    """Return the distance to keep, in m; ``None`` when the source does not give enough to say.

    In mixed surroundings odour, dust and noise go one step down; danger does not, so a row of which only the
    largest distance is known says nothing there.
    """
    if surroundings is Surroundings2009.QUIET:
        four = row.distances_m
        return row.largest_m if four is None else max(four)
    if row.distances_m is None:
        return None
    odour_m, dust_m, noise_m, danger_m = row.distances_m
    stepped = [_stepped_down_m(each, table) for each in (odour_m, dust_m, noise_m)]
    known = [each for each in stepped if each is not None]
    return max(*known, danger_m) if len(known) == len(stepped) else None


def _stepped_down_m(distance_m: int, table: Sequence[CategoryDistance]) -> int | None:
    if distance_m == 0:
        return 0
    return next((each.mixed_m for each in _ordered(table) if each.quiet_m >= distance_m), None)


def _ordered(table: Sequence[CategoryDistance]) -> list[CategoryDistance]:
    return sorted(table, key=lambda each: CATEGORIES.index(each.category))
