"""A crash while a contact is written: what is left tells nothing, and nothing that was kept is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.errors import WorkspaceLockedError
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import new_case
from tests.unit.storage.killing import ROOT
from tests.unit.storage.marked_case import MARK, NUMBER, files_with_mark
from tests.unit.storage.talking_process import COMPANY, FILE_BYTES, KEPT, SENTENCE

ANOTHER = "een andere zin over zand"


def prepare(path: Path) -> str:
    """Make a protected workspace with a case and a company; returns its recovery key."""
    workspace = open_workspace(path, passphrase=SENTENCE, create=True)
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case(NUMBER, "een hal"))
        unit.relations.add_company(Company(COMPANY.id, MARK, persons=(ContactPerson(MARK),)))
        unit.commit()
    recovery_key = workspace.recovery_key
    workspace.close()
    assert recovery_key is not None
    return recovery_key


def crash_while_writing(path: Path, temporary: Path) -> None:
    """Run the process and kill it (-9) in the midst of its last save."""
    command = [sys.executable, "-m", "tests.unit.storage.talking_process", str(path)]
    folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(temporary))
    with subprocess.Popen(  # noqa: S603 - our own module
        command,
        cwd=ROOT,
        env={**os.environ, **folders},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(KEPT + 1)]
        assert files_with_mark(path.parent, temporary) == []
        process.kill()
    assert told == [*["kept"] * KEPT, "writing"]


@pytest.fixture
def crashed(tmp_path: Path) -> tuple[Path, Path, str]:
    """Leave a workspace behind that was being written; returns it, the folder for the rest, and its key."""
    path, temporary = tmp_path / "werk" / "a.drents", tmp_path / "tijdelijk"
    temporary.mkdir()
    path.parent.mkdir()
    recovery_key = prepare(path)
    crash_while_writing(path, temporary)
    return path, temporary, recovery_key


def test_nothing_can_be_read_from_what_a_crash_leaves(crashed: tuple[Path, Path, str]) -> None:
    """Not in file, journal or temporary files; nor after somebody tried to open it without the key."""
    path, temporary, _ = crashed
    journal = Path(f"{path}-wal")
    # The contents are on the disk: the search looked at something.
    assert journal.stat().st_size + path.stat().st_size > KEPT * FILE_BYTES
    assert files_with_mark(path.parent, temporary) == []
    for wrong in (None, "", ANOTHER):
        with pytest.raises(WorkspaceLockedError):
            open_workspace(path, passphrase=wrong)
    assert files_with_mark(path.parent, temporary) == []


def test_after_a_crash_the_recovery_key_opens_what_was_kept(crashed: tuple[Path, Path, str]) -> None:
    """Everything that was kept and nothing of the unfinished save; then another sentence counts, and key."""
    path, temporary, recovery_key = crashed
    workspace = open_workspace(path, recovery_key=recovery_key)
    with workspace.reading() as unit:
        assert [each.subject for each in unit.cases.contacts(NUMBER)] == [
            f"{MARK} {save}" for save in range(1, KEPT + 1)
        ]
        assert [each.subject for each in unit.relations.moments(COMPANY)] == [MARK] * KEPT
        assert [each.id for each in unit.cases.attachments(NUMBER)] == [
            f"b{save}" for save in range(1, KEPT + 1)
        ]
        assert unit.cases.attachment_content(NUMBER, "b3").startswith(MARK.encode())
    assert files_with_mark(path.parent, temporary) == []

    other_key = workspace.set_passphrase(ANOTHER).recovery_key
    workspace.close()
    assert files_with_mark(path.parent, temporary) == []
    with pytest.raises(WorkspaceLockedError):
        open_workspace(path, passphrase=SENTENCE)
    with pytest.raises(WorkspaceLockedError):
        open_workspace(path, recovery_key=recovery_key)
    open_workspace(path, recovery_key=other_key).close()
    changed = open_workspace(path, passphrase=ANOTHER)
    with changed.reading() as unit:
        assert len(unit.cases.contacts(NUMBER)) == KEPT
    changed.close()
