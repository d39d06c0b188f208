"""What a map or table shows of every candidate of a match, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.match_result import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.choice import Choice
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.preferences import Scores
    from drentsportal.domain.match.requirements import Judgement

NONE_FAILS: Final = -1
SEVERAL_FAIL: Final = -2
"""Values of ``MapColumns.only_failing`` beside the positions in ``judged_ids``."""


@dataclass(frozen=True, slots=True, eq=False)
class MapColumns:
    """What a map or table shows per candidate, in the order of ``candidate_ids``.

    ``verdicts``: worst verdict of the offer that is shown. ``ranks`` from 1, 0 where excluded. ``low``,
    ``point``, ``high``: score, 0 where excluded. ``only_failing``: position in ``judged_ids`` of the one
    requirement that fails, ``NONE_FAILS`` or ``SEVERAL_FAIL``.
    """

    candidate_ids: tuple[str, ...]
    verdicts: NDArray[np.int8]
    ranks: IntArray
    low: IntArray
    point: IntArray
    high: IntArray
    has_check: NDArray[np.bool_]
    only_failing: NDArray[np.int8]
    judged_ids: tuple[str, ...]


def map_columns(
    candidate_ids: tuple[str, ...], choice: Choice, judgements: Sequence[Judgement], scores: Scores
) -> MapColumns:
    """Make the columns of a choice, of each candidate by the offer that stands for it."""
    shown = choice.shown_offer
    verdicts = np.stack(
        [judgement.verdicts[shown] for judgement in judgements]
        or [np.full(len(shown), Verdict.FITS, np.int8)]
    )
    qualified = choice.passing[shown]
    ranks = np.zeros(len(shown), np.int64)
    ranks[choice.ranking] = np.arange(1, len(choice.ranking) + 1)
    fails = choice.fail_counts[shown]
    first_failing = np.argmax(verdicts == Verdict.FAILS, axis=0)
    only = np.where(fails == 1, first_failing, np.where(fails == 0, NONE_FAILS, SEVERAL_FAIL))
    return MapColumns(
        candidate_ids=candidate_ids,
        verdicts=verdicts.min(axis=0).astype(np.int8),
        ranks=ranks,
        low=np.where(qualified, scores.low[shown], 0),
        point=np.where(qualified, scores.point[shown], 0),
        high=np.where(qualified, scores.high[shown], 0),
        has_check=qualified & (verdicts == Verdict.CHECK).any(axis=0),
        only_failing=only.astype(np.int8),
        judged_ids=tuple(judgement.criterion.id for judgement in judgements),
    )
