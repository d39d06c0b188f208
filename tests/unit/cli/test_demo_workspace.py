"""A demonstration clears away what a demonstration made, and nothing that a person did."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.cli.demo_workspace import OPENED_AFTER, fresh_workspace, moments_of
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

RECEIVED = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
MOMENTS = moments_of([RECEIVED])
DESK = Settings(actor_name="Voorbeeld", actor_organisation="Provincie")


def worked_in(path: Path, settings: Settings, at_utc: datetime) -> None:
    """Open a case in a workspace."""
    services = open_services(settings, path, create=True, clock=FixedClock(at_utc))
    services.intake.open_case(LocationRequest(title="Vraag"), RequestChannel.NOM, RECEIVED, None)
    services.workspace.close()


def case_count(path: Path) -> int:
    """Tell how many cases stand in a workspace."""
    services = open_services(DESK, path, create=False)
    try:
        return len(services.desk.cases())
    finally:
        services.workspace.close()


def test_an_earlier_demonstration_is_cleared_away(tmp_path: Path) -> None:
    """The same person at the desk, at the moments of the demonstration."""
    path = tmp_path / "voorbeeld.drents"
    worked_in(path, DESK, RECEIVED + OPENED_AFTER)
    assert fresh_workspace(path, DESK, MOMENTS) == path
    assert not path.exists()


@pytest.mark.parametrize(
    ("settings", "at_utc"),
    [
        (Settings(actor_name="Jan"), RECEIVED + OPENED_AFTER),
        (DESK, RECEIVED + OPENED_AFTER * 1.5),
    ],
)
def test_the_cases_of_a_person_stay(tmp_path: Path, settings: Settings, at_utc: datetime) -> None:
    """Another name, or another moment under the same name; the next number that is free is taken."""
    path, second = tmp_path / "voorbeeld.drents", tmp_path / "voorbeeld-2.drents"
    worked_in(path, settings, at_utc)
    assert fresh_workspace(path, DESK, MOMENTS) == second
    assert case_count(path) == 1
    second.write_bytes(b"of somebody")
    assert fresh_workspace(path, DESK, MOMENTS) == tmp_path / "voorbeeld-3.drents"
    assert second.read_bytes() == b"of somebody"


def test_a_case_added_to_a_demonstration_keeps_the_whole(tmp_path: Path) -> None:
    """One event of a person is enough."""
    path = tmp_path / "voorbeeld.drents"
    worked_in(path, DESK, RECEIVED + OPENED_AFTER)
    worked_in(path, Settings(actor_name="Jan"), RECEIVED)
    assert fresh_workspace(path, DESK, MOMENTS) != path
    assert case_count(path) == 2


def test_a_workspace_that_is_open_elsewhere_stays(tmp_path: Path) -> None:
    """The window of an earlier demonstration keeps its file."""
    path = tmp_path / "voorbeeld.drents"
    worked_in(path, DESK, RECEIVED + OPENED_AFTER)
    services = open_services(DESK, path, create=False)
    try:
        services.desk.cases()
        assert fresh_workspace(path, DESK, MOMENTS) != path
    finally:
        services.workspace.close()


@pytest.mark.parametrize("option", ["--workspace", "--passphrase-file", "--recovery-key-file"])
def test_a_workspace_named_for_the_demonstration_is_refused(cli: CommandLine, option: str) -> None:
    """It is not passed over in silence."""
    out = cli.folder / "uit"
    outcome = cli.bare("demo", "--no-window", "--out", out, option, cli.workspace)
    assert outcome.code == ExitCode.ERROR
    assert outcome.err.startswith(f"{option}: De demonstratie maakt een eigen werkruimte.")
    assert not out.exists()
