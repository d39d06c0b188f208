"""Checks figures against each other and against the geometry; flags, and keeps what was delivered.

Where most of a column looks like another unit, a person says which it is before anything is read: 15,000 ha
for a park of 1.5 ha would pass as an answer. One figure that differs is as likely a wrong outline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.message import Message, message
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import QuestionError
from drentsportal.geodata.columns import M2_PER_HA, attribute_unit
from drentsportal.geodata.decisions import HA_TO_M2, M2_TO_HA, UNIT_AS_STATED, Decisions
from drentsportal.services.site_import import MUNICIPALITY_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.geodata.issue_log import IssueLog
    from drentsportal.geodata.site_rows import SiteRows

AREA_TOLERANCE: Final = 0.05
"""Share by which a stated area may differ from the area of its geometry before it is flagged."""

_UNIT_SUSPICION: Final = 100
"""A stated area this many times larger (smaller) than its geometry is in the wrong unit: m2 and ha differ
by 10,000, and net or available areas of one hundredth of a park are still recognised."""

_UNIT_AT_MOST: Final = 2 * M2_PER_HA
"""A figure that is larger still than its geometry is not explained by the unit: it would then be twice as
large as the whole site. The geometry is wrong instead, a sliver for instance."""

_LEAST_M2: Final = 100
"""A figure below this is no area in m2: a site of 0.01 ha is not offered to anybody."""

_ROUNDING_HA: Final = 0.005
_ORDERED: Final = (
    ("net_ha", "gross_ha", "issue.net_over_gross"),
    ("available_now_ha", "net_ha", "issue.available_over_net"),
    ("available_now_ha", "gross_ha", "issue.available_over_gross"),
    ("price_min_eur_m2", "price_max_eur_m2", "issue.price_min_over_max"),
)
_MEASURED: Final = (("gross_ha", M2_PER_HA), ("area_m2", 1))
_HALF: Final = 0.5


class FigureCheck:
    """Checks the sites of one file; ``sources`` names the source's column of each attribute."""

    def __init__(
        self, sites: SiteRows, sources: Mapping[str, str], decisions: Decisions, log: IssueLog
    ) -> None:
        """Keep the sites and measure their geometry once, in m2; NaN where there is no polygon."""
        self._sites = sites
        self._sources = sources
        self._decisions = decisions
        self._log = log
        areas = shapely.area(sites.geometries_rd)
        self._area_m2: NDArray[np.float64] = np.where(areas > 0, areas, np.nan)
        self._told: set[tuple[str, int]] = set()

    def check(self, *, needs_municipality: bool) -> None:
        """Run every check; columns in the wrong unit are changed in place where that was accepted.

        Raises ``QuestionError`` when most of a column is in what looks like another unit.
        """
        for attribute_id in self._sites.columns:
            if attribute_unit(attribute_id):
                self._check_unit(attribute_id)
        for small, large, message_id in _ORDERED:
            self._check_order(small, large, message_id)
        for attribute_id, m2_per_unit in _MEASURED:
            self._check_measured(attribute_id, m2_per_unit)
        self._check_start_years()
        self._check_same_names()
        self._check_same_geometry()
        self._check_municipalities(required=needs_municipality)

    def _check_unit(self, attribute_id: str) -> None:
        column = self._sources.get(attribute_id, attribute_id)
        in_ha = attribute_unit(attribute_id) == "ha"
        rule = M2_TO_HA if in_ha else HA_TO_M2
        accepted = self._decisions.has(rule, column)
        if self._is_as_stated(rule, column):
            return
        stated = self._floats(attribute_id)
        measured = self._area_m2 / M2_PER_HA if in_ha else self._area_m2
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = stated / measured if in_ha else measured / stated
            far = (ratio > _UNIT_SUSPICION) & (stated > 0)
            suspect = far & (ratio <= _UNIT_AT_MOST) & ((stated >= _LEAST_M2) | (not in_ha))
        judged = (stated > 0) & ~np.isnan(measured)
        # One row never speaks for a column: its outline may be wrong as well.
        most = suspect.sum() > max(_HALF * judged.sum(), 1)
        if most and not accepted:
            raise self._which_unit(rule, column, suspect, judged, stated)
        if accepted:
            # Most of the column in another unit means all of it: also the rows without geometry to compare.
            self._convert(attribute_id, np.flatnonzero((stated > 0) if most else suspect))
            far &= ~suspect & (not most)
        self._flag_far(attribute_id, np.flatnonzero(far), suspect)

    def _is_as_stated(self, rule: str, column: str) -> bool:
        """Whether a person said that the unit is right; what names the column goes before what does not."""
        named = self._decisions.names(UNIT_AS_STATED, column)
        return named or (self._decisions.has(UNIT_AS_STATED) and not self._decisions.names(rule, column))

    def _which_unit(
        self,
        rule: str,
        column: str,
        suspect: NDArray[np.bool_],
        judged: NDArray[np.bool_],
        stated: NDArray[np.float64],
    ) -> QuestionError:
        """Ask for the unit of a column, with what the suspicion was computed from."""
        first = int(np.flatnonzero(suspect)[0])
        return QuestionError(
            "error.import.which_unit",
            option="--accept",
            choices=(f"{rule}:{column}", f"{UNIT_AS_STATED}:{column}"),
            column=column,
            rows=int(suspect.sum()),
            judged=int(judged.sum()),
            row=int(self._sites.rows[first]) + 1,
            value=float(stated[first]),
            measured_m2=float(self._area_m2[first]),
            unit="ha" if rule == M2_TO_HA else "m²",
        )

    def _convert(self, attribute_id: str, rows: NDArray[np.int64]) -> None:
        values = self._sites.columns[attribute_id]
        for index in rows.tolist():
            stated = float(str(values[index]))
            values[index] = proposal = _in_other_unit(stated, attribute_id)
            what = message(
                "issue.unit_accepted", value=stated, proposal=proposal, unit=_shown_unit(attribute_id)
            )
            self._tell(index, RowOutcome.TAKEN, what, attribute_id)

    def _flag_far(
        self,
        attribute_id: str,
        rows: NDArray[np.int64],
        suspect: NDArray[np.bool_],
    ) -> None:
        """Flag figures far from their geometry, with the other unit where that would explain it."""
        for index in rows.tolist():
            stated = float(str(self._sites.columns[attribute_id][index]))
            proposal = {"proposal": _in_other_unit(stated, attribute_id)} if suspect[index] else {}
            what = message(
                "issue.unit_looks_wrong" if proposal else "issue.far_from_geometry",
                value=stated,
                measured_m2=float(self._area_m2[index]),
                unit=_shown_unit(attribute_id),
                **proposal,
            )
            self._told.add((attribute_id, index))
            self._tell(index, RowOutcome.FLAGGED, what, attribute_id)

    def _check_order(self, small: str, large: str, message_id: str) -> None:
        if small not in self._sites.columns or large not in self._sites.columns:
            return
        low, high = self._floats(small), self._floats(large)
        with np.errstate(invalid="ignore"):
            wrong = np.flatnonzero(low > high)
        for index in wrong.tolist():
            what = message(message_id, value=float(low[index]), limit=float(high[index]))
            self._tell(index, RowOutcome.FLAGGED, what, small)

    def _check_measured(self, attribute_id: str, m2_per_unit: int) -> None:
        stated_m2 = self._floats(attribute_id) * m2_per_unit
        # A figure printed to 0.01 ha may be off by half of that without being wrong.
        allowed_m2 = np.maximum(
            AREA_TOLERANCE * stated_m2, _ROUNDING_HA * M2_PER_HA if m2_per_unit > 1 else 1
        )
        with np.errstate(invalid="ignore"):
            wrong = np.abs(self._area_m2 - stated_m2) > allowed_m2
        for index in np.flatnonzero(wrong).tolist():
            if (attribute_id, index) in self._told:
                continue
            what = message(
                "issue.area_differs",
                stated_m2=round(float(stated_m2[index])),
                measured_m2=round(float(self._area_m2[index])),
            )
            self._tell(index, RowOutcome.FLAGGED, what, attribute_id)

    def _check_start_years(self) -> None:
        years = self._sites.columns.get("start_year", [])
        for index, year in enumerate(years):
            if isinstance(year, int) and year > self._sites.as_of[index].year:
                what = message("issue.start_after_as_of", year=year, as_of=self._sites.as_of[index])
                self._tell(index, RowOutcome.FLAGGED, what, "start_year")

    def _check_same_names(self) -> None:
        columns = self._sites.columns
        nowhere: Sequence[object | None] = [None] * len(self._sites.ids)
        keys = zip(
            columns.get("name", nowhere),
            columns.get("municipality_code", nowhere),
            columns.get("park_id", nowhere),
            strict=True,
        )
        first_seen: dict[tuple[object, ...], int] = {}
        for index, (name, *where) in enumerate(keys):
            if name is None or not any(where):
                continue
            first = first_seen.setdefault((str(name).casefold(), *where), index)
            if first != index:
                what = message("issue.duplicate_name", first_row=int(self._sites.rows[first]) + 1)
                self._tell(index, RowOutcome.FLAGGED, what, "name")

    def _check_same_geometry(self) -> None:
        polygons = np.flatnonzero(~np.isnan(self._area_m2))
        shapes = shapely.to_wkb(self._sites.geometries_rd[polygons]).tolist()
        if len(set(shapes)) == len(shapes):
            return
        first_seen: dict[bytes, int] = {}
        for index, shape in zip(polygons.tolist(), shapes, strict=True):
            first = first_seen.setdefault(shape, index)
            if first != index:
                what = message("issue.duplicate_geometry", first_row=int(self._sites.rows[first]) + 1)
                self._log.add(int(self._sites.rows[index]), RowOutcome.FLAGGED, what)

    def _check_municipalities(self, *, required: bool) -> None:
        codes = self._sites.columns.get("municipality_code")
        if codes is None and not required:
            return
        for index, code in enumerate(codes or [None] * len(self._sites.ids)):
            if code not in MUNICIPALITIES and (required or code is not None):
                what = message(MUNICIPALITY_UNKNOWN, code=code)
                self._tell(index, RowOutcome.FLAGGED, what, "municipality_code")

    def _tell(self, index: int, outcome: RowOutcome, what: Message, attribute_id: str) -> None:
        field = self._sources.get(attribute_id, "")
        self._log.add(int(self._sites.rows[index]), outcome, what, field)

    def _floats(self, attribute_id: str) -> NDArray[np.float64]:
        values = self._sites.columns.get(attribute_id)
        if values is None:
            return np.full(len(self._sites.ids), np.nan)
        return np.array(values, dtype=np.float64)


def _shown_unit(attribute_id: str) -> str:
    return "ha" if attribute_unit(attribute_id) == "ha" else "m²"


def _in_other_unit(stated: float, attribute_id: str) -> float:
    """Return a figure as it would be when it was stated in the other unit of the two."""
    return stated / M2_PER_HA if attribute_unit(attribute_id) == "ha" else round(stated * M2_PER_HA)
