"""``postcodes`` on the command line, and staff by postcode in a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """Write two postcodes with a place."""
    path = tmp_path / "pc4.csv"
    path.write_text("postcode;rd_x;rd_y\n7811;257000;533000\n9401;233500;556500\n", encoding="utf-8")
    return path


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """Write a list of staff."""
    path = tmp_path / "staff.csv"
    path.write_text("postcode;aantal\n7811 AB;12\n7811;3\n9401;5\n", encoding="utf-8")
    return path


def test_without_a_layer_the_command_says_what_to_supply(cli: CommandLine, staff: Path) -> None:
    """And so do a list of staff and a postcode to come from."""
    cli.make_workspace()
    assert "CBS" in cli("postcodes").out
    assert cli("postcodes", "--json").data == {"layer": None, "in_use": False}
    for told in (cli("postcodes", "--staff", staff), cli("match", "--from", "7811")):
        assert told.code == 1
        assert "viercijferige postcodes" in " ".join(told.err.split())


def test_a_layer_is_looked_at_used_and_forgotten(cli: CommandLine, layer: Path, staff: Path) -> None:
    """A list can be tried over a layer that is not used yet."""
    cli.make_workspace()
    told = cli("postcodes", layer, "--staff", staff)
    assert "alleen bekeken" in told.out
    assert "postcode 7811" in told.out
    assert cli("postcodes", "--json").data["layer"] is None
    used = cli("postcodes", layer, "--use", "--json").data
    assert used["in_use"] is True
    assert used["layer"]["count"] == 2
    assert cli("postcodes", "--json").data == used
    assert cli("postcodes", "--forget").code == 0
    assert cli("postcodes", "--json").data == {"layer": None, "in_use": False}


def test_staff_are_written_as_a_request_file_has_them(cli: CommandLine, layer: Path, staff: Path) -> None:
    """Counts of one postcode add up; what has no place is told apart."""
    cli.make_workspace()
    cli("postcodes", layer, "--use")
    with staff.open("a", encoding="utf-8") as stream:
        stream.write("1000;4\n")
    data = cli("postcodes", "--staff", staff, "--json").data
    assert data["staff_points"] == [
        {"label": "postcode 7811", "x_rd": 257_000, "y_rd": 533_000, "count": 15},
        {"label": "postcode 9401", "x_rd": 233_500, "y_rd": 556_500, "count": 5},
    ]
    assert data["unknown"] == [{"postcode": "1000", "count": 4}]
    assert "zij tellen nergens mee" in " ".join(cli("postcodes", "--staff", staff).out.split())


def test_a_match_starts_staff_at_their_postcodes(cli: CommandLine, layer: Path, staff: Path) -> None:
    """And refuses a list of which somebody has no place."""
    cli.import_samples()
    cli("postcodes", layer, "--use")
    kept = layer.with_name("match.json")
    told = cli("match", "--area", "1", "--from", "7811 AB", "--staff", staff, "--out", kept)
    assert told.code == 0
    text = kept.read_text("utf-8")
    assert '"postcode 7811"' in text
    assert '"postcode 9401"' in text
    staff.write_text("1000;4\n", encoding="utf-8")
    refused = cli("match", "--area", "1", "--staff", staff)
    assert refused.code == 1
    assert "1000" in refused.err


def test_options_that_contradict_are_refused(cli: CommandLine, layer: Path) -> None:
    """Nothing happens then."""
    cli.make_workspace()
    assert cli("postcodes", layer, "--forget").code == 1
    assert cli("postcodes", "--use").code == 1
    assert cli("postcodes", "--json").data["layer"] is None
