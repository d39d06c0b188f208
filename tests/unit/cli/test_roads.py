"""``roads`` on the command line: facts, coverage, and what is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.settings import load_settings
from tests.small_osm import Way, write_osm

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """Write streets across Drenthe, four kilometres apart, all connected."""
    columns, rows = range(200_000, 276_000, 4_000), range(510_000, 580_000, 4_000)
    nodes = [(float(x), float(y)) for x in columns for y in rows]
    high = len(rows)
    ways = [Way([column * high + row for row in range(high)]) for column in range(len(columns))]
    ways += [Way([column * high + row for column in range(len(columns))]) for row in range(high)]
    return write_osm(tmp_path / "drenthe.osm.pbf", nodes, ways, timestamp=1_793_000_000)


def test_a_file_is_looked_at_and_not_yet_used(cli: CommandLine, extract: Path) -> None:
    """Facts with date and speeds that are a choice; the settings stay."""
    cli.make_workspace()
    told = cli("roads", extract)
    assert told.code == 0
    assert "drenthe.osm.pbf" in told.out
    assert "volgens het bestand" in told.out
    assert "eigen aanname" in told.out
    assert "met --use" in told.out
    assert load_settings().road_network == ""


def test_a_file_is_used_from_then_on_until_it_is_forgotten(cli: CommandLine, extract: Path) -> None:
    """The settings name it, and without a file the command shows it."""
    cli.import_samples()
    used = cli("roads", extract, "--use", "--json").data
    assert load_settings().road_network == str(extract)
    assert used["in_use"] is True
    assert used["network"]["main_share"] == {"car": 1.0, "truck": 1.0}
    assert sum(each["covered"] for each in used["coverage"]) > 0
    for each in used["coverage"]:
        assert each["sites"] == each["covered"] + each["uncovered"] + each["without_place"]
    assert cli("roads", "--json").data == used
    table = cli("roads", "--vehicle", "car").out
    assert "Emmen" in table
    assert "bereikt (auto)" in table
    assert cli("roads", "--forget").code == 0
    assert load_settings().road_network == ""
    assert "geen wegennet ingesteld" in cli("roads").out
    assert cli("roads", "--json").data == {"network": None, "in_use": False}


def test_a_file_that_cannot_be_used_changes_nothing(cli: CommandLine, extract: Path) -> None:
    """The one that was used stays."""
    cli.make_workspace()
    assert cli("roads", extract, "--use").code == 0
    bad = extract.with_name("half.osm.pbf")
    bad.write_bytes(extract.read_bytes()[:-20])
    told = cli("roads", bad, "--use")
    assert told.code == 1
    assert "half.osm.pbf" in told.err
    assert load_settings().road_network == str(extract)


def test_a_layer_of_lines_asks_for_its_mapping(cli: CommandLine, tmp_path: Path) -> None:
    """With the option that answers it."""
    cli.make_workspace()
    layer = tmp_path / "wegen.geojson"
    layer.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"soort":"straat"},'
        '"geometry":{"type":"LineString","coordinates":[[6.9,52.8],[6.91,52.8]]}}]}',
        encoding="utf-8",
    )
    told = cli("roads", layer)
    assert told.code == 3
    assert "soort" in told.err
    assert "--mapping" in told.err
    mapping = tmp_path / "wegen.toml"
    mapping.write_text(
        'values = "own"\n[columns]\nhighway = "soort"\n[highway]\nresidential = ["straat"]\n',
        encoding="utf-8",
    )
    used = cli("roads", layer, "--mapping", mapping, "--use", "--json").data
    assert used["network"]["lines"] == 1
    assert used["network"]["date_is_stated"] is False
    assert load_settings().road_mapping == str(mapping)
    assert cli("roads", "--json").data == used


def test_a_file_and_forget_do_not_go_together(cli: CommandLine, extract: Path) -> None:
    """One or the other."""
    cli.make_workspace()
    assert cli("roads", extract, "--forget").code == 1


def test_doctor_tells_of_the_network_and_of_one_that_is_gone(cli: CommandLine, extract: Path) -> None:
    """Nothing where none is set; a fault where the file cannot be read any more."""

    def found() -> list[tuple[str, str]]:
        told = cli("doctor", "--json").data
        return [(each["state"], each["text"]) for each in told if each["check"] == "roads"]

    cli.make_workspace()
    assert found() == []
    assert cli("roads", extract, "--use").code == 0
    assert [(state, "drenthe.osm.pbf" in text) for state, text in found()] == [("ok", True)]
    extract.unlink()
    assert [(state, "drenthe.osm.pbf" in text) for state, text in found()] == [("fault", True)]
