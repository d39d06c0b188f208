"""What a start loads before the map is on the screen, in a process of its own.

How long it takes is measured in ``tests/benchmarks``; here it is whether the start does only what it must.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_S = 120


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a closed workspace file with the sample data."""
    path = tmp_path / "werk.drents"
    sample_services(path).workspace.close()
    return path


def _start(workspace: Path) -> dict[str, Any]:
    """Start the window, wait for the parks on its map and for its lists, close it; returns what it loaded."""
    home = workspace.parent / "home"
    environment = {**os.environ, "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}
    command = [sys.executable, "-m", "tests.benchmarks.window_child", str(time.time()), str(workspace)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, env=environment, capture_output=True, text=True, check=False, timeout=_PATIENCE_S
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_map_is_painted_before_libraries_for_files_documents_and_the_database_are_loaded(
    workspace: Path,
) -> None:
    """The first start builds and keeps what the second one shows without any of them."""
    _start(workspace)
    assert _start(workspace)["heavy"] == []


def test_a_workspace_that_was_changed_outside_is_read_before_its_map_is_shown(workspace: Path) -> None:
    """What was kept belongs to another state of the file, so the start shows nothing of it."""
    _start(workspace)
    os.utime(workspace, ns=(1, 1))
    assert "sqlalchemy" in _start(workspace)["heavy"]
