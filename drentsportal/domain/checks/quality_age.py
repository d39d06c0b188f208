"""How old every value is, against the age that its attribute allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.checks.quality import COUNTED_CODES, municipality_places, rows_of
from drentsportal.domain.sites.attributes import attributes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from drentsportal.domain.sites.site_table import RecordSource, SiteRows, SiteTable
    from drentsportal.domain.vocabulary import SiteKind

UNDATED: Final = -1
"""The age of a value that is unknown, or of which no date is known."""


@dataclass(frozen=True, slots=True)
class StaleValue:
    """A value past the age that its attribute allows."""

    site_id: str
    kind: SiteKind
    attribute_id: str
    age_days: int


@dataclass(frozen=True, slots=True)
class Ages:
    """Age in days of every value of one kind that can go stale; a date yet to come counts as age 0.

    ``days[row, attribute]`` is ``UNDATED`` where the value is unknown; ``limits_days`` is the allowed age.
    """

    kind: SiteKind
    site_ids: NDArray[np.str_]
    places: NDArray[np.intp]
    attribute_ids: tuple[str, ...]
    days: NDArray[np.int64]
    limits_days: NDArray[np.int64]

    @property
    def stale(self) -> NDArray[np.bool_]:
        """Which values are past their age."""
        stale: NDArray[np.bool_] = self.days > self.limits_days
        return stale

    def stale_values(self, place: int | None = None) -> Iterator[StaleValue]:
        """Yield stale values, by site and then in the order of the attributes."""
        stale = self.stale if place is None else self.stale & (self.places == place)[:, None]
        for row, column in zip(*np.nonzero(stale), strict=True):
            yield StaleValue(
                str(self.site_ids[row]),
                self.kind,
                self.attribute_ids[int(column)],
                int(self.days[row, column]),
            )


@dataclass(frozen=True, slots=True)
class AgeOfMunicipality:
    """How old the values of one gemeente are; ``oldest`` is ``None`` where no value has a date."""

    municipality_code: str
    dated_values: int
    stale_values: int
    sites: int
    stale_sites: int
    oldest: StaleValue | None

    @property
    def stale_share(self) -> float | None:
        """Share of the dated values that is stale, ``None`` where there is none."""
        return self.stale_values / self.dated_values if self.dated_values else None


def ages(
    table: SiteTable, kind: SiteKind, today: date, edited: Mapping[tuple[str, str], RecordSource]
) -> Ages:
    """Return the ages of all values of a kind.

    ``edited`` holds, by site and attribute, who said a value that a person entered (record id 0), and when.
    """
    rows = rows_of(table, kind)
    specs = [spec for spec in attributes_of(kind) if spec.max_age_days is not None and spec.describes_site]
    born = _RecordDays(rows, [spec.id for spec in specs], table.sources)
    days = np.full((len(rows), len(specs)), UNDATED, np.int64)
    for place, spec in enumerate(specs):
        column = rows.columns[spec.id]
        dates = born.of(column.record_ids)
        for row in np.flatnonzero(column.known & (column.record_ids == 0)).tolist():
            entered = edited.get((str(rows.ids[row]), spec.id))
            dates[row] = 0 if entered is None else entered.as_of.earliest.toordinal()
        dated = column.known & (dates > 0)
        days[dated, place] = np.maximum(0, today.toordinal() - dates[dated])
    limits = np.array([spec.max_age_days for spec in specs], np.int64)
    return Ages(kind, rows.ids, municipality_places(rows), tuple(spec.id for spec in specs), days, limits)


def edited_cells(table: SiteTable, kind: SiteKind) -> tuple[tuple[str, str], ...]:
    """List site and attribute of every value that a person entered, whose date the catalogue knows."""
    rows = rows_of(table, kind)
    return tuple(
        (str(rows.ids[row]), attribute_id)
        for attribute_id, column in rows.columns.items()
        for row in np.flatnonzero(column.known & (column.record_ids == 0)).tolist()
    )


def age_by_municipality(parts: tuple[Ages, ...]) -> tuple[AgeOfMunicipality, ...]:
    """Sum up the ages of all kinds, a line per gemeente in the order of ``quality.COUNTED_CODES``."""
    return tuple(_of_place(parts, place, code) for place, code in enumerate(COUNTED_CODES))


def _of_place(parts: tuple[Ages, ...], place: int, code: str) -> AgeOfMunicipality:
    dated = stale = sites = stale_sites = 0
    oldest: StaleValue | None = None
    for part in parts:
        mine = part.places == place
        days, is_stale = part.days[mine], part.stale[mine]
        dated += int((days >= 0).sum())
        stale += int(is_stale.sum())
        sites += int(mine.sum())
        stale_sites += int(is_stale.any(axis=1).sum()) if days.size else 0
        if days.size and days.max() > (UNDATED if oldest is None else oldest.age_days):
            row, column = np.unravel_index(int(days.argmax()), days.shape)
            site_id = str(part.site_ids[mine][row])
            attribute_id = part.attribute_ids[int(column)]
            oldest = StaleValue(site_id, part.kind, attribute_id, int(days[row, column]))
    return AgeOfMunicipality(code, dated, stale, sites, stale_sites, oldest)


class _RecordDays:
    """Looks up the day number of the date of each record; 0 where the record has none."""

    def __init__(self, rows: SiteRows, attribute_ids: list[str], sources: Mapping[int, RecordSource]) -> None:
        used = [np.unique(rows.columns[each].record_ids[rows.columns[each].known]) for each in attribute_ids]
        self._ids = np.unique(np.concatenate([np.zeros(1, np.int64), *used]))
        found = (sources.get(record_id) for record_id in self._ids.tolist())
        self._days = np.array(
            [0 if each is None else each.as_of.earliest.toordinal() for each in found], np.int64
        )

    def of(self, record_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        places = np.minimum(np.searchsorted(self._ids, record_ids), len(self._ids) - 1)
        return np.where(self._ids[places] == record_ids, self._days[places], 0)
