"""``site`` on the command line: the same edits as in the window, refused as a whole or stored as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import CommandLine, Outcome

PARK = "vb-018"


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """Give a command line on the sample data."""
    cli.import_samples()
    return cli


def value(cli: CommandLine, name: str) -> dict[str, object]:
    """Read a value back with its source and date."""
    found: dict[str, object] = cli("sites", PARK, "--json").data["attributes"][name]
    return found


def test_values_are_set_with_source_and_date(filled: CommandLine) -> None:
    """Two values make one step; yes is a word; what looks odd is said and stored."""
    told = filled(
        "site", PARK, "--set", "net_ha=999,5", "--set", "broadband=ja", "--source", "Gemeente Emmen",
        "--as-of", "17-11-2026", "--reason", "opgave", "--json",
    )  # fmt: skip
    assert told.code == 0
    assert any("Netto" in each for each in told.data["warnings"])
    assert value(filled, "net_ha") == {"value": 999.5, "source": "Gemeente Emmen", "as_of": "2026-11-17"}
    assert value(filled, "broadband")["value"] is True
    filled("site", PARK, "--set", "net_ha=", "--source", "Gemeente Emmen")
    assert "unknown" in value(filled, "net_ha")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--set", "net_ha"),
        ("--set", "retired=mistake"),
        ("--set", "status=sold"),
        ("--set", "net_ha=12.5.1"),
        ("--set", "issue_category_min=4.2", "--set", "issue_category_max=3.1"),
        ("--set", "price_min_eur_m2=90", "--set", "price_max_eur_m2=60"),
        ("--set", "net_ha=12", "--as-of", "gisteren"),
        ("--set", "net_ha=12", "--retire", "mistake"),
        ("--attach", "er-is-niets.jpg"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    filled: CommandLine, arguments: tuple[str, ...]
) -> None:
    """A refusal says what is wrong, ends with its code and makes no step."""

    def steps() -> Outcome:
        return filled("undo", "--list", "--json")

    before = steps().data
    told = filled("site", PARK, *arguments)
    assert told.code != 0
    assert told.err.strip()
    assert steps().data == before


def test_a_photograph_is_attached_and_a_site_ends(filled: CommandLine, tmp_path: Path) -> None:
    """Each is one step that is named."""
    Image.new("RGB", (40, 30), "green").save(tmp_path / "luchtfoto.jpg")
    told = filled("site", PARK, "--attach", tmp_path / "luchtfoto.jpg", "--credit", "J. de Wit")
    assert told.code == 0
    assert "luchtfoto" in told.out
    assert filled("site", PARK, "--retire", "mistake", "--source", "Provincie").code == 0
    listed = [each["id"] for each in filled("sites", "--json").data["sites"]]
    assert listed
    assert PARK not in listed
    assert filled("site", PARK, "--bring-back", "--source", "Provincie").code == 0
    assert PARK in [each["id"] for each in filled("sites", "--json").data["sites"]]
    again = filled("site", PARK, "--bring-back", "--source", "Provincie")
    assert (again.code, "niet vervallen" in again.err) == (ExitCode.ERROR, True)


def test_without_an_organisation_the_source_is_asked(filled: CommandLine) -> None:
    """The name of the account is no source: the question names the option and the setting."""
    before = value(filled, "net_ha")
    asked = filled("site", PARK, "--set", "net_ha=5")
    assert asked.code == ExitCode.QUESTION
    assert "--source" in asked.err
    assert "actor_organisation" in asked.err
    assert value(filled, "net_ha") == before


def test_an_edit_is_taken_back_by_its_version_once(filled: CommandLine) -> None:
    """The step is named in the list and when it is taken back; a second time says that it is."""
    before = value(filled, "net_ha")
    filled("site", PARK, "--set", "net_ha=18.2", "--source", "Gemeente Emmen")
    assert value(filled, "net_ha")["value"] == 18.2
    newest = filled("undo", "--list", "--json").data[0]
    assert newest["kind"] == "edit"
    assert newest["what"] in filled("undo", "--list").out
    done = filled("undo", "--version", str(newest["version"]))
    assert (done.code, newest["what"] in done.out) == (0, True)
    assert value(filled, "net_ha") == before
    again = filled("undo", "--version", str(newest["version"]))
    assert (again.code != 0, "al teruggedraaid" in again.err) == (True, True)
    of_undo = filled("undo", "--version", str(newest["version"] + 1))
    assert (of_undo.code != 0, "zelf het terugdraaien" in of_undo.err) == (True, True)


def test_taking_back_an_edit_that_a_later_one_covers_says_that_nothing_changes(filled: CommandLine) -> None:
    """What a later step decides stays in use; it is named in words and as data, and only that."""
    first = ("--set", "net_ha=18.2", "--set", "max_height_m=12", "--source", "Gemeente Emmen")
    filled("site", PARK, *first)
    covered = filled("undo", "--list", "--json").data[0]["version"]
    filled("site", PARK, "--set", "net_ha=19.2", "--source", "Gemeente Emmen")
    later = filled("undo", "--list", "--json").data[0]["version"]
    done = filled("undo", "--version", str(covered))
    assert done.code == 0
    assert f"{PARK}: Netto oppervlakte in gebruik verandert hierdoor niet." in done.out
    assert f"(gegevensversie {later})" in done.out
    assert done.out.count("verandert hierdoor niet") == 1
    assert value(filled, "net_ha")["value"] == 19.2
    plain = filled("undo", "--version", str(later), "--json")
    assert plain.data["unchanged"] == []
    filled("site", PARK, *first)
    for hectares in ("20", "21"):
        filled("site", PARK, "--set", f"net_ha={hectares}", "--source", "Gemeente Emmen")
    newest, _, before, *_ = (each["version"] for each in filled("undo", "--list", "--json").data)
    again = filled("undo", "--version", str(before), "--json")
    assert again.data["unchanged"] == [{"site": PARK, "attribute": "net_ha", "decided_at": newest}]
