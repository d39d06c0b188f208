"""The writing side of the in-memory workspace; see `tests.fakes`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.errors import ConflictError, InputError
from drentsportal.services.ports.ledger import DataStep
from drentsportal.storage.edit_checks import KnownSite, as_delivery, check_choices, check_edit
from drentsportal.storage.grid_postcodes import check_postcodes
from drentsportal.storage.merge_decisions import check_decisions
from drentsportal.storage.site_attachments import KnownAttachments, check_attachments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.domain.merge.delivery import Delivery, ImportReport, MergeDecisions
    from tests.fake_history import LedgerState


class InMemoryLedger:
    """The writing side of the history, in memory."""

    def __init__(self, state: Callable[[], LedgerState]) -> None:
        """Write to whatever state there is at the moment."""
        self._get_state = state

    @property
    def _state(self) -> LedgerState:
        return self._get_state()

    def add_delivery(
        self,
        delivery: Delivery,
        report: ImportReport,
        actor: Actor,
        at_utc: datetime,
        decisions: MergeDecisions | None = None,
    ) -> int:
        """Store a delivery and what was decided with it."""
        self._check(delivery)
        check_postcodes(delivery)
        if decisions is not None:
            check_decisions(delivery, decisions, lambda _: self._known())
        step = DataStep(0, at_utc, actor, "delivery", delivery.source, delivery.file_name, None)
        version = self._add_step(step)
        self._state.add_records(delivery, version)
        self._state.reports[version] = replace(report, data_version=version)
        if decisions is not None:
            self._add_choices([self._taken(*each, version) for each in decisions.taken], version)
            self._add_choices(decisions.kept, version)
        return version

    def _taken(self, site_id: str, attribute_id: str, version: int) -> ValueChoice:
        made = next(
            each for each in self._state.records if (each.site_id, each.version) == (site_id, version)
        )
        step = self._state.steps[version - 1]
        return ValueChoice(
            site_id,
            attribute_id,
            0,
            None,
            made.id,
            None,
            made.source,
            made.as_of,
            step.actor,
            step.at_utc,
            "",
        )

    def add_edit(self, edit: SiteEdit, actor: Actor, at_utc: datetime) -> int:
        """Store what a person changed at one stroke."""
        self._check(as_delivery(edit))
        check_edit(edit, self._known())
        attached = self._state.attached(self._state.newest_version)
        stood_for = {new.attachment.id: new.attachment.sha256 for _, new in self._state.attachments}
        in_force = frozenset(each.id for each in attached.values())
        check_attachments(edit, KnownAttachments(in_force, stood_for))
        version = self._add_step(DataStep(0, at_utc, actor, "edit", edit.source, "", None, edit.what))
        self._state.add_records(as_delivery(edit), version)
        self._add_choices(edit.choices, version)
        gone = edit.removed_attachment_ids
        self._state.remove([place for place, each in attached.items() if each.id in gone], version)
        self._state.attachments += [(version, new) for new in edit.added_attachments]
        return version

    def undo_edit(self, version: int, actor: Actor, at_utc: datetime) -> int:
        """Take back an edit."""
        step = self._standing(version, ("edit", "choice"), "error.storage.no_edit")
        resting = tuple(sorted(self._state.resting_on_sites_of(version)))
        if resting:
            raise ConflictError(
                "error.storage.edits_on_edit", version=version, count=len(resting), edits=resting
            )
        return self._undo(step, actor, at_utc, ())

    def undo_delivery(self, version: int, actor: Actor, at_utc: datetime, *, drop_edits: bool = False) -> int:
        """Take back a delivery."""
        step = self._standing(version, ("delivery",), "error.storage.no_delivery")
        resting = self._state.choices_resting_on(version)
        attached = self._state.attached_to_vanishing(version)
        if (resting or attached) and not drop_edits:
            named = {f"{each.site_id}: {each.attribute_id}" for each in resting}
            edits = tuple(sorted(named | {f"{each.site_id}: {each.title}" for each in attached.values()}))
            raise ConflictError(
                "error.storage.edits_on_delivery", version=version, count=len(edits), edits=edits
            )
        new = self._undo(step, actor, at_utc, resting)
        self._state.remove(attached, new)
        return new

    def choose(self, choice: ValueChoice) -> int:
        """Store an edit or a choice between records."""
        check_choices((choice,), self._known())
        step = DataStep(0, choice.chosen_at_utc, choice.actor, "choice", choice.source, "", None)
        version = self._add_step(step)
        self._add_choices((choice,), version)
        return version

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        return tuple(reversed(self._state.steps))

    def _add_step(self, step: DataStep) -> int:
        version = self._state.newest_version + 1
        self._state.steps.append(replace(step, version=version))
        return version

    def _add_choices(self, choices: Sequence[ValueChoice], version: int) -> None:
        self._state.choices += [replace(each, from_version=version, until_version=None) for each in choices]

    def _standing(self, version: int, kinds: tuple[str, ...], otherwise: str) -> DataStep:
        step = next((each for each in self._state.steps if each.version == version), None)
        if step is None or step.kind not in kinds:
            raise InputError(otherwise, version=version)
        if step.undone_by_version is not None:
            raise InputError("error.storage.undone_already", version=version)
        return step

    def _undo(self, step: DataStep, actor: Actor, at_utc: datetime, dropped: Sequence[ValueChoice]) -> int:
        """Mark a step as undone; its own choices end with those that are dropped."""
        made_at = step.version
        new = self._add_step(
            DataStep(0, at_utc, actor, "undo", step.source, step.file_name, None, None, made_at)
        )
        self._state.steps[made_at - 1] = replace(step, undone_by_version=new)
        self._state.choices = [
            replace(each, until_version=new)
            if each.until_version is None and (each in dropped or each.from_version == made_at)
            else each
            for each in self._state.choices
        ]
        return new

    def _known(self) -> dict[str, KnownSite]:
        state = self._state
        return {
            site_id: KnownSite(
                kind,
                any(state.in_force(each, state.newest_version) for each in records),
                frozenset(each.id for each in records),
            )
            for site_id, kind in {each.site_id: each.kind for each in state.records}.items()
            for records in [[each for each in state.records if each.site_id == site_id]]
        }

    def _check(self, delivery: Delivery) -> None:
        kinds = defaultdict(set)
        for record in self._state.records:
            kinds[record.site_id].add(record.kind)
        seen = set()
        for batch in delivery.batches:
            if unknown := set(batch.columns) - {spec.id for spec in attributes_of(batch.kind)}:
                raise InputError("error.storage.no_attribute", field=min(unknown))
            for site_id in batch.site_ids:
                if (site_id, batch.kind) in seen:
                    raise InputError("error.storage.site_twice", site_id=site_id)
                seen.add((site_id, batch.kind))
                kinds[site_id].add(batch.kind)
                if len(kinds[site_id]) > 1:
                    raise InputError("error.storage.site_other_kind", site_id=site_id)
