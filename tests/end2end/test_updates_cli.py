"""A new version of the program opens what an older one kept, and an older version keeps off what is newer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.storage.migrations import MIGRATIONS
from tests.unit.storage.old_workspace import written_by

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

ASKS: dict[str, tuple[str, ...]] = {
    "reading": ("sites", "--json"),
    "writing": ("undo",),
    "looking at it": ("doctor",),
}


def revision(path: Path) -> str:
    """Which tables a workspace file has."""
    with closing(sqlite3.connect(path)) as file:
        return str(file.execute("select version_num from alembic_version").fetchone()[0])


def test_an_update_opens_the_old_workspace_after_a_copy(cli: CommandLine) -> None:
    """The first command of the new program does it; the copy is what the old program can still open."""
    cli.import_samples()
    told = cli("sites", "--json").data["sites"]
    old = cli.folder / "oud.drents"
    written_by(1, old, cli.workspace)
    first = cli.bare("sites", "--json", "--workspace", old)
    assert first.code == ExitCode.OK, first.err
    assert {each["id"] for each in first.data["sites"]} == {each["id"] for each in told}
    assert revision(old) == MIGRATIONS[-1].revision
    (copy,) = (cli.folder / "oud.drents.copies").iterdir()
    assert revision(copy) == MIGRATIONS[0].revision


@pytest.mark.parametrize("command", ASKS.values(), ids=ASKS.keys())
def test_a_downgrade_is_refused_and_changes_nothing(cli: CommandLine, command: tuple[str, ...]) -> None:
    """It says that the program has to be updated, whatever was asked; the file stays byte for byte."""
    cli.make_workspace()
    with closing(sqlite3.connect(cli.workspace)) as file, file:
        file.execute("update alembic_version set version_num = '9999'")
    before = cli.workspace.read_bytes()
    outcome = cli(*command)
    assert outcome.code == ExitCode.ERROR
    assert "nieuwere versie" in outcome.out + outcome.err
    assert "Werk het programma bij" in outcome.out + outcome.err
    assert cli.workspace.read_bytes() == before
    assert not (cli.folder / "proef.drents.copies").exists()
