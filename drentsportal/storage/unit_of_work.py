"""All or nothing: what a unit of work writes becomes durable at ``commit``, or never was."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from drentsportal.storage.attachment_words import no_words
from drentsportal.storage.cases import StoredCaseStore
from drentsportal.storage.data_sources import StoredSourceStore
from drentsportal.storage.ledger import StoredSiteLedger
from drentsportal.storage.reader_memory import ReaderMemory
from drentsportal.storage.reference_papers import StoredReferenceShelf
from drentsportal.storage.relations import StoredRelations
from drentsportal.storage.sealed import Sealer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from sqlalchemy import Connection

    from drentsportal.services.ports.cases import CaseReader, CaseStore
    from drentsportal.services.ports.ledger import SiteHistory, SiteLedger
    from drentsportal.services.ports.reference import ReferenceShelf, ReferenceShelfReader
    from drentsportal.services.ports.relations import RelationReader, RelationStore
    from drentsportal.services.ports.sources import SourceReader, SourceStore
    from drentsportal.services.ports.workspace import ReadUnit
    from drentsportal.storage.attachment_words import ReadWords
    from drentsportal.storage.sqlite_database import SqliteDatabase


@dataclass(frozen=True, slots=True)
class StoredReadUnit:
    """What is read together, within one transaction that writes nothing."""

    sites: SiteHistory
    cases: CaseReader
    sources: SourceReader
    shelf: ReferenceShelfReader
    relations: RelationReader


@contextmanager
def read_unit(
    database: SqliteDatabase, workspace_key: Callable[[], bytes], memory: ReaderMemory
) -> Iterator[ReadUnit]:
    """Read several things of one state; ``memory`` is left alone within a unit of work."""
    with database.reading() as connection:
        held = ReaderMemory() if database.is_writing else memory
        sealer = Sealer(connection, workspace_key(), held.ciphers)
        yield StoredReadUnit(
            StoredSiteLedger(connection, sealer),
            StoredCaseStore(connection, sealer, held),
            StoredSourceStore(connection),
            StoredReferenceShelf(connection),
            StoredRelations(connection, sealer),
        )


class StoredUnitOfWork:
    """A unit of work on a database; its stores exist within the ``with`` block."""

    sites: SiteLedger
    cases: CaseStore
    sources: SourceStore
    shelf: ReferenceShelf
    relations: RelationStore
    _stored_cases: StoredCaseStore

    def __init__(
        self, database: SqliteDatabase, workspace_key: Callable[[], bytes], words: ReadWords = no_words
    ) -> None:
        """Prepare; nothing is locked before the ``with`` block begins. ``words`` as ``StoredCaseStore``."""
        self._database = database
        self._words = words
        self._workspace_key = workspace_key
        self._stack = ExitStack()
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Begin to write. Raises ``StorageError`` when another process keeps the file for too long."""
        self._connection = self._stack.enter_context(self._database.writing())
        sealer = Sealer(self._connection, self._workspace_key())
        self.sites = StoredSiteLedger(self._connection, sealer)
        self.cases = self._stored_cases = StoredCaseStore(self._connection, sealer, words=self._words)
        self.sources = StoredSourceStore(self._connection)
        self.shelf = StoredReferenceShelf(self._connection)
        self.relations = StoredRelations(self._connection, sealer)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Roll back what was not committed."""
        self._connection = None
        self._stack.__exit__(kind, error, traceback)

    def commit(self) -> None:
        """Make everything durable; after this returns nothing acknowledged can be lost."""
        if self._connection is None:
            detail = "a unit of work is used within its with block"
            raise RuntimeError(detail)
        self._stored_cases.keep_extracts()
        self._connection.commit()
