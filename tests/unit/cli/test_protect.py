"""Protecting a workspace on the command line, by files and by hand, and opening it with the recovery key."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine, Outcome

FIRST, SECOND = "een lange zin over veen", "een andere zin over zand"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Write two passphrases to files."""
    found = {}
    for name, words in (("first", FIRST), ("second", SECOND), ("short", "kort"), ("empty", "")):
        found[name] = tmp_path / f"{name}.txt"
        found[name].write_text(f"{words}\r\ntweede regel\n", encoding="utf-8")
    return found


def key_in(outcome: Outcome) -> str:
    """Find the recovery key that was printed."""
    (key,) = re.findall(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){7}", outcome.out + outcome.err)
    return str(key)


def test_a_workspace_is_protected_once_and_opens_with_either_key(
    cli: CommandLine, files: dict[str, Path], tmp_path: Path
) -> None:
    """A workspace is protected, and then opens with either key and with nothing else."""
    cli.make_workspace()
    outcome = cli("protect", "--passphrase-file", files["first"])
    assert outcome.code == ExitCode.OK, outcome.err
    assert "nooit meer lezen" in outcome.out
    recovery = tmp_path / "sleutel.txt"
    recovery.write_text(key_in(outcome).lower() + "\n", encoding="utf-8")
    assert cli("case", "list").code == ExitCode.LOCKED
    assert cli("case", "list", "--passphrase-file", files["second"]).code == ExitCode.LOCKED
    assert cli("case", "list", "--recovery-key-file", files["first"]).code == ExitCode.LOCKED
    assert cli("case", "list", "--passphrase-file", files["first"]).code == ExitCode.OK
    by_recovery = cli("case", "list", "--recovery-key-file", recovery)
    assert by_recovery.code == ExitCode.OK
    assert key_in(outcome) not in by_recovery.out + by_recovery.err


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(
    cli: CommandLine, files: dict[str, Path], tmp_path: Path
) -> None:
    """A forgotten passphrase is replaced with the recovery key, which then opens nothing more."""
    cli.make_workspace()
    recovery = tmp_path / "sleutel.txt"
    recovery.write_text(key_in(cli("protect", "--passphrase-file", files["first"])), encoding="utf-8")
    keys = ("--recovery-key-file", recovery, "--new-passphrase-file", files["second"])
    changed = cli("protect", *keys)
    assert changed.code == ExitCode.OK, changed.err
    assert key_in(changed) != recovery.read_text(encoding="utf-8")
    assert cli("case", "list", "--recovery-key-file", recovery).code == ExitCode.LOCKED
    assert cli("case", "list", "--passphrase-file", files["first"]).code == ExitCode.LOCKED
    assert cli("case", "list", "--passphrase-file", files["second"]).code == ExitCode.OK


def test_what_cannot_be_a_passphrase_is_refused_and_nothing_changes(
    cli: CommandLine, files: dict[str, Path]
) -> None:
    """What cannot be a passphrase is refused, and nothing changes."""
    cli.make_workspace()
    for name, said in (("short", "ten minste 12 tekens"), ("empty", "is leeg")):
        outcome = cli("protect", "--passphrase-file", files[name])
        assert outcome.code == ExitCode.ERROR
        assert said in outcome.err
    absent = cli("protect", "--new-passphrase-file", files["first"].with_name("nergens.txt"))
    assert absent.code == ExitCode.ERROR
    assert "--new-passphrase-file" in absent.err
    assert cli("protect").code == ExitCode.ERROR
    assert cli("case", "list").code == ExitCode.OK


def test_changing_asks_for_the_new_passphrase(cli: CommandLine, files: dict[str, Path]) -> None:
    """Changing asks for the new passphrase, and never takes the present one for it."""
    cli.make_workspace()
    cli("protect", "--passphrase-file", files["first"])
    outcome = cli("protect", "--passphrase-file", files["first"])
    assert outcome.code == ExitCode.ERROR
    assert "--new-passphrase-file" in outcome.err
    assert cli("case", "list", "--passphrase-file", files["first"]).code == ExitCode.OK


def test_a_passphrase_is_typed_twice(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase is typed twice, the same."""
    cli.make_workspace()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    def type_words(*words: str) -> None:
        left: Iterator[str] = iter(words)
        monkeypatch.setattr("getpass.getpass", lambda _: next(left))

    type_words(FIRST, SECOND)
    differs = cli("protect")
    assert differs.code == ExitCode.ERROR
    assert "niet gelijk" in differs.err
    type_words(FIRST, FIRST)
    assert cli("protect").code == ExitCode.OK
    type_words(FIRST, SECOND, SECOND)
    assert "gewijzigd" in cli("protect").out
    type_words(SECOND)
    assert cli("case", "list").code == ExitCode.OK


def test_ones_own_workspace_is_made_protected_and_its_key_told_once(
    cli: CommandLine, files: dict[str, Path]
) -> None:
    """One's own workspace is made protected where there is none, and its key told once."""
    assert not Settings().workspace_path.exists()
    outcome = cli.bare("protect", "--passphrase-file", files["first"])
    assert outcome.code == ExitCode.OK, outcome.err
    assert key_in(outcome)
    assert cli.bare("case", "list").code == ExitCode.LOCKED


def test_a_workspace_in_a_synced_folder_is_protected_there(
    tmp_path: Path, files: dict[str, Path], cli: CommandLine
) -> None:
    """A workspace in a synced folder is protected there, and no copy of it stays on the computer."""
    folder = tmp_path / "OneDrive - Provincie"
    folder.mkdir()
    cli.workspace = folder / "proef.drents"
    cli.make_workspace()
    outcome = cli("protect", "--passphrase-file", files["first"])
    assert outcome.code == ExitCode.OK, outcome.err
    assert cli("case", "list").code == ExitCode.LOCKED
    assert cli("case", "list", "--passphrase-file", files["first"]).code == ExitCode.OK
    assert sorted(each.name for each in folder.iterdir()) == ["proef.drents", "proef.drents.copies"]
    assert list((tmp_path / "data").rglob("proef.drents")) == []
