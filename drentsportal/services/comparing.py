"""Puts two to five sites side by side: what is equal, what differs, what cannot be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.match_result import Candidate
from drentsportal.domain.match.row_marks import (
    best_of,
    criterion_scale,
    figure_span,
    preference_worth,
    requirement_worth,
    row_scale,
)
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, shown_attributes_of
from drentsportal.domain.values import Known, Unknown
from drentsportal.errors import InputError
from drentsportal.services.documents import (
    ComparedCell,
    ComparedRow,
    ComparedSite,
    ComparisonTable,
    Likeness,
    RowKind,
)
from drentsportal.services.factsheets import surroundings_of
from drentsportal.services.retired_sites import refuse_retired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.match_result import Contribution, RequirementOutcome
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.row_marks import BestMark, Span
    from drentsportal.domain.message import Message
    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.matches import LatestMatch
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

    Say = Callable[[Message], str]

FEWEST: Final = 2
MOST: Final = 5
_NOT_COMPARED: Final = frozenset({"name", "park_id", "rin"})
_MEASURES: Final = ("_ha", "_m2", "_m", "_m2_year")
"""Endings of attributes whose figures have a zero, and so a strip."""


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
        """Compare two to five sites; qualifiers of the case stand in the order of the ranking.

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
        compared.sort(key=_by_rank)
        return ComparisonTable(
            sites=tuple(compared),
            rows=(*self._matched_rows(compared, result), *_attribute_rows(compared)),
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
        if result is None or site_id not in result.ranking():
            return ComparedSite(candidate, site)
        card = result.card_of(site_id)
        return ComparedSite(card.candidate, site, card)

    def _matched_rows(
        self, sites: Sequence[ComparedSite], result: MatchResult | None
    ) -> Iterable[ComparedRow]:
        """Return requirements and preferences of the case, each over all sites."""
        if result is None:
            return
        outcomes = [_outcomes(each, result) for each in sites]
        for criterion_id, limit in _required(result):
            cells = [each.get(criterion_id) for each in outcomes]
            shown = [_outcome_cell(each, known) for each, known in zip(cells, outcomes, strict=True)]
            row = _row(RowKind.REQUIREMENT, criterion_id, shown, self._say)
            yield _judged(row, [requirement_worth(each) for each in cells], limit)
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
            yield _judged(_row(RowKind.PREFERENCE, criterion_id, shown, self._say), worths)


def likeness_of(cells: Sequence[ComparedCell], say: Say | None = None) -> Likeness:
    """Equal or different where all are known; one unknown makes a row not comparable.

    With ``say`` known answers that read the same, to the same verdict, are equal too.
    """
    if not all(isinstance(each.value, Known) for each in cells):
        return Likeness.NOT_COMPARABLE
    return Likeness.EQUAL if len(set(_compared(cells, say))) == 1 else Likeness.DIFFERS


def marked(cells: Sequence[ComparedCell], say: Say | None = None) -> tuple[ComparedCell, ...]:
    """Mark the one cell that differs where all others agree; none where several differ."""
    values = _compared(cells, say)
    counts = Counter(values)
    odd = [value for value, count in counts.items() if count == 1]
    one_out = len(cells) > FEWEST and len(counts) == FEWEST and len(odd) == 1 and odd[0] is not None
    return tuple(
        replace(cell, deviates=one_out and value == odd[0]) for cell, value in zip(cells, values, strict=True)
    )


def _compared(cells: Sequence[ComparedCell], say: Say | None) -> list[object]:
    """Return what cells are compared by: their values, those that read as one before as that one."""
    found: list[object] = []
    first_read: dict[tuple[str, object], object] = {}
    for cell in cells:
        value = cell.value.value if isinstance(cell.value, Known) else None
        if say is not None and cell.statement is not None and value is not None:
            value = first_read.setdefault((say(cell.statement), cell.verdict), value)
        found.append(value)
    return found


def _by_rank(site: ComparedSite) -> tuple[int, str, str]:
    rank = site.card.rank if site.card is not None else 10**9
    return rank, site.candidate.name, site.candidate.id


def _row(kind: RowKind, row_id: str, cells: Sequence[ComparedCell], say: Say | None = None) -> ComparedRow:
    likeness = likeness_of(cells, say)
    shown = marked(cells, say) if likeness is Likeness.DIFFERS else tuple(cells)
    return ComparedRow(kind, row_id, shown, likeness)


def _judged(row: ComparedRow, worths: Sequence[Span | None], limit: object = None) -> ComparedRow:
    """Add marks and scale to a row about a criterion; where all are equal none is the most favourable."""
    marks = best_of(worths) if row.likeness is not Likeness.EQUAL else (None,) * len(row.cells)
    cells = tuple(
        replace(cell, best=mark, span=figure_span(row.id, cell.value))
        for cell, mark in zip(row.cells, marks, strict=True)
    )
    return replace(row, cells=cells, scale=criterion_scale(row.id, [each.span for each in cells], limit))


def _score_marks(sites: Sequence[ComparedSite]) -> tuple[BestMark | None, ...]:
    """Mark the score that surely is the highest of those that are compared."""
    cards = [each.card for each in sites]
    return best_of([None if card is None else (float(card.low), float(card.high)) for card in cards])


def _measured(row: ComparedRow) -> ComparedRow:
    """Add figures and scale to a row about an attribute that is a measure; nothing says what is better."""
    if not row.id.endswith(_MEASURES):
        return row
    figures = [each.value.value if isinstance(each.value, Known) else None for each in row.cells]
    spans = [(float(each), float(each)) if isinstance(each, int | float) else None for each in figures]
    cells = tuple(replace(cell, span=span) for cell, span in zip(row.cells, spans, strict=True))
    return replace(row, cells=cells, scale=row_scale(spans))


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


def _outcome_cell(
    outcome: RequirementOutcome | None, known: Mapping[str, RequirementOutcome]
) -> ComparedCell:
    """Word an answer; a site that was judged on others only is of a kind of which this is not asked."""
    if outcome is None:
        return ComparedCell(Unknown(), applies=not known)
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
        return ComparedCell(Unknown())
    # What is unknown is just unknown: nothing stands there that could have been scored.
    is_told_apart = not is_scored and isinstance(part.value, Known)
    return ComparedCell(part.value, part.statement, is_scored=not is_told_apart)


def _attribute_rows(sites: Sequence[ComparedSite]) -> Iterable[ComparedRow]:
    """Every attribute that one of the kinds has, in the order of the attribute table."""
    ids = dict.fromkeys(spec.id for each in sites for spec in shown_attributes_of(each.site.kind))
    for attribute_id in ids:
        if attribute_id not in _NOT_COMPARED:
            cells = [
                ComparedCell(
                    each.site.attribute(attribute_id),
                    applies=each.site.kind in ATTRIBUTE_BY_ID[attribute_id].kinds,
                )
                for each in sites
            ]
            yield _measured(_row(RowKind.ATTRIBUTE, attribute_id, cells))
