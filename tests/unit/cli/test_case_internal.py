"""What is internal or of a person comes with ``--internal`` alone, as data too; codes are told by name."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

REQUESTER: Final = "Hendrik Turfschip"
ANSWER: Final = b"%PDF-1.7 advies"


@pytest.fixture
def number(cli: CommandLine) -> str:
    """Open a case that says who asked and for which company, in the region Zuid-Drenthe."""
    received = datetime.now(UTC) - timedelta(hours=2)
    case = {"channel": "partner", "received_at": received.isoformat(), "requester": REQUESTER}
    content = {
        "case": case | {"company_name": "Turfschip BV"},
        "request": {"title": "Vraag", "requirements": {"municipality": ["Zuid-Drenthe"]}},
    }
    request = cli.folder / "vraag.json"
    request.write_text(json.dumps(content), encoding="utf-8")
    opened = cli("case", "new", "--file", request, "--json")
    assert opened.code == ExitCode.OK, opened.err
    assert "Turfschip" not in opened.out
    number: str = opened.data["number"]
    return number


def test_the_requester_is_told_with_internal_alone(cli: CommandLine, number: str) -> None:
    """In words and as data, of one case, of the list, and of what changes it; a look is logged."""
    for outside in (
        ("case", "show", number),
        ("case", "show", number, "--timeline"),
        ("case", "list"),
        ("case", "note", number, "gebeld"),
        ("case", "stop", number, "--reason", "wacht"),
        ("case", "resume", number),
        ("report", "week"),
    ):
        for told in (cli(*outside).out, cli(*outside, "--json").out):
            assert "Turfschip" not in told, outside
    inside = cli("case", "show", number, "--internal", "--json").data["internal"]
    assert (inside["requester"], inside["company_name"]) == (REQUESTER, "Turfschip BV")
    assert REQUESTER in cli("case", "show", number, "--internal").out
    assert [each["kind"] for each in cli("case", "access", number, "--json").data] == ["opened"]


def test_who_asked_is_told_with_internal_alone(cli: CommandLine) -> None:
    """Name, telephone and address as they were confirmed from the mail."""
    mail = cli.folder / "vraag.eml"
    mail.write_text(
        "From: Marjolein Wiersma <m.wiersma@vraagt.example>\nTo: loket@drenthe.example\n"
        "Date: Fri, 20 Nov 2026 09:12:00 +0100\nSubject: Ruimte gezocht\n\nWij zoeken 2 ha in Emmen.\n",
        encoding="utf-8",
    )
    given = ("channel=company", "received_at=2026-11-20T09:13:00+01:00", "contact_name", "email")
    options = [word for each in ("title", *given, "phone=0591 123456") for word in ("--confirm", each)]
    opened = cli("case", "intake", mail, *options, "--json")
    assert opened.code == ExitCode.OK, opened.err
    number = opened.data["number"]
    inside = cli("case", "show", number, "--internal", "--json").data["internal"]
    assert inside["asking_person"] == {
        "name": "Marjolein Wiersma",
        "email": "m.wiersma@vraagt.example",
        "phone": "0591 123456",
    }
    told = cli("case", "show", number, "--internal").out
    assert "Contactpersoon: Marjolein Wiersma, 0591 123456" in " ".join(told.split())
    for outside in (cli("case", "show", number).out, cli("case", "show", number, "--json").out):
        assert "iersma" not in outside


def test_a_list_of_companies_does_not_say_how_people_are_reached(cli: CommandLine) -> None:
    """One company does, and opening it is logged as that company."""
    cli.make_workspace()
    cli("company", "add", "Turfschip BV", "--person", "J. Klomp;directeur;j@turf.example;0592 1")
    listed = cli("company", "list", "--json").data
    assert listed[0]["persons"] == [{"name": "J. Klomp"}]
    assert cli("company", "show", "B-0001", "--json").data["persons"][0]["email"] == "j@turf.example"
    assert [each["subject"] for each in cli("case", "access", "B-0001", "--json").data] == ["B-0001"]


def test_what_was_answered_and_left_without_a_task_can_be_listed(cli: CommandLine, number: str) -> None:
    """Not before the answer, and no more once somebody has a task in it."""
    listed = ("case", "list", "--unattended", "--json")
    assert cli(*listed).data == []
    answer = cli.folder / "advies.pdf"
    answer.write_bytes(ANSWER)
    assert cli("case", "answer", number, "--file", answer).code == ExitCode.OK
    assert [each["number"] for each in cli(*listed).data] == [number]
    assert number in cli("case", "list", "--unattended").out
    cli("case", "task", "add", number, "Nabellen", "--owner", "Anna")
    assert cli(*listed).data == []
    cli("case", "task", "done", number, "t1")
    assert [each["number"] for each in cli(*listed).data] == [number]


def test_the_timeline_says_what_was_done_to_a_task(cli: CommandLine, number: str) -> None:
    """Added, changed, done, reopened, handed over: each by its own title, in both timelines."""
    task = ("case", "task")
    for command in (
        (*task, "add", number, "Nabellen", "--owner", "Anna"),
        (*task, "change", number, "t1", "--text", "Terugbellen"),
        (*task, "done", number, "t1"),
        (*task, "reopen", number, "t1"),
        (*task, "hand-over", number, "t1", "--to", "Piet"),
    ):
        assert cli(*command).code == ExitCode.OK, command
    for shown in (
        cli("case", "show", number, "--internal").out,
        cli("case", "show", number, "--internal", "--timeline").out,
    ):
        for title in ("toegevoegd", "gewijzigd", "gedaan", "heropend", "overgedragen"):
            assert f"Taak {title}" in shown
        assert "Taak aangepast" not in shown


def test_the_weekly_list_names_the_region_that_is_asked(cli: CommandLine, number: str) -> None:
    """And not the key under which the portal keeps it."""
    cli("case", "task", "add", number, "Nabellen", "--owner", "Anna", "--due", "2026-12-01")
    told = cli("report", "week").out
    assert ("Zuid-Drenthe" in told, "zuid_drenthe" in told) == (True, False)
    team = cli("report", "week", "--json").data["teams"][0]
    assert (team["municipality_code"], team["name"]) == ("zuid_drenthe", "Zuid-Drenthe")


def test_a_case_without_an_owner_says_so(
    cli: CommandLine, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no name is known, neither to the settings nor to the system."""
    assert number
    monkeypatch.setattr("drentsportal.settings.personal.login_name", lambda: "")
    opened = cli("case", "new", "--file", cli.folder / "vraag.json", "--another")
    assert opened.code == ExitCode.OK, opened.err
    assert "Behandelaar: nog niemand" in opened.out
    other = number[:-1] + "2"
    assert "Behandelaar: nog niemand" in cli("case", "show", other).out
    assert "nog niemand" in cli("case", "list").out
    assert cli("case", "hand-over", other, "--to", "Anna").code == ExitCode.OK
    shown = cli("case", "show", other, "--internal").out
    assert "aan Anna; de aanvraag was nog van niemand" in shown
    assert "Overgedragen aan Anna; de" in cli("case", "show", other, "--internal", "--timeline").out
