"""Which offer stands for a candidate, and in what order candidates are ranked and rejections listed.

Everything is sorted on whole numbers with ids as the last key, so the order never depends on the machine or
on the order in which sites were read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offers import PRECEDENCE_PIECED
from drentsportal.domain.match.relative_change import changes_in_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import CandidateRows, OfferTable
    from drentsportal.domain.match.preferences import Scores
    from drentsportal.domain.match.requirements import Judgement


_MANY: Final = 63
"""More plots, or more checks, than an offer has."""

_FAR: Final = 2**40 - 1
"""Farther from the area asked than any land, m²; stands for an area that is not known."""


@dataclass(frozen=True, slots=True)
class OfferOrder:
    """How the passing offers of one candidate are ordered beside their score.

    After the score: one plot before what is pieced together, fewest plots, fewest checks, area nearest to
    ``wanted_m2`` (``None`` where no area is asked). With ``direct_first``, the rule of matches that were kept
    before format 4: one plot before what is pieced together whatever they score, then fewest checks.
    """

    wanted_m2: int | None = None
    direct_first: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The decided order: positions are rows of the candidate table, offers rows of the offer table.

    ``shown_offer`` is per candidate the best passing offer, or the least failing one; ``passing`` is per
    offer whether no requirement fails; ``fail_counts`` per offer how many do. ``precedence`` is per offer
    what goes before the score, ``ties`` what decides after it, lower first; neither depends on weights.
    """

    shown_offer: IntArray
    passing: NDArray[np.bool_]
    fail_counts: IntArray
    ranking: IntArray
    rejections: IntArray
    offer_order: IntArray
    precedence: IntArray
    ties: IntArray


def choose(
    offers: OfferTable,
    judgements: Sequence[Judgement],
    scores: Scores,
    profile: CriteriaProfile,
    order_of: OfferOrder,
) -> Choice:
    """Choose and order.

    Offers of one candidate: passing before failing. Passing: ``OfferOrder`` and the score, low then high;
    last of all the id. Failing: fewest failing requirements, then smallest relative change, fewer checks, id.
    Candidates: low, then high, then name, then id. Rejections: fewest failing, smallest change, name, id.
    """
    fail_counts = _count(judgements, Verdict.FAILS, len(offers))
    passing = fail_counts == 0
    changes = changes_in_all(offers, judgements, profile)
    checks = _count(judgements, Verdict.CHECK, len(offers))
    precedence, ties = before_and_after(offers, checks, order_of)
    keys = (
        np.where(passing, ties, checks),
        np.where(passing, -scores.high, 0),
        np.where(passing, -scores.low, 0),
        np.where(passing, precedence, changes),
        fail_counts,
        offers.candidate_rows,
    )
    order = np.lexsort(keys)
    starts = np.searchsorted(offers.candidate_rows[order], np.arange(len(offers.candidates)))
    shown = order[starts].astype(np.int64)
    names, ids = text_ranks(offers.candidates)
    qualified = np.flatnonzero(passing[shown])
    rejected = np.flatnonzero(~passing[shown])
    low, high = scores.low[shown[qualified]], scores.high[shown[qualified]]
    ranking = qualified[np.lexsort((ids[qualified], names[qualified], -high, -low))]
    offer = shown[rejected]
    rejections = rejected[np.lexsort((ids[rejected], names[rejected], changes[offer], fail_counts[offer]))]
    return Choice(shown, passing, fail_counts, ranking, rejections, order.astype(np.int64), precedence, ties)


def before_and_after(offers: OfferTable, checks: IntArray, order_of: OfferOrder) -> tuple[IntArray, IntArray]:
    """Return per offer the keys before and after the score, lower first; ``checks`` counts its questions."""
    if order_of.direct_first:
        return offers.precedence.astype(np.int64), checks
    plots = np.diff(offers.member_starts)
    # What is known by totals only names no plot, so it stands after plots that are named.
    plots = np.where((plots == 0) & (offers.precedence == PRECEDENCE_PIECED), _MANY, np.minimum(plots, _MANY))
    beyond = np.zeros(len(offers), np.int64)
    area = offers.intervals.get("plot_area")
    if area is not None and order_of.wanted_m2 is not None:
        beyond = np.minimum(np.abs(area.low - order_of.wanted_m2), _FAR)
    # One number for all four, since sorting by one key is several times faster than by four.
    ties = (offers.precedence.astype(np.int64) * (_MANY + 1) + plots) * (_MANY + 1) + np.minimum(
        checks, _MANY
    )
    return np.zeros(len(offers), np.int64), ties * (_FAR + 1) + beyond


@lru_cache(maxsize=4)
def text_ranks(candidates: CandidateRows) -> tuple[IntArray, IntArray]:
    """Return the place of each candidate by name, without regard to case, and by id.

    Kept for the candidates that were asked last: a weight that moves orders the same ones again and again.
    """
    return _ranks([name.casefold() for name in candidates.names]), _ranks(candidates.ids)


def _ranks(texts: Sequence[str]) -> IntArray:
    place = {text: rank for rank, text in enumerate(sorted(set(texts)))}
    return np.array([place[text] for text in texts], np.int64)


def _count(judgements: Sequence[Judgement], verdict: Verdict, count: int) -> IntArray:
    counted = np.zeros(count, np.int64)
    for judgement in judgements:
        counted += judgement.verdicts == verdict
    return counted
