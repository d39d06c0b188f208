"""A disk without room: everything can still be read, and a write says what is wrong and loses nothing."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.entry.editing import SiteEdit
from drentsportal.domain.message import message
from drentsportal.errors import StorageError
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.fakes import MOMENT_UTC, OFFICER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

EDIT = SiteEdit(message("edit.value", site="x", attribute="net_ha"), "x" * 100_000)
_MOUNT = shutil.which("mount")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system with a workspace and not one byte more."""
    folder = tmp_path / "vol"
    folder.mkdir()
    made = None if _MOUNT is None else subprocess.run(  # noqa: S603 - fixed words
        [_MOUNT, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("a small file system can be mounted by the administrator only")
    try:
        open_workspace(folder / "w.drents", create=True).close()
        with suppress(OSError), (folder / "rest").open("wb", buffering=0) as rest:
            while rest.write(b"0" * 4096):
                pass
        assert not shutil.disk_usage(folder).free
        yield folder / "w.drents"
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 - our own mount


def test_a_workspace_on_a_full_disk_can_be_read(full_disk: Path) -> None:
    """Opening writes nothing that must be there; storing something is refused, and the file stays whole."""
    before = full_disk.read_bytes()
    workspace = open_workspace(full_disk)
    assert workspace.catalogue.data_version() == 0
    assert workspace.catalogue.site_table() is not None
    with pytest.raises(StorageError) as full:
        _store(workspace)
    assert full.value.message_id == "error.storage.disk_full"
    workspace.close()
    assert full_disk.read_bytes() == before
    assert {each.name for each in full_disk.parent.iterdir()} == {"rest", "w.drents"}


def _store(workspace: Workspace) -> None:
    with workspace.unit_of_work() as work:
        work.sites.add_edit(EDIT, OFFICER, MOMENT_UTC)
        work.commit()
