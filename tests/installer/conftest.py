"""The templates of the setup for Windows, in a place of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from installer import windows

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "drentsportal.iss"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the templates that may be spoilt, and a place of its own for what is rendered."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name in (SCRIPT, "version_info.txt"):
        (folder / name).write_text((windows.FILES / name).read_text("utf-8"), "utf-8")
    monkeypatch.setattr(windows, "FILES", folder)
    monkeypatch.setattr(windows, "SCRIPT", tmp_path / "windows" / SCRIPT)
    monkeypatch.setattr(windows, "VERSION_INFO", tmp_path / "windows" / "version_info.txt")
    monkeypatch.setattr(windows, "ICON", tmp_path / "icons" / "drentsportal.ico")
    return folder
