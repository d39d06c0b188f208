"""Decision methods of others and ways of setting weights: numpy arrays in and out, no sites in sight.

``topsis``, ``promethee_ii`` and ``spotis`` rank alternatives by methods that were published; the portal's own
order (design 3.4) is none of them, and ``second_opinion`` lays them beside it. ``ahp_weights`` makes weights
of pairwise comparisons, ``weighting`` makes weights of a ranking or of several people's weights.
"""

from __future__ import annotations

from drentsportal.domain.decision.ahp import (
    CONSISTENT_UP_TO,
    MOST_COMPARED,
    SAATY_SCALE,
    AhpResult,
    InconsistentComparisonsWarning,
    WorstPair,
    ahp_weights,
    compared_weights,
    comparisons_of,
    consistency_advice,
    worst_pair,
)
from drentsportal.domain.decision.promethee import PreferenceFunction, promethee_ii
from drentsportal.domain.decision.ranking import kendall_tau, rank_order
from drentsportal.domain.decision.spotis import spotis
from drentsportal.domain.decision.topsis import topsis
from drentsportal.domain.decision.weighting import (
    CombinedWeights,
    WeightSpread,
    combined_comparisons,
    combined_weights,
    roc_weights,
    whole_weights,
)

__all__ = [
    "CONSISTENT_UP_TO",
    "MOST_COMPARED",
    "SAATY_SCALE",
    "AhpResult",
    "CombinedWeights",
    "InconsistentComparisonsWarning",
    "PreferenceFunction",
    "WeightSpread",
    "WorstPair",
    "ahp_weights",
    "combined_comparisons",
    "combined_weights",
    "compared_weights",
    "comparisons_of",
    "consistency_advice",
    "kendall_tau",
    "promethee_ii",
    "rank_order",
    "roc_weights",
    "spotis",
    "topsis",
    "whole_weights",
    "worst_pair",
]
