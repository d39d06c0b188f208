"""A day along sites on the command line: programme and calendar, told times, and what stays inside."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

CASE: Final = "D-2026-0001"
COMPANY: Final = "Turfschip Kroonjuweel"
DAY: Final = ("--date", "2026-12-03")


@pytest.fixture(scope="module")
def opened(sample_cli: CommandLine) -> CommandLine:
    """Open a case of a company and match it."""
    request = sample_data_dir() / "requests" / "2-logistiek.json"
    assert sample_cli("case", "new", "--file", request).code == ExitCode.OK
    key = sample_cli("company", "add", COMPANY, "--json").data["key"]
    assert sample_cli("company", "link", CASE, key).code == ExitCode.OK
    assert sample_cli("match", CASE).code == ExitCode.OK
    return sample_cli


def day(cli: CommandLine, folder: Path, *arguments: str) -> dict[str, Any]:
    """Run the command and return what it prints."""
    outcome = cli("fact-finding-day", *arguments, *DAY, "--out", folder, "--json")
    assert outcome.code == ExitCode.OK, outcome.err
    found: dict[str, Any] = outcome.data
    return found


def words(path: str) -> str:
    """Read all words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_day_of_a_case_is_made_recorded_and_names_nobody(opened: CommandLine, tmp_path: Path) -> None:
    """Both files as the checksums say; the company stands in neither, and the log tells that it left."""
    made = day(opened, tmp_path, "vb-018", "vb-003", "vb-009", "--case", CASE)
    programme, calendar = (each["file"] for each in made["files"])
    for each in made["files"]:
        assert hashlib.sha256(Path(each["file"]).read_bytes()).hexdigest() == each["sha256"]
    read = Calendar.from_ical(Path(calendar).read_bytes())
    stops = [each for each in read.walk("VEVENT") if str(each["summary"]).startswith("Stop")]
    assert [each.decoded("dtstart").isoformat()[:16] for each in stops] == [
        f"2026-12-03T{int(each['begins_at'][11:13]) + 1:02d}{each['begins_at'][13:16]}"
        for each in made["visits"]
    ]
    for text in (words(programme), Path(calendar).read_text(encoding="utf-8")):
        assert not [word for word in COMPANY.split() if word in text]
    shown = opened("case", "show", CASE, "--json").data
    names = {Path(each["file"]).name for each in made["files"]}
    assert names <= {each["file"] for each in shown["documents"]}
    log = opened("case", "access", CASE, "--json").data
    assert "exported" in {each["kind"] for each in log}


def test_the_order_is_the_best_or_as_given(opened: CommandLine, tmp_path: Path) -> None:
    """By hand it takes no less travel; a stop can be first; both ways at once are refused."""
    sites = ("vb-003", "vb-018", "vb-004", "vb-009")
    best = day(opened, tmp_path, *sites)
    kept = day(opened, tmp_path, *sites, "--keep-order")
    assert [each["site"] for each in kept["visits"]] == list(sites)
    assert best["travel_minutes"] < kept["travel_minutes"]
    first = day(opened, tmp_path, *sites, "--first", "vb-009")
    assert first["visits"][0]["site"] == "vb-009"
    refused = opened("fact-finding-day", *sites, *DAY, "--keep-order", "--first", "vb-009")
    assert refused.code == ExitCode.ERROR


def test_one_visit_can_take_longer_than_the_others(opened: CommandLine, tmp_path: Path) -> None:
    """By site; what is no number of minutes, or a site of another day, is refused."""
    sites = ("vb-003", "vb-018")
    made = day(opened, tmp_path, *sites, "--visit-at", "vb-018=75")
    minutes = {
        each["site"]: datetime.fromisoformat(each["ends_at"]) - datetime.fromisoformat(each["begins_at"])
        for each in made["visits"]
    }
    assert minutes == {"vb-003": timedelta(minutes=45), "vb-018": timedelta(minutes=75)}
    for wrong in ("vb-018", "vb-018=lang", "vb-009=60"):
        refused = opened("fact-finding-day", *sites, *DAY, "--visit-at", wrong, "--out", tmp_path / "niet")
        assert refused.code == ExitCode.ERROR
    assert not (tmp_path / "niet").exists()


def test_times_are_told_and_so_is_what_does_not_fit(opened: CommandLine, tmp_path: Path) -> None:
    """In words: a line per stop, what is left over by name, and that times are estimates."""
    sites = ("vb-003", "vb-018", "vb-030")
    outcome = opened(
        "fact-finding-day", *sites, *DAY, "--end", "12:00", "--lunch-minutes", "0", "--out", tmp_path
    )
    assert outcome.code == ExitCode.OK, outcome.err
    assert "Past niet voor 12.00 uur" in outcome.out
    assert "geschat" in outcome.out or "schatting" in outcome.out


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--date", "3 december"), "3 december"),
        ((*DAY, "--start", "negen"), "negen"),
        ((*DAY, "--from", "Atlantis"), "Atlantis"),
        ((*DAY, "--theme", "bestaat-niet"), "bestaat-niet"),
        ((*DAY, "--lang", "xx"), "xx"),
        ((*DAY, "--end", "08:00"), "eindigt voordat"),
    ],
)
def test_what_cannot_be_used_is_refused(
    opened: CommandLine, tmp_path: Path, wrong: tuple[str, ...], told: str
) -> None:
    """With what was given, and without a file."""
    outcome = opened("fact-finding-day", "vb-018", *wrong, "--out", tmp_path / "uit")
    assert outcome.code == ExitCode.ERROR
    assert told in outcome.err
    assert not (tmp_path / "uit").exists()


def test_the_style_is_that_of_the_papers(opened: CommandLine, tmp_path: Path) -> None:
    """German papers in the house style of a gemeente, told in Dutch on the terminal."""
    made = day(opened, tmp_path, "vb-018", "--lang", "de", "--theme", "gemeente")
    assert "Tagesprogramm Donnerstag" in words(made["files"][0]["file"])
    assert any("schatting" in each for each in made["notices"])
