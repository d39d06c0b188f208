"""What an import does to the workspace file itself, and how it says to take it back."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

BOUNDARIES = sample_data_dir() / "municipalities.geojson"


def test_a_refused_import_leaves_no_workspace_at_a_mistyped_name(cli: CommandLine) -> None:
    """A file that was made for an import that took nothing is taken away again."""
    wrong = cli.folder / "notities.txt"
    wrong.write_text("geen terreinen", encoding="utf-8")
    assert cli("import", wrong).code == ExitCode.ERROR
    assert not cli.workspace.exists()
    assert cli("import", BOUNDARIES, "--dry-run").code == ExitCode.OK
    assert not cli.workspace.exists()


def test_a_workspace_that_was_there_stays_there(cli: CommandLine) -> None:
    """An empty workspace that somebody made is not ours to remove."""
    cli.make_workspace()
    assert cli("import", cli.folder / "bestaat-niet.gpkg").code == ExitCode.ERROR
    assert cli.workspace.is_file()


def test_the_command_that_takes_it_back_can_be_typed_as_it_stands(cli: CommandLine) -> None:
    """It names the workspace, so that it does not hit the user's own."""
    told = cli("import", BOUNDARIES)
    assert told.code == ExitCode.OK
    command = told.out.partition("Terugdraaien: ")[2].splitlines()[0]
    words = shlex.split(command)
    assert words[0] == "drentsportal"
    assert cli.bare(*words[1:]).code == ExitCode.OK
    again = cli("undo")
    assert (again.code, "Er is geen import" in again.err) == (ExitCode.ERROR, True)
