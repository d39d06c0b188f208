"""Makes regions, park management, plan zones and supply areas of columns that were read and checked."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.message import message
from drentsportal.domain.sites.surroundings import (
    GridArea,
    GridSide,
    ParkManagementOrganisation,
    PlanZone,
    RegionMembership,
)
from drentsportal.domain.vocabulary import MUNICIPALITY_CODES, GridState, PlanPhase, category_rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from drentsportal.domain.values import PartialDate
    from drentsportal.geodata.issue_log import IssueLog

_CODE: Final = re.compile(r"GM\d{4}")
_HIGHEST_M: Final = 500.0
_YEARS: Final = (2000, 2100)


class SurroundingsRows:
    """The rows of one file; a row that was refused before is left out."""

    def __init__(
        self,
        ids: Sequence[str],
        columns: Mapping[str, Sequence[object | None]],
        sources: Sequence[str],
        dates: Sequence[PartialDate],
        log: IssueLog,
    ) -> None:
        """Keep the columns, sources and dates by row, and where remarks go."""
        self._ids = ids
        self.columns = columns
        self._sources = sources
        self.dates = dates
        self._log = log

    def regions(self) -> tuple[RegionMembership, ...]:
        """Make regions; one without any member is taken, and flagged: no request can ask for it."""
        made = []
        for row in self._once():
            if not self._has(row, "name"):
                continue
            members = self._municipalities(row)
            if not members:
                self._flag(row, "issue.region_without_members", "municipality_codes")
            made.append(
                RegionMembership(
                    self._ids[row], self._text(row, "name"), members, self._sources[row], self.dates[row]
                )
            )
        return tuple(made)

    def park_management_organisations(self) -> tuple[ParkManagementOrganisation, ...]:
        """Make park management organisations."""
        return tuple(
            ParkManagementOrganisation(
                id=self._ids[row],
                name=self._text(row, "name"),
                park_ids=self._list(row, "park_ids"),
                municipality_codes=self._municipalities(row),
                benefits=self._list(row, "benefits"),
                website=self._text(row, "website"),
                source=self._sources[row],
                as_of=self.dates[row],
            )
            for row in self._once()
            if self._has(row, "name")
        )

    def plan_zones(self, geometries_rd: NDArray[np.object_]) -> tuple[PlanZone, ...]:
        """Make plan zones; one without a polygon is refused: what it rules over would be unknown."""
        made = []
        for row in self._once():
            shape = geometries_rd[row]
            if shape is None:
                self._log.add(row, RowOutcome.REFUSED, message("issue.zone_without_geometry"))
            elif self._has(row, "plan_name"):
                made.append(self._plan_zone(row, shape))
        return tuple(made)

    def _plan_zone(self, row: int, shape: object) -> PlanZone:
        least, most = self._category(row, "category_min"), self._category(row, "category_max")
        if least and most and category_rank(least) > category_rank(most):
            self._flag(row, "issue.category_min_over_max", "category_min")
        phase = self._value(row, "plan_phase")
        return PlanZone(
            id=self._ids[row],
            plan_name=self._text(row, "plan_name"),
            zone_name=self._text(row, "zone_name"),
            park_id=self._text(row, "park_id"),
            category_min=least,
            category_max=most,
            max_height_m=self._height(row),
            uses=self._text(row, "uses"),
            web_shop_allowed=self._answer(row, "web_shop_allowed"),
            storage_allowed=self._answer(row, "storage_allowed"),
            plan_phase=PlanPhase(str(phase)) if phase else None,
            link=self._text(row, "link"),
            geometry_rd=shape,  # type: ignore[arg-type]  # an array of shapely geometries holds nothing else
            source=self._sources[row],
            as_of=self.dates[row],
        )

    def grid_areas(self) -> tuple[GridArea, ...]:
        """Make supply areas, one per area and year; without a year of its own the year of its date holds."""
        made: dict[tuple[str, int], GridArea] = {}
        for row in self._taken():
            year = self._year(row, "year") or self.dates[row].year
            if (self._ids[row], year) in made:
                self._log.add(row, RowOutcome.REFUSED, message("issue.duplicate_code"))
                continue
            made[self._ids[row], year] = GridArea(
                id=self._ids[row],
                name=self._text(row, "name") or self._ids[row],
                operator=self._text(row, "operator"),
                year=year,
                demand=self._side(row, "demand"),
                generation=self._side(row, "generation"),
                source=self._sources[row],
                as_of=self.dates[row],
            )
        return tuple(made.values())

    def _side(self, row: int, side: str) -> GridSide:
        state = self._value(row, f"{side}_state")
        requests = self._number(row, f"{side}_requests_in_queue")
        return GridSide(
            state=GridState(str(state)) if state else None,
            requests_in_queue=None if requests is None else round(requests),
            capacity_in_queue_mw=self._number(row, f"{side}_capacity_in_queue_mw"),
            available_capacity_mw=self._number(row, f"{side}_available_capacity_mw"),
            alleviation_year=self._year(row, f"{side}_alleviation_year"),
        )

    def _municipalities(self, row: int) -> tuple[str, ...]:
        """Read codes or names of gemeenten; what is neither is flagged and left out."""
        found = []
        for text in self._list(row, "municipality_codes"):
            code = text if _CODE.fullmatch(text) else MUNICIPALITY_CODES.get(text.casefold())
            if code is None:
                what = message("issue.member_unknown", text=text)
                self._log.add(row, RowOutcome.FLAGGED, what, "municipality_codes")
            else:
                found.append(code)
        return tuple(dict.fromkeys(found))

    def _height(self, row: int) -> float | None:
        height = self._number(row, "max_height_m")
        if height is not None and not 0 < height <= _HIGHEST_M:
            what = message("issue.height_outside", value=height, most_m=round(_HIGHEST_M))
            self._log.add(row, RowOutcome.FLAGGED, what, "max_height_m")
            return None
        return height

    def _year(self, row: int, field: str) -> int | None:
        year = self._number(row, field)
        if year is None:
            return None
        if year.is_integer() and _YEARS[0] <= year <= _YEARS[1]:
            return int(year)
        # Sources write 0 or -1 where no year is known; an unreadable year is unknown, and said.
        self._log.add(row, RowOutcome.FLAGGED, message("issue.year_outside", value=year), field)
        return None

    def _category(self, row: int, field: str) -> str | None:
        value = self._value(row, field)
        return str(value) if value else None

    def _answer(self, row: int, field: str) -> bool | None:
        value = self._value(row, field)
        return value if isinstance(value, bool) else None

    def _number(self, row: int, field: str) -> float | None:
        value = self._value(row, field)
        return float(value) if isinstance(value, int | float) else None

    def _list(self, row: int, field: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self._text(row, field).split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _text(self, row: int, field: str) -> str:
        value = self._value(row, field)
        return "" if value is None else str(value)

    def _value(self, row: int, field: str) -> object | None:
        column = self.columns.get(field)
        return None if column is None else column[row]

    def _has(self, row: int, field: str) -> bool:
        if self._text(row, field):
            return True
        self._log.add(row, RowOutcome.REFUSED, message("issue.required_missing"), field)
        return False

    def _taken(self) -> Iterator[int]:
        taken = self._log.taken
        return (row for row in range(len(self._ids)) if taken[row])

    def _once(self) -> Iterator[int]:
        """Give the rows that were not refused; the second of one id is refused."""
        seen: Counter[str] = Counter()
        for row in self._taken():
            seen[self._ids[row]] += 1
            if seen[self._ids[row]] > 1:
                self._log.add(row, RowOutcome.REFUSED, message("issue.duplicate_code"))
            else:
                yield row

    def _flag(self, row: int, message_id: str, field: str) -> None:
        self._log.add(row, RowOutcome.FLAGGED, message(message_id), field)
