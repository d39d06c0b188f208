"""Sites as rows of the list: read from the columns of the site table, filtered, counted and added up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.checks.plan_supply import SupplyClass, supply_class
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable

UNKNOWN: Final = "unknown"
"""The filter key of rows of which the value is unknown."""

_ONE_YEAR_DAYS: Final = 365
_THREE_YEARS_DAYS: Final = 1096
_SHOWN: Final = ("gross_ha", "available_now_ha", "available_later_ha", "category_main_max", "segments")
"""The attributes of a row that decide how old its data are."""


class Availability(StrEnum):
    """What can be issued on a site."""

    NOW = "now"
    LATER = "later"
    NONE = "none"
    UNKNOWN = UNKNOWN


class AgeClass(StrEnum):
    """How old the data of a site are."""

    UNDER_ONE = "under_one"
    ONE_TO_THREE = "one_to_three"
    OVER_THREE = "over_three"
    UNKNOWN = UNKNOWN


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One park or vacant premises as the list shows it; ``None`` is unknown, never zero.

    ``segments`` is empty where unknown. ``age_days`` counts from the oldest reference date among the values
    shown, so that a row never looks fresher than its oldest value; ``source`` and ``as_of`` are its own.
    A value entered by hand has no record in the table and is left out of the age. ``supply``: whether the
    plan of a park makes its supply hard or soft; ``None`` for premises.
    """

    id: str
    kind: SiteKind
    name: str
    municipality_code: str | None
    segments: tuple[str, ...]
    gross_ha: float | None
    available_now_ha: float | None
    available_later_ha: float | None
    category_main_max: int | None
    source: str | None
    as_of: PartialDate | None
    age_days: int | None
    rin: str | None
    availability: frozenset[Availability] = frozenset({Availability.UNKNOWN})
    supply: SupplyClass | None = None

    @property
    def age_class(self) -> AgeClass:
        """The class of age."""
        if self.age_days is None:
            return AgeClass.UNKNOWN
        if self.age_days < _ONE_YEAR_DAYS:
            return AgeClass.UNDER_ONE
        return AgeClass.ONE_TO_THREE if self.age_days < _THREE_YEARS_DAYS else AgeClass.OVER_THREE


def site_rows(table: SiteTable, today: date) -> tuple[SiteRow, ...]:
    """Read parks and vacant premises of a site table, by name."""
    made = [
        _row(rows, number, table.sources, today)
        for rows in (table.parks, table.premises)
        for number in range(len(rows))
    ]
    return tuple(sorted(made, key=lambda row: (row.name.casefold(), row.id)))


def plot_names(table: SiteTable) -> dict[str, str]:
    """Name the plots of a site table by id, as far as they have a name."""
    plots = table.plots
    named = ((str(plots.ids[number]), _text(plots, "name", number)) for number in range(len(plots)))
    return {plot_id: name for plot_id, name in named if name}


def _row(rows: SiteRows, number: int, sources: Mapping[int, RecordSource], today: date) -> SiteRow:
    said = [sources[record] for record in _records(rows, number) if record in sources]
    oldest = min(said, key=lambda each: each.as_of.earliest, default=None)
    category = _number(rows, "category_main_max", number)
    text = _text(rows, "segments", number)
    made = SiteRow(
        id=str(rows.ids[number]),
        kind=rows.kind,
        name=_text(rows, "name", number) or str(rows.ids[number]),
        municipality_code=_text(rows, "municipality_code", number),
        segments=tuple(filter(None, (text or "").split(";"))),
        gross_ha=_number(rows, "gross_ha", number),
        available_now_ha=_number(rows, "available_now_ha", number),
        available_later_ha=_number(rows, "available_later_ha", number),
        category_main_max=None if category is None else round(category),
        source=oldest.source if oldest else None,
        as_of=oldest.as_of if oldest else None,
        age_days=max(0, oldest.as_of.age_days(today)) if oldest else None,
        rin=_text(rows, "rin", number),
    )
    if rows.kind is SiteKind.PREMISES:
        return replace(made, availability=_premises_availability(rows, number, today))
    supply = supply_class(_text(rows, "plan_phase", number))
    return replace(made, availability=_park_availability(made), supply=supply)


