"""Whether storage is allowed is asked for, answered by mail, and counted by the next match."""

from __future__ import annotations

import pytest

from drentsportal.cli.exit_codes import ExitCode
from tests.end2end.asked_questions import CASE, match_asked, questions_on, rematched
from tests.unit.cli.conftest import CommandLine

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
    match_asked(cli, ASKED)
    return cli


def test_storage_is_a_question_until_somebody_answers(matched: CommandLine) -> None:
    """Yes fits, no falls out, each with who said so; undone it is a question again."""
    before = questions_on(matched, "storage")
    assert before
    assert {each["fills"][0]["attribute"] for each in before.values()} == {"storage_allowed"}
    first, other = list(before)[:2]
    assert rematched(matched, first, "storage") == ("ranked", "check", "Of opslag is toegestaan, is onbekend")
    listed = matched("questions", CASE).out
    assert f"--answer {first}:storage_allowed=WAARDE --by NAAM; WAARDE is een van: ja en nee" in listed
    by = ("--by", "Planoloog Emmen", "--as-of", "2026-11-18")
    given = ("--answer", f"{first}:storage_allowed=ja", "--answer", f"{other}:storage_allowed=nee")
    kept = matched("questions", CASE, *given, *by, "--json").data
    assert rematched(matched, first, "storage") == ("ranked", "fits", "Opslag toegestaan")
    assert rematched(matched, other, "storage") == ("excluded", "fails", "Opslag niet toegestaan")
    assert set(questions_on(matched, "storage")) == set(before) - {first, other}
    told = matched("sites", first, "--json").data["attributes"]["storage_allowed"]
    assert told == {"value": True, "source": "antwoord van Planoloog Emmen", "as_of": "2026-11-18"}
    for each in reversed(kept):
        assert matched("undo", "--version", str(each["data_version"])).code == ExitCode.OK
    assert rematched(matched, first, "storage") == ("ranked", "check", "Of opslag is toegestaan, is onbekend")


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
