"""Puts two to five sites side by side: what is equal, what differs, what cannot be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.match_result import Candidate
from drentsportal.domain.match.row_marks import (
    best_of,
    criterion_scale,
    possible_span,
    preference_worth,
    requirement_span,
    requirement_worth,
)
from drentsportal.domain.values import Known, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.services.attribute_rows import attribute_rows
from drentsportal.services.compared_sites import (
    ComparedCell,
    ComparedRow,
    ComparedSite,
    ComparisonTable,
    Likeness,
    RowKind,
)
from drentsportal.services.factsheets import surroundings_of
from drentsportal.services.retired_sites import refuse_retired
from drentsportal.services.row_likeness import FEWEST, row_of
from drentsportal.services.stated_park import stated_park

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.match_result import Contribution, RequirementOutcome
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.row_marks import BestMark, Span
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.matches import LatestMatch
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

    Say = Callable[[Message], str]

MOST: Final = 5
_UNRANKED: Final = 10**9


class Comparing:
    """Compares candidates, with their place in the newest match of a case where one is given."""

    def __init__(
        self,
        workspace: Workspace,
        reference: ReferenceData,
        matching: LatestMatch,
        clock: Clock,
        say: Say | None = None,
    ) -> None:
        """Keep where sites and matches are found, and what words an answer.

        Answers that read the same are equal, whatever lies behind them; without ``say`` their values decide.
        """
        self._workspace = workspace
        self._reference = reference
        self._matching = matching
        self._clock = clock
        self._say = say

    def make(
        self, site_ids: Sequence[str], case_number: str | None = None, outcome: MatchResult | None = None
    ) -> ComparisonTable:
        """Compare two to five sites in their order; qualifiers of the case come first, as they are ranked.

        That is the ranking of ``outcome``, else of the newest match of the case.
        Raises ``InputError`` for fewer or more and for a retired site, ``NotFoundError`` for an unknown site
        or case.
        """
        wanted = tuple(dict.fromkeys(site_ids))
        if not FEWEST <= len(wanted) <= MOST:
            raise InputError("error.compare.count", field="site", site_count=len(wanted))
        refuse_retired(self._workspace.catalogue, wanted)
        result = outcome
        if result is None and case_number is not None:
            result = self._matching.latest(case_number)
        version = result.data_version if result is not None else None
        compared = [self._column(each, result, version) for each in wanted]
        compared.sort(key=_rank)
        return ComparisonTable(
            sites=tuple(compared),
            rows=(*self._matched_rows(compared, result), *attribute_rows(compared)),
            made_at_utc=self._clock.now_utc(),
            segments=self._reference.segments(),
            case_number=case_number,
            rule=result.rule if result is not None else None,
            score_best=_score_marks(compared),
            surroundings=surroundings_of(self._workspace.catalogue, self._reference, version),
            origin=result.request.origin if result is not None else None,
        )

    def _column(self, site_id: str, result: MatchResult | None, version: int | None) -> ComparedSite:
        site = self._workspace.catalogue.site(site_id, version)
        candidate = Candidate(site.id, site.kind, site.name, site.municipality_code or "")
        park, plots = stated_park(self._workspace.catalogue, site, version), self._plots(site, version)
        made = ComparedSite(candidate, site, park=park, plots=plots)
        if result is None or site_id not in result.ranking():
            return replace(made, is_excluded=result is not None and site_id in result.rejected())
        card = result.card_of(site_id)
        return replace(made, candidate=card.candidate, card=card)

    def _plots(self, site: Site, version: int | None) -> tuple[Site, ...]:
        return self._workspace.catalogue.plots_of(site.id, version) if site.kind is SiteKind.PARK else ()

    def _matched_rows(
        self, sites: Sequence[ComparedSite], result: MatchResult | None
    ) -> Iterable[ComparedRow]:
        """Return requirements and preferences of the case, each over all sites."""
        if result is None:
            return
        outcomes = [_outcomes(each, result) for each in sites]
        for criterion_id, limit in _required(result):
            cells = [each.get(criterion_id) for each in outcomes]
            shown = [_outcome_cell(each) for each in cells]
            row = row_of(RowKind.REQUIREMENT, criterion_id, shown, self._say)
            worths, spans = map(requirement_worth, cells), map(requirement_span, cells)
            yield _judged(row, tuple(worths), tuple(spans), limit)
        yield from self._wished_rows(sites, result)

    def _wished_rows(self, sites: Sequence[ComparedSite], result: MatchResult) -> Iterable[ComparedRow]:
        """Return the preferences; what is excluded answers too, but is not scored and never the best."""
        scored = [each.card is not None for each in sites]
        answers = [_wishes(each, result) for each in sites]
        for criterion_id in (each.criterion_id for each in result.preferences):
            parts = [each.get(criterion_id) for each in answers]
            shown = [
                _contribution_cell(part, is_scored=is_in) for part, is_in in zip(parts, scored, strict=True)
            ]
            worths = [
                preference_worth(part if is_in else None) for part, is_in in zip(parts, scored, strict=True)
            ]
            spans = [_wished_span(each) for each in parts]
            yield _judged(row_of(RowKind.PREFERENCE, criterion_id, shown, self._say), worths, spans)


def _rank(site: ComparedSite) -> int:
    """Put what is ranked first; whatever no ranking decides stays in the order in which it was asked."""
    return site.card.rank if site.card is not None else _UNRANKED


def _wished_span(part: Contribution | None) -> Span | None:
    return None if part is None else possible_span(part.criterion_id, part.value, is_at_most=part.is_at_most)


def _judged(
    row: ComparedRow, worths: Sequence[Span | None], spans: Sequence[Span | None], limit: object = None
) -> ComparedRow:
    """Add marks and scale to a row about a criterion; where all are equal none is the most favourable."""
    marks = best_of(worths) if row.likeness is not Likeness.EQUAL else (None,) * len(row.cells)
    cells = tuple(
        replace(cell, best=mark, span=span) for cell, mark, span in zip(row.cells, marks, spans, strict=True)
    )
    return replace(row, cells=cells, scale=criterion_scale(row.id, spans, limit))


def _score_marks(sites: Sequence[ComparedSite]) -> tuple[BestMark | None, ...]:
    """Mark the score that surely is the highest of those that are compared."""
    cards = [each.card for each in sites]
    return best_of([None if card is None else (float(card.low), float(card.high)) for card in cards])


def _required(result: MatchResult) -> Iterable[tuple[str, Limit]]:
    """Return what is required with its limit; a building that is asked is required as well."""
    yield from ((each.criterion_id, each.limit) for each in result.request.requirements)
    building = result.request.building
    if building is not None:
        yield "building", building.width_dm


def _outcomes(site: ComparedSite, result: MatchResult) -> dict[str, RequirementOutcome]:
    found: tuple[RequirementOutcome, ...] = ()
    if site.card is not None:
        found = site.card.outcomes
    elif site.candidate.id in result.rejected():
        found = result.rejection_of(site.candidate.id).outcomes
    return {each.criterion_id: each for each in found}


def _outcome_cell(outcome: RequirementOutcome | None) -> ComparedCell:
    """Word an answer; without one this is not asked of the kind of site, or the match did not judge it."""
    if outcome is None:
        return ComparedCell(Unknown(), applies=False)
    return ComparedCell(outcome.value, outcome.statement, outcome.verdict)


def _wishes(site: ComparedSite, result: MatchResult) -> dict[str, Contribution]:
    found: tuple[Contribution, ...] = ()
    if site.card is not None:
        found = site.card.contributions
    elif site.candidate.id in result.rejected():
        found = result.wishes_at(site.candidate.id)
    return {each.criterion_id: each for each in found}


def _contribution_cell(part: Contribution | None, *, is_scored: bool) -> ComparedCell:
    if part is None:
        return ComparedCell(Unknown(), applies=False)
    # What is unknown is just unknown: nothing stands there that could have been scored.
    is_told_apart = not is_scored and isinstance(part.value, Known)
    return ComparedCell(part.value, part.statement, is_scored=not is_told_apart)
