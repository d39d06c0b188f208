"""Weights that a method gives, as the whole per cents that a request keeps; and several people's combined.

Methods give weights of ``WEIGHT_SUM``. A request keeps whole numbers from 0 to 100, as its form and sliders
have them, so they are brought to whole per cents that sum to 100, by the largest remainder. A wish that would
fall to 0 that way no longer counts: that is a person's choice and never made here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.decision import (
    CONSISTENT_UP_TO,
    CombinedWeights,
    WeightSpread,
    combined_comparisons,
    combined_weights,
    compared_weights,
    whole_weights,
)
from drentsportal.domain.match.preferences import effective_preferences
from drentsportal.domain.match.printed_parts import printed_weights
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.domain.message import Message, message
from drentsportal.domain.weighing.weight_vote import (
    SliderWeights,
    WeightMethod,
    WishComparisons,
    criteria_of,
    in_order,
    method_of,
    weights_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.weighing.weight_vote import WeightInput, WeightVote

PERCENT_SUM: Final = 100
"""What the weights of a method sum to in a request."""


@dataclass(frozen=True, slots=True)
class WeightProposal:
    """Weights to be given to a request.

    ``weights`` as the method gives them, summing to ``WEIGHT_SUM``; ``given`` is what a person set with
    sliders, which is taken over as it is. ``voters`` are the people whose weights were combined.
    """

    method: WeightMethod
    weights: Mapping[str, int]
    given: Mapping[str, int] | None = None
    voters: tuple[str, ...] = ()

    @property
    def vanishing(self) -> tuple[str, ...]:
        """The wishes with a weight that rounding to whole per cents would bring to 0."""
        if self.given is not None:
            return ()
        rounded = self.whole(keep_small=False)
        return tuple(each for each, weight in self.weights.items() if weight and not rounded[each])

    def whole(self, *, keep_small: bool) -> dict[str, int]:
        """Return the whole weights that the request gets.

        Whole per cents that sum to 100; of sliders what the person set. ``keep_small`` keeps each wish that
        has a weight at 1 at least; the others share what is left.
        """
        if self.given is not None:
            return dict(self.given)
        ids = tuple(self.weights)
        shares = dict(zip(ids, normalised_weights(tuple(self.weights.values()), PERCENT_SUM), strict=True))
        small: set[str] = set()
        # Setting some at 1 leaves less for the others, of which a next one can fall to 0.
        while keep_small and (fallen := {each for each in ids if self.weights[each] and not shares[each]}):
            small |= fallen
            rest = [0 if each in small else self.weights[each] for each in ids]
            left = dict(zip(ids, normalised_weights(rest, PERCENT_SUM - len(small)), strict=True))
            shares = {each: 1 if each in small else left[each] for each in ids}
        return shares


@dataclass(frozen=True, slots=True)
class JudgedTogether:
    """The weights of everybody's comparisons together, by geometric mean, with their consistency ratio."""

    weights: Mapping[str, int]
    consistency_ratio: float


@dataclass(frozen=True, slots=True)
class GroupWeights:
    """Several people's weights of the wishes of a request.

    ``counted`` weigh exactly these wishes, ``left_out`` others (the wishes changed since). ``names`` names
    each of ``counted``; where two share a name, with the organisation. ``judged`` where all of at least two
    people compared two by two. ``combined`` is ``None`` where nobody counts.
    """

    counted: tuple[WeightVote, ...]
    left_out: tuple[WeightVote, ...]
    names: tuple[str, ...]
    combined: CombinedWeights | None
    judged: JudgedTogether | None

    def proposal(self, method: WeightMethod = WeightMethod.GROUP) -> WeightProposal | None:
        """Return the combined weights; of everybody's comparisons for ``GROUP_PAIRS``; ``None`` without."""
        made = self.judged if method is WeightMethod.GROUP_PAIRS else self.combined
        return None if made is None else WeightProposal(method, made.weights, voters=self.names)

    def sources(self) -> tuple[Message, ...]:
        """Say of each vote that counts by which method and when, and how far comparisons contradict."""
        said = []
        for name, vote in zip(self.names, self.counted, strict=True):
            said.append(_source(name, vote))
            if vote.entered_by != vote.person:
                said.append(message("weighing.entered", person=name, entered_by=vote.entered_by.name))
        return tuple(said)

    def statements(self) -> tuple[Message, ...]:
        """Say where people differ most, who stands furthest off, and whose votes do not count."""
        said = []
        if self.combined is not None and len(self.counted) > 1:
            said.append(self._widest(max(self.combined.spreads, key=lambda each: each.width)))
            if (person := self.combined.furthest_off) is not None:
                distance = self.combined.distances[person]
                said.append(message("weighing.furthest", person=person, distance=distance))
        if self.left_out:
            said.append(message("weighing.left_out", people=[each.person.name for each in self.left_out]))
        return tuple(said)

    def _widest(self, spread: WeightSpread) -> Message:
        """Say between which weights people differ, as each person's weights are printed."""
        if not spread.width:
            return message("weighing.no_spread")
        printed = {
            name: printed_weights(vote.weights)[spread.criterion_id]
            for name, vote in zip(self.names, self.counted, strict=True)
        }
        return message(
            "weighing.spread",
            criterion=message(f"criterion.{spread.criterion_id}"),
            least=printed[spread.least_by],
            least_by=spread.least_by,
            most=printed[spread.most_by],
            most_by=spread.most_by,
        )


