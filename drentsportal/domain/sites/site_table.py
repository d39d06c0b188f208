"""The columns that matching works on: no object per site, no object per value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from drentsportal.domain.values import PartialDate
    from drentsportal.domain.vocabulary import SiteKind


@dataclass(frozen=True, slots=True)
class RecordSource:
    """Who says what a stored record says, and the date it holds for."""

    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute over all rows.

    ``values``: float64 for INTEGER, REAL and BOOLEAN (0/1); int32 codes into ``categories`` for TEXT, CHOICE,
    CATEGORY, TEXT_SET and DATE (a DATE also sorts by its ISO text). ``known`` is False where the value is
    unknown; the value there means nothing. ``record_ids`` names the stored record (or 0) that gave the value.
    """

    values: NDArray[np.float64] | NDArray[np.int32]
    known: NDArray[np.bool_]
    record_ids: NDArray[np.int64]
    categories: tuple[str, ...] = ()

    def text_at(self, row: int) -> str | None:
        """Return the text of a coded column at ``row``, ``None`` where unknown."""
        return self.categories[int(self.values[row])] if self.known[row] else None


@dataclass(frozen=True, slots=True)
class SiteRows:
    """All sites of one kind that are in use at one data version, ordered by id.

    ``geometries_rd`` is an object array of shapely geometries in EPSG:28992 (``None`` where absent).
    ``columns`` has an entry for every attribute of the kind. ``geometry_record_ids`` names the record (or 0)
    that gave each geometry; ``None`` where a table was made without.
    """

    kind: SiteKind
    ids: NDArray[np.str_]
    columns: Mapping[str, Column]
    geometries_rd: NDArray[np.object_]
    geometry_record_ids: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        """Return number of sites."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class SiteTable:
    """Parks, plots and premises in use at ``data_version``.

    ``sources`` names source and date of every record that gave a value, so that explanations, replays and
    lists need no second look into the store; only of a value that a person entered (record id 0) the
    catalogue is asked.
    """

    data_version: int
    parks: SiteRows
    plots: SiteRows
    premises: SiteRows
    sources: Mapping[int, RecordSource] = field(default_factory=dict)
