"""One SQLite file, opened: one connection behind a lock, its transactions and its faults."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from drentsportal.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID: Final = 0x44524E54
"""``DRNT`` at byte 68 of every workspace file; readers of map files refuse a file that carries it."""

_BUSY_S: Final = 5.0
_FAULTS: Final = {
    sqlite3.SQLITE_BUSY: "error.storage.busy",
    sqlite3.SQLITE_LOCKED: "error.storage.busy",
    sqlite3.SQLITE_FULL: "error.storage.disk_full",
    sqlite3.SQLITE_READONLY: "error.storage.read_only",
    sqlite3.SQLITE_CANTOPEN: "error.storage.cannot_open",
    sqlite3.SQLITE_PERM: "error.storage.cannot_open",
    sqlite3.SQLITE_CORRUPT: "error.storage.damaged",
    sqlite3.SQLITE_NOTADB: "error.storage.no_workspace",
    sqlite3.SQLITE_IOERR: "error.storage.disk_fault",
}

_NO_ROOM: Final = frozenset({"error.storage.disk_full", "error.storage.disk_fault"})
"""What a file that cannot grow says; some systems call a full disk a fault of the disk."""


def connect(path: Path) -> sqlite3.Connection:
    """Open a file with the settings that hold for every workspace and every copy of one."""
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        for setting in ("secure_delete=ON", "temp_store=MEMORY", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open_new(path: Path) -> sqlite3.Connection:
    with faults(path):
        connection = connect(path)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    return connection


def _open_existing(path: Path) -> sqlite3.Connection:
    # SQLite itself reads the header: a handle of ours, when closed, would drop the locks that another
    # connection of this process holds on the file.
    if not path.exists():
        raise StorageError("error.storage.no_file", path=str(path))
    with faults(path):
        connection = connect(path)
        try:
            (marker,) = connection.execute("PRAGMA application_id").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
    if marker != APPLICATION_ID:
        connection.close()
        raise StorageError("error.storage.no_workspace", path=str(path))
    return connection


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn the faults of SQLite into ``StorageError`` with what a person can do about them."""
    try:
        yield
    except DBAPIError as error:
        raise _fault(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: BaseException) -> StorageError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StorageError(_FAULTS.get(code, "error.storage.fault"), path=str(path), detail=str(error))


class SqliteDatabase:
    """An open file. Threads take turns: whoever holds a transaction holds the connection."""

    def __init__(self, path: Path, *, is_new: bool = False) -> None:
        """Open a workspace file, or make a new one; nothing is written yet.

        Raises ``StorageError`` when there is none, or it is no workspace; it is then left as it was.
        """
        self.path = path
        self._lock = threading.RLock()
        self._writes = False
        self._driver = _open_new(path) if is_new else _open_existing(path)
        engine = create_engine("sqlite://", creator=lambda: self._driver, poolclass=StaticPool)
        event.listen(engine, "begin", self._begin)
        self._connection = engine.connect()
        self._seen_change = self._change_counter()

    def _begin(self, connection: Connection) -> None:
        # IMMEDIATE: a transaction that reads first and writes later would fail against a second writer.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if self._writes else "BEGIN")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a connection on which everything read belongs to one state; joins an open transaction."""
        with self._lock, faults(self.path):
            if self._connection.in_transaction():
                yield self._connection
            else:
                self._connection.begin()
                try:
                    yield self._connection
                finally:
                    # Nothing was written; were it, it would not be kept.
                    self._connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold the right to write, on a connection; what is not committed is rolled back at the end."""
        with self._lock, faults(self.path):
            if self._writes:
                raise StorageError("error.storage.nested_unit", path=str(self.path))
            self._writes = True
            try:
                self._connection.begin()
                yield self._connection
            finally:
                self._writes = False
                self._connection.rollback()

    @property
    def is_writing(self) -> bool:
        """Whether a unit of work is open."""
        return self._writes

    def run(self, *statements: str) -> None:
        """Run statements that stand outside a transaction (PRAGMA, VACUUM)."""
        with self._lock, faults(self.path):
            for statement in statements:
                self._driver.execute(statement).fetchall()

    @property
    def change_count(self) -> int:
        """How many rows this connection has changed since it was opened."""
        return self._driver.total_changes

    def use_write_ahead_log(self) -> None:
        """Write to a log beside the file, so that a killed process leaves the file whole.

        On a full disk the file stays as it is: everything can be read then, and a write says what is wrong.
        """
        try:
            self.run("PRAGMA journal_mode=WAL")
        except StorageError as error:
            if error.message_id not in _NO_ROOM:
                raise
        # The switch itself counts as a change.
        self._seen_change = self._change_counter()

    def require_alone(self) -> None:
        """Raise ``StorageError`` when another process has the file open."""
        # Only who has a file for himself may take away the log beside it.
        self.run("PRAGMA journal_mode=DELETE")
        self.use_write_ahead_log()

    def clear_log(self) -> None:
        """Bring the log into the file and empty it, so that nothing destroyed remains in it.

        Raises ``StorageError`` when another process reads the file for too long.
        """
        with self._lock, faults(self.path):
            (is_busy, *_) = self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise StorageError("error.storage.log_remains", path=str(self.path))

    def back_up_to(self, target: Path) -> None:
        """Write a complete, closed copy of the present state; ``target`` is overwritten."""
        with self._lock, faults(target):
            copy_database(self._driver, target)

    def has_foreign_changes(self) -> bool:
        """Whether another process wrote since the last time this was asked."""
        with self._lock, faults(self.path):
            counter = self._change_counter()
            changed, self._seen_change = counter != self._seen_change, counter
            return changed

    def _change_counter(self) -> int:
        counter: int = self._driver.execute("PRAGMA data_version").fetchone()[0]
        return counter

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return not self._connection.closed

    def close(self) -> None:
        """Close; one file remains unless another process has it open too."""
        with self._lock:
            self._connection.close()
            # Busy: another process works on; the last one to close tidies up.
            with suppress(sqlite3.Error):
                self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._driver.execute("PRAGMA journal_mode=DELETE").fetchall()
            self._driver.close()


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy an open database into a closed file through the backup interface."""
    target.unlink(missing_ok=True)
    copy = connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        copy.close()
