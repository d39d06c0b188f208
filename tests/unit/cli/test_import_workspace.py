"""What an import does to the workspace file itself, and how it says to take it back."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

_HEADER = "gem_code;gemeente;rin_nummer;plan_naam;jaar;ha_bruto;ha_netto;ha_tottuit;wloc_type"
_ROW = "GM0114;Emmen;1;{name};2022;1.0;2.0;0.2;B"
BOUNDARIES = sample_data_dir() / "municipalities.geojson"


def test_a_refused_import_leaves_no_workspace_at_a_mistyped_name(cli: CommandLine) -> None:
    """A file that was made for an import that took nothing is taken away again."""
    wrong = cli.folder / "notities.txt"
    wrong.write_text("geen terreinen", encoding="utf-8")
    assert cli("import", wrong).code == ExitCode.ERROR
    assert not cli.workspace.exists()
    assert cli("import", BOUNDARIES, "--dry-run").code == ExitCode.OK
    assert not cli.workspace.exists()


def test_every_way_on_without_geometry_is_named(cli: CommandLine) -> None:
    """A table of parks without geometry: the file that gives it, or the rule that does without."""
    table = cli.folder / "terreinen.csv"
    table.write_text(f"{_HEADER}\n{_ROW.format(name='Wieken')}\n", encoding="utf-8")
    told = cli("import", table)
    assert told.code == ExitCode.QUESTION
    assert "--join-geometry FILE / --accept without_geometry" in told.err


def test_a_name_without_end_does_not_widen_the_report(cli: CommandLine) -> None:
    """The row is told with the beginning of the name, and no line of the table is padded to its length."""
    table = cli.folder / "terreinen.csv"
    lines = (_HEADER, _ROW.format(name="L" * 100_000), _ROW.format(name="Kort").replace(";1;", ";2;"))
    table.write_text("\n".join(lines), encoding="utf-8")
    told = cli("import", table, "--accept", "without_geometry", "--dry-run")
    assert told.code == ExitCode.OK
    assert f"{'L' * 39}…" in told.out
    assert max(map(len, told.out.splitlines())) < 300


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
    assert (again.code, "Er is geen stap" in again.err) == (ExitCode.ERROR, True)
