"""The writing side of the one history: deliveries, edits and choices, and their undoing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from drentsportal.domain.actor import Actor, Role
from drentsportal.errors import InputError
from drentsportal.services.ports.ledger import DataStep
from drentsportal.storage import delivery_rows, reference_records, schema, site_attachments, undoing
from drentsportal.storage.case_rows import actor_columns
from drentsportal.storage.choice_rows import add_choices, known_sites
from drentsportal.storage.edit_checks import as_delivery, check_choices, check_edit, sites_named
from drentsportal.storage.edit_undoing import EditUndoing
from drentsportal.storage.grid_postcodes import add_postcodes, check_postcodes
from drentsportal.storage.instants import instant_text, read_instant
from drentsportal.storage.merge_decisions import check_decisions, decided_choices
from drentsportal.storage.message_json import message_text, read_message
from drentsportal.storage.report_json import report_text
from drentsportal.storage.spans import newest_version
from drentsportal.storage.surroundings_records import add_surroundings

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.domain.merge.delivery import Delivery, ImportReport, MergeDecisions
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.storage.sealed import Sealer

DELIVERY = "delivery"
EDIT = "edit"
UNDO = "undo"
CHOICE = "choice"


class StoredSiteLedger:
    """Adds steps to the history, within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        """Write on ``connection``; ``sealer`` seals what is personal in a delivery."""
        self._connection = connection
        self._sealer = sealer

    def add_delivery(
        self,
        delivery: Delivery,
        report: ImportReport,
        actor: Actor,
        at_utc: datetime,
        decisions: MergeDecisions | None = None,
    ) -> int:
        """Store a delivery; records of the same source and site are superseded. Returns the new version.

        ``decisions`` are stored with it as choices of the same version, and taken back with it. Raises
        ``InputError`` when a site occurs twice in it, is stored as another kind of site, or is decided on
        without being in it; nothing is stored then.
        """
        connection = self._connection
        delivery_rows.check(connection, delivery)
        check_postcodes(delivery)
        decided: tuple[ValueChoice, ...] = ()
        if decisions is not None:
            newest = newest_version(connection)
            check_decisions(delivery, decisions, lambda ids: known_sites(connection, ids, newest))
            first_id = delivery_rows.next_record_id(connection)
            decided = decided_choices(delivery, decisions, first_id, actor, at_utc)
        version = self._add_step(DELIVERY, delivery.source, delivery.file_name, actor, at_utc)
        self._add_delivery_row(delivery, version, report_text(replace(report, data_version=version)))
        delivery_rows.supersede(connection, delivery, version)
        delivery_rows.add(connection, delivery, version)
        reference_records.add_reference(connection, self._sealer, delivery, version)
        add_surroundings(connection, delivery, version)
        add_postcodes(connection, delivery, version)
        add_choices(connection, decided, version)
        return version

    def undo_delivery(self, version: int, actor: Actor, at_utc: datetime, *, drop_edits: bool = False) -> int:
        """Take back the delivery made at ``version``; what it superseded is in force again.

        Raises ``ConflictError`` with the list ``edits`` when somebody chose a record of the delivery, or
        edited a site that only this delivery knows, unless ``drop_edits``; ``InputError`` when ``version``
        is no delivery or is undone already.
        """
        step = self._standing_step(version, (DELIVERY,), "error.storage.no_delivery")
        undone = undoing.Undoing(self._connection, version, step.source)
        undone.check_edits(drop_edits=drop_edits)
        new = self._add_undo(step, actor, at_utc)
        undone.apply(new)
        return new

    def add_edit(self, edit: SiteEdit, actor: Actor, at_utc: datetime) -> int:
        """Store what a person changed at one stroke, as one version. Returns the version.

        Raises ``NotFoundError`` for a site, record or attachment that does not exist, and ``InputError`` for
        a value that does not fit its attribute or an attachment that cannot be kept; nothing is stored then.
        """
        new_sites = as_delivery(edit)
        delivery_rows.check_batches(new_sites)
        newest = newest_version(self._connection)
        check_edit(edit, known_sites(self._connection, sites_named(edit), newest))
        site_attachments.check_attachments(
            edit, site_attachments.known_attachments(self._connection, edit, newest)
        )
        version = self._add_step(EDIT, edit.source, "", actor, at_utc, edit.what)
        if edit.new_sites:
            self._add_delivery_row(new_sites, version, "null")
            delivery_rows.add(self._connection, new_sites, version)
        add_choices(self._connection, edit.choices, version)
        site_attachments.change_attachments(self._connection, edit, version)
        return version

    def undo_edit(self, version: int, actor: Actor, at_utc: datetime) -> int:
        """Take back the edit made at ``version``: choices, new sites, attachments. Returns the version.

        Raises ``ConflictError`` with the list ``edits`` when a later edit or delivery rests on a site that it
        made, and ``InputError`` when ``version`` is no edit or is undone already.
        """
        step = self._standing_step(version, (EDIT, CHOICE), "error.storage.no_edit")
        undone = EditUndoing(self._connection, version)
        undone.check()
        new = self._add_undo(step, actor, at_utc)
        undone.apply(new)
        return new

    def choose(self, choice: ValueChoice) -> int:
        """Store an edit or a choice between records; ``from_version`` is assigned. Returns the version.

        Raises ``NotFoundError`` when the site or record does not exist, ``InputError`` when the value is
        not of the attribute's type.
        """
        newest = newest_version(self._connection)
        check_choices((choice,), known_sites(self._connection, (choice.site_id,), newest))
        version = self._add_step(CHOICE, choice.source, "", choice.actor, choice.chosen_at_utc)
        add_choices(self._connection, (choice,), version)
        return version

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        table = schema.data_step
        rows = self._connection.execute(select(table).order_by(table.c.version.desc())).all()
        undoes = {row.undone_by_version: row.version for row in rows}
        return tuple(
            DataStep(
                version=row.version,
                at_utc=read_instant(row.at_utc),
                actor=Actor(row.actor_name, row.actor_organisation, Role(row.actor_role)),
                kind=row.kind,
                source=row.source,
                file_name=row.file_name,
                undone_by_version=row.undone_by_version,
                what=read_message(row.what_json),
                undoes_version=undoes.get(row.version),
            )
            for row in rows
        )

    def _standing_step(self, version: int, kinds: tuple[str, ...], otherwise: str) -> Row[Any]:
        """Return a step that can be undone; raises ``InputError``."""
        table = schema.data_step
        step = self._connection.execute(select(table).where(table.c.version == version)).one_or_none()
        if step is None or step.kind not in kinds:
            raise InputError(otherwise, version=version)
        if step.undone_by_version is not None:
            raise InputError("error.storage.undone_already", version=version)
        return step

    def _add_undo(self, step: Row[Any], actor: Actor, at_utc: datetime) -> int:
        new = self._add_step(UNDO, step.source, step.file_name, actor, at_utc)
        table = schema.data_step
        self._connection.execute(
            update(table).where(table.c.version == step.version).values(undone_by_version=new)
        )
        return new

    def _add_step(
        self,
        kind: str,
        source: str,
        file_name: str,
        actor: Actor,
        at_utc: datetime,
        what: Message | None = None,
    ) -> int:
        version = newest_version(self._connection) + 1
        self._connection.execute(
            insert(schema.data_step).values(
                version=version,
                at_utc=instant_text(at_utc),
                **actor_columns("actor", actor),
                kind=kind,
                source=source,
                file_name=file_name,
                what_json=message_text(what),
            )
        )
        return version

    def _add_delivery_row(self, delivery: Delivery, version: int, report_json: str) -> None:
        kinds = sorted({batch.kind.value for batch in delivery.batches}) if delivery.is_complete else []
        self._connection.execute(
            insert(schema.delivery).values(
                version=version,
                source=delivery.source,
                file_name=delivery.file_name,
                file_sha256=delivery.file_sha256,
                mapping_id=delivery.mapping_id,
                report_json=report_json,
                as_of=None if delivery.as_of is None else delivery.as_of.iso,
                complete_kinds=";".join(kinds),
            )
        )
