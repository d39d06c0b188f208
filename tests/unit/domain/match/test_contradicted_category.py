"""A lowest category above the highest, as an import can bring: asked, never a reason to exclude."""

from __future__ import annotations

import pytest

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import match
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

AT = {"municipality_code": "GM0114"}
PARK: dict[str, object] = {"id": "p", "name": "P", "available_now_ha": 3.0, **AT}
PLOT: dict[str, object] = {"id": "k", "name": "k", "park_id": "p", "status": "available", "area_m2": 9_000}


@pytest.mark.parametrize("category", [1, 4, 7])
@pytest.mark.parametrize("of_park", [True, False])
def test_neither_end_decides(category: int, *, of_park: bool) -> None:
    """Whichever of both is wrong, nobody knows: the category is asked."""
    stem = "issue_category" if of_park else "category"
    ends = {f"{stem}_min": "4.2", f"{stem}_max": "3.1"}
    parks = [PARK | ends] if of_park else [PARK]
    plots = [] if of_park else [PLOT | ends]
    request = LocationRequest("test", requirements=(Requirement("category", category),))
    result = match(request, site_table(parks, plots, []), (), PLAIN_PROFILE)
    assert result.ranking() == ("p",)
    outcome = next(each for each in result.card_of("p").outcomes if each.criterion_id == "category")
    assert outcome.verdict is Verdict.CHECK
