"""The writing side of the one history: deliveries, their undoing, edits and choices."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.attributes import attributes_of
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.ports import DataStep
from drentsportal.storage import delivery_rows, reference_records, schema, undoing
from drentsportal.storage.case_rows import actor_columns
from drentsportal.storage.catalogue import newest_version
from drentsportal.storage.instants import instant_text, read_instant
from drentsportal.storage.record_reading import read_sites
from drentsportal.storage.report_json import report_text
from drentsportal.storage.value_checks import check_value

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from drentsportal.domain.delivery import Delivery, ImportReport
    from drentsportal.domain.history import ValueChoice
    from drentsportal.storage.sealed import Sealer

DELIVERY = "delivery"
UNDO = "undo"
CHOICE = "choice"


class StoredSiteLedger:
    """Adds steps to the history, within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        """Write on ``connection``; ``sealer`` seals what is personal in a delivery."""
        self._connection = connection
        self._sealer = sealer

    def add_delivery(self, delivery: Delivery, report: ImportReport, actor: Actor, at_utc: datetime) -> int:
        """Store a delivery; records of the same source and site are superseded. Returns the new version.

        Raises ``InputError`` when a site occurs twice in it, or is stored as another kind of site.
        """
        delivery_rows.check(self._connection, delivery)
        version = self._add_step(DELIVERY, delivery.source, delivery.file_name, actor, at_utc)
        self._connection.execute(
            insert(schema.delivery).values(
                version=version,
                source=delivery.source,
                file_name=delivery.file_name,
                file_sha256=delivery.file_sha256,
                mapping_id=delivery.mapping_id,
                report_json=report_text(replace(report, data_version=version)),
            )
        )
        delivery_rows.supersede(self._connection, delivery, version)
        delivery_rows.add(self._connection, delivery, version)
        reference_records.add_reference(self._connection, self._sealer, delivery, version)
        return version

    def undo_delivery(self, version: int, actor: Actor, at_utc: datetime, *, drop_edits: bool = False) -> int:
        """Take back the delivery made at ``version``; what it superseded is in force again.

        Raises ``ConflictError`` with the list ``edits`` when somebody chose a record of the delivery, or
        edited a site that only this delivery knows, unless ``drop_edits``; ``InputError`` when ``version``
        is no delivery or is undone already.
        """
        table = schema.data_step
        step = self._connection.execute(select(table).where(table.c.version == version)).one_or_none()
        if step is None or step.kind != DELIVERY:
            raise InputError("error.storage.no_delivery", version=version)
        if step.undone_by_version is not None:
            raise InputError("error.storage.undone_already", version=version)
        undone = undoing.Undoing(self._connection, version, step.source)
        undone.check_edits(drop_edits=drop_edits)
        new = self._add_step(UNDO, step.source, step.file_name, actor, at_utc)
        self._connection.execute(
            update(table).where(table.c.version == version).values(undone_by_version=new)
        )
        undone.apply(new)
        return new

    def choose(self, choice: ValueChoice) -> int:
        """Store an edit or a choice between records; ``from_version`` is assigned. Returns the version.

        Raises ``NotFoundError`` when the site or record does not exist, ``InputError`` when the value is
        not of the attribute's type.
        """
        stored = read_sites(self._connection, [choice.site_id]).get(choice.site_id)
        if stored is None:
            raise NotFoundError("error.storage.no_site", site_id=choice.site_id)
        spec = next((each for each in attributes_of(stored.kind) if each.id == choice.attribute_id), None)
        if spec is None:
            raise InputError("error.storage.no_attribute", field=choice.attribute_id)
        if choice.record_id is None:
            check_value(spec, choice.value)
        elif choice.record_id not in {record.id for record in stored.records}:
            raise NotFoundError("error.storage.no_record", record_id=choice.record_id)
        version = self._add_step(CHOICE, choice.source, "", choice.actor, choice.chosen_at_utc)
        self._connection.execute(
            insert(schema.value_choice).values(
                id=reference_records.next_id(self._connection, schema.value_choice),
                site_id=choice.site_id,
                attribute_id=choice.attribute_id,
                from_version=version,
                record_id=choice.record_id,
                value_json=json.dumps(choice.value),
                source=choice.source,
                as_of=choice.as_of.iso,
                **actor_columns("actor", choice.actor),
                chosen_at_utc=instant_text(choice.chosen_at_utc),
                reason=choice.reason,
            )
        )
        return version

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        table = schema.data_step
        rows = self._connection.execute(select(table).order_by(table.c.version.desc()))
        return tuple(
            DataStep(
                version=row.version,
                at_utc=read_instant(row.at_utc),
                actor=Actor(row.actor_name, row.actor_organisation, Role(row.actor_role)),
                kind=row.kind,
                source=row.source,
                file_name=row.file_name,
                undone_by_version=row.undone_by_version,
            )
            for row in rows
        )

    def _add_step(self, kind: str, source: str, file_name: str, actor: Actor, at_utc: datetime) -> int:
        version = newest_version(self._connection) + 1
        self._connection.execute(
            insert(schema.data_step).values(
                version=version,
                at_utc=instant_text(at_utc),
                **actor_columns("actor", actor),
                kind=kind,
                source=source,
                file_name=file_name,
            )
        )
        return version
