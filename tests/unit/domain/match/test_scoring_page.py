"""The example of docs/scoring.md, figure by figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely import Point

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.match.criteria import SCALE_TOP, CriteriaProfile, Scale
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from tests.unit.domain.site_tables import site_table

PAGE = (Path(__file__).parents[4] / "docs" / "scoring.md").read_text(encoding="utf-8")


def table(name: str) -> list[dict[str, str]]:
    """Read the table that follows a mark on the page."""
    lines = PAGE.split(f"<!-- example:{name} -->\n")[1].split("\n\n")[0].splitlines()
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def result() -> MatchResult:
    """Match the sites of the page."""
    profile = CriteriaProfile(
        id="example",
        version=1,
        scales={
            "price": Scale(worst=10_000, best=0),
            "present_distance": Scale(worst=25_000, best=0),
            "park_management": Scale(classes={"yes": SCALE_TOP, "no": 0}),
        },
        default_weights={},
    )
    request = LocationRequest(
        title="example",
        origin=Origin("Emmen", 250_000, 530_000),
        requirements=(Requirement("plot_area", 15_000), Requirement("present_distance", 15_000)),
        preferences=tuple(
            Preference(row["preference"], int(row["weight"])) for row in reversed(table("weights"))
        ),
    )
    return match(request, site_table([_park(row) for row in table("sites")]), (), profile)


def test_weights_are_those_of_the_page(result: MatchResult) -> None:
    """Largest remainder, and a sum of exactly 10,000."""
    normalised = {
        each.criterion_id: weight for each, weight in zip(result.preferences, result.weights, strict=True)
    }
    assert normalised == {row["preference"]: int(row["normalised"]) for row in table("weights")}
    assert sum(result.weights) == 10_000


def test_scores_and_order_are_those_of_the_page(result: MatchResult) -> None:
    """To the last digit."""
    cards = [result.card(position) for position in range(result.qualifier_count)]
    computed = [
        {
            "rank": str(card.rank),
            "site": card.candidate.name,
            "low": str(card.low),
            "point": str(card.point),
            "high": str(card.high),
        }
        for card in cards
    ]
    assert computed == table("scores")
    assert all(card.outcomes[0].verdict is Verdict.CHECK for card in cards)
    assert {card.questions[0].kind for card in cards} == {CheckKind.TOTAL_ONLY}


def test_the_excluded_site_passes_at_its_total(result: MatchResult) -> None:
    """The change that the page tells."""
    rejection = result.rejection_of("Zuid")
    assert [each.criterion_id for each in rejection.failing] == ["plot_area"]
    assert rejection.relaxations[0].needed == 12_000


def _park(row: dict[str, str]) -> dict[str, object]:
    stated = {name: None if text == "unknown" else text for name, text in row.items()}
    managed = stated["park_management"]
    return {
        "id": row["site"],
        "name": row["site"],
        "available_now_ha": float(row["available_now_ha"]),
        "geometry": Point(250_000 + int(row["distance_m"]), 530_000),
        "price_min_eur_m2": stated["price_min_eur_m2"],
        "price_max_eur_m2": stated["price_max_eur_m2"],
        "park_management": None if managed is None else managed == "yes",
    }
