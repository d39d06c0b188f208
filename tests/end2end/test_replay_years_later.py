"""Kept matches of every format come out the same years later, elsewhere too; what differs now is named."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.language import Language
from drentsportal.paths import resources_dir, sample_data_dir
from tests.small_osm import Way, write_osm

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

KEPT = Path(__file__).parent / "kept_matches"
FIRST = {
    1: [("vb-pand-12", 9_553_920_000), ("vb-pand-11", 7_520_960_000), ("vb-pand-14", 6_936_160_000)],
    2: [("vb-pand-12", 9_553_920_000), ("vb-pand-11", 7_520_960_000), ("vb-pand-14", 6_936_160_000)],
    3: [("vb-pand-12", 7_536_000_000), ("vb-pand-03", 6_400_000_000), ("vb-pand-11", 6_301_824_000)],
}
"""What the versions that wrote these files answered then: 1 before regions were kept, 2 before roads."""

ELSEWHERE = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Auckland", "OPENBLAS_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "OMP_NUM_THREADS": "1"},
]
ASKED = {
    "title": "Bedrijf dat rijtijd meet",
    "housing": "plot",
    "origin": {"label": "Hoogeveen", "x_rd": 228600, "y_rd": 526700},
    "requirements": {
        "plot_area_ha": 1,
        "municipality": ["groningen_assen", "Hoogeveen", "Emmen"],
        "junction_minutes": 60,
    },
    "preferences": {"price": 40, "present_distance": 30, "reuse": 30},
}
CASE = "D-2026-0001"


def elsewhere(cli: CommandLine, environment: dict[str, str], *arguments: str | Path) -> bytes:
    """Run a command in a process of its own, with another environment and folder."""
    command = [sys.executable, "-m", "drentsportal", *map(str, arguments)]
    root = str(Path(__file__).parents[2])
    own = {**os.environ, "PYTHONPATH": root, **environment}
    done = subprocess.run(command, capture_output=True, check=True, env=own, cwd=cli.folder)  # noqa: S603 - our own program
    return done.stdout


@pytest.fixture
def kept(cli: CommandLine, sample_cli: CommandLine) -> CommandLine:
    """Give a workspace of its own with a case that was matched, on a road network that is in use."""
    shutil.copy(sample_cli.workspace, cli.workspace)
    assert cli("roads", streets(cli.folder, 50), "--use").code == 0
    request = cli.folder / "aanvraag.json"
    request.write_text(
        json.dumps(
            {"case": {"channel": "nom", "received_at": "2026-11-20T09:00:00+01:00"}, "request": ASKED}
        ),
        encoding="utf-8",
    )
    assert cli("case", "new", "--file", request).code == 0
    assert cli("match", CASE).code == 0
    assert differences(cli) == []
    return cli


def streets(folder: Path, max_kmh: int) -> Path:
    """Write streets across Drenthe, two kilometres apart, with a speed limit."""
    columns, rows = range(200_000, 276_000, 2_000), range(510_000, 580_000, 2_000)
    nodes = [(float(x), float(y)) for x in columns for y in rows]
    high, tags = len(rows), {"highway": "secondary", "maxspeed": str(max_kmh)}
    ways = [Way([column * high + row for row in range(high)], tags) for column in range(len(columns))]
    ways += [Way([column * high + row for column in range(len(columns))], tags) for row in range(high)]
    return write_osm(folder / f"wegen-{max_kmh}.osm.pbf", nodes, ways, timestamp=1_793_000_000)


def differences(cli: CommandLine) -> list[str]:
    """Return what the replay of the case says that differs; it comes out the same in any case."""
    answer = cli("replay", CASE, "--against-now", "--json").data
    assert answer["identical"] is True
    found: list[str] = answer["against_now"]["differences"]
    return found


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_format_gives_the_answer_that_it_gave(cli: CommandLine, version: int) -> None:
    """Without a workspace, from the file alone."""
    file = KEPT / f"format_{version}.json"
    assert json.loads(file.read_text(encoding="utf-8"))["format_version"] == version
    answer = cli.bare("replay", file, "--json").data
    assert answer["identical"] is True
    first = [(each["id"], each["score"]["low"]) for each in answer["ranked"][:3]]
    assert first == FIRST[version]
    assert len(answer["ranked"]) + len(answer["excluded"]) == 20
    assert all(each["smallest_changes"] for each in answer["excluded"])


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_format_is_told_in_words_that_exist(cli: CommandLine, version: int) -> None:
    """What was kept names texts by id, and has the words of rules as they were: no id is left to read."""
    file = KEPT / f"format_{version}.json"
    ids = Language("nl", resources_dir(), strict=True).ids
    for arguments in ((), ("--json",)):
        told = cli.bare("replay", file, *arguments)
        assert told.code == 0, told.err
        tokens = set(re.findall(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+", told.out))
        assert not tokens & set(ids)
        assert not re.search(r"\b00[0-4]:\s?\d", told.out)
    kept = json.loads(file.read_text(encoding="utf-8")).get("rule_texts", {})
    assert bool(kept) is (version == 3)
    assert version < 3 or "KEI-jaarprogramma 2014, accenten per regio" in cli.bare("replay", file).out


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_kept_match_reads_the_same_on_another_machine(cli: CommandLine, version: int) -> None:
    """Other hash seed, locale, time zone and number of threads: the same bytes."""
    file = KEPT / f"format_{version}.json"
    here = cli.bare("replay", file, "--json").out.encode()
    assert {elsewhere(cli, each, "replay", file, "--json") for each in ELSEWHERE} == {here}


def test_a_match_is_kept_in_the_same_bytes_on_another_machine(
    cli: CommandLine, sample_cli: CommandLine
) -> None:
    """Matched and written there, from the same workspace."""
    shutil.copy(sample_cli.workspace, cli.workspace)
    request = sample_data_dir() / "requests" / "2-logistiek.json"
    asked = ("match", "--request", request, "--workspace", cli.workspace, "--out")
    assert cli.bare(*asked, cli.folder / "hier.json").code == 0
    here = (cli.folder / "hier.json").read_bytes()
    for number, environment in enumerate(ELSEWHERE):
        there = cli.folder / f"daar-{number}.json"
        elsewhere(cli, environment, *asked, there)
        assert there.read_bytes() == here


def test_a_changed_value_is_named_with_its_site(kept: CommandLine) -> None:
    """The price of one park."""
    assert kept("site", "vb-028", "--set", "price_max_eur_m2=99", "--source", "Gemeente").code == 0
    told = differences(kept)
    assert any(each.startswith("Prijs veranderd") and "De Wieken" in each for each in told), told
    assert any(each.startswith("De gegevensversie was") for each in told)
    assert len(told) == 2


def test_a_new_version_of_the_profile_is_named(kept: CommandLine) -> None:
    """Saved in the workspace by somebody since."""
    profile = kept("profile", "show", "standard", "--json").data
    profile["scales"]["price"]["worst"] += 1_000
    file = kept.folder / "profiel.json"
    file.write_text(json.dumps(profile), encoding="utf-8")
    saved = kept("profile", "save", file)
    assert saved.code == 0, saved.err
    told = differences(kept)
    assert any(each.startswith("Criteriaprofiel was") for each in told), told


def test_a_changed_request_is_named_by_wish(kept: CommandLine) -> None:
    """Other weights were given to the case after the match."""
    weights = [f"--set={each}" for each in ("price=90", "reuse=5", "present_distance=5")]
    weighed = kept("case", "weights", CASE, *weights, "--apply", "mine")
    assert weighed.code == 0, weighed.err
    told = differences(kept)
    assert any(each.startswith("Wens veranderd") for each in told), told


def test_another_road_network_is_named(kept: CommandLine) -> None:
    """Slower roads give other times."""
    assert kept("roads", streets(kept.folder, 20), "--use").code == 0
    told = differences(kept)
    assert len(told) == 1
    assert "wegennet" in told[0]


def test_other_members_of_a_region_are_named(kept: CommandLine) -> None:
    """A region that was asked for lost a gemeente."""
    rows = [{"id": "groningen_assen", "name": "Regio Groningen-Assen", "municipality_codes": ["GM0106"]}]
    about = {"kind": "regions", "source": "Provincie", "as_of": "2026-11-19"}
    file = kept.folder / "regions.json"
    file.write_text(json.dumps({"drentsportal": about, "rows": rows}), encoding="utf-8")
    imported = kept("import", file)
    assert imported.code == 0, imported.err
    told = differences(kept)
    assert any("regio" in each and "Groningen-Assen" in each for each in told), told


def test_a_site_that_is_gone_is_named(kept: CommandLine) -> None:
    """A park was retired."""
    assert kept("site", "vb-028", "--retire", "vanished", "--source", "Gemeente").code == 0
    told = differences(kept)
    assert any(each.startswith("Niet meer in de gegevens") and "De Wieken" in each for each in told), told
