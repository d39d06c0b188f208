"""A source delivers again: what changed is told, nothing is overwritten in silence, undo brings all back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.end2end.changed_ibis import IBIS, needs_ibis, write_changed

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

pytestmark = needs_ibis
OFFICER = Actor("Bert Jansen", "Gemeente Meppel", Role.GEMEENTE)


@pytest.fixture
def changed(cli: CommandLine) -> dict[str, str]:
    """Import IBIS 2022, let somebody edit a park, and write the copy that comes a year later."""
    rins = write_changed(cli.folder / "ibis_2023.gpkg")
    assert cli("import", IBIS, "--complete", "--remember", "IBIS").code == ExitCode.OK
    _edit(cli, f"rin-{rins['edited']}", 31.0)
    return {name: f"rin-{rin}" for name, rin in rins.items()}


def _edit(cli: CommandLine, site_id: str, net_ha: float) -> None:
    workspace = open_workspace(cli.workspace)
    with workspace.unit_of_work() as unit:
        unit.sites.choose(
            ValueChoice(
                site_id,
                "net_ha",
                0,
                None,
                None,
                net_ha,
                "Gemeente Meppel",
                PartialDate(2022, 11),
                OFFICER,
                datetime(2026, 11, 20, 9, 40, tzinfo=UTC),
                "nagemeten",
            )
        )
        unit.commit()
    workspace.close()


def _sites(cli: CommandLine) -> dict[str, dict[str, Any]]:
    told = cli("sites", "--json")
    return {each["id"]: each for each in json.loads(told.out)["sites"]}


def _imported(cli: CommandLine, *more: str) -> Any:  # noqa: ANN401 - JSON
    done = cli("import", cli.folder / "ibis_2023.gpkg", "--complete", "--json", *more)
    assert done.code == ExitCode.OK, done.err
    return json.loads(done.out)["merge"]


def test_a_dry_run_tells_what_differs_value_by_value(cli: CommandLine, changed: dict[str, str]) -> None:
    """3 changed, 1 of an edit contradicted, 1 new, 1 vanished; the rest confirmed with the newer year."""
    merge = _imported(cli, "--dry-run")
    counted = {name: merge[name] for name in ("new", "changed", "conflicting", "confirmed", "vanished")}
    assert counted == {"new": 1, "changed": 3, "conflicting": 1, "confirmed": 115, "vanished": 1}
    assert merge["vanished_ids"] == [changed["gone"]]
    assert merge["new_ids"] == ["rin-999001"]
    conflict = next(each for each in merge["values"] if each["state"] == "conflicting")
    assert (conflict["site_id"], conflict["attribute"]) == (changed["edited"], "net_ha")
    assert conflict["used"] == {"value": 31.0, "source": "Gemeente Meppel", "as_of": "2022-11"}
    assert conflict["by_default"] == conflict["used"]
    assert (
        cli("import", cli.folder / "ibis_2023.gpkg", "--complete", "--dry-run").out.count("tegenstrijdig")
        == 2
    )


def test_a_contradiction_is_a_question_that_stores_nothing(cli: CommandLine, changed: dict[str, str]) -> None:
    """Without an answer the command ends with the code of a question; the data are as before."""
    before = _sites(cli)
    asked = cli("import", cli.folder / "ibis_2023.gpkg", "--complete")
    assert (asked.code, "--on-conflict" in asked.err) == (ExitCode.QUESTION, True)
    assert _sites(cli) == before
    assert changed["gone"] in before


@pytest.mark.parametrize("whole", [True, False])
def test_one_site_or_value_is_answered_by_name(
    cli: CommandLine, changed: dict[str, str], *, whole: bool
) -> None:
    """The contradiction of one site is settled by its id, or by the value; another name is refused."""
    cell = changed["edited"] if whole else f"{changed['edited']}:net_ha"
    file = cli.folder / "ibis_2023.gpkg"
    for options in (("--keep", "rin-0"), ("--keep", f"{cell}:niets"), ("--keep", cell, "--take", cell)):
        refused = cli("import", file, "--complete", *options)
        assert (refused.code, "Er is niets opgeslagen" in refused.err) == (ExitCode.ERROR, True)
    _imported(cli, "--keep", cell, "--take", changed["changed"])
    assert _sites(cli)[changed["edited"]]["net_ha"] == 31.0


@pytest.mark.parametrize(("answer", "net_ha"), [("keep", 31.0), ("take", None)])
def test_an_answer_says_which_value_comes_into_use(
    cli: CommandLine, changed: dict[str, str], answer: str, net_ha: float | None
) -> None:
    """Keep leaves the edit, take the delivery; what vanished is kept either way, and undo brings all back."""
    before = _sites(cli)
    merge = _imported(cli, "--on-conflict", answer)
    after = _sites(cli)
    delivered = next(each for each in merge["values"] if each["state"] == "conflicting")["delivered"]["value"]
    assert after[changed["edited"]]["net_ha"] == (delivered if net_ha is None else net_ha)
    assert after[changed["renamed"]]["name"] == "Nieuwe naam"
    assert after[changed["changed"]]["gross_ha"] == before[changed["changed"]]["gross_ha"] + 1.5
    assert changed["gone"] in after
    assert set(after) - set(before) == {"rin-999001"}
    assert cli("undo").code == ExitCode.OK
    assert _sites(cli) == before


def test_undoing_names_who_edited_what_and_when(cli: CommandLine, changed: dict[str, str]) -> None:
    """An edit that would vanish with its site is named with person and moment; nothing is dropped unasked."""
    asked = cli("undo", "--version", "1")
    assert asked.code == ExitCode.QUESTION
    assert f"{changed['edited']}: Netto oppervlakte is door Bert Jansen gewijzigd op" in asked.err
    assert cli("undo", "--version", "1", "--drop-edits").code == ExitCode.OK
    assert _sites(cli) == {}


def test_a_remembered_source_is_refreshed_with_one_command(cli: CommandLine, changed: dict[str, str]) -> None:
    """The same file stores nothing; a changed one asks; a missing one is told and stops no other."""
    assert "niets nieuws" in cli("refresh", "--all").out
    address = str(cli.folder / "ibis_2023.gpkg")
    assert cli("sources", "change", "ibis", "--address", address).code == ExitCode.OK
    assert cli("sources", "add", "Weg", str(cli.folder / "weg.gpkg")).code == ExitCode.OK
    assert cli("refresh", "ibis").code == ExitCode.QUESTION
    assert "rin-999001" not in _sites(cli)
    both = cli("refresh", "weg", "ibis", "--on-conflict", "keep")
    assert (both.code, "Weg: niet ververst" in both.out) == (ExitCode.ERROR, True)
    assert "IBIS: opgeslagen als gegevensversie 3" in both.out
    assert _sites(cli)[changed["edited"]]["net_ha"] == 31.0
    listed = {each["id"]: each for each in json.loads(cli("sources", "list", "--json").out)}
    assert listed["ibis"]["fault"] is None
    assert listed["weg"]["fault"] is not None
    assert cli("sources", "remove", "weg").code == ExitCode.OK
    # What somebody answered once is not asked again.
    assert "niets nieuws" in cli("refresh", "--all").out


def test_a_new_number_for_a_known_park_is_proposed_as_the_same(
    cli: CommandLine, changed: dict[str, str]
) -> None:
    """A park under another id in the same place is told; only when somebody says so it is the same."""
    import geopandas  # noqa: PLC0415 - only where the file is there

    frame = geopandas.read_file(IBIS)
    park = frame[frame["RIN_NUMMER"] == changed["renamed"].removeprefix("rin-")].copy()
    park["RIN_NUMMER"] = "777777"
    park.to_file(cli.folder / "ander.gpkg", layer="ibis", driver="GPKG")
    told = json.loads(cli("import", cli.folder / "ander.gpkg", "--dry-run", "--json").out)["merge"]
    assert [each["known_id"] for each in told["lookalikes"]] == [changed["renamed"]]
    assert cli("import", cli.folder / "ander.gpkg").code == ExitCode.QUESTION
    same = f"rin-777777={changed['renamed']}"
    assert cli("import", cli.folder / "ander.gpkg", "--same", same).code == ExitCode.OK
    assert "rin-777777" not in _sites(cli)
    assert cli("import", cli.folder / "ander.gpkg", "--same", "rin-777777=rin-0").code == ExitCode.ERROR
