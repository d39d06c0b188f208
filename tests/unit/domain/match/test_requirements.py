"""Verdicts of each requirement on values known exactly, as a range, in part and not at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import Housing, Limit, LocationRequest, Requirement
from drentsportal.domain.match.match_result import CheckKind, Question, RequirementOutcome, Verdict
from drentsportal.domain.match.matching import match
from drentsportal.domain.values import Unknown
from drentsportal.domain.vocabulary import category_rank
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from collections.abc import Sequence

FITS, CHECK, FAILS = Verdict.FITS, Verdict.CHECK, Verdict.FAILS
Row = dict[str, object]


def outcome_of(
    criterion_id: str,
    limit: Limit,
    park: Row,
    plots: Sequence[Row] = (),
    premises: Sequence[Row] = (),
    housing: Housing = Housing.EITHER,
) -> RequirementOutcome:
    """Judge one requirement on the only candidate."""
    requirements = () if criterion_id in {"housing", "supply"} else (Requirement(criterion_id, limit),)
    request = LocationRequest("test", housing=housing, requirements=requirements)
    parks = [] if premises else [{"id": "p", "municipality_code": "GM0114", **park}]
    result = match(request, site_table(parks, plots, premises), (), PLAIN_PROFILE)
    (candidate_id,) = result.inputs.offers.candidates.ids
    if result.is_qualified(candidate_id):
        outcomes = result.card_of(candidate_id).outcomes
    else:
        outcomes = result.rejection_of(candidate_id).outcomes
    return next(each for each in outcomes if each.criterion_id == criterion_id)


def on_plot(criterion_id: str, limit: Limit, **columns: object) -> RequirementOutcome:
    """Judge one requirement on an available plot that states ``columns``."""
    return outcome_of(
        criterion_id, limit, {}, [{"id": "k", "park_id": "p", "status": "available", **columns}]
    )


def asked(outcome: RequirementOutcome) -> Question:
    """Return the question; there must be one."""
    assert outcome.question is not None
    return outcome.question


@pytest.mark.parametrize(
    ("total_ha", "verdict"), [(1.49, FAILS), (1.5, CHECK), (34.7, CHECK), (0.0, FAILS), (None, CHECK)]
)
def test_a_total_never_fits_an_area(total_ha: float | None, verdict: Verdict) -> None:
    """It fails when even the total does not suffice; else the contiguous plot is asked."""
    outcome = outcome_of("plot_area", 15_000, {"available_now_ha": total_ha})
    assert outcome.verdict is verdict
    if verdict is CHECK:
        kind = CheckKind.UNKNOWN if total_ha is None else CheckKind.TOTAL_ONLY
        assert (asked(outcome).kind, asked(outcome).scope) == (kind, "GM0114")


@pytest.mark.parametrize(("area_m2", "verdict"), [(14_999, FAILS), (15_000, FITS), (None, CHECK)])
def test_a_plot_is_compared_by_its_own_area(area_m2: int | None, verdict: Verdict) -> None:
    """Exactly at the limit it fits."""
    assert on_plot("plot_area", 15_000, area_m2=area_m2).verdict is verdict


@pytest.mark.parametrize(("limit", "verdict"), [(9_000, FITS), (17_000, CHECK), (17_001, FAILS)])
def test_plots_together_are_a_question(limit: int, verdict: Verdict) -> None:
    """One that suffices is shown by itself; when only the sum does, whether they adjoin is asked."""
    plots: list[Row] = [
        {"id": f"k{area_m2}", "park_id": "p", "status": status, "area_m2": area_m2}
        for area_m2, status in ((8_000, "available"), (9_000, "available"), (20_000, "option"))
    ]
    outcome = outcome_of("plot_area", limit, {}, plots)
    assert outcome.verdict is verdict
    if verdict is CHECK:
        assert asked(outcome).kind is CheckKind.COMBINATION


def test_premises_are_compared_by_plot_and_by_floor() -> None:
    """Each on its own figure; what is not stated is asked."""
    hall: Row = {"id": "h", "municipality_code": "GM0114", "floor_area_m2": 900}
    assert outcome_of("floor_area", 900, {}, premises=[hall]).verdict is FITS
    assert outcome_of("floor_area", 901, {}, premises=[hall]).verdict is FAILS
    assert outcome_of("plot_area", 500, {}, premises=[hall]).verdict is CHECK


def test_land_and_building_exclude_each_other_where_asked() -> None:
    """Either takes both; then there is no such outcome."""
    hall: Row = {"id": "h", "municipality_code": "GM0114"}
    assert outcome_of("housing", "plot", {}, premises=[hall], housing=Housing.PLOT).verdict is FAILS
    assert outcome_of("housing", "premises", {}, premises=[hall], housing=Housing.PREMISES).verdict is FITS
    assert outcome_of("housing", "premises", {}, housing=Housing.PREMISES).verdict is FAILS


@pytest.mark.parametrize(("total_ha", "verdict"), [(0.0, FAILS), (0.3, FITS), (None, CHECK)])
def test_a_full_park_is_excluded_even_when_no_area_is_asked(total_ha: float | None, verdict: Verdict) -> None:
    """A site that lacks space is never first."""
    assert outcome_of("supply", 1, {"available_now_ha": total_ha}).verdict is verdict


@pytest.mark.parametrize(("main", "verdict"), [(2, FAILS), (3, CHECK), (4, CHECK), (6, CHECK), (None, CHECK)])
def test_a_main_number_never_fits_a_category(main: int | None, verdict: Verdict) -> None:
    """Below the number asked it fails; equal or above, zone and sub-category are asked."""
    outcome = outcome_of("category", category_rank("3.2"), {"category_main_max": main})
    assert outcome.verdict is verdict
    if verdict is CHECK:
        expected = CheckKind.UNKNOWN if main is None else CheckKind.MAIN_CATEGORY_ONLY
        assert asked(outcome).kind is expected
    if main is None:
        assert isinstance(outcome.value, Unknown)


@pytest.mark.parametrize(
    ("least", "most", "verdict"),
    [
        ("2", "4.1", FITS),
        ("3.2", "3.2", FITS),
        ("2", "3.1", FAILS),
        ("4.1", "5.3", FAILS),
        (None, "4.1", CHECK),
        ("2", None, CHECK),
        (None, "3.1", FAILS),
        ("4.1", None, FAILS),
        (None, None, CHECK),
    ],
)
def test_the_plan_of_a_plot_decides_a_category(least: str | None, most: str | None, verdict: Verdict) -> None:
    """Both ends of the plan's range count; one that is unknown is asked."""
    columns = {"category_min": least, "category_max": most}
    outcome = on_plot("category", category_rank("3.2"), **columns)
    assert outcome.verdict is verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (40, 70, FITS),
        (40, 70.01, CHECK),
        (70.01, 90, FAILS),
        (40, None, CHECK),
        (80, None, FAILS),
        (None, None, CHECK),
    ],
)
def test_a_price_range_is_judged_by_its_ends(low: float | None, high: float | None, verdict: Verdict) -> None:
    """The highest price must be within the limit to fit, the lowest beyond it to fail."""
    park: Row = {"price_min_eur_m2": low, "price_max_eur_m2": high}
    assert outcome_of("price", 7_000, park).verdict is verdict


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("2027-12-31", FITS),
        ("2028-01-01", FAILS),
        ("2027", FITS),
        ("2027-12", FITS),
        ("2028", FAILS),
        (None, FITS),
    ],
)
def test_a_date_counts_by_the_last_day_that_it_can_mean(stated: str | None, verdict: Verdict) -> None:
    """An available plot without a date is available at once."""
    outcome = on_plot("available_by", date(2027, 12, 31).toordinal(), available_from=stated)
    assert outcome.verdict is verdict


