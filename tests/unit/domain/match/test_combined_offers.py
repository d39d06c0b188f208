"""Plots taken together: only where one does not reach, and never said to fit when that is not sure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shapely import Polygon, box

from drentsportal.domain.asking.request import Combining, LocationRequest, Preference, Requirement
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.space import plot_combination
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from drentsportal.domain.match.match_result import RequirementOutcome

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)


def plot(number: int, outline: Polygon | None, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - any attribute
    """Make an available plot of 5,000 m² of the gemeente."""
    plain = {"park_id": "p", "status": "available", "area_m2": 5_000, "seller": "municipality"}
    return {"id": f"k{number}", "name": f"Kavel {number}", "geometry": outline, **plain, **changed}


def row(*gaps_m: float) -> list[Polygon]:
    """Place plots of 100 x 50 m side by side, with a strip between them."""
    outlines, west = [], 0.0
    for gap_m in (0.0, *gaps_m):
        west += gap_m
        outlines.append(box(west, 0, west + 100, 50))
        west += 100
    return outlines


def outcome(
    plots: list[dict[str, Any]], wanted_m2: int, combining: Combining | None = None
) -> tuple[MatchResult, RequirementOutcome]:
    """Match a request for an area on one park, and read what is said of the area."""
    park = {"id": "p", "name": "Park", "municipality_code": "GM0114"}
    request = LocationRequest(
        "test", requirements=(Requirement("plot_area", wanted_m2),), combining=combining or Combining()
    )
    result = match(request, site_table([park], plots), (), PLAIN_PROFILE)
    card = result.card_of("p") if result.qualifier_count else result.rejection_of("p")
    return result, card.outcomes[0]


def test_plots_with_a_shared_edge_and_one_seller_fit() -> None:
    """The smallest set, by name."""
    result, said = outcome([plot(number, each) for number, each in enumerate(row(0, 0))], 9_000)
    assert said.verdict is Verdict.FITS
    assert result.candidate("p").offer_ids == ("k0", "k1")
    assert DUTCH.text(said.statement) == (
        "Kavels Kavel 0 en Kavel 1 grenzen aan elkaar: samen 1 ha, gevraagd 0,9 ha"
    )


@pytest.mark.parametrize(
    "changed", [{"seller": None}, {"seller": "private"}, {"seller": "province"}], ids=str
)
def test_more_sellers_or_unknown_ones_are_asked(changed: dict[str, Any]) -> None:
    """Two private sellers may be two."""
    outlines = row(0)
    _, said = outcome([plot(0, outlines[0]), plot(1, outlines[1], **changed)], 9_000)
    assert said.question is not None
    assert said.question.kind is CheckKind.COMBINATION
    both = [plot(0, outlines[0], seller="private"), plot(1, outlines[1], seller="private")]
    assert outcome(both, 9_000)[1].verdict is Verdict.CHECK


def test_one_seller_is_named_only_where_it_was_asked() -> None:
    """Two private sellers: the words of the requirement and of the question say what was asked."""
    plots = [plot(number, each, seller="private") for number, each in enumerate(row(0))]
    _, free = outcome(plots, 9_000)
    assert free.question is not None
    assert "verkoper" not in DUTCH.text(free.statement) + DUTCH.text(free.question.text)
    assert "als één stuk van 0,9 ha te krijgen" in DUTCH.text(free.statement)
    _, strict = outcome(plots, 9_000, Combining(same_seller_only=True))
    assert strict.question is not None
    assert DUTCH.text(strict.statement).endswith(
        "of zij één stuk van 0,9 ha bij één verkoper vormen, is onbekend"
    )
    assert DUTCH.text(strict.question.text).endswith("bij één verkoper?")


def test_one_seller_only_leaves_out_what_two_sell() -> None:
    """What is known to differ is no combination."""
    outlines = row(0)
    plots = [plot(0, outlines[0]), plot(1, outlines[1], seller="province")]
    result, said = outcome(plots, 9_000, Combining(same_seller_only=True))
    assert said.verdict is Verdict.FAILS
    assert len(result.candidate("p").offer_ids) == 1


@pytest.mark.parametrize(
    ("gap_dm", "verdict"), [(0, Verdict.FAILS), (40, Verdict.FAILS), (60, Verdict.CHECK)]
)
def test_a_strip_between_plots_is_bridged_and_asked(gap_dm: int, verdict: Verdict) -> None:
    """Five metres apart; within the gap they are offered together, but not as one piece."""
    plots = [plot(number, each) for number, each in enumerate(row(5))]
    _, said = outcome(plots, 9_000, Combining(gap_dm=gap_dm))
    assert said.verdict is verdict


def test_a_shared_edge_stays_sure_with_a_gap_allowed() -> None:
    """Only a set that needs the strip is asked."""
    plots = [plot(number, each) for number, each in enumerate(row(0, 5))]
    _, said = outcome(plots, 9_000, Combining(gap_dm=60))
    assert said.verdict is Verdict.FITS
    assert outcome(plots, 14_000, Combining(gap_dm=60))[1].verdict is Verdict.CHECK


def test_plots_apart_are_said_to_be_apart() -> None:
    """The largest plot stands for the park, and what lets it in is its own area."""
    plots = [plot(0, box(0, 0, 100, 50)), plot(1, box(500, 0, 600, 60), area_m2=6_000)]
    result, said = outcome(plots, 9_000)
    assert result.candidate("p").offer_ids == ("k1",)
    assert DUTCH.text(said.statement).endswith("de uitgeefbare kavels grenzen niet aan elkaar")
    assert result.rejection_of("p").relaxations[0].needed == 6_000


def test_what_adjoins_but_falls_short_tells_how_far_it_goes() -> None:
    """Three plots adjoin and make 1.5 ha; the change names that, not a single plot."""
    result, said = outcome([plot(number, each) for number, each in enumerate(row(0, 0))], 20_000)
    assert said.verdict is Verdict.FAILS
    assert DUTCH.text(said.statement).startswith("Kavels Kavel 0, Kavel 1 en Kavel 2 samen 1,5 ha")
    assert result.rejection_of("p").relaxations[0].needed == 15_000


def test_the_most_that_adjoins_is_the_most_of_all_ways() -> None:
    """From the largest plot the larger neighbour leads away from the best three; the reason names those."""
    outlines = [box(0, 0, 100, 100), box(100, 0, 200, 100), box(-100, 0, 0, 100), box(-200, 0, -100, 100)]
    areas = [10_000, 6_000, 5_000, 9_000]
    plots = [plot(n, each, area_m2=areas[n]) for n, each in enumerate(outlines)]
    result, said = outcome(plots, 50_000, Combining(most_plots=3))
    assert said.verdict is Verdict.FAILS
    assert result.candidate("p").offer_ids == ("k0", "k2", "k3")
    assert result.rejection_of("p").relaxations[0].needed == 24_000


def test_without_an_outline_all_plots_together_are_asked() -> None:
    """What adjoins is then unknown, not absent."""
    result, said = outcome([plot(0, None), plot(1, None), plot(2, None)], 9_000)
    assert said.verdict is Verdict.CHECK
    assert result.candidate("p").offer_ids == ("k0", "k1", "k2")


def test_a_plot_that_reaches_alone_needs_no_other() -> None:
    """Also when others adjoin it, and when nothing is asked of the area."""
    outlines = row(0)
    plots = [plot(0, outlines[0], area_m2=9_500), plot(1, outlines[1])]
    result, said = outcome(plots, 9_000)
    assert said.verdict is Verdict.FITS
    assert result.candidate("p").offer_ids == ("k0",)
    assert len(result.inputs.offers) == 2


@pytest.mark.parametrize(("price", "stands"), [(80.0, ("k1", "k2")), (50.0, ("k0",)), (40.0, ("k0",))])
def test_a_better_set_stands_before_a_plot_that_reaches_alone(price: float, stands: tuple[str, ...]) -> None:
    """Two plots of 50 euro together, beside one that is dearer, as dear, or cheaper."""
    outlines = row(0, 0)
    plots = [
        plot(0, outlines[0], area_m2=9_500, price_eur_m2=price),
        *(plot(number, outlines[number], price_eur_m2=50.0) for number in (1, 2)),
    ]
    request = LocationRequest(
        "test", requirements=(Requirement("plot_area", 9_000),), preferences=(Preference("price", 1),)
    )
    table = site_table([{"id": "p", "name": "Park", "municipality_code": "GM0114"}], plots)
    assert match(request, table, (), PLAIN_PROFILE).candidate("p").offer_ids == stands


def test_a_search_that_was_stopped_excludes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a set of three reaches the area was not looked at to the end, so it is asked."""
    plots = [plot(number, each) for number, each in enumerate(row(0, 0, 0))]
    _, sure = outcome(plots, 15_000)
    monkeypatch.setattr(plot_combination, "MOST_IN_ALL", 1)
    result, said = outcome(plots, 15_000)
    assert (sure.verdict, said.verdict) == (Verdict.FITS, Verdict.CHECK)
    assert said.question is not None
    assert said.question.kind is CheckKind.COMBINATION
    assert result.candidate("p").offer_ids == ("k0", "k1", "k2", "k3")


def test_no_more_plots_than_may_be_taken_together() -> None:
    """Two at most do not reach what three would."""
    plots = [plot(number, each) for number, each in enumerate(row(0, 0))]
    assert outcome(plots, 14_000)[1].verdict is Verdict.FITS
    result, said = outcome(plots, 14_000, Combining(most_plots=2))
    assert said.verdict is Verdict.FAILS
    assert result.rejection_of("p").relaxations[0].needed == 10_000
