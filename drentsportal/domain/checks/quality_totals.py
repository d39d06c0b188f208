"""Totals of the workspace beside the totals that the policy documents state: a hint, never an error."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.checks.quality import COUNTED_CODES, municipality_places, stated_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.domain.values import PartialDate

REMARKABLE_SHARE: Final = 0.10
"""Difference from which a total is remarked on: the documents round ("circa", "ruim", "bijna")."""


class TotalVerdict(StrEnum):
    """How an own total compares to a known one."""

    EQUAL = "equal"
    NEAR = "near"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KnownTotal:
    """A figure that a policy document states; the text is ``total.<id>``, its remark ``total.<id>.note``.

    ``unit`` is ``ha``, ``count`` or ``share``. ``source`` names the document and its part.
    """

    id: str
    unit: str
    value: float
    reference_year: int
    source: str


_KOERS: Final = "Notitie Rodeloperbeleid, bijlage 1, paragraaf 2.2.1"
_KEI: Final = "KEI-jaarprogramma 2014, bijlage 1, paragraaf 1.2"

KNOWN_TOTALS: Final = (
    KnownTotal("gross_ha", "ha", 2600.0, 2013, _KOERS),
    KnownTotal("net_ha", "ha", 2600.0, 2013, _KOERS),
    KnownTotal("park_count", "count", 70.0, 2013, _KOERS),
    KnownTotal(
        "available_ha",
        "ha",
        500.0,
        2013,
        f"{_KEI}, en bijlage 2, paragraaf 2.2",
    ),
    KnownTotal("available_now_ha", "ha", 425.0, 2013, _KEI),
    KnownTotal("direct_share", "share", 0.85, 2013, _KEI),
    KnownTotal(
        "municipality_count",
        "count",
        12.0,
        2013,
        "Notitie Rodeloperbeleid, hoofdstuk 2; KEI-jaarprogramma 2014, bijlage 3",
    ),
)
"""Gross and net stand both beside 2,600 ha: the document does not say which it means (design 10).

425 ha is derived: 85 % of 500 ha. What is available at once and later together is only comparable where both
are stated.
"""


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A known total with our own; ``own`` is ``None`` where no park states what it is made of.

    ``stated`` of ``parks`` parks state it; ``first_year`` and ``last_year`` are those of their dates,
    ``None`` where the dates are not known.
    """

    known: KnownTotal
    own: float | None
    stated: int
    parks: int
    first_year: int | None = None
    last_year: int | None = None

    @property
    def difference(self) -> float | None:
        """Own total relative to the known one, minus 1."""
        return None if self.own is None else self.own / self.known.value - 1

    @property
    def verdict(self) -> TotalVerdict:
        """Whether the difference deserves a remark; it never blocks anything."""
        if self.own is None or self.difference is None:
            return TotalVerdict.UNKNOWN
        if self.own == self.known.value:
            return TotalVerdict.EQUAL
        return TotalVerdict.DIFFERS if abs(self.difference) > REMARKABLE_SHARE else TotalVerdict.NEAR


def total_checks(table: SiteTable) -> tuple[TotalCheck, ...]:
    """Set the totals of the parks in use beside the known ones, in the order of ``KNOWN_TOTALS``."""
    parks = table.parks
    now, later = stated_numbers(parks, "available_now_ha"), stated_numbers(parks, "available_later_ha")
    both = ~np.isnan(now) & ~np.isnan(later)
    some_now, some_later = float(now[both].sum()), float(later[both].sum())
    share = some_now / (some_now + some_later) if some_now + some_later else None
    own: dict[str, tuple[float | None, int, tuple[str, ...]]] = {
        "gross_ha": (*_sum(stated_numbers(parks, "gross_ha")), ("gross_ha",)),
        "net_ha": (*_sum(stated_numbers(parks, "net_ha")), ("net_ha",)),
        "park_count": (float(len(parks)) if len(parks) else None, len(parks), ()),
        "available_ha": (*_sum(now + later), ("available_now_ha", "available_later_ha")),
        "available_now_ha": (*_sum(now), ("available_now_ha",)),
        "direct_share": (share, int(both.sum()), ("available_now_ha", "available_later_ha")),
        "municipality_count": (_municipalities(parks), len(parks), ("municipality_code",)),
    }
    return tuple(_check(table, known, *own[known.id]) for known in KNOWN_TOTALS)


def _sum(values: NDArray[np.float64]) -> tuple[float | None, int]:
    stated = ~np.isnan(values)
    return (round(float(values[stated].sum()), 6) if stated.any() else None), int(stated.sum())


def _municipalities(parks: SiteRows) -> float | None:
    if not len(parks):
        return None
    places = np.unique(municipality_places(parks))
    return float((places < len(COUNTED_CODES) - 1).sum())


def _check(
    table: SiteTable, known: KnownTotal, own: float | None, stated: int, attribute_ids: tuple[str, ...]
) -> TotalCheck:
    dates = _dates(table, attribute_ids)
    first, last = (min(dates).year, max(dates).year) if dates else (None, None)
    return TotalCheck(known, own, stated, len(table.parks), first, last)


def _dates(table: SiteTable, attribute_ids: tuple[str, ...]) -> set[PartialDate]:
    columns = [table.parks.columns[each] for each in attribute_ids]
    used = {record for each in columns for record in np.unique(each.record_ids[each.known]).tolist()}
    found = (table.sources.get(record) for record in used)
    return {each.as_of for each in found if each is not None}
