"""Source and date of the records behind a site table: kept as numbers, made into objects when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from sqlalchemy import select

from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.values import PartialDate
from drentsportal.storage import schema
from drentsportal.storage.dialect import fetch_raw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

_IDS_AT_ONCE: Final = 500


class StoredSources:
    """Per record of one kind of site: its id, the delivery that made it, and its date as a code."""

    def __init__(
        self,
        record_ids: NDArray[np.int64],
        versions: NDArray[np.int64],
        date_codes: NDArray[np.int32],
        dates: Sequence[str],
    ) -> None:
        """Keep the columns; ``versions`` are those of the deliveries, ``dates`` ISO texts."""
        self.record_ids = record_ids
        self.versions = versions
        self.date_codes = date_codes
        self.dates = dates


class SourcesByRecord(Mapping[int, RecordSource]):
    """Source and date by record id; each distinct pair becomes an object once, when it is asked for."""

    def __init__(
        self,
        parts: Sequence[StoredSources],
        source_of_version: Mapping[int, str],
        others: Mapping[int, RecordSource],
    ) -> None:
        """Look up in ``parts``, else in ``others``: the few records that are used though superseded."""
        self._parts = parts
        self._source_of_version = source_of_version
        self._others = others
        self._made: dict[int, RecordSource] = {}

    @cached_property
    def _dates(self) -> list[str]:
        return [date for part in self._parts for date in part.dates]

    @cached_property
    def _pairs(self) -> dict[int, int]:
        """Per record one number for its delivery and its date."""
        pairs: dict[int, int] = {}
        offset, count = 0, len(self._dates)
        for part in self._parts:
            codes = part.versions * count + part.date_codes + offset
            pairs.update(zip(part.record_ids.tolist(), codes.tolist(), strict=True))
            offset += len(part.dates)
        return pairs

    def __getitem__(self, record_id: int) -> RecordSource:
        """Return who said what a record says, and when; raises ``KeyError``."""
        pair = self._pairs.get(record_id)
        if pair is None:
            return self._others[record_id]
        if pair not in self._made:
            version, date = divmod(pair, len(self._dates))
            as_of = PartialDate.parse(self._dates[date])
            self._made[pair] = RecordSource(self._source_of_version[version], as_of)
        return self._made[pair]

    def __iter__(self) -> Iterator[int]:
        """Yield the record ids, those in force first."""
        yield from self._pairs
        yield from self._others

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._pairs) + len(self._others)


def read_sources(
    connection: Connection, parts: Sequence[StoredSources], chosen: Collection[int]
) -> SourcesByRecord:
    """Name the deliveries behind ``parts``; ``chosen`` are records that a person chose, in force or not."""
    table = schema.delivery
    rows = fetch_raw(connection, select(table.c.version, table.c.source))
    in_force = np.concatenate([part.record_ids for part in parts])
    superseded = np.setdiff1d(np.array(sorted(chosen), np.int64), in_force).tolist()
    return SourcesByRecord(parts, dict(rows), dict(_named(connection, superseded)))


def _named(connection: Connection, record_ids: Sequence[int]) -> Iterable[tuple[int, RecordSource]]:
    for start in range(0, len(record_ids), _IDS_AT_ONCE):
        some = record_ids[start : start + _IDS_AT_ONCE]
        for table in schema.RECORD_TABLES.values():
            statement = select(table.c.id, table.c.source, table.c.as_of).where(table.c.id.in_(some))
            for record_id, source, as_of in fetch_raw(connection, statement):
                yield record_id, RecordSource(source, PartialDate.parse(as_of))
