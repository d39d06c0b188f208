"""Explains one candidate: every requirement and preference with its statement, value, source and date.

Made only for the candidate that is asked. A value that was computed (a distance, the sum of plots) names
``COMPUTED_SOURCE`` as its source, a message id of the catalogue; its date is that of the data: of the record
that delivered the site measured, or the oldest of the records summed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.criteria import CRITERION_BY_ID
from drentsportal.domain.match_result import (
    Candidate,
    Contribution,
    Question,
    Rejection,
    RequirementOutcome,
    ScoreCard,
    Verdict,
)
from drentsportal.domain.offer_columns import Basis
from drentsportal.domain.offers import PLOT_KINDS, OfferKind
from drentsportal.domain.preferences import value_interval
from drentsportal.domain.requirements import as_number, check_kind
from drentsportal.domain.site_table import RecordSource
from drentsportal.domain.statements import (
    Reading,
    preference_statement,
    question,
    reading,
    requirement_statement,
)
from drentsportal.domain.values import Known, Unknown
from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.match_result import CheckKind, Relaxation
    from drentsportal.domain.matching import MatchResult
    from drentsportal.domain.requirements import Judgement
    from drentsportal.domain.values import Attribute

COMPUTED_SOURCE: Final = "source.computed"
"""Source of a value that the portal computed; worded by the catalogue."""

PROVINCE_SCOPE: Final = "province"
"""Who is asked when the gemeente is not known."""


class SourceLookup(Protocol):
    """Finds who says a value and when."""

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        """Return source and date of an attribute in use; ``record_id`` is 0 for a value that a person chose.

        Raises ``NotFoundError`` when it cannot be found.
        """
        ...


class RecordedSources:
    """Sources by record id, and by site and attribute for values that a person chose."""

    def __init__(
        self,
        by_record: Mapping[int, RecordSource],
        by_value: Mapping[tuple[str, str], RecordSource] | None = None,
    ) -> None:
        """Keep what is known of sources."""
        self._by_record = by_record
        self._by_value = by_value or {}

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        """Return source and date of an attribute in use; raises ``NotFoundError``."""
        found = self._by_record.get(record_id) or self._by_value.get((site_id, attribute_id))
        if found is None:
            raise NotFoundError("error.match.source_unknown", site=site_id, attribute=attribute_id)
        return found


class Explainer:
    """Makes the objects of a result on demand."""

    def __init__(self, result: MatchResult) -> None:
        """Keep the result that is explained."""
        self._result = result
        self._offers = result.inputs.offers

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

    def rejection(self, row: int, relaxations: tuple[Relaxation, ...]) -> Rejection:
        """Explain an excluded candidate by its least failing offer."""
        offer = int(self._result.choice.shown_offer[row])
        return Rejection(self.candidate(row), self._outcomes(row, offer), relaxations)

    def _others(self, row: int, chosen: tuple[str, ...]) -> tuple[str, ...]:
        choice = self._result.choice
        order = choice.offer_order
        mine = order[self._offers.candidate_rows[order] == row]
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
        read = reading(self._offers, offer, criterion.id)
        kind = self._kind(offer, judgement, read) if verdict is Verdict.CHECK else None
        asked = None
        if kind is not None:
            name, code = self._offers.candidates.names[row], self._offers.candidates.municipality_codes[row]
            text = question(criterion, limit, kind, read, name)
            asked = Question(criterion.id, kind, text, code or PROVINCE_SCOPE)
        return RequirementOutcome(
            criterion.id,
            limit,
            verdict,
            requirement_statement(criterion, limit, verdict, kind, read),
            self._value(offer, read),
            asked,
        )

    def _kind(self, offer: int, judgement: Judgement, read: Reading) -> CheckKind:
        basis = [read.basis]
        if judgement.criterion.id == "category":
            basis.append(Basis(int(self._offers.intervals["category_min"].basis[offer])))
        permit = judgement.criterion.id == "height" and (
            read.high is not None and read.high < as_number(judgement.limit)
        )
        return check_kind(judgement.criterion.id, basis, permit=permit)

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
                    self._value(offer, read),
                )
            )
        return tuple(made)

    def _value(self, offer: int, read: Reading) -> Attribute[object]:
        """Return the deciding value in the criterion's unit; a pair of bounds where it is a range."""
        value = _value_of(read)
        if value is None:
            return Unknown()
        source = self._source(offer, read)
        return Known(value, source.source, source.as_of)

    def _source(self, offer: int, read: Reading) -> RecordSource:
        if read.basis is Basis.COMBINED:
            return self._combined_source(offer, read.criterion_id)
        if read.basis in {Basis.COMPUTED, Basis.NOT_APPLICABLE} or read.criterion_id == "housing":
            return RecordSource(COMPUTED_SOURCE, self._look_up(offer, read, "name").as_of)
        return self._look_up(offer, read, deciding_attribute(read))

    def _combined_source(self, offer: int, criterion_id: str) -> RecordSource:
        dates = [
            self._source(member, part).as_of
            for member in self._offers.members_of(offer).tolist()
            if (part := reading(self._offers, member, criterion_id)).basis is not Basis.UNKNOWN
        ]
        return RecordSource(COMPUTED_SOURCE, min(dates))

    def _look_up(self, offer: int, read: Reading, attribute_id: str) -> RecordSource:
        offers = self._offers
        site_id = str(offers.site_ids[offer])
        if read.basis in {Basis.PARK, Basis.MAIN_CATEGORY} and offers.park_ids[offer]:
            site_id = str(offers.park_ids[offer])
        elif offers.kinds[offer] == OfferKind.COMBINATION and read.basis is not Basis.COMPUTED:
            site_id = str(offers.site_ids[offers.members_of(offer)[0]])
        if attribute_id == "name" and read.basis is not Basis.COMPUTED:
            record_id = int(offers.site_records[offer])
        else:
            record_id = self._record_id(offer, read)
        return self._result.sources.source_of(site_id, attribute_id, record_id)

    def _record_id(self, offer: int, read: Reading) -> int:
        if read.criterion_id in self._offers.sets:
            return int(self._offers.sets[read.criterion_id].record_ids[offer])
        return int(self._offers.intervals[read.column_id].record_ids[offer])


