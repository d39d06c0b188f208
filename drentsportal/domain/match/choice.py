"""Which offer stands for a candidate, and in what order candidates are ranked and rejections listed.

Everything is sorted on whole numbers with ids as the last key, so the order never depends on the machine or
on the order in which sites were read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.relative_change import changes_in_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import CandidateRows, OfferTable
    from drentsportal.domain.match.preferences import Scores
    from drentsportal.domain.match.requirements import Judgement


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The decided order: positions are rows of the candidate table, offers rows of the offer table.

    ``shown_offer`` is per candidate the best passing offer, or the least failing one; ``passing`` is per
    offer whether no requirement fails; ``fail_counts`` per offer how many do.
    """

    shown_offer: IntArray
    passing: NDArray[np.bool_]
    fail_counts: IntArray
    ranking: IntArray
    rejections: IntArray
    offer_order: IntArray


def choose(
    offers: OfferTable, judgements: Sequence[Judgement], scores: Scores, profile: CriteriaProfile
) -> Choice:
    """Choose and order.

    Offers of one candidate: passing before failing. Passing: direct before pieced together, then low, high,
    fewer checks, id. Failing: fewest failing requirements, then smallest relative change, then id.
    Candidates: low, then high, then name, then id. Rejections: fewest failing, smallest change, name, id.
    """
    fail_counts = _count(judgements, Verdict.FAILS, len(offers))
    passing = fail_counts == 0
    changes = changes_in_all(offers, judgements, profile)
    keys = (
        _count(judgements, Verdict.CHECK, len(offers)),
        np.where(passing, -scores.high, 0),
        np.where(passing, -scores.low, 0),
        np.where(passing, offers.precedence, changes),
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
    return Choice(shown, passing, fail_counts, ranking, rejections, order.astype(np.int64))


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
