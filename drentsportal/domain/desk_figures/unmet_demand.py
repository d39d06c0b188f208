"""Demand that was not met: what companies asked that were not placed, by segment and size."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.outcome import LostReason, OutcomeKind
from drentsportal.domain.desk_figures.known_sum import KnownSum, known_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.cases.case_digest import CaseDigest
    from drentsportal.domain.desk_figures.quarter import Quarter

_M2_PER_HA: Final = 10_000


class SizeClass(StrEnum):
    """How much ground was asked, or of premises alone how much floor; each class begins at its lower bound.

    Own choice of bounds, of ground in hectares, of floor in square metres.
    """

    UNKNOWN = "unknown"
    BELOW_HALF = "below_half"
    HALF_TO_ONE = "half_to_one"
    ONE_TO_TWO = "one_to_two"
    TWO_TO_FIVE = "two_to_five"
    FROM_FIVE = "from_five"
    FLOOR_BELOW_1000 = "floor_below_1000"
    FLOOR_1000_TO_2500 = "floor_1000_to_2500"
    FLOOR_2500_TO_5000 = "floor_2500_to_5000"
    FLOOR_FROM_5000 = "floor_from_5000"

    @property
    def is_floor(self) -> bool:
        """Whether it is of premises."""
        return self in _FLOORS


_BOUNDS: Final = (
    (_M2_PER_HA // 2, SizeClass.BELOW_HALF),
    (_M2_PER_HA, SizeClass.HALF_TO_ONE),
    (2 * _M2_PER_HA, SizeClass.ONE_TO_TWO),
    (5 * _M2_PER_HA, SizeClass.TWO_TO_FIVE),
)
_FLOOR_BOUNDS: Final = (
    (1_000, SizeClass.FLOOR_BELOW_1000),
    (2_500, SizeClass.FLOOR_1000_TO_2500),
    (5_000, SizeClass.FLOOR_2500_TO_5000),
)
_FLOORS: Final = frozenset({SizeClass.FLOOR_FROM_5000, *(size for _, size in _FLOOR_BOUNDS)})


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """Requests of companies that were not placed, by one segment and size; ``segment`` empty: none asked.

    ``area_m2`` is the ground, ``floor_m2`` the floor of premises; of the one that its size is not about
    nothing is counted, neither known nor unknown.
    ``reason`` is the reason that was recorded most, the first of ``LostReason`` among equals; ``None`` where
    no reason was recorded.
    """

    segment: str
    size: SizeClass
    count: int
    area_m2: KnownSum
    floor_m2: KnownSum
    reason: LostReason | None


@dataclass(frozen=True, slots=True)
class UnmetDemand:
    """Demand that was not met from ``first`` up to and with ``last``.

    A request for several segments stands in the line of each, so lines add up to more than ``count``.
    Ground and floor are told apart, as in ``UnmetLine``; what asked for both counts as ground.
    """

    first: Quarter
    last: Quarter
    count: int
    area_m2: KnownSum
    floor_m2: KnownSum
    lines: tuple[UnmetLine, ...]


def unmet_demand(digests: Iterable[CaseDigest], quarters: Sequence[Quarter]) -> UnmetDemand:
    """Count the demand of companies that were not placed, over several quarters."""
    periods = [each.period for each in quarters]
    cases = [
        each
        for each in digests
        if each.outcome is OutcomeKind.LOST and any(one.has_day(each.decided_on) for one in periods)
    ]
    groups: dict[tuple[str, SizeClass], list[CaseDigest]] = {}
    for case in cases:
        for segment in dict.fromkeys(case.segments) or ("",):
            groups.setdefault((segment, _size_of(case)), []).append(case)
    lines = [_unmet_line(segment, size, found) for (segment, size), found in groups.items()]
    return UnmetDemand(
        first=quarters[0],
        last=quarters[-1],
        count=len(cases),
        area_m2=_ground(cases),
        floor_m2=_floor(cases),
        lines=tuple(sorted(lines, key=_largest_first)),
    )


def size_class(area_m2: int | None, floor_m2: int | None = None) -> SizeClass:
    """Tell in which class wanted ground lies, or without any the wanted floor."""
    if area_m2 is None:
        if floor_m2 is None:
            return SizeClass.UNKNOWN
        return next((size for bound, size in _FLOOR_BOUNDS if floor_m2 < bound), SizeClass.FLOOR_FROM_5000)
    return next((size for bound, size in _BOUNDS if area_m2 < bound), SizeClass.FROM_FIVE)


def _unmet_line(segment: str, size: SizeClass, cases: Sequence[CaseDigest]) -> UnmetLine:
    reasons = Counter(each.lost_reason for each in cases if each.lost_reason is not None)
    reason = max(LostReason, key=lambda each: reasons[each]) if reasons else None
    return UnmetLine(segment, size, len(cases), _ground(cases), _floor(cases), reason)


def _largest_first(line: UnmetLine) -> tuple[int, int, str, SizeClass]:
    return -(line.area_m2.total or line.floor_m2.total or 0), -line.count, line.segment, line.size


def _size_of(case: CaseDigest) -> SizeClass:
    return size_class(case.wanted_area_m2, case.wanted_floor_m2)


def _ground(cases: Iterable[CaseDigest]) -> KnownSum:
    return known_sum(each.wanted_area_m2 for each in cases if not _size_of(each).is_floor)


def _floor(cases: Iterable[CaseDigest]) -> KnownSum:
    return known_sum(each.wanted_floor_m2 for each in cases if _size_of(each).is_floor)
