"""Documents of sites that lean on less than usual: premises that name a park which was never delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

CASE: Final = "D-2026-0001"
ORPHAN, OTHER = "vb-pand-01", "vb-pand-02"


@pytest.fixture
def premises_alone(cli: CommandLine) -> CommandLine:
    """Import the premises and not the parks that most of them name, and open a case."""
    for name in ("municipalities.geojson", "vacant_premises.geojson"):
        assert cli("import", sample_data_dir() / name).code == ExitCode.OK
    request = sample_data_dir() / "requests" / "3-starter.json"
    assert cli("case", "new", "--file", request).code == ExitCode.OK
    return cli


def test_premises_get_every_document_where_their_park_was_never_delivered(
    premises_alone: CommandLine,
) -> None:
    """Nothing is then handed down by a park; one such premises kept all sheets of a case from being made."""
    out = premises_alone.folder / "uit"
    assert premises_alone("match", CASE).code == ExitCode.OK
    made = premises_alone("factsheet", "--all", "--case", CASE, "--out", out, "--json")
    assert made.code == ExitCode.OK, made.err
    assert len(made.data) == 20
    for command in (
        ("compare", ORPHAN, OTHER, "--out", out / "vergelijking.pdf"),
        ("bidbook", ORPHAN, OTHER, "--out", out / "bidbook"),
        ("fact-finding-day", ORPHAN, OTHER, "--date", "2026-12-03", "--out", out / "dag"),
    ):
        done = premises_alone(*command)
        assert done.code == ExitCode.OK, (command, done.err)
