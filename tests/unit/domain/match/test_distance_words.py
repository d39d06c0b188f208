"""Straight distances are told as they lie, and with a detour factor also as they count."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.match.change_words import move_statement, proposal_statement, relaxation_statement
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.distance import STRAIGHT
from drentsportal.domain.match.distance_words import distance_told, straight_m
from drentsportal.domain.match.match_facts import Travel
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.offer_columns import Basis
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.readings import Reading
from drentsportal.domain.match.statements import question, requirement_statement
from drentsportal.language import Language

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)


def told(low: int, high: int, verdict: Verdict, criterion_id: str = "present_distance") -> str:
    """Word a distance that counts with a factor of 1,3 against a limit of 15 km."""
    kind = CheckKind.COMBINATION if verdict is Verdict.CHECK else None
    basis = Basis.COMPUTED
    read = Reading(criterion_id, criterion_id, OfferKind.PLOT, basis, low, high, travel=Travel(130))
    return DUTCH.text(requirement_statement(CRITERION_BY_ID[criterion_id], 15_000, verdict, kind, read))


@pytest.mark.parametrize(
    ("low", "high", "verdict", "text"),
    [
        (16_600, 16_600, Verdict.FAILS, "12,8 km hemelsbreed × 1,3 = 16,6 km, gevraagd ten hoogste 15 km"),
        (11_505, 11_505, Verdict.FITS, "8,9 km hemelsbreed × 1,3 = 11,5 km, gevraagd ten hoogste 15 km"),
        (
            15_002,
            15_002,
            Verdict.FAILS,
            "11.540 m hemelsbreed × 1,3 = 15.002 m, gevraagd ten hoogste 15.000 m",
        ),
        (
            13_000,
            16_900,
            Verdict.CHECK,
            (
                "Kavels op 10,0 km tot 13,0 km hemelsbreed × 1,3 = 13,0 km tot 16,9 km, "
                "gevraagd ten hoogste 15 km"
            ),
        ),
        (13_000, 14_300, Verdict.FITS, "11,0 km hemelsbreed × 1,3 = 14,3 km, gevraagd ten hoogste 15 km"),
    ],
)
def test_the_straight_distance_times_the_factor_is_what_counts(
    low: int, high: int, verdict: Verdict, text: str
) -> None:
    """The product is never called straight; the bound that decides is the one that is told."""
    assert told(low, high, verdict) == text


@pytest.mark.parametrize("criterion_id", sorted(STRAIGHT))
def test_every_straight_distance_is_told_with_its_factor(criterion_id: str) -> None:
    """Junction, terminal and quay count with the same factor."""
    assert "10,0 km hemelsbreed × 1,3 = 13,0 km" in told(13_000, 13_000, Verdict.FITS, criterion_id)


def test_a_question_tells_how_its_limit_counts() -> None:
    """The limit is that of the product."""
    read = Reading(
        "present_distance",
        "present_distance",
        OfferKind.COMBINATION,
        Basis.COMPUTED,
        13_000,
        16_900,
        travel=Travel(130),
    )
    asked = question(CRITERION_BY_ID["present_distance"], 15_000, CheckKind.COMBINATION, read, "Veld")
    assert DUTCH.text(asked) == "Welke kavels op Veld liggen binnen 15 km (hemelsbreed × 1,3)?"


def test_without_a_factor_the_distance_is_straight() -> None:
    """As it lies."""
    assert DUTCH.text(distance_told(12_800, 12_800, 100)) == "12,8 km hemelsbreed"
    assert DUTCH.text(distance_told(12_800, 13_000, 100)) == "12,8 km tot 13,0 km hemelsbreed"


@given(st.integers(0, 100_000), st.integers(100, 300))
def test_the_straight_distance_comes_back_to_the_metre(distance_m: int, percent: int) -> None:
    """From the product, which was rounded."""
    assert abs(straight_m(round(distance_m * percent / 100), percent) - distance_m) <= 1


def test_a_span_that_reads_as_one_figure_is_told_once() -> None:
    """Plots together that lie as far, to the printed step."""
    assert DUTCH.text(distance_told(5_701, 5_730, 130)) == "4,4 km hemelsbreed × 1,3 = 5,7 km"


@pytest.mark.parametrize("criterion_id", sorted(STRAIGHT))
def test_a_change_names_the_factor_that_its_distance_counts_with(criterion_id: str) -> None:
    """Alone, of the request as a whole, and beside other changes; without a factor it stays as it was."""
    criterion = CRITERION_BY_ID[criterion_id]
    alone = DUTCH.text(relaxation_statement(criterion, 15_000, 20_000, 130))
    assert alone.startswith("Past bij")
    assert alone.endswith(", hemelsbreed × 1,3 (5 km meer)")
    whole = DUTCH.text(proposal_statement(criterion, 15_000, 20_000, (3, 0), 130))
    assert whole.endswith(" 15 km → 20 km, hemelsbreed × 1,3: 3 erbij")
    beside = DUTCH.text(move_statement(criterion, 15_000, 20_000, 130))
    assert beside.endswith(" 15 km → 20 km, hemelsbreed × 1,3")
    assert "hemelsbreed" not in DUTCH.text(relaxation_statement(criterion, 15_000, 20_000))


def test_only_a_straight_distance_counts_with_a_factor() -> None:
    """Minutes by road and areas are told as they are."""
    area = DUTCH.text(relaxation_statement(CRITERION_BY_ID["plot_area"], 15_000, 12_000, 130))
    assert "hemelsbreed" not in area
