"""How many candidates qualify at every limit of one numeric requirement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.combined_offers import wanted_area_m2
from drentsportal.domain.match.criteria import LimitKind
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offer_columns import UNBOUNDED
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.relative_change import is_numeric, on_step
from drentsportal.domain.match.requirements import as_number
from drentsportal.domain.match.thresholds import others_pass, qualifies_with, strictest_limits
from drentsportal.domain.match.unmeasured import is_unmeasured
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.requirements import Judgement
    from drentsportal.domain.message import Message


@dataclass(frozen=True, slots=True, eq=False)
class StepCurve:
    """Number of qualifiers at every limit of one requirement, the others as asked.

    ``limits`` ascend and lie on the printed step; ``counts`` is the number of qualifiers at each. Between two
    limits the count is that of the stricter one. ``asked`` is the limit of the request. ``note`` says what
    the counts rest on where a match at another limit would find or measure more than is at hand.
    """

    criterion_id: str
    asked: int
    limits: IntArray
    counts: IntArray
    note: Message | None = None


def step_curve(result: MatchResult, criterion_id: str) -> StepCurve | None:
    """Count the qualifiers at every limit of a numeric requirement; ``None`` for any other."""
    judgement = next((each for each in result.judgements if each.criterion.id == criterion_id), None)
    if judgement is None or not is_numeric(judgement):
        return None
    asked = as_number(judgement.limit)
    if criterion_id == "category":
        ranks = np.arange(1, len(CATEGORIES) + 1)
        counts = [int(qualifies_with(result, judgement, int(rank)).sum()) for rank in ranks]
        return StepCurve(criterion_id, asked, ranks, np.array(counts, np.int64), _note(result, judgement))
    thresholds = strictest_limits(result, judgement, others_pass(result, judgement))
    bounded = thresholds[np.abs(thresholds) < UNBOUNDED]
    limits = np.unique(np.append(on_step(bounded, judgement.criterion), asked))
    limits = limits[limits >= 0]
    ordered = np.sort(thresholds)
    if judgement.criterion.limit_kind is LimitKind.AT_LEAST:
        counts_at = len(ordered) - np.searchsorted(ordered, limits, side="left")
    else:
        counts_at = np.searchsorted(ordered, limits, side="right")
    return StepCurve(criterion_id, asked, limits, counts_at.astype(np.int64), _note(result, judgement))


def _note(result: MatchResult, judgement: Judgement) -> Message | None:
    """Say what the counts of a curve rest on, where moving the limit would change what is looked for.

    Plots are combined for the area asked, and a building is measured at the width asked, on what nothing
    else excludes.
    """
    request, wanted_m2 = result.request, wanted_area_m2(result.request)
    criterion_id = judgement.criterion.id
    if criterion_id == "building":
        return message("what_if.curve.building")
    is_combined = criterion_id == "plot_area" and request.combining.most_plots > 1
    has_plots = np.count_nonzero(np.equal(result.inputs.offers.kinds, OfferKind.PLOT)) > 1
    if is_combined and has_plots and wanted_m2 is not None:
        return message("what_if.curve.combined", area_m2=wanted_m2)
    return message("what_if.curve.unmeasured") if _lets_in_unmeasured(result, judgement) else None


def _lets_in_unmeasured(result: MatchResult, judgement: Judgement) -> bool:
    """Whether this requirement alone excludes an offer of which nobody measured the building."""
    building = next((each for each in result.judgements if each.criterion.id == "building"), None)
    if building is None:
        return False
    is_open = is_unmeasured(result.inputs.offers.intervals["building"], building)
    is_alone = others_pass(result, judgement) & np.equal(judgement.verdicts, Verdict.FAILS)
    return bool((is_open & is_alone).any())
