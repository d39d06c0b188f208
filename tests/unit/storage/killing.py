"""Kills a saving process at a given moment and looks what is left."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from drentsportal.storage.sqlite_workspace import open_workspace
from tests.unit.storage.marked_case import files_with_mark

SENTENCE = "geheim"
ROOT = Path(__file__).resolve().parents[3]


def kill_while_saving(path: Path, after_saves: int, further_s: float) -> int:
    """Start the process, kill it (-9) some time after a save; return how many saves it acknowledged."""
    command = [sys.executable, "-m", "tests.unit.storage.saving_process", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    assert process.stdout is not None
    lines: list[str] = []
    with process, process.stdout:
        for line in process.stdout:
            lines.append(line)
            if len(lines) > after_saves:
                break
        threading.Timer(further_s, process.kill).start()
        lines += list(process.stdout)
    assert lines[0] == "ready\n"
    return len([line for line in lines[1:] if line.endswith("\n")])


def assert_nothing_lost(path: Path, acknowledged: int) -> int:
    """Open what the killed process left; return how many saves are in it, all of them whole."""
    assert files_with_mark(path.parent, mark="bedrijf ") == []
    check = path.with_name("as-found.drents")
    for ending in ("", "-wal"):
        if (found := Path(f"{path}{ending}")).exists():
            shutil.copy(found, f"{check}{ending}")
    database = sqlite3.connect(check)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    workspace = open_workspace(path, passphrase=SENTENCE)
    with workspace.unit_of_work() as unit:
        cases = unit.cases.all()
        for save, case in enumerate(cases, start=1):
            assert case.company_name == f"bedrijf {save}"
            assert case.row_version == 2
            assert unit.cases.attachment_content(case.number, "a") == case.number.encode() * 2000
            assert unit.cases.events(case.number)[0].details == {"text": case.number}
    # One save may have become durable without there being time to say so.
    assert len(cases) - acknowledged in {0, 1}
    assert workspace.catalogue.data_version() == len(cases)
    assert len(workspace.catalogue.site_table().parks) == len(cases)
    workspace.close()
    assert not Path(f"{path}-wal").exists()
    return len(cases)
