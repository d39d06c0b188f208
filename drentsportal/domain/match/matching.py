"""Matching: which candidates a request's requirements let in, in what order, and why the others not.

Everything is computed in columns of whole numbers when a result is made; a card or a rejection becomes an
object only when it is asked for. The inputs stay with the result, so that it can be replayed (``replay``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request_check import check_request
from drentsportal.domain.match.asked_offers import asked_offers
from drentsportal.domain.match.building_column import with_building
from drentsportal.domain.match.choice import Choice, OfferOrder, choose
from drentsportal.domain.match.combined_offers import wanted_area_m2
from drentsportal.domain.match.explanation import Explainer
from drentsportal.domain.match.map_columns import MapColumns, map_columns
from drentsportal.domain.match.match_facts import MatchFacts
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offer_building import OffersOnGround, build_offers
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.preferences import Scores, effective_preferences, score
from drentsportal.domain.match.provenance import RecordedSources, SourceLookup
from drentsportal.domain.match.relaxation import as_listed, listed_relaxations
from drentsportal.domain.match.requirements import Judgement, judge_all, judged_limits
from drentsportal.domain.match.smallest_change import smallest_change
from drentsportal.domain.match.unjudged import unjudged
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.domain.message import Message, message
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import LocationRequest, Preference
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.match_result import (
        Candidate,
        Contribution,
        Question,
        Rejection,
        Relaxation,
        ScoreCard,
    )
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.sites.site import Landmark
    from drentsportal.domain.sites.site_table import SiteTable

_TOP: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class MatchInputs:
    """All that decides an outcome: what is asked, on what scales, of which offers.

    ``direct_first`` is the rule of matches that were kept before format 4 (``choice.OfferOrder``). ``ground``
    is where an excluded site can still be measured; ``None`` in a replay, and no part of the outcome.
    """

    request: LocationRequest
    profile: CriteriaProfile
    offers: OfferTable
    direct_first: bool = False
    ground: OffersOnGround | None = None


def match(
    request: LocationRequest,
    sites: SiteTable | OffersOnGround,
    landmarks: Sequence[Landmark],
    profile: CriteriaProfile,
    sources: SourceLookup | None = None,
    facts: MatchFacts | None = None,
) -> MatchResult:
    """Match a request against all sites at a data version.

    ``sites`` may be offers built before (``offer_building.build_offers``), to match many requests on one
    version. ``sources`` finds source and date of a value for explanations; by default the table's own.
    ``facts`` is what is known beside the sites: members of regions, drive times, regional accents, the grid.

    Raises ``InputError`` when the request or the profile cannot be used.
    """
    check_request(request)
    ground = sites if isinstance(sites, OffersOnGround) else build_offers(sites)
    if sources is None:
        sources = RecordedSources({} if isinstance(sites, OffersOnGround) else sites.sources)
    wanted = wanted_criteria(request, profile)
    offers = asked_offers(ground, request, wanted, landmarks, facts or MatchFacts())
    offers = with_building(ground, offers, request, profile)
    return MatchResult(MatchInputs(request, profile, offers, ground=ground), sources)


def wanted_criteria(request: LocationRequest, profile: CriteriaProfile) -> frozenset[str]:
    """Name the criteria that a request judges or prefers, housing and supply among them."""
    judged = {criterion.id for criterion, _ in judged_limits(request)}
    return frozenset(judged | {each.criterion_id for each in effective_preferences(request, profile)})


class MatchResult:
    """The outcome of a match: ranked candidates, rejections, and what each rests on."""

    def __init__(self, inputs: MatchInputs, sources: SourceLookup) -> None:
        """Judge, score and order; raises ``InputError`` when the profile lacks a scale."""
        self.inputs = inputs
        self.sources = sources
        offers, request, profile = inputs.offers, inputs.request, inputs.profile
        self.preferences: tuple[Preference, ...] = effective_preferences(request, profile)
        self.weights: tuple[int, ...] = normalised_weights([each.weight for each in self.preferences])
        self.judgements: tuple[Judgement, ...] = judge_all(offers, request, profile)
        self.scores: Scores = score(offers, self.preferences, self.weights, profile)
        order_of = OfferOrder(wanted_area_m2(request), inputs.direct_first)
        self.choice: Choice = choose(offers, self.judgements, self.scores, profile, order_of)

    def measurable_on(self, ground: OffersOnGround) -> MatchResult:
        """Return the same outcome with the ground to measure on; itself where that is another ground."""
        offers, on_ground = self.inputs.offers, ground.offers
        single = offers.site_ids[offers.kinds != OfferKind.COMBINATION]
        if offers.data_version != on_ground.data_version or not np.array_equal(single, on_ground.site_ids):
            return self
        return MatchResult(replace(self.inputs, ground=ground), self.sources)

    @property
    def request(self) -> LocationRequest:
        """What was asked."""
        return self.inputs.request

    @property
    def profile(self) -> CriteriaProfile:
        """The scales that were applied, with their version."""
        return self.inputs.profile

    @property
    def data_version(self) -> int:
        """The version of the data that was matched."""
        return self.inputs.offers.data_version

    @property
    def candidate_count(self) -> int:
        """Number of candidates, ranked and excluded."""
        return len(self.inputs.offers.candidates)

    @property
    def qualifier_count(self) -> int:
        """Number of candidates that no requirement excludes."""
        return len(self.choice.ranking)

    @property
    def rejection_count(self) -> int:
        """Number of excluded candidates."""
        return len(self.choice.rejections)

    @property
    def rule(self) -> Message:
        """The rule of the order, to be printed with every ranking; without weights the names alone decide.

        What was asked and says nothing of what is sought is told with it, so that no requirement drops out in
        silence.
        """
        rule = "match.rule" if any(self.weights) else "match.rule_no_weights"
        told = message(rule, profile=self.profile.id, version=self.profile.version)
        for note in unjudged(self.request):
            told = message("match.rule_with_unjudged", rule=told, note=note)
        return told

    @property
    def rejection_rule(self) -> Message:
        """The rule of the order of rejections."""
        return message("match.rejection_rule")

    def ranking(self) -> tuple[str, ...]:
        """Return the ids of all qualifiers, first one first."""
        return tuple(self.inputs.offers.candidates.ids[row] for row in self.choice.ranking.tolist())

    def rejected(self) -> tuple[str, ...]:
        """Return the ids of all excluded candidates, smallest change first."""
        return tuple(self.inputs.offers.candidates.ids[row] for row in self.choice.rejections.tolist())

    def candidate(self, candidate_id: str) -> Candidate:
        """Return a candidate with the offer that stands for it; raises ``NotFoundError``."""
        return self._explainer.candidate(self._row(candidate_id))

    def offered_m2(self, candidate_id: str) -> int | None:
        """Return the area of the plot or plots that stand for a candidate, in m2.

        ``None`` where it is not known exactly, and for what is known by totals only and for premises.
        """
        offers = self.inputs.offers
        offer = int(self.choice.shown_offer[self._row(candidate_id)])
        area = offers.intervals["plot_area"]
        low, high = int(area.low[offer]), int(area.high[offer])
        return low if offers.plot_ids(offer) and 0 < low == high else None

    def is_qualified(self, candidate_id: str) -> bool:
        """Whether no requirement excludes a candidate; raises ``NotFoundError``."""
        return bool(self.choice.passing[self.choice.shown_offer[self._row(candidate_id)]])

    def card(self, position: int) -> ScoreCard:
        """Explain the qualifier at a position of the ranking, from 0; raises ``IndexError``."""
        return self._explainer.card(int(self.choice.ranking[position]), position + 1)

    def questions(self, position: int) -> tuple[Question, ...]:
        """Return the questions of the card at a position, without making the card; raises ``IndexError``."""
        return self._explainer.questions(int(self.choice.ranking[position]))

    def card_of(self, candidate_id: str) -> ScoreCard:
        """Explain a qualifier; raises ``NotFoundError`` when it is none."""
        return self.card(self._position(candidate_id, self.choice.ranking))

    def wishes_at(self, candidate_id: str) -> tuple[Contribution, ...]:
        """Tell what each wish finds at a candidate; an excluded one has these without a score.

        Raises ``NotFoundError`` when it is not in this match.
        """
        return self._explainer.contributions(self._row(candidate_id))

    def id_at(self, position: int) -> str:
        """Return the id of the qualifier at a position of the ranking, from 0; raises ``IndexError``."""
        return self.inputs.offers.candidates.ids[int(self.choice.ranking[position])]

    def rank_of(self, candidate_id: str) -> int:
        """Return the rank of a candidate from 1, 0 where it is excluded; raises ``NotFoundError``."""
        return int(self.map_columns.ranks[self._row(candidate_id)])

    def rejection(self, position: int) -> Rejection:
        """Explain the excluded candidate at a position of the list, from 0; raises ``IndexError``."""
        offer = int(self.choice.shown_offer[int(self.choice.rejections[position])])
        return as_listed(
            self.rejection_by(
                position,
                listed_relaxations(self.inputs.offers, offer, self.judgements, self.request, self.profile),
            )
        )

    def rejection_by(self, position: int, relaxations: tuple[Relaxation, ...]) -> Rejection:
        """Explain the excluded candidate at a position by changes that are proven; raises ``IndexError``."""
        return self._explainer.rejection(int(self.choice.rejections[position]), relaxations)

    def rejection_of(self, candidate_id: str) -> Rejection:
        """Explain an excluded candidate by the smallest change that is proven to let it in.

        Raises ``NotFoundError`` when it is none. Where the change is one of area or building it is proven by
        matching the changed request on that site, in some tens of milliseconds, so that lists of many use
        ``rejection``, which tells bounds. In a replay the ground is not at hand, and both do.
        """
        position = self._position(candidate_id, self.choice.rejections)
        if candidate_id not in self._proven:
            found = smallest_change(self, int(self.choice.rejections[position]))
            self._proven[candidate_id] = self.rejection(position) if found is None else found
        return self._proven[candidate_id]

    def meeting_count(self, criterion_id: str) -> int:
        """Count the candidates of which at least one offer does not fail a requirement.

        Everything meets a criterion that is not required.
        """
        for judgement in self.judgements:
            if judgement.criterion.id == criterion_id:
                met = self.inputs.offers.candidate_rows[judgement.verdicts != Verdict.FAILS]
                # Offers stand in the order of their candidates.
                return int(np.count_nonzero(np.diff(met, prepend=-1)))
        return self.candidate_count

    def failing_positions(self, criterion_id: str) -> tuple[int, ...]:
        """Return the positions of the rejections that fail a requirement, in their order.

        Of each candidate the offer that stands for it decides, as in ``rejection``.
        """
        for judgement in self.judgements:
            if judgement.criterion.id == criterion_id:
                shown = self.choice.shown_offer[self.choice.rejections]
                return tuple(np.flatnonzero(judgement.verdicts[shown] == Verdict.FAILS).tolist())
        return ()

    def exposure(self) -> dict[str, tuple[int, int]]:
        """Count per gemeente the qualifiers, and those in the top three; all gemeenten, by code."""
        codes = self.inputs.offers.candidates.municipality_codes
        counts = {code: [0, 0] for code in sorted({*MUNICIPALITIES, *codes})}
        for position, row in enumerate(self.choice.ranking.tolist()):
            counts[codes[row]][0] += 1
            counts[codes[row]][1] += position < _TOP
        return {code: (qualified, top) for code, (qualified, top) in counts.items()}

    @cached_property
    def map_columns(self) -> MapColumns:
        """What a map or table shows of every candidate."""
        ids = self.inputs.offers.candidates.ids
        return map_columns(ids, self.choice, self.judgements, self.scores)

    @cached_property
    def _proven(self) -> dict[str, Rejection]:
        """The rejections that were asked for one by one."""
        return {}

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self)

    @cached_property
    def _rows_by_id(self) -> dict[str, int]:
        return {each: row for row, each in enumerate(self.inputs.offers.candidates.ids)}

    def _row(self, candidate_id: str) -> int:
        try:
            return self._rows_by_id[candidate_id]
        except KeyError as error:
            raise NotFoundError("error.match.candidate_unknown", candidate=candidate_id) from error

    def _position(self, candidate_id: str, order: IntArray) -> int:
        positions = np.flatnonzero(order == self._row(candidate_id))
        if not len(positions):
            raise NotFoundError("error.match.not_in_list", candidate=candidate_id)
        return int(positions[0])
