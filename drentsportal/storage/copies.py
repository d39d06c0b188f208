"""Copies of a workspace, kept beside it in ``<name>.copies``: the last ten, older ones expire."""

from __future__ import annotations

import re
import secrets
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from drentsportal.errors import StorageError
from drentsportal.storage.forgetting import forget_in_copy
from drentsportal.storage.sqlite_database import SqliteDatabase, connect, copy_database, faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

KEPT: Final = 10
_SUFFIX: Final = ".drents"
_PART: Final = ".part"
_LEFT_OVER_S: Final = 86_400
"""Age at which an unfinished copy belongs to no running process any more."""

_NUMBERED: Final = re.compile(r"^(\d{4,})-.*\.drents$")


class KeptCopies:
    """The copies of one workspace. Their names carry a number and what came after them, no clock time."""

    def __init__(self, workspace: Path) -> None:
        """Look after the copies that belong to the file ``workspace``."""
        self.folder = workspace.with_name(workspace.name + ".copies")

    def paths(self) -> tuple[Path, ...]:
        """Return the copies, oldest first."""
        if not self.folder.is_dir():
            return ()
        found = ((_number(path), path) for path in self.folder.iterdir())
        return tuple(path for number, path in sorted(found) if number)

    def make(self, database: SqliteDatabase, what: str) -> Path:
        """Copy the present state before ``what`` happens; the oldest copies beyond ten are removed.

        Several processes may make copies at once: each writes under a name of its own, and takes its number
        while it holds the right to write to the workspace. Raises ``StorageError`` when another process
        keeps that right for too long, or the copy cannot be written; nothing of it is left then.
        """
        name = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-") or "change"
        part = self.folder / f"before-{name}-{secrets.token_hex(8)}{_PART}"
        try:
            self.folder.mkdir(exist_ok=True)
            self._remove(self._parts(older_than_s=_LEFT_OVER_S))
            database.back_up_to(part)
            with _sole_writer(database.path):
                return self._placed(part, name)
        except OSError as error:
            raise StorageError("error.storage.no_copy", path=str(part), detail=str(error)) from error
        finally:
            with suppress(OSError):
                part.unlink()

    def _placed(self, part: Path, name: str) -> Path:
        existing = self.paths()
        number = 1 + (_number(existing[-1]) if existing else 0)
        target = self.folder / f"{number:04d}-before-{name}{_SUFFIX}"
        part.replace(target)
        self._remove(self.paths()[:-KEPT])
        return target

    def _parts(self, *, older_than_s: int = 0) -> tuple[Path, ...]:
        """Unfinished copies, with the journals beside them, that nobody has written to for so long."""
        if not self.folder.is_dir():
            return ()
        found = []
        for path in self.folder.glob(f"*{_PART}*"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime >= older_than_s:
                    found.append(path)
        return tuple(found)

    def remove_all(self) -> None:
        """Remove every copy, the unfinished ones as well: they open with the same keys."""
        self._remove((*self.paths(), *self._parts()))

    def destroy_key(self, scope: str) -> None:
        """Make what a key sealed unreadable in every copy: each is written anew without key and rows.

        Unfinished copies hold it as well and are removed.
        """
        self._remove(self._parts())
        for path in self.paths():
            part = path.with_name(f"{path.stem}-{secrets.token_hex(8)}{_PART}")
            source = connect(path)
            try:
                with faults(path):
                    copy_database(source, part)
            finally:
                source.close()
            _forget(part, scope)
            part.replace(path)

    def _remove(self, paths: Sequence[Path]) -> None:
        for path in paths:
            with suppress(FileNotFoundError):
                path.unlink()


@contextmanager
def _sole_writer(path: Path) -> Iterator[None]:
    """Hold the right to write to the workspace ``path``, so that no other process counts copies meanwhile."""
    with faults(path), closing(connect(path)) as gate:
        gate.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            gate.execute("ROLLBACK")


def _forget(path: Path, scope: str) -> None:
    copy = connect(path)
    try:
        with faults(path):
            forget_in_copy(copy, scope)
            # What was deleted earlier may still lie in free pages of an older copy.
            copy.execute("VACUUM")
    finally:
        copy.close()


def _number(path: Path) -> int:
    match = _NUMBERED.match(path.name)
    return int(match.group(1)) if match else 0
