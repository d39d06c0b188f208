"""A file is there whole, or not at all."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import ReportError
from drentsportal.reports.typeset.finished_file import write_finished

if TYPE_CHECKING:
    from pathlib import Path


def test_the_content_is_written_with_its_checksum(tmp_path: Path) -> None:
    """Folders are made; an older file is replaced; nothing else stays."""
    target = tmp_path / "new" / "a.pdf"
    write_finished(target, b"old", "factsheet")
    made = write_finished(target, b"new", "factsheet")
    assert target.read_bytes() == b"new"
    assert made.sha256 == hashlib.sha256(b"new").hexdigest()
    assert [each.name for each in target.parent.iterdir()] == ["a.pdf"]


def test_a_failure_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    """A folder in the way of the name is an error that names file and folder."""
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(ReportError) as caught:
        write_finished(tmp_path / "a.pdf", b"new", "factsheet")
    assert caught.value.params["file_name"] == "a.pdf"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    """The folder cannot be made."""
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(ReportError):
        write_finished(tmp_path / "out" / "a.pdf", b"new", "factsheet")


def test_a_workspace_stays_whatever_its_name(tmp_path: Path) -> None:
    """By its suffix and by its header."""
    sealed = b"SQLite format 3\x00" + bytes(52) + b"DRNT" + bytes(28)
    for name in ("werk.drents", "advies.pdf"):
        (tmp_path / name).write_bytes(sealed)
        with pytest.raises(ReportError) as caught:
            write_finished(tmp_path / name, b"new", "advice")
        assert caught.value.message_id == "error.document.over_workspace"
        assert (tmp_path / name).read_bytes() == sealed
