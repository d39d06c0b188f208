"""``sources add`` on a workspace that is not there: made as by an import, and not left after a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from drentsportal.services.samples import SAMPLE_FILES

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine


def test_a_source_makes_its_workspace(cli: CommandLine) -> None:
    """The first source is remembered in a workspace of that name."""
    assert cli("sources", "add", "Proef", sample_data_dir() / SAMPLE_FILES[0]).code == ExitCode.OK
    assert [each["id"] for each in cli("sources", "list", "--json").data] == ["proef"]


def test_a_question_leaves_no_workspace(cli: CommandLine) -> None:
    """Where the command only asks, no file is left: its name may be a slip."""
    assert cli("sources", "add", "Proef", "https://dienst.example/wfs").code == ExitCode.QUESTION
    assert not cli.workspace.exists()
