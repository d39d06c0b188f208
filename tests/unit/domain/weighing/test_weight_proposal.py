"""Weights that people set: what an input gives, whole per cents of a request, several people together."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.match.criteria import CRITERIA, WEIGHT_SUM
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.domain.weighing.weight_data import input_from_data, input_to_data
from drentsportal.domain.weighing.weight_proposal import (
    PERCENT_SUM,
    WeightProposal,
    group_weights,
    proposal_of,
    vote_names,
)
from drentsportal.domain.weighing.weight_vote import (
    PairJudgement,
    SliderWeights,
    WeightInput,
    WeightMethod,
    WeightVote,
    WishComparisons,
    WishRanking,
    criteria_of,
    in_order,
    weights_of,
)
from drentsportal.errors import InputError

EXAMPLES = settings(max_examples=150, deadline=None)
WISHES = tuple(each.id for each in CRITERIA if each.can_prefer)
SHARES = st.lists(st.integers(0, WEIGHT_SUM), min_size=1, max_size=len(WISHES)).filter(any)
NOON_UTC = datetime(2026, 11, 17, 12, tzinfo=UTC)


@st.composite
def inputs(draw: st.DrawFn) -> WeightInput:
    """Draw an input of any of the three methods."""
    ids = draw(st.lists(st.sampled_from(WISHES), min_size=1, max_size=6, unique=True))
    kind = draw(st.sampled_from(("sliders", "ranking", "pairs")))
    if kind == "sliders":
        weights = draw(st.lists(st.integers(0, 100), min_size=len(ids), max_size=len(ids)).filter(any))
        stated = dict(zip(ids, weights, strict=True))
        return SliderWeights(tuple((each, stated[each]) for each in in_order(ids)))
    if kind == "ranking":
        cuts = [0, *sorted(draw(st.sets(st.integers(1, len(ids))))), len(ids)]
        groups = (tuple(ids[a:b]) for a, b in pairwise(cuts))
        return WishRanking(tuple(filter(None, groups)))
    judged = []
    for pair in combinations(ids, 2):
        first, second = draw(st.permutations(pair))
        judged.append(PairJudgement(first, second, draw(st.integers(1, 9))))
    return WishComparisons(tuple(ids), tuple(judged))


def vote(name: str, given_input: WeightInput, organisation: str = "Provincie") -> WeightVote:
    """Make a vote."""
    person = Actor(name, organisation, Role.READER)
    return WeightVote(person, given_input, weights_of(given_input), NOON_UTC, person, 1)


@EXAMPLES
@given(inputs())
def test_every_input_gives_whole_weights_of_its_wishes_and_survives_being_written(
    made: WeightInput,
) -> None:
    """They sum to 10,000, stand in the order of the criteria, and the input comes back as it was."""
    weights = weights_of(made)
    assert sum(weights.values()) == WEIGHT_SUM
    assert tuple(weights) == criteria_of(made)
    assert input_from_data(input_to_data(made)) == made


@EXAMPLES
@given(SHARES)
def test_whole_per_cents_sum_to_a_hundred_and_lie_within_one(raw: list[int]) -> None:
    """None is more than one per cent from what the method gives; more weight never gets less."""
    weights = dict(zip(WISHES, normalised_weights(raw), strict=False))
    whole = WeightProposal(WeightMethod.RANKING, weights).whole(keep_small=False)
    assert sum(whole.values()) == PERCENT_SUM
    for criterion_id, weight in weights.items():
        assert abs(whole[criterion_id] * WEIGHT_SUM - weight * PERCENT_SUM) < WEIGHT_SUM
    ordered = sorted(weights, key=lambda each: weights[each])
    assert [whole[each] for each in ordered] == sorted(whole.values()) or any(
        weights[a] == weights[b] for a, b in combinations(weights, 2)
    )


@EXAMPLES
@given(SHARES)
def test_kept_small_wishes_stay_at_one_and_only_those_that_have_a_weight(raw: list[int]) -> None:
    """What vanishes by rounding is named; kept, it has 1 at least, and what had nothing still has nothing."""
    weights = dict(zip(WISHES, normalised_weights(raw), strict=False))
    proposal = WeightProposal(WeightMethod.PAIRS, weights)
    plain, kept = proposal.whole(keep_small=False), proposal.whole(keep_small=True)
    assert proposal.vanishing == tuple(each for each in weights if weights[each] and not plain[each])
    assert sum(kept.values()) == PERCENT_SUM
    assert all(bool(kept[each]) == bool(weights[each]) for each in weights)
    assert kept == plain or proposal.vanishing


def test_sliders_are_taken_over_as_they_are_set() -> None:
    """Their sum is the person's own, and a wish at 0 is meant to be at 0."""
    proposal = proposal_of(SliderWeights((("price", 7), ("reuse", 0))))
    assert proposal.whole(keep_small=True) == {"price": 7, "reuse": 0}
    assert proposal.vanishing == ()


