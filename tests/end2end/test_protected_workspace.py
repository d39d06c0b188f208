"""A protected workspace keeps its word: what is personal is in no byte on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from tests.unit.storage.marked_case import MARK, files_with_mark

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

CASE = "D-2026-0001"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder for temporary files, where every library will put them."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def work_on_marked_case(cli: CommandLine, marked: Path, *keys: str | Path) -> None:
    """Log a contact and a note, keep a file, and import something, which makes a copy."""
    for arguments in (
        ("case", "contact", CASE, f"Gesproken over {MARK}", "--person", MARK, "--company", MARK),
        ("case", "note", CASE, f"Let op: {MARK}"),
        ("case", "attach", CASE, marked),
        ("import", sample_data_dir() / "municipalities.geojson"),
        ("case", "stop", CASE, "--reason", f"wacht op {MARK}"),
    ):
        outcome = cli(*arguments, *keys)
        assert outcome.code == ExitCode.OK, outcome.err


def files_on_disk(cli: CommandLine, marked: Path, temporary: Path) -> list[str]:
    """Find the files with the mark, but for the one that the person attached."""
    assert cli.workspace.is_file()
    assert list(cli.workspace.with_name(cli.workspace.name + ".copies").iterdir())
    return [name for name in files_with_mark(cli.folder, temporary) if name != str(marked)]


@pytest.mark.parametrize("protected_when", ["before the work", "after the work"])
def test_a_marked_word_is_in_no_file(cli: CommandLine, temporary: Path, protected_when: str) -> None:
    """A marked word in contact, note and attachment is not in the file, its journal, copies or log."""
    marked = cli.folder / f"{MARK}.txt"
    marked.write_text(f"x {MARK} x\n" * 2000, encoding="utf-8")
    passphrase = cli.folder / "wachtzin.txt"
    passphrase.write_text("een lange zin over veen\n", encoding="utf-8")
    keys = ("--passphrase-file", passphrase)
    request = sample_data_dir() / "requests" / "4-webwinkel.json"
    assert cli("case", "new", "--file", request).code == ExitCode.OK
    if protected_when == "before the work":
        assert cli("protect", *keys).code == ExitCode.OK
        work_on_marked_case(cli, marked, *keys)
    else:
        work_on_marked_case(cli, marked)
        assert cli("protect", *keys).code == ExitCode.OK
    assert files_on_disk(cli, marked, temporary) == []
    assert cli("case", "show", CASE).code == ExitCode.LOCKED
    shown = cli("case", "show", CASE, "--internal", *keys)
    assert shown.code == ExitCode.OK
    assert MARK in shown.out
    assert files_on_disk(cli, marked, temporary) == []
