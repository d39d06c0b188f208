"""A workspace in one SQLite file: opened, made, protected, copied and closed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.errors import StorageError, WorkspaceLockedError
from drentsportal.services.ports.workspace import NewProtection
from drentsportal.storage import migrating
from drentsportal.storage.attachment_words import no_words
from drentsportal.storage.cases import StoredCaseStore
from drentsportal.storage.catalogue import StoredSiteCatalogue
from drentsportal.storage.copies import KeptCopies
from drentsportal.storage.extract_making import make_bundles, make_extracts
from drentsportal.storage.forgetting import anonymise
from drentsportal.storage.new_file import make_file
from drentsportal.storage.reader_memory import ReaderMemory
from drentsportal.storage.rekeying import seal_anew
from drentsportal.storage.relations import StoredRelations
from drentsportal.storage.remains import Remains
from drentsportal.storage.remote_copy import RemoteCopy, check_out
from drentsportal.storage.sealed import Sealer, case_scope, company_scope
from drentsportal.storage.sealed_drafts import SealedDrafts
from drentsportal.storage.sqlite_database import SqliteDatabase
from drentsportal.storage.unit_of_work import StoredUnitOfWork, read_unit
from drentsportal.storage.vault import OpenedVault, open_vault

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.domain.retention.anonymising import AnonymisedCase
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.form_drafts import FormDraftStore
    from drentsportal.services.ports.workspace import ReadUnit, UnitOfWork
    from drentsportal.storage.attachment_words import ReadWords


_DRAFTS: Final = "drafts"


class SqliteWorkspace:
    """One opened workspace file.

    ``recovery_key`` is set once, right after the workspace was made with a passphrase: it opens the file when
    the passphrase is forgotten, is shown to the person and kept nowhere.
    """

    catalogue: SiteCatalogue
    drafts: FormDraftStore

    def __init__(
        self,
        database: SqliteDatabase,
        vault: OpenedVault,
        path: Path,
        remote: RemoteCopy | None = None,
        words: ReadWords = no_words,
    ) -> None:
        """Use an open database and vault; made by ``open_workspace``.

        ``path`` is the file that the person opened; with ``remote`` the database is a local copy of it.
        ``words`` reads what search finds in a file of a case.
        """
        self._words = words
        self._database = database
        self._vault = vault
        self._is_locked = False
        self._path = path
        self._remote = remote
        self._memory = ReaderMemory()
        self._copies = KeptCopies(path)
        self._remains = Remains(database, self._copies, path, self.write_back)
        self.recovery_key: str | None = None
        self.catalogue = StoredSiteCatalogue(database, self._workspace_key)
        self.keep_drafts_in(path.parent / _DRAFTS)

    def keep_drafts_in(self, folder: Path) -> None:
        """Keep drafts of forms in a folder of the person, and not beside the file."""
        self.drafts = self._drafts = SealedDrafts(folder, self._workspace_key)

    def _workspace_key(self) -> bytes:
        if self._is_locked:
            raise WorkspaceLockedError("error.storage.passphrase_needed", field="passphrase")
        return self._vault.workspace_key

    def make_extracts(self) -> None:
        """Make the extracts of cases that have none, as after a migration."""
        make_extracts(self._database, self._workspace_key(), self._words)

    def make_bundles(self) -> None:
        """Bundle the extracts of cases where many are in no bundle: for whoever opens the file next."""
        make_bundles(self._database, self._workspace_key())

    def lock(self) -> None:
        """Open nothing more until ``unlock``; the key is put away. Without a passphrase nothing happens."""
        if self._vault.is_protected:
            self._is_locked = True
            self._vault = OpenedVault(b"", is_protected=True)
            self._forget_keys()

    def _forget_keys(self) -> None:
        """Let go of keys that are ready to open with; whoever reads at this moment lets go when it ends."""
        self._memory = ReaderMemory()

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is asked again before anything is opened."""
        return self._is_locked

    def unlock(self, passphrase: str | None, recovery_key: str | None = None) -> None:
        """Open the workspace again after ``lock``. Raises ``WorkspaceLockedError`` when neither key fits."""
        with self._database.reading() as connection:
            self._vault = open_vault(connection, passphrase, recovery_key)
        self._is_locked = False

    def unit_of_work(self) -> UnitOfWork:
        """Start a unit of work."""
        return StoredUnitOfWork(self._database, self._workspace_key, self._words)

    def reading(self) -> AbstractContextManager[ReadUnit]:
        """Read several things of one state, without the right to write."""
        return read_unit(self._database, self._workspace_key, self._memory)

    def copy_before(self, what: str) -> Path | None:
        """Keep a copy of the file before an import or migration; the last ten are kept."""
        return self._copies.make(self._database, what)

    @property
    def path(self) -> Path:
        """The file that the person opened."""
        return self._path

    @property
    def label(self) -> str:
        """The file name that the status bar shows."""
        return self._path.name

    @property
    def is_protected(self) -> bool:
        """Whether personal and confidential values are sealed under a passphrase."""
        return self._vault.is_protected

    def set_passphrase(self, passphrase: str) -> NewProtection:
        """Protect the workspace, or change its passphrase; returns the new recovery key, to be shown once.

        Every key is replaced and every value sealed again. Copies made before are removed, since they open
        with the keys of before; a new one is made, and a file elsewhere is brought up to date at once.
        Raises ``StorageError``, with nothing changed, when another process has the file open: it would go on
        with the keys of before.
        """
        if not passphrase:
            raise StorageError("error.storage.passphrase_empty", field="passphrase")
        self._database.require_alone()
        key_before = self._vault.workspace_key
        with self._database.writing() as connection:
            vault = seal_anew(connection, key_before, passphrase)
            connection.commit()
            self._vault = OpenedVault(vault.workspace_key, is_protected=True)
        self._forget_keys()
        self._drafts.seal_anew(key_before)
        # The new keys hold from here on: whatever fails now, the recovery key must reach the person.
        return NewProtection(vault.recovery_key or "", self._remains.remove())

    def erase_case(self, erased: ErasedCase) -> None:
        """Destroy a case: its key and rows here and in every kept copy. Raises ``NotFoundError``.

        Nothing brings it back; its number is never used again. The log of looks tells who did it.
        """
        with self._database.writing() as connection:
            sealer = Sealer(connection, self._workspace_key())
            StoredCaseStore(connection, sealer).erase(erased)
            StoredRelations(connection, sealer).add_access(
                AccessEntry(erased.erased_at_utc, erased.actor, AccessKind.ERASED, erased.number)
            )
            connection.commit()
        self._forget_keys()
        self.drafts.drop_of(erased.number)
        self._remains.forget(case_scope(erased.number))

    def anonymise_case(self, left: AnonymisedCase, entry: AccessEntry) -> None:
        """Replace a case by what is left of it, here and in every kept copy, and log it.

        What is left lies under a new key; the one of before is destroyed, and the case is no longer in the
        copies. Raises ``NotFoundError``, and ``ConflictError`` when somebody saved it meanwhile.
        """
        with self._database.writing() as connection:
            anonymise(connection, self._workspace_key(), left, entry, self._words)
            connection.commit()
        self._forget_keys()
        self.drafts.drop_of(left.case.number)
        self._remains.forget(case_scope(left.case.number))

    def erase_company(self, key: str, entry: AccessEntry) -> None:
        """Destroy a company: its key and rows here and in every kept copy. Raises ``NotFoundError``.

        Nothing brings it back; its key is never given out again, as the logged look tells.
        """
        with self._database.writing() as connection:
            relations = StoredRelations(connection, Sealer(connection, self._workspace_key()))
            relations.erase_company(key)
            relations.add_access(entry)
            connection.commit()
        self._forget_keys()
        self.drafts.drop_of(key)
        self._remains.forget(company_scope(key))

    def has_foreign_changes(self) -> bool:
        """Whether another process wrote to the file since this was asked last."""
        return self._database.has_foreign_changes()

    def write_back(self) -> None:
        """Bring a file in a network or synced folder up to date; nothing to do for a local one.

        Raises ``ConflictError`` when it was changed there meanwhile, ``StorageError`` when it cannot be
        written; what was saved then remains in the local copy.
        """
        if self._remote is not None:
            self._remote.write_back(self._database)

    def close(self) -> None:
        """Checkpoint and close, so that one file is the whole workspace; raises as ``write_back`` does."""
        try:
            if self._database.is_open and not self._is_locked:
                # Without bundles the next one reads the same, only slower: a full disk hinders nobody.
                with suppress(StorageError):
                    self.make_bundles()
            self.write_back()
        finally:
            self._database.close()
            if self._remote is not None:
                self._remote.release()