_ATTRIBUTE: Final = {
    "floor_area": "floor_area_m2",
    "segment": "segments",
    "municipality": "municipality_code",
    "reuse": "reuse_class",
    "height": "max_height_m",
    "park_management": "park_management",
}


def deciding_attribute(read: Reading) -> str:
    """Return the attribute of the site or its park that gave the value."""
    match read.criterion_id:
        case "plot_area" | "supply":
            return _area_attribute(read)
        case "category":
            return "category_main_max" if read.basis is Basis.MAIN_CATEGORY else read.column_id
        case "available_by":
            return "status" if read.basis is Basis.STATUS else "available_from"
        case "price":
            if read.basis is Basis.OWN and read.offer_kind in PLOT_KINDS:
                return "price_eur_m2"
            return "price_max_eur_m2" if read.low is None else "price_min_eur_m2"
        case _:
            return _ATTRIBUTE[read.criterion_id]


def _area_attribute(read: Reading) -> str:
    if read.offer_kind is OfferKind.PREMISES:
        return "premises_plot_area_m2"
    by_basis = {Basis.TOTAL: "available_now_ha", Basis.TOTAL_LATER: "available_later_ha"}
    return by_basis.get(read.basis, "area_m2")


def _value_of(read: Reading) -> object | None:
    if read.criterion_id == "housing":
        return "premises" if read.offer_kind is OfferKind.PREMISES else "plot"
    if read.basis is Basis.UNKNOWN:
        return None
    if read.basis in {Basis.TOTAL, Basis.TOTAL_LATER, Basis.MAIN_CATEGORY}:
        return read.high
    if read.sure_ids is not None or read.possible_ids is not None:
        return read.possible_ids if read.possible_ids is not None else read.sure_ids
    if read.criterion_id == "category":
        return (read.minimum, read.high)
    return read.low if read.low == read.high else (read.low, read.high)
