"""``drentsportal instruments``: found by options alone, confirmed and kept in the workspace file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

ASKED = ("--amount", "75000", "--purpose", "innovation", "--size", "sme", "--on", "2026-11-20")


@pytest.fixture(autouse=True)
def _workspace(cli: CommandLine) -> None:
    cli.make_workspace()


def test_options_alone_find(cli: CommandLine) -> None:
    """The same as ``find``; expired ones are told as such."""
    short, full = cli("instruments", *ASKED), cli("instruments", "find", *ASKED)
    assert short == full
    assert short.code == ExitCode.OK, short.err
    fits = short.out.partition("Past (1)")[2].partition("Na te vragen")[0]
    assert "Innovatiekrediet" in fits
    assert "door ons afgeleid" in fits
    assert "€ 25.000 te hoog" in short.out.partition("Past bijna")[2]
    assert "Clustertraject" in short.out.partition("Verlopen")[2]


def test_json_has_the_figures(cli: CommandLine) -> None:
    """Unknown is null."""
    found = {each["id"]: each for each in cli("instruments", *ASKED, "--json").data}
    assert (found["innovatiekrediet"]["fit"], found["innovatiekrediet"]["state"]) == ("fits", "to_confirm")
    assert found["ontwikkelkrediet"]["maximum_eur"] is None
    micro = found["microkrediet"]
    assert (micro["fit"], micro["outcomes"][0]["difference_eur"]) == ("nearly", -25_000)


def test_confirming_and_ending_stay_in_the_file(cli: CommandLine) -> None:
    """With who and when; what shipped stays readable as version 0."""
    assert cli("instruments", "confirm", "microkrediet", "--note", "NOM").code == ExitCode.OK
    assert cli("instruments", "end", "microkrediet", "2027-12").code == ExitCode.OK
    versions = cli("instruments", "show", "microkrediet", "--json").data
    assert [(each["version"], each["change"]) for each in versions] == [
        (0, "shipped"),
        (1, "confirmed"),
        (2, "ended"),
    ]
    assert versions[1]["note"] == "NOM"
    assert versions[2]["instrument"]["ends_on"] == "2027-12"
    assert "ends_on" not in versions[0]["instrument"]


def test_a_file_adds_and_changes(cli: CommandLine, tmp_path: Path) -> None:
    """What ``show --json`` gives is what they read."""
    data = cli("instruments", "show", "microkrediet", "--json").data[0]["instrument"]
    file = tmp_path / "nieuw.json"
    file.write_text(json.dumps({**data, "id": "nieuw", "name": "Nieuw krediet"}), encoding="utf-8")
    assert cli("instruments", "change", file).code == ExitCode.ERROR
    assert "toegevoegd" in cli("instruments", "add", file).out
    assert cli("instruments", "add", file).code == ExitCode.ERROR
    file.write_text(json.dumps({**data, "id": "nieuw", "maximum_eur": 60_000}), encoding="utf-8")
    assert "opnieuw worden bevestigd" in cli("instruments", "change", file).out
    found = {each["id"]: each for each in cli("instruments", "--amount", "55000", "--json").data}
    assert (found["nieuw"]["fit"], found["microkrediet"]["fit"]) == ("fits", "nearly")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--amount", "0"),
        ("--place", "Lutjebroek"),
        ("--sector", "goud"),
        ("--on", "morgen"),
        ("confirm", "onbekend"),
        ("confirm", "clustertraject"),
        ("end", "microkrediet", "ooit"),
    ],
)
def test_what_makes_no_sense_is_refused(cli: CommandLine, wrong: tuple[str, ...]) -> None:
    """In one line, without a traceback."""
    ended = cli("instruments", *wrong)
    assert ended.code == ExitCode.ERROR
    assert "Traceback" not in ended.err
    assert ended.err.strip()


@pytest.mark.parametrize("purpose", [(), ("--purpose", "innovation")])
def test_the_one_credit_that_takes_an_amount_is_named_and_comes_first(
    cli: CommandLine, purpose: tuple[str, ...]
) -> None:
    """The source tells no purpose of it, so that it is to be asked; its amount fits all the same."""
    asked = ("instruments", "find", "--amount", "300000", "--size", "sme", *purpose)
    assert "alleen mogelijk bij het Ontwikkelkrediet" in cli(*asked).out
    running = [each for each in cli(*asked, "--json").data if each["group"] in {"fits", "to_ask"}]
    assert running[0]["id"] == "ontwikkelkrediet"
    assert "alleen mogelijk" not in cli("instruments", "find", "--amount", "150000").out


@pytest.mark.parametrize(
    ("purpose", "fits", "to_ask"),
    [
        (("--purpose", "growth"), {"ontwikkelkrediet"}, set()),
        (("--purpose", "innovation"), set(), {"ontwikkelkrediet"}),
        ((), {"ontwikkelkrediet"}, set()),
    ],
)
def test_300_000_euro_gives_the_ontwikkelkrediet_only(
    cli: CommandLine, purpose: tuple[str, ...], fits: set[str], to_ask: set[str]
) -> None:
    """Story 14: no other loan of the fund takes it, for whatever purpose; for growth nothing else fits.

    The sources name no purpose ("breed mkb", 000:1237-1239), so that for innovation it has to be asked.
    """
    asked = ("instruments", "--amount", "300000", "--size", "sme", *purpose, "--on", "2026-11-20")
    groups = {each["id"]: each["group"] for each in cli(*asked, "--json").data}
    credit = {"microkrediet", "innovatiekrediet", "ontwikkelkrediet"}
    assert {each for each in credit if groups[each] == "fits"} == fits
    assert {each for each in credit if groups[each] == "to_ask"} == to_ask
    assert "alleen mogelijk bij het Ontwikkelkrediet" in cli(*asked).out
    if "growth" in purpose:
        assert [each for each, group in groups.items() if group == "fits"] == ["ontwikkelkrediet"]


def test_an_amount_beyond_any_budget_is_refused_with_the_bound(cli: CommandLine) -> None:
    """However many digits; the bound itself may be asked."""
    for amount in ("1000000000000", "9" * 40):
        refused = cli("instruments", "--amount", amount)
        assert (refused.code, "999.999.999.999" in refused.err) == (ExitCode.ERROR, True)
    assert cli("instruments", "--amount", "999999999999").code == ExitCode.OK


@pytest.mark.parametrize("command", ["confirm", "end"])
def test_a_note_says_that_it_is_no_secret(
    cli: CommandLine, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """A note lies open in the file, also with a passphrase: who writes one is told so."""
    cli("instruments", command, "--help")
    told = " ".join(capsys.readouterr().out.split())
    assert "ligt leesbaar in het bestand, ook met wachtzin" in told
