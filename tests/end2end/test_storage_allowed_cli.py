"""Whether storage is allowed is asked for, answered by mail, and counted by the next match."""

from __future__ import annotations

import json
from typing import Any

import pytest

from drentsportal.cli.exit_codes import ExitCode
from tests.unit.cli.conftest import CommandLine

CASE = "D-2026-0001"
ASKED = {
    "case": {"channel": "municipality", "received_at": "2026-11-19T11:05:00+01:00"},
    "request": {
        "title": "Magazijn",
        "housing": "plot",
        "requirements": {"plot_area_ha": 0.5, "storage": True},
        "preferences": {"storage": 60, "reuse": 40},
    },
}


@pytest.fixture
def matched(cli: CommandLine) -> CommandLine:
    """Match a request for ground with storage, on the sample data, which say nothing of storage."""
    cli.import_samples()
    file = cli.folder / "aanvraag.json"
    file.write_text(json.dumps(ASKED), encoding="utf-8")
    made = cli("case", "new", "--file", file)
    assert made.code == ExitCode.OK, made.err
    assert cli("match", CASE).code == ExitCode.OK
    return cli


def storage_questions(cli: CommandLine) -> dict[str, dict[str, Any]]:
    """Return the questions on storage, by the site that they are about."""
    questions = cli("questions", CASE, "--json").data["questions"]
    return {each["id"]: each for each in questions if each["criterion"] == "storage"}


def reason(cli: CommandLine, site_id: str) -> tuple[str, str, str]:
    """Match anew; return in which list a site stands, with verdict and words on storage."""
    data = cli("match", CASE, "--json").data
    for where in ("ranked", "excluded"):
        for site in data[where]:
            if site["id"] == site_id:
                told = next(each for each in site["requirements"] if each["criterion"] == "storage")
                return where, told["verdict"], told["text"]
    raise AssertionError(site_id)


def test_storage_is_a_question_until_somebody_answers(matched: CommandLine) -> None:
    """Yes fits, no falls out, each with who said so; undone it is a question again."""
    before = storage_questions(matched)
    assert before
    assert {each["fills"][0]["attribute"] for each in before.values()} == {"storage_allowed"}
    first, other = list(before)[:2]
    assert reason(matched, first) == ("ranked", "check", "Of opslag is toegestaan, is onbekend")
    listed = matched("questions", CASE).out
    assert f"--answer {first}:storage_allowed=WAARDE --by NAAM; WAARDE is een van: ja en nee" in listed
    by = ("--by", "Planoloog Emmen", "--as-of", "2026-11-18")
    given = ("--answer", f"{first}:storage_allowed=ja", "--answer", f"{other}:storage_allowed=nee")
    kept = matched("questions", CASE, *given, *by, "--json").data
    assert reason(matched, first) == ("ranked", "fits", "Opslag toegestaan")
    assert reason(matched, other) == ("excluded", "fails", "Opslag niet toegestaan")
    assert set(storage_questions(matched)) == set(before) - {first, other}
    told = matched("sites", first, "--json").data["attributes"]["storage_allowed"]
    assert told == {"value": True, "source": "antwoord van Planoloog Emmen", "as_of": "2026-11-18"}
    for each in reversed(kept):
        assert matched("undo", "--version", str(each["data_version"])).code == ExitCode.OK
    assert reason(matched, first) == ("ranked", "check", "Of opslag is toegestaan, is onbekend")


def test_storage_is_set_on_a_site_and_asked_on_the_command_line(cli: CommandLine) -> None:
    """In the words of the screen; exported, and read by another workspace."""
    cli.import_samples()
    by = ("--source", "Gemeente Assen", "--as-of", "2026-11-01")
    assert cli("site", "vb-002", "--set", "storage_allowed=nee", *by).code == ExitCode.OK
    data = cli("match", "--area", "0,5", "--require", "storage=ja", "--prefer", "storage=5", "--json").data
    park = next(each for each in data["excluded"] if each["id"] == "vb-002")
    assert "Opslag niet toegestaan" in [each["text"] for each in park["requirements"]]
    out = cli.folder / "terreinen.gpkg"
    made = cli("export", "--out", out)
    assert made.code == ExitCode.OK, made.err
    other = CommandLine(cli.folder / "elders")
    other.folder.mkdir()
    other.make_workspace()
    assert other("import", out, "--layer", "bedrijventerreinen").code == ExitCode.OK
    told = other("sites", "vb-002", "--json").data["attributes"]["storage_allowed"]
    assert (told["value"], told["as_of"]) == (False, "2026-11-01")
