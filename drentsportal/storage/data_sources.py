"""The sources that a workspace remembers, and how each of them stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from drentsportal.domain.merge.data_source import DataSource, DataSourceKind, SourceState
from drentsportal.domain.values import PartialDate
from drentsportal.errors import NotFoundError
from drentsportal.storage import schema
from drentsportal.storage.instants import optional_text, read_optional
from drentsportal.storage.message_json import message_text, read_message

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping


class StoredSourceStore:
    """Remembered sources, within one transaction. They are no part of the history: undoing leaves them."""

    def __init__(self, connection: Connection) -> None:
        """Work on ``connection``."""
        self._connection = connection

    def all(self) -> tuple[SourceState, ...]:
        """Return every remembered source with how it stands, ordered by title."""
        table = schema.data_source
        rows = self._connection.execute(select(table).order_by(table.c.title, table.c.id)).mappings()
        return tuple(_state(row) for row in rows)

    def get(self, source_id: str) -> SourceState:
        """Return one. Raises ``NotFoundError``."""
        table = schema.data_source
        row = self._connection.execute(select(table).where(table.c.id == source_id)).mappings().one_or_none()
        if row is None:
            raise NotFoundError("error.storage.no_source", source_id=source_id)
        return _state(row)

    def put(self, state: SourceState) -> None:
        """Store a source, new or changed."""
        table = schema.data_source
        self._connection.execute(delete(table).where(table.c.id == state.source.id))
        self._connection.execute(insert(table).values(**_row(state)))

    def remove(self, source_id: str) -> None:
        """Forget a source; what it delivered stays. Raises ``NotFoundError``."""
        table = schema.data_source
        if not self._connection.execute(delete(table).where(table.c.id == source_id)).rowcount:
            raise NotFoundError("error.storage.no_source", source_id=source_id)


def _row(state: SourceState) -> dict[str, object]:
    source = state.source
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind.value,
        "address": source.address,
        "layer": source.layer,
        "crs": source.crs,
        "mapping": source.mapping,
        "accepted_json": json.dumps(source.accepted),
        "source_name": source.source_name,
        "as_of": None if source.as_of is None else source.as_of.iso,
        "is_complete": int(source.is_complete),
        "max_age_days": source.max_age_days,
        "allowed_hosts_json": json.dumps(source.allowed_hosts),
        "checked_at_utc": optional_text(state.checked_at_utc),
        "fetched_at_utc": optional_text(state.fetched_at_utc),
        "data_version": state.data_version,
        "sha256": state.sha256,
        "fault_json": message_text(state.fault),
    }


def _state(row: RowMapping) -> SourceState:
    source = DataSource(
        id=row["id"],
        title=row["title"],
        kind=DataSourceKind(row["kind"]),
        address=row["address"],
        layer=row["layer"],
        crs=row["crs"],
        mapping=row["mapping"],
        accepted=tuple(json.loads(row["accepted_json"])),
        source_name=row["source_name"],
        as_of=None if row["as_of"] is None else PartialDate.parse(row["as_of"]),
        is_complete=bool(row["is_complete"]),
        max_age_days=row["max_age_days"],
        allowed_hosts=tuple(json.loads(row["allowed_hosts_json"])),
    )
    return SourceState(
        source=source,
        checked_at_utc=read_optional(row["checked_at_utc"]),
        fetched_at_utc=read_optional(row["fetched_at_utc"]),
        data_version=row["data_version"],
        sha256=row["sha256"],
        fault=read_message(row["fault_json"]),
    )
