"""The command line writes every format, asks what it may not guess, and takes the exchange files in again."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Run commands on a workspace with all sample data."""
    cli.import_samples()
    return cli


WHO = (
    "--publisher",
    "Provincie Drenthe",
    "--contact",
    "Schakelpunt",
    "--contact-mail",
    "schakelpunt@bedrijvenportal.example",
)


@pytest.mark.parametrize(
    ("form", "suffix"), [(form, suffix) for form in ExportFormat for suffix in SUFFIXES[form]]
)
def test_every_format_is_written(filled: CommandLine, form: ExportFormat, suffix: str) -> None:
    """The file or folder is there, and its name is told."""
    out = filled.folder / f"uit-{form.value}{suffix}"
    decided = ("--licence", "CC0-1.0", "--open-source", "Voorbeeldgegevens", *WHO)
    made = filled("export", "--format", form.value, "--out", out, *decided)
    assert made.code == ExitCode.OK, made.err
    assert str(out) in made.out.replace("\n", "")
    assert any(out.iterdir()) if not suffix else out.stat().st_size > 0


def test_open_data_asks_until_everything_is_decided(filled: CommandLine) -> None:
    """Each refusal is a question that names the option; the sources are named; nothing is written before."""
    out = filled.folder / "open"
    decided: tuple[str, ...] = ()
    for option, value in (
        ("--licence", "CC0-1.0"),
        ("--open-source", "Voorbeeldgegevens"),
        (WHO[0], WHO[1]),
        (WHO[2], WHO[3]),
        (WHO[4], WHO[5]),
    ):
        asked = filled("export", "--format", "open-data", "--out", out, *decided)
        assert asked.code == ExitCode.QUESTION
        assert option in asked.err
        assert not out.exists()
        decided += (option, value)
    assert filled("export", "--format", "open-data", "--out", out, *decided).code == ExitCode.OK


def test_open_data_describes_itself(filled: CommandLine) -> None:
    """The description names licence, publisher, function, place, time and every file's checksum."""
    out = filled.folder / "open"
    decided = ("--licence", "CC0-1.0", "--open-source", "Voorbeeldgegevens", *WHO)
    filled("export", "--format", "open-data", "--out", out, *decided)
    described = json.loads((out / "dcat.jsonld").read_text(encoding="utf-8"))
    assert described["@type"] == "dcat:Dataset"
    for needed in (
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dct:publisher",
        "dct:creator",
        "dcat:contactPoint",
        "dct:accessRights",
        "dcat:theme",
        "dct:spatial",
        "dct:temporal",
        "dct:issued",
        "dct:conformsTo",
    ):
        assert described[needed], needed
    files = {each["dcat:downloadURL"]["@id"]: each for each in described["dcat:distribution"]}
    data = {path.name for path in out.iterdir() if path.suffix in {".gpkg", ".geojson", ".csv"}}
    assert set(files) == data
    for each in files.values():
        assert each["dct:license"]["@id"].startswith("http://creativecommons.org/publicdomain/zero/1.0")
        assert len(each["spdx:checksum"]["spdx:checksumValue"]["@value"]) == 64
        assert each["dcat:mediaType"]["@id"].startswith("http://www.iana.org/assignments/media-types/")
    turtle = (out / "dcat.ttl").read_text(encoding="utf-8")
    assert turtle.count("a dcat:Distribution") == len(data)
    assert turtle.count("spdx:checksumValue") == len(data)


def test_named_sites_and_gemeenten_limit_what_is_written(filled: CommandLine) -> None:
    """A gemeente gives its parks with what lies in them; a plot by name gives that one."""
    out = filled.folder / "emmen.geojson"
    assert filled("export", "--municipality", "Emmen", "--out", out).code == ExitCode.OK
    rows = [each["properties"] for each in json.loads(out.read_text(encoding="utf-8"))["features"]]
    assert {each["soort"] for each in rows} == {"park", "plot", "premises"}
    assert {each["municipality_code"] for each in rows} == {"GM0114"}
    one = filled.folder / "een.geojson"
    assert filled("export", "--site", "vb-002-A2", "--out", one).code == ExitCode.OK
    assert [each["id"] for each in json.loads(one.read_text(encoding="utf-8"))["features"]] == ["vb-002-A2"]


def test_lonlat_lies_where_drenthe_is(filled: CommandLine) -> None:
    """Degrees in the order of the standard, rings counter-clockwise, no reference system stated."""
    out = filled.folder / "terreinen.geojson"
    filled("export", "--out", out)
    content = json.loads(out.read_text(encoding="utf-8"))
    assert "crs" not in content
    for feature in content["features"]:
        ring = feature["geometry"]["coordinates"][0]
        assert all(6.0 < lon < 7.2 and 52.5 < lat < 53.3 for lon, lat in ring)
        turned = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))
        assert turned < 0


@pytest.mark.parametrize("name", ["uit", "uit.zip"])
def test_an_exchange_is_imported_as_one(filled: CommandLine, name: str) -> None:
    """Folder or zip: one command, one report, every site back; looking first stores nothing."""
    out, workspace = filled.folder / name, filled.folder / "tweede.drents"
    assert filled("export", "--format", "exchange", "--out", out).code == ExitCode.OK
    tried = filled("import", out, "--workspace", workspace, "--dry-run")
    assert tried.code == ExitCode.OK, tried.err
    assert not workspace.exists()
    made = filled("import", out, "--workspace", workspace, "--json")
    assert made.code == ExitCode.OK, made.err
    files = json.loads(made.out)["files"]
    assert [each["file"][:2] for each in files] == [f"{number:02d}" for number in range(1, len(files) + 1)]
    assert sum(each["rows_refused"] for each in files) == 0
    for kind in ("park", "plot", "premises"):
        one = json.loads(filled("sites", "--kind", kind, "--json").out)
        other = json.loads(filled("sites", "--kind", kind, "--json", "--workspace", workspace).out)
        assert [each["id"] for each in other["sites"]] == [each["id"] for each in one["sites"]]
    again = filled("import", out, "--workspace", workspace)
    assert again.code == ExitCode.OK, again.err
    assert files[0]["file"][:12] in again.out


def test_a_folder_with_other_files_is_refused(filled: CommandLine) -> None:
    """The file that does not belong there is named, and nothing is stored."""
    out, workspace = filled.folder / "uit", filled.folder / "tweede.drents"
    filled("export", "--format", "exchange", "--out", out)
    (out / "notities.txt").write_text("van iemand", encoding="utf-8")
    refused = filled("import", out, "--workspace", workspace)
    assert refused.code != ExitCode.OK
    assert "notities.txt" in refused.err
    assert not workspace.exists()


def test_a_bad_file_in_an_exchange_leaves_nothing(filled: CommandLine) -> None:
    """All files or none: the ones before the bad one are not stored either."""
    out, workspace = filled.folder / "uit", filled.folder / "tweede.drents"
    filled("export", "--format", "exchange", "--out", out)
    max(out.iterdir()).write_text("{", encoding="utf-8")
    assert filled("import", out, "--workspace", workspace).code != ExitCode.OK
    assert not workspace.exists()
