"""Copies beside the workspace: numbered once each, and nothing unfinished stays behind."""

from __future__ import annotations

import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.errors import StorageError
from drentsportal.storage.copies import KeptCopies
from drentsportal.storage.sqlite_database import SqliteDatabase
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import ANNA, NOON_UTC, new_case

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.storage.sqlite_workspace import SqliteWorkspace


def names(copies: KeptCopies) -> list[str]:
    """List everything in the folder."""
    return sorted(each.name for each in copies.folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a workspace file."""
    path = tmp_path / "a.drents"
    open_workspace(path, create=True).close()
    return path


def test_copies_made_at_once_get_a_number_each(path: Path) -> None:
    """Several connections copy at the same moment; none writes over what another made."""
    opened = [open_workspace(path) for _ in range(4)]

    def copy(workspace: SqliteWorkspace) -> Path | None:
        return workspace.copy_before("import")

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(copy, opened))
    for workspace in opened:
        workspace.close()
    assert len(set(made)) == 4
    assert names(KeptCopies(path)) == [f"{number:04d}-before-import.drents" for number in range(1, 5)]


def test_a_copy_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace in which somebody else writes is told to be busy; the copy made so far is removed."""
    monkeypatch.setattr("drentsportal.storage.sqlite_database._BUSY_S", 0.05)
    workspace = open_workspace(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match=r"error\.storage\.busy"):
        workspace.copy_before("import")
    other.close()
    workspace.close()
    assert names(KeptCopies(path)) == []


def test_what_was_left_unfinished_goes_after_a_day(path: Path) -> None:
    """What a running process may still write to stays; what is older than a day goes."""
    copies = KeptCopies(path)
    copies.folder.mkdir()
    for name, age_s in (("0001-before-import.part", 90_000), ("old.part-journal", 90_000), ("new.part", 60)):
        (copies.folder / name).write_bytes(b"half")
        os.utime(copies.folder / name, (time.time() - age_s,) * 2)
    database = SqliteDatabase(path)
    copies.make(database, "import")
    database.close()
    assert names(copies) == ["0001-before-import.drents", "new.part"]


def test_what_must_be_unreadable_is_not_left_in_an_unfinished_copy(path: Path) -> None:
    """Destroying a case, and a new passphrase, remove unfinished copies whatever their age."""
    workspace = open_workspace(path)
    copies = KeptCopies(path)
    copies.folder.mkdir()
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case())
        unit.commit()
    (copies.folder / "new.part").write_bytes(b"half")
    workspace.erase_case(ErasedCase("D-2026-0001", NOON_UTC, ANNA))
    assert names(copies) == []
    (copies.folder / "new.part").write_bytes(b"half")
    workspace.set_passphrase("nieuw")
    assert names(copies) == ["0001-before-protected.drents"]
    workspace.close()
