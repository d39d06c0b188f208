"""Companies, contacts, referrals and drafts on the command line, and the rule of the clock."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.cli.conftest import CommandLine

CASE = "D-2026-0001"
PAGE = (Path(__file__).parents[2] / "docs" / "cli-json.md").read_text(encoding="utf-8")
PERSON = "J. Klomp;directeur;j.klomp@klompenpost.example;0592"


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Import all sample data and open the case of the web shop."""
    cli.import_samples()
    request = sample_data_dir() / "requests" / "4-webwinkel.json"
    assert cli("case", "new", "--file", request).code == ExitCode.OK
    return cli


def _keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _keys(value)
    elif isinstance(data, list):
        for each in data:
            yield from _keys(each)


def test_from_company_to_answer(filled: CommandLine) -> None:
    """The whole way, each printed key in the docs, and the company in nothing that goes out."""
    printed = [
        filled("company", "add", "Klompenhandel BV", "--kvk", "12345678", "--person", PERSON, "--json").data
    ]
    printed.append(filled("company", "link", CASE, "klompenhandel", "--json").data)
    talk = ("contact", "log", "kennismaking", "--company", "B-0001", "--person", "J. Klomp", "--json")
    printed.append(filled(*talk).data)
    assert filled("case", "contact", CASE, "eisen", "--person", "J. Klomp").code == ExitCode.OK
    listed = filled("contact", "list", "--company", "B-0001", "--json").data
    assert [(each["subject"], each["case"]) for each in listed] == [("kennismaking", ""), ("eisen", CASE)]
    printed += [listed, filled("company", "show", "B-0001", "--json").data]
    printed.append(filled("contact", "managers", "--json").data)

    top = filled("match", CASE, "--json").data["ranked"][0]["id"]
    assert filled("shortlist", CASE, "--add", top).code == ExitCode.OK
    refused = filled("case", "answer", CASE)
    assert (refused.code, "verstuurd" in refused.err) == (ExitCode.ERROR, True)
    out = filled.folder / "uit"
    drafts = filled("case", "draft", "advice", CASE, "--out", out, "--in", "de", "--json").data
    printed.append(drafts)
    mail = message_from_bytes(Path(drafts[0]["file"]).read_bytes(), policy=default)
    assert (mail["To"], mail["X-Unsent"]) == ("j.klomp@klompenpost.example", "1")
    assert b"Klompenhandel" not in Path(drafts[0]["file"]).read_bytes()
    assert filled("case", "draft", "questions", CASE, "--out", out).code == ExitCode.OK
    printed.append(_in_the_language_of_the_settings(filled, out / "taal"))

    referred = ("case", "refer", CASE, "--to", "Emmen", "--from", "Coevorden", "--reason", "past daar")
    assert filled(*referred).code == ExitCode.OK
    followed = filled("case", "referral", CASE, "1", "--accepted", "yes", "--result", "optie", "--json").data
    assert (followed[0]["from"], followed[0]["accepted"], followed[0]["result"]) == ("GM0109", True, "optie")
    printed.append(followed)
    assert filled("case", "answer", CASE).code == ExitCode.OK
    outside = filled("case", "show", CASE, "--timeline", "--json").data
    printed.append({"timeline": outside["timeline"]})
    assert not any(each["is_internal"] for each in outside["timeline"])
    for options in (("--timeline", "--internal"), ("--internal",)):
        told = filled("case", "show", CASE, *options).out
        assert "Klompenhandel BV" in told.split("Bedrijf: ")[1].splitlines()[0]
        assert "Aanvrager: " in told
    shown = filled("case", "show", CASE, "--timeline").out
    assert ("Klompenhandel" in shown, "Aanvrager: " in shown) == (False, False)
    inside = filled("case", "show", CASE, "--timeline", "--internal").out
    assert "Klompenhandel" in inside
    assert "eisen" in inside
    assert sorted(key for key in _keys(printed) if f"`{key}`" not in PAGE) == []


def test_a_file_that_was_sent_answers(filled: CommandLine) -> None:
    """It is kept with the case."""
    sent = filled.folder / "brief.docx"
    sent.write_bytes(b"brief")
    assert filled("case", "answer", CASE, "--file", sent).code == ExitCode.OK
    shown = filled("case", "show", CASE, "--internal", "--json").data
    assert [each["name"] for each in shown["internal"]["attachments"]] == ["brief.docx"]


def test_a_company_is_changed_and_found(cli: CommandLine) -> None:
    """People are replaced by name and taken away; what is unknown is said."""
    cli("company", "add", "Klompenpost", "--person", PERSON, "--person", "P. Vis")
    changed_to = cli(
        "company", "change", "klompenpost", "--place", "Assen", "--without-person", "P. Vis", "--json"
    )
    assert (changed_to.data["place"], [each["name"] for each in changed_to.data["persons"]]) == (
        "Assen",
        ["J. Klomp"],
    )
    assert "Klompenpost" in cli("company", "list", "assen").out
    assert cli("company", "show", "onbekend").code == ExitCode.ERROR
    assert cli("company", "add", "klompenpost").code == ExitCode.ERROR
    assert cli("contact", "log", "x", "--company", "B-0001", "--partner", "NOM").code == ExitCode.ERROR
    assert cli("contact", "list", "--since", "gisteren").code == ExitCode.ERROR


def test_the_workspace_chooses_what_the_clock_counts(filled: CommandLine) -> None:
    """Received on Friday 20 November at 10.40: due on Saturday, or after three working days."""
    elapsed = filled("case", "show", CASE, "--json").data["clock"]["due_at"]
    assert filled("settings", "--set", "clock_rule=working_hours").code == ExitCode.ERROR
    chosen = filled("settings", "--set", "clock_rule=working_hours", "--source", "Afspraak 2026-11")
    assert chosen.code == ExitCode.OK
    working = filled("case", "show", CASE, "--json").data["clock"]["due_at"]
    assert (elapsed, working) == ("2026-11-21T09:40:00+00:00", "2026-11-25T09:40:00+00:00")
    listed = filled("case", "list", "--json").data
    assert re.match(r"2026-11-25", listed[0]["clock"]["due_at"])


def _in_the_language_of_the_settings(filled: CommandLine, out: Path) -> object:
    """Make a draft without a word of its language: it is that of the settings, and a word goes before."""
    assert filled.bare("settings", "--set", "document_language=en").code == ExitCode.OK
    drafted = ("case", "draft", "advice", CASE, "--json", "--out")
    made = [filled(*drafted, out / "a").data, filled(*drafted, out / "b", "--lang", "nl").data]
    assert filled.bare("settings", "--reset", "document_language").code == ExitCode.OK
    texts = [Path(each[0]["file"]).read_text(encoding="utf-8") for each in made]
    assert ["Dear" in each for each in texts] == [True, False]
    return made
