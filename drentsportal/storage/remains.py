"""What can still be read on the disk after it left a workspace: in its log, its copies, a file elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from drentsportal.errors import ConflictError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.storage.copies import KeptCopies
    from drentsportal.storage.sqlite_database import SqliteDatabase


class Remains:
    """Takes the remains off the disk. Every step is tried, whatever fails before it."""

    def __init__(
        self, database: SqliteDatabase, copies: KeptCopies, path: Path, write_back: Callable[[], None]
    ) -> None:
        """Keep where they are; ``write_back`` updates a file elsewhere, ``path`` is told in faults."""
        self._database = database
        self._copies = copies
        self._path = path
        self._write_back = write_back

    def remove(self) -> StorageError | None:
        """Take what was readable before a new passphrase away; returns the first thing that failed."""
        faults: list[StorageError] = []
        for step in (self._copies.remove_all, self._clear_free_pages, self._copy_protected, self._write_back):
            try:
                step()
            except ConflictError as error:
                faults.append(error)
            except (StorageError, OSError) as error:
                detail = error.params.get("detail", "") if isinstance(error, StorageError) else error
                faults.append(self._fault(detail))
        return faults[0] if faults else None

    def forget(self, scope: str) -> None:
        """Take what a destroyed key sealed out of log and copies, and out of a file elsewhere at once.

        Raises the first ``StorageError``, since the rest of the work was done.
        """
        faults: list[StorageError] = []
        for step in (partial(self._copies.destroy_key, scope), self._database.clear_log, self._write_back):
            try:
                step()
            except StorageError as error:
                faults.append(error)
            except OSError as error:
                faults.append(self._fault(error))
        if faults:
            raise faults[0]

    def _fault(self, detail: object) -> StorageError:
        return StorageError("error.storage.remains", path=str(self._path), detail=str(detail))

    def _clear_free_pages(self) -> None:
        self._database.clear_log()
        self._database.run("VACUUM")
        self._database.clear_log()

    def _copy_protected(self) -> None:
        self._copies.make(self._database, "protected")
