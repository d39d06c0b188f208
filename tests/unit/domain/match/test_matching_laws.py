"""Laws of matching on random sites and requests, and the same outcome as a slow and plain one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.distance import LANDMARK_OF_DISTANCE
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.provenance import RecordedSources
from drentsportal.domain.match.relaxation import with_limit
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.step_curve import StepCurve, step_curve
from drentsportal.domain.match.what_if import best_relaxations
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.eased import relaxed
from tests.unit.domain.matching_strategies import (
    ACCENTS,
    BUILDINGS,
    LANDMARKS,
    ORIGIN,
    Sites,
    facts_for,
    requests,
    seconds_to,
    sites,
)
from tests.unit.domain.naive_matching import Ways, candidates_of, naive_match
from tests.unit.domain.site_tables import site_table

EXAMPLES = settings(max_examples=50, deadline=None)

ASKED = requests(buildings=(None, *BUILDINGS))
"""Requests of which most name a building."""

FILLINGS: dict[str, tuple[tuple[str, Any], ...]] = {
    "park": (
        ("park_management", True),
        ("park_management", False),
        ("reuse_class", "new"),
        ("max_height_m", 9.0),
        ("category_main_max", 3),
        ("issue_category_min", "2"),
        ("segments", ("heavy_industry",)),
        ("municipality_code", "GM0109"),
        ("price_min_eur_m2", 40.0),
        ("price_max_eur_m2", 120.0),
        ("available_now_ha", 1.2),
        ("available_from", "2030-01-01"),
        ("broadband", False),
        ("web_shop_allowed", False),
        ("storage_allowed", False),
        ("external_safety_allowed", True),
        ("scarcity_grid", "limited"),
        ("scarcity_water", "none"),
        ("scarcity_nitrogen", "good"),
        ("scarcity_labour", "limited"),
    ),
    "plot": (("category_min", "2"), ("area_m2", 100)),
    "premises": (
        ("floor_area_m2", 10),
        ("premises_plot_area_m2", 10),
        ("category_min", "2"),
        ("available_from", "2032"),
        ("rent_eur_m2_year", 130.0),
        ("sale_price_eur_m2", 990.0),
    ),
}
"""Values to fill an unknown with, poor ones too; none that replaces what is inherited or contradicts it."""


def matched(request: LocationRequest, drawn: Sites) -> MatchResult:
    """Match on a table of drawn sites."""
    table = site_table(*drawn)
    ground = build_offers(table)
    sources = RecordedSources(table.sources)
    return match(request, ground, LANDMARKS, PLAIN_PROFILE, sources, facts_for(ground))


def ways_of(drawn: Sites, request: LocationRequest) -> Ways:
    """Tell the slow twin the same of landmarks, roads and regions."""
    ids = [row["id"] for rows in drawn for row in rows]
    seconds = {
        each: {site: seconds_to(site, each) for site in ids if seconds_to(site, each) >= 0}
        for each in ("present_minutes", "junction_minutes", "terminal_minutes")
    }
    points = {
        criterion_id: [each.geometry_rd.coords[0] for each in LANDMARKS if each.kind is kind]
        for criterion_id, kind in LANDMARK_OF_DISTANCE.items()
    }
    required = request.requirement("plot_area")
    area = None if required is None else int(str(required.limit))
    most = request.combining.most_plots
    return Ways(
        (ORIGIN.x_rd, ORIGIN.y_rd),
        points,
        request.detour_percent,
        seconds,
        ACCENTS,
        {"7811AB": ("grid_demand", "grid_feed")},
        area,
        most,
        request.combining.same_seller_only,
        request.building,
    )


@settings(max_examples=300, deadline=None)
@given(sites(), ASKED)
def test_the_columns_give_what_plain_objects_give(drawn: Sites, request: LocationRequest) -> None:
    """Order, scores, verdicts and shown offers equal those of an independent implementation.

    Of what is excluded and has ground that is no rectangle the twin knows that, and not by how little.
    """
    expected = naive_match(candidates_of(*drawn, ways_of(drawn, request)), request, PLAIN_PROFILE)
    result = matched(request, drawn)
    cards = [result.card(position) for position in range(result.qualifier_count)]
    assert [(card.candidate.id, card.low, card.point, card.high) for card in cards] == expected.ranking
    assert [each for each in result.rejected() if each not in expected.is_open] == expected.rejected
    assert set(result.rejected()) >= expected.is_open
    for place, candidate_id in enumerate(result.inputs.offers.candidates.ids):
        if candidate_id in expected.is_open:
            continue
        assert result.candidate(candidate_id).offer_ids == expected.shown_plots[candidate_id]
        shown = result.choice.shown_offer[place]
        verdicts = {each.criterion.id: int(each.verdicts[shown]) for each in result.judgements}
        assert verdicts == expected.verdicts[candidate_id]


@EXAMPLES
@given(sites(), sites(), ASKED)
def test_adding_sites_never_reorders_the_others(drawn: Sites, more: Sites, request: LocationRequest) -> None:
    """A scale is absolute, so the rest keeps its order and its scores."""
    parks, plots, premises = drawn
    added = [{**park, "id": f"new-{park['id']}"} for park in more[0]]
    buildings = [{**building, "id": f"new-{building['id']}", "park_id": None} for building in more[2]]
    before = matched(request, drawn)
    after = matched(request, ([*parks, *added], plots, [*premises, *buildings]))
    assert tuple(each for each in after.ranking() if not each.startswith("new-")) == before.ranking()
    assert tuple(each for each in after.rejected() if not each.startswith("new-")) == before.rejected()


@EXAMPLES
@given(sites(), ASKED)
def test_contributions_add_up_to_the_score(drawn: Sites, request: LocationRequest) -> None:
    """Least, middle and most each add up exactly, and lie in that order."""
    result = matched(request, drawn)
    for position in range(result.qualifier_count):
        card = result.card(position)
        assert card.low == sum(each.low for each in card.contributions)
        assert card.point == sum(each.point for each in card.contributions)
        assert card.high == sum(each.high for each in card.contributions)
        assert 0 <= card.low <= card.point <= card.high <= 10**10


@EXAMPLES
@given(sites(), ASKED, st.integers(2, 9))
def test_rescaled_weights_change_nothing(drawn: Sites, request: LocationRequest, factor: int) -> None:
    """Only proportions of weights count."""
    rescaled = tuple(replace(each, weight=each.weight * factor) for each in request.preferences)
    before, after = matched(request, drawn), matched(replace(request, preferences=rescaled), drawn)
    assert after.weights == before.weights
    assert after.ranking() == before.ranking()


@EXAMPLES
@given(sites(), ASKED, st.data())
def test_filling_an_unknown_never_lowers_the_own_low(
    drawn: Sites, request: LocationRequest, data: st.DataObject
) -> None:
    """Silence never pays: whatever value turns out, the low of an offer that stays in does not fall.

    Nor does its high rise: the interval holds the score of every filling.
    """
    filled, site = _fill_one(drawn, data)
    assume(site is not None)
    before, after = _scores(matched(request, drawn)), _scores(matched(request, filled))
    for offer, (low, high) in after.items():
        least, most = before.get(offer, (0, 10**10))
        assert least <= low <= high <= most


@EXAMPLES
@given(sites(), ASKED, st.data())
def test_raising_a_value_never_lowers_the_rank(
    drawn: Sites, request: LocationRequest, data: st.DataObject
) -> None:
    """A candidate that gets better, all else equal, does not fall behind anybody."""
    parks, plots, premises = drawn
    assume(parks)
    place = data.draw(st.integers(0, len(parks) - 1))
    better = {**parks[place], "park_management": True, "reuse_class": "reuse"}
    raised = [*parks[:place], better, *parks[place + 1 :]]
    asked = replace(
        request, requirements=(), preferences=(*request.preferences[:1], *_wish("park_management", request))
    )
    before = matched(asked, drawn).ranking()
    after = matched(asked, (raised, plots, premises)).ranking()
    assume(better["id"] in before)
    own = [each["id"] for each in premises if each["park_id"] == better["id"]]
    ahead_before = set(before[: before.index(better["id"])])
    ahead_after = set(after[: after.index(better["id"])])
    assert ahead_after - set(own) <= ahead_before


@EXAMPLES
@given(sites(), ASKED, st.data())
def test_a_looser_limit_loses_nobody(drawn: Sites, request: LocationRequest, data: st.DataObject) -> None:
    """Verdicts are monotone in the limit of every number."""
    numeric = [
        each.criterion_id
        for each in request.requirements
        if CRITERION_BY_ID[each.criterion_id].limit_kind in {LimitKind.AT_LEAST, LimitKind.AT_MOST}
        and each.criterion_id != "category"
    ]
    assume(numeric)
    criterion_id = data.draw(st.sampled_from(numeric))
    requirement = request.requirement(criterion_id)
    assert requirement is not None
    assert isinstance(requirement.limit, int)
    moved = data.draw(st.integers(1, 20_000))
    at_least = CRITERION_BY_ID[criterion_id].limit_kind is LimitKind.AT_LEAST
    looser = max(1, requirement.limit - moved) if at_least else requirement.limit + moved
    strict = matched(request, drawn).ranking()
    assert set(strict) <= set(matched(with_limit(request, criterion_id, looser), drawn).ranking())


@settings(max_examples=150, deadline=None)
@given(sites(), ASKED, st.data())
def test_a_softer_requirement_never_lowers_a_standing(
    drawn: Sites, request: LocationRequest, data: st.DataObject
) -> None:
    """Whatever is asked less, or no longer: no candidate drops out, scores less, or falls behind another.

    Only those whose own standing rose may come before it. The area is the one thing that decides which sets
    of plots there are: with less area smaller sets stand in for larger ones, so there the law holds for what
    is still offered (decision 0012).
    """
    softer = _softer(request, data)
    before, after = matched(request, drawn), matched(softer, drawn)
    standing, then = _standings(before), _standings(after)
    if softer.requirement("plot_area") != request.requirement("plot_area"):
        offered = {_offer_key(after, row) for row in range(len(after.inputs.offers))}
        shown = {each: _offer_key(before, _shown(before, each)) for each in standing}
        standing = {each: standing[each] for each in standing if shown[each] in offered}
    for candidate, score in standing.items():
        assert then[candidate] >= score
    place = {each: after.rank_of(each) for each in standing}
    for one in standing:
        for other in standing:
            if before.rank_of(one) < before.rank_of(other) and place[one] > place[other]:
                assert then[other] > standing[other]


@EXAMPLES
@given(sites(), ASKED, st.integers(1, 250))
def test_a_plot_that_reaches_alone_takes_no_set_away(
    drawn: Sites, request: LocationRequest, hundreds: int
) -> None:
    """Sets of plots are looked for in every park, so that the score decides and not their number.

    A plot that reaches the area is part of a set only for the building, which it does not hold (0013).
    """
    result = matched(replace(request, requirements=(Requirement("plot_area", 100 * hundreds),)), drawn)
    offers = result.inputs.offers
    for row in np.flatnonzero(offers.kinds == OfferKind.COMBINATION).tolist():
        parts = offers.members_of(row)
        reaching = offers.intervals["plot_area"].low[parts] >= 100 * hundreds
        for judgement in result.judgements:
            if judgement.criterion.id == "building":
                reaching &= judgement.verdicts[parts] == Verdict.FITS
        assert not reaching.any()
        shown = result.choice.shown_offer[offers.candidate_rows[row]]
        if result.choice.passing[row]:
            best = (result.scores.low[shown], result.scores.high[shown])
            assert best >= (result.scores.low[row], result.scores.high[row])


@EXAMPLES
@given(sites(), ASKED)
def test_a_relaxation_is_enough_and_no_more_than_that(drawn: Sites, request: LocationRequest) -> None:
    """All changes together let the candidate in; one step less of any of them does not.

    What a list tells of a building on land is a bound, or not measured, and says so; what of it is proven,
    ``test_smallest_change`` draws.
    """
    result = matched(request, drawn)
    for position in range(result.rejection_count):
        rejection = result.rejection(position)
        bounded = any(each.needed is None or each.bound is not None for each in rejection.relaxations)
        if bounded or rejection.has_unmeasured_building:
            continue
        eased = relaxed(request, rejection.relaxations)
        candidate_id = rejection.candidate.id
        assert matched(eased, drawn).is_qualified(candidate_id)
        for relaxation in rejection.relaxations:
            criterion = CRITERION_BY_ID.get(relaxation.criterion_id)
            short = relaxation.asked
            if isinstance(relaxation.needed, int) and not isinstance(relaxation.needed, bool):
                assert criterion is not None
                assert isinstance(relaxation.asked, int)
                step = criterion.step if relaxation.needed < relaxation.asked else -criterion.step
                short = relaxation.needed + step
            if criterion is not None and criterion.unit in {"m", "s"} and int(str(short)) < 0:
                continue
            others = [each for each in rejection.relaxations if each is not relaxation]
            # A building is sized by the one that was asked: sized twice its depth would be rounded twice.
            nearer = with_limit(relaxed(request, others), relaxation.criterion_id, short)
            assert not matched(nearer, drawn).is_qualified(candidate_id)


@EXAMPLES
@given(sites(), ASKED)
def test_step_curves_count_what_matching_counts(drawn: Sites, request: LocationRequest) -> None:
    """The count at every limit is that of a match with that limit, unless the curve says what it rests on."""
    result = matched(request, drawn)
    for requirement in request.requirements:
        curve = step_curve(result, requirement.criterion_id)
        if curve is None:
            continue
        for limit, count in zip(curve.limits.tolist(), curve.counts.tolist(), strict=True):
            if limit > 0:
                found = matched(with_limit(request, curve.criterion_id, limit), drawn).qualifier_count
                is_for_building = request.building is not None
                assert _is_as_told(curve, limit, (count, found), is_for_building=is_for_building)


@EXAMPLES
@given(sites(), ASKED)
def test_proposals_let_in_whom_they_name(drawn: Sites, request: LocationRequest) -> None:
    """Applying a proposal gives its count, and exactly the candidates that it names are new."""
    result = matched(request, drawn)
    for proposal in best_relaxations(result):
        if proposal.needed is None:
            assert not proposal.gained
            continue
        after = matched(with_limit(request, proposal.criterion_id, proposal.needed), drawn)
        assert after.qualifier_count == proposal.count_then
        assert set(after.ranking()) - set(result.ranking()) == set(proposal.gained)
        assert set(result.ranking()) - set(after.ranking()) == set(proposal.lost)
        assert proposal.criterion_id == "category" or not proposal.lost


@EXAMPLES
@given(sites(), ASKED)
def test_a_kept_match_comes_back_to_the_last_digit(drawn: Sites, request: LocationRequest) -> None:
    """Ranking, cards, rejections and the text itself are the same after a replay."""
    result = matched(request, drawn)
    text = to_replay(result)
    again = replay(text)
    assert again.ranking() == result.ranking()
    assert again.rejected() == result.rejected()
    assert to_replay(again) == text
    for position in range(result.qualifier_count):
        assert again.card(position) == result.card(position)
    for position in range(result.rejection_count):
        assert again.rejection(position) == result.rejection(position)


def _is_as_told(curve: StepCurve, limit: int, counts: tuple[int, int], *, is_for_building: bool) -> bool:
    """Whether a count is that of a match, the second one, or what the note of the curve says of it."""
    count, found = counts
    if curve.note is None or limit == curve.asked:
        return found == count
    if curve.note.id == "what_if.curve.unmeasured":
        return found <= count
    # Of other plots combined for another area a curve tells the fewest there are, where no building is asked.
    return is_for_building or found >= count


def _softer(request: LocationRequest, data: st.DataObject) -> LocationRequest:
    """Leave a requirement out, or move its number towards what all can meet."""
    assume(request.requirements)
    chosen = data.draw(st.sampled_from(request.requirements))
    kind, limit = CRITERION_BY_ID[chosen.criterion_id].limit_kind, chosen.limit
    is_number = isinstance(limit, int) and not isinstance(limit, bool) and chosen.criterion_id != "category"
    if chosen.criterion_id == "plot_area" or (
        is_number and kind in {LimitKind.AT_LEAST, LimitKind.AT_MOST} and data.draw(st.booleans())
    ):
        assert isinstance(limit, int)
        moved = data.draw(st.integers(1, 20_000))
        looser = max(1, limit - moved) if kind is LimitKind.AT_LEAST else limit + moved
        return with_limit(request, chosen.criterion_id, looser)
    left = tuple(each for each in request.requirements if each is not chosen)
    return replace(request, requirements=left)


def _standings(result: MatchResult) -> dict[str, tuple[int, int]]:
    """Read low and high of every qualifier, by which it is ranked."""
    columns = result.map_columns
    return {
        candidate: (int(low), int(high))
        for candidate, rank, low, high in zip(
            columns.candidate_ids, columns.ranks, columns.low, columns.high, strict=True
        )
        if rank
    }


def _shown(result: MatchResult, candidate_id: str) -> int:
    return int(result.choice.shown_offer[result.inputs.offers.candidates.ids.index(candidate_id)])


def _offer_key(result: MatchResult, row: int) -> tuple[object, ...]:
    offers = result.inputs.offers
    return (str(offers.site_ids[row]), int(offers.kinds[row]), offers.plot_ids(row))


def _wish(criterion_id: str, request: LocationRequest) -> tuple[Preference, ...]:
    taken = {each.criterion_id for each in request.preferences[:1]}
    return () if criterion_id in taken else (Preference(criterion_id, 5),)


def _fill_one(drawn: Sites, data: st.DataObject) -> tuple[Sites, str | None]:
    filled = tuple([dict(row) for row in rows] for rows in drawn)
    open_places = [
        (row, attribute_id, value)
        for kind, rows in zip(FILLINGS, filled, strict=True)
        for row in rows
        for attribute_id, value in FILLINGS[kind]
        if row.get(attribute_id) is None
    ]
    if not open_places:
        return drawn, None
    row, attribute_id, value = data.draw(st.sampled_from(open_places))
    row[attribute_id] = value
    return (filled[0], filled[1], filled[2]), row["id"]


def _scores(result: MatchResult) -> dict[tuple[object, ...], tuple[int, int]]:
    offers = result.inputs.offers
    return {
        (str(offers.site_ids[row]), int(offers.kinds[row]), offers.plot_ids(row)): (
            int(result.scores.low[row]),
            int(result.scores.high[row]),
        )
        for row in np.flatnonzero(result.choice.passing).tolist()
    }
