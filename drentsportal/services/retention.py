"""How long cases are kept, and what becomes of them: proposed by a rule, done by a person only."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.case_papers import outcome_from_data
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.papers import PaperKind, ReferenceKind, ReferencePaper
from drentsportal.domain.retention.selection_list import (
    RetentionStart,
    SelectionCategory,
    SelectionList,
    list_from_data,
    list_to_data,
)
from drentsportal.domain.retention.standing import (
    RetentionChoice,
    RetentionStanding,
    RetentionState,
    TermStarts,
    choice_from_data,
    choice_to_data,
    proposed,
    standing_of,
)
from drentsportal.errors import InputError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.kept_papers import next_paper, paper_text, read_newest, read_paper
from drentsportal.services.many_objects import no_tidying

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime
    from typing import Any

    from drentsportal.domain.cases.papers import CasePaper
    from drentsportal.services.ports.case_bulk import CaseBulkReader
    from drentsportal.services.ports.cases import CaseReader
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

_LIST: Final = "selection_list"
_NOTHING_YET: Final = TermStarts()

_Ends: TypeAlias = "tuple[datetime | None, datetime | None]"
"""When a case was answered and when closed."""


class Retention:
    """The terms of the cases of a workspace, and their end."""

    def __init__(
        self,
        workspace: Workspace,
        shipped: Callable[[], SelectionList],
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep the parts; ``shipped`` reads the list that counts while the workspace keeps none."""
        self._workspace = workspace
        self._shipped = shipped
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    # -- the list ---------------------------------------------------------------------------------------

    def selection_list(self) -> SelectionList:
        """Return the list that counts. Raises ``InputError`` when the workspace's own is damaged."""
        with self._workspace.reading() as unit:
            papers = unit.shelf.history(ReferenceKind.SELECTION_LIST, _LIST)
        if not papers:
            return self._shipped()
        newest = papers[-1]
        return read_paper(
            newest,
            lambda data: list_from_data(data, newest.version),
            "error.retention.list_damaged",
            field=None,
        )

    def keep_list(self, data: Mapping[str, Any]) -> SelectionList:
        """Keep another list for the workspace; cases keep the category as it read when it was chosen.

        Raises ``InputError`` for data of another shape and as ``check_selection_list``.
        """
        try:
            wanted = list_from_data(data)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError("error.retention.list_unreadable", field="list") from error
        kept = replace(wanted, version=self.selection_list().version + 1)
        paper = ReferencePaper(
            ReferenceKind.SELECTION_LIST,
            _LIST,
            kept.version,
            self._clock.now_utc(),
            self._actors.current(),
            paper_text(list_to_data(kept)),
        )
        with self._workspace.unit_of_work() as work:
            work.shelf.add(paper)
            work.commit()
        return kept

    # -- the term ---------------------------------------------------------------------------------------

    def choose(self, number: str, category_id: str, reason: str = "") -> tuple[RetentionStanding, ChangeSet]:
        """Give a case a category; raises ``NotFoundError`` for an unknown case or category.

        Raises ``InputError`` for a case that was anonymised: nothing in it has a term any more.
        """
        category = self.selection_list().category(category_id)
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.unit_of_work() as work:
            before = _choice(work.cases, number)
            if before is not None and before.is_anonymised:
                raise InputError("error.retention.anonymised", field="case", number=number)
            choice = RetentionChoice(category, reason.strip())
            next_paper(work.cases, number, PaperKind.RETENTION, choice_to_data(choice), (now_utc, actor))
            details = {"category": category_label(category), "reason": choice.reason}
            work.cases.add_event(number, CaseEvent(now_utc, EventKind.RETENTION, actor, details))
            work.commit()
        return self._standing(number), ChangeSet(cases=frozenset({number}))

    def standing(self, number: str, on: date | None = None) -> RetentionStanding:
        """Tell how one case stands on a day, today by default, which is logged; raises ``NotFoundError``."""
        found = self._standing(number, on)
        self._access.opened(number)
        return found

    def _standing(self, number: str, on: date | None = None) -> RetentionStanding:
        with self._workspace.reading() as unit:
            unit.cases.get(number)
            return self.standing_within(unit, number, on)

    def standing_within(self, unit: ReadUnit, number: str, on: date | None = None) -> RetentionStanding:
        """Tell how one case stands, within what is being read together with it."""
        return self._standings(unit, on, (number,))[0]

    def standings(self, on: date | None = None) -> tuple[RetentionStanding, ...]:
        """Tell how every case stands on a day, today by default, by number."""
        with self._workspace.reading() as unit:
            return self._standings(unit, on)

    def proposals(self, on: date | None = None) -> tuple[RetentionStanding, ...]:
        """List what is due on a day, today by default; nothing is done with it."""
        return proposed(self.standings(on))

    def today(self) -> date:
        """Tell the Dutch calendar day of now."""
        return self._clock.now_utc().astimezone(DUTCH_TIME).date()

    def _standings(
        self, unit: ReadUnit, on: date | None, numbers: Collection[str] | None = None
    ) -> tuple[RetentionStanding, ...]:
        day, bulk = on or self.today(), unit.cases.bulk
        with no_tidying():
            chosen = _chosen(bulk.newest_papers((PaperKind.RETENTION,), numbers))
            ends = bulk.ends(numbers)
            from_outcome = [each for each in chosen if _counts_from_outcome(chosen[each], ends[each])]
            decided = _decided(bulk, from_outcome)
            # Without a choice nothing else counts.
            return tuple(
                standing_of(number, chosen[number], _starts(ends[number], decided.get(number)), day)
                if number in chosen
                else standing_of(number, None, _NOTHING_YET, day)
                for number in sorted(ends)
            )

    def is_anonymised(self, number: str) -> bool:
        """Tell whether names and texts were taken out of a case; raises ``NotFoundError``."""
        return self._standing(number).state is RetentionState.ANONYMISED


