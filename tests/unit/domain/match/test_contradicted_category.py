"""A lowest category above the highest, as an import can bring: asked, never a reason to exclude.

Of one record, and of what two records say of the same land: the plot and its park.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
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


BETWEEN = [
    ({"category_min": "4.1"}, {"issue_category_max": "3.1"}),
    ({"category_min": "4.1"}, {"category_main_max": 3}),
    ({"category_max": "2"}, {"issue_category_min": "3.1"}),
    ({}, {"issue_category_min": "3.1", "category_main_max": 2}),
]
"""What a plot states by itself and what its park does, of which one must be wrong."""


@pytest.mark.parametrize("category", [1, 4, 7, 10])
@pytest.mark.parametrize(("of_plot", "of_park"), BETWEEN)
def test_plot_and_park_decide_nothing_against_each_other(
    of_plot: dict[str, object], of_park: dict[str, object], category: int
) -> None:
    """Together they admit no company at all: that is a fault in the data, told and asked, no answer."""
    result = matched([PLOT | of_plot], of_park, category)
    assert result.ranking() == ("p",)
    for each in (result, replay(to_replay(result))):
        outcome = next(one for one in each.card_of("p").outcomes if one.criterion_id == "category")
        assert outcome.verdict is Verdict.CHECK
        assert outcome.question is not None
        assert outcome.question.kind is CheckKind.CONTRADICTED
        assert "boven de bovengrens, een van beide klopt niet" in DUTCH.text(outcome.statement)
        assert DUTCH.text(outcome.question.text).startswith(
            "Wat is op P de laagste en de hoogste toegestane milieucategorie?"
        )


def test_a_park_of_which_only_a_total_is_known_is_asked_as_well() -> None:
    """The lowest category on the land that it issues is above all that is known of it."""
    result = matched([], {"issue_category_min": "3.1", "category_main_max": 2}, 2)
    (question,) = (each for each in result.card_of("p").questions if each.criterion_id == "category")
    assert question.kind is CheckKind.CONTRADICTED


def test_premises_are_held_to_the_main_number_of_their_park() -> None:
    """Their own lowest above it is asked; that of the land issued is none of theirs."""
    hall = {"id": "h", "name": "h", "park_id": "p", "category_min": "4.1"}
    park = PARK | {"category_main_max": 3, "issue_category_max": "2"}
    request = LocationRequest("test", requirements=(Requirement("category", 8),))
    result = match(request, site_table([park], [], [hall]), (), PLAIN_PROFILE)
    assert "h" in result.ranking()
    assert [each.kind for each in result.card_of("h").questions] == [CheckKind.CONTRADICTED]


def test_what_only_narrows_still_decides() -> None:
    """A lowest of the plot below the highest of its park is no contradiction."""
    plot, park = PLOT | {"category_min": "3.1"}, {"issue_category_max": "3.2", "available_now_ha": 0.9}
    assert matched([plot], park, 2).rejected() == ("p",)
    assert matched([plot], park, 5).rejected() == ("p",)
    outcome = next(
        each for each in matched([plot], park, 4).card_of("p").outcomes if each.criterion_id == "category"
    )
    assert outcome.verdict is Verdict.FITS


def matched(plots: list[dict[str, object]], of_park: dict[str, object], category: int) -> MatchResult:
    """Match one category on one park and its plots."""
    request = LocationRequest("test", requirements=(Requirement("category", category),))
    return match(request, site_table([PARK | of_park], plots, []), (), PLAIN_PROFILE)
