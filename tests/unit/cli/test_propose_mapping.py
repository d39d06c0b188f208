"""A proposal for columns on the command line: written, refused until answered, then used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

PLOTS = """Kavelnummer;Naam;Oppervlakte;Status
K1;Kavel een;12.500;Uitgeefbaar
K2;Kavel twee;3.400;JA
"""
ANSWERS = {
    'source = "?"': 'source = "Gemeente Emmen"',
    'value = "?"': 'value = "2026-11"',
    'unit = "?"': 'unit = "m2"',
    'decimal = "?"': 'decimal = ","',
    '"JA" = "?"': '"JA" = "option"',
}
PLACE = '[geometry]\nx = "?"\ny = "?"\ncrs = "?"\n'


@pytest.fixture
def plots(tmp_path: Path) -> Path:
    """Give a table that no kept mapping fits."""
    path = tmp_path / "kavels emmen.csv"
    path.write_text(PLOTS, encoding="utf-8")
    return path


def test_proposal_is_written_and_nothing_is_imported(cli: CommandLine, plots: Path) -> None:
    """A proposal is written with its questions; no workspace is left behind."""
    out = cli.folder / "voorstel.toml"
    outcome = cli("import", plots, "--propose-mapping", out)
    assert outcome.code == ExitCode.OK
    assert "4 kolommen gekoppeld, 6 vragen open" in " ".join(outcome.out.split())
    assert f"drentsportal import '{plots}' --mapping {out}" in " ".join(outcome.out.split())
    assert out.read_text(encoding="utf-8").count('= "?"') == len(ANSWERS) + PLACE.count("?")
    assert not cli.workspace.exists()


def test_proposal_as_data_names_columns_and_questions(cli: CommandLine, plots: Path) -> None:
    """As data, a proposal names every column with its attribute, and every open question."""
    data = cli("import", plots, "--propose-mapping", cli.folder / "v.toml", "--json").data
    assert data["columns"] == {
        "Kavelnummer": None,
        "Naam": "name",
        "Oppervlakte": "area_m2",
        "Status": "status",
    }
    settings, columns = data["open"][:3], data["open"][3:]
    assert settings == ["as_of", "source", "place"]
    assert columns == ["Oppervlakte: unit", "Oppervlakte: decimal", "Status: codes"]


def test_proposal_is_used_once_it_is_answered(cli: CommandLine, plots: Path) -> None:
    """The proposal is refused by line until it is answered and confirmed, and then used."""
    out = cli.folder / "voorstel.toml"
    cli("import", plots, "--propose-mapping", out)
    again = ("import", plots, "--mapping", out, "--accept", "without_geometry")
    refused = cli(*again)
    assert refused.code == ExitCode.ERROR
    assert "voorstel.toml, regel" in " ".join(refused.err.split())
    text = out.read_text(encoding="utf-8")
    for question, answer in ANSWERS.items():
        text = text.replace(question, answer)
    assert PLACE in text
    text = text.replace(PLACE, "")
    out.write_text(text, encoding="utf-8")
    assert "nog niemand heeft bevestigd" in " ".join(cli(*again).err.split())
    out.write_text(text.replace("confirmed = false", "confirmed = true"), encoding="utf-8")
    taken = cli(*again, "--json")
    assert (taken.code, taken.data["sites"]) == (ExitCode.OK, 2)


def test_proposal_is_not_written_over_a_file(cli: CommandLine, plots: Path) -> None:
    """A proposal is not written over a file that is there."""
    out = cli.folder / "voorstel.toml"
    out.write_text("mijn werk", encoding="utf-8")
    assert cli("import", plots, "--propose-mapping", out).code != ExitCode.OK
    assert out.read_text(encoding="utf-8") == "mijn werk"
