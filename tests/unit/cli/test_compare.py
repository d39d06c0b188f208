"""``compare`` in the terminal and as JSON: what the park says of a plot, and totals that plots contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

WITHOUT_PRICE, WITH_PRICE = "vb-002-A1", "vb-002-A2"
PARK, OTHER = "vb-018", "vb-003"


def _cells(cli: CommandLine, row_id: str, *site_ids: str) -> dict[str, dict[str, object]]:
    data = cli("compare", *site_ids, "--json").data
    row = next(each for each in data["rows"] if each["id"] == row_id)
    return dict(zip((each["id"] for each in data["sites"]), row["cells"], strict=True))


def test_a_plot_has_the_price_of_its_park_and_says_whose_it_is(cli: CommandLine) -> None:
    """As a range of both ends in JSON, in words in the terminal; never as unknown."""
    cli.import_samples()
    cells = _cells(cli, "price_eur_m2", WITHOUT_PRICE, WITH_PRICE)
    handed, own = cells[WITHOUT_PRICE], cells[WITH_PRICE]
    assert (handed["value"], handed["of_park"], handed["plots_m2"]) == ([65.0, 67.5], True, None)
    assert handed["source"]
    assert (own["value"], own["of_park"]) == (65.0, False)
    told = cli("compare", WITHOUT_PRICE, WITH_PRICE).out
    assert "67,50 per m² (opgave van het terrein)" in told
    assert "terstond (volgens de status)" in told
    assert _cells(cli, "available_from", WITHOUT_PRICE, WITH_PRICE)[WITHOUT_PRICE]["value"] == "at_once"


def test_a_total_that_its_plots_contradict_is_told_beside_it(cli: CommandLine) -> None:
    """The sample agrees; once a gemeente states another total, both figures stand there with a source."""
    cli.import_samples()
    assert _cells(cli, "available_now_ha", PARK, OTHER)[PARK]["plots_m2"] is None
    stated = ("--set", "available_now_ha=30,5", "--source", "Opgave gemeente", "--as-of", "2026-11-10")
    assert cli("site", PARK, *stated).code == ExitCode.OK
    cells = _cells(cli, "available_now_ha", PARK, OTHER)
    assert (cells[PARK]["value"], cells[PARK]["plots_m2"]) == (30.5, 250_144)
    assert cells[OTHER]["plots_m2"] is None
    assert "30,5 ha (kavels: samen 25,01 ha (Voorbeeldgegevens" in cli("compare", PARK, OTHER).out


def test_plots_are_named_with_their_park_in_the_order_asked(cli: CommandLine) -> None:
    """Three plots of one name: the table and the JSON name the park of each."""
    cli.import_samples()
    asked = ["vb-018-A1", "vb-017-A1", "vb-020-A1"]
    sites = cli("compare", *asked, "--json").data["sites"]
    assert [each["id"] for each in sites] == asked
    assert {each["name"] for each in sites} == {"A1"}
    assert [each["title"] for each in sites] == [f"Kavel A1, {each['park']}" for each in sites]
    assert len({each["park"] for each in sites}) == 3
    told = " ".join(cli("compare", *asked).out.split())
    assert all(each["park"].split()[-1] in told for each in sites)
    (park, _) = cli("compare", PARK, OTHER, "--json").data["sites"]
    assert (park["park"], park["title"]) == (None, park["name"])
