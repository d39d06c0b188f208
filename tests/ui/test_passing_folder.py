"""What is only looked at lies in a folder that goes with whoever held it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from drentsportal.ui.passing_folder import PassingFolder


def test_it_goes_when_it_is_cleared_up_and_twice_is_no_fault() -> None:
    """With what lies in it; nobody else can look into it."""
    folder = PassingFolder()
    path = Path(folder.name)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    (path / "brief.pdf").write_bytes(b"veen")
    folder.cleanup()
    folder.cleanup()
    assert not path.exists()


def test_it_goes_with_who_held_it() -> None:
    """A window that is closed without clearing up leaves nothing."""
    held = [PassingFolder("drentsportal-preview-")]
    path = Path(held[0].name)
    (path / "brief.pdf").write_bytes(b"veen")
    held.clear()
    assert not path.exists()
