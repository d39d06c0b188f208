"""``sector`` on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine


@pytest.fixture
def made(cli: CommandLine) -> CommandLine:
    """Give a command line on an empty workspace."""
    cli.make_workspace()
    return cli


def test_several_candidates_are_listed_and_none_is_chosen(made: CommandLine) -> None:
    """Words of a company; exit code 0, and how to go on."""
    told = made("sector", "chemie")
    assert told.code == 0
    assert "SBI 2008" in told.out
    assert "SBI 2025" in told.out
    assert "--scheme" in told.out
    assert made("sector", "chemie", "--json").data["profile"] is None


def test_the_example_of_what_to_type_is_one_that_was_found(made: CommandLine) -> None:
    """Typed as it stands it tells of that sector, and of no other trade."""
    example = made("sector", "bakkerij").out.strip().rpartition("drentsportal sector ")[2].rstrip(".")
    code, scheme, year = example.split()
    assert (code, scheme) == ("10.71", "--scheme")
    assert "Brood en vers banket maken" in made("sector", code, scheme, year).out


def test_one_candidate_is_told_with_sources_and_labels(made: CommandLine) -> None:
    """Category by the quick scan labelled, the plan beside it, sources with their certainty."""
    told = made("sector", "10.52", "--scheme", "2008")
    assert told.code == 0
    for words in ("quick scan van VNG 2009 (vervangen in 2024)", "omgevingsplan", "p.o. > 200 m²", "Bron: "):
        assert words in told.out
    assert "eigen keuze van de makers" in told.out


def test_one_candidate_as_data(made: CommandLine) -> None:
    """Chemistry with its regional rule; unknown distances are null."""
    data = made("sector", "20", "--scheme", "2008", "--json").data
    assert [each["code"] for each in data["candidates"]] == ["20"]
    profile = data["profile"]
    assert profile["bridge"]["codes"] == ["20"]
    assert "zuidoost_accent" in [each["id"] for each in profile["regional_rules"]]
    assert profile["quick_scan"] == []
    ice = made("sector", "1052", "--scheme", "2008", "--json").data["profile"]["quick_scan"]
    assert {(each["category"], each["quiet_m"], each["mixed_m"]) for each in ice} == {
        ("3.2", 100, None),
        ("2", 30, None),
    }


def test_rules_and_stepped_distances_are_printed(made: CommandLine) -> None:
    """Pigs: 200 m becomes 100 m in mixed surroundings, with the plan in which both columns stand."""
    told = made("sector", "0146", "--scheme", "2008")
    assert "200 m" in told.out
    assert "100 m" in told.out
    assert "NL.IMRO.0114.2021057-B502" in " ".join(told.out.split())
    leisure = made("sector", "93", "--scheme", "2008")
    assert "Zuidwest-Drenthe" in leisure.out
    assert "onbekend" in leisure.out


def test_nothing_found_is_an_answer(made: CommandLine) -> None:
    """No error, and what to try."""
    told = made("sector", "zzzz")
    assert told.code == 0
    assert "Probeer" in told.out


def test_a_request_with_a_code_of_no_list_is_refused_and_one_without_edition_asked(cli: CommandLine) -> None:
    """By ``match`` and ``case new`` alike; the error names the key, and no case is opened."""
    cli.make_workspace()
    path = cli.folder / "aanvraag.json"
    for code, answer in (("sbi2008:99.99", ExitCode.ERROR), ("20.16", ExitCode.QUESTION)):
        path.write_text(json.dumps({"title": "Verwerker", "sector_code": code}), encoding="utf-8")
        for command in (
            ("match", "--request", path),
            ("case", "new", "--file", path, "--received", "2026-11-20T10:00:00+01:00"),
        ):
            refused = cli(*command)
            assert refused.code == answer
            assert "“sector_code”" in refused.err
            assert code in refused.err
    assert cli("case", "list", "--json").data == []