def test_a_year_around_the_limit_is_a_question() -> None:
    """Nobody knows on which side of the limit it falls."""
    outcome = on_plot("available_by", date(2027, 6, 30).toordinal(), available_from="2027")
    assert outcome.verdict is CHECK


@pytest.mark.parametrize(
    ("height_m", "verdict", "kind"),
    [
        (12.0, FITS, None),
        (11.9, CHECK, CheckKind.PERMIT_NEEDED),
        (10.0, CHECK, CheckKind.PERMIT_NEEDED),
        (9.9, FAILS, None),
        (None, CHECK, CheckKind.UNKNOWN),
    ],
)
def test_height_beyond_the_plan_needs_a_permit_up_to_the_margin(
    height_m: float | None, verdict: Verdict, kind: CheckKind | None
) -> None:
    """The margin of the profile is two metres."""
    outcome = on_plot("height", 120, max_height_m=height_m)
    assert outcome.verdict is verdict
    assert (None if outcome.question is None else outcome.question.kind) is kind


def test_a_region_stands_for_its_gemeenten() -> None:
    """Emmen lies in Zuid-Drenthe; a gemeente that is not known is asked of the province."""
    assert outcome_of("municipality", ("zuid_drenthe",), {}).verdict is FITS
    assert outcome_of("municipality", ("groningen_assen", "GM1680"), {}).verdict is FAILS
    unknown = outcome_of("municipality", ("GM0114",), {"municipality_code": None})
    assert (unknown.verdict, asked(unknown).scope) == (CHECK, "province")


@pytest.mark.parametrize(
    ("segments", "verdict"),
    [(("logistics", "mixed_modern"), FITS), (("heavy_industry",), FAILS), (None, CHECK)],
)
def test_one_of_the_segments_suffices(segments: tuple[str, ...] | None, verdict: Verdict) -> None:
    """A park has one or more."""
    assert outcome_of("segment", ("logistics", "campus_office"), {"segments": segments}).verdict is verdict


@pytest.mark.parametrize(("stated", "verdict"), [(True, FITS), (False, FAILS), (None, CHECK)])
def test_park_management_is_yes_no_or_asked(stated: bool | None, verdict: Verdict) -> None:  # noqa: FBT001 - a case of the table
    """Unknown is not no."""
    assert outcome_of("park_management", True, {"park_management": stated}).verdict is verdict  # noqa: FBT003 - the limit itself
