"""Second opinions on a match: ranks, agreement, and what is told about it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from drentsportal.domain.asking.request import LocationRequest, Preference
from drentsportal.domain.decision import kendall_tau, promethee_ii, topsis
from drentsportal.domain.firmness.second_opinion import DecisionMethod, SecondOpinion, second_opinion
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.score_matrix import score_matrix
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.matching_strategies import Sites, requests, sites
from tests.unit.domain.site_tables import Row, site_table

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
EXAMPLES = settings(max_examples=60, deadline=None)
SQUARE = shapely.box(255_000, 535_000, 256_000, 536_000)


def park(name: str, price: float | None, *, managed: bool, reuse: str = "existing") -> Row:
    """Make a park on which only price, management and re-use can differ; a price of ``None`` is unknown."""
    values: Row = {
        "id": name.lower(),
        "name": name,
        "municipality_code": "GM0114",
        "available_now_ha": 5.0,
        "geometry": SQUARE,
    }
    if price is not None:
        values |= {"price_min_eur_m2": price, "price_max_eur_m2": price}
    return values | {"park_management": managed, "reuse_class": reuse}


def opinion_on(*parks: Row, **weights: int) -> SecondOpinion:
    """Match and ask for the opinions."""
    preferences = tuple(Preference(criterion, weight) for criterion, weight in weights.items())
    return second_opinion(
        matched(LocationRequest(title="proef", preferences=preferences), (list(parks), [], []))
    )


def matched(request: LocationRequest, drawn: Sites) -> MatchResult:
    """Match against a table of rows."""
    return match(request, site_table(*drawn), (), PLAIN_PROFILE)


def told(opinion: SecondOpinion) -> list[str]:
    """Word what is told; a missing text or parameter raises."""
    texts = [DUTCH.text(each) for each in opinion.statements]
    assert all("{" not in text and "⟦" not in text for text in texts)
    return texts


def test_methods_that_agree_say_so_in_one_sentence() -> None:
    """Each park better at everything than the next."""
    opinion = opinion_on(
        park("Noord", 20, managed=True, reuse="reuse"),
        park("Oost", 40, managed=True),
        park("West", 60, managed=False),
        park("Zuid", 80, managed=False, reuse="new"),
        price=2,
        park_management=1,
        reuse=1,
    )
    assert opinion.candidate_ids == ("noord", "oost", "west", "zuid")
    assert {each.top_ids for each in opinion.opinions} == {opinion.top_ids}
    assert [each.tau for each in opinion.opinions] == [1, 1, 1]
    assert [each.same_order_share for each in opinion.opinions] == [1, 1, 1]
    assert told(opinion) == [
        "TOPSIS, PROMETHEE II en SPOTIS geven dezelfde eerste 3, in dezelfde volgorde: Noord, Oost en West."
    ]
    row = opinion.row(1)
    assert (row.candidate_id, row.own_rank) == ("oost", 2)
    assert row.ranks == dict.fromkeys(DecisionMethod, 2)
    with pytest.raises(IndexError):
        opinion.row(4)


def test_what_is_unknown_explains_why_spotis_differs() -> None:
    """Oost does not state its price: it may be free, so its middle beats Noord, but not what is certain."""
    opinion = opinion_on(park("Noord", 55, managed=True), park("Oost", None, managed=True), price=1)
    assert opinion.candidate_ids == ("noord", "oost")
    by_method = {each.method: each for each in opinion.opinions}
    spotis = by_method[DecisionMethod.SPOTIS]
    assert spotis.ranks.tolist() == [2, 1]
    assert spotis.tau == -1
    assert spotis.scores == pytest.approx([0.45, 0.5])
    texts = told(opinion)
    assert texts[0] == (
        "In deze volgorde staat Noord op de eerste plaats; volgens TOPSIS is dat Oost, volgens PROMETHEE II "
        "is dat Oost en volgens SPOTIS is dat Oost."
    )
    assert "SPOTIS: dezelfde locaties, in een andere volgorde: Oost en Noord." in texts
    assert texts[-1].startswith("Het verschil komt door wat onbekend is")
    assert texts[-1].endswith("Van 1 locatie is een wens niet helemaal bekend.")


def test_others_in_the_top_are_named_on_both_sides() -> None:
    """Four parks of which a method has another third; known values, so the method makes the difference."""
    opinion = opinion_on(
        park("Noord", 0, managed=True),
        park("Oost", 10, managed=True),
        park("West", 20, managed=False),
        park("Zuid", 90, managed=True, reuse="existing"),
        price=50,
        park_management=34,
    )
    contested = [each for each in opinion.opinions if set(each.top_ids) != set(opinion.top_ids)]
    assert contested, {each.method: each.top_ids for each in opinion.opinions}
    assert DecisionMethod.SPOTIS not in {each.method for each in contested}
    texts = told(opinion)
    assert texts[0] == "TOPSIS, PROMETHEE II en SPOTIS zetten Noord ook op de eerste plaats."
    assert any("bij de eerste 3 wel Zuid, niet West." in text for text in texts)
    assert "SPOTIS: dezelfde eerste 3, in dezelfde volgorde." in texts
    assert texts[-1].startswith("Het verschil komt door de manier van rekenen")


def test_one_candidate_or_none_needs_no_opinion() -> None:
    """It is said, and nothing is computed."""
    one = opinion_on(park("Noord", 20, managed=True), price=1)
    assert one.opinions == ()
    assert told(one) == [
        "Voor een tweede mening zijn ten minste twee locaties nodig; in de lijst staat er 1."
    ]
    assert told(opinion_on(price=1)) == [
        "Voor een tweede mening zijn ten minste twee locaties nodig; in de lijst staan er 0."
    ]


def test_a_name_is_text() -> None:
    """What looks like a template or like markup is shown as it is."""
    opinion = opinion_on(park("<b>A</b>", 20, managed=True), park("B", 40, managed=True), price=1)
    assert "<b>A</b> en B" in DUTCH.text(opinion.statements[0])


@EXAMPLES
@given(sites(), requests())
def test_ranks_follow_from_the_methods_on_the_worths(drawn: Sites, request: LocationRequest) -> None:
    """Every rank once; higher scores first; equal ones in the own order; SPOTIS is the order by the point."""
    result = matched(request, drawn)
    opinion, matrix = second_opinion(result), score_matrix(result)
    assert opinion.candidate_ids == result.ranking()
    assert opinion.statements
    told(opinion)
    if not opinion.opinions:
        assert len(opinion.candidate_ids) < 2 or not matrix.weights.any()
        return
    by_method = {each.method: each for each in opinion.opinions}
    assert list(by_method) == list(DecisionMethod)
    ones = np.ones(len(matrix.weights))
    assert by_method[DecisionMethod.TOPSIS].scores == pytest.approx(
        topsis(matrix.point, matrix.weights, ones)
    )
    flows = promethee_ii(matrix.point, matrix.weights, ones)
    assert by_method[DecisionMethod.PROMETHEE_II].scores == pytest.approx(flows)
    count = len(opinion.candidate_ids)
    for each in opinion.opinions:
        order = np.argsort(each.ranks)
        assert sorted(each.ranks.tolist()) == list(range(1, count + 1))
        assert (np.diff(each.scores[order]) <= 1e-9 * count).all()
        assert each.top_ids == tuple(opinion.candidate_ids[row] for row in order[:3])
        assert each.tau == pytest.approx(kendall_tau(each.ranks))
    points = matrix.point @ matrix.weights
    by_point = np.argsort(-points, kind="stable")
    if (np.diff(np.unique(points)) > 100).all():
        assert np.argsort(by_method[DecisionMethod.SPOTIS].ranks).tolist() == by_point.tolist()


@EXAMPLES
@given(sites(), requests())
def test_what_is_unknown_is_blamed_only_where_there_is_any(drawn: Sites, request: LocationRequest) -> None:
    """With everything known SPOTIS has the own order, and no sentence speaks of what is unknown."""
    result = matched(request, drawn)
    opinion, matrix = second_opinion(result), score_matrix(result)
    reason = opinion.statements[-1]
    if reason.id.startswith("opinion.reason.unknown"):
        assert any(each.top_ids != opinion.top_ids for each in opinion.opinions)
        assert 0 < int(str(reason.named["unknown_count"])) <= len(opinion.candidate_ids)
    if opinion.opinions and np.array_equal(matrix.low, matrix.high):
        assert opinion.opinions[-1].ranks.tolist() == list(range(1, len(opinion.candidate_ids) + 1))
        assert not reason.id.startswith("opinion.reason.unknown")


@EXAMPLES
@given(sites(), requests())
def test_the_order_in_which_sites_were_read_has_no_part(drawn: Sites, request: LocationRequest) -> None:
    """The same opinions on the same rows in reverse."""
    one = second_opinion(matched(request, drawn))
    parks, plots, premises = drawn
    other = second_opinion(matched(request, (parks[::-1], plots[::-1], premises[::-1])))
    assert one.candidate_ids == other.candidate_ids
    assert one.statements == other.statements
    for mine, theirs in zip(one.opinions, other.opinions, strict=True):
        assert mine.ranks.tolist() == theirs.ranks.tolist()


def test_what_is_said_of_spotis_follows_from_what_is_known() -> None:
    """Everything known, something unknown that changes nothing, and something that does."""
    known = opinion_on(park("Noord", 20, managed=True), park("Oost", 40, managed=True), price=1)
    same = opinion_on(park("Noord", 0, managed=True), park("Oost", None, managed=True), price=1)
    other = opinion_on(park("Noord", 55, managed=True), park("Oost", None, managed=True), price=1)
    said = [each.by_point.id for each in (known, same, other) if each.by_point is not None]
    assert said == ["opinion.by_point.all_known", "opinion.by_point.same", "opinion.by_point.other"]
    assert all("SPOTIS" in DUTCH.text(each.by_point) for each in (known, same, other) if each.by_point)


def test_sites_that_do_not_differ_are_not_said_to_be_ordered_alike() -> None:
    """The names alone order them, and no method sees a difference."""
    opinion = opinion_on(park("Noord", 20, managed=True), park("Oost", 20, managed=True), price=1)
    assert [each.id for each in opinion.statements] == ["opinion.no_spread"]
    assert "zien dan geen verschil" in told(opinion)[0]


def test_without_weight_there_is_nothing_to_weigh() -> None:
    """One sentence, no opinions, and nothing on SPOTIS."""
    opinion = opinion_on(park("Noord", 20, managed=True), park("Oost", 40, managed=True), price=0)
    assert (opinion.opinions, opinion.by_point) == ((), None)
    assert [each.id for each in opinion.statements] == ["opinion.no_preferences"]
