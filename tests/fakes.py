"""A clock, an actor and a workspace that live in memory, for everybody's tests.

`InMemoryWorkspace` keeps the contract of `services.ports` (`tests/storage_contract` runs on it too). It works
from first principles and slowly: of each site and source, the record of the newest delivery that is not
undone is in force.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.errors import ConflictError, NotFoundError, StorageError, WorkspaceLockedError
from drentsportal.services.ports.workspace import NewProtection
from tests.fake_cases import CaseFile, InMemoryCases
from tests.fake_catalogue import InMemoryCatalogue
from tests.fake_history import LedgerState
from tests.fake_ledger import InMemoryLedger
from tests.fake_papers import InMemoryShelf
from tests.fake_relations import InMemoryRelations, RelationFiles
from tests.fake_sources import InMemorySources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.domain.cases.papers import ReferencePaper
    from drentsportal.domain.merge.data_source import SourceState
    from drentsportal.domain.retention.anonymising import AnonymisedCase
    from drentsportal.services.ports.cases import CaseStore
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.form_drafts import FormDraft, FormDraftStore
    from drentsportal.services.ports.ledger import SiteLedger
    from drentsportal.services.ports.reference import ReferenceShelf
    from drentsportal.services.ports.relations import RelationStore
    from drentsportal.services.ports.sources import SourceStore
    from drentsportal.services.ports.workspace import ReadUnit, UnitOfWork

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


class InMemoryDrafts:
    """Drafts without files."""

    def __init__(self) -> None:
        """Keep none."""
        self.by_key: dict[str, FormDraft] = {}

    def of_window(self) -> InMemoryDrafts:
        """Return the same ones: there is no other window."""
        return self

    def all(self) -> tuple[FormDraft, ...]:
        """Return every draft, oldest first."""
        return tuple(sorted(self.by_key.values(), key=lambda each: each.kept_at_utc))

    def find(self, key: str) -> FormDraft | None:
        """Return one draft."""
        return self.by_key.get(key)

    def keep(self, draft: FormDraft) -> None:
        """Keep a draft."""
        self.by_key[draft.key] = draft

    def hold(self, key: str) -> None:
        """Say that it is of an open form; there is no other window."""

    def drop(self, key: str) -> None:
        """Destroy a draft."""
        self.by_key.pop(key, None)

    def drop_of(self, subject: str) -> None:
        """Destroy the drafts of one case or site."""
        self.by_key = {key: each for key, each in self.by_key.items() if each.subject != subject}


class InMemoryWorkspace:
    """A workspace without a file; nothing of it survives the test."""

    catalogue: SiteCatalogue
    drafts: FormDraftStore

    def __init__(self, *, is_protected: bool = True, label: str = "in-memory.drents") -> None:
        """Start empty."""
        self.is_protected = is_protected
        self.label = label
        self.state = LedgerState()
        self.case_files: dict[str, CaseFile] = {}
        self.source_states: dict[str, SourceState] = {}
        self.reference_papers: tuple[ReferencePaper, ...] = ()
        self.relation_files = RelationFiles()
        self.copies: list[str] = []
        self.is_closed = False
        self.is_locked = False
        self.passphrases: list[str] = []
        self.is_writing = False
        self.drafts = InMemoryDrafts()
        self.catalogue = InMemoryCatalogue(lambda: self.state)

    def unit_of_work(self) -> UnitOfWork:
        """Start a unit of work."""
        return InMemoryUnitOfWork(self)

    @contextmanager
    def reading(self) -> Iterator[ReadUnit]:
        """Read what there is; what would be written is not kept."""
        state, case_files, sources = self.state, self.case_files, self.source_states
        papers, relations = self.reference_papers, self.relation_files
        if not self.is_writing:
            self.state = state.copied()
            self.case_files = {number: each.copied() for number, each in case_files.items()}
            self.source_states = {**sources}
            self.relation_files = relations.copied()
        try:
            yield InMemoryUnitOfWork(self)
        finally:
            if not self.is_writing:
                self.state, self.case_files, self.source_states = state, case_files, sources
                self.reference_papers, self.relation_files = papers, relations

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

    def lock(self) -> None:
        """Lock, where there is a passphrase."""
        self.is_locked = self.is_protected

    def unlock(self, passphrase: str | None, recovery_key: str | None = None) -> None:
        """Open again with the newest passphrase; there is no recovery key."""
        del recovery_key
        if self.passphrases and passphrase != self.passphrases[-1]:
            raise WorkspaceLockedError("error.storage.passphrase_wrong", field="passphrase")
        self.is_locked = False

    def anonymise_case(self, left: AnonymisedCase, entry: AccessEntry) -> None:
        """Put what is left in the place of the case, and log it."""
        before = self.case_files.get(left.case.number)
        if before is None:
            raise NotFoundError("error.storage.no_case", number=left.case.number)
        if before.case.row_version != left.case.row_version:
            raise ConflictError("error.storage.case_changed", number=left.case.number)
        files = {key: kept for key, kept in before.attachments.items() if key in left.attachment_ids}
        case = replace(left.case, row_version=left.case.row_version + 1)
        self.case_files[case.number] = CaseFile(
            case, [*left.events], [], files, [], [*left.documents], [*left.papers]
        )
        InMemoryRelations(lambda: self.relation_files).add_access(entry)

    def erase_case(self, erased: ErasedCase) -> None:
        """Take the case away, keep what is left of it, and log it."""
        if erased.number not in self.case_files:
            raise NotFoundError("error.storage.no_case", number=erased.number)
        del self.case_files[erased.number]
        self.drafts.drop_of(erased.number)
        self.relation_files.erased[erased.number] = erased
        InMemoryRelations(lambda: self.relation_files).add_access(
            AccessEntry(erased.erased_at_utc, erased.actor, AccessKind.ERASED, erased.number)
        )

    def erase_company(self, key: str, entry: AccessEntry) -> None:
        """Take the company away, and log it."""
        relations = InMemoryRelations(lambda: self.relation_files)
        relations.erase_company(key)
        relations.add_access(entry)

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True


class InMemoryUnitOfWork:
    """All or nothing, by putting back what was there before."""

    sites: SiteLedger
    cases: CaseStore
    sources: SourceStore
    shelf: ReferenceShelf
    relations: RelationStore

    def __init__(self, workspace: InMemoryWorkspace) -> None:
        """Prepare to write."""
        self._workspace = workspace
        self.sites = InMemoryLedger(lambda: workspace.state)
        self.cases = InMemoryCases(lambda: workspace.case_files, lambda: workspace.relation_files.erased)
        self.sources = InMemorySources(lambda: workspace.source_states)
        self.shelf = InMemoryShelf(workspace)
        self.relations = InMemoryRelations(lambda: workspace.relation_files)

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
        self._workspace.source_states = self._source_states
        self._workspace.reference_papers = self._reference_papers
        self._workspace.relation_files = self._relation_files

    def commit(self) -> None:
        """Keep what was written so far."""
        self._state = self._workspace.state.copied()
        self._case_files = {number: each.copied() for number, each in self._workspace.case_files.items()}
        self._source_states = {**self._workspace.source_states}
        self._reference_papers = self._workspace.reference_papers
        self._relation_files = self._workspace.relation_files.copied()