def proposal_of(given: WeightInput) -> WeightProposal:
    """Return what one person's input proposes; raises ``InputError`` as ``weights_of``."""
    weights = weights_of(given)
    set_by_hand = None
    if isinstance(given, SliderWeights):
        set_values = dict(given.weights)
        set_by_hand = {each: set_values[each] for each in weights}
    return WeightProposal(method_of(given), weights, set_by_hand)


def group_weights(votes: Sequence[WeightVote], criterion_ids: Sequence[str]) -> GroupWeights:
    """Combine votes of different people on the wishes ``criterion_ids``."""
    wanted = in_order(criterion_ids)
    counted = tuple(each for each in votes if criteria_of(each.given) == wanted)
    left_out = tuple(each for each in votes if criteria_of(each.given) != wanted)
    if not counted:
        return GroupWeights((), left_out, (), None, None)
    names = vote_names(counted)
    combined = combined_weights(dict(zip(names, (each.weights for each in counted), strict=True)))
    return GroupWeights(counted, left_out, names, combined, _judged(counted))


def vote_names(votes: Sequence[WeightVote]) -> tuple[str, ...]:
    """Name the people of votes; where two share a name, with the organisation."""
    known = Counter(each.person.name.casefold() for each in votes)
    return tuple(
        each.person.name
        if known[each.person.name.casefold()] == 1
        else f"{each.person.name} ({each.person.organisation})"
        for each in votes
    )


def wished(request: LocationRequest, profile: CriteriaProfile) -> tuple[str, ...]:
    """Name the wishes that can be weighed: those of the request, else of its profile."""
    return tuple(each.criterion_id for each in effective_preferences(request, profile))


def weighed_request(
    request: LocationRequest, profile: CriteriaProfile, weights: Mapping[str, int]
) -> LocationRequest:
    """Give the wishes of a request other weights; a wish that ``weights`` does not name keeps its own."""
    wishes = request.preferences or effective_preferences(request, profile)
    return replace(
        request,
        preferences=tuple(
            replace(each, weight=weights.get(each.criterion_id, each.weight)) for each in wishes
        ),
    )


def _source(name: str, vote: WeightVote) -> Message:
    told: dict[str, object] = {
        "person": name,
        "method": message(f"weighing.method.{vote.method.value}"),
        "at_utc": vote.at_utc,
    }
    if not isinstance(vote.given, WishComparisons):
        return message("weighing.source", **told)
    result = vote.given.result()
    which = "weighing.source_pairs" if result.is_consistent else "weighing.source_clashing"
    return message(which, **told, ratio=result.consistency_ratio, limit=CONSISTENT_UP_TO)


def _judged(votes: Sequence[WeightVote]) -> JudgedTogether | None:
    given = [each.given for each in votes]
    compared = [each for each in given if isinstance(each, WishComparisons)]
    if len(compared) < len(given) or len(given) == 1:
        return None
    ids = in_order(compared[0].criterion_ids)
    matrices = [WishComparisons(ids, each.judgements).matrix() for each in compared]
    result = compared_weights(combined_comparisons(matrices))
    return JudgedTogether(
        dict(zip(ids, whole_weights(result.weights), strict=True)), result.consistency_ratio
    )
