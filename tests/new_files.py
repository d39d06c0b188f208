"""New workspace files: made once for all tests of a run, and copied from then on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from drentsportal.storage.new_file import make_file
from drentsportal.storage.sqlite_workspace import open_workspace

if TYPE_CHECKING:
    from drentsportal.storage.sqlite_workspace import SqliteWorkspace


def new_workspace(path: Path, passphrase: str | None = None) -> SqliteWorkspace:
    """Open a new workspace at ``path``.

    All of one run have the same key. Where making the file is what is tested, ``open_workspace`` makes it.
    """
    put_new_file(path, passphrase)
    return open_workspace(path, passphrase=passphrase)


def put_new_file(path: Path, passphrase: str | None = None) -> None:
    """Put a file at ``path`` as ``open_workspace`` makes it, with all tables and nothing in them."""
    path.write_bytes(_new_file(passphrase))


@cache
def _new_file(passphrase: str | None) -> bytes:
    """Go through all migrations once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "nieuw.drents"
        make_file(path, passphrase)
        return path.read_bytes()
