"""A change after which a site is still to be asked after says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shapely import box

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.rejection_words import change_told, changes_told
from drentsportal.domain.match.relaxation import with_limit
from drentsportal.domain.vocabulary import category_rank
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
PARK: dict[str, Any] = {"id": "p", "name": "Veld", "municipality_code": "GM0114"}
PLOT: dict[str, Any] = {
    "id": "k", "name": "k", "park_id": "p", "status": "available", "area_m2": 50_000, "max_height_m": 8.0,
    "geometry": box(0, 0, 250, 200), "price_eur_m2": 60.0,
}  # fmt: skip


def matched(park: dict[str, Any], plots: list[dict[str, Any]], *asked: Requirement) -> MatchResult:
    """Match one park that is excluded."""
    request = LocationRequest("t", requirements=asked)
    result = match(request, site_table([{**PARK, **park}], plots), (), PLAIN_PROFILE)
    assert not result.qualifier_count
    return result


def told(result: MatchResult) -> list[str]:
    """Word what would let the park in."""
    return [DUTCH.text(each) for each in changes_told(result.rejection(0))]


def test_a_height_within_the_margin_needs_a_permit() -> None:
    """The plan allows 8 m; 2 m more is for a permit."""
    margin_m = PLAIN_PROFILE.permit_margin_dm / 10
    result = matched({}, [PLOT], Requirement("height", 150))
    (text,) = told(result)
    assert text == (
        f"Past met een vergunning bij een bouwhoogte van {8 + margin_m:g} m ({7 - margin_m:g} m minder);"
        " na te vragen"
    )
    assert result.rejection(0).to_check == (("height", CheckKind.PERMIT_NEEDED),)


def test_a_total_need_not_be_one_piece() -> None:
    """Of a park that is known by its total only."""
    (text,) = told(matched({"available_now_ha": 3.5}, [], Requirement("plot_area", 40_000)))
    assert text == (
        "Past bij een gevraagd oppervlak van 3,5 ha (0,5 ha minder) als het totaal aaneengesloten is;"
        " na te vragen"
    )


def test_a_main_category_says_nothing_of_a_zone() -> None:
    """One zone of the park may admit it."""
    asked = Requirement("category", category_rank("5.1"))
    (text,) = told(matched({"category_main_max": 4, "available_now_ha": 3.0}, [], asked))
    assert text == "Past bij milieucategorie 4.2 als een zone van het terrein die toelaat; na te vragen"


def test_a_price_of_the_park_may_be_that_of_the_plot() -> None:
    """What has no words of its own is marked."""
    park = {"price_min_eur_m2": 60.0, "price_max_eur_m2": 80.0, "available_now_ha": 5.0}
    (text,) = told(matched(park, [], Requirement("price", 5_000)))
    assert text == "Past bij een prijs van € 60,00 per m² (€ 10,00 meer) (na te vragen)"


def test_several_changes_together_say_so_once() -> None:
    """Height with a permit and a higher price."""
    (text,) = told(matched({}, [PLOT], Requirement("height", 150), Requirement("price", 5_000)))
    assert text.endswith(" (na te vragen)")
    assert text.count("na te vragen") == 1


@pytest.mark.parametrize("criterion_id", ["price", "plot_area"])
def test_a_change_that_surely_lets_in_is_told_as_before(criterion_id: str) -> None:
    """A price and an area of the plot itself."""
    limit = {"price": 5_000, "plot_area": 60_000}[criterion_id]
    rejection = matched({}, [PLOT], Requirement(criterion_id, limit)).rejection(0)
    assert rejection.to_check == ()
    (change,) = rejection.relaxations
    assert change_told(rejection, change) == change.statement


def test_what_is_told_is_what_a_match_of_the_changed_request_says() -> None:
    """It comes in, and is to be asked after."""
    result = matched({}, [PLOT], Requirement("height", 150))
    (change,) = result.rejection(0).relaxations
    assert change.needed is not None
    request = with_limit(result.request, "height", change.needed)
    again = match(request, site_table([PARK], [PLOT]), (), PLAIN_PROFILE)
    assert [each.verdict for each in again.card(0).outcomes if each.criterion_id == "height"] == [
        Verdict.CHECK
    ]
