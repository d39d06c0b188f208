"""What whoever enters an answer must know: how to fill it in, or what to do where no attribute holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.firmness.answer_target import answer_targets, is_of_park
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message

_DRAWN: Final = frozenset({"plot_area", "supply", "expansion_area", "building"})
"""What only a plot that is on the map with its area answers."""

_MEASURED: Final = ("_distance", "_minutes")
_TOTALS: Final = (OfferKind.TOTAL, OfferKind.TOTAL_LATER)


def answer_advice(result: MatchResult, candidate_id: str, criterion_id: str) -> Message | None:
    """Return what to tell beside the fields of an answer; ``None`` where the fields say it all.

    Raises ``NotFoundError`` for an unknown candidate.
    """
    name = result.candidate(candidate_id).name
    if answer_targets(result, candidate_id, criterion_id):
        return _category(result, candidate_id, name) if criterion_id == "category" else None
    if is_of_park(criterion_id):
        return message("answer_advice.no_park", name=name)
    if criterion_id in _DRAWN:
        return message("answer_advice.draw", name=name)
    if criterion_id.endswith(_MEASURED):
        return message("answer_advice.place", name=name)
    return message("answer_advice.no_attribute")


def _category(result: MatchResult, candidate_id: str, name: str) -> Message:
    """Tell what holds for all land of a park, as only that may stand at the park."""
    row = result.inputs.offers.candidates.ids.index(candidate_id)
    kind = result.inputs.offers.kinds[int(result.choice.shown_offer[row])]
    if kind in _TOTALS:
        return message("answer_advice.category.park", name=name)
    return message("answer_advice.category")
