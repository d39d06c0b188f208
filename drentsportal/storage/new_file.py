"""A new workspace file: made complete under another name, so that no half-made one is ever found."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from drentsportal.errors import StorageError
from drentsportal.storage import migrating
from drentsportal.storage.sqlite_database import SqliteDatabase
from drentsportal.storage.vault import make_vault

if TYPE_CHECKING:
    from pathlib import Path


def make_file(path: Path, passphrase: str | None) -> str | None:
    """Make a complete new file, protected where there is a passphrase.

    Returns its recovery key, ``None`` as well where another process made the file meanwhile: that one holds.
    Raises ``StorageError`` when it cannot be written.
    """
    part = path.with_name(f"{path.name}-{secrets.token_hex(8)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError("error.storage.cannot_open", path=str(path), detail=str(error)) from error
    database = SqliteDatabase(part, is_new=True)
    try:
        with database.writing() as connection:
            migrating.migrate(connection)
            vault = make_vault(connection, passphrase)
            connection.commit()
    except BaseException:
        database.close()
        with suppress(OSError):
            part.unlink()
        raise
    database.close()
    return vault.recovery_key if _named(part, path) else None


def _named(part: Path, path: Path) -> bool:
    """Give a finished file its name; ``False``, and the file is gone, where that name was taken meanwhile."""
    try:
        # Unlike a rename, a link never puts itself in the place of a file that is there.
        path.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:
        # A file system without links.
        if path.exists():
            return False
        part.replace(path)
        return True
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True
