"""A clock, an actor and a workspace that live in memory, for everybody's tests.

`InMemoryWorkspace` keeps the contract of `services.ports` (`tests/storage_contract` runs on it too). It works
from first principles and slowly: of each site and source, the record of the newest delivery that is not
undone is in force.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.attributes import attributes_of
from drentsportal.errors import ConflictError, InputError, NotFoundError, StorageError
from drentsportal.services.ports import DataStep, NewProtection
from drentsportal.storage.value_checks import check_value
from tests.fake_cases import CaseFile, InMemoryCases
from tests.fake_catalogue import InMemoryCatalogue
from tests.fake_history import LedgerState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from drentsportal.domain.delivery import Delivery, ImportReport
    from drentsportal.domain.history import ValueChoice
    from drentsportal.services.case_ports import CaseStore
    from drentsportal.services.ports import ReadUnit, SiteCatalogue, SiteLedger, UnitOfWork

OFFICER = Actor("Anna de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)
MOMENT_UTC = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)


class FixedClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at_utc: datetime = MOMENT_UTC) -> None:
        """Stand still at an instant."""
        self.at_utc = at_utc

    def now_utc(self) -> datetime:
        """Return the instant at which it stands."""
        return self.at_utc

    def advance(self, by: timedelta) -> None:
        """Go on by a span of time."""
        self.at_utc += by


class FixedActor:
    """Always the same person at the desk."""

    def __init__(self, actor: Actor = OFFICER) -> None:
        """Sit at the desk."""
        self.actor = actor

    def current(self) -> Actor:
        """Return the person at the desk."""
        return self.actor


class InMemoryWorkspace:
    """A workspace without a file; nothing of it survives the test."""

    catalogue: SiteCatalogue

    def __init__(self, *, is_protected: bool = True, label: str = "in-memory.drents") -> None:
        """Start empty."""
        self.is_protected = is_protected
        self.label = label
        self.state = LedgerState()
        self.case_files: dict[str, CaseFile] = {}
        self.copies: list[str] = []
        self.is_closed = False
        self.passphrases: list[str] = []
        self.is_writing = False
        self.catalogue = InMemoryCatalogue(lambda: self.state)

    def unit_of_work(self) -> UnitOfWork:
        """Start a unit of work."""
        return InMemoryUnitOfWork(self)

    @contextmanager
    def reading(self) -> Iterator[ReadUnit]:
        """Read what there is; what would be written is not kept."""
        state, case_files = self.state, self.case_files
        if not self.is_writing:
            self.state = state.copied()
            self.case_files = {number: each.copied() for number, each in case_files.items()}
        try:
            yield InMemoryUnitOfWork(self)
        finally:
            if not self.is_writing:
                self.state, self.case_files = state, case_files

    def copy_before(self, what: str) -> Path | None:
        """Note that a copy was asked for; there is no file."""
        self.copies.append(what)
        return None

    def set_passphrase(self, passphrase: str) -> NewProtection:
        """Note the passphrase; there is no file to seal."""
        if not passphrase:
            raise StorageError("error.storage.passphrase_empty", field="passphrase")
        self.passphrases.append(passphrase)
        self.is_protected = True
        return NewProtection(f"KEY-{len(self.passphrases)}")

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True


class InMemoryUnitOfWork:
    """All or nothing, by putting back what was there before."""

    sites: SiteLedger
    cases: CaseStore

    def __init__(self, workspace: InMemoryWorkspace) -> None:
        """Prepare to write."""
        self._workspace = workspace
        self.sites = InMemoryLedger(workspace)
        self.cases = InMemoryCases(lambda: workspace.case_files)

    def __enter__(self) -> Self:
        """Begin to write."""
        if self._workspace.is_writing:
            raise StorageError("error.storage.nested_unit", path=self._workspace.label)
        self._workspace.is_writing = True
        self.commit()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put back what was there at the last commit."""
        self._workspace.is_writing = False
        self._workspace.state = self._state
        self._workspace.case_files = self._case_files

    def commit(self) -> None:
        """Keep what was written so far."""
        self._state = self._workspace.state.copied()
        self._case_files = {number: each.copied() for number, each in self._workspace.case_files.items()}


class InMemoryLedger:
    """The writing side of the history, in memory."""

    def __init__(self, workspace: InMemoryWorkspace) -> None:
        """Write to a workspace."""
        self._workspace = workspace

    @property
    def _state(self) -> LedgerState:
        return self._workspace.state

    def add_delivery(self, delivery: Delivery, report: ImportReport, actor: Actor, at_utc: datetime) -> int:
        """Store a delivery."""
        self._check(delivery)
        version = self._add_step("delivery", delivery.source, delivery.file_name, actor, at_utc)
        self._state.add_records(delivery, version)
        self._state.reports[version] = replace(report, data_version=version)
        return version

    def undo_delivery(self, version: int, actor: Actor, at_utc: datetime, *, drop_edits: bool = False) -> int:
        """Take back a delivery."""
        step = next((each for each in self._state.steps if each.version == version), None)
        if step is None or step.kind != "delivery":
            raise InputError("error.storage.no_delivery", version=version)
        if step.undone_by_version is not None:
            raise InputError("error.storage.undone_already", version=version)
        resting = self._state.choices_resting_on(version)
        if resting and not drop_edits:
            edits = tuple(sorted({f"{each.site_id}: {each.attribute_id}" for each in resting}))
            raise ConflictError(
                "error.storage.edits_on_delivery", version=version, count=len(edits), edits=edits
            )
        new = self._add_step("undo", step.source, step.file_name, actor, at_utc)
        self._state.steps = [
            replace(each, undone_by_version=new) if each.version == version else each
            for each in self._state.steps
        ]
        self._state.choices = [
            replace(each, until_version=new) if each in resting else each for each in self._state.choices
        ]
        return new

    def choose(self, choice: ValueChoice) -> int:
        """Store an edit or a choice between records."""
        records = [each for each in self._state.records if each.site_id == choice.site_id]
        if not records:
            raise NotFoundError("error.storage.no_site", site_id=choice.site_id)
        spec = next((each for each in attributes_of(records[0].kind) if each.id == choice.attribute_id), None)
        if spec is None:
            raise InputError("error.storage.no_attribute", field=choice.attribute_id)
        if choice.record_id is None:
            check_value(spec, choice.value)
        elif choice.record_id not in {each.id for each in records}:
            raise NotFoundError("error.storage.no_record", record_id=choice.record_id)
        version = self._add_step("choice", choice.source, "", choice.actor, choice.chosen_at_utc)
        self._state.choices.append(replace(choice, from_version=version, until_version=None))
        return version

    def steps(self) -> tuple[DataStep, ...]:
        """Return the data history, newest first."""
        return tuple(reversed(self._state.steps))

    def _add_step(self, kind: str, source: str, file_name: str, actor: Actor, at_utc: datetime) -> int:
        version = self._state.newest_version + 1
        self._state.steps.append(DataStep(version, at_utc, actor, kind, source, file_name, None))
        return version

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