def _park_availability(row: SiteRow) -> frozenset[Availability]:
    now, later = row.available_now_ha, row.available_later_ha
    found = {
        what
        for what, area_ha in ((Availability.NOW, now), (Availability.LATER, later))
        if area_ha is not None and area_ha > 0
    }
    if found:
        return frozenset(found)
    return frozenset({Availability.NONE if now == 0 and later == 0 else Availability.UNKNOWN})


def _premises_availability(rows: SiteRows, number: int, today: date) -> frozenset[Availability]:
    text = _text(rows, "available_from", number)
    try:
        stated = PartialDate.parse(text) if text else None
    except InputError:
        stated = None
    if stated is None:
        return frozenset({Availability.UNKNOWN})
    return frozenset({Availability.NOW if stated.earliest <= today else Availability.LATER})


def _records(rows: SiteRows, number: int) -> set[int]:
    columns = (rows.columns[each] for each in _SHOWN if each in rows.columns)
    return {int(column.record_ids[number]) for column in columns if column.known[number]} - {0}


def _column(rows: SiteRows, attribute_id: str, number: int) -> Column | None:
    column = rows.columns.get(attribute_id)
    return column if column is not None and column.known[number] else None


def _number(rows: SiteRows, attribute_id: str, number: int) -> float | None:
    column = _column(rows, attribute_id, number)
    return None if column is None else float(column.values[number])


def _text(rows: SiteRows, attribute_id: str, number: int) -> str | None:
    column = _column(rows, attribute_id, number)
    return None if column is None else column.text_at(number)


@dataclass(frozen=True, slots=True)
class SiteFilter:
    """Which rows are shown.

    ``text`` is part of a name or RIN; ``municipality_code`` ``None`` for all. ``unticked`` holds, per group
    (``segment``, ``availability``, ``age``), the keys whose box is empty; a row is shown when at least one
    of its keys in each group is ticked.
    """

    text: str = ""
    municipality_code: str | None = None
    unticked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_active(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.text.strip() or self.municipality_code is not None or any(self.unticked.values()))

    def shows(self, row: SiteRow, *, but_for: str = "") -> bool:
        """Whether a row is shown; ``but_for`` names a group that is not looked at."""
        wanted = self.text.strip().casefold()
        if wanted and wanted not in row.name.casefold() and wanted not in (row.rin or "").casefold():
            return False
        if self.municipality_code is not None and self.municipality_code != (
            row.municipality_code or UNKNOWN
        ):
            return False
        return all(
            group == but_for or not group_keys(row, group) <= empty for group, empty in self.unticked.items()
        )


def group_keys(row: SiteRow, group: str) -> frozenset[str]:
    """Return the keys under which a row falls in a group of filters."""
    if group == "segment":
        return frozenset(row.segments) or frozenset({UNKNOWN})
    if group == "availability":
        return frozenset(each.value for each in row.availability)
    return frozenset({row.age_class.value})


def group_counts(rows: Iterable[SiteRow], wanted: SiteFilter, group: str) -> dict[str, int]:
    """Count, per key of a group, the rows that the other filters let through; a row may count twice."""
    counts: dict[str, int] = {}
    for row in rows:
        if wanted.shows(row, but_for=group):
            for key in group_keys(row, group):
                counts[key] = counts.get(key, 0) + 1
    return counts


@dataclass(frozen=True, slots=True)
class SiteTotals:
    """Sums over parks in ha, ``None`` where no park states it, and how many parks leave it unknown."""

    park_count: int
    premises_count: int
    gross_ha: float | None
    available_now_ha: float | None
    gross_unknown: int
    available_unknown: int


def totals(rows: Sequence[SiteRow]) -> SiteTotals:
    """Add up the rows that are shown; unknown areas are counted, never taken as zero."""
    parks = [row for row in rows if row.kind is SiteKind.PARK]
    gross = [row.gross_ha for row in parks if row.gross_ha is not None]
    available = [row.available_now_ha for row in parks if row.available_now_ha is not None]
    return SiteTotals(
        park_count=len(parks),
        premises_count=len(rows) - len(parks),
        gross_ha=fsum(gross) if gross else None,
        available_now_ha=fsum(available) if available else None,
        gross_unknown=len(parks) - len(gross),
        available_unknown=len(parks) - len(available),
    )
