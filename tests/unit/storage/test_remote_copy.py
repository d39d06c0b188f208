"""Workspaces in network and synced folders: a plain folder that is treated as one."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import ConflictError, StorageError, WorkspaceLockedError
from drentsportal.storage import remote_folders
from drentsportal.storage.remote_folders import lock_path
from drentsportal.storage.sqlite_workspace import RemoteUse, SqliteWorkspace, open_workspace
from tests.storage_contract.deliveries import deliver, parks

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "geheim"


class Share:
    """A folder that stands for a network drive, with one workspace in it."""

    def __init__(self, folder: Path) -> None:
        """Make the workspace."""
        self.folder = folder / "share"
        self.path = self.folder / "a.drents"
        self.work_folder = folder / "local"
        open_workspace(self.path, create=True, passphrase=SENTENCE).close()

    def open(self, name: str = "Anna", sentence: str = SENTENCE) -> SqliteWorkspace:
        """Open it as from a network drive."""
        use = RemoteUse(self.work_folder / name, name, f"pc-{name}")
        return open_workspace(self.path, passphrase=sentence, remote=use)

    def names(self) -> list[str]:
        """Return what is in the folder."""
        return sorted(each.name for each in self.folder.iterdir())

    def local_files(self, name: str = "Anna") -> list[str]:
        """Return the names of the local copies of a person."""
        return sorted(each.name for each in (self.work_folder / name).rglob("*.drents*") if each.is_file())


@pytest.fixture
def share(tmp_path: Path) -> Share:
    """Give a folder that stands for a network drive."""
    return Share(tmp_path)


def sites(path: Path) -> list[str]:
    """Return the sites in a workspace."""
    workspace = open_workspace(path, passphrase=SENTENCE)
    found: list[str] = workspace.catalogue.site_table().parks.ids.tolist()
    workspace.close()
    return found


def test_work_appears_there_when_written_back_and_only_as_one_file(share: Share) -> None:
    """Work appears there when written back and only as one file."""
    workspace = share.open()
    assert share.names() == ["a.drents", "a.drents.lock"]
    before = share.path.read_bytes()
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    assert share.path.read_bytes() == before
    workspace.write_back()
    assert share.names() == ["a.drents", "a.drents.lock"]
    assert share.path.read_bytes() != before
    deliver(workspace, parks({"p2": {"gross_ha": 1.0}}))
    workspace.close()
    assert share.names() == ["a.drents"]
    assert sites(share.path) == ["p1", "p2"]
    assert [name for name in share.local_files() if not name.endswith(".holder")] == []


def test_reading_alone_writes_nothing_there(share: Share) -> None:
    """Reading alone writes nothing there."""
    before = share.path.read_bytes()
    workspace = share.open()
    assert len(workspace.catalogue.site_table().parks) == 0
    workspace.close()
    assert share.path.read_bytes() == before


def test_a_second_person_is_told_who_has_it(share: Share) -> None:
    """A second person is told who has it."""
    workspace = share.open("Anna")
    with pytest.raises(StorageError) as caught:
        share.open("Bert")
    assert caught.value.message_id == "error.storage.held_elsewhere"
    assert (caught.value.params["name"], caught.value.params["computer"]) == ("Anna", "pc-Anna")
    with pytest.raises(StorageError):
        share.open("Anna")
    workspace.close()
    share.open("Bert").close()


def test_copies_are_kept_there(share: Share) -> None:
    """Copies are kept there."""
    workspace = share.open()
    copy = workspace.copy_before("import")
    assert copy is not None
    assert copy.parent == share.folder / "a.drents.copies"
    workspace.close()


def test_a_change_made_there_meanwhile_is_never_overwritten(share: Share) -> None:
    """A change made there meanwhile is never overwritten."""
    workspace = share.open()
    deliver(workspace, parks({"mine": {"gross_ha": 1.0}}))
    elsewhere = open_workspace(share.path, passphrase=SENTENCE)
    deliver(elsewhere, parks({"theirs": {"gross_ha": 1.0}}))
    elsewhere.close()
    with pytest.raises(ConflictError) as caught:
        workspace.close()
    assert share.names() == ["a-conflict-1.drents", "a.drents"]
    assert caught.value.params["kept"] == str(share.folder / "a-conflict-1.drents")
    assert sites(share.path) == ["theirs"]
    assert sites(share.folder / "a-conflict-1.drents") == ["mine"]


def test_what_cannot_be_written_back_waits_in_the_local_copy(share: Share) -> None:
    """What cannot be written back waits in the local copy."""
    workspace = share.open()
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    blocking = share.folder / "a.drents.new"
    blocking.mkdir()
    with pytest.raises(StorageError) as caught:
        workspace.close()
    assert caught.value.message_id == "error.storage.not_written_back"
    blocking.rmdir()
    with pytest.raises(WorkspaceLockedError):
        share.open(sentence="fout")
    share.open().close()
    assert share.names() == ["a.drents"]
    assert sites(share.path) == ["p1"]


def test_what_a_killed_process_saved_is_taken_up_again(share: Share) -> None:
    """What a killed process saved is taken up again."""
    program = (
        "import os, sys; from pathlib import Path\n"
        "from drentsportal.storage.sqlite_workspace import RemoteUse, open_workspace\n"
        "from tests.storage_contract.deliveries import deliver, parks\n"
        "use = RemoteUse(Path(sys.argv[2]), 'Anna', 'pc-Anna')\n"
        "workspace = open_workspace(Path(sys.argv[1]), passphrase='geheim', remote=use)\n"
        "deliver(workspace, parks({'p1': {'gross_ha': 1.0}}))\n"
        "os.abort()\n"
    )
    command = [sys.executable, "-c", program, str(share.path), str(share.work_folder / "Anna")]
    ended = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own program
    assert ended.returncode < 0
    assert share.names() == ["a.drents", "a.drents.lock"]
    assert lock_path(share.path).exists()
    with pytest.raises(StorageError):
        share.open("Bert")
    workspace = share.open("Anna")
    assert workspace.catalogue.site_table().parks.ids.tolist() == ["p1"]
    workspace.close()
    assert share.names() == ["a.drents"]
    assert sites(share.path) == ["p1"]


def test_a_foreign_or_damaged_lock_file_keeps_everybody_out(share: Share) -> None:
    """A foreign or damaged lock file keeps everybody out."""
    lock = lock_path(share.path)
    for text in ("", "{", json.dumps({"name": "Cor", "computer": "x", "process_id": 1, "token": "t"})):
        lock.write_text(text, encoding="utf-8")
        with pytest.raises(StorageError) as caught:
            share.open()
        assert caught.value.message_id == "error.storage.held_elsewhere"
        assert lock.read_text(encoding="utf-8") == text


def test_a_wrong_passphrase_leaves_no_lock(share: Share) -> None:
    """A wrong passphrase leaves no lock."""
    with pytest.raises(WorkspaceLockedError):
        share.open(sentence="fout")
    assert share.names() == ["a.drents"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"\\server\share\a.drents", True),
        ("//server/share/a.drents", True),
        (r"H:\werk\a.drents", False),
        ("/home/anna/a.drents", False),
    ],
)
def test_the_name_of_a_server_is_recognised(path: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    """The name of a server is recognised."""
    assert remote_folders.is_network_name(path) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"C:\Users\anna\OneDrive - Provincie Drenthe\a.drents", True),
        ("/home/anna/Nextcloud/a.drents", True),
        (r"C:\Users\anna\Documents\onedrive.drents", False),
        ("/home/anna/work/a.drents", False),
    ],
)
def test_a_synced_folder_is_recognised(path: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    """A synced folder is recognised."""
    assert remote_folders.is_synced_name(path) is expected


def test_the_deepest_mount_decides() -> None:
    """The name of a server is recognised."""
    """A synced folder is recognised."""
    """The deepest mount decides."""
    mounts = [
        "/dev/sda1 / ext4 rw 0 0",
        "//server/h /mnt/h\\040drive cifs rw 0 0",
        "/dev/sdb1 /mnt/h\\040drive/usb ext4 rw 0 0",
        "broken",
    ]
    assert remote_folders.remote_mount("/mnt/h drive/a.drents", mounts)
    assert not remote_folders.remote_mount("/mnt/h drive/usb/a.drents", mounts)
    assert not remote_folders.remote_mount("/mnt/h drives/a.drents", mounts)


def test_a_lock_file_makes_a_plain_folder_remote(share: Share) -> None:
    """A lock file makes a plain folder remote."""
    lock_path(share.path).unlink(missing_ok=True)
    assert not remote_folders.is_remote(share.path)
    lock_path(share.path).write_text("{}", encoding="utf-8")
    assert remote_folders.is_remote(share.path)


def test_protecting_reaches_the_file_elsewhere_at_once(tmp_path: Path) -> None:
    """Protecting reaches the file elsewhere at once, not only when the workspace is closed."""
    path = tmp_path / "share" / "a.drents"
    open_workspace(path, create=True).close()
    workspace = open_workspace(path, remote=RemoteUse(tmp_path / "local", "Anna", "pc-Anna"))
    assert workspace.set_passphrase(SENTENCE).remains is None
    with pytest.raises(WorkspaceLockedError):
        open_workspace(path)
    workspace.close()
    open_workspace(path, passphrase=SENTENCE).close()