@pytest.mark.parametrize(
    "judgements",
    [
        (PairJudgement("price", "reuse", 10),),
        (PairJudgement("price", "reuse", 0),),
        (PairJudgement("price", "reuse", 2), PairJudgement("price", "reuse", 3)),
        (PairJudgement("price", "reuse", 2), PairJudgement("reuse", "price", 3)),
        (),
    ],
    ids=["beyond the scale", "nought", "twice", "both ways", "missing"],
)
def test_comparisons_that_cannot_be_used_are_refused(judgements: tuple[PairJudgement, ...]) -> None:
    """Each pair once, from 1 to 9."""
    with pytest.raises(InputError):
        weights_of(WishComparisons(("price", "reuse"), judgements))


@pytest.mark.parametrize(
    "made",
    [
        SliderWeights((("price", 1), ("price", 2))),
        SliderWeights((("price", 0),)),
        SliderWeights((("price", -1), ("reuse", 2))),
        WishRanking((("price",), ())),
    ],
)
def test_weights_that_cannot_be_used_are_refused(made: WeightInput) -> None:
    """Twice the same wish, no weight at all, a negative one, an empty rank."""
    with pytest.raises(InputError):
        weights_of(made)


@EXAMPLES
@given(st.permutations(("Anna", "Bert", "Carla")), st.lists(st.integers(1, 100), min_size=6, max_size=6))
def test_the_order_of_the_people_changes_nothing(names: list[str], figures: list[int]) -> None:
    """The same people give the same mean, spreads and statements."""
    stated = {
        name: SliderWeights((("price", figures[2 * place]), ("reuse", figures[2 * place + 1])))
        for place, name in enumerate(("Anna", "Bert", "Carla"))
    }
    usual = group_weights([vote(each, stated[each]) for each in sorted(stated)], ("reuse", "price"))
    other = group_weights([vote(each, stated[each]) for each in names], ("price", "reuse"))
    assert usual.combined is not None
    assert other.combined is not None
    assert usual.combined.weights == other.combined.weights
    assert usual.combined.furthest_off == other.combined.furthest_off


def test_votes_on_other_wishes_do_not_count_and_are_named() -> None:
    """Wishes that came or went since leave a vote out, in words."""
    old = vote("Anna", SliderWeights((("price", 1),)))
    new = vote("Bert", SliderWeights((("price", 1), ("reuse", 3))))
    group = group_weights([old, new], ("price", "reuse"))
    assert (group.counted, group.left_out) == ((new,), (old,))
    assert [each.id for each in group.statements()] == ["weighing.left_out"]
    assert group_weights([old], ("reuse",)).proposal() is None


def test_everybodys_comparisons_together_are_their_geometric_mean() -> None:
    """4 times and 1 time make 2 times: two thirds and one third; only where everybody compared."""
    anna = vote("Anna", WishComparisons(("price", "reuse"), (PairJudgement("price", "reuse", 4),)))
    bert = vote("Bert", WishComparisons(("reuse", "price"), (PairJudgement("reuse", "price", 1),)))
    group = group_weights([anna, bert], ("price", "reuse"))
    assert group.judged is not None
    assert group.judged.weights == {"price": 6667, "reuse": 3333}
    proposal = group.proposal(WeightMethod.GROUP_PAIRS)
    assert proposal is not None
    assert proposal.voters == ("Anna", "Bert")
    ranked = vote("Carla", WishRanking((("price",), ("reuse",))))
    assert group_weights([anna, bert, ranked], ("price", "reuse")).judged is None
    assert group_weights([anna], ("price", "reuse")).judged is None


def test_people_of_one_name_are_told_apart_by_organisation() -> None:
    """Others keep their name alone."""
    made = SliderWeights((("price", 1),))
    votes = [vote("Anna", made), vote("anna", made, "NOM"), vote("Bert", made)]
    assert vote_names(votes) == ("Anna (Provincie)", "anna (NOM)", "Bert")
