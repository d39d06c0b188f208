"""Copies of a workspace, kept beside it in ``<name>.copies``: the last ten, older ones expire."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from drentsportal.errors import StorageError
from drentsportal.storage.sealed import case_scope
from drentsportal.storage.sqlite_database import SqliteDatabase, connect, copy_database, faults

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEPT: Final = 10
_SUFFIX: Final = ".drents"
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
        """Copy the present state before ``what`` happens; the oldest copies beyond ten are removed."""
        existing = self.paths()
        number = 1 + (_number(existing[-1]) if existing else 0)
        name = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-") or "change"
        target = self.folder / f"{number:04d}-before-{name}{_SUFFIX}"
        part = target.with_suffix(".part")
        try:
            self.folder.mkdir(exist_ok=True)
            database.back_up_to(part)
            part.replace(target)
        except OSError as error:
            raise StorageError("error.storage.no_copy", path=str(target), detail=str(error)) from error
        self._remove(self.paths()[:-KEPT])
        return target

    def remove_all(self) -> None:
        """Remove every copy."""
        self._remove(self.paths())

    def destroy_case_key(self, number: str) -> None:
        """Make a case unreadable in every copy: each is written anew without the key of the case."""
        for path in self.paths():
            part = path.with_suffix(".part")
            source = connect(path)
            try:
                with faults(path):
                    copy_database(source, part)
            finally:
                source.close()
            _delete_key(part, case_scope(number))
            part.replace(path)

    def _remove(self, paths: Sequence[Path]) -> None:
        for path in paths:
            with suppress(FileNotFoundError):
                path.unlink()


def _delete_key(path: Path, scope: str) -> None:
    copy = connect(path)
    try:
        with faults(path):
            copy.execute("DELETE FROM sealing_key WHERE scope = ?", (scope,))
            # What was deleted earlier may still lie in free pages of an older copy.
            copy.execute("VACUUM")
    finally:
        copy.close()


def _number(path: Path) -> int:
    match = _NUMBERED.match(path.name)
    return int(match.group(1)) if match else 0
