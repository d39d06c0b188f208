"""From the first talk to the visit after the opening, on the command line; what leaves, and what does not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import pytest
from icalendar import Calendar

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine, Outcome

CASE: Final = "D-2026-0001"
PARK: Final = "vb-009"
MARKED: Final = "Klompenwoord"
"""Stands in every text that is typed here."""


@pytest.fixture
def opened(cli: CommandLine) -> CommandLine:
    """Import the parks and open the case of a distribution centre of 12 m high."""
    for name in ("municipalities.geojson", "business_parks.geojson", "plots.geojson"):
        assert cli("import", sample_data_dir() / name).code == ExitCode.OK
    request = sample_data_dir() / "requests" / "2-logistiek.json"
    assert cli("case", "new", "--file", request).code == ExitCode.OK
    return cli


def path(cli: CommandLine, *arguments: str) -> dict[str, Any]:
    """Run a command on the path and return its items by id."""
    outcome = cli("case", "path", arguments[0], CASE, *arguments[1:], "--json")
    assert outcome.code == ExitCode.OK, outcome.err
    return {each["item"]: each for each in outcome.data["items"]}


def refused(outcome: Outcome) -> str:
    """Return why a command was refused."""
    assert outcome.code == ExitCode.ERROR
    return outcome.err


def test_a_whole_path_on_the_command_line(opened: CommandLine) -> None:
    """Each step in turn; a step with open parts is refused, the whole path is done in the end."""
    items = path(opened, "show")
    assert {each["state"] for each in items.values()} == {"open"}
    assert "v3.brochure" in items

    for package in ("v3", "v4"):
        parts = [each for each in items if each.startswith(f"{package}.")]
        assert len(parts) == 4
        for part in parts[:3]:
            path(opened, "done", part)
        assert "staat nog open" in refused(opened("case", "path", "done", CASE, package))
        path(opened, "done", parts[3])
        assert path(opened, "done", package)[package]["state"] == "done"

    for part in ("v1.wishes", "v1.strengths", "v1.service", "v1"):
        path(opened, "done", part)
    assert path(opened, "skip", "v2", "--reason", MARKED)["v2"]["state"] == "not_applicable"

    check = opened("case", "path", "check", CASE, "--site", PARK, "--json").data["height_check"]
    assert (check["permit_needed"], check["asked_dm"], check["is_current"]) == ("yes", 120, True)
    assert check["sites"][0]["heights"][0]["source"]
    path(opened, "done", "v5")

    for talk in ("permits", "park_management", "utilities"):
        assert "contact" in refused(opened("case", "path", "done", CASE, f"v6.{talk}"))
        path(opened, "plan", f"v6.{talk}", "--date", "2026-12-01", "--time", "14:30", "--contact", MARKED)
        path(opened, "done", f"v6.{talk}")
    path(opened, "done", "v6")

    path(opened, "agree", MARKED, "--due", "2026-12-01", "--owner", MARKED)
    settled = path(opened, "settle", "v7.1", "--broken", "--note", MARKED)
    assert (settled["v7.1"]["kept"], settled["v7.1"]["text"]) == (False, MARKED)
    path(opened, "done", "v7")

    visit = path(opened, "plan", "v8.opening", "--date", "2026-11-18")["v8.visit"]
    assert (visit["date"], visit["date_is_derived"]) == ("2027-05-18", True)
    for part in ("v8.building", "v8.introduction", "v8.opening", "v8.visit", "v8"):
        path(opened, "done", part)
    assert path(opened, "done", "v0")["v0"]["state"] == "done"
    assert path(opened, "reopen", "v8.visit")["v0"]["state"] != "done"
    shown = opened("case", "path", "show", CASE)
    assert "Werkbezoek een half jaar na de opening" in shown.out
    assert "Vergunning voor afwijken: nodig" in shown.out


def test_tasks_are_handed_over_and_found(opened: CommandLine) -> None:
    """In their case, and over all cases by owner and date."""
    added = opened(
        "case", "task", "add", CASE, "Bel terug", "--owner", "Anna", "--due", "2026-11-01", "--json"
    )
    assert (added.data["task"], added.data["late"]) == ("t1", True)
    assert opened("case", "task", "hand-over", CASE, "t1", "--to", "Bert").code == ExitCode.OK
    assert opened("case", "task", "change", CASE, "t1", "--text", "Schrijf terug").code == ExitCode.OK
    assert opened("case", "task", "add", CASE, "Ooit").code == ExitCode.OK
    assert [each["text"] for each in opened("case", "task", "list", "--owner", "bert", "--json").data] == [
        "Schrijf terug"
    ]
    assert len(opened("case", "task", "list", "--json").data) == 2
    assert len(opened("case", "task", "list", "--due-by", "2026-11-02", "--json").data) == 1
    assert opened("case", "task", "done", CASE, "t1").code == ExitCode.OK
    assert [each["task"] for each in opened("case", "task", "list", "--json").data] == ["t2"]
    assert [each["task"] for each in opened("case", "task", "list", CASE, "--json").data] == ["t1", "t2"]
    assert opened("case", "task", "reopen", CASE, "t1").code == ExitCode.OK
    inside = opened("case", "show", CASE, "--internal").out
    assert "Overgedragen aan Bert: Bel terug" in inside


def test_a_calendar_has_dates_and_nothing_that_was_typed(opened: CommandLine) -> None:
    """The same bytes again, the same ids after a change, and no word from inside."""
    path(opened, "plan", "v6.permits", "--date", "2026-12-01", "--time", "14:30", "--contact", MARKED)
    path(opened, "plan", "v8.opening", "--date", "2027-08-31", "--note", MARKED, "--owner", MARKED)
    path(opened, "agree", MARKED, "--due", "2026-12-02")
    opened("case", "task", "add", CASE, MARKED, "--due", "2026-12-03")
    opened("case", "note", CASE, MARKED)
    opened("case", "contact", CASE, MARKED, "--person", MARKED)

    out = opened.folder / "agenda.ics"
    made = opened("case", "calendar", out, "--case", CASE, "--json").data
    content = out.read_bytes()
    assert made["sha256"] == hashlib.sha256(content).hexdigest()
    assert (made["dates"], made["cases"]) == (5, [CASE])
    told = content.replace(b"\r\n ", b"").decode()
    assert MARKED not in told
    assert "Turfschip" not in told
    assert "Logistiek dienstverlener" in told

    assert opened("case", "calendar", out, "--case", CASE).code == ExitCode.OK
    assert out.read_bytes() == content
    before = dict(_dates(out))
    path(opened, "plan", "v8.opening", "--date", "2027-09-15")
    owner = opened("case", "show", CASE, "--json").data["owner"]["name"]
    assert opened("case", "calendar", out, "--owner", owner).code == ExitCode.OK
    after = dict(_dates(out))
    assert after.keys() == before.keys()
    moved = {str(after[uid]) for uid in after if after[uid] != before[uid]}
    assert moved == {"2027-09-15", "2028-03-15"}


def test_what_cannot_be_is_refused_in_words(opened: CommandLine) -> None:
    """A wrong name of a file, two subjects or none, and dates and times that are none."""
    out = opened.folder / "agenda.ics"
    refused(opened("case", "calendar", opened.folder / "agenda.txt", "--case", CASE))
    refused(opened("case", "calendar", opened.workspace, "--case", CASE))
    assert "--owner" in refused(opened("case", "calendar", out))
    refused(opened("case", "calendar", out, "--case", CASE, "--owner", "Anna"))
    refused(opened("case", "calendar", out, "--case", CASE))
    assert not out.exists()
    refused(opened("case", "path", "plan", CASE, "v1", "--date", "morgen"))
    refused(opened("case", "path", "plan", CASE, "v1", "--date", "2026-12-01", "--time", "straks"))
    refused(opened("case", "path", "plan", CASE, "v9", "--owner", "Anna"))
    refused(opened("case", "path", "agree", CASE, "tekst", "--due", ""))
    refused(opened("case", "path", "check", CASE))
    assert path(opened, "show")["v0"]["state"] == "open"


def _dates(file: Path) -> Iterator[tuple[str, date]]:
    for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
        yield str(event["uid"]), event.decoded("dtstart")


def test_the_sites_name_whom_to_talk_to(opened: CommandLine) -> None:
    """A function of the gemeente, of the park management and of the grid operator, each with its source."""
    for name in ("park_management_organisations.json", "contact_points.json"):
        assert opened("import", sample_data_dir() / name).code == ExitCode.OK
    assert opened("shortlist", CASE, "--add", "vb-002").code == ExitCode.OK
    found = opened("case", "path", "contacts", CASE, "--json").data
    assert {talk: [each["organisation"] for each in points] for talk, points in found.items()} == {
        "v6.permits": ["Gemeente Assen"],
        "v6.park_management": ["Parkmanagement Assen"],
        "v6.utilities": ["Voorbeeldnetbeheerder"],
    }
    assert all(each["source"] and each["as_of"] for points in found.values() for each in points)
    assert "parkmanager.assen@" in opened("case", "path", "contacts", CASE).out
