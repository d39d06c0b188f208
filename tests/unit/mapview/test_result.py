"""A match on the map: class by the low end, mark for questions, reason by the only failing requirement."""

from __future__ import annotations

import pytest

from drentsportal.domain.match.match_result import (
    Candidate,
    CheckKind,
    Contribution,
    Question,
    Rejection,
    RequirementOutcome,
    ScoreCard,
    Verdict,
)
from drentsportal.domain.message import Message, message
from drentsportal.domain.values import Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.mapview.result import MapCandidate, MapMode, MapRejection, MapResult, map_result

_POINT = 10**8


def _candidate(low: int) -> MapCandidate:
    return MapCandidate("p1", 1, low, low, low, has_check=False, score_text="", span_text="")


@pytest.mark.parametrize(
    ("low", "cls"),
    [
        (100 * _POINT, "ge70"),
        (70 * _POINT, "ge70"),
        (70 * _POINT - 1, "60_70"),
        (60 * _POINT, "60_70"),
        (50 * _POINT, "50_60"),
        (50 * _POINT - 1, "lt50"),
        (0, "lt50"),
    ],
)
def test_the_class_changes_exactly_at_its_limit(low: int, cls: str) -> None:
    """The class changes exactly at its limit."""
    assert _candidate(low).as_dict()["cls"] == cls


@pytest.mark.parametrize(
    ("criterion", "why"),
    [
        ("present_distance", "distance"),
        ("junction_distance", "distance"),
        ("plot_area", "area"),
        ("floor_area", "area"),
        ("category", "category"),
        ("price", "other"),
        (None, "several"),
    ],
)
def test_the_reason_goes_by_the_only_failing_requirement(criterion: str | None, why: str) -> None:
    """The reason goes by the only failing requirement."""
    assert MapRejection("p1", criterion).as_dict()["why"] == why


def test_an_empty_result_takes_the_colours_away() -> None:
    """An empty result takes the colours away."""
    assert MapResult().message(MapMode.SCORE).mode == "none"
    assert MapResult(rejections=(MapRejection("p1", None),)).message(MapMode.SCORE).mode == "score"


def _outcome(criterion: str, verdict: Verdict, text: str) -> RequirementOutcome:
    statement = message(text)
    question = None
    if verdict is Verdict.CHECK:
        question = Question(criterion, CheckKind.UNKNOWN, message(f"vraag {text}"), "GM0114")
    return RequirementOutcome(criterion, 1, verdict, statement, Unknown(), question)


def _contribution(criterion: str, point: int) -> Contribution:
    return Contribution(criterion, 5000, 0, point, point, message(f"bijdrage {criterion}"), Unknown())


def _card(*outcomes: RequirementOutcome) -> ScoreCard:
    candidate = Candidate("p1", SiteKind.PARK, "Noord", "GM0114", ("k1", "k2"))
    contributions = (_contribution("price", 1), _contribution("segment", 2))
    return ScoreCard(1, candidate, 60 * _POINT, 70 * _POINT, 80 * _POINT, outcomes, contributions)


def _words(text: Message) -> str:
    return text.id


def _points(score: int) -> str:
    return str(score // _POINT)


def test_the_first_reason_is_what_must_be_asked_else_what_counts_most() -> None:
    """The first reason is what must be asked else what counts most."""
    fits = _outcome("plot_area", Verdict.FITS, "oppervlak")
    check = _outcome("category", Verdict.CHECK, "categorie")
    asked = map_result([_card(fits, check)], [], _words, _points).candidates[0]
    sure = map_result([_card(fits)], [], _words, _points).candidates[0]
    assert (asked.has_check, asked.reason_text) == (True, "vraag categorie")
    assert (sure.has_check, sure.reason_text) == (False, "bijdrage segment")
    assert (sure.score_text, sure.span_text) == (
        "70",
        "60\u2009\u2013\u200980",
    )


def test_the_offer_of_a_candidate_is_drawn_on_its_plots() -> None:
    """The offer of a candidate is drawn on its plots."""
    result = map_result([_card()], [], _words, _points)
    assert result.message(MapMode.SCORE).offer_ids == ["k1", "k2"]


def test_a_rejection_tells_its_first_failure() -> None:
    """A rejection tells its first failure."""
    candidate = Candidate("p1", SiteKind.PARK, "Noord", "GM0114")
    one = Rejection(
        candidate, (_outcome("plot_area", Verdict.FAILS, "te klein"), _outcome("price", Verdict.FITS, "")), ()
    )
    two = Rejection(candidate, (*one.outcomes, _outcome("category", Verdict.FAILS, "te licht")), ())
    made = map_result([], [one, two], _words, _points).rejections
    assert [(each.criterion_id, each.reason_text) for each in made] == [
        ("plot_area", "te klein"),
        (None, "te klein"),
    ]
