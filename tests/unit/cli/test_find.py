"""``drentsportal find``: over everything by name, what is internal only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Give a workspace with the sample sites and a company."""
    cli.make_workspace()
    cli.import_samples()
    added = cli("company", "add", "Bargermeer Zuivel", "--place", "Assen")
    assert added.code == ExitCode.OK, added.err
    return cli


def test_a_name_is_found_with_its_kind_and_what_is_beside_it(filled: CommandLine) -> None:
    """As a table and as data; the nearest kind stands first and says how many there are."""
    found = filled("find", "bargermeren", "--json")
    assert found.code == ExitCode.OK, found.err
    first = found.data[0]
    assert (first["kind"], first["count"]) == ("park", 1)
    assert first["found"][0]["name"] == "Bargermeren"
    assert first["found"][0]["nearness"] == "exact"
    assert "Emmen" in first["found"][0]["beside"]
    shown = filled("find", "emmen", "--most", "1")
    assert shown.code == ExitCode.OK
    assert "Terreinen" in shown.out
    assert "Kavels: 1 van " in shown.out


def test_companies_come_only_when_asked_for_and_leave_a_line(filled: CommandLine) -> None:
    """What is internal needs its option, and that is logged as a search."""
    assert filled("find", "zuivel", "--json").data == []
    assert filled("find", "zuivel").out.strip() == "Niets gevonden."
    found = filled("find", "zuivel", "--internal", "--json").data
    assert [(each["kind"], each["found"][0]["name"]) for each in found] == [("company", "Bargermeer Zuivel")]
    log = filled("case", "access", "zoeken", "--json")
    assert log.code == ExitCode.OK, log.err
    assert [each["kind"] for each in log.data] == ["opened"]


def test_one_wrong_letter_finds_the_name(filled: CommandLine) -> None:
    """And says that it is not what was typed."""
    found = filled("find", "bargemeren", "--json").data
    assert {each["found"][0]["nearness"] for each in found} == {"mistyped"}
    assert "park" in {each["kind"] for each in found}