def category_label(category: SelectionCategory) -> str:
    """Name a category in one line: its number where it has one, and its title."""
    return f"{category.number} {category.title}".strip()


def _choice(cases: CaseReader, number: str) -> RetentionChoice | None:
    return read_newest(cases.papers(number, PaperKind.RETENTION), choice_from_data)


def _chosen(papers: Mapping[tuple[str, PaperKind], CasePaper]) -> dict[str, RetentionChoice]:
    """Read what was chosen, by number: most cases have one of a few categories, in the same words."""
    read: dict[tuple[int, str], RetentionChoice] = {}
    chosen = {}
    for (number, _), paper in papers.items():
        said = paper.version, paper.content
        choice = read.get(said)
        if choice is None:
            choice = read[said] = read_paper(paper, choice_from_data)
        chosen[number] = choice
    return chosen


def _counts_from_outcome(choice: RetentionChoice, ends: _Ends) -> bool:
    return choice.category.start is RetentionStart.CLOSING and ends[1] is None


def _decided(bulk: CaseBulkReader, numbers: Collection[str]) -> dict[str, date]:
    """Return on which day these cases had their outcome. Raises ``InputError`` for a damaged one."""
    if not numbers:
        return {}
    found = {}
    for (number, _), paper in bulk.newest_papers((PaperKind.OUTCOME,), numbers).items():
        try:
            found[number] = outcome_from_data(json.loads(paper.content)).decided_on
        except (ValueError, KeyError, TypeError) as error:
            raise InputError("error.desk_figures.damaged", field="case", number=number) from error
    return found


def _starts(ends: _Ends, decided_on: date | None) -> TermStarts:
    answered_at_utc, closed_at_utc = ends
    return TermStarts(_day(answered_at_utc), decided_on if closed_at_utc is None else _day(closed_at_utc))


def _day(at_utc: datetime | None) -> date | None:
    return None if at_utc is None else at_utc.astimezone(DUTCH_TIME).date()
