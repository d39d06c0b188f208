"""What the use cases need of the store: one opened workspace, its units of work and its protection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from drentsportal.domain.cases.access import AccessEntry
    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.domain.retention.anonymising import AnonymisedCase
    from drentsportal.errors import StorageError
    from drentsportal.services.ports.cases import CaseReader, CaseStore
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.form_drafts import FormDraftStore
    from drentsportal.services.ports.ledger import SiteHistory, SiteLedger
    from drentsportal.services.ports.reference import ReferenceShelf, ReferenceShelfReader
    from drentsportal.services.ports.relations import RelationReader, RelationStore
    from drentsportal.services.ports.sources import SourceReader, SourceStore


class ReadUnit(Protocol):
    """What is read together belongs to one state; nothing can be written, and no writer is kept waiting."""

    @property
    def sites(self) -> SiteHistory:
        """The steps of the data."""
        ...

    @property
    def cases(self) -> CaseReader:
        """The cases."""
        ...

    @property
    def sources(self) -> SourceReader:
        """The remembered sources."""
        ...

    @property
    def shelf(self) -> ReferenceShelfReader:
        """The workspace's own reference papers."""
        ...

    @property
    def relations(self) -> RelationReader:
        """Companies, contacts and looks."""
        ...


class UnitOfWork(Protocol):
    """All or nothing: leaving the ``with`` block without ``commit`` rolls back."""

    sites: SiteLedger
    cases: CaseStore
    sources: SourceStore
    shelf: ReferenceShelf
    relations: RelationStore

    def __enter__(self) -> Self:
        """Begin to write (BEGIN IMMEDIATE)."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Roll back what was not committed."""
        ...

    def commit(self) -> None:
        """Make everything durable; after this returns nothing acknowledged can be lost."""
        ...


@dataclass(frozen=True, slots=True)
class NewProtection:
    """A workspace that has just got a passphrase.

    ``recovery_key`` opens it when the passphrase is forgotten; it is kept nowhere, so it is shown now or
    never. ``remains`` tells what of the state before could not be removed from the disk, where it could not.
    """

    recovery_key: str
    remains: StorageError | None = None


class Workspace(Protocol):
    """One opened workspace."""

    catalogue: SiteCatalogue
    drafts: FormDraftStore

    def unit_of_work(self) -> UnitOfWork:
        """Start a unit of work."""
        ...

    def reading(self) -> AbstractContextManager[ReadUnit]:
        """Read several things of one state; within a unit of work of the same thread, of that one's.

        It takes no right to write, so it waits for nobody and nobody waits for it.
        """
        ...

    def copy_before(self, what: str) -> Path | None:
        """Keep a copy of the file before an import or migration; ``None`` where there is no file."""
        ...

    @property
    def label(self) -> str:
        """The file name or connection that the status bar shows."""
        ...

    @property
    def is_protected(self) -> bool:
        """Whether personal and confidential values are sealed under a passphrase."""
        ...

    def lock(self) -> None:
        """Open nothing more until ``unlock``; without a passphrase nothing happens."""
        ...

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is asked again before anything is opened."""
        ...

    def unlock(self, passphrase: str | None, recovery_key: str | None = None) -> None:
        """Open again after ``lock``. Raises ``WorkspaceLockedError`` when neither key fits."""
        ...

    def set_passphrase(self, passphrase: str) -> NewProtection:
        """Protect the workspace, or change its passphrase; every key is made anew.

        Raises ``StorageError`` for an empty passphrase, and when another process has the workspace open;
        nothing is changed then.
        """
        ...

    def erase_case(self, erased: ErasedCase) -> None:
        """Destroy a case here and in every kept copy, and log it; what is left of it stays.

        Raises ``NotFoundError``, and ``StorageError`` when a copy or the log could not be cleared.
        """
        ...

    def anonymise_case(self, left: AnonymisedCase, entry: AccessEntry) -> None:
        """Replace a case by what is left of it, here and in every kept copy, and log it.

        Raises ``NotFoundError``, ``ConflictError`` when somebody saved it meanwhile, and ``StorageError`` as
        ``erase_case``.
        """
        ...

    def erase_company(self, key: str, entry: AccessEntry) -> None:
        """Destroy a company here and in every kept copy, and log it. Raises ``NotFoundError``."""
        ...

    def close(self) -> None:
        """Checkpoint and close, so that one file is the whole workspace."""
        ...
