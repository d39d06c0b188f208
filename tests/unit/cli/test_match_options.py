"""What is typed for a match is used or refused: nothing is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine


@pytest.mark.parametrize("option", ["--area", "--price", "--height", "--within"])
def test_an_empty_limit_is_refused(cli: CommandLine, option: str) -> None:
    """A script that forgot its figure learns it; the search is not made without it."""
    cli.make_workspace()
    outcome = cli("match", option, "", "--category", "3.1")
    assert outcome.code == ExitCode.ERROR
    assert outcome.err.startswith(f"{option}: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--prefer", "price=10", "--prefer", "price=20"),
            "--prefer: De wens price staat er twee keer: “price=10” en “price=20”. Laat er één staan.",
        ),
        (
            ("--require", "broadband=nee"),
            "--require: “broadband=nee” is geen eis: een eis is “ja”. Laat broadband weg als het niet hoeft.",
        ),
    ],
)
def test_what_would_win_or_say_nothing_is_refused(
    cli: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    """Two wishes on one criterion, and a requirement that requires nothing."""
    cli.make_workspace()
    outcome = cli("match", "--area", "1", *arguments)
    assert (outcome.code, outcome.err.strip()) == (ExitCode.ERROR, said)


@pytest.mark.parametrize(("wish", "is_told"), [("regional_profile", True), ("price", False)])
def test_a_wish_that_no_sector_gives_a_meaning_is_told(cli: CommandLine, wish: str, *, is_told: bool) -> None:
    """The regional profile goes by the sector, and a search by options has none."""
    cli.make_workspace()
    outcome = cli("match", "--area", "1", "--prefer", f"{wish}=10")
    assert outcome.code == ExitCode.OK, outcome.err
    assert ("De aanvraag noemt geen sector" in outcome.out) is is_told


def test_a_region_is_no_gemeente(cli: CommandLine) -> None:
    """A referral and a chase list are of one gemeente."""
    cli.make_workspace()
    for command in (
        ("case", "refer-proposal", "D-2026-0001", "--gemeente", "Zuid-Drenthe"),
        ("chase", "make", "--municipality", "Zuid-Drenthe", "--out", str(cli.folder / "a.xlsx")),
    ):
        outcome = cli(*command)
        assert outcome.code == ExitCode.ERROR
        assert "Zuid-Drenthe" in outcome.err
        assert "Coevorden" in outcome.err
        assert "Regio" not in outcome.err


def test_without_qualifiers_there_is_nothing_to_judge(cli: CommandLine) -> None:
    """Neither the draws nor the questions pretend that there is a ranking, and no list is promised."""
    cli.import_samples()
    kept = cli.folder / "niets.json"
    asked = cli("match", "--area", "900", "--category", "5.3", "--price", "1", "--out", kept)
    assert asked.code == ExitCode.OK
    outcome = cli("stability", kept)
    assert outcome.out.startswith("Geen locatie komt in aanmerking, dus er is geen rangorde.")
    assert len(outcome.out.splitlines()) == 1


def test_a_workspace_without_sites_says_so_and_promises_nothing(cli: CommandLine) -> None:
    """No list follows of what would have to change: there is nothing that could."""
    cli.make_workspace()
    told = cli("match", "--area", "2", "--category", "3.1")
    assert told.code == ExitCode.OK
    assert told.out.strip().endswith("Neem ze eerst op: drentsportal import BESTAND")
    assert "Hieronder" not in told.out


@pytest.mark.parametrize("option", ["--area", "--price", "--detour", "--top"])
def test_an_option_of_one_value_is_not_taken_twice(cli: CommandLine, option: str) -> None:
    """The last one would win in silence."""
    cli.make_workspace()
    outcome = cli("match", "--category", "3.1", option, "1", option, "2")
    assert outcome.code == ExitCode.ERROR
    assert f"{option} staat er meer dan eens. Laat er één staan." in outcome.err


def test_the_heading_tells_the_detour_factor(cli: CommandLine) -> None:
    """Distances count with it, so that "straight" alone would be untrue."""
    cli.make_workspace()
    asked = ("match", "--area", "1", "--from", "257000,534000")
    assert "Afstand hemelsbreed vanaf" in cli(*asked).out
    outcome = cli(*asked, "--detour", "1,3")
    assert "Afstand hemelsbreed × 1,3 vanaf" in outcome.out, outcome.err
