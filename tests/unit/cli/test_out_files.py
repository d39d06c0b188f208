"""``--out`` never costs anybody a workspace or another file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from drentsportal.reports.typeset.finished_file import WORKSPACE_APPLICATION_ID, is_workspace_file
from drentsportal.storage.sqlite_database import APPLICATION_ID

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

WRITING = [
    (("export", "--format", "xlsx"), ".xlsx"),
    (("compare", "a", "b"), ".xlsx"),
    (("compare", "a", "b", "--form", "pdf"), ".pdf"),
    (("compare", "a", "b", "--form", "html"), ".html"),
    (("match", "--area", "1"), ".json"),
    (("picture", "D-2026-0001"), ".png"),
]


@pytest.mark.parametrize(("command", "suffix"), WRITING)
def test_a_workspace_is_never_written_over(cli: CommandLine, command: tuple[str, ...], suffix: str) -> None:
    """The open workspace, another one, and one under a name that fits what is written: all stay."""
    cli.make_workspace()
    before = cli.workspace.read_bytes()
    renamed = cli.folder / f"anders{suffix}"
    renamed.write_bytes(before)
    for out in (cli.workspace, cli.folder / "nieuw.drents", cli.folder / "Nieuw.DRENTS", renamed):
        outcome = cli(*command, "--out", out)
        assert outcome.code == ExitCode.ERROR
        assert outcome.err.startswith("--out: ")
        assert "werkruimte" in outcome.err
    assert (cli.workspace.read_bytes(), renamed.read_bytes()) == (before, before)
    assert not (cli.folder / "nieuw.drents").exists()


@pytest.mark.parametrize(("command", "suffix"), WRITING)
def test_a_name_that_does_not_fit_is_refused(cli: CommandLine, command: tuple[str, ...], suffix: str) -> None:
    """A file of another kind stays, and the message names the ending that fits."""
    cli.make_workspace()
    other = cli.folder / "imp.gpkg"
    other.write_bytes(b"mine")
    outcome = cli(*command, "--out", other)
    assert outcome.code == ExitCode.ERROR
    assert suffix in outcome.err
    assert other.read_bytes() == b"mine"
    (cli.folder / f"map{suffix}").mkdir()
    assert "is een map" in cli(*command, "--out", cli.folder / f"map{suffix}").err


def test_the_form_decides_the_ending(cli: CommandLine) -> None:
    """A sheet for exchange is no workbook."""
    cli.make_workspace()
    wrong = cli("export", "--format", "csv-exchange", "--out", cli.folder / "x.xlsx")
    assert (wrong.code, ".csv" in wrong.err) == (ExitCode.ERROR, True)
    assert cli("import", sample_data_dir() / "business_parks.geojson").code == ExitCode.OK
    out = cli.folder / "x.xlsx"
    assert cli("export", "--out", out).code == ExitCode.OK
    before = out.read_bytes()
    again = cli("export", "--out", out)
    assert (again.code, "--replace" in again.err) == (ExitCode.QUESTION, True)
    assert out.read_bytes() == before
    assert cli("export", "--out", out, "--replace").code == ExitCode.OK


def test_the_request_is_not_written_over_by_its_outcome(cli: CommandLine) -> None:
    """The file with the request stays."""
    cli.make_workspace()
    request = cli.folder / "vraag.json"
    request.write_text("{}", encoding="utf-8")
    assert cli("match", "--request", request, "--out", request).code == ExitCode.ERROR
    assert request.read_text(encoding="utf-8") == "{}"


def test_the_header_is_the_one_of_the_store(cli: CommandLine) -> None:
    """The header is the one of the store."""
    assert int.from_bytes(WORKSPACE_APPLICATION_ID, "big") == APPLICATION_ID
    cli.make_workspace()
    moved = cli.workspace.rename(cli.folder / "zonder-naam")
    assert is_workspace_file(moved)
    assert not is_workspace_file(cli.folder / "geen")


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1850-01-01T00:00Z"]
)
def test_a_moment_far_off_is_told_with_its_option(cli: CommandLine, moment: str) -> None:
    """A moment far off is told with its option."""
    cli.make_workspace()
    outcome = cli("case", "answer", "D-2026-0001", "--at", moment)
    assert outcome.code == ExitCode.ERROR
    assert outcome.err.startswith("--at: ")


def test_a_weight_without_end_is_told(cli: CommandLine) -> None:
    """A weight without end is told."""
    cli.make_workspace()
    outcome = cli("match", "--prefer", "reuse=" + "9" * 5000)
    assert (outcome.code, outcome.err.startswith("--prefer: ")) == (ExitCode.ERROR, True)


def test_a_theme_that_is_none_is_a_usage_error(cli: CommandLine) -> None:
    """A theme that is none is a usage error."""
    assert cli.bare("picture", "D-2026-0001", "--theme", "paars").code == ExitCode.USAGE


def test_a_date_of_the_data_is_told_with_its_option(cli: CommandLine) -> None:
    """A date of the data is told with its option."""
    outcome = cli("import", sample_data_dir() / "business_parks.geojson", "--as-of", "99999")
    assert (outcome.code, outcome.err.startswith("--as-of: ")) == (ExitCode.ERROR, True)
