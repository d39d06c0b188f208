"""How firm an order is: the smallest change of a weight that dethrones number one, and what unknowns allow.

Both are exact. A change of a weight goes the way of every score: whole weights as a person sets them, shared
out to 10,000 by largest remainder (``weights``), every offer that may stand for a candidate in play.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.asking.request_check import MOST_WEIGHT
from drentsportal.domain.match.choice import text_ranks
from drentsportal.domain.match.criteria import WEIGHT_SUM
from drentsportal.domain.match.preferences import preference_values
from drentsportal.domain.match.weights import normalised_weights

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntArray


@dataclass(frozen=True, slots=True)
class Tipping:
    """The nearest weight at which another candidate is number one, and who that is."""

    weight: int
    candidate_id: str


@dataclass(frozen=True, slots=True)
class Dethroning:
    """What weight of one preference dethrones number one, the other weights staying as they are.

    ``weight`` is the weight now, in the whole numbers that a person sets; ``up`` and ``down`` are the nearest
    higher and lower one that do it, ``None`` where none from 0 to ``MOST_WEIGHT`` does.
    """

    criterion_id: str
    weight: int
    up: Tipping | None
    down: Tipping | None


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The best and the worst rank that a qualifier can have, whatever the unknown values turn out to be."""

    candidate_id: str
    rank: int
    best: int
    worst: int


def dethroning_changes(result: MatchResult) -> tuple[Dethroning, ...]:
    """Find per preference the smallest change of its weight, up and down, that dethrones number one.

    The first is found in the full order: low, high, name, id. No smaller change does: each whole weight
    before it is either ruled out by arithmetic that allows for the rounding of weights, or tried.
    """
    if not len(result.choice.ranking):
        return tuple(Dethroning(each.criterion_id, each.weight, None, None) for each in result.preferences)
    contest = _Contest(result)
    return tuple(
        Dethroning(
            each.criterion_id,
            each.weight,
            contest.nearest(place, range(each.weight + 1, MOST_WEIGHT + 1)),
            contest.nearest(place, range(each.weight - 1, contest.least_weight(place) - 1, -1)),
        )
        for place, each in enumerate(result.preferences)
    )


def rank_intervals(result: MatchResult) -> tuple[RankInterval, ...]:
    """Return the best and worst rank of every qualifier at the weights of the request, in their order.

    Best: its own unknown values as good as they can be, those of all others as bad; worst the other way
    round. Of equal scores the name decides, then the id, as in the ranking.
    """
    ranking = result.choice.ranking
    shown = result.choice.shown_offer[ranking]
    places = text_places(result)[ranking]
    low = _ordered(result.scores.low[shown], places)
    high = _ordered(result.scores.high[shown], places)
    best = len(low) - np.searchsorted(np.sort(low), high, side="right") + 1
    # A candidate whose own high is above its own low must not count itself.
    worst = len(low) - np.searchsorted(np.sort(high), low, side="right") + 1 - (high > low)
    return tuple(
        RankInterval(candidate_id, rank, *ends)
        for rank, (candidate_id, *ends) in enumerate(
            zip(result.ranking(), best.tolist(), worst.tolist(), strict=True), start=1
        )
    )


class _Contest:
    """Every offer that may stand for a qualifier, against the offer of number one."""

    def __init__(self, result: MatchResult) -> None:
        offers, choice = result.inputs.offers, result.choice
        self._ids = offers.candidates.ids
        self._raw = [each.weight for each in result.preferences]
        rows = standing_offers(result)
        self._candidates = offers.candidate_rows[rows]
        self._places = text_places(result)[self._candidates]
        columns = [preference_values(offers, each, result.profile, rows) for each in result.preferences]
        nothing = np.empty((len(rows), 0), np.int64)
        self._low = np.column_stack([low for low, _ in columns]) if columns else nothing
        self._high = np.column_stack([high for _, high in columns]) if columns else nothing
        self._first = int(choice.ranking[0])
        shown = np.flatnonzero(rows == choice.shown_offer[self._first])[0]
        rivals = self._candidates != self._first
        self._gaps = (self._low - self._low[shown])[rivals]
        self._slack = np.abs(self._gaps).sum(axis=1)

    def least_weight(self, place: int) -> int:
        """Return 0, or 1 for the only weight that counts: without any weight there is no order."""
        return 0 if sum(self._raw) - self._raw[place] else 1

    def nearest(self, place: int, weights: range) -> Tipping | None:
        """Try weights in their order, those that are ruled out excepted."""
        if not len(weights) or not len(self._gaps):
            return None
        constant, slope = self._leads(place)
        # Linear in the weight: a rival that stays behind at both ends stays behind between them.
        near = np.maximum(constant + slope * weights[0], constant + slope * weights[-1]) >= 0
        constant, slope = constant[near], slope[near]
        for weight in weights:
            if (constant + slope * weight >= 0).any():
                first = self._first_at(place, weight)
                if first != self._first:
                    return Tipping(weight, self._ids[first])
        return None

    def _leads(self, place: int) -> tuple[IntArray, IntArray]:
        """Bound the lead of each rival over number one's present offer: below 0 it surely stays behind.

        With weight w, the rest R and gaps d of worths, the exact lead is (w d + rest . d) / (w + R) of
        10,000. Rounded weights differ from exact ones by less than 1 each, so their lead by at most the sum
        of all |d|. Times w + R that is linear in w: a constant, and what each unit of weight adds.
        """
        others = np.array(self._raw, np.int64)
        others[place] = 0
        constant = WEIGHT_SUM * (self._gaps @ others) + self._slack * int(others.sum())
        return constant, WEIGHT_SUM * self._gaps[:, place] + self._slack

    def _first_at(self, place: int, weight: int) -> int:
        """Return the candidate that is number one with another weight, by the scores themselves."""
        raw = list(self._raw)
        raw[place] = weight
        shares = np.array(normalised_weights(raw), np.int64)
        low = self._low @ shares
        rows = np.flatnonzero(low == low.max())
        high = self._high[rows] @ shares
        rows = rows[high == high.max()]
        return int(self._candidates[rows[np.argmin(self._places[rows])]])


def standing_offers(result: MatchResult) -> IntArray:
    """Return the offers that can stand for a qualifier at other weights: passing, of the first precedence."""
    choice = result.choice
    shown = choice.shown_offer[result.inputs.offers.candidate_rows]
    stands = choice.passing & choice.passing[shown] & (choice.precedence == choice.precedence[shown])
    return np.flatnonzero(stands).astype(np.int64)


def text_places(result: MatchResult) -> IntArray:
    """Return the place of each candidate by name, then id: what decides between equal scores."""
    names, ids = text_ranks(result.inputs.offers.candidates)
    order = np.lexsort((ids, names))
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def _ordered(scores: IntArray, places: IntArray) -> IntArray:
    """Make one number of score and place, larger for what is ranked first; scores are at most 10**10."""
    return scores * (int(places.max(initial=0)) + 1) - places
