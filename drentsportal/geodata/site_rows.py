"""Sites while they are being made: columns of values with the row from which each site came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.values import PartialDate
    from drentsportal.geodata.issue_log import IssueLog

_NAMES_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class SiteRows:
    """Rows or sites in columns; ``rows`` says from which feature (counted from 0) each one came."""

    rows: NDArray[np.int64]
    ids: list[str]
    as_of: list[PartialDate]
    columns: dict[str, list[object | None]]
    geometries_rd: NDArray[np.object_]

    def only(self, keep: NDArray[np.int64]) -> SiteRows:
        """Return the sites at the positions ``keep``."""
        if len(keep) == len(self.ids):
            return self
        at = keep.tolist()
        return SiteRows(
            rows=self.rows[keep],
            ids=[self.ids[index] for index in at],
            as_of=[self.as_of[index] for index in at],
            columns={name: [values[index] for index in at] for name, values in self.columns.items()},
            geometries_rd=self.geometries_rd[keep],
        )


def one_per_site(rows: SiteRows, log: IssueLog, *, same_total: bool) -> SiteRows:
    """Make one site of the rows that share an id.

    ``same_total``: they are parts of one site that each carry its total, so the values are taken once and
    the parts become one multipolygon. Otherwise only the row with the newest reference date is taken (the
    first, where dates are equal), and the others are refused with the row that was taken instead.
    """
    groups: dict[str, list[int]] = {}
    for index, site_id in enumerate(rows.ids):
        groups.setdefault(site_id, []).append(index)
    if len(groups) == len(rows.ids):
        return rows
    geometries = rows.geometries_rd.copy()
    keep = []
    for group in groups.values():
        first = group[0] if same_total else max(group, key=lambda index: (rows.as_of[index], -index))
        keep.append(first)
        if len(group) > 1 and same_total:
            _tell_parts(rows, group, log)
            geometries[first] = _united([geometries[index] for index in group])
        elif len(group) > 1:
            _refuse_others(rows, group, first, log)
    united = SiteRows(rows.rows, rows.ids, rows.as_of, rows.columns, geometries)
    return united.only(np.array(sorted(keep), dtype=np.int64))


def _tell_parts(rows: SiteRows, group: Sequence[int], log: IssueLog) -> None:
    first = group[0]
    for index in group[1:]:
        what = message("issue.part_of_site", first_row=int(rows.rows[first]) + 1, parts=len(group))
        log.add(int(rows.rows[index]), RowOutcome.TAKEN, what)
    for name, values in rows.columns.items():
        for index in group[1:]:
            if values[index] != values[first]:
                what = message(
                    "issue.parts_differ",
                    first_row=int(rows.rows[first]) + 1,
                    attribute=name,
                    first_value=str(values[first])[:_NAMES_SHOWN],
                    value=str(values[index])[:_NAMES_SHOWN],
                )
                log.add(int(rows.rows[index]), RowOutcome.FLAGGED, what)


def _refuse_others(rows: SiteRows, group: Sequence[int], kept: int, log: IssueLog) -> None:
    kept_row = int(rows.rows[kept])
    differs = False
    for index in group:
        if index == kept:
            continue
        older = rows.as_of[index] < rows.as_of[kept]
        differs = differs or not older
        what = message("issue.older_row" if older else "issue.duplicate_id", kept_row=kept_row + 1)
        log.add(int(rows.rows[index]), RowOutcome.REFUSED, what)
    if differs:
        log.add(kept_row, RowOutcome.FLAGGED, message("issue.id_used_again", rows=len(group)))


def _united(parts: Sequence[object]) -> object | None:
    stated = [part for part in parts if part is not None]
    if not stated:
        return None
    united = shapely.union_all(np.array(stated, dtype=object))
    return (
        united
        if united.geom_type == "MultiPolygon"
        else shapely.multipolygons(np.array([united], dtype=object))
    )