@dataclass(frozen=True, slots=True)
class RemoteUse:
    """Where to work on a workspace that is not local, and who the lock file there names as its holder."""

    work_folder: Path
    name: str
    computer: str


def open_workspace(
    path: Path,
    *,
    passphrase: str | None = None,
    create: bool = False,
    recovery_key: str | None = None,
    remote: RemoteUse | None = None,
    words: ReadWords = no_words,
) -> SqliteWorkspace:
    """Open a workspace file, or make it where ``create`` and there is none.

    A new workspace with ``passphrase`` is protected from its first byte; its ``recovery_key`` must then be
    shown. An older file is migrated after a copy was made. With ``remote`` (see ``remote_folders.is_remote``)
    a local copy is worked on, and written back on ``close``. ``words`` reads what search finds in a file of a
    case. Raises ``WorkspaceLockedError`` when it is protected and neither key opens it, ``StorageError`` when
    it is missing, newer, damaged, no workspace or held by somebody else.
    """
    new_recovery_key = None
    if create and not path.exists():
        new_recovery_key = make_file(path, passphrase)
    held = None
    if remote is not None:
        held = check_out(path, remote.work_folder, remote.name, remote.computer)
    try:
        workspace = _opened(path, held, passphrase, recovery_key, words)
    except BaseException:
        if held is not None:
            held.release()
        raise
    workspace.recovery_key = new_recovery_key
    return workspace


def _opened(
    path: Path,
    held: RemoteCopy | None,
    passphrase: str | None,
    recovery_key: str | None,
    words: ReadWords,
) -> SqliteWorkspace:
    database = SqliteDatabase(path if held is None else held.local_path)
    try:
        _bring_up_to_date(database, path)
        with database.reading() as connection:
            vault = open_vault(connection, passphrase, recovery_key)
        database.use_write_ahead_log()
    except BaseException:
        database.close()
        raise
    workspace = SqliteWorkspace(database, vault, path, held, words)
    with suppress(StorageError):
        # Without extracts everything reads the same, only slower: a full disk keeps nobody out.
        workspace.make_extracts()
    return workspace


def _bring_up_to_date(database: SqliteDatabase, path: Path) -> None:
    with database.reading() as connection:
        if not migrating.needs_migration(connection, str(path)):
            return
    KeptCopies(path).make(database, "migration")
    with database.writing() as connection:
        migrating.migrate(connection)
        connection.commit()
