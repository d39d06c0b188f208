"""A file has its name only when it is complete; what was there stays where writing fails."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from drentsportal.whole_file import whole_file, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_and_its_folder_are_there_whole(tmp_path: Path) -> None:
    """Others can read it, as any file that a program writes."""
    path = tmp_path / "map" / "brief.txt"
    write_whole(path, b"veen")
    assert path.read_bytes() == b"veen"
    assert [each.name for each in path.parent.iterdir()] == ["brief.txt"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_what_was_there_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    """A reader in the midst of it sees the old one."""
    path = tmp_path / "brief.txt"
    path.write_bytes(b"oud")
    with whole_file(path) as stream:
        stream.write(b"nieuw")
        stream.flush()
        assert path.read_bytes() == b"oud"
    assert path.read_bytes() == b"nieuw"


@pytest.mark.parametrize("fault", [ValueError("half"), KeyboardInterrupt(), OSError(28, "no room")])
def test_nothing_is_left_of_what_failed(tmp_path: Path, fault: BaseException) -> None:
    """Neither half a file nor the one beside it."""
    path = tmp_path / "brief.txt"
    path.write_bytes(b"oud")

    def fail() -> None:
        with whole_file(path) as stream:
            stream.write(b"half")
            raise fault

    with pytest.raises(type(fault)):
        fail()
    assert path.read_bytes() == b"oud"
    assert [each.name for each in tmp_path.iterdir()] == ["brief.txt"]


def test_a_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    """It is not replaced, and nothing is left beside it."""
    path = tmp_path / "brief.txt"
    path.mkdir()
    with pytest.raises(OSError, match="brief"):
        write_whole(path, b"veen")
    assert [each.name for each in tmp_path.iterdir()] == ["brief.txt"]


def test_a_file_needs_a_folder_that_is_there(tmp_path: Path) -> None:
    """Who writes by parts decides whether a folder may be made."""
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "weg" / "brief.txt"):
        pass
