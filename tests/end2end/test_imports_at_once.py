"""Imports at once: every file is in, or one is told that somebody else is writing; nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drentsportal.paths import sample_data_dir
from drentsportal.storage.sqlite_workspace import open_workspace

ROOT = Path(__file__).resolve().parents[2]
FILES = ("business_parks.geojson", "municipalities.geojson", "vacant_premises.geojson")


def start_import(workspace: Path, file_name: str, home: Path) -> subprocess.Popen[str]:
    """Start an import in a process of its own, without waiting for it."""
    command = [sys.executable, "-m", "drentsportal", "import", str(sample_data_dir() / file_name)]
    return subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--workspace", str(workspace)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("exists", [True, False], ids=["into one that exists", "into a new one"])
@pytest.mark.parametrize("attempt", range(2))
def test_imports_at_once_all_arrive_or_say_why_not(tmp_path: Path, attempt: int, *, exists: bool) -> None:
    """Each process ends well, or says that the file is busy; what it said is what is stored."""
    path = tmp_path / f"werkruimte {attempt}.drents"
    if exists:
        open_workspace(path, create=True).close()
    running = [start_import(path, file_name, tmp_path / "home") for file_name in FILES]
    ended = [(*process.communicate(timeout=120), process.returncode) for process in running]
    for _, problem, code in ended:
        assert code == 0 or "is in gebruik" in problem, problem
    workspace = open_workspace(path)
    assert workspace.catalogue.data_version() == [code for *_, code in ended].count(0) > 0
    workspace.close()
    assert sorted(each.name for each in tmp_path.iterdir() if path.name in each.name) == [
        path.name,
        f"{path.name}.copies",
    ]
    copies = sorted(each.name for each in path.with_name(path.name + ".copies").iterdir())
    assert [each for each in copies if not each.endswith("-before-import.drents")] == []
    assert len({each.partition("-")[0] for each in copies}) == len(copies)
