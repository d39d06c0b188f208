"""A workspace in a network or synced folder: worked on as a local copy, written back whole.

SQLite's locks do not hold on such folders, so a lock file beside the workspace says who has it, and the file
there only ever changes by one rename.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.errors import ConflictError, StorageError
from drentsportal.storage.remote_folders import lock_path, still_runs
from drentsportal.storage.sqlite_database import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.storage.sqlite_database import SqliteDatabase

_CHUNK_BYTES: Final = 1 << 20
_HEADER_BYTES: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a workspace: shown to whoever finds it locked. ``token`` recognises one's own lock file."""

    name: str
    computer: str
    process_id: int
    token: str


class RemoteCopy:
    """A workspace elsewhere that this process holds, and the local copy that it works on."""

    def __init__(self, path: Path, local_path: Path, *, is_resumed: bool) -> None:
        """Keep the two paths; made by ``check_out``. A resumed copy holds work not yet written back."""
        self.path = path
        self.local_path = local_path
        self._is_resumed = is_resumed
        self._changes_written = 0

    def write_back(self, database: SqliteDatabase) -> None:
        """Put the present state in the place of the file elsewhere, if anything was changed.

        Raises ``ConflictError`` when somebody changed that file meanwhile: the state is then kept beside it
        under another name; ``StorageError`` when the folder cannot be written: the local copy remains.
        """
        changes = database.change_count
        if changes == self._changes_written and not self._is_resumed:
            return
        whole = self.local_path.with_name(self.local_path.name + ".back")
        database.back_up_to(whole)
        try:
            target = self.path if self._is_as_left() else _beside(self.path)
            part = self.path.with_name(self.path.name + ".new")
            _copy_durably(whole, part)
            part.replace(target)
            if target == self.path:
                _write_stamp(self.local_path, _checksum(whole))
        except OSError as error:
            self._is_resumed = True
            raise StorageError(
                "error.storage.not_written_back",
                path=str(self.path),
                local_path=str(self.local_path),
                detail=str(error),
            ) from error
        finally:
            whole.unlink(missing_ok=True)
        self._changes_written, self._is_resumed = changes, False
        if target != self.path:
            raise ConflictError("error.storage.changed_elsewhere", path=str(self.path), kept=str(target))

    def release(self) -> None:
        """Give the workspace free and remove the local copy, unless it holds work not written back."""
        if not self._is_resumed:
            _remove_local(self.local_path)
        with suppress(OSError):
            lock_path(self.path).unlink()

    def _is_as_left(self) -> bool:
        return self.path.exists() and _checksum(self.path) == _stamp(self.local_path)


def check_out(path: Path, work_folder: Path, name: str, computer: str) -> RemoteCopy:
    """Take hold of a workspace elsewhere and make the local copy to work on.

    Work that a killed process of this computer left in its local copy is taken up again. Raises
    ``StorageError`` naming the holder when somebody else has the workspace.
    """
    _check_header(path)
    local_path = _local_path(path, work_folder)
    try:
        local_path.parent.mkdir(parents=True, exist_ok=True)
        _lock(path, local_path, Holder(name, computer, os.getpid(), secrets.token_hex(16)))
        if _holds_unwritten_work(local_path):
            return RemoteCopy(path, local_path, is_resumed=True)
        _remove_local(local_path)
        _copy_durably(path, local_path)
        _write_stamp(local_path, _checksum(local_path))
    except OSError as error:
        raise StorageError("error.storage.cannot_open", path=str(path), detail=str(error)) from error
    return RemoteCopy(path, local_path, is_resumed=False)


def _check_header(path: Path) -> None:
    """Refuse a file elsewhere that is no workspace before it is copied.

    Raises ``StorageError`` when it cannot be read, is no SQLite file or belongs to another program.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        raise StorageError("error.storage.no_file", path=str(path)) from error
    except OSError as error:
        raise StorageError("error.storage.cannot_open", path=str(path), detail=str(error)) from error
    marker = int.from_bytes(header[68:72], "big")
    if not header.startswith(_MAGIC) or marker != APPLICATION_ID:
        raise StorageError("error.storage.no_workspace", path=str(path))


def _lock(path: Path, local_path: Path, holder: Holder) -> None:
    """Take the lock, or take over one's own that a killed process left."""
    lock, own = lock_path(path), local_path.with_name(local_path.name + ".holder")
    text = json.dumps(asdict(holder))
    try:
        with lock.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        present = _read_json(lock)
        is_own = present == _read_json(own) and "token" in present
        if not is_own or still_runs(present.get("process_id")):
            raise StorageError(
                "error.storage.held_elsewhere",
                path=str(path),
                name=str(present.get("name", "?")),
                computer=str(present.get("computer", "?")),
            ) from None
        lock.write_text(text, encoding="utf-8")
    own.write_text(text, encoding="utf-8")


def _holds_unwritten_work(local_path: Path) -> bool:
    log = local_path.with_name(local_path.name + "-wal")
    if not local_path.exists() or not _stamp(local_path):
        return False
    return log.exists() or _checksum(local_path) != _stamp(local_path)


def _remove_local(local_path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal", ".stamp", ".back"):
        with suppress(FileNotFoundError):
            local_path.with_name(local_path.name + ending).unlink()


def _local_path(path: Path, work_folder: Path) -> Path:
    # Two workspaces of one name from two folders do not meet.
    mark = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
    return work_folder / mark / path.name


def _stamp_path(local_path: Path) -> Path:
    return local_path.with_name(local_path.name + ".stamp")


def _stamp(local_path: Path) -> str:
    """Return the checksum of the file elsewhere as it was copied or written last."""
    return str(_read_json(_stamp_path(local_path)).get("sha256", ""))


def _write_stamp(local_path: Path, checksum: str) -> None:
    part = local_path.with_name(local_path.name + ".stamp.new")
    part.write_text(json.dumps({"sha256": checksum}), encoding="utf-8")
    part.replace(_stamp_path(local_path))


def _read_json(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _copy_durably(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written, _CHUNK_BYTES)
        written.flush()
        os.fsync(written.fileno())


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _beside(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.stem}-conflict-{number}{path.suffix}")).exists():
        number += 1
    return kept
