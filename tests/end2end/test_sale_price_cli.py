"""A question about the price of a building is answered, kept with source and date, and gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.cli.exit_codes import ExitCode
from tests.end2end.asked_questions import CASE, match_asked, questions_on

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

ASKED = {
    "case": {"channel": "municipality", "received_at": "2026-11-19T11:05:00+01:00"},
    "request": {
        "title": "Werkplaats om te kopen",
        "housing": "premises",
        "requirements": {"floor_area_m2": 500, "price_eur_m2": 900},
        "preferences": {"price": 60, "reuse": 40},
    },
}


@pytest.fixture
def matched(cli: CommandLine) -> CommandLine:
    """Match a request for a building to buy, on the sample data, which state no sale price."""
    match_asked(cli, ASKED)
    return cli


def compared_price(cli: CommandLine, site_id: str, other_id: str) -> tuple[object, str, str]:
    """Return the price that a comparison with another site judges, with its source and date."""
    table = cli("compare", site_id, other_id, "--case", CASE, "--json").data
    row = next(each for each in table["rows"] if (each["kind"], each["id"]) == ("requirement", "price"))
    cell = row["cells"][[each["id"] for each in table["sites"]].index(site_id)]
    return cell["value"], cell["source"], cell["as_of"]


def answer(cli: CommandLine, given: str) -> str:
    """Answer a question, as of a day; return the data version that it made."""
    by = ("--by", "Makelaar Emmen", "--as-of", "2026-11-18")
    (kept,) = cli("questions", CASE, "--answer", given, *by, "--json").data
    return str(kept["data_version"])


def test_an_answer_on_the_price_of_a_building_is_used_by_the_next_match(matched: CommandLine) -> None:
    """Kept at the building, told with source and date, and the question is gone; undone it is back."""
    kept = matched.folder / "eerst.json"
    assert matched("match", CASE, "--out", kept).code == ExitCode.OK
    before = questions_on(matched, "price")
    assert before
    for site_id, each in before.items():
        assert each["text"].startswith("Wat is de koopsom per m² vloeroppervlak van ")
        assert each["fills"] == [{"site_id": site_id, "attribute": "sale_price_eur_m2"}]
    site_id = next(iter(before))
    listed = matched("questions", CASE).out
    assert f"--answer {site_id}:sale_price_eur_m2=" in listed
    version = answer(matched, f"{site_id}:sale_price_eur_m2=850")

    ranked = matched("match", CASE, "--json").data["ranked"]
    card = next(each for each in ranked if each["id"] == site_id)
    outcome = next(each for each in card["requirements"] if each["criterion"] == "price")
    told = "Koopsom € 850,00 per m² vloeroppervlak, gevraagd ten hoogste € 900,00"
    assert (outcome["verdict"], outcome["text"]) == ("fits", told)
    assert compared_price(matched, site_id, next(each for each in before if each != site_id)) == (
        85_000,
        "antwoord van Makelaar Emmen",
        "2026-11-18",
    )
    assert set(questions_on(matched, "price")) == set(before) - {site_id}

    differences = matched("replay", kept, "--against-now", "--json").data["against_now"]["differences"]
    assert any(card["name"] in each and "prijs" in each.casefold() for each in differences), differences
    assert matched.bare("replay", kept).code == ExitCode.OK
    assert matched("undo", "--version", version).code == ExitCode.OK
    assert matched("match", CASE).code == ExitCode.OK
    assert set(questions_on(matched, "price")) == set(before)


def test_a_building_that_costs_more_falls_off_by_its_sale_price(matched: CommandLine) -> None:
    """The reason names the floor, so that nobody reads a price of land."""
    site_id = next(iter(questions_on(matched, "price")))
    answer(matched, f"{site_id}:sale_price_eur_m2=1250,50")
    data = matched("match", CASE, "--json").data
    assert site_id not in {each["id"] for each in data["ranked"]}
    rejected = next(each for each in data["excluded"] if each["id"] == site_id)
    texts = [each["text"] for each in rejected["requirements"] if each["verdict"] == "fails"]
    assert texts == ["Koopsom € 1.250,50 per m² vloeroppervlak, gevraagd ten hoogste € 900,00"]
