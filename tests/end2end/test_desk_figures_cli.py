"""Search, outcome, quarter report and weekly list on the command line; what leaves, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from tests.unit.reports.written_files import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine

CASE: Final = "D-2026-0001"
MARKED: Final = "Klompenwoord"
"""Stands in every internal text that is typed here."""


@pytest.fixture
def opened(cli: CommandLine) -> CommandLine:
    """Open a case in 2026, answer it, and say in it what must not leave."""
    for name in ("municipalities.geojson", "business_parks.geojson"):
        assert cli("import", sample_data_dir() / name).code == ExitCode.OK
    request = sample_data_dir() / "requests" / "2-logistiek.json"
    commands = (
        (
            "case",
            "new",
            "--file",
            request,
            "--received",
            "2026-07-10T09:00:00+02:00",
            "--asked",
            "2026-07-10T08:00:00+02:00",
        ),
        ("case", "note", CASE, f"{MARKED} noot"),
        (
            "case",
            "contact",
            CASE,
            f"{MARKED} gesprek",
            "--company",
            f"{MARKED} BV",
            "--at",
            "2026-07-10T10:00:00+02:00",
        ),
    )
    for each in commands:
        outcome = cli(*each)
        assert outcome.code == ExitCode.OK, outcome.err
    return cli


def test_search_finds_a_case_and_tells_where(opened: CommandLine) -> None:
    """By the beginning of a word in a note; a site by its name; nothing is told as such."""
    found = opened("case", "search", MARKED[:6].lower(), "--json").data
    assert [(each["kind"], each["id"]) for each in found] == [("case", CASE)]
    assert found[0]["found_in"] == ["contacts", "notes", "timeline"]
    assert CASE in opened("case", "search", MARKED).out
    assert {each["kind"] for each in opened("case", "search", "bedrijvenpark", "--json").data} == {"site"}
    assert opened("case", "search", "bestaatniet").code == ExitCode.OK
    assert opened("case", "search", "-").code != ExitCode.OK


def test_an_outcome_before_the_answer_is_refused_and_withdrawing_is_not(opened: CommandLine) -> None:
    """The message names the option that was typed."""
    refused = opened("case", "outcome", CASE, "lost", "--reason", "plan")
    assert (refused.code, CASE in refused.err) == (ExitCode.ERROR, True)
    kept = opened("case", "outcome", CASE, "withdrawn", "--on", "2026-07-12", "--json").data
    assert (kept["outcome"]["kind"], kept["outcome"]["decided_on"]) == ("withdrawn", "2026-07-12")


def test_a_lost_company_is_confirmed_with_its_reason(opened: CommandLine, tmp_path: Path) -> None:
    """What was typed as a word stands there as people say it."""
    advice = tmp_path / "advies.pdf"
    advice.write_bytes(b"%PDF-1.7")
    answered = opened("case", "answer", CASE, "--file", advice)
    assert answered.code == ExitCode.OK, answered.err
    lost = opened("case", "outcome", CASE, "lost", "--reason", "neighbours")
    assert lost.out.startswith(f"{CASE}: niet geplaatst, met als reden omwonenden. De aanvraag staat op ")


def test_a_case_that_closes_says_how_many_tasks_stay_open(opened: CommandLine) -> None:
    """They stay: somebody still has to do them. An open case says nothing of it."""
    for text in ("bellen", "dossier opruimen"):
        assert opened("case", "task", "add", CASE, text).code == ExitCode.OK
    withdrawn = ("case", "outcome", CASE, "withdrawn", "--on", "2026-07-12")
    assert "taken" not in opened(*withdrawn).out
    closed = opened(*withdrawn, "--close")
    assert f"{CASE} is gesloten met nog 2 open taken: drentsportal case task list {CASE}" in closed.out
    assert opened(*withdrawn, "--json").data["open_tasks"] == 2


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_the_quarter_report_is_printed_and_written_without_a_word_of_what_is_internal(
    opened: CommandLine, tmp_path: Path, suffix: str
) -> None:
    """Its figures as data, as text, and as a file."""
    opened("case", "outcome", CASE, "withdrawn", "--on", "2026-07-12", "--note", MARKED)
    out = tmp_path / f"kwartaal{suffix}"
    data = opened("report", "quarter", "--quarter", "2026-3", "--json", "--out", out).data
    assert (data["quarter"], sum(data["requests"].values()), data["withdrawn"]) == ("2026-3", 1, 1)
    assert (data["answered"], data["within_term_share"], data["open"]) == (0, None, 1)
    assert len(data["exposure"]) >= 12
    printed = opened("report", "quarter", "--quarter", "2026-K3", "--no-exposure")
    assert "Derde kwartaal 2026" in printed.out
    words = words_of(out)
    assert "Derde kwartaal 2026" in words
    assert MARKED not in words + printed.out
    assert opened("report", "quarter", "--quarter", "2026-9").code == ExitCode.ERROR
    assert opened("report", "quarter", "--quarter", "2199-1").code == ExitCode.ERROR
    assert opened("report", "quarter", "--out", tmp_path / "kwartaal.doc").code == ExitCode.ERROR


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_the_weekly_list_tells_words_of_a_task_only_when_asked(
    opened: CommandLine, tmp_path: Path, suffix: str
) -> None:
    """The file has the discipline and the days; a task in words stands on the screen of who asks for it."""
    made = opened(
        "case", "task", "add", CASE, f"{MARKED} bellen", "--due", "2026-12-01", "--discipline", "vergunningen"
    )
    assert made.code == ExitCode.OK, made.err
    out = tmp_path / f"week{suffix}"
    plain = opened("report", "week", "--out", out)
    assert (plain.code, "vergunningen" in plain.out, MARKED in plain.out) == (ExitCode.OK, True, False)
    words = words_of(out)
    assert "vergunningen" in words
    assert CASE in words
    assert MARKED not in words
    internal = opened("report", "week", "--internal", "--json").data
    (case,) = internal["teams"][0]["cases"]
    assert (case["internal"]["next_step"], case["last_message_on"]) == (f"{MARKED} bellen", "2026-07-10")
    assert MARKED in opened("report", "week", "--internal").out
