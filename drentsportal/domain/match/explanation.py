"""Explains one candidate: every requirement and preference with its statement, value, source and date.

Made only for the candidate that is asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.building_area import area_that_excludes_m2
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.match_result import (
    Candidate,
    CheckKind,
    Contribution,
    Question,
    Rejection,
    RequirementOutcome,
    ScoreCard,
    Verdict,
)
from drentsportal.domain.match.offer_columns import Basis
from drentsportal.domain.match.offers import PLOT_KINDS, OfferKind
from drentsportal.domain.match.preferences import value_interval
from drentsportal.domain.match.provenance import Provenance, says_at_most
from drentsportal.domain.match.readings import reading
from drentsportal.domain.match.requirements import as_number, check_kind, judge
from drentsportal.domain.match.statements import preference_statement, question, requirement_statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.domain.match.match_result import Relaxation
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.readings import Reading
    from drentsportal.domain.match.requirements import Judgement

PROVINCE_SCOPE: Final = "province"
"""Who is asked when the gemeente is not known."""


class Explainer:
    """Makes the objects of a result on demand."""

    def __init__(self, result: MatchResult) -> None:
        """Keep the result that is explained."""
        self._result = result
        self._offers = result.inputs.offers
        self._provenance = Provenance(self._offers, result.sources)

    def candidate(self, row: int) -> Candidate:
        """Name a candidate and the offers that stand for it."""
        choice, candidates = self._result.choice, self._offers.candidates
        shown = int(choice.shown_offer[row])
        chosen = self._offers.plot_ids(shown)
        return Candidate(
            id=candidates.ids[row],
            kind=candidates.kinds[row],
            name=candidates.names[row],
            municipality_code=candidates.municipality_codes[row],
            offer_ids=chosen,
            other_offer_ids=self._others(row, chosen),
        )

    def card(self, row: int, rank: int) -> ScoreCard:
        """Explain a qualifier."""
        offer, scores = int(self._result.choice.shown_offer[row]), self._result.scores
        return ScoreCard(
            rank=rank,
            candidate=self.candidate(row),
            low=int(scores.low[offer]),
            point=int(scores.point[offer]),
            high=int(scores.high[offer]),
            outcomes=self._outcomes(row, offer),
            contributions=self._contributions(offer),
        )

    def contributions(self, row: int) -> tuple[Contribution, ...]:
        """Explain what each preference finds at a candidate, whether it qualifies or not."""
        return self._contributions(int(self._result.choice.shown_offer[row]))

    def questions(self, row: int) -> tuple[Question, ...]:
        """Ask what is open about a candidate; the questions of its card, without the rest of it."""
        offer = int(self._result.choice.shown_offer[row])
        return tuple(
            self._question(row, offer, judgement, self._read(offer, judgement))
            for judgement in self._result.judgements
            if judgement.applies[offer] and int(judgement.verdicts[offer]) == int(Verdict.CHECK)
        )

    def rejection(self, row: int, relaxations: tuple[Relaxation, ...]) -> Rejection:
        """Explain an excluded candidate by its least failing offer."""
        offer = int(self._result.choice.shown_offer[row])
        to_check = tuple(self._still_to_check(offer, relaxations))
        return Rejection(self.candidate(row), self._outcomes(row, offer), relaxations, to_check)

    def _still_to_check(
        self, offer: int, relaxations: Sequence[Relaxation]
    ) -> Iterator[tuple[str, CheckKind]]:
        """Name the requirements that an offer does not surely meet when they are changed as told."""
        judged = {each.criterion.id: each.criterion for each in self._result.judgements}
        for each in relaxations:
            # Of a bound it is said already that it was not measured.
            if each.needed is None or each.is_at_most:
                continue
            then = judge(self._offers, judged[each.criterion_id], each.needed, self._result.profile)
            if int(then.verdicts[offer]) == int(Verdict.CHECK):
                yield each.criterion_id, self._kind(offer, then, self._read(offer, then))

    def _others(self, row: int, chosen: tuple[str, ...]) -> tuple[str, ...]:
        choice = self._result.choice
        first, last = np.searchsorted(self._offers.candidate_rows, [row, row + 1])
        mine = choice.offer_order[first:last]
        return tuple(
            str(self._offers.site_ids[offer])
            for offer in mine.tolist()
            if choice.passing[offer]
            and self._offers.kinds[offer] in PLOT_KINDS
            and str(self._offers.site_ids[offer]) not in chosen
        )

    def _outcomes(self, row: int, offer: int) -> tuple[RequirementOutcome, ...]:
        return tuple(
            self._outcome(row, offer, judgement)
            for judgement in self._result.judgements
            if judgement.applies[offer]
        )

    def _outcome(self, row: int, offer: int, judgement: Judgement) -> RequirementOutcome:
        criterion, limit = judgement.criterion, judgement.limit
        verdict = Verdict(int(judgement.verdicts[offer]))
        read = self._read(offer, judgement)
        asked = self._question(row, offer, judgement, read) if verdict is Verdict.CHECK else None
        kind = None if asked is None else asked.kind
        return RequirementOutcome(
            criterion.id,
            limit,
            verdict,
            requirement_statement(criterion, judgement.admitted, verdict, kind, read),
            self._provenance.value(offer, read),
            asked,
            is_at_most=says_at_most(read),
        )

    def _read(self, offer: int, judgement: Judgement) -> Reading:
        """Read what a requirement looked at, with what else was asked that its words must name."""
        request, verdict = self._result.request, int(judgement.verdicts[offer])
        read = reading(self._offers, offer, judgement.criterion.id)
        if judgement.criterion.id == "building" and request.building is not None:
            if verdict == int(Verdict.FITS):
                return read.with_fitting(request.building)
            if verdict == int(Verdict.CHECK):
                return replace(read, building=request.building)
            excluding_m2 = area_that_excludes_m2(self._offers, offer, request.building)
            return replace(read, building=request.building, offered_m2=excluding_m2)
        return replace(read, of_one_seller=request.combining.same_seller_only)

    def _question(self, row: int, offer: int, judgement: Judgement, read: Reading) -> Question:
        """Ask what decides a requirement that cannot be judged."""
        name, code = self._offers.candidates.names[row], self._offers.candidates.municipality_codes[row]
        kind = self._kind(offer, judgement, read)
        text = question(judgement.criterion, judgement.admitted, kind, read, name)
        # What was not computed is for whoever keeps the portal, not for the gemeente.
        scope = PROVINCE_SCOPE if kind is CheckKind.NOT_COMPUTED else code or PROVINCE_SCOPE
        return Question(judgement.criterion.id, kind, text, scope)

    def _kind(self, offer: int, judgement: Judgement, read: Reading) -> CheckKind:
        if read.is_contradicted:
            return CheckKind.CONTRADICTED
        basis = [read.basis]
        if judgement.criterion.id == "category":
            basis.append(Basis(int(self._offers.intervals["category_min"].basis[offer])))
        permit = judgement.criterion.id == "height" and (
            read.high is not None and read.high < as_number(judgement.limit)
        )
        differs = read.basis is Basis.COMPUTED and read.low != read.high
        spread = differs and read.offer_kind is OfferKind.COMBINATION and read.criterion_id != "building"
        return check_kind(judgement.criterion.id, basis, permit=permit, spread=spread)

    def _contributions(self, offer: int) -> tuple[Contribution, ...]:
        made = []
        for preference, weight in zip(self._result.preferences, self._result.weights, strict=True):
            criterion = CRITERION_BY_ID[preference.criterion_id]
            least, middle, most = value_interval(self._offers, offer, preference, self._result.profile)
            read = reading(self._offers, offer, criterion.id)
            made.append(
                Contribution(
                    criterion.id,
                    weight,
                    weight * least,
                    weight * middle,
                    weight * most,
                    preference_statement(criterion, preference, read),
                    self._provenance.value(offer, read),
                    is_at_most=says_at_most(read),
                )
            )
        return tuple(made)
